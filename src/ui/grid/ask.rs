//! What the grid asks before it does something: leave cells out, register new rows, replace.

mod bulk;
mod faults;
mod new_rows;
mod replace;

use egui::Ui;

use crate::{
    app::{
        Column,
        grid::{Bulk, Wish},
    },
    ui::issue_page::elsewhere,
};

use super::{GridDraft, Here, deeds};

use bulk::BulkAsk;
use faults::FaultsAsk;
use new_rows::NewRowsAsk;
use replace::ReplaceAsk;

/// An open question.
#[derive(Debug)]
pub(super) enum Ask {
    /// Some cells cannot be written.
    Faults(FaultsAsk),
    /// A pasted table is to become issues.
    NewRows(Box<NewRowsAsk>),
    /// One value into a column of all chosen rows.
    Bulk(BulkAsk),
    /// Find and replace.
    Replace(Box<ReplaceAsk>),
}

/// A pasted block that is longer than the grid: what goes over cells, how many rows are left, and the columns it covers.
pub(super) type Over = (Vec<Wish>, usize, Vec<Column>);

impl Ask {
    /// Asks whether to leave out the cells that cannot be written.
    pub(super) fn faults(here: Here<'_>, bulk: Bulk, cut_columns: usize) -> Self {
        Self::Faults(FaultsAsk::new(here, bulk, cut_columns))
    }

    /// Says why nothing was done.
    pub(super) fn told(said: String) -> Self {
        Self::Faults(FaultsAsk::told(said))
    }

    /// Asks what each column of a pasted table is, and where the issues belong.
    pub(super) fn new_rows(here: Here<'_>, table: Vec<Vec<String>>, over: Option<Over>) -> Self {
        Self::NewRows(Box::new(NewRowsAsk::new(here, table, over)))
    }

    /// Asks which column of the chosen rows is to say what.
    pub(super) fn bulk(here: Here<'_>, draft: &GridDraft) -> Option<Self> {
        BulkAsk::new(here, draft).map(Self::Bulk)
    }

    /// Asks what to look for and what to put in its place.
    pub(super) fn replace(here: Here<'_>, draft: &GridDraft) -> Self {
        Self::Replace(Box::new(ReplaceAsk::new(here, draft)))
    }
}

/// Shows the open question, if there is one.
pub(in crate::ui) fn ask_ui(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    elsewhere::dialog_ui(here.ctx, ui, &mut draft.issue);
    let Some(mut ask) = draft.ask.take() else {
        return;
    };
    let goes_on = match &mut ask {
        Ask::Faults(ask) => ask.show(here, ui, draft),
        Ask::NewRows(ask) => ask.show(here, ui),
        Ask::Bulk(ask) => write(here, draft, ask.show(here, ui).as_deref()),
        Ask::Replace(ask) => write(here, draft, ask.show(here, ui).as_deref()),
    };
    if goes_on {
        draft.ask = Some(ask);
    }
}

/// Writes what was decided; `true` while nothing is.
fn write(here: Here<'_>, draft: &mut GridDraft, decided: Option<&[Wish]>) -> bool {
    if let Some(wishes) = decided {
        deeds::run(here, draft, wishes, 0);
    }
    decided.is_none()
}
