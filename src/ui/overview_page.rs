//! 总览: the numbers of the day, who is late, whether closures keep to the plan, what comes next.

mod cards;
mod charts;
mod plan;
mod recent;

use egui::{Rect, ScrollArea, Sense, Ui, vec2};

use crate::{
    app::{Command, Page},
    domain::stats::Stats,
    ui::{
        icon,
        theme::{size, space},
        view::ViewCtx,
        widgets::{columns, empty_state, inside, page_head, take_top},
        words,
    },
};

use recent::Recent;

/// What the page has worked out, for as long as it holds.
#[derive(Debug, Default)]
pub struct OverviewDraft {
    of: Option<u64>,
    stats: Stats,
    recent: Vec<Recent>,
}

/// How high the row of numbers is.
const NUMBERS: f32 = 100.0;

/// How high a card with a chart or a list is.
const CARD: f32 = 256.0;

impl OverviewDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let rows = ctx.app.rows();
        let (Some(ledger), of) = (ctx.ledger(), Some(rows.version())) else {
            return;
        };
        if self.of != of {
            self.of = of;
            let all = ledger.issues.values();
            let known = all.filter_map(|issue| Some((issue.as_ref(), rows.facts(issue.id)?)));
            self.stats = Stats::of(ledger, known, ctx.today());
            self.recent = recent::recent(ctx);
        }
    }
}

/// Shows the page.
pub fn overview_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut OverviewDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    draft.refresh(ctx);
    let stats = &draft.stats;
    if stats.all.all() == 0 {
        if empty_state(ui, icon::SPACE_DASHBOARD, words::overview::EMPTY, words::issues_page::IMPORT_PLAN).clicked() {
            ctx.commands.send(Command::Go(Page::Import));
        }
        return;
    }
    let room = ui.max_rect();
    let narrow = room.width() < size::NARROW;
    let least = if narrow {
        size::PAGE_HEAD + NUMBERS * 2.0 + CARD * 6.0 + space::M * 8.0
    } else {
        size::PAGE_HEAD + NUMBERS + CARD * 3.0 + space::M * 3.0 + space::L
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(room.width(), least), Sense::hover());
        let mut rect = rect.shrink2(vec2(space::XL, 0.0));
        let head = take_top(&mut rect, size::PAGE_HEAD);
        let aside = words::overview::as_of(ctx.today(), ledger.directory.live_inspections().len());
        inside(ui, "head", head, |ui| {
            page_head(ui, words::overview::TITLE, &aside, |_| ());
        });
        if narrow {
            stacked(ctx, ui, rect, draft);
        } else {
            spread(ctx, ui, rect, draft);
        }
    });
}

/// Numbers in one row, then three rows of cards.
fn spread(ctx: ViewCtx<'_>, ui: &mut Ui, mut room: Rect, draft: &OverviewDraft) {
    let numbers = take_top(&mut room, NUMBERS);
    cards::numbers(ctx, ui, &columns(numbers, &[0.9, 0.8, 0.8, 0.9, 1.2, 1.2], space::M), &draft.stats);
    let row = |room: &mut Rect, weights: &[f32]| {
        room.min.y += space::M;
        columns(take_top(room, CARD), weights, space::M)
    };
    let up = row(&mut room, &[1.0, 1.0]);
    let middle = row(&mut room, &[0.8, 1.6]);
    let low = row(&mut room, &[1.0, 1.0, 1.2]);
    place(ctx, ui, [&up, &middle, &low].map(Vec::as_slice).concat().as_slice(), draft);
}

/// Narrow (zoom 150 % and more): two cards in a row at most.
fn stacked(ctx: ViewCtx<'_>, ui: &mut Ui, mut room: Rect, draft: &OverviewDraft) {
    let mut cells = columns(take_top(&mut room, NUMBERS), &[1.0; 3], space::M);
    room.min.y += space::M;
    cells.extend(columns(take_top(&mut room, NUMBERS), &[1.0, 1.2, 1.2], space::M));
    cards::numbers(ctx, ui, &cells, &draft.stats);
    let mut row = |weights: &[f32]| {
        room.min.y += space::M;
        columns(take_top(&mut room, CARD), weights, space::M)
    };
    let mut all = row(&[1.0]);
    all.extend(row(&[1.0]));
    let stage = row(&[0.8, 1.2]);
    let due = row(&[1.0]);
    all.extend(stage.first().copied());
    all.extend(due);
    all.extend(stage.get(1).copied());
    all.extend(row(&[1.0]));
    all.extend(row(&[1.0]));
    place(ctx, ui, &all, draft);
}

/// Units, plan, stages, due, categories, inspections, changes – in this order.
fn place(ctx: ViewCtx<'_>, ui: &mut Ui, cells: &[Rect], draft: &OverviewDraft) {
    let stats = &draft.stats;
    if let [units, plan, stages, due, categories, inspections, changes] = *cells {
        charts::units(ctx, ui, units, stats);
        plan::plan(ui, plan, stats, ctx.today());
        charts::stages(ctx, ui, stages, stats);
        cards::due(ctx, ui, due, stats);
        charts::categories(ctx, ui, categories, stats);
        charts::inspections(ctx, ui, inspections, stats);
        recent::recent_ui(ctx, ui, changes, &draft.recent);
    }
}
