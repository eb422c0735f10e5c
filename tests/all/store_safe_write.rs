//! The safe write on disks that fail at every point.
#![expect(clippy::indexing_slicing, reason = "a test may stop here")]

use std::{
    cell::{Cell, RefCell},
    fs::{self, File},
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use rectification_ledger::store::{
    Cause, Doing, StoreError,
    checksum::FileMark,
    safe_write::{Disk, Known, RealDisk, mark_of_file, retry_after, safe_write, safe_write_with},
};
use tempfile::TempDir;

/// Where the disk fails.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// Full after so many bytes.
    FullAt(usize),
    Sync,
    Open,
    /// What comes back has one byte changed.
    ReadBack,
    /// The rename fails so many times with this code.
    Rename(i32, u32),
}

struct FaultyDisk {
    fault: Fault,
    n_written: Cell<usize>,
    n_renames: Cell<u32>,
    pauses: RefCell<Vec<Duration>>,
}

impl FaultyDisk {
    fn new(fault: Fault) -> Self {
        Self { fault, n_written: Cell::new(0), n_renames: Cell::new(0), pauses: RefCell::default() }
    }
}

impl Disk for FaultyDisk {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        let Fault::FullAt(room) = self.fault else {
            return file.write(bytes);
        };
        let left = room - self.n_written.get();
        if left == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        // One byte at a time, so that each is a write of its own.
        let n_bytes = file.write(&bytes[..1])?;
        self.n_written.set(self.n_written.get() + n_bytes);
        Ok(n_bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if self.fault == Fault::Sync {
            return Err(io::Error::other("the stick was pulled"));
        }
        file.sync_all()
    }

    fn open(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        if self.fault == Fault::Open {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut bytes = fs::read(path)?;
        if self.fault == Fault::ReadBack {
            bytes[0] ^= 1;
        }
        Ok(Box::new(io::Cursor::new(bytes.split_off(from as usize))))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.n_renames.set(self.n_renames.get() + 1);
        match self.fault {
            Fault::Rename(code, times) if self.n_renames.get() <= times => Err(io::Error::from_raw_os_error(code)),
            Fault::FullAt(_) | Fault::Sync | Fault::Open | Fault::ReadBack | Fault::Rename(..) => fs::rename(from, to),
        }
    }

    fn pause(&self, time: Duration) {
        self.pauses.borrow_mut().push(time);
    }

    fn is_windows(&self) -> bool {
        true
    }
}

const OLD: &[u8] = "旧台账".as_bytes();
const NEW: &[u8] = "新台账,比旧的长".as_bytes();

fn folder_with_old() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("台账.ron");
    safe_write(&path, OLD).expect("written");
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn write_new(disk: &dyn Disk, path: &Path) -> Result<FileMark, StoreError> {
    safe_write_with(disk, path, Known::Any, |out| Ok(out.write_all(NEW)?))
}

#[track_caller]
fn leaves_the_old(fault: Fault) -> StoreError {
    let (folder, path) = folder_with_old();
    let err = write_new(&FaultyDisk::new(fault), &path).expect_err("a faulty disk");
    assert_eq!(fs::read(&path).expect("the old file"), OLD, "{fault:?}");
    assert_eq!(names(folder.path()), ["台账.ron"], "{fault:?} leaves nothing behind");
    err
}

#[test]
fn a_disk_that_is_full_at_any_byte_leaves_the_old_file() {
    for room in 0..NEW.len() {
        let err = leaves_the_old(Fault::FullAt(room));
        assert!(err.is_disk_full(), "{err:?}");
    }
}

#[test]
fn a_failing_sync_or_read_back_leaves_the_old_file() {
    assert_eq!(leaves_the_old(Fault::Sync).doing, Doing::Sync);
    assert_eq!(leaves_the_old(Fault::Open).doing, Doing::Verify);
    let err = leaves_the_old(Fault::ReadBack);
    assert!(matches!(err.source, Cause::ReadBack { .. }), "{err:?}");
}

/// A disk that tells what it was asked.
#[derive(Default)]
struct Telling(RefCell<Vec<String>>);

impl Disk for Telling {
    fn sync(&self, file: &File) -> io::Result<()> {
        let is_folder = file.metadata()?.is_dir();
        self.0.borrow_mut().push(if is_folder { "sync folder" } else { "sync" }.to_owned());
        file.sync_all()
    }

