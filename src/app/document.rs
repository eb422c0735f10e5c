//! The open ledger: what is in it, its history, its journal, and what is on disk of it.
//!
//! **Invariant:** the saved file with the journal's changes applied is the ledger in memory.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDateTime;

use crate::{
    domain::{
        ChangeId, LedgerId,
        edit::Edit,
        history::{History, HistoryFault, UndoCursor},
        ledger::Ledger,
        rules::{Action, Context, PastEdits, Refusal, plan, undo_edits},
    },
    store::{
        Cause, Doing, StoreError,
        checksum::FileMark,
        codec::{RonParts, change_from_line, change_to_line},
        journal::{JOURNAL_FORMAT, Journal, JournalHeader, JournalRead, keep_unread},
        journal_slot::JournalSlot,
        ledger_quick::Verdict,
        ledger_write::LedgerContent,
        paths::DataFolder,
    },
};

use super::{
    identity::{Clock, Identity, random_id},
    scribe::{Manner, compose, context, enter},
};

mod long;
mod looking_back;
mod meeting;
mod taking;
mod verifying;

pub use long::{LongDeed, LongEnd};

/// Why nothing was done.
#[derive(Debug)]
pub enum NotDone {
    /// A rule refused.
    Refused(Refusal),
    /// The disk failed; the ledger is as it was.
    Failed(StoreError),
    /// The ledger is open for reading only.
    ReadOnly,
    /// Others changed the same issue meanwhile, and that was not seen yet: these are their changes.
    Meanwhile(Vec<ChangeId>),
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// Whether the last change is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The file holds everything.
    InFile,
    /// The journal holds what the file does not.
    InJournal,
}

/// The ledger that is open.
#[derive(Debug)]
pub struct Document {
    path: PathBuf,
    content: LedgerContent,
    journal: Option<(Journal, JournalSlot)>,
    /// Whether the file is whole, as long as that is not known.
    verdict: Option<Verdict>,
    known: Option<FileMark>,
    revision: u64,
    n_deeds: u64,
    saved: Saved,
    last_edit: Option<NaiveDateTime>,
    saved_at: Option<NaiveDateTime>,
    clock_confirmed: bool,
    left_over: Vec<JournalSlot>,
    /// Changes of others that came in while the ledger was open, with the revision they came with.
    arrived: BTreeMap<ChangeId, u64>,
    /// What is asked of a history that is not there yet.
    look_backs: Vec<looking_back::LookBack>,
}

impl Document {
    /// Puts a ledger read from `path` on the desk; `known` is the mark of the file it was read from.
    ///
    /// A journal that a crash left behind is applied. With `data`, changes go to a journal there; without, it is read only.
    pub fn new(
        path: &Path,
        content: LedgerContent,
        known: Option<FileMark>,
        data: Option<&DataFolder>,
    ) -> Result<(Self, Recovered), StoreError> {
        let mut document = Self {
            path: path.to_owned(),
            content,
            journal: None,
            verdict: None,
            known,
            revision: 1,
            n_deeds: 0,
            saved: Saved::InFile,
            last_edit: None,
            saved_at: None,
            clock_confirmed: false,
            left_over: Vec::new(),
            arrived: BTreeMap::new(),
            look_backs: Vec::new(),
        };
        let mut recovered = Recovered::default();
        if let Some(data) = data {
            document.open_journals(data, &mut recovered)?;
        }
        Ok((document, recovered))
    }

    fn open_journals(&mut self, data: &DataFolder, recovered: &mut Recovered) -> Result<(), StoreError> {
        let id = self.content.ledger.id.to_string();
        let slot = JournalSlot::take(data, &id)?;
        for other in JournalSlot::take_left_over(data, &id)? {
            if other.path() == slot.path() {
                continue;
            }
            if let Some((_, read)) = Journal::open(other.path())? {
                self.replay(other.path(), read, recovered)?;
            }
            self.left_over.push(other);
        }
        let journal = match Journal::open(slot.path())? {
            // Also behind a broken first line: every whole record is a change of this ledger.
            Some((journal, read)) => {
                self.replay(slot.path(), read, recovered)?;
                journal
            }
            None => Journal::start(slot.path(), &self.journal_header())?,
        };
        self.journal = Some((journal, slot));
        // Also where lines could not be read, which lie beside it by now: the next save starts it anew, and they are told
        // of once.
        if recovered.changes > 0 || recovered.broken > 0 {
            self.saved = Saved::InJournal;
        }
        Ok(())
    }

