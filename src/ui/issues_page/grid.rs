//! The grid: only the rows in sight are drawn; the head and the first columns stay while the rest scrolls.

use egui::{
    Align2, CornerRadius, Id, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
    WidgetInfo, containers::scroll_area::ScrollSource, pos2, vec2,
};

use crate::{
    app::{Column, Command, Group, Layout, Page, grid::Spot, rows::Line},
    domain::{issue::Issue, ledger::Ledger},
    ui::{
        grid::{self as hands, Here, row_height},
        icon,
        theme::{self, font, size},
        view::ViewCtx,
        widgets::{glyph, is_composing, silent_line, take_top},
        words,
    },
};

use super::{
    IssuesDraft,
    cells::{self, CellOf},
    group, header, row_menu,
};

/// The room of the row numbers.
const GUTTER: f32 = 44.0;

/// The cell padding at the left and right.
const PAD: f32 = 10.0;

/// Where a column stands on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) column: Column,
    pub(super) left: f32,
    pub(super) width: f32,
}

/// The columns on the screen: the frozen ones, the others moved by the scroll offset.
struct Columns {
    frozen: Vec<Place>,
    moving: Vec<Place>,
    /// Where the frozen part ends.
    edge: f32,
    /// How wide everything is.
    width: f32,
}

pub(super) fn usual_width(column: Column) -> f32 {
    match column {
        Column::Number => 116.0,
        Column::Title => 396.0,
        Column::LeadUnit | Column::SupervisingUnit | Column::AcceptingUnit => 128.0,
        Column::Stage | Column::Rating => 112.0,
        Column::Category | Column::Person | Column::Leader | Column::Region | Column::Source | Column::Disposal => {
            110.0
        }
        Column::Level => 100.0,
        Column::Due | Column::Time | Column::ClosedOn => 108.0,
        Column::Inspection | Column::Chapter | Column::DeadlineWords => 160.0,
        Column::Cooperating | Column::Goal | Column::Measures | Column::LatestNote => 280.0,
    }
}

/// The width of the title: what the others leave, so that nothing has to scroll where there is room.
fn title_width(columns: &[Column], room: Rect, width: impl Fn(&Column) -> f32) -> f32 {
    let others: f32 = columns.iter().filter(|it| **it != Column::Title).map(width).sum();
    let least = if room.width() < size::NARROW { 240.0 } else { 320.0 };
    (room.width() - GUTTER - others - 2.0).floor().clamp(least, 720.0)
}

impl Columns {
    fn lay_out(layout: &Layout, room: Rect, draft: &IssuesDraft) -> Self {
        let columns = &layout.columns;
        let kept = |column: &Column| layout.widths.get(column).copied().map(f32::from);
        let asked = |column: &Column| draft.widths.get(column).copied().or_else(|| kept(column));
        let usual = |column: &Column| asked(column).unwrap_or_else(|| usual_width(*column));
        let title = title_width(columns, room, usual);
        let width = |column: &Column| {
            if *column == Column::Title { asked(column).unwrap_or(title) } else { usual(column) }
        };
        let mut left = room.left() + GUTTER;
        let (mut frozen, mut moving) = (Vec::new(), Vec::new());
        for column in columns.iter().take(layout.frozen) {
            let width = width(column);
            frozen.push(Place { column: *column, left, width });
            left += width;
        }
        let edge = left;
        for column in columns.iter().skip(layout.frozen) {
            let width = width(column);
            moving.push(Place { column: *column, left, width });
            left += width;
        }
        Self { frozen, moving, edge, width: left - room.left() }
    }

    fn moved(mut self, by: f32) -> Self {
        self.moving.iter_mut().for_each(|place| place.left -= by);
        self
    }

    fn is_frozen(&self, column: Column) -> bool {
        self.frozen.iter().any(|place| place.column == column)
    }

    fn place(&self, column: Column) -> Option<&Place> {
        self.frozen.iter().chain(&self.moving).find(|place| place.column == column)
    }

    /// The column under a point; none in the gutter.
    fn at(&self, x: f32) -> Option<Column> {
        let in_place = |place: &&Place| place.left <= x && x < place.left + place.width;
        if x < self.edge {
            self.frozen.iter().find(in_place).map(|place| place.column)
        } else {
            self.moving.iter().find(in_place).map(|place| place.column)
        }
    }
}

