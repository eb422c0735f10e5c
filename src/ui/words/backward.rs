//! The words of backward scheduling (倒排工期).

use crate::{domain::backward::BackwardFault, ui::words};

/// Opens the dialog.
pub const OPEN: &str = "倒排工期…";

/// The dialog.
pub const TITLE: &str = "倒排工期";

/// How many checkpoints.
pub const NUMBER: &str = "节点个数";

/// Days kept free before the deadline.
pub const RESERVE: &str = "预留天数";

/// Which days are counted.
pub const COUNTED: &str = "按";

/// Working days or calendar days.
pub const KINDS: [&str; 2] = ["工作日", "自然日"];

/// The measure they belong to.
pub const OF: &str = "所属";

/// The name of the n-th checkpoint.
pub fn name(n: usize) -> String {
    format!("节点 {n}")
}

/// The day of the n-th checkpoint.
pub fn day(n: usize) -> String {
    format!("节点 {n} 日期")
}

/// Takes them all.
pub fn take(n: usize) -> String {
    format!("添加 {n} 个节点")
}

/// One more.
pub const MORE: &str = "增加一个节点";

/// One less.
pub const FEWER: &str = "减少一个节点";

/// Takes one out.
pub fn drop(n: usize) -> String {
    format!("去掉节点 {n}")
}

/// Where the days come from, beside the title.
pub fn from_to(after: chrono::NaiveDate, deadline: chrono::NaiveDate) -> String {
    format!("{} 至时限 {}", words::date(after), words::date(deadline))
}

/// There is no day to count back from.
pub const NO_DEADLINE: &str = "没有可倒排的时限日期，请先设定或确认整改时限";

/// A day that is not one, or a name that is missing.
pub const INCOMPLETE: &str = "每个节点都要有名称和日期";

/// What the plan has already.
pub fn there(n: usize) -> String {
    format!("已有 {n} 个节点，新节点另外添加")
}

/// A day after the deadline.
pub const AFTER_DEADLINE: &str = "有节点晚于时限";

/// Why no days are proposed.
pub fn fault(fault: BackwardFault) -> String {
    match fault {
        BackwardFault::DeadlinePassed(day) => format!("时限 {} 已过，无法倒排，请先办理延期", words::date(day)),
        BackwardFault::TooFewDays { wanted: 0, .. } => "请填节点个数".to_owned(),
        BackwardFault::TooFewDays { left, wanted } => {
            format!("只剩 {left} 天，排不下 {wanted} 个节点，请减少节点或预留天数")
        }
        BackwardFault::TooFar(day) => format!("时限 {} 太远，请核对", words::date(day)),
        BackwardFault::MissingYear(missing) => {
            format!("缺 {} 年放假安排，请在设置中导入，或改按自然日", missing.year)
        }
    }
}
