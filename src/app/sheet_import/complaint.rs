//! A row as a complaint (信访件): entered new, or compared field by field with the one that is here.

#![expect(clippy::wildcard_enum_match_arm, reason = "each is sent only the columns it reads")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    app::import::inspection_id,
    domain::{
        ComplaintId,
        complaint::{Complaint, ComplaintValue},
        edit::PrivateSubject,
        ledger::Ledger,
        rules::Action,
    },
    exchange::columns::{
        Field, Record, Table,
        values::{SETTLED, VERIFIED, YES_NO, read_count, read_money, read_settled, read_verified, read_yes},
    },
};

use super::{
    complaint_cells::{labelled, names, shown, who_reported},
    deadline::day_in,
    desk::{At, Desk},
    fault::FaultWhat,
    issue::SheetOf,
    outcome::{FieldChange, RowOutcome, RowState},
    said::{same, was_cut},
};

/// The complaints that are here, by number.
pub(super) struct Known {
    by_number: BTreeMap<String, ComplaintId>,
    taken: BTreeMap<ComplaintId, usize>,
}

impl Known {
    pub(super) fn new(ledger: &Ledger) -> Self {
        let live = ledger.complaints.values().filter(|complaint| complaint.is_listed());
        let numbered = live.filter(|it| !it.fields.number.get().trim().is_empty());
        let by_number = numbered.map(|it| (it.fields.number.get().trim().to_owned(), it.id)).collect();
        Self { by_number, taken: BTreeMap::new() }
    }
}

/// A day in a cell; empty text is none.
pub(super) fn read_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    day_in(text, today)
}

/// Works one row out.
pub(super) fn row(desk: &mut Desk<'_>, known: &mut Known, of: &SheetOf<'_, '_>, record: &Record) {
    let table = of.table;
    let number = table.text(record, Field::ComplaintNumber).into_owned();
    let bare = number.trim_start_matches(['*', '＊', '★', '※']).trim().to_owned();
    let facts = table.text(record, Field::Facts).into_owned();
    let title: String = facts.lines().next().unwrap_or_default().chars().take(80).collect();
    let mut outcome = RowOutcome {
        key: desk.key,
        row: record.first,
        last: record.last,
        kind: crate::exchange::columns::TableKind::Complaints,
        number: bare.as_str().into(),
        title: title.into(),
        ..RowOutcome::default()
    };
    if bare.is_empty() && facts.is_empty() {
        outcome.state = RowState::Faulty;
        desk.fault(At { row: record.first, ..At::default() }, FaultWhat::NoFacts);
        return desk.row(outcome);
    }
    let id = identity(of, record, known, &bare, &facts);
    if let Some(first) = known.taken.get(&id) {
        outcome.state = RowState::Faulty;
        desk.fault(Desk::place(table, record, Field::ComplaintNumber), FaultWhat::TwiceInTable(first + 1));
        return desk.row(outcome);
    }
    known.taken.insert(id, record.first);
    outcome.complaint = Some(id);
    let held = desk.ledger.complaints.get(&id).filter(|held| held.registered).map(std::sync::Arc::clone);
    let mut values = values(desk, table, record, &bare);
    values.extend(repeats(desk, known, table, record, id));
    if !bare.is_empty() {
        known.by_number.entry(bare.clone()).or_insert(id);
    }
    if number != bare && !table.has(Field::Weighty) {
        let at = Desk::place(table, record, Field::ComplaintNumber);
        values.push((At { field: Some(Field::Weighty), text: number, ..at }, ComplaintValue::Weighty(true)));
    }
    match held {
        Some(held) if !held.is_listed() => {
            desk.change(At::default(), Action::RestoreComplaint { complaint: id });
            update(desk, of, record, &held, values, outcome);
        }
        Some(held) if !held.is_present() => {
            outcome.state = RowState::Faulty;
            desk.fault(Desk::place(table, record, Field::ComplaintNumber), FaultWhat::Withdrawn);
            desk.row(outcome);
        }
        Some(held) => update(desk, of, record, &held, values, outcome),
        None => register(desk, of, record, id, values, outcome),
    }
}

fn identity(of: &SheetOf<'_, '_>, record: &Record, known: &Known, number: &str, facts: &str) -> ComplaintId {
    let said = of.table.text(record, Field::ComplaintId);
    let own = said.parse::<ComplaintId>().ok().filter(|_| of.own);
    let found = own.or_else(|| known.by_number.get(number).copied().filter(|_| !number.is_empty()));
    found.unwrap_or_else(|| {
        let key = if number.is_empty() { facts } else { number };
        ComplaintId::derived(&["sheet", key])
    })
}

