//! The words of the grid of issues.

use crate::{
    app::{CellKey, Column, Only, TimeKind},
    domain::{
        closure::StagePoint,
        facts::IssueFacts,
        issue::{Issue, UnitRole},
        ledger::Ledger,
        record::ScheduleRating,
        stats::StageName,
    },
    ui::words,
};

/// Opens the dialog that registers an issue.
pub const REGISTER: &str = "登记问题…";

/// Opens the page that reads a plan.
pub const IMPORT_PLAN: &str = "导入整改方案…";

/// Opens the list of columns.
pub const COLUMNS: &str = "列";

/// Brings the usual columns back.
pub const USUAL_COLUMNS: &str = "恢复默认的列";

/// Opens the list of columns one can filter by.
pub const ADD_FILTER: &str = "加条件";

/// Takes every filter off.
pub const CLEAR_FILTERS: &str = "清除条件";

/// The search text as a filter.
pub const SEARCHED: &str = "查找";

/// The filter on days until the deadline.
pub const DUE_WITHIN: &str = "到期";

/// The filter on a list that another page has worked out.
pub const AMONG: &str = "名单";

/// The name of the grid.
pub const GRID: &str = "问题台账";

/// A ledger without issues.
pub const NO_ISSUES: &str = "台账里还没有问题，可导入整改方案，也可逐条登记";

/// Filters that leave nothing.
pub const NOTHING_FOUND: &str = "没有符合条件的问题";

/// Opens one issue.
pub const OPEN_ISSUE: &str = "打开一题一账";

/// Copies a row.
pub const COPY_ROW: &str = "复制整行";

/// Withdraws an issue, asking why.
pub const WITHDRAW: &str = "作废…";

/// The deed of the dialog.
pub const WITHDRAW_NOW: &str = "作废";

/// The title of the dialog.
pub const WITHDRAW_TITLE: &str = "作废问题";

/// What withdrawing means.
pub const WITHDRAW_HINT: &str = "作废的问题不再计入统计，仍可在“已作废”中查看和恢复";

/// Why.
pub const REASON: &str = "理由";

/// Brings an issue back.
pub const RESTORE: &str = "恢复";

/// An empty cell of a filter list.
pub const BLANK: &str = "（空白）";

/// The word of a quick view.
pub fn only(only: Only) -> &'static str {
    match only {
        Only::All => "全部",
        Only::LateOrSoon => "超期与临期",
        Only::ToConfirm => "待确认",
        Only::UnderWay => "在办",
        Only::Closed => "已销号",
        Only::OwnUnit => "本单位",
        Only::Withdrawn => "已作废",
    }
}

/// The head of a column.
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Number => "编号",
        Column::Title => "问题",
        Column::LeadUnit => "牵头单位",
        Column::Cooperating => "配合单位",
        Column::Stage => "阶段",
        Column::Due => "整改时限",
        Column::Time => "时限状态",
        Column::Level => "督办",
        Column::Rating => "月评",
        Column::Category => "类别",
        Column::Inspection => "批次",
        Column::Person => "责任人",
        Column::Leader => "责任领导",
        Column::Region => "区域",
        Column::Goal => "整改目标",
        Column::Measures => "整改措施",
        Column::DeadlineWords => "时限原文",
        Column::Chapter => "章节",
        Column::Source => "来源",
        Column::Disposal => "分类处置",
        Column::SupervisingUnit => "督导单位",
        Column::AcceptingUnit => "验收单位",
        Column::LatestNote => "最近进展",
        Column::ClosedOn => "销号日期",
    }
}

/// A time status without its days.
pub fn time_kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Overdue => "超期",
        TimeKind::DueSoon => "临期",
        TimeKind::Normal => "未到期",
        TimeKind::NoDeadline => "无期限",
        TimeKind::Over => "已完成",
    }
}

/// A monthly judgement as short as a cell is.
pub fn short_rating(rating: ScheduleRating) -> &'static str {
    match rating {
        ScheduleRating::NotStarted => "尚未启动",
        ScheduleRating::Behind => "未达到",
        ScheduleRating::OnSchedule => "达到",
        ScheduleRating::Ahead => "超过",
        ScheduleRating::Finished => "完成整改",
    }
}

/// A stage as filters and charts name it.
pub fn stage_name(name: &StageName) -> String {
    words::stage(&StagePoint {
        stage: name.stage,
        step: None,
        name: name.step.clone(),
        progress: (0, 1),
        round: 1,
        contradicted: false,
    })
}

