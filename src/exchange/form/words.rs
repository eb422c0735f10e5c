//! The words of the forms: titles, heads, footnotes, and the states as papers name them.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    closure::{Stage, StagePoint},
    complaint::CaseState,
    directory::Directory,
    record::Month,
    stats::{StageName, Tally},
    view::{CellKey, TimeKind},
};

pub use crate::exchange::words::{handling, rating, time_status, verified};

/// What the rate of finished issues counts.
pub const FINISHED_RATE_MEANS: &str = "完成整改率 =（最近一次月评为“完成整改”的问题 + 已销号的问题）÷ 未作废的全部问题。完成整改不等于验收销号，两个率分开计算。";

/// What the rate of issues struck off counts.
pub const CLOSED_RATE_MEANS: &str =
    "验收销号率 = 走完销号程序并备案的问题 ÷ 未作废的全部问题。反弹后重新整改的不算已销号。";

/// What a task of the year is.
pub const TASKS_MEAN: &str = "年度任务 = 整改时限在本年内的问题 + 往年到期、年初尚未销号的问题（时限以延期后的为准）。";

/// Names of units stand side by side.
pub const AND: &str = "、";

pub(super) const SERIAL: &str = "序号";
pub(super) const NO_UNIT: &str = "未定牵头单位";
pub(super) const NO_INSPECTION: &str = "未归入批次";
pub(super) const NOT_SET: &str = "未填";
pub(super) const SUM: &str = "合计";
pub(super) const CLEARED: &str = "清零";

/// Who made a form.
pub fn made_by(unit: &str) -> String {
    if unit.trim().is_empty() { String::new() } else { format!("编制单位：{}", unit.trim()) }
}

/// Of which day a form is.
pub fn as_of(today: NaiveDate) -> String {
    format!("截至 {}年{}月{}日", today.year(), today.month(), today.day())
}

