//! Two histories become one: the union of their changes, of what they hold of each, and of what was erased.
//!
//! ```text
//!   Hidden < Here < Erased      what two copies hold of one part comes to the greater of the two
//! ```
//! **Invariant:** the union is the same whichever copy takes the other in, however often, in whatever order.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    change::{Change, HeldPart, PartText, part_hash},
    edit::PartKey,
    history::{Baseline, History, fill_in},
    ids::ChangeId,
    in_order::Place,
    shelf::erase_private,
};

/// What a copy got from another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Union {
    /// Changes that were not here, in the order of the fold.
    pub taken: Vec<ChangeId>,
    /// Changes that were here and of which the other copy had parts that this one lacked.
    pub filled: Vec<ChangeId>,
    /// Changes whose private part was here and is erased now.
    pub erased: Vec<ChangeId>,
    /// The subjects that have to be folded anew.
    pub touched: BTreeSet<PartKey>,
}

impl Union {
    /// True where the other copy had nothing that was not here.
    pub fn is_nothing(&self) -> bool {
        self.taken.is_empty() && self.filled.is_empty() && self.erased.is_empty() && self.touched.is_empty()
    }
}

impl History {
    /// Takes in everything another history has and this one has not.
    ///
    /// The changes need not be verified again: a history holds only what agrees with its hashes.
    pub fn take_in(&mut self, other: &Self) -> Union {
        let mut union = Union::default();
        let held_before: Vec<ChangeId> = self.erasures().keys().copied().collect();
        for place in other.places() {
            // A change that is here whole need not be read.
            if place.id().is_some_and(|id| self.contains(id) && !self.may_lack(id)) {
                continue;
            }
            let Some(change) = place.change() else {
                continue;
            };
            match self.shared(change.id) {
                None => {
                    union.taken.push(change.id);
                    union.touched.extend(change.parts.iter().map(|(key, _)| *key));
                    self.enter(Arc::clone(change));
                }
                Some(held) => {
                    let keys = self.lacking(held, change);
                    if !keys.is_empty() {
                        union.filled.push(change.id);
                        union.touched.extend(keys);
                    }
                }
            }
        }
        for id in &union.filled {
            if let (Some(held), Some(from)) = (self.own_mut(*id), other.get(*id)) {
                fill_in(held, from);
                self.obey_erasures_on(*id);
            }
        }
        let known: BTreeSet<_> = held_before.into_iter().collect();
        let taken: BTreeSet<_> = union.taken.iter().copied().collect();
        let erased =
            self.erasures().keys().filter(|id| !known.contains(id) && !taken.contains(id) && self.contains(**id));
        union.erased = erased.copied().collect();
        if !union.erased.is_empty() {
            union.touched.insert(PartKey::Private);
        }
        self.join_baselines(other, &mut union.touched);
        union
    }

    /// The changes of another history that are not here, or have a part that is not.
    pub fn news_of<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Change> {
        let maybe = move |id: ChangeId| !self.contains(id) || self.may_lack(id);
        let places = other.places().filter(move |place| place.id().is_some_and(maybe));
        places.filter_map(Place::change).map(Arc::as_ref).filter(move |change| self.lacks(change))
    }

    /// Gives a change that is here a part it lacks; `false` where it lacks none or the bytes are not that part's.
    pub fn place(&mut self, change: ChangeId, key: PartKey, text: &PartText) -> bool {
        let Some(held) = self.shared(change) else {
            return false;
        };
        let hash = part_hash(&text.salt, &text.text);
        let named = held.header.parts.iter().any(|(k, sha)| *k == key && *sha == hash);
        let hidden = |(k, part): &(PartKey, HeldPart)| *k == key && *part == HeldPart::Hidden;
        let is_erased = key == PartKey::Private && self.is_erased(change);
        if !named || is_erased || !held.parts.iter().any(hidden) {
            return false;
        }
        let Some(held) = self.own_mut(change) else {
            return false;
        };
        for (_, part) in Arc::make_mut(held).parts.iter_mut().filter(|it| hidden(it)) {
            *part = HeldPart::Here(text.clone());
        }
        true
    }

