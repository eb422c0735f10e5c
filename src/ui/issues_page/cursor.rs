//! The cursor of the grid and the keys that move it.

use egui::{Event, EventFilter, Id, Key, Modifiers, Ui};

use crate::{
    app::{Column, Command, Page},
    domain::IssueId,
    ui::view::ViewCtx,
};

use super::{IssuesDraft, cells};

/// Where the cursor stands: a cell, or a whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) issue: IssueId,
    pub(super) column: Option<Column>,
}

/// Takes what was pressed while the grid has the keyboard. `page` is how many rows are in sight.
pub(super) fn keys(ctx: ViewCtx<'_>, ui: &Ui, grid: Id, draft: &mut IssuesDraft, columns: &[Column], page: usize) {
    let focused = ui.memory(egui::Memory::focused);
    if focused == Some(grid) {
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(grid, filter));
    } else if focused.is_some() || egui::Popup::is_any_open(ui.ctx()) || draft.is_asking() {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let plain = |key| pressed(Modifiers::NONE, key);
    let command = |key| pressed(Modifiers::COMMAND, key);
    let ids = ctx.app.rows().ids();
    let row = draft.cursor.and_then(|cursor| ctx.app.rows().place(cursor.issue));
    let last = ids.len().saturating_sub(1);
    let to_row = if command(Key::Home) {
        Some(0)
    } else if command(Key::End) {
        Some(last)
    } else if plain(Key::ArrowDown) {
        Some(row.map_or(0, |row| (row + 1).min(last)))
    } else if plain(Key::ArrowUp) {
        Some(row.map_or(0, |row| row.saturating_sub(1)))
    } else if plain(Key::PageDown) {
        Some((row.unwrap_or(0) + page).min(last))
    } else if plain(Key::PageUp) {
        Some(row.unwrap_or(0).saturating_sub(page))
    } else {
        None
    };
    if let Some(issue) = to_row.and_then(|row| ids.get(row)) {
        let column = draft.cursor.and_then(|cursor| cursor.column);
        put(ui, grid, draft, Cursor { issue: *issue, column: column.or(Some(Column::Title)) });
    }
    let Some(cursor) = draft.cursor.filter(|_| row.is_some()) else {
        return;
    };
    if let Some(column) = sideways(columns, cursor.column, plain) {
        put(ui, grid, draft, Cursor { column: Some(column), ..cursor });
    }
    if plain(Key::Enter) {
        ctx.commands.send(Command::Go(Page::Issue(cursor.issue)));
    }
    if plain(Key::Escape) {
        draft.cursor = None;
    }
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        ui.ctx().copy_text(copied(ctx, cursor, columns));
    }
}

/// Puts the cursor somewhere, in sight, and gives the grid the keyboard.
pub(super) fn put(ui: &Ui, grid: Id, draft: &mut IssuesDraft, cursor: Cursor) {
    draft.cursor = Some(cursor);
    draft.scroll_to_cursor = true;
    ui.memory_mut(|memory| memory.request_focus(grid));
}

fn sideways(columns: &[Column], from: Option<Column>, pressed: impl Fn(Key) -> bool) -> Option<Column> {
    let place = from.and_then(|column| columns.iter().position(|it| *it == column));
    let last = columns.len().saturating_sub(1);
    let place = if pressed(Key::ArrowRight) {
        place.map_or(0, |place| (place + 1).min(last))
    } else if pressed(Key::ArrowLeft) {
        place.unwrap_or(0).saturating_sub(1)
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return None;
    };
    columns.get(place).copied()
}

fn copied(ctx: ViewCtx<'_>, cursor: Cursor, columns: &[Column]) -> String {
    match cursor.column {
        Some(column) => cells::cell_text(ctx, cursor.issue, column),
        None => cells::row_text(ctx, cursor.issue, columns),
    }
}
