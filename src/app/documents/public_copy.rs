//! The ledger itself as a public edition: a new file without history, under an id of its own.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{LedgerId, ledger::Ledger},
    exchange::{
        public::{NotPublic, baselines, public_ledger},
        word::words,
    },
    store::{
        Cause, Doing, StoreError,
        ledger_write::{LedgerContent, save_ledger},
        safe_write::Known,
    },
};

use super::{
    super::{
        identity::random_id,
        jobs::{Job, JobEvent, JobReporter},
        notice::NoticeKind,
        state::App,
    },
    DocumentNotice,
};

/// Why there is no public copy.
#[derive(Debug)]
pub enum PublicFault {
    /// A part has no public form.
    NotPublic(NotPublic),
    /// The disk failed.
    Store(StoreError),
}

/// Writes the public copy of a ledger under a new id.
///
/// # Errors
/// When a part has no public form, or the disk fails.
pub fn write_public_copy(ledger: &Ledger, id: LedgerId, path: &Path, known: Known) -> Result<(), PublicFault> {
    let ledger = public_ledger(ledger, id).map_err(PublicFault::NotPublic)?;
    let history = baselines(&ledger);
    let content = LedgerContent { ledger, history, ..LedgerContent::default() };
    save_ledger(path, known, &content).map(drop).map_err(PublicFault::Store)
}

impl App {
    pub(super) fn write_public(&mut self, path: PathBuf, may_replace: bool) {
        let Some(document) = self.document.as_ref().filter(|_| self.documents.publishing.is_none()) else {
            return;
        };
        if path == document.path() {
            return self.tell(NoticeKind::Documents(DocumentNotice::OverLedger(path)));
        }
        let (ledger, to) = (document.ledger().clone(), path.clone());
        let known = if may_replace { Known::Any } else { Known::Absent };
        let work = move |_: &JobReporter<_>| write_public_copy(&ledger, LedgerId(random_id()), &to, known);
        match Job::start("public copy", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.documents.publishing = Some((path, job)),
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Write, &path, Cause::from(error)))),
        }
    }

    pub(super) fn take_public_copy(&mut self) {
        let Some((path, mut job)) = self.documents.publishing.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(Ok(())) => {
                    self.documents.public_copy = Some(path.clone());
                    self.tell(NoticeKind::Documents(DocumentNotice::PublicCopy(path.clone())));
                }
                JobEvent::Ended(Err(PublicFault::Store(error))) => self.tell(NoticeKind::Failed(error)),
                JobEvent::Ended(Err(PublicFault::NotPublic(fault))) => {
                    let said = words::no_public_form(&fault.to_string());
                    self.tell(NoticeKind::Documents(DocumentNotice::NotMade(said)));
                }
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if !job.is_over() {
            self.documents.publishing = Some((path, job));
        }
    }
}