    fn replay(&mut self, path: &Path, read: JournalRead, recovered: &mut Recovered) -> Result<(), StoreError> {
        let mut held = History::default();
        let mut enters = |record: &str| change_from_line(record).is_ok_and(|change| held.insert(change).is_ok());
        let n_entered = read.records.iter().filter(|record| enters(record.as_str())).count();
        let n_unread = read.records.len() - n_entered;
        // The next save starts the journal anew: nothing else holds what was not entered.
        let kept_as = match read.kept_as {
            None if n_unread > 0 => keep_unread(path)?,
            kept_as => kept_as,
        };
        recovered.torn |= read.torn.is_some();
        // Of a newer journal the first line is one.
        recovered.broken += read.broken.len() + n_unread + usize::from(read.is_newer);
        recovered.kept_as.extend(kept_as);
        if n_entered == 0 {
            return Ok(());
        }
        let held = LedgerContent { history: held, ..LedgerContent::default() };
        let union = self.content.take_in(&held);
        recovered.changes += union.taken.len();
        if !union.is_nothing() {
            self.revision += 1;
        }
        Ok(())
    }

    fn journal_header(&self) -> JournalHeader {
        JournalHeader {
            format: JOURNAL_FORMAT,
            ledger: self.content.ledger.id.to_string(),
            heads: self.content.history.heads().iter().map(ToString::to_string).collect(),
            file: self.known,
        }
    }

    /// The ledger as it is now.
    pub fn ledger(&self) -> &Ledger {
        &self.content.ledger
    }

