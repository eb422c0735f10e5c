//! Taking a merge back: what was here before it is kept until the next edit, also over the end of the program.
//!
//! ```text
//! <data>/generations/<ledger>/before/<time>.ron.zst   the ledger before the last merge
//! <data>/receipts/<ledger>/last.merge                 its heads, the heads after it, what was taken
//! ```
//! **Invariant:** the note is written after the copy it speaks of; a ledger that moved on is not offered.

use std::{cell::Cell, path::PathBuf, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    app::{
        evidence::end_of,
        jobs::{Job, JobReporter},
        notice::{CopyNotice, NoticeKind},
        state::App,
    },
    domain::{ChangeId, edit::PartKey, history::History},
    store::{
        Cause, Doing, StoreError,
        codec::RonParts,
        generations::{list_generations, read_generation, write_generation},
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, ledger_to_bytes},
        paths::DataFolder,
        settings_file::{self, Loaded},
    },
};

/// What was here before a merge.
enum Before {
    /// In memory: the merge was done in this run.
    Here(Arc<LedgerContent>),
    /// In a file: it was done in an earlier one.
    Kept(PathBuf),
}

/// The last merge, as it is remembered on this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MergeNote {
    before: Vec<ChangeId>,
    after: Vec<ChangeId>,
    taken: Vec<ChangeId>,
    /// How many parts were hidden after it: a later copy may fill them and leave the heads where they are.
    hidden: usize,
}

impl MergeNote {
    /// Whether the ledger still is what the merge made of it.
    fn is_still(&self, history: &History) -> bool {
        self.after == history.heads() && self.hidden == history.gaps().0
    }
}

/// A merge that can still be taken back.
pub(super) struct LastMerge {
    before: Before,
    note: MergeNote,
    /// The revision that was last asked about, and what came of it: every frame asks, and it takes a look at each change.
    asked: Cell<Option<(u64, bool)>>,
}

impl LastMerge {
    fn new(before: Before, note: MergeNote) -> Self {
        Self { before, note, asked: Cell::new(None) }
    }

    /// How many changes were taken, if the ledger still is what the merge made of it.
    fn at(&self, history: &History, revision: u64) -> Option<usize> {
        let known = self.asked.get().filter(|(of, _)| *of == revision);
        let is_still = known.map_or_else(|| self.note.is_still(history), |(_, is_still)| is_still);
        self.asked.set(Some((revision, is_still)));
        is_still.then_some(self.note.taken.len())
    }

    /// The last merge of an earlier run, if nothing was done since.
    pub(super) fn found(data: &DataFolder, content: &LedgerContent) -> Option<Self> {
        let id = content.ledger.id.to_string();
        let Ok(Loaded::Found(note)) = settings_file::load::<MergeNote>(&data.last_merge(&id)) else {
            return None;
        };
        let before = list_generations(&data.before_merge(&id)).ok()?.pop()?;
        let offered = !note.taken.is_empty() && note.is_still(&content.history);
        offered.then(|| Self::new(Before::Kept(before.path), note))
    }
}

/// Reading what was here before a merge of an earlier run.
pub(super) type Undoing = (MergeNote, Job<Result<LedgerContent, StoreError>>);

impl App {
    /// A merge was done: what was here before goes to the older copies, and it can be taken back until the next edit.
    pub(in crate::app) fn remember_merge(&mut self, before: Arc<LedgerContent>, taken: Vec<ChangeId>) {
        let Some(document) = self.document.as_ref().filter(|_| !taken.is_empty()) else {
            return;
        };
        let history = &document.content().history;
        let (after, hidden) = (history.heads(), history.gaps().0);
        let note = MergeNote { before: before.history.heads(), after, taken, hidden };
        if history.erased().count() == before.history.erased().count() {
            self.keep_before(&before, Some(note.clone()));
            self.merging.last = Some(LastMerge::new(Before::Here(before), note));
            return;
        }
        // What the other copy has as erased is written nowhere any more, and such a merge is not taken back.
        let mut obeying = LedgerContent::clone(&before);
        obeying.history.obey(history);
        obeying.history.fold_subject(&mut obeying.ledger, PartKey::Private, &RonParts);
        self.keep_before(&Arc::new(obeying), None);
    }

