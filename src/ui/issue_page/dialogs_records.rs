//! The forms of monthly notes, supervision notices, instructions and remarks.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use chrono::{Datelike as _, NaiveDate};

use crate::{
    domain::{
        RecordId,
        closure::Stage,
        procedure::DayLimit,
        record::{Month, ProgressNote, RecordBody, ScheduleRating, SupervisionNotice, Verdict},
        rules::{Action, NewRecord},
    },
    ui::words::{self, issue_page as says},
};

use super::{
    Here,
    dialogs::{Dialog, FormDialog},
    form::{Ask, AskKind, Form, together},
    parts::unit_name,
};

pub(super) fn of<'a>(here: Here<'a>, dialog: &Dialog) -> Option<FormDialog<'a>> {
    match dialog {
        Dialog::Note(corrects) => Some(note(here, *corrects)),
        Dialog::Notice => Some(notice(here)),
        Dialog::Answer(id) => Some(answer(here, *id)),
        Dialog::Lift(id) => Some(lift(here, *id)),
        Dialog::Instruction => Some(instruction(here)),
        Dialog::Outcome(id) => Some(outcome(here, *id)),
        Dialog::Remark => Some(remark(here)),
        _ => None,
    }
}

fn ask(key: &'static str, label: &'static str, kind: AskKind) -> Ask {
    Ask::new(key, label, kind)
}

fn date() -> Ask {
    ask("date", says::DATE, AskKind::Date).required()
}

fn day(here: Here<'_>, form: &Form) -> NaiveDate {
    form.date("date", here.ctx.today()).unwrap_or_else(|| here.ctx.today())
}

fn today(here: Here<'_>) -> Form {
    Form::default().with("date", words::date(here.ctx.today()))
}

fn append(here: Here<'_>, entry: NewRecord) -> Action {
    Action::Append { issue: here.id(), record: RecordId::default(), entry }
}

fn month_text(month: Month) -> String {
    format!("{}-{:02}", month.year, month.month)
}

// ---------------------------------------------------------------- monthly notes

