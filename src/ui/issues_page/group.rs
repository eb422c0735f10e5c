//! The head of a group of rows: its value and its subtotals.

use egui::{Align2, Rect, Role, Ui};

use crate::{
    app::Group,
    domain::ledger::Ledger,
    ui::{
        paint::{name, silent_line},
        theme::{self, Tone, font, space},
        words,
    },
};

/// Paints the head of a group over the whole width of the grid.
pub(super) fn head_ui(ui: &Ui, rect: Rect, left: f32, ledger: &Ledger, group: &Group) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.sunken);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    let title = words::issues_page::cell_key(ledger, &group.key);
    let totals = words::views::subtotals(&group.tally, group.finished);
    let room = rect.with_min_x(left + space::M);
    let third = room.with_max_x(room.left() + room.width() * 0.5);
    let said = silent_line(ui, third, Align2::LEFT_CENTER, &title, font::strong(), t.text);
    let beside = room.with_min_x(said.right() + space::M);
    let ink = if group.tally.overdue > 0 { t.hue(Tone::Danger).ink } else { t.text_2 };
    silent_line(ui, beside, Align2::LEFT_CENTER, &totals, font::small(), ink);
    name(ui, rect, Role::Row, &format!("{title}　{totals}"));
}
