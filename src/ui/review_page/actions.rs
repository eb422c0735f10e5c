//! What can be done about a finding right where it stands.
#![expect(clippy::wildcard_enum_match_arm, reason = "what has no button of its own needs none")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::Ui;

use crate::{
    app::{Command, Page},
    domain::{
        IssueId, RecordId, UnitId,
        deadline::Deadline,
        deadline_words::read_deadline,
        edit::PartKey,
        issue::IssueValue,
        ledger::Ledger,
        measure::{MeasureValue, TargetValue},
        record::RecordBody,
        review::Finding,
        rules::{Action, NewRecord, Refusal},
    },
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, DateField, Field, Weight, button, button_unless, hint},
        words,
    },
};

use super::{Typing, apart, open_ui, units};

/// Shows the buttons of a finding.
pub(super) fn actions_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, finding): (&Ledger, &Finding), typing: &mut Typing) {
    match finding {
        Finding::DeadlineToConfirm { .. }
        | Finding::MeasureDeadlineToConfirm { .. }
        | Finding::TargetDeadlineToConfirm { .. } => deadline_ui(ctx, ui, (ledger, finding), typing),
        Finding::LeadToConfirm { issue } => leads(ctx, ui, (ledger, *issue)),
        Finding::LeadMissing { issue, .. } => lead_choice(ctx, ui, (ledger, *issue)),
        Finding::SeveralExtensions { issue, extensions } => {
            choose_extension(ctx, ui, (ledger, *issue), extensions);
        }
        Finding::NumberTwice { number, issues, .. } => numbers_ui(ctx, ui, ledger, (number, issues)),
        Finding::UnitNotHere { issue, unit } => {
            units::units_ui(ctx, ui, ledger, (units::Place::Issue(*issue), *unit));
        }
        Finding::MeasureUnitNotHere { issue, measure, unit } => {
            units::units_ui(ctx, ui, ledger, (units::Place::Measure(*issue, *measure), *unit));
        }
        Finding::UnitTwice { units, .. } => {
            let (into, others) = (units.first().copied(), units.iter().skip(1));
            let merge = |from: &UnitId| into.map(|into| Action::MergeUnits { from: *from, into });
            act(ctx, ui, words::review::MERGE_UNITS, Action::Batch(others.filter_map(merge).collect()));
        }
        Finding::ErasedElsewhere(subject) => {
            let reason = words::review::ERASE_REASON.to_owned();
            act(ctx, ui, words::review::ERASE_TOO, Action::ErasePrivate { subject: *subject, reason });
        }
        Finding::HolidaysMissing { .. } => go(ctx, ui, words::review::TO_SETTINGS, Page::Settings),
        Finding::ClockDoubtful { .. } => {
            if button(ui, Weight::Normal, "", words::CONFIRM_CLOCK).clicked() {
                ctx.commands.send(Command::ConfirmClock);
            }
        }
        Finding::EvidenceMissing { issue, record } => file_ui(ctx, ui, (ledger, *issue), *record),
        Finding::ClocksDisagree { change, .. } => change_ui(ctx, ui, ledger, *change),
        _ => apart_ui(ctx, ui, (ledger, finding)),
    }
}

/// What copies did apart from each other.
fn apart_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, finding): (&Ledger, &Finding)) {
    if let Some((keep, withdraw)) = apart::presence_actions(finding) {
        ui.horizontal(|ui| {
            act(ctx, ui, words::review::KEEP, keep);
            act(ctx, ui, words::review::WITHDRAW, withdraw);
        });
        return;
    }
    let Some(issue) = finding.issue().and_then(|id| ledger.issue(id)) else {
        return;
    };
    match finding {
        Finding::RatingsDiffer { records, .. } => apart::ratings_ui(ctx, ui, issue, records),
        Finding::StepsContradict { round, .. } => apart::steps_ui(ctx, ui, (ledger, issue), *round),
        Finding::LateRecords { records, .. } => apart::late_ui(ctx, ui, (ledger, issue), records),
        Finding::RoundsApart { .. } => apart::rounds_ui(ctx, ui, issue),
        Finding::FiledLacking { .. } | Finding::FiledByApplicant { .. } => {
            go(ctx, ui, words::review::TO_ISSUE, Page::Issue(issue.id));
        }
        _ => {}
    }
}

