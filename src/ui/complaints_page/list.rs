//! A list with its bar and, beside it, the panel of the row chosen; over it where the window is narrow.

use egui::{Rect, Ui};

use crate::{
    app::{
        Document,
        listing::{FacetValue, ListKind, ListQuery, Listing},
    },
    domain::ledger::Ledger,
    ui::{
        icon,
        theme::{self, size},
        view::ViewCtx,
        widgets::{Head, Table, TableAsk, TableRow, empty_note, empty_state, inside, take_top},
        words,
    },
};

use super::bar;

/// How wide the panel is beside the list.
const PANEL: f32 = 420.0;

/// How a list is told in words.
pub(super) trait Spoken: ListKind + Clone + PartialEq {
    /// What the list is called for a screen reader.
    const NAME: &'static str;
    /// In its empty search field.
    const SEARCH: &'static str;

    /// A part of the list.
    fn tab(tab: Self::Tab) -> &'static str;
    /// A part that is offered only while something is in it.
    fn is_rare(tab: Self::Tab) -> bool;
    /// The head of a column, its width, and whether it grows.
    fn column(column: Self::Column) -> (&'static str, f32, bool);
    /// By what the list is filtered.
    fn facet(facet: Self::Facet) -> &'static str;
    /// A row.
    fn row(ctx: ViewCtx<'_>, ledger: &Ledger, id: Self::Id) -> TableRow;
}

/// A list and what is chosen in it.
#[derive(Debug)]
pub(super) struct Shelf<K: ListKind> {
    pub(super) listing: Listing<K>,
    pub(super) chosen: Option<K::Id>,
    pub(super) open: bool,
    pub(super) filtering: Option<K::Facet>,
    pub(super) filter_text: String,
}

impl<K: ListKind> Default for Shelf<K> {
    fn default() -> Self {
        Self { listing: Listing::default(), chosen: None, open: false, filtering: None, filter_text: String::new() }
    }
}

impl<K: ListKind> Shelf<K> {
    /// Chooses one and takes away what might hide it.
    pub(super) fn lead_to(&mut self, id: K::Id) {
        self.chosen = Some(id);
        self.open = true;
        self.listing.query = ListQuery::default();
    }
}

/// Draws bar, list and panel into `room`. `panel` draws the one chosen and says when it is to be closed.
pub(super) fn shelf_ui<K: Spoken>(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, mut room): (&Ledger, Rect),
    shelf: &mut Shelf<K>,
    panel: impl FnOnce(&mut Ui, K::Id) -> bool,
) {
    let revision = ctx.app.document().map_or(0, Document::revision);
    shelf.listing.refresh(ledger, revision, ctx.today());
    let shown = shelf.chosen.filter(|_| shelf.open);
    let narrow = room.width() < size::NARROW - size::RAIL;
    // In a narrow window the panel is the page: the bar would leave it no room.
    if !narrow || shown.is_none() {
        bar::bar_ui(ctx, ui, &mut room, ledger, shelf);
    }
    let t = theme::of(ui);
    ui.painter().rect_filled(room, 0, t.surface);
    if let Some(id) = shown {
        let side = if narrow { room } else { room.with_min_x(room.right() - PANEL) };
        ui.painter().rect_filled(side, 0, t.sunken);
        ui.painter().vline(side.left() + 0.5, side.y_range(), t.border());
        if inside(ui, "panel", side, |ui| panel(ui, id)) {
            shelf.open = false;
        }
        room.max.x = side.left();
    }
    if shown.is_none() || !narrow {
        inside(ui, "list", room, |ui| list_ui(ctx, ui, ledger, shelf));
    }
}

fn list_ui<K: Spoken>(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, shelf: &mut Shelf<K>) {
    let ids = shelf.listing.ids().to_vec();
    let sort = shelf.listing.query.sort;
    let heads: Vec<_> = K::COLUMNS
        .iter()
        .map(|column| {
            let (word, width, grows) = K::column(*column);
            let sorted = sort.filter(|(by, _)| by == column).map(|(_, down)| down);
            Head { word, width, grows, sorted }
        })
        .collect();
    let cursor = shelf.chosen.and_then(|id| shelf.listing.place(id));
    let table = Table { name: K::NAME, heads: &heads, n_rows: ids.len(), cursor };
    let asked = table.show(ui, |n| ids.get(n).map_or_else(TableRow::default, |id| K::row(ctx, ledger, *id)));
    match asked {
        Some(TableAsk::Sort(n)) => {
            if let Some(column) = K::COLUMNS.get(n) {
                shelf.listing.query.click(*column);
            }
        }
        Some(TableAsk::Cursor(n)) => shelf.chosen = ids.get(n).copied(),
        Some(TableAsk::Open(n)) => {
            shelf.chosen = ids.get(n).copied();
            shelf.open = true;
        }
        Some(TableAsk::Leave) => shelf.open = false,
        None => {}
    }
    if ids.is_empty() {
        let mut below = ui.max_rect();
        take_top(&mut below, size::GRID_HEAD);
        inside(ui, "nothing found", below, |ui| nothing_ui(ui, shelf));
    }
}

fn nothing_ui<K: Spoken>(ui: &mut Ui, shelf: &mut Shelf<K>) {
    if !shelf.listing.query.is_narrowed() {
        return empty_note(ui, icon::FILTER_LIST, words::complaints::NONE_HERE);
    }
    if empty_state(ui, icon::FILTER_LIST, words::complaints::NOTHING_FOUND, words::complaints::CLEAR).clicked() {
        clear(shelf);
    }
}

/// Takes text and filters off.
pub(super) fn clear<K: ListKind>(shelf: &mut Shelf<K>) {
    shelf.listing.query.text.clear();
    shelf.listing.query.filters.clear();
}

/// A value of a filter in words.
pub(super) fn value(ledger: &Ledger, value: &FacetValue) -> String {
    words::complaints::facet_value(ledger, value)
}
