//! Plan and reality by months: what was to be struck off and what was, as sums or month by month.

use chrono::{Datelike as _, NaiveDate};
use egui::{Align2, Color32, Rect, Role, Sense, Ui, pos2, vec2};
use egui_plot::{Bar, BarChart, HoverPosition, Line, LineStyle, Plot, PlotBounds, PlotPoints, PlotUi, Points};

use crate::{
    app::overview_picture::axis_end,
    domain::stats::{MonthPoint, Stats},
    ui::{
        theme::{self, Tokens, Tone, font, space},
        widgets::{inside, legend, line, name, segmented, silent_line, titled_card, width_of},
        words,
    },
};

/// What was to be struck off in each month or by its end, and what was.
pub(super) fn plan(ui: &mut Ui, rect: Rect, stats: &Stats, today: NaiveDate, by_month: &mut bool) {
    let inner = titled_card(ui, rect, words::overview::PLAN_AND_ACTUAL, "");
    switch(ui, rect, by_month);
    // The sums have their words at their ends, the bars a legend over them.
    let (over, right) = if *by_month { (26.0, 8.0) } else { (4.0, 84.0) };
    let chart = Rect::from_min_max(inner.min + vec2(36.0, over), inner.max - vec2(right, 18.0));
    let months = &stats.months;
    let of = |it: &MonthPoint| if *by_month { (it.due, it.closed) } else { (it.planned, it.actual) };
    let most = months.iter().map(|it| of(it).0.max(of(it).1.unwrap_or(0))).max().unwrap_or(0);
    let top = axis_end(most);
    heading(ui, rect, today, *by_month);
    axes(ui, chart, top);
    let said = if *by_month { words::overview_cards::month_alone } else { words::overview_cards::month_cumulative };
    // For a screen reader each month is said where it stands; the plot over it answers the pointer.
    for (n, point) in months.iter().enumerate() {
        let wide = chart.width() / 12.0;
        let column = Rect::from_min_size(pos2(chart.left() + wide * n as f32, chart.top()), vec2(wide, chart.height()));
        name(ui, column, Role::ListItem, &said(point));
    }
    let places: Vec<_> = months.iter().map(|it| (f64::from(it.month), of(it))).collect();
    inside(ui, "months", chart, |ui| plot(ui, chart, (&places, months), top, *by_month));
    if !*by_month {
        ends(ui, chart, (months, top));
    }
}

/// 累计 or 当月.
fn switch(ui: &mut Ui, rect: Rect, by_month: &mut bool) {
    let choices = [words::overview_cards::CUMULATIVE, words::overview_cards::MONTHLY];
    let wide: f32 = choices.iter().map(|word| width_of(ui, word, font::body()) + space::M * 2.0).sum();
    let place = Rect::from_min_size(pos2(rect.right() - space::L - wide, rect.top() + 6.0), vec2(wide, 32.0));
    let mut chosen = usize::from(*by_month);
    inside(ui, "plan switch", place, |ui| {
        if segmented(ui, &choices, &mut chosen) {
            *by_month = chosen == 1;
        }
    });
}

/// The year, and which bar is what.
fn heading(ui: &Ui, rect: Rect, today: NaiveDate, by_month: bool) {
    let t = theme::of(ui);
    let title = width_of(ui, words::overview::PLAN_AND_ACTUAL, font::heading());
    let year = Rect::from_min_size(rect.min + vec2(space::L + title + space::M, 13.0), vec2(80.0, 20.0));
    line(ui, year, Align2::LEFT_CENTER, &words::year(today.year()), font::small(), t.text_3);
    if by_month {
        let named = [(words::overview::PLANNED, Tone::Neutral), (words::overview::ACTUAL, Tone::Accent)];
        legend(ui, pos2(rect.right() - space::L, rect.top() + 54.0), &named);
    }
}

/// Lines of value with their numbers, and the months.
fn axes(ui: &Ui, chart: Rect, top: usize) {
    let t = theme::of(ui);
    for step in 0..=4 {
        let y = chart.bottom() - chart.height() * step as f32 / 4.0;
        ui.painter().hline(chart.x_range(), y.round() + 0.5, t.hairline());
        let place = Rect::from_center_size(pos2(chart.left() - 24.0, y), vec2(32.0, 18.0));
        silent_line(ui, place, Align2::RIGHT_CENTER, &(top * step / 4).to_string(), font::small(), t.text_3);
    }
    let every = if chart.width() < 400.0 { 2 } else { 1 };
    for month in (1..=12_u32).step_by(every) {
        let x = chart.left() + chart.width() * (month as f32 - 0.5) / 12.0;
        let place = Rect::from_center_size(pos2(x, chart.bottom() + 14.0), vec2(40.0, 18.0));
        silent_line(ui, place, Align2::CENTER_CENTER, &words::month(month), font::small(), t.text_3);
    }
}

