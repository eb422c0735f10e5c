//! Words of files dragged onto the window.

use std::path::{Path, PathBuf};

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

/// A table hovers over an open ledger.
pub const DROP_READS_TABLE: &str = "松开鼠标，读取表格并预览，确认后才写入";

/// A plan hovers and no ledger is open.
pub const DROP_BEGINS: &str = "松开鼠标，用这份整改方案新建台账";

/// Something hovers that means nothing here.
pub const DROP_NOTHING: &str =
    "这里不能接收此文件；可拖入台账、材料包、整改方案（.docx、.txt）或表格（.xlsx、.csv），佐证材料请拖到一题一账页面";

/// Something hovers that means nothing as long as no ledger is open.
pub const DROP_NOTHING_YET: &str =
    "这里不能接收此文件；可拖入台账（.ron）、材料包（.zip）或整改方案（.docx、.txt），表格请在打开台账后拖入";

/// Something hovers; the system does not say what.
pub const DROP_ANY: &str = "松开鼠标，接收文件";

/// Evidence hovers over an issue.
pub fn drop_adds(ledger: Option<&Ledger>, issue: IssueId, count: usize) -> String {
    format!("松开鼠标，把 {count} 个文件添加为 {} 的佐证材料", number_of(ledger, issue))
}

/// Evidence hovers over an issue, or what may bring issues: that is asked.
pub fn drop_adds_or_reads(ledger: Option<&Ledger>, issue: IssueId) -> String {
    format!("松开鼠标，选择添加为 {} 的佐证材料，还是从中导入问题", number_of(ledger, issue))
}

/// A packed file hovers over an issue: where it is a package, that is asked.
pub fn drop_adds_or_takes(ledger: Option<&Ledger>, issue: IssueId) -> String {
    format!("松开鼠标，添加为 {} 的佐证材料；若是台账材料包，可选择核对并接收", number_of(ledger, issue))
}

fn number_of(ledger: Option<&Ledger>, issue: IssueId) -> String {
    let issue = ledger.and_then(|ledger| ledger.issue(issue));
    issue.map(|issue| issue.fields.number.get().trim().to_owned()).unwrap_or_default()
}

/// The title of the question what a dropped file is meant for.
pub const DROPPED: &str = "拖入的文件用来做什么";

/// Before the name of the file.
pub const DROPPED_FILE: &str = "文件";

/// The dropped files, by the first one's name.
pub fn files(first: &Path, count: usize) -> String {
    let name = name_of(first);
    if count > 1 { format!("{name} 等 {count} 个文件") } else { name }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Some files by name: a few of them, and how many they are.
pub fn named(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().take(3).map(|path| format!("“{}”", name_of(path))).collect();
    let names = names.join("、");
    if paths.len() > 3 { format!("{names}等 {} 个文件", paths.len()) } else { names }
}

/// Of several files only some are taken.
pub fn rest(taken: &[PathBuf], left: &[PathBuf]) -> String {
    format!("本次只处理{}；{}没有处理，需要时请再次拖入", named(taken), named(left))
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