/// Draws the grid into `room`.
pub(super) fn grid_ui(ctx: ViewCtx<'_>, ui: &mut Ui, room: Rect, draft: &mut IssuesDraft) {
    let layout = ctx.app.layout();
    let (shown, lines) = (&layout.columns, layout.lines);
    let columns = Columns::lay_out(layout, room, draft);
    let mut body = room;
    let head = take_top(&mut body, size::GRID_HEAD);
    let status = body.with_min_y(body.bottom() - hands::STATUS);
    body.max.y = status.top();
    let here = Here { ctx, columns: shown, id: ui.scope_id().with("grid") };
    focusable(ui, body, here.id);
    draft.hands.follow(here, ui);
    hands::bring_back(here, ui, &mut draft.hands);
    let page = (body.height() / row_height(lines)).floor().max(1.0) as usize;
    hands::keys(here, ui, &mut draft.hands, page);
    let columns = scroll_ui(here, ui, body, columns, (draft, lines));
    head_ui(ctx, ui, head, &columns, draft);
    hands::released(ui, &mut draft.hands);
    cursor_ui(here, ui, body, &columns, (draft, lines));
    knob_ui(here, ui, body, &columns, (draft, lines));
    hands::status_ui(here, ui, status, &draft.hands);
    hands::ask_ui(here, ui, &mut draft.hands);
    let t = theme::of(ui);
    ui.painter().vline(columns.edge - 0.5, room.top()..=body.bottom(), t.border());
}

/// The grid as one thing the keyboard reaches.
fn focusable(ui: &Ui, body: Rect, grid: Id) {
    let response = ui.interact(body, grid, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, words::issues_page::GRID));
}

/// Scrolls over nothing but room: the rows in sight are painted where they belong by the offset.
fn scroll_ui(
    here: Here<'_>,
    ui: &mut Ui,
    body: Rect,
    columns: Columns,
    (draft, lines): (&mut IssuesDraft, u8),
) -> Columns {
    let n = here.ctx.app.rows().lines().len();
    let high = row_height(lines);
    let whole = vec2(columns.width, n as f32 * high);
    let mut area = ScrollArea::both().id_salt("grid").auto_shrink(false).animated(false);
    if draft.hands.take_scroll()
        && let Some(wanted) = offset_for_cursor(here, body, &columns, (draft, high))
    {
        area = area.scroll_offset(wanted);
    }
    if is_composing(ui) {
        // The field an input method composes into stays where it is.
        area = area.scroll_source(ScrollSource::NONE);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt("scroll"));
    let shown = area.show_viewport(&mut inner, |ui, viewport| {
        ui.set_min_size(whole);
        let limit = (whole - body.size()).max(Vec2::ZERO);
        draft.offset = viewport.min.to_vec2().clamp(Vec2::ZERO, limit);
        let columns = columns.moved(draft.offset.x);
        let first = (draft.offset.y / high).floor().max(0.0) as usize;
        let in_sight = (body.height() / high).ceil() as usize + 1;
        let rows = first..(first + in_sight).min(n);
        rows_ui(here, ui, body, &columns, (rows, draft, lines));
        columns
    });
    shown.inner
}

/// The smallest move that brings the cursor in sight.
fn offset_for_cursor(
    here: Here<'_>,
    body: Rect,
    columns: &Columns,
    (draft, high): (&IssuesDraft, f32),
) -> Option<Vec2> {
    let selection = draft.hands.selection()?;
    let at = if selection.is_one() { selection.cursor() } else { selection.corner() };
    let mut offset = draft.offset;
    let top = at.row as f32 * high;
    offset.y = offset.y.clamp((top + high - body.height()).max(0.0), top.max(0.0));
    let column = here.columns.get(at.column).filter(|it| !columns.is_frozen(**it));
    if let Some(place) = column.and_then(|it| columns.place(*it)) {
        let left = place.left - columns.edge;
        let room = body.right() - columns.edge;
        offset.x = offset.x.clamp((left + place.width - room).clamp(0.0, left), left);
    }
    Some(offset)
}

