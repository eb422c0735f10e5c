//! Edits in one line each, for the history and for what undo would take back.

use crate::{
    domain::{
        directory::{DirectoryItem, LedgerValue},
        edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PrivateEdit, PrivateSubject},
        issue::{IssueItem, Presence},
        ledger::Ledger,
    },
    ui::words,
};

/// How much of a value a line of history shows.
const VALUE_CHARS: usize = 24;

/// An edit in one line, with what it belongs to.
pub fn edit(ledger: &Ledger, edit: &Edit) -> String {
    match edit {
        Edit::Issue(id, edit) => {
            format!("{} {}", words::issue(ledger, *id), issue_edit(ledger, edit))
        }
        Edit::Directory(edit) => directory_edit(ledger, edit),
        Edit::Complaint(id, edit) => {
            format!("信访件 {} {}", words::complaint(ledger, *id), complaint_edit(ledger, edit))
        }
        Edit::Case(id, edit) => {
            format!("责任追究 {} {}", words::case(ledger, *id), case_edit(ledger, edit))
        }
        Edit::Private(PrivateEdit::Set(subject, _, _)) => match subject {
            PrivateSubject::Phone(id) => format!("{} 联系电话", words::person(ledger, Some(*id))),
            PrivateSubject::Reporter(id) => {
                format!("信访件 {} 举报人信息", words::complaint(ledger, *id))
            }
        },
    }
}

/// An edit in one line, without what it belongs to: where that stands above it.
pub fn edit_itself(ledger: &Ledger, one: &Edit) -> String {
    match one {
        Edit::Issue(_, edit) => issue_edit(ledger, edit),
        Edit::Complaint(_, edit) => complaint_edit(ledger, edit),
        Edit::Case(_, edit) => case_edit(ledger, edit),
        Edit::Directory(_) | Edit::Private(_) => edit(ledger, one),
    }
}

/// Several edits of one change in one line: what most of them are about.
pub fn edits(ledger: &Ledger, edits: &[Edit]) -> String {
    match edits {
        [] => "无内容".to_owned(),
        [only] => edit(ledger, only),
        [first, rest @ ..] => {
            if is_founding(edits) {
                return "新建台账".to_owned();
            }
            let registered = edits.iter().filter(|one| matches!(one, Edit::Issue(_, IssueEdit::Register)));
            match registered.count() {
                0 => format!("{} 等 {} 处修改", edit(ledger, leading(edits).unwrap_or(first)), rest.len() + 1),
                1 => edit(ledger, registration(edits).unwrap_or(first)),
                many => format!("登记 {many} 个问题"),
            }
        }
    }
}

/// The first change of a ledger sets its title and brings its procedures.
fn is_founding(edits: &[Edit]) -> bool {
    let any =
        |fits: fn(&DirectoryEdit) -> bool| edits.iter().any(|one| matches!(one, Edit::Directory(edit) if fits(edit)));
    any(|edit| matches!(edit, DirectoryEdit::Set(LedgerValue::Title(_), _)))
        && any(|edit| matches!(edit, DirectoryEdit::SetProcedure(..)))
}

fn registration(edits: &[Edit]) -> Option<&Edit> {
    edits.iter().find(|one| matches!(one, Edit::Issue(_, IssueEdit::Register)))
}

/// The edit that says most: a record or a thing added, before fields set with it.
fn leading(edits: &[Edit]) -> Option<&Edit> {
    edits.iter().find(|one| matches!(one, Edit::Issue(_, IssueEdit::Append(..))))
}

fn set(field: &str, value: &str) -> String {
    format!("{field} → {}", words::cut(value, VALUE_CHARS))
}

