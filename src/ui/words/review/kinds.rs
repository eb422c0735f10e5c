//! Kinds of findings, what they are about, and rules in one line each.
#![expect(clippy::wildcard_enum_match_arm, reason = "few findings are about a complaint or a case")]

use crate::{
    domain::{
        CaseId, ComplaintId, calendar::HolidayYear, edit::PrivateSubject, ledger::Ledger, procedure::Procedure,
        review::Finding,
    },
    ui::words,
};

/// Erases what was entered apart from its erasure.
pub const ERASE_TOO: &str = "一并清除";

/// The reason the second erasure carries.
pub const ERASE_REASON: &str = "另一份副本中另行填写，按此前的清除一并清除";

/// Whose data it is that was erased and stands here again; not what it says.
pub(super) fn erased_elsewhere(ledger: &Ledger, subject: PrivateSubject) -> String {
    let whose = match subject {
        PrivateSubject::Phone(person) => format!("{} 的电话", words::person(ledger, Some(person))),
        PrivateSubject::Reporter(complaint) => format!("{} 的举报人", words::complaint(ledger, complaint)),
    };
    format!("{whose}已要求清除，但另一份副本中另行填写的内容随合并又到了本机，请一并清除")
}

/// A procedure in one line.
pub fn procedure(procedure: &Procedure) -> String {
    let steps: Vec<_> = procedure.steps.iter().map(|step| step.name.as_str()).collect();
    format!("{} 个环节：{}", steps.len(), steps.join("、"))
}

/// The holidays of a year in one line.
pub fn holidays(year: &HolidayYear) -> String {
    format!("放假 {} 段，调休上班 {} 天，{}", year.holidays.len(), year.workdays.len(), year.source)
}

/// What a finding without an issue is about.
pub enum About {
    /// A complaint.
    Complaint(ComplaintId),
    /// An accountability case.
    Case(CaseId),
}

/// The complaint or case a finding is about.
pub fn about(finding: &Finding) -> Option<About> {
    match finding {
        Finding::ComplaintConflict { complaint, .. } | Finding::ComplaintPresence(complaint) => {
            Some(About::Complaint(*complaint))
        }
        Finding::ErasedElsewhere(PrivateSubject::Reporter(complaint)) => Some(About::Complaint(*complaint)),
        Finding::CaseConflict { case, .. } | Finding::CasePresence(case) => Some(About::Case(*case)),
        _ => None,
    }
}

/// Everything a finding says, for searching.
pub fn says(ledger: &Ledger, finding: &Finding) -> String {
    let named = finding.issue().map(|id| super::issue(ledger, id)).unwrap_or_default();
    format!("{} {named} {}", super::title(finding), super::detail(ledger, finding))
}

/// What kind of finding it is: one word for all that are settled alike.
pub fn kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::IssueConflict { .. } => "问题字段不一致",
        Finding::MeasureConflict { .. } | Finding::CheckpointConflict { .. } => "措施节点不一致",
        Finding::TargetConflict { .. } => "量化目标不一致",
        Finding::PresenceConflict { .. }
        | Finding::ComplaintPresence(_)
        | Finding::CasePresence(_)
        | Finding::EntryPresence(_) => "作废与否不一致",
        Finding::UnitConflict { .. }
        | Finding::PersonConflict { .. }
        | Finding::InspectionConflict { .. }
        | Finding::LedgerConflict(_)
        | Finding::ProcedureConflict(_)
        | Finding::HolidaysConflict(_) => "名录与规则不一致",
        Finding::ComplaintConflict { .. } | Finding::CaseConflict { .. } | Finding::PrivateConflict(_) => {
            "信访追责不一致"
        }
        Finding::DeadlineToConfirm { .. } => "整改时限待确认",
        Finding::MeasureDeadlineToConfirm { .. } => "措施时限待确认",
        Finding::TargetDeadlineToConfirm { .. } => "目标时限待确认",
        Finding::LeadToConfirm { .. } => "牵头单位待确认",
        Finding::LeadMissing { .. } => "没有牵头单位",
        Finding::SeveralExtensions { .. } => "延期不止一份",
        Finding::RatingsDiffer { .. } => "同月月评不一致",
        Finding::NumberTwice { .. } => "重号",
        Finding::ClockDoubtful { .. } => "本机时钟存疑",
        Finding::ErasedElsewhere(_) => "已清除的信息又出现",
        Finding::StepsContradict { .. } => "环节记录矛盾",
        Finding::LateRecords { .. } => "备案后的记录",
        Finding::RoundsApart { .. } => "分别开了两轮",
        Finding::FiledLacking { .. } => "备案时环节不全",
        Finding::FiledByApplicant { .. } => "申请人自行备案",
        Finding::HolidaysMissing { .. } => "缺放假安排",
        Finding::UnitNotHere { .. } | Finding::MeasureUnitNotHere { .. } => "单位不在名录",
        Finding::UnitTwice { .. } => "单位重名",
        Finding::EvidenceMissing { .. } => "佐证文件缺失",
        Finding::SeveralHeads(_)
        | Finding::PartsHidden(_)
        | Finding::PartsErased(_)
        | Finding::Baselines(_)
        | Finding::AncestorsMissing(_) => "副本与历史",
        Finding::NotUnderstood { .. } => "新版本写入的内容",
        Finding::ClocksDisagree { .. } => "电脑时钟不一致",
    }
}
