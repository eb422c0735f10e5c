//! The monthly round of ratings (月评) by keyboard: one row an issue, last month beside this month.
//!
//! The round is one thing the keyboard reaches: arrows move, 1 to 5 judge, Enter goes to the words, Ctrl+Enter saves.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use egui::{Align2, EventFilter, Id, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::{
    app::{
        documents::{DocumentOrder, Subject, WordForm},
        duty::{Judged, RatingRow, rating_notes, rating_round, round_month},
    },
    domain::{
        IssueId,
        ledger::Ledger,
        record::{Month, ScheduleRating},
        rules::Action,
    },
    ui::{
        composition::is_composing,
        dialog::is_dialog_open,
        documents::document_button,
        icon,
        keys::{KeyList, ListDeed, pressed_for, pressed_in},
        paint::{card, line, take_top},
        sent::Sent,
        theme::{self, font, size, space},
        view::ViewCtx,
        widgets::{Weight, button_unless, empty_note, icon_button},
        words::{self, duty as says},
    },
};

use super::SupervisionDraft;

mod row;

/// What is chosen and typed here; what is judged stays until it is saved, month by month.
#[derive(Debug, Default)]
pub(super) struct RatingsDraft {
    pub(super) wants_focus: bool,
    month: Option<Month>,
    made_of: Option<(u64, Month)>,
    rows: Vec<RatingRow>,
    judged: BTreeMap<Month, BTreeMap<IssueId, Judged>>,
    at: usize,
    scroll_to: bool,
    wants_words: bool,
    offset: f32,
    sent: Option<Sent<(Month, BTreeMap<IssueId, Judged>)>>,
}

impl RatingsDraft {
    fn month(&self, today: NaiveDate) -> Month {
        self.month.unwrap_or_else(|| round_month(today))
    }

    fn judged(&mut self, month: Month) -> &mut BTreeMap<IssueId, Judged> {
        self.judged.entry(month).or_default()
    }

    fn judge(&mut self, month: Month, rating: Option<ScheduleRating>) {
        let Some(row) = self.rows.get(self.at) else {
            return;
        };
        let (issue, now) = (row.issue, row.now);
        let judged = self.judged(month).entry(issue).or_default();
        // The judgement that stands already is no news.
        judged.rating = if rating == now && judged.text.trim().is_empty() { None } else { rating };
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.scroll_to = true;
    }
}

fn round_id() -> Id {
    Id::unique("round of ratings")
}

pub(super) fn ratings_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let month = draft.ratings.month(ctx.today());
    if let Some((month, judged)) = Sent::come_back(&mut draft.ratings.sent, ctx) {
        draft.ratings.judged.insert(month, judged);
    }
    let made_of = Some((draft.urges.version(), month));
    if draft.ratings.made_of != made_of {
        draft.ratings.made_of = made_of;
        draft.ratings.rows = rating_round(draft.urges.values(), ledger, month);
        let last = draft.ratings.rows.len().saturating_sub(1);
        draft.ratings.at = draft.ratings.at.min(last);
    }
    let ratings = &mut draft.ratings;
    tools_ui(ctx, ui, ratings, ledger);
    ui.label(egui::RichText::new(says::RATING_MEANS).font(font::small()).color(theme::of(ui).text_2));
    ui.add_space(space::S);
    if ratings.rows.is_empty() {
        empty_note(ui, icon::RATE_REVIEW, says::NOTHING_TO_RATE);
        return;
    }
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let high = (size::GRID_HEAD + row::HEIGHT * ratings.rows.len() as f32 + 2.0).min(room.height());
    let room = Rect::from_min_size(room.min, vec2(room.width(), high));
    card(ui, room);
    let focused = keys_ui(ctx, ui, room, ratings, ledger);
    let mut body = room.shrink(1.0);
    let head = take_top(&mut body, size::GRID_HEAD);
    row::head_ui(ui, head, month);
    rows_ui(ui, body, ratings, (ledger, month, focused));
}

fn tools_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ratings: &mut RatingsDraft, ledger: &Ledger) {
    let month = ratings.month(ctx.today());
    let judged = ratings.judged(month).values().filter(|judged| judged.says_anything()).count();
    let done = ratings.rows.iter().filter(|row| row.now.is_some()).count();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if icon_button(ui, icon::CHEVRON_LEFT, words::MONTH_BEFORE).clicked() {
            ratings.month = Some(month.before());
        }
        let t = theme::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(112.0, size::BUTTON), Sense::hover());
        line(ui, rect, Align2::CENTER_CENTER, &words::report_month(month), font::strong(), t.text);
        if icon_button(ui, icon::CHEVRON_RIGHT, words::MONTH_AFTER).clicked() && month < Month::of(ctx.today()) {
            ratings.month = Some(after(month));
        }
        ui.add_space(space::S);
        let said = says::rated(done, ratings.rows.len());
        ui.label(egui::RichText::new(said).font(font::small()).color(t.text_2));
        ui.label(egui::RichText::new(says::RATING_KEYS).font(font::small()).color(t.text_3));
        let refusal = if ctx.app.is_read_only() {
            Some(words::issue_page::READ_ONLY)
        } else {
            (judged == 0).then_some(says::NOTHING_JUDGED)
        };
        let bulletin = words::documents::form_button(WordForm::Monthly);
        let wide = |word: &str| crate::ui::paint::width_of(ui, word, font::body()) + 60.0;
        let wide = wide(&says::save_ratings(judged)) + wide(&bulletin);
        ui.add_space((ui.available_width() - wide).max(0.0));
        document_button(ctx, ui, &bulletin, || DocumentOrder::new(WordForm::Monthly, Subject::Month(month)));
        if button_unless(ui, Weight::Primary, icon::SAVE, &says::save_ratings(judged), refusal).clicked() {
            save(ctx, ratings, ledger);
        }
    });
}

