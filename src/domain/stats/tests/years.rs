//! The tasks of a year.

use super::*;
use crate::domain::{closure::StagePoint, record::Extension};

/// An issue due on a day, struck off on another.
fn task(n: u128, due: Option<NaiveDate>, closed_on: Option<NaiveDate>) -> (Issue, IssueFacts) {
    let due_on = due.unwrap_or_default();
    let issue = if due.is_some() {
        issue(n, due_on, "")
    } else {
        Issue { id: IssueId(n), registered: true, ..Issue::default() }
    };
    let mut facts = IssueFacts::of(&issue, &Directory::default(), day(9, 18));
    if closed_on.is_some() {
        facts.stage = StagePoint { stage: Stage::Closed, ..facts.stage };
        facts.time = TimeStatus::Over;
        facts.closed_on = closed_on;
    }
    (issue, facts)
}

fn before(month: u32, of_month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, of_month).unwrap()
}

fn tasks(all: &[(Issue, IssueFacts)]) -> YearTasks {
    let pairs = all.iter().map(|(issue, facts)| (issue, facts));
    let mut found = year_tasks(&Ledger::default(), pairs, day(9, 18));
    assert_eq!(found.len(), 1, "all are of one inspection");
    found.remove(0)
}

#[test]
fn what_is_due_in_the_year_and_what_was_left_at_its_beginning_are_its_tasks() {
    let all = [
        task(1, Some(day(3, 1)), Some(day(2, 20))),
        task(2, Some(day(3, 1)), Some(day(4, 1))),
        task(3, Some(day(9, 1)), None),
        task(4, Some(day(12, 31)), None),
        task(5, Some(before(6, 1)), None),
        task(6, Some(before(6, 1)), Some(day(1, 5))),
        task(7, Some(before(6, 1)), Some(before(5, 1))),
        task(8, None, None),
    ];
    let found = tasks(&all);
    assert_eq!((found.due, found.carried, found.all()), (4, 2, 6));
    assert_eq!((found.on_time, found.late, found.overdue), (1, 2, 2));
    assert_eq!(found.left, [IssueId(5), IssueId(3), IssueId(4)], "the most urgent first");
    assert_eq!(found.rate(), Some(0.5));
    assert!(!found.is_cleared());
}

#[test]
fn an_extension_beyond_the_year_moves_a_task_out_and_is_told() {
    let (mut extended, _) = task(1, Some(day(10, 1)), None);
    let new_date = NaiveDate::from_ymd_opt(2027, 3, 1);
    let body = crate::domain::record::RecordBody::Extension(Extension { new_date, ..Extension::default() });
    extended.records.push(crate::domain::record::Record {
        id: crate::domain::RecordId(1),
        at: EditKey(1, 0),
        presence: crate::domain::register::Reg::default(),
        body,
    });
    let facts = IssueFacts::of(&extended, &Directory::default(), day(9, 18));
    let found = tasks(&[(extended, facts)]);
    assert_eq!((found.all(), found.moved_out), (0, 1));
    assert_eq!(found.rate(), None);
}

#[test]
fn an_inspection_is_cleared_when_its_last_task_is_struck_off_and_not_where_it_never_had_one() {
    let all = [task(1, Some(day(3, 1)), Some(day(4, 1))), task(2, Some(day(5, 1)), Some(day(5, 1)))];
    assert!(tasks(&all).is_cleared());
    assert!(!tasks(&[task(3, None, None)]).is_cleared());
}
