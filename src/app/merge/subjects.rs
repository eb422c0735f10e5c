//! What comes in about one issue, complaint, case or the directory: place by place, beside what stands here.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{
        ChangeId,
        change::HeldPart,
        edit::{Edit, PartKey},
        review::Finding,
        slot::{Slot, slot_of},
        slot_values::values_in,
    },
    store::{codec::RonParts, ledger_write::LedgerContent},
};

/// What a merge does to a subject, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeltaState {
    /// Copies disagree: a person has to choose.
    Conflicting,
    /// It comes in, but the rules would not have let it through: a person has to look.
    Refused,
    /// It was not here.
    New,
    /// It comes to say something else.
    Changed,
    /// Changes come in and what is shown stays as it is.
    Same,
}

/// What a merge does to one place of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetState {
    /// Both sides changed it, each to something else.
    Conflicting,
    /// Nothing stood here.
    New,
    /// Their value takes the place of the one here.
    Changed,
    /// What stood here goes.
    Removed,
    /// What is shown stays: theirs is older, or says the same.
    Same,
}

/// One place of a subject: what stands here and what comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// The place.
    pub slot: Slot,
    /// What the merge does to it.
    pub state: FacetState,
    /// What stands here.
    pub mine: Option<Edit>,
    /// Who put it there.
    pub mine_by: Option<ChangeId>,
    /// What comes in.
    pub theirs: Edit,
    /// The change it comes with.
    pub by: ChangeId,
}

/// What a merge does to one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectDelta {
    /// Which subject.
    pub key: PartKey,
    /// In one word.
    pub state: DeltaState,
    /// Place by place, in the order of the places.
    pub facets: Vec<Facet>,
    /// What the rules would not have let through.
    pub faults: Vec<Finding>,
    /// The changes that come in and touch it, in their order.
    pub changes: Vec<ChangeId>,
    /// Pieces of it that are hidden, erased or written by a newer version.
    pub withheld: usize,
}

/// The subjects that `new` changes touch, in the order of their keys.
pub(super) fn deltas(mine: &LedgerContent, merged: &LedgerContent, new: &BTreeSet<ChangeId>) -> Vec<SubjectDelta> {
    let mut of: BTreeMap<PartKey, Vec<ChangeId>> = BTreeMap::new();
    // In the order of the fold, so that the last edit of a place is the one that counts.
    let mut ordered: Vec<_> = new.iter().filter_map(|id| merged.history.get(*id)).collect();
    ordered.sort_by_key(|change| (change.header.generation, change.id));
    for change in ordered {
        for (key, _) in &change.parts {
            of.entry(*key).or_default().push(change.id);
        }
    }
    of.into_iter().map(|(key, changes)| delta(mine, merged, (key, changes), new)).collect()
}

fn delta(
    mine: &LedgerContent,
    merged: &LedgerContent,
    (key, changes): (PartKey, Vec<ChangeId>),
    new: &BTreeSet<ChangeId>,
) -> SubjectDelta {
    let mut last: BTreeMap<Slot, (ChangeId, Edit)> = BTreeMap::new();
    let mut withheld = 0;
    for id in &changes {
        let Some(part) = merged.history.part(*id, key, &RonParts) else {
            withheld += usize::from(!is_nothing(merged, *id, key));
            continue;
        };
        for edit in part.edits(key) {
            last.insert(slot_of(&edit), (*id, edit));
        }
    }
    let facets: Vec<Facet> = last.into_iter().map(|(slot, last)| facet(mine, merged, (key, slot), last, new)).collect();
    let state = state_of(mine, key, &facets);
    SubjectDelta { key, state, facets, faults: Vec::new(), changes, withheld }
}

/// A change may name the subject without a part being missing: then nothing is withheld.
fn is_nothing(content: &LedgerContent, id: ChangeId, key: PartKey) -> bool {
    let parts = content.history.get(id).map(|change| &change.parts);
    parts.is_some_and(|parts| parts.iter().all(|(k, held)| *k != key || matches!(held, HeldPart::Erased(_))))
}

fn state_of(mine: &LedgerContent, key: PartKey, facets: &[Facet]) -> DeltaState {
    let any = |state| facets.iter().any(|facet| facet.state == state);
    let is_here = match key {
        PartKey::Issue(id) => mine.ledger.issue(id).is_some_and(|issue| issue.registered),
        PartKey::Complaint(id) => mine.ledger.complaints.get(&id).is_some_and(|it| it.registered),
        PartKey::Case(id) => mine.ledger.cases.get(&id).is_some_and(|it| it.registered),
        PartKey::Directory | PartKey::Private => true,
    };
    if any(FacetState::Conflicting) {
        DeltaState::Conflicting
    } else if !is_here && any(FacetState::New) {
        DeltaState::New
    } else if facets.iter().any(|facet| facet.state != FacetState::Same) {
        DeltaState::Changed
    } else {
        DeltaState::Same
    }
}

fn facet(
    mine: &LedgerContent,
    merged: &LedgerContent,
    (key, slot): (PartKey, Slot),
    (last_by, last): (ChangeId, Edit),
    new: &BTreeSet<ChangeId>,
) -> Facet {
    let here = values_in(&mine.ledger, key, &slot);
    let after = values_in(&merged.ledger, key, &slot);
    let (here_by, here) = here.into_iter().next().map_or((None, None), |(by, edit)| (Some(by), Some(edit)));
    let shown = after.first().map(|(_, edit)| edit.clone());
    let differ = after.iter().any(|(_, edit)| Some(edit) != shown.as_ref());
    let state = match (&here, &shown) {
        _ if differ => FacetState::Conflicting,
        (None, None) => FacetState::Same,
        (None, Some(_)) => FacetState::New,
        (Some(_), None) => FacetState::Removed,
        (Some(here), Some(shown)) if here == shown => FacetState::Same,
        (Some(_), Some(_)) => FacetState::Changed,
    };
    // In a conflict theirs is the value that differs from the one here.
    let other = after.iter().find(|(by, edit)| new.contains(by) && (!differ || Some(edit) != here.as_ref()));
    let (by, theirs) = other.cloned().unwrap_or((last_by, last));
    Facet { slot, state, mine: here, mine_by: here_by, theirs, by }
}