/// The single-valued fields that columns say.
fn values(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, number: &str) -> Vec<(At, ComplaintValue)> {
    let mut all = Vec::new();
    for (field, make) in TEXTS {
        if let Some((text, at)) = desk.text(table, record, *field) {
            all.push((at, make(text)));
        }
    }
    if let Some((_, at)) = desk.text(table, record, Field::ComplaintNumber) {
        all.push((at, ComplaintValue::Number(number.to_owned())));
    }
    for (field, make) in LABELLED {
        if let Some((_, at)) = desk.text(table, record, *field) {
            let text = labelled(table, record, *field);
            all.push((At { text: text.clone(), ..at }, make(text)));
        }
    }
    for field in [Field::Verified, Field::Status, Field::Weighty, Field::ReceivedOn, Field::ComplaintDue, Field::Fine] {
        let Some((text, at)) = desk.text(table, record, field).filter(|(text, _)| !text.is_empty()) else {
            continue;
        };
        match single(desk, table, field, &text) {
            Ok(value) => all.push((at, value)),
            Err(what) => desk.fault(at, what),
        }
    }
    for (field, make) in COUNTS {
        if table.has(*field) {
            all.extend(count(desk, table, record, *field).map(|(at, count)| (at, make(count))));
        }
    }
    if let Some((text, at)) = desk.text(table, record, Field::ComplaintInspection).filter(|(text, _)| !text.is_empty())
    {
        if let Some(id) = desk.inspection(&text) {
            all.push((at, ComplaintValue::Inspection(Some(id))));
        } else {
            let names = desk.inspection_names();
            desk.fault(at, FaultWhat::NoSuchInspection(names));
        }
    }
    all
}

/// The complaint this one repeats, told by its number.
fn repeats(
    desk: &mut Desk<'_>,
    known: &Known,
    table: &Table<'_>,
    record: &Record,
    own: ComplaintId,
) -> Option<(At, ComplaintValue)> {
    let (text, at) = desk.text(table, record, Field::Repeats)?;
    if read_yes(&text) == Some(false) {
        return Some((at, ComplaintValue::Repeats(None)));
    }
    let whole = known.by_number.get(text.trim());
    // 与D3SX202505280018重复 holds the number.
    let inside = || {
        let held = known.by_number.iter().filter(|(number, _)| number.len() >= 4 && text.contains(number.as_str()));
        held.max_by_key(|(number, _)| number.len()).map(|(_, id)| id)
    };
    let Some(id) = whole.or_else(inside).copied().filter(|id| *id != own) else {
        desk.fault(at, FaultWhat::NoSuchComplaint);
        return None;
    };
    Some((at, ComplaintValue::Repeats(Some(id))))
}

type MakeText = fn(String) -> ComplaintValue;
type MakeCount = fn(u32) -> ComplaintValue;

const TEXTS: &[(Field, MakeText)] = &[
    (Field::Facts, ComplaintValue::Facts),
    (Field::Places, ComplaintValue::Places),
    (Field::Findings, ComplaintValue::Findings),
    (Field::Handling, ComplaintValue::HandlingText),
    (Field::Accountability, ComplaintValue::Accountability),
    (Field::Batch, ComplaintValue::Batch),
    (Field::Origin, ComplaintValue::Origin),
];

/// Fields that several columns of a register go into.
const LABELLED: &[(Field, MakeText)] =
    &[(Field::ComplaintUnits, ComplaintValue::Responsible), (Field::Remarks, ComplaintValue::Remarks)];

const COUNTS: &[(Field, MakeCount)] = &[
    (Field::Ordered, ComplaintValue::Ordered),
    (Field::CasesFiled, ComplaintValue::CasesFiled),
    (Field::CriminalCases, ComplaintValue::CriminalCases),
    (Field::Detained, ComplaintValue::Detained),
    (Field::TalkedTo, ComplaintValue::TalkedTo),
    (Field::HeldToAccount, ComplaintValue::HeldToAccount),
];

fn single(desk: &Desk<'_>, table: &Table<'_>, field: Field, text: &str) -> Result<ComplaintValue, FaultWhat> {
    let day = |text: &str| read_day(text, desk.context.today).ok_or(FaultWhat::NotADate);
    Ok(match field {
        Field::Verified => ComplaintValue::FoundTrue(read_verified(text).ok_or(FaultWhat::NotAWord(VERIFIED))?),
        Field::Status => ComplaintValue::Status(read_settled(text).ok_or(FaultWhat::NotAWord(SETTLED))?),
        Field::Weighty => ComplaintValue::Weighty(read_yes(text).ok_or(FaultWhat::NotAWord(YES_NO))?),
        Field::ReceivedOn => ComplaintValue::ReceivedOn(Some(day(text)?)),
        Field::ComplaintDue => ComplaintValue::Due(Some(day(text)?)),
        _ => {
            let column = table.mapping.column_of(field).and_then(|column| table.mapping.columns.get(column));
            let in_wan = column.is_some_and(|guess| guess.head.contains('万'));
            ComplaintValue::FineFen(read_money(text, in_wan).ok_or(FaultWhat::NotMoney)?)
        }
    })
}

