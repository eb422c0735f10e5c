//! Words of copies that meet: places of a subject, values in full, preview, receipt.

#![expect(clippy::wildcard_enum_match_arm, reason = "what is not a value in full has one line as everywhere")]

use crate::{
    app::merge::{DeltaState, FacetState, Receipt},
    domain::{
        edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PartKey, PrivateEdit, PrivateSubject},
        issue::Presence,
        ledger::Ledger,
        record::RecordBody,
        slot::Slot,
    },
    ui::words,
};

mod page;
mod receipt;

pub use page::*;
pub use receipt::*;

/// What a subject is called.
pub fn subject(ledger: &Ledger, key: PartKey) -> String {
    match key {
        PartKey::Issue(id) => words::review::issue(ledger, id),
        PartKey::Complaint(id) => format!("信访件 {}", words::complaint(ledger, id)),
        PartKey::Case(id) => format!("责任追究 {}", words::case(ledger, id)),
        PartKey::Directory => "单位、人员与规则".to_owned(),
        PartKey::Private => "个人信息".to_owned(),
    }
}

/// What a place of a subject is called.
pub fn slot(ledger: &Ledger, subject: PartKey, slot: &Slot) -> String {
    let unit = |id| words::unit(ledger, Some(id));
    match slot {
        Slot::Registered => "登记".to_owned(),
        Slot::IssueField(field) => words::issue_field(*field).to_owned(),
        Slot::IssueUnit(role, _) => words::unit_role(*role).to_owned(),
        Slot::Measure(id) => format!("措施 {}", measure(ledger, subject, *id)),
        Slot::MeasureField(id, field) => {
            format!("措施 {}·{}", measure(ledger, subject, *id), words::measure_field(*field))
        }
        Slot::Checkpoint(_) => "节点".to_owned(),
        Slot::CheckpointField(_, field) => format!("节点·{}", words::checkpoint_field(*field)),
        Slot::Target(_) => "量化目标".to_owned(),
        Slot::TargetField(_, field) => format!("量化目标·{}", words::target_field(*field)),
        Slot::Round(_) => "销号轮次".to_owned(),
        Slot::Record(_) => "记录".to_owned(),
        Slot::IssuePresence(_) | Slot::Presence => "是否作废".to_owned(),
        Slot::Related(_) => "同类问题".to_owned(),
        Slot::LedgerField(field) => words::ledger_field(*field).to_owned(),
        Slot::Procedure(name) => format!("销号程序“{name}”"),
        Slot::Holidays(year) => format!("{year} 年节假日"),
        Slot::View(name) => format!("视图“{name}”"),
        Slot::Category(_) => "类别".to_owned(),
        Slot::Unit(_) => "单位".to_owned(),
        Slot::UnitField(id, field) => format!("单位 {}·{}", unit(*id), words::unit_field(*field)),
        Slot::Alias(id, _) => format!("单位 {}·别名", unit(*id)),
        Slot::Member(id, _) => format!("集合单位 {}·成员", unit(*id)),
        Slot::Person(_) => "人员".to_owned(),
        Slot::PersonField(id, field) => {
            format!("人员 {}·{}", words::person(ledger, Some(*id)), words::person_field(*field))
        }
        Slot::Inspection(_) => "督察批次".to_owned(),
        Slot::InspectionField(id, field) => {
            format!("{}·{}", words::inspection(ledger, *id), words::inspection_field(*field))
        }
        Slot::HandOut(id) => format!("下发给 {}", unit(*id)),
        Slot::Admission(_) => "授权范围外的改动是否采纳".to_owned(),
        Slot::Draw(_) => "抽查".to_owned(),
        Slot::EntryPresence(_) => "条目是否作废".to_owned(),
        Slot::ComplaintField(field) => words::complaint_field(*field).to_owned(),
        Slot::ComplaintKind(_) => "污染类型".to_owned(),
        Slot::ComplaintRegion(_) => "行政区域".to_owned(),
        Slot::CaseField(field) => words::case_field(*field).to_owned(),
        Slot::Linked(_) => "关联问题".to_owned(),
        Slot::Private(PrivateSubject::Phone(id)) => format!("{} 联系电话", words::person(ledger, Some(*id))),
        Slot::Private(PrivateSubject::Reporter(id)) => format!("信访件 {} 举报人", words::complaint(ledger, *id)),
    }
}

fn measure(ledger: &Ledger, subject: PartKey, id: crate::domain::MeasureId) -> String {
    let PartKey::Issue(issue) = subject else {
        return String::new();
    };
    let held = ledger.issue(issue).and_then(|issue| issue.measures.get(&id));
    held.map_or_else(String::new, |measure| {
        let number = measure.fields.number.get();
        if number.is_empty() { words::cut(measure.fields.text.get(), 12) } else { number.clone() }
    })
}

