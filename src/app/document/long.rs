//! A long change: worked out in a job on a copy of the ledger, then taken in at once.
//!
//! **Invariant:** the journal has its line before the ledger has the change, and the ledger has all of it or nothing.

use std::{path::PathBuf, sync::Arc};

use super::{Document, NotDone, Saved};
use crate::{
    app::{
        identity::{Clock, Identity, random_id},
        scribe::{Manner, compose, enter},
    },
    domain::{
        ChangeId,
        edit::{Parts, PrivateSubject},
        rules::{Action, Context, PastEdits, Refusal, plan_all, plan_long, undo_edits},
    },
    store::{
        Cause, Doing, StoreError,
        codec::{RonParts, change_to_line},
        ledger_write::LedgerContent,
    },
};

/// What a long change is to do.
#[derive(Clone, Debug)]
pub enum LongDeed {
    /// What an action says.
    Act(Arc<Action>),
    /// What several actions say, as one change.
    All(Arc<Vec<Action>>),
    /// Takes a change back; taking an undo back does it again.
    TakeBack(ChangeId),
}

/// Everything a job needs to work a long change out.
#[derive(Debug)]
pub struct LongWork {
    content: LedgerContent,
    path: PathBuf,
    context: Context,
    who: Identity,
    clock: Clock,
    deed: LongDeed,
}

/// A long change that was worked out: the ledger with it, and its line for the journal.
#[derive(Debug)]
pub struct Worked {
    content: LedgerContent,
    line: String,
    id: ChangeId,
}

/// What comes of working a long change out; `None` inside: everything was so already.
pub type LongEnd = Result<Option<Box<Worked>>, NotDone>;

impl LongDeed {
    fn actions(&self) -> &[Action] {
        match self {
            Self::Act(action) => std::slice::from_ref(action),
            Self::All(actions) => actions,
            Self::TakeBack(_) => &[],
        }
    }

    fn reason(&self) -> &str {
        self.actions().iter().map(Action::reason).find(|reason| !reason.is_empty()).unwrap_or("")
    }

    fn erased(&self) -> Vec<PrivateSubject> {
        self.actions().iter().flat_map(Action::erased).collect()
    }
}

impl LongWork {
    fn plan(&self, goes_on: &dyn Fn(usize, usize) -> bool) -> Option<Result<Parts, Refusal>> {
        let ledger = &self.content.ledger;
        match &self.deed {
            LongDeed::Act(action) => plan_long(ledger, action, &self.context, &mut random_id, goes_on),
            LongDeed::All(actions) => plan_all(ledger, actions, &self.context, &mut random_id, goes_on),
            LongDeed::TakeBack(target) => {
                let past = PastEdits { history: &self.content.history, reader: &RonParts };
                Some(undo_edits(ledger, past, *target, &self.context).map(Parts::from_iter))
            }
        }
    }

    /// Works it out; nothing where it was told to stop.
    pub fn run(mut self, goes_on: &dyn Fn(usize, usize) -> bool) -> Option<LongEnd> {
        let edits = match self.plan(goes_on)? {
            Ok(edits) => edits,
            Err(refusal) => return Some(Err(NotDone::Refused(refusal))),
        };
        let undoes = if let LongDeed::TakeBack(target) = self.deed { Some(target) } else { None };
        let erases = self.deed.erased();
        if edits.is_empty() && undoes.is_none() && erases.is_empty() {
            return Some(Ok(None));
        }
        let manner = Manner { undoes, reason: self.deed.reason(), erases: &erases };
        let failed = |error| Some(Err(NotDone::Failed(error)));
        let composed = match compose(&self.content, edits, (&self.who, self.clock), manner, &mut random_id) {
            Ok(composed) => composed,
            Err(error) => return failed(StoreError::new(Doing::Encode, &self.path, error)),
        };
        if !goes_on(1, 1) {
            return None;
        }
        // The line is written once the edits are in the ledger and gone: a long change is as long as a file.
        let id = match enter(&mut self.content, composed) {
            Ok(id) => id,
            Err(fault) => {
                let cause = Cause::from(std::io::Error::other(fault));
                return failed(StoreError::new(Doing::Encode, &self.path, cause));
            }
        };
        let line = self.content.history.get(id).map(change_to_line).transpose();
        Some(match line {
            Ok(line) => Ok(line.map(|line| Box::new(Worked { content: self.content, line, id }))),
            Err(error) => Err(NotDone::Failed(StoreError::new(Doing::Encode, &self.path, error))),
        })
    }
}

impl Document {
    /// Everything a job needs to work a long change out on the ledger as it is now.
    pub fn long_work(&self, deed: LongDeed, who: &Identity, clock: Clock) -> Result<LongWork, NotDone> {
        if self.is_read_only() {
            return Err(NotDone::ReadOnly);
        }
        let (content, path) = (self.content.clone(), self.path.clone());
        Ok(LongWork { content, path, context: self.context(who, clock), who: who.clone(), clock, deed })
    }

    /// Takes in what was worked out on the very ledger that is here; gives the ledger as it was, to be let go.
    pub fn take_worked(&mut self, worked: Worked, clock: Clock) -> Result<(ChangeId, LedgerContent), NotDone> {
        let (journal, _) = self.journal.as_mut().ok_or(NotDone::ReadOnly)?;
        journal.append(&worked.line)?;
        let before = std::mem::replace(&mut self.content, worked.content);
        self.revision += 1;
        self.n_deeds += 1;
        self.saved = Saved::InJournal;
        self.last_edit = Some(clock.now);
        Ok((worked.id, before))
    }

    /// Whether a change touches so much that taking it back is work for a job.
    pub fn is_long(&self, change: ChangeId, most: usize) -> bool {
        self.content.history.get(change).is_some_and(|change| change.parts.len() > most)
    }
}
