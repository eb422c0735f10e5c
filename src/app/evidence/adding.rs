//! Files that are taken in: copied by a job, entered as one change, finished before their ledger is closed.
//!
//! **Invariant:** a record goes to the ledger its file was copied for, to no other.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        command::{Command, EvidenceTarget},
        document::LongDeed,
        evidence_asked::EvidenceQuestion,
        jobs::{BLINK, Job, JobProgress, JobReporter, LOOK},
        long_change::{After, IN_A_FRAME},
        notice::NoticeKind,
        state::App,
    },
    domain::{
        LedgerId, RecordId, Sha,
        record::Evidence,
        rules::{Action, NewRecord},
    },
    store::{Cause, StoreError, evidence::EvidenceFolder},
};

use super::{EvidenceWork, end_of};

/// One file of a list: its name with what was stored, or why it was not.
type Taken = Vec<Result<Evidence, StoreError>>;

/// Files for one place of one ledger.
struct Batch {
    ledger: (LedgerId, PathBuf),
    target: EvidenceTarget,
    paths: Vec<PathBuf>,
}

/// What is copied, what waits for it, and what was put off.
#[derive(Default)]
pub(super) struct Adding {
    running: Option<(Batch, Job<Taken>)>,
    waiting: VecDeque<Batch>,
    then: Option<Command>,
    went_wrong: bool,
}

impl App {
    /// Copies files in a job, after those that wait already.
    pub(in crate::app) fn add_evidence(&mut self, target: EvidenceTarget, paths: Vec<PathBuf>) {
        let open = self.document.as_ref().map(|document| (document.id(), document.path().to_owned()));
        if let Some(ledger) = open.filter(|_| !paths.is_empty()) {
            self.evidence.adding.waiting.push_back(Batch { ledger, target, paths });
            self.start_adding();
        }
    }

    /// How far taking files in has come, once it has lasted long enough to be worth a word.
    pub fn adding_evidence(&self) -> Option<JobProgress> {
        let (_, job) = self.evidence.adding.running.as_ref()?;
        job.shown(self.clock.instant)
    }

    /// True while files are being taken in.
    pub fn is_adding_evidence(&self) -> bool {
        self.evidence.adding.running.is_some() || !self.evidence.adding.waiting.is_empty()
    }

    /// Asks the job that takes files in to stop; what it has taken in so far is kept.
    pub(in crate::app) fn stop_evidence(&mut self) {
        self.evidence.adding.waiting.clear();
        if let Some((_, job)) = &self.evidence.adding.running {
            job.stop();
        }
    }

    /// Whether the window has to stay until files are taken in and copies written; it is then told, and closes by itself.
    pub fn closes_later(&mut self) -> bool {
        // One of them may be to take files in.
        self.finish_held();
        let later = self.put_off(Command::Quit).is_none() || self.closes_after_copies();
        self.quitting &= !later;
        later
    }

    /// Gives back a command that can be carried out now. What closes the ledger is kept until its files are taken in: no
    /// frame waits for a long copy.
    pub(in crate::app) fn put_off(&mut self, command: Command) -> Option<Command> {
        if closes(&command) {
            self.forget_closing();
        }
        if !closes(&command) || !self.is_adding_evidence() {
            return Some(command);
        }
        let quits = command == Command::Quit;
        self.forget_put_off();
        if self.ends_within(BLINK) {
            // What could not be added is to be read before the window is gone.
            let stays = std::mem::take(&mut self.evidence.adding.went_wrong) && quits;
            return (!stays).then_some(command);
        }
        self.evidence.adding.then = Some(command);
        self.tell(NoticeKind::EvidenceFirst(quits));
        None
    }

    /// Whether something waits until files are taken in.
    pub(in crate::app) const fn is_put_off(&self) -> bool {
        self.evidence.adding.then.is_some()
    }

    /// What was put off is not done after all: somebody thought better of it, or asked for something else.
    pub(in crate::app) fn forget_put_off(&mut self) -> Option<Command> {
        let told = self.notices().iter().filter(|notice| matches!(notice.kind, NoticeKind::EvidenceFirst(_)));
        let numbers: Vec<_> = told.map(|notice| notice.number).collect();
        for number in numbers {
            self.put_away(number);
        }
        self.evidence.adding.then.take()
    }

    /// Waits until everything is taken in: what was dropped belongs to the ledger that is being closed.
    pub(in crate::app) fn finish_adding(&mut self) {
        while !self.ends_within(BLINK) {}
    }

    /// Lets go of what belonged to a ledger, and says which files were still asked about.
    pub(in crate::app) fn forget_evidence(&mut self) {
        self.forget_put_off();
        self.evidence = EvidenceWork::default();
        let dropped = self.drop_question.take().map(|question| question.files).unwrap_or_default();
        let asked = match self.evidence_question.take() {
            Some(EvidenceQuestion::TooLarge { files, .. }) => files.into_iter().map(|(path, _)| path).collect(),
            Some(EvidenceQuestion::Dangerous { .. }) | None => Vec::new(),
        };
        let left = [dropped, asked].concat();
        if !left.is_empty() {
            self.tell(NoticeKind::EvidenceLeft(left));
        }
    }

