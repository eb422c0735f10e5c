//! The head of a group of rows: its value and its subtotals.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::{
    app::Group,
    domain::ledger::Ledger,
    ui::{
        icon,
        paint::{glyph, silent_line},
        theme::{self, Tone, font, space},
        words,
    },
};

/// Draws the head of a group over the whole width of the grid: its value over the frozen columns, which end at
/// `edge`, its subtotals beside. True when it was pressed: the group folds or unfolds.
pub(super) fn head_ui(ui: &Ui, rect: Rect, edge: f32, ledger: &Ledger, (group, folded): (&Group, bool)) -> bool {
    let t = theme::of(ui);
    let title = words::issues_page::cell_key(ledger, &group.key);
    let totals = words::views::subtotals(&group.tally, group.finished);
    let said: Vec<_> = totals.iter().map(|(total, _)| total.as_str()).collect();
    let said = format!("{title}　{}", said.join("　"));
    let response = ui.interact(rect, ui.scope_id().with(("group", &group.key)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    ui.painter().rect_filled(rect, 0, if response.hovered() { t.hover } else { t.sunken });
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
    let sign = if folded { icon::CHEVRON_RIGHT } else { icon::EXPAND_MORE };
    glyph(ui, Rect::from_min_size(rect.min + vec2(space::S, 0.0), vec2(20.0, rect.height())), sign, 18.0, t.text_2);
    let room = rect.with_min_x(rect.left() + space::S + 24.0);
    let half = room.with_max_x((edge - space::S).max(room.left() + room.width() * 0.3));
    let shown = silent_line(ui, half, Align2::LEFT_CENTER, &title, font::strong(), t.text);
    let mut left = (shown.right() + space::M).max(edge + 10.0);
    for (total, is_late) in &totals {
        let ink = if *is_late { t.hue(Tone::Danger).ink } else { t.text_2 };
        let beside = silent_line(ui, room.with_min_x(left), Align2::LEFT_CENTER, total, font::small(), ink);
        left = beside.right() + space::L;
    }
    response.on_hover_text(if folded { words::views::UNFOLD } else { words::views::FOLD }).clicked()
}
