//! The rows of the grid: which issues, in which order. Logic only; nothing here knows a pixel.
//!
//! **Invariant:** rows are worked out anew only when the ledger, the query, the day or the own unit changed,
//! and then only the issues that were edited are read again.

mod column;
mod hits;
mod memory;
mod natural;
pub mod pinyin;
mod query;
mod text;

use chrono::NaiveDate;

use crate::domain::{IssueId, LedgerId, UnitId, facts::IssueFacts, ledger::Ledger, stats::Tally};

pub use column::{CellKey, Column, TimeKind};
pub use hits::hit_ranges;
pub use query::{Only, RowQuery};

use memory::Memory;

/// What rows are worked out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowsBase {
    pub(super) ledger: LedgerId,
    pub(super) revision: u64,
    pub(super) today: NaiveDate,
    pub(super) own_unit: Option<UnitId>,
}

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An issue.
    Issue(IssueId),
    /// The head of a group, by its place among [`Rows::groups`]; its issues follow.
    Group(usize),
}

/// The issues that have one value in the column the rows are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value.
    pub key: CellKey,
    /// How they stand in time: the subtotals.
    pub tally: Tally,
    /// How many are finished, struck off or by judgement (完成整改).
    pub finished: usize,
}

/// The rows of the grid as they are now.
#[derive(Debug, Default)]
pub struct Rows {
    query: RowQuery,
    ids: Vec<IssueId>,
    lines: Vec<Line>,
    groups: Vec<Group>,
    counts: [usize; Only::ALL.len()],
    version: u64,
    worked_out: Option<RowsBase>,
    memory: Memory,
}

impl Rows {
    /// The issues shown, in their order.
    pub fn ids(&self) -> &[IssueId] {
        &self.ids
    }

    /// What the grid draws, from top to bottom: the issues, and a head before each group.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The groups, in their order; none where the rows are not grouped.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What was asked for.
    pub fn query(&self) -> &RowQuery {
        &self.query
    }

    /// How many issues `only` would show, with everything else of the query as it is.
    pub fn count(&self, only: Only) -> usize {
        let place = Only::ALL.iter().position(|it| *it == only);
        place.and_then(|at| self.counts.get(at)).copied().unwrap_or_default()
    }

    /// The facts of an issue of the ledger on this day.
    pub fn facts(&self, issue: IssueId) -> Option<&IssueFacts> {
        self.memory.facts(issue)
    }

    /// Grows whenever rows or facts were worked out anew: what is worked out of them is then stale.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The place of an issue among the rows.
    pub fn place(&self, issue: IssueId) -> Option<usize> {
        self.ids.iter().position(|id| *id == issue)
    }

    /// Every value a column has over the rows of the query without the filter on that column, with its count.
    pub fn values(&self, column: Column) -> Vec<(CellKey, usize)> {
        let mut query = self.query.clone();
        query.filters.remove(&column);
        let own = self.worked_out.and_then(|base| base.own_unit);
        self.memory.values(&query, own, column)
    }

    pub(super) fn ask(&mut self, query: RowQuery) {
        if query != self.query {
            self.query = query;
            self.worked_out = None;
        }
    }

    pub(super) fn forget(&mut self) {
        *self = Self { version: self.version + 1, ..Self::default() };
    }

    pub(super) fn refresh(&mut self, ledger: &Ledger, base: RowsBase) {
        if self.worked_out == Some(base) {
            return;
        }
        self.memory.read(ledger, base.today, !self.query.text.trim().is_empty());
        let found = self.memory.find(ledger, &self.query, base.own_unit);
        (self.ids, self.counts) = (found.ids, found.counts);
        self.lines = self.ids.iter().copied().map(Line::Issue).collect();
        self.worked_out = Some(base);
        self.version += 1;
    }
}

#[cfg(test)]
mod tests;
