//! 销号汇总表: how far each issue is struck off, step by step, with the days as signed.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use chrono::NaiveDate;

use crate::domain::{
    IssueId,
    closure::{Round, RoundStanding},
    issue::Issue,
    procedure::StepKind,
    record::{Publicity, RecordBody},
    stats::Stats,
};

use super::{
    desk::{FormAsked, FormDesk},
    issue_cell::IssueRow,
    issue_column::IssueColumn as C,
    name::FormName,
    table::{ColumnKind, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

/// The steps a city's table shows, each under its head; a procedure without a step leaves its cell empty.
const STEPS: &[(&str, &[StepKind])] = &[
    ("现场核实", &[StepKind::SiteVerification]),
    ("申请销号", &[StepKind::ClosureApplication, StepKind::HigherApplication]),
    ("资料审核", &[StepKind::MaterialCollection, StepKind::DocumentReview, StepKind::IndustryReview]),
    (
        "核查验收",
        &[
            StepKind::SiteCheck,
            StepKind::CountyAcceptance,
            StepKind::CityAcceptance,
            StepKind::CityReview,
            StepKind::ProvincialAcceptance,
        ],
    ),
];

const FIRST: &[C] = &[C::Serial, C::Number, C::Title, C::LeadUnit, C::ActingDeadline, C::Stage];

/// The day the last of these steps was passed.
fn passed_on(issue: &Issue, round: &Round, standing: &RoundStanding, kinds: &[StepKind]) -> Option<NaiveDate> {
    let steps = round.procedure.steps.iter().filter(|step| kinds.contains(&step.kind));
    let records = steps.filter_map(|step| standing.passed.get(&step.key));
    let days = records.filter_map(|record| match &issue.record(*record)?.body {
        RecordBody::Step(step) => step.date,
        _ => None,
    });
    days.max()
}

fn publicity<'a>(issue: &'a Issue, round: &Round) -> Option<&'a Publicity> {
    let of_round = issue.live_records().rev().filter_map(|record| match &record.body {
        RecordBody::Publicity(publicity) if publicity.round == round.id => Some(publicity),
        _ => None,
    });
    of_round.into_iter().next()
}

fn filing_number(issue: &Issue, standing: &RoundStanding) -> FormCell {
    let filed = standing.filed.and_then(|record| issue.record(record));
    filed.map_or(FormCell::Empty, |record| match &record.body {
        RecordBody::Step(step) => FormCell::text(&step.filing_number),
        _ => FormCell::Empty,
    })
}

fn row(desk: FormDesk<'_>, id: IssueId, number: usize) -> FormRow {
    let Some(issue) = desk.ledger.issue(id) else {
        return FormRow::default();
    };
    let of = IssueRow::new(issue, &desk.ledger.directory, desk.today, number);
    let mut cells: Vec<FormCell> = FIRST.iter().map(|column| column.cell(&of)).collect();
    if let Some(round) = issue.current_round() {
        let standing = issue.standing(round);
        cells.extend(STEPS.iter().map(|(_, kinds)| FormCell::day(passed_on(issue, round, &standing, kinds))));
        let publicity = publicity(issue, round);
        cells.push(FormCell::day(publicity.and_then(|it| it.from)));
        cells.push(FormCell::day(publicity.and_then(|it| it.to)));
        cells.push(FormCell::day(of.facts.closed_on));
        cells.push(filing_number(issue, &standing));
        cells.push(FormCell::count(issue.live_rounds().len()));
        cells.push(FormCell::count(standing.returns));
    }
    FormRow { id: id.to_string(), ..FormRow::of(cells) }
}

pub(super) fn closures<'a>(desk: FormDesk<'a>, asked: &FormAsked) -> FormTable<'a> {
    let mut columns: Vec<FormColumn> = FIRST.iter().map(|column| column.alone()).collect();
    let day = |head: &str, above: &str| FormColumn::new(head, 12.0, ColumnKind::Date).under(above);
    columns.extend(STEPS.iter().map(|(head, _)| day(head, "各环节签署日期")));
    columns.push(day("公示起", "媒体公示"));
    columns.push(day("公示止", "媒体公示"));
    columns.push(day("备案日期", "备案销号"));
    columns.push(FormColumn::new("备案文号", 16.0, ColumnKind::Text).under("备案销号"));
    columns.push(FormColumn::new("轮次", 6.0, ColumnKind::Number));
    columns.push(FormColumn::new("退回次数", 6.0, ColumnKind::Number));
    let issues = asked.issues();
    let stats = Stats::of_ledger(desk.ledger, desk.today);
    let mut notes = vec![
        words::rates(stats.finished_rate(), stats.closed_rate()),
        words::FINISHED_RATE_MEANS.to_owned(),
        words::CLOSED_RATE_MEANS.to_owned(),
        words::CLOSURES_NOTE.to_owned(),
    ];
    if !asked.narrowed.is_empty() {
        notes.insert(0, asked.narrowed.clone());
    }
    FormTable {
        columns,
        frozen: 3,
        rows: FormRows::Made(
            issues.len(),
            Box::new(move |at| issues.get(at).map_or_else(FormRow::default, |id| row(desk, *id, at + 1))),
        ),
        notes,
        has_ids: true,
        ..desk.table(FormName::Closures, Paper::A3Wide)
    }
}
