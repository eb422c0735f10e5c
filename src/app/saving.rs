//! Keeps the file on disk in step with the ledger: when to save, what a save that met another copy does, the last save before closing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{NaiveDateTime, TimeDelta};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::FileMark,
    generations::{Keep, is_due, keep_generation_of},
    ledger_file::read_file,
    ledger_quick::open_bytes,
    ledger_write::{LedgerContent, save_ledger},
    lock::SavingLock,
    paths::DataFolder,
    safe_write::{Known, mark_of_file},
    shadow::Shadow,
};

use super::{
    document::{Document, Saved},
    jobs::{Job, JobEvent, JobReporter, LOOK},
    notice::NoticeKind,
    state::{App, Saving},
};

/// After so many seconds of rest the file is written.
const REST_SECONDS: i64 = 2;

/// Files above this size are written less often.
const BIG_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Seconds between two saves of a big file.
const BIG_FILE_SECONDS: i64 = 60;

/// So long after a failure the file is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(30);

/// So long after each failure that follows another.
const PAUSE: Duration = Duration::from_mins(1);

/// What follows from a file that could not be written.
#[derive(Debug, Default)]
pub(super) struct SaveTrouble {
    /// When it is tried again by itself; none where the last try came off.
    again_at: Option<Instant>,
    /// The notice that tells of it.
    notice: Option<u64>,
    /// How often the window was to be closed all the same, and what was done when it last was.
    n_closings: usize,
    closed_at: Option<u64>,
}

impl SaveTrouble {
    /// Whether the last try to write the file failed.
    pub(super) const fn is_there(&self) -> bool {
        self.again_at.is_some()
    }
}

/// Keeps a copy of the file that was saved, where it is time for one.
fn keep_older(folder: &Path, saved: &Path, now: NaiveDateTime) -> Result<(), StoreError> {
    let keep = Keep::default();
    if is_due(folder, now, &keep)? {
        keep_generation_of(folder, saved, now, &keep)?;
    }
    Ok(())
}

/// Saves a ledger once no other window of this user does, remembers what is in its file, and keeps an older copy where it is
/// time for one; the file's mark, and why no copy could be kept.
pub fn save_in_turn(
    data: &DataFolder,
    (path, known): (&Path, Known),
    content: &LedgerContent,
    now: NaiveDateTime,
) -> Result<(FileMark, Option<StoreError>), StoreError> {
    let id = content.ledger.id.to_string();
    let _turn = SavingLock::wait(&data.saving_lock(&id))?;
    let mark = save_ledger(path, known, content)?;
    // What is in the file is remembered; failing that costs nothing of what was saved.
    if let Err(error) = Shadow::new(data.shadow(&id)).remember(&content.history) {
        log::warn!("{error}: {}", error.source);
    }
    Ok((mark, keep_older(&data.generations(&id), path, now).err()))
}

impl App {
    pub(super) fn is_time_to_save(&self) -> bool {
        let Some(document) = self.document.as_ref() else {
            return false;
        };
        // A save that was asked for and failed is made up for though nothing was done since.
        let is_nothing_to_write = document.saved() == Saved::InFile && !self.save_trouble.is_there();
        if document.is_read_only() || !document.is_verified() || is_nothing_to_write {
            return false;
        }
        let now = self.clock.now;
        let rested = document.last_edit().is_none_or(|last| now - last >= TimeDelta::seconds(REST_SECONDS));
        let big = std::fs::metadata(document.path()).is_ok_and(|meta| meta.len() > BIG_FILE_BYTES);
        let due = !big || document.saved_at().is_none_or(|at| now - at >= TimeDelta::seconds(BIG_FILE_SECONDS));
        rested && due && !self.is_pausing()
    }

    /// Whether the file failed so lately that it is not tried again yet.
    fn is_pausing(&self) -> bool {
        self.save_trouble.again_at.is_some_and(|at| self.clock.instant < at)
    }

