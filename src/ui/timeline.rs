//! Measures against today: pale track = plan, solid = done or under way, past the deadline = danger.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Months, NaiveDate};
use egui::{Align2, CornerRadius, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};

use crate::ui::{
    paint::{hot, line, silent_line, take_top},
    theme::{self, Tone, font, radius},
    words,
};

const AXIS: f32 = 26.0;
const ROW: f32 = 36.0;

/// One measure as the timeline shows it.
#[derive(Clone, Debug, Default)]
pub struct MeasureBar<'a> {
    /// The measure in words.
    pub label: &'a str,

    /// When it was to begin, if the plan says so.
    pub from: Option<NaiveDate>,

    /// Its deadline.
    pub due: Option<NaiveDate>,

    /// When it was finished.
    pub done_on: Option<NaiveDate>,

    /// What is said at the right end, and its tone.
    pub said: (&'a str, Tone),

    /// Its checkpoints: planned day, and whether it was reached.
    pub points: Vec<(NaiveDate, bool)>,
}

impl MeasureBar<'_> {
    fn dates(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let own = [self.from, self.due, self.done_on].into_iter().flatten();
        own.chain(self.points.iter().map(|point| point.0))
    }
}

/// From dates to places.
struct Axis {
    first: NaiveDate,
    days: f32,
    left: f32,
    width: f32,
}

