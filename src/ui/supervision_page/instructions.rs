//! 领导批示: entered for one issue or several, and followed until something has come of them.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use egui::{ScrollArea, Ui};

use crate::{
    app::{Command, Page, duty::InstructionRow},
    domain::{
        IssueId, RecordId,
        issue::Issue,
        ledger::Ledger,
        record::RecordBody,
        rules::{Action, NewRecord},
    },
    ui::{
        deed_rows::{DutyRow, RowAsk, rows_ui},
        icon,
        issue_page::{
            Here,
            dialogs::{Done, foot_ui},
            elsewhere::{self, IssueAsk, here_of},
            form::{Ask, AskKind, Form, asks_ui},
        },
        sent::Sent,
        theme::{Tone, size, space},
        view::ViewCtx,
        widgets::{
            Dialog as Modal, Field, FilterAsk, Weight, button, button_unless, empty_note, filter_chip, hint, segmented,
        },
        words::{self, duty as says, issue_page as issue_says},
    },
};

use super::{SupervisionDraft, issue_row};

/// What is chosen and typed here.
#[derive(Debug, Default)]
pub(super) struct InstructionsDraft {
    followed: usize,
    open: Option<InstructionDraft>,
    sent: Option<Sent<InstructionDraft>>,
}

/// An instruction being entered.
#[derive(Clone, Debug, Default)]
struct InstructionDraft {
    search: String,
    found_for: Option<String>,
    found: Vec<IssueId>,
    issues: Vec<IssueId>,
    form: Form,
}

pub(super) fn instructions_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let counts = [draft.lists.instructions.len(), draft.lists.followed.len()];
    let kinds: Vec<String> = says::FOLLOWED.iter().zip(counts).map(|(word, n)| format!("{word} {n}")).collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        segmented(ui, &kinds, &mut draft.instructions.followed);
        let refusal = ctx.app.is_read_only().then_some(words::issue_page::READ_ONLY);
        if button_unless(ui, Weight::Primary, icon::EDIT_NOTE, says::ENTER_INSTRUCTION, refusal).clicked() {
            let form = Form::default().with("date", words::date(ctx.today()));
            draft.instructions.open = Some(InstructionDraft { form, ..InstructionDraft::default() });
        }
    });
    ui.add_space(space::S);
    list_ui(ctx, ui, draft, ledger);
    dialog_ui(ctx, ui, &mut draft.instructions, ledger);
}

fn list_ui(ctx: ViewCtx<'_>, ui: &mut Ui, draft: &mut SupervisionDraft, ledger: &Ledger) {
    let open = draft.instructions.followed == 0;
    let rows = if open { &draft.lists.instructions } else { &draft.lists.followed };
    if rows.is_empty() {
        empty_note(ui, icon::EDIT_NOTE, if open { says::NO_INSTRUCTIONS } else { says::NOTHING_FOLLOWED });
        return;
    }
    let today = ctx.today();
    let make = |at| rows.get(at).map_or_else(DutyRow::default, |it| row(ledger, it, today));
    let asked = rows_ui(ui, "instructions", rows.len(), make);
    if let Some((row, ask)) = asked.and_then(|(at, ask)| Some((rows.get(at)?, ask))) {
        match ask {
            RowAsk::Open | RowAsk::Mark(_) => ctx.commands.send(Command::Go(Page::Issue(row.issue))),
            RowAsk::Deed(_) => elsewhere::open(ctx, &mut draft.issue, row.issue, IssueAsk::Outcome(row.record)),
        }
    }
}

fn row(ledger: &Ledger, row: &InstructionRow, today: chrono::NaiveDate) -> DutyRow {
    let issue = ledger.issue(row.issue);
    let body = |id: RecordId| issue.and_then(|issue| issue.record(id)).map(|record| &record.body);
    let said = match body(row.record) {
        Some(RecordBody::Instruction { who, words: said, date, .. }) => says::instructed(who, *date, said),
        Some(_) | None => String::new(),
    };
    let outcome = issue.and_then(|issue| last_outcome(issue, row.record));
    let days = (today - row.date).num_days();
    let open = (says::days_unfollowed(days), if days > 30 { Tone::Danger } else { Tone::Warn });
    let chip = row.outcome.map_or(open, |date| (says::followed_on(date), Tone::Good));
    DutyRow {
        note: outcome.map_or_else(|| said.clone(), |outcome| says::with_outcome(&said, outcome)),
        chip: Some(chip),
        sign: Some((icon::EDIT_NOTE, Tone::Neutral)),
        deeds: vec![says::ENTER_OUTCOME],
        ..issue_row(ledger, row.issue)
    }
}

