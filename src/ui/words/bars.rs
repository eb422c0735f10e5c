//! Words of the bars around every page.

/// The pages of the rail, two characters each.
pub const RAIL_WORDS: [&str; 9] = ["总览", "台账", "督办", "销号", "信访", "报表", "交换", "核对", "设置"];

/// The search field of the top bar.
pub const SEARCH: &str = "搜索台账";

/// What stands in the search field while it is empty.
pub const SEARCH_HINT: &str = "搜索编号、问题、单位、责任人";

/// The file holds everything and was written at a time.
pub fn saved_at(time: &str) -> String {
    format!("已保存 {time}")
}

/// The file holds everything.
pub const SAVED: &str = "已保存";

/// The file is being written.
pub const SAVING: &str = "正在保存";

/// A copy is being written.
pub const COPYING: &str = "正在写入副本";

/// A copy was asked to stop.
pub const STOPPING_COPY: &str = "正在停止写入副本";

/// The journal holds what the file does not yet.
pub const IN_JOURNAL: &str = "已记入日志，尚未写入文件";

/// The last save failed.
pub const SAVE_FAILED: &str = "保存失败，内容在日志中";

/// The badge of a ledger open for looking only.
pub const READ_ONLY: &str = "只读";

/// What the read-only badge means.
pub const READ_ONLY_HINT: &str = "此台账以只读方式打开，不能修改；需要修改请另存副本";

/// Undo while there is nothing to take back.
pub const NOTHING_TO_UNDO: &str = "没有可撤销的操作";

/// Redo while there is nothing to do again.
pub const NOTHING_TO_REDO: &str = "没有可重做的操作";

/// The menu of the ledger's title.
pub const LEDGER_MENU: &str = "台账操作";

/// Writes the file now.
pub const SAVE_NOW: &str = "立即保存";

/// Opens a file the program has written.
pub const OPEN_WRITTEN: &str = "打开";

/// Shows where something was taken back.
pub const SHOW_PLACE: &str = "查看";

/// Opens the folder of a file the program has written.
pub const SHOW_WRITTEN: &str = "打开文件夹";

/// Writes a copy elsewhere.
pub const SAVE_COPY: &str = "另存副本…";

/// Opens another ledger.
pub const OPEN_OTHER: &str = "打开其他台账…";

/// Lists the ledgers opened lately.
pub const RECENT_MENU: &str = "最近打开…";

/// Opens the command palette.
pub const PALETTE_MENU: &str = "命令面板…";

/// Ends the program.
pub const QUIT: &str = "退出";

/// Leaves the ledger.
pub const CLOSE_LEDGER: &str = "关闭台账";

/// A ledger without a title.
pub const UNTITLED: &str = "未命名台账";

/// Who sits here, as the button that leads to the settings says.
pub fn who(name: &str, unit: &str) -> String {
    format!("{unit} {name}，更改身份")
}

/// Who sits here while nobody has said it.
pub const NOBODY: &str = "未填写身份";

/// How many issues and inspections there are.
pub fn in_all(issues: usize, inspections: usize) -> String {
    format!("共 {issues} 个问题，{inspections} 个批次")
}

/// Says that the computer's clock is right.
pub const CONFIRM_CLOCK: &str = "日期无误，继续";

/// Why nothing can be entered while the clock is doubted.
pub fn clock_doubtful(now: chrono::NaiveDateTime, newest: chrono::NaiveDateTime) -> String {
    let (now, newest) = (super::date_and_time(now), super::date_and_time(newest));
    format!("本机时间 {now}，台账最近一次改动 {newest}，核对后才能录入")
}

/// The field for the day it is.
pub const DAY_IS: &str = "今天的日期";

/// Takes the typed day as today.
pub const GIVE_DAY: &str = "按此日期办理";

/// Why no day can be taken yet.
pub const DAY_MISSING: &str = "请先填写今天的日期";

/// That the business day is another than the computer's.
pub fn day_given(today: chrono::NaiveDate, machine: chrono::NaiveDate) -> String {
    format!("本次按 {} 办理，本机日期 {}，请校准本机时钟", super::date(today), super::date(machine))
}

/// Goes back to the computer's own day.
pub const DAY_AS_CLOCK: &str = "改按本机日期";

/// How many late, due soon and waiting to be looked at.
pub fn counts(overdue: usize, due_soon: usize, to_review: usize) -> [String; 3] {
    [format!("超期 {overdue}"), format!("临期 {due_soon}"), format!("待核对 {to_review}")]
}

/// How many notices wait behind the one shown.
pub fn more_notices(count: usize) -> String {
    format!("（另有 {count} 条）")
}

/// The list of all notices, and the button that opens it.
pub const NOTICES: &str = "提示信息";

/// The button that opens the list, with how many there are.
pub fn notices_button(count: usize) -> String {
    format!("{NOTICES} {count}")
}

/// Beside the title of the list.
pub fn notices_since_start(count: usize) -> String {
    format!("本次启动以来 {count} 条")
}

/// An empty list.
pub const NO_NOTICES: &str = "还没有提示信息";

/// Copies one notice.
pub const COPY_NOTICE: &str = "复制这条提示";

/// Copies all of them.
pub const COPY_ALL_NOTICES: &str = "复制全部";
