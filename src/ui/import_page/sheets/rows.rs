//! The rows and what becomes of each, with the chosen one beside.

use egui::{ScrollArea, Ui, vec2};

use crate::{
    app::sheet_import::{RowOutcome, RowState},
    ui::{
        icon,
        table::{Cell, Head, Table, TableAsk, TableRow},
        theme::{Tone, size, space},
        widgets::{banner, card, empty_note, inside, segmented, take_top},
        words::sheets as words,
    },
};

use super::{SheetChange, SheetDraft, Shown, detail};

/// How wide the panel beside the table is.
const PANEL: f32 = 380.0;

/// The states that can be looked at alone, as the filter has them.
const FILTERS: [Option<RowState>; 5] =
    [None, Some(RowState::New), Some(RowState::Changed), Some(RowState::Undecided), Some(RowState::Faulty)];

/// Shows rows and the chosen one.
pub(super) fn rows_ui(ui: &mut Ui, shown: Shown<'_>, draft: &mut SheetDraft) {
    undecided(ui, shown);
    let room = ui.available_rect_before_wrap();
    let narrow = room.width() < size::NARROW;
    let (left, right) = if narrow {
        (room.with_max_y(room.center().y - space::S), room.with_min_y(room.center().y + space::S))
    } else {
        (room.with_max_x(room.right() - PANEL - space::M), room.with_min_x(room.right() - PANEL))
    };
    let wanted = FILTERS.get(draft.filter).copied().flatten();
    let rows: Vec<&RowOutcome> = shown.outcome.rows.iter().filter(|row| shows(row, wanted)).collect();
    draft.chosen = draft.chosen.min(rows.len().saturating_sub(1));
    card(ui, left);
    let mut list = left.shrink(1.0);
    let bar = take_top(&mut list, 44.0);
    inside(ui, "filter", bar.shrink2(vec2(space::S, 6.0)), |ui| filter(ui, shown, &mut draft.filter));
    inside(ui, "rows", list, |ui| table(ui, &rows, &mut draft.chosen));
    card(ui, right);
    inside(ui, "detail", right.shrink2(vec2(space::L, space::XS)), |ui| {
        ScrollArea::vertical().id_salt("detail").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::S);
            match rows.get(draft.chosen) {
                Some(row) => detail::detail_ui(ui, shown, row),
                None => empty_note(ui, icon::TABLE_ROWS, words::CHOOSE_ROW),
            }
        });
    });
}

fn shows(row: &RowOutcome, wanted: Option<RowState>) -> bool {
    match wanted {
        None => true,
        Some(RowState::Faulty) => row.state == RowState::Faulty || row.n_faults > 0,
        Some(state) => row.state == state,
    }
}

/// Rows that are not sure, and one answer for all that are left.
fn undecided(ui: &mut Ui, shown: Shown<'_>) {
    if shown.outcome.count(RowState::Undecided) == 0 {
        return;
    }
    let pressed = banner(ui, Tone::Warn, words::UNDECIDED_HINT, &[words::ALL_NEW, words::ALL_LEFT]);
    if let Some(which) = pressed {
        shown.send(SheetChange::DecideAll(which == 0));
    }
}

fn filter(ui: &mut Ui, shown: Shown<'_>, chosen: &mut usize) {
    let labels: Vec<String> = FILTERS
        .iter()
        .map(|state| {
            let word = state.map_or(words::ALL, words::state);
            let n = shown.outcome.rows.iter().filter(|row| shows(row, *state)).count();
            if n == 0 { word.to_owned() } else { format!("{word} {n}") }
        })
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    segmented(ui, &labels, chosen);
}

fn table(ui: &mut Ui, rows: &[&RowOutcome], chosen: &mut usize) {
    if rows.is_empty() {
        return empty_note(ui, icon::TABLE_ROWS, words::NO_ROWS);
    }
    let [row, number, title, changes, state] = words::ROW_HEADS;
    let head = |word, width, grows| Head { word, width, grows, sorted: None };
    let heads = [
        head(row, 64.0, false),
        head(number, 96.0, false),
        head(title, 200.0, true),
        head(changes, 180.0, false),
        head(state, 88.0, false),
    ];
    let table = Table { name: words::ROWS, heads: &heads, n_rows: rows.len(), cursor: Some(*chosen) };
    let asked = table.show(ui, |n| rows.get(n).map(|row| line(row)).unwrap_or_default());
    if let Some(TableAsk::Cursor(n) | TableAsk::Open(n)) = asked {
        *chosen = n;
    }
}

fn line(row: &RowOutcome) -> TableRow {
    let place = words::place(row.row, row.last);
    let said = format!("{place} {} {} {}", row.number, row.title, words::state(row.state));
    let changes = words::changes(row);
    let cells = vec![
        Cell::Quiet(place),
        Cell::Quiet(row.number.to_string()),
        Cell::Text(row.title.replace('\n', " ")),
        Cell::Quiet(changes),
        Cell::Chip(words::state(row.state).to_owned(), tone(row)),
    ];
    (said, cells)
}

pub(super) fn tone(row: &RowOutcome) -> Tone {
    match row.state {
        RowState::New => Tone::Good,
        RowState::Changed => Tone::Accent,
        RowState::Undecided => Tone::Warn,
        RowState::Faulty => Tone::Danger,
        RowState::Unchanged | RowState::Left => Tone::Neutral,
    }
}
