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

/// Paints the head of a group over the whole width of the grid: its value over the frozen columns, which end at
/// `edge`, its subtotals beside.
pub(super) fn head_ui(ui: &Ui, rect: Rect, edge: f32, ledger: &Ledger, group: &Group) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.sunken);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    let title = words::issues_page::cell_key(ledger, &group.key);
    let totals = words::views::subtotals(&group.tally, group.finished);
    let room = rect.with_min_x(rect.left() + space::M);
    let half = room.with_max_x((edge - space::S).max(room.left() + room.width() * 0.3));
    let said = silent_line(ui, half, Align2::LEFT_CENTER, &title, font::strong(), t.text);
    let mut left = (said.right() + space::M).max(edge + 10.0);
    for (total, is_late) in &totals {
        let ink = if *is_late { t.hue(Tone::Danger).ink } else { t.text_2 };
        let beside = silent_line(ui, room.with_min_x(left), Align2::LEFT_CENTER, total, font::small(), ink);
        left = beside.right() + space::L;
    }
    let totals: Vec<_> = totals.into_iter().map(|(total, _)| total).collect();
    name(ui, rect, Role::Row, &format!("{title}　{}", totals.join("　")));
}
