//! Words of the exchange page (交换).

use std::path::Path;

/// The page.
pub const TITLE: &str = "交换";
/// Beside it.
pub const TITLE_ASIDE: &str = "方案和表格进来，材料包和副本出去";
/// What a unit may do.
pub const MAY: &str = "可以";
/// Heads the card of plans.
pub const PLAN: &str = "导入整改方案";
/// What it does.
pub const PLAN_HINT: &str = "读 Word、文本、粘贴的方案和 Excel 表格，先预览，确认后登记为问题和措施";
/// Leads to the import page.
pub const TO_IMPORT: &str = "导入方案…";
/// Heads the card of copies going out.
pub const COPY: &str = "另存一份副本";
/// What it does.
pub const COPY_HINT: &str =
    "把整本台账连同历史写到 U 盘或别的文件夹，写完逐字节读回比对。佐证材料文件不在其中，要带上请用整本打包";
/// Asks where to.
pub const SAVE_COPY: &str = "另存副本…";
/// Heads the card of copies coming in.
pub const LOOK: &str = "查看一份副本";
/// What it does.
pub const LOOK_HINT: &str = "以只读方式打开别人交来的台账，不留任何痕迹。当前台账会先保存并关闭";
/// The field for the path.
pub const PATH: &str = "副本的位置";
/// An example.
pub const PATH_HINT: &str = "如 E:\\东城区_0917.ron，也可以把文件拖到这里";
/// Opens it.
pub const OPEN_COPY: &str = "只读打开";
/// Why it cannot be opened yet.
pub const NO_PATH: &str = "先写上副本的位置，或把文件拖到这里";
/// No ledger is open.
pub const NO_LEDGER: &str = "先打开一本台账";
/// Leads to the first page.
pub const TO_WELCOME: &str = "打开或新建台账";

/// The copy is being written.
pub fn copy_under_way(path: &Path) -> String {
    format!("正在把副本写到 {}，写完并读回比对前请勿拔出", path.display())
}

/// The copy was asked to stop.
pub fn copy_stopping(path: &Path) -> String {
    format!("正在停止写入 {}，停止前请勿拔出", path.display())
}

/// It has stopped.
pub fn copy_stopped(path: &Path) -> String {
    format!("已停止，副本 {} 未写成，该处原有文件（如有）未被覆盖", path.display())
}

/// It does not stop.
pub fn copy_left(path: &Path) -> String {
    let path = path.display();
    format!("副本 {path} 迟迟未能停止写入，不再等待。磁盘可能没有响应，请检查 U 盘或网络文件夹，需要时重新另存")
}

/// The window closes after it.
pub const fn copy_first(stops: bool) -> &'static str {
    if stops {
        "正在停止写入副本，停止后自动关闭窗口，此前请勿拔出 U 盘"
    } else {
        "正在写入副本，写完并核对一致后自动关闭窗口，此前请勿拔出 U 盘"
    }
}

/// Gives the copy up.
pub const STOP_COPY: &str = "停止写入";

/// The copy is whole on the stick.
pub fn copy_done(path: &Path) -> String {
    format!("副本已写到 {} 并读回比对，内容一致，可以拔出", path.display())
}
