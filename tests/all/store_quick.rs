//! A ledger opened by its states: its history read behind, its lines copied when it is saved.
#![expect(clippy::missing_assert_message, reason = "the name of the test says it")]

use std::{
    io::{Seek as _, SeekFrom, Write as _},
    path::PathBuf,
};

use proptest::prelude::*;
use rectification_ledger::{
    domain::{
        DeviceId,
        change::Change,
        edit::{IssueEdit, PartEdits, PartKey},
        ids::IssueId,
        issue::IssueValue,
        ledger::Ledger,
    },
    store::{
        checksum::{FileMark, Hasher, check_line, push_line},
        codec::{RonParts, write_change},
        ledger_file::{MOST_FILE_BYTES, read_file},
        ledger_open::open_ledger,
        ledger_quick::{QuickFile, open_quick, open_quick_file},
        ledger_states::states_of,
        ledger_write::LedgerContent,
        safe_write::safe_write,
    },
};

use super::store_format::{any_content, any_part, bytes_of, content_of, header, rich};

/// The fold of a history of which few changes are kept.
fn folded_in_passing(content: &LedgerContent) -> Ledger {
    content.history.fold(content.ledger.id, &RonParts)
}

/// The fold of one of which each is.
fn folded_one_by_one(content: &LedgerContent) -> Ledger {
    let mut ledger = Ledger::new(content.ledger.id);
    for key in content.history.subjects() {
        content.history.fold_subject(&mut ledger, key, &RonParts);
    }
    ledger
}

/// Opened by its states as a file, which is read once more for its history, and as bytes.
fn quick(bytes: &[u8]) -> LedgerContent {
    let folder = tempfile::tempdir().expect("a folder");
    let opened = file_of(&folder, bytes);
    let as_file = looked_through(bytes, open_quick_file(&opened).expect("read").expect("a whole file"));
    let as_bytes = looked_through(bytes, open_quick(bytes.to_vec()).expect("a whole file"));
    assert_eq!(as_file, as_bytes);
    if bytes.len().is_multiple_of(3) { as_file } else { as_bytes }
}

fn file_of(folder: &tempfile::TempDir, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join("台账.ron");
    safe_write(&path, bytes).expect("written");
    path
}

fn looked_through(bytes: &[u8], opened: QuickFile) -> LedgerContent {
    let QuickFile { content, verdict } = opened;
    assert!(!content.history.is_ready(), "nothing was asked yet");
    assert_eq!(verdict.wait(&content.history), Some(FileMark::of(bytes)));
    if bytes.len().is_multiple_of(2) {
        verdict.pack();
        assert!(verdict.with_bytes(<[u8]>::len).is_none(), "packed");
    }
    content
}

fn slow(bytes: &[u8]) -> LedgerContent {
    open_ledger(bytes).expect("a ledger").content
}

/// One more change on all heads.
fn goes_on(content: &mut LedgerContent, parts: &[(PartKey, PartEdits)], salt: &str) {
    let header = header(content.history.heads(), content.history.generation() + 1);
    let change = write_change(header, parts, || salt.to_owned()).expect("a change");
    for (key, edits) in parts {
        content.ledger.apply(change.id, *key, edits, 0);
    }
    content.history.insert(change).expect("entered");
}

