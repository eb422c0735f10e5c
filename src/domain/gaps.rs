//! What a history lacks and where its clocks disagree, told without reading its changes.

use chrono::NaiveDateTime;

use super::{
    change::{Change, HeldPart},
    history::History,
    ids::ChangeId,
};

/// A change that was typed, by its clock, before one of its parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyChange {
    /// The change.
    pub change: ChangeId,
    /// When it was typed.
    pub typed_at: NaiveDateTime,
    /// When the newest of its parents was.
    pub before: NaiveDateTime,
}

/// How many parts of a change are hidden, and how many erased.
pub(super) fn gaps_of(change: &Change) -> (usize, usize) {
    let count = |is: fn(&HeldPart) -> bool| change.parts.iter().filter(|(_, held)| is(held)).count();
    (count(|held| *held == HeldPart::Hidden), count(|held| matches!(held, HeldPart::Erased(_))))
}

impl History {
    /// How many parts of changes are hidden from this copy, and how many erased.
    pub fn gaps(&self) -> (usize, usize) {
        let shelved = self.shelf().into_iter().flat_map(|shelf| &shelf.gaps);
        let shelved = shelved.filter(|(id, _)| self.own(**id).is_none()).map(|(_, gaps)| *gaps);
        let own = self.own_changes().map(gaps_of);
        shelved.chain(own).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
    }

    /// Whether a change that is here may lack a part.
    pub(super) fn may_lack(&self, id: ChangeId) -> bool {
        self.own(id).is_some() || self.shelf().is_some_and(|shelf| shelf.gaps.contains_key(&id))
    }

    /// The changes whose clock was behind that of a parent.
    pub fn early(&self) -> Vec<EarlyChange> {
        let mut early = self.shelf().map(|shelf| shelf.early.clone()).unwrap_or_default();
        // Parents the file lacked may have come since.
        let orphans = self.shelf().into_iter().flat_map(|shelf| &shelf.orphans);
        let met = orphans.filter(|(_, parent)| self.own(*parent).is_some()).map(|(child, _)| *child);
        let met: std::collections::BTreeSet<_> = met.collect();
        early.retain(|it| !met.contains(&it.change));
        let changes = met.into_iter().filter_map(|id| self.get(id));
        early.extend(changes.chain(self.entered()).filter_map(|change| self.early_change(change)));
        early
    }

    fn early_change(&self, change: &Change) -> Option<EarlyChange> {
        let parents = change.header.parents.iter().filter_map(|id| self.get(*id));
        let before = parents.map(|parent| parent.header.typed_at).max()?;
        let typed_at = change.header.typed_at;
        (typed_at < before).then_some(EarlyChange { change: change.id, typed_at, before })
    }
}
