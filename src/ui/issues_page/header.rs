//! The head of the grid: a click sorts, the funnel filters, a drag moves the column, its right edge makes it wider.

use egui::{Align2, CursorIcon, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::{
    app::{Column, Command},
    domain::IssueId,
    ui::{
        icon,
        theme::{self, Tone, font, size},
        view::ViewCtx,
        widgets::{focus_ring, glyph, has_focus, silent_line, width_of},
        words,
    },
};

use super::{
    IssuesDraft,
    column_filter::{FilterDraft, filter_ui},
    grid::Place,
    head_menu,
};

/// No column is narrower or wider than this.
const WIDTHS: std::ops::RangeInclusive<f32> = 56.0..=800.0;

/// Draws the heads of some columns into `ui`, whose clip keeps the frozen ones free.
pub(super) fn heads_ui(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, places: &[Place], draft: &mut IssuesDraft) {
    for place in places {
        let cell = Rect::from_min_size(pos2(place.left, rect.top()), vec2(place.width, rect.height()));
        head_ui(ctx, ui, cell, place.column, draft);
        edge_ui(ctx, ui, cell, place, draft);
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &Ui, cell: Rect, column: Column, draft: &mut IssuesDraft) {
    let t = theme::of(ui);
    let query = ctx.app.rows().query();
    let sorted = query.sort.iter().position(|(it, _)| *it == column);
    let filtered = query.filters.contains_key(&column) || query.conditions.contains_key(&column);
    let word = words::issues_page::column(column);
    let response = ui.interact(cell, ui.scope_id().with(("head", column)), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, word));
    if response.hovered() {
        ui.painter().rect_filled(cell.shrink2(vec2(0.0, 1.0)), 0, t.hover);
    }
    let ink = if sorted.is_some() || filtered { t.hue(Tone::Accent).ink } else { t.text_2 };
    // Where there is room for it, the funnel is always there to be seen; elsewhere the word goes first.
    let signs = if sorted.is_some() { 36.0 } else { 0.0 };
    let roomy = cell.width() - 40.0 - signs >= width_of(ui, word, font::small_strong());
    let near = Near { pointer: response.contains_pointer(), roomy };
    let funnel = funnel_ui(ctx, ui, cell, (column, filtered), near, draft);
    let room = cell.shrink2(vec2(10.0, 0.0)).with_max_x(funnel);
    let said = silent_line(ui, room, Align2::LEFT_CENTER, word, font::small_strong(), ink);
    if let Some((n, (_, down))) = sorted.and_then(|n| Some((n, query.sort.get(n)?))) {
        let sign = if *down { icon::ARROW_DOWNWARD } else { icon::ARROW_UPWARD };
        let place = Rect::from_center_size(pos2(said.right() + 10.0, cell.center().y), Vec2::splat(16.0));
        glyph(ui, place, sign, 16.0, ink);
        if query.sort.len() > 1 {
            // Of several keys each says which it is.
            let beside = Rect::from_center_size(place.center() + vec2(12.0, 0.0), Vec2::splat(16.0));
            silent_line(ui, beside, Align2::CENTER_CENTER, &(n + 1).to_string(), font::small(), ink);
        }
    }
    ui.painter().vline(cell.right() - 0.5, cell.shrink2(vec2(0.0, 10.0)).y_range(), t.hairline());
    focus_ring(ui, cell.shrink(3.0), &response);
    if response.drag_started() {
        draft.dragged = Some(column);
    }
    if response.clicked() {
        let mut query = query.clone();
        if ui.input(|input| input.modifiers.shift) {
            query.click_more(column);
        } else {
            query.click(column);
        }
        ctx.commands.send(Command::SetRows(query));
    }
    response.context_menu(|ui| head_menu::menu_ui(ctx, ui, column, draft));
}

/// Why the funnel of a head may be seen though its column is not filtered.
#[derive(Clone, Copy)]
struct Near {
    /// The pointer is over the head.
    pointer: bool,
    /// The word leaves room for it.
    roomy: bool,
}

/// The way to the filter of the column. Returns where it begins.
fn funnel_ui(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    cell: Rect,
    (column, filtered): (Column, bool),
    near: Near,
    draft: &mut IssuesDraft,
) -> f32 {
    let t = theme::of(ui);
    let place = Rect::from_min_max(pos2(cell.right() - 30.0, cell.top()), cell.max - vec2(6.0, 0.0));
    let response = ui.interact(place.shrink2(vec2(0.0, 4.0)), ui.scope_id().with(("funnel", column)), Sense::click());
    let says = words::views::filter(column);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    let open = draft.filtering.as_ref().is_some_and(|it| it.under_head && it.column == column);
    let meant = near.pointer || has_focus(ui, &response);
    let shown = filtered || open || meant || near.roomy;
    if shown {
        let accent = filtered || open || response.hovered();
        let rest = if meant { t.text_3 } else { t.line_strong };
        let ink = if accent { t.hue(Tone::Accent).ink } else { rest };
        glyph(ui, place, icon::FILTER_LIST, 16.0, ink);
    }
    focus_ring(ui, place.shrink2(vec2(0.0, 6.0)), &response);
    if response.clicked() {
        draft.filtering = Some(FilterDraft::new(ctx.app.rows().query(), column, true));
    }
    if draft.filtering.as_ref().is_some_and(|it| it.under_head && it.column == column) {
        filter_ui(ctx, &response, &mut draft.filtering);
    }
    if shown { place.left() } else { cell.right() - 10.0 }
}

/// A head that is being dragged: where it would go, and there it goes when it is let loose.
pub(super) fn drag_ui(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, places: &[Place], draft: &mut IssuesDraft) {
    let Some(column) = draft.dragged else {
        return;
    };
    let Some(at) = ui.input(|input| input.pointer.interact_pos()) else {
        draft.dragged = None;
        return;
    };
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let to = places.iter().filter(|place| place.left + place.width / 2.0 < at.x).count();
    let edge = places.get(to).map(|place| place.left);
    let edge = edge.or_else(|| places.last().map(|place| place.left + place.width)).unwrap_or_else(|| rect.left());
    ui.painter().vline(edge, rect.y_range(), Stroke::new(3.0, theme::of(ui).focus().color));
    if !ui.input(|input| input.pointer.primary_down()) {
        draft.dragged = None;
        let mut layout = ctx.app.layout().clone();
        layout.move_to(column, to);
        if layout != *ctx.app.layout() {
            ctx.commands.send(Command::SetLayout(Box::new(layout)));
        }
    }
}

/// As wide as the widest of the rows in sight and some more of them.
pub(super) fn fit(ctx: ViewCtx<'_>, ui: &Ui, column: Column) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let rows = ctx.app.rows();
    let said = |id: &IssueId| {
        let (issue, facts) = ledger.issue(*id).zip(rows.facts(*id))?;
        Some(words::issues_page::cell(ledger, column, issue, facts))
    };
    let texts = rows.ids().iter().take(FITTED).filter_map(said);
    let widest = texts.map(|text| width_of(ui, &words::cut(&text, 60), font::body())).fold(0.0, f32::max);
    let head = width_of(ui, words::issues_page::column(column), font::small_strong()) + 34.0;
    // The signs before the words, and the room at both sides.
    let width = (widest + 24.0).max(head) + 20.0;
    let mut layout = ctx.app.layout().clone();
    layout.widths.insert(column, width.clamp(*WIDTHS.start(), *WIDTHS.end()).round() as u16);
    ctx.commands.send(Command::SetLayout(Box::new(layout)));
}

/// So many rows are measured.
const FITTED: usize = 300;

fn edge_ui(ctx: ViewCtx<'_>, ui: &Ui, cell: Rect, place: &Place, draft: &mut IssuesDraft) {
    let edge = Rect::from_center_size(pos2(cell.right(), cell.center().y), vec2(8.0, size::GRID_HEAD));
    let id = ui.scope_id().with(("edge", place.column));
    let response = ui.interact(edge, id, Sense::click_and_drag());
    if response.double_clicked() {
        fit(ctx, ui, place.column);
    }
    let says = words::issues_page::resize(place.column);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &says));
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let width = place.width + response.drag_delta().x;
        draft.widths.insert(place.column, width.clamp(*WIDTHS.start(), *WIDTHS.end()));
    }
    if response.drag_stopped()
        && let Some(width) = draft.widths.remove(&place.column)
    {
        let mut layout = ctx.app.layout().clone();
        layout.widths.insert(place.column, width.round() as u16);
        ctx.commands.send(Command::SetLayout(Box::new(layout)));
    }
    if response.hovered() || response.dragged() {
        let t = theme::of(ui);
        ui.painter().vline(cell.right() - 0.5, cell.y_range(), t.focus());
    }
}