    /// Takes what was copied, and does what was put off for it.
    pub(super) fn tick_adding(&mut self) {
        self.take_added();
        if self.is_adding_evidence() {
            return;
        }
        let went_wrong = std::mem::take(&mut self.evidence.adding.went_wrong);
        let then = self.forget_put_off();
        if went_wrong && then.is_none() {
            self.stays_after_copies();
        }
        // What could not be added is to be read before the window is gone.
        if let Some(command) = then.filter(|command| !went_wrong || *command != Command::Quit) {
            self.run(command);
        }
    }

    fn ends_within(&mut self, looks: usize) -> bool {
        for _ in 0..looks {
            if !self.is_adding_evidence() {
                return true;
            }
            self.take_added();
            std::thread::sleep(LOOK);
        }
        !self.is_adding_evidence()
    }

    fn start_adding(&mut self) {
        if self.evidence.adding.running.is_some() {
            return;
        }
        let Some(batch) = self.evidence.adding.waiting.pop_front() else {
            return;
        };
        let (id, ledger) = (batch.ledger.0.to_string(), batch.ledger.1.clone());
        let (target, paths) = (batch.target.clone(), batch.paths.clone());
        let work = move |report: &JobReporter<Taken>| take_in(report, (&ledger, &id), &target, &paths);
        match Job::start("evidence", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.evidence.adding.running = Some((batch, job)),
            Err(error) => {
                self.evidence.adding.went_wrong = true;
                self.no_thread(error);
            }
        }
    }

    fn take_added(&mut self) {
        let adding = &mut self.evidence.adding;
        let ended = adding.running.as_mut().and_then(|(_, job)| end_of(job));
        if let Some((ended, (batch, _))) = ended.and_then(|ended| Some((ended, adding.running.take()?))) {
            let is_well = match ended {
                Ok(taken) => self.enter_evidence(&batch, taken),
                Err(name) => {
                    self.tell(NoticeKind::JobFailed(name));
                    false
                }
            };
            self.evidence.adding.went_wrong |= !is_well;
        }
        self.start_adding();
    }

    /// One change for all files, so that one undo takes them out again. False where something is missing of them.
    fn enter_evidence(&mut self, batch: &Batch, taken: Taken) -> bool {
        let open = self.document.as_ref().map(|document| (document.id(), document.path()));
        if open != Some((batch.ledger.0, &batch.ledger.1)) {
            self.tell(NoticeKind::EvidenceLeft(batch.paths.clone()));
            return false;
        }
        let (mut actions, mut is_well) = (Vec::new(), true);
        for file in taken {
            match file {
                Ok(evidence) => actions.push(append(&batch.target, evidence)),
                Err(error) if matches!(error.source, Cause::Stopped) => {}
                Err(error) => {
                    is_well = false;
                    self.tell(NoticeKind::Failed(error));
                }
            }
        }
        let n_files = actions.len();
        let action = match actions.pop() {
            None => return is_well,
            Some(only) if actions.is_empty() => only,
            Some(last) => {
                actions.push(last);
                Action::Batch(actions)
            }
        };
        if n_files > IN_A_FRAME {
            self.do_long(LongDeed::Act(Arc::new(action)), After::Evidence(n_files));
            return is_well;
        }
        let (who, clock, mut entered) = (self.settings.identity.clone(), self.clock, false);
        self.with_document(|document| {
            entered = document.act(&action, &who, clock)?.is_some();
            Ok(())
        });
        if entered {
            self.tell(NoticeKind::EvidenceAdded(n_files));
        }
        is_well && entered
    }
}

/// Whether a command closes the ledger that is open.
fn closes(command: &Command) -> bool {
    matches!(
        command,
        Command::Open(_)
            | Command::OpenReadOnly(_)
            | Command::OpenSample
            | Command::CreateLedger(_)
            | Command::CloseLedger
            | Command::Quit
    )
}

pub(super) fn append(target: &EvidenceTarget, evidence: Evidence) -> Action {
    let entry =
        NewRecord::Evidence(Evidence { material: target.material.clone(), step: target.step.clone(), ..evidence });
    Action::Append { issue: target.issue, record: RecordId::default(), entry }
}

fn take_in(
    report: &JobReporter<Taken>,
    (ledger, id): (&Path, &str),
    target: &EvidenceTarget,
    paths: &[PathBuf],
) -> Taken {
    let folder = match EvidenceFolder::find_or_make(ledger, id) {
        Ok(folder) => folder,
        Err(error) => return vec![Err(error)],
    };
    let mut taken = Vec::new();
    for (n, path) in paths.iter().enumerate() {
        if !report.goes_on(n, paths.len()) {
            break;
        }
        let added = folder.add(path, &mut |_| !report.is_stopped());
        taken.push(added.map(|added| Evidence {
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            material: target.material.clone(),
            size: added.n_bytes,
            sha: Sha(*added.hash.as_bytes()),
            step: target.step.clone(),
            ..Evidence::default()
        }));
    }
    taken
}

#[cfg(test)]
mod tests;
