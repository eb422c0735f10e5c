//! The changes a history holds itself, beside those of its shelf: each stands once in a row, and what finds it says where.
//!
//! ```text
//!   row       c1 c2 c3 …                 as they came; nothing is taken out. Some stand in the place of a shelved one:
//!                                        what finds that finds them, and only `by_id` names them
//!   by_id     places by id
//!   order     places by generation and id      by_part   the same, subject by subject
//! ```

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{change::Change, edit::PartKey, ids::ChangeId};

/// Where a change stands, and which of its parts is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    change: u32,
    pub(super) part: u32,
}

/// Changes in the order of the fold.
pub(super) type Ordered = BTreeMap<(u64, ChangeId), Spot>;

/// A history's own changes.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnChanges {
    row: Vec<Arc<Change>>,
    /// In no order: each is asked for by its id, a hundred thousand at a time.
    by_id: HashMap<ChangeId, u32>,
    order: Ordered,
    by_part: BTreeMap<PartKey, Ordered>,
}

impl OwnChanges {
    pub(super) fn get(&self, id: ChangeId) -> Option<&Arc<Change>> {
        self.at(self.spot(id)?)
    }

    pub(super) fn get_mut(&mut self, id: ChangeId) -> Option<&mut Arc<Change>> {
        let place = *self.by_id.get(&id)?;
        self.row.get_mut(place as usize)
    }

    pub(super) fn contains(&self, id: ChangeId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// Where a change stands.
    pub(super) fn spot(&self, id: ChangeId) -> Option<Spot> {
        self.by_id.get(&id).map(|change| Spot { change: *change, part: 0 })
    }

    pub(super) fn at(&self, spot: Spot) -> Option<&Arc<Change>> {
        self.row.get(spot.change as usize)
    }

    /// All of them, in no order.
    pub(super) fn all(&self) -> impl Iterator<Item = &Arc<Change>> {
        self.row.iter()
    }

    /// Those that were entered.
    pub(super) fn order(&self) -> &Ordered {
        &self.order
    }

    /// Those that were entered and touched a subject.
    pub(super) fn of_part(&self, key: PartKey) -> Option<&Ordered> {
        self.by_part.get(&key)
    }

    /// The subjects of those that were entered.
    pub(super) fn subjects(&self) -> impl Iterator<Item = PartKey> {
        self.by_part.keys().copied()
    }

    /// Keeps a change that stands in the place of one on the shelf, and is not here yet.
    pub(super) fn put(&mut self, change: Arc<Change>) {
        self.by_id.insert(change.id, self.row.len() as u32);
        self.row.push(change);
    }

    /// Enters a change that is nowhere yet.
    pub(super) fn enter(&mut self, change: Arc<Change>) {
        let place = (change.header.generation, change.id);
        let spot = Spot { change: self.row.len() as u32, part: 0 };
        self.order.insert(place, spot);
        for (part, (key, _)) in (0..).zip(&change.parts) {
            self.by_part.entry(*key).or_default().entry(place).or_insert(Spot { part, ..spot });
        }
        self.put(change);
    }
}