/// Everything the history can be asked, as two ways of reading must answer alike.
#[track_caller]
fn answers_alike(one: &LedgerContent, other: &LedgerContent) {
    assert_eq!(one, other);
    let (a, b) = (&one.history, &other.history);
    assert_eq!(a.heads(), b.heads());
    assert_eq!(a.generation(), b.generation());
    assert_eq!(a.subjects(), b.subjects());
    assert_eq!(a.missing_ancestors(), b.missing_ancestors());
    assert_eq!(a.gaps(), b.gaps());
    assert_eq!(a.undo_cursor("李明", DeviceId(7)), b.undo_cursor("李明", DeviceId(7)));
    assert!(a.in_order().rev().eq(b.in_order().rev()));
    assert!(a.ids().eq(b.ids()));
    for key in a.subjects() {
        let touching: Vec<&Change> = a.touching(key).collect();
        assert!(touching.iter().copied().eq(b.touching(key)));
        assert!(touching.iter().rev().copied().eq(b.touching(key).rev()));
    }
    for change in a.in_order() {
        assert_eq!(a.turn(change.id), b.turn(change.id));
        assert_eq!(a.is_erased(change.id), b.is_erased(change.id));
    }
    let early = |content: &LedgerContent| {
        let mut early: Vec<_> = content.history.early().iter().map(|it| (it.change, it.typed_at, it.before)).collect();
        early.sort();
        early
    };
    assert_eq!(early(one), early(other));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_ledger_opened_by_its_states_answers_as_one_read_line_by_line(
        content in any_content(),
        more in prop::collection::vec(prop::collection::vec(any_part(), 1..3), 0..4),
    ) {
        let bytes = bytes_of(&content);
        let (mut one, mut other) = (quick(&bytes), slow(&bytes));
        answers_alike(&one, &other);
        prop_assert_eq!(states_of(&mut bytes.as_slice()).expect("read"), Some(other.ledger.clone()));
        for (n, parts) in more.into_iter().enumerate() {
            let parts: std::collections::BTreeMap<_, _> = parts.into_iter().collect();
            let parts: Vec<_> = parts.into_iter().collect();
            goes_on(&mut one, &parts, &format!("more{n}"));
            goes_on(&mut other, &parts, &format!("more{n}"));
        }
        answers_alike(&one, &other);
        prop_assert!(folded_in_passing(&one) == folded_one_by_one(&one), "whether what is read for it is kept or not");
        prop_assert!(folded_in_passing(&one) == folded_in_passing(&other));
        prop_assert!(bytes_of(&one) == bytes_of(&other), "lines that are copied are those that would be written");
        let again = quick(&bytes_of(&one));
        answers_alike(&again, &other);
    }

    #[test]
    fn copies_opened_by_their_states_merge_as_copies_read_line_by_line(
        first in any_content(),
        mine in prop::collection::vec(any_part(), 1..3),
        theirs in prop::collection::vec(any_part(), 1..3),
    ) {
        let (mut a, mut b) = (slow(&bytes_of(&first)), slow(&bytes_of(&first)));
        for (n, part) in mine.into_iter().enumerate() {
            goes_on(&mut a, &[part], &format!("mine{n}"));
        }
        for (n, part) in theirs.into_iter().enumerate() {
            goes_on(&mut b, &[part], &format!("theirs{n}"));
        }
        let (bytes_a, bytes_b) = (bytes_of(&a), bytes_of(&b));
        let (mut one, mut other) = (quick(&bytes_a), slow(&bytes_a));
        let union = one.take_in(&quick(&bytes_b));
        prop_assert_eq!(union, other.take_in(&slow(&bytes_b)));
        answers_alike(&one, &other);
        prop_assert_eq!(bytes_of(&one), bytes_of(&other));
        prop_assert!(one.take_in(&quick(&bytes_b)).is_nothing());
    }
}

#[test]
fn parts_that_come_later_and_parts_that_are_erased_are_written_anew() {
    let bytes = bytes_of(&rich());
    let (mut one, mut other) = (quick(&bytes), slow(&bytes));
    answers_alike(&one, &other);
    for content in [&mut one, &mut other] {
        let private = content.history.touching(PartKey::Private).next().expect("a change with private data").id;
        let mut header = header(content.history.heads(), content.history.generation() + 1);
        header.erases = vec![private];
        let change = write_change(header, &[], || "erase".to_owned()).expect("a change");
        content.history.insert(change).expect("entered");
        content.history.fold_subject(&mut content.ledger, PartKey::Private, &RonParts);
    }
    answers_alike(&one, &other);
    let saved = bytes_of(&one);
    assert_eq!(saved, bytes_of(&other));
    assert!(!String::from_utf8(saved).expect("text").contains("\"139\""), "what was erased is in no copied line");
}

#[test]
fn one_changed_byte_anywhere_is_never_opened_as_whole() {
    let bytes = bytes_of(&rich());
    for at in 0..bytes.len() {
        let mut broken = bytes.clone();
        broken[at] ^= 1;
        let states = states_of(&mut broken.as_slice()).expect("read");
        let Ok(QuickFile { content, verdict }) = open_quick(broken.clone()) else {
            assert_eq!(states, None, "byte {at}");
            continue;
        };
        assert!(states.is_none_or(|ledger| ledger == content.ledger), "byte {at}");
        // What only a person may have laid out anew is whole all the same.
        let is_whole = open_ledger(&broken).is_ok_and(|opened| opened.is_sound());
        assert_eq!(verdict.wait(&content.history).is_some(), is_whole, "byte {at}");
    }
}

