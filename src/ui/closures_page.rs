//! 销号: the board of the closure procedures with a side panel for the chosen card, and the look-backs that are due.

mod batch;
mod board;
mod card;
mod drawer;
mod look_backs;

use egui::{Align2, Id, Rect, Ui, vec2};

use crate::{
    app::{
        Command, Page,
        duty::{Board, BoardQuery, Card, Kept, KeptOf, card_of},
    },
    domain::{IssueId, ledger::Ledger, look_back::LookBackState},
    ui::{
        documents, icon,
        issue_page::{IssueDraft, elsewhere},
        paint::inside,
        sent::Sent,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{MenuItem, Weight, button, empty_note, empty_state, line, menu_under, segmented, silent_line},
        words::closures as says,
    },
};

use batch::BatchDraft;

/// How wide the side panel is, and in a narrow window.
const DRAWER: f32 = 320.0;
const DRAWER_NARROW: f32 = 288.0;

/// What the page has worked out, what is chosen on it, and what is typed.
#[derive(Debug, Default)]
pub struct ClosuresDraft {
    cards: Kept<Card>,
    backs: Kept<(IssueId, LookBackState)>,
    look_backs: Vec<IssueId>,
    board: Board,
    made_of: Option<(u64, BoardQuery)>,
    query: BoardQuery,
    view: usize,
    chosen: Option<IssueId>,
    /// Frames until the chosen card is brought into sight: by then the side panel has taken its room.
    scroll_to: u8,
    issue: IssueDraft,
    batch: Option<BatchDraft>,
    batch_sent: Option<Sent<BatchDraft>>,
}

impl ClosuresDraft {
    /// Works out what changed; false while there is more to do.
    fn refresh(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger) -> bool {
        let Some(document) = ctx.app.document() else {
            return false;
        };
        let of = KeptOf { ledger: ledger.id, revision: document.revision(), today: ctx.today() };
        if !(self.cards.is_current(of) && self.backs.is_current(of)) {
            let directory = &ledger.directory;
            let calendar = directory.calendar();
            let portion = Kept::<Card>::PORTION;
            let card = |issue: &_| card_of(issue, directory, &calendar, ctx.today());
            let cards = self.cards.refresh(ledger, of, portion, card);
            let backs = self.backs.refresh(ledger, of, portion, |issue| Some((issue.id, issue.look_back(directory)?)));
            if !(cards && backs) {
                return false;
            }
            self.look_backs = look_backs::sorted(&self.backs);
        }
        let made_of = Some((self.cards.version(), self.query.clone()));
        if self.made_of != made_of {
            self.made_of = made_of;
            self.board = Board::of(self.cards.values(), &self.query);
        }
        true
    }

    fn choose(&mut self, issue: Option<IssueId>) {
        self.scroll_to = if issue.is_some() { 2 } else { 0 };
        self.chosen = issue;
    }
}

