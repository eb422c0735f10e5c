//! The history: all changes this copy knows, as a Merkle graph, and the fold that makes a ledger of it.
//!
//! ```text
//!   c1 ── c2 ── c4      heads: c4, c3 (two people went on from c2 apart)
//!           └── c3      order: generation, then id – the same on every copy
//! ```
//!
//! **Invariant:** a change is entered only if its id is the hash of its bytes and its parts are those its header names.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use thiserror::Error;

use super::{
    change::{Change, HeldPart, ReadPart, change_id, part_hash},
    edit::{PartEdits, PartKey},
    ids::{ChangeId, EditRef},
    in_order::{InOrder, Kept, Place},
    own_changes::{OwnChanges, Spot},
    shelf::{LazyShelf, ReadChange, ReadShelf, Shelf},
};

pub use super::{
    baseline::{Baseline, SubjectState},
    turn::{Turn, UndoCursor},
};

/// Why a change cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HistoryFault {
    /// Its id is not the hash of its bytes.
    #[error("change {0} is not what its id says")]
    WrongId(ChangeId),
    /// A part is not what the header says.
    #[error("part {1:?} of change {0} is not what the header says")]
    WrongPart(ChangeId, PartKey),
    /// It has a part its header does not name, or lacks one without saying so.
    #[error("the parts of change {0} are not those of its header")]
    PartsDiffer(ChangeId),
}

/// How much of the history this copy holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    /// Parts whose bytes are here and agree with their hash.
    pub verified: usize,
    /// Parts left out of this copy.
    pub hidden: usize,
    /// Parts erased.
    pub erased: usize,
    /// Parts here that a newer version wrote: kept, not understood.
    pub unknown: usize,
}

/// All changes this copy knows: those of the file it was read from, and on top of them its own.
#[derive(Clone, Debug, Default)]
pub struct History {
    shelf: Option<Arc<LazyShelf>>,
    /// Whether heads and erasures of the shelf were taken over: before the first change of its own.
    is_settled: bool,
    /// Changes that are not on the shelf, and those that stand in the place of one of it.
    own: OwnChanges,
    heads: BTreeSet<ChangeId>,
    known_parents: BTreeSet<ChangeId>,
    pub(super) baselines: BTreeMap<PartKey, Baseline>,
    /// Changes whose private part is erased, each with the change that erased it.
    erased: BTreeMap<ChangeId, ChangeId>,
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.baselines == other.baselines
            && self.erasures() == other.erasures()
            && self.in_order().eq(other.in_order())
    }
}

impl Eq for History {}

impl History {
    /// A history whose changes stand in a file and are read when they are asked for; `heads` is what the file says.
    pub fn shelved(source: Box<dyn ReadShelf>, heads: Vec<ChangeId>) -> Self {
        Self { shelf: Some(Arc::new(LazyShelf::new(source, heads))), ..Self::default() }
    }

    /// Whether every change can be asked for without waiting.
    pub fn is_ready(&self) -> bool {
        self.shelf.as_ref().is_none_or(|shelf| shelf.is_made())
    }

    /// Waits until every change can be asked for.
    pub fn make_ready(&self) {
        self.shelf();
    }

