//! The plain list that several pages share: one thing a row, virtual, clicked to be opened.

use egui::{Align2, Rect, Role, Sense, Ui, pos2, vec2};

use crate::ui::{
    paint::{glyph, hot, line, silent_line, width_of},
    signs::chip_at,
    theme::{self, Tone, font, size, space},
};

/// A row of a list.
#[derive(Clone, Debug, Default)]
pub struct ListRow {
    /// The number on paper, at the left.
    pub number: String,
    /// What it is.
    pub text: String,
    /// A second, quiet line; without one in any row all rows are lower.
    pub note: String,
    /// The unit or the like, at the right.
    pub aside: String,
    /// What asks for attention, at the right end.
    pub chip: Option<(String, Tone)>,
    /// An icon before the second line, with its tone.
    pub sign: Option<(&'static str, Tone)>,
}

/// Where the text of a row begins after its number, by the longest number.
fn number_room(ui: &Ui, rows: &[ListRow]) -> f32 {
    let longest = rows.iter().take(64).map(|row| row.number.as_str()).max_by_key(|number| number.chars().count());
    let wide = longest.map_or(0.0, |number| width_of(ui, number, font::body()));
    (wide + space::L).clamp(56.0, 160.0)
}

/// Draws the rows; gives the one that was clicked. Rows out of sight cost nothing.
pub fn list(ui: &mut Ui, salt: &str, rows: &[ListRow]) -> Option<usize> {
    let tall = rows.iter().any(|row| !row.note.is_empty());
    let height = if tall { 56.0 } else { size::ROW + 4.0 };
    let number = number_room(ui, rows);
    let wide = vec2(ui.available_width(), height * rows.len() as f32);
    let (all, _) = ui.allocate_exact_size(wide, Sense::hover());
    let mut clicked = None;
    for (n, row) in rows.iter().enumerate() {
        let top = all.top() + height * n as f32;
        let rect = Rect::from_min_size(pos2(all.left(), top), vec2(all.width(), height));
        if ui.is_rect_visible(rect) && row_ui(ui, (salt, n), rect, row, number) {
            clicked = Some(n);
        }
    }
    clicked
}

fn row_ui(ui: &Ui, (salt, n): (&str, usize), rect: Rect, row: &ListRow, number: f32) -> bool {
    let t = theme::of(ui);
    let said = format!("{} {}", row.number, row.text);
    let response = hot(ui, (salt, n), rect.expand2(vec2(space::S, 0.0)), Role::ListItem, said.trim(), false);
    if n > 0 {
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.hairline());
    }
    let first = if row.note.is_empty() { rect } else { rect.with_max_y(rect.top() + 32.0) };
    let left = Align2::LEFT_CENTER;
    silent_line(ui, first.with_max_x(rect.left() + number - space::S), left, &row.number, font::body(), t.text_2);
    let narrow = rect.width() < 640.0;
    let chip = row.chip.as_ref().map_or(0.0, |(said, _)| width_of(ui, said, font::small()) + space::L);
    if let Some((said, tone)) = &row.chip {
        chip_at(ui, pos2(rect.right() - chip, first.center().y), said, *tone);
    }
    let right = rect.right() - chip.max(104.0) - space::M;
    let aside = if narrow { 104.0 } else { 160.0 };
    let place = first.with_max_x(right).with_min_x(right - aside);
    line(ui, place, left, &row.aside, font::small(), t.text_3);
    let text = first.with_min_x(rect.left() + number).with_max_x(right - aside - space::M);
    silent_line(ui, text, left, &row.text, font::body(), t.text);
    if !row.note.is_empty() {
        note_ui(ui, rect, row, number);
    }
    response.clicked()
}

fn note_ui(ui: &Ui, rect: Rect, row: &ListRow, number: f32) {
    let t = theme::of(ui);
    let mut note = Rect::from_min_max(pos2(rect.left() + number, rect.top() + 29.0), rect.max - vec2(0.0, 5.0));
    if let Some((sign, tone)) = row.sign {
        glyph(ui, note.with_max_x(note.left() + 16.0), sign, 16.0, t.hue(tone).ink);
        note.min.x += 22.0;
    }
    line(ui, note, Align2::LEFT_CENTER, &row.note, font::small(), t.text_2);
}