    /// Writes the file in a job; `asked`: the user wants to hear when it is done.
    pub(super) fn start_saving(&mut self, asked: bool) {
        self.settle_file();
        let Some(document) = self.document.as_ref().filter(|document| !document.is_read_only()) else {
            return;
        };
        let path = document.path().to_owned();
        let known = document.known().map_or(Known::Absent, Known::Mark);
        // The stick with the file may be out, and another in its place: there it is written only for somebody who asks.
        if self.save_trouble.is_there() && !asked && known != Known::Absent && !path.exists() {
            let gone = Cause::ChangedOnDisk { is: None };
            return self.could_not_save(NoticeKind::Failed(StoreError::new(Doing::Replace, &path, gone)));
        }
        let (snapshot, revision) = (document.snapshot(), document.revision());
        if asked {
            self.put_trouble_away();
        }
        let target = path.clone();
        let (data, now) = (self.data.clone(), self.clock.now);
        let save = move |_: &JobReporter<_>| save_in_turn(&data, (&target, known), &snapshot, now);
        let started = Job::start("save", self.clock.instant, Arc::clone(&self.wake), save);
        match started {
            Ok(job) => self.saving = Some(Saving { revision, job, asked }),
            Err(error) => {
                self.could_not_save(NoticeKind::Failed(StoreError::new(Doing::Replace, &path, error)));
            }
        }
    }

