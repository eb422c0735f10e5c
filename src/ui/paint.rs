//! Painted pieces: each draws into a given rectangle and takes no part in egui's layout.
//!
//! **Invariant:** what is painted as words is also told to the accessibility tree: text that is only
//! painted does not exist for a screen reader, nor for a test.

use std::{fmt::Debug, hash::Hash, ops::Range};

use egui::{
    Align2, Color32, CornerRadius, FontId, Frame, Galley, Margin, Rect, Response, Role, Sense, StrokeKind, Ui,
    UiBuilder, WidgetInfo,
    text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping},
    vec2,
};

use crate::ui::theme::{self, font, radius, size, space};

// ---------------------------------------------------------------- text

fn job(text: &str, font: FontId, color: Color32, width: f32, rows: usize) -> LayoutJob {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: rows,
        // A paragraph breaks between words, which keeps a full stop off the start of a line.
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    // One line stays one: a line break typed into a note must not push the rest out of sight.
    if rows == 1 && job.text.contains('\n') {
        job.text = job.text.replace('\n', " ");
    }
    job
}

/// Text on one line, cut with … when too long; then the whole text shows on hover.
///
/// `at` is `LEFT_CENTER`, `CENTER_CENTER` or `RIGHT_CENTER`. Returns where the words stand.
pub fn line(ui: &Ui, rect: Rect, at: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    let galley = ui.painter().layout_job(job(text, font, color, rect.width(), 1));
    let elided = galley.elided;
    let place = put(ui, rect, at, galley, color);
    named(ui, place, Role::Label, text, elided);
    place
}

/// Like [`line()`] without a name of its own: inside a widget that already says it.
pub fn silent_line(ui: &Ui, rect: Rect, at: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    let galley = ui.painter().layout_job(job(text, font, color, rect.width(), 1));
    put(ui, rect, at, galley, color)
}

fn put(ui: &Ui, rect: Rect, at: Align2, galley: std::sync::Arc<Galley>, color: Color32) -> Rect {
    let place = at.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, color);
    place
}

/// Up to `rows` lines from the top left of `rect`, cut with … and then whole on hover. Returns the height used.
pub fn paragraph(ui: &Ui, rect: Rect, rows: usize, text: &str, font: FontId, color: Color32) -> f32 {
    let galley = ui.painter().layout_job(job(text, font, color, rect.width(), rows));
    let height = galley.size().y;
    let elided = galley.elided;
    ui.painter().galley(rect.min, galley, color);
    let place = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    named(ui, place, Role::Label, text, elided);
    height
}

/// Like [`paragraph`] without a name of its own: inside a widget that already says it.
pub fn silent_paragraph(ui: &Ui, rect: Rect, rows: usize, text: &str, font: FontId, color: Color32) {
    let galley = ui.painter().layout_job(job(text, font, color, rect.width(), rows));
    ui.painter().galley(rect.min, galley, color);
}

/// Text of up to `rows` lines without a name of its own, in the middle of the height.
/// `true` where it is cut short.
pub fn silent_galley(ui: &Ui, rect: Rect, text: &str, face: (FontId, Color32), rows: usize) -> bool {
    marked_galley(ui, rect, text, face, rows, &[])
}

/// Like [`silent_galley`], with some of the text marked: `marks` are bytes on character boundaries, in order.
pub fn marked_galley(
    ui: &Ui,
    rect: Rect,
    text: &str,
    (font, color): (FontId, Color32),
    rows: usize,
    marks: &[Range<usize>],
) -> bool {
    let mut job = job(text, font, color, rect.width(), rows);
    if let Some(plain) = job.sections.first().cloned().filter(|_| !marks.is_empty()) {
        job.sections = sections(text.len(), &plain, marks, theme::of(ui).found());
    }
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    put(ui, rect, Align2::LEFT_CENTER, galley, color);
    cut
}

/// The whole text in sections, the marked ones on a ground of their own.
fn sections(len: usize, plain: &LayoutSection, marks: &[Range<usize>], ground: Color32) -> Vec<LayoutSection> {
    let section = |from: usize, to: usize, ground: Color32| {
        let mut section = plain.clone();
        section.byte_range = ByteIndex(from)..ByteIndex(to);
        section.format.background = ground;
        section
    };
    let mut all = Vec::new();
    let mut at = 0;
    for mark in marks {
        all.push(section(at, mark.start, Color32::TRANSPARENT));
        all.push(section(mark.start, mark.end, ground));
        at = mark.end;
    }
    all.push(section(at, len, Color32::TRANSPARENT));
    all.retain(|section| !section.byte_range.is_empty());
    all
}

/// The height [`paragraph`] would use.
pub fn paragraph_height(ui: &Ui, width: f32, rows: usize, text: &str, font: FontId) -> f32 {
    let color = theme::of(ui).text;
    let galley = ui.painter().layout_job(job(text, font, color, width, rows));
    galley.size().y
}

/// The width `text` takes on one line.
pub fn width_of(ui: &Ui, text: &str, font: FontId) -> f32 {
    let color = theme::of(ui).text;
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    galley.size().x
}

/// Tells the accessibility tree what stands at `rect`.
pub fn name(ui: &Ui, rect: Rect, role: Role, text: &str) {
    named(ui, rect, role, text, false);
}