    /// The ledger as it was goes to the older copies, whatever was kept a short while ago.
    fn keep_before(&mut self, before: &Arc<LedgerContent>, note: Option<MergeNote>) {
        let id = before.ledger.id.to_string();
        let (data, before, now) = (self.data.clone(), Arc::clone(before), self.clock.now);
        let work = move |_: &JobReporter<_>| {
            let all = data.generations(&id);
            let own = data.before_merge(&id);
            let keep = || -> Result<(), StoreError> {
                let bytes = ledger_to_bytes(&before).map_err(|cause| StoreError::new(Doing::Encode, &all, cause))?;
                write_generation(&all, &bytes, now)?;
                let Some(note) = &note else {
                    return Ok(());
                };
                let made = write_generation(&own, &bytes, now)?;
                for old in list_generations(&own)?.into_iter().filter(|old| old.path != made.path) {
                    std::fs::remove_file(&old.path).map_err(StoreError::at(Doing::Remove, &old.path))?;
                }
                settings_file::save(&data.last_merge(&id), note)
            };
            if let Err(error) = keep() {
                log::warn!("the copy before the merge is not kept: {error}");
            }
        };
        match Job::start("before merge", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.merging.keeping = Some(job),
            Err(error) => log::warn!("the copy before the merge is not kept: {error}"),
        }
    }

    /// How many changes the last merge took in, while it can be taken back.
    pub fn merge_to_take_back(&self) -> Option<usize> {
        let revision = self.document.as_ref()?.revision();
        self.merging.last.as_ref()?.at(self.history()?, revision).filter(|_| !self.is_read_only())
    }

    /// Puts the ledger back to what it was before the merge; the changes taken are remembered as not wanted.
    pub(super) fn undo_merge(&mut self) {
        if self.merge_to_take_back().is_none() || self.merging.undoing.is_some() {
            return;
        }
        // A save under way has the merged ledger in hand: it ends first.
        self.finish_running_save();
        let Some(LastMerge { before, note, .. }) = self.merging.last.take() else {
            return;
        };
        let path = match before {
            Before::Here(before) => return self.put_back(before, note),
            Before::Kept(path) => path,
        };
        let from = path.clone();
        let work = move |_: &JobReporter<_>| read_before(&path);
        match Job::start("take back", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.merging.undoing = Some((note, job)),
            Err(error) => {
                self.merging.last = Some(LastMerge::new(Before::Kept(from.clone()), note));
                self.tell(NoticeKind::Failed(StoreError::new(Doing::Read, &from, error)));
            }
        }
    }

    /// Called once a frame: takes what was read.
    pub(super) fn take_undoing(&mut self) {
        let Some(ended) = self.merging.undoing.as_mut().and_then(|(_, job)| end_of(job)) else {
            return;
        };
        let Some((note, _)) = self.merging.undoing.take() else {
            return;
        };
        let still = self.history().is_some_and(|history| note.is_still(history));
        match ended {
            // The copy must be what the note says it is, and nothing may have been done meanwhile.
            Ok(Ok(before)) if still && before.history.heads() == note.before => self.put_back(Arc::new(before), note),
            Ok(Ok(_)) => self.tell(NoticeKind::Copies(CopyNotice::PreviewStale)),
            Ok(Err(error)) => self.tell(NoticeKind::Failed(error)),
            Err(name) => self.tell(NoticeKind::JobFailed(name)),
        }
    }

    fn put_back(&mut self, before: Arc<LedgerContent>, note: MergeNote) {
        self.finish_running_save();
        let Some(document) = self.document.as_mut() else {
            return;
        };
        if let Err(not_done) = document.take_merge_back(&before, &note.taken) {
            self.merging.last = Some(LastMerge::new(Before::Here(before), note));
            return self.tell_not_done(not_done);
        }
        if let Err(error) = self.shadow().map_or(Ok(()), |shadow| shadow.decline(&note.taken)) {
            self.tell(NoticeKind::Failed(error));
        }
        self.merging.done = None;
        self.packages.nothing_taken();
        self.tell(NoticeKind::Copies(CopyNotice::MergeTakenBack(note.taken.len())));
        self.start_saving(false);
    }
}

fn read_before(path: &std::path::Path) -> Result<LedgerContent, StoreError> {
    let bytes = read_generation(path)?;
    match open_ledger(&bytes) {
        Ok(opened) if opened.is_sound() => Ok(opened.content),
        Ok(_) | Err(_) => {
            let broken = std::io::Error::from(std::io::ErrorKind::InvalidData);
            Err(StoreError::new(Doing::Read, path, Cause::Io(broken)))
        }
    }
}
