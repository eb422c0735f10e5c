//! The table of items: one row each, ticked to be taken.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use crate::{
    app::{
        Command,
        import::{ImportChange, ItemChoice, ItemPreview, ItemRole, PlanItem},
    },
    ui::{
        icon,
        theme::{self, Tone, font, radius, size, space},
        widgets::{chip_at, focus_ring, glyph, hot, inside, line, silent_line, take_top, width_of},
        words,
    },
};

use super::preview::Shown;

const HEADS: [&str; 8] = words::import::HEADS;

/// Shows the table in `rect`; `chosen` is the item shown beside it.
pub(super) fn table_ui(ui: &mut Ui, rect: Rect, shown: Shown<'_>, chosen: &mut usize) {
    crate::ui::widgets::card(ui, rect);
    let t = theme::of(ui);
    let mut room = rect.shrink(1.0);
    let head = take_top(&mut room, size::GRID_HEAD);
    let round = CornerRadius { nw: radius::L, ne: radius::L, sw: 0, se: 0 };
    ui.painter().rect_filled(head, round, t.sunken);
    ui.painter().hline(head.x_range(), head.bottom(), t.hairline());
    let cells = columns(head, shown);
    let wide_enough = |(cell, _): &(&Rect, &str)| cell.width() > 1.0;
    for (cell, word) in cells.iter().zip(HEADS).skip(1).filter(wide_enough) {
        line(ui, *cell, Align2::LEFT_CENTER, word, font::small_strong(), t.text_2);
    }
    if let Some(cell) = cells.first() {
        take_all(ui, *cell, shown);
    }
    let items = &shown.plan.report.items;
    inside(ui, "rows", room, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().id_salt("rows").auto_shrink([false, false]);
        scroll.show_rows(ui, size::ROW, items.len(), |ui, rows| {
            for n in rows {
                if let (Some(item), Some(row)) = (items.get(n), shown.preview.items.get(n)) {
                    row_ui(ui, shown, n, (item, row), chosen);
                }
            }
        });
    });
}

/// Tick, number, title, lead, units, deadline, measures, state.
fn columns(rect: Rect, shown: Shown<'_>) -> [Rect; 8] {
    let narrow = rect.width() < 760.0;
    let has_measures = shown.plan.report.items.iter().any(|item| !item.measures.is_empty());
    let fixed = if narrow {
        [40.0, 0.0, 0.0, 124.0, 0.0, 168.0, 0.0, 60.0]
    } else {
        let measures = if has_measures { 48.0 } else { 0.0 };
        [40.0, 60.0, 0.0, 132.0, 56.0, 176.0, measures, 64.0]
    };
    let taken: f32 = fixed.iter().sum();
    let flex = (rect.width() - taken).max(80.0);
    let mut left = rect.left();
    let mut cells = [Rect::NOTHING; 8];
    for (n, (cell, wide)) in cells.iter_mut().zip(fixed).enumerate() {
        let wide = if n == 2 { flex } else { wide };
        let whole = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(wide, rect.height()));
        let gap = if wide > 0.0 { 6.0 } else { 0.0 };
        *cell = whole.shrink2(vec2(gap, 0.0));
        left += wide;
    }
    cells
}

fn row_ui(ui: &mut Ui, shown: Shown<'_>, n: usize, (item, row): (&PlanItem, &ItemPreview), chosen: &mut usize) {
    let Some(choice) = shown.session.choices().items.get(n) else {
        return;
    };
    let wide = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    let reports = matches!(choice.role, ItemRole::ProgressOf(_));
    let no_lead = || item.document.as_ref().map_or(words::import::NO_LEAD, |_| words::import::BY_DOCUMENT);
    // A report says nothing of who leads.
    let lead = if reports { "" } else { row.lead.as_deref().unwrap_or_else(no_lead) };
    let said = format!("{} {} {lead} {}", item.no, choice.title, words::deadline(&row.deadline));
    let response = hot(ui, ("item", n), rect, Role::ListItem, &said, *chosen == n);
    if response.clicked() || response.gained_focus() {
        *chosen = n;
    }
    let t = theme::of(ui);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let cells = columns(rect, shown);
    let can = row.known.state.can_be_taken() || choice.role != ItemRole::Issue;
    let name = words::import::take_item(&item.no, &choice.title);
    let [take, ..] = cells;
    if tick(ui, take, ("take", n), (choice.take && can, can), &name) {
        let change = ImportChange::Take(n, !choice.take);
        shown.ctx.commands.send(Command::ChangeImport(change));
    }
    let ink = if choice.take && can { t.text } else { t.text_3 };
    cells_ui(ui, cells, (item, row, choice), (lead, ink));
    response.on_hover_text(words::import::state_hint(row.known.state));
}

