//! Columns of progress: monthly notes and applications for closure, typed in on behalf of who reports.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record one is looked for")]

use chrono::Datelike as _;

use crate::{
    domain::{
        RecordId, RoundId, UnitId,
        issue::{Issue, IssueItem, Presence},
        procedure::StepKind,
        record::{Month, ProgressNote, Record as IssueRecord, RecordBody, Signature},
        rules::{Action, NewRecord, StepEntry, steps_to_choose},
    },
    exchange::columns::{
        Field, Record, Table,
        values::{RATINGS, YES_NO, read_rating, read_yes},
    },
};

use super::{
    desk::{At, Desk},
    fault::FaultWhat,
    origin::read_month,
    outcome::FieldChange,
    said::{month, of_note, same, was_cut},
};

const NOTE: [Field; 4] = [Field::NoteText, Field::NoteProblems, Field::NoteNextStep, Field::NoteRating];

/// A note as a row says it, with where it says so.
pub(super) struct RowNote {
    pub note: ProgressNote,
    pub at: At,
}

/// Reads the note of a row; `issue` is the one it is about, where it is here.
pub(super) fn read(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, issue: Option<&Issue>) -> Option<RowNote> {
    let office = *desk.ledger.directory.fields.office.get();
    let latest = issue.and_then(|issue| issue.latest_report(office));
    let fields = NOTE.into_iter().filter(|field| table.has(*field));
    let unchanged = |field: &Field| {
        let cell = table.text(record, *field);
        latest.map_or(cell.is_empty(), |note| same(&cell, &of_note(note, *field)))
    };
    let month_cell = table.text(record, Field::NoteMonth);
    // What another month says in the same words is another report, where it is said which month this is.
    let same_month = latest.is_none_or(|note| {
        let unsaid = month_cell.is_empty() && (!desk.choices.month_said || note.month == desk.choices.month);
        unsaid || (!month_cell.is_empty() && same(&month_cell, &month(note.month)))
    });
    if same_month && fields.clone().all(|field| unchanged(&field)) {
        return None;
    }
    let of_month = note_month(desk, table, record, issue)?;
    let mut note = ProgressNote { month: of_month, date: Some(desk.context.today), ..ProgressNote::default() };
    let mut at = At::default();
    let mut says = false;
    for field in fields {
        let (mut text, place) = desk.text(table, record, field)?;
        if was_cut(&text) {
            let held = latest.map(|note| of_note(note, field)).filter(|held| same(&text, held));
            let Some(held) = held else {
                desk.fault(place, FaultWhat::WasCut);
                return None;
            };
            text = held.into_owned();
        }
        says |= !text.is_empty();
        if at.column.is_none() || (field == Field::NoteText && !text.is_empty()) {
            at = place.clone();
        }
        match field {
            Field::NoteText => note.text = text,
            Field::NoteProblems => note.problems = text,
            Field::NoteNextStep => note.next_step = text,
            _ if text.is_empty() => {}
            _ => match read_rating(&text) {
                Some(rating) => note.rating = Some(rating),
                None => desk.fault(place, FaultWhat::NotAWord(RATINGS)),
            },
        }
    }
    if !says {
        return None;
    }
    if note.text.trim().is_empty() && note.rating.is_none() {
        desk.fault(at, FaultWhat::NoteEmpty);
        return None;
    }
    signed(desk, table, record, &mut note);
    let before = issue.and_then(|issue| latest_of(issue, of_month, office));
    if let Some((_, before)) = before.filter(|(_, before)| says_the_same(before, &note)) {
        log::debug!("the note of {:?} is here already", before.month);
        return None;
    }
    note.corrects = before.map(|(record, _)| record.id);
    Some(RowNote { note, at })
}

fn signed(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, note: &mut ProgressNote) {
    if let Some((text, at)) = desk.text(table, record, Field::ReportedOn).filter(|(text, _)| !text.is_empty()) {
        match super::complaint::read_day(&text, desk.context.today) {
            Some(date) if date <= desk.context.today => note.date = Some(date),
            Some(_) | None => desk.fault(at, FaultWhat::NotADate),
        }
    }
}