    /// A change that erases reaches every change it names, also one that is not here yet.
    ///
    /// Of several that erase one part the least id is remembered, so that all copies say the same.
    pub(super) fn obey_erasures_of(&mut self, change: ChangeId, erases: &[ChangeId]) {
        for id in erases {
            let by = self.erasures_mut().entry(*id).or_insert(change);
            *by = change.min(*by);
            self.obey_erasures_on(*id);
        }
    }

    /// What was ordered to be erased is not held, whenever it arrives. Only private parts can be erased.
    pub(super) fn obey_erasures_on(&mut self, id: ChangeId) {
        let (Some(by), Some(held)) = (self.erasures().get(&id).copied(), self.shared(id)) else {
            return;
        };
        let wanted = |(key, part): &(PartKey, HeldPart)| *key == PartKey::Private && *part != HeldPart::Erased(by);
        if held.parts.iter().any(wanted)
            && let Some(held) = self.own_mut(id)
        {
            erase_private(Arc::make_mut(held), by);
        }
    }

    /// Whether a change of another copy is not here, or has a part that this copy lacks.
    pub fn lacks(&self, change: &Change) -> bool {
        self.get(change.id).is_none_or(|held| !self.lacking(held, change).is_empty())
    }

    /// The changes whose private part was erased.
    pub fn erased(&self) -> impl Iterator<Item = ChangeId> {
        self.erasures().keys().copied()
    }

    /// Obeys what another history had erased, without taking its changes. Returns whether anything was still here.
    pub fn obey(&mut self, other: &Self) -> bool {
        let held = |history: &Self, id: &ChangeId| {
            let parts = history.get(*id).map(|change| change.parts.as_slice()).unwrap_or_default();
            parts.iter().any(|(key, part)| *key == PartKey::Private && matches!(part, HeldPart::Here(_)))
        };
        let mut any = false;
        for (id, by) in other.erasures() {
            any |= held(self, id);
            self.obey_erasures_of(*by, &[*id]);
        }
        any
    }

    /// Whether the private part of a change was erased.
    pub fn is_erased(&self, change: ChangeId) -> bool {
        self.erasures().contains_key(&change)
    }

    /// A change as it may be held here: without a private part that was erased.
    pub fn obeyed(&self, mut change: Change) -> Change {
        if let Some(by) = self.erasures().get(&change.id) {
            erase_private(&mut change, *by);
        }
        change
    }

    /// The parts of `other` that the same change lacks here, not because they were erased.
    fn lacking(&self, held: &Change, other: &Change) -> Vec<PartKey> {
        let is_erased = |key: PartKey| key == PartKey::Private && self.is_erased(held.id);
        let pairs = held.parts.iter().zip(&other.parts);
        let lacks = pairs.filter(|((key, mine), (_, theirs))| {
            *mine == HeldPart::Hidden && matches!(theirs, HeldPart::Here(_)) && !is_erased(*key)
        });
        lacks.map(|((key, _), _)| *key).collect()
    }

    /// The better of two baselines of a subject stays; one that the history here makes needless goes.
    fn join_baselines(&mut self, other: &Self, touched: &mut BTreeSet<PartKey>) {
        for (key, theirs) in &other.baselines {
            let better = self.baselines.get(key).is_none_or(|mine| rank(mine) < rank(theirs));
            if better {
                self.baselines.insert(*key, theirs.clone());
                touched.insert(*key);
            }
        }
        let needless: Vec<_> =
            self.baselines.iter().filter(|(key, it)| self.is_whole(**key, it)).map(|(key, _)| *key).collect();
        for key in needless {
            self.baselines.remove(&key);
            touched.insert(key);
        }
    }

    /// Whether every change a baseline stands for is here with its part about the subject.
    fn is_whole(&self, key: PartKey, baseline: &Baseline) -> bool {
        let is_here = |id: &ChangeId| {
            let parts = self.get(*id).map(|change| &change.parts);
            parts.is_some_and(|parts| parts.iter().any(|(k, held)| *k == key && *held != HeldPart::Hidden))
        };
        baseline.state.log().0.iter().all(is_here)
    }
}

/// How much a baseline holds; of equally long ones the greater in ids, so that all copies choose alike.
fn rank(baseline: &Baseline) -> (usize, &[ChangeId], &[ChangeId]) {
    let log = &baseline.state.log().0;
    (log.len(), log, &baseline.at)
}
