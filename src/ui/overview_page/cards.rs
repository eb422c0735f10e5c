//! The numbers at the top, and the list of what is due.

use egui::{Align2, Rect, Response, Role, Ui, pos2, vec2};

use crate::{
    app::{CellKey, Column, Command, Only, Page, RowQuery, TimeKind},
    domain::stats::{DUE_DAYS, Stats},
    ui::{
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{card, hot, line, meter, silent_line, take_top, time_status, titled_card, width_of},
        words,
    },
};

use super::meaning::meaning;

/// One number with its name and what it means.
struct Number<'a> {
    name: &'a str,
    figure: &'a str,
    note: &'a str,
    tone: Tone,
}

impl<'a> Number<'a> {
    fn of(name: &'a str, number: &'a str, note: &'a str, tone: Tone) -> Self {
        Self { name, figure: number, note, tone }
    }
}

pub(super) fn numbers(ctx: ViewCtx<'_>, ui: &Ui, cells: &[Rect], stats: &Stats) {
    let [all, overdue, soon, confirm, finished, closed] = *cells else {
        return;
    };
    let w = |text: usize| text.to_string();
    let total = stats.all.all();
    let note = words::overview::under_way(stats.under_way, stats.all.closed);
    let tone = |count: usize, tone| if count == 0 { Tone::Neutral } else { tone };
    let only = |only| RowQuery::only(only);
    stat(ctx, ui, all, &Number::of(words::overview::ALL, &w(total), &note, Tone::Neutral), only(Only::All));
    let late = stats.all.overdue;
    let note = words::overview::share_of(late, stats.all.left());
    let by_time = |kind| RowQuery::with(Column::Time, CellKey::Time(kind));
    let danger = tone(late, Tone::Danger);
    stat(ctx, ui, overdue, &Number::of(words::overview::OVERDUE, &w(late), &note, danger), by_time(TimeKind::Overdue));
    let means = ctx.ledger().map(words::due_soon_means).unwrap_or_default();
    let days = ctx.ledger().map_or(0, |ledger| ledger.directory.soon_days());
    let note = words::overview::due_soon_note(days);
    let warn = tone(stats.all.due_soon, Tone::Warn);
    let due_soon = w(stats.all.due_soon);
    let number = Number::of(words::overview::DUE_SOON, &due_soon, &note, warn);
    let response = stat(ctx, ui, soon, &number, by_time(TimeKind::DueSoon));
    meaning_at(ui, soon, words::overview::DUE_SOON, &means);
    response.on_hover_text(means);
    let warn = tone(stats.to_confirm, Tone::Warn);
    let to_confirm = w(stats.to_confirm);
    let confirm_number = Number::of(words::overview::TO_CONFIRM, &to_confirm, words::overview::TO_CONFIRM_NOTE, warn);
    stat(ctx, ui, confirm, &confirm_number, only(Only::ToConfirm));
    let percent = words::overview::percent(stats.finished_rate());
    let shown =
        Number::of(words::overview::FINISHED_RATE, &percent, words::overview::FINISHED_RATE_NOTE, Tone::Neutral);
    let response = stat(ctx, ui, finished, &shown, only(Only::All));
    rate(ui, finished, stats.finished, total);
    meaning_at(ui, finished, words::overview::FINISHED_RATE, words::overview::FINISHED_RATE_MEANS);
    response.on_hover_text(words::overview::FINISHED_RATE_MEANS);
    let percent = words::overview::percent(stats.closed_rate());
    let shown = Number::of(words::overview::CLOSED_RATE, &percent, words::overview::CLOSED_RATE_NOTE, Tone::Neutral);
    let response = stat(ctx, ui, closed, &shown, only(Only::Closed));
    rate(ui, closed, stats.all.closed, total);
    meaning_at(ui, closed, words::overview::CLOSED_RATE, words::overview::CLOSED_RATE_MEANS);
    response.on_hover_text(words::overview::CLOSED_RATE_MEANS);
}

/// The sign beside the name of a number that tells what it counts.
fn meaning_at(ui: &Ui, rect: Rect, name: &str, means: &str) {
    let left = rect.left() + space::L + width_of(ui, name, font::small()) + space::XS;
    let place = Rect::from_min_size(pos2(left, rect.top() + 8.0), vec2(24.0, 24.0));
    meaning(ui, place, name, means);
}

