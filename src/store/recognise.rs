//! What a file is, by its bytes: said by name, so that nothing broken is ever taken for an empty ledger.

use crate::store::checksum::{LineFault, check_line};

/// The ledger format this program writes.
pub const FORMAT: u32 = 1;

/// How every ledger begins.
pub const HEAD: &str = "Ledger(format:";

/// How the first line of every ledger ends.
pub const HEAD_END: &str = ",records:[";

/// How the last line of every ledger begins.
pub const TAIL: &str = "],seal:";

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileLook {
    /// A ledger that has its seal, not yet compared.
    Ledger {
        /// Its format.
        format: u32,
    },

    /// A ledger without its last line: cut, or never finished.
    Cut {
        /// Its format.
        format: u32,
    },

    /// A ledger whose end is zeros: the power went before the disk had it.
    ZeroTail {
        /// Its format.
        format: u32,
        /// Where the zeros begin.
        at: usize,
    },

    /// A ledger whose last line is there, but not as it was written.
    SealBroken {
        /// Its format.
        format: u32,
    },

    /// A ledger laid out anew by a person or another program: no line has its checksum.
    Reformatted {
        /// Its format.
        format: u32,
    },

    /// Lines of a ledger, but not the first.
    HeadBroken,

    /// A ledger a newer program wrote.
    NewerFormat(u32),

    /// Nothing at all.
    Empty,

    /// Zeros only.
    ZeroFilled,

    /// Text as Windows' Notepad writes it when asked for “Unicode”.
    Utf16,

    /// Begins as a ledger, but holds bytes that are no UTF-8.
    NotUtf8 {
        /// Where the first of them is.
        at: usize,
    },

    /// A zip archive: a package, or a Word or Excel document.
    Zip,

    /// An older copy, packed.
    Packed,

    /// Something else.
    NotALedger,
}

/// Looks at the whole file.
pub fn look_at(bytes: &[u8]) -> FileLook {
    if bytes.is_empty() {
        return FileLook::Empty;
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return FileLook::ZeroFilled;
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return FileLook::Utf16;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return FileLook::Zip;
    }
    if is_packed(bytes) {
        return FileLook::Packed;
    }
    let Some(format) = format_of(without_mark(bytes)) else {
        return look_at_stranger(bytes);
    };
    if format > FORMAT {
        return FileLook::NewerFormat(format);
    }
    let n_whole = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    if n_whole < bytes.len() {
        return FileLook::ZeroTail { format, at: n_whole };
    }
    match std::str::from_utf8(bytes) {
        // A cut inside a character is a cut, not a wrong character.
        Err(err) if err.error_len().is_none() => FileLook::Cut { format },
        Err(err) => FileLook::NotUtf8 { at: err.valid_up_to() },
        Ok(text) => look_at_seal(text, format),
    }
}

/// Whether these are the bytes of an older copy, packed.
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x28\xb5\x2f\xfd")
}

/// A file cut within its first words can only be told by them, one whose first line is broken by the others.
fn look_at_stranger(bytes: &[u8]) -> FileLook {
    let bytes = without_mark(bytes);
    if !bytes.is_empty() && HEAD.as_bytes().starts_with(bytes) {
        return FileLook::Cut { format: FORMAT };
    }
    if has_whole_line(bytes) {
        return FileLook::HeadBroken;
    }
    FileLook::NotALedger
}

/// The bytes behind a byte order mark, which Notepad adds.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The format a ledger's first words tell, however they are laid out; none if this is no ledger's.
pub fn format_of(bytes: &[u8]) -> Option<u32> {
    let mut rest = bytes.trim_ascii_start();
    rest = rest.strip_prefix(b"Ledger").unwrap_or(rest);
    for word in ["(", "format", ":"] {
        rest = rest.trim_ascii_start().strip_prefix(word.as_bytes())?.trim_ascii_start();
    }
    let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = std::str::from_utf8(rest.get(..n_digits)?).ok()?;
    digits.parse().ok()
}

