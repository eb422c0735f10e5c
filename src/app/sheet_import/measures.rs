//! Cells of measures: one cell with several, or a row each; compared with the measures that are here.

use chrono::Datelike as _;

use crate::{
    app::{alike::agreement, import::Roles},
    domain::{
        IssueId, MeasureId, UnitId,
        deadline::Deadline,
        issue::{Issue, IssueItem, IssueValue, Presence},
        measure::{Measure, MeasureValue},
        rules::Action,
    },
    exchange::{
        columns::{Field, Record, Table},
        plan::{PlanMeasure, PlanRole, read_cell_goal, read_cell_units},
    },
};

use super::{
    deadline,
    desk::{At, Desk},
    fault::FaultWhat,
    issue::SheetOf,
    outcome::FieldChange,
    said::{said, same, was_cut},
};

/// A measure as a table has it.
#[derive(Debug, Default)]
struct Wanted {
    number: String,
    text: String,
    unit: Option<UnitId>,
    due: Deadline,
}

/// From so much agreement on, in percent, a measure is the same one reworded.
const REWORDED: usize = 50;

/// The measures of a new issue.
pub(super) fn enter(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, issue: IssueId) {
    let (goal, wanted) = read(desk, table, record);
    if let Some(goal) = goal.filter(|goal| !goal.is_empty() && !table.has(Field::Goal)) {
        desk.enter(Action::SetIssue { issue, value: IssueValue::Goal(goal) });
    }
    for (nth, wanted) in wanted.into_iter().enumerate() {
        let measure = id(issue, &wanted, nth);
        desk.enter(Action::AddMeasure { issue, measure, values: values(wanted) });
    }
}

fn id(issue: IssueId, wanted: &Wanted, nth: usize) -> MeasureId {
    MeasureId::derived(&[&issue.to_string(), "sheet", &wanted.number, &wanted.text, &nth.to_string()])
}

fn values(wanted: Wanted) -> Vec<MeasureValue> {
    let mut values = vec![
        MeasureValue::Number(wanted.number),
        MeasureValue::Text(wanted.text),
        MeasureValue::Unit(wanted.unit),
        MeasureValue::Due(wanted.due),
    ];
    values.retain(|value| *value != MeasureValue::unset(value.field()));
    values.shrink_to_fit();
    values
}

/// The goal, where one cell holds both, and the measures of a record.
fn read(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record) -> (Option<String>, Vec<Wanted>) {
    let year = Some(desk.context.today.year());
    let mut all = Vec::new();
    let mut goal = None;
    if let Some((text, _)) = desk.text(table, record, Field::GoalAndMeasures).filter(|(text, _)| !text.is_empty()) {
        let (read, measures) = read_cell_goal(&text, year);
        goal = Some(read);
        all.extend(measures.into_iter().map(|measure| of_plan(desk, measure)));
    }
    if desk.text(table, record, Field::Measures).is_none() {
        return (goal, all);
    }
    let cells = table.cells(record, Field::Measures);
    let several = cells.len() > 1;
    for placed in cells {
        let read = desk.ahead.measures(&placed.cell.text(), year);
        let alone = read.len() == 1;
        for measure in read {
            let mut wanted = of_plan(desk, measure);
            if several && alone {
                of_row(desk, table, placed.row, record, &mut wanted);
            }
            all.push(wanted);
        }
    }
    (goal, all)
}

fn of_plan(desk: &mut Desk<'_>, measure: PlanMeasure) -> Wanted {
    let lead = Roles::of_units(&measure.units).lead.map(str::to_owned);
    let unit = lead.and_then(|name| desk.unit(&name));
    let due = measure.deadlines.into_iter().max_by_key(Deadline::date).unwrap_or_default();
    Wanted { number: measure.no.trim().to_owned(), text: measure.text.trim().to_owned(), unit, due }
}

/// A row of its own may say by when and by whom this one measure is taken.
fn of_row(desk: &mut Desk<'_>, table: &Table<'_>, row: usize, record: &Record, wanted: &mut Wanted) {
    let own = |field: Field| {
        let several = table.cells(record, field).len() > 1;
        let column = table.mapping.column_of(field).filter(|_| several)?;
        let cell = table.sheet.cell(row, column);
        (!cell.is_blank()).then(|| cell.clone())
    };
    if let Some(cell) = own(Field::Deadline) {
        wanted.due = deadline::of_measure(&cell, desk);
    }
    if wanted.unit.is_none()
        && let Some(cell) = own(Field::Responsible).or_else(|| own(Field::LeadUnit))
    {
        let read = read_cell_units(&cell.text(), PlanRole::Responsible);
        let lead = Roles::of_units(&read.units).lead.map(str::to_owned);
        wanted.unit = lead.and_then(|name| desk.unit(&name));
    }
}

