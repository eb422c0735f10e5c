//! A row of the round: issue, unit, last month, this month, words.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record one is looked for")]

use egui::{Align2, CornerRadius, Key, Modifiers, Rect, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::{
    domain::{
        IssueId,
        ledger::Ledger,
        record::{Month, RecordBody, ScheduleRating},
    },
    ui::{
        paint::{glyph, inside, line, name, silent_line},
        theme::{self, Tone, font, radius, size, space},
        widgets::{Field, submitted},
        words::{self, duty as says},
    },
};

use super::{RatingsDraft, round_id};

/// The height of a row.
pub(super) const HEIGHT: f32 = 40.0;

/// One of the five keys in a row.
const KEY: f32 = 26.0;

/// The places of the columns.
struct Places {
    number: Rect,
    title: Rect,
    unit: Rect,
    before: Rect,
    now: Rect,
    keys: Rect,
    words: Rect,
}

fn places(rect: Rect) -> Places {
    let narrow = rect.width() < size::NARROW;
    let mut left = rect.left() + space::M;
    let mut take = |wide: f32| {
        let place = Rect::from_x_y_ranges(left..=left + wide - space::S, rect.y_range());
        left += wide;
        place
    };
    let number = take(96.0);
    let rest = rect.width() - space::M - 96.0;
    let unit = if narrow { 0.0 } else { 124.0 };
    let (before, now, keys) =
        if narrow { (104.0, 100.0, KEY * 5.0 + space::M) } else { (112.0, 112.0, KEY * 5.0 + 20.0) };
    let free = (rest - unit - before - now - keys).max(120.0);
    let title = take((free * 0.52).floor());
    let unit = take(unit);
    let before = take(before);
    let now = take(now);
    let keys = take(keys);
    let words = Rect::from_x_y_ranges(keys.right() + space::S..=rect.right() - space::M, rect.y_range());
    Places { number, title, unit, before, now, keys, words }
}

/// The heads of the columns.
pub(super) fn head_ui(ui: &Ui, rect: Rect, month: Month) {
    let t = theme::of(ui);
    ui.painter().rect_filled(rect, CornerRadius::same(radius::L), t.sunken);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let at = places(rect);
    let heads = [
        (at.number, says::NUMBER.to_owned()),
        (at.title, says::ISSUE.to_owned()),
        (at.unit, says::UNIT.to_owned()),
        (at.before, words::short_report_month(month.before())),
        (at.now, words::short_report_month(month)),
        (at.keys, says::JUDGE.to_owned()),
        (at.words, says::WORDS.to_owned()),
    ];
    for (place, word) in heads {
        if place.width() > 20.0 {
            line(ui, place, Align2::LEFT_CENTER, &word, font::small_strong(), t.text_2);
        }
    }
}

/// Draws a row; a click goes there, a click on a number judges.
pub(super) fn row_ui(
    ui: &mut Ui,
    rect: Rect,
    ratings: &mut RatingsDraft,
    (ledger, month): (&Ledger, Month),
    (at, focused): (usize, bool),
) {
    let Some(row) = ratings.rows.get(at).cloned() else {
        return;
    };
    let t = theme::of(ui);
    let here = ratings.at == at;
    let judged = ratings.judged(month).get(&row.issue).cloned().unwrap_or_default();
    let number = words::issue(ledger, row.issue);
    let title = ledger.issue(row.issue).map_or("", |issue| issue.fields.title.get());
    let shown = judged.rating.or(row.now);
    let said = says::rating_row(&number, title, row.before, shown, row.reported);
    let response = ui.interact(rect, round_id().with(row.issue), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, here, &said));
    if here {
        ui.painter().rect_filled(rect, 0, t.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, t.hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    if here && focused {
        ui.painter().rect_stroke(rect.shrink(1.0), CornerRadius::same(radius::S), t.focus(), StrokeKind::Inside);
    }
    let place = places(rect);
    let left = Align2::LEFT_CENTER;
    silent_line(ui, place.number, left, &number, font::body(), t.text_2);
    silent_line(ui, place.title, left, title, font::body(), t.text);
    let unit = row.unit.map_or("", |unit| ledger.directory.unit_name(unit));
    if place.unit.width() > 20.0 {
        silent_line(ui, place.unit, left, unit, font::small(), t.text_3);
    }
    rating_ui(ui, place.before, row.before, false);
    if shown.is_none() && !row.reported {
        silent_line(ui, place.now, left, says::NOT_REPORTED, font::small(), t.hue(Tone::Warn).ink);
    } else {
        rating_ui(ui, place.now, shown, judged.rating.is_some());
    }
    if let Some(rating) = keys_ui(ui, place.keys, (row.issue, &number), judged.rating.or(row.now)) {
        ratings.at = at;
        ratings.judge(month, Some(rating));
        ui.memory_mut(|memory| memory.request_focus(round_id()));
    }
    words_ui(ui, place.words, ratings, (ledger, month), (at, row.issue));
    if response.clicked() {
        let on_words = response.interact_pointer_pos().is_some_and(|at| place.words.contains(at));
        ratings.at = at;
        ratings.wants_words = on_words;
        ui.memory_mut(|memory| memory.request_focus(round_id()));
    }
}

fn rating_ui(ui: &Ui, place: Rect, rating: Option<ScheduleRating>, fresh: bool) {
    let t = theme::of(ui);
    let Some(rating) = rating else {
        silent_line(ui, place, Align2::LEFT_CENTER, says::NOT_JUDGED, font::small(), t.text_3);
        return;
    };
    let arrow = words::rating_arrow(rating);
    let sign = place.with_max_x(place.left() + 18.0);
    glyph(ui, sign, arrow.sign(), 18.0, t.hue(arrow.tone()).ink);
    let face = if fresh { font::strong() } else { font::body() };
    let rest = place.with_min_x(place.left() + 24.0);
    silent_line(ui, rest, Align2::LEFT_CENTER, words::issues_page::short_rating(rating), face, t.text);
}

/// The five numbers, the chosen one filled.
fn keys_ui(
    ui: &Ui,
    place: Rect,
    (issue, number): (IssueId, &str),
    chosen: Option<ScheduleRating>,
) -> Option<ScheduleRating> {
    let t = theme::of(ui);
    let mut pressed = None;
    for (n, rating) in ScheduleRating::ALL.into_iter().enumerate() {
        let min = pos2(place.left() + KEY * n as f32, place.center().y - 12.0);
        let rect = Rect::from_min_size(min, vec2(KEY - 3.0, 24.0));
        let response = ui.interact(rect, round_id().with((issue, n)), Sense::CLICK);
        let on = chosen == Some(rating);
        let said = says::judge_as(number, words::rating(rating));
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &said));
        let (fill, ink) = if on { (t.accent_fill, t.on_accent) } else { (t.surface, t.text_2) };
        let stroke = if on { egui::Stroke::NONE } else { t.border() };
        ui.painter().rect(rect, CornerRadius::same(radius::S), fill, stroke, StrokeKind::Inside);
        silent_line(ui, rect, Align2::CENTER_CENTER, &(n + 1).to_string(), font::small(), ink);
        if response.on_hover_text(words::rating(rating)).clicked() {
            pressed = Some(rating);
        }
    }
    pressed
}

