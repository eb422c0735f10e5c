//! The filter of one column: what it must say, and the list of its values with their counts.

use egui::{Align, Layout, Popup, PopupCloseBehavior, Response, ScrollArea, SetOpenCommand, Ui, vec2};

use crate::{
    app::{Column, Command, RowQuery, rows::pinyin::matches_initials},
    domain::{
        ledger::Ledger,
        view::{CellKey, Condition, TimeKind},
    },
    ui::{
        icon,
        theme::space,
        view::ViewCtx,
        widgets::{SearchField, Weight, button, check_box, divider, hint, is_composing, link},
        words::{self, views as says},
    },
};

use super::condition_fields::ConditionDraft;

const WIDTH: f32 = 320.0;

/// Lists of fewer values need no search.
const FEW: usize = 8;

/// The filter that is open.
#[derive(Debug)]
pub(super) struct FilterDraft {
    pub(super) column: Column,
    /// It hangs under the head of the column, not under the strip of filters.
    pub(super) under_head: bool,
    search: String,
    condition: ConditionDraft,
    /// The values as they were at this version of the rows, and those the search finds.
    listed: Option<(u64, Vec<Listed>)>,
    found: Option<(String, Vec<usize>)>,
    opened: bool,
}

#[derive(Debug)]
struct Listed {
    key: CellKey,
    word: String,
    count: usize,
}

impl FilterDraft {
    pub(super) fn new(query: &RowQuery, column: Column, under_head: bool) -> Self {
        Self {
            column,
            under_head,
            search: String::new(),
            condition: ConditionDraft::of(column, query.conditions.get(&column)),
            listed: None,
            found: None,
            opened: false,
        }
    }

    fn list(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger) {
        let version = ctx.app.rows().version();
        if self.listed.as_ref().is_none_or(|(of, _)| *of != version) {
            let is_soon = |key: &CellKey| *key == CellKey::Time(TimeKind::DueSoon);
            let word = |key: &CellKey| {
                if is_soon(key) { words::due_soon_within(ledger) } else { words::issues_page::cell_key(ledger, key) }
            };
            let listed = |(key, count)| Listed { word: word(&key), key, count };
            self.listed = Some((version, ctx.app.rows().values(self.column).into_iter().map(listed).collect()));
            self.found = None;
        }
        let needle = self.search.trim();
        if self.found.as_ref().is_none_or(|(of, _)| of != needle) {
            let values = self.listed.iter().flat_map(|(_, values)| values);
            let finds = |value: &Listed| needle.is_empty() || is_found_by(&value.word, needle);
            let found = values.enumerate().filter(|(_, value)| finds(value)).map(|(n, _)| n).collect();
            self.found = Some((needle.to_owned(), found));
        }
    }

    /// The values the search finds, in their order.
    fn found(&self) -> impl Iterator<Item = &Listed> {
        let values = self.listed.as_ref().map_or(&[][..], |(_, values)| values);
        let found = self.found.iter().flat_map(|(_, found)| found);
        found.filter_map(|n| values.get(*n))
    }
}

fn is_found_by(word: &str, needle: &str) -> bool {
    word.to_lowercase().contains(&needle.to_lowercase()) || matches_initials(word, needle)
}

/// Shows the open filter under `from`.
pub(super) fn filter_ui(ctx: ViewCtx<'_>, from: &Response, open: &mut Option<FilterDraft>) {
    let Some(draft) = open.as_mut() else {
        return;
    };
    let id = from.id.with(("filter", draft.column));
    let command = (!std::mem::replace(&mut draft.opened, true)).then_some(SetOpenCommand::Bool(true));
    let popup = Popup::from_response(from)
        .id(id)
        .open_memory(command)
        .gap(space::XS)
        .width(WIDTH)
        .accessible_name(says::filter(draft.column))
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| body_ui(ctx, ui, draft, from.rect.bottom()));
    if !Popup::is_id_open(&from.ctx, id) {
        *open = None;
    }
}