/// A missing file is brought back by naming it.
fn file_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, IssueId), record: RecordId) {
    let found = ledger.issue(issue).and_then(|issue| issue.record(record));
    if let Some(RecordBody::Evidence(evidence)) = found.map(|record| &record.body)
        && button(ui, Weight::Normal, "", words::review::BRING_BACK).clicked()
    {
        ctx.commands.send(Command::AskBringBack(evidence.sha));
    }
}

/// What the change touched that was typed under a doubtful clock.
fn change_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, change: crate::domain::ChangeId) {
    let parts = ctx.app.history().and_then(|history| history.get(change)).map(|it| it.header.parts.clone());
    ui.horizontal_wrapped(|ui| {
        for (key, _) in parts.unwrap_or_default() {
            if let PartKey::Issue(issue) = key
                && crate::ui::widgets::link(ui, &words::review::issue(ledger, issue)).clicked()
            {
                ctx.commands.send(Command::Go(Page::Issue(issue)));
            }
        }
    });
}

/// A button that is grey while a rule stands against its action.
pub(super) fn act(ctx: ViewCtx<'_>, ui: &mut Ui, label: &str, action: Action) -> bool {
    let refusal = ctx.app.refusal(&action).map(|refusal| words::refusal(ctx.ledger(), &refusal));
    let pressed = button_unless(ui, Weight::Normal, "", label, refusal.as_deref()).clicked();
    if pressed {
        ctx.commands.act(action);
    }
    pressed
}

fn go(ctx: ViewCtx<'_>, ui: &mut Ui, label: &str, page: Page) {
    if button(ui, Weight::Normal, "", label).clicked() {
        ctx.commands.send(Command::Go(page));
    }
}

/// Confirms a deadline on a day; none: as it was read.
type Confirm = Box<dyn Fn(Option<NaiveDate>) -> Action>;

/// The deadline that waits, and how it is confirmed on a day; none: as it was read.
fn waiting(ledger: &Ledger, finding: &Finding) -> Option<(Deadline, Confirm)> {
    let meant = |deadline: &Deadline, date: Option<NaiveDate>| match date {
        Some(date) => deadline.clone().confirmed_as(date),
        None => deadline.clone().confirmed(),
    };
    let held = ledger.issue(finding.issue()?)?;
    let issue = held.id;
    Some(match finding {
        Finding::MeasureDeadlineToConfirm { measure, .. } => {
            let (measure, due) = (*measure, held.measures.get(measure)?.fields.deadline.get().clone());
            let of = due.clone();
            let confirm = move |date| Action::SetMeasure { issue, measure, value: MeasureValue::Due(meant(&of, date)) };
            (due, Box::new(confirm))
        }
        Finding::TargetDeadlineToConfirm { target, .. } => {
            let (target, due) = (*target, held.targets.get(target)?.fields.due.get().clone());
            let of = due.clone();
            let confirm = move |date| Action::SetTarget { issue, target, value: TargetValue::Due(meant(&of, date)) };
            (due, Box::new(confirm))
        }
        _ => (held.first_deadline().clone(), Box::new(move |date| Action::ConfirmDeadline { issue, date })),
    })
}

