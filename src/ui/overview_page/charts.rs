//! Bars by unit, stage, category and inspection. A click filters the grid.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::{
    app::{CellKey, Column, Command, RowQuery, TimeKind},
    domain::stats::{Stats, Tally},
    ui::{
        icon,
        theme::{self, Tone, font, space},
        view::ViewCtx,
        widgets::{glyph, hot, legend, silent_line, stacked_bar, stage_pie, titled_card},
        words,
    },
};

const TONES: [Tone; 4] = [Tone::Danger, Tone::Warn, Tone::Neutral, Tone::Good];

/// A bar of issues by how they stand in time.
struct Bar {
    word: String,
    tally: Tally,
    query: RowQuery,
    remark: (String, Tone),
}

pub(super) fn units(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let bars = stats.units.iter().map(|(unit, tally)| Bar {
        word: unit.map_or_else(|| words::overview::NO_UNIT.to_owned(), |it| words::unit(ledger, Some(it))),
        tally: *tally,
        query: RowQuery::with(Column::LeadUnit, unit.map_or(CellKey::Empty, CellKey::Unit)),
        remark: late(*tally),
    });
    let inner = titled_card(ui, rect, words::overview::BY_UNIT, "");
    let words = [words::overview::OVERDUE, words::overview::DUE_SOON, words::overview::NORMAL, words::overview::CLOSED];
    let named: Vec<_> = words.into_iter().zip(TONES).collect();
    legend(ui, pos2(rect.right() - space::L, rect.top() + 22.0), &named);
    bars_ui(ctx, ui, inner, ("units", 112.0), &bars.collect::<Vec<_>>());
}

pub(super) fn categories(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let bars = stats.categories.iter().map(|(category, tally)| {
        let (word, key) = if category.is_empty() {
            (words::overview::NO_CATEGORY.to_owned(), CellKey::Empty)
        } else {
            (category.clone(), CellKey::Text(category.clone()))
        };
        Bar { word, tally: *tally, query: RowQuery::with(Column::Category, key), remark: late(*tally) }
    });
    let inner = titled_card(ui, rect, words::overview::BY_CATEGORY, words::overview::CLICK_FILTERS);
    bars_ui(ctx, ui, inner, ("categories", 96.0), &bars.collect::<Vec<_>>());
}

pub(super) fn regions(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let bars = stats.regions.iter().map(|(region, tally)| {
        let (word, key) = if region.is_empty() {
            (words::overview_cards::NO_REGION.to_owned(), CellKey::Empty)
        } else {
            (region.clone(), CellKey::Text(region.clone()))
        };
        Bar { word, tally: *tally, query: RowQuery::with(Column::Region, key), remark: late(*tally) }
    });
    let inner = titled_card(ui, rect, words::overview_cards::BY_REGION, words::overview::CLICK_FILTERS);
    bars_ui(ctx, ui, inner, ("regions", 96.0), &bars.collect::<Vec<_>>());
}

/// How the issues stand in time, each with its sign; the five sum up to all.
pub(super) fn times(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let all = &stats.all;
    let normal = all.normal - stats.no_deadline.min(all.normal);
    let rows = [
        (TimeKind::Overdue, words::overview::OVERDUE, all.overdue, (icon::ERROR, Tone::Danger)),
        (TimeKind::DueSoon, words::overview::DUE_SOON, all.due_soon, (icon::SCHEDULE, Tone::Warn)),
        (TimeKind::Normal, words::overview::NORMAL, normal, (icon::CIRCLE, Tone::Neutral)),
        (TimeKind::NoDeadline, words::overview_cards::NO_DEADLINE, stats.no_deadline, (icon::REMOVE, Tone::Neutral)),
        (TimeKind::Over, words::overview::CLOSED, all.closed, (icon::CHECK_CIRCLE, Tone::Good)),
    ];
    let inner = titled_card(ui, rect, words::overview_cards::BY_TIME, words::overview::CLICK_FILTERS);
    let most = rows.iter().map(|row| row.2).max().unwrap_or(1).max(1) as f32;
    rows_ui(ui, "times", inner, (rows.len(), 32.0), |ui, n, row| {
        let Some((kind, word, count, (sign, tone))) = rows.get(n) else {
            return;
        };
        let t = theme::of(ui);
        let said = words::overview_cards::count_said(word, *count);
        let response = hot(ui, ("time", n), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false);
        if response.clicked() {
            ctx.commands.send(Command::ShowRows(RowQuery::with(Column::Time, CellKey::Time(*kind))));
        }
        if let Some(ledger) = ctx.ledger().filter(|_| *kind == TimeKind::DueSoon) {
            response.on_hover_text(words::due_soon_means(ledger));
        }
        glyph(ui, row.with_max_x(row.left() + 16.0), sign, 16.0, t.hue(*tone).ink);
        silent_line(ui, row.with_min_x(row.left() + 24.0), Align2::LEFT_CENTER, word, font::small(), t.text);
        value_bar(ui, row, (*count, most), *tone);
    });
}

/// A bar from a fixed place, and the number at the right end.
fn value_bar(ui: &Ui, row: Rect, (count, most): (usize, f32), tone: Tone) {
    let t = theme::of(ui);
    let full = (row.width() - 108.0 - 48.0).max(8.0);
    let wide = if count == 0 { 0.0 } else { (full * count as f32 / most).max(3.0) };
    let bar = Rect::from_min_size(pos2(row.left() + 108.0, row.center().y - 5.0), vec2(wide, 10.0));
    ui.painter().rect_filled(bar, CornerRadius::same(2), t.hue(tone).solid);
    silent_line(ui, row, Align2::RIGHT_CENTER, &count.to_string(), font::small(), t.text_2);
}

