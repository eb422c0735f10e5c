//! A list with a filter at the left and what is chosen in it at the right; on a narrow page one under the other.

use egui::{Align2, Frame, Margin, Role, ScrollArea, Sense, Ui, vec2};

use crate::ui::{
    theme::{self, font, size, space},
    widgets::{Field, SearchField, Weight, button, empty_note, hot, inside, silent_line, submitted},
    words,
};

/// One line of the list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The thing's id.
    pub id: u128,
    /// What it is called.
    pub name: String,
    /// A quiet remark at the right.
    pub aside: String,
    /// What else finds it.
    pub keys: String,
}

/// What is typed and chosen around a list.
#[derive(Debug, Default)]
pub(super) struct EntriesDraft {
    /// The chosen line.
    pub chosen: Option<u128>,
    filter: String,
    new: String,
    /// The line to choose as soon as it is there: it was just added.
    wanted: Option<String>,
}

/// Lays list and detail out.
pub(super) fn split_ui<D>(
    ui: &mut Ui,
    draft: &mut D,
    list: impl FnOnce(&mut Ui, &mut D),
    detail: impl FnOnce(&mut Ui, &mut D),
) {
    let room = ui.available_size() - vec2(0.0, space::M);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let (left, right) = if rect.width() < 760.0 {
        let high = (rect.height() * 0.45).max(150.0);
        rect.split_top_bottom_at_y(rect.top() + high)
    } else {
        let side = (rect.width() * 0.34).clamp(280.0, 380.0);
        rect.split_left_right_at_x(rect.left() + side)
    };
    let stacked = left.width() > right.width() - 1.0;
    let gap = if stacked { vec2(0.0, space::S) } else { vec2(space::M, 0.0) };
    let right = egui::Rect::from_min_max(right.min + gap, right.max);
    inside(ui, "list", left, |ui| list(ui, draft));
    inside(ui, "detail", right, |ui| {
        scroll_ui(ui, |ui| detail(ui, draft));
    });
}

fn scroll_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt("detail").auto_shrink([false, false]).show(ui, |ui| {
        let wide = (ui.available_width() - space::M).min(super::FORM);
        Frame::new().inner_margin(Margin::same(2)).show(ui, |ui| {
            ui.set_width(wide);
            ui.spacing_mut().item_spacing.y = space::M;
            add(ui);
            ui.add_space(space::XL);
        });
    });
}

/// Shows the list. Returns the name of a new entry when one was asked for.
pub(super) fn list_ui(ui: &mut Ui, draft: &mut EntriesDraft, entries: &[Entry], add: &str) -> Option<String> {
    choose_wanted(draft, entries);
    let t = theme::of(ui);
    let mut added = None;
    let frame = Frame::new()
        .fill(t.surface)
        .stroke(t.hairline())
        .corner_radius(theme::radius::L)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(ui.available_height());
        ui.spacing_mut().item_spacing.y = space::S;
        let search =
            SearchField { name: words::FIND_IN_LIST, hint: words::FIND_IN_LIST, keys: "", width: ui.available_width() };
        search.show(ui, &mut draft.filter);
        added = add_ui(ui, draft, add);
        rows_ui(ui, draft, entries);
    });
    added
}

fn choose_wanted(draft: &mut EntriesDraft, entries: &[Entry]) {
    let found = draft.wanted.as_ref().and_then(|name| entries.iter().find(|entry| entry.name == *name));
    if let Some(found) = found {
        draft.chosen = Some(found.id);
        draft.wanted = None;
    }
}

fn add_ui(ui: &mut Ui, draft: &mut EntriesDraft, label: &str) -> Option<String> {
    let mut added = None;
    ui.horizontal(|ui| {
        let wide = (ui.available_width() - 72.0).max(80.0);
        let response = Field::new(label).bare().hint(label).width(wide).show(ui, &mut draft.new);
        let empty = draft.new.trim().is_empty();
        let pressed = ui.add_enabled_ui(!empty, |ui| button(ui, Weight::Normal, "", words::ADD)).inner;
        if !empty && (pressed.clicked() || submitted(ui, &response)) {
            added = Some(std::mem::take(&mut draft.new).trim().to_owned());
            draft.wanted.clone_from(&added);
        }
    });
    added
}

fn rows_ui(ui: &mut Ui, draft: &mut EntriesDraft, entries: &[Entry]) {
    let needle = draft.filter.trim().to_lowercase();
    let fits = |entry: &&Entry| {
        needle.is_empty() || entry.name.to_lowercase().contains(&needle) || entry.keys.to_lowercase().contains(&needle)
    };
    let shown: Vec<&Entry> = entries.iter().filter(fits).collect();
    if shown.is_empty() {
        return empty_note(ui, crate::ui::icon::SEARCH, words::NO_MATCH);
    }
    let t = theme::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("entries").auto_shrink([false, false]);
    area.show_rows(ui, size::ROW, shown.len(), |ui, range| {
        for entry in shown.get(range).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
            let here = draft.chosen == Some(entry.id);
            if hot(ui, entry.id, rect, Role::ListItem, &entry.name, here).clicked() {
                draft.chosen = Some(entry.id);
            }
            let inner = rect.shrink2(vec2(space::S, 0.0));
            let aside = silent_line(ui, inner, Align2::RIGHT_CENTER, &entry.aside, font::small(), t.text_3);
            let name = inner.with_max_x(aside.left() - space::S);
            silent_line(ui, name, Align2::LEFT_CENTER, &entry.name, font::body(), t.text);
        }
    });
}