/// Where a cell is, in sight or not.
fn place_of(here: Here<'_>, body: Rect, columns: &Columns, (offset, lines): (f32, u8), at: Spot) -> Option<Rect> {
    let place = here.columns.get(at.column).and_then(|column| columns.place(*column))?;
    let high = row_height(lines);
    let top = body.top() + at.row as f32 * high - offset;
    Some(Rect::from_min_size(pos2(place.left, top.round()), vec2(place.width, high)))
}

/// The knob that fills, at the corner of the chosen cells.
fn knob_ui(here: Here<'_>, ui: &Ui, body: Rect, columns: &Columns, (draft, lines): (&mut IssuesDraft, u8)) {
    let offset = draft.offset.y;
    let place = |at: Spot| {
        let moving = here.columns.get(at.column).is_some_and(|column| !columns.is_frozen(*column));
        let place = place_of(here, body, columns, (offset, lines), at);
        // Under the frozen columns nothing is to be seen of it.
        place.filter(|place| !moving || place.right() > columns.edge)
    };
    let last = here.ctx.app.rows().lines().len().saturating_sub(1);
    let spot = |at: egui::Pos2| {
        let row = ((at.y - body.top() + offset) / row_height(lines)).floor().max(0.0) as usize;
        let under = columns.at(at.x.clamp(body.left() + GUTTER, body.right() - 1.0));
        let last_column = here.columns.len().saturating_sub(1);
        let column = under.and_then(|under| here.columns.iter().position(|column| *column == under));
        Some(Spot { row: row.min(last), column: column.unwrap_or(last_column) })
    };
    hands::knob_ui(here, ui, &mut draft.hands, body, (&place, &spot));
}

/// The cell cursor and the text field on it.
fn cursor_ui(here: Here<'_>, ui: &mut Ui, body: Rect, columns: &Columns, (draft, lines): (&mut IssuesDraft, u8)) {
    let at = draft.hands.selection().map(|selection| selection.cursor());
    let Some(cell) = at.and_then(|at| place_of(here, body, columns, (draft.offset.y, lines), at)) else {
        return;
    };
    let is_frozen = draft.hands.selection().and_then(|it| here.columns.get(it.cursor().column));
    let is_frozen = is_frozen.is_some_and(|column| columns.is_frozen(*column));
    let clip = if is_frozen { body.with_max_x(columns.edge) } else { body.with_min_x(columns.edge) };
    if !draft.hands.is_editing() {
        let t = theme::of(ui);
        let accent = Stroke::new(2.0, t.focus().color);
        let painter = ui.painter().with_clip_rect(clip);
        painter.rect_stroke(cell.translate(vec2(0.0, -0.5)), CornerRadius::same(2), accent, StrokeKind::Inside);
    }
    hands::editor_ui(here, ui, &mut draft.hands, (body, cell));
}

/// A part of the grid whose rows are clipped at its edges.
fn part(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
    part.shrink_clip_rect(rect);
    part
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, columns: &Columns, draft: &mut IssuesDraft) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.sunken);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.hairline());
    let moving = part(ui, "moving heads", rect.with_min_x(columns.edge));
    header::heads_ui(ctx, &moving, rect, &columns.moving, draft);
    let frozen = part(ui, "frozen heads", rect.with_max_x(columns.edge + 4.0));
    header::heads_ui(ctx, &frozen, rect, &columns.frozen, draft);
    let all: Vec<_> = columns.frozen.iter().chain(&columns.moving).copied().collect();
    header::drag_ui(ctx, ui, rect, &all, draft);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
}

