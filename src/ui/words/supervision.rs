//! The words of the pages of supervision and of closure.

use chrono::NaiveDate;

use crate::{
    domain::{
        procedure::{DayCount, DayLimit},
        supervision::{SuggestionReason, SupervisionScale},
    },
    ui::words,
};

/// The page of supervision.
pub const TITLE: &str = "督办";

/// What the program suggests and what it does not do.
pub const ASIDE: &str = "程序只建议，督办单由人签发";

/// Levels that are suggested.
pub const SUGGESTED: &str = "建议督办";

/// Notices that wait for an answer.
pub const UNANSWERED: &str = "待答复";

/// Notices in force.
pub const OPEN_NOTICES: &str = "生效督办单";

/// Nobody has reported on last month.
pub const UNREPORTED: &str = "上月未报送";

/// Nothing in a list.
pub const NOTHING: &str = "没有需要处理的问题";

/// The page of closures.
pub const CLOSURES: &str = "销号";

/// No issue is in the procedure.
pub const NO_CLOSURES: &str = "没有正在走销号程序的问题，先在台账中交办并现场核实";

/// Leads to the grid.
pub const TO_GRID: &str = "打开台账";

/// The step lacks nothing that can be seen from here.
pub const READY: &str = "材料齐备，可办理下一环节";

/// Everything in the procedure.
pub const ALL_STEPS: &str = "全部环节";

/// Issues that wait to be assigned.
pub const CONTRADICTED: &str = "各方记录相互矛盾，需人工裁定";

/// Why a level is suggested.
pub fn reason(scale: Option<&SupervisionScale>, reason: &SuggestionReason) -> String {
    let level = |key: &crate::domain::supervision::LevelKey| words::level(scale, key.as_str());
    match reason {
        SuggestionReason::Overdue { days } => format!("已超期 {days} 天"),
        SuggestionReason::DueSoonAndBehind { days_left, months } => {
            format!("还有 {days_left} 天到期，连续 {months} 个月未达到序时进度")
        }
        SuggestionReason::DueSoonAndNotBegun { days_left } => {
            format!("还有 {days_left} 天到期，尚未启动")
        }
        SuggestionReason::Behind { months } => format!("连续 {months} 个月未达到序时进度"),
        SuggestionReason::Unreported { months } => format!("连续 {months} 个月未报送进展"),
        SuggestionReason::CheckpointsMissed { count } => format!("{count} 个节点逾期未完成"),
        SuggestionReason::Unanswered { level: key, due } => {
            format!("{}应于 {} 前答复，至今未答复", level(key), words::date(*due))
        }
        SuggestionReason::Repeated { level: key, times } => {
            format!("已发{} {times} 次", level(key))
        }
        SuggestionReason::Exposed => "被上级通报或媒体曝光".to_owned(),
        SuggestionReason::Urgent => "情况严重紧急".to_owned(),
    }
}

/// All that suggests a level; what is part of another reason is not said twice.
pub fn reasons(scale: Option<&SupervisionScale>, all: &[SuggestionReason]) -> Vec<String> {
    let said_with = |months: u16| {
        let with =
            |it: &SuggestionReason| matches!(it, SuggestionReason::DueSoonAndBehind { months: m, .. } if *m == months);
        all.iter().any(with)
    };
    let own = |it: &&SuggestionReason| !matches!(it, SuggestionReason::Behind { months } if said_with(*months));
    all.iter().filter(own).map(|it| reason(scale, it)).collect()
}

/// Why a notice is issued, as it stands in the notice.
pub fn cause(reasons: &[String]) -> String {
    reasons.join("；")
}

/// A suggested level with everything that suggests it.
pub fn suggestion(level: &str, reasons: &[String]) -> String {
    format!("建议{level}，{}", reasons.join("；"))
}

/// A notice in one line.
pub fn notice(level: &str, issued: Option<NaiveDate>, demand: &str) -> String {
    let issued = issued.map(words::date).unwrap_or_default();
    let head = format!("{issued} {level}").trim().to_owned();
    if demand.is_empty() { head } else { format!("{head}，{demand}") }
}

/// When an answer is due.
pub fn answer_due(due: NaiveDate, today: NaiveDate) -> String {
    match (due - today).num_days() {
        0 => "今天答复".to_owned(),
        left if left > 0 => format!("{left} 天内答复"),
        late => format!("逾期 {} 天未答复", -late),
    }
}

/// Months without a report.
pub fn unreported(months: u16) -> String {
    format!("{months} 个月未报送")
}

/// Days used of days allowed.
pub fn days_used(used: i64, limit: DayLimit) -> String {
    let kind = match limit.count {
        DayCount::Working => "工作日",
        DayCount::Calendar => "天",
    };
    if used > i64::from(limit.days) {
        format!("超 {} {kind}", used - i64::from(limit.days))
    } else {
        format!("{used} / {} {kind}", limit.days)
    }
}

/// Days used where nothing limits them.
pub fn days_since(used: i64) -> String {
    format!("已 {used} 天")
}

/// What the next step lacks.
pub fn lacks(missing: &[String]) -> String {
    format!("还缺 {}", missing.join("、"))
}

/// Which round, once it is not the first.
pub fn round(round: usize) -> String {
    format!("第 {round} 轮")
}

/// How many are under way, how many beyond their days.
pub fn in_closure(all: usize, beyond: usize) -> String {
    if beyond == 0 { format!("在办 {all} 件") } else { format!("在办 {all} 件，超限 {beyond} 件") }
}