fn after(month: Month) -> Month {
    if month.month >= 12 { Month { year: month.year + 1, month: 1 } } else { Month { month: month.month + 1, ..month } }
}

/// Everything judged for the month becomes a note each, in one change.
fn save(ctx: ViewCtx<'_>, ratings: &mut RatingsDraft, ledger: &Ledger) {
    let month = ratings.month(ctx.today());
    let judged = ratings.judged.remove(&month).unwrap_or_default();
    let notes = rating_notes(ledger, &judged, month, ctx.today());
    if notes.is_empty() {
        return;
    }
    ratings.sent = Some(Sent::now(ctx, (month, judged)));
    ctx.commands.act(Action::Batch(notes));
}

// ---------------------------------------------------------------- keys

/// Takes the keys while the round has the focus; true while it has.
fn keys_ui(ctx: ViewCtx<'_>, ui: &Ui, room: Rect, ratings: &mut RatingsDraft, ledger: &Ledger) -> bool {
    let id = round_id();
    let response = ui.interact(room, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, says::ROUND));
    if std::mem::take(&mut ratings.wants_focus) {
        response.request_focus();
    }
    if is_dialog_open(ui.ctx()) || is_composing(ui) {
        return false;
    }
    // From within the words of a row too.
    if pressed_for(ui, KeyList::Round, ListDeed::Save) {
        save(ctx, ratings, ledger);
    }
    if !ui.memory(|memory| memory.has_focus(id)) {
        return false;
    }
    // Escape leaves the words of a row, never the round: the next key would go nowhere.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let page = ((room.height() - size::GRID_HEAD) / row::HEIGHT).floor().max(1.0) as usize;
    if let Some(deed) = pressed_in(ui, KeyList::Round) {
        do_it(ratings, deed, ratings.month(ctx.today()), page);
    }
    true
}

fn do_it(ratings: &mut RatingsDraft, deed: ListDeed, month: Month, page: usize) {
    let at = ratings.at;
    match deed {
        ListDeed::Down => ratings.go(at + 1),
        ListDeed::Up => ratings.go(at.saturating_sub(1)),
        ListDeed::PageDown => ratings.go(at + page),
        ListDeed::PageUp => ratings.go(at.saturating_sub(page)),
        ListDeed::First => ratings.go(0),
        ListDeed::Last => ratings.go(usize::MAX),
        ListDeed::Words => ratings.wants_words = true,
        ListDeed::Clear => ratings.judge(month, None),
        ListDeed::Rate(rating) => ratings.judge(month, Some(rating)),
        ListDeed::Save | ListDeed::Left | ListDeed::Right | ListDeed::OpenIssue | ListDeed::NextStep => {}
    }
}

// ---------------------------------------------------------------- rows

fn rows_ui(ui: &mut Ui, body: Rect, ratings: &mut RatingsDraft, (ledger, month, focused): (&Ledger, Month, bool)) {
    let n = ratings.rows.len();
    let mut area = ScrollArea::vertical().id_salt("ratings").auto_shrink(false).animated(false);
    if std::mem::take(&mut ratings.scroll_to) {
        let (top, bottom) = (ratings.at as f32 * row::HEIGHT, (ratings.at + 1) as f32 * row::HEIGHT);
        area = area.vertical_scroll_offset(ratings.offset.clamp((bottom - body.height()).max(0.0).min(top), top));
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("rows"));
    let shown = area.show_viewport(&mut child, |ui, viewport| {
        let (all, _) = ui.allocate_exact_size(vec2(body.width(), row::HEIGHT * n as f32), Sense::hover());
        let first = (viewport.top() / row::HEIGHT).floor().max(0.0) as usize;
        let count = (viewport.height() / row::HEIGHT).ceil() as usize + 1;
        for at in (first..n).take(count) {
            let min = all.min + vec2(0.0, row::HEIGHT * at as f32);
            let place = Rect::from_min_size(min, vec2(all.width(), row::HEIGHT));
            row::row_ui(ui, place, ratings, (ledger, month), (at, focused));
        }
    });
    ratings.offset = shown.state.unclamped_offset().y;
}