fn note_month(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, _issue: Option<&Issue>) -> Option<Month> {
    let mut of_month = desk.choices.month;
    let cell = desk.text(table, record, Field::NoteMonth);
    if let Some((text, at)) = cell.filter(|(text, _)| !text.is_empty()) {
        let Some(read) = read_month(&text) else {
            desk.fault(at, FaultWhat::NotAMonth);
            return None;
        };
        of_month = read;
    }
    let today = desk.context.today;
    if of_month > (Month { year: today.year(), month: today.month() }) {
        let at = At { row: record.first, field: Some(Field::NoteMonth), text: month(of_month), ..At::default() };
        desk.fault(at, FaultWhat::MonthAhead);
        return None;
    }
    Some(of_month)
}

/// The last report of a month that stands; a judgement of the office is none, and is never replaced by one.
fn latest_of(issue: &Issue, of_month: Month, office: Option<UnitId>) -> Option<(&IssueRecord, &ProgressNote)> {
    issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Progress(note) if note.month == of_month && !issue.is_judgement(note, office) => {
            Some((record, note))
        }
        _ => None,
    })
}

fn says_the_same(before: &ProgressNote, note: &ProgressNote) -> bool {
    NOTE.iter().all(|field| same(&of_note(note, *field), &of_note(before, *field)))
}

/// The action that enters a note; importing it again meets it.
pub(super) fn append(issue: crate::domain::IssueId, held: Option<&Issue>, note: ProgressNote) -> Action {
    let rating = of_note(&note, Field::NoteRating).into_owned();
    let corrects = note.corrects.map(|id| id.to_string()).unwrap_or_default();
    let parts =
        [&issue.to_string(), &month(note.month), &note.text, &note.problems, &note.next_step, &rating, &corrects];
    let mut parts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
    let mut record = RecordId::derived(&parts);
    let again: Vec<String> = (1..100).map(|n| n.to_string()).collect();
    for nth in &again {
        match held.and_then(|issue| issue.record(record)).map(|record| record.presence.get()) {
            None => break,
            Some(Presence::Undone) => return Action::Restore { issue, item: IssueItem::Record(record) },
            Some(Presence::Present | Presence::Withdrawn(_)) => {
                parts.push(nth);
                record = RecordId::derived(&parts);
            }
        }
    }
    Action::Append { issue, record, entry: NewRecord::Progress(note) }
}

/// What a note changes, for the preview.
pub(super) fn changes(issue: Option<&Issue>, note: &ProgressNote, office: Option<UnitId>) -> Vec<FieldChange> {
    let before = issue.and_then(|issue| latest_of(issue, note.month, office)).map(|(_, before)| before);
    let mut all = Vec::new();
    for field in NOTE {
        let new = of_note(note, field).into_owned();
        let old = before.map(|before| of_note(before, field).into_owned()).unwrap_or_default();
        if !same(&new, &old) {
            all.push(FieldChange { field, old, new });
        }
    }
    all
}

/// The application for closure a row asks for.
pub(super) fn application(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, issue: &Issue) -> Option<Action> {
    let (text, at) = desk.text(table, record, Field::Applies)?;
    match read_yes(&text) {
        Some(true) => {}
        Some(false) => return None,
        None => {
            desk.fault(at, FaultWhat::NotAWord(YES_NO));
            return None;
        }
    }
    let round = issue.current_round();
    let steps = steps_to_choose(&desk.ledger.directory, issue);
    let step = steps.into_iter().find(|step| step.kind == StepKind::ClosureApplication);
    let applied = round.is_some_and(|round| {
        let application = round.procedure.steps.iter().position(|step| step.kind == StepKind::ClosureApplication);
        application.is_some_and(|place| issue.standing(round).at > place)
    });
    if applied {
        return None;
    }
    let (Some(step), Some(round)) = (step, round) else {
        desk.fault(at, FaultWhat::CannotApply);
        return None;
    };
    let (key, round) = (step.key.clone(), round.id);
    let person = desk.text(table, record, Field::ReportedBy).map(|(text, _)| text).unwrap_or_default();
    let date = desk.text(table, record, Field::ReportedOn).map(|(text, _)| text).unwrap_or_default();
    let date = super::complaint::read_day(&date, desk.context.today).filter(|date| *date <= desk.context.today);
    let entry = StepEntry {
        step: key.clone(),
        date: date.or(Some(desk.context.today)),
        signed: Signature { person, unit: *issue.fields.lead_unit.get() },
        ..StepEntry::default()
    };
    let id = RecordId::derived(&[&issue.id.to_string(), &round.to_string(), key.as_str(), "sheet"]);
    let action = Action::TakeStep { issue: issue.id, record: id, round: RoundId::default(), entry: Box::new(entry) };
    desk.change(at, action.clone());
    Some(action)
}
