//! A ledger as it will be: what is planned is tried on it, and nothing of it is kept.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    edit::{Edit, PartKey},
    ids::ChangeId,
    ledger::Ledger,
};

/// A ledger with planned edits applied, as parts of one change that has no name yet.
#[derive(Debug)]
pub struct Scratch<'a> {
    ledger: Cow<'a, Ledger>,
    counts: BTreeMap<PartKey, u32>,
}

impl<'a> Scratch<'a> {
    /// The ledger as it is: the very one until edits come, and what they do not touch is shared with it then.
    pub fn new(ledger: &'a Ledger) -> Self {
        Self { ledger: Cow::Borrowed(ledger), counts: BTreeMap::new() }
    }

    /// The ledger as far as it is planned.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Applies edits after those that were applied before.
    pub fn take(&mut self, edits: &[Edit]) {
        for edit in edits {
            let place = self.counts.entry(edit.part()).or_default();
            self.ledger.to_mut().apply_edit(ChangeId::THIS, edit, *place);
            *place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_is_copied_only_when_something_is_planned_on_it() {
        let ledger = Ledger::default();
        let mut work = Scratch::new(&ledger);
        work.take(&[]);
        assert!(std::ptr::eq(work.ledger(), &raw const ledger), "every frame asks whether something may be done");
    }
}