type Place = (f64, (usize, Option<usize>));

fn plot(ui: &mut Ui, chart: Rect, (places, months): (&[Place], &[MonthPoint]), top: usize, by_month: bool) {
    let t = theme::of(ui);
    let hover = move |at: &HoverPosition<'_>| {
        let x = match at {
            HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position } => position.x,
        };
        let point = months.iter().find(|it| (f64::from(it.month) - x).abs() <= 0.5)?;
        let said = if by_month { words::overview_cards::month_alone } else { words::overview_cards::month_cumulative };
        Some(said(point))
    };
    let grown = Plot::new("months")
        .width(chart.width())
        .height(chart.height())
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .sense(Sense::hover())
        .set_margin_fraction(egui::Vec2::ZERO)
        .cursor_color(t.line_strong)
        .show_x(true)
        .show_y(false)
        .label_formatter(hover);
    grown.show(ui, |plot| {
        // Set anew each time: the plot would remember those of the other switch.
        plot.set_plot_bounds(PlotBounds::from_min_max([0.5, 0.0], [12.5, top as f64]));
        if by_month { bars(plot, t, places) } else { lines(plot, t, places) }
    });
}

fn bars(plot: &mut PlotUi<'_>, t: &Tokens, places: &[Place]) {
    let chart = |color: Color32, bars: Vec<Bar>| {
        let bars = bars.into_iter().map(|bar| bar.fill(color).stroke(egui::Stroke::NONE).width(0.3)).collect();
        // What hovers is the month, not the bar.
        BarChart::new("", bars).allow_hover(false)
    };
    let planned = places.iter().map(|(x, (due, _))| Bar::new(x - 0.17, *due as f64)).collect();
    let closed = places.iter().filter_map(|(x, (_, closed))| Some(Bar::new(x + 0.17, (*closed)? as f64))).collect();
    plot.bar_chart(chart(t.hue(Tone::Neutral).solid, planned));
    plot.bar_chart(chart(t.hue(Tone::Accent).solid, closed));
}

fn lines(plot: &mut PlotUi<'_>, t: &Tokens, places: &[Place]) {
    let planned: PlotPoints<'_> = places.iter().map(|(x, (planned, _))| [*x, *planned as f64]).collect();
    let actual: Vec<[f64; 2]> = places.iter().filter_map(|(x, (_, actual))| Some([*x, (*actual)? as f64])).collect();
    let last = actual.last().copied();
    let dashes = LineStyle::Dashed { length: 5.0 };
    plot.line(Line::new("planned", planned).color(t.text_3).width(1.5).style(dashes).allow_hover(false));
    let accent = t.hue(Tone::Accent).solid;
    plot.line(Line::new("actual", actual).color(accent).width(2.0).allow_hover(false));
    if let Some(last) = last {
        plot.points(Points::new("now", vec![last]).color(accent).radius(4.0).allow_hover(false));
    }
}

/// The words at the right of the sums: where reality is, and how it stands to the plan.
fn ends(ui: &Ui, chart: Rect, (months, top): (&[MonthPoint], usize)) {
    let t = theme::of(ui);
    let (Some(end), Some(now)) = (months.last(), months.iter().rfind(|it| it.actual.is_some())) else {
        return;
    };
    let actual = now.actual.unwrap_or(0);
    let y = |value: usize| chart.bottom() - chart.height() * value as f32 / top.max(1) as f32;
    let left = chart.right() + 4.0;
    let put = |y: f32, said: &str, ink: Color32| {
        let place = Rect::from_min_size(pos2(left, y - 9.0), vec2(80.0, 18.0));
        line(ui, place, Align2::LEFT_CENTER, said, font::small(), ink);
    };
    let planned = y(end.planned);
    put(planned, &words::overview::planned_all(end.planned), t.text_3);
    let below = y(actual).max(planned + 20.0).min(chart.bottom() - 20.0);
    let at = if y(actual) + 40.0 < planned { y(actual) } else { below };
    put(at, &words::overview::actual(actual), t.hue(Tone::Accent).ink);
    let tone = if actual < now.planned { Tone::Danger } else { Tone::Good };
    put(at + 18.0, &words::overview::against_plan(now.planned, actual), t.hue(tone).ink);
    name(ui, chart.with_max_x(chart.left() + 1.0), Role::Image, &words::overview::chart(now.planned, actual));
}
