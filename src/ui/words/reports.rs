//! Words of the page of forms (报表) and of exports.

use std::path::Path;

use crate::app::{FormFormat, FormName, export::Lost};

/// The page.
pub const TITLE: &str = "报表";
/// Beside it.
pub const TITLE_ASIDE: &str = "按习惯格式导出和打印";
/// No ledger is open.
pub const NO_LEDGER: &str = "先打开一本台账";
/// Leads to the first page.
pub const TO_WELCOME: &str = "打开或新建台账";
/// Which issues.
pub const ROWS: &str = "问题范围";
/// Which month.
pub const MONTH: &str = "调度月份";
/// All issues.
pub const ALL: &str = "全部问题";
/// A form that takes no choice.
pub const WHOLE: &str = "整本台账";
/// Lists of issues.
pub const LISTS: &str = "台账和清单";
/// Progress.
pub const PROGRESS: &str = "进度和督办";
/// Complaints and accountability.
pub const PUBLIC_AND_CASES: &str = "信访和追责";
/// Figures.
pub const FIGURES: &str = "统计";
/// A form is being written.
pub const EXPORTING: &str = "导出报表";
/// Why no second form can be written yet.
pub const BUSY: &str = "正在导出另一份，完成或停止后再导出";
/// Why the table of notices has no public edition.
pub const NOT_FOR_PUBLIC: &str = "督办台账是内部台账，没有公开版";
/// Opens the file.
pub const OPEN_FILE: &str = "打开文件";
/// Opens its folder.
pub const OPEN_FOLDER: &str = "打开所在文件夹";
/// On the page of the grid: the view as it stands.
pub const EXPORT: &str = "导出";
/// The same, as a screen reader and the palette say it.
pub const EXPORT_VIEW: &str = "导出当前视图";
/// The kinds of files, in file dialogs.
pub const XLSX_FILE: &str = "Excel 工作簿";
/// See [`XLSX_FILE`].
pub const PDF_FILE: &str = "PDF 文件";
/// See [`XLSX_FILE`].
pub const DOCX_FILE: &str = "Word 文档";

/// The issues the grid shows.
pub fn shown(count: usize) -> String {
    format!("台账页当前筛选（{count} 项）")
}

/// The issues of a view.
pub fn of_view(name: &str) -> String {
    format!("视图：{name}")
}

/// The issues of an inspection.
pub fn of_inspection(name: &str) -> String {
    format!("批次：{name}")
}

/// Which issues and which month.
pub fn taken_month(rows: &str, month: &str) -> String {
    format!("{rows}，{month}")
}

/// A format on a button.
pub fn format(format: FormFormat) -> &'static str {
    match format {
        FormFormat::Xlsx => "Excel…",
        FormFormat::Pdf => "PDF…",
        FormFormat::Docx => "Word…",
    }
}

/// A format as file dialogs name it.
pub fn file_kind(format: FormFormat) -> &'static str {
    match format {
        FormFormat::Xlsx => XLSX_FILE,
        FormFormat::Pdf => PDF_FILE,
        FormFormat::Docx => DOCX_FILE,
    }
}

/// What a button of a card does, in full.
pub fn export_as(form: FormName, format: FormFormat) -> String {
    match format {
        FormFormat::Xlsx => format!("导出{}为 Excel", form.title()),
        FormFormat::Pdf => format!("导出{}为 PDF，写完打开供打印", form.title()),
        FormFormat::Docx => format!("导出{}为 Word", form.title()),
    }
}

/// What a form is.
pub fn about(form: FormName) -> &'static str {
    match form {
        FormName::Ledger => "一行一个问题：问题、目标、措施、时限、责任单位、进展和当前状态。A3 横向，改后可再导入",
        FormName::Problems => "查出了什么：批次、问题和描述、类别、区域、章节、来源",
        FormName::Duties => "谁来负责：牵头、配合、督导、验收单位和责任人",
        FormName::Rectifications => "怎么改、何时改完：目标、措施、时限、进展。A3 横向",
        FormName::YearTasks => "本年到期和往年结转的任务，按批次列出余下的和已销号的，标出清零",
        FormName::Monthly => "当月进展、是否达到序时进度、存在问题、下步措施、下月安排，按牵头单位排列",
        FormName::Closures => "每个问题各销号环节的签署日期、公示起止、备案文号、轮次和退回次数",
        FormName::Notices => "全部督办单：级别、对象、要求、答复期限、答复和解除情况",
        FormName::Complaints => "边督边改公开一览表的九列，不含举报人。附办结率口径",
        FormName::Cases => "问题线索、处理意见和期限、处理决定、公开日期、问责人数",
        FormName::Statistics => "按单位、批次、类别、区域、阶段、月份统计，带图表和两个率的口径",
        FormName::View => "台账页的列、顺序、宽度、筛选、排序和分组，照样导出",
        FormName::Overview => "总览的一页图，A4 横向，可直接打印",
    }
}

/// The file that was written.
pub fn written(name: &str) -> String {
    format!("已导出 {name}")
}

/// The notice after an export.
pub fn exported(path: &Path, lost: &Lost) -> String {
    let cut = match lost.cut {
        0 => String::new(),
        n => format!("。有 {n} 格超过 Excel 每格 32767 字的上限，已在格末注明截断，台账中的原文不受影响"),
    };
    let boxed = match lost.lacking.as_slice() {
        [] => String::new(),
        characters => format!("。{}，台账中的原文不受影响", lacking(characters)),
    };
    format!("已导出 {}{cut}{boxed}", path.display())
}

/// The characters a page has no font for, the first of them by name.
pub fn lacking(characters: &[char]) -> String {
    let named: Vec<String> = characters.iter().take(8).map(|c| format!("“{c}”（U+{:04X}）", u32::from(*c))).collect();
    let more = if characters.len() > 8 { "等" } else { "" };
    format!("本机没有字体能印 {} 个字：{}{more}，PDF 里印成方框", characters.len(), named.join("、"))
}

/// The notice after an export was stopped.
pub fn stopped(path: &Path) -> String {
    format!("已停止导出，没有留下文件 {}", path.display())
}

/// The notice when the format cannot hold the form.
pub fn not_exported(path: &Path, why: &str) -> String {
    format!("{} 未能导出：{why}。台账未改动，可缩小问题范围后重试", path.display())
}
