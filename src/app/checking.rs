//! A big ledger is shown as soon as its states are read; whether its file is whole is told behind that.
//!
//! **Invariant:** nothing is changed or saved before the file is known to be whole.

use std::{path::PathBuf, sync::Arc};

use crate::store::{
    StoreError,
    generations::{Keep, keep_generation},
    ledger_open::open_ledger,
    ledger_quick::{QuickFile, Verdict},
};

use super::{
    jobs::{Job, JobEvent},
    notice::NoticeKind,
    state::App,
};

/// A file that is being looked through.
#[derive(Debug)]
pub(super) struct Checking {
    job: Job<Result<(), StoreError>>,
    verdict: Verdict,
    path: PathBuf,
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
        // The older copy is made here too: packing a big file takes longer than reading it.
        let work = move |_: &super::jobs::JobReporter<_>| {
            let is_whole = found.wait(&history).is_some();
            let keep = |folder: PathBuf| {
                found.with_bytes(|bytes| keep_generation(&folder, bytes, now, &Keep::default()).map(drop))
            };
            let kept = folder.filter(|_| is_whole).and_then(keep);
            found.pack();
            kept.unwrap_or(Ok(()))
        };
        match Job::start("check", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.checking = Some(Checking { job, verdict, path }),
            // Without a thread of its own it is looked through now.
            Err(_) => self.settle_file(),
        }
    }

    /// Takes the verdict where it is there.
    pub(super) fn tick_checking(&mut self) {
        let Some(checking) = self.checking.as_mut() else {
            return;
        };
        let events = checking.job.take_events();
        let is_known = self.document.as_ref().is_some_and(|document| document.content().history.is_ready());
        if is_known || !events.is_empty() {
            self.settle_file();
        }
        for event in events {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(Ok(())) => self.checking = None,
                JobEvent::Ended(Err(error)) => {
                    self.checking = None;
                    self.tell(NoticeKind::Failed(error));
                }
                JobEvent::Failed(failed) => {
                    self.checking = None;
                    self.tell(NoticeKind::JobFailed(failed.name));
                }
            }
        }
    }

    /// Waits until the open file is known to be whole. One that is not is opened anew, line by line, to be read only.
    pub(super) fn settle_file(&mut self) {
        let Some(document) = self.document.as_mut().filter(|document| !document.is_verified()) else {
            return;
        };
        if document.verify().is_ok() {
            return;
        }
        let Some(Checking { verdict, path, .. }) = self.checking.take() else {
            return;
        };
        let Some(opened) = verdict.with_bytes(open_ledger) else {
            return;
        };
        match opened {
            Ok(opened) => self.show_whole(&path, opened, None),
            Err(no_ledger) => {
                self.close();
                self.tell(NoticeKind::NotOpened(path, no_ledger.0));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, time::Instant};

    use chrono::NaiveDate;

    use super::*;
    use crate::{
        app::{Clock, Command, Identity, StartOptions, WakeFn, command::Page, generate::generate},
        domain::rules::Role,
        store::{ledger_quick::open_quick, ledger_write::ledger_to_bytes, paths::DataFolder},
    };

    fn clock() -> Clock {
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
        Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
    }

    fn app(folder: &Path) -> App {
        let data = DataFolder::new(folder.join("data"));
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
        let name = "王敏".to_owned();
        app.run(Command::SetIdentity(Identity {
            name,
            unit: "市整改办".to_owned(),
            role: Role::Office,
            ..Identity::default()
        }));
        app
    }

    #[test]
    fn a_ledger_is_shown_and_looked_at_without_its_history() {
        let folder = tempfile::tempdir().expect("a folder");
        let content = generate(30, 20, 7, clock()).expect("a ledger");
        let bytes = ledger_to_bytes(&content).expect("bytes");
        let QuickFile { content, verdict } = open_quick(bytes).expect("a whole ledger");
        let history = content.history.clone();
        let mut app = app(folder.path());
        // As when the job that reads the history has not come to it yet.
        app.put_on_desk(&folder.path().join("台账.ron"), content, None, false);
        app.document.as_mut().expect("a document").wait_for(verdict);
        let issue = *app.ledger().expect("a ledger").issues.keys().next().expect("an issue");
        for page in [Page::Overview, Page::Issues, Page::Issue(issue), Page::Exchange, Page::Review, Page::Settings] {
            app.run(Command::Go(page));
            app.tick(clock());
        }
        assert!(!history.is_ready(), "the window would have waited for the history");
        history.make_ready();
        app.tick(clock());
        assert!(app.history().is_some(), "it is there by itself");
    }
}
