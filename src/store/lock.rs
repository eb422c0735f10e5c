//! The note beside a ledger that tells who has it open.
//!
//! It is advice: it never hinders anyone from opening or saving, and one left behind by a crash is ignored.
//! Viewing leaves no note.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::store::{Cause, Doing, StoreError, files::make_folder_of, ron_text::to_ron};

/// A note not renewed for so long is taken for one left behind.
const STALE_AFTER: TimeDelta = TimeDelta::minutes(15);

/// No more of a note is read: ours have some hundred bytes, and anybody may put a file beside a ledger.
const MOST_NOTE_BYTES: u64 = 64 << 10;

/// Who has a ledger open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockNote {
    /// The person, as declared.
    pub who: String,

    /// The computer's name.
    pub computer: String,

    /// Since when.
    pub since: NaiveDateTime,

    /// When the note was last renewed.
    pub seen: NaiveDateTime,
}

/// What the note says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// Nobody has the ledger open, as far as one can tell.
    Free,

    /// Somebody has; what is known of them.
    Open(Option<LockNote>),
}

/// The note's place: `<name>.ron.lock`.
pub fn note_path(ledger: &Path) -> PathBuf {
    let mut name = ledger.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    ledger.with_file_name(name)
}

/// Looks at the note and writes nothing; whatever cannot be read counts as no note.
pub fn look_at_note(ledger: &Path, now: NaiveDateTime) -> LockState {
    let path = note_path(ledger);
    let note = read_note(&path);
    if is_locked(&path) {
        return LockState::Open(note);
    }
    // On a shared folder the lock may mean nothing; then the time tells.
    match note {
        Some(note) if is_fresh(&note, now) => LockState::Open(Some(note)),
        Some(_) | None => LockState::Free,
    }
}

/// Whether a program of this computer left the note behind when it crashed: it would hold its lock.
pub fn is_left_behind(ledger: &Path, note: &LockNote, computer: &str) -> bool {
    !computer.is_empty() && note.computer == computer && !is_locked(&note_path(ledger))
}

fn read_note(path: &Path) -> Option<LockNote> {
    let mut text = String::new();
    File::open(path).ok()?.take(MOST_NOTE_BYTES).read_to_string(&mut text).ok()?;
    ron::from_str(&text).ok()
}

/// The name of this computer, as notes have it; empty where the system does not tell.
pub fn computer_name() -> String {
    let said = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME"));
    // Where shells keep it to themselves.
    let name = said.or_else(|_| fs::read_to_string("/proc/sys/kernel/hostname"));
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}

fn is_fresh(note: &LockNote, now: NaiveDateTime) -> bool {
    (now - note.seen).abs() < STALE_AFTER
}

/// Our own note, for as long as this lives.
#[derive(Debug)]
pub struct HeldNote {
    path: PathBuf,
    file: File,
    note: LockNote,
}

impl HeldNote {
    /// Leaves a note; none if somebody else's stands there.
    pub fn leave(ledger: &Path, note: LockNote) -> Result<Option<Self>, StoreError> {
        if let LockState::Open(other) = look_at_note(ledger, note.seen)
            && !other.is_some_and(|other| is_left_behind(ledger, &other, &note.computer))
        {
            return Ok(None);
        }
        let path = note_path(ledger);
        let mut options = OpenOptions::new();
        let opened = options.read(true).write(true).create(true).truncate(false).open(&path);
        let file = opened.map_err(StoreError::at(Doing::Create, &path))?;
        match file.try_lock_shared() {
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
        }
        let mut held = Self { path, file, note };
        held.write()?;
        Ok(Some(held))
    }

    /// The person it names.
    pub fn who(&self) -> &str {
        &self.note.who
    }

    /// Renews the note, so that nobody takes it for one left behind.
    pub fn renew(&mut self, who: &str, now: NaiveDateTime) -> Result<(), StoreError> {
        who.clone_into(&mut self.note.who);
        self.note.seen = now;
        self.write()
    }

    // On Windows a lock, shared or not, keeps its holder from writing, and an exclusive one keeps others from reading.
    fn write(&mut self) -> Result<(), StoreError> {
        let at = |err| StoreError::new(Doing::Write, &self.path, err);
        let text = to_ron(&self.note).map_err(StoreError::at(Doing::Encode, &self.path))?;
        let unlocked = self.file.unlock();
        let written =
            self.file.rewind().and_then(|()| self.file.set_len(0)).and_then(|()| self.file.write_all(text.as_bytes()));
        let locked = self.file.try_lock_shared();
        written.map_err(at)?;
        if let (Err(err), _) | (_, Err(TryLockError::Error(err))) = (unlocked, locked) {
            log::info!("the lock means nothing here: {err}");
        }
        Ok(())
    }
}

impl Drop for HeldNote {
    fn drop(&mut self) {
        if let Err(err) = self.file.unlock().and_then(|()| fs::remove_file(&self.path)) {
            log::info!("a lock note is left behind: {err}");
        }
    }
}

/// A program that ends lets go of its locks a little later where another one was just started by it.
const A_MOMENT: Duration = Duration::from_millis(40);