/// A card with a number; a click shows its issues.
fn stat(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, number: &Number<'_>, query: RowQuery) -> Response {
    let t = theme::of(ui);
    card(ui, rect);
    let said = format!("{} {}", number.name, number.figure);
    let response = hot(ui, number.name, rect.shrink(1.0), Role::Link, &said, false);
    if response.clicked() {
        ctx.commands.send(Command::ShowRows(query));
    }
    let mut inner = rect.shrink2(vec2(space::L, 10.0));
    let left = Align2::LEFT_CENTER;
    silent_line(ui, take_top(&mut inner, 20.0), left, number.name, font::small(), t.text_2);
    silent_line(ui, take_top(&mut inner, 38.0), left, number.figure, font::display(), t.ink(number.tone));
    line(ui, inner, left, number.note, font::small(), t.text_3);
    response
}

fn rate(ui: &Ui, rect: Rect, part: usize, all: usize) {
    let t = theme::of(ui);
    let inner = rect.shrink2(vec2(space::L, 10.0));
    let top = inner.with_max_y(inner.top() + 20.0);
    line(ui, top, Align2::RIGHT_CENTER, &words::overview::of(part, all), font::small(), t.text_3);
    let bar =
        Rect::from_min_max(pos2(inner.left() + 100.0, inner.top() + 37.0), pos2(inner.right(), inner.top() + 43.0));
    if all > 0 && bar.width() > 24.0 {
        meter(ui, bar, part as f32 / all as f32, Tone::Good);
    }
}

/// What is due in the next days, the first first.
pub(super) fn due(ctx: ViewCtx<'_>, ui: &Ui, rect: Rect, stats: &Stats) {
    let t = theme::of(ui);
    let aside = words::overview::in_list(stats.due.len());
    let mut inner = titled_card(ui, rect, words::overview::DUE_30, &aside);
    let head = Rect::from_min_max(pos2(rect.right() - 120.0, rect.top()), pos2(rect.right(), inner.top()));
    if hot(ui, "all due", head.shrink(6.0), Role::Link, &format!("{} {aside}", words::overview::DUE_30), false)
        .clicked()
    {
        let days = u16::try_from(DUE_DAYS).ok();
        let sort = vec![(Column::Due, false)];
        ctx.commands.send(Command::ShowRows(RowQuery { due_within: days, sort, ..RowQuery::default() }));
    }
    line(ui, head.with_max_x(rect.right() - space::L), Align2::RIGHT_CENTER, &aside, font::small(), t.text_3);
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    if stats.due.is_empty() {
        line(ui, take_top(&mut inner, 32.0), Align2::LEFT_CENTER, words::overview::NOTHING_DUE, font::body(), t.text_3);
    }
    for (n, (date, id)) in stats.due.iter().take(6).enumerate() {
        let row = take_top(&mut inner, 32.0);
        let (Some(issue), Some(facts)) = (ledger.issue(*id), ctx.app.rows().facts(*id)) else {
            continue;
        };
        let title = issue.fields.title.get();
        if hot(ui, ("due", id), row.expand2(vec2(space::S, 0.0)), Role::Link, title, false).clicked() {
            ctx.commands.send(Command::Go(Page::Issue(*id)));
        }
        if n > 0 {
            ui.painter().hline(row.x_range(), row.top() + 0.5, t.hairline());
        }
        let left = Align2::LEFT_CENTER;
        let day = row.with_max_x(row.left() + 44.0);
        line(ui, day, left, &words::short_date(*date), font::small(), t.text_2);
        let room = Rect::from_min_max(row.min + vec2(52.0, 0.0), row.max - vec2(222.0, 0.0));
        silent_line(ui, room, left, title, font::body(), t.text);
        let unit = issue.fields.lead_unit.get().map_or("", |unit| ledger.directory.unit_name(unit));
        let room = row.with_min_x(row.right() - 210.0).with_max_x(row.right() - 92.0);
        line(ui, room, left, unit, font::small(), t.text_3);
        let (said, tone) = words::time_status(facts.time);
        time_status(ui, row.with_min_x(row.right() - 78.0), &said, tone);
    }
}
