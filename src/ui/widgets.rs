//! The widgets of the program in one place, and those that are words in the flow.
//!
//! Each takes part in egui's layout or paints into a given rectangle; each has an accessible name, shows where
//! the keyboard is, and works by it. Pages use these and name no colour, size or font of their own.

use egui::{
    Align, Align2, CornerRadius, Frame, Layout, Margin, Rect, Response, RichText, Role, Sense, Ui, Vec2, WidgetInfo,
    vec2,
};

pub use crate::ui::{
    buttons::*, chips::*, choice::*, composition::*, date_field::*, dialog::*, fields::*, notices::*, paint::*,
    signs::*, stepper::*, table::*, tiles::*, timeline::*,
};
use crate::ui::{
    icon,
    theme::{self, Tone, font, size, space},
    words,
};

// ---------------------------------------------------------------- words

/// A title over a group of things, with a quiet remark at the right end.
pub fn section_title(ui: &mut Ui, title: &str, aside: &str) {
    let wide = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    title_line(ui, rect, title, aside);
}

/// How wide the key column of [`key_value`] and [`key_text`] is.
const KEY: f32 = 84.0;

/// A fact on one line: quiet key in a fixed column, value beside it, cut with … and whole on hover. No colon.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), 28.0);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    let left = Align2::LEFT_CENTER;
    let key_room = rect.with_max_x(rect.left() + KEY - space::XS);
    line(ui, key_room, left, key, font::small(), t.text_3);
    let value_room = rect.with_min_x(rect.left() + KEY);
    line(ui, value_room, left, value, font::body(), t.text);
}

/// A fact whose value may be long: it wraps over up to `rows` lines.
pub fn key_text(ui: &mut Ui, key: &str, value: &str, rows: usize) {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let room = (wide - KEY).max(40.0);
    let high = paragraph_height(ui, room, rows, value, font::body());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high.max(22.0) + 6.0), Sense::hover());
    let first = Rect::from_min_size(rect.min, vec2(KEY - space::XS, 28.0));
    let left = Align2::LEFT_CENTER;
    line(ui, first, left, key, font::small(), t.text_3);
    let place = Rect::from_min_size(rect.min + vec2(KEY, 3.0), vec2(room, high));
    paragraph(ui, place, rows, value, font::body(), t.text);
}

/// A text of up to `rows` lines in the flow, cut with … and whole on hover.
pub fn text(ui: &mut Ui, words: &str, rows: usize, ink: egui::Color32) {
    let wide = ui.available_width();
    let high = paragraph_height(ui, wide, rows, words, font::body());
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    paragraph(ui, rect, rows, words, font::body(), ink);
}

/// A quiet remark in the flow, wrapped.
pub fn hint(ui: &mut Ui, words: &str) {
    let t = theme::of(ui);
    ui.label(RichText::new(words).font(font::small()).color(t.text_3));
}

/// Something that is there or missing, as a checklist shows it. The words say which, for a screen reader.
pub fn check_line(ui: &mut Ui, there: bool, words: &str) -> Response {
    let t = theme::of(ui);
    let wide = ui.available_width();
    let room = (wide - 26.0).max(40.0);
    let high = paragraph_height(ui, room, 3, words, font::body());
    let (rect, response) = ui.allocate_exact_size(vec2(wide, high.max(22.0) + 6.0), Sense::hover());
    let said = format!("{} {words}", words::there_or_missing(there));
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &said));
    let (sign, tone) =
        if there { (icon::CHECK_CIRCLE, Tone::Good) } else { (icon::RADIO_BUTTON_UNCHECKED, Tone::Warn) };
    let place = Rect::from_min_size(rect.min, vec2(18.0, 28.0));
    glyph(ui, place, sign, 18.0, t.hue(tone).ink);
    let ink = if there { t.text_2 } else { t.text };
    let place = Rect::from_min_size(rect.min + vec2(26.0, 3.0), vec2(room, high));
    silent_paragraph(ui, place, 3, words, font::body(), ink);
    response
}

