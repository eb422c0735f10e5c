//! 台账: quick views, filters and the grid of issues.

mod cells;
mod column_filter;
mod columns_menu;
mod condition_fields;
mod filters;
mod grid;
mod group;
mod head;
mod head_menu;
mod header;
mod papers;
mod register;
mod row_menu;
mod sort_dialog;
mod views_menu;
mod withdraw;

use std::collections::BTreeMap;

use egui::{Rect, Ui, Vec2};

use crate::{
    app::{Column, Command, Only, Page},
    domain::IssueId,
    ui::{
        grid::GridDraft,
        icon,
        keys::{self, Deed},
        theme::{self, size},
        typed_form::FormSlot,
        view::ViewCtx,
        widgets::{Weight, button, empty_note, empty_state, inside, is_composing, take_top},
        words,
    },
};

use papers::PapersDraft;
use register::RegisterDraft;
use withdraw::WithdrawDraft;

pub use cells::{CellOf, cell_ui, row_text};

/// What the grid remembers while nothing of it is in the ledger.
#[derive(Debug, Default)]
pub struct IssuesDraft {
    hands: GridDraft,
    offset: Vec2,
    widths: BTreeMap<Column, f32>,
    sent_text: String,
    filtering: Option<column_filter::FilterDraft>,
    sorting: Option<sort_dialog::SortDraft>,
    dragged: Option<Column>,
    register: FormSlot<RegisterDraft>,
    withdraw: Option<WithdrawDraft>,
    papers: Option<PapersDraft>,
    saving: Option<views_menu::SavingDraft>,
}

impl IssuesDraft {
    /// The issue the cursor stands on.
    pub fn selected(&self) -> Option<IssueId> {
        self.hands.issue()
    }

    /// Whether a cell is being edited.
    pub fn is_editing(&self) -> bool {
        self.hands.is_editing()
    }
}

/// Why nobody may register an issue here; nothing where it may be done.
pub fn register_refusal(ctx: ViewCtx<'_>) -> Option<String> {
    register::refusal(ctx)
}

/// Whether the grid is shown, whose rows lie on the ground of the window.
pub fn has_rows(ctx: ViewCtx<'_>) -> bool {
    ctx.ledger().is_some_and(|ledger| !ledger.issues.is_empty())
}

/// Shows the page; `search` is the text of the top bar.
pub fn issues_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft, search: &mut String) {
    if ctx.ledger().is_none() {
        return;
    }
    if !is_composing(ui) {
        follow_search(ctx, draft, search);
    }
    if keys::asked(ui.ctx(), Deed::PasteTable) && register::refusal(ctx).is_none() {
        draft.hands.ask_for_table(ctx);
    }
    if keys::asked(ui.ctx(), Deed::RegisterIssue) && register::refusal(ctx).is_none() {
        RegisterDraft::open(ctx, &mut draft.register);
    }
    let mut room = ui.max_rect();
    let head = take_top(&mut room, 48.0);
    head::head_ui(ctx, ui, head, draft);
    if has_rows(ctx) {
        let strip = take_top(&mut room, 44.0);
        filters::filters_ui(ctx, ui, strip, draft, search);
        body_ui(ctx, ui, room, draft);
    } else {
        inside(ui, "empty", room, |ui| empty_ui(ctx, ui, draft));
        draft.hands.on_empty_page(ctx, ui);
    }
    register::register_ui(ctx, ui, &mut draft.register);
    withdraw::withdraw_ui(ctx, ui, &mut draft.withdraw);
    papers::papers_ui(ctx, ui, &mut draft.papers);
    views_menu::saving_ui(ctx, ui, &mut draft.saving);
    sort_dialog::sort_ui(ctx, ui, &mut draft.sorting);
}

/// Asks for the rows of what was typed above; takes over what another page asked for.
fn follow_search(ctx: ViewCtx<'_>, draft: &mut IssuesDraft, search: &mut String) {
    let query = ctx.app.rows().query();
    if *search != draft.sent_text {
        draft.sent_text.clone_from(search);
        let mut query = query.clone();
        query.text.clone_from(search);
        ctx.commands.send(Command::SetRows(query));
    } else if query.text != *search {
        search.clone_from(&query.text);
        draft.sent_text.clone_from(search);
    }
}

fn body_ui(ctx: ViewCtx<'_>, ui: &mut Ui, room: Rect, draft: &mut IssuesDraft) {
    grid::grid_ui(ctx, ui, room, draft);
    if ctx.app.rows().ids().is_empty() {
        let below = room.with_min_y(room.top() + size::GRID_HEAD);
        inside(ui, "nothing found", below, |ui| nothing_found_ui(ctx, ui));
    }
}

fn nothing_found_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    if ctx.app.rows().is_working() {
        return empty_note(ui, icon::TABLE_ROWS, words::views::WORKING);
    }
    let query = ctx.app.rows().query();
    if query.is_narrowed() {
        if empty_state(ui, icon::FILTER_LIST, words::issues_page::NOTHING_FOUND, words::issues_page::CLEAR_FILTERS)
            .clicked()
        {
            ctx.commands.send(Command::SetRows(query.widened()));
        }
    } else {
        empty_note(ui, icon::FILTER_LIST, words::issues_page::NOTHING_FOUND);
    }
}

fn empty_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut IssuesDraft) {
    if empty_state(ui, icon::TABLE_ROWS, words::issues_page::NO_ISSUES, words::issues_page::IMPORT_PLAN).clicked() {
        ctx.commands.send(Command::Go(Page::Import));
    }
    ui.vertical_centered(|ui| {
        ui.add_space(theme::space::S);
        if button(ui, Weight::Normal, icon::ADD, words::issues_page::REGISTER).clicked() {
            RegisterDraft::open(ctx, &mut draft.register);
        }
        ui.add_space(theme::space::XS);
        if button(ui, Weight::Quiet, icon::CONTENT_PASTE, words::grid::PASTE_ROWS).clicked() {
            draft.hands.ask_for_table(ctx);
        }
    });
}

/// The quick views offered: withdrawn issues only where there are any, the own unit only where it is known.
fn offered(ctx: ViewCtx<'_>) -> Vec<Only> {
    let rows = ctx.app.rows();
    let mut all = Only::ALL.to_vec();
    let here = rows.query().only;
    all.retain(|only| match only {
        Only::Withdrawn => rows.count(Only::Withdrawn) > 0 || here == Only::Withdrawn,
        Only::OwnUnit => rows.count(Only::OwnUnit) > 0 || here == Only::OwnUnit,
        Only::All | Only::LateOrSoon | Only::ToConfirm | Only::UnderWay | Only::Closed => true,
    });
    all
}
