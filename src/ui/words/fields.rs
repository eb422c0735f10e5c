//! The names of all fields, as labels, heads of columns and in the history.

use crate::domain::{
    complaint::{CaseField, ComplaintField},
    directory::{InspectionField, LedgerField, PersonField, UnitField},
    issue::IssueField,
    measure::{CheckpointField, MeasureField, TargetField},
    rules::{AnyField, EntryField, Thing},
};

/// A field of the ledger.
pub fn ledger_field(field: LedgerField) -> &'static str {
    match field {
        LedgerField::Title => "台账名称",
        LedgerField::Office => "整改办",
        LedgerField::DefaultProcedure => "默认销号程序",
        LedgerField::Scale => "督办级别",
        LedgerField::DueSoonDays => "临期天数",
        LedgerField::LookBackMonths => "复查周期",
    }
}

/// A field of an issue.
pub fn issue_field(field: IssueField) -> &'static str {
    match field {
        IssueField::Number => "编号",
        IssueField::Inspection => "督察批次",
        IssueField::Source => "来源",
        IssueField::Chapter => "章节",
        IssueField::Title => "问题",
        IssueField::Detail => "问题描述",
        IssueField::Category => "类别",
        IssueField::Region => "区域",
        IssueField::Disposal => "分类处置",
        IssueField::Goal => "整改目标",
        IssueField::ClosingStandard => "销号标准",
        IssueField::LeadUnit => "牵头单位",
        IssueField::LeadToConfirm => "牵头待确认",
        IssueField::ByDocument => "按文件分工",
        IssueField::SupervisingUnit => "督导单位",
        IssueField::AcceptingUnit => "验收单位",
        IssueField::PersonInCharge => "责任人",
        IssueField::LeaderInCharge => "责任领导",
        IssueField::FirstDeadline => "整改时限",
        IssueField::Procedure => "销号程序",
        IssueField::SourceText => "方案原文",
    }
}

/// A field of a measure.
pub fn measure_field(field: MeasureField) -> &'static str {
    match field {
        MeasureField::Number => "措施序号",
        MeasureField::Text => "整改措施",
        MeasureField::Unit => "落实单位",
        MeasureField::Due => "完成时限",
        MeasureField::StartedOn => "开始日期",
        MeasureField::DoneOn => "完成日期",
    }
}

/// A field of a checkpoint.
pub fn checkpoint_field(field: CheckpointField) -> &'static str {
    match field {
        CheckpointField::Name => "节点",
        CheckpointField::OfMeasure => "所属措施",
        CheckpointField::PlannedOn => "计划日期",
        CheckpointField::ReachedOn => "完成日期",
    }
}

/// A field of a target.
pub fn target_field(field: TargetField) -> &'static str {
    match field {
        TargetField::What => "量化指标",
        TargetField::Compared => "比较方式",
        TargetField::Value => "目标值",
        TargetField::Unit => "计量单位",
        TargetField::Due => "达标时限",
    }
}

/// A field of a unit.
pub fn unit_field(field: UnitField) -> &'static str {
    match field {
        UnitField::Name => "单位名称",
        UnitField::Kind => "单位类型",
        UnitField::Region => "所在区域",
        UnitField::MergedInto => "并入单位",
    }
}

/// A field of a person.
pub fn person_field(field: PersonField) -> &'static str {
    match field {
        PersonField::Name => "姓名",
        PersonField::Unit => "所在单位",
        PersonField::Post => "职务",
    }
}

/// A field of an inspection.
pub fn inspection_field(field: InspectionField) -> &'static str {
    match field {
        InspectionField::Name => "批次名称",
        InspectionField::Level => "督察层级",
        InspectionField::Round => "轮次",
        InspectionField::Kind => "督察类型",
        InspectionField::FeedbackDate => "反馈日期",
        InspectionField::PlanDue => "方案报送期限",
        InspectionField::ReportDue => "整改报告期限",
        InspectionField::Procedure => "销号程序",
        InspectionField::Document => "整改方案",
    }
}

