//! Another copy comes in, is taken back, or demands that something be erased; and what a form had not seen of it.
//!
//! **Invariant:** what comes in is in the journal before it is in the ledger.

#![expect(clippy::wildcard_enum_match_arm, reason = "of all refusals one kind is looked for")]

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{Document, NotDone, Saved};
use crate::{
    app::{
        identity::{Clock, Identity, random_id},
        scribe::Manner,
    },
    domain::{
        ChangeId, Union,
        edit::{Edit, PartKey},
        meanwhile::{as_meant, builds_on},
        rules::{Action, Context, PastEdits, Refusal, plan},
    },
    store::{
        Doing, StoreError,
        codec::{RonParts, change_from_line, change_to_line},
        journal::read_journal,
        ledger_write::LedgerContent,
    },
};

impl Document {
    /// Takes another copy in, journal first. Its file need not be there any more when the program is killed.
    pub fn merge_in(&mut self, other: &LedgerContent, now: NaiveDateTime) -> Result<Union, NotDone> {
        self.verify()?;
        let encode = |err| StoreError::new(Doing::Encode, &self.path, err);
        let new = self.content.history.news_of(&other.history);
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
    /// Values that came from another copy since are not replaced: both stand, and a person is asked. A record or a step
    /// on an issue about which something came in is not written before that was seen.
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
        if self.looks_back() {
            self.verify()?;
        }
        let action = action.clone().with_ids(&mut random_id);
        let unseen = |change: ChangeId| self.arrived.get(&change).is_some_and(|came| *came > since);
        let planned = self.plan_beside(action.clone(), &self.context(who, clock), &unseen)?;
        let past = PastEdits { history: &self.content.history, reader: &RonParts };
        let edits = as_meant(planned, past, &unseen);
        let subjects: BTreeSet<PartKey> = edits.iter().filter_map(builds_on).collect();
        let news = self.unseen_about(&subjects, &unseen);
        if !news.is_empty() {
            return Err(NotDone::Meanwhile(news));
        }
        let manner = Manner { undoes: None, reason: action.reason(), erases: &action.erased() };
        self.commit(edits, (who, clock), manner)
    }

    /// Plans an action; where others brought a second value meanwhile, this one is to stand beside them.
    fn plan_beside(
        &self,
        mut action: Action,
        context: &Context,
        unseen: &dyn Fn(ChangeId) -> bool,
    ) -> Result<Vec<Edit>, Refusal> {
        let mut field = None;
        // Each turn lets one field of the action through.
        for _ in 0..=action.n_parts() {
            match plan(self.ledger(), &action, context) {
                Err(refused) if conflicted(&refused).is_some() && field != Some(refused.clone()) => {
                    let place = conflicted(&refused).unwrap_or_default();
                    action = action.resolving(&place);
                    field = Some(refused);
                }
                Err(refused) => return Err(refused),
                Ok(mut edits) => {
                    let any =
                        edits.iter_mut().filter_map(Edit::replaces_mut).any(|all| all.iter().any(|it| unseen(it.0)));
                    return match field {
                        Some(refused) if !any => Err(refused),
                        Some(_) | None => Ok(edits),
                    };
                }
            }
        }
        plan(self.ledger(), &action, context)
    }

    /// What came in about these subjects that was not seen.
    fn unseen_about(&self, subjects: &BTreeSet<PartKey>, unseen: &dyn Fn(ChangeId) -> bool) -> Vec<ChangeId> {
        let mut news = BTreeSet::new();
        for key in subjects {
            news.extend(self.content.history.touching(*key).map(|change| change.id).filter(|id| unseen(*id)));
        }
        news.into_iter().collect()
    }

    /// Whether changes of others came in since a revision, or may have as long as that is not known.
    pub fn has_come_in_since(&self, since: u64) -> bool {
        self.looks_back() || self.arrived.values().any(|came| *came > since)
    }
}

/// Where in an action a field is about which copies disagree: the places in its batches.
fn conflicted(refusal: &Refusal) -> Option<Vec<usize>> {
    match refusal {
        Refusal::Conflicted(_) => Some(Vec::new()),
        Refusal::InBatch(n, inner) => {
            let mut place = conflicted(inner)?;
            place.insert(0, n.checked_sub(1)?);
            Some(place)
        }
        _ => None,
    }
}
