//! What is pressed: buttons, icon buttons, check boxes, radio and segmented choices, menus.

use egui::{
    Align2, Color32, CornerRadius, Id, Key, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use crate::ui::{
    fields::deed_is_refused,
    icon,
    paint::{focus_ring, glyph, has_focus, silent_line, width_of},
    theme::{self, Tone, font, radius, size, space},
};

// ---------------------------------------------------------------- buttons

/// How loud a button is. One primary a screen at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// What this screen is for.
    Primary,

    /// Anything else that acts.
    Normal,

    /// Beside the matter: filters, views.
    Quiet,
}

/// The look of a button: fill, border, ink.
fn face(ui: &Ui, weight: Weight, response: &Response) -> (Color32, Stroke, Color32) {
    let t = theme::of(ui);
    if !ui.is_enabled() {
        return (t.hue(Tone::Neutral).soft, Stroke::NONE, t.text_3);
    }
    let down = response.is_pointer_button_down_on();
    let hot = response.hovered() || down;
    let ground = if down { t.line } else { t.hover };
    match weight {
        Weight::Primary if hot => (t.accent_fill_hover, Stroke::NONE, t.on_accent),
        Weight::Primary => (t.accent_fill, Stroke::NONE, t.on_accent),
        Weight::Normal if hot => (ground, t.border(), t.text),
        Weight::Normal => (t.surface, t.border(), t.text),
        Weight::Quiet if hot => (ground, Stroke::NONE, t.text_2),
        Weight::Quiet => (Color32::TRANSPARENT, Stroke::NONE, t.text_2),
    }
}

/// A button with an optional icon (`""` for none); the label is its accessible name.
pub fn button(ui: &mut Ui, weight: Weight, sign: &str, label: &str) -> Response {
    let sign_width = if sign.is_empty() { 0.0 } else { 22.0 };
    let wide = width_of(ui, label, font::body()) + sign_width + space::M * 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::BUTTON), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    let (fill, stroke, ink) = face(ui, weight, &response);
    let round = CornerRadius::same(radius::M);
    ui.painter().rect(rect, round, fill, stroke, StrokeKind::Inside);
    let mut inner = rect.shrink2(vec2(space::M, 0.0));
    if !sign.is_empty() {
        let place = inner.with_max_x(inner.left() + 16.0);
        glyph(ui, place, sign, 18.0, ink);
        inner.min.x += sign_width;
    }
    // A pixel more than measured, so that rounding never cuts the last character.
    let words = inner.with_max_x(inner.right() + 1.0);
    silent_line(ui, words, Align2::LEFT_CENTER, label, font::body(), ink);
    focus_ring(ui, rect, &response);
    response
}

/// A button that cannot work while `refusal` says why; the reason shows on hover.
pub fn button_unless(ui: &mut Ui, weight: Weight, sign: &str, label: &str, refusal: Option<&str>) -> Response {
    // `add_enabled_ui` would open a child, and children do not wrap in a row.
    let response = ui.add_enabled(refusal.is_none(), |ui: &mut Ui| button(ui, weight, sign, label));
    match refusal {
        Some(reason) => {
            if weight == Weight::Primary {
                deed_is_refused(ui);
            }
            response.on_disabled_hover_text(reason)
        }
        None => response,
    }
}

/// A square icon button that says in words what it would do (tooltip and accessible name).
pub fn icon_button(ui: &mut Ui, sign: &str, says: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::BUTTON), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, says));
    let t = theme::of(ui);
    if response.hovered() && enabled {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::M), t.hover);
    }
    focus_ring(ui, rect.shrink(1.0), &response);
    let ink = if enabled { t.text_2 } else { t.line_strong };
    glyph(ui, rect, sign, 20.0, ink);
    response.on_hover_text(says).on_disabled_hover_text(says)
}

