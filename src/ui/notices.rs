//! What the program says by itself: banners on a page, a toast over it, the line of a running job.

use egui::{
    Align, Align2, Area, Context, CornerRadius, Frame, Id, Layout, Margin, Order, Rect, Response, RichText, Role,
    Sense, Ui, UiBuilder, Vec2, WidgetInfo, accesskit, vec2,
};

use crate::ui::{
    buttons::{Weight, button, icon_button},
    dialog::is_dialog_open,
    icon,
    paint::{focus_ring, glyph, line, paragraph, paragraph_height, silent_line, silent_paragraph, width_of},
    signs::meter,
    theme::{self, Tone, font, radius, size, space},
    words,
};

/// The sign that goes with a tone where a sentence stands alone.
pub fn sign_of(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral | Tone::Accent => icon::INFO,
        Tone::Danger => icon::ERROR,
        Tone::Warn => icon::WARNING,
        Tone::Good => icon::CHECK_CIRCLE,
    }
}

/// A sentence on the soft fill of its tone, wrapped, with up to two buttons. Returns the button that was pressed.
pub fn banner(ui: &mut Ui, tone: Tone, sentence: &str, actions: &[&str]) -> Option<usize> {
    let t = theme::of(ui);
    let hue = t.hue(tone);
    let left = ui.available_width();
    let one = |word: &&str| width_of(ui, word, font::body()) + space::M * 2.0 + space::S;
    let buttons: f32 = actions.iter().map(one).sum();
    // On a narrow page the buttons go under the sentence.
    let below = buttons > 0.0 && left - buttons < 280.0;
    let words_wide = left - 26.0 - space::M * 2.0 - if below { 0.0 } else { buttons };
    let words_wide = words_wide.max(80.0);
    let words_high = paragraph_height(ui, words_wide, 6, sentence, font::body());
    let row = if actions.is_empty() || below { words_high } else { words_high.max(size::BUTTON) };
    let foot = if below { size::BUTTON + space::S } else { 0.0 };
    let high = row + foot + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(left, high), Sense::hover());
    response.widget_info(|| WidgetInfo::new(Role::Group));
    let round = CornerRadius::same(radius::M);
    ui.painter().rect_filled(rect, round, hue.soft);
    let inner = rect.shrink2(vec2(space::M, 10.0));
    let top = inner.top() + (row - words_high) / 2.0;
    let sign = Rect::from_min_size(egui::pos2(inner.left(), top), vec2(18.0, 22.0));
    glyph(ui, sign, sign_of(tone), 18.0, hue.ink);
    let place = egui::pos2(inner.left() + 26.0, top);
    let place = Rect::from_min_size(place, vec2(words_wide, words_high));
    paragraph(ui, place, 6, sentence, font::body(), t.text);
    let (at, layout) = if below {
        let foot = inner.with_min_y(inner.bottom() - size::BUTTON);
        let foot = foot.with_min_x(foot.left() + 26.0);
        (foot, Layout::left_to_right(Align::Center))
    } else {
        (inner, Layout::right_to_left(Align::Center))
    };
    let builder = UiBuilder::new().max_rect(at).layout(layout).id_salt(("banner", sentence));
    let mut child = ui.new_child(builder);
    let mut pressed = None;
    for (n, word) in actions.iter().enumerate() {
        if button(&mut child, Weight::Normal, "", word).clicked() {
            pressed = Some(n);
        }
    }
    pressed
}

/// What was asked of a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastAsk {
    /// One of its own deeds, by its place: undo, look, try again.
    Act(usize),

    /// Put it away.
    Dismiss,
}

/// A notice over the foot of the page, or over its head while a dialog is open, whose buttons stand at its foot.
/// A screen reader reads it out when it appears; it never takes the focus.
///
/// How long it stays is the caller's to decide; what was refused or failed stays until it is put away.
pub fn toast(ctx: &Context, tone: Tone, sentence: &str, actions: &[&str]) -> Option<ToastAsk> {
    let screen = ctx.content_rect();
    let (order, at, off) = if is_dialog_open(ctx) {
        (Order::Tooltip, Align2::CENTER_TOP, space::XS)
    } else {
        (Order::Foreground, Align2::CENTER_BOTTOM, -size::STATUS_BAR - space::L)
    };
    let area = Area::new(Id::unique("toast")).order(order).anchor(at, vec2(0.0, off));
    let shown = area.show(ctx, |ui| {
        let t = theme::of(ui);
        let frame = Frame::popup(ui.style()).inner_margin(Margin::symmetric(12, 6));
        frame
            .show(ui, |ui| {
                ui.set_max_width((screen.width() - 96.0).min(720.0));
                ui.horizontal(|ui| {
                    let (sign, _) = ui.allocate_exact_size(vec2(20.0, size::BUTTON), Sense::hover());
                    glyph(ui, sign, sign_of(tone), 20.0, t.hue(tone).ink);
                    toast_words(ui, sentence, actions);
                    toast_buttons(ui, actions)
                })
                .inner
            })
            .inner
    });
    shown.inner
}