/// A day in a cell.
pub fn day(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A day as a plan words it.
pub fn long_day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A day within a month that is plain.
pub(super) fn short_day(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// A month in a cell.
pub fn month(month: Month) -> String {
    format!("{}年{}月", month.year, month.month)
}

/// A share.
pub fn percent(share: f32) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A sum of money in yuan.
pub fn money(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The page of a printed form.
pub fn page_of(page: usize, pages: usize) -> String {
    format!("第 {page} 页 共 {pages} 页")
}

/// A footnote with its number.
pub fn note(number: usize, words: &str) -> String {
    format!("注{number}：{words}")
}

/// A stage.
pub fn stage(point: &StagePoint) -> String {
    stage_name(&StageName { stage: point.stage, step: point.name.clone() })
}

/// A stage by its name.
pub fn stage_name(name: &StageName) -> String {
    match name.stage {
        Stage::Registered => "已登记",
        Stage::Rectifying => "整改中",
        Stage::Closing if name.step.is_empty() => "销号中",
        Stage::Closing => &name.step,
        Stage::Closed => "已销号",
        Stage::Consolidating => "持续巩固",
        Stage::Withdrawn => "已作废",
    }
    .to_owned()
}

/// How far an accountability case has come.
pub(super) fn case_state(state: CaseState) -> &'static str {
    match state {
        CaseState::NotHandedOver => "未移交",
        CaseState::Running(_) => "办理中",
        CaseState::Overdue(_) => "意见逾期",
        CaseState::OpinionGiven => "待同意",
        CaseState::Agreed => "待决定",
        CaseState::Decided => "待公开",
        CaseState::Published => "已公开",
    }
}

/// The head of an inspection in the table of the year.
pub(super) fn year_group(name: &str, figures: [usize; 4], moved_out: usize) -> String {
    let [all, done, left, overdue] = figures;
    let rest = if left == 0 { format!("，{CLEARED}") } else { format!("，余 {left} 项（超期 {overdue} 项）") };
    let moved =
        if moved_out == 0 { String::new() } else { format!("，另有 {moved_out} 项经批准延期到以后年度") };
    format!("{name}：应完成 {all} 项，已销号 {done} 项{rest}{moved}")
}

/// The head of a unit in the table of the month.
pub(super) fn month_group(unit: &str, n_issues: usize, silent: usize) -> String {
    let reported = if silent == 0 { "全部报送".to_owned() } else { format!("未报送 {silent} 项") };
    format!("{unit}（{n_issues} 项，{reported}）")
}

/// The issue as a task.
pub(super) fn task(number: &str, title: &str) -> String {
    format!("{} {}", number.trim(), title.trim()).trim().to_owned()
}

/// Nothing was reported for the month.
pub(super) const SILENT: &str = "未报送";

/// A checkpoint that is planned.
pub(super) fn planned(day: NaiveDate, name: &str) -> String {
    format!("{}前完成：{name}", short_day(day))
}

/// The deadline of the issue itself.
pub(super) fn falls_due(day: NaiveDate) -> String {
    format!("{}整改到期", short_day(day))
}

/// What the table of the month counts.
pub(super) fn month_note(month: Month, all: usize, silent: usize) -> String {
    format!(
        "本表列 {} 在办的问题 {all} 项，其中未报送 {silent} 项。“是否达到序时进度”为当月月评；“下月安排”取下月到期的节点、措施和时限。",
        self::month(month)
    )
}

/// Both rates in one line.
pub(super) fn rates(finished: Option<f32>, closed: Option<f32>) -> String {
    let rate = |rate: Option<f32>| rate.map_or_else(|| "—".to_owned(), percent);
    format!("完成整改率 {}，验收销号率 {}。", rate(finished), rate(closed))
}

/// How many complaints are settled, with and without those settled for the present stage.
pub(super) fn settled(all: usize, settled: usize, in_stages: usize) -> String {
    let rate = |part: usize| if all == 0 { "—".to_owned() } else { percent(part as f32 / all as f32) };
    format!(
        "共 {all} 件，已办结 {settled} 件，阶段性办结 {in_stages} 件。办结率（不含阶段性办结）{}；含阶段性办结 {}。",
        rate(settled),
        rate(settled + in_stages)
    )
}

/// Kinds of pollution may be several.
pub(super) const KINDS_NOTE: &str =
    "一件可涉及多种污染类型、多个行政区域，分类合计可大于件数。受理编号前带 * 的为重点件。";

/// How the numbers of closing are counted.
pub(super) const CLOSURES_NOTE: &str =
    "日期为当前轮次各环节最后一次通过的签署日期；被退回后重新办理的，以重新办理的为准。反弹重新整改的按新一轮计。";

/// When the opinion of a case is due.
pub(super) const CASES_NOTE: &str =
    "处理意见期限 = 移交之日起 3 个月；处理意见须征得上级办公室同意后实施，并向社会公开。";

/// The rate of the year.
pub(super) fn year_rate(rate: &str) -> String {
    format!("年度任务完成率（已销号 ÷ 应完成）{rate}。")
}

/// The table of a month.
pub(super) fn month_title(month: Month) -> String {
    format!("{}整改工作调度表", self::month(month))
}

/// The sum under the table of the year.
pub(super) fn year_sum(all: usize, done: usize) -> String {
    format!("{SUM}：应完成 {all} 项，已销号 {done} 项，余 {} 项", all - done)
}

/// What the table of the months counts.
pub(super) const MONTHS_MEAN: &str =
    "应销号 = 现行时限在当月的问题；计划累计、实际累计均自台账建立起计算，本月以后的实际数留空。";

/// The table has only some of the issues.
pub fn narrowed(shown: usize, all: usize) -> String {
    format!("本表列 {shown} 项，是台账现有 {all} 项中按所选视图和筛选选出的部分；以下两个率按整本台账计算。")
}

/// The head of a group of a view.
pub fn group(head: &str, value: &str, tally: &Tally) -> String {
    let value = if value.is_empty() { NOT_SET } else { value };
    format!("{head}：{value}（{} 项，超期 {}，已销号 {}）", tally.all(), tally.overdue, tally.closed)
}

/// The value rows are grouped by.
pub fn cell_key(key: &CellKey, directory: &Directory) -> String {
    match key {
        CellKey::Empty => String::new(),
        CellKey::Text(text) => text.clone(),
        CellKey::Unit(unit) => directory.unit_name(*unit).to_owned(),
        CellKey::Person(person) => directory.person_name(*person).to_owned(),
        CellKey::Inspection(inspection) => {
            directory.inspections.get(inspection).map_or_else(String::new, |it| it.fields.name.get().clone())
        }
        CellKey::Stage(name) => stage_name(name),
        CellKey::Time(TimeKind::Overdue) => "超期".to_owned(),
        CellKey::Time(TimeKind::DueSoon) => "临期".to_owned(),
        CellKey::Time(TimeKind::Normal) => "正常".to_owned(),
        CellKey::Time(TimeKind::NoDeadline) => "无期限".to_owned(),
        CellKey::Time(TimeKind::Over) => "已完成".to_owned(),
        CellKey::Level(key) => {
            let level = directory.fields.scale.get().as_ref().and_then(|scale| scale.level(key));
            level.map_or_else(|| key.to_string(), |level| level.name.clone())
        }
        CellKey::Rating(it) => rating(*it).to_owned(),
        CellKey::Day(it) => day(*it),
    }
}