/// A field of a complaint.
pub fn complaint_field(field: ComplaintField) -> &'static str {
    match field {
        ComplaintField::Number => "受理编号",
        ComplaintField::Weighty => "重点件",
        ComplaintField::Inspection => "督察批次",
        ComplaintField::ReceivedOn => "交办日期",
        ComplaintField::Due => "办结期限",
        ComplaintField::Facts => "反映问题",
        ComplaintField::Places => "具体地点",
        ComplaintField::FoundTrue => "是否属实",
        ComplaintField::Findings => "调查核实情况",
        ComplaintField::HandlingText => "处理和整改情况",
        ComplaintField::Status => "办结状态",
        ComplaintField::FineFen => "罚款金额",
        ComplaintField::CasesFiled => "立案处罚",
        ComplaintField::Detained => "拘留人数",
        ComplaintField::TalkedTo => "约谈人数",
        ComplaintField::HeldToAccount => "问责人数",
        ComplaintField::Accountability => "问责情况",
        ComplaintField::Repeats => "重复件",
        ComplaintField::MergedInto => "并案处理",
        ComplaintField::Ordered => "责令整改",
        ComplaintField::CriminalCases => "立案侦查",
        ComplaintField::Batch => "转办批次",
        ComplaintField::Origin => "来源",
        ComplaintField::Responsible => "责任单位",
        ComplaintField::Remarks => "备注",
    }
}

/// A field of an accountability case.
pub fn case_field(field: CaseField) -> &'static str {
    match field {
        CaseField::Clue => "问题线索",
        CaseField::HandedOverOn => "移交日期",
        CaseField::Opinion => "处理意见",
        CaseField::OpinionOn => "意见日期",
        CaseField::Decision => "处理决定",
        CaseField::DecidedOn => "决定日期",
        CaseField::PublishedOn => "公开日期",
        CaseField::Number => "编号",
        CaseField::HandledBy => "承办单位",
        CaseField::ConsentOn => "上级同意日期",
        CaseField::People => "追责人数",
    }
}

/// A field of anything.
pub fn any_field(field: AnyField) -> &'static str {
    match field {
        AnyField::Ledger(field) => ledger_field(field),
        AnyField::Issue(field) => issue_field(field),
        AnyField::Measure(field) => measure_field(field),
        AnyField::Checkpoint(field) => checkpoint_field(field),
        AnyField::Target(field) => target_field(field),
        AnyField::Unit(field) => unit_field(field),
        AnyField::Person(field) => person_field(field),
        AnyField::Inspection(field) => inspection_field(field),
        AnyField::Complaint(field) => complaint_field(field),
        AnyField::Case(field) => case_field(field),
        AnyField::Procedure => "销号程序",
        AnyField::Holidays => "节假日安排",
        AnyField::View => "视图名称",
        AnyField::Private => "联系方式",
    }
}

/// A piece of a record that may be missing.
pub fn entry_field(field: EntryField) -> &'static str {
    match field {
        EntryField::Text => "内容",
        EntryField::Date => "日期",
        EntryField::Month => "月份",
        EntryField::Signature => "签字人",
        EntryField::Unit => "单位",
        EntryField::Approver => "批准人",
        EntryField::Document => "批准文号",
        EntryField::Medium => "公示媒体",
        EntryField::Page => "原文件页码",
        EntryField::Number => "数值",
        EntryField::Demand => "督办要求",
        EntryField::FileName => "文件名",
    }
}

/// The kinds of things in a ledger.
pub fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Issue => "问题",
        Thing::IssueItem => "问题中的条目",
        Thing::Unit => "单位",
        Thing::Person => "人员",
        Thing::Inspection => "督察批次",
        Thing::Complaint => "信访件",
        Thing::Case => "责任追究",
        Thing::Record => "记录",
        Thing::Procedure => "销号程序",
        Thing::Level => "督办级别",
        Thing::Step => "环节",
        Thing::Round => "销号轮次",
        Thing::Draw => "抽查",
        Thing::View => "视图",
    }
}
