//! The words of the staff handover (人员交接).

/// Opens the dialog.
pub const OPEN: &str = "人员交接…";

/// The dialog.
pub const TITLE: &str = "人员交接";

/// In which seat.
pub const SEAT: &str = "职务";

/// Who hands over.
pub const FROM: &str = "移交人";

/// Who takes over.
pub const TO: &str = "接收人";

/// Why.
pub const REASON: &str = "交接理由";

/// An example of a reason.
pub const REASON_HINT: &str = "如 岗位调整，文号";

/// Ticks all.
pub const ALL: &str = "全选";

/// Ticks none.
pub const NONE: &str = "全不选";

/// Nobody is chosen.
pub const CHOOSE_FROM: &str = "先选移交人";

/// The person carries nothing.
pub const NOTHING: &str = "名下没有问题";

/// Nobody takes over.
pub const CHOOSE_TO: &str = "请选接收人";

/// Both are one.
pub const SAME: &str = "移交人和接收人相同";

/// Nothing is ticked.
pub const TICK: &str = "请勾选要移交的问题";

/// No reason is typed.
pub const NO_REASON: &str = "请填写交接理由";

/// Copies disagree about who carries it.
pub const CONFLICTED: &str = "两份副本不一致，先在核对中选定";

/// It is struck off.
pub const CLOSED: &str = "已销号";

/// The deed.
pub fn deed(n: usize) -> String {
    format!("移交 {n} 个问题")
}

/// How many a person carries.
pub fn load(n: usize) -> String {
    format!("{n} 个问题")
}

/// How many are ticked.
pub fn ticked(ticked: usize, all: usize) -> String {
    format!("已勾选 {ticked} / {all}")
}