/// Shows the page.
pub fn closures_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    if !draft.refresh(ctx, ledger) {
        empty_note(ui, icon::HOURGLASS_EMPTY, &says::working_out(draft.cards.missing() + draft.backs.missing()));
        ui.ctx().request_repaint();
        return;
    }
    if draft.chosen.is_some_and(|issue| ledger.issue(issue).is_none_or(|issue| !issue.is_present())) {
        draft.chosen = None;
    }
    let room = ui.max_rect();
    let mut page = room;
    if let Some(issue) = draft.chosen {
        let wide = if room.width() < size::NARROW { DRAWER_NARROW } else { DRAWER };
        let panel = Rect::from_min_max(room.right_top() - vec2(wide, 0.0), room.max);
        page.max.x = panel.left();
        inside(ui, "drawer", panel, |ui| drawer::drawer_ui(ctx, ui, draft, (ledger, issue)));
    }
    let page = page.shrink2(vec2(space::L, 0.0));
    inside(ui, "page", page, |ui| {
        head_ui(ctx, ui, draft, ledger);
        match draft.view {
            0 => board_ui(ctx, ui, draft, ledger),
            _ => look_backs::look_backs_ui(ctx, ui, draft, ledger),
        }
    });
    batch::batch_ui(ctx, ui, draft, ledger);
    elsewhere::dialog_ui(ctx, ui, &mut draft.issue);
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    let t = theme::of(ui);
    let wide = vec2(ui.available_width(), size::PAGE_HEAD);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(wide, layout, |ui| {
        ui.set_min_height(size::PAGE_HEAD);
        ui.spacing_mut().item_spacing.x = space::XS;
        if draft.view == 0 && draft.board.all > 0 {
            let board = &draft.board;
            documents::issues_menu(ctx, ui, Weight::Quiet, || {
                board.columns.iter().flat_map(|column| column.cards.iter().copied()).collect()
            });
            filters_ui(ui, draft, ledger);
        }
        let narrow = ui.available_width() < 460.0;
        let mut view = draft.view;
        // The bar is filled from the right; the views themselves read from the left.
        let word = |word: &&str| crate::ui::paint::width_of(ui, word, font::body()) + space::M * 2.0;
        let views = vec2(says::VIEWS.iter().map(word).sum(), size::BUTTON);
        ui.allocate_ui_with_layout(views, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            if segmented(ui, &says::VIEWS, &mut view) {
                draft.view = view;
                draft.choose(None);
            }
        });
        let left = ui.available_rect_before_wrap();
        let title = silent_line(ui, left, Align2::LEFT_CENTER, says::TITLE, font::title(), t.text);
        crate::ui::paint::name(ui, title, egui::Role::Heading, says::TITLE);
        let beside = left.with_min_x(title.right() + space::M).translate(vec2(0.0, 2.0));
        let board = &draft.board;
        let aside = says::aside(board.all, board.beyond, board.last_day);
        if !narrow && beside.width() > 40.0 {
            line(ui, beside, Align2::LEFT_CENTER, &aside, font::small(), t.text_3);
        }
    });
}

fn filters_ui(ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    let board = &draft.board;
    let mut query = draft.query.clone();
    if board.returned > 0 || query.returned {
        let label = says::returned(board.returned);
        let weight = if query.returned { Weight::Normal } else { Weight::Quiet };
        if button(ui, weight, icon::REPLY, &label).clicked() {
            query.returned = !query.returned;
        }
    }
    let unit = query.unit.map_or(says::ALL_UNITS, |unit| ledger.directory.unit_name(unit));
    let opener = button(ui, Weight::Quiet, icon::FILTER_LIST, unit);
    let counted = |(unit, n): &(_, usize)| says::with_count(ledger.directory.unit_name(*unit), *n);
    let names: Vec<String> = board.units.iter().take(24).map(counted).collect();
    let mut items = vec![MenuItem::new("", says::ALL_UNITS)];
    items.extend(names.iter().map(|name| MenuItem::new("", name)));
    if let Some(at) = menu_under(&opener, &items) {
        query.unit = at.checked_sub(1).and_then(|at| board.units.get(at)).map(|(unit, _)| *unit);
    }
    if board.procedures.len() > 1 {
        let name = query.procedure.clone().unwrap_or_else(|| says::ALL_PROCEDURES.to_owned());
        let opener = button(ui, Weight::Quiet, icon::RULE, &name);
        let names: Vec<String> = board.procedures.iter().map(|(name, n)| says::with_count(name, *n)).collect();
        let mut items = vec![MenuItem::new("", says::ALL_PROCEDURES)];
        items.extend(names.iter().map(|name| MenuItem::new("", name)));
        if let Some(at) = menu_under(&opener, &items) {
            query.procedure = at.checked_sub(1).and_then(|at| board.procedures.get(at)).map(|(name, _)| name.clone());
        }
    }
    draft.query = query;
}

fn board_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    if draft.board.all == 0 {
        if empty_state(ui, icon::VERIFIED, says::EMPTY, crate::ui::words::supervision::TO_GRID).clicked() {
            ctx.commands.send(Command::Go(Page::Issues));
        }
        return;
    }
    if draft.board.columns.iter().all(|column| column.cards.is_empty()) {
        if empty_state(ui, icon::FILTER_LIST, says::EMPTY_FILTER, says::SHOW_ALL).clicked() {
            draft.query = BoardQuery::default();
        }
        return;
    }
    board::columns_ui(ctx, ui, draft, ledger);
}

/// The id of the board, which holds the keyboard for all its cards.
fn board_id() -> Id {
    Id::unique("closure board")
}
