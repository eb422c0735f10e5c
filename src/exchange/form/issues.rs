//! The forms of one row an issue: 整改台账, the three lists, the table of the year, and a view of the grid.

use std::collections::BTreeMap;

use crate::domain::{
    IssueId,
    facts::IssueFacts,
    stats::{Stats, year_tasks as tasks_of_year},
};

use super::{
    desk::{FormAsked, FormDesk, FormLine},
    issue_cell::IssueRow,
    issue_column::IssueColumn as C,
    name::FormName,
    table::{FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

/// The columns of 整改台账, with what is folded away unless the ledger uses it.
const LEDGER: &[C] = &[
    C::Serial,
    C::Number,
    C::Inspection,
    C::Title,
    C::Detail,
    C::Category,
    C::Region,
    C::Goal,
    C::Measures,
    C::Deadline,
    C::ActingDeadline,
    C::ClosingStandard,
    C::LeadUnit,
    C::CoLeadUnits,
    C::CooperatingUnits,
    C::SupervisingUnit,
    C::AcceptingUnit,
    C::LeaderInCharge,
    C::PersonInCharge,
    C::NoteMonth,
    C::NoteText,
    C::NoteProblems,
    C::NoteNextStep,
    C::NoteRating,
    C::Stage,
    C::Time,
    C::Level,
    C::ClosedOn,
];

/// Rarely read on paper; a click on the + over the sheet shows them.
const FOLDED: &[C] = &[
    C::Detail,
    C::ClosingStandard,
    C::CoLeadUnits,
    C::SupervisingUnit,
    C::AcceptingUnit,
    C::NoteMonth,
    C::NoteProblems,
    C::NoteNextStep,
];

/// The columns of a list.
fn list_columns(form: FormName) -> &'static [C] {
    if form == FormName::Problems {
        &[C::Serial, C::Number, C::Inspection, C::Title, C::Detail, C::Category, C::Region, C::Chapter, C::Source]
    } else if form == FormName::Duties {
        &[
            C::Serial,
            C::Number,
            C::Title,
            C::LeadUnit,
            C::CoLeadUnits,
            C::CooperatingUnits,
            C::SupervisingUnit,
            C::AcceptingUnit,
            C::LeaderInCharge,
            C::PersonInCharge,
        ]
    } else {
        &[
            C::Serial,
            C::Number,
            C::Title,
            C::Goal,
            C::Measures,
            C::Deadline,
            C::ActingDeadline,
            C::LeadUnit,
            C::NoteText,
            C::NoteRating,
            C::Stage,
        ]
    }
}

/// The rows of issues in the order asked for, made one by one.
fn rows<'a>(desk: FormDesk<'a>, asked: &FormAsked, columns: Vec<C>) -> FormRows<'a> {
    let mut number = 0;
    let lines: Vec<(usize, FormLine)> = asked
        .lines
        .iter()
        .map(|line| {
            number += usize::from(matches!(line, FormLine::Issue(_)));
            (number, line.clone())
        })
        .collect();
    let n = lines.len();
    let make = move |at: usize| match lines.get(at) {
        Some((number, FormLine::Issue(id))) => issue_row(desk, *id, *number, &columns),
        Some((_, FormLine::Group(words))) => FormRow::group(words),
        None => FormRow::default(),
    };
    FormRows::Made(n, Box::new(make))
}

fn issue_row(desk: FormDesk<'_>, id: IssueId, number: usize, columns: &[C]) -> FormRow {
    let Some(issue) = desk.ledger.issue(id) else {
        return FormRow::default();
    };
    let row = IssueRow::new(issue, &desk.ledger.directory, desk.today, number);
    FormRow { id: id.to_string(), ..FormRow::of(columns.iter().map(|column| column.cell(&row)).collect()) }
}

/// Which of all issues the table has, and the two rates over the whole ledger with what they mean.
fn notes(desk: FormDesk<'_>, asked: &FormAsked) -> Vec<String> {
    let stats = Stats::of_ledger(desk.ledger, desk.today);
    let mut said = Vec::new();
    if !asked.narrowed.is_empty() {
        said.push(asked.narrowed.clone());
    }
    said.push(words::rates(stats.finished_rate(), stats.closed_rate()));
    said.push(words::FINISHED_RATE_MEANS.to_owned());
    said.push(words::CLOSED_RATE_MEANS.to_owned());
    said
}

