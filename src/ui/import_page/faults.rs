//! The lines that became no item, and what was not understood, by line.

use egui::{Align2, Rect, Sense, Ui, vec2};

use crate::{
    app::import::plan_words,
    ui::{
        icon,
        theme::{self, font, space},
        widgets::{empty_note, hint, line, paragraph, paragraph_height},
        words::import as words,
    },
};

use super::preview::Shown;

const NUMBER: f32 = 88.0;

/// Shows the list of faults.
pub(super) fn faults_ui(ui: &mut Ui, shown: Shown<'_>) {
    let faults = &shown.plan.report.faults;
    if faults.is_empty() {
        return empty_note(ui, icon::CHECK_CIRCLE, words::NO_FAULTS);
    }
    ui.add_space(space::S);
    hint(ui, words::FAULTS_HINT);
    ui.spacing_mut().item_spacing.y = 0.0;
    let t = theme::of(ui);
    for fault in faults {
        let text = fault.line.checked_sub(1).and_then(|n| shown.plan.lines.get(n));
        let text = text.map_or("", String::as_str);
        let wide = ui.available_width();
        let room = (wide - NUMBER).max(80.0);
        let high = paragraph_height(ui, room, 2, text, font::body());
        let (rect, _) = ui.allocate_exact_size(vec2(wide, high + 22.0 + space::S * 2.0), Sense::hover());
        if !ui.is_rect_visible(rect) {
            continue;
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
        let inner = rect.shrink2(vec2(0.0, space::S));
        let number = Rect::from_min_size(inner.min, vec2(NUMBER, 22.0));
        line(ui, number, Align2::LEFT_CENTER, &words::line(fault.line), font::small(), t.text_3);
        let place = Rect::from_min_size(inner.min + vec2(NUMBER, 0.0), vec2(room, high));
        paragraph(ui, place, 2, text, font::body(), t.text_2);
        let below = Rect::from_min_size(place.left_bottom(), vec2(room, 22.0));
        let said = plan_words::fault_words(&fault.what);
        let ink = if fault.what.is_outside() { t.text_3 } else { t.hue(theme::Tone::Warn).ink };
        line(ui, below, Align2::LEFT_CENTER, &said, font::small(), ink);
    }
}