/// A word that leads somewhere, without a button's box.
pub fn link(ui: &mut Ui, label: &str) -> Response {
    let t = theme::of(ui);
    let wide = width_of(ui, label, font::body()) + 1.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 24.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Link, enabled, label));
    let ink = if enabled { t.hue(Tone::Accent).ink } else { t.text_3 };
    let at = Align2::LEFT_CENTER;
    let said = silent_line(ui, rect, at, label, font::body(), ink);
    if response.hovered() && enabled {
        let y = said.bottom() - 2.0;
        ui.painter().hline(said.x_range(), y, Stroke::new(1.0, ink));
    }
    focus_ring(ui, rect, &response);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

// ---------------------------------------------------------------- check and radio

/// A sign of `width` 16 and a word beside it: what check boxes and radio buttons share.
fn marked_word(ui: &mut Ui, label: &str) -> (Rect, Rect, Response) {
    let wide = width_of(ui, label, font::body()) + 28.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 28.0), Sense::click());
    let mark = pos2(rect.left() + 8.0, rect.center().y);
    (rect, Rect::from_center_size(mark, Vec2::splat(16.0)), response)
}

fn marked_label(ui: &Ui, rect: Rect, label: &str, response: &Response) {
    let t = theme::of(ui);
    let ink = if ui.is_enabled() { t.text } else { t.text_3 };
    let words = rect.with_min_x(rect.left() + 26.0);
    silent_line(ui, words, Align2::LEFT_CENTER, label, font::body(), ink);
    focus_ring(ui, rect, response);
}

/// A check box of our own: egui's cannot fill with the accent when it is on.
pub fn check_box(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let t = theme::of(ui);
    let (rect, square, mut response) = marked_word(ui, label);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    let (now, enabled) = (*on, ui.is_enabled());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, now, label));
    let (fill, stroke) = match (now, enabled) {
        (true, true) => (t.accent_fill, Stroke::NONE),
        (true, false) => (t.text_3, Stroke::NONE),
        (false, true) => (t.surface, Stroke::new(1.5, t.text_3)),
        (false, false) => (t.hue(Tone::Neutral).soft, t.border()),
    };
    let round = CornerRadius::same(radius::S);
    ui.painter().rect(square, round, fill, stroke, StrokeKind::Inside);
    if now {
        let ink = if enabled { t.on_accent } else { t.surface };
        glyph(ui, square, icon::CHECK, 14.0, ink);
    }
    marked_label(ui, rect, label, &response);
    response
}

/// A radio button: one of several that exclude each other.
pub fn radio(ui: &mut Ui, on: bool, label: &str) -> Response {
    let t = theme::of(ui);
    let (rect, square, response) = marked_word(ui, label);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, label));
    let ink = if on && enabled { t.accent_fill } else { t.text_3 };
    let ring = Stroke::new(if on { 2.0 } else { 1.5 }, ink);
    ui.painter().circle(square.center(), 7.0, t.surface, ring);
    if on {
        ui.painter().circle_filled(square.center(), 3.5, ink);
    }
    marked_label(ui, rect, label, &response);
    response
}

/// A row of joined buttons of which one is down. True when another was chosen; the arrow keys choose too.
pub fn segmented(ui: &mut Ui, words: &[&str], chosen: &mut usize) -> bool {
    let before = *chosen;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = -1.0;
        for (n, word) in words.iter().enumerate() {
            let response = segment(ui, word, *chosen == n);
            if response.clicked() {
                *chosen = n;
            }
            if has_focus(ui, &response) {
                let last = words.len().saturating_sub(1);
                let (left, right) = ui.input(|i| (i.key_pressed(Key::ArrowLeft), i.key_pressed(Key::ArrowRight)));
                if left {
                    *chosen = n.saturating_sub(1);
                } else if right {
                    *chosen = (n + 1).min(last);
                }
            }
        }
    });
    *chosen != before
}