    fn open(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        assert_eq!(from, 0, "a short file is read back at once");
        self.0.borrow_mut().push("read back".to_owned());
        Ok(Box::new(File::open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.borrow_mut().push("rename".to_owned());
        fs::rename(from, to)
    }
}

/// A stick with vfat, pulled a moment after a save, had an empty file under the new name.
#[cfg(unix)]
#[test]
fn a_file_is_synced_once_more_under_the_name_it_was_moved_to() {
    let (_folder, path) = folder_with_old();
    let disk = Telling::default();
    write_new(&disk, &path).expect("written");
    assert_eq!(*disk.0.borrow(), ["sync", "read back", "rename", "sync", "sync folder"]);
}

#[test]
fn a_writer_that_gives_up_leaves_the_old_file() {
    let (folder, path) = folder_with_old();
    let err = safe_write_with(&RealDisk, &path, Known::Any, |out| {
        out.write_all(NEW)?;
        Err(Cause::Stopped)
    })
    .expect_err("stopped");
    assert!(matches!(err.source, Cause::Stopped), "{err:?}");
    assert_eq!(fs::read(&path).expect("the old file"), OLD);
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn a_virus_scanner_is_waited_for() {
    let (folder, path) = folder_with_old();
    for code in [5, 32, 33] {
        let disk = FaultyDisk::new(Fault::Rename(code, 4));
        write_new(&disk, &path).expect("the fifth try");
        assert_eq!(disk.pauses.borrow().len(), 4);
        assert_eq!(fs::read(&path).expect("the new file"), NEW);
    }
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn a_new_file_that_cannot_move_is_kept_beside_the_old() {
    for (code, n_tries) in [(5, 5), (32, 5), (17, 1)] {
        let (folder, path) = folder_with_old();
        let disk = FaultyDisk::new(Fault::Rename(code, u32::MAX));
        let err = write_new(&disk, &path).expect_err("never moves");
        assert_eq!(disk.n_renames.get(), n_tries);
        assert_eq!(fs::read(&path).expect("the old file"), OLD);
        let kept = err.kept_as().expect("a place");
        assert_eq!(fs::read(kept).expect("the new file"), NEW);
        assert_eq!(names(folder.path()).len(), 2);
    }
}

#[test]
fn only_passing_errors_are_tried_again_and_not_for_ever() {
    for code in [5, 32, 33] {
        let waits: Vec<_> = (1..9).map_while(|n| retry_after(Some(code), n)).collect();
        assert_eq!(waits.len(), 4);
        assert_eq!(waits[0], Duration::from_millis(100));
        assert_eq!(waits[3], Duration::from_secs(2));
    }
    assert_eq!(retry_after(Some(2), 1), None);
    assert_eq!(retry_after(None, 1), None);
}

#[test]
fn a_file_changed_by_someone_else_is_not_replaced() {
    let (_folder, path) = folder_with_old();
    let known = mark_of_file(&path).expect("readable").expect("there");
    let theirs = "别人的".as_bytes();
    safe_write(&path, theirs).expect("written");
    let attempts = [Known::Mark(known), Known::Absent];
    for known in attempts {
        let err = safe_write_with(&RealDisk, &path, known, |out| Ok(out.write_all(NEW)?)).expect_err("changed");
        assert!(matches!(err.source, Cause::ChangedOnDisk { is: Some(_) }), "{err:?}");
        assert_eq!(fs::read(&path).expect("theirs"), theirs);
    }
    let known = Known::Mark(FileMark::of(theirs));
    let mark = safe_write_with(&RealDisk, &path, known, |out| Ok(out.write_all(NEW)?));
    assert_eq!(mark.expect("written"), FileMark::of(NEW));
}

#[cfg(unix)]
#[test]
fn the_rights_of_the_file_stay_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let (folder, path) = folder_with_old();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.path().join("link.ron");
    symlink(&path, &link).expect("a link");
    safe_write(&link, NEW).expect("written");
    assert_eq!(fs::read(&path).expect("the new file"), NEW);
    assert!(fs::symlink_metadata(&link).expect("a link").is_symlink(), "still a link");
    let mode = fs::metadata(&path).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
