//! What can be done about a finding right where it stands.
#![expect(clippy::wildcard_enum_match_arm, reason = "what has no button of its own needs none")]

use std::collections::BTreeSet;

use egui::Ui;

use crate::{
    app::{Command, Page},
    domain::{
        IssueId, RecordId, UnitId,
        deadline_words::read_deadline,
        directory::DirectoryItem,
        issue::{IssueItem, IssueValue},
        ledger::Ledger,
        measure::MeasureValue,
        review::Finding,
        rules::{Action, NewRecord},
    },
    ui::{
        theme::space,
        view::ViewCtx,
        widgets::{Choice, ChoiceItem, DateField, Field, Weight, button, button_unless, hint},
        words,
    },
};

/// Shows the buttons of a finding.
pub(super) fn actions_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (ledger, finding): (&Ledger, &Finding),
    date: &mut Option<(IssueId, String)>,
) {
    match finding {
        Finding::DeadlineToConfirm { issue } => deadline(ctx, ui, (ledger, *issue), date),
        Finding::MeasureDeadlineToConfirm { issue, measure } => {
            let held = ledger.issue(*issue).and_then(|issue| issue.measures.get(measure));
            let due = held.map(|held| held.fields.deadline.get().clone().confirmed());
            if let Some(due) = due {
                let value = MeasureValue::Due(due);
                act(
                    ctx,
                    ui,
                    words::review::CONFIRM_DATE,
                    Action::SetMeasure { issue: *issue, measure: *measure, value },
                );
            }
        }
        Finding::LeadToConfirm { issue } => leads(ctx, ui, (ledger, *issue)),
        Finding::LeadMissing { issue, .. } => lead_choice(ctx, ui, (ledger, *issue)),
        Finding::SeveralExtensions { issue, extensions } => {
            choose_extension(ctx, ui, (ledger, *issue), extensions);
        }
        Finding::NumberTwice { number, issues, .. } => {
            let action = renumber(ledger, number, issues);
            act(ctx, ui, words::review::RENUMBER, action);
        }
        Finding::PresenceConflict { issue, item } => presence(ctx, ui, *issue, *item),
        Finding::UnitNotHere { unit, .. } | Finding::MeasureUnitNotHere { unit, .. }
            if ledger.directory.units.contains_key(unit) =>
        {
            let item = DirectoryItem::Unit(*unit);
            let action = Action::RestoreEntry { item };
            act(ctx, ui, words::review::RESTORE_UNIT, action);
        }
        Finding::HolidaysMissing { .. } | Finding::ProcedureConflict(_) | Finding::HolidaysConflict(_) => {
            go(ctx, ui, words::review::TO_SETTINGS, Page::Settings);
        }
        Finding::RatingsDiffer { issue, .. }
        | Finding::StepsContradict { issue, .. }
        | Finding::LateRecords { issue, .. }
        | Finding::RoundsApart { issue, .. }
        | Finding::FiledLacking { issue, .. }
        | Finding::FiledByApplicant { issue, .. } => {
            go(ctx, ui, words::review::TO_ISSUE, Page::Issue(*issue));
        }
        _ => {}
    }
}

/// A button that is grey while a rule stands against its action.
fn act(ctx: ViewCtx<'_>, ui: &mut Ui, label: &str, action: Action) -> bool {
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

fn deadline(ctx: ViewCtx<'_>, ui: &mut Ui, (ledger, issue): (&Ledger, IssueId), date: &mut Option<(IssueId, String)>) {
    let shown = ledger.issue(issue).and_then(|issue| issue.first_deadline().shown_date());
    let open = date.as_ref().is_some_and(|(of, _)| *of == issue);
    ui.horizontal(|ui| {
        if shown.is_some() {
            act(ctx, ui, words::review::CONFIRM_DATE, Action::ConfirmDeadline { issue, date: None });
        }
        if !open && button(ui, Weight::Quiet, "", words::review::OTHER_DATE).clicked() {
            *date = Some((issue, shown.map(words::date).unwrap_or_default()));
        }
    });
    let Some((_, text)) = date.as_mut().filter(|(of, _)| *of == issue) else {
        return;
    };
    let parse = |text: &str| read_deadline(text, Some(ctx.today())).date();
    let field = Field::new(words::review::DATE).width(220.0);
    let typed = DateField::new(field, &parse, ctx.today()).show(ui, text).date;
    let action = Action::ConfirmDeadline { issue, date: typed };
    if typed.is_some() && act(ctx, ui, words::review::CONFIRM, action) {
        *date = None;
    }
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

/// One copy withdrew it, another went on: bringing it back settles that.
fn presence(ctx: ViewCtx<'_>, ui: &mut Ui, issue: IssueId, item: IssueItem) {
    ui.horizontal(|ui| {
        act(ctx, ui, words::review::KEEP, Action::Restore { issue, item });
        go(ctx, ui, words::review::TO_ISSUE, Page::Issue(issue));
    });
}

/// The first keeps its number; the others get the next free one after it.
fn renumber(ledger: &Ledger, number: &str, issues: &[IssueId]) -> Action {
    let mut used: BTreeSet<String> =
        ledger.issues.values().map(|issue| issue.fields.number.get().trim().to_owned()).collect();
    let mut actions = Vec::new();
    for issue in issues.iter().skip(1) {
        let free = (2..10_000).map(|n| format!("{number}-{n}")).find(|new| used.insert(new.clone()));
        if let Some(new) = free {
            actions.push(Action::SetIssue { issue: *issue, value: IssueValue::Number(new) });
        }
    }
    Action::Batch(actions)
}