fn note(here: Here<'_>, corrects: Option<RecordId>) -> FormDialog<'_> {
    let ratings = ScheduleRating::ALL.iter().map(|rating| words::rating(*rating).to_owned()).collect();
    let asks = vec![
        ask("month", says::MONTH, AskKind::Month).required().hint(says::MONTH_EXAMPLE),
        ask("rating", says::RATING, AskKind::Pick(ratings)).required(),
        ask("text", says::DONE_SO_FAR, AskKind::Text(4)).required(),
        ask("problems", says::PROBLEMS, AskKind::Text(2)),
        ask("next", says::NEXT_STEP, AskKind::Text(2)),
        ask("unit", says::REPORTING_UNIT, AskKind::Unit),
        ask("date", says::REPORTED_ON, AskKind::Date).required(),
    ];
    let title = if corrects.is_some() { says::CORRECT_NOTE_TITLE } else { says::NOTE_TITLE };
    let form = FormDialog::new(title, says::ENTER, asks, move |form| {
        let mut made = Vec::new();
        let unit = form.unit(here, "unit", &mut made);
        let rating = ScheduleRating::ALL.into_iter().find(|rating| words::rating(*rating) == form.get("rating"));
        let note = ProgressNote {
            month: form.month("month", here.ctx.today()),
            unit,
            date: Some(day(here, form)),
            rating,
            text: form.text("text"),
            problems: form.text("problems"),
            next_step: form.text("next"),
            corrects,
        };
        together(made, append(here, NewRecord::Progress(note)))
    });
    let aside = if corrects.is_some() { says::OLD_STAYS } else { "" };
    form.fresh(note_form(here, corrects)).aside(aside)
}

fn note_form(here: Here<'_>, corrects: Option<RecordId>) -> Form {
    let lead = *here.issue.fields.lead_unit.get();
    let now = here.ctx.today();
    let form = today(here);
    let old = corrects.and_then(|id| here.issue.record(id)).map(|record| &record.body);
    let Some(RecordBody::Progress(old)) = old else {
        let month = Month { year: now.year(), month: now.month() };
        return form.with("month", month_text(month)).with("unit", unit_name(here, lead));
    };
    form.with("month", month_text(old.month))
        .with("rating", old.rating.map_or("", words::rating))
        .with("text", old.text.clone())
        .with("problems", old.problems.clone())
        .with("next", old.next_step.clone())
        .with("unit", unit_name(here, old.unit))
}

// ---------------------------------------------------------------- supervision

fn notice(here: Here<'_>) -> FormDialog<'_> {
    let levels: Vec<(String, String)> =
        here.ledger.directory.fields.scale.get().as_ref().map_or_else(Vec::new, |scale| {
            scale.levels.iter().map(|level| (level.name.clone(), level.key.to_string())).collect()
        });
    let asks = vec![
        ask("level", says::LEVEL, AskKind::Pick(levels.iter().map(|(name, _)| name.clone()).collect())).required(),
        ask("number", says::NOTICE_NUMBER, AskKind::Line),
        ask("to", says::NOTICE_TO, AskKind::Unit),
        date(),
        ask("cause", says::NOTICE_CAUSE, AskKind::Text(2)),
        ask("demand", says::DEMAND, AskKind::Text(3)).required(),
        ask("due", says::ANSWER_DUE, AskKind::Date),
        ask("person", says::ISSUER, AskKind::Person).required(),
        ask("unit", says::SIGNER_UNIT, AskKind::Unit),
    ];
    let lead = unit_name(here, *here.issue.fields.lead_unit.get());
    let office = unit_name(here, *here.ledger.directory.fields.office.get());
    let form = FormDialog::new(says::NOTICE_TITLE, says::ISSUE_NOTICE, asks, move |form| {
        let mut made = Vec::new();
        let level = levels.iter().find(|(name, _)| name == form.get("level")).map(|(_, key)| key.clone());
        let date = day(here, form);
        let level = level.unwrap_or_default();
        let notice = SupervisionNotice {
            number: form.text("number"),
            unit: form.unit(here, "to", &mut made),
            date: Some(date),
            cause: form.text("cause"),
            demand: form.text("demand"),
            answer_due: form.date("due", here.ctx.today()).or_else(|| answer_due(here, &level, date)),
            signed: form.signature(here, &mut made),
            level,
        };
        together(made, append(here, NewRecord::Notice(notice)))
    });
    let early = here.issue.stage().stage == Stage::Registered;
    let warning =
        if early { words::duty::not_assigned(&[words::issue(here.ledger, here.id())]) } else { String::new() };
    form.fresh(today(here).with("to", lead).with("unit", office)).aside(says::ANSWER_DUE_HINT).warning(warning)
}

/// The day the level's own rule gives, where none is typed.
fn answer_due(here: Here<'_>, key: &str, from: NaiveDate) -> Option<NaiveDate> {
    let scale = here.ledger.directory.fields.scale.get().as_ref()?;
    let limit: DayLimit = scale.level(&key.into())?.answer_within?;
    here.ledger.directory.calendar().limit_end(from, limit).ok()
}

fn answer(here: Here<'_>, notice: RecordId) -> FormDialog<'_> {
    let asks = vec![
        date(),
        ask("text", says::ANSWER, AskKind::Text(4)).required(),
        ask("person", says::SIGNER, AskKind::Person),
        ask("unit", says::SIGNER_UNIT, AskKind::Unit),
    ];
    let lead = unit_name(here, *here.issue.fields.lead_unit.get());
    let form = FormDialog::new(says::ANSWER_TITLE, says::ENTER, asks, move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let (date, text) = (day(here, form), form.text("text"));
        together(made, append(here, NewRecord::NoticeAnswer { notice, date, text, signed }))
    });
    form.fresh(today(here).with("unit", lead))
}

fn lift(here: Here<'_>, notice: RecordId) -> FormDialog<'_> {
    let asks = vec![date(), ask("reason", says::REASON, AskKind::Text(2)).required()];
    let form = FormDialog::new(says::LIFT_TITLE, says::LIFT, asks, move |form| {
        append(here, NewRecord::NoticeLifted { notice, date: day(here, form), reason: form.text("reason") })
    });
    form.fresh(today(here))
}

// ---------------------------------------------------------------- leaders and supervisors

fn instruction(here: Here<'_>) -> FormDialog<'_> {
    let asks = vec![
        ask("who", says::LEADER, AskKind::Person).required(),
        date(),
        ask("words", says::INSTRUCTION, AskKind::Text(3)).required(),
    ];
    let form = FormDialog::new(says::INSTRUCTION_TITLE, says::ENTER, asks, move |form| {
        let who = form.text("who");
        let person = here.ledger.directory.find_person(&who, None);
        let (words, date) = (form.text("words"), day(here, form));
        append(here, NewRecord::Instruction { who, words, date, person })
    });
    form.fresh(today(here))
}

fn outcome(here: Here<'_>, instruction: RecordId) -> FormDialog<'_> {
    let asks = vec![date(), ask("text", says::INSTRUCTION_OUTCOME, AskKind::Text(3)).required()];
    let form = FormDialog::new(says::OUTCOME_TITLE, says::ENTER, asks, move |form| {
        append(here, NewRecord::InstructionOutcome { instruction, date: day(here, form), text: form.text("text") })
    });
    form.fresh(today(here))
}

const VERDICTS: [Verdict; 3] = [Verdict::None, Verdict::Satisfied, Verdict::Unsatisfied];

fn remark(here: Here<'_>) -> FormDialog<'_> {
    let verdicts = VERDICTS.iter().map(|verdict| words::verdict(*verdict).to_owned()).collect();
    let asks = vec![
        date(),
        ask("verdict", says::VERDICT, AskKind::Pick(verdicts)),
        ask("text", says::REMARK, AskKind::Text(3)).required(),
        ask("person", says::SIGNER, AskKind::Person),
        ask("unit", says::SIGNER_UNIT, AskKind::Unit),
    ];
    let form = FormDialog::new(says::REMARK_TITLE, says::ENTER, asks, move |form| {
        let mut made = Vec::new();
        let signed = form.signature(here, &mut made);
        let verdict = VERDICTS.into_iter().find(|verdict| words::verdict(*verdict) == form.get("verdict"));
        let (date, text) = (day(here, form), form.text("text"));
        together(made, append(here, NewRecord::Remark { date, signed, text, verdict: verdict.unwrap_or_default() }))
    });
    form.fresh(today(here).with("verdict", words::verdict(Verdict::None)))
}
