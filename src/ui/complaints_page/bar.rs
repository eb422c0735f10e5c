//! The bar over a list: its parts with their counts, the search, the filters.

use egui::{Align, Align2, Layout, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, vec2};

use crate::{
    app::Document,
    domain::ledger::Ledger,
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{
            FilterAsk, MenuItem, SearchField, Weight, button, check_box, filter_chip, inside, line, menu_under, tab,
            take_top,
        },
        words,
    },
};

use super::list::{Shelf, Spoken, clear, value};

/// Values in a list of a filter before it gets a field to search them.
const MANY: usize = 8;

/// Draws the bar off the top of `room`.
pub(super) fn bar_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, room: &mut Rect, ledger: &Ledger, shelf: &mut Shelf<K>) {
    let parts = take_top(room, 44.0);
    let strip = take_top(room, 44.0);
    let t = theme::of(ui);
    for rect in [parts, strip] {
        ui.painter().rect_filled(rect, 0, t.surface);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    }
    parts_ui(ui, parts, shelf);
    strip_ui(ctx, ui, strip, ledger, shelf);
}

fn parts_ui<K: Spoken>(ui: &mut Ui, rect: Rect, shelf: &mut Shelf<K>) {
    inside(ui, "parts", rect.shrink2(vec2(space::S, 0.0)), |ui| {
        ScrollArea::horizontal().id_salt("parts").show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
                ui.set_height(rect.height());
                ui.spacing_mut().item_spacing.x = space::XS;
                for part in K::TABS {
                    let (count, here) = (shelf.listing.count(*part), shelf.listing.query.tab == *part);
                    if K::is_rare(*part) && count == 0 && !here {
                        continue;
                    }
                    if tab(ui, K::tab(*part), &count.to_string(), here).clicked() {
                        shelf.listing.query.tab = *part;
                    }
                }
            });
        });
    });
}

fn strip_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, ledger: &Ledger, shelf: &mut Shelf<K>) {
    let t = theme::of(ui);
    let mut room = rect.shrink2(vec2(space::L, 0.0));
    let said = words::complaints::shown(shelf.listing.ids().len(), shelf.listing.count(shelf.listing.query.tab));
    let said = line(ui, room, Align2::RIGHT_CENTER, &said, font::small(), t.text_3);
    room.max.x = said.left() - space::M;
    inside(ui, "strip", room, |ui| {
        ScrollArea::horizontal().id_salt("strip").show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.set_height(rect.height());
                let search = SearchField { name: K::SEARCH, hint: K::SEARCH, keys: "", width: 280.0 };
                search.show(ui, &mut shelf.listing.query.text);
                chips_ui(ctx, ui, ledger, shelf);
            });
        });
    });
}

fn chips_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, shelf: &mut Shelf<K>) {
    let mut off = None;
    for (facet, values) in &shelf.listing.query.filters {
        match filter_chip(ui, K::facet(*facet), &words::complaints::wanted(ledger, values), words::TAKE_OFF) {
            Some(FilterAsk::TakeOff) => off = Some(*facet),
            Some(FilterAsk::Open) => shelf.filtering = Some(*facet),
            None => {}
        }
    }
    if let Some(facet) = off {
        shelf.listing.query.filters.remove(&facet);
    }
    add_ui(ctx, ui, ledger, shelf);
    if shelf.listing.query.is_narrowed() && button(ui, Weight::Quiet, "", words::complaints::CLEAR).clicked() {
        clear(shelf);
    }
}

fn add_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, shelf: &mut Shelf<K>) {
    let from = button(ui, Weight::Quiet, icon::FILTER_LIST, words::complaints::ADD_FILTER);
    let items: Vec<_> = K::FACETS.iter().map(|facet| MenuItem::new("", K::facet(*facet))).collect();
    if let Some(facet) = menu_under(&from, &items).and_then(|n| K::FACETS.get(n)) {
        shelf.filtering = Some(*facet);
        shelf.filter_text.clear();
        // The click that chose the line must not close the list that it opens.
        return;
    }
    let Some(facet) = shelf.filtering else {
        return;
    };
    let mut open = true;
    let popup = Popup::from_response(&from)
        .id(from.id.with("values"))
        .open_bool(&mut open)
        .gap(space::XS)
        .width(260.0)
        .accessible_name(K::facet(facet))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| values_ui(ctx, ui, ledger, shelf, facet));
    if !open {
        shelf.filtering = None;
    }
}

/// Every value of a facet with its count, to be ticked.
fn values_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, shelf: &mut Shelf<K>, facet: K::Facet) {
    ui.set_width(260.0);
    let revision = ctx.app.document().map_or(0, Document::revision);
    let values = shelf.listing.values(ledger, revision, ctx.today(), facet);
    if values.len() > MANY {
        let name = K::facet(facet);
        SearchField { name, hint: name, keys: "", width: 260.0 }.show(ui, &mut shelf.filter_text);
    } else {
        shelf.filter_text.clear();
    }
    let needle = shelf.filter_text.trim().to_lowercase();
    ScrollArea::vertical().max_height(10.0 * size::ROW).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (key, count) in &values {
            let word = value(ledger, key);
            if !needle.is_empty() && !word.to_lowercase().contains(&needle) {
                continue;
            }
            let mut on = shelf.listing.query.filters.get(&facet).is_some_and(|wanted| wanted.contains(key));
            if check_box(ui, &mut on, &words::issues_page::with_count(&word, *count)).changed() {
                shelf.listing.query.want(facet, key, on);
            }
        }
    });
}
