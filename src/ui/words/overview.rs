//! The words of the overview.

use chrono::NaiveDate;

use crate::ui::words;

/// The page.
pub const TITLE: &str = "总览";

/// All issues.
pub const ALL: &str = "问题总数";

/// Past their deadline.
pub const OVERDUE: &str = "超期";

/// Due soon.
pub const DUE_SOON: &str = "临期";

/// Time is left, or nothing to count to.
pub const NORMAL: &str = "正常";

/// Struck off.
pub const CLOSED: &str = "已销号";

/// A person has to confirm something.
pub const TO_CONFIRM: &str = "待确认";

/// What is to be confirmed.
pub const TO_CONFIRM_NOTE: &str = "牵头单位或时限存疑";

/// Finished of all.
pub const FINISHED_RATE: &str = "完成整改率";

/// What it counts.
pub const FINISHED_RATE_NOTE: &str = "月评“完成整改”或已销号";

/// What it counts, in full.
pub use crate::app::overview_picture::words::FINISHED_RATE_MEANS;

/// Struck off of all.
pub const CLOSED_RATE: &str = "验收销号率";

/// What it counts.
pub const CLOSED_RATE_NOTE: &str = "已备案销号的比例";

/// What it counts, in full.
pub use crate::app::overview_picture::words::CLOSED_RATE_MEANS;

/// By lead unit.
pub const BY_UNIT: &str = "按牵头单位";

/// By stage.
pub const BY_STAGE: &str = "按阶段";

/// By category.
pub const BY_CATEGORY: &str = "按类别";

/// By inspection.
pub const BY_INSPECTION: &str = "按批次";

/// Plan and reality.
pub const PLAN_AND_ACTUAL: &str = "计划与实际销号";

/// The plan's line.
pub const PLANNED: &str = "计划";

/// The line of reality in the legend.
pub const ACTUAL: &str = "实际";

/// What is due in 30 days.
pub const DUE_30: &str = "30 天内到期";

/// The latest changes.
pub const LATEST: &str = "最近变动";

/// A click on a bar filters the grid.
pub const CLICK_FILTERS: &str = "点击可筛选";

/// Nothing is left of an inspection.
pub const CLEARED: &str = "清零";

/// Nothing is due.
pub const NOTHING_DUE: &str = "30 天内没有到期的问题";

/// Nobody has a unit.
pub const NO_UNIT: &str = "未定牵头单位";

/// No category.
pub const NO_CATEGORY: &str = "未分类";

/// No inspection.
pub const NO_INSPECTION: &str = "未归入批次";

/// No ledger content yet.
pub const EMPTY: &str = "还没有问题，先导入一份整改方案";

/// As of which day, over what.
pub fn as_of(today: NaiveDate, inspections: usize) -> String {
    format!("截至 {}，{inspections} 个批次", words::date_with_weekday(today))
}

/// Under the number of all issues.
pub fn under_way(under_way: usize, closed: usize) -> String {
    format!("在办 {under_way}，已销号 {closed}")
}

/// Under the number of late issues.
pub fn share_of(part: usize, all: usize) -> String {
    if all == 0 { String::new() } else { format!("占未销号的 {:.0}%", part as f32 * 100.0 / all as f32) }
}

/// Under the number of issues due soon: what that means here.
pub fn due_soon_note(days: u16) -> String {
    format!("{days} 天内到期")
}

/// A rate in percent.
pub fn percent(rate: Option<f32>) -> String {
    rate.map_or_else(|| "—".to_owned(), |rate| format!("{:.1}%", rate * 100.0))
}

/// Part and whole.
pub fn of(part: usize, all: usize) -> String {
    format!("{part} / {all}")
}

/// So many are left.
pub fn left(count: usize) -> String {
    format!("余 {count}")
}

/// So many are late.
pub fn late(count: usize) -> String {
    format!("超期 {count}")
}

/// So many in all.
pub fn in_list(count: usize) -> String {
    format!("全部 {count} 条")
}

/// The end of the plan's line.
pub fn planned_all(count: usize) -> String {
    format!("{PLANNED} {count}")
}

/// The reality's line.
pub fn actual(count: usize) -> String {
    format!("实际 {count}")
}

/// Whether reality keeps to the plan.
pub fn against_plan(planned: usize, actual: usize) -> String {
    match actual.cmp(&planned) {
        std::cmp::Ordering::Less => format!("比计划少 {}", planned - actual),
        std::cmp::Ordering::Equal => "与计划持平".to_owned(),
        std::cmp::Ordering::Greater => format!("比计划多 {}", actual - planned),
    }
}

/// What a bar says aloud: group, all, late, closed.
pub fn bar(group: &str, all: usize, overdue: usize, closed: usize) -> String {
    format!("{group} {all} 条，超期 {overdue}，已销号 {closed}")
}

/// What a bar of a stage says aloud.
pub fn stage_bar(stage: &str, count: usize) -> String {
    format!("{stage} {count} 条")
}

/// What the chart of plan and reality says aloud.
pub fn chart(planned: usize, actual: usize) -> String {
    format!("到本月底计划销号 {planned} 条，实际 {actual} 条，{}", against_plan(planned, actual))
}

/// Who changed something, and when.
pub fn who_when(author: &str, when: &str) -> String {
    format!("{author} {when}")
}
