//! Whether quantified targets will be met.

use super::*;
use crate::domain::{
    RecordId, TargetId,
    measure::{Relation, Target, TargetValue},
    record::{Record, RecordBody},
    register::Reg,
};

/// An issue with a target by the end of the year, and readings at the ends of months.
fn with(relation: Relation, value: &str, readings: &[(u32, &str)]) -> Issue {
    let mut issue = issue(1, day(12, 31), "");
    let mut target = Target { id: TargetId(1), ..Target::default() };
    target.fields.set(EditKey(0, 0), TargetValue::Compared(relation), &[]);
    target.fields.set(EditKey(0, 1), TargetValue::Value(value.to_owned()), &[]);
    issue.targets.insert(target.id, target);
    for (n, (month, value)) in (1_u32..).zip(readings) {
        let date = day(*month, 28);
        let value = (*value).to_owned();
        issue.records.push(Record {
            id: RecordId(u128::from(n)),
            at: EditKey(n, 0),
            presence: Reg::default(),
            body: RecordBody::Reading { target: TargetId(1), date, value, note: String::new() },
        });
    }
    issue
}

fn outlook(issue: &Issue, today: NaiveDate) -> Outlook {
    let facts = IssueFacts::of(issue, &Directory::default(), today);
    let found = target_outlooks([(issue, &facts)].into_iter(), today);
    found.first().expect("one target").outlook
}

#[track_caller]
fn check(relation: Relation, value: &str, readings: &[(u32, &str)], is: fn(Outlook) -> bool) {
    let found = outlook(&with(relation, value, readings), day(9, 18));
    assert!(is(found), "{value} {readings:?}: {found:?}");
}

const MORE: Relation = Relation::AtLeast;
const LESS: Relation = Relation::AtMost;

#[test]
fn the_latest_reading_says_whether_a_target_is_met() {
    check(MORE, "96", &[(1, "80"), (8, "96")], |it| it == Outlook::Met);
    check(MORE, "96", &[(1, "99"), (8, "95")], |it| it == Outlook::WillMiss(Miss::NotNearer));
    check(LESS, "35", &[(1, "50"), (8, "34.5")], |it| it == Outlook::Met);
    check(Relation::Equal, "0", &[(1, "3"), (8, "0.0")], |it| it == Outlook::Met);
}

#[test]
fn a_straight_line_through_the_readings_says_whether_a_target_will_be_met() {
    check(MORE, "96", &[(5, "80"), (6, "84"), (7, "88"), (8, "92")], |it| matches!(it, Outlook::OnTrack { .. }));
    check(MORE, "96", &[(2, "80"), (8, "81")], |it| matches!(it, Outlook::WillMiss(Miss::TooSlow { .. })));
    check(LESS, "35", &[(2, "60"), (8, "42")], |it| matches!(it, Outlook::OnTrack { .. }));
    check(LESS, "35", &[(2, "60"), (8, "58")], |it| matches!(it, Outlook::WillMiss(Miss::TooSlow { .. })));
    check(Relation::Equal, "0", &[(2, "12"), (8, "3")], |it| matches!(it, Outlook::OnTrack { .. }));
    check(LESS, "35", &[(2, "60"), (8, "61")], |it| it == Outlook::WillMiss(Miss::NotNearer));
}

#[test]
fn without_a_second_day_no_line_is_drawn_and_what_is_no_number_is_no_reading() {
    check(MORE, "96", &[], |it| it == Outlook::NoReading);
    check(MORE, "96", &[(3, "约九成")], |it| it == Outlook::NoReading);
    check(MORE, "96", &[(3, "80")], |it| it == Outlook::OneReading);
    check(MORE, "96", &[(3, "80"), (3, "81")], |it| it == Outlook::OneReading);
    check(MORE, "全部", &[(3, "80")], |it| it == Outlook::NoNumber);
}

#[test]
fn after_its_day_a_target_not_reached_is_missed_whatever_the_line_says() {
    let late = with(MORE, "96", &[(5, "80"), (12, "95.9")]);
    let january = NaiveDate::from_ymd_opt(2027, 1, 5).unwrap();
    assert_eq!(outlook(&late, january), Outlook::WillMiss(Miss::DayPassed));
}

#[test]
fn the_line_tells_the_value_expected_on_the_day_and_when_it_gets_there() {
    let issue = with(MORE, "100", &[(1, "0"), (2, "10")]);
    let Outlook::OnTrack { expected: Some(expected), reached: Some(reached) } = outlook(&issue, day(3, 1)) else {
        panic!("on its way");
    };
    // 31 days bring 10: 337 days after the first reading it is 31 December.
    assert!((expected - 337.0 / 3.1).abs() < 0.01, "{expected}");
    assert_eq!(reached, day(12, 4));
}