pub(super) fn inspections(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let bars = stats.inspections.iter().map(|(inspection, tally)| {
        let (word, key) = if inspection.is_nil() {
            (words::overview::NO_INSPECTION.to_owned(), CellKey::Empty)
        } else {
            (words::inspection(ledger, *inspection), CellKey::Inspection(*inspection))
        };
        let remark = match tally.left() {
            0 => (words::overview::CLEARED.to_owned(), Tone::Good),
            left => (words::overview::left(left), Tone::Neutral),
        };
        Bar { word, tally: *tally, query: RowQuery::with(Column::Inspection, key), remark }
    });
    let inner = titled_card(ui, rect, words::overview::BY_INSPECTION, words::overview::CLICK_FILTERS);
    bars_ui(ctx, ui, inner, ("inspections", 120.0), &bars.collect::<Vec<_>>());
}

fn late(tally: Tally) -> (String, Tone) {
    let said = if tally.overdue == 0 { String::new() } else { words::overview::late(tally.overdue) };
    (said, Tone::Danger)
}

/// How near to what is in sight a row is drawn.
const NEAR: f32 = 400.0;

/// The rows of a card, which scroll when there are more than it shows.
///
/// Rows a little out of sight are there too, and those a card shows though the page is scrolled elsewhere:
/// the keyboard and a screen reader reach them, and then they come into sight.
pub(super) fn rows_ui(
    ui: &mut Ui,
    salt: &str,
    rect: Rect,
    (n, height): (usize, f32),
    mut row: impl FnMut(&Ui, usize, Rect),
) {
    let outer = rect.expand2(vec2(space::S, 0.0));
    let mut own = ui.new_child(UiBuilder::new().max_rect(outer).id_salt(salt));
    let mut rows = |ui: &mut Ui| {
        let (all, _) = ui.allocate_exact_size(vec2(outer.width(), height * n as f32), Sense::hover());
        for n in 0..n {
            let top = all.top() + height * n as f32;
            let place = Rect::from_min_size(pos2(all.left() + space::S, top), vec2(rect.width(), height));
            if outer.intersects(place) || ui.is_rect_visible(place.expand(NEAR)) {
                row(ui, n, place);
            }
        }
        all
    };
    if height * n as f32 <= rect.height() {
        rows(&mut own);
        return;
    }
    own.shrink_clip_rect(outer);
    let all = ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(&mut own, rows).inner;
    // The rows' own scrolling does not reach the page: where the keyboard comes to one, the page follows.
    let focused = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    if focused.is_some_and(|it| it.gained_focus() && all.intersects(it.rect)) {
        ui.scroll_to_rect(rect, None);
    }
}

fn bars_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, (salt, label): (&str, f32), bars: &[Bar]) {
    let most = bars.iter().map(|bar| bar.tally.all()).max().unwrap_or(1).max(1) as f32;
    rows_ui(ui, salt, rect, (bars.len(), 24.0), |ui, n, row| {
        let Some(bar) = bars.get(n) else {
            return;
        };
        let t = theme::of(ui);
        let [overdue, _, _, closed] = bar.tally.parts();
        let said = words::overview::bar(&bar.word, bar.tally.all(), overdue, closed);
        if hot(ui, (salt, n), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false).clicked() {
            ctx.commands.send(Command::ShowRows(bar.query.clone()));
        }
        let left = Align2::LEFT_CENTER;
        silent_line(ui, row.with_max_x(row.left() + label - space::S), left, &bar.word, font::small(), t.text);
        let track = Rect::from_min_max(
            pos2(row.left() + label, row.center().y - 6.0),
            pos2(row.right() - 92.0, row.center().y + 6.0),
        );
        let parts = bar.tally.parts().into_iter().zip(TONES);
        let parts: Vec<_> = parts.map(|(count, tone)| (track.width() * count as f32 / most, tone)).collect();
        stacked_bar(ui, track, &parts);
        let right = Align2::RIGHT_CENTER;
        let (remark, tone) = &bar.remark;
        let ink = if *tone == Tone::Neutral { t.text_3 } else { t.hue(*tone).ink };
        silent_line(ui, row.with_max_x(row.right() - 32.0), right, remark, font::small(), ink);
        silent_line(ui, row, right, &bar.tally.all().to_string(), font::small(), t.text_2);
    });
}

pub(super) fn stages(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, stats: &Stats) {
    let inner = titled_card(ui, rect, words::overview::BY_STAGE, words::overview::CLICK_FILTERS);
    let most = stats.stages.iter().map(|it| it.count).max().unwrap_or(1).max(1) as f32;
    rows_ui(ui, "stages", inner, (stats.stages.len(), 22.0), |ui, n, row| {
        let Some(stage) = stats.stages.get(n) else {
            return;
        };
        let t = theme::of(ui);
        let word = words::issues_page::stage_name(&stage.name);
        let said = words::overview::stage_bar(&word, stage.count);
        if hot(ui, ("stage", n), row.expand2(vec2(space::S, 0.0)), Role::Link, &said, false).clicked() {
            let key = CellKey::Stage(stage.name.clone());
            ctx.commands.send(Command::ShowRows(RowQuery::with(Column::Stage, key)));
        }
        let sign = words::stage_sign(&crate::domain::closure::StagePoint {
            stage: stage.name.stage,
            step: None,
            name: String::new(),
            progress: stage.progress,
            round: 1,
            contradicted: false,
        });
        stage_pie(ui, pos2(row.left() + 7.0, row.center().y), sign);
        silent_line(ui, row.with_min_x(row.left() + 24.0), Align2::LEFT_CENTER, &word, font::small(), t.text);
        value_bar(ui, row, (stage.count, most), sign.tone);
    });
}
