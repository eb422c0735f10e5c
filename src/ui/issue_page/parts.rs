//! Pieces that several cards share: a card with buttons in its title, a line of who and when.

use egui::{Align, Layout, Ui, vec2};

use crate::{
    domain::{EditKey, UnitId, record::Signature},
    ui::{
        theme::{self, space},
        widgets::{card_ui, title_line},
        words::{self, issue_page as says},
    },
};

use super::Here;

/// A card whose title line ends in buttons, drawn from right to left.
pub(super) fn card<R>(
    ui: &mut Ui,
    (title, aside): (&str, &str),
    buttons: impl FnOnce(&mut Ui),
    body: impl FnOnce(&mut Ui) -> R,
) -> R {
    card_ui(ui, "", "", |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        ui.add_space(-space::S);
        let row = vec2(ui.available_width(), 40.0);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            // Without buttons the row would be as low as nothing.
            ui.set_min_size(row);
            buttons(ui);
            let mut left = ui.available_rect_before_wrap();
            left.max.x -= space::XS;
            title_line(ui, left, title, aside);
        });
        body(ui)
    })
}

/// Who signed, and who typed it when that was somebody else (代录).
pub(super) fn signed_by(here: Here<'_>, signed: &Signature, at: EditKey) -> String {
    let name = signed.person.trim();
    let unit = unit_name(here, signed.unit);
    let mut said = [name, &unit].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let typist = typed_by(here, at);
    if !typist.is_empty() && typist != name {
        if !said.is_empty() {
            said.push('，');
        }
        said.push_str(&says::typed_for(&typist));
    }
    said
}

/// Who typed an edit, as declared.
pub(super) fn typed_by(here: Here<'_>, at: EditKey) -> String {
    let change = here.issue.change_of(at).and_then(|id| here.ctx.app.history()?.get(id));
    change.map(|change| change.header.author.clone()).unwrap_or_default()
}

/// Who typed an edit and when.
pub(super) fn typed_by_at(here: Here<'_>, at: EditKey) -> String {
    let change = here.issue.change_of(at).and_then(|id| here.ctx.app.history()?.get(id));
    change.map_or_else(String::new, |change| {
        let header = &change.header;
        format!("{} {} {}", header.author, header.unit, words::date_and_time(header.typed_at)).trim().to_owned()
    })
}

/// The name of a unit; empty where there is none.
pub(super) fn unit_name(here: Here<'_>, unit: Option<UnitId>) -> String {
    unit.map(|id| here.ledger.directory.unit_name(id).to_owned()).unwrap_or_default()
}

/// A quiet line at the foot of an entry.
pub(super) fn quiet(ui: &mut Ui, words: &str) {
    if !words.trim().is_empty() {
        let ink = theme::of(ui).text_3;
        let text = egui::RichText::new(words).font(theme::font::small()).color(ink);
        ui.add(egui::Label::new(text).wrap());
    }
}

/// A whole text, wrapped.
pub(super) fn body(ui: &mut Ui, words: &str) {
    if !words.trim().is_empty() {
        let ink = theme::of(ui).text;
        ui.add(egui::Label::new(egui::RichText::new(words).color(ink)).wrap());
    }
}

/// A quiet key before a whole text.
pub(super) fn keyed(ui: &mut Ui, key: &str, words: &str) {
    if words.trim().is_empty() {
        return;
    }
    let t = theme::of(ui);
    let mut job = egui::text::LayoutJob::default();
    let small = egui::text::TextFormat::simple(theme::font::small(), t.text_3);
    job.append(key, 0.0, small);
    job.append(words, 8.0, egui::text::TextFormat::simple(theme::font::body(), t.text_2));
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).wrap());
}

/// Draws into a given place of a painted row.
pub(super) fn at<R>(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    place: egui::Rect,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    crate::ui::widgets::inside(ui, salt, place, add)
}
