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

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    change::{Change, HeldPart, ReadPart, change_id, part_hash},
    complaint::{AccountabilityCase, Complaint},
    directory::Directory,
    edit::{PartEdits, PartKey},
    ids::{ChangeId, DeviceId, EditRef},
    issue::Issue,
    ledger::{Ledger, Private},
    register::Log,
};

/// The folded state of one subject, as a baseline gives it where ancestors are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubjectState {
    /// The directory.
    Directory(Arc<Directory>),
    /// An issue.
    Issue(Arc<Issue>),
    /// A complaint.
    Complaint(Arc<Complaint>),
    /// An accountability case.
    Case(Arc<AccountabilityCase>),
    /// Private data.
    Private(Arc<Private>),
}

/// The state of one subject at named changes, for copies that lack its ancestors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// The heads the state was taken at.
    pub at: Vec<ChangeId>,
    /// The state; its log names the changes it holds.
    pub state: SubjectState,
}

impl SubjectState {
    pub(super) fn log(&self) -> &Log {
        match self {
            Self::Directory(state) => &state.log,
            Self::Issue(state) => &state.log,
            Self::Complaint(state) => &state.log,
            Self::Case(state) => &state.log,
            Self::Private(state) => &state.log,
        }
    }
}

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

/// All changes this copy knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub(super) changes: BTreeMap<ChangeId, Arc<Change>>,
    order: BTreeSet<(u64, ChangeId)>,
    heads: BTreeSet<ChangeId>,
    known_parents: BTreeSet<ChangeId>,
    by_part: BTreeMap<PartKey, BTreeSet<(u64, ChangeId)>>,
    pub(super) baselines: BTreeMap<PartKey, Baseline>,
    /// Changes whose private part is erased, each with the change that erased it.
    pub(super) erased: BTreeMap<ChangeId, ChangeId>,
}

impl History {
    /// Enters a change; `false` where it was here already. Parts that were hidden here are filled in.
    pub fn insert(&mut self, change: Change) -> Result<bool, HistoryFault> {
        verify(&change)?;
        if let Some(held) = self.changes.get_mut(&change.id) {
            let filled = fill_in(held, &change);
            self.obey_erasures_on(change.id);
            return Ok(filled);
        }
        self.enter(Arc::new(change));
        Ok(true)
    }

    /// Enters a change that is known to be what its id says and is not here yet.
    pub(super) fn enter(&mut self, change: Arc<Change>) {
        let place = (change.header.generation, change.id);
        for parent in &change.header.parents {
            self.heads.remove(parent);
            self.known_parents.insert(*parent);
        }
        if !self.known_parents.contains(&change.id) {
            self.heads.insert(change.id);
        }
        for (key, _) in &change.parts {
            self.by_part.entry(*key).or_default().insert(place);
        }
        self.order.insert(place);
        let (id, erases) = (change.id, change.header.erases.clone());
        self.changes.insert(id, change);
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
        self.changes.get(&id).map(Arc::as_ref)
    }

    /// Whether a change is here.
    pub fn contains(&self, id: ChangeId) -> bool {
        self.changes.contains_key(&id)
    }

    /// How many changes are here.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// True without changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The changes nobody has gone on from, sorted. Two heads: copies went apart and met.
    pub fn heads(&self) -> Vec<ChangeId> {
        self.heads.iter().copied().collect()
    }

    /// The highest generation; 0 without changes.
    pub fn generation(&self) -> u64 {
        self.order.last().map_or(0, |(generation, _)| *generation)
    }

    /// All changes in the order of the fold.
    pub fn in_order(&self) -> impl DoubleEndedIterator<Item = &Change> {
        self.shared_in_order().map(Arc::as_ref)
    }

    pub(super) fn shared_in_order(&self) -> impl DoubleEndedIterator<Item = &Arc<Change>> {
        self.order.iter().filter_map(|(_, id)| self.changes.get(id))
    }

    /// The changes that touched a subject, in the order of the fold.
    pub fn touching(&self, key: PartKey) -> impl DoubleEndedIterator<Item = &Change> {
        self.by_part.get(&key).into_iter().flatten().filter_map(|(_, id)| self.get(*id))
    }

    /// The subjects the history speaks of.
    pub fn subjects(&self) -> BTreeSet<PartKey> {
        self.by_part.keys().chain(self.baselines.keys()).copied().collect()
    }

    /// Ancestors known by id alone.
    pub fn missing_ancestors(&self) -> Vec<ChangeId> {
        self.known_parents.iter().filter(|id| !self.contains(**id)).copied().collect()
    }

