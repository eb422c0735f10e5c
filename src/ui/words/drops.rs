//! Words of files dragged onto the window.

use std::path::Path;

use crate::{
    app::DropMeaning,
    domain::{IssueId, ledger::Ledger},
};

/// A ledger hovers.
pub const DROP_OPENS: &str = "松开鼠标，打开这本台账";

/// A ledger hovers while one is open.
pub const DROP_ASKS: &str = "松开鼠标，打开这本台账；若是当前台账的副本，可选择合并或只读查看";

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

/// The title of the question what a dropped file is meant for.
pub const DROPPED: &str = "拖入的文件用来做什么";

/// Before the name of the file.
pub const DROPPED_FILE: &str = "文件";

/// The dropped files, by the first one's name.
pub fn files(first: &Path, count: usize) -> String {
    let name = first.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if count > 1 { format!("{name} 等 {count} 个文件") } else { name }
}

/// One way to take the files, on its button.
pub const fn deed(meaning: &DropMeaning) -> &'static str {
    match meaning {
        DropMeaning::Evidence(_) => "作为佐证材料",
        DropMeaning::Import => "导入问题",
        DropMeaning::TakeIn => "核对并接收",
        DropMeaning::Merge => "合并到当前台账",
        DropMeaning::Look => "只读查看",
        DropMeaning::Open => "打开",
    }
}

/// What comes of one way to take the files.
pub const fn means(meaning: &DropMeaning) -> &'static str {
    match meaning {
        DropMeaning::Evidence(_) => "作为佐证材料：复制一份，附在正在查看的问题下",
        DropMeaning::Import => "导入问题：读取其中的问题和措施，先预览，确认后才写入",
        DropMeaning::TakeIn => "核对并接收：这是台账材料包，先核对内容，确认后才接收",
        DropMeaning::Merge => "合并到当前台账：这是当前台账的另一份副本，先预览差异，确认后才写入",
        DropMeaning::Look => "只读查看：关闭当前台账，打开这一份，不做任何改动",
        DropMeaning::Open => "打开：关闭当前台账，改在这一份里工作",
    }
}
