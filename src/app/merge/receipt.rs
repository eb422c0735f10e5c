//! The receipt of a merge: how many changes were in mine, in theirs, in both, taken, in conflict, refused; and which.
//!
//! **Invariant:** `theirs = common + taken + refused` and `mine + taken` is what is here afterwards.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{ChangeId, LedgerId, Union, edit::PartKey, review::Finding, slot_values::values_in},
    store::{
        fault::{FaultKind, FileFault},
        ledger_write::LedgerContent,
    },
};

use super::{Incoming, SubjectDelta, conflicts_in};

/// Counts of changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Changes in this copy before.
    pub mine: usize,
    /// Changes in the other copy, those refused among them.
    pub theirs: usize,
    /// Changes in both.
    pub common: usize,
    /// Changes only in the other copy, taken in.
    pub taken: usize,
    /// Of the taken ones those that stand against a value here.
    pub conflicts: usize,
    /// Changes of the other copy that cannot be read or are not what they say.
    pub refused: usize,
    /// Things the rules would not have let through.
    pub faults: usize,
}

impl Counts {
    /// Whether the sums agree.
    pub fn agree(&self) -> bool {
        self.theirs == self.common + self.taken + self.refused
            && self.conflicts <= self.taken
            && self.common <= self.mine
    }
}

/// A change that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenChange {
    /// Its id.
    pub change: ChangeId,
    /// Who typed it, as declared.
    pub author: String,
    /// The unit typed for.
    pub unit: String,
    /// When, by the typist's clock.
    pub typed_at: NaiveDateTime,
    /// What it touched.
    pub subjects: Vec<PartKey>,
}

/// A record of the other copy that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRecord {
    /// The line in the file, counted from 1, where it is known.
    pub line: Option<usize>,
    /// The change, where it is known.
    pub change: Option<ChangeId>,
    /// What is wrong with it.
    pub fault: FaultKind,
}

impl From<&FileFault> for RefusedRecord {
    fn from(fault: &FileFault) -> Self {
        Self { line: fault.line, change: fault.change, fault: fault.kind }
    }
}

/// What a merge did, kept beside the ledger's data and outside the state that copies share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    /// When.
    pub at: NaiveDateTime,
    /// The ledger.
    pub ledger: LedgerId,
    /// What it is called.
    pub title: String,
    /// Who merged.
    pub by: String,
    /// The file or place the other copy came from.
    pub source: String,
    /// Counts of changes.
    pub counts: Counts,
    /// Changes that were here and of which missing parts came in.
    pub filled: usize,
    /// Changes whose private part was erased here, as the other copy demands.
    pub erased: usize,
    /// What was taken, in order.
    pub taken: Vec<TakenChange>,
    /// Where copies disagree.
    pub conflicts: Vec<Finding>,
    /// What was refused.
    pub refused: Vec<RefusedRecord>,
    /// What the rules would not have let through.
    pub faults: Vec<Finding>,
}

pub(super) fn write(
    mine: &LedgerContent,
    theirs: &LedgerContent,
    (merged, union): (&LedgerContent, &Union),
    (subjects, faults): (&[SubjectDelta], Vec<Finding>),
    incoming: Incoming,
) -> Receipt {
    let conflicts = conflicts_in(merged, subjects);
    let taken = union.taken.iter().filter_map(|id| merged.history.get(*id)).map(|change| TakenChange {
        change: change.id,
        author: change.header.author.clone(),
        unit: change.header.unit.clone(),
        typed_at: change.header.typed_at,
        subjects: change.parts.iter().map(|(key, _)| *key).collect(),
    });
    // Other broken lines are pieces of changes that are here, or states, which are folded anew.
    let is_change = |record: &&RefusedRecord| record.fault == FaultKind::ChangeUnreadable;
    let refused = incoming.refused.iter().filter(is_change).count();
    let counts = Counts {
        mine: mine.history.len(),
        theirs: theirs.history.len() + refused,
        common: theirs.history.len() - union.taken.len(),
        taken: union.taken.len(),
        conflicts: in_conflict(merged, union, &conflicts),
        refused,
        faults: faults.len(),
    };
    Receipt {
        at: incoming.at,
        ledger: mine.ledger.id,
        title: merged.ledger.directory.fields.title.get().clone(),
        by: incoming.by,
        source: incoming.source,
        counts,
        filled: union.filled.len(),
        erased: union.erased.len(),
        taken: taken.collect(),
        conflicts,
        refused: incoming.refused,
        faults,
    }
}

/// How many of the taken changes have a value in a conflict.
fn in_conflict(merged: &LedgerContent, union: &Union, conflicts: &[Finding]) -> usize {
    let taken: BTreeSet<ChangeId> = union.taken.iter().copied().collect();
    let places = conflicts.iter().filter_map(Finding::place);
    let values = places.flat_map(|(key, slot)| values_in(&merged.ledger, key, &slot));
    let found: BTreeSet<ChangeId> = values.map(|(by, _)| by).filter(|by| taken.contains(by)).collect();
    found.len()
}
