//! A big ledger is shown as soon as its states are read; whether its file is whole is told behind that.
//!
//! **Invariant:** nothing is changed or saved before the file is known to be whole.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    time::Instant,
};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::FileMark,
    generations::{Keep, keep_generation},
    ledger_file::read_file,
    ledger_open::open_ledger,
    ledger_quick::{QuickFile, Verdict},
};

use super::{
    command::Command,
    jobs::{Job, JobEvent, QUIET},
    notice::NoticeKind,
    opening::BESIDE_BYTES,
    state::App,
};

/// A file that is being looked through.
#[derive(Debug)]
pub(super) struct Checking {
    job: Job<Result<(), StoreError>>,
    verdict: Verdict,
    path: PathBuf,
    /// Lets the job begin, once the states are on the screen: their first frame is drawn with all the computer has.
    begins: Option<Sender<()>>,
    is_drawn: bool,
    /// Whether that takes so long that no frame may wait for it; below, whoever changes something does.
    is_long: bool,
    /// What was asked meanwhile, to be carried out afterwards in its order, but for what leaves the ledger, which comes last.
    held: Vec<Command>,
    /// Since when something that was asked waits.
    waits_since: Option<Instant>,
}

impl App {
    /// Shows what the states of a file give, and has the rest of it looked through.
    pub(super) fn open_by_states(&mut self, path: PathBuf, quick: QuickFile, read_only: bool) {
        let QuickFile { content, verdict } = quick;
        let history = content.history.clone();
        self.close();
        self.put_on_desk(&path, content, None, read_only);
        let Some(document) = self.document.as_mut() else {
            return;
        };
        document.wait_for(verdict.clone());
        let folder = (!read_only).then(|| self.data.generations(&document.id().to_string()));
        let (now, found) = (self.clock.now, verdict.clone());
        let is_long = verdict.n_bytes() >= BESIDE_BYTES;
        // The older copy is made here too: packing a big file takes longer than reading it.
        let (begins, begun) = channel();
        let work = move |_: &super::jobs::JobReporter<_>| {
            // Or closed for another ledger before it was drawn: an older copy is kept all the same.
            begun.recv().ok();
            let is_whole = found.wait(&history).is_some();
            let keep = |folder: PathBuf| {
                found.with_bytes(|bytes| keep_generation(&folder, bytes, now, &Keep::default()).map(drop))
            };
            let kept = folder.filter(|_| is_whole).and_then(keep);
            found.pack();
            kept.unwrap_or(Ok(()))
        };
        match Job::start("check", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => {
                let begins = Some(begins);
                self.checking = Some(Checking {
                    job,
                    verdict,
                    path,
                    begins,
                    is_drawn: false,
                    is_long,
                    held: Vec::new(),
                    waits_since: None,
                });
                (self.wake)();
            }
            // Without a thread of its own it is looked through now.
            Err(_) => self.settle_file(),
        }
    }

    /// Gives back a command that can be carried out now. Others are kept until the file is known to be whole: no frame
    /// waits for that.
    pub(super) fn hold_back(&mut self, command: Command) -> Option<Command> {
        let (is_known, waits) = (self.is_file_known(), self.is_holding_back());
        let Some(checking) = self.checking.as_mut().filter(|checking| checking.is_long) else {
            return Some(command);
        };
        if is_known && checking.held.is_empty() {
            return Some(command);
        }
        if let Command::KeepTyped(form, texts) = &command {
            // What a form was emptied for is done after this, so that a crash in between loses neither.
            if !texts.is_empty() && checking.held.is_empty() {
                return Some(command);
            }
            checking.held.retain(|held| !matches!(held, Command::KeepTyped(other, _) if other == form));
        } else if command.is_looking() {
            return Some(command);
        }
        checking.held.push(command);
        if !waits {
            checking.waits_since = Some(self.clock.instant);
        }
        None
    }

    /// True while something that was asked waits until the file is known to be whole.
    pub fn is_holding_back(&self) -> bool {
        let asks = |command: &Command| !matches!(command, Command::KeepTyped(..));
        self.checking.as_ref().is_some_and(|checking| checking.held.iter().any(asks))
    }

    /// The same, once it has lasted long enough to be worth a word.
    pub fn is_holding_back_long(&self) -> bool {
        let since = self.checking.as_ref().and_then(|checking| checking.waits_since);
        let lasted = since.map(|since| self.clock.instant.saturating_duration_since(since));
        self.is_holding_back() && lasted.is_some_and(|lasted| lasted >= QUIET)
    }