/// An edit of an issue, without the issue's own name.
pub fn issue_edit(ledger: &Ledger, edit: &IssueEdit) -> String {
    match edit {
        IssueEdit::Register => "登记".to_owned(),
        IssueEdit::Set(value, _) => set(words::issue_field(value.field()), &words::value(ledger, value)),
        IssueEdit::AddUnit(role, unit) => {
            format!("增加{} {}", words::unit_role(*role), words::unit(ledger, Some(*unit)))
        }
        IssueEdit::RemoveUnit(role, unit, _) => {
            format!("移除{} {}", words::unit_role(*role), words::unit(ledger, Some(*unit)))
        }
        IssueEdit::AddMeasure(_) => "增加整改措施".to_owned(),
        IssueEdit::SetMeasure(_, value, _) => {
            set(words::measure_field(value.field()), &words::measure_value(ledger, value))
        }
        IssueEdit::AddCheckpoint(_) => "增加节点".to_owned(),
        IssueEdit::SetCheckpoint(_, value, _) => {
            set(words::checkpoint_field(value.field()), &words::checkpoint_value(ledger, value))
        }
        IssueEdit::AddTarget(_) => "增加量化目标".to_owned(),
        IssueEdit::SetTarget(_, value, _) => set(words::target_field(value.field()), &words::target_value(value)),
        IssueEdit::OpenRound(_, procedure, cause) => {
            format!("{}，按“{}”办理", words::round_cause(cause), procedure.name)
        }
        IssueEdit::Append(_, body) => {
            format!("{} {}", words::record_kind(body), words::record_line(ledger, body))
        }
        IssueEdit::Relate(other) => format!("关联同类问题 {}", words::issue(ledger, *other)),
        IssueEdit::Unrelate(other, _) => format!("取消关联同类问题 {}", words::issue(ledger, *other)),
        IssueEdit::SetPresence(item, presence, _) => set_presence(issue_item(*item), presence),
    }
}

fn issue_item(item: IssueItem) -> &'static str {
    match item {
        IssueItem::Issue => "问题",
        IssueItem::Measure(_) => "整改措施",
        IssueItem::Checkpoint(_) => "节点",
        IssueItem::Target(_) => "量化目标",
        IssueItem::Round(_) => "销号轮次",
        IssueItem::Record(_) => "记录",
    }
}

fn set_presence(what: &str, presence: &Presence) -> String {
    match presence {
        Presence::Present => format!("恢复{what}"),
        Presence::Withdrawn(reason) => format!("作废{what}：{}", words::cut(reason, VALUE_CHARS)),
        Presence::Undone => format!("撤销录入的{what}"),
    }
}

/// An edit of the directory.
pub fn directory_edit(ledger: &Ledger, edit: &DirectoryEdit) -> String {
    let unit = |id| words::unit(ledger, Some(id));
    match edit {
        DirectoryEdit::Set(value, _) => set(words::ledger_field(value.field()), &words::ledger_value(ledger, value)),
        DirectoryEdit::SetProcedure(name, Some(_), _) => format!("销号程序“{name}”"),
        DirectoryEdit::SetProcedure(name, None, _) => format!("停用销号程序“{name}”"),
        DirectoryEdit::SetHolidays(year, Some(_), _) => format!("导入 {year} 年节假日"),
        DirectoryEdit::SetHolidays(year, None, _) => format!("移除 {year} 年节假日"),
        DirectoryEdit::SetView(name, Some(_), _) => format!("保存视图“{name}”"),
        DirectoryEdit::SetView(name, None, _) => format!("移除视图“{name}”"),
        DirectoryEdit::AddCategory(name) => format!("增加类别 {name}"),
        DirectoryEdit::RemoveCategory(name, _) => format!("移除类别 {name}"),
        DirectoryEdit::AddUnit(id) => format!("增加单位 {}", unit(*id)),
        DirectoryEdit::SetUnit(id, value, _) => {
            let what = set(words::unit_field(value.field()), &words::unit_value(ledger, value));
            format!("单位 {} {what}", unit(*id))
        }
        DirectoryEdit::AddAlias(id, alias) => format!("单位 {} 增加别名 {alias}", unit(*id)),
        DirectoryEdit::RemoveAlias(id, alias, _) => format!("单位 {} 移除别名 {alias}", unit(*id)),
        DirectoryEdit::AddMember(group, member) => {
            format!("集合单位 {} 增加 {}", unit(*group), unit(*member))
        }
        DirectoryEdit::RemoveMember(group, member, _) => {
            format!("集合单位 {} 移除 {}", unit(*group), unit(*member))
        }
        DirectoryEdit::AddDraw(_, draw) => words::duty::draw_made(draw),
        DirectoryEdit::HandOut(grant) => format!("下发给 {}：{} 个问题", unit(grant.unit), grant.n_issues()),
        DirectoryEdit::Admit(change, true, _) => format!("准许下发范围之外的修改 {}", change.0.short()),
        DirectoryEdit::Admit(change, false, _) => format!("不再准许下发范围之外的修改 {}", change.0.short()),
        DirectoryEdit::AddPerson(id) => format!("增加人员 {}", words::person(ledger, Some(*id))),
        DirectoryEdit::SetPerson(id, value, _) => {
            let what = set(words::person_field(value.field()), &words::person_value(ledger, value));
            format!("人员 {} {what}", words::person(ledger, Some(*id)))
        }
        DirectoryEdit::AddInspection(id) => {
            format!("增加督察批次 {}", words::inspection(ledger, *id))
        }
        DirectoryEdit::SetInspection(id, value, _) => {
            let what = set(words::inspection_field(value.field()), &words::inspection_value(value));
            format!("督察批次 {} {what}", words::inspection(ledger, *id))
        }
        DirectoryEdit::SetPresence(item, presence, _) => set_presence(&directory_item(ledger, *item), presence),
    }
}