    /// The edits of one part of a change, where they are here and understood.
    pub fn part(&self, id: ChangeId, key: PartKey, reader: &dyn ReadPart) -> Option<PartEdits> {
        let change = self.get(id)?;
        let (_, held) = change.parts.iter().find(|(k, _)| *k == key)?;
        match held {
            HeldPart::Here(text) => reader.read_part(text),
            HeldPart::Hidden | HeldPart::Erased(_) => None,
        }
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

    /// Folds one subject into `ledger`: its baseline if there is one, then its changes in order.
    pub fn fold_subject(&self, ledger: &mut Ledger, key: PartKey, reader: &dyn ReadPart) {
        ledger.forget(key);
        let baseline = self.baselines.get(&key);
        if let Some(baseline) = baseline {
            restore(ledger, key, &baseline.state);
        }
        let held = |id: &ChangeId| baseline.is_some_and(|b| b.state.log().0.contains(id));
        for (change, edits) in self.acting(key, reader).into_iter().filter(|(change, _)| !held(change)) {
            ledger.apply(change, key, &edits, 0);
        }
    }

    /// Folds the whole history.
    pub fn fold(&self, id: super::ids::LedgerId, reader: &dyn ReadPart) -> Ledger {
        let mut ledger = Ledger::new(id);
        for key in self.subjects() {
            self.fold_subject(&mut ledger, key, reader);
        }
        ledger
    }

    /// What a change is in the end about: an undo and a redo are about the change that first did it.
    pub fn turn(&self, change: ChangeId) -> (Turn, ChangeId) {
        let (mut turn, mut at) = (Turn::Done, change);
        while let Some(target) = self.get(at).and_then(|change| change.header.undoes) {
            turn = if turn == Turn::Undone { Turn::Redone } else { Turn::Undone };
            at = target;
        }
        (turn, at)
    }

    /// What undo and redo would take back next, for one typist on one computer.
    pub fn undo_cursor(&self, author: &str, device: DeviceId) -> UndoCursor {
        let (mut undo, mut redo): (Vec<ChangeId>, Vec<ChangeId>) = (Vec::new(), Vec::new());
        let own = |change: &&Change| change.header.author == author && change.header.device == device;
        for change in self.in_order().filter(own) {
            match change.header.undoes {
                Some(target) if undo.last() == Some(&target) => {
                    undo.pop();
                    redo.push(change.id);
                }
                Some(target) if redo.last() == Some(&target) => {
                    redo.pop();
                    undo.push(change.id);
                }
                Some(_) | None => {
                    undo.push(change.id);
                    redo.clear();
                }
            }
        }
        UndoCursor { undo: undo.last().copied(), redo: redo.last().copied() }
    }
}

/// Whether a change does something, takes it back, or does it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// It does something.
    #[default]
    Done,
    /// It takes something back (撤销).
    Undone,
    /// It does again what was taken back (重做).
    Redone,
}

/// What undo and redo would take back next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoCursor {
    /// The change undo takes back.
    pub undo: Option<ChangeId>,
    /// The undo that redo takes back.
    pub redo: Option<ChangeId>,
}

fn restore(ledger: &mut Ledger, key: PartKey, state: &SubjectState) {
    match (key, state) {
        (PartKey::Directory, SubjectState::Directory(state)) => {
            ledger.directory = Arc::clone(state);
        }
        (PartKey::Issue(id), SubjectState::Issue(state)) => {
            drop(ledger.issues.insert(id, Arc::clone(state)));
        }
        (PartKey::Complaint(id), SubjectState::Complaint(state)) => {
            drop(ledger.complaints.insert(id, Arc::clone(state)));
        }
        (PartKey::Case(id), SubjectState::Case(state)) => {
            drop(ledger.cases.insert(id, Arc::clone(state)));
        }
        (PartKey::Private, SubjectState::Private(state)) => ledger.private = Arc::clone(state),
        _ => {}
    }
}

/// Takes over the parts that were left out of this copy. Erased ones stay erased.
pub(super) fn fill_in(held: &mut Arc<Change>, other: &Change) -> bool {
    let here = |part: &HeldPart| matches!(part, HeldPart::Here(_));
    let pairs = held.parts.iter().zip(&other.parts);
    if !pairs.into_iter().any(|((_, own), (_, part))| *own == HeldPart::Hidden && here(part)) {
        return false;
    }
    for ((_, own), (_, part)) in Arc::make_mut(held).parts.iter_mut().zip(&other.parts) {
        if *own == HeldPart::Hidden && here(part) {
            *own = part.clone();
        }
    }
    true
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
