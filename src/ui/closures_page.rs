//! 销号: the issues in the closure procedure, step by step: days used of days allowed, what is missing.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "one kind is picked out of many; the others have nothing to show or do here"
)]

use chrono::NaiveDate;
use egui::{Frame, Margin, ScrollArea, Ui};

use crate::{
    app::{Command, Page},
    domain::{
        IssueId,
        calendar::WorkCalendar,
        closure::Stage,
        issue::Issue,
        ledger::Ledger,
        procedure::DayCount,
        record::RecordBody,
        rules::{Missing, StepEntry, missing_for_step, next_step},
    },
    ui::{
        icon,
        lists::{ListRow, list},
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{card_ui, empty_state, page_head, tab},
        words,
    },
};

/// One issue that waits for a step.
#[derive(Debug)]
struct Waiting {
    step: String,
    place: usize,
    beyond: bool,
    issue: IssueId,
    row: ListRow,
}

/// What the page has worked out, for as long as it holds.
#[derive(Debug, Default)]
pub struct ClosuresDraft {
    step: Option<String>,
    of: Option<u64>,
    waiting: Vec<Waiting>,
    steps: Vec<(String, usize)>,
}

impl ClosuresDraft {
    fn refresh(&mut self, ctx: ViewCtx<'_>, ledger: &Ledger) {
        let of = Some(ctx.app.rows().version());
        if self.of == of {
            return;
        }
        self.of = of;
        let calendar = ledger.directory.calendar();
        let closing = ledger.issues.values().filter(|issue| {
            let facts = ctx.app.rows().facts(issue.id);
            facts.is_some_and(|facts| facts.stage.stage == Stage::Closing)
        });
        let waiting = closing.filter_map(|issue| waiting(ledger, issue, &calendar, ctx.today()));
        self.waiting = waiting.collect();
        self.waiting.sort_by_key(|it| (it.place, !it.beyond));
        self.steps.clear();
        for it in &self.waiting {
            match self.steps.iter_mut().find(|(step, _)| *step == it.step) {
                Some((_, count)) => *count += 1,
                None => self.steps.push((it.step.clone(), 1)),
            }
        }
        let gone = |step: &String| !self.steps.iter().any(|(it, _)| it == step);
        if self.step.as_ref().is_some_and(gone) {
            self.step = None;
        }
    }
}

/// Shows the page.
pub fn closures_page_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut ClosuresDraft) {
    let Some(ledger) = ctx.ledger() else {
        return;
    };
    draft.refresh(ctx, ledger);
    Frame::new().inner_margin(Margin::symmetric(24, 0)).show(ui, |ui| {
        let beyond = draft.waiting.iter().filter(|it| it.beyond).count();
        let aside = words::supervision::in_closure(draft.waiting.len(), beyond);
        page_head(ui, words::supervision::CLOSURES, &aside, |ui| ui.set_min_height(size::PAGE_HEAD));
        if draft.waiting.is_empty() {
            let (says, next) = (words::supervision::NO_CLOSURES, words::supervision::TO_GRID);
            if empty_state(ui, icon::VERIFIED, says, next).clicked() {
                ctx.commands.send(Command::Go(Page::Issues));
            }
            return;
        }
        tabs_ui(ui, draft);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (step, count) in &draft.steps {
                if draft.step.as_ref().is_none_or(|chosen| chosen == step) {
                    step_ui(ctx, ui, draft, step, *count);
                }
            }
        });
    });
}

fn tabs_ui(ui: &mut Ui, draft: &mut ClosuresDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let all = draft.waiting.len().to_string();
        if tab(ui, words::supervision::ALL_STEPS, &all, draft.step.is_none()).clicked() {
            draft.step = None;
        }
        for (step, count) in &draft.steps {
            if tab(ui, step, &count.to_string(), draft.step.as_ref() == Some(step)).clicked() {
                draft.step = Some(step.clone());
            }
        }
    });
}

fn step_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &ClosuresDraft, step: &str, count: usize) {
    let here: Vec<_> = draft.waiting.iter().filter(|it| it.step == step).collect();
    let rows: Vec<_> = here.iter().map(|it| it.row.clone()).collect();
    card_ui(ui, step, &words::overview::in_list(count), |ui| {
        if let Some(it) = list(ui, step, &rows).and_then(|n| here.get(n)) {
            ctx.commands.send(Command::Go(Page::Issue(it.issue)));
        }
    });
    ui.add_space(space::M - ui.spacing().item_spacing.y);
}

fn waiting(ledger: &Ledger, issue: &Issue, calendar: &WorkCalendar, today: NaiveDate) -> Option<Waiting> {
    let directory = &ledger.directory;
    let step = next_step(directory, issue)?;
    let point = issue.stage();
    let (used, beyond) = days(issue, calendar, today);
    let entry = StepEntry { step: step.key.clone(), ..StepEntry::default() };
    let missing: Vec<_> = missing_for_step(directory, issue, &entry, today)
        .iter()
        // Who signs, when, and the answers to the checklist belong to the form of the step itself.
        .filter(|it| !matches!(it, Missing::Signature | Missing::Date | Missing::ChecklistUnanswered(_)))
        .map(words::missing)
        .collect();
    let (note, sign) = if point.contradicted {
        (words::supervision::CONTRADICTED.to_owned(), (icon::WARNING, Tone::Danger))
    } else if missing.is_empty() {
        (words::supervision::READY.to_owned(), (icon::CHECK_CIRCLE, Tone::Good))
    } else {
        (words::supervision::lacks(&missing), (icon::RADIO_BUTTON_UNCHECKED, Tone::Warn))
    };
    let unit = issue.fields.lead_unit.get().map_or("", |unit| directory.unit_name(unit));
    let aside =
        if point.round > 1 { format!("{unit} {}", words::supervision::round(point.round)) } else { unit.to_owned() };
    let row = ListRow {
        number: issue.fields.number.get().clone(),
        text: issue.fields.title.get().clone(),
        note,
        aside,
        chip: used,
        sign: Some(sign),
    };
    Some(Waiting { step: words::stage(&point), place: point.progress.0, beyond, issue: issue.id, row })
}

/// Days since the last step, against what the step waited for allows; whether they are used up.
fn days(issue: &Issue, calendar: &WorkCalendar, today: NaiveDate) -> (Option<(String, Tone)>, bool) {
    let Some(round) = issue.current_round() else {
        return (None, false);
    };
    let standing = issue.standing(round);
    let dates = standing.passed.values().filter_map(|id| match &issue.record(*id)?.body {
        RecordBody::Step(step) => step.date,
        _ => None,
    });
    let Some(since) = dates.max() else {
        return (None, false);
    };
    let limit = round.procedure.steps.get(standing.at).and_then(|step| step.limit);
    let count = limit.map_or(DayCount::Calendar, |limit| limit.count);
    let Ok(used) = calendar.days_used(since, today, count) else {
        return (None, false);
    };
    let Some(limit) = limit else {
        return (Some((words::supervision::days_since(used), Tone::Neutral)), false);
    };
    let left = i64::from(limit.days) - used;
    let tone = match left {
        i64::MIN..0 => Tone::Danger,
        0..=1 => Tone::Warn,
        _ => Tone::Neutral,
    };
    (Some((words::supervision::days_used(used, limit), tone)), left < 0)
}
