//! Copies that come in, in the window: read by a job, previewed, taken in, taken back; and what this computer remembers.

#![expect(clippy::wildcard_enum_match_arm, reason = "only the commands about copies arrive here")]

mod asked;
mod reading;
mod taking_back;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{ChangeId, change::Change},
    store::{
        Doing, StoreError, package::PackageFault, recognise::FileLook, safe_write::safe_write, scrub, settings_file,
        shadow::Shadow,
    },
};

use super::{
    command::{Command, Page},
    evidence::end_of,
    jobs::{Job, JobReporter},
    merge::{Incoming, MergePreview, MergeSource, Receipt},
    notice::{CopyNotice, NoticeKind},
    packages::Refused,
    state::App,
};

use reading::{content_of, look_beside, previewed, purge_data, read_file, read_package};
use taking_back::{LastMerge, Undoing};

/// More receipts than these are not shown; their files stay.
const RECEIPTS_SHOWN: usize = 50;

/// What came of reading a copy.
enum Read {
    /// What would come in; how many values were changed in the file by hand, and how many more cannot be taken.
    Preview(Box<MergePreview>, (usize, usize)),
    NoLedger(FileLook),
    NoPackage(PackageFault),
    OtherOrigin,
    Failed(StoreError),
}

/// What was found beside the ledger when it was opened.
#[derive(Default)]
struct Found {
    lacking: Vec<Change>,
    copies: Vec<(PathBuf, usize)>,
    receipts: Vec<Receipt>,
    remembered: (usize, u64),
    /// A merge of an earlier run that can still be taken back.
    last: Option<LastMerge>,
}

/// Copies coming in.
#[derive(Default)]
pub(super) struct Merging {
    reading: Option<(MergeSource, Job<Read>)>,
    shown: Option<Box<(MergeSource, MergePreview)>>,
    n_previews: u64,
    done: Option<Box<Receipt>>,
    last: Option<LastMerge>,
    keeping: Option<Job<()>>,
    undoing: Option<Undoing>,
    looking: Option<Job<Result<Found, StoreError>>>,
    scrubbing: Option<Job<Result<(), StoreError>>>,
    found: Found,
    /// Nothing was looked for yet: the history is still being read.
    is_due: bool,
    /// How many erased changes the history had when this was last looked at.
    erased: usize,
}

impl App {
    pub(super) fn run_merging(&mut self, command: Command) {
        match command {
            Command::LookInside(path) => self.read_copy(MergeSource::Package(path)),
            Command::Merge(path) => self.read_copy(MergeSource::File(path)),
            Command::MergeLacking => self.read_copy(MergeSource::Shadow),
            Command::TakeMerge => self.take_merge(),
            Command::DropMerge => {
                self.merging.shown = None;
                self.merging.reading = None;
            }
            Command::PutReceiptAway => self.merging.done = None,
            Command::ShowReceipt(n) => self.merging.done = self.receipts().get(n).cloned().map(Box::new),
            Command::UndoMerge => self.undo_merge(),
            Command::DeclineLacking => self.decline_lacking(),
            Command::SaveText(path, text) => match safe_write(&path, text.as_bytes()) {
                Ok(_) => self.tell(NoticeKind::TextSaved(path)),
                Err(error) => self.tell(NoticeKind::Failed(error)),
            },
            Command::Purge => self.purge(),
            _ => {}
        }
    }

