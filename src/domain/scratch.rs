//! A ledger as it will be: what is planned is tried on it, and nothing of it is kept.

use std::collections::BTreeMap;

use super::{
    edit::{Edit, PartKey},
    ids::ChangeId,
    ledger::Ledger,
};

/// A ledger with planned edits applied, as parts of one change that has no name yet.
#[derive(Debug)]
pub struct Scratch {
    ledger: Ledger,
    counts: BTreeMap<PartKey, u32>,
}

impl Scratch {
    /// The ledger as it is; what it holds is shared with it until edits touch it.
    pub fn new(ledger: &Ledger) -> Self {
        Self { ledger: ledger.clone(), counts: BTreeMap::new() }
    }

    /// The ledger as far as it is planned.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Applies edits after those that were applied before.
    pub fn take(&mut self, edits: &[Edit]) {
        for edit in edits {
            let place = self.counts.entry(edit.part()).or_default();
            self.ledger.apply_edit(ChangeId::THIS, edit, *place);
            *place += 1;
        }
    }
}
