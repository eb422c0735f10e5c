//! The strip of filters over the grid, and the list of values of one column.

use std::collections::BTreeSet;

use egui::{Align, Align2, Layout, Rect, Response, ScrollArea, Ui, vec2};

use crate::{
    app::{Column, Command, RowQuery, Rows},
    ui::{
        icon,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{FilterAsk, MenuItem, Weight, button, filter_chip, inside, line, menu_under},
        words::{self, views as says},
    },
};

use super::{
    IssuesDraft,
    column_filter::{FilterDraft, filter_ui},
    sort_dialog::SortDraft,
};

/// The columns whose values are few enough to choose from.
const BY: [Column; 12] = [
    Column::LeadUnit,
    Column::Cooperating,
    Column::Stage,
    Column::Due,
    Column::Time,
    Column::Level,
    Column::Rating,
    Column::Category,
    Column::Inspection,
    Column::Person,
    Column::Region,
    Column::Title,
];

pub(super) fn filters_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, draft: &mut IssuesDraft, search: &mut String) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, 0, ctx.bar_fill(ui));
    let rows = ctx.app.rows();
    let said = words::issues_page::rows_in_order(rows.ids().len(), &rows.query().sort);
    let said = if rows.is_working() { says::WORKING.to_owned() } else { said };
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
    columns_ui(ctx, ui, &mut new, draft);
    if let Some(column) = query.group
        && filter_chip(ui, says::GROUPED, words::issues_page::column(column), off) == Some(FilterAsk::TakeOff)
    {
        new.group = None;
    }
    let from = add_ui(ctx, ui, draft);
    order_ui(ui, ctx.app.rows(), &mut new, draft);
    if query.is_narrowed() && button(ui, Weight::Quiet, "", words::issues_page::CLEAR_FILTERS).clicked() {
        new = query.widened();
        search.clear();
        draft.sent_text.clear();
    }
    if draft.filtering.as_ref().is_some_and(|it| !it.under_head) {
        filter_ui(ctx, &from, &mut draft.filtering);
    }
    if new != *query {
        ctx.commands.send(Command::SetRows(new));
    }
}

/// A chip for each column that filters.
fn columns_ui(ctx: ViewCtx<'_>, ui: &mut Ui, new: &mut RowQuery, draft: &mut IssuesDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let query = ctx.app.rows().query();
    for column in Column::ALL {
        let ticked = query.filters.get(column).map(|keys| words::issues_page::filter_values(ledger, keys));
        let says = query.conditions.get(column).map(says::condition);
        let said: Vec<_> = ticked.into_iter().chain(says).collect();
        if said.is_empty() {
            continue;
        }
        match filter_chip(ui, words::issues_page::column(*column), &said.join("，"), words::TAKE_OFF) {
            Some(FilterAsk::TakeOff) => {
                new.filters.remove(column);
                new.conditions.remove(column);
            }
            Some(FilterAsk::Open) => draft.filtering = Some(FilterDraft::new(query, *column, false)),
            None => {}
        }
    }
}

/// Adds a filter on a column.
fn add_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft) -> Response {
    let from = button(ui, Weight::Quiet, icon::FILTER_LIST, words::issues_page::ADD_FILTER);
    let items = BY.map(|column| MenuItem::new("", words::issues_page::column(column)));
    if let Some(chosen) = menu_under(&from, &items).and_then(|n| BY.get(n)) {
        draft.filtering = Some(FilterDraft::new(ctx.app.rows().query(), *chosen, false));
    }
    from
}

/// The order by several columns, and the groups.
fn order_ui(ui: &mut Ui, rows: &Rows, new: &mut RowQuery, draft: &mut IssuesDraft) {
    if button(ui, Weight::Quiet, icon::SORT, says::SORT).clicked() {
        draft.sorting = Some(SortDraft::of(new));
    }
    let from = button(ui, Weight::Quiet, icon::TABLE_ROWS, &says::group_button(new.group));
    let groups = std::iter::once(None).chain(Column::GROUPS.iter().copied().map(Some));
    let groups: Vec<_> = groups.collect();
    let item = |column: &Option<Column>| {
        let sign = if *column == new.group { icon::CHECK } else { icon::TABLE_ROWS };
        MenuItem::new(sign, column.map_or(says::NO_GROUPS, words::issues_page::column))
    };
    let mut items: Vec<_> = groups.iter().map(item).collect();
    if new.group.is_some() {
        items.push(MenuItem::new(icon::CHEVRON_RIGHT, says::FOLD_ALL));
        items.push(MenuItem::new(icon::EXPAND_MORE, says::UNFOLD_ALL));
    }
    let Some(n) = menu_under(&from, &items) else {
        return;
    };
    match groups.get(n) {
        Some(group) => (new.group, new.folded) = (*group, BTreeSet::new()),
        None if n == groups.len() => new.folded = rows.groups().iter().map(|group| group.key.clone()).collect(),
        None => new.folded.clear(),
    }
}
