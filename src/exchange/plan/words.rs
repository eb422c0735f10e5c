//! What the reader says to people, in Chinese.

use crate::{
    domain::deadline::DeadlineDoubt,
    exchange::{
        docx::{MAX_FILE, MAX_PART, MAX_RATIO},
        error::ExchangeError,
        plan::PlanFault,
        xml::{MAX_DEPTH, MAX_PIECES, MAX_TEXT},
        zipped::MAX_PARTS,
    },
};

const MIB: usize = 1024 * 1024;

/// Says why a deadline must be confirmed.
pub fn doubt_words(doubt: DeadlineDoubt) -> &'static str {
    match doubt {
        DeadlineDoubt::YearBefore => "“某年前”字面是上一年年末，常作当年年底用，请确认",
        DeadlineDoubt::MonthBefore => "“某月前”字面是上月底，也常作当月底用，请确认",
        DeadlineDoubt::YearAssumed => "原文没有年份，按文件年份推定，请确认",
        DeadlineDoubt::NoYear => "原文没有年份，请补全日期",
        DeadlineDoubt::NoBase => "没有起算日，请填写起算日期",
        DeadlineDoubt::NoCalendar => "缺少工作日历，无法推算到期日，请填写日期",
        DeadlineDoubt::YearOnly => "原文只有年份，按当年最后一天推定，请确认",
        DeadlineDoubt::Soft => "原文是“力争”一类的软时限，请确认",
        DeadlineDoubt::Season => "季节或时段没有确定的日期，请确认",
        DeadlineDoubt::Period => "规划期末按最后一年年底推定，请确认",
        DeadlineDoubt::MidCentury => "远期目标没有确定的日期，请确认",
        DeadlineDoubt::Span => "原文是一段时间，按结束日期推定，请确认",
        DeadlineDoubt::SeveralDates => "原文有多个日期，按最后一个推定，请确认",
        DeadlineDoubt::NoSuchDay => "原文的日期不存在，请更正",
        DeadlineDoubt::Unreadable => "没有认出时间，请填写日期",
    }
}

/// Says what is the matter with a line.
pub fn fault_words(fault: &PlanFault) -> String {
    match fault {
        PlanFault::OutsideItems => "不属于任何一条任务，未导入".to_owned(),
        PlanFault::HeadingWithoutItems => "这个标题下没有认出任务，未导入".to_owned(),
        PlanFault::UnreadGroup(words) => format!("责任单位没有读懂，请人工填写：{words}"),
        PlanFault::RoleAssumed(words) => format!("没有写明是牵头还是配合，请核对：{words}"),
        PlanFault::UnknownLabel(label) => format!("不认识的栏目“{label}”，内容留在正文里"),
        PlanFault::NoUnits => "这一条没有写责任单位，请补充".to_owned(),
        PlanFault::PageFurniture => "页码或页眉，不进正文".to_owned(),
        PlanFault::UnknownTable => "没有认出表头，表格内容未导入".to_owned(),
    }
}

/// Says why a file could not be read, and what to do.
pub fn error_words(error: &ExchangeError) -> String {
    match error {
        ExchangeError::OldWord => "这是旧版 Word 文档（.doc），请在 Word 或 WPS 里另存为 .docx 再导入".to_owned(),
        ExchangeError::BrokenPackage(_) => "文件已损坏或不是 .docx 文档，请重新获取".to_owned(),
        ExchangeError::NotWord => "这不是 Word 文档，请选择 .docx 或 .txt 文件".to_owned(),
        ExchangeError::BrokenPart { part, .. } => {
            format!("文档内部的 {part} 已损坏，请在 Word 或 WPS 里打开后另存一份再导入")
        }
        ExchangeError::TooLarge(part) => format!(
            "文档内部的 {part} 异常大（上限：展开 {} MB，文字 {} MB，元素 {} 万个），为安全起见不予读取，台账没有改动",
            MAX_PART / MIB as u64,
            MAX_TEXT / MIB,
            MAX_PIECES / 10_000
        ),
        ExchangeError::Bomb(part) => {
            format!("文档内部的 {part} 压缩比异常，超过 {MAX_RATIO} 倍，像是压缩炸弹，不予读取，台账没有改动")
        }
        ExchangeError::TooManyParts => {
            format!("文档内部的部件异常多，超过 {MAX_PARTS} 个，可能是恶意文件，不予读取，台账没有改动")
        }
        ExchangeError::UnsafeName(name) => {
            format!("文档内部有不安全的路径“{name}”，可能是恶意文件，不予读取，台账没有改动")
        }
        ExchangeError::Entities(part) => {
            format!("文档内部的 {part} 带有外部实体声明，可能是恶意文件，不予读取，台账没有改动")
        }
        ExchangeError::TooDeep(part) => {
            format!("文档内部的 {part} 层次异常深，超过 {MAX_DEPTH} 层，为安全起见不予读取，台账没有改动")
        }
        ExchangeError::LargeFile => format!(
            "文件太大（.docx 超过 {} MB，或文本超过 {} MB），不像方案或清单。请把正文另存成一份较小的 .docx 或 .txt 再导入",
            MAX_FILE / MIB,
            MAX_TEXT / MIB
        ),
        ExchangeError::NotText => "不是文本文件，或文字编码无法识别；请另存为 UTF-8 文本或 .docx".to_owned(),
    }
}
