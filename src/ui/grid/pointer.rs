//! The pointer over the cells: a press chooses, dragging draws a block, two clicks edit or open.

use egui::{Pos2, Response, Ui};

use crate::{
    app::{
        Column, Command, Page,
        grid::{Selection, Spot},
    },
    domain::IssueId,
    ui::composition::is_composing,
};

use super::{GridDraft, Here, editor};

/// Takes what the pointer asked of a row. `column` tells the column under a point; none beside the cells.
pub(in crate::ui) fn pointed(
    here: Here<'_>,
    ui: &Ui,
    draft: &mut GridDraft,
    response: &Response,
    (row, issue): (usize, IssueId),
    column: impl Fn(Pos2) -> Option<usize>,
) {
    let (pressed, secondary, shift, at) = ui.input(|input| {
        let pointer = &input.pointer;
        let at = pointer.interact_pos();
        (pointer.primary_pressed(), pointer.secondary_pressed(), input.modifiers.shift, at)
    });
    let over = response.contains_pointer() && !is_composing(ui) && !over_editor(draft, at) && !draft.knob.holds(at);
    let Some(at) = at.filter(|_| over) else {
        // A screen reader clicks without a pointer.
        if response.clicked() && draft.issue() != Some(issue) {
            draft.select(here, ui, Selection::at(Spot { row, column: 0 }));
        }
        return;
    };
    let column = column(at);
    let last = here.columns.len().saturating_sub(1);
    let spot = Spot { row, column: column.unwrap_or_default() };
    if pressed {
        if !editor::commit(here, ui, draft) {
            return;
        }
        let selection = match (draft.selection.filter(|_| shift), column) {
            (Some(before), Some(_)) => Selection::spanning(before.cursor(), spot),
            (Some(before), None) => Selection::rows(before.cursor().row, row, last + 1),
            (None, Some(_)) => Selection::at(spot),
            (None, None) => Selection::rows(row, row, last + 1),
        };
        draft.select(here, ui, selection);
        draft.dragging = true;
    } else if secondary {
        let inside = draft.selection.is_some_and(|it| it.block().contains(spot));
        if !inside && editor::commit(here, ui, draft) {
            draft.select(here, ui, Selection::at(spot));
        }
    } else if draft.dragging && ui.input(|input| input.pointer.is_decidedly_dragging()) {
        drag(here, draft, spot, column.is_none());
    }
    if response.double_clicked() {
        match column.and_then(|column| here.columns.get(column)) {
            None | Some(Column::Number) => here.ctx.commands.send(Command::Go(Page::Issue(issue))),
            Some(_) => editor::begin(here, ui, draft, false),
        }
    }
}

fn drag(here: Here<'_>, draft: &mut GridDraft, to: Spot, whole_rows: bool) {
    let Some(before) = draft.selection else {
        return;
    };
    let mut selection = before;
    if whole_rows {
        selection = Selection::rows(before.cursor().row, to.row, here.columns.len());
    } else {
        selection.extend_to(to);
    }
    if selection != before {
        draft.selection = Some(selection);
        draft.remember(here);
    }
}

/// The editor lies over the cells: what happens in it is its own.
fn over_editor(draft: &GridDraft, at: Option<Pos2>) -> bool {
    draft.edit.is_some() && at.zip(draft.editor).is_some_and(|(at, editor)| editor.contains(at))
}

/// Call once a frame: the drag ends where the button is let go.
pub(in crate::ui) fn released(ui: &Ui, draft: &mut GridDraft) {
    draft.dragging &= ui.input(|input| input.pointer.primary_down());
}
