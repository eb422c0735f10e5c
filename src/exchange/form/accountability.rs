//! 责任追究表: clues handed over, the opinion and its clock, the decision, the publication.

use crate::domain::complaint::AccountabilityCase;

use super::{
    desk::FormDesk,
    name::FormName,
    table::{ColumnKind, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper},
    words,
};

fn row(desk: FormDesk<'_>, case: &AccountabilityCase, number: usize) -> FormRow {
    let f = &case.fields;
    let issue = |id| {
        let fields = &desk.ledger.issue(id)?.fields;
        Some(words::task(fields.number.get(), fields.title.get()))
    };
    let issues: Vec<String> = case.issues.iter().filter_map(|id| issue(*id)).collect();
    let unit = f.unit.get().map_or("", |unit| desk.ledger.directory.unit_name(unit));
    FormRow::of(vec![
        FormCell::count(number),
        FormCell::text(f.number.get()),
        FormCell::text(f.clue.get()),
        FormCell::text(&issues.join("\n")),
        FormCell::text(unit),
        FormCell::day(*f.handed_over_on.get()),
        FormCell::day(case.opinion_due()),
        FormCell::text(f.opinion.get()),
        FormCell::day(*f.opinion_on.get()),
        FormCell::day(*f.consent_on.get()),
        FormCell::text(f.decision.get()),
        FormCell::day(*f.decided_on.get()),
        FormCell::Number(u64::from(*f.people.get())),
        FormCell::day(*f.published_on.get()),
        FormCell::text(words::case_state(case.state(desk.today))),
    ])
}

pub(super) fn cases(desk: FormDesk<'_>) -> FormTable<'_> {
    let standing = desk.ledger.cases.values().filter(|case| case.is_present());
    let mut all: Vec<&AccountabilityCase> = standing.map(AsRef::as_ref).collect();
    all.sort_by_key(|case| (case.fields.number.get().clone(), *case.fields.handed_over_on.get(), case.id));
    let text = |head: &str, width: f32| FormColumn::new(head, width, ColumnKind::Text);
    let day = |head: &str| FormColumn::new(head, 12.0, ColumnKind::Date);
    let (opinion, decision) = ("处理意见", "处理决定");
    FormTable {
        columns: vec![
            FormColumn::new(words::SERIAL, 5.0, ColumnKind::Number),
            FormColumn::new("编号", 12.0, ColumnKind::Short),
            text("问题线索", 34.0),
            text("关联问题", 26.0),
            text("承办单位", 14.0),
            day("移交日期"),
            day("意见期限").under(opinion),
            text("意见内容", 28.0).under(opinion),
            day("提出日期").under(opinion),
            day("同意日期").under(opinion),
            text("决定内容", 28.0).under(decision),
            day("决定日期").under(decision),
            FormColumn::new("问责人数", 6.0, ColumnKind::Number).under(decision),
            day("公开日期").under(decision),
            FormColumn::new("办理状态", 10.0, ColumnKind::Short),
        ],
        frozen: 2,
        rows: FormRows::Held(all.iter().enumerate().map(|(at, case)| row(desk, case, at + 1)).collect()),
        notes: vec![words::CASES_NOTE.to_owned()],
        ..desk.table(FormName::Cases, Paper::A3Wide)
    }
}
