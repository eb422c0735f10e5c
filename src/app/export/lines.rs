//! The issues of a form in their order, with the heads of groups; the columns of a view as a form has them.

use std::{sync::Arc, time::Instant};

use crate::{
    app::{
        Column,
        rows::{Desk, Line, Rows, RowsBase},
        views::{BuiltIn, Layout, ViewName},
    },
    domain::{IssueId, ledger::Ledger},
    exchange::form::{FormLine, FormName, IssueColumn, ViewForm, words},
};

use super::ExportTask;

/// Points on the screen that a half-width character takes.
const POINTS: f32 = 8.0;

/// What a view is called on paper.
pub fn view_title(view: &ViewName) -> String {
    match view {
        ViewName::BuiltIn(BuiltIn::Usual) => FormName::Ledger.title().to_owned(),
        ViewName::BuiltIn(BuiltIn::Problems) => FormName::Problems.title().to_owned(),
        ViewName::BuiltIn(BuiltIn::Duties) => FormName::Duties.title().to_owned(),
        ViewName::BuiltIn(BuiltIn::Rectifications) => FormName::Rectifications.title().to_owned(),
        ViewName::BuiltIn(BuiltIn::YearTasks) => FormName::YearTasks.title().to_owned(),
        ViewName::Shared(name) | ViewName::Mine(name) => name.clone(),
    }
}

/// The columns of the grid as a form has them.
pub fn view_form(layout: &Layout, title: String) -> ViewForm {
    let column = |column: &Column| {
        let width = layout.widths.get(column).map(|points| f32::from(*points) / POINTS);
        (issue_column(*column), width)
    };
    ViewForm { title, columns: layout.columns.iter().map(column).collect(), frozen: layout.frozen }
}

fn issue_column(column: Column) -> IssueColumn {
    match column {
        Column::Number => IssueColumn::Number,
        Column::Title => IssueColumn::Title,
        Column::LeadUnit => IssueColumn::LeadUnit,
        Column::Cooperating => IssueColumn::AllCooperating,
        Column::Stage => IssueColumn::Stage,
        Column::Due => IssueColumn::ActingDeadline,
        Column::Time => IssueColumn::Time,
        Column::Level => IssueColumn::Level,
        Column::Rating => IssueColumn::LatestRating,
        Column::Category => IssueColumn::Category,
        Column::Inspection => IssueColumn::Inspection,
        Column::Person => IssueColumn::PersonInCharge,
        Column::Leader => IssueColumn::LeaderInCharge,
        Column::Region => IssueColumn::Region,
        Column::Goal => IssueColumn::Goal,
        Column::Measures => IssueColumn::Measures,
        Column::DeadlineWords => IssueColumn::Deadline,
        Column::Chapter => IssueColumn::Chapter,
        Column::Source => IssueColumn::Source,
        Column::Disposal => IssueColumn::Disposal,
        Column::SupervisingUnit => IssueColumn::SupervisingUnit,
        Column::AcceptingUnit => IssueColumn::AcceptingUnit,
        Column::LatestNote => IssueColumn::NoteText,
        Column::ClosedOn => IssueColumn::ClosedOn,
    }
}

/// The issues of a task in the order its query asks for.
pub(super) fn lines(task: &ExportTask) -> Vec<FormLine> {
    let base = RowsBase { ledger: task.ledger.id, revision: 0, today: task.clock.today, own_unit: task.own_unit };
    let desk = Desk { now: Instant::now(), wake: Arc::new(|| ()), in_a_frame: usize::MAX };
    let mut rows = Rows::default();
    rows.ask(task.query.clone());
    rows.refresh(&task.ledger, base, &desk);
    let head = task.query.group.map_or("", |column| issue_column(column).head());
    let line = |line: &Line| match line {
        Line::Issue(issue) => FormLine::Issue(*issue),
        Line::Group(at) => FormLine::Group(rows.groups().get(*at).map_or_else(String::new, |group| {
            words::group(head, &words::cell_key(&group.key, &task.ledger.directory), &group.tally)
        })),
    };
    rows.lines().iter().map(line).collect()
}

/// The issues of a task in the order its query asks for, without heads of groups.
pub fn issues_of(task: &ExportTask) -> Vec<IssueId> {
    let issue = |line: FormLine| match line {
        FormLine::Issue(issue) => Some(issue),
        FormLine::Group(_) => None,
    };
    lines(task).into_iter().filter_map(issue).collect()
}

/// Says that the table has only some of the issues; empty where it has all.
pub(super) fn narrowed(ledger: &Ledger, lines: &[FormLine]) -> String {
    let shown = lines.iter().filter(|line| matches!(line, FormLine::Issue(_))).count();
    let all = ledger.issues.values().filter(|issue| issue.is_present()).count();
    if shown < all && !lines.is_empty() { words::narrowed(shown, all) } else { String::new() }
}
