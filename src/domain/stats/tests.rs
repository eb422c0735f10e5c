//! Counts, tasks, outlooks, ratings and duties of small ledgers.

mod duties;
mod outlooks;
mod ratings;
mod years;

use std::sync::Arc;

use super::*;
use crate::domain::{
    deadline::Deadline,
    directory::Directory,
    ids::EditKey,
    issue::{IssueValue, Presence},
};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn issue(n: u128, due: NaiveDate, category: &str) -> Issue {
    let mut issue = Issue { id: IssueId(n), registered: true, ..Issue::default() };
    let at = EditKey(0, 0);
    let deadline = Deadline::on("", due);
    issue.fields.set(at, IssueValue::FirstDeadline(deadline), &[]);
    issue.fields.set(at, IssueValue::Category(category.to_owned()), &[]);
    issue
}

fn ledger() -> Ledger {
    let mut ledger = Ledger::default();
    let mut gone = issue(4, day(9, 1), "a");
    gone.presence.set(EditKey(0, 1), Presence::Withdrawn("twice".to_owned()), &[]);
    let all = [issue(1, day(9, 1), "a"), issue(2, day(9, 30), "a"), issue(3, day(12, 31), "b"), gone];
    for issue in all {
        ledger.issues.insert(issue.id, Arc::new(issue));
    }
    ledger
}

#[test]
fn each_issue_is_counted_once_and_a_withdrawn_one_apart() {
    let stats = Stats::of_ledger(&ledger(), day(9, 18));
    assert_eq!(stats.all.parts(), [1, 1, 1, 0]);
    assert_eq!(stats.all.all(), 3);
    assert_eq!(stats.withdrawn, 1);
    let categories: Vec<_> = stats.categories.iter().map(|it| it.1.all()).collect();
    assert_eq!(categories, [2, 1]);
    assert_eq!(stats.stages.len(), 1, "all are registered");
    assert_eq!(stats.due, [(day(9, 30), IssueId(2))]);
    assert_eq!(stats.closed_rate(), Some(0.0));
}

#[test]
fn the_plan_adds_up_over_the_year_and_months_to_come_have_no_reality() {
    let stats = Stats::of_ledger(&ledger(), day(9, 18));
    let planned: Vec<_> = stats.months.iter().map(|it| it.planned).collect();
    assert_eq!(planned, [0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 3]);
    assert_eq!(stats.months[8].actual, Some(0));
    assert_eq!(stats.months[9].actual, None);
}

#[test]
fn without_issues_there_is_no_rate() {
    let stats = Stats::of_ledger(&Ledger::default(), day(9, 18));
    assert_eq!((stats.closed_rate(), stats.finished_rate()), (None, None));
}
