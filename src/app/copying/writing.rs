//! A copy as its own thread writes it, until it takes its place or is stopped.
//!
//! ```text
//! Writing -> Replacing    it takes its place, and is not stopped any more
//!         -> Stopped      what is there stays; Replacing too ends so where nobody waits any more
//! ```

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::NaiveDateTime;

use crate::store::{
    Cause, Doing, StoreError,
    ledger_file::read_file,
    ledger_quick::open_bytes,
    ledger_write::{LedgerContent, save_ledger_on},
    leftovers::clear_leftovers,
    lock::SavingLock,
    safe_write::{Disk, Known, RealDisk},
};

/// How far a copy is, for the thread that writes it and the window that may stop it.
#[derive(Debug, Default)]
pub(super) struct Stage(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    at: At,
    /// The turn among those who save this ledger, while the copy takes the place of an older one.
    turn: Option<SavingLock>,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Writing,
    Stopped,
    Replacing,
}

impl Stage {
    /// Stops it, unless it takes its place already.
    pub(super) fn stop(&self) {
        let mut held = self.held();
        if held.at == At::Writing {
            held.at = At::Stopped;
        }
    }

    /// Nobody waits for it any more, and it keeps nobody waiting: it does not take its place, unless the disk is about to
    /// give it that.
    pub(super) fn give_up(&self) {
        *self.held() = Held { at: At::Stopped, turn: None };
    }

    /// Whether it takes its place, and has the turn for that.
    pub(super) fn is_replacing(&self) -> bool {
        self.held().at == At::Replacing
    }

    /// From now on it takes its place; false where it was stopped before.
    pub(super) fn replaces(&self, turn: Option<SavingLock>) -> bool {
        let mut held = self.held();
        if held.at == At::Writing {
            *held = Held { at: At::Replacing, turn };
        }
        held.at == At::Replacing
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.held().at == At::Stopped
    }

    fn goes_on(&self) -> io::Result<()> {
        if self.is_stopped() { Err(io::Error::other("stopped")) } else { Ok(()) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A copy to be written.
pub(super) struct Copy {
    pub(super) path: PathBuf,
    pub(super) content: Arc<LedgerContent>,
    /// What those who save this ledger take turns by.
    pub(super) saving_lock: PathBuf,
    /// When it was asked for.
    pub(super) now: NaiveDateTime,
}

impl Copy {
    /// Writes it to its place, where nothing is or an older copy of this ledger, all of which is here.
    ///
    /// # Errors
    /// What is at its place stays as it is. [`Cause::Stopped`] where it was stopped.
    pub(super) fn write(&self, stage: &Arc<Stage>) -> Result<(), StoreError> {
        let _turn = TurnOf(stage);
        match self.write_on(stage) {
            Err(_) if stage.is_stopped() => Err(StoreError::new(Doing::Create, &self.path, Cause::Stopped)),
            Err(StoreError { source: Cause::ChangedOnDisk { is: Some(_) }, .. }) => Err(is_there(&self.path)),
            written => written,
        }
    }

    fn write_on(&self, stage: &Arc<Stage>) -> Result<(), StoreError> {
        let known = replaceable(&self.content, &self.path)?;
        let saving_lock = (known != Known::Absent).then_some(self.saving_lock.as_path());
        let disk = CopyDisk { stage, saving_lock };
        stage.goes_on().map_err(|error| StoreError::new(Doing::Create, &self.path, error))?;
        // A program that was killed, or did not wait for a disk that answered no more, has left the beginning of one.
        clear_leftovers(&self.path, &self.content, self.now);
        save_ledger_on(&disk, &self.path, known, &self.content).map(drop)
    }
}

/// Lets go of the turn, however the writing ends.
struct TurnOf<'a>(&'a Stage);

impl Drop for TurnOf<'_> {
    fn drop(&mut self) {
        self.0.held().turn = None;
    }
}

/// A disk that takes no more, and gives nothing back, once the copy is stopped.
struct CopyDisk<'a> {
    stage: &'a Arc<Stage>,
    saving_lock: Option<&'a Path>,
}