/// A ledger of which the most are changes: an opening leaves out what stands behind the first of them.
fn with_many_changes() -> Vec<u8> {
    let mut content = content_of(rich().history);
    for n in 0..100 {
        let edit = IssueEdit::Set(IssueValue::Title(format!("第 {n} 次")), Vec::new());
        goes_on(&mut content, &[(PartKey::Issue(IssueId(1)), PartEdits::Issue(vec![edit]))], &format!("salt{n}"));
    }
    bytes_of(&content)
}

#[test]
fn one_changed_byte_anywhere_in_a_file_is_never_opened_as_whole() {
    let mut bytes = with_many_changes();
    let changes = String::from_utf8(bytes.clone()).expect("text").find("\nChange(").expect("changes");
    assert!(bytes.len() > changes + (20 << 10), "long enough to be left out");
    let folder = tempfile::tempdir().expect("a folder");
    let path = file_of(&folder, &bytes);
    let mut file = std::fs::OpenOptions::new().write(true).open(&path).expect("the file");
    let mut put = |at: usize, byte: u8| {
        file.seek(SeekFrom::Start(at as u64)).expect("there");
        file.write_all(&[byte]).expect("written");
    };
    let mut n_shown = 0;
    for at in (0..bytes.len()).step_by(41) {
        let right = bytes[at];
        bytes[at] ^= 1;
        put(at, bytes[at]);
        if let Some(QuickFile { content, verdict }) = open_quick_file(&path).expect("read") {
            n_shown += usize::from(at > changes);
            let is_whole = open_ledger(&bytes).is_ok_and(|opened| opened.is_sound());
            assert_eq!(verdict.wait(&content.history).is_some(), is_whole, "byte {at}");
            assert!(verdict.is_as_read(), "damaged before it was opened: byte {at}");
        }
        bytes[at] = right;
        put(at, right);
    }
    assert!(n_shown > 500, "what nobody reads before the history may be broken behind what is shown: {n_shown}");
}

#[test]
fn a_file_of_which_changes_are_lost_is_shown_and_then_looked_at_anew() {
    let text = String::from_utf8(with_many_changes()).expect("text");
    let folder = tempfile::tempdir().expect("a folder");
    let line = text.lines().rfind(|line| line.starts_with("Change(")).expect("a change");
    let lost = file_of(&folder, text.replacen(&format!("{line}\n"), "", 1).as_bytes());
    let QuickFile { content, verdict } = open_quick_file(&lost).expect("read").expect("its states can be read");
    assert_eq!(verdict.wait(&content.history), None);
    assert!(verdict.is_as_read(), "nobody wrote over it: what is asked of it is not dropped");
    assert!(verdict.with_bytes(open_ledger).is_some_and(|opened| opened.is_ok_and(|opened| !opened.is_sound())));
}

#[test]
fn a_line_end_that_was_lost_at_the_first_reading_alone_moves_no_line() {
    let bytes = with_many_changes();
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let first = lines.array_windows().position(|[a, b]| a.starts_with(b"Part(") && b.starts_with(b"Part("));
    let end: usize = lines[..=first.expect("two parts together")].iter().map(|line| line.len()).sum();
    let mut joined = bytes.clone();
    joined[end - 1] = 0x0b;
    let path = file_of(&folder, &joined);
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("its states can be read");
    let mut file = std::fs::OpenOptions::new().write(true).truncate(true).open(&path).expect("the same file");
    file.write_all(&bytes).expect("as it should be");
    assert_eq!(verdict.wait(&content.history), None, "states would be copied from lines beside theirs");
    assert!(!verdict.is_as_read());
}

/// The same lines with those that begin so moved behind all others, under a right seal.
fn with_moved(bytes: &[u8], begin: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("text");
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let seal = lines.pop().and_then(|line| check_line(line).ok()).expect("a seal").0;
    let (moved, mut all): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.starts_with(begin));
    assert!(!moved.is_empty(), "no {begin}");
    all.extend(moved);
    let mut hasher = Hasher::new();
    for line in &all {
        hasher.add_line(check_line(line).expect("a whole line").1);
    }
    let (before, _) = seal.split_once("sha256:\"").expect("the seal's hash");
    let mut moved = all.concat();
    push_line(&mut moved, &format!("{before}sha256:\"{}\"))", hasher.finish()));
    moved.into_bytes()
}

