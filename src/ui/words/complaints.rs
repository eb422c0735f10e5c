//! The words of the page of complaints.

/// The page.
pub const TITLE: &str = "信访";

/// Opens the dialog that enters a complaint.
pub const REGISTER: &str = "登记信访件…";

/// The title of the dialog for a new complaint.
pub const REGISTER_TITLE: &str = "登记信访件";

/// The deed of the dialog for a new complaint.
pub const REGISTER_NOW: &str = "登记";

/// The title of the dialog for a known complaint.
pub const EDIT_TITLE: &str = "信访件";

/// The deed of the dialog for a known complaint.
pub const SAVE_NOW: &str = "保存修改";

/// No complaints yet.
pub const EMPTY: &str = "还没有信访件，督察转办的举报在这里登记";

/// None in this list.
pub const NONE_HERE: &str = "没有这一类信访件";

/// All of them.
pub const ALL: &str = "全部";

/// Past their day and not settled.
pub const LATE: &str = "逾期未办结";

/// Kinds of pollution.
pub const KINDS: &str = "污染类型";

/// How kinds are typed.
pub const KINDS_HINT: &str = "如 大气、噪声，用顿号分开";

/// Linked issues.
pub const ISSUE: &str = "关联问题";

/// What a link means.
pub const ISSUE_HINT: &str = "输入编号或问题查找";

/// Links the issue chosen.
pub const LINK: &str = "关联";

/// Takes a link away.
pub fn unlink(number: &str) -> String {
    format!("取消关联 {number}")
}

/// Who reported it.
pub const REPORTER: &str = "举报人及联系方式";

/// Where it is kept.
pub const REPORTER_NOTE: &str = "仅存于隐私部分，不随下发包和导出带出";

/// A case of weight.
pub const WEIGHTY: &str = "重点件（公示清单标 *）";

/// How many in all, how many are settled.
pub fn counts(all: usize, settled: usize) -> String {
    if all == 0 { String::new() } else { format!("共 {all} 件，已办结 {settled} 件") }
}

/// When it came and by when it is due.
pub fn dates(received: &str, due: &str) -> String {
    match (received.is_empty(), due.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{received} 交办"),
        (true, false) => format!("限 {due} 前办结"),
        (false, false) => format!("{received} 交办，限 {due} 前办结"),
    }
}

/// The linked issues in a row.
pub fn linked(numbers: &str) -> String {
    format!("关联 {numbers}")
}

/// The number of a weighty complaint carries the asterisk of the public list.
pub fn number(number: &str, weighty: bool) -> String {
    if weighty { format!("{number}*") } else { number.to_owned() }
}