/// The words of the row that is chosen are a real text field; those of the others are painted.
fn words_ui(
    ui: &mut Ui,
    place: Rect,
    ratings: &mut RatingsDraft,
    (ledger, month): (&Ledger, Month),
    (at, issue): (usize, IssueId),
) {
    let t = theme::of(ui);
    if ratings.at != at {
        let own = ratings.judged(month).get(&issue).map(|judged| judged.text.clone()).unwrap_or_default();
        let (text, ink) = if own.is_empty() { (reported(ledger, issue, month), t.text_3) } else { (own, t.text) };
        let said = silent_line(ui, place, Align2::LEFT_CENTER, &text, font::small(), ink);
        if !text.is_empty() {
            name(ui, said, Role::Label, &text);
        }
        return;
    }
    let wants = std::mem::take(&mut ratings.wants_words);
    let hint = reported(ledger, issue, month);
    let mut text = ratings.judged(month).get(&issue).map(|judged| judged.text.clone()).unwrap_or_default();
    let rect = Rect::from_center_size(place.center(), vec2(place.width(), size::BUTTON));
    let (mut left, mut next) = (false, false);
    inside(ui, ("words", issue), rect, |ui| {
        let hint = if hint.is_empty() { says::WORDS_HINT } else { hint.as_str() };
        let response = Field::new(says::WORDS).bare().hint(hint).salt("words").show(ui, &mut text);
        if wants {
            response.request_focus();
        }
        next = submitted(ui, &response);
        left = next || (response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)));
    });
    let known = ratings.judged(month).get(&issue).map_or("", |judged| judged.text.as_str());
    if known != text {
        ratings.judged(month).entry(issue).or_default().text = text;
    }
    if left {
        ui.memory_mut(|memory| memory.request_focus(round_id()));
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    }
    if next {
        ratings.go(at + 1);
    }
}

/// What was reported on the month, the last that has words.
fn reported(ledger: &Ledger, issue: IssueId, month: Month) -> String {
    let Some(issue) = ledger.issue(issue) else {
        return String::new();
    };
    let notes = issue.live_records().rev().filter_map(|record| match &record.body {
        RecordBody::Progress(note) if note.month == month && !note.text.trim().is_empty() => Some(&note.text),
        _ => None,
    });
    notes.take(1).map(|text| words::cut(text, 60)).collect()
}
