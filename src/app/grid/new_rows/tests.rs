//! Pasted tables as new issues.

use super::*;
use crate::{
    app::grid::tests::{self as desk, Desk},
    domain::measure::MeasureValue,
};

fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn planned(rows: &[&[&str]]) -> (NewRows, NewPlan) {
    let desk = Desk::new();
    let rows = NewRows::of(table(rows), desk::heading, &[Column::Number, Column::Title, Column::LeadUnit]);
    let mut n = 100;
    let plan = rows.plan(&desk.writer(), &mut || {
        n += 1;
        n
    });
    (rows, plan)
}

/// The values the issues are registered with.
fn registered<'p>(plan: &'p NewPlan) -> Vec<&'p Vec<IssueValue>> {
    let values =
        |action: &'p Action| if let Action::RegisterIssue { values, .. } = action { Some(values) } else { None };
    plan.actions.iter().filter_map(values).collect()
}

#[test]
fn a_heading_says_what_the_columns_are_whatever_their_order() {
    let (rows, plan) = planned(&[&["备注", "title", "number"], &["x", "甲", "1"], &["", "", ""], &["y", "乙", "2"]]);
    assert!(rows.heading, "recognised");
    assert_eq!(rows.columns, [None, Some(Column::Title), Some(Column::Number)]);
    assert_eq!(plan.issues, 2, "empty rows are passed over");
    let first = registered(&plan)[0];
    assert!(first.contains(&IssueValue::Title("甲".to_owned())), "{first:?}");
    assert!(!first.iter().any(|value| matches!(value, IssueValue::Goal(_))), "{first:?}");
}

#[test]
fn without_a_heading_the_shown_columns_are_taken_in_their_order() {
    let (rows, _) = planned(&[&["1", "甲", "市水利局"]]);
    assert_eq!(rows.columns, [Some(Column::Number), Some(Column::Title), Some(Column::LeadUnit)]);
    let (rows, plan) = planned(&[&["甲"], &["乙"]]);
    assert_eq!((rows.columns, plan.issues), (vec![Some(Column::Title)], 2), "one column is the titles");
}

#[test]
fn a_row_without_a_title_is_left_out_and_said() {
    let (_, plan) = planned(&[&["number", "title"], &["1", ""], &["2", "乙"]]);
    assert_eq!(plan.issues, 1);
    assert_eq!(plan.faults, [RowFault { row: 1, column: Column::Title, why: None }]);
}

#[test]
fn several_leads_in_a_cell_are_one_to_confirm_and_co_leads() {
    let (_, plan) = planned(&[&["title", "lead_unit"], &["甲", "市水利局、水务部门、新来的局"]]);
    assert_eq!(plan.new_units, ["新来的局"], "the alias is known");
    let values = registered(&plan)[0];
    assert!(values.contains(&IssueValue::LeadUnit(Some(desk::WATER))), "{values:?}");
    assert!(values.contains(&IssueValue::LeadToConfirm(true)), "{values:?}");
    let co = plan.actions.iter().filter(|it| matches!(it, Action::AddIssueUnit { role: UnitRole::CoLead, .. }));
    assert_eq!(co.count(), 1, "the new one");
}

#[test]
fn words_of_a_deadline_stay_and_a_day_beside_them_says_what_they_mean() {
    let (_, plan) = planned(&[&["title", "deadline_words", "due"], &["甲", "2026年前", "2026-12-31"]]);
    let deadline = |value: &IssueValue| {
        if let IssueValue::FirstDeadline(deadline) = value { Some(deadline.clone()) } else { None }
    };
    let deadline = registered(&plan)[0].iter().find_map(deadline).expect("a deadline");
    assert_eq!(deadline.words, "2026年前");
    assert_eq!(deadline.date(), Some(desk::day("2026-12-31")));
    assert!(!deadline.needs_confirmation(), "the day settles it");
}

#[test]
fn a_column_taken_as_another_is_taken_once() {
    let (mut rows, _) = planned(&[&["1", "甲", "市水利局"]]);
    rows.take_as(0, Some(Column::Title));
    assert_eq!(rows.columns, [Some(Column::Title), None, Some(Column::LeadUnit)]);
}

#[test]
fn a_column_that_is_not_taken_is_named_with_how_much_it_says() {
    let (rows, _) = planned(&[&["备注", "title", ""], &["x", "甲", ""], &["", "乙", ""], &["y", "丙", ""]]);
    let left_out = LeftOut { place: 0, heading: "备注".to_owned(), filled: 2 };
    assert_eq!(rows.left_out(), [left_out], "an empty column is not missed");
}

#[test]
fn numbered_measures_of_a_cell_become_measures_of_the_issue() {
    let (_, plan) = planned(&[&["title", "measures"], &["甲", "1.完成清淤\n2.2026年底前建成管网"], &["乙", ""]]);
    let texts: Vec<_> = plan
        .actions
        .iter()
        .filter_map(|action| if let Action::AddMeasure { values, .. } = action { Some(values) } else { None })
        .collect();
    assert_eq!((texts.len(), plan.measures), (2, 2), "a line each");
    let text = |text: &str| MeasureValue::Text(text.to_owned());
    assert!(texts[0].contains(&text("完成清淤")), "{texts:?}");
    let due = |value: &MeasureValue| matches!(value, MeasureValue::Due(due) if due.date().is_some());
    assert!(texts[1].contains(&text("2026年底前建成管网")) && texts[1].iter().any(due), "with its deadline");
}
