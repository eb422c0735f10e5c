//! Evidence taken in, checked and found again.
#![expect(clippy::indexing_slicing, reason = "a test may stop here")]

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use rectification_ledger::store::{
    Cause,
    checksum::FileHash,
    evidence::{EvidenceFolder, EvidenceState, find_in_siblings, folder_path},
    safe_write::{Disk, safe_write},
};
use tempfile::TempDir;

const PICTURE: &[u8] = b"not really a picture";

fn start() -> (TempDir, PathBuf, PathBuf) {
    let root = TempDir::new().expect("a folder");
    let ledger = root.path().join("台账.ron");
    let source = root.path().join("现场 照片.JPG");
    safe_write(&source, PICTURE).expect("written");
    (root, ledger, source)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_named_by_its_hash_and_taken_in_once() {
    let (_root, ledger, source) = start();
    let folder = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
    let mut n_told = 0;
    let added = folder
        .add(&source, &mut |n_bytes| {
            n_told = n_bytes;
            true
        })
        .expect("taken in");
    assert_eq!(added.hash, FileHash::of(PICTURE));
    assert_eq!((added.n_bytes, n_told), (20, 20));
    assert_eq!(added.extension, "jpg");
    assert!(!added.was_there, "new");
    let again = folder.add(&source, &mut |_| true).expect("taken in");
    assert!(again.was_there, "known");
    assert_eq!(names(folder.path()), [format!("{}.jpg", added.hash), "ledger.id".to_owned()]);
    let path = folder.path_of(added.hash).expect("there");
    assert_eq!(folder.check(added.hash).expect("readable"), EvidenceState::Whole(path));
}

#[test]
fn a_changed_and_a_missing_file_are_noticed() {
    let (_root, ledger, source) = start();
    let folder = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
    let hash = folder.add(&source, &mut |_| true).expect("taken in").hash;
    let path = folder.path_of(hash).expect("there");
    safe_write(&path, b"edited").expect("written");
    let is = FileHash::of(b"edited");
    assert_eq!(folder.check(hash).expect("readable"), EvidenceState::Changed { path: path.clone(), is });
    // Adding the true one again mends it.
    assert!(!folder.add(&source, &mut |_| true).expect("taken in").was_there, "mended");
    assert_eq!(folder.check(hash).expect("readable"), EvidenceState::Whole(path));
    let other = FileHash::of(b"other");
    assert_eq!(folder.check(other).expect("readable"), EvidenceState::Missing);
    assert_eq!(folder.missing(&[hash, other]), [other]);
}

#[test]
fn a_renamed_ledger_or_folder_keeps_its_evidence() {
    let (root, ledger, source) = start();
    let folder = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
    let hash = folder.add(&source, &mut |_| true).expect("taken in").hash;
    let renamed = root.path().join("台账(2).ron");
    let found = EvidenceFolder::find(&renamed, "a").expect("found by id");
    assert_eq!(found, folder);
    fs::rename(folder.path(), root.path().join("材料")).expect("renamed");
    let found = EvidenceFolder::find_or_make(&ledger, "a").expect("found by id");
    assert!(found.path_of(hash).is_some(), "in its renamed folder");
    assert!(find_in_siblings(&ledger, hash).is_some(), "in any folder beside");
}

#[test]
fn another_ledgers_folder_of_that_name_is_left_alone() {
    let (_root, ledger, _source) = start();
    let theirs = EvidenceFolder::find_or_make(&ledger, "b").expect("a folder");
    assert_eq!(theirs.path(), folder_path(&ledger));
    assert_eq!(EvidenceFolder::find(&ledger, "a"), None);
    let ours = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
    assert_ne!(ours.path(), theirs.path());
    assert_eq!(EvidenceFolder::find(&ledger, "a"), Some(ours));
    assert_eq!(EvidenceFolder::find(&ledger, "b"), Some(theirs));
}

struct FullAt(std::cell::Cell<usize>);

impl Disk for FullAt {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.get().min(bytes.len());
        if room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let n_bytes = file.write(&bytes[..room])?;
        self.0.set(self.0.get() - n_bytes);
        Ok(n_bytes)
    }
}

/// A virus scanner holds each new file for a moment: so many renames are refused with this code.
struct Scanned {
    code: i32,
    refusals: std::cell::Cell<u32>,
}

impl Disk for Scanned {
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match self.refusals.get() {
            0 => fs::rename(from, to),
            left => {
                self.refusals.set(left - 1);
                Err(io::Error::from_raw_os_error(self.code))
            }
        }
    }

    fn pause(&self, _time: std::time::Duration) {}

    fn is_windows(&self) -> bool {
        true
    }
}

#[test]
fn a_file_that_a_scanner_holds_for_a_moment_is_taken_in_all_the_same() {
    for code in [5, 32, 33] {
        let (_root, ledger, source) = start();
        let folder = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
        let disk = Scanned { code, refusals: std::cell::Cell::new(4) };
        let added = folder.add_on(&disk, &source, &mut |_| true).expect("the fifth try");
        assert!(matches!(folder.check(added.hash), Ok(EvidenceState::Whole(_))), "{code}");
    }
}

#[test]
fn a_full_disk_or_a_stop_leaves_nothing_behind() {
    let (_root, ledger, source) = start();
    let folder = EvidenceFolder::find_or_make(&ledger, "a").expect("a folder");
    for room in 0..PICTURE.len() {
        let disk = FullAt(std::cell::Cell::new(room));
        let err = folder.add_on(&disk, &source, &mut |_| true).expect_err("full");
        assert!(err.is_disk_full(), "{err:?}");
        assert_eq!(names(folder.path()), ["ledger.id"]);
    }
    let err = folder.add(&source, &mut |_| false).expect_err("stopped");
    assert!(matches!(err.source, Cause::Stopped), "{err:?}");
    assert_eq!(names(folder.path()), ["ledger.id"]);
    assert!(folder.add(&source.with_extension("none"), &mut |_| true).is_err(), "no source");
    assert_eq!(fs::read(&source).expect("the source"), PICTURE);
}
