//! The columns of the board; only the cards in sight are drawn. One thing on it has the keyboard: the board.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::{
    app::{
        Command, Page,
        duty::{Board, BoardColumn},
    },
    domain::{IssueId, ledger::Ledger},
    ui::{
        composition::is_composing,
        dialog::is_dialog_open,
        issue_page::elsewhere::{self, IssueAsk},
        keys::{KeyList, ListDeed, pressed_in},
        paint::{inside, line, width_of},
        theme::{self, font, radius, space},
        view::ViewCtx,
        widgets::link,
        words::closures as says,
    },
};

use super::{ClosuresDraft, batch::BatchDraft, board_id, card};

/// A column is no narrower, and no wider.
const NARROWEST: f32 = 184.0;
const WIDEST: f32 = 260.0;
const EMPTY: f32 = 128.0;
const GAP: f32 = 8.0;
const HEAD: f32 = 56.0;
const PAD: f32 = 6.0;
const STEP: f32 = card::HEIGHT + PAD;

/// Where each column begins and how wide it is. Where not all fit, those without cards make room.
fn lay_out(columns: &[BoardColumn], room: f32) -> Vec<(f32, f32)> {
    let gaps = GAP * columns.len().saturating_sub(1) as f32;
    let empty = columns.iter().filter(|column| column.cards.is_empty()).count() as f32;
    let all = columns.len() as f32;
    let even = ((room - gaps) / all.max(1.0)).floor();
    let (wide, thin) = if even >= NARROWEST || empty >= all {
        (even.clamp(NARROWEST, WIDEST), even.clamp(NARROWEST, WIDEST))
    } else {
        let left = room - gaps - EMPTY * empty;
        ((left / (all - empty)).floor().clamp(NARROWEST, WIDEST), EMPTY)
    };
    let mut left = 0.0;
    let place = |column: &BoardColumn| {
        let width = if column.cards.is_empty() { thin } else { wide };
        let at = (left, width);
        left += width + GAP;
        at
    };
    columns.iter().map(place).collect()
}

pub(super) fn columns_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft, ledger: &Ledger) {
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let focused = keys_ui(ctx, ui, draft, room);
    let places = lay_out(&draft.board.columns, room.width());
    let mut area = ScrollArea::horizontal().id_salt("board").auto_shrink(false).animated(false);
    let chosen = draft.chosen.and_then(|issue| draft.board.place(issue));
    // Only once the room has its width: an offset beyond what the last frame allowed would spring back.
    let scrolls = draft.scroll_to == 1;
    draft.scroll_to = draft.scroll_to.saturating_sub(1);
    if draft.scroll_to > 0 {
        ui.ctx().request_repaint();
    }
    if scrolls && let Some((left, wide)) = chosen.and_then(|(column, _)| places.get(column)).copied() {
        let least = (left + wide - room.width()).max(0.0).min(left);
        area = area.horizontal_scroll_offset(draft_offset(ui).clamp(least, left));
    }
    let mut child = ui.new_child(UiBuilder::new().max_rect(room).id_salt("columns"));
    let shown = area.show(&mut child, |ui| {
        let wide = places.last().map_or(0.0, |(left, wide)| left + wide);
        let (all, _) = ui.allocate_exact_size(vec2(wide, ui.available_height()), Sense::hover());
        let mut pressed = None;
        for (at, (column, (left, wide))) in draft.board.columns.iter().zip(&places).enumerate() {
            let min = pos2(all.left() + left, all.top());
            let rect = Rect::from_min_size(min, vec2(*wide, all.height()));
            if !ui.is_rect_visible(rect) {
                continue;
            }
            let scroll_to = chosen.filter(|(it, _)| *it == at && scrolls).map(|(_, row)| row);
            let asked = column_ui(ctx, ui, (at, rect), (draft, ledger, column), (scroll_to, focused));
            pressed = pressed.or(asked);
        }
        pressed
    });
    ui.data_mut(|data| data.insert_temp(board_id().with("offset"), shown.state.unclamped_offset().x));
    match shown.inner {
        Some(Pressed::Card(issue)) => {
            draft.choose(Some(issue));
            ui.memory_mut(|memory| memory.request_focus(board_id()));
        }
        Some(Pressed::Batch(at)) => draft.batch = BatchDraft::of(ctx, draft.board.columns.get(at)),
        None => {}
    }
}

fn draft_offset(ui: &Ui) -> f32 {
    ui.data(|data| data.get_temp::<f32>(board_id().with("offset"))).unwrap_or_default()
}

/// What was pressed on the board.
#[derive(Clone, Copy)]
enum Pressed {
    Card(IssueId),
    Batch(usize),
}

// ---------------------------------------------------------------- keys