/// What an edit puts into its place, in full.
pub fn value(ledger: &Ledger, edit: &Edit) -> String {
    match edit {
        Edit::Issue(_, edit) => issue_value(ledger, edit),
        Edit::Directory(edit) => directory_value(ledger, edit),
        Edit::Complaint(_, ComplaintEdit::Set(value, _)) => words::complaint_value(ledger, value),
        Edit::Complaint(_, ComplaintEdit::SetPresence(it, _)) | Edit::Case(_, CaseEdit::SetPresence(it, _)) => {
            presence(it)
        }
        Edit::Complaint(_, edit) => words::complaint_edit(ledger, edit),
        Edit::Case(_, CaseEdit::Set(value, _)) => words::case_value(ledger, value),
        Edit::Case(_, edit) => words::case_edit(ledger, edit),
        // Who reported stands nowhere but in its own field.
        Edit::Private(PrivateEdit::Set(_, text, _)) if text.is_empty() => "（空）".to_owned(),
        Edit::Private(PrivateEdit::Set(..)) => "（已填写，仅在本人信息处显示）".to_owned(),
    }
}

fn issue_value(ledger: &Ledger, edit: &IssueEdit) -> String {
    match edit {
        IssueEdit::Set(value, _) => words::value(ledger, value),
        IssueEdit::SetMeasure(_, value, _) => words::measure_value(ledger, value),
        IssueEdit::SetCheckpoint(_, value, _) => words::checkpoint_value(ledger, value),
        IssueEdit::SetTarget(_, value, _) => words::target_value(value),
        IssueEdit::AddUnit(_, unit) => words::unit(ledger, Some(*unit)),
        IssueEdit::RemoveUnit(_, unit, _) => format!("移除 {}", words::unit(ledger, Some(*unit))),
        IssueEdit::SetPresence(_, it, _) => presence(it),
        IssueEdit::Append(_, body) => record(ledger, body),
        _ => words::issue_edit(ledger, edit),
    }
}

/// A record with all that was written in it.
fn record(ledger: &Ledger, body: &RecordBody) -> String {
    let mut said = format!("{}　{}", words::record_kind(body), words::record_line(ledger, body));
    if let RecordBody::Progress(note) = body {
        for (label, text) in [("存在困难", &note.problems), ("下步打算", &note.next_step)] {
            if !text.is_empty() {
                said.extend(["\n", label, "　", text]);
            }
        }
    }
    said
}

fn directory_value(ledger: &Ledger, edit: &DirectoryEdit) -> String {
    match edit {
        DirectoryEdit::Set(value, _) => words::ledger_value(ledger, value),
        DirectoryEdit::SetUnit(_, value, _) => words::unit_value(ledger, value),
        DirectoryEdit::SetPerson(_, value, _) => words::person_value(ledger, value),
        DirectoryEdit::SetInspection(_, value, _) => words::inspection_value(value),
        DirectoryEdit::SetPresence(_, it, _) => presence(it),
        DirectoryEdit::AddAlias(_, alias) => alias.clone(),
        _ => words::directory_edit(ledger, edit),
    }
}

fn presence(it: &Presence) -> String {
    match it {
        Presence::Present => "有效".to_owned(),
        Presence::Withdrawn(reason) => format!("作废：{reason}"),
        Presence::Undone => "已撤销录入".to_owned(),
    }
}

/// What a merge does to a subject.
pub fn state(state: DeltaState) -> &'static str {
    match state {
        DeltaState::Conflicting => "有冲突",
        DeltaState::Refused => "需核对",
        DeltaState::New => "新增",
        DeltaState::Changed => "有修改",
        DeltaState::Same => "无变化",
    }
}

/// What a merge does to a place.
pub fn facet_state(state: FacetState) -> &'static str {
    match state {
        FacetState::Conflicting => "冲突",
        FacetState::New => "新增",
        FacetState::Changed => "改为对方的值",
        FacetState::Removed => "移除",
        FacetState::Same => "不变",
    }
}

/// The counts of a receipt in one line.
pub fn counts(receipt: &Receipt) -> String {
    let it = receipt.counts;
    let mut said = format!(
        "本方 {} 次改动，对方 {} 次；两边都有 {}，并入 {}，其中冲突 {}；拒收 {}；需核对 {}",
        it.mine, it.theirs, it.common, it.taken, it.conflicts, it.refused, it.faults
    );
    if receipt.filled > 0 {
        said = format!("{said}；补全 {} 次改动的内容", receipt.filled);
    }
    if receipt.erased > 0 {
        said = format!("{said}；按对方的擦除记录擦除 {} 处个人信息", receipt.erased);
    }
    said
}

/// The other copy has nothing new.
pub const NOTHING: &str = "没有需要合并的内容：对方的改动本台账都已有";

/// The ledgers are not copies of one another.
pub const OTHER_ORIGIN: &str =
    "这两本台账不是同一本台账的副本，不能合并。要用其中的问题，请用“导入”：先在对方台账里导出，再导入到本台账";