fn segment(ui: &mut Ui, word: &str, on: bool) -> Response {
    let t = theme::of(ui);
    let wide = width_of(ui, word, font::body()) + space::M * 2.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::BUTTON), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, word));
    let (fill, stroke, ink) = if on && enabled {
        let accent = t.hue(Tone::Accent);
        (accent.soft, Stroke::new(1.0, accent.ink), accent.ink)
    } else if !enabled {
        (t.hue(Tone::Neutral).soft, t.border(), t.text_3)
    } else if response.hovered() {
        (t.hover, t.border(), t.text_2)
    } else {
        (t.surface, t.border(), t.text_2)
    };
    let round = CornerRadius::same(radius::S);
    ui.painter().rect(rect, round, fill, stroke, StrokeKind::Inside);
    silent_line(ui, rect, Align2::CENTER_CENTER, word, font::body(), ink);
    focus_ring(ui, rect.shrink(2.0), &response);
    response
}

// ---------------------------------------------------------------- menus

/// One line of a menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuItem<'a> {
    /// Icon before the word, `""` for none.
    pub sign: &'a str,

    /// What it does.
    pub label: &'a str,

    /// Why it cannot work now.
    pub refusal: Option<&'a str>,
}

impl<'a> MenuItem<'a> {
    /// A line that works.
    pub fn new(sign: &'a str, label: &'a str) -> Self {
        Self { sign, label, refusal: None }
    }

    /// A line that is grey while `refusal` says why.
    pub fn unless(mut self, refusal: Option<&'a str>) -> Self {
        self.refusal = refusal;
        self
    }
}

/// A menu that opens under the widget `from`. Returns the line that was chosen.
pub fn menu_under(from: &Response, items: &[MenuItem<'_>]) -> Option<usize> {
    let shown = Popup::menu(from).gap(space::XS).show(|ui| {
        ui.set_width(menu_width(ui, items));
        menu_lines(ui, items)
    });
    shown.and_then(|shown| shown.inner)
}

/// The lines of a menu, for a popup of one's own (a context menu). Returns the line that was chosen.
pub fn menu_lines(ui: &mut Ui, items: &[MenuItem<'_>]) -> Option<usize> {
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (n, item) in items.iter().enumerate() {
        let free = item.refusal.is_none();
        let response = ui.add_enabled_ui(free, |ui| menu_line(ui, item, items)).inner;
        let response = match item.refusal {
            Some(reason) => response.on_disabled_hover_text(reason),
            None => response,
        };
        if response.clicked() {
            chosen = Some(n);
            ui.close();
        }
    }
    chosen
}

fn sign_room(items: &[MenuItem<'_>]) -> f32 {
    let signs = items.iter().any(|item| !item.sign.is_empty());
    if signs { 26.0 } else { 0.0 }
}

fn menu_width(ui: &Ui, items: &[MenuItem<'_>]) -> f32 {
    let needed = |item: &MenuItem<'_>| width_of(ui, item.label, font::body());
    let widest = items.iter().map(needed).fold(0.0, f32::max);
    (widest + sign_room(items) + space::S * 2.0 + 2.0).max(160.0)
}

fn menu_line(ui: &mut Ui, item: &MenuItem<'_>, items: &[MenuItem<'_>]) -> Response {
    let t = theme::of(ui);
    let before = sign_room(items);
    let wide = menu_width(ui, items);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::ROW), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, item.label));
    if enabled && (response.hovered() || has_focus(ui, &response)) {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::S), t.hover);
    }
    let ink = if enabled { t.text } else { t.text_3 };
    let inner = rect.shrink2(vec2(space::S, 0.0));
    if !item.sign.is_empty() {
        let place = inner.with_max_x(inner.left() + 18.0);
        glyph(ui, place, item.sign, 18.0, ink);
    }
    let words = inner.with_min_x(inner.left() + before);
    let at = Align2::LEFT_CENTER;
    silent_line(ui, words, at, item.label, font::body(), ink);
    focus_ring(ui, rect.shrink(2.0), &response);
    response
}

/// Opens or closes the menu of [`menu_under`] from the keyboard or a command.
pub fn toggle_menu(ui: &Ui, from: &Response) {
    let id: Id = Popup::default_response_id(from);
    Popup::toggle_id(ui.ctx(), id);
}