    /// Waits for the file where something was asked meanwhile, and carries that out: before anything is closed.
    pub(super) fn finish_held(&mut self) {
        let held = self.checking.as_mut().map(|checking| std::mem::take(&mut checking.held)).unwrap_or_default();
        if !held.is_empty() {
            let was_writable = !self.is_read_only();
            let held = self.settle(held);
            self.carry_out_held(held, was_writable);
        }
    }

    fn carry_out_held(&mut self, mut held: Vec<Command>, was_writable: bool) {
        // Who goes on working until the next ledger is there means the one on the screen.
        held.sort_by_key(Command::is_leaving);
        // Where the file was found broken nothing of it was done: what was typed stays kept on this computer.
        let keeps_typed = was_writable && self.is_read_only();
        for command in held {
            if !(keeps_typed && matches!(&command, Command::KeepTyped(_, texts) if texts.is_empty())) {
                self.run(command);
            }
        }
    }

    fn is_file_known(&self) -> bool {
        self.document.as_ref().is_none_or(|document| document.is_verified() || document.content().history.is_ready())
    }

    /// Takes the verdict where it is there.
    pub(super) fn tick_checking(&mut self) {
        let is_known = self.is_file_known();
        let Some(checking) = self.checking.as_mut() else {
            return;
        };
        // With the second tick at the earliest they were drawn.
        if std::mem::replace(&mut checking.is_drawn, true)
            && let Some(begins) = checking.begins.take()
        {
            // Fails only where the job is gone, which its events say.
            begins.send(()).ok();
        }
        let events = checking.job.take_events();
        if !is_known && events.is_empty() {
            return;
        }
        let held = std::mem::take(&mut checking.held);
        let was_writable = !self.is_read_only();
        let held = self.settle(held);
        for event in events {
            let told = match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(kept) => kept.err().map(NoticeKind::Failed),
                JobEvent::Failed(failed) => Some(NoticeKind::JobFailed(failed.name)),
            };
            self.checking = None;
            if let Some(told) = told {
                self.tell(told);
            }
        }
        // Last: one of them may open another file.
        self.carry_out_held(held, was_writable);
    }

    /// Waits until the open file is known to be whole. One that is not is opened anew, line by line; what is broken is
    /// to be read only.
    pub(super) fn settle_file(&mut self) {
        self.settle(Vec::new());
    }

    /// The same before these are carried out. Gives those that still can be: what was asked of states that the file does
    /// not hold any more is not done on others, and told of.
    pub(super) fn settle(&mut self, asked: Vec<Command>) -> Vec<Command> {
        let is_looked_at = self.is_read_only();
        let Some(document) = self.document.as_mut().filter(|document| !document.is_verified()) else {
            return asked;
        };
        if document.verify().is_ok() {
            return asked;
        }
        let Some(Checking { verdict, path, .. }) = self.checking.take() else {
            return asked;
        };
        if verdict.is_as_read() {
            verdict.with_bytes(|bytes| self.open_anew(&path, bytes, is_looked_at));
            return asked;
        }
        // Written over where it lies, or pulled out: it is asked once more what it is.
        let (leaving, asked): (Vec<Command>, Vec<Command>) = asked.into_iter().partition(Command::is_leaving);
        for command in asked {
            if let Command::KeepTyped(form, texts) = command
                && !texts.is_empty()
            {
                self.keep_typed(form, texts);
            }
        }
        drop(verdict);
        let told = match read_file(&path) {
            Ok(bytes) => {
                self.open_anew(&path, &bytes, is_looked_at);
                let is = Some(FileMark::of(&bytes));
                StoreError::new(Doing::Read, &path, Cause::ChangedOnDisk { is })
            }
            Err(error) => {
                self.close();
                error
            }
        };
        self.tell(NoticeKind::Failed(told));
        leaving
    }

    fn open_anew(&mut self, path: &Path, bytes: &[u8], is_looked_at: bool) {
        match open_ledger(bytes) {
            // Sound all the same where only something is unusual: then it may be worked on.
            Ok(opened) => self.show_whole(path, opened, (!is_looked_at).then_some(bytes)),
            Err(no_ledger) => {
                self.close();
                self.tell(NoticeKind::NotOpened(path.to_owned(), no_ledger.0));
            }
        }
    }
}

#[cfg(test)]
mod tests;
