//! A copy of the open ledger under another name, written by a job: a stick is slow.
//!
//! **Invariant:** no copy takes the place of a file that holds anything the open ledger does not. It is the ledger as it was
//! when the copy was asked for, whatever is done or opened meanwhile, and the window stays until it is whole.

#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::store::{
    Cause, Doing, StoreError,
    ledger_file::read_file,
    ledger_quick::open_bytes,
    ledger_write::{LedgerContent, save_ledger_on},
    lock::SavingLock,
    paths::DataFolder,
    safe_write::{Disk, Known, RealDisk},
};

use super::{
    command::Command,
    document::Document,
    evidence::end_of,
    jobs::{BLINK, Job, JobReporter, LOOK},
    notice::NoticeKind,
    state::App,
};

/// So long a stopped copy may take to end before the window closes without it: a disk that does not answer never lets it.
const PATIENCE: Duration = Duration::from_secs(2);

/// The copy that is being written, and those that wait for it: the next may be asked to take its place.
#[derive(Default)]
pub(super) struct Copying {
    running: Option<(PathBuf, Job<Result<(), StoreError>>)>,
    waiting: VecDeque<(PathBuf, Arc<LedgerContent>)>,
    /// The window closes after them.
    then_quits: bool,
    /// When the one that is being written was asked to stop.
    stopped: Option<Instant>,
    /// One could not be written, and the window may be about to close over that.
    went_wrong: bool,
}

impl Copying {
    /// Nothing but a copy that was stopped is left, and it does not end.
    fn is_given_up(&self, now: Instant) -> bool {
        self.waiting.is_empty() && self.stopped.is_some_and(|since| now.saturating_duration_since(since) >= PATIENCE)
    }
}

impl App {
    /// What the file of the open ledger is called.
    pub fn file_name(&self) -> Option<String> {
        let name = self.document.as_ref()?.path().file_name()?;
        Some(name.to_string_lossy().into_owned())
    }

    pub(super) fn save_copy(&mut self, path: &Path) {
        let path = self.named_copy(path);
        // A file that is damaged or newer gives less than it holds: its copy is never put over it.
        if path.exists() && self.holds(&path) {
            return self.tell(NoticeKind::Failed(is_there(&path)));
        }
        let Some(content) = self.document.as_ref().map(Document::snapshot) else {
            return;
        };
        self.copying.waiting.push_back((path, content));
        self.start_copying();
    }

    fn start_copying(&mut self) {
        while self.copying.running.is_none() {
            let Some((path, content)) = self.copying.waiting.pop_front() else {
                return;
            };
            let (target, data) = (path.clone(), self.data.clone());
            let write = move |job: &JobReporter<_>| write_copy(job, &data, &target, &content);
            match Job::start("copy", self.clock.instant, Arc::clone(&self.wake), write) {
                Ok(job) => self.copying.running = Some((path, job)),
                Err(error) => {
                    self.copy_went_wrong(NoticeKind::Failed(StoreError::new(Doing::Create, &path, error)));
                }
            }
        }
    }

    /// The copies that are being written: what they are on must not be pulled out.
    pub fn copies_under_way(&self) -> impl Iterator<Item = &Path> {
        let running = self.copying.running.iter().map(|(path, _)| path.as_path());
        running.chain(self.copying.waiting.iter().map(|(path, _)| path.as_path()))
    }

    /// True while a copy is being written.
    pub fn is_copying(&self) -> bool {
        self.copying.running.is_some()
    }

    /// True while there is a copy to stop.
    pub(super) fn can_stop_copying(&self) -> bool {
        self.is_copying() && !self.is_stopping_copy()
    }

    /// True while a copy that was asked to stop has not ended yet, and nothing else is to be written.
    pub fn is_stopping_copy(&self) -> bool {
        self.copying.stopped.is_some() && self.copying.waiting.is_empty()
    }

    /// Asks the copy that is being written to stop, and forgets those that wait: what stands in their places stays.
    pub(super) fn stop_copying(&mut self) {
        for (path, _) in std::mem::take(&mut self.copying.waiting) {
            self.tell(NoticeKind::CopyStopped(path));
        }
        if let Some((_, job)) = &self.copying.running {
            job.stop();
            self.copying.stopped.get_or_insert(self.clock.instant);
        }
    }

    /// Takes the copies that are written, and closes the window where that was put off for them.
    pub(super) fn tick_copying(&mut self) {
        self.take_copies();
        if self.is_copying() && !self.copying.is_given_up(self.clock.instant) {
            return;
        }
        // The window may still close over it, once files are taken in, or be about to.
        if self.is_put_off() || self.quitting {
            return;
        }
        let went_wrong = std::mem::take(&mut self.copying.went_wrong);
        // What could not be written is to be read before the window is gone.
        if self.forget_closing() && !went_wrong {
            self.run(Command::Quit);
        }
    }