fn is_locked(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Held while a ledger is being saved, so that two windows of this user never replace the file at once.
#[derive(Debug)]
pub struct SavingLock {
    _file: File,
}

impl SavingLock {
    /// Waits for its turn.
    pub fn wait(path: &Path) -> Result<Self, StoreError> {
        make_folder_of(path)?;
        let at = |err| StoreError::new(Doing::Create, path, err);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = options.open(path).map_err(at)?;
        match file.lock() {
            Err(err) if err.kind() != std::io::ErrorKind::Unsupported => {
                Err(StoreError::new(Doing::Create, path, Cause::Io(err)))
            }
            Ok(()) | Err(_) => Ok(Self { _file: file }),
        }
    }
}

/// Held while a window of this user has a ledger open, so that a second one is not opened over the same file.
#[derive(Debug)]
pub struct WindowLock {
    _file: File,
}

impl WindowLock {
    /// Takes it; none where another window holds it, or locks mean nothing.
    pub fn take(path: &Path) -> Option<Self> {
        make_folder_of(path).ok()?;
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).ok()?;
        file.try_lock().ok()?;
        Some(Self { _file: file })
    }

    /// Whether another window holds it: a lock lives only as long as its program, or the moment in which that starts
    /// another one.
    pub fn is_held(path: &Path) -> bool {
        let is_still_locked = |n_looks: u32| {
            if n_looks > 0 {
                std::thread::sleep(A_MOMENT);
            }
            is_locked(path)
        };
        (0..3).all(is_still_locked)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use tempfile::TempDir;

    use super::*;
    use crate::store::safe_write::safe_write;

    fn note(who: &str, computer: &str, minute: u32) -> LockNote {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let time = day.and_hms_opt(12, minute, 0).unwrap();
        LockNote { who: who.to_owned(), computer: computer.to_owned(), since: time, seen: time }
    }

    #[test]
    fn the_second_opener_is_told_who_was_first() {
        let folder = TempDir::new().unwrap();
        let ledger = folder.path().join("台账.ron");
        let first = note("李明", "A", 0);
        assert_eq!(look_at_note(&ledger, first.seen), LockState::Free);
        let held = HeldNote::leave(&ledger, first.clone()).unwrap().unwrap();
        assert!(folder.path().join("台账.ron.lock").exists());
        let second = note("王芳", "B", 50);
        assert_eq!(look_at_note(&ledger, second.seen), LockState::Open(Some(first)));
        assert!(HeldNote::leave(&ledger, second.clone()).unwrap().is_none());
        drop(held);
        assert_eq!(look_at_note(&ledger, second.seen), LockState::Free);
        assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "no trace");
    }

    #[test]
    fn a_renewed_note_stays_and_tells_the_new_time_and_name() {
        let folder = TempDir::new().unwrap();
        let ledger = folder.path().join("台账.ron");
        let mut held = HeldNote::leave(&ledger, note("李明", "A", 0)).unwrap().unwrap();
        let later = note("", "", 40).seen;
        assert_eq!(held.who(), "李明");
        held.renew("王芳", later).unwrap();
        let LockState::Open(Some(seen)) = look_at_note(&ledger, later) else {
            panic!("free");
        };
        assert_eq!((seen.seen, seen.who.as_str()), (later, "王芳"));
    }

    #[test]
    fn a_note_left_by_a_crash_is_ignored_here_at_once_and_elsewhere_after_a_while() {
        let folder = TempDir::new().unwrap();
        let ledger = folder.path().join("台账.ron");
        let crashed = to_ron(&note("李明", "A", 0)).unwrap();
        safe_write(&note_path(&ledger), crashed.as_bytes()).unwrap();
        let left = |computer| is_left_behind(&ledger, &note("李明", "A", 0), computer);
        assert_eq!((left("A"), left("B"), left("")), (true, false, false));
        assert!(HeldNote::leave(&ledger, note("王芳", "B", 5)).unwrap().is_none());
        let held = HeldNote::leave(&ledger, note("李明", "A", 5)).unwrap().unwrap();
        assert!(!is_left_behind(&ledger, &held.note, "A"), "its program lives");
        drop(held);
        safe_write(&note_path(&ledger), crashed.as_bytes()).unwrap();
        assert!(HeldNote::leave(&ledger, note("王芳", "B", 20)).unwrap().is_some());
    }

    #[test]
    fn a_garbled_or_an_endless_note_hinders_nobody() {
        let folder = TempDir::new().unwrap();
        let ledger = folder.path().join("台账.ron");
        let mine = note("李明", "A", 0);
        let endless = to_ron(&note(&"长".repeat(1 << 20), "B", 0)).unwrap();
        for bytes in [&b"\xff\x00garbled"[..], endless.as_bytes()] {
            safe_write(&note_path(&ledger), bytes).unwrap();
            assert_eq!(look_at_note(&ledger, mine.seen), LockState::Free);
        }
        assert!(HeldNote::leave(&ledger, mine).unwrap().is_some());
    }
}