    /// Everything the file holds.
    pub fn content(&self) -> &LedgerContent {
        &self.content
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The ledger's name over all copies.
    pub fn id(&self) -> LedgerId {
        self.content.ledger.id
    }

    /// Grows with every change: what is worked out of the ledger is worked out anew when it does.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Grows with every change made here, and with nothing else.
    pub fn n_deeds(&self) -> u64 {
        self.n_deeds
    }

    /// Whether it may be changed.
    pub fn is_read_only(&self) -> bool {
        self.journal.is_none()
    }

    /// Whether the last change is in the file.
    pub fn saved(&self) -> Saved {
        self.saved
    }

    /// When the file was last written by this program.
    pub fn saved_at(&self) -> Option<NaiveDateTime> {
        self.saved_at
    }

    /// When the last change was made here.
    pub fn last_edit(&self) -> Option<NaiveDateTime> {
        self.last_edit
    }

    /// The mark of the file as it was last seen.
    pub fn known(&self) -> Option<FileMark> {
        self.known
    }

    /// A person has looked at the clock and said it is right.
    pub fn confirm_clock(&mut self) {
        self.clock_confirmed = true;
    }

    /// Everything a rule may know beside the ledger.
    pub fn context(&self, who: &Identity, clock: Clock) -> Context {
        context(&self.content, who, clock, self.clock_confirmed)
    }

    /// Does what is meant, or says why not. `None`: everything was so already.
    pub fn act(&mut self, action: &Action, who: &Identity, clock: Clock) -> Result<Option<ChangeId>, NotDone> {
        if self.is_read_only() {
            return Err(NotDone::ReadOnly);
        }
        let action = action.clone().with_ids(&mut random_id);
        let edits = plan(self.ledger(), &action, &self.context(who, clock))?;
        let manner = Manner { undoes: None, reason: action.reason(), erases: &action.erased() };
        self.commit(edits, (who, clock), manner)
    }

    /// What undo and redo would take back next.
    pub fn undo_cursor(&self, who: &Identity) -> UndoCursor {
        let history = &self.content.history;
        if history.is_ready() { history.undo_cursor(&who.name, who.device) } else { UndoCursor::default() }
    }

    /// Takes the last own change back, by a new change.
    pub fn undo(&mut self, who: &Identity, clock: Clock) -> Result<Option<ChangeId>, NotDone> {
        let target = self.undo_cursor(who).undo.ok_or(Refusal::NothingToUndo)?;
        self.take_back(target, who, clock)
    }

    /// Does again what undo took back.
    pub fn redo(&mut self, who: &Identity, clock: Clock) -> Result<Option<ChangeId>, NotDone> {
        let target = self.undo_cursor(who).redo.ok_or(Refusal::NothingToRedo)?;
        self.take_back(target, who, clock)
    }

    fn take_back(&mut self, target: ChangeId, who: &Identity, clock: Clock) -> Result<Option<ChangeId>, NotDone> {
        if self.is_read_only() {
            return Err(NotDone::ReadOnly);
        }
        let past = PastEdits { history: &self.content.history, reader: &RonParts };
        let edits = undo_edits(self.ledger(), past, target, &self.context(who, clock))?;
        self.commit(edits, (who, clock), Manner { undoes: Some(target), ..Manner::default() })
    }

    /// Journal first: what the user sees is already on disk.
    fn commit(
        &mut self,
        edits: Vec<Edit>,
        (who, clock): (&Identity, Clock),
        manner: Manner<'_>,
    ) -> Result<Option<ChangeId>, NotDone> {
        if edits.is_empty() && manner.undoes.is_none() && manner.erases.is_empty() {
            return Ok(None);
        }
        self.verify()?;
        let encode = |err| StoreError::new(Doing::Encode, &self.path, err);
        let edits = edits.into_iter().collect();
        let composed = compose(&self.content, edits, (who, clock), manner, &mut random_id).map_err(encode)?;
        let line = change_to_line(&composed.change).map_err(encode)?;
        let (journal, _) = self.journal.as_mut().ok_or(NotDone::ReadOnly)?;
        journal.append(&line)?;
        let fault =
            |err: HistoryFault| StoreError::new(Doing::Encode, &self.path, Cause::from(std::io::Error::other(err)));
        let id = enter(&mut self.content, composed).map_err(fault)?;
        self.revision += 1;
        self.n_deeds += 1;
        self.saved = Saved::InJournal;
        self.last_edit = Some(clock.now);
        Ok(Some(id))
    }

    /// Takes in every change of another copy that is not here, and folds anew what they touch. Returns how many.
    pub fn absorb(&mut self, other: &LedgerContent) -> usize {
        let union = self.content.take_in(other);
        self.met(&union);
        union.taken.len() + union.filled.len()
    }

    /// A copy of everything, for a job that writes the file.
    pub fn snapshot(&self) -> Arc<LedgerContent> {
        Arc::new(self.content.clone())
    }

    /// The file now holds what was here at that revision: the journal starts anew unless more was done meanwhile.
    pub fn was_saved(&mut self, revision: u64, mark: FileMark, now: NaiveDateTime) -> Result<(), StoreError> {
        self.known = Some(mark);
        self.saved_at = Some(now);
        // Not by the heads: parts that came in fill gaps of changes that were here, and leave the heads as they are.
        if self.revision != revision {
            return Ok(());
        }
        self.saved = Saved::InFile;
        let header = self.journal_header();
        if let Some((journal, _)) = self.journal.as_mut() {
            journal.restart(&header)?;
        }
        for slot in std::mem::take(&mut self.left_over) {
            crate::store::journal::remove_journal(slot.path())?;
        }
        Ok(())
    }

    /// The file on disk is now the one with this mark: its changes were taken in.
    pub fn knows(&mut self, mark: FileMark) {
        self.known = Some(mark);
        self.saved = Saved::InJournal;
    }

    /// There is no file any more where it was.
    pub fn file_is_gone(&mut self) {
        self.known = None;
        self.saved = Saved::InJournal;
    }

    /// From now on the file is there, as after "save as".
    pub fn moved_to(&mut self, path: &Path) {
        path.clone_into(&mut self.path);
    }
}

/// What a crash had left behind and was found again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Changes of the journal that the file did not have.
    pub changes: usize,
    /// A last line was torn: the word half typed.
    pub torn: bool,
    /// Lines that could not be read.
    pub broken: usize,
    /// Where a copy of what could not be read lies.
    pub kept_as: Vec<PathBuf>,
}
