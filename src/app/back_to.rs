//! Back to a value of the past (恢复此值): an ordinary action that sets it again, planned by the rules like any other.

use crate::domain::{
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PrivateEdit},
    ledger::Ledger,
    rules::Action,
};

/// The action that sets the value of an edit again; nothing for edits that set none, or whose value is in force.
#[doc(alias = "恢复此值")]
pub fn back_to(ledger: &Ledger, edit: &Edit) -> Option<Action> {
    match edit {
        Edit::Issue(id, edit) => of_issue(ledger, *id, edit),
        Edit::Complaint(id, ComplaintEdit::Set(value, _)) => {
            let held = ledger.complaints.get(id)?;
            let action = Action::SetComplaint { complaint: *id, value: value.clone() };
            (held.fields.value(value.field()) != *value).then_some(action)
        }
        Edit::Case(id, CaseEdit::Set(value, _)) => {
            let held = ledger.cases.get(id)?;
            let action = Action::SetCase { case: *id, value: value.clone() };
            (held.fields.value(value.field()) != *value).then_some(action)
        }
        Edit::Directory(edit) => of_directory(ledger, edit),
        Edit::Private(PrivateEdit::Set(subject, text, _)) => {
            let held = ledger.private.texts.get(subject)?;
            let action = Action::SetPrivate { subject: *subject, text: text.clone() };
            (held.get() != text).then_some(action)
        }
        Edit::Complaint(..) | Edit::Case(..) => None,
    }
}

fn of_issue(ledger: &Ledger, issue: crate::domain::IssueId, edit: &IssueEdit) -> Option<Action> {
    let held = ledger.issue(issue)?;
    match edit {
        IssueEdit::Set(value, _) => {
            let action = Action::SetIssue { issue, value: value.clone() };
            (held.fields.value(value.field()) != *value).then_some(action)
        }
        IssueEdit::SetMeasure(id, value, _) => {
            let action = Action::SetMeasure { issue, measure: *id, value: value.clone() };
            (held.measures.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        IssueEdit::SetCheckpoint(id, value, _) => {
            let action = Action::SetCheckpoint { issue, checkpoint: *id, value: value.clone() };
            (held.checkpoints.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        IssueEdit::SetTarget(id, value, _) => {
            let action = Action::SetTarget { issue, target: *id, value: value.clone() };
            (held.targets.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        IssueEdit::AddUnit(role, unit) => {
            let action = Action::AddIssueUnit { issue, role: *role, unit: *unit };
            (!held.units(*role).contains(unit)).then_some(action)
        }
        IssueEdit::Relate(other) => {
            let action = Action::Relate { issue, other: *other, related: true };
            (!held.related.contains(other)).then_some(action)
        }
        IssueEdit::Register
        | IssueEdit::RemoveUnit(..)
        | IssueEdit::AddMeasure(_)
        | IssueEdit::AddCheckpoint(_)
        | IssueEdit::AddTarget(_)
        | IssueEdit::OpenRound(..)
        | IssueEdit::Append(..)
        | IssueEdit::SetPresence(..)
        | IssueEdit::Unrelate(..) => None,
    }
}

fn of_directory(ledger: &Ledger, edit: &DirectoryEdit) -> Option<Action> {
    let directory = &ledger.directory;
    match edit {
        DirectoryEdit::Set(value, _) => {
            let action = Action::SetLedger(value.clone());
            (directory.fields.value(value.field()) != *value).then_some(action)
        }
        DirectoryEdit::SetUnit(id, value, _) => {
            let action = Action::SetUnit { unit: *id, value: value.clone() };
            (directory.units.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        DirectoryEdit::SetPerson(id, value, _) => {
            let action = Action::SetPerson { person: *id, value: value.clone() };
            (directory.people.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        DirectoryEdit::SetInspection(id, value, _) => {
            let action = Action::SetInspection { inspection: *id, value: value.clone() };
            (directory.inspections.get(id)?.fields.value(value.field()) != *value).then_some(action)
        }
        DirectoryEdit::SetView(name, Some(view), _) => {
            let now = directory.views.get(name).and_then(|held| held.get().as_ref());
            (now != Some(&**view)).then(|| Action::SaveView { name: name.clone(), view: view.clone() })
        }
        DirectoryEdit::AddCategory(name) => {
            (!directory.categories.contains(name)).then(|| Action::AddCategory(name.clone()))
        }
        DirectoryEdit::SetProcedure(..)
        | DirectoryEdit::SetHolidays(..)
        | DirectoryEdit::SetView(_, None, _)
        | DirectoryEdit::RemoveCategory(..)
        | DirectoryEdit::AddUnit(_)
        | DirectoryEdit::AddAlias(..)
        | DirectoryEdit::RemoveAlias(..)
        | DirectoryEdit::AddMember(..)
        | DirectoryEdit::RemoveMember(..)
        | DirectoryEdit::AddPerson(_)
        | DirectoryEdit::AddDraw(..)
        | DirectoryEdit::HandOut(_)
        | DirectoryEdit::Admit(..)
        | DirectoryEdit::AddInspection(_)
        | DirectoryEdit::SetPresence(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ChangeId, IssueId, LedgerId, Sha,
        edit::{PartEdits, PartKey},
        issue::IssueValue,
    };

    const ISSUE: IssueId = IssueId(1);

    #[test]
    fn only_a_value_that_is_not_in_force_is_gone_back_to() {
        let goal = |text: &str| IssueValue::Goal(text.to_owned());
        let set = |text: &str| IssueEdit::Set(goal(text), Vec::new());
        let mut ledger = Ledger::new(LedgerId(1));
        let edits = PartEdits::Issue(vec![IssueEdit::Register, set("清退 4 户")]);
        ledger.apply(ChangeId(Sha([1; 32])), PartKey::Issue(ISSUE), &edits, 0);
        let back = |edit: IssueEdit| back_to(&ledger, &Edit::Issue(ISSUE, edit));
        assert_eq!(back(set("清退 4 户")), None, "it is in force");
        let wanted = Action::SetIssue { issue: ISSUE, value: goal("清退 3 户") };
        assert_eq!(back(set("清退 3 户")), Some(wanted), "an ordinary edit");
        assert_eq!(back(IssueEdit::Register), None, "that sets nothing");
    }
}
