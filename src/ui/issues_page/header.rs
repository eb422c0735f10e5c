//! The head of the grid: a click sorts, the right edge of a column is dragged to make it wider.

use egui::{Align2, CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::{
    app::{Column, Command},
    ui::{
        icon,
        theme::{self, Tone, font, size},
        view::ViewCtx,
        widgets::{focus_ring, glyph, silent_line},
        words,
    },
};

use super::{IssuesDraft, grid::Place};

/// No column is narrower or wider than this.
const WIDTHS: std::ops::RangeInclusive<f32> = 56.0..=800.0;

/// Draws the heads of some columns into `ui`, whose clip keeps the frozen ones free.
pub(super) fn heads_ui(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, places: &[Place], draft: &mut IssuesDraft) {
    for place in places {
        let cell = Rect::from_min_size(pos2(place.left, rect.top()), vec2(place.width, rect.height()));
        head_ui(ctx, ui, cell, place.column);
        edge_ui(ui, cell, place, draft);
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &Ui, cell: Rect, column: Column) {
    let t = theme::of(ui);
    let query = ctx.app.rows().query();
    let sorted = query.sort.iter().find(|(it, _)| *it == column).map(|(_, down)| *down);
    let filtered = query.filters.contains_key(&column);
    let word = words::issues_page::column(column);
    let response = ui.interact(cell, ui.scope_id().with(("head", column)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, word));
    if response.hovered() {
        ui.painter().rect_filled(cell.shrink2(vec2(0.0, 1.0)), 0, t.hover);
    }
    let ink = if sorted.is_some() || filtered { t.hue(Tone::Accent).ink } else { t.text_2 };
    let said = silent_line(ui, cell.shrink2(vec2(10.0, 0.0)), Align2::LEFT_CENTER, word, font::small_strong(), ink);
    let mut x = said.right() + 12.0;
    let signs = [
        filtered.then_some(icon::FILTER_LIST),
        sorted.map(|down| if down { icon::ARROW_DOWNWARD } else { icon::ARROW_UPWARD }),
    ];
    for sign in signs.into_iter().flatten() {
        let place = Rect::from_center_size(pos2(x, cell.center().y), Vec2::splat(16.0));
        glyph(ui, place, sign, 16.0, ink);
        x += 18.0;
    }
    ui.painter().vline(cell.right() - 0.5, cell.shrink2(vec2(0.0, 10.0)).y_range(), t.hairline());
    focus_ring(ui, cell.shrink(3.0), &response);
    if response.clicked() {
        let mut query = query.clone();
        if ui.input(|input| input.modifiers.shift) {
            query.click_more(column);
        } else {
            query.click(column);
        }
        ctx.commands.send(Command::SetRows(query));
    }
}

fn edge_ui(ui: &Ui, cell: Rect, place: &Place, draft: &mut IssuesDraft) {
    let edge = Rect::from_center_size(pos2(cell.right(), cell.center().y), vec2(8.0, size::GRID_HEAD));
    let id = ui.scope_id().with(("edge", place.column));
    let response: Response = ui.interact(edge, id, Sense::DRAG);
    let says = words::issues_page::resize(place.column);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, &says));
    let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let width = place.width + response.drag_delta().x;
        draft.widths.insert(place.column, width.clamp(*WIDTHS.start(), *WIDTHS.end()));
    }
    if response.hovered() || response.dragged() {
        let t = theme::of(ui);
        ui.painter().vline(cell.right() - 0.5, cell.y_range(), t.focus());
    }
}
