//! How the fields of tables are called, and why a head was taken for one.

use super::{
    field::{Field, TableKind},
    mapping::Why,
};

/// The name of a field as it is offered.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Id | Field::ComplaintId => "标识",
        Field::Number => "编号",
        Field::Inspection | Field::ComplaintInspection => "督察批次",
        Field::Title => "问题",
        Field::Detail => "问题描述",
        Field::Category => "类别",
        Field::Region => "区域",
        Field::Goal => "整改目标",
        Field::Measures => "整改措施",
        Field::GoalAndMeasures => "整改目标及整改措施",
        Field::Deadline => "整改时限",
        Field::ClosingStandard => "销号标准",
        Field::LeadUnit => "牵头单位",
        Field::CoLeads => "并列牵头单位",
        Field::Responsible => "责任单位（按原文分牵头、配合）",
        Field::Cooperating => "配合单位",
        Field::Supervising => "督导单位",
        Field::Accepting => "验收单位",
        Field::Leader => "责任领导",
        Field::Person => "责任人",
        Field::Phone => "责任人电话",
        Field::Chapter => "章节",
        Field::Source | Field::Origin => "来源",
        Field::Disposal => "分类处置",
        Field::NoteMonth => "进展月份",
        Field::NoteText => "进展情况",
        Field::NoteProblems => "存在问题（当月）",
        Field::NoteNextStep => "下步措施",
        Field::NoteRating => "序时进度",
        Field::Applies => "申请销号",
        Field::ReportedBy => "填报人",
        Field::ReportedOn => "填报日期",
        Field::ComplaintNumber => "受理编号",
        Field::Facts => "交办问题基本情况",
        Field::ComplaintRegion => "行政区域",
        Field::Places => "具体地点",
        Field::Kinds => "污染类型",
        Field::Findings => "调查核实情况",
        Field::Verified => "是否属实",
        Field::Handling => "处理和整改情况",
        Field::Status => "办结状态",
        Field::Accountability => "责任人被处理情况",
        Field::ReceivedOn => "交办日期",
        Field::ComplaintDue => "办结时限",
        Field::Weighty => "是否重点",
        Field::Ordered => "责令整改（家）",
        Field::CasesFiled => "立案处罚（家）",
        Field::Fine => "罚款",
        Field::CriminalCases => "立案侦查（件）",
        Field::Detained => "拘留（人）",
        Field::TalkedTo => "约谈（人）",
        Field::HeldToAccount => "问责（人）",
        Field::Repeats => "重复件编号",
        Field::Batch => "转办批次",
        Field::ComplaintUnits => "责任单位",
        Field::Remarks => "备注",
        Field::Reporter => "举报人（保密）",
    }
}

/// The field a person means, by its machine name or by the word it is offered under.
pub fn field_of(word: &str, kind: TableKind) -> Option<Field> {
    let word = word.trim();
    let named = Field::ALL.iter().copied().filter(|it| it.kind() == kind);
    let mut named = named.filter(|it| it.name() == word || self::field(*it) == word);
    named.next().or_else(|| super::mapping::meaning_of(word, kind))
}

/// Why a head was taken for a field.
pub fn why(why: &Why) -> String {
    match why {
        Why::Known => "与常用列名一致".to_owned(),
        Why::Holds(word) => format!("含“{word}”，请核对"),
        Why::Exported => "本程序导出的列".to_owned(),
        Why::Kept => "上次为这套表头选定".to_owned(),
        Why::Chosen => "人工选定".to_owned(),
        Why::Taken => "同名的列已有，不重复导入".to_owned(),
        Why::LeftOut => "由程序推算或不需要，不导入".to_owned(),
        Why::Unknown => "没有认出，请选择或不导入".to_owned(),
    }
}
