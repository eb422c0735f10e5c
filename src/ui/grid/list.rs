//! What hangs under the editor of a cell: why it cannot be written, what was understood, what may be chosen.

use egui::{
    Align2, CornerRadius, Id, Popup, PopupCloseBehavior, Rect, Response, RichText, Role, ScrollArea, Sense, StrokeKind,
    Ui, WidgetInfo, vec2,
};

use crate::ui::{
    buttons::{Weight, button},
    paint::{silent_line, width_of},
    theme::{self, Tone, font, radius, size, space},
    words,
};

use super::offers::Offer;

const HIGH: f32 = 8.0 * size::ROW;

/// What hangs under the editor.
#[derive(Debug)]
pub(super) struct Under<'a> {
    pub(super) place: Rect,
    pub(super) id: Id,
    pub(super) fault: Option<&'a str>,
    /// What can be done about the fault.
    pub(super) deeds: &'a [&'a str],
    pub(super) says: Option<&'a str>,
    pub(super) offers: &'a [Offer],
    /// The places of what is found in `offers`.
    pub(super) found: &'a [usize],
    /// The line that Enter takes.
    pub(super) at: Option<usize>,
    pub(super) moved: bool,
}

impl Default for Under<'_> {
    fn default() -> Self {
        Self {
            place: Rect::NOTHING,
            id: Id::NULL,
            fault: None,
            deeds: &[],
            says: None,
            offers: &[],
            found: &[],
            at: None,
            moved: false,
        }
    }
}

/// What happened there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnderShown {
    /// The line that was clicked.
    pub(super) picked: Option<usize>,
    /// What was asked to be done about the fault.
    pub(super) deed: Option<usize>,
    /// The pointer is at work in it: the editor is not left.
    pub(super) at_work: bool,
}

impl Under<'_> {
    pub(super) fn show(&self, ui: &Ui) -> UnderShown {
        if self.fault.is_none() && self.says.is_none() && self.offers.is_empty() {
            return UnderShown::default();
        }
        let wide = self.width(ui);
        let popup = Popup::new(self.id.with("under"), ui.ctx().clone(), self.place, ui.layer_id())
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .gap(space::XS)
            .width(wide);
        let shown = popup.show(|ui| {
            ui.set_width(wide);
            ui.spacing_mut().item_spacing.y = 0.0;
            let t = theme::of(ui);
            for (said, ink) in [(self.fault, t.hue(Tone::Danger).ink), (self.says, t.text_2)] {
                if let Some(said) = said {
                    ui.add(egui::Label::new(RichText::new(said).font(font::small()).color(ink)).wrap());
                }
            }
            let deed = self.deeds_ui(ui);
            if self.offers.is_empty() {
                return (None, deed);
            }
            (ScrollArea::vertical().max_height(HIGH).show(ui, |ui| self.lines(ui)).inner, deed)
        });
        let Some(shown) = shown else {
            return UnderShown::default();
        };
        let place = shown.response.rect;
        let at_work = ui.input(|input| {
            let busy = input.pointer.any_down() || input.pointer.any_released();
            busy && input.pointer.interact_pos().is_some_and(|at| place.contains(at))
        });
        let (picked, deed) = shown.inner;
        UnderShown { picked, deed, at_work }
    }

    fn deeds_ui(&self, ui: &mut Ui) -> Option<usize> {
        if self.deeds.is_empty() {
            return None;
        }
        ui.add_space(space::XS);
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
            for (n, deed) in self.deeds.iter().enumerate() {
                if button(ui, Weight::Normal, "", deed).clicked() {
                    asked = Some(n);
                }
            }
        });
        ui.add_space(space::XS);
        asked
    }

    fn width(&self, ui: &Ui) -> f32 {
        if self.offers.is_empty() {
            let said = self.fault.or(self.says).unwrap_or_default();
            let least = if self.deeds.is_empty() { 160.0 } else { 280.0 };
            return (width_of(ui, said, font::small()) + space::S).clamp(least, 380.0);
        }
        let asides = self.offers.iter().any(|offer| !offer.aside.is_empty());
        self.place.width().clamp(if asides { 280.0 } else { 180.0 }, 420.0)
    }

    fn lines(&self, ui: &mut Ui) -> Option<usize> {
        let mut picked = None;
        for (row, n) in self.found.iter().enumerate() {
            let Some(offer) = self.offers.get(*n) else {
                continue;
            };
            let here = self.at == Some(row);
            let response = line_ui(ui, offer, here);
            if here && self.moved {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(row);
            }
        }
        if self.found.is_empty() {
            ui.label(RichText::new(words::NO_MATCH).color(theme::of(ui).text_3));
        }
        picked
    }
}

fn line_ui(ui: &mut Ui, offer: &Offer, here: bool) -> Response {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), size::ROW);
    // Not reached by Tab: the keyboard stays in the cell.
    let (rect, response) = ui.allocate_exact_size(wide, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &offer.word));
    let round = CornerRadius::same(radius::S);
    if here || response.hovered() {
        ui.painter().rect_filled(rect, round, if here { t.selected } else { t.hover });
    }
    if here {
        ui.painter().rect_stroke(rect, round, t.border(), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(space::S, 0.0));
    let aside = width_of(ui, &offer.aside, font::small()).min(inner.width() * 0.6);
    let words = inner.with_max_x(inner.right() - aside - space::S);
    silent_line(ui, words, Align2::LEFT_CENTER, &offer.word, font::body(), t.text);
    let aside = inner.with_min_x(inner.right() - aside - 1.0);
    silent_line(ui, aside, Align2::RIGHT_CENTER, &offer.aside, font::small(), t.text_3);
    response
}