fn directory_item(ledger: &Ledger, item: DirectoryItem) -> String {
    match item {
        DirectoryItem::Unit(id) => format!("单位 {}", words::unit(ledger, Some(id))),
        DirectoryItem::Person(id) => format!("人员 {}", words::person(ledger, Some(id))),
        DirectoryItem::Inspection(id) => format!("督察批次 {}", words::inspection(ledger, id)),
        DirectoryItem::Draw(id) => {
            ledger.directory.draws.get(&id).map_or_else(String::new, |it| words::duty::draw_made(&it.draw))
        }
    }
}

/// An edit of a complaint, without the complaint's own name.
pub fn complaint_edit(ledger: &Ledger, edit: &ComplaintEdit) -> String {
    match edit {
        ComplaintEdit::Register => "登记".to_owned(),
        ComplaintEdit::Set(value, _) => {
            set(words::complaint_field(value.field()), &words::complaint_value(ledger, value))
        }
        ComplaintEdit::AddKind(kind) => format!("增加污染类型 {kind}"),
        ComplaintEdit::AddRegion(region) => format!("增加行政区域 {region}"),
        ComplaintEdit::RemoveRegion(region, _) => format!("移除行政区域 {region}"),
        ComplaintEdit::RemoveKind(kind, _) => format!("移除污染类型 {kind}"),
        ComplaintEdit::Link(id) => format!("关联问题 {}", words::issue(ledger, *id)),
        ComplaintEdit::Unlink(id, _) => format!("取消关联问题 {}", words::issue(ledger, *id)),
        ComplaintEdit::SetPresence(presence, _) => set_presence("信访件", presence),
    }
}

/// An edit of an accountability case, without the case's own name.
pub fn case_edit(ledger: &Ledger, edit: &CaseEdit) -> String {
    match edit {
        CaseEdit::Register => "登记".to_owned(),
        CaseEdit::Set(value, _) => set(words::case_field(value.field()), &words::case_value(ledger, value)),
        CaseEdit::Link(id) => format!("关联问题 {}", words::issue(ledger, *id)),
        CaseEdit::Unlink(id, _) => format!("取消关联问题 {}", words::issue(ledger, *id)),
        CaseEdit::SetPresence(presence, _) => set_presence("责任追究", presence),
    }
}

/// Words that are to stand in quotes themselves: theirs become single ones.
pub fn within_quotes(words: &str) -> String {
    words.replace('“', "‘").replace('”', "’")
}

/// What the undo button would take back.
pub fn would_undo(what: &str) -> String {
    format!("{}“{}”", words::UNDO, within_quotes(what))
}

/// What the redo button would do again.
pub fn would_redo(what: &str) -> String {
    format!("{}“{}”", words::REDO, within_quotes(what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{IssueId, LedgerId, issue::IssueValue};

    #[test]
    fn undo_names_the_issue_the_field_and_the_value() {
        let ledger = Ledger::new(LedgerId(1));
        let change = Edit::Issue(IssueId(7), IssueEdit::Set(IssueValue::Region("榆阳区".to_owned()), Vec::new()));
        let said = would_undo(&edit(&ledger, &change));
        assert_eq!(said, "撤销“（本台账中没有） 区域 → 榆阳区”", "told even without the issue");
    }

    #[test]
    fn an_import_is_told_by_its_number_of_issues() {
        let ledger = Ledger::new(LedgerId(1));
        let all: Vec<_> = (1..4).map(|id| Edit::Issue(IssueId(id), IssueEdit::Register)).collect();
        assert_eq!(edits(&ledger, &all), "登记 3 个问题", "counted");
    }
}