fn look_at_seal(text: &str, format: u32) -> FileLook {
    let last = text.trim_end().lines().next_back().unwrap_or_default();
    match check_line(last) {
        Ok(_) if last.starts_with(TAIL) => FileLook::Ledger { format },
        Err(LineFault::WrongSum) => FileLook::SealBroken { format },
        Err(LineFault::NoSum) if last.ends_with(')') && !has_whole_line(text.as_bytes()) => {
            FileLook::Reformatted { format }
        }
        Ok(_) | Err(LineFault::NoSum) => FileLook::Cut { format },
    }
}

fn has_whole_line(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    lines.any(|line| std::str::from_utf8(line).is_ok_and(|line| check_line(line).is_ok()))
}

/// The id of the ledger in a file, by its first line; `None` where there is no such file or it is none.
pub fn ledger_id_of(path: &std::path::Path) -> Option<crate::domain::LedgerId> {
    use std::io::Read as _;
    const ENOUGH: u64 = 512;
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(ENOUGH).read_to_end(&mut head).ok()?;
    let text = String::from_utf8_lossy(without_mark(&head)).into_owned();
    let (_, rest) = text.strip_prefix(HEAD)?.split_once(",id:\"")?;
    rest.split_once('"')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::checksum::push_line;

    fn ledger() -> String {
        let mut text = String::new();
        push_line(&mut text, "Ledger(format:1,records:[");
        push_line(&mut text, "Issue(\"污泥\"),");
        push_line(&mut text, "],seal:(lines:2))");
        text
    }

    #[track_caller]
    fn check(bytes: impl AsRef<[u8]>, expected: FileLook) {
        assert_eq!(look_at(bytes.as_ref()), expected);
    }

    #[test]
    fn a_ledger_is_known_also_with_a_byte_order_mark_and_windows_line_ends() {
        let is = FileLook::Ledger { format: 1 };
        check(ledger(), is);
        check(format!("\u{feff}{}", ledger()), is);
        check(ledger().replace('\n', "\r\n"), is);
        check(ledger() + "\n\n", is);
        check(ledger().trim_end(), is);
    }

    #[test]
    fn a_ledger_cut_anywhere_is_said_to_be_cut() {
        let whole = ledger();
        let bytes = whole.trim_end().as_bytes();
        for cut in 1..bytes.len() {
            let look = look_at(&bytes[..cut]);
            let is_cut = look == FileLook::Cut { format: 1 };
            // Up to the colon the format is not yet there.
            assert!(is_cut || cut == HEAD.len() && look == FileLook::NotALedger, "{cut}: {look:?}");
        }
    }

    #[test]
    fn what_is_no_ledger_is_said_by_name() {
        check([], FileLook::Empty);
        check([0; 100], FileLook::ZeroFilled);
        check("你好", FileLook::NotALedger);
        check(b"\xc4\xe3\xba\xc3", FileLook::NotALedger);
        check(b"\xff\xfeL\0e\0", FileLook::Utf16);
        check(b"PK\x03\x04rest", FileLook::Zip);
        check(b"\x28\xb5\x2f\xfdrest", FileLook::Packed);
        check(ledger().replace("format:1", "format:17"), FileLook::NewerFormat(17));
        let mut zeros = ledger().into_bytes();
        let at = zeros.len();
        zeros.extend([0; 9]);
        check(&zeros, FileLook::ZeroTail { format: 1, at });
        check(ledger().replace("lines:2", "lines:3"), FileLook::SealBroken { format: 1 });
        check("Ledger (\n  format: 1,\n)", FileLook::Reformatted { format: 1 });
        check(ledger().replace("Ledger", "\0\0\0"), FileLook::HeadBroken);
        let mut garbled = ledger().into_bytes();
        garbled[50] = 0xff;
        check(&garbled, FileLook::NotUtf8 { at: 50 });
    }
}
