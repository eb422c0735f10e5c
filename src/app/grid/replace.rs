//! Find and replace over the texts of the chosen issues: what is found is shown before anything is changed.

use crate::{
    app::rows::Column,
    domain::{IssueId, ledger::Ledger},
};

use super::{
    cell::{CellKind, Said, kind},
    paste::Wish,
};

/// A text with what was looked for, and what it would become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The issue.
    pub issue: IssueId,
    /// The column.
    pub column: Column,
    /// The text as it is.
    pub old: String,
    /// The text as it would be.
    pub new: String,
}

impl Hit {
    /// The cell as it would be.
    pub fn wish(&self) -> Wish {
        Wish { issue: self.issue, column: self.column, said: Said::Text(self.new.clone()) }
    }
}

/// The columns that hold a text of the issue, which can be searched and replaced in.
pub fn text_columns() -> impl Iterator<Item = Column> {
    let is_text = |column: &Column| match kind(*column) {
        Some(CellKind::Text | CellKind::Usual | CellKind::Category) => true,
        Some(
            CellKind::Unit
            | CellKind::Units
            | CellKind::Person
            | CellKind::Inspection
            | CellKind::Deadline
            | CellKind::Rating,
        )
        | None => false,
    };
    Column::ALL.iter().copied().filter(is_text)
}

/// Everything that holds `needle` in the columns, issue by issue.
pub fn find(ledger: &Ledger, issues: &[IssueId], columns: &[Column], needle: &str, with: &str) -> Vec<Hit> {
    if needle.is_empty() {
        return Vec::new();
    }
    let found = issues.iter().filter_map(|id| ledger.issue(*id)).flat_map(|issue| {
        columns.iter().filter_map(move |column| {
            let old = column.text(issue);
            let hit = || Hit { issue: issue.id, column: *column, old: old.to_owned(), new: old.replace(needle, with) };
            old.contains(needle).then(hit)
        })
    });
    found.collect()
}
