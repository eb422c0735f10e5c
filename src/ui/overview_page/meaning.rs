//! What a number counts, in full: on hover, and by keyboard behind a small sign beside its name.

use egui::{Popup, Rect, RichText, Role, Ui};

use crate::ui::{
    icon,
    theme::{self, Tone, font, space},
    widgets::{glyph, has_focus, hot},
    words,
};

/// A sign that opens `means`; a screen reader hears it as the sign's description.
pub(super) fn meaning(ui: &Ui, rect: Rect, name: &str, means: &str) {
    let t = theme::of(ui);
    let said = words::overview_cards::meaning_of(name);
    let response = hot(ui, ("meaning", name), rect, Role::Button, &said, false);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(means));
    let shown = response.hovered() || has_focus(ui, &response);
    let ink = if shown { t.hue(Tone::Accent).ink } else { t.text_3 };
    glyph(ui, rect, icon::INFO, 16.0, ink);
    let open = Popup::from_toggle_button_response(&response).gap(space::XS).show(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(means).font(font::body()));
    });
    if open.is_none() {
        response.on_hover_text(means);
    }
}