fn named(ui: &Ui, rect: Rect, role: Role, text: &str, cut: bool) {
    if text.is_empty() {
        return;
    }
    let place = (rect.min.x.round() as i64, rect.min.y.round() as i64);
    let id = ui.scope_id().with(("painted", text, place));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    if cut {
        response.on_hover_text(text);
    }
}

/// A painted row, cell or card that can be clicked: hover fill, focus ring, accessible name.
///
/// Call it before painting. `salt` must stay the same for the same thing, or it loses the focus when the page scrolls.
pub fn hot(ui: &Ui, salt: impl Hash + Debug, rect: Rect, role: Role, text: &str, chosen: bool) -> Response {
    let t = theme::of(ui);
    let id = ui.scope_id().with(("hot", salt));
    let response = ui.interact(rect, id, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        if chosen { WidgetInfo::selected(role, enabled, true, text) } else { WidgetInfo::labeled(role, enabled, text) }
    });
    let round = CornerRadius::same(radius::S);
    if chosen {
        ui.painter().rect_filled(rect, round, t.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, round, t.hover);
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if has_focus(ui, &response) {
        ui.painter().rect_stroke(rect, round, t.focus(), StrokeKind::Inside);
    }
    response
}

// ---------------------------------------------------------------- focus and signs

/// Is the keyboard here?
///
/// `Response::has_focus` is false while the window itself is not focused, and so would hide the ring.
pub fn has_focus(ui: &Ui, response: &Response) -> bool {
    ui.memory(|memory| memory.has_focus(response.id))
}

/// Where the keyboard is: 2 px accent around the widget, with 1 px of air.
///
/// Also brings it into sight: egui does not scroll to what Tab reaches.
pub fn focus_ring(ui: &Ui, rect: Rect, response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if has_focus(ui, response) {
        let round = CornerRadius::same(radius::M);
        let stroke = theme::of(ui).focus();
        ui.painter().rect_stroke(rect.expand(1.0), round, stroke, StrokeKind::Outside);
    }
}

/// An icon centred in `rect`.
pub fn glyph(ui: &Ui, rect: Rect, icon: &str, points: f32, color: Color32) {
    let at = Align2::CENTER_CENTER;
    ui.painter().text(rect.center(), at, icon, font::icon(points), color);
}

// ---------------------------------------------------------------- layout

/// Splits `rect` into columns by weight; the last one ends where `rect` ends.
pub fn columns(rect: Rect, weights: &[f32], gap: f32) -> Vec<Rect> {
    let last = weights.len().saturating_sub(1);
    let room = rect.width() - gap * last as f32;
    let sum: f32 = weights.iter().sum();
    let mut left = rect.left();
    let mut before = 0.0;
    let mut cells = Vec::with_capacity(weights.len());
    for (n, weight) in weights.iter().enumerate() {
        before += weight;
        let right = if n == last { rect.right() } else { rect.left() + (room * before / sum).round() + gap * n as f32 };
        cells.push(Rect::from_x_y_ranges(left..=right, rect.y_range()));
        left = right + gap;
    }
    cells
}

/// Takes `height` off the top of `rect`.
pub fn take_top(rect: &mut Rect, height: f32) -> Rect {
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    rect.min.y += height;
    top
}

/// A child `ui` that fills `rect`. `salt` keeps the ids inside it apart from its neighbours'.
pub fn inside<R>(ui: &mut Ui, salt: impl Hash + Debug, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).id_salt(salt);
    let mut child = ui.new_child(builder);
    // Room for the focus ring, which lies outside its widget.
    child.shrink_clip_rect(rect.expand(4.0));
    add(&mut child)
}

// ---------------------------------------------------------------- cards

/// A card's ground: surface, hairline, no shadow.
pub fn card(ui: &Ui, rect: Rect) {
    let t = theme::of(ui);
    let round = CornerRadius::same(radius::L);
    ui.painter().rect(rect, round, t.surface, t.hairline(), StrokeKind::Inside);
}

/// A card with its title and a quiet remark at the right; returns the room below the title.
pub fn titled_card(ui: &Ui, rect: Rect, title: &str, aside: &str) -> Rect {
    card(ui, rect);
    let mut inner = rect.shrink2(vec2(space::L, 0.0));
    let head = take_top(&mut inner, size::CARD_TITLE);
    title_line(ui, head, title, aside);
    inner.max.y -= space::M;
    inner
}

/// A heading at the left of `rect` and a quiet remark at its right.
pub fn title_line(ui: &Ui, rect: Rect, title: &str, aside: &str) {
    let t = theme::of(ui);
    let said = line(ui, rect, Align2::LEFT_CENTER, title, font::heading(), t.text);
    let rest = rect.with_min_x(said.right() + space::M);
    let right = Align2::RIGHT_CENTER;
    line(ui, rest, right, aside, font::small(), t.text_3);
}

/// A card in the flow, as tall as what is in it: title, quiet remark, body.
pub fn card_ui<R>(ui: &mut Ui, title: &str, aside: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let t = theme::of(ui);
    let frame = Frame::new()
        .fill(t.surface)
        .stroke(t.hairline())
        .corner_radius(CornerRadius::same(radius::L))
        .inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 12 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if title.is_empty() {
            ui.add_space(space::M);
        } else {
            let wide = vec2(ui.available_width(), size::CARD_TITLE);
            let (head, _) = ui.allocate_exact_size(wide, Sense::hover());
            title_line(ui, head, title, aside);
            // The title line has its own air below it.
            ui.add_space(-ui.spacing().item_spacing.y);
        }
        add(ui)
    });
    shown.inner
}
