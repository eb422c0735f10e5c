//! Words of what can be asked for: the command palette, and why something cannot be done now.

use crate::{app::Page, ui::keys::Deed};

use super::RAIL_WORDS;

/// What a deed is called in palette and manual.
pub fn deed(deed: Deed) -> String {
    let said = match deed {
        Deed::Palette => "命令面板",
        Deed::Help => "打开手册",
        Deed::HelpKeys => "快捷键一览",
        Deed::Notices => "提示信息",
        Deed::NewLedger => "新建台账",
        Deed::OpenLedger => "打开台账",
        Deed::Recent => "最近打开",
        Deed::OpenSample => "打开示例台账",
        Deed::Save => "立即保存",
        Deed::SaveCopy => "另存副本",
        Deed::CloseLedger => "关闭台账",
        Deed::Undo => "撤销",
        Deed::Redo => "重做",
        Deed::Search => "搜索台账",
        Deed::Back => "返回上一页",
        Deed::Go(page) => return format!("转到{}", page_name(page)),
        Deed::RegisterIssue => "登记问题",
        Deed::PasteTable => "粘贴表格登记问题",
        Deed::RegisterComplaint => "登记信访件",
        Deed::RegisterCase => "登记追责线索",
        Deed::OverviewPicture => "总览一页图",
        Deed::ExportView => super::reports::EXPORT_VIEW,
        Deed::EditCell => "编辑单元格",
        Deed::OpenRow => "打开所选问题，输入时填满所选",
        Deed::CopyCells => "复制所选单元格",
        Deed::PasteCells => "粘贴单元格",
        Deed::FillDown => "向下填充",
        Deed::ClearCells => "清空所选单元格",
        Deed::SelectAll => "全选单元格",
        Deed::Replace => "查找替换",
        Deed::ImportPlan => "导入整改方案",
        Deed::StopJob => "停止后台任务",
        Deed::NextIssue => "下一条问题",
        Deed::PreviousIssue => "上一条问题",
        Deed::ZoomIn => "放大",
        Deed::ZoomOut => "缩小",
        Deed::ZoomReset => "恢复原大小",
        Deed::TurnTheme => "切换深色和浅色",
        Deed::HandOver => super::handover::OPEN,
        Deed::Identity => "更改身份",
        Deed::Quit => "退出",
    };
    said.to_owned()
}

/// What a page is called.
pub fn page_name(page: Page) -> &'static str {
    let [overview, issues, supervision, closures, complaints, reports, exchange, review, settings] = RAIL_WORDS;
    match page {
        Page::Welcome => "开始页",
        Page::Overview => overview,
        Page::Issues => issues,
        Page::Issue(_) => "一题一账",
        Page::Supervision => supervision,
        Page::Closures => closures,
        Page::Complaints | Page::Complaint(_) | Page::Case(_) => complaints,
        Page::Reports => reports,
        Page::Exchange => exchange,
        Page::Import => "导入",
        Page::Review => review,
        Page::Settings => settings,
    }
}

/// The palette.
pub const PALETTE: &str = "命令面板";

/// What may be typed into it.
pub const PALETTE_HINT: &str = "输入命令、问题编号、标题或拼音首字母";

/// The keys of the palette, at its foot.
pub const PALETTE_KEYS: &str = "↑↓ 选择　Enter 执行　Esc 关闭";

/// Nothing answers what was typed.
pub const PALETTE_EMPTY: &str = "没有相符的命令或问题，请换一个词";

/// The part of the palette that is no command.
pub const PALETTE_ISSUE: &str = "问题";

/// Nobody has said who sits here.
pub const IDENTITY_FIRST: &str = "请先填写身份";

/// No ledger is open.
pub const LEDGER_FIRST: &str = "请先打开台账";

/// A deed of one issue's page.
pub const ISSUE_PAGE_ONLY: &str = "在一题一账页面可用";

/// A key of the grid.
pub const IN_THE_GRID: &str = "在台账页面可用";

/// No page to go back to.
pub const NO_PAGE_BEFORE: &str = "没有上一页";

/// The page is the one on the screen.
pub const PAGE_IS_HERE: &str = "已在此页";

/// No job is running.
pub const NOTHING_RUNS: &str = "没有可停止的任务";

/// The zoom is at its end.
pub const ZOOM_LARGEST: &str = "已是最大 200 %";

/// The zoom is at its other end.
pub const ZOOM_SMALLEST: &str = "已是最小 80 %";

/// The zoom is the usual one.
pub const ZOOM_USUAL: &str = "已是原大小";