fn deadline_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, finding): (&Ledger, &Finding), typing: &mut Typing) {
    let Some((deadline, confirm)) = waiting(ledger, finding) else {
        return;
    };
    let shown = deadline.shown_date();
    let key = format!("{finding:?}");
    let open = typing.date.as_ref().is_some_and(|(of, _)| *of == key);
    ui.horizontal(|ui| {
        if shown.is_some() {
            act(ctx, ui, words::review::CONFIRM_DATE, confirm(None));
        }
        if !open && open_ui(ui, words::review::OTHER_DATE) {
            typing.date = Some((key.clone(), shown.map(words::date).unwrap_or_default()));
        }
    });
    // After assignment only a correction or an extension moves it: both stand on the issue's own page.
    if let Some(Refusal::DeadlineLocked) = ctx.app.refusal(&confirm(None))
        && let Some(issue) = finding.issue()
    {
        go(ctx, ui, words::review::TO_ISSUE, Page::Issue(issue));
    }
    let Some((_, text)) = typing.date.as_mut().filter(|(of, _)| *of == key) else {
        return;
    };
    let parse = |text: &str| read_deadline(text, Some(ctx.today())).date();
    let field = Field::new(words::review::DATE).width(220.0);
    let typed = DateField::new(field, &parse, ctx.today()).show(ui, text).date;
    if typed.is_some() && act(ctx, ui, words::review::CONFIRM, confirm(typed)) {
        typing.date = None;
    }
}

/// Which numbers the issues would get, and the button that gives them.
fn numbers_ui(ctx: ViewCtx<'_>, ui: &mut Ui, ledger: &Ledger, (number, issues): (&str, &[IssueId])) {
    let new = renumbered(ledger, number, issues);
    for (issue, to) in &new {
        hint(ui, &words::review::renumbered(&words::review::issue(ledger, *issue), to));
    }
    let all = new.into_iter().map(|(issue, to)| Action::SetIssue { issue, value: IssueValue::Number(to) });
    act(ctx, ui, words::review::RENUMBER, Action::Batch(all.collect()));
}

fn leads(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, IssueId)) {
    let Some(held) = ledger.issue(issue) else {
        return;
    };
    let named = held.fields.lead_unit.get().iter().chain(held.co_lead_units.iter());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for unit in named {
            let label = words::review::led_by(ledger.directory.unit_name(*unit));
            act(ctx, ui, &label, Action::ConfirmLead { issue, unit: *unit });
        }
    });
}

/// Any unit of the directory may be chosen; choosing confirms.
fn lead_choice(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, IssueId)) {
    let units = ledger.directory.live_units();
    let items: Vec<_> = units.iter().map(|unit| ChoiceItem::new(unit.fields.name.get())).collect();
    let mut chosen = None;
    let field = Field::new(words::review::LEAD).bare().hint(words::review::LEAD_HINT).width(280.0);
    if Choice::new(field, &items).show(ui, &mut chosen).changed() {
        let unit: Option<UnitId> = chosen.and_then(|n| units.get(n)).map(|unit| unit.id);
        if let Some(unit) = unit {
            ctx.commands.act(Action::ConfirmLead { issue, unit });
        }
    }
}

fn choose_extension(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, IssueId), extensions: &[RecordId]) {
    let Some(held) = ledger.issue(issue) else {
        return;
    };
    for (id, extension) in held.acting_extensions() {
        if !extensions.contains(&id) {
            continue;
        }
        ui.push_id(id, |ui| {
            ui.horizontal(|ui| {
                hint(ui, &words::review::extension(extension));
                let reason = words::review::CHOSEN_IN_REVIEW.to_owned();
                let entry = NewRecord::ExtensionChosen { chosen: id, reason };
                act(
                    ctx,
                    ui,
                    words::review::THIS_EXTENSION,
                    Action::Append { issue, record: RecordId::default(), entry },
                );
            });
        });
    }
}

/// The first keeps its number; the others get the next free one after it.
fn renumbered(ledger: &Ledger, number: &str, issues: &[IssueId]) -> Vec<(IssueId, String)> {
    let mut used: BTreeSet<String> =
        ledger.issues.values().map(|issue| issue.fields.number.get().trim().to_owned()).collect();
    let mut free =
        || (2..10_000).map(|n| format!("{number}-{n}")).find(|new| used.insert(new.clone())).unwrap_or_default();
    issues.iter().skip(1).map(|issue| (*issue, free())).filter(|(_, new)| !new.is_empty()).collect()
}
