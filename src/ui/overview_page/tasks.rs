//! 年度任务: what the year demands of each inspection, and what is done of it; 清零 where nothing is left.

use chrono::Datelike as _;
use egui::{Align2, Rect, Role, Ui, pos2, vec2};

use crate::{
    app::{CellKey, Column, Command, RowQuery},
    domain::stats::YearTasks,
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{glyph, hot, meter, paragraph, silent_line, titled_card, width_of},
        words,
    },
};

use super::{charts::rows_ui, meaning::meaning};

/// How high a row is.
const ROW: f32 = 48.0;

pub(super) fn tasks_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, tasks: &[YearTasks]) {
    let shown: Vec<_> = tasks.iter().filter(|it| it.all() > 0 || it.moved_out > 0).collect();
    let (done, all) = shown.iter().fold((0, 0), |(done, all), it| (done + it.done(), all + it.all()));
    let title = words::overview_cards::tasks_of(ctx.today().year());
    let aside = words::overview_cards::tasks_done(done, all);
    let inner = titled_card(ui, rect, &title, &aside);
    let after = rect.left() + space::L + width_of(ui, &title, font::heading()) + space::XS;
    let sign = Rect::from_center_size(pos2(after + 12.0, rect.top() + 22.0), vec2(24.0, 24.0));
    meaning(ui, sign, &title, words::overview_cards::TASKS_MEAN);
    if shown.is_empty() {
        let ink = theme::of(ui).text_3;
        paragraph(ui, inner, 3, words::overview_cards::NO_TASKS, font::body(), ink);
        return;
    }
    rows_ui(ui, "tasks", inner, (shown.len(), ROW), |ui, n, row| {
        if let Some(tasks) = shown.get(n) {
            task_ui(ctx, ui, row, (n, tasks));
        }
    });
}

fn task_ui(ctx: ViewCtx<'_>, ui: &Ui, row: Rect, (n, tasks): (usize, &YearTasks)) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let t = theme::of(ui);
    let nil = tasks.inspection.is_nil();
    let word =
        if nil { words::overview::NO_INSPECTION.to_owned() } else { words::inspection(ledger, tasks.inspection) };
    let said = words::overview_cards::task_said(&word, tasks);
    if hot(ui, ("task", n), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false).clicked() {
        ctx.commands.send(Command::ShowRows(rows_of(tasks)));
    }
    if n > 0 {
        ui.painter().hline(row.x_range(), row.top() + 0.5, t.hairline());
    }
    let (left, right) = (Align2::LEFT_CENTER, Align2::RIGHT_CENTER);
    let first = Rect::from_min_max(row.min + vec2(0.0, 4.0), pos2(row.right(), row.top() + 26.0));
    let second = Rect::from_min_max(pos2(row.left(), row.top() + 26.0), row.max - vec2(0.0, 4.0));
    silent_line(ui, first.with_max_x(row.right() - 150.0), left, &word, font::body(), t.text);
    let part = words::overview::of(tasks.done(), tasks.all());
    silent_line(ui, first.with_max_x(row.right() - 72.0), right, &part, font::body(), t.text_2);
    left_ui(ui, first.with_min_x(row.right() - 64.0), tasks);
    let track = Rect::from_min_max(
        pos2(row.left(), second.center().y - 3.0),
        pos2(row.left() + row.width() * 0.42, second.center().y + 3.0),
    );
    meter(ui, track, tasks.rate().unwrap_or_default(), Tone::Good);
    let note = words::overview_cards::task_note(tasks);
    silent_line(ui, second.with_min_x(track.right() + space::M), left, &note, font::small(), t.text_3);
}

/// 清零 with a tick, or how many are left.
fn left_ui(ui: &Ui, rect: Rect, tasks: &YearTasks) {
    let t = theme::of(ui);
    let right = Align2::RIGHT_CENTER;
    if tasks.is_cleared() {
        let ink = t.hue(Tone::Good).ink;
        let said = silent_line(ui, rect, right, words::overview::CLEARED, font::strong(), ink);
        let place = Rect::from_center_size(said.left_center() - vec2(12.0, 0.0), vec2(16.0, 16.0));
        glyph(ui, place, icon::CHECK_CIRCLE, 16.0, ink);
        return;
    }
    let tone = if tasks.overdue > 0 { Tone::Danger } else { Tone::Neutral };
    silent_line(ui, rect, right, &words::overview::left(tasks.left.len()), font::strong(), t.ink(tone));
}

/// What is left; where nothing is, all of the inspection.
fn rows_of(tasks: &YearTasks) -> RowQuery {
    if !tasks.left.is_empty() {
        return RowQuery::among(tasks.left.iter().copied());
    }
    let nil = tasks.inspection.is_nil();
    RowQuery::with(Column::Inspection, if nil { CellKey::Empty } else { CellKey::Inspection(tasks.inspection) })
}
