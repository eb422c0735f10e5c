//! What taking spreadsheets comes to: each row new, changed with old beside new, unchanged or at fault.

use std::sync::Arc;

use crate::{
    app::import::UnitPreview,
    domain::{
        ComplaintId, IssueId,
        rules::{Action, Refusal},
    },
    exchange::columns::{Field, TableKind},
};

use super::{choices::SheetKey, fault::SheetFault};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowState {
    /// It becomes a new issue or complaint.
    New,
    /// What is here changes.
    Changed,
    /// Nobody has said yet whether it is what is here.
    Undecided,
    /// It changes nothing.
    #[default]
    Unchanged,
    /// It is left out.
    Left,
    /// It cannot be taken at all.
    Faulty,
}

/// One field that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// What stands there now.
    pub old: String,
    /// What will.
    pub new: String,
}

/// One row, or several that are one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowOutcome {
    /// The file and sheet.
    pub key: SheetKey,
    /// Its first row, from 0.
    pub row: usize,
    /// Its last row.
    pub last: usize,
    /// What it is.
    pub kind: TableKind,
    /// What becomes of it.
    pub state: RowState,
    /// The issue it is or becomes.
    pub issue: Option<IssueId>,
    /// The complaint it is or becomes.
    pub complaint: Option<ComplaintId>,
    /// Its number, shared with the cell it stands in.
    pub number: Arc<str>,
    /// Its title, shared likewise.
    pub title: Arc<str>,
    /// What changes.
    pub changes: Vec<FieldChange>,
    /// Issues it may be, with percent of agreement.
    pub candidates: Vec<(IssueId, usize)>,
    /// How many of its cells cannot be taken.
    pub n_faults: usize,
}

/// What taking everything comes to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// All rows in their order.
    pub rows: Vec<RowOutcome>,
    /// Everything that cannot be taken.
    pub faults: Vec<SheetFault>,
    /// Names of units that rows to be taken use.
    pub units: Vec<UnitPreview>,
    /// Names of people that would be added.
    pub people: Vec<String>,
    /// How many monthly notes would be entered.
    pub n_notes: usize,
    /// How many applications for closure would be entered.
    pub n_applications: usize,
    /// Why it would be refused as a whole.
    pub refusal: Option<Refusal>,
    /// The actions that do it all, as one change.
    pub action: Arc<Vec<Action>>,
}

impl Outcome {
    /// How many rows are in a state.
    pub fn count(&self, state: RowState) -> usize {
        self.rows.iter().filter(|row| row.state == state).count()
    }

    /// How many rows are taken.
    pub fn n_taken(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.state, RowState::New | RowState::Changed)).count()
    }

    /// Faults by which a value is not taken.
    pub fn n_faults(&self) -> usize {
        self.faults.iter().filter(|fault| !fault.what.is_remark()).count()
    }
}
