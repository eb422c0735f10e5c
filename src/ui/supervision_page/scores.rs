//! Scores of units by the rule of the ledger's levels: points off for each notice of the period.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use crate::{
    app::{CellKey, Column, Command, RowQuery},
    domain::{
        UnitId,
        ledger::Ledger,
        supervision::SupervisionScale,
        supervision_score::{UnitScore, unit_scores},
        time_status::TimeStatus,
    },
    ui::{
        icon,
        paint::{card, hot, line, silent_line, take_top},
        theme::{self, Tone, font, size, space},
        view::ViewCtx,
        widgets::{empty_note, hint, segmented},
        words::duty as says,
    },
};

use super::SupervisionDraft;

/// What is chosen here, and what was worked out.
#[derive(Debug, Default)]
pub(super) struct ScoresDraft {
    period: usize,
    made_of: Option<(u64, usize)>,
    rows: Vec<Scored>,
}

/// A unit with its score and what is under way there.
#[derive(Debug, Default)]
struct Scored {
    unit: UnitId,
    score: UnitScore,
    open: usize,
    overdue: usize,
}

fn period(kind: usize, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = |month| NaiveDate::from_ymd_opt(today.year(), month, 1).unwrap_or(today);
    let from = match kind {
        0 => first(1),
        1 => first((today.month() - 1) / 3 * 3 + 1),
        2 => first(today.month()),
        _ => NaiveDate::MIN,
    };
    (from, today)
}

fn work_out(draft: &SupervisionDraft, ledger: &Ledger, scale: &SupervisionScale, today: NaiveDate) -> Vec<Scored> {
    let notices = draft.urges.values().flat_map(|urge| &urge.scored);
    let scores = unit_scores(scale, notices, period(draft.scores.period, today));
    let mut rows: BTreeMap<UnitId, Scored> = BTreeMap::new();
    for (unit, score) in scores {
        rows.insert(unit, Scored { unit, score, ..Scored::default() });
    }
    for urge in draft.urges.values().filter(|urge| urge.is_open()) {
        let Some(unit) = urge.unit.and_then(|unit| ledger.directory.unit(unit)) else {
            continue;
        };
        let row = rows.entry(unit.id).or_insert_with(|| Scored { unit: unit.id, ..Scored::default() });
        row.open += 1;
        row.overdue += usize::from(matches!(urge.time, TimeStatus::Overdue(_)));
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    let name = |row: &Scored| ledger.directory.unit_name(row.unit).to_owned();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.score.points), std::cmp::Reverse(row.overdue), name(row)));
    rows
}

pub(super) fn scores_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let Some(scale) = ledger.directory.fields.scale.get() else {
        empty_note(ui, icon::RULE, says::NO_SCALE);
        return;
    };
    ui.horizontal_wrapped(|ui| {
        segmented(ui, &says::PERIODS, &mut draft.scores.period);
        hint(ui, &says::score_rule(scale));
    });
    ui.add_space(space::S);
    let made_of = Some((draft.urges.version(), draft.scores.period));
    if draft.scores.made_of != made_of {
        draft.scores.rows = work_out(draft, ledger, scale, ctx.today());
        draft.scores.made_of = made_of;
    }
    if draft.scores.rows.is_empty() {
        empty_note(ui, icon::GROUPS, says::NO_SCORES);
        return;
    }
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= space::M;
    let rows = &draft.scores.rows;
    let high = (size::GRID_HEAD + size::ROW * rows.len() as f32 + 2.0).min(room.height());
    let room = Rect::from_min_size(room.min, vec2(room.width(), high));
    card(ui, room);
    let mut body = room.shrink2(vec2(space::L, 1.0));
    let head = take_top(&mut body, size::GRID_HEAD);
    head_ui(ui, head, scale);
    let mut child = ui.new_child(UiBuilder::new().max_rect(body).id_salt("scores"));
    child.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(&mut child, size::ROW, rows.len(), |ui, range| {
        let first = range.start;
        for (n, row) in rows.get(range).unwrap_or_default().iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(vec2(body.width(), size::ROW), Sense::hover());
            if row_ui(ui, (first + n, rect), (ledger, scale), row) {
                let query = RowQuery::with(Column::LeadUnit, CellKey::Unit(row.unit));
                ctx.commands.send(Command::ShowRows(query));
            }
        }
    });
}

/// The places of the columns: rank, unit, under way, overdue, one for each level, points, score.
fn places(rect: Rect, levels: usize) -> Vec<Rect> {
    let fixed = [48.0, 0.0, 64.0, 64.0];
    let tail = [72.0, 72.0];
    let level = ((rect.width() * 0.42) / levels.max(1) as f32).clamp(56.0, 104.0);
    let others: f32 = fixed.iter().sum::<f32>() + tail.iter().sum::<f32>() + level * levels as f32;
    let unit = (rect.width() - others).max(96.0);
    let widths = [48.0, unit, 64.0, 64.0].into_iter().chain(std::iter::repeat_n(level, levels)).chain(tail);
    let mut left = rect.left();
    let place = |wide: f32| {
        let place = Rect::from_x_y_ranges(left..=left + wide - space::S, rect.y_range());
        left += wide;
        place
    };
    widths.map(place).collect()
}

fn head_ui(ui: &Ui, rect: Rect, scale: &SupervisionScale) {
    let t = theme::of(ui);
    let levels = scale.levels.iter().map(|level| level.name.as_str());
    let heads = says::SCORE_HEADS.into_iter().chain(levels).chain(says::SCORE_TAIL);
    for (n, (place, word)) in places(rect, scale.levels.len()).into_iter().zip(heads).enumerate() {
        let at = if n < 2 { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
        line(ui, place, at, word, font::small_strong(), t.text_2);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
}

fn row_ui(ui: &Ui, (n, rect): (usize, Rect), (ledger, scale): (&Ledger, &SupervisionScale), row: &Scored) -> bool {
    let t = theme::of(ui);
    let name = ledger.directory.unit_name(row.unit);
    let said = says::score_line(name, row.score.points, row.score.score(), row.open);
    let response = hot(ui, ("score", row.unit), rect.expand2(vec2(space::S, 0.0)), Role::Row, &said, false);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.hairline());
    let count = |n: usize| if n == 0 { String::new() } else { n.to_string() };
    let mut cells = vec![(n + 1).to_string(), name.to_owned(), count(row.open), count(row.overdue)];
    let given = |level: &crate::domain::supervision::SupervisionLevel| row.score.notices.get(&level.key).copied();
    cells.extend(scale.levels.iter().map(|level| count(given(level).unwrap_or_default() as usize)));
    cells.push(if row.score.points == 0 { String::new() } else { format!("-{}", row.score.points) });
    cells.push(row.score.score().to_string());
    let last = cells.len().saturating_sub(1);
    for (n, (place, cell)) in places(rect, scale.levels.len()).into_iter().zip(&cells).enumerate() {
        let at = if n < 2 { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
        let ink = match n {
            0 => t.text_3,
            3 => t.hue(Tone::Danger).ink,
            n if n + 1 == last => t.hue(Tone::Warn).ink,
            _ => t.text,
        };
        let face = if n == last { font::strong() } else { font::body() };
        silent_line(ui, place, at, cell, face, ink);
    }
    response.clicked()
}
