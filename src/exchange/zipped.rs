//! Looks a zip over before anything reads its directory.

/// So many files may be packed in one: Excel and Word write some dozens, pictures included some hundreds.
pub(super) const MAX_PARTS: usize = 10_000;

/// How an entry of the directory begins.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Whether the directory would take more room than is reasonable.
///
/// Its entries are counted where they stand: the number that a package declares is whatever its maker liked.
pub(super) fn has_too_many_parts(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, ENTRY).nth(MAX_PARTS).is_some()
}

/// A name that leads out of the package, cut to what can be shown; `None` where the name is plain.
pub(super) fn unsafe_name(name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name);
    let outward = name.split(['/', '\\']).any(|step| step == "..");
    let is_unsafe = outward || name.starts_with(['/', '\\']) || name.contains(['\0', ':']);
    is_unsafe.then(|| name.chars().take(80).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_told() {
        for name in ["../a", "a/../b", "a\\..\\b", "/etc/passwd", "C:\\a", "a\0b"] {
            assert_eq!(unsafe_name(name.as_bytes()).as_deref(), Some(name));
        }
        assert_eq!(unsafe_name(b"word/media/image..1.png"), None, "two dots within a name are none");
    }

    #[test]
    fn a_directory_of_many_is_counted_where_it_stands() {
        assert!(!has_too_many_parts(&ENTRY.repeat(MAX_PARTS)), "just so many");
        assert!(has_too_many_parts(&ENTRY.repeat(MAX_PARTS + 1)), "one more");
    }
}