fn rows_ui(
    here: Here<'_>,
    ui: &mut Ui,
    body: Rect,
    columns: &Columns,
    (rows, draft, lines): (std::ops::Range<usize>, &mut IssuesDraft, u8),
) {
    let whole = part(ui, "rows", body);
    let moving = part(ui, "moving cells", body.with_min_x(columns.edge));
    let frozen = part(ui, "frozen cells", body.with_max_x(columns.edge));
    let Some(ledger) = here.ctx.ledger() else {
        return;
    };
    let offset = draft.offset.y;
    let high = row_height(lines);
    let block = draft.hands.selection().map(|selection| selection.block());
    for row in rows {
        let top = body.top() + row as f32 * high - offset;
        let rect = Rect::from_min_size(pos2(body.left(), top.round()), vec2(body.width(), high));
        let id = match here.ctx.app.rows().lines().get(row) {
            Some(Line::Issue(id)) => id,
            Some(Line::Group(n)) => {
                if let Some(group) = here.ctx.app.rows().groups().get(*n) {
                    group_ui(here.ctx, &whole, rect, columns.edge, (ledger, group));
                }
                continue;
            }
            None => continue,
        };
        let Some((issue, facts)) = ledger.issue(*id).zip(here.ctx.app.rows().facts(*id)) else {
            continue;
        };
        let chosen = block.is_some_and(|block| block.has_row(row));
        let response = row_ui(&whole, rect, issue, chosen);
        for (part, places) in [(&moving, &columns.moving), (&frozen, &columns.frozen)] {
            for place in places.iter().filter(|place| place.left < body.right()) {
                let cell = cell_rect(rect, place);
                let n = here.columns.iter().position(|column| *column == place.column);
                let in_block = chosen && block.zip(n).is_some_and(|(block, n)| block.has_column(n));
                if in_block && block.is_some_and(|block| block.height() * block.width() > 1) {
                    part.painter().rect_filled(cell, 0, theme::of(part).chosen_cell());
                }
                let cell = cell.shrink2(vec2(PAD, 0.0));
                let of = CellOf { issue, facts, lines, search: &here.ctx.app.rows().query().text };
                cells::cell_ui(part, cell, place.column, ledger, of);
            }
        }
        let at_cursor = draft.hands.selection().is_some_and(|selection| selection.cursor().row == row);
        gutter_ui(here.ctx, &frozen, rect, (row, issue), response.hovered() || at_cursor);
        let column = |at: egui::Pos2| {
            let column = columns.at(at.x)?;
            here.columns.iter().position(|it| *it == column)
        };
        hands::pointed(here, ui, &mut draft.hands, &response, (row, *id), column);
        response.context_menu(|ui| row_menu::menu_ui(here, ui, issue, facts, draft));
    }
}

/// The head of a group; a click folds it or shows its rows again.
fn group_ui(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, edge: f32, (ledger, group): (&Ledger, &Group)) {
    let query = ctx.app.rows().query();
    let folded = query.folded.contains(&group.key);
    if group::head_ui(ui, rect, edge, ledger, (group, folded)) && !is_composing(ui) {
        let mut query = query.clone();
        query.fold(&group.key);
        ctx.commands.send(Command::SetRows(query));
    }
}

fn cell_rect(row: Rect, place: &Place) -> Rect {
    Rect::from_min_size(pos2(place.left, row.top()), vec2(place.width, row.height()))
}

fn row_ui(ui: &Ui, rect: Rect, issue: &Issue, chosen: bool) -> Response {
    let t = theme::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("row", issue.id)), Sense::CLICK);
    let said = format!("{} {}", issue.fields.number.get(), issue.fields.title.get());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, said.trim()));
    if chosen {
        ui.painter().rect_filled(rect, 0, t.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    response
}

/// The number of the row; under the pointer and where the cursor is, the way into the issue.
fn gutter_ui(ctx: ViewCtx<'_>, ui: &Ui, row: Rect, (n, issue): (usize, &Issue), opens: bool) {
    let t = theme::of(ui);
    let gutter = row.with_max_x(row.left() + GUTTER - 12.0);
    let said = ctx.app.rows().number(n).to_string();
    if !opens {
        silent_line(ui, gutter, Align2::RIGHT_CENTER, &said, font::small(), t.text_3);
        return;
    }
    let sign = Rect::from_center_size(pos2(row.left() + 26.0, row.center().y), Vec2::splat(24.0));
    let response = ui.interact(sign, ui.scope_id().with(("open", issue.id)), Sense::CLICK);
    let says = words::grid::open(issue.fields.number.get());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    let ink = if response.hovered() { t.hue(theme::Tone::Accent).ink } else { t.text_3 };
    glyph(ui, sign, icon::OPEN_IN_NEW, 16.0, ink);
    if response.on_hover_text(&says).clicked() {
        ctx.commands.send(Command::Go(Page::Issue(issue.id)));
    }
}
