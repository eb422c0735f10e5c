//! What Word forms and the faults of templates say in Chinese.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{
    closure::{Stage, StagePoint},
    deadline::Deadline,
    measure::Relation,
    record::{Month, Verdict},
};

pub use crate::exchange::words::{handling, rating, time_status as time, verified};

use super::{
    fault::{PartPlace, Place, TemplateError, TemplateFault},
    forms::WordForm,
    limits,
};

const MIB: usize = 1024 * 1024;

/// The parser's word for a part with too many elements in one another.
pub(super) const TOO_DEEP: &str = "元素嵌套过深";
/// The parser's word for a part that ends too early.
pub(super) const CUT_OFF: &str = "文件不完整";

/// Why a template cannot be used, and what to do.
pub fn template_error(error: &TemplateError) -> String {
    match error {
        TemplateError::OldWord => "这是 Word 97-2003 的 .doc 文件，请先在 Word 或 WPS 里另存为 .docx".to_owned(),
        TemplateError::NotWord => "这不是 Word 文档（.docx）".to_owned(),
        TemplateError::Macros => "模板里带有宏，请另存为不带宏的 .docx".to_owned(),
        TemplateError::Broken(why) => format!("模板文件已损坏，打不开（{why}）"),
        TemplateError::BrokenPart(part, why) => format!("模板文件里的 {part} 已损坏（{why}）"),
        TemplateError::TooLarge => format!("模板文件太大，不能超过 {} MB", limits::FILE / MIB),
        TemplateError::Inflates => format!(
            "模板解压后太大（上限：展开 {} MB，文字 {} MB，标记 {} 万个），不像正常的 Word 文档，没有使用",
            limits::INFLATED / MIB as u64,
            limits::TEXT / MIB,
            limits::TAGS / 10_000
        ),
        TemplateError::TooManyParts => {
            format!("模板里的部件太多，超过 {} 个，不像正常的 Word 文档，没有使用", limits::PARTS)
        }
        TemplateError::BadName(name) => format!("模板里有指向压缩包外面的文件名（{name}），没有使用"),
        TemplateError::Entities(part) => format!("模板里的 {part} 声明了实体，不像正常的 Word 文档，没有使用"),
        TemplateError::FetchesFrom(from) => format!("模板会从别处取内容（{from}），没有使用"),
        TemplateError::Placeholders(faults) => faults.iter().map(template_fault).collect::<Vec<_>>().join("\n"),
        TemplateError::HeaderDiffers => "页眉或页脚里的内容各份不同，不能合成一个文件，请选择每件一个文件".to_owned(),
        TemplateError::Endless => {
            format!("按这个模板生成的文件过大，超过 {} MB，没有写出；请检查模板里的重复块", limits::FILLED / MIB)
        }
    }
}

/// What is wrong with a placeholder, and where.
pub fn template_fault(fault: &TemplateFault) -> String {
    let place = place(fault.place());
    match fault {
        TemplateFault::Unknown { name, meant: Some(meant), .. } => {
            format!("{place}：不认识占位符 {{{{{name}}}}}，是不是 {{{{{meant}}}}}？")
        }
        TemplateFault::Unknown { name, meant: None, .. } => format!("{place}：不认识占位符 {{{{{name}}}}}"),
        TemplateFault::ListAsText { name, .. } => {
            format!("{place}：{name} 有多行，要写成 {{{{#{name}}}}} … {{{{/{name}}}}}")
        }
        TemplateFault::TextAsList { name, .. } => format!("{place}：{name} 只有一个值，不能用 {{{{#{name}}}}} 重复"),
        TemplateFault::NotClosed { name, .. } => format!("{place}：{name} 没有写结束标记"),
        TemplateFault::NotOpened { name, .. } => format!("{place}：{name} 没有对应的开始标记"),
        TemplateFault::HalfOpen { text, .. } => format!("{place}：“{{{{{text}”的大括号没有写完"),
    }
}

/// A place in a template.
pub fn place(place: &Place) -> String {
    let part = match place.part {
        PartPlace::Body => "",
        PartPlace::Header => "页眉",
        PartPlace::Footer => "页脚",
        PartPlace::Notes => "脚注",
    };
    let at = match place.row {
        Some((table, row)) => format!("第 {table} 个表格第 {row} 行"),
        None => format!("第 {} 段", place.paragraph),
    };
    if place.near.is_empty() { format!("{part}{at}") } else { format!("{part}{at}（“{}”）", place.near.trim()) }
}

/// A flag written as a value.
pub(super) fn flag(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// A day as documents write it.
pub fn day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A day that may not be there.
pub fn maybe_day(date: Option<NaiveDate>) -> String {
    date.map(day).unwrap_or_default()
}

/// A month as documents write it.
pub fn month(month: Month) -> String {
    format!("{}年{}月", month.year, month.month)
}

/// A deadline: its words, and the day where the words do not name it.
pub fn deadline(deadline: &Deadline) -> String {
    let words = deadline.words.trim();
    if words.is_empty() { maybe_day(deadline.shown_date()) } else { words.to_owned() }
}

/// Where an issue stands in the procedure.
pub fn stage(point: &StagePoint) -> String {
    let own = match point.stage {
        Stage::Registered => "已登记",
        Stage::Rectifying => "整改中",
        Stage::Closing => "销号程序中",
        Stage::Closed => "已销号",
        Stage::Consolidating => "持续巩固",
        Stage::Withdrawn => "已作废",
    };
    if point.name.is_empty() { own.to_owned() } else { point.name.clone() }
}

/// How a reading is compared.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::AtLeast => "≥",
        Relation::AtMost => "≤",
        Relation::Equal => "=",
    }
}

/// A supervisor's verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::None => "",
        Verdict::Satisfied => "属实、到位",
        Verdict::Unsatisfied => "不到位",
    }
}

/// A share as documents print it; a dash without a whole.
pub fn rate(part: usize, all: usize) -> String {
    if all == 0 { "—".to_owned() } else { format!("{:.1}%", part as f64 * 100.0 / all as f64) }
}

/// Lines with numbers before them.
pub fn numbered(lines: impl IntoIterator<Item = String>) -> String {
    let lines = lines.into_iter().filter(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.enumerate().map(|(n, line)| format!("{}. {line}", n + 1)).collect();
    lines.join("\n")
}

/// Names one after another.
pub fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join("、")
}

/// A job that was stopped.
pub const STOPPED: &str = "已停止，没有写文件";

/// A template that cannot be used, by its file.
pub fn template_of(template: &str, error: &TemplateError) -> String {
    format!("模板 {template} 不能用：{}", template_error(error))
}

/// Our own template of a form.
pub fn built_in(form: WordForm) -> String {
    format!("内置模板“{}”", form.name())
}

/// The folder beside a ledger for its own templates.
pub fn template_folder(stem: &str) -> String {
    format!("{stem}_模板")
}

/// The public edition could not be made.
pub fn no_public_form(why: &str) -> String {
    format!("公开版没有生成（{why}），没有写文件")
}

/// There is nothing a form could be about.
pub fn nothing_to_write(form: WordForm) -> String {
    format!("没有可写入“{}”的内容，没有写文件", form.name())
}

/// The name of a file with several documents.
pub fn several(form: WordForm, count: usize, today: NaiveDate) -> String {
    format!("{}_{count} 件_{today}", form.name())
}