fn toast_words(ui: &mut Ui, sentence: &str, actions: &[&str]) {
    let act: f32 = actions.iter().map(|word| width_of(ui, word, font::body()) + 32.0).sum();
    let most = (ui.available_width() - act - size::BUTTON - space::S * 2.0).max(120.0);
    let wide = width_of(ui, sentence, font::body()).min(most).ceil() + 1.0;
    let high = paragraph_height(ui, wide, 4, sentence, font::body());
    let room = vec2(wide, high.max(size::BUTTON));
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, sentence));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(accesskit::Live::Polite);
    });
    let place = Rect::from_center_size(rect.center(), vec2(wide, high));
    let ink = theme::of(ui).text;
    silent_paragraph(ui, place, 4, sentence, font::body(), ink);
}

fn toast_buttons(ui: &mut Ui, actions: &[&str]) -> Option<ToastAsk> {
    let mut asked = None;
    for (n, word) in actions.iter().enumerate() {
        if button(ui, Weight::Normal, "", word).clicked() {
            asked = Some(ToastAsk::Act(n));
        }
    }
    if icon_button(ui, icon::CLOSE, words::DISMISS).clicked() {
        asked = Some(ToastAsk::Dismiss);
    }
    asked
}

/// A running job on the status bar: what, how far, and a word that stops it. True when it was pressed.
pub fn job_line(ui: &mut Ui, what: &str, done: usize, total: usize) -> bool {
    let t = theme::of(ui);
    let said = words::job_progress(what, done, total);
    ui.spacing_mut().item_spacing.x = space::S;
    let wide = width_of(ui, &said, font::small()) + 1.0;
    let high = size::STATUS_BAR - 4.0;
    let (rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    let left = Align2::LEFT_CENTER;
    line(ui, rect, left, &said, font::small(), t.text_2);
    if total > 0 {
        let (bar, response) = ui.allocate_exact_size(vec2(88.0, high), Sense::hover());
        let part = done as f32 / total as f32;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, what);
            info.value = Some(f64::from(part));
            info
        });
        let bar = Rect::from_center_size(bar.center(), vec2(bar.width(), 4.0));
        meter(ui, bar, part, Tone::Accent);
    }
    small_button(ui, words::STOP).clicked()
}

/// A word on a bar that is pressed: no box, accent ink.
pub fn small_button(ui: &mut Ui, word: &str) -> Response {
    word_button(ui, word, Sense::click())
}

/// The same, passed over by Tab and the arrows: on the status bar it would catch them from the lists above.
pub fn bar_button(ui: &mut Ui, word: &str) -> Response {
    word_button(ui, word, Sense::CLICK)
}

fn word_button(ui: &mut Ui, word: &str, sense: Sense) -> Response {
    let t = theme::of(ui);
    let wide = width_of(ui, word, font::small()) + space::S;
    let room = vec2(wide, size::STATUS_BAR - 4.0);
    let (rect, response) = ui.allocate_exact_size(room, sense);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, word));
    if response.hovered() {
        let round = CornerRadius::same(radius::S);
        ui.painter().rect_filled(rect, round, t.hover);
    }
    let ink = if enabled { t.hue(Tone::Accent).ink } else { t.text_3 };
    let center = Align2::CENTER_CENTER;
    silent_line(ui, rect, center, word, font::small(), ink);
    focus_ring(ui, rect.shrink(2.0), &response);
    response
}

/// A quiet sentence with a sign before it, as the save state on the top bar.
pub fn said(ui: &mut Ui, sign: &str, sentence: &str, tone: Tone) {
    let t = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
    glyph(ui, rect, sign, 16.0, t.hue(tone).ink);
    ui.add_space(-space::XS);
    ui.label(RichText::new(sentence).font(font::small()).color(t.text_2));
}