pub(super) fn ledger<'a>(desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let several = desk.ledger.directory.live_inspections().len() > 1;
    let column = |it: &C| {
        let folded = FOLDED.contains(it) || (*it == C::Inspection && !several);
        FormColumn { folded, ..it.column() }
    };
    FormTable {
        columns: LEDGER.iter().map(column).collect(),
        frozen: 4,
        rows: rows(desk, asked, LEDGER.to_vec()),
        notes: notes(desk, asked),
        has_ids: true,
        ..desk.table(FormName::Ledger, Paper::A3Wide)
    }
}

pub(super) fn list<'a>(form: FormName, desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let columns = list_columns(form);
    let column = |it: &C| if form == FormName::Duties { it.column() } else { it.alone() };
    let paper = if form == FormName::Rectifications { Paper::A3Wide } else { Paper::A4Wide };
    FormTable {
        columns: columns.iter().map(column).collect(),
        frozen: 3,
        rows: rows(desk, asked, columns.to_vec()),
        notes: if form == FormName::Rectifications { notes(desk, asked) } else { narrowed(asked) },
        has_ids: true,
        ..desk.table(form, paper)
    }
}

fn narrowed(asked: &FormAsked) -> Vec<String> {
    if asked.narrowed.is_empty() { Vec::new() } else { vec![asked.narrowed.clone()] }
}

pub(super) fn view<'a>(desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let view = &asked.view;
    let title = if view.title.trim().is_empty() { FormName::Ledger.title() } else { &view.title };
    let mut columns = vec![C::Serial];
    columns.extend(view.columns.iter().map(|(column, _)| *column));
    let widths: BTreeMap<C, f32> =
        view.columns.iter().filter_map(|(column, width)| Some((*column, (*width)?))).collect();
    let column = |it: &C| {
        let column = it.alone();
        FormColumn { width: widths.get(it).copied().unwrap_or(column.width), ..column }
    };
    let columns_shown: Vec<FormColumn> = columns.iter().map(column).collect();
    let wide: f32 = columns_shown.iter().map(|column| column.width).sum();
    let paper = if wide > WIDEST_ON_A4 { Paper::A3Wide } else { Paper::A4Wide };
    FormTable {
        title: desk.title(title),
        sheet: super::clean::sheet_name(title),
        columns: columns_shown,
        frozen: if view.frozen == 0 { 0 } else { view.frozen + 1 },
        rows: rows(desk, asked, columns),
        notes: notes(desk, asked),
        has_ids: true,
        ..desk.table(FormName::View, paper)
    }
}

/// Half-width characters that stand on A4 on its side at a size people read.
const WIDEST_ON_A4: f32 = 180.0;

/// The tasks of the year: inspection by inspection, what is left first.
pub(super) fn year_tasks(desk: FormDesk<'_>) -> FormTable<'_> {
    const COLUMNS: &[C] = &[
        C::Serial,
        C::Number,
        C::Title,
        C::LeadUnit,
        C::Deadline,
        C::ActingDeadline,
        C::Time,
        C::Stage,
        C::LatestRating,
        C::ClosedOn,
    ];
    let ledger = desk.ledger;
    let facts: Vec<_> = ledger
        .issues
        .values()
        .filter(|issue| issue.is_present())
        .map(|issue| (issue.as_ref(), IssueFacts::of(issue, &ledger.directory, desk.today)))
        .collect();
    let tasks = tasks_of_year(ledger, facts.iter().map(|(issue, facts)| (*issue, facts)), desk.today);
    let mut held = Vec::new();
    let (mut sums, mut number) = ([0; 2], 0);
    for one in tasks.iter().filter(|one| one.all() > 0) {
        let inspection = ledger.directory.inspections.get(&one.inspection);
        let name = inspection.map_or(words::NO_INSPECTION, |it| it.fields.name.get());
        let figures = [one.all(), one.done(), one.left.len(), one.overdue];
        held.push(FormRow::group(&words::year_group(name, figures, one.moved_out)));
        for id in one.left.iter().chain(&one.closed) {
            number += 1;
            held.push(issue_row(desk, *id, number, COLUMNS));
        }
        sums = [sums[0] + one.all(), sums[1] + one.done()];
    }
    let [all, done] = sums;
    let share = (all > 0).then(|| done as f32 / all as f32);
    if all > 0 {
        held.push(FormRow::sum(vec![FormCell::Empty, FormCell::Empty, FormCell::text(&words::year_sum(all, done))]));
    }
    let rate = share.map_or_else(|| "—".to_owned(), words::percent);
    FormTable {
        columns: COLUMNS.iter().map(|column| column.alone()).collect(),
        frozen: 3,
        rows: FormRows::Held(held),
        notes: vec![words::year_rate(&rate), words::TASKS_MEAN.to_owned()],
        has_ids: true,
        ..desk.table(FormName::YearTasks, Paper::A4Wide)
    }
}
