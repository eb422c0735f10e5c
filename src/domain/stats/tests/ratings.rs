//! The table of judgements.

use super::{duties::assigned, *};
use crate::domain::{
    RecordId,
    directory::Unit,
    record::{Month, ProgressNote, Record, RecordBody, ScheduleRating},
    register::Reg,
};

fn rate(issue: &mut Issue, month: u32, rating: ScheduleRating) {
    let n = issue.records.len() as u32 + 1;
    let month = Month { year: 2026, month };
    let note = ProgressNote { month, rating: Some(rating), ..ProgressNote::default() };
    issue.records.push(Record {
        id: RecordId(u128::from(n) + 100),
        at: EditKey(n, 0),
        presence: Reg::default(),
        body: RecordBody::Progress(note),
    });
}

fn table(issues: &[Issue]) -> Heat {
    let mut ledger = Ledger::default();
    let unit = Unit { id: UnitId(1), ..Unit::default() };
    Arc::make_mut(&mut ledger.directory).units.insert(unit.id, unit);
    let facts: Vec<_> = issues.iter().map(|it| IssueFacts::of(it, &ledger.directory, day(9, 18))).collect();
    heat(&ledger, issues.iter().zip(&facts), day(9, 18))
}

fn sign(table: &Heat, month: u32) -> (HeatSign, usize) {
    let place = table.months.iter().position(|it| *it == Month { year: 2026, month }).unwrap();
    table.rows[0].cells[place].sign()
}

#[test]
fn the_worst_judgement_of_a_month_names_the_cell_and_the_last_typed_counts() {
    let (mut one, mut two) = (assigned(1, day(5, 10)), assigned(2, day(5, 10)));
    rate(&mut one, 7, ScheduleRating::Behind);
    rate(&mut two, 7, ScheduleRating::Ahead);
    rate(&mut one, 8, ScheduleRating::Behind);
    rate(&mut one, 8, ScheduleRating::OnSchedule);
    rate(&mut two, 8, ScheduleRating::OnSchedule);
    let table = table(&[one, two]);
    assert_eq!(sign(&table, 7), (HeatSign::Behind, 1));
    assert_eq!(sign(&table, 8), (HeatSign::OnSchedule, 2));
}

#[test]
fn a_month_without_any_judgement_is_unreported_from_the_assignment_on_and_not_while_it_runs() {
    let mut one = assigned(1, day(5, 10));
    rate(&mut one, 6, ScheduleRating::Finished);
    let table = table(&[one]);
    assert_eq!(sign(&table, 4), (HeatSign::Nothing, 0), "not assigned yet");
    assert_eq!(sign(&table, 5), (HeatSign::Unreported, 1));
    assert_eq!(sign(&table, 6), (HeatSign::Finished, 1));
    assert_eq!(sign(&table, 9), (HeatSign::Nothing, 0), "the month is not over");
    let from = Month { year: 2026, month: 4 };
    assert_eq!((table.months.len(), table.months[0]), (6, from), "half a year at least, and no empty months before");
}
