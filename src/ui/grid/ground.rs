//! The lines and columns shown, as the cursor meets them.

use crate::{
    app::{
        Column,
        grid::{Block, Ground, Spot},
        rows::Line,
    },
    domain::IssueId,
    ui::{view::ViewCtx, words},
};

/// The lines and columns shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a> {
    pub(super) ctx: ViewCtx<'a>,
    pub(super) columns: &'a [Column],
}

impl Lines<'_> {
    /// The issue of a line; none in the head of a group.
    pub(super) fn issue(&self, row: usize) -> Option<IssueId> {
        match self.ctx.app.rows().lines().get(row)? {
            Line::Issue(issue) => Some(*issue),
            Line::Group(_) => None,
        }
    }

    /// The line of an issue.
    pub(super) fn row(&self, issue: IssueId) -> Option<usize> {
        self.ctx.app.rows().lines().iter().position(|line| *line == Line::Issue(issue))
    }

    /// The issues of a block, from top to bottom.
    pub(super) fn issues(&self, block: Block) -> Vec<IssueId> {
        (block.first.row..=block.last.row).filter_map(|row| self.issue(row)).collect()
    }

    /// The columns of a block.
    pub(super) fn columns_of(&self, block: Block) -> &[Column] {
        let last = block.last.column.min(self.columns.len().saturating_sub(1));
        self.columns.get(block.first.column..=last).unwrap_or_default()
    }
}

impl Ground for Lines<'_> {
    fn rows(&self) -> usize {
        self.ctx.app.rows().lines().len()
    }

    fn columns(&self) -> usize {
        self.columns.len()
    }

    fn can_stand(&self, row: usize) -> bool {
        self.issue(row).is_some()
    }

    fn is_filled(&self, spot: Spot) -> bool {
        let Some((issue, column)) = self.issue(spot.row).zip(self.columns.get(spot.column)) else {
            return false;
        };
        let facts = self.ctx.app.rows().facts(issue);
        let ledger = self.ctx.ledger();
        let found = ledger.and_then(|ledger| Some((ledger, ledger.issue(issue)?, facts?)));
        found.is_some_and(|(ledger, issue, facts)| !words::issues_page::cell(ledger, *column, issue, facts).is_empty())
    }
}