/// A count; several columns (行政拘留、刑事拘留) are summed.
fn count(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, field: Field) -> Option<(At, u32)> {
    desk.text(table, record, field)?;
    let mut sum = 0;
    for placed in table.cells(record, field) {
        let text = placed.cell.text().into_owned();
        let Some(count) = read_count(&text) else {
            let at = At { row: placed.row, column: Some(placed.column), field: Some(field), text };
            desk.fault(at, FaultWhat::NotANumber);
            return None;
        };
        sum += count;
    }
    Some((Desk::place(table, record, field), sum))
}

fn register(
    desk: &mut Desk<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    complaint: ComplaintId,
    values: Vec<(At, ComplaintValue)>,
    mut outcome: RowOutcome,
) {
    let mut values: Vec<ComplaintValue> = values.into_iter().map(|(_, value)| value).collect();
    if !of.table.has(Field::ComplaintInspection) {
        let target = inspection_id(&desk.choices.shared.target);
        values.push(ComplaintValue::Inspection(Some(target)));
    }
    values.retain(|value| *value != ComplaintValue::unset(value.field()));
    let kinds = desk.text(of.table, record, Field::Kinds).map(|(text, _)| names(&text)).unwrap_or_default();
    desk.enter(Action::RegisterComplaint { complaint, values, kinds });
    let regions = desk.text(of.table, record, Field::ComplaintRegion).map(|(text, _)| names(&text));
    for region in regions.unwrap_or_default() {
        desk.enter(Action::ComplaintRegion { complaint, region, present: true });
    }
    reporter(desk, of.table, record, complaint);
    outcome.state = RowState::New;
    desk.row(outcome);
}

/// Who reported it stands in the private part only.
fn reporter(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, complaint: ComplaintId) {
    let Some((_, at)) = desk.text(table, record, Field::Reporter).filter(|(text, _)| !text.is_empty()) else {
        return;
    };
    let subject = PrivateSubject::Reporter(complaint);
    let text = who_reported(table, record).replace('\n', " ");
    if desk.ledger.private.texts.get(&subject).map(|known| known.get().as_str()) != Some(text.as_str()) {
        desk.change(at, Action::SetPrivate { subject, text });
    }
}

fn update(
    desk: &mut Desk<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    held: &Complaint,
    values: Vec<(At, ComplaintValue)>,
    mut outcome: RowOutcome,
) {
    for (at, value) in values {
        let field = value.field();
        let now = held.fields.value(field);
        let emptied = value == ComplaintValue::unset(field);
        let (old, new) = (shown(desk.ledger, &now), shown(desk.ledger, &value));
        if now == value || same(&new, &old) || (emptied && !of.own) {
            continue;
        }
        if was_cut(&new) {
            desk.fault(at, FaultWhat::WasCut);
            continue;
        }
        if let Some(column) = at.field {
            outcome.changes.push(FieldChange { field: column, old, new });
        }
        desk.change(at, Action::SetComplaint { complaint: held.id, value });
    }
    for field in [Field::Kinds, Field::ComplaintRegion] {
        outcome.changes.extend(set(desk, of, record, held, field));
    }
    let before = desk.n_pending();
    reporter(desk, of.table, record, held.id);
    if desk.n_pending() > before {
        outcome.changes.push(FieldChange { field: Field::Reporter, old: String::new(), new: String::new() });
    }
    outcome.state = if outcome.changes.is_empty() { RowState::Unchanged } else { RowState::Changed };
    desk.row(outcome);
}

/// Kinds and regions are added and taken out one by one.
fn set(
    desk: &mut Desk<'_>,
    of: &SheetOf<'_, '_>,
    record: &Record,
    held: &Complaint,
    field: Field,
) -> Option<FieldChange> {
    let (text, at) = desk.text(of.table, record, field).filter(|(text, _)| !text.is_empty() || of.own)?;
    let wanted = names(&text);
    let members = if field == Field::Kinds { &held.kinds } else { &held.regions };
    let here: Vec<String> = members.iter().cloned().collect();
    let change = |name: String, present: bool| match field {
        Field::Kinds => Action::ComplaintKind { complaint: held.id, kind: name, present },
        _ => Action::ComplaintRegion { complaint: held.id, region: name, present },
    };
    let new: Vec<&String> = wanted.iter().filter(|name| !here.contains(name)).collect();
    let gone: Vec<&String> = here.iter().filter(|name| !wanted.contains(name)).collect();
    if new.is_empty() && gone.is_empty() {
        return None;
    }
    for name in gone {
        desk.change(at.clone(), change(name.clone(), false));
    }
    for name in new {
        desk.change(at.clone(), change(name.clone(), true));
    }
    Some(FieldChange { field, old: here.join("、"), new: wanted.join("、") })
}
