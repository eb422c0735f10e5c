//! The line of plan and reality: what was to be closed by the end of each month, and what was.

use chrono::{Datelike as _, NaiveDate};
use egui::{Align2, Color32, Pos2, Rect, Role, Shape, Stroke, Ui, pos2, vec2};

use crate::{
    domain::stats::Stats,
    ui::{
        theme::{self, Tone, font},
        widgets::{line, name, silent_line, titled_card},
        words,
    },
};

/// What was to be closed by the end of each month, and what was.
pub(super) fn plan(ui: &Ui, rect: Rect, stats: &Stats, today: NaiveDate) {
    let t = theme::of(ui);
    let inner = titled_card(ui, rect, words::overview::PLAN_AND_ACTUAL, &words::year(today.year()));
    let chart = Rect::from_min_max(inner.min + vec2(36.0, 4.0), inner.max - vec2(84.0, 18.0));
    let most = stats.months.iter().map(|it| it.planned.max(it.actual.unwrap_or(0))).max().unwrap_or(0);
    let top = nice(most);
    for step in 0..=4 {
        let y = chart.bottom() - chart.height() * step as f32 / 4.0;
        ui.painter().hline(chart.x_range(), y.round() + 0.5, t.hairline());
        let place = Rect::from_center_size(pos2(chart.left() - 24.0, y), vec2(32.0, 18.0));
        silent_line(ui, place, Align2::RIGHT_CENTER, &(top * step / 4).to_string(), font::small(), t.text_3);
    }
    let every = if chart.width() < 400.0 { 2 } else { 1 };
    let at = |n: usize, value: usize| {
        let x = chart.left() + chart.width() * n as f32 / 11.0;
        pos2(x, chart.bottom() - chart.height() * value as f32 / top as f32)
    };
    for (n, point) in stats.months.iter().enumerate().step_by(every) {
        let place = Rect::from_center_size(pos2(at(n, 0).x, chart.bottom() + 14.0), vec2(40.0, 18.0));
        silent_line(ui, place, Align2::CENTER_CENTER, &words::month(point.month), font::small(), t.text_3);
    }
    let planned: Vec<Pos2> = stats.months.iter().enumerate().map(|(n, it)| at(n, it.planned)).collect();
    ui.painter().extend(Shape::dashed_line(&planned, Stroke::new(1.5, t.text_3), 4.0, 4.0));
    let known = stats.months.iter().enumerate().filter_map(|(n, it)| Some(at(n, it.actual?)));
    let actual: Vec<Pos2> = known.collect();
    let accent = Stroke::new(2.0, t.hue(Tone::Accent).solid);
    let last = actual.last().copied();
    ui.painter().line(actual, accent);
    let ends = planned.last().zip(last);
    let now = stats.months.iter().rfind(|it| it.actual.is_some());
    if let (Some((plan_end, last)), Some(now)) = (ends, now) {
        ui.painter().circle(last, 4.0, t.surface, accent);
        labels(ui, chart, (*plan_end, last), (now.planned, now.actual.unwrap_or(0)));
    }
}

/// The words at the ends of the lines, at the right of the chart, never one over the other.
fn labels(ui: &Ui, chart: Rect, (planned, actual): (Pos2, Pos2), counts: (usize, usize)) {
    let t = theme::of(ui);
    let left = chart.right() + 10.0;
    let put = |y: f32, said: &str, ink: Color32| {
        let place = Rect::from_min_size(pos2(left, y - 9.0), vec2(76.0, 18.0));
        line(ui, place, Align2::LEFT_CENTER, said, font::small(), ink);
    };
    put(planned.y, words::overview::PLANNED, t.text_3);
    let mut y = actual.y.max(planned.y + 20.0).min(chart.bottom() - 20.0);
    if actual.y + 40.0 < planned.y {
        y = actual.y;
    }
    put(y, &words::overview::actual(counts.1), t.hue(Tone::Accent).ink);
    let tone = if counts.1 < counts.0 { Tone::Danger } else { Tone::Good };
    put(y + 18.0, &words::overview::against_plan(counts.0, counts.1), t.hue(tone).ink);
    name(ui, chart, Role::Image, &words::overview::chart(counts.0, counts.1));
}

/// The first round number that four lines divide.
fn nice(most: usize) -> usize {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= most {
                return step * factor * 4;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::nice;

    #[test]
    fn an_axis_ends_at_a_round_number_that_four_lines_divide() {
        let ends = [0, 4, 5, 21, 116, 214].map(nice);
        assert_eq!(ends, [4, 4, 8, 40, 200, 400]);
    }
}
