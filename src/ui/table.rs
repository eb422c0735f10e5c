//! A plain table: heads that sort, rows that are drawn only while in sight, one row chosen by mouse or keyboard.

use egui::{Align2, Event, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    dialog::is_dialog_open,
    icon,
    paint::{focus_ring, glyph, line, silent_line},
    signs::chip_at,
    theme::{self, Tone, font, size, space},
};

/// The cell padding at the left and right.
const PAD: f32 = 10.0;

/// The head of a column.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// What stands in it.
    pub word: &'a str,
    /// How wide it is at least.
    pub width: f32,
    /// It takes the room the others leave.
    pub grows: bool,
    /// Sorted by it, and whether downwards.
    pub sorted: Option<bool>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A value.
    Text(String),
    /// A value of second rank.
    Quiet(String),
    /// A number, at the right.
    Right(String),
    /// A word that asks for attention.
    Chip(String, Tone),
}

/// A row: how it is called, and its cells.
pub type TableRow = (String, Vec<Cell>);

/// What was asked of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableAsk {
    /// Sort by a column.
    Sort(usize),
    /// The cursor stands on another row.
    Cursor(usize),
    /// A row is to be opened.
    Open(usize),
    /// The keyboard let go of the row.
    Leave,
}

/// A table over the room that is left.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// Tells it from others, and says what it is.
    pub name: &'a str,
    /// Its columns.
    pub heads: &'a [Head<'a>],
    /// How many rows there are.
    pub n_rows: usize,
    /// The row chosen.
    pub cursor: Option<usize>,
}

impl Table<'_> {
    /// The id the keyboard goes to.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.scope_id().with(("table", self.name))
    }

    /// Draws it; `row` says what stands in a row and is asked only for those in sight.
    pub fn show(&self, ui: &mut Ui, row: impl Fn(usize) -> TableRow) -> Option<TableAsk> {
        let id = self.id(ui);
        let room = ui.available_rect_before_wrap();
        let response = ui.interact(room, id, Sense::FOCUSABLE);
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.name));
        let by_keys = self.keys(ui, id, room);
        let moved = matches!(by_keys, Some(TableAsk::Cursor(_)));
        let cursor = if let Some(TableAsk::Cursor(at)) = by_keys { Some(at) } else { self.cursor };
        let widths = self.widths(room.width());
        let whole: f32 = widths.iter().sum();
        let mut asked = by_keys;
        ScrollArea::horizontal().id_salt(self.name).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(whole);
            asked = self.heads_ui(ui, &widths).or(asked);
            let rows = ScrollArea::vertical().id_salt("rows").auto_shrink(false).animated(false);
            let mut rows = rows;
            if let Some(at) = cursor.filter(|_| moved) {
                rows = rows.vertical_scroll_offset(Self::offset_for(ui, id, at, room.height() - size::GRID_HEAD));
            }
            let shown = rows.show_rows(ui, size::ROW, self.n_rows, |ui, range| {
                let mut clicked = None;
                for n in range {
                    clicked = row_ui(ui, (id, n), (&widths, &row(n)), cursor == Some(n)).then_some(n).or(clicked);
                }
                clicked
            });
            ui.data_mut(|data| data.insert_temp(id.with("offset"), shown.state.clamped_offset().y));
            if let Some(n) = shown.inner {
                ui.memory_mut(|memory| memory.request_focus(id));
                asked = Some(TableAsk::Open(n));
            }
        });
        asked
    }

    /// The smallest move that brings a row in sight.
    fn offset_for(ui: &Ui, id: Id, row: usize, high: f32) -> f32 {
        let offset: f32 = ui.data(|data| data.get_temp(id.with("offset"))).unwrap_or_default();
        let top = row as f32 * size::ROW;
        offset.clamp((top + size::ROW - high).max(0.0), top)
    }

    fn widths(&self, room: f32) -> Vec<f32> {
        let asked: f32 = self.heads.iter().map(|head| head.width).sum();
        let growing = self.heads.iter().filter(|head| head.grows).count().max(1);
        let more = ((room - asked) / growing as f32).floor().max(0.0);
        self.heads.iter().map(|head| if head.grows { head.width + more } else { head.width }).collect()
    }

    fn heads_ui(&self, ui: &mut Ui, widths: &[f32]) -> Option<TableAsk> {
        let t = theme::of(ui);
        let whole: f32 = widths.iter().sum();
        let (rect, _) = ui.allocate_exact_size(vec2(whole, size::GRID_HEAD), Sense::hover());
        ui.painter().rect_filled(rect, 0, t.sunken);
        let mut left = rect.left();
        let mut asked = None;
        for (n, (head, width)) in self.heads.iter().zip(widths).enumerate() {
            let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
            left += width;
            let response = ui.interact(cell, ui.scope_id().with(("head", self.name, n)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, head.word));
            if response.hovered() {
                ui.painter().rect_filled(cell.shrink2(vec2(0.0, 1.0)), 0, t.hover);
            }
            let ink = if head.sorted.is_some() { t.hue(Tone::Accent).ink } else { t.text_2 };
            let words = cell.shrink2(vec2(PAD, 0.0));
            let said = silent_line(ui, words, Align2::LEFT_CENTER, head.word, font::small_strong(), ink);
            if let Some(down) = head.sorted {
                let at = Rect::from_center_size(pos2(said.right() + 12.0, cell.center().y), vec2(16.0, 16.0));
                glyph(ui, at, if down { icon::ARROW_DOWNWARD } else { icon::ARROW_UPWARD }, 16.0, ink);
            }
            ui.painter().vline(cell.right() - 0.5, cell.shrink2(vec2(0.0, 10.0)).y_range(), t.hairline());
            focus_ring(ui, cell.shrink(3.0), &response);
            if response.clicked() {
                asked = Some(TableAsk::Sort(n));
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
        asked
    }

    fn keys(&self, ui: &Ui, id: Id, room: Rect) -> Option<TableAsk> {
        let focused = ui.memory(egui::Memory::focused);
        if focused == Some(id) {
            let filter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        } else if focused.is_some() || egui::Popup::is_any_open(ui.ctx()) || is_dialog_open(ui.ctx()) {
            return None;
        }
        if self.n_rows == 0 || !ui.input(|input| input.events.iter().any(is_key)) {
            return None;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let (page, last) = ((room.height() / size::ROW).floor().max(2.0) as usize - 1, self.n_rows - 1);
        let at = self.cursor;
        let to = if pressed(Modifiers::COMMAND, Key::Home) {
            Some(0)
        } else if pressed(Modifiers::COMMAND, Key::End) {
            Some(last)
        } else if pressed(Modifiers::NONE, Key::ArrowDown) {
            Some(at.map_or(0, |at| (at + 1).min(last)))
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            Some(at.map_or(0, |at| at.saturating_sub(1)))
        } else if pressed(Modifiers::NONE, Key::PageDown) {
            Some((at.unwrap_or(0) + page).min(last))
        } else if pressed(Modifiers::NONE, Key::PageUp) {
            Some(at.unwrap_or(0).saturating_sub(page))
        } else {
            None
        };
        if let Some(to) = to {
            ui.memory_mut(|memory| {
                memory.request_focus(id);
                // Where nothing had the keyboard, the arrow would also lead it on to a neighbour.
                memory.move_focus(egui::FocusDirection::None);
            });
            return Some(TableAsk::Cursor(to));
        }
        let at = at?;
        if pressed(Modifiers::NONE, Key::Enter) {
            return Some(TableAsk::Open(at));
        }
        pressed(Modifiers::NONE, Key::Escape).then_some(TableAsk::Leave)
    }
}

fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. })
}

