//! Gets bytes past checksums: a fuzzer that had to guess a SHA-256 would see nothing of what lies behind.

use std::{
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::program::store::{
    checksum::{FileHash, Hasher, MARK, push_line},
    package::seal_text,
    recognise::TAIL,
    record::Seal,
    ron_text::to_ron,
};

/// The text with a right checksum on every line, and a seal that fits where its last line is one.
pub fn summed(text: &str) -> String {
    let mut out = String::new();
    let mut hasher = Hasher::new();
    for (n_lines, line) in text.lines().enumerate() {
        let is_sum = |sum: &str| sum.len() == 16 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        let bare = line.rsplit_once(MARK).filter(|(_, sum)| is_sum(sum)).map_or(line, |(bare, _)| bare);
        let seal = bare.strip_prefix(TAIL).and_then(|rest| rest.strip_suffix(')'));
        let sum = match seal.and_then(|seal| ron::from_str::<Seal>(seal).ok()) {
            Some(seal) => {
                let seal = Seal { lines: n_lines, sha256: hasher.clone().finish(), ..seal };
                push_line(&mut out, &format!("{TAIL}{})", to_ron(&seal).expect("a seal")))
            }
            None => push_line(&mut out, bare),
        };
        hasher.add_line(sum);
    }
    out
}

/// A file of this name with these bytes, in memory where that is a folder, and the folder that goes with it.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    let folder = folder.expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

/// A zip of these files.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if out.start_file(*name, SimpleFileOptions::default()).is_ok() {
            out.write_all(bytes).expect("written");
        }
    }
    out.finish().expect("a zip").into_inner()
}

/// A package around the text of a ledger, with a manifest that fits it; its fields are those of `manifest`.
pub fn package(manifest: &str, ledger: &str) -> Vec<u8> {
    let ledger = summed(ledger);
    let (bytes, hash) = (ledger.len(), FileHash::of(ledger.as_bytes()));
    let parts = format!("parts:[(name:\"ledger.ron\",bytes:{bytes},sha256:\"{hash}\")]");
    let manifest = manifest.replace("parts:[]", &parts);
    zip(&[("manifest.ron", seal_text(manifest).as_bytes()), ("ledger.ron", ledger.as_bytes())])
}

/// The bytes in as many pieces, parted where a line says `----`; the last may be missing.
pub fn pieces<const N: usize>(text: &str) -> [&str; N] {
    let mut parts = text.split("\n----\n");
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