    fn take_copies(&mut self) {
        let running = &mut self.copying.running;
        let ended = running.as_mut().and_then(|(_, job)| end_of(job));
        if let Some((ended, (path, _))) = ended.and_then(|ended| Some((ended, running.take()?))) {
            self.copying.stopped = None;
            match ended {
                Ok(Err(error)) if matches!(error.source, Cause::Stopped) => self.tell(NoticeKind::CopyStopped(path)),
                Ok(Ok(())) => self.tell(NoticeKind::CopySaved(path)),
                Ok(Err(error)) => self.copy_went_wrong(NoticeKind::Failed(error)),
                Err(name) => self.copy_went_wrong(NoticeKind::JobFailed(name)),
            }
        }
        self.start_copying();
    }

    /// The window does not close after the copies: something else has to be read.
    pub(super) fn stays_after_copies(&mut self) {
        self.copying.went_wrong |= self.copying.then_quits;
    }

    fn copy_went_wrong(&mut self, why: NoticeKind) {
        self.copying.went_wrong = true;
        self.tell(why);
    }

    /// Whether the window has to stay until copies are written, or to say why one could not be; it then closes by itself.
    pub(super) fn closes_after_copies(&mut self) -> bool {
        for _ in 0..BLINK {
            if !self.is_copying() {
                break;
            }
            std::thread::sleep(LOOK);
            self.take_copies();
        }
        if !self.is_copying() || self.copying.is_given_up(self.clock.instant) {
            return std::mem::take(&mut self.copying.went_wrong);
        }
        self.copying.then_quits = true;
        self.tell(NoticeKind::CopyFirst);
        true
    }

    /// The window does not close after the copies; whether it would have.
    pub(super) fn forget_closing(&mut self) -> bool {
        let told = self.notices().iter().filter(|notice| matches!(notice.kind, NoticeKind::CopyFirst));
        for number in told.map(|notice| notice.number).collect::<Vec<_>>() {
            self.put_away(number);
        }
        std::mem::take(&mut self.copying.then_quits)
    }

    /// Waits until every copy is written, but for one that was asked to stop: before the program ends.
    pub fn finish_copies(&mut self) {
        while self.is_copying() && !self.is_stopping_copy() {
            self.take_copies();
            std::thread::sleep(LOOK);
        }
    }

    /// Where a folder was named, or nothing before the ending, the copy is called as the ledger.
    fn named_copy(&self, path: &Path) -> PathBuf {
        let nameless = path.is_dir() || path.file_name().is_some_and(|name| name == ".ron");
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let named = self.file_name().filter(|_| nameless).map(|name| folder.join(name));
        named.unwrap_or_else(|| path.to_owned())
    }
}

#[cfg(test)]
impl App {
    /// A copy that lasts until the sender is used.
    pub(super) fn copies_until(&mut self, go: std::sync::mpsc::Receiver<()>) {
        let wait = move |_: &JobReporter<_>| {
            go.recv().ok();
            Ok(())
        };
        let job = Job::start("copy", self.clock.instant, Arc::new(|| ()), wait);
        self.copying.running = Some((PathBuf::from("副本.ron"), job.expect("a thread")));
    }
}

/// A disk that takes no more, and gives nothing back, once the job is asked to stop.
struct Stoppable<'a> {
    job: &'a JobReporter<Result<(), StoreError>>,
    /// Whether that has ended the writing.
    ended: AtomicBool,
}

impl Stoppable<'_> {
    fn goes_on(&self) -> io::Result<()> {
        if !self.job.is_stopped() {
            return Ok(());
        }
        self.ended.store(true, Ordering::Relaxed);
        Err(io::Error::other("stopped"))
    }
}

impl Disk for Stoppable<'_> {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        self.goes_on()?;
        RealDisk.write(file, bytes)
    }

    fn open(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        self.goes_on()?;
        RealDisk.open(path, from)
    }
}

fn write_copy(
    job: &JobReporter<Result<(), StoreError>>,
    data: &DataFolder,
    path: &Path,
    content: &LedgerContent,
) -> Result<(), StoreError> {
    // Who opened the older copy meanwhile saves before its place is taken, or after that; where no lock can be made, nobody
    // can save.
    let id = content.ledger.id.to_string();
    let _turn = path.exists().then(|| SavingLock::wait(&data.saving_lock(&id)).ok());
    let known = replaceable(content, path)?;
    let disk = Stoppable { job, ended: AtomicBool::new(false) };
    let written = save_ledger_on(&disk, path, known, content);
    if disk.ended.into_inner() {
        return Err(StoreError::new(Doing::Create, path, Cause::Stopped));
    }
    written.map(drop)
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

fn is_there(path: &Path) -> StoreError {
    StoreError::new(Doing::Create, path, Cause::Exists)
}
