//! The forms around closure and deadlines: 退回, 撤回, 延期, 更正, 公示, 回头看, 反弹, 作废.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use chrono::NaiveDate;

use crate::{
    domain::{
        RecordId,
        issue::{IssueItem, IssueValue},
        record::{Extension, RecordBody},
        rules::{Action, NewRecord, notice_end, steps_to_choose},
    },
    ui::words::{self, issue_page as says},
};

use super::{
    Here,
    dialogs::{Dialog, FormDialog},
    form::{Ask, AskKind, Form, together},
    procedure::publicity,
};

fn ask(key: &'static str, label: &'static str, kind: AskKind) -> Ask {
    Ask::new(key, label, kind)
}

fn date() -> Ask {
    ask("date", says::DATE, AskKind::Date).required()
}

fn signer() -> [Ask; 2] {
    [ask("person", says::SIGNER, AskKind::Person).required(), ask("unit", says::SIGNER_UNIT, AskKind::Unit)]
}

fn reason(label: &'static str) -> Ask {
    ask("reason", label, AskKind::Text(3)).required()
}

fn signed_asks(label: &'static str) -> Vec<Ask> {
    let mut asks = vec![date()];
    asks.extend(signer());
    asks.push(reason(label));
    asks
}

fn day(here: Here<'_>, form: &Form, key: &str) -> NaiveDate {
    form.date(key, here.ctx.today()).unwrap_or_else(|| here.ctx.today())
}

/// A form with today's day, and the office as the unit that signs.
fn by_office(here: Here<'_>) -> Form {
    let office = *here.ledger.directory.fields.office.get();
    today(here).with("unit", super::parts::unit_name(here, office))
}

fn today(here: Here<'_>) -> Form {
    Form::default().with("date", words::date(here.ctx.today()))
}

fn append(here: Here<'_>, entry: NewRecord) -> Action {
    Action::Append { issue: here.id(), record: RecordId::default(), entry }
}

pub(super) fn of<'a>(here: Here<'a>, dialog: &Dialog) -> Option<FormDialog<'a>> {
    match dialog {
        Dialog::SendBack => Some(send_back(here)),
        Dialog::TakeBack => Some(take_back(here)),
        Dialog::Reopen => Some(reopen(here)),
        Dialog::LookBack => Some(look_back(here)),
        Dialog::Extend => Some(extend(here)),
        Dialog::ChooseExtension(id) => Some(choose_extension(here, *id)),
        Dialog::Correct => Some(correct(here)),
        Dialog::SetDeadline => Some(set_deadline(here)),
        Dialog::Withdraw(item) => Some(withdraw(here, *item)),
        Dialog::Publish => publish(here),
        Dialog::Objection(id) => Some(objection(here, *id)),
        Dialog::Settle(id) => Some(settle(here, *id)),
        _ => None,
    }
}

fn send_back(here: Here<'_>) -> FormDialog<'_> {
    let title = says::send_back_title(&words::issue(here.ledger, here.id()));
    let form = FormDialog::new(title, says::SEND_BACK, signed_asks(says::SEND_BACK_REASON), move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let (date, reason) = (day(here, form, "date"), form.text("reason"));
        let action = Action::SendBack { issue: here.id(), record: RecordId::default(), date, signed, reason };
        together(made, action)
    });
    form.fresh(by_office(here)).aside(says::back_to_work(&words::stage(&here.issue.stage())))
}

fn take_back(here: Here<'_>) -> FormDialog<'_> {
    let form = FormDialog::new(says::TAKE_BACK_TITLE, says::TAKE_BACK, signed_asks(says::REASON), move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let (date, reason) = (day(here, form, "date"), form.text("reason"));
        let action =
            Action::WithdrawApplication { issue: here.id(), record: RecordId::default(), date, signed, reason };
        together(made, action)
    });
    let lead = *here.issue.fields.lead_unit.get();
    form.fresh(today(here).with("unit", super::parts::unit_name(here, lead)))
}

