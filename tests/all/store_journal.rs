//! The journal, cut at every byte.
#![expect(clippy::indexing_slicing, reason = "a test may stop here")]

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rectification_ledger::store::{
    checksum::{FileMark, LineFault, push_line},
    journal::{BrokenLine, JOURNAL_FORMAT, Journal, JournalHeader, JournalRead, keep_unread, read_journal},
    safe_write::Disk,
};
use tempfile::TempDir;

const RECORDS: &[&str] = &["(id:1,text:\"整改目标 // 0123456789abcdef\")", "(id:2,text:\"污泥\\n处置\")", "(id:3)"];

fn header(heads: &[&str]) -> JournalHeader {
    JournalHeader {
        format: JOURNAL_FORMAT,
        ledger: "a".to_owned(),
        heads: heads.iter().map(ToString::to_string).collect(),
        file: Some(FileMark::of(b"abc")),
    }
}

fn written() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("journal/a.journal");
    let mut journal = Journal::start(&path, &header(&["1"])).expect("a journal");
    for record in RECORDS {
        journal.append(record).expect("added");
    }
    (folder, path)
}

/// Writes without any care, as a crash does.
fn put(path: &Path, bytes: &[u8]) {
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).open(path).expect("a file");
    file.write_all(bytes).expect("written");
}

#[track_caller]
fn read(path: &Path) -> JournalRead {
    read_journal(path).expect("readable").expect("there")
}

#[test]
fn what_was_added_is_read_back_in_order() {
    let (_folder, path) = written();
    let read = read(&path);
    assert_eq!(read.header, Some(header(&["1"])));
    assert_eq!(read.records, RECORDS);
    assert!(read.broken.is_empty() && read.torn.is_none(), "{read:?}");
}

#[test]
fn a_journal_cut_at_any_byte_gives_every_whole_record_and_takes_new_ones() {
    let (folder, path) = written();
    let bytes = fs::read(&path).expect("a file");
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
    for cut in 0..=bytes.len() {
        let path = folder.path().join(format!("{cut}.journal"));
        put(&path, &bytes[..cut]);
        let n_whole = ends.iter().filter(|end| **end <= cut).count().saturating_sub(1);
        let before = read(&path);
        assert_eq!(before.records, &RECORDS[..n_whole], "cut at {cut}");
        assert!(before.broken.is_empty(), "cut at {cut}");
        assert_eq!(fs::read(&path).expect("a file"), &bytes[..cut], "reading writes nothing");

        let (mut journal, opened) = Journal::open(&path).expect("opened").expect("there");
        assert_eq!(opened.records, before.records);
        assert_eq!(opened.kept_as.is_some(), opened.torn.is_some(), "cut at {cut}");
        if let Some(kept_as) = &opened.kept_as {
            assert_eq!(fs::read(kept_as).expect("a copy"), &bytes[..cut]);
        }
        journal.append("(id:4)").expect("added");
        let after = read(&path);
        assert_eq!(after.records.last().map(String::as_str), Some("(id:4)"));
        assert_eq!(after.records.len(), n_whole + 1);
        assert!(after.broken.is_empty() && after.torn.is_none(), "cut at {cut}: {after:?}");
    }
}

#[test]
fn a_zero_filled_end_is_a_torn_line() {
    let (_folder, path) = written();
    let mut bytes = fs::read(&path).expect("a file");
    bytes.extend([0; 512]);
    put(&path, &bytes);
    let (_journal, read) = Journal::open(&path).expect("opened").expect("there");
    assert_eq!(read.records, RECORDS);
    assert_eq!(read.torn.expect("torn").line, 5);
}

#[test]
fn a_broken_line_in_the_middle_costs_itself_only_and_is_kept() {
    let (_folder, path) = written();
    let mut bytes = fs::read(&path).expect("a file");
    let at = bytes.windows(4).position(|four| four == b"id:2").expect("the second");
    bytes[at] = b'I';
    put(&path, &bytes);
    let (_journal, read) = Journal::open(&path).expect("opened").expect("there");
    assert_eq!(read.records, [RECORDS[0], RECORDS[2]]);
    let fault = Some(LineFault::WrongSum);
    assert_eq!(read.broken, [BrokenLine { line: 3, fault }]);
    let kept_as = read.kept_as.expect("a copy");
    assert_eq!(fs::read(&kept_as).expect("a copy"), bytes);
    let (_journal, again) = Journal::open(&path).expect("opened").expect("there");
    assert_eq!(again.kept_as, Some(kept_as), "one copy is enough");
}

#[test]
fn a_journal_of_a_newer_program_is_copied_aside_once_it_holds_anything() {
    let format = JOURNAL_FORMAT + 1;
    let known = format!("Journal(format:{format},ledger:\"a\",heads:[],file:None)");
    let unknown = format!("Journal(format:{format},ledger:7)");
    for (first, is_read) in [(known, true), (unknown, false)] {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("a.journal");
        let mut line = String::new();
        push_line(&mut line, &first);
        put(&path, line.as_bytes());
        let (mut journal, read) = Journal::open(&path).expect("opened").expect("there");
        assert_eq!(read.header.map(|header| header.format), is_read.then_some(format));
        assert_eq!((read.is_newer, read.kept_as), (false, None), "nothing in it can be lost");
        journal.append(RECORDS[0]).expect("added");
        drop(journal);
        let bytes = fs::read(&path).expect("a file");
        for _ in 0..2 {
            let (_journal, read) = Journal::open(&path).expect("opened").expect("there");
            assert!(read.is_newer, "{first}");
            assert_eq!(fs::read(read.kept_as.expect("a copy")).expect("a copy"), bytes);
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "the journal and one copy");
    }
}

