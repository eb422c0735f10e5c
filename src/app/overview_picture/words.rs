//! The words of the picture: a document of its own, as the templates of papers are.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{closure::Stage, stats::StageName};

pub use crate::exchange::form::words::{CLOSED_RATE_MEANS, FINISHED_RATE_MEANS, TASKS_MEAN};

pub(super) const OVERVIEW: &str = "整改情况一览";
pub(super) const ALL: &str = "问题总数";
pub(super) const UNDER_WAY: &str = "在办";
pub(super) const OVERDUE: &str = "超期";
pub(super) const DUE_SOON: &str = "临期";
pub(super) const NORMAL: &str = "正常";
pub(super) const CLOSED: &str = "已销号";
pub(super) const FINISHED_RATE: &str = "完成整改率";
pub(super) const CLOSED_RATE: &str = "验收销号率";
pub(super) const BY_UNIT: &str = "按牵头单位";
pub(super) const BY_STAGE: &str = "按阶段";
pub(super) const MONTHS: &str = "计划与实际销号（累计）";
pub(super) const PLANNED: &str = "计划";
pub(super) const ACTUAL: &str = "实际";
pub(super) const DUE: &str = "30 天内到期";
pub(super) const NOTHING_DUE: &str = "没有 30 天内到期的问题";
pub(super) const NO_TASKS: &str = "本年没有到期的问题";
pub(super) const NO_UNIT: &str = "未定牵头单位";
pub(super) const NO_INSPECTION: &str = "未归入批次";
pub(super) const CLEARED: &str = "清零";

pub(super) fn as_of(today: NaiveDate) -> String {
    format!("截至 {}年{}月{}日", today.year(), today.month(), today.day())
}

pub(super) fn made_by(unit: &str) -> String {
    if unit.trim().is_empty() { String::new() } else { format!("编制单位：{}", unit.trim()) }
}

pub(super) fn percent(rate: Option<f32>) -> String {
    rate.map_or_else(|| "—".to_owned(), |rate| format!("{:.1}%", rate * 100.0))
}

pub(super) fn of(part: usize, all: usize) -> String {
    format!("{part} / {all}")
}

pub(super) fn share_of_left(part: usize, left: usize) -> String {
    if left == 0 { String::new() } else { format!("占未销号的 {:.0}%", part as f32 * 100.0 / left as f32) }
}

pub(super) fn inspections(count: usize) -> String {
    format!("{count} 个批次")
}

pub(super) fn due_in_30(count: usize) -> String {
    format!("30 天内到期 {count}")
}

pub(super) fn not_assigned(count: usize) -> String {
    format!("未交办 {count}")
}

pub(super) fn tasks_of(year: i32) -> String {
    format!("{year} 年度任务")
}

pub(super) fn left(count: usize) -> String {
    format!("余 {count}")
}

pub(super) fn late(count: usize) -> String {
    if count == 0 { String::new() } else { format!("{OVERDUE} {count}") }
}

pub(super) fn and_more(count: usize) -> String {
    format!("另有 {count} 项未列出")
}

pub(super) fn month(month: u32) -> String {
    format!("{month}月")
}

pub(super) fn named(word: &str, count: usize) -> String {
    format!("{word} {count}")
}

pub(super) fn against_plan(planned: usize, actual: usize) -> String {
    match actual.cmp(&planned) {
        std::cmp::Ordering::Less => format!("比计划少 {}", planned - actual),
        std::cmp::Ordering::Equal => "与计划持平".to_owned(),
        std::cmp::Ordering::Greater => format!("比计划多 {}", actual - planned),
    }
}

pub(super) fn day(day: NaiveDate) -> String {
    day.format("%m-%d").to_string()
}

pub(super) fn days_left(days: i64) -> String {
    if days == 0 { "今天到期".to_owned() } else { format!("还有 {days} 天") }
}

pub(super) fn stage(name: &StageName) -> String {
    match name.stage {
        Stage::Registered => "已登记",
        Stage::Rectifying => "整改中",
        Stage::Closing => &name.step,
        Stage::Closed => CLOSED,
        Stage::Consolidating => "持续巩固",
        Stage::Withdrawn => "已作废",
    }
    .to_owned()
}

pub(super) const NOTES: [&str; 3] = [FINISHED_RATE_MEANS, CLOSED_RATE_MEANS, TASKS_MEAN];