/// Paints what the row says; the row itself has said it to a screen reader.
fn cells_ui(
    ui: &Ui,
    [_, no, title, unit, cooperating, due, measures, state]: [Rect; 8],
    (item, row, choice): (&PlanItem, &ItemPreview, &ItemChoice),
    (lead, ink): (&str, egui::Color32),
) {
    let t = theme::of(ui);
    let said = |rect, text: &str, ink| {
        silent_line(ui, rect, Align2::LEFT_CENTER, text, font::body(), ink);
    };
    said(no, &item.no, t.text_3);
    said(title, &choice.title, ink);
    let lead_ink = if row.lead.is_some() { ink } else { t.text_3 };
    with_doubt(ui, unit, (lead, lead_ink), row.lead_to_confirm);
    let others = row.co_leads.len() + row.cooperating.len();
    said(cooperating, &words::import::n_units(others), t.text_2);
    let reports = matches!(choice.role, ItemRole::ProgressOf(_));
    let deadline = if reports { String::new() } else { words::deadline(&row.deadline) };
    let due_ink = if row.deadline.is_empty() { t.text_3 } else { ink };
    with_doubt(ui, due, (&deadline, due_ink), row.deadline.needs_confirmation());
    if !item.measures.is_empty() {
        said(measures, &item.measures.len().to_string(), t.text_2);
    }
    let word = match choice.role {
        ItemRole::Issue => words::import::state(row.known.state),
        ItemRole::MeasureOfItem(_) | ItemRole::MeasureOfIssue(_) => words::import::MEASURES,
        ItemRole::ProgressOf(_) => words::import::PROGRESS,
    };
    silent_line(ui, state, Align2::LEFT_CENTER, word, font::small(), t.text_2);
}

/// A word, and a chip at the right where a person has to confirm it.
fn with_doubt(ui: &Ui, rect: Rect, (text, ink): (&str, egui::Color32), doubt: bool) {
    let mut room = rect;
    if doubt {
        let wide = width_of(ui, words::import::TO_CONFIRM, font::small()) + space::S * 2.0;
        let at = rect.right_center() - vec2(wide, 0.0);
        chip_at(ui, at, words::import::TO_CONFIRM, Tone::Warn);
        room.max.x = at.x - space::XS;
    }
    silent_line(ui, room, Align2::LEFT_CENTER, text, font::body(), ink);
}

fn take_all(ui: &mut Ui, cell: Rect, shown: Shown<'_>) {
    let pairs = || shown.preview.items.iter().zip(&shown.session.choices().items);
    let all = pairs().filter(|(row, _)| row.known.state.is_new()).all(|(_, choice)| choice.take);
    if tick(ui, cell, "take all", (all, true), words::import::TAKE_ALL) {
        shown.ctx.commands.send(Command::ChangeImport(ImportChange::TakeAll(!all)));
    }
}

/// A check box in a cell, whose name is not drawn. True when it was pressed.
fn tick(
    ui: &Ui,
    cell: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    (on, can): (bool, bool),
    name: &str,
) -> bool {
    let square = Rect::from_center_size(cell.center(), Vec2::splat(16.0));
    let id = ui.scope_id().with(("tick", salt));
    let sense = if can { Sense::click() } else { Sense::hover() };
    let response = ui.interact(square.expand(7.0), id, sense);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, can, on, name));
    let t = theme::of(ui);
    let (fill, stroke) = match (on, can) {
        (true, _) => (t.accent_fill, Stroke::NONE),
        (false, true) => (t.surface, Stroke::new(1.5, t.text_3)),
        (false, false) => (t.hue(Tone::Neutral).soft, t.border()),
    };
    ui.painter().rect(square, CornerRadius::same(radius::S), fill, stroke, StrokeKind::Inside);
    if on {
        glyph(ui, square, icon::CHECK, 14.0, t.on_accent);
    }
    focus_ring(ui, square, &response);
    response.clicked()
}