impl Axis {
    /// Whole months around every date, today among them.
    fn new(bars: &[MeasureBar<'_>], today: NaiveDate, room: Rect) -> Self {
        let dates = || bars.iter().flat_map(MeasureBar::dates);
        let first = dates().fold(today, NaiveDate::min);
        let last = dates().fold(today, NaiveDate::max);
        let first = first.with_day(1).unwrap_or(first);
        let end = last.with_day(1).unwrap_or(last);
        let end = end.checked_add_months(Months::new(1)).unwrap_or(last);
        Self { first, days: ((end - first).num_days() as f32).max(1.0), left: room.left(), width: room.width() }
    }

    fn x(&self, date: NaiveDate) -> f32 {
        self.left + self.width * (date - self.first).num_days() as f32 / self.days
    }

    /// Every how many months a line stands, so that their words do not touch.
    fn step(&self) -> u32 {
        let month = self.width * 30.4 / self.days;
        let fits = |step: &u32| month * *step as f32 >= 44.0;
        [1, 2, 3, 6, 12, 24, 60].into_iter().find(fits).unwrap_or(120)
    }

    fn ticks(&self) -> Vec<NaiveDate> {
        let step = self.step();
        // Lines stand on the same months in every year.
        let months_in = self.first.month0() % step.min(12);
        let back = Months::new(months_in);
        let start = self.first.checked_sub_months(back).unwrap_or(self.first);
        let ticks = (0..600).map_while(|n| start.checked_add_months(Months::new(n * step)));
        let right = self.left + self.width;
        ticks.take_while(|tick| self.x(*tick) < right - 1.0).filter(|tick| *tick >= self.first).collect()
    }
}

/// Draws a row a measure over the whole width. Returns the row that was pressed.
pub fn timeline(ui: &mut Ui, bars: &[MeasureBar<'_>], today: NaiveDate) -> Option<usize> {
    let wide = ui.available_width();
    let high = AXIS + ROW * bars.len() as f32;
    let (mut rect, _) = ui.allocate_exact_size(vec2(wide, high), Sense::hover());
    let label = (wide * 0.32).clamp(96.0, 260.0);
    let said = if wide < 480.0 { 84.0 } else { 108.0 };
    let head = take_top(&mut rect, AXIS);
    let chart = rect.with_min_x(rect.left() + label + 8.0).with_max_x(rect.right() - said);
    let axis = Axis::new(bars, today, chart);
    let flag = axis_head(ui, head, chart, &axis, today);
    let mut pressed = None;
    for (n, bar) in bars.iter().enumerate() {
        let row = take_top(&mut rect, ROW);
        let name = format!("{} {}", bar.label, bar.said.0);
        if hot(ui, ("measure", n), row, Role::Row, &name, false).clicked() {
            pressed = Some(n);
        }
        let t = theme::of(ui);
        let words = row.with_max_x(row.left() + label);
        line(ui, words, Align2::LEFT_CENTER, bar.label, font::body(), t.text);
        measure(ui, row, &axis, bar, today);
        let ink = if bar.said.1 == Tone::Neutral { t.text_2 } else { t.hue(bar.said.1).ink };
        let right = row.with_min_x(row.right() - said + 8.0);
        line(ui, right, Align2::RIGHT_CENTER, bar.said.0, font::small(), ink);
    }
    today_line(ui, chart, &axis, today, flag);
    pressed
}

/// Month lines and their words; returns where today's flag stands.
fn axis_head(ui: &Ui, head: Rect, chart: Rect, axis: &Axis, today: NaiveDate) -> Rect {
    let t = theme::of(ui);
    let half = 40.0;
    let middle = axis.x(today).clamp(chart.left() + half - 8.0, chart.right() - half + 8.0);
    let flag = Rect::from_center_size(pos2(middle, head.center().y), vec2(half * 2.0, 20.0));
    let many_years = axis.days > 366.0;
    for tick in axis.ticks() {
        let x = axis.x(tick);
        ui.painter().vline(x.round() + 0.5, chart.y_range(), t.hairline());
        // A month whose word would lie under the flag goes without.
        if x + 36.0 < flag.left() || x > flag.right() {
            let word =
                if many_years && tick.month() == 1 { words::year(tick.year()) } else { words::month(tick.month()) };
            let place = Rect::from_min_size(pos2(x, head.top()), vec2(60.0, head.height()));
            silent_line(ui, place, Align2::LEFT_CENTER, &word, font::small(), t.text_3);
        }
    }
    flag
}

fn today_line(ui: &Ui, chart: Rect, axis: &Axis, today: NaiveDate, flag: Rect) {
    let t = theme::of(ui);
    let accent = t.hue(Tone::Accent).ink;
    let y: RangeInclusive<f32> = flag.bottom()..=chart.bottom();
    ui.painter().vline(axis.x(today), y, Stroke::new(1.5, accent));
    let round = CornerRadius::same(radius::S);
    ui.painter().rect_filled(flag, round, accent);
    let words = words::today_flag(today);
    let middle = Align2::CENTER_CENTER;
    line(ui, flag, middle, &words, font::small(), t.surface);
}

/// Planned span as a pale track, what happened as a solid bar; the part past the deadline is red.
fn measure(ui: &Ui, row: Rect, axis: &Axis, bar: &MeasureBar<'_>, today: NaiveDate) {
    let t = theme::of(ui);
    let y = row.center().y;
    let span =
        |from: f32, to: f32, half: f32| Rect::from_min_max(pos2(from, y - half), pos2(to.max(from + 2.0), y + half));
    let round = CornerRadius::same(3);
    let painter = ui.painter();
    // Many plans name only a deadline: their track begins where the chart does.
    let from = bar.from.map_or(axis.left, |date| axis.x(date));
    let to = axis.x(bar.done_on.unwrap_or(today));
    match (bar.from, bar.due.map(|date| axis.x(date))) {
        (begun, Some(due)) => {
            let pale = t.hue(Tone::Neutral).soft;
            let track = span(from.min(due - 2.0), due, 7.0);
            painter.rect(track, round, pale, t.hairline(), StrokeKind::Inside);
            let tone = match (bar.done_on, begun) {
                (Some(_), _) => Some(Tone::Good),
                (None, Some(_)) => Some(Tone::Accent),
                (None, None) => None,
            };
            if let Some(tone) = tone.filter(|_| from < to) {
                let happened = span(from, to.min(due), 4.0);
                painter.rect_filled(happened, round, t.hue(tone).solid);
            }
            if to > due {
                let late = span(due + 1.0, to, 4.0);
                painter.rect_filled(late, round, t.hue(Tone::Danger).solid);
            }
        }
        (Some(_), None) => {
            // No deadline: what is happening has a beginning only.
            let tone = if bar.done_on.is_some() { Tone::Good } else { Tone::Neutral };
            painter.rect_filled(span(from, to, 4.0), round, t.hue(tone).solid);
        }
        (None, None) => {}
    }
    for &(date, reached) in &bar.points {
        diamond(ui, pos2(axis.x(date), y), (reached, date < today));
    }
}

/// A checkpoint: filled when reached, red when its day is past.
fn diamond(ui: &Ui, center: egui::Pos2, (reached, past): (bool, bool)) {
    let t = theme::of(ui);
    let ink = match (reached, past) {
        (true, _) => t.hue(Tone::Good).ink,
        (false, true) => t.hue(Tone::Danger).ink,
        (false, false) => t.text_3,
    };
    let fill = if reached { ink } else { t.surface };
    let corners = [Vec2::UP, Vec2::RIGHT, Vec2::DOWN, Vec2::LEFT];
    let corners = corners.map(|way| center + way * 5.5).to_vec();
    let shape = Shape::convex_polygon(corners, fill, Stroke::new(1.5, ink));
    ui.painter().add(shape);
}