impl Disk for CopyDisk<'_> {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        self.stage.goes_on()?;
        RealDisk.write(file, bytes)
    }

    fn open(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        self.stage.goes_on()?;
        Ok(Box::new(CopyReader { stage: Arc::clone(self.stage), file: RealDisk.open(path, from)? }))
    }

    /// Whoever opened the older copy saves before this, or after the new one is in its place. Where no lock can be made,
    /// nobody can save.
    fn before_replacing(&self) -> io::Result<()> {
        let turn = self.saving_lock.and_then(|path| SavingLock::wait(path).ok());
        if self.stage.replaces(turn) { Ok(()) } else { self.stage.goes_on() }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.stage.goes_on()?;
        RealDisk.rename(from, to)
    }
}

struct CopyReader {
    stage: Arc<Stage>,
    file: Box<dyn Read>,
}

impl Read for CopyReader {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stage.goes_on()?;
        self.file.read(bytes)
    }
}

/// What must be at `path` for a copy to be written there: nothing, or an older copy of this ledger, all of which is here.
fn replaceable(own: &LedgerContent, path: &Path) -> Result<Known, StoreError> {
    if !path.exists() {
        return Ok(Known::Absent);
    }
    let there = open_bytes(read_file(path)?).map_err(|_no_ledger| is_there(path))?;
    let is_own = there.is_sound() && there.content.ledger.id == own.ledger.id;
    let brings_nothing = || {
        let is_loose_here = there.content.loose.iter().all(|part| own.loose.contains(part));
        is_loose_here && own.clone().take_in(&there.content).is_nothing()
    };
    if is_own && brings_nothing() { Ok(Known::Mark(there.mark)) } else { Err(is_there(path)) }
}

/// Something else is there, and stays.
pub(super) fn is_there(path: &Path) -> StoreError {
    StoreError::new(Doing::Create, path, Cause::Exists)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(path: &Path) -> SavingLock {
        SavingLock::wait(path).expect("a turn")
    }

    #[test]
    fn a_stopped_copy_does_not_take_its_place_and_one_that_does_is_not_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("台账.lock");
        let (stopped, replaces) = (Stage::default(), Stage::default());
        stopped.stop();
        assert!(!stopped.replaces(Some(turn(&lock))) && stopped.is_stopped());
        assert!(replaces.replaces(Some(turn(&lock))));
        replaces.stop();
        assert!(replaces.is_replacing());
    }

    #[test]
    fn a_copy_that_waits_for_who_saves_can_still_be_stopped() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("台账.lock");
        for stops in [true, false] {
            let stage = Arc::<Stage>::default();
            let saves = turn(&lock);
            std::thread::scope(|scope| {
                let disk = CopyDisk { stage: &stage, saving_lock: Some(&lock) };
                let waits = scope.spawn(move || disk.before_replacing());
                if stops {
                    stage.stop();
                }
                assert!(!stage.is_replacing(), "who saves has the turn");
                drop(saves);
                assert_eq!(waits.join().expect("no panic").is_err(), stops);
            });
            stage.give_up();
        }
    }

    #[test]
    fn a_copy_that_is_given_up_keeps_nobody_waiting_and_is_not_moved_to_its_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("台账.lock");
        let stage = Arc::<Stage>::default();
        assert!(stage.replaces(Some(turn(&lock))));
        stage.give_up();
        drop(turn(&lock));
        let [new, place] = ["新.ron", "副本.ron"].map(|name| folder.path().join(name));
        crate::store::safe_write::safe_write(&new, b"older").expect("written");
        let disk = CopyDisk { stage: &stage, saving_lock: None };
        assert!(disk.rename(&new, &place).is_err() && new.exists() && !place.exists());
    }

    #[test]
    fn the_turn_is_let_go_however_the_writing_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join("台账.lock");
        let stage = Stage::default();
        assert!(stage.replaces(Some(turn(&lock))));
        drop(TurnOf(&stage));
        drop(turn(&lock));
    }
}
