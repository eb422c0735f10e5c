//! Changes too big for a frame: one after another in a job, with progress and a way to stop.
//!
//! **Invariant:** one that was worked out on a ledger which has gone on since is worked out anew, never taken in.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use crate::domain::{ChangeId, rules::Action};

use super::{
    command::{Command, Page},
    document::{LongDeed, LongEnd},
    jobs::{Job, JobEvent, JobProgress},
    notice::NoticeKind,
    sheet_import::KeptColumns,
    state::App,
    told::{self, Done},
};

/// A change of more single actions than these is a job's work.
pub(super) const IN_A_FRAME: usize = 2_000;

/// What follows once a long change is on disk.
#[derive(Debug)]
pub(super) enum After {
    /// It is told what was done.
    Done,
    /// It is told what was taken back, or done again.
    TakenBack { target: ChangeId, again: bool },
    /// The preview of spreadsheets goes, and what came in is shown.
    Sheets { kept: Vec<KeptColumns>, taken: usize, page: Page },
    /// The preview of a plan goes, and what came in is shown.
    Plan { taken: usize },
    /// It is told how many files were added as evidence.
    Evidence(usize),
}

struct Running {
    deed: LongDeed,
    after: After,
    revision: u64,
    job: Job<Option<LongEnd>>,
}

/// The long changes that are worked out or wait for it.
#[derive(Default)]
pub(super) struct LongChanges {
    running: Option<Running>,
    waiting: VecDeque<(LongDeed, After)>,
}

impl LongChanges {
    fn all(&self) -> impl Iterator<Item = &After> {
        let waiting = self.waiting.iter().map(|(_, after)| after);
        self.running.iter().map(|running| &running.after).chain(waiting)
    }
}

impl App {
    /// How far a long change has come, once it is worth a word.
    pub fn changing(&self) -> Option<JobProgress> {
        self.long.running.as_ref()?.job.shown(self.clock.instant)
    }

    /// True while a long change is worked out.
    pub fn is_changing(&self) -> bool {
        self.long.running.is_some()
    }

    /// True while what an import brings is worked out to be taken in.
    pub fn is_taking_in(&self) -> bool {
        self.long.all().any(|after| matches!(after, After::Sheets { .. } | After::Plan { .. }))
    }

    /// Works an action out in a job where it is too big for a frame; gives it back where it is not.
    pub(super) fn do_if_long(&mut self, action: Action, since: Option<u64>) -> Option<Action> {
        let news = since.is_some_and(|since| self.document.as_ref().is_some_and(|it| it.has_come_in_since(since)));
        if news || action.n_single() <= IN_A_FRAME {
            return Some(action);
        }
        self.do_long(LongDeed::Act(Arc::new(action)), After::Done);
        None
    }

    /// Takes the last own change back, or does it again, in a job where that is too big for a frame; tells whether.
    pub(super) fn takes_back_long(&mut self, again: bool) -> bool {
        let cursor = self.undo_cursor();
        let target = if again { cursor.redo } else { cursor.undo };
        let long = |target: &ChangeId| self.document.as_ref().is_some_and(|it| it.is_long(*target, IN_A_FRAME));
        let Some(target) = target.filter(long) else {
            return false;
        };
        self.do_long(LongDeed::TakeBack(target), After::TakenBack { target, again });
        true
    }

    /// Works a change out in a job, after those that wait already.
    pub(super) fn do_long(&mut self, deed: LongDeed, after: After) {
        self.long.waiting.push_back((deed, after));
        self.start_long();
    }

    fn start_long(&mut self) {
        while self.long.running.is_none() {
            let Some((deed, after)) = self.long.waiting.pop_front() else {
                return;
            };
            let Some(document) = self.document.as_ref() else {
                return self.long.waiting.clear();
            };
            let revision = document.revision();
            let work = match document.long_work(deed.clone(), &self.settings.identity, self.clock) {
                Ok(work) => work,
                Err(not_done) => {
                    self.tell_not_done(not_done);
                    continue;
                }
            };
            let started = Job::start("change", self.clock.instant, Arc::clone(&self.wake), move |report| {
                work.run(&|done, total| report.goes_on(done, total))
            });
            match started {
                Ok(job) => self.long.running = Some(Running { deed, after, revision, job }),
                Err(_) => self.tell(NoticeKind::JobFailed("change".to_owned())),
            }
        }
    }

    /// Takes what the job has brought; called once a frame.
    pub(super) fn tick_long(&mut self) {
        let events = self.long.running.as_mut().map(|running| running.job.take_events()).unwrap_or_default();
        for event in events {
            let end = match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(end) => end,
                JobEvent::Failed(failed) => {
                    self.long.running = None;
                    self.tell(NoticeKind::JobFailed(failed.name));
                    continue;
                }
            };
            if let Some((running, end)) = self.long.running.take().zip(end) {
                self.end_long(running, end);
            }
        }
        self.start_long();
    }

    fn end_long(&mut self, running: Running, end: LongEnd) {
        let Running { deed, after, revision, .. } = running;
        let Some(document) = self.document.as_mut() else {
            return;
        };
        if document.revision() != revision {
            return self.long.waiting.push_front((deed, after));
        }
        let clock = self.clock;
        let taken = match end {
            Ok(Some(worked)) => document.take_worked(*worked, clock).map(Some),
            Ok(None) => Ok(None),
            Err(not_done) => Err(not_done),
        };
        match taken {
            Ok(taken) => {
                let (change, before) = taken.unzip();
                self.let_go(before);
                self.obey_new_erasures();
                self.follow(&deed, after, change);
            }
            Err(not_done) => self.tell_not_done(not_done),
        }
    }

    fn follow(&mut self, deed: &LongDeed, after: After, change: Option<ChangeId>) {
        match after {
            After::Done => {
                let what = if let LongDeed::Act(action) = deed { told::deed_of(action) } else { None };
                if let Some(what) = what.filter(|_| change.is_some()) {
                    self.tell(NoticeKind::Done(Done { what, revision: self.revision() }));
                }
            }
            After::Evidence(n_files) => {
                if change.is_some() {
                    self.tell(NoticeKind::EvidenceAdded(n_files));
                }
            }
            After::TakenBack { target, again } => self.tell_taken_back(change.map(|_| target), again),
            After::Sheets { kept, taken, page } => {
                let session = self.sheets.take();
                self.let_go(session);
                self.keep_columns(kept);
                self.tell(NoticeKind::Imported(taken));
                self.run(Command::Go(page));
            }
            After::Plan { taken } => {
                let session = self.import.take();
                self.let_go(session);
                self.tell(NoticeKind::Imported(taken));
                self.run(Command::Go(Page::Issues));
            }
        }
    }

    /// Lets go of something big beside the window: that takes time too.
    fn let_go<T: Send + 'static>(&self, thing: T) {
        let job = Job::start("let go", self.clock.instant, Arc::new(|| ()), move |_| drop(thing));
        drop(job);
    }

    /// Stops what is worked out and what waits: nothing was taken in, so nothing is left behind.
    pub(super) fn stop_long(&mut self) {
        self.long = LongChanges::default();
    }

    /// Waits until everything is taken in: before saving at the end, and before another ledger is opened.
    pub(super) fn finish_long(&mut self) {
        self.finish_adding();
        while self.long.running.is_some() {
            self.tick_long();
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
