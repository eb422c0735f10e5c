//! Files far too big, most of them of holes: told by their size before a byte is read, in words that name file and limit.

#![expect(clippy::disallowed_methods, reason = "a test makes files of holes")]

use std::{
    fs::{self, File},
    io::{Seek as _, SeekFrom, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use super::Place;

/// What the program may take of memory in all, in KiB.
const MOST: u64 = 300 * 1024;

/// A file of so many bytes, of which only the first are written.
fn holes(path: &Path, begin: &[u8], n_bytes: u64) {
    let mut file = File::create(path).expect("a file");
    file.write_all(begin).expect("written");
    file.set_len(n_bytes).expect("made long");
}

/// Runs the program in 300 MB; its exit code and what it said.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let script = format!("ulimit -v {MOST}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_ledger")])
        .args(arguments)
        .current_dir(folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join("data"))
        .stdin(Stdio::null())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (output.status.code(), said)
}

/// The file, its beginning, its length, what is asked, and the limit that is named.
type Case<'a> = (&'a str, &'a [u8], u64, Vec<&'a str>, &'a str);

#[test]
fn files_of_five_gigabytes_are_refused_in_words_before_they_are_read() {
    if !cfg!(target_os = "linux") {
        return println!("skipped: files of holes and limits of memory as Linux has them");
    }
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let head = place.bytes();
    let before = head.clone();
    let five = 5 << 30;
    let import = |file| vec!["import", "台账.ron", file, "--author", "李明"];
    let (ledger, plan, sheet) = ("4294 MB 的上限", "文本超过 8 MB", "超过 192 MB");
    let cases: [Case<'_>; 13] = [
        ("大.ron", &head, five, vec!["check", "大.ron"], ledger),
        // Within the limit, but not within the memory.
        ("三.ron", &head, 3 << 30, vec!["check", "三.ron"], "内存不足"),
        ("空.ron", b"", five, vec!["show", "空.ron"], ledger),
        ("并.ron", &head, five, vec!["merge", "台账.ron", "并.ron", "--preview"], ledger),
        ("救.ron", &head, five, vec!["salvage", "救.ron", "出.ron"], ledger),
        // A package may be as long as its evidence; one of holes is none.
        ("包.zip", b"PK\x03\x04", five, vec!["take-in", "台账.ron", "包.zip"], "损坏"),
        ("文.docx", b"PK\x03\x04", five, import("文.docx"), ".docx 超过 192 MB"),
        ("文.txt", "一、整改任务\n".as_bytes(), five, import("文.txt"), plan),
        ("读.txt", b"", five, vec!["read-plan", "读.txt"], plan),
        ("表.xlsx", b"PK\x03\x04", five, import("表.xlsx"), sheet),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", five, import("表.xls"), sheet),
        ("表.csv", "问题,整改时限\n".as_bytes(), five, import("表.csv"), sheet),
        ("督办单.docx", b"PK\x03\x04", five, vec!["templates", "--check", "督办单.docx"], "不能超过 64 MB"),
    ];
    let mut wrong = Vec::new();
    for (file, begin, n_bytes, arguments, limit) in &cases {
        holes(&root.path().join(file), begin, *n_bytes);
        let (code, said) = run(root.path(), arguments);
        let said = said.lines().next().unwrap_or_default().to_owned();
        println!("{file} ({}): {code:?} {said}", arguments.first().unwrap_or(&""));
        let names_both = said.contains(file) && said.contains(limit);
        if !matches!(code, Some(1..=3)) || !names_both || said.contains("allocation") {
            wrong.push(format!("{arguments:?}: {code:?}: {said}"));
        }
        fs::remove_file(root.path().join(file)).expect("removed");
        assert!(place.bytes() == before, "{file}: the ledger was changed");
    }
    assert!(wrong.is_empty(), "not refused in words:\n{}", wrong.join("\n"));
}

#[test]
fn an_older_copy_that_unpacks_to_gigabytes_is_refused_before_it_fills_the_memory() {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let path = root.path().join("备份.ron");
    let mut packed = zstd::Encoder::new(File::create(&path).expect("a file"), 3).expect("packed");
    let piece = vec![b' '; 1 << 20];
    packed.write_all(&place.bytes()).expect("written");
    for _ in 0..3_000 {
        packed.write_all(&piece).expect("written");
    }
    let mut file = packed.finish().expect("packed");
    let n_bytes = file.seek(SeekFrom::End(0)).expect("its length");
    let read = rectification_ledger::store::generations::read_generation(&path);
    let error = read.map(|bytes| bytes.len()).expect_err("a bomb");
    let said = rectification_ledger::ui::words::store_error(&error);
    println!("{n_bytes} bytes that unpack to 3 GB: {said}");
    assert!(said.contains("备份.ron") && said.contains("上限"), "{said}");
}
