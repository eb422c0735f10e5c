//! The strip of filters over the grid, and the list of values of one column.

use egui::{Align, Align2, Layout, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::{CellKey, Column, Command, RowQuery},
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{FilterAsk, MenuItem, SearchField, Weight, button, check_box, filter_chip, inside, line, menu_under},
        words,
    },
};

use super::IssuesDraft;

/// The columns whose values are few enough to choose from.
const BY: [Column; 10] = [
    Column::LeadUnit,
    Column::Cooperating,
    Column::Stage,
    Column::Time,
    Column::Level,
    Column::Rating,
    Column::Category,
    Column::Inspection,
    Column::Person,
    Column::Region,
];

pub(super) fn filters_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, draft: &mut IssuesDraft, search: &mut String) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, t.surface);
    let rows = ctx.app.rows();
    let said = words::issues_page::rows_in_order(rows.ids().len(), &rows.query().sort);
    let words_room = rect.shrink2(vec2(space::L, 0.0));
    let wide = rect.width() >= size::NARROW;
    let mut room = rect.shrink2(vec2(space::L, 0.0));
    if wide {
        let said = line(ui, words_room, Align2::RIGHT_CENTER, &said, font::small(), t.text_3);
        room.max.x = said.left() - space::M;
    }
    inside(ui, "filters", room, |ui| {
        ScrollArea::horizontal().id_salt("filters").show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.set_height(rect.height());
                chips_ui(ctx, ui, draft, search);
            });
        });
    });
}

fn chips_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft, search: &mut String) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let query = ctx.app.rows().query();
    let mut new = query.clone();
    let off = words::TAKE_OFF;
    if !query.text.trim().is_empty()
        && filter_chip(ui, words::issues_page::SEARCHED, query.text.trim(), off) == Some(FilterAsk::TakeOff)
    {
        new.text.clear();
        search.clear();
        draft.sent_text.clear();
    }
    if let Some(days) = query.due_within {
        let within = words::issues_page::within_days(days);
        if filter_chip(ui, words::issues_page::DUE_WITHIN, &within, off) == Some(FilterAsk::TakeOff) {
            new.due_within = None;
        }
    }
    if let Some(among) = &query.among {
        let count = words::issues_page::so_many(among.len());
        if filter_chip(ui, words::issues_page::AMONG, &count, off) == Some(FilterAsk::TakeOff) {
            new.among = None;
        }
    }
    for (column, values) in &query.filters {
        let values = words::issues_page::filter_values(ledger, values);
        match filter_chip(ui, words::issues_page::column(*column), &values, off) {
            Some(FilterAsk::TakeOff) => drop(new.filters.remove(column)),
            Some(FilterAsk::Open) => draft.filtering = Some(*column),
            None => {}
        }
    }
    add_ui(ctx, ui, draft);
    if query.is_narrowed() && button(ui, Weight::Quiet, "", words::issues_page::CLEAR_FILTERS).clicked() {
        new = query.widened();
        search.clear();
        draft.sent_text.clear();
    }
    if new != *query {
        ctx.commands.send(Command::SetRows(new));
    }
}

fn add_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft) {
    let from = button(ui, Weight::Quiet, icon::FILTER_LIST, words::issues_page::ADD_FILTER);
    let items = BY.map(|column| MenuItem::new("", words::issues_page::column(column)));
    if let Some(chosen) = menu_under(&from, &items).and_then(|n| BY.get(n)) {
        draft.filtering = Some(*chosen);
        draft.filter_text.clear();
        // The click that chose the line must not close the list that it opens.
        return;
    }
    let Some(column) = draft.filtering else {
        return;
    };
    let mut open = true;
    let popup = Popup::from_response(&from)
        .id(from.id.with("values"))
        .open_bool(&mut open)
        .gap(space::XS)
        .width(260.0)
        .accessible_name(words::issues_page::column(column))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| values_ui(ctx, ui, column, &mut draft.filter_text));
    if !open {
        draft.filtering = None;
    }
}

/// Every value of the column with its count, to be ticked.
fn values_ui(ctx: ViewCtx<'_>, ui: &mut Ui, column: Column, typed: &mut String) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    ui.set_width(260.0);
    let values = ctx.app.rows().values(column);
    if values.len() > 8 {
        let name = words::issues_page::column(column);
        SearchField { name, hint: name, keys: "", width: 260.0 }.show(ui, typed);
    } else {
        typed.clear();
    }
    let needle = typed.trim().to_lowercase();
    let mut new = ctx.app.rows().query().clone();
    ScrollArea::vertical().max_height(10.0 * size::ROW).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (key, count) in &values {
            let word = words::issues_page::cell_key(ledger, key);
            if !needle.is_empty() && !word.to_lowercase().contains(&needle) {
                continue;
            }
            value_ui(ui, &mut new, column, key, &words::issues_page::with_count(&word, *count));
        }
    });
    if new != *ctx.app.rows().query() {
        ctx.commands.send(Command::SetRows(new));
    }
}

fn value_ui(ui: &mut Ui, query: &mut RowQuery, column: Column, key: &CellKey, word: &str) {
    let mut on = query.filters.get(&column).is_some_and(|keys| keys.contains(key));
    if !check_box(ui, &mut on, word).changed() {
        return;
    }
    let keys = query.filters.entry(column).or_default();
    if on {
        keys.insert(key.clone());
    } else {
        keys.remove(key);
    }
    if keys.is_empty() {
        query.filters.remove(&column);
    }
}