#[test]
fn a_journal_with_records_nobody_here_can_read_is_kept_once_as_it_is() {
    let (_folder, path) = written();
    let kept_as = keep_unread(&path).expect("copied").expect("a copy");
    assert_eq!(keep_unread(&path).expect("looked for"), Some(kept_as.clone()), "the same copy");
    let (mut journal, read) = Journal::open(&path).expect("opened").expect("there");
    assert_eq!((read.is_newer, read.kept_as), (false, None), "its lines are whole");
    let before = fs::read(&path).expect("a file");
    journal.append("(id:4)").expect("added");
    let grown = keep_unread(&path).expect("copied").expect("a copy");
    assert_ne!(grown, kept_as, "another journal by now");
    assert_eq!(fs::read(kept_as).expect("a copy"), before);
    assert_eq!(keep_unread(&path.with_file_name("none")).expect("looked for"), None);
}

#[test]
fn starting_anew_leaves_only_the_new_header() {
    let (_folder, path) = written();
    let (mut journal, _) = Journal::open(&path).expect("opened").expect("there");
    journal.restart(&header(&["4"])).expect("anew");
    assert_eq!(read(&path).header, Some(header(&["4"])));
    assert!(read(&path).records.is_empty(), "nothing else");
    journal.append("(id:5)").expect("added");
    assert_eq!(read(&path).records, ["(id:5)"]);
}

#[test]
fn rewriting_leaves_only_the_records_that_are_named_and_goes_on_behind_them() {
    let (_folder, path) = written();
    let (mut journal, _) = Journal::open(&path).expect("opened").expect("there");
    journal.rewrite(&header(&["4"]), &[RECORDS[1].to_owned()]).expect("rewritten");
    assert_eq!(read(&path).header, Some(header(&["4"])));
    assert_eq!(read(&path).records, [RECORDS[1]]);
    journal.append("(id:5)").expect("added");
    assert_eq!(read(&path).records, [RECORDS[1], "(id:5)"]);
}

#[test]
fn a_journal_that_cannot_be_rewritten_keeps_every_record() {
    let (_folder, path) = written();
    let before = fs::read(&path).expect("a file");
    let (mut journal, room) = on_a_full_disk(&path);
    for n_bytes in 0..40 {
        room.store(n_bytes, Ordering::Relaxed);
        journal.rewrite(&header(&["4"]), &[RECORDS[1].to_owned()]).expect_err("full");
        // As a kill at any moment of it would find it.
        assert_eq!(fs::read(&path).expect("a file"), before, "after {n_bytes} bytes");
    }
    room.store(1000, Ordering::Relaxed);
    journal.append("(id:4)").expect("room");
    assert_eq!(read(&path).records, [RECORDS[0], RECORDS[1], RECORDS[2], "(id:4)"]);
}

#[test]
fn a_record_with_a_line_break_is_refused() {
    let (_folder, path) = written();
    let (mut journal, _) = Journal::open(&path).expect("opened").expect("there");
    assert!(journal.append("a\nb").is_err(), "two lines");
    assert_eq!(read(&path).records, RECORDS);
}

/// A disk with so many bytes left.
struct Filling(Arc<AtomicUsize>);

impl Disk for Filling {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.load(Ordering::Relaxed).min(bytes.len());
        if room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let n_bytes = file.write(&bytes[..room])?;
        self.0.fetch_sub(n_bytes, Ordering::Relaxed);
        Ok(n_bytes)
    }
}

/// The journal on a disk that is full, and the room there is.
fn on_a_full_disk(path: &Path) -> (Journal, Arc<AtomicUsize>) {
    let (journal, _) = Journal::open(path).expect("opened").expect("there");
    let room = Arc::new(AtomicUsize::new(0));
    (journal.on_disk(Box::new(Filling(Arc::clone(&room)))), room)
}

#[test]
fn a_disk_full_at_any_byte_leaves_the_journal_as_it_was_and_later_room_is_used() {
    let (_folder, path) = written();
    let before = fs::read(&path).expect("a file");
    let (mut journal, room) = on_a_full_disk(&path);
    for n_bytes in 0.."(id:4) // 0123456789abcdef\n".len() {
        room.store(n_bytes, Ordering::Relaxed);
        let err = journal.append("(id:4)").expect_err("full");
        assert!(err.is_disk_full(), "{err:?}");
        assert_eq!(fs::read(&path).expect("a file"), before, "after {n_bytes} bytes");
    }
    room.store(1000, Ordering::Relaxed);
    journal.append("(id:4)").expect("room");
    assert_eq!(read(&path).records.len(), 4);
}
