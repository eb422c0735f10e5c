//! What the grid does with the chosen cells: copy, paste, fill, clear. Each is one change, or nothing where a cell
//! stands against it and nobody has agreed to leave it out.

use chrono::Days;
use egui::Ui;

use crate::{
    app::{
        Column,
        grid::{
            Bulk, CellFault, CellKind, Fault, Ground as _, Said, Selection, Wish,
            clipboard::{self, TooManyCells},
            fill_down as filled_down, kind,
            new_rows::read_heading,
            spread,
        },
    },
    domain::{
        IssueId,
        deadline::Deadline,
        issue::IssueValue,
        rules::{Action, Refusal},
    },
    ui::{
        issue_page::elsewhere::{self, IssueAsk},
        words,
    },
};

use super::{GridDraft, Here, ask::Ask};

/// What the menu of a row asks of the chosen cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum MenuDeed {
    /// Copies them.
    Copy,
    /// Pastes over them.
    Paste,
    /// Fills them with what stands in the first row.
    FillDown,
    /// Clears them.
    Clear,
    /// Writes one value into a column of all their rows.
    Bulk,
    /// Finds and replaces.
    Replace,
}

/// Does what was chosen in the menu of a row.
pub(in crate::ui) fn from_menu(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, deed: MenuDeed) {
    let Some(selection) = draft.selection else {
        return;
    };
    match deed {
        MenuDeed::Copy => copy(here, ui, selection),
        MenuDeed::Paste => {
            // The text comes back as a paste event, which the text field of the grid is to receive.
            ui.memory_mut(|memory| memory.request_focus(here.field()));
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        }
        MenuDeed::FillDown => fill_down(here, draft, selection),
        MenuDeed::Clear => fill_with(here, draft, selection, ""),
        MenuDeed::Bulk => draft.ask = Ask::bulk(here, draft),
        MenuDeed::Replace => draft.ask = Some(Ask::replace(here, draft)),
    }
}

/// The issues of the chosen rows; the one that was pointed at where it is not among them.
pub(in crate::ui) fn chosen(here: Here<'_>, draft: &GridDraft, issue: IssueId) -> Vec<IssueId> {
    let selected = draft.selection.map(|selection| here.ground().issues(selection.block())).unwrap_or_default();
    if selected.contains(&issue) { selected } else { vec![issue] }
}

/// Several actions as one change.
pub(super) fn one(mut actions: Vec<Action>) -> Option<Action> {
    match actions.len() {
        0 => None,
        1 => actions.pop(),
        _ => Some(Action::Batch(actions)),
    }
}

/// Why a cell cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Denial {
    /// In words.
    pub(super) said: String,
    /// It is the deadline of an assigned issue: an extension or a correction takes what is typed.
    pub(super) locked: bool,
}

/// Why a cell cannot be written at all; nothing where it may be tried.
pub(super) fn denial(here: Here<'_>, issue: IssueId, column: Column) -> Option<Denial> {
    let fixed = |said| Some(Denial { said, locked: false });
    let say = |why: &CellFault| words::grid::cell_fault(here.ctx.ledger(), why);
    if here.ctx.app.is_read_only() {
        return fixed(words::grid::READ_ONLY.to_owned());
    }
    let value = match kind(column) {
        None => return fixed(say(&CellFault::Computed)),
        Some(CellKind::Rating) => return None,
        Some(CellKind::Deadline) => {
            // Some other day than the one that stands there.
            let other = here.ctx.today() + Days::new(1);
            IssueValue::FirstDeadline(Deadline::on("?", other))
        }
        Some(
            CellKind::Text
            | CellKind::Category
            | CellKind::Usual
            | CellKind::Unit
            | CellKind::Units
            | CellKind::Person
            | CellKind::Inspection,
        ) => IssueValue::SourceText("?".to_owned()),
    };
    let refusal = here.ctx.app.refusal(&Action::SetIssue { issue, value })?;
    // Copies that disagree about the line of the source say nothing about this cell.
    let about_source = matches!(refusal, Refusal::Conflicted(_)) && kind(column) != Some(CellKind::Deadline);
    let locked = refusal == Refusal::DeadlineLocked;
    (!about_source).then(|| Denial { said: say(&CellFault::Refused(refusal)), locked })
}

/// Ends typing and opens the dialog that can move a locked deadline, with what was typed.
pub(super) fn move_deadline(here: Here<'_>, draft: &mut GridDraft, (issue, typed): (IssueId, &str), correct: bool) {
    let ask = if correct { IssueAsk::Correct } else { IssueAsk::Extend };
    elsewhere::open_with_deadline(here.ctx, &mut draft.issue, (issue, ask), typed);
}