/// An empty place says what to do next, with one button.
pub fn empty_state(ui: &mut Ui, sign: &str, says: &str, next: &str) -> Response {
    empty(ui, sign, says, |ui| button(ui, Weight::Primary, "", next))
}

/// An empty place with no button of its own.
pub fn empty_note(ui: &mut Ui, sign: &str, says: &str) {
    empty(ui, sign, says, |_| ());
}

fn empty<R>(ui: &mut Ui, sign: &str, says: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::of(ui);
    let shown = ui.vertical_centered(|ui| {
        let above = ui.available_height() / 2.0 - 110.0;
        // Inside a scroll area the height has no end.
        ui.add_space(if above.is_finite() { above.clamp(space::XL, 240.0) } else { space::XL });
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(48.0), Sense::hover());
        glyph(ui, rect, sign, 40.0, t.line_strong);
        ui.label(RichText::new(says).color(t.text_2));
        ui.add_space(space::S);
        add(ui)
    });
    shown.inner
}

// ---------------------------------------------------------------- bars

/// The frame of the bars at the edges; the hairline is painted by [`edge_line`].
pub fn bar_frame(fill: egui::Color32, side: i8) -> Frame {
    Frame::new().fill(fill).inner_margin(Margin::symmetric(side, 0))
}

/// Which edge of a panel carries the hairline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Under a bar at the top.
    Bottom,

    /// Over a bar at the foot.
    Top,

    /// Right of the rail.
    Right,

    /// Left of a side panel.
    Left,
}

/// The hairline of a panel, instead of egui's separator.
pub fn edge_line(ui: &Ui, edge: Edge) {
    let t = theme::of(ui);
    // A bar's own margins do not interrupt its line.
    let rect = ui.max_rect().expand2(vec2(24.0, 0.0));
    let body = ui.max_rect();
    let painter = ui.painter();
    match edge {
        Edge::Bottom => painter.hline(rect.x_range(), body.bottom() - 0.5, t.hairline()),
        Edge::Top => painter.hline(rect.x_range(), body.top() + 0.5, t.hairline()),
        Edge::Right => painter.vline(body.right() - 0.5, body.y_range(), t.hairline()),
        Edge::Left => painter.vline(body.left() + 0.5, body.y_range(), t.hairline()),
    };
}

/// The round sign of the person at work: one letter of the name.
pub fn avatar(ui: &mut Ui, letter: &str) {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::hover());
    let ground = t.hue(Tone::Neutral).soft;
    ui.painter().circle_filled(rect.center(), 14.0, ground);
    let center = Align2::CENTER_CENTER;
    silent_line(ui, rect, center, letter, font::small_strong(), t.text_2);
}

/// The head of a page: title, quiet remark beside it, buttons at the right (drawn from right to left).
pub fn page_head<R>(ui: &mut Ui, title: &str, aside: &str, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), size::PAGE_HEAD);
    let layout = Layout::right_to_left(Align::Center);
    let shown = ui.allocate_ui_with_layout(wide, layout, |ui| {
        // A head without buttons is as high as one with them.
        ui.set_min_height(size::PAGE_HEAD);
        let given = buttons(ui);
        let left = ui.available_rect_before_wrap();
        let left_center = Align2::LEFT_CENTER;
        let said = line(ui, left, left_center, title, font::title(), t.text);
        let beside = left.with_min_x(said.right() + space::M);
        let beside = beside.translate(vec2(0.0, 2.0));
        if beside.width() > 40.0 {
            line(ui, beside, left_center, aside, font::small(), t.text_3);
        }
        given
    });
    shown.inner
}

/// A round-cornered strip on the sunken fill, for a summary inside a card.
pub fn strip<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::of(ui);
    let frame = Frame::new()
        .fill(t.sunken)
        .corner_radius(CornerRadius::same(theme::radius::M))
        .inner_margin(Margin::symmetric(12, 6));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(add).inner
    });
    shown.inner
}

/// A hairline between rows in the flow.
pub fn divider(ui: &mut Ui) {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), 1.0);
    let (rect, _) = ui.allocate_exact_size(wide, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, t.hairline());
}