    /// Shows what a copy would bring, wherever it came from.
    fn read_copy(&mut self, source: MergeSource) {
        let Some(document) = self.document.as_ref() else {
            return;
        };
        if document.is_read_only() {
            return self.tell(NoticeKind::ReadOnly);
        }
        let mine = document.snapshot();
        let about = Incoming {
            source: source.shown(),
            at: self.clock.now,
            by: self.settings.identity.name.clone(),
            refused: Vec::new(),
        };
        let lacking = self.merging.found.lacking.clone();
        let from = source.clone();
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let passphrase = match &source {
            MergeSource::Package(path) => self.packages.passphrase_of(path),
            MergeSource::File(_) | MergeSource::Shadow => None,
        };
        let work = move |_: &JobReporter<_>| match &from {
            MergeSource::File(path) => read_file(path, &mine, about, (&who, clock)),
            MergeSource::Shadow => previewed(&mine, content_of(mine.ledger.id, lacking), about),
            MergeSource::Package(path) => read_package(path, passphrase.as_ref(), &mine, about),
        };
        match Job::start("merge", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => {
                self.merging.reading = Some((source, job));
                self.merging.done = None;
            }
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Read, Path::new(""), error))),
        }
    }

    /// Called once a frame: takes what jobs about copies brought.
    pub(super) fn tick_merging(&mut self) {
        self.take_read();
        self.take_undoing();
        if self.merging.is_due && self.history().is_some() {
            self.start_looking_beside();
        }
        if let Some(job) = self.merging.keeping.as_mut()
            && end_of(job).is_some()
        {
            self.merging.keeping = None;
        }
        if let Some(ended) = self.merging.looking.as_mut().and_then(end_of) {
            self.merging.looking = None;
            match ended {
                Ok(Ok(found)) => self.take_found(found),
                Ok(Err(error)) => self.tell(NoticeKind::Failed(error)),
                Err(name) => self.tell(NoticeKind::JobFailed(name)),
            }
        }
        if let Some(ended) = self.merging.scrubbing.as_mut().and_then(end_of) {
            self.merging.scrubbing = None;
            match ended {
                Ok(Ok(())) => self.tell(NoticeKind::Copies(CopyNotice::Erased)),
                Ok(Err(error)) => self.tell(NoticeKind::Failed(error)),
                Err(name) => self.tell(NoticeKind::JobFailed(name)),
            }
        }
    }

    fn take_read(&mut self) {
        let Some(ended) = self.merging.reading.as_mut().and_then(|(_, job)| end_of(job)) else {
            return;
        };
        let Some((source, _)) = self.merging.reading.take() else {
            return;
        };
        match ended {
            Ok(Read::Preview(preview, _)) if preview.is_nothing() && preview.receipt.refused.is_empty() => {
                self.merging.found.copies.retain(|(path, _)| source != MergeSource::File(path.clone()));
                self.tell(NoticeKind::Copies(CopyNotice::NothingToMerge));
            }
            Ok(Read::Preview(preview, (taken, left))) => {
                if taken + left > 0 {
                    self.tell(NoticeKind::Copies(CopyNotice::ByHand(taken, left)));
                }
                self.merging.n_previews += 1;
                self.merging.shown = Some(Box::new((source, *preview)));
                self.go(Page::Exchange);
            }
            Ok(Read::NoLedger(look)) => self.tell(NoticeKind::NotOpened(source.path(), look)),
            Ok(Read::NoPackage(fault)) => {
                self.tell(NoticeKind::PackageRefused(source.path(), Refused::Package(fault)));
            }
            Ok(Read::OtherOrigin) => self.tell(NoticeKind::Copies(CopyNotice::OtherOrigin(source.path()))),
            Ok(Read::Failed(error)) => self.tell(NoticeKind::Failed(error)),
            Err(name) => self.tell(NoticeKind::JobFailed(name)),
        }
    }

    fn take_merge(&mut self) {
        let Some(document) = self.document.as_mut() else {
            return;
        };
        let Some((source, preview)) = self.merging.shown.take().map(|shown| *shown) else {
            return;
        };
        // What was shown must be what is taken: where work went on meanwhile, it is shown anew.
        if document.content().history.heads() != preview.on {
            self.tell(NoticeKind::Copies(CopyNotice::PreviewStale));
            return self.read_copy(source);
        }
        // A package is verified once more and brings files too.
        if let MergeSource::Package(path) = source {
            return self.start_taking(&[path]);
        }
        let before = document.snapshot();
        let taken = preview.union.taken.clone();
        if let Err(not_done) = document.merge_in(&preview.theirs, self.clock.now) {
            self.with_document(|_| Err(not_done));
            self.merging.shown = Some(Box::new((source, preview)));
            return;
        }
        let receipt = Receipt { at: self.clock.now, ..preview.receipt };
        self.keep_receipt(&receipt);
        if let Err(error) = self.shadow().map_or(Ok(()), |shadow| shadow.accept(&taken)) {
            self.tell(NoticeKind::Failed(error));
        }
        match &source {
            MergeSource::File(path) => self.merging.found.copies.retain(|(copy, _)| copy != path),
            MergeSource::Shadow => self.merging.found.lacking.clear(),
            MergeSource::Package(_) => {}
        }
        self.tell(NoticeKind::Copies(CopyNotice::Merged(receipt.counts)));
        self.remember_merge(before, taken);
        self.merging.done = Some(Box::new(receipt));
        self.obey_new_erasures();
        if self.saving.is_none() {
            self.start_saving(false);
        }
    }

    pub(super) fn keep_receipt(&mut self, receipt: &Receipt) {
        let folder = self.data.receipts(&receipt.ledger.to_string());
        let time = receipt.at.format("%Y%m%dT%H%M%S");
        // Several packages may be taken in within a second.
        let names = std::iter::once(format!("{time}.ron")).chain((2..1000).map(|n| format!("{time}_{n:03}.ron")));
        let name = names.into_iter().find(|name| !folder.join(name).exists()).unwrap_or_else(|| format!("{time}.ron"));
        if let Err(error) = settings_file::save(&folder.join(name), receipt) {
            self.tell(NoticeKind::Failed(error));
        }
        self.merging.found.receipts.insert(0, receipt.clone());
    }

    pub(super) fn shadow(&self) -> Option<Shadow> {
        let id = self.document.as_ref().filter(|document| !document.is_read_only())?.id();
        Some(Shadow::new(self.data.shadow(&id.to_string())))
    }

    fn decline_lacking(&mut self) {
        let lacking: Vec<ChangeId> = self.merging.found.lacking.iter().map(|change| change.id).collect();
        match self.shadow().map_or(Ok(()), |shadow| shadow.decline(&lacking)) {
            Ok(()) => self.merging.found.lacking.clear(),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Looks, behind the open ledger, for what it lacks: in the shadow and in copies beside it.
    pub(super) fn start_looking_beside(&mut self) {
        self.merging = Merging::default();
        let Some(document) = self.document.as_ref().filter(|document| !document.is_read_only()) else {
            return;
        };
        // No frame waits for the history of a big file.
        if !document.content().history.is_ready() {
            self.merging.is_due = true;
            return;
        }
        self.merging.erased = document.content().history.erased().count();
        let (content, path, data) = (document.snapshot(), document.path().to_owned(), self.data.clone());
        let now = self.clock.now;
        let work = move |_: &JobReporter<_>| look_beside(&content, &path, &data, now);
        match Job::start("look beside", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.merging.looking = Some(job),
            Err(error) => log::warn!("nothing is looked for beside the ledger: {error}"),
        }
        self.scrub_if_due();
    }

    fn take_found(&mut self, found: Found) {
        if !found.lacking.is_empty() {
            self.tell(NoticeKind::Copies(CopyNotice::Lacking(found.lacking.len())));
        }
        if !found.copies.is_empty() {
            self.tell(NoticeKind::Copies(CopyNotice::CopiesBeside(found.copies.len())));
        }
        let done = std::mem::take(&mut self.merging.found.receipts);
        self.merging.found = found;
        if self.merging.last.is_none() {
            self.merging.last = self.merging.found.last.take();
        }
        for receipt in done.into_iter().rev() {
            if !self.merging.found.receipts.contains(&receipt) {
                self.merging.found.receipts.insert(0, receipt);
            }
        }
    }

    /// After every change and every merge: what was newly erased goes from this computer too.
    pub(super) fn obey_new_erasures(&mut self) {
        let now = self.history().map_or(0, |history| history.erased().count());
        if now == self.merging.erased {
            return;
        }
        self.merging.erased = now;
        self.merging.last = None;
        self.with_document(super::document::Document::scrub_journal);
        self.scrub_if_due();
        if self.saving.is_none() {
            self.start_saving(false);
        }
    }

    fn scrub_if_due(&mut self) {
        let Some(document) = self.document.as_ref().filter(|document| !document.is_read_only()) else {
            return;
        };
        let id = document.id().to_string();
        if !scrub::is_due(&self.data, &id, &document.content().history) {
            return;
        }
        let (content, data) = (document.snapshot(), self.data.clone());
        let work = move |_: &JobReporter<_>| scrub::scrub(&data, &id, &content.history);
        match Job::start("erase", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.merging.scrubbing = Some(job),
            Err(error) => log::warn!("nothing is erased yet: {error}"),
        }
    }

    /// Takes everything this computer keeps of the open ledger away; the file stays where it is.
    fn purge(&mut self) {
        self.finish_saving();
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let (id, path) = (document.id(), document.path().to_owned());
        let is_unsaved = self.is_unsaved();
        self.close();
        self.page = Page::Welcome;
        if is_unsaved {
            // Something is only in the journal: nothing is taken away, and why it is not in the file was told.
            return;
        }
        self.settings.recent.retain(|old| *old != path);
        self.save_settings();
        match purge_data(&self.data, id) {
            Ok(()) => self.tell(NoticeKind::Copies(CopyNotice::Purged(path))),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }
}
