//! What is written into a cell, and what it comes to.

use super::*;
use crate::app::grid::tests::{self as desk, Desk, day};
use crate::domain::rules::Refusal;

#[track_caller]
fn said(column: Column, text: &str) -> Result<Vec<Action>, CellFault> {
    let desk = Desk::new();
    desk.writer().actions(desk::FREE, column, &Said::Text(text.to_owned()), true)
}

#[track_caller]
fn sets(column: Column, text: &str, value: IssueValue) {
    assert_eq!(said(column, text), Ok(vec![Action::SetIssue { issue: desk::FREE, value }]), "{column:?} {text}");
}

#[test]
fn texts_units_and_days_become_the_values_they_mean() {
    sets(Column::Title, " 新题 ", IssueValue::Title("新题".to_owned()));
    sets(Column::LeadUnit, "水务部门", IssueValue::LeadUnit(Some(desk::WATER)));
    sets(Column::LeadUnit, "", IssueValue::LeadUnit(None));
    sets(Column::AcceptingUnit, "市水利局", IssueValue::AcceptingUnit(Some(desk::WATER)));
    let due = Deadline::on("2026-12-01", day("2026-12-01"));
    sets(Column::Due, "2026-12-01", IssueValue::FirstDeadline(due));
}

#[test]
fn what_stands_there_already_changes_nothing() {
    for (column, text) in [(Column::Title, "扬尘"), (Column::LeadUnit, "甲县政府"), (Column::Stage, "stage")] {
        assert_eq!(said(column, text), Ok(Vec::new()), "{column:?}");
    }
}

#[test]
fn what_cannot_be_is_said_with_its_reason() {
    let name = || "没有".to_owned();
    let cases = [
        (Column::Stage, "已销号", CellFault::Computed),
        (Column::LeadUnit, "没有", CellFault::NoSuchUnit(name())),
        (Column::Person, "没有", CellFault::NoSuchPerson(name())),
        (Column::Inspection, "没有", CellFault::NoSuchInspection(name())),
        (Column::Inspection, "", CellFault::InspectionEmpty),
        (Column::Due, "没有", CellFault::NotADeadline(name())),
        (Column::Rating, "没有", CellFault::NotARating(name())),
    ];
    for (column, text, why) in cases {
        assert_eq!(said(column, text), Err(why), "{column:?} {text}");
    }
    let empty_title = said(Column::Title, " ");
    assert!(matches!(empty_title, Err(CellFault::Refused(Refusal::TextMissing(_)))), "{empty_title:?}");
}

#[test]
fn the_deadline_of_an_assigned_issue_asks_for_an_extension() {
    let desk = Desk::new();
    let said = Said::Text("2027-01-01".to_owned());
    let found = desk.writer().actions(desk::ASSIGNED, Column::Due, &said, true);
    assert_eq!(found, Err(CellFault::Refused(Refusal::DeadlineLocked)));
}

#[test]
fn words_without_a_day_may_stand_as_the_words_of_a_deadline() {
    let found = said(Column::DeadlineWords, "见附件").expect("an action");
    let [Action::SetIssue { value: IssueValue::FirstDeadline(deadline), .. }] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert!(deadline.needs_confirmation(), "a person looks at it later");
}

#[test]
fn a_day_without_its_year_is_settled_where_a_person_typed_it_and_doubtful_where_it_was_pasted() {
    let desk = Desk::new();
    let doubt = |by_hand| {
        let said = Said::Text("12月31日".to_owned());
        let found = desk.writer().actions(desk::FREE, Column::Due, &said, by_hand).expect("an action");
        match found.as_slice() {
            [Action::SetIssue { value: IssueValue::FirstDeadline(it), .. }] => (it.date(), it.needs_confirmation()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(doubt(true), (Some(day("2026-12-31")), false), "typed");
    assert_eq!(doubt(false), (Some(day("2026-12-31")), true), "pasted");
}

#[test]
fn units_that_take_part_are_added_and_taken_out_one_by_one() {
    let found = said(Column::Cooperating, "水务部门；甲县政府");
    let faulty = Err(CellFault::Refused(Refusal::UnitThere));
    assert_eq!(found, faulty, "甲县政府 leads already");
    let (issue, role) = (desk::FREE, UnitRole::Cooperating);
    let added = said(Column::Cooperating, "水务部门、市水利局");
    assert_eq!(added, Ok(vec![Action::AddIssueUnit { issue, role, unit: desk::WATER }]), "once, by name and alias");
}

#[test]
fn a_rating_is_a_note_of_this_month() {
    let found = said(Column::Rating, "behind").expect("an action");
    let [Action::Append { entry: NewRecord::Progress(note), .. }] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!((note.month, note.rating), (Month { year: 2026, month: 9 }, Some(ScheduleRating::Behind)));
}
