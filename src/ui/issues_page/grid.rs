//! The grid: only the rows in sight are drawn; the head and the first columns stay while the rest scrolls.

use egui::{
    Align2, CornerRadius, Id, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::{
    app::{Column, Command, Page},
    domain::{facts::IssueFacts, issue::Issue},
    ui::{
        theme::{self, font, size},
        view::ViewCtx,
        widgets::{line, take_top},
        words,
    },
};

use super::{
    IssuesDraft, cells,
    cursor::{self, Cursor},
    header, row_menu,
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

fn usual_width(column: Column) -> f32 {
    match column {
        Column::Number => 88.0,
        Column::Title => 396.0,
        Column::LeadUnit | Column::SupervisingUnit | Column::AcceptingUnit => 128.0,
        Column::Stage | Column::Rating => 112.0,
        Column::Category | Column::Person | Column::Leader | Column::Region | Column::Source | Column::Disposal => {
            110.0
        }
        Column::Level => 100.0,
        Column::Due | Column::Time | Column::ClosedOn => 108.0,
        Column::Inspection | Column::Chapter | Column::DeadlineWords => 160.0,
        Column::Cooperating | Column::Goal | Column::LatestNote => 280.0,
    }
}

/// The width of the title: what the others leave, so that nothing has to scroll where there is room.
fn title_width(columns: &[Column], room: Rect, width: impl Fn(&Column) -> f32) -> f32 {
    let others: f32 = columns.iter().filter(|it| **it != Column::Title).map(width).sum();
    let least = if room.width() < size::NARROW { 240.0 } else { 320.0 };
    (room.width() - GUTTER - others - 2.0).floor().clamp(least, 720.0)
}

impl Columns {
    fn lay_out(columns: &[Column], room: Rect, draft: &IssuesDraft) -> Self {
        let asked = |column: &Column| draft.widths.get(column).copied();
        let usual = |column: &Column| asked(column).unwrap_or_else(|| usual_width(*column));
        let title = title_width(columns, room, usual);
        let width = |column: &Column| {
            if *column == Column::Title { asked(column).unwrap_or(title) } else { usual(column) }
        };
        let mut left = room.left() + GUTTER;
        let (mut frozen, mut moving) = (Vec::new(), Vec::new());
        for column in columns.iter().filter(|column| column.is_frozen()) {
            let width = width(column);
            frozen.push(Place { column: *column, left, width });
            left += width;
        }
        let edge = left;
        for column in columns.iter().filter(|column| !column.is_frozen()) {
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
    let shown = Column::chosen(&ctx.app.settings().columns);
    let columns = Columns::lay_out(&shown, room, draft);
    let mut body = room;
    let head = take_top(&mut body, size::GRID_HEAD);
    let grid = ui.scope_id().with("grid");
    focusable(ui, body, grid);
    let page = (body.height() / size::ROW).floor().max(1.0) as usize;
    cursor::keys(ctx, ui, grid, draft, &shown, page);
    let columns = scroll_ui(ctx, ui, body, columns, (grid, draft));
    head_ui(ctx, ui, head, &columns, draft);
    let t = theme::of(ui);
    ui.painter().vline(columns.edge - 0.5, room.y_range(), t.border());
}

/// The grid as one thing the keyboard reaches.
fn focusable(ui: &Ui, body: Rect, grid: Id) {
    let response = ui.interact(body, grid, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, words::issues_page::GRID));
}

/// Scrolls over nothing but room: the rows in sight are painted where they belong by the offset.
fn scroll_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    body: Rect,
    columns: Columns,
    (grid, draft): (Id, &mut IssuesDraft),
) -> Columns {
    let n = ctx.app.rows().ids().len();
    let whole = vec2(columns.width, n as f32 * size::ROW);
    let mut area = ScrollArea::both().id_salt("grid").auto_shrink(false).animated(false);
    if std::mem::take(&mut draft.scroll_to_cursor)
        && let Some(wanted) = offset_for_cursor(ctx, body, &columns, draft)
    {
        area = area.scroll_offset(wanted);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body).id_salt("scroll"));
    let shown = area.show_viewport(&mut inner, |ui, viewport| {
        ui.set_min_size(whole);
        let limit = (whole - body.size()).max(Vec2::ZERO);
        draft.offset = viewport.min.to_vec2().clamp(Vec2::ZERO, limit);
        let columns = columns.moved(draft.offset.x);
        let first = (draft.offset.y / size::ROW).floor().max(0.0) as usize;
        let in_sight = (body.height() / size::ROW).ceil() as usize + 1;
        let rows = first..(first + in_sight).min(n);
        rows_ui(ctx, ui, body, &columns, rows, (grid, draft));
        columns
    });
    shown.inner
}

/// The smallest move that brings the cursor in sight.
fn offset_for_cursor(ctx: ViewCtx<'_>, body: Rect, columns: &Columns, draft: &IssuesDraft) -> Option<Vec2> {
    let cursor = draft.cursor?;
    let row = ctx.app.rows().place(cursor.issue)?;
    let mut offset = draft.offset;
    let top = row as f32 * size::ROW;
    offset.y = offset.y.clamp((top + size::ROW - body.height()).max(0.0), top.max(0.0));
    if let Some(place) = cursor.column.filter(|it| !it.is_frozen()).and_then(|it| columns.place(it)) {
        let left = place.left - columns.edge;
        let room = body.right() - columns.edge;
        offset.x = offset.x.clamp((left + place.width - room).clamp(0.0, left), left);
    }
    Some(offset)
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
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
}

fn rows_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    body: Rect,
    columns: &Columns,
    rows: std::ops::Range<usize>,
    (grid, draft): (Id, &mut IssuesDraft),
) {
    let whole = part(ui, "rows", body);
    let moving = part(ui, "moving cells", body.with_min_x(columns.edge));
    let frozen = part(ui, "frozen cells", body.with_max_x(columns.edge));
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let offset = draft.offset.y;
    for row in rows {
        let id = ctx.app.rows().ids().get(row).copied();
        let Some((issue, facts)) = id.and_then(|id| Some((ledger.issue(id)?, ctx.app.rows().facts(id)?))) else {
            continue;
        };
        let top = body.top() + row as f32 * size::ROW - offset;
        let rect = Rect::from_min_size(pos2(body.left(), top.round()), vec2(body.width(), size::ROW));
        let response = row_ui(&whole, rect, issue, draft.cursor.is_some_and(|it| it.issue == issue.id));
        number_ui(&frozen, rect, row);
        for (part, places) in [(&moving, &columns.moving), (&frozen, &columns.frozen)] {
            for place in places.iter().filter(|place| place.left < body.right()) {
                let cell = cell_rect(rect, place).shrink2(vec2(PAD, 0.0));
                cells::cell_ui(part, cell, place.column, ledger, (issue, facts));
            }
        }
        asked(ctx, ui, &response, (issue, facts), columns, (grid, draft));
        if let Some(column) = draft.cursor.filter(|it| it.issue == issue.id).and_then(|it| it.column)
            && let Some(place) = columns.place(column)
        {
            let part = if column.is_frozen() { &frozen } else { &moving };
            cursor_ui(part, cell_rect(rect, place));
        }
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

fn number_ui(ui: &Ui, row: Rect, n: usize) {
    let t = theme::of(ui);
    let gutter = row.with_max_x(row.left() + GUTTER - 12.0);
    line(ui, gutter, Align2::RIGHT_CENTER, &(n + 1).to_string(), font::small(), t.text_3);
}

/// The cell cursor: 2 px accent.
fn cursor_ui(ui: &Ui, cell: Rect) {
    let t = theme::of(ui);
    let accent = Stroke::new(2.0, t.focus().color);
    let cell = cell.translate(vec2(0.0, -0.5));
    ui.painter().rect_stroke(cell, CornerRadius::same(2), accent, StrokeKind::Inside);
}

/// What the pointer asked of a row: choose, open, or a menu.
fn asked(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    response: &Response,
    (issue, facts): (&Issue, &IssueFacts),
    columns: &Columns,
    (grid, draft): (Id, &mut IssuesDraft),
) {
    if response.clicked() || response.secondary_clicked() {
        let at = response.interact_pointer_pos().map_or(0.0, |at| at.x);
        let column = columns.at(at);
        cursor::put(ui, grid, draft, Cursor { issue: issue.id, column });
    }
    if response.double_clicked() {
        ctx.commands.send(Command::Go(Page::Issue(issue.id)));
    }
    response.context_menu(|ui| row_menu::menu_ui(ctx, ui, issue, facts, draft));
}