fn row_ui(ui: &mut Ui, (table, n): (Id, usize), (widths, row): (&[f32], &TableRow), chosen: bool) -> bool {
    let t = theme::of(ui);
    let whole: f32 = widths.iter().sum();
    let (rect, _) = ui.allocate_exact_size(vec2(whole, size::ROW), Sense::hover());
    let response = ui.interact(rect, table.with(("row", n)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, row.0.trim()));
    let fill = match (chosen, response.hovered()) {
        (true, _) => t.selected,
        (false, true) => t.hover,
        (false, false) => t.surface,
    };
    ui.painter().rect_filled(rect, 0, fill);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let mut left = rect.left();
    for (cell, width) in row.1.iter().zip(widths) {
        let room = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
        left += width;
        cell_ui(ui, room.shrink2(vec2(PAD, 0.0)), cell);
    }
    response.clicked()
}

fn cell_ui(ui: &Ui, room: Rect, cell: &Cell) {
    let t = theme::of(ui);
    match cell {
        Cell::Text(text) => drop_line(ui, room, Align2::LEFT_CENTER, text, t.text),
        Cell::Quiet(text) | Cell::Chip(text, Tone::Neutral) => {
            drop_line(ui, room, Align2::LEFT_CENTER, text, t.text_2);
        }
        Cell::Right(text) => drop_line(ui, room, Align2::RIGHT_CENTER, text, t.text),
        Cell::Chip(text, tone) => {
            chip_at(ui, pos2(room.left() - space::XS, room.center().y), text, *tone);
        }
    }
}

fn drop_line(ui: &Ui, room: Rect, at: Align2, text: &str, ink: egui::Color32) {
    if !text.is_empty() {
        line(ui, room, at, text, font::body(), ink);
    }
}
