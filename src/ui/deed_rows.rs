//! Rows with a mark and deeds of their own; only those in sight are made and drawn.

use egui::{Align, Align2, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::ui::{
    paint::{card, glyph, hot, inside, line, silent_line, width_of},
    signs::chip_at,
    theme::{self, Tone, font, size, space},
    widgets::{check_box, link},
};

/// The height of a row.
const HEIGHT: f32 = 56.0;

/// A row.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct DutyRow {
    /// The number on paper.
    pub number: String,
    /// What it is.
    pub text: String,
    /// The second, quiet line.
    pub note: String,
    /// The unit or the like.
    pub aside: String,
    /// What asks for attention.
    pub chip: Option<(String, Tone)>,
    /// An icon before the second line.
    pub sign: Option<(&'static str, Tone)>,
    /// Whether it is marked, where it can be.
    pub mark: Option<bool>,
    /// What can be done with it, in words.
    pub deeds: Vec<&'static str>,
}

/// What was asked of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum RowAsk {
    /// Open it.
    Open,
    /// Mark it, or take the mark off.
    Mark(bool),
    /// The deed of that place.
    Deed(usize),
}

/// Draws `n` rows on a card that fills the room; gives what was asked of which.
pub(in crate::ui) fn rows_ui(
    ui: &mut Ui,
    salt: &str,
    n: usize,
    row: impl Fn(usize) -> DutyRow,
) -> Option<(usize, RowAsk)> {
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let high = (HEIGHT * n as f32 + space::S * 2.0).min(room.height());
    let ground = Rect::from_min_size(room.min, vec2(room.width(), high));
    card(ui, ground);
    let mut child = ui.new_child(UiBuilder::new().max_rect(ground.shrink2(vec2(1.0, space::S))).id_salt(salt));
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink(false).animated(false);
    let shown = area.show_viewport(&mut child, |ui, viewport| {
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT * n as f32), Sense::hover());
        let first = (viewport.top() / HEIGHT).floor().max(0.0) as usize;
        let count = (viewport.height() / HEIGHT).ceil() as usize + 1;
        let rows: Vec<(usize, DutyRow)> = (first..n).take(count).map(|at| (at, row(at))).collect();
        let widths = Widths::of(ui, rows.iter().map(|(_, row)| row));
        let mut asked = None;
        for (at, row) in &rows {
            let min = pos2(all.left(), all.top() + HEIGHT * *at as f32);
            let rect = Rect::from_min_size(min, vec2(all.width(), HEIGHT)).shrink2(vec2(space::M, 0.0));
            if let Some(ask) = row_ui(ui, (salt, *at), rect, (row, widths)) {
                asked = Some((*at, ask));
            }
        }
        asked
    });
    shown.inner
}

/// How wide the columns are: the same for all rows in sight.
#[derive(Clone, Copy)]
struct Widths {
    number: f32,
    chip: f32,
    deeds: f32,
}

impl Widths {
    fn of<'a>(ui: &Ui, rows: impl Iterator<Item = &'a DutyRow>) -> Self {
        let mut widths = Self { number: 96.0, chip: 0.0, deeds: 0.0 };
        for row in rows {
            let number = width_of(ui, &row.number, font::body()) + 34.0;
            let chip = row.chip.as_ref().map_or(0.0, |(said, _)| width_of(ui, said, font::small()) + space::L);
            widths.number = widths.number.max(number).min(176.0);
            widths.chip = widths.chip.max(chip);
            widths.deeds = widths.deeds.max(deeds_width(ui, row));
        }
        widths
    }
}

fn row_ui(ui: &mut Ui, (salt, at): (&str, usize), rect: Rect, (row, widths): (&DutyRow, Widths)) -> Option<RowAsk> {
    let t = theme::of(ui);
    if at > 0 {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.hairline());
    }
    let mut asked = None;
    let number = rect.with_max_x(rect.left() + widths.number).with_max_y(rect.top() + 32.0);
    let deeds = widths.deeds;
    let said = format!("{} {}", row.number, row.text);
    let body = rect.with_min_x(if row.mark.is_some() { number.right() } else { rect.left() });
    let body = body.with_max_x(rect.right() - deeds);
    if hot(ui, (salt, at), body, Role::ListItem, said.trim(), false).clicked() {
        asked = Some(RowAsk::Open);
    }
    if let Some(mark) = row.mark {
        let mut on = mark;
        inside(ui, (salt, at, "mark"), number, |ui| {
            ui.add_space(2.0);
            check_box(ui, &mut on, &row.number);
        });
        if on != mark {
            asked = Some(RowAsk::Mark(on));
        }
    } else {
        let place = number.shrink2(vec2(space::S, 0.0));
        silent_line(ui, place, Align2::LEFT_CENTER, &row.number, font::body(), t.text_2);
    }
    let words = rect.with_min_x(number.right() + space::S).with_max_x(rect.right() - deeds);
    words_ui(ui, words, (row, widths));
    let place = rect.with_min_x(rect.right() - deeds);
    inside(ui, (salt, at, "deeds"), place, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (n, deed) in row.deeds.iter().enumerate().rev() {
                let name = format!("{deed} {}", row.number);
                if link(ui, deed).accessible_name(name.trim()).clicked() {
                    asked = Some(RowAsk::Deed(n));
                }
            }
        });
    });
    asked
}

fn deeds_width(ui: &Ui, row: &DutyRow) -> f32 {
    let words: f32 = row.deeds.iter().map(|deed| width_of(ui, deed, font::body()) + space::M).sum();
    if row.deeds.is_empty() { 0.0 } else { words + space::S }
}

fn words_ui(ui: &Ui, rect: Rect, (row, widths): (&DutyRow, Widths)) {
    let t = theme::of(ui);
    let first = if row.note.is_empty() { rect } else { rect.with_max_y(rect.top() + 32.0) };
    let left = Align2::LEFT_CENTER;
    let chip = row.chip.as_ref().map_or(0.0, |(said, _)| width_of(ui, said, font::small()) + space::L);
    if let Some((said, tone)) = &row.chip {
        chip_at(ui, pos2(first.right() - chip, first.center().y), said, *tone);
    }
    let right = first.right() - widths.chip - space::M;
    let aside = if rect.width() < size::NARROW * 0.6 { 96.0 } else { 150.0 };
    line(ui, first.with_max_x(right).with_min_x(right - aside), left, &row.aside, font::small(), t.text_3);
    let place = first.with_max_x(right - aside - space::M);
    silent_line(ui, place, left, &row.text, font::body(), t.text);
    if row.note.is_empty() {
        return;
    }
    let mut note = Rect::from_min_max(pos2(rect.left(), rect.top() + 29.0), rect.max - vec2(0.0, 5.0));
    if let Some((sign, tone)) = row.sign {
        glyph(ui, note.with_max_x(note.left() + 16.0), sign, 16.0, t.hue(tone).ink);
        note.min.x += 22.0;
    }
    line(ui, note, left, &row.note, font::small(), t.text_2);
}
