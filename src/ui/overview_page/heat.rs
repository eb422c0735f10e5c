//! 单位月评: a table of units and months; each cell says in sign and word what the month came to.

use egui::{Align2, CornerRadius, Rect, Role, Ui, pos2, vec2};

use crate::{
    app::{CellKey, Column, Command, RowQuery},
    domain::{
        UnitId,
        ledger::Ledger,
        record::Month,
        stats::{Heat, HeatCell, HeatRow, HeatSign, heat_issues},
    },
    ui::{
        icon,
        theme::{self, Tone, font, radius, size, space},
        view::ViewCtx,
        widgets::{columns, focus_ring, glyph, hot, line, paragraph, silent_line, titled_card, width_of},
        words,
    },
};

use super::{charts::rows_ui, meaning::meaning};

/// How high a row is, and the row of months.
const ROW: f32 = 30.0;

/// More units than this scroll.
const SHOWN: usize = 10;

/// How wide the names of the units are.
const NAMES: f32 = 128.0;

/// A cell less wide than this would cut its words.
const CELL: f32 = 92.0;

/// How high the card is.
pub(super) fn height(heat: &Heat) -> f32 {
    let rows = heat.rows.len().clamp(1, SHOWN);
    size::CARD_TITLE + ROW * (rows + 1) as f32 + space::M
}

pub(super) fn heat_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, heat: &Heat) {
    let mut inner = titled_card(ui, rect, words::overview_cards::HEAT, words::overview_cards::HEAT_ASIDE);
    let after = rect.left() + space::L + width_of(ui, words::overview_cards::HEAT, font::heading()) + space::XS;
    let sign = Rect::from_center_size(pos2(after + 12.0, rect.top() + 22.0), vec2(24.0, 24.0));
    meaning(ui, sign, words::overview_cards::HEAT, words::overview_cards::HEAT_MEANS);
    if heat.rows.is_empty() {
        let ink = theme::of(ui).text_3;
        paragraph(ui, inner, 3, words::overview_cards::NO_RATINGS, font::body(), ink);
        return;
    }
    // As many of the latest months as fit with their words.
    let fit = ((inner.width() - NAMES) / CELL).floor().max(2.0) as usize;
    let skipped = heat.months.len().saturating_sub(fit);
    let n_months = heat.months.len() - skipped;
    let head = Rect::from_min_size(inner.min, vec2(inner.width(), ROW));
    inner.min.y += ROW;
    let t = theme::of(ui);
    for (cell, month) in cells(head, n_months).into_iter().zip(heat.months.iter().skip(skipped)) {
        let said = words::overview_cards::heat_month(*month);
        line(ui, cell, Align2::CENTER_CENTER, &said, font::small_strong(), t.text_2);
    }
    rows_ui(ui, "heat", inner, (heat.rows.len(), ROW), |ui, n, row| {
        if let Some(unit) = heat.rows.get(n) {
            row_ui(ctx, ui, row, (heat, unit, skipped));
        }
    });
}

fn cells(row: Rect, n_months: usize) -> Vec<Rect> {
    columns(row.with_min_x(row.left() + NAMES), &vec![1.0; n_months], 2.0)
}

fn row_ui(ctx: ViewCtx<'_>, ui: &Ui, row: Rect, (heat, unit, skipped): (&Heat, &HeatRow, usize)) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let t = theme::of(ui);
    let word = words::unit(ledger, Some(unit.unit));
    let name = row.with_max_x(row.left() + NAMES - space::S);
    let place = name.expand2(vec2(space::S, 0.0));
    if hot(ui, ("heat", unit.unit), place, Role::Link, &words::overview_cards::heat_unit(&word), false).clicked() {
        ctx.commands.send(Command::ShowRows(RowQuery::with(Column::LeadUnit, CellKey::Unit(unit.unit))));
    }
    silent_line(ui, name, Align2::LEFT_CENTER, &word, font::small(), t.text);
    let months = heat.months.iter().zip(&unit.cells).skip(skipped);
    for (rect, (month, cell)) in cells(row, heat.months.len() - skipped).into_iter().zip(months) {
        let said = words::overview_cards::heat_said(&word, *month, cell);
        if cell_ui(ui, rect.shrink2(vec2(0.0, 1.0)), cell, &said) {
            show_cell(ctx, ledger, (unit.unit, *month, cell.sign().0));
        }
    }
}

/// Shows the issues a cell speaks of.
fn show_cell(ctx: ViewCtx<'_>, ledger: &Ledger, of: (UnitId, Month, HeatSign)) {
    let rows = ctx.app.rows();
    let issues = ledger.issues.values().filter_map(|issue| Some((&**issue, rows.facts(issue.id)?)));
    let found = heat_issues(ledger, issues, of, ctx.today());
    let unit = RowQuery::with(Column::LeadUnit, CellKey::Unit(of.0));
    ctx.commands.send(Command::ShowRows(RowQuery { filters: unit.filters, ..RowQuery::among(found) }));
}

/// Draws a cell; true when it was pressed.
fn cell_ui(ui: &Ui, rect: Rect, cell: &HeatCell, said: &str) -> bool {
    let t = theme::of(ui);
    let (sign, count) = cell.sign();
    let tone = tone_of(sign);
    let hue = t.hue(tone);
    let id = ui.scope_id().with(("heat cell", said));
    let leads = sign != HeatSign::Nothing;
    let response = ui.interact(rect, id, if leads { egui::Sense::click() } else { egui::Sense::hover() });
    let role = if leads { Role::Link } else { Role::Label };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, said));
    if sign == HeatSign::Nothing {
        silent_line(ui, rect, Align2::CENTER_CENTER, "—", font::small(), t.text_3);
    } else {
        ui.painter().rect_filled(rect, CornerRadius::same(radius::S), hue.soft);
        let word = words::overview_cards::heat_cell(sign, count, cell.all());
        let wide = width_of(ui, &word, font::small()) + 18.0;
        let left = rect.center().x - wide.min(rect.width()) / 2.0;
        let ink = if tone == Tone::Neutral { t.text_2 } else { hue.ink };
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(14.0, rect.height()));
        glyph(ui, place, arrow_of(sign), 14.0, ink);
        let room = rect.with_min_x(left + 18.0);
        silent_line(ui, room, Align2::LEFT_CENTER, &word, font::small(), ink);
    }
    focus_ring(ui, rect, &response);
    response.on_hover_text(said).clicked()
}

fn tone_of(sign: HeatSign) -> Tone {
    match sign {
        HeatSign::Behind => Tone::Danger,
        HeatSign::NotStarted | HeatSign::Unreported => Tone::Warn,
        HeatSign::OnSchedule | HeatSign::Nothing => Tone::Neutral,
        HeatSign::Ahead | HeatSign::Finished => Tone::Good,
    }
}

fn arrow_of(sign: HeatSign) -> &'static str {
    match sign {
        HeatSign::Behind => icon::TRENDING_DOWN,
        HeatSign::NotStarted => icon::REMOVE,
        HeatSign::Unreported => icon::HELP,
        HeatSign::OnSchedule | HeatSign::Nothing => icon::TRENDING_FLAT,
        HeatSign::Ahead => icon::TRENDING_UP,
        HeatSign::Finished => icon::CHECK,
    }
}
