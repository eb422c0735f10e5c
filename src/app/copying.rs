//! A copy of the open ledger under another name, written by a job: a stick is slow.
//!
//! **Invariant:** no copy takes the place of a file that holds anything the open ledger does not. It is the ledger as it was
//! when the copy was asked for, whatever is done or opened meanwhile. The window stays until it is whole, or was stopped.

#[cfg(test)]
mod tests;
mod writing;

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use crate::store::{Cause, Doing, StoreError};

use super::{
    command::Command,
    document::Document,
    evidence::end_of,
    jobs::{BLINK, Job, JobReporter, LOOK},
    notice::NoticeKind,
    state::App,
};

use writing::{Copy, Stage, is_there};

/// So long a copy that was asked to stop may take to end: the disk has what it was given by then, or answers no more.
const PATIENCE: Duration = Duration::from_secs(10);

/// A copy that is being written, or waits for that.
#[derive(Clone, Copy, Debug)]
pub struct CopyUnderWay<'a> {
    /// Where to.
    pub path: &'a Path,
    /// It was asked to stop.
    pub stops: bool,
}

/// The copy that is being written, and those that wait for it: the next may be asked to take its place.
#[derive(Default)]
pub(super) struct Copying {
    running: Option<Running>,
    waiting: VecDeque<Copy>,
    /// The window closes after them.
    then_quits: bool,
    /// One could not be written, and the window may be about to close over that.
    went_wrong: bool,
}

