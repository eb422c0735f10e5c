//! A cell being typed into: what stood there, what may be chosen, and what the text would make of it.

use crate::{
    app::{
        Column,
        grid::{CellKind, Said},
    },
    domain::IssueId,
};

use super::offers::{Offer, found, last_name};

/// A cell being typed into.
#[derive(Debug)]
pub(super) struct CellEdit {
    pub(super) issue: IssueId,
    pub(super) column: Column,
    pub(super) kind: CellKind,
    pub(super) before: String,
    /// The revision it was begun on: what came from others later was not seen.
    pub(super) since: u64,
    /// Begun by typing: the arrows leave the cell, as in a spreadsheet.
    pub(super) by_typing: bool,
    /// Begun by an input method: an abandoned composition abandons the edit.
    pub(super) composed: bool,
    pub(super) fault: Option<String>,
    /// The deadline of an assigned issue: only an extension or a correction takes what is typed.
    pub(super) locked: Option<String>,
    /// It was tried once to write what is locked: Enter opens the extension the next time.
    pub(super) tried: bool,
    pub(super) offers: Vec<Offer>,
    pub(super) at: usize,
    pub(super) arrowed: bool,
    pub(super) moved: bool,
}

impl CellEdit {
    /// The arrows leave the cell.
    pub(super) fn arrows_leave(&self) -> bool {
        self.by_typing
    }

    /// The cell stands for several entries, or for a record: what is typed is not one value in the place of another.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.kind, CellKind::Units | CellKind::Rating)
    }

    /// There is a list under it.
    pub(super) fn has_list(&self) -> bool {
        !self.offers.is_empty()
    }

    /// The places in the list that what was typed finds.
    pub(super) fn found(&self, text: &str) -> Vec<usize> {
        let typed = (text != self.before).then_some(text);
        let needle = if self.kind == CellKind::Units { typed.map(|text| last_name(text).1) } else { typed };
        found(&self.offers, needle)
    }

    /// Only what is in the list may stand in the cell.
    pub(super) fn is_choice(&self) -> bool {
        match self.kind {
            CellKind::Unit | CellKind::Person | CellKind::Inspection | CellKind::Rating => true,
            CellKind::Text | CellKind::Category | CellKind::Usual | CellKind::Units | CellKind::Deadline => false,
        }
    }

    /// What the cell would say.
    pub(super) fn said(&self, text: &str) -> Said {
        let typed = Said::Text(text.to_owned());
        if text.trim().is_empty() && !self.arrowed {
            return typed;
        }
        let found = self.found(text);
        let exact = self.offers.iter().find(|offer| offer.word == text.trim());
        let pointed = found.get(self.at).and_then(|n| self.offers.get(*n));
        match (self.arrowed, exact) {
            (true, _) => pointed.map_or(typed, |offer| self.taken(offer, text)),
            (false, Some(offer)) if self.is_choice() => offer.said.clone(),
            (false, None) if self.is_choice() => pointed.map_or(typed, |offer| offer.said.clone()),
            (false, _) => typed,
        }
    }

    /// What a line of the list makes of the text.
    fn taken(&self, offer: &Offer, text: &str) -> Said {
        if self.kind == CellKind::Units {
            let before = if text == self.before { "" } else { last_name(text).0 };
            return Said::Text(format!("{before}{}", offer.word));
        }
        offer.said.clone()
    }
}
