//! Words of files dragged onto the window.

use crate::domain::{IssueId, ledger::Ledger};

/// A ledger hovers.
pub const DROP_OPENS: &str = "松开鼠标，打开这本台账";

/// Somebody's copy hovers over 交换.
pub const DROP_LOOKS: &str = "松开鼠标，以只读方式查看这份副本";

/// A package hovers over 交换.
pub const DROP_TAKES: &str = "松开鼠标，核对这个材料包，确认后才接收";

/// A plan hovers over an open ledger.
pub const DROP_READS: &str = "松开鼠标，读取整改方案并预览，确认后才写入";

/// A plan hovers and no ledger is open.
pub const DROP_BEGINS: &str = "松开鼠标，用这份整改方案新建台账";

/// Something hovers that means nothing here.
pub const DROP_NOTHING: &str =
    "这里不能接收此文件；可拖入台账（.ron）、材料包（.zip）或整改方案（.docx、.txt），佐证材料请拖到一题一账页面";

/// Something hovers; the system does not say what.
pub const DROP_ANY: &str = "松开鼠标，接收文件";

/// Evidence hovers over an issue.
pub fn drop_adds(ledger: Option<&Ledger>, issue: IssueId, count: usize) -> String {
    let issue = ledger.and_then(|ledger| ledger.issue(issue));
    let number = issue.map(|issue| issue.fields.number.get().trim().to_owned()).unwrap_or_default();
    format!("松开鼠标，把 {count} 个文件添加为 {number} 的佐证材料")
}