/// The board as one thing the keyboard reaches; true while it has the focus.
fn keys_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut ClosuresDraft, room: Rect) -> bool {
    let id: Id = board_id();
    let response = ui.interact(room, id, Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, says::BOARD));
    let focused = ui.memory(|memory| memory.has_focus(id));
    if !focused || is_dialog_open(ui.ctx()) || is_composing(ui) {
        return focused;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if draft.chosen.and_then(|issue| draft.board.place(issue)).is_none() {
        let first = (0..draft.board.columns.len()).find_map(|column| draft.board.at(column, 0));
        draft.choose(first);
    }
    let (Some(deed), Some(issue)) = (pressed_in(ui, KeyList::Board), draft.chosen) else {
        return focused;
    };
    let goes = draft.board.place(issue).and_then(|place| neighbour(&draft.board, place, deed));
    match deed {
        ListDeed::OpenIssue => ctx.commands.send(Command::Go(Page::Issue(issue))),
        ListDeed::NextStep => {
            let offer = elsewhere::offer(ctx, issue, IssueAsk::Next);
            if offer.is_some_and(|offer| offer.refusal.is_none()) {
                elsewhere::open(ctx, &mut draft.issue, issue, IssueAsk::Next);
            }
        }
        ListDeed::Save
        | ListDeed::Down
        | ListDeed::Up
        | ListDeed::Left
        | ListDeed::Right
        | ListDeed::PageDown
        | ListDeed::PageUp
        | ListDeed::First
        | ListDeed::Last
        | ListDeed::Words
        | ListDeed::Clear
        | ListDeed::Rate(_) => {}
    }
    if goes.is_some() {
        draft.choose(goes);
    }
    focused
}

/// The card a key leads to.
fn neighbour(board: &Board, (column, row): (usize, usize), deed: ListDeed) -> Option<IssueId> {
    let beside = |right| board.beside(column, right).and_then(|column| board.at(column, row));
    match deed {
        ListDeed::Down => board.at(column, row + 1),
        ListDeed::Up => board.at(column, row.saturating_sub(1)),
        ListDeed::Right => beside(true),
        ListDeed::Left => beside(false),
        ListDeed::First => board.at(column, 0),
        ListDeed::Last => board.at(column, usize::MAX),
        ListDeed::Save
        | ListDeed::PageDown
        | ListDeed::PageUp
        | ListDeed::Words
        | ListDeed::Clear
        | ListDeed::Rate(_)
        | ListDeed::OpenIssue
        | ListDeed::NextStep => None,
    }
}

// ---------------------------------------------------------------- columns

fn column_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (at, rect): (usize, Rect),
    (draft, ledger, column): (&ClosuresDraft, &Ledger, &BoardColumn),
    (scroll_to, focused): (Option<usize>, bool),
) -> Option<Pressed> {
    let t = theme::of(ui);
    let mut pressed = head_ui(ctx, ui, (at, rect), column);
    let body = rect.with_min_y(rect.top() + HEAD);
    ui.painter().rect_filled(body, CornerRadius::same(radius::L), t.hue(theme::Tone::Neutral).soft);
    let inner = body.shrink(PAD);
    let clicked = inside(ui, ("cards", at), inner, |ui| {
        ui.shrink_clip_rect(body.shrink(1.0));
        let mut area = ScrollArea::vertical().id_salt(("column", at)).auto_shrink(false).animated(false);
        if let Some(row) = scroll_to {
            let key = board_id().with(("column offset", at));
            let now = ui.data(|data| data.get_temp::<f32>(key)).unwrap_or_default();
            let (top, bottom) = (row as f32 * STEP, (row + 1) as f32 * STEP - PAD);
            area = area.vertical_scroll_offset(now.clamp((bottom - inner.height()).max(0.0).min(top), top));
        }
        let shown = area.show_viewport(ui, |ui, viewport| {
            let whole = vec2(ui.available_width(), column.cards.len() as f32 * STEP);
            let (all, _) = ui.allocate_exact_size(whole, Sense::hover());
            let first = (viewport.top() / STEP).floor().max(0.0) as usize;
            let count = (viewport.height() / STEP).ceil() as usize + 1;
            let mut clicked = None;
            for (row, issue) in column.cards.iter().enumerate().skip(first).take(count) {
                let Some(card) = draft.cards.get(*issue) else {
                    continue;
                };
                let min = pos2(all.left(), all.top() + row as f32 * STEP);
                let place = Rect::from_min_size(min, vec2(all.width(), card::HEIGHT));
                let chosen = draft.chosen == Some(*issue);
                if card::card_ui(ui, place, ledger, (card, chosen, focused)).clicked() {
                    clicked = Some(*issue);
                }
            }
            clicked
        });
        ui.data_mut(|data| data.insert_temp(board_id().with(("column offset", at)), shown.state.unclamped_offset().y));
        shown.inner
    });
    if let Some(issue) = clicked {
        pressed = Some(Pressed::Card(issue));
    }
    pressed
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (at, rect): (usize, Rect), column: &BoardColumn) -> Option<Pressed> {
    let t = theme::of(ui);
    let left = Align2::LEFT_CENTER;
    let inner = rect.shrink2(vec2(space::XS, 0.0));
    let first = Rect::from_min_size(inner.min, vec2(inner.width(), 28.0));
    let title = line(ui, first, left, &column.step.name, font::heading(), t.text);
    let count = first.with_min_x(title.right() + space::S);
    line(ui, count, left, &column.cards.len().to_string(), font::small(), t.text_3);
    let second = Rect::from_min_size(inner.min + vec2(0.0, 28.0), vec2(inner.width(), 22.0));
    let said = says::column_aside(&column.step, column.others);
    let together = column.step.batch && !column.cards.is_empty();
    let wide = if together { width_of(ui, says::BATCH, font::body()) + space::S } else { 0.0 };
    line(ui, second.with_max_x(second.right() - wide), left, &said, font::small(), t.text_3);
    if !together {
        return None;
    }
    let place = second.with_min_x(second.right() - wide).translate(vec2(0.0, -1.0));
    let may = !ctx.app.is_read_only();
    let clicked = inside(ui, ("batch", at), place, |ui| {
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, |ui| ui.add_enabled_ui(may, |ui| link(ui, says::BATCH).clicked()).inner).inner
    });
    clicked.then_some(Pressed::Batch(at))
}
