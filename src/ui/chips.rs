//! Small things in the flow: chips, filters, tabs, rail items.

use egui::{
    Align, Align2, CornerRadius, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use crate::ui::{
    icon,
    paint::{focus_ring, glyph, silent_line, width_of},
    signs::{chip_at, fact_chip_at},
    theme::{self, Tone, font, radius, size, space},
};

/// A chip in the flow: a short word on the soft fill of its tone.
pub fn chip(ui: &mut Ui, text: &str, tone: Tone) -> Response {
    let wide = width_of(ui, text, font::small()) + space::S * 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::CHIP), Sense::hover());
    chip_at(ui, rect.left_center(), text, tone);
    response
}

/// A chip led by the sign of its dimension, which `lead` paints centred at the point it is given.
pub fn fact_chip(ui: &mut Ui, text: &str, tone: Tone, lead: impl FnOnce(&Ui, Pos2)) -> Response {
    let wide = width_of(ui, text, font::small()) + 18.0 + space::S * 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::CHIP), Sense::hover());
    fact_chip_at(ui, rect.left_center(), text, tone, lead);
    response
}

/// What was asked of a filter chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterAsk {
    /// Open its list.
    Open,

    /// Take the filter off.
    TakeOff,
}

/// An active filter: its field, its values, and a cross named `take_off` that takes it off.
pub fn filter_chip(ui: &mut Ui, field: &str, values: &str, take_off: &str) -> Option<FilterAsk> {
    let t = theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(field, 0.0, TextFormat::simple(font::small(), t.text_3));
    job.append(values, 6.0, TextFormat::simple(font::small(), t.text));
    let galley = ui.painter().layout_job(job);
    let wide = vec2(galley.size().x + 44.0, 28.0);
    let (rect, response) = ui.allocate_exact_size(wide, Sense::click());
    let said = format!("{field} {values}").trim().to_owned();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    let fill = if response.hovered() { t.hover } else { t.surface };
    let round = CornerRadius::same(14);
    ui.painter().rect(rect, round, fill, t.border(), StrokeKind::Inside);
    let words = pos2(rect.left() + space::M, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(words, galley, t.text);
    focus_ring(ui, rect, &response);
    let cross = rect.with_min_x(rect.right() - 28.0);
    let off = ui.interact(cross, response.id.with("off"), Sense::click());
    let says = format!("{take_off} {field}").trim().to_owned();
    off.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    let ink = if off.hovered() { t.text } else { t.text_3 };
    glyph(ui, cross, icon::CLOSE, 14.0, ink);
    focus_ring(ui, cross.shrink(4.0), &off);
    if off.on_hover_text(says).clicked() {
        Some(FilterAsk::TakeOff)
    } else if response.clicked() {
        Some(FilterAsk::Open)
    } else {
        None
    }
}

/// A tab with an optional count; the current one carries a 2-px accent line at its foot.
pub fn tab(ui: &mut Ui, label: &str, count: &str, here: bool) -> Response {
    let t = theme::of(ui);
    let face = if here { font::strong() } else { font::body() };
    let ink = if here { t.text } else { t.text_2 };
    let mut job = LayoutJob::default();
    job.append(label, 0.0, TextFormat::simple(face, ink));
    let mut small = TextFormat::simple(font::small(), t.text_3);
    small.valign = Align::Center;
    job.append(count, 6.0, small);
    let galley = ui.painter().layout_job(job);
    let wide = vec2(galley.size().x + space::L, 44.0);
    let (rect, response) = ui.allocate_exact_size(wide, Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Tab, enabled, here, label));
    if response.hovered() && !here {
        let round = CornerRadius::same(radius::M);
        let pill = rect.shrink2(vec2(0.0, 6.0));
        ui.painter().rect_filled(pill, round, t.hover);
    }
    let place = rect.center() - galley.size() / 2.0;
    ui.painter().galley(place, galley, ink);
    if here {
        let foot = rect.shrink2(vec2(space::S, 0.0)).with_min_y(rect.bottom() - 2.0);
        let accent = t.hue(Tone::Accent).ink;
        ui.painter().rect_filled(foot, CornerRadius::ZERO, accent);
    }
    focus_ring(ui, rect.shrink2(vec2(0.0, 6.0)), &response);
    response
}

/// One destination in the left rail.
#[derive(Clone, Copy, Debug)]
pub struct RailItem<'a> {
    /// Its icon.
    pub sign: &'a str,

    /// Its word, two characters.
    pub label: &'a str,

    /// How many things wait there.
    pub waiting: usize,

    /// Is this the page on the screen?
    pub here: bool,
}

/// Icon over word, with a count when something waits. `height` shrinks from 60 to 44 at high zoom.
pub fn rail_item(ui: &mut Ui, height: f32, item: &RailItem<'_>) -> Response {
    let t = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(size::RAIL, height), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Tab, enabled, item.here, item.label));
    let pill = rect.shrink2(vec2(6.0, 2.0));
    let (fill, ink) = match (item.here, enabled, response.hovered()) {
        (true, ..) => (Some(t.selected), t.hue(Tone::Accent).ink),
        (false, false, _) => (None, t.text_3),
        (false, true, true) => (Some(t.hover), t.text_2),
        (false, true, false) => (None, t.text_2),
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(pill, CornerRadius::same(radius::L), fill);
    }
    let center = rect.center();
    let place = pos2(center.x, center.y - height * 0.16);
    let place = Rect::from_center_size(place, Vec2::splat(24.0));
    glyph(ui, place, item.sign, 22.0, ink);
    let face = if item.here { font::small_strong() } else { font::small() };
    let under = pos2(center.x, center.y + height * 0.23);
    let under = Rect::from_center_size(under, vec2(size::RAIL, 20.0));
    silent_line(ui, under, Align2::CENTER_CENTER, item.label, face, ink);
    if item.waiting > 0 {
        let at = pos2(center.x + 16.0, center.y - height * 0.27);
        badge(ui, at, item.waiting);
    }
    focus_ring(ui, pill.shrink(2.0), &response);
    response
}

/// A count in an accent pill: it means "waits", not "wrong".
pub fn badge(ui: &Ui, center: Pos2, count: usize) {
    let t = theme::of(ui);
    let words = if count > 99 { "99+".to_owned() } else { count.to_string() };
    let wide = (width_of(ui, &words, font::small()) + 8.0).max(18.0);
    let pill = Rect::from_center_size(center, vec2(wide, 18.0));
    ui.painter().rect_filled(pill, CornerRadius::same(9), t.accent_fill);
    let at = Align2::CENTER_CENTER;
    silent_line(ui, pill, at, &words, font::small(), t.on_accent);
}