/// Puts the chosen cells on the clipboard.
pub(super) fn copy(here: Here<'_>, ui: &Ui, selection: Selection) {
    let ground = here.ground();
    let block = selection.block();
    let columns = ground.columns_of(block);
    let rows = ground.issues(block);
    let row = |issue: &IssueId| columns.iter().map(|column| here.text(*issue, *column)).collect::<Vec<_>>();
    let block: Vec<_> = rows.iter().map(row).collect();
    let text = match block.as_slice() {
        // One cell: its text as it is, for any field of any program.
        [row] if row.len() == 1 && !row.iter().any(|cell| cell.contains(['\t', '\n', '\r'])) => row.concat(),
        _ => clipboard::write(&block),
    };
    ui.ctx().copy_text(text);
}

/// Takes a text from the clipboard: over the chosen cells, or as new issues.
pub(super) fn paste(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, text: &str) {
    let table = match clipboard::read(text) {
        Ok(table) => table,
        Err(TooManyCells(n_cells)) => {
            draft.ask = Some(Ask::told(words::grid::too_many_cells(n_cells)));
            return;
        }
    };
    let Some(first) = table.first() else {
        return;
    };
    let headed = table.len() > 1 && first.len() > 1 && read_heading(first, words::grid::heading).is_some();
    let Some(selection) = draft.selection.filter(|_| !headed) else {
        draft.ask = Some(Ask::new_rows(here, table, None));
        return;
    };
    let ground = here.ground();
    let target = spread(&table, selection.block(), &ground);
    let wishes = target.cells.iter().filter_map(|(spot, text)| {
        let said = Said::Text((*text).to_owned());
        Some(Wish { issue: ground.issue(spot.row)?, column: *here.columns.get(spot.column)?, said })
    });
    let wishes: Vec<_> = wishes.collect();
    let (surplus, last) = (target.surplus, target.last);
    if surplus.rows > 0 {
        let first = here.columns.get(selection.block().first.column..).unwrap_or_default().to_vec();
        draft.ask = Some(Ask::new_rows(here, table, Some((wishes, surplus.rows, first))));
        return;
    }
    let pasted = Selection::spanning(selection.block().first, last);
    draft.select(here, ui, pasted);
    run(here, draft, &wishes, surplus.columns);
}

/// Fills each chosen column with what stands in its first row.
pub(super) fn fill_down(here: Here<'_>, draft: &mut GridDraft, selection: Selection) {
    let Some(writer) = here.writer() else {
        return;
    };
    let ground = here.ground();
    let mut block = selection.block();
    if block.height() == 1 {
        // As a spreadsheet does: one row alone takes what stands above it.
        let above = (0..block.first.row).rev().find(|row| ground.can_stand(*row));
        block.first.row = above.unwrap_or(block.first.row);
    }
    let wishes = filled_down(&writer, &ground.issues(block), ground.columns_of(block));
    run(here, draft, &wishes, 0);
}

/// Puts one text into every chosen cell; an empty one clears them.
pub(super) fn fill_with(here: Here<'_>, draft: &mut GridDraft, selection: Selection, text: &str) {
    fill(here, draft, selection, &Said::Text(text.to_owned()));
}

/// Puts the same into every chosen cell.
pub(super) fn fill(here: Here<'_>, draft: &mut GridDraft, selection: Selection, said: &Said) {
    let ground = here.ground();
    let block = selection.block();
    let columns = ground.columns_of(block);
    let issues = ground.issues(block);
    let cells = issues.iter().flat_map(|issue| columns.iter().map(move |column| (*issue, *column)));
    let wishes: Vec<_> = cells.map(|(issue, column)| Wish { issue, column, said: said.clone() }).collect();
    run(here, draft, &wishes, 0);
}

/// The cell of a fault in words: its row by number, where it has none by title.
pub(super) fn cell_of(here: Here<'_>, fault: &Fault) -> String {
    let number = here.text(fault.issue, Column::Number);
    let row = if number.trim().is_empty() { here.text(fault.issue, Column::Title) } else { number };
    words::grid::cell_name(&row, words::issues_page::column(fault.column))
}

/// Does what the wishes come to, or asks where some of it cannot be done.
pub(super) fn run(here: Here<'_>, draft: &mut GridDraft, wishes: &[Wish], cut_columns: usize) {
    let Some(writer) = here.writer() else {
        return;
    };
    let bulk = Bulk::of(&writer, wishes);
    draft.told = None;
    if here.ctx.app.is_read_only() {
        draft.told = Some(words::grid::READ_ONLY.to_owned());
    } else if bulk.faults.is_empty() && cut_columns == 0 {
        if let Some(action) = bulk.action() {
            here.ctx.commands.act(action);
        }
    } else if let ([fault], 0, 1) = (bulk.faults.as_slice(), bulk.cells, wishes.len()) {
        let why = words::grid::cell_fault(here.ctx.ledger(), &fault.why);
        // Under the cursor it is said of the cursor's own cell; of any other the cell is named.
        let own = draft.selection.is_some_and(|it| it.block().height() == 1 && it.block().width() == 1);
        draft.told = Some(if own { why } else { words::grid::of_cell(&cell_of(here, fault), &why) });
    } else {
        draft.ask = Some(Ask::faults(here, bulk, cut_columns));
    }
}
