//! 统计表: counts over the whole ledger, each table with its chart, and both rates with what they mean.

use chrono::Datelike as _;

use crate::domain::{
    facts::IssueFacts,
    stats::{Stats, Tally, YearTasks, year_tasks},
};

use super::{
    desk::FormDesk,
    name::FormName,
    statistics_rows::{chart, overall, tally_cells, tally_columns},
    table::{ChartKind, ColumnKind, FormCell, FormChart, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

pub(super) fn statistics(desk: FormDesk<'_>) -> Vec<FormTable<'_>> {
    let ledger = desk.ledger;
    let facts: Vec<_> = ledger
        .issues
        .values()
        .filter(|issue| issue.is_listed())
        .map(|issue| (issue.as_ref(), IssueFacts::of(issue, &ledger.directory, desk.today)))
        .collect();
    let known = || facts.iter().map(|(issue, facts)| (*issue, facts));
    let stats = Stats::of(ledger, known(), desk.today);
    let tasks = year_tasks(ledger, known(), desk.today);
    let unit = |unit: Option<_>| unit.map_or(words::NO_UNIT, |unit| ledger.directory.unit_name(unit)).to_owned();
    let units: Vec<_> = stats.units.iter().map(|(id, tally)| (unit(*id), *tally)).collect();
    let named = |all: &[(String, Tally)]| {
        let name = |name: &String| if name.is_empty() { words::NOT_SET.to_owned() } else { name.clone() };
        all.iter().map(|(it, tally)| (name(it), *tally)).collect::<Vec<_>>()
    };
    vec![
        sheet(desk, &stats, "总体情况", overall(&stats)),
        sheet(desk, &stats, "按牵头单位", tallies("牵头单位", &units)),
        sheet(desk, &stats, "按督察批次", inspections(desk, &stats, &tasks)),
        sheet(desk, &stats, "按类别", tallies("类别", &named(&stats.categories))),
        sheet(desk, &stats, "按区域", tallies("区域", &named(&stats.regions))),
        sheet(desk, &stats, "按阶段", stages(&stats)),
        sheet(desk, &stats, "按月", months(desk, &stats)),
    ]
}

/// What one sheet has of its own.
pub(super) struct Part {
    pub(super) columns: Vec<FormColumn>,
    pub(super) rows: Vec<FormRow>,
    pub(super) chart: Option<FormChart>,
    pub(super) note: Option<&'static str>,
}

fn sheet<'a>(desk: FormDesk<'a>, stats: &Stats, name: &str, part: Part) -> FormTable<'a> {
    let mut notes = vec![
        words::rates(stats.finished_rate(), stats.closed_rate()),
        words::FINISHED_RATE_MEANS.to_owned(),
        words::CLOSED_RATE_MEANS.to_owned(),
    ];
    notes.extend(part.note.map(str::to_owned));
    let chart =
        part.chart.map(|chart| FormChart { title: format!("{}（{name}）", FormName::Statistics.title()), ..chart });
    FormTable {
        sheet: name.to_owned(),
        title: desk.title(&format!("{}（{name}）", FormName::Statistics.title())),
        columns: part.columns,
        frozen: 1,
        rows: FormRows::Held(part.rows),
        notes,
        charts: chart.into_iter().collect(),
        ..desk.table(FormName::Statistics, Paper::A4Wide)
    }
}

fn tallies(head: &str, all: &[(String, Tally)]) -> Part {
    let mut sum = Tally::default();
    let mut rows = Vec::new();
    for (name, tally) in all {
        rows.push(FormRow::of(tally_cells(name, *tally)));
        sum = sum_of(sum, *tally);
    }
    let n = rows.len();
    rows.push(FormRow::sum(tally_cells(words::SUM, sum)));
    Part { columns: tally_columns(head), rows, chart: chart(n, ChartKind::StackedBars), note: None }
}

fn sum_of(a: Tally, b: Tally) -> Tally {
    Tally {
        overdue: a.overdue + b.overdue,
        due_soon: a.due_soon + b.due_soon,
        normal: a.normal + b.normal,
        closed: a.closed + b.closed,
    }
}

fn inspections(desk: FormDesk<'_>, stats: &Stats, tasks: &[YearTasks]) -> Part {
    let mut columns = tally_columns("督察批次");
    let year = format!("{}年度任务", desk.today.year());
    let number = |head: &str| FormColumn::new(head, 9.0, ColumnKind::Number).under(&year);
    columns.extend([number("应完成"), number("已销号"), number("余"), number("超期")]);
    columns.push(FormColumn::new("完成率", 9.0, ColumnKind::Percent).under(&year));
    columns.push(FormColumn::new("清零", 8.0, ColumnKind::Short).under(&year));
    let mut rows = Vec::new();
    for (id, tally) in &stats.inspections {
        let inspection = desk.ledger.directory.inspections.get(id);
        let name = inspection.map_or(words::NO_INSPECTION, |it| it.fields.name.get());
        let mut cells = tally_cells(name, *tally);
        if let Some(of) = tasks.iter().find(|of| of.inspection == *id && of.all() > 0) {
            cells.extend([of.all(), of.done(), of.left.len(), of.overdue].map(FormCell::count));
            cells.push(FormCell::share(of.rate()));
            cells.push(if of.is_cleared() { FormCell::text(words::CLEARED) } else { FormCell::Empty });
        }
        rows.push(FormRow::of(cells));
    }
    let chart = chart(rows.len(), ChartKind::StackedBars);
    Part { columns, rows, chart, note: Some(words::TASKS_MEAN) }
}

fn stages(stats: &Stats) -> Part {
    let all = stats.all.all().max(1) as f32;
    let row = |it: &crate::domain::stats::StageCount| {
        let name = FormCell::text(&words::stage_name(&it.name));
        FormRow::of(vec![name, FormCell::count(it.count), FormCell::Percent(it.count as f32 / all)])
    };
    let rows: Vec<_> = stats.stages.iter().map(row).collect();
    let chart = (!rows.is_empty()).then(|| FormChart {
        title: String::new(),
        kind: ChartKind::Pie,
        names: 0,
        values: vec![(1, 0x002F_6FDE)],
        rows: rows.len(),
    });
    let columns = vec![
        FormColumn::new("阶段", 24.0, ColumnKind::Text),
        FormColumn::new("数量", 10.0, ColumnKind::Number),
        FormColumn::new("占比", 10.0, ColumnKind::Percent),
    ];
    Part { columns, rows, chart, note: None }
}

fn months(desk: FormDesk<'_>, stats: &Stats) -> Part {
    let number = |head: &str, above: &str| FormColumn::new(head, 12.0, ColumnKind::Number).under(above);
    let columns = vec![
        FormColumn::new("月份", 12.0, ColumnKind::Short),
        number("应销号", "当月"),
        number("实际销号", "当月"),
        number("计划累计", "累计"),
        number("实际累计", "累计"),
    ];
    let known = |count: Option<usize>| count.map_or(FormCell::Empty, FormCell::count);
    let rows: Vec<_> = stats
        .months
        .iter()
        .map(|it| {
            let month = words::month(crate::domain::record::Month { year: desk.today.year(), month: it.month });
            let (due, planned) = (FormCell::count(it.due), FormCell::count(it.planned));
            FormRow::of(vec![FormCell::text(&month), due, known(it.closed), planned, known(it.actual)])
        })
        .collect();
    let chart = FormChart {
        title: String::new(),
        kind: ChartKind::Lines,
        names: 0,
        values: vec![(3, 0x008A_94A6), (4, 0x002F_6FDE)],
        rows: rows.len(),
    };
    Part { columns, rows, chart: Some(chart), note: Some(words::MONTHS_MEAN) }
}
