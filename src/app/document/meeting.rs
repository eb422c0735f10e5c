//! Another copy comes in, is taken back, or demands that something be erased; and what a form had not seen of it.
//!
//! **Invariant:** what comes in is in the journal before it is in the ledger.

use chrono::NaiveDateTime;

use super::{Document, NotDone, Saved};
use crate::{
    app::{
        identity::{Clock, Identity, random_id},
        scribe::Manner,
    },
    domain::{
        ChangeId, EditRef, Union,
        edit::Edit,
        rules::{Action, Refusal, plan},
    },
    store::{
        Doing, StoreError,
        codec::{change_from_line, change_to_line},
        journal::read_journal,
        ledger_write::LedgerContent,
    },
};

impl Document {
    /// Takes another copy in, journal first. Its file need not be there any more when the program is killed.
    pub fn merge_in(&mut self, other: &LedgerContent, now: NaiveDateTime) -> Result<Union, NotDone> {
        let encode = |err| StoreError::new(Doing::Encode, &self.path, err);
        let new = other.history.in_order().filter(|change| self.content.history.lacks(change));
        let lines: Result<Vec<String>, _> = new.map(change_to_line).collect();
        let lines = lines.map_err(encode)?;
        let (journal, _) = self.journal.as_mut().ok_or(NotDone::ReadOnly)?;
        journal.append_all(&lines)?;
        let union = self.content.take_in(other);
        self.met(&union);
        if !union.is_nothing() {
            self.saved = Saved::InJournal;
            self.last_edit = Some(now);
        }
        Ok(union)
    }

    /// Remembers what came in and when.
    pub(super) fn met(&mut self, union: &Union) {
        if union.is_nothing() {
            return;
        }
        self.revision += 1;
        let revision = self.revision;
        self.arrived.extend(union.taken.iter().map(|change| (*change, revision)));
    }

    /// Puts back what was here before a merge: no change is written, and the journal forgets what came in.
    pub fn take_merge_back(&mut self, before: &LedgerContent, taken: &[ChangeId]) -> Result<(), NotDone> {
        self.rewrite_journal(|id| !taken.contains(&id))?;
        self.content = before.clone();
        self.revision += 1;
        self.saved = Saved::InJournal;
        Ok(())
    }

    /// Writes the journal anew without anything that was erased.
    pub fn scrub_journal(&mut self) -> Result<(), NotDone> {
        self.rewrite_journal(|_| true)
    }

    fn rewrite_journal(&mut self, keep: impl Fn(ChangeId) -> bool) -> Result<(), NotDone> {
        let header = self.journal_header();
        let history = &self.content.history;
        let (journal, slot) = self.journal.as_mut().ok_or(NotDone::ReadOnly)?;
        let read = read_journal(slot.path())?.unwrap_or_default();
        let changes = read.records.iter().filter_map(|record| change_from_line(record).ok());
        let kept = changes.filter(|change| keep(change.id)).map(|change| history.obeyed(change));
        let lines: Result<Vec<String>, _> = kept.map(|change| change_to_line(&change)).collect();
        let lines = lines.map_err(|err| StoreError::new(Doing::Encode, slot.path(), err))?;
        Ok(journal.rewrite(&header, &lines)?)
    }

    /// Does what was meant by somebody who last looked at the ledger as it was at a revision.
    ///
    /// Values that came from another copy since are not replaced: both stand, and a person is asked.
    pub fn act_since(
        &mut self,
        since: u64,
        action: &Action,
        who: &Identity,
        clock: Clock,
    ) -> Result<Option<ChangeId>, NotDone> {
        if self.is_read_only() {
            return Err(NotDone::ReadOnly);
        }
        let action = action.clone().with_ids(&mut random_id);
        let context = self.context(who, clock);
        let unseen = |edit: &EditRef| self.arrived.get(&edit.0).is_some_and(|came| *came > since);
        let mut edits = match plan(self.ledger(), &action, &context) {
            // Others brought a second value meanwhile: this one stands beside them.
            Err(Refusal::Conflicted(field)) => {
                let beside = plan(self.ledger(), &Action::Resolve(Box::new(action.clone())), &context)?;
                let any =
                    beside.iter().cloned().any(|mut edit| edit.replaces_mut().is_some_and(|r| r.iter().any(unseen)));
                if !any {
                    return Err(Refusal::Conflicted(field).into());
                }
                beside
            }
            planned => planned?,
        };
        for replaces in edits.iter_mut().filter_map(Edit::replaces_mut) {
            replaces.retain(|edit| !unseen(edit));
        }
        let manner = Manner { undoes: None, reason: action.reason(), erases: &action.erased() };
        self.commit(&edits, (who, clock), manner)
    }
}