#[test]
fn a_state_behind_the_changes_is_not_overlooked() {
    let bytes = with_many_changes();
    let folder = tempfile::tempdir().expect("a folder");
    for begin in ["Directory(", "Issue(", "Complaint(", "Private("] {
        let moved = with_moved(&bytes, begin);
        let slow = open_ledger(&moved).expect("a ledger");
        assert!(slow.is_sound(), "{begin}: {:?}", slow.faults);
        let quick = open_quick_file(&file_of(&folder, &moved)).expect("read");
        // Without one of these nothing is shown.
        assert_eq!(quick.is_some(), begin == "Complaint(", "{begin}");
        if let Some(QuickFile { content, verdict }) = quick {
            assert_ne!(content.ledger, slow.content.ledger, "it was not read");
            assert_eq!(verdict.wait(&content.history), None);
        }
    }
}

#[test]
fn a_file_longer_than_any_ledger_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("太大.ron");
    let file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(&path).expect("a file");
    file.set_len(MOST_FILE_BYTES + 1).expect("a sparse file");
    let error = read_file(&path).expect_err("too long");
    assert!(error.to_string().contains("太大.ron"), "{error}");
    let long = folder.path().join("长.ron");
    let bytes: Vec<u8> = (0..9_000_000_u32).map(|n| (n % 251) as u8).collect();
    rectification_ledger::store::safe_write::safe_write(&long, &bytes).expect("written");
    assert!(read_file(&long).expect("read") == bytes, "every block in its place");
}

#[test]
fn only_what_changed_is_turned_into_text() {
    let content = content_of(rich().history);
    let bytes = bytes_of(&content);
    let mut opened = quick(&bytes);
    let edit = IssueEdit::Set(IssueValue::Title("改过".to_owned()), Vec::new());
    goes_on(&mut opened, &[(PartKey::Issue(IssueId(1)), PartEdits::Issue(vec![edit]))], "salt");
    let saved = String::from_utf8(bytes_of(&opened)).expect("text");
    let before = String::from_utf8(bytes).expect("text");
    let kept = before.lines().filter(|line| saved.contains(line)).count();
    assert_eq!(kept, before.lines().count() - 2, "all but the state that changed and the seal");
}

#[test]
fn states_that_were_not_what_the_file_holds_when_it_is_read_again_are_never_taken() {
    let bytes = bytes_of(&rich());
    let folder = tempfile::tempdir().expect("a folder");
    // Another title, as a disk might give it once: its line does not agree with its own checksum, and nobody looked yet.
    let text = String::from_utf8(bytes.clone()).expect("text");
    let at = text.find("\nIssue(").expect("an issue");
    let (before, after) = text.split_at(at);
    let garbled = format!("{before}{}", after.replacen("registered:true", "registered:false", 1));
    assert_ne!(text, garbled);
    let path = file_of(&folder, garbled.as_bytes());
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("its states can be read");
    let mut file = std::fs::OpenOptions::new().write(true).truncate(true).open(&path).expect("the same file");
    file.write_all(&bytes).expect("as it should be");
    assert_eq!(verdict.wait(&content.history), None);
    assert!(!verdict.is_as_read(), "nothing asked of what was shown is done on this");
}

#[test]
fn a_file_that_is_cut_when_it_is_read_again_gives_no_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file_of(&folder, &bytes_of(&rich()));
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("a whole file");
    assert_eq!(verdict.n_bytes(), bytes_of(&rich()).len() as u64);
    let file = std::fs::OpenOptions::new().write(true).open(&path).expect("the file");
    file.set_len(100).expect("cut");
    assert_eq!(verdict.wait(&content.history), None);
    assert!(!verdict.is_as_read());
    assert_eq!(verdict.with_bytes(<[u8]>::len), None);
    std::fs::remove_file(&path).expect("gone");
    assert!(open_quick_file(&path).is_err(), "said, not taken for an empty one");
}

#[test]
fn a_file_that_has_another_in_its_place_meanwhile_is_still_the_one_that_was_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = bytes_of(&rich());
    let path = file_of(&folder, &bytes);
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("a whole file");
    safe_write(&path, b"another").expect("in its place");
    assert_eq!(verdict.wait(&content.history), Some(FileMark::of(&bytes)));
    assert!(verdict.is_as_read());
}
