//! Tiles of evidence: a picture or a sign, the file's name, a quiet remark.

use egui::{
    Align2, CornerRadius, Rect, Response, Role, Sense, StrokeKind, TextureId, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::ui::{
    paint::{focus_ring, glyph, silent_line, width_of},
    theme::{self, Tone, font, radius, size, space},
};

/// One piece of evidence as a tile shows it.
#[derive(Clone, Copy, Debug)]
pub struct Tile<'a> {
    /// The sign of its kind, shown while there is no picture.
    pub sign: &'a str,

    /// The file's name.
    pub name: &'a str,

    /// Size, day, or what is wrong with it.
    pub note: &'a str,

    /// What the remark's colour says.
    pub tone: Tone,

    /// The picture with its own size, once it is loaded.
    pub picture: Option<(TextureId, Vec2)>,
}

impl Tile<'_> {
    fn named(&self, ui: &Ui, response: &Response) {
        let said = format!("{} {}", self.name, self.note);
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, said.trim()));
    }

    /// The whole name on hover when its line had to cut it.
    fn hover(&self, ui: &Ui, response: Response, room: f32) -> Response {
        if width_of(ui, self.name, font::small()) > room { response.on_hover_text(self.name) } else { response }
    }
}

/// A tile with the picture above and the words below; `clicked()` opens it.
pub fn picture_tile(ui: &mut Ui, wide: f32, tile: &Tile<'_>) -> Response {
    let t = theme::of(ui);
    let high = (wide * 0.68).round() + 44.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, high), Sense::click());
    tile.named(ui, &response);
    let frame = rect.with_max_y(rect.bottom() - 44.0);
    let round = CornerRadius::same(radius::M);
    let ground = t.hue(Tone::Neutral).soft;
    ui.painter().rect_filled(frame, round, ground);
    match tile.picture {
        Some((texture, own)) => {
            let uv = cover(own, frame.size());
            let picture = egui::epaint::RectShape::filled(frame, round, egui::Color32::WHITE).with_texture(texture, uv);
            ui.painter().add(picture);
        }
        None => glyph(ui, frame, tile.sign, 28.0, t.text_3),
    }
    let ring = if response.hovered() { t.border() } else { t.hairline() };
    ui.painter().rect_stroke(frame, round, ring, StrokeKind::Inside);
    let mut words = rect.with_min_y(frame.bottom() + 2.0);
    let first = crate::ui::paint::take_top(&mut words, 21.0);
    let left = Align2::LEFT_CENTER;
    silent_line(ui, first, left, tile.name, font::small(), t.text_2);
    silent_line(ui, words, left, tile.note, font::small(), note_ink(ui, tile));
    focus_ring(ui, rect, &response);
    tile.hover(ui, response, wide)
}

/// A row with the sign at the left; `clicked()` opens it.
pub fn file_tile(ui: &mut Ui, wide: f32, tile: &Tile<'_>) -> Response {
    let t = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 48.0), Sense::click());
    tile.named(ui, &response);
    let round = CornerRadius::same(radius::M);
    let fill = if response.hovered() { t.hover } else { t.surface };
    ui.painter().rect(rect, round, fill, t.hairline(), StrokeKind::Inside);
    let sign = Rect::from_min_size(rect.min, vec2(44.0, rect.height()));
    glyph(ui, sign, tile.sign, 22.0, t.text_3);
    let inner = Rect::from_min_max(
        pos2(rect.left() + 44.0, rect.top() + 4.0),
        pos2(rect.right() - space::S, rect.bottom() - 4.0),
    );
    let mut words = inner;
    let first = crate::ui::paint::take_top(&mut words, 21.0);
    let left = Align2::LEFT_CENTER;
    silent_line(ui, first, left, tile.name, font::small(), t.text);
    silent_line(ui, words, left, tile.note, font::small(), note_ink(ui, tile));
    focus_ring(ui, rect, &response);
    tile.hover(ui, response, inner.width())
}

/// Where files may be dropped: a dashed frame with a word that opens the file dialog.
pub fn drop_tile(ui: &mut Ui, wide: f32, sign: &str, label: &str, over: bool) -> Response {
    let t = theme::of(ui);
    let high = size::BUTTON + space::L * 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, high), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    let ink = if over || response.hovered() { t.hue(Tone::Accent).ink } else { t.text_3 };
    if over {
        let round = CornerRadius::same(radius::M);
        ui.painter().rect_filled(rect, round, t.selected);
    }
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    let stroke = egui::Stroke::new(1.0, if over { ink } else { t.line_strong });
    let dashes = egui::Shape::dashed_line(&corners, stroke, 4.0, 4.0);
    ui.painter().extend(dashes);
    let words_wide = width_of(ui, label, font::body()).min(wide - 56.0);
    let start = rect.center().x - words_wide / 2.0 - 13.0;
    let place = Rect::from_min_size(pos2(start, rect.top()), vec2(18.0, high));
    glyph(ui, place, sign, 20.0, ink);
    let words = rect.with_min_x(start + 26.0).shrink2(vec2(0.0, 2.0));
    let left = Align2::LEFT_CENTER;
    silent_line(ui, words, left, label, font::body(), ink);
    focus_ring(ui, rect, &response);
    response
}

fn note_ink(ui: &Ui, tile: &Tile<'_>) -> egui::Color32 {
    let t = theme::of(ui);
    if tile.tone == Tone::Neutral { t.text_3 } else { t.hue(tile.tone).ink }
}

/// The part of a picture that fills a frame of another shape without being stretched.
fn cover(own: Vec2, frame: Vec2) -> Rect {
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
    if own.x <= 0.0 || own.y <= 0.0 || frame.x <= 0.0 || frame.y <= 0.0 {
        return whole;
    }
    let ratio = (own.x / own.y) / (frame.x / frame.y);
    let size = if ratio > 1.0 { vec2(1.0 / ratio, 1.0) } else { vec2(1.0, ratio) };
    Rect::from_center_size(whole.center(), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_picture_loses_its_sides_and_is_not_stretched() {
        let uv = cover(vec2(400.0, 100.0), vec2(100.0, 100.0));
        let quarter = Rect::from_center_size(pos2(0.5, 0.5), vec2(0.25, 1.0));
        assert_eq!(uv, quarter, "its whole height and a quarter of its width");
    }
}
