//! 总览: the numbers of the day, who is late, whether the year's tasks and targets will be met, what comes next.

mod cards;
mod charts;
mod heat;
mod meaning;
mod plan;
mod recent;
mod targets;
mod tasks;
mod waits;

use egui::{Rect, ScrollArea, Sense, Ui, vec2};

use crate::{
    app::{Command, Figures, Page},
    ui::{
        icon,
        theme::{size, space},
        view::ViewCtx,
        widgets::{Weight, button, columns, empty_note, empty_state, inside, page_head, take_top},
        words,
    },
};

use recent::Recent;

/// What the page has worked out, for as long as it holds, and what is chosen on it.
#[derive(Debug, Default)]
pub struct OverviewDraft {
    of: Option<u64>,
    recent: Vec<Recent>,
    by_month: bool,
}

/// How high the row of numbers is.
const NUMBERS: f32 = 100.0;

/// How high a card with a chart or a list is.
const CARD: f32 = 256.0;

/// A card of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Card {
    Units,
    Plan,
    Stages,
    Due,
    Waits,
    Tasks,
    Targets,
    Heat,
    Times,
    Categories,
    Regions,
    Inspections,
    Changes,
}

/// A row of cards, each with its share of the width.
type CardRow = &'static [(Card, f32)];

const WIDE: &[CardRow] = &[
    &[(Card::Units, 1.0), (Card::Plan, 1.0)],
    &[(Card::Stages, 0.8), (Card::Due, 1.45), (Card::Waits, 1.1)],
    &[(Card::Tasks, 1.0), (Card::Targets, 1.0)],
    &[(Card::Heat, 1.0)],
    &[(Card::Times, 1.0), (Card::Categories, 1.0), (Card::Regions, 1.0)],
    &[(Card::Inspections, 1.0), (Card::Changes, 1.6)],
];

/// Zoom 150 % and more: two cards in a row at most.
const STACKED: &[CardRow] = &[
    &[(Card::Waits, 1.0)],
    &[(Card::Due, 1.0)],
    &[(Card::Units, 1.0)],
    &[(Card::Plan, 1.0)],
    &[(Card::Tasks, 1.0)],
    &[(Card::Targets, 1.0)],
    &[(Card::Heat, 1.0)],
    &[(Card::Stages, 1.0), (Card::Times, 1.0)],
    &[(Card::Categories, 1.0), (Card::Regions, 1.0)],
    &[(Card::Inspections, 1.0)],
    &[(Card::Changes, 1.0)],
];

impl OverviewDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>) {
        let of = Some(ctx.app.rows().version());
        if self.of != of {
            self.of = of;
            self.recent = recent::recent(ctx);
        }
    }
}

/// Shows the page.
pub fn overview_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut OverviewDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    let Some(figures) = ctx.app.figures() else {
        return empty_note(ui, icon::HOURGLASS_EMPTY, words::overview_cards::COUNTING);
    };
    draft.refresh(ctx);
    if figures.stats.all.all() == 0 {
        if empty_state(ui, icon::SPACE_DASHBOARD, words::overview::EMPTY, words::issues_page::IMPORT_PLAN).clicked() {
            ctx.commands.send(Command::Go(Page::Import));
        }
        return;
    }
    let room = ui.max_rect();
    let narrow = room.width() < size::NARROW;
    let rows = if narrow { STACKED } else { WIDE };
    let numbers = if narrow { NUMBERS * 2.0 + space::M } else { NUMBERS };
    let cards: f32 = rows.iter().map(|row| height(row, figures) + space::M).sum();
    let high = size::PAGE_HEAD + numbers + cards + space::L;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(room.width(), high), Sense::hover());
        let mut rect = rect.shrink2(vec2(space::XL, 0.0));
        let head = take_top(&mut rect, size::PAGE_HEAD);
        let aside = words::overview::as_of(ctx.today(), ledger.directory.live_inspections().len());
        inside(ui, "head", head, |ui| page_head(ui, words::overview::TITLE, &aside, |ui| head_buttons(ctx, ui)));
        let cells = number_cells(take_top(&mut rect, numbers), narrow);
        cards::numbers(ctx, ui, &cells, &figures.stats);
        for row in rows {
            rect.min.y += space::M;
            let weights: Vec<f32> = row.iter().map(|(_, weight)| *weight).collect();
            let cells = columns(take_top(&mut rect, height(row, figures)), &weights, space::M);
            for ((card, _), cell) in row.iter().zip(cells) {
                card_ui(ctx, ui, cell, *card, (figures, draft));
            }
        }
    });
}

fn head_buttons(ctx: ViewCtx<'_>, ui: &mut Ui) {
    if button(ui, Weight::Normal, icon::IMAGE, words::overview_cards::SAVE_PICTURE).clicked() {
        ctx.commands.send(Command::AskOverviewPicture);
    }
}

fn height(row: CardRow, figures: &Figures) -> f32 {
    match row {
        [(Card::Heat, _)] => heat::height(&figures.heat),
        _ => CARD,
    }
}

/// Six numbers in one row, or three and three.
fn number_cells(mut room: Rect, narrow: bool) -> Vec<Rect> {
    if !narrow {
        return columns(room, &[0.9, 0.8, 0.8, 0.9, 1.2, 1.2], space::M);
    }
    let mut cells = columns(take_top(&mut room, NUMBERS), &[1.0; 3], space::M);
    room.min.y += space::M;
    cells.extend(columns(take_top(&mut room, NUMBERS), &[1.0, 1.2, 1.2], space::M));
    cells
}

fn card_ui(ctx: ViewCtx<'_>, ui: &mut Ui, rect: Rect, card: Card, (figures, draft): (&Figures, &mut OverviewDraft)) {
    let stats = &figures.stats;
    match card {
        Card::Units => charts::units(ctx, ui, rect, stats),
        Card::Plan => plan::plan(ui, rect, stats, ctx.today(), &mut draft.by_month),
        Card::Stages => charts::stages(ctx, ui, rect, stats),
        Card::Due => cards::due(ctx, ui, rect, stats),
        Card::Waits => waits::waits_ui(ctx, ui, rect, &figures.waits),
        Card::Tasks => tasks::tasks_ui(ctx, ui, rect, &figures.tasks),
        Card::Targets => targets::targets_ui(ctx, ui, rect, &figures.targets),
        Card::Heat => heat::heat_ui(ctx, ui, rect, &figures.heat),
        Card::Times => charts::times(ctx, ui, rect, stats),
        Card::Categories => charts::categories(ctx, ui, rect, stats),
        Card::Regions => charts::regions(ctx, ui, rect, stats),
        Card::Inspections => charts::inspections(ctx, ui, rect, stats),
        Card::Changes => recent::recent_ui(ctx, ui, rect, &draft.recent),
    }
}