    pub(super) fn take_saved(&mut self) {
        let Some(saving) = self.saving.as_mut() else {
            return;
        };
        let mut ended = None;
        for event in saving.job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(result) => ended = Some(Ok(result)),
                JobEvent::Failed(failed) => ended = Some(Err(failed)),
            }
        }
        let Some(ended) = ended else {
            return;
        };
        let Some(Saving { revision, asked, .. }) = self.saving.take() else {
            return;
        };
        match ended {
            Ok(Ok((mark, not_kept))) => {
                self.saved_to_disk(revision, mark, asked);
                if let Some(error) = not_kept {
                    self.tell(NoticeKind::Failed(error));
                }
            }
            Ok(Err(error)) => self.save_went_wrong(error),
            Err(failed) => self.could_not_save(NoticeKind::JobFailed(failed.name)),
        }
    }

    /// The file stays as it is, and the journal holds what it lacks. It is told once, however often it is tried again.
    fn could_not_save(&mut self, why: NoticeKind) {
        let pause = if self.save_trouble.is_there() { PAUSE } else { FIRST_PAUSE };
        self.save_trouble.again_at = Some(self.clock.instant + pause);
        if self.save_trouble.notice.is_none() {
            self.tell(why);
            self.save_trouble.notice = Some(self.n_notices);
        } else if let NoticeKind::Failed(error) = why
            && let Some(kept) = error.kept_as()
            && let Err(error) = std::fs::remove_file(kept)
        {
            // Each try would leave one more, as big as the ledger, of which nobody was told.
            log::info!("a new file that was not told of is left behind: {error}");
        }
    }

    /// Takes what was told of a failure off the screen: it is over, or told anew.
    fn put_trouble_away(&mut self) {
        if let Some(number) = self.save_trouble.notice.take() {
            self.put_away(number);
        }
    }

    /// The open file has not failed: it was written, or it is another one.
    pub(super) fn forget_trouble(&mut self) {
        self.save_trouble = SaveTrouble::default();
    }

    fn saved_to_disk(&mut self, revision: u64, mark: FileMark, asked: bool) {
        self.put_trouble_away();
        self.forget_trouble();
        let now = self.clock.now;
        self.with_document(|document| Ok(document.was_saved(revision, mark, now)?));
        if asked {
            self.tell(NoticeKind::Saved);
        }
    }

    /// The file on disk may be another copy by now: then its changes are taken in and the save is tried again.
    fn save_went_wrong(&mut self, error: StoreError) {
        if let (Cause::ChangedOnDisk { is: None }, Some(document)) = (&error.source, self.document.as_mut()) {
            // Somebody moved or removed the file; everything is here, so it is written anew.
            document.file_is_gone();
            return self.start_saving(false);
        }
        // Only then there is something to read: a file that cannot be written is not read again and again.
        let is_foreign = matches!(error.source, Cause::ChangedOnDisk { is: Some(_) });
        let Some((taken, mark)) = is_foreign.then(|| self.take_in_foreign_file()).flatten() else {
            return self.could_not_save(NoticeKind::Failed(error));
        };
        if let Some(document) = self.document.as_mut() {
            document.knows(mark);
        }
        self.tell(NoticeKind::TakenIn(taken));
        self.obey_new_erasures();
        if self.saving.is_none() {
            self.start_saving(false);
        }
    }

    fn take_in_foreign_file(&mut self) -> Option<(usize, FileMark)> {
        let now = self.clock.now;
        let document = self.document.as_mut()?;
        let path: PathBuf = document.path().to_owned();
        let on_disk = mark_of_file(&path).ok()??;
        if document.known() == Some(on_disk) {
            return None;
        }
        let opened = open_bytes(read_file(&path).ok()?).ok()?;
        let same = opened.content.ledger.id == document.id() && opened.faults.is_empty();
        if !same {
            return None;
        }
        let union = document.merge_in(&opened.content, now).ok()?;
        Some((union.taken.len(), opened.mark))
    }

    /// Waits until a save under way has ended.
    pub(super) fn finish_running_save(&mut self) {
        let mut waited = std::time::Duration::ZERO;
        while self.saving.is_some() {
            self.take_saved();
            self.free_turn(&mut waited);
            std::thread::sleep(LOOK);
        }
    }

    /// Whether the file lacks something that was done here.
    pub(super) fn is_unsaved(&self) -> bool {
        self.document.as_ref().is_some_and(|it| it.saved() == Saved::InJournal && !it.is_read_only())
    }

    /// Carries out what waits, waits for a running save and writes what is not in the file yet: before closing. A file
    /// that failed is tried once more, and told of anew, unless the window is closed over that already.
    pub fn finish_saving(&mut self) {
        self.finish_held();
        self.finish_long();
        self.finish_running_save();
        if self.is_unsaved() && self.save_trouble.n_closings < 2 {
            self.put_trouble_away();
            self.start_saving(false);
            self.finish_running_save();
        }
    }

    /// Writes everything before the window closes. True where it has to stay, so that somebody can read why the file
    /// could not be written; asked again it closes all the same: the journal holds what the file lacks.
    pub fn stays_unsaved(&mut self) -> bool {
        // Who worked on since means another time.
        if self.save_trouble.closed_at != self.document.as_ref().map(Document::revision) {
            self.save_trouble.n_closings = 0;
        }
        self.finish_saving();
        self.finish_typed();
        self.save_trouble.closed_at = self.document.as_ref().map(Document::revision);
        let is_told = self.is_typed_unwritten() || (self.save_trouble.is_there() && self.is_unsaved());
        if !is_told {
            return false;
        }
        self.save_trouble.n_closings += 1;
        let stays = self.save_trouble.n_closings == 1;
        self.quitting &= !stays;
        stays
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::app::{Clock, StartOptions, WakeFn};

    #[test]
    fn of_the_new_files_that_tries_leave_only_the_one_that_was_told_of_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
        let clock = Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() };
        let data = DataFolder::new(folder.path().join("data"));
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock);
        let told = app.n_notices;
        let ledger = folder.path().join("台账.ron");
        let kept = ["first", "second", "third"].map(|name| ledger.with_extension(name));
        for kept_as in kept.clone() {
            crate::store::safe_write::safe_write(&kept_as, b"new").expect("written");
            let source = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
            let held = StoreError::new(Doing::Replace, &ledger, Cause::KeptBeside { kept_as, source });
            app.could_not_save(NoticeKind::Failed(held));
        }
        assert_eq!(kept.map(|path| path.exists()), [true, false, false]);
        assert_eq!(app.n_notices, told + 1, "told once");
    }
}