/// Compares the measures of a row with those that are here; gives what changes.
pub(super) fn update(desk: &mut Desk<'_>, of: &SheetOf<'_, '_>, record: &Record, issue: &Issue) -> Vec<FieldChange> {
    let (table, mut changes) = (of.table, Vec::new());
    if !table.has(Field::Measures) && !table.has(Field::GoalAndMeasures) {
        return changes;
    }
    let old = said(desk.ledger, issue, Field::Measures).into_owned();
    let cell = table.text(record, Field::Measures).into_owned();
    if table.has(Field::Measures) && (same(&cell, &old) || (cell.is_empty() && !of.own)) {
        return changes;
    }
    if was_cut(&cell) {
        desk.fault(Desk::place(table, record, Field::Measures), FaultWhat::WasCut);
        return changes;
    }
    let (goal, wanted) = read(desk, table, record);
    if let Some(goal) = goal.filter(|goal| !goal.is_empty() && !same(goal, issue.fields.goal.get())) {
        let at = At { field: Some(Field::Goal), ..Desk::place(table, record, Field::GoalAndMeasures) };
        let before = issue.fields.goal.get().clone();
        changes.push(FieldChange { field: Field::Goal, old: before, new: goal.clone() });
        desk.change(at, Action::SetIssue { issue: issue.id, value: IssueValue::Goal(goal) });
    }
    let field = if table.has(Field::Measures) { Field::Measures } else { Field::GoalAndMeasures };
    let at = At { field: Some(Field::Measures), ..Desk::place(table, record, field) };
    let (changed, missing) = compare(desk, issue, wanted, &at);
    if missing > 0 {
        desk.fault(at.clone(), FaultWhat::MeasuresMissing(missing));
    }
    if changed {
        changes.push(FieldChange { field: Field::Measures, old, new: at.text });
    }
    changes
}

/// Sends what differs; tells whether anything did, and how many measures here are in no row.
fn compare(desk: &mut Desk<'_>, issue: &Issue, wanted: Vec<Wanted>, at: &At) -> (bool, usize) {
    let mut here: Vec<&Measure> = issue.live_measures();
    let mut left: Vec<Wanted> = Vec::new();
    for wanted in wanted {
        match here.iter().position(|held| same(held.fields.text.get(), &wanted.text)) {
            Some(place) => drop(here.remove(place)),
            None => left.push(wanted),
        }
    }
    let mut changed = false;
    for (nth, wanted) in left.into_iter().enumerate() {
        let by_number = here.iter().position(|held| {
            number_of(held.fields.number.get()) == number_of(&wanted.number) && !wanted.number.is_empty()
        });
        let like = |held: &&&Measure| agreement(held.fields.text.get(), &wanted.text);
        let likest = here
            .iter()
            .enumerate()
            .map(|(place, held)| (like(&held), place))
            .max_by_key(|(percent, place)| (*percent, std::cmp::Reverse(*place)));
        let place = by_number.or_else(|| likest.filter(|(percent, _)| *percent >= REWORDED).map(|(_, place)| place));
        changed = true;
        if let Some(place) = place {
            let held = here.remove(place);
            let value = MeasureValue::Text(wanted.text);
            desk.change(at.clone(), Action::SetMeasure { issue: issue.id, measure: held.id, value });
            continue;
        }
        let mut measure = id(issue.id, &wanted, nth);
        match issue.measures.get(&measure).map(|held| held.presence.get()) {
            Some(Presence::Undone) => {
                desk.change(at.clone(), Action::Restore { issue: issue.id, item: IssueItem::Measure(measure) });
                continue;
            }
            Some(Presence::Present | Presence::Withdrawn(_)) => {
                measure = MeasureId::derived(&[&measure.to_string(), &issue.measures.len().to_string()]);
            }
            None => {}
        }
        desk.change(at.clone(), Action::AddMeasure { issue: issue.id, measure, values: values(wanted) });
    }
    (changed, here.len())
}

/// A number without its marks: 1. and （1） are the same.
fn number_of(number: &str) -> String {
    crate::domain::numerals::narrow_text(number).chars().filter(|c| c.is_alphanumeric()).collect()
}
