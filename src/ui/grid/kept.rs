//! The text of a cell being typed, kept over the end of the program: a power cut leaves it.

use egui::Ui;

use crate::{
    app::{
        Column, Command, TypedForm,
        grid::{Selection, Spot},
    },
    domain::IssueId,
};

use super::{GridDraft, Here, editor};

/// The name it is kept under.
const FORM: &str = "grid/cell";

/// Keeps what is typed; `None` once it is written or left.
pub(super) fn keep(here: Here<'_>, typed: Option<(IssueId, Column, &str)>) {
    let now = typed.map(|(issue, column, text)| {
        let fields = [("issue", issue.to_string()), ("column", column.name().to_owned()), ("text", text.to_owned())];
        fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect::<TypedForm>()
    });
    if here.ctx.app.typed(FORM) != now.as_ref() {
        here.ctx.commands.send(Command::KeepTyped(FORM.to_owned(), now.unwrap_or_default()));
    }
}

/// The revision that was before the eyes when the kept text was begun.
pub(super) fn since(here: Here<'_>) -> Option<u64> {
    here.ctx.app.typed_since(FORM)
}

/// Opens the cell again that was being typed into when the program last ended.
pub(in crate::ui) fn bring_back(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    if draft.brought_back || draft.selection.is_some() {
        return;
    }
    let Some(form) = here.ctx.app.typed(FORM) else {
        draft.brought_back = true;
        return;
    };
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let rows = here.ctx.app.rows().ids().iter();
    let issue = rows.copied().find(|issue| issue.to_string() == field("issue"));
    let column = Column::of_name(field("column"));
    let place = column.and_then(|column| here.columns.iter().position(|it| *it == column));
    let row = issue.and_then(|issue| here.ground().row(issue));
    let text = field("text").to_owned();
    if let Some((row, column)) = row.zip(place) {
        draft.brought_back = true;
        draft.select(here, ui, Selection::at(Spot { row, column }));
        editor::resume(here, ui, draft, text);
    }
}