    pub(super) fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref().map(|shelf| shelf.get())
    }

    pub(super) fn own(&self, id: ChangeId) -> Option<&Arc<Change>> {
        self.own.get(id)
    }

    pub(super) fn own_spot(&self, id: ChangeId) -> Option<Spot> {
        self.own.spot(id)
    }

    pub(super) fn own_at(&self, spot: Spot) -> Option<&Arc<Change>> {
        self.own.at(spot)
    }

    /// All that are not on the shelf as they are here, in no order.
    pub(super) fn own_changes(&self) -> impl Iterator<Item = &Change> {
        self.own.all().map(Arc::as_ref)
    }

    /// Those that were entered since, in the order of the fold.
    pub(super) fn entered(&self) -> impl Iterator<Item = &Change> {
        self.own.order().values().filter_map(|spot| self.own.at(*spot)).map(Arc::as_ref)
    }

    pub(super) fn is_shelved(&self, id: ChangeId) -> bool {
        self.shelf().is_some_and(|shelf| shelf.place_of(id).is_some())
    }

    /// A change by its id, shared.
    pub(super) fn shared(&self, id: ChangeId) -> Option<&Arc<Change>> {
        self.own(id).or_else(|| self.shelf().and_then(|shelf| shelf.change(shelf.place_of(id)?)))
    }

    /// A change to be worked on: what is on the shelf stays there as it is.
    pub(super) fn own_mut(&mut self, id: ChangeId) -> Option<&mut Arc<Change>> {
        if !self.own.contains(id) {
            let shelved = self.shared(id).map(Arc::clone)?;
            self.own.put(shelved);
        }
        self.own.get_mut(id)
    }

    /// Before anything is entered: heads and erasures of the shelf become the history's own.
    fn settle(&mut self) {
        if self.is_settled {
            return;
        }
        self.is_settled = true;
        let Some(shelf) = self.shelf.as_ref().map(Arc::clone) else {
            return;
        };
        self.heads.extend(&shelf.get().heads);
        self.erased.extend(&shelf.get().erased);
    }

    pub(super) fn erasures(&self) -> &BTreeMap<ChangeId, ChangeId> {
        match self.shelf() {
            Some(shelf) if !self.is_settled => &shelf.erased,
            Some(_) | None => &self.erased,
        }
    }

    pub(super) fn erasures_mut(&mut self) -> &mut BTreeMap<ChangeId, ChangeId> {
        self.settle();
        &mut self.erased
    }

    /// Enters a change; `false` where it was here already. Parts that were hidden here are filled in.
    pub fn insert(&mut self, change: Change) -> Result<bool, HistoryFault> {
        verify(&change)?;
        if self.contains(change.id) {
            let lacks = self.shared(change.id).is_some_and(|held| can_fill(held, &change));
            if lacks && let Some(held) = self.own_mut(change.id) {
                fill_in(held, &change);
            }
            self.obey_erasures_on(change.id);
            return Ok(lacks);
        }
        self.enter(Arc::new(change));
        Ok(true)
    }

    /// Enters a change that is known to be what its id says and is not here yet.
    pub(super) fn enter(&mut self, change: Arc<Change>) {
        self.settle();
        for parent in &change.header.parents {
            self.heads.remove(parent);
            self.known_parents.insert(*parent);
        }
        let is_parent =
            self.known_parents.contains(&change.id) || self.shelf().is_some_and(|shelf| shelf.is_parent(change.id));
        if !is_parent {
            self.heads.insert(change.id);
        }
        let (id, erases) = (change.id, change.header.erases.clone());
        self.own.enter(change);
        self.obey_erasures_on(id);
        self.obey_erasures_of(id, &erases);
    }

    /// This history as another copy may see it: parts that are not shown are hidden, and a change of which nothing is
    /// shown and that carries words is known by its id alone.
    pub fn showing(&self, shown: &dyn Fn(&Change, PartKey) -> bool) -> Self {
        let mut copy = Self::default();
        for change in self.in_order() {
            let mut change = change.clone();
            let keep: Vec<bool> = change.parts.iter().map(|(key, _)| shown(&change, *key)).collect();
            if !keep.contains(&true) && !change.header.reason.is_empty() {
                continue;
            }
            for ((_, part), keep) in change.parts.iter_mut().zip(keep) {
                if !keep && matches!(part, HeldPart::Here(_)) {
                    *part = HeldPart::Hidden;
                }
            }
            copy.enter(Arc::new(change));
        }
        copy
    }

    /// Gives the state of a subject at named changes, in place of ancestors this copy lacks.
    pub fn set_baseline(&mut self, key: PartKey, baseline: Baseline) {
        self.baselines.insert(key, baseline);
    }

    /// The baselines by subject.
    pub fn baselines(&self) -> &BTreeMap<PartKey, Baseline> {
        &self.baselines
    }

    /// A change by its id.
    pub fn get(&self, id: ChangeId) -> Option<&Change> {
        self.shared(id).map(Arc::as_ref)
    }

    /// Whether a change is here.
    pub fn contains(&self, id: ChangeId) -> bool {
        self.own.contains(id) || self.is_shelved(id)
    }

    /// How many changes are here.
    pub fn len(&self) -> usize {
        self.own.order().len() + self.shelf().map_or(0, Shelf::len)
    }

    /// True without changes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The changes nobody has gone on from, sorted. Two heads: copies went apart and met.
    pub fn heads(&self) -> Vec<ChangeId> {
        match &self.shelf {
            // What the file says of itself is known before its changes are.
            Some(shelf) if !self.is_settled && !shelf.is_made() => shelf.heads.clone(),
            Some(shelf) if !self.is_settled => shelf.get().heads.clone(),
            Some(_) | None => self.heads.iter().copied().collect(),
        }
    }

    /// The highest generation; 0 without changes.
    pub fn generation(&self) -> u64 {
        let own = self.own.order().last_key_value().map_or(0, |((generation, _), _)| *generation);
        let shelf = self.shelf().and_then(|shelf| shelf.entry(shelf.len().checked_sub(1)?));
        own.max(shelf.map_or(0, |last| last.generation))
    }

    /// All changes in the order of the fold.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Change> {
        self.shared_in_order().map(Arc::as_ref)
    }

    pub(super) fn shared_in_order(&self) -> impl DoubleEndedIterator<Item = &Arc<Change>> {
        self.places().filter_map(Place::change)
    }

    pub(super) fn places(&self) -> InOrder<'_> {
        InOrder::all(self, self.own.order())
    }

    /// The ids of all changes in the order of the fold, without reading one.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = ChangeId> {
        self.places().filter_map(Place::id)
    }

    /// All changes in the order of the fold, as they are kept.
    pub fn kept(&self) -> impl Iterator<Item = Kept<'_>> {
        self.places().filter_map(Place::kept)
    }

    /// The changes that touched a subject, in the order of the fold, as they are kept.
    pub fn kept_touching(&self, key: PartKey) -> impl Iterator<Item = Kept<'_>> {
        InOrder::of_part(self, key, self.own.of_part(key)).filter_map(Place::kept)
    }

    /// What reads the changes of the file they are kept in.
    pub fn kept_in(&self) -> Option<&Arc<dyn ReadChange>> {
        self.shelf()?.source()
    }

    /// The changes made under a hand-out, in the order of the fold.
    pub fn granted(&self) -> impl Iterator<Item = &Change> {
        self.places().filter(|place| place.is_granted()).filter_map(Place::change).map(Arc::as_ref)
    }

    /// The changes that touched a subject, in the order of the fold.
    pub fn touching(&self, key: PartKey) -> impl DoubleEndedIterator<Item = &Change> {
        self.places_of(key).filter_map(Place::change).map(Arc::as_ref)
    }

    pub(super) fn places_of(&self, key: PartKey) -> InOrder<'_> {
        InOrder::of_part(self, key, self.own.of_part(key))
    }

    /// The subjects the history speaks of.
    pub fn subjects(&self) -> BTreeSet<PartKey> {
        let shelved = self.shelf().into_iter().flat_map(Shelf::subjects);
        shelved.chain(self.own.subjects()).chain(self.baselines.keys().copied()).collect()
    }

    /// Ancestors known by id alone.
    pub fn missing_ancestors(&self) -> Vec<ChangeId> {
        let shelved = self.shelf().map(Shelf::missing).unwrap_or_default();
        let known: BTreeSet<_> = self.known_parents.iter().chain(shelved).copied().collect();
        known.into_iter().filter(|id| !self.contains(*id)).collect()
    }

    /// The edits of one part of a change, where they are here and understood.
    pub fn part(&self, id: ChangeId, key: PartKey, reader: &dyn ReadPart) -> Option<PartEdits> {
        self.get(id)?.edits(key, reader)
    }

    /// One edit by its name, for finding the value it set.
    pub fn edit(&self, edit: EditRef, key: PartKey, reader: &dyn ReadPart) -> Option<super::edit::Edit> {
        let part = self.part(edit.0, key, reader)?;
        part.edits(key).into_iter().nth(edit.1 as usize)
    }

    /// Counts parts by what this copy holds of them.
    pub fn counts(&self, reader: &dyn ReadPart) -> PartCounts {
        let mut counts = PartCounts::default();
        for (_, part) in self.in_order().flat_map(|change| &change.parts) {
            match part {
                HeldPart::Here(text) if reader.read_part(text).is_some() => counts.verified += 1,
                HeldPart::Here(_) => counts.unknown += 1,
                HeldPart::Hidden => counts.hidden += 1,
                HeldPart::Erased(_) => counts.erased += 1,
            }
        }
        counts
    }
}