fn body_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut FilterDraft, top: f32) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let start = ui.cursor().top();
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = space::XS;
    let mut query = ctx.app.rows().query().clone();
    order_ui(ui, draft.column, &mut query);
    divider(ui);
    if draft.condition.show(ui, ctx.today()) && !is_composing(ui) {
        put_condition(&mut query, draft.column, draft.condition.read(ctx.today()));
    }
    divider(ui);
    draft.list(ctx, ledger);
    if draft.listed.as_ref().is_some_and(|(_, values)| values.len() > FEW) {
        let width = ui.available_width();
        SearchField { name: says::FIND_VALUE, hint: says::FIND_VALUE, keys: "", width }.show(ui, &mut draft.search);
        draft.list(ctx, ledger);
    }
    ticks_ui(ui, draft, &mut query);
    let used = ui.cursor().top() - start;
    values_ui(ui, draft, &mut query, values_height(ui.ctx().content_rect().bottom() - top - used));
    if query != *ctx.app.rows().query() {
        ctx.commands.send(Command::SetRows(query));
    }
}

fn order_ui(ui: &mut Ui, column: Column, query: &mut RowQuery) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (down, sign, word) in [(false, icon::ARROW_UPWARD, says::UP), (true, icon::ARROW_DOWNWARD, says::DOWN)] {
            if button(ui, Weight::Quiet, sign, word).clicked() {
                query.sort = vec![(column, down)];
            }
        }
        let asked = query.filters.contains_key(&column) || query.conditions.contains_key(&column);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if asked && button(ui, Weight::Quiet, "", words::issues_page::CLEAR_FILTERS).clicked() {
                query.filters.remove(&column);
                query.conditions.remove(&column);
            }
        });
    });
}

fn put_condition(query: &mut RowQuery, column: Column, condition: Option<Condition>) {
    match condition {
        Some(condition) => drop(query.conditions.insert(column, condition)),
        None => drop(query.conditions.remove(&column)),
    }
}

/// All, the others, none.
fn ticks_ui(ui: &mut Ui, draft: &FilterDraft, query: &mut RowQuery) {
    let column = draft.column;
    ui.horizontal(|ui| {
        let found = || draft.found().map(|value| value.key.clone());
        if link(ui, says::ALL).clicked() {
            query.filters.entry(column).or_default().extend(found());
        }
        if link(ui, says::INVERT).clicked() {
            let ticked = query.filters.remove(&column).unwrap_or_default();
            let others: std::collections::BTreeSet<_> = found().filter(|key| !ticked.contains(key)).collect();
            if !others.is_empty() {
                query.filters.insert(column, others);
            }
        }
        if link(ui, says::NONE).clicked() {
            query.filters.remove(&column);
        }
    });
}

/// How high the list of values may be where so much room is left of the screen for it and the popup's edges.
fn values_height(left: f32) -> f32 {
    (left - AROUND).clamp(4.0 * LINE, 16.0 * LINE)
}

/// The gap over the popup, its margins and what stays free under it.
const AROUND: f32 = 32.0;

/// Every value with its count, to be ticked; only those in sight are drawn.
fn values_ui(ui: &mut Ui, draft: &FilterDraft, query: &mut RowQuery, most: f32) {
    let found: Vec<_> = draft.found().collect();
    if found.is_empty() {
        return hint(ui, says::NO_VALUE);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let high = most.min(LINE * found.len() as f32);
    // The popup is only as high as it was in the frame before: the list must ask for its own height.
    let area = ScrollArea::vertical().max_height(high).min_scrolled_height(high).auto_shrink([false, true]);
    area.show_rows(ui, LINE, found.len(), |ui, rows| {
        for value in found.get(rows).unwrap_or_default() {
            value_ui(ui, draft.column, value, query);
        }
    });
}

/// How high a value is.
const LINE: f32 = 28.0;

fn value_ui(ui: &mut Ui, column: Column, value: &Listed, query: &mut RowQuery) {
    let mut on = query.filters.get(&column).is_some_and(|keys| keys.contains(&value.key));
    let said = words::issues_page::with_count(&words::cut(&value.word, VALUE_CHARS), value.count);
    let room = vec2(ui.available_width(), LINE);
    let changed = ui.allocate_ui(room, |ui| check_box(ui, &mut on, &said).changed()).inner;
    if !changed {
        return;
    }
    let keys = query.filters.entry(column).or_default();
    if on {
        keys.insert(value.key.clone());
    } else {
        keys.remove(&value.key);
    }
    if keys.is_empty() {
        query.filters.remove(&column);
    }
}

/// So much of a long value shows.
const VALUE_CHARS: usize = 16;