/// A value in a filter list.
pub fn cell_key(ledger: &Ledger, key: &CellKey) -> String {
    let scale = ledger.directory.fields.scale.get().as_ref();
    match key {
        CellKey::Empty => BLANK.to_owned(),
        CellKey::Text(text) => text.clone(),
        CellKey::Unit(unit) => words::unit(ledger, Some(*unit)),
        CellKey::Person(person) => words::person(ledger, Some(*person)),
        CellKey::Inspection(inspection) => words::inspection(ledger, *inspection),
        CellKey::Stage(name) => stage_name(name),
        CellKey::Time(kind) => time_kind(*kind).to_owned(),
        CellKey::Level(level) => words::level(scale, level.as_str()),
        CellKey::Rating(rating) => short_rating(*rating).to_owned(),
        CellKey::Day(day) => words::date(*day),
    }
}

/// The values of a filter in its chip.
pub fn filter_values(ledger: &Ledger, keys: &std::collections::BTreeSet<CellKey>) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<_> = keys.iter().take(SHOWN).map(|key| cell_key(ledger, key)).collect();
    let shown = shown.join("、");
    if keys.len() > SHOWN { format!("{shown}等 {} 项", keys.len()) } else { shown }
}

/// What a cell says, also when it is copied.
pub fn cell(ledger: &Ledger, column: Column, issue: &Issue, facts: &IssueFacts) -> String {
    let unit = |unit: Option<crate::domain::UnitId>| {
        unit.map_or_else(String::new, |it| ledger.directory.unit_name(it).to_owned())
    };
    let person = |it: Option<crate::domain::PersonId>| {
        it.map_or_else(String::new, |it| ledger.directory.person_name(it).to_owned())
    };
    let scale = ledger.directory.fields.scale.get().as_ref();
    let f = &issue.fields;
    match column {
        Column::LeadUnit => unit(*f.lead_unit.get()),
        Column::SupervisingUnit => unit(*f.supervising_unit.get()),
        Column::AcceptingUnit => unit(*f.accepting_unit.get()),
        Column::Cooperating => {
            let all = issue.units(UnitRole::CoLead).iter().chain(issue.units(UnitRole::Cooperating).iter());
            all.map(|it| ledger.directory.unit_name(*it)).collect::<Vec<_>>().join("、")
        }
        Column::Person => person(*f.person_in_charge.get()),
        Column::Leader => person(*f.leader_in_charge.get()),
        Column::Stage => words::stage(&facts.stage),
        Column::Due => facts.date.map(words::date).unwrap_or_default(),
        Column::ClosedOn => facts.closed_on.map(words::date).unwrap_or_default(),
        Column::Time => words::time_status(facts.time).0,
        Column::Level => facts.level.as_ref().map(|it| words::level(scale, it.as_str())).unwrap_or_default(),
        Column::Rating => facts.rating.map_or("", short_rating).to_owned(),
        Column::Inspection => {
            let found = ledger.directory.inspections.get(f.inspection.get());
            found.map(|it| it.fields.name.get().clone()).unwrap_or_default()
        }
        Column::Measures => crate::app::rows::measures(issue),
        Column::Number
        | Column::Title
        | Column::Category
        | Column::Region
        | Column::Goal
        | Column::DeadlineWords
        | Column::Chapter
        | Column::Source
        | Column::Disposal
        | Column::LatestNote => column.text(issue).to_owned(),
    }
}

/// Drags the right edge of a column.
pub fn resize(column: Column) -> String {
    format!("调整列宽 {}", self::column(column))
}

/// How many rows, in which order.
pub fn rows_in_order(ledger_rows: usize, sort: &[(Column, bool)]) -> String {
    let mut said = format!("{ledger_rows} 条");
    let orders: Vec<_> = sort
        .iter()
        .map(|(column, down)| format!("{}{}", self::column(*column), if *down { "降序" } else { "升序" }))
        .collect();
    if !orders.is_empty() {
        said.push_str("，按");
        said.push_str(&orders.join("、"));
    }
    said
}

/// The filter on the days until the deadline, in its chip.
pub fn within_days(days: u16) -> String {
    format!("{days} 天内")
}

/// How many issues a list has, in its chip.
pub fn so_many(count: usize) -> String {
    format!("{count} 题")
}

/// A value of a filter list with its count.
pub fn with_count(value: &str, count: usize) -> String {
    format!("{value}　{count}")
}