/// Whether `other` has parts that were left out of this copy.
fn can_fill(held: &Change, other: &Change) -> bool {
    let here = |part: &HeldPart| matches!(part, HeldPart::Here(_));
    held.parts.iter().zip(&other.parts).any(|((_, own), (_, part))| *own == HeldPart::Hidden && here(part))
}

/// Takes over the parts that were left out of this copy. Erased ones stay erased.
pub(super) fn fill_in(held: &mut Arc<Change>, other: &Change) {
    let here = |part: &HeldPart| matches!(part, HeldPart::Here(_));
    for ((_, own), (_, part)) in Arc::make_mut(held).parts.iter_mut().zip(&other.parts) {
        if *own == HeldPart::Hidden && here(part) {
            *own = part.clone();
        }
    }
}

fn verify(change: &Change) -> Result<(), HistoryFault> {
    if change_id(&change.text) != change.id {
        return Err(HistoryFault::WrongId(change.id));
    }
    let named = &change.header.parts;
    if named.len() != change.parts.len() {
        return Err(HistoryFault::PartsDiffer(change.id));
    }
    for ((key, sha), (held_key, held)) in named.iter().zip(&change.parts) {
        if key != held_key {
            return Err(HistoryFault::PartsDiffer(change.id));
        }
        if let HeldPart::Here(part) = held
            && part_hash(&part.salt, &part.text) != *sha
        {
            return Err(HistoryFault::WrongPart(change.id, *key));
        }
    }
    Ok(())
}