fn reopen(here: Here<'_>) -> FormDialog<'_> {
    let form = FormDialog::new(says::REOPEN_TITLE, says::REOPEN, signed_asks(says::RELAPSE_REASON), move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let (date, reason) = (day(here, form, "date"), form.text("reason"));
        let (round, record) = Default::default();
        together(made, Action::Reopen { issue: here.id(), round, record, date, signed, reason })
    });
    form.fresh(by_office(here)).aside(says::NEW_ROUND)
}

fn look_back(here: Here<'_>) -> FormDialog<'_> {
    let verdicts = vec![says::QUALIFIED.to_owned(), says::UNQUALIFIED.to_owned()];
    let mut asks = vec![date()];
    asks.extend(signer());
    asks.push(ask("verdict", says::VERDICT, AskKind::Pick(verdicts)).required());
    asks.push(ask("text", says::FOUND, AskKind::Text(3)));
    let form = FormDialog::new(says::LOOK_BACK_TITLE, says::LOOK_BACK, asks, move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let qualified = form.get("verdict") == says::QUALIFIED;
        let (date, text) = (day(here, form, "date"), form.text("text"));
        together(made, append(here, NewRecord::LookBack { date, signed, qualified, text }))
    });
    form.fresh(by_office(here))
}

fn extend(here: Here<'_>) -> FormDialog<'_> {
    let asks = vec![
        ask("new", says::NEW_DATE, AskKind::Date).required(),
        ask("date", says::APPROVED_ON, AskKind::Date).required(),
        ask("approver", says::APPROVER, AskKind::Line).required(),
        ask("document", says::DOCUMENT, AskKind::Line).required(),
        reason(says::REASON),
    ];
    let aside = here.issue.acting_date().map(|date| says::acting_now(&words::date(date))).unwrap_or_default();
    let form = FormDialog::new(says::EXTEND_TITLE, says::EXTEND, asks, move |form| {
        let today = here.ctx.today();
        append(
            here,
            NewRecord::Extension(Extension {
                new_date: form.date("new", today),
                reason: form.text("reason"),
                approver: form.text("approver"),
                document: form.text("document"),
                date: form.date("date", today),
                after: Vec::new(),
            }),
        )
    });
    form.aside(aside)
}

fn choose_extension(here: Here<'_>, chosen: RecordId) -> FormDialog<'_> {
    let date = here.issue.record(chosen).and_then(|record| match &record.body {
        RecordBody::Extension(extension) => extension.new_date,
        _ => None,
    });
    let title = says::choose_extension(&date.map(words::date).unwrap_or_default());
    FormDialog::new(title, says::CHOOSE, vec![reason(says::REASON)], move |form| {
        append(here, NewRecord::ExtensionChosen { chosen, reason: form.text("reason") })
    })
}

fn deadline_ask() -> Ask {
    ask("deadline", says::DEADLINE_WORDS, AskKind::Deadline).required().hint(says::DEADLINE_EXAMPLE)
}

fn correct(here: Here<'_>) -> FormDialog<'_> {
    let asks = vec![deadline_ask(), ask("page", says::SOURCE_PAGE, AskKind::Line).required(), reason(says::REASON)];
    let before = here.issue.first_deadline();
    let form = FormDialog::new(says::CORRECT_TITLE, says::CORRECT, asks, move |form| Action::CorrectDeadline {
        record: RecordId::default(),
        issue: here.id(),
        deadline: form.deadline("deadline", before, here.ctx.today()),
        reason: form.text("reason"),
        page: form.text("page"),
    });
    form.fresh(Form::default().with("deadline", before.words.clone())).aside(says::FIRST_STAYS)
}

fn set_deadline(here: Here<'_>) -> FormDialog<'_> {
    let before = here.issue.fields.deadline.get();
    let form = FormDialog::new(says::SET_DEADLINE_TITLE, says::SAVE, vec![deadline_ask()], move |form| {
        let deadline = form.deadline("deadline", before, here.ctx.today());
        Action::SetIssue { issue: here.id(), value: IssueValue::FirstDeadline(deadline) }
    });
    form.fresh(Form::default().with("deadline", before.words.clone())).changes()
}

fn withdraw(here: Here<'_>, item: IssueItem) -> FormDialog<'_> {
    let title = says::withdraw_title(item);
    FormDialog::new(title, says::WITHDRAW, vec![reason(says::REASON)], move |form| Action::Withdraw {
        issue: here.id(),
        item,
        reason: form.text("reason"),
    })
    .aside(says::NOTHING_DELETED)
}

/// The public notice begins; its last day is shown as soon as the first is typed.
fn publish(here: Here<'_>) -> Option<FormDialog<'_>> {
    let rule = steps_to_choose(&here.ledger.directory, here.issue).into_iter().find_map(|step| step.notice)?;
    let asks = vec![
        ask("medium", says::MEDIUM, AskKind::Line).required().hint(says::MEDIUM_EXAMPLE),
        ask("from", says::NOTICE_FROM, AskKind::Date).required(),
    ];
    let form = FormDialog::new(says::PUBLISH_TITLE, says::PUBLISH, asks, move |form| {
        append(here, NewRecord::Publicity { medium: form.text("medium"), from: day(here, form, "from") })
    });
    let calendar = here.ledger.directory.calendar();
    let today = here.ctx.today();
    let until = move |form: &Form| match form.date("from", today).map(|from| (from, notice_end(&calendar, &rule, from)))
    {
        Some((from, Ok(end))) => says::notice_from_to(&words::date(from), &words::date_with_weekday(end)),
        Some((_, Err(year))) => says::year_missing(year),
        None => String::new(),
    };
    let form = form.fresh(Form::default().with("from", words::date(today)));
    Some(form.aside(words::notice_rule(rule)).follows(until))
}

fn objection(here: Here<'_>, publicity: RecordId) -> FormDialog<'_> {
    let asks = vec![date(), ask("text", says::OBJECTION, AskKind::Text(3)).required()];
    let form = FormDialog::new(says::OBJECTION_TITLE, says::ENTER, asks, move |form| {
        append(here, NewRecord::Objection { publicity, date: day(here, form, "date"), text: form.text("text") })
    });
    form.fresh(today(here))
}

fn settle(here: Here<'_>, objection: RecordId) -> FormDialog<'_> {
    let asks = vec![date(), ask("outcome", says::OUTCOME, AskKind::Text(3)).required()];
    let form = FormDialog::new(says::SETTLE_TITLE, says::ENTER, asks, move |form| {
        let (date, outcome) = (day(here, form, "date"), form.text("outcome"));
        append(here, NewRecord::ObjectionSettled { objection, date, outcome })
    });
    let said = here.issue.record(objection).map(|record| words::record_line(here.ledger, &record.body));
    form.fresh(today(here)).aside(said.unwrap_or_default())
}

/// Sample actions that ask the rules whether a thing could be done now.
pub(super) fn sample(here: Here<'_>, dialog: &Dialog) -> Option<Action> {
    let spec = of(here, dialog)?;
    let mut form = spec.fresh.clone();
    for ask in &spec.asks {
        let empty = form.get(ask.key).trim().is_empty();
        if empty && ask.required {
            form.set(
                ask.key,
                match ask.kind {
                    AskKind::Date => sample_date(here, ask.key),
                    _ => "?".to_owned(),
                },
            );
        }
    }
    Some((spec.action)(&form))
}

/// A day that the rules accept: a new deadline lies after the one that acts, anything else is today.
fn sample_date(here: Here<'_>, key: &str) -> String {
    let later = here.issue.acting_date().and_then(|date| date.succ_opt());
    let date = if key == "new" { later } else { None };
    words::date(date.unwrap_or_else(|| here.ctx.today()))
}

/// Whether the notice of the round runs, for the button that begins it.
pub(super) fn notice_runs(here: Here<'_>) -> bool {
    publicity(here).is_some()
}