fn last_outcome(issue: &Issue, of: RecordId) -> Option<&str> {
    issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::InstructionOutcome { instruction, text, .. } if *instruction == of => Some(text.as_str()),
        _ => None,
    })
}

// ---------------------------------------------------------------- the dialog

fn asks() -> Vec<Ask> {
    vec![
        Ask::new("who", issue_says::LEADER, AskKind::Person).required(),
        Ask::new("date", issue_says::DATE, AskKind::Date).required(),
        Ask::new("words", issue_says::INSTRUCTION, AskKind::Text(3)).required(),
    ]
}

fn dialog_ui(ctx: ViewCtx<'_>, ui: &Ui, draft: &mut InstructionsDraft, ledger: &Ledger) {
    if let Some(open) = Sent::come_back(&mut draft.sent, ctx) {
        draft.open = Some(open);
    }
    let Some(mut open) = draft.open.take() else {
        return;
    };
    // The fields need an issue to look at; which one makes no difference to them.
    let some = open.issues.first().or_else(|| ledger.issues.keys().next()).copied();
    let Some(here) = some.and_then(|issue| here_of(ctx, issue)) else {
        return;
    };
    let shown = Modal::new("instruction", issue_says::INSTRUCTION_TITLE).width(600.0).show(
        ui.ctx(),
        &mut open,
        |ui, open| {
            pick_ui(ui, open, ledger);
            asks_ui(here, ui, &mut open.form, &asks());
        },
        |ui, open| {
            let refused = refused(here, open);
            foot_ui(ui, issue_says::ENTER, refused.as_deref(), false)
        },
    );
    match if shown.closed { Done::Closed } else { shown.foot } {
        Done::Open | Done::Emptied => draft.open = Some(open),
        Done::Closed => {}
        Done::Sent => {
            ctx.commands.act(action_of(here, &open));
            draft.sent = Some(Sent::now(ctx, open));
        }
    }
}

/// The issues it is about: searched by number, title or unit, put together one by one.
fn pick_ui(ui: &mut Ui, open: &mut InstructionDraft, ledger: &Ledger) {
    const MOST: usize = 6;
    let field = Field::new(says::ABOUT_ISSUES).required().hint(says::SEARCH_ISSUE).salt("search");
    field.show(ui, &mut open.search);
    let wanted = open.search.trim().to_lowercase();
    if open.found_for.as_ref() != Some(&wanted) {
        let finds = |issue: &&std::sync::Arc<Issue>| {
            let unit = issue.fields.lead_unit.get().map_or("", |unit| ledger.directory.unit_name(unit));
            let texts = [issue.fields.number.get(), issue.fields.title.get(), unit];
            issue.is_present() && texts.iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        let found = ledger.issues.values().filter(finds).take(MOST).map(|issue| issue.id);
        open.found = if wanted.is_empty() { Vec::new() } else { found.collect() };
        open.found_for = Some(wanted);
    }
    let mut taken = None;
    ScrollArea::vertical().id_salt("found").auto_shrink([false, true]).max_height(6.0 * size::BUTTON).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for issue in open.found.iter().filter(|issue| !open.issues.contains(issue)) {
            let name = words::cut(&says::issue_line(ledger, *issue), 34);
            if button(ui, Weight::Quiet, icon::ADD, &name).clicked() {
                taken = Some(*issue);
            }
        }
        if open.found.is_empty() && !open.search.trim().is_empty() {
            hint(ui, words::NO_MATCH);
        }
    });
    if let Some(issue) = taken {
        open.issues.push(issue);
        open.search.clear();
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let issues = open.issues.clone();
        for issue in issues {
            let name = words::issue(ledger, issue);
            if filter_chip(ui, "", &name, &issue_says::remove(&name)) == Some(FilterAsk::TakeOff) {
                open.issues.retain(|other| *other != issue);
            }
        }
    });
}

fn refused(here: Here<'_>, open: &InstructionDraft) -> Option<String> {
    if open.issues.is_empty() {
        return Some(issue_says::lacks(&[says::ABOUT_ISSUES]));
    }
    let lacks = open.form.lacks(&asks(), here.ctx.today());
    if lacks.is_empty() { here.refused(&action_of(here, open)) } else { Some(issue_says::lacks(&lacks)) }
}

fn action_of(here: Here<'_>, open: &InstructionDraft) -> Action {
    let today = here.ctx.today();
    let who = open.form.text("who");
    let person = here.ledger.directory.find_person(&who, None);
    let date = open.form.date("date", today).unwrap_or(today);
    let one = |issue: &IssueId| {
        let entry = NewRecord::Instruction { who: who.clone(), words: open.form.text("words"), date, person };
        Action::Append { issue: *issue, record: RecordId::default(), entry }
    };
    Action::Batch(open.issues.iter().map(one).collect())
}