struct Running {
    path: PathBuf,
    job: Job<Result<(), StoreError>>,
    stage: Arc<Stage>,
    /// When it was asked to stop.
    stopped: Option<Instant>,
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
        let saving_lock = self.data.saving_lock(&content.ledger.id.to_string());
        self.copying.waiting.push_back(Copy { path, content, saving_lock, now: self.clock.now });
        // The window would close after this one too.
        if self.forget_closing() {
            self.close_after_copies();
        }
        self.start_copying();
    }

    fn start_copying(&mut self) {
        while self.copying.running.is_none() {
            let Some(copy) = self.copying.waiting.pop_front() else {
                return;
            };
            let (path, stage) = (copy.path.clone(), Arc::<Stage>::default());
            let own = Arc::clone(&stage);
            let write = move |_: &JobReporter<_>| copy.write(&own);
            match Job::start("copy", self.clock.instant, Arc::clone(&self.wake), write) {
                Ok(job) => self.copying.running = Some(Running { path, job, stage, stopped: None }),
                Err(error) => {
                    self.copy_went_wrong(NoticeKind::Failed(StoreError::new(Doing::Create, &path, error)));
                }
            }
        }
    }

    /// The copies that are being written: what they are on must not be pulled out.
    pub fn copies_under_way(&self) -> impl Iterator<Item = CopyUnderWay<'_>> {
        let running =
            self.copying.running.iter().map(|it| CopyUnderWay { path: &it.path, stops: it.stopped.is_some() });
        running.chain(self.copying.waiting.iter().map(|copy| CopyUnderWay { path: &copy.path, stops: false }))
    }

    /// True while a copy is being written.
    pub fn is_copying(&self) -> bool {
        self.copying.running.is_some()
    }

    /// True while nothing is to be written but a copy that was asked to stop and has not ended yet.
    pub fn is_stopping_copy(&self) -> bool {
        self.is_copying() && self.copies_under_way().all(|copy| copy.stops)
    }

    /// Asks the copy that is being written to stop, and forgets those that wait: what is in their places stays.
    pub(super) fn stop_copying(&mut self) {
        for copy in std::mem::take(&mut self.copying.waiting) {
            self.tell(NoticeKind::CopyStopped(copy.path));
        }
        if let Some(running) = &mut self.copying.running {
            running.stage.stop();
            running.stopped.get_or_insert(self.clock.instant);
        }
        if self.forget_closing() {
            self.close_after_copies();
        }
    }

    /// Takes the copies that are written, and closes the window where that was put off for them.
    pub(super) fn tick_copying(&mut self) {
        self.take_copies();
        if self.is_copying() {
            return;
        }
        // The window may still close over it, once files are taken in, or be about to.
        if self.is_put_off() || self.quitting {
            return;
        }
        let went_wrong = std::mem::take(&mut self.copying.went_wrong);
        if self.forget_closing() && !went_wrong {
            self.run(Command::Quit);
        }
    }

    fn take_copies(&mut self) {
        let ended = self.copying.running.as_mut().and_then(|running| end_of(&mut running.job));
        if let Some(ended) = ended {
            self.take_copy(ended);
        } else {
            self.give_up_copy();
        }
        self.start_copying();
    }

    fn take_copy(&mut self, ended: Result<Result<(), StoreError>, String>) {
        let Some(Running { path, .. }) = self.copying.running.take() else {
            return;
        };
        match ended {
            Ok(Err(error)) if matches!(error.source, Cause::Stopped) => self.tell(NoticeKind::CopyStopped(path)),
            Ok(Ok(())) => self.tell(NoticeKind::CopySaved(path)),
            Ok(Err(error)) => self.copy_went_wrong(NoticeKind::Failed(error)),
            Err(name) => self.copy_went_wrong(NoticeKind::JobFailed(name)),
        }
    }

    /// Waits no more for a disk that does not even let a copy stop. Its thread may be left for ever; it changes nothing.
    fn give_up_copy(&mut self) {
        let now = self.clock.instant;
        let is_over = |since: Instant| now.saturating_duration_since(since) >= PATIENCE;
        if self.copying.running.as_ref().is_some_and(|running| running.stopped.is_some_and(is_over)) {
            self.leave_copy();
        }
    }

    fn leave_copy(&mut self) {
        if let Some(Running { path, stage, .. }) = self.copying.running.take() {
            stage.give_up();
            self.copy_went_wrong(NoticeKind::CopyLeft(path));
        }
    }

    /// For who waits for a save: a copy has the turn for a moment only, in which it takes its place. `waited` is how long
    /// it has had that.
    pub(super) fn free_turn(&mut self, waited: &mut Duration) {
        self.take_copies();
        let has_turn = self.copying.running.as_ref().is_some_and(|running| running.stage.is_replacing());
        *waited = if has_turn { waited.saturating_add(LOOK) } else { Duration::ZERO };
        if *waited >= PATIENCE {
            self.leave_copy();
        }
    }

    /// The window does not close after the copies: something else has to be read.
    pub(super) fn stays_after_copies(&mut self) {
        self.copying.went_wrong |= self.copying.then_quits;
    }

    fn copy_went_wrong(&mut self, why: NoticeKind) {
        self.copying.went_wrong = true;
        // What could not be written is to be read before the window is gone.
        self.forget_closing();
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
        if !self.is_copying() {
            return std::mem::take(&mut self.copying.went_wrong);
        }
        self.close_after_copies();
        true
    }

    fn close_after_copies(&mut self) {
        self.copying.then_quits = true;
        self.tell(NoticeKind::CopyFirst { stops: self.is_stopping_copy() });
    }

    /// The window does not close after the copies; whether it would have.
    pub(super) fn forget_closing(&mut self) -> bool {
        let told = self.notices().iter().filter(|notice| matches!(notice.kind, NoticeKind::CopyFirst { .. }));
        for number in told.map(|notice| notice.number).collect::<Vec<_>>() {
            self.put_away(number);
        }
        std::mem::take(&mut self.copying.then_quits)
    }

    /// Waits until every copy is written, and not for ever for one that was asked to stop: before the program ends.
    pub fn finish_copies(&mut self) {
        let mut patience = PATIENCE;
        while self.is_copying() && !patience.is_zero() {
            self.take_copies();
            std::thread::sleep(LOOK);
            if self.copying.running.as_ref().is_some_and(|running| running.stopped.is_some()) {
                patience = patience.saturating_sub(LOOK);
            }
        }
        self.leave_copy();
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
impl Running {
    fn of(path: PathBuf, job: Job<Result<(), StoreError>>) -> Self {
        Self { path, job, stage: Arc::default(), stopped: None }
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
        self.copying.running = Some(Running::of(PathBuf::from("副本.ron"), job.expect("a thread")));
    }
}
