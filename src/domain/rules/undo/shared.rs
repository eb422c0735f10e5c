//! Taking back edits of what issues share, of complaints and of cases.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the edit that is looked up has the kind of the edit that replaced it"
)]

use super::{
    AnyField, CaseEdit, CaseValue, ComplaintEdit, ComplaintValue, DirectoryEdit, Edit, InspectionValue, LedgerValue,
    PersonValue, Presence, Refusal, Reg, Undoing, UnitValue,
};
use crate::domain::{
    directory::DirectoryItem,
    ids::{CaseId, ComplaintId, EditKey, EditRef},
    register::Log,
};

type DirectoryEdits = Result<Vec<DirectoryEdit>, Refusal>;

/// The removal that takes an addition back; the addition must still stand.
fn seen(log: &Log, additions: Vec<EditKey>) -> Result<Vec<EditRef>, Refusal> {
    let seen = log.edit_refs(additions);
    if seen.is_empty() { Err(Refusal::ChangedSince(None)) } else { Ok(seen) }
}

impl Undoing<'_> {
    pub(super) fn of_directory(&self, edit: &DirectoryEdit) -> DirectoryEdits {
        let directory = &*self.ledger.directory;
        let log = &directory.log;
        match edit {
            DirectoryEdit::AddUnit(id) => self.gone(DirectoryItem::Unit(*id)),
            DirectoryEdit::AddPerson(id) => self.gone(DirectoryItem::Person(*id)),
            DirectoryEdit::AddInspection(id) => self.gone(DirectoryItem::Inspection(*id)),
            DirectoryEdit::AddDraw(id, _) => self.gone(DirectoryItem::Draw(*id)),
            DirectoryEdit::AddCategory(name) => {
                let removes = seen(log, directory.categories.additions(name))?;
                Ok(vec![DirectoryEdit::RemoveCategory(name.clone(), removes)])
            }
            DirectoryEdit::RemoveCategory(name, _) => Ok(vec![DirectoryEdit::AddCategory(name.clone())]),
            DirectoryEdit::AddAlias(id, alias) => {
                let additions = directory.units.get(id).map(|unit| unit.aliases.additions(alias));
                let removes = seen(log, additions.unwrap_or_default())?;
                Ok(vec![DirectoryEdit::RemoveAlias(*id, alias.clone(), removes)])
            }
            DirectoryEdit::RemoveAlias(id, alias, _) => Ok(vec![DirectoryEdit::AddAlias(*id, alias.clone())]),
            DirectoryEdit::AddMember(id, member) => {
                let additions = directory.units.get(id).map(|unit| unit.members.additions(member));
                let removes = seen(log, additions.unwrap_or_default())?;
                Ok(vec![DirectoryEdit::RemoveMember(*id, *member, removes)])
            }
            DirectoryEdit::RemoveMember(id, member, _) => Ok(vec![DirectoryEdit::AddMember(*id, *member)]),
            DirectoryEdit::SetPresence(item, presence, replaces) => {
                let current = directory.presence_of(*item).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Directory(DirectoryEdit::SetPresence(_, presence, _)) => Some(presence),
                    _ => None,
                })?;
                let back = self.back(log, &current, presence, (old, Presence::Present), None)?;
                Ok(back.into_iter().map(|(v, r)| DirectoryEdit::SetPresence(*item, v, r)).collect())
            }
            DirectoryEdit::HandOut(_) => Err(Refusal::HandedOut),
            DirectoryEdit::Admit(change, admitted, replaces) => {
                let current = directory.admissions.get(change).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Directory(DirectoryEdit::Admit(_, admitted, _)) => Some(admitted),
                    _ => None,
                })?;
                let back = self.back(log, &current, admitted, (old, false), None)?;
                Ok(back.into_iter().map(|(v, r)| DirectoryEdit::Admit(*change, v, r)).collect())
            }
            DirectoryEdit::Set(..)
            | DirectoryEdit::SetProcedure(..)
            | DirectoryEdit::SetHolidays(..)
            | DirectoryEdit::SetView(..) => self.of_rules(edit),
            DirectoryEdit::SetUnit(..) | DirectoryEdit::SetPerson(..) | DirectoryEdit::SetInspection(..) => {
                self.of_entry(edit)
            }
        }
    }

    fn gone(&self, item: DirectoryItem) -> DirectoryEdits {
        let directory = &*self.ledger.directory;
        let presence = directory.presence_of(item).ok_or(Refusal::NotAllHere)?;
        let used = self.ledger.issues.values().any(|issue| issue.is_present() && uses(issue, item));
        if used || !presence.get().is_present() {
            return Err(Refusal::ChangedSince(None));
        }
        let replaces = directory.log.edit_refs(presence.current().into_iter().map(|(key, _)| key));
        Ok(vec![DirectoryEdit::SetPresence(item, Presence::Undone, replaces)])
    }

    fn of_rules(&self, edit: &DirectoryEdit) -> DirectoryEdits {
        let directory = &*self.ledger.directory;
        let log = &directory.log;
        match edit {
            DirectoryEdit::Set(value, replaces) => {
                field_back!(self, log, directory.fields, value, replaces, (LedgerValue, Ledger), Edit::Directory(DirectoryEdit::Set(was, _)) => was, |(v, r)| DirectoryEdit::Set(v, r))
            }
            DirectoryEdit::SetProcedure(name, procedure, replaces) => {
                let current = directory.procedures.get(name).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Directory(DirectoryEdit::SetProcedure(_, procedure, _)) => Some(procedure.map(|p| *p)),
                    _ => None,
                })?;
                let set = procedure.as_deref().cloned();
                let back = self.back(log, &current, &set, (old, None), Some(AnyField::Procedure))?;
                let edit = |(v, r): (Option<_>, _)| DirectoryEdit::SetProcedure(name.clone(), v.map(Box::new), r);
                Ok(back.into_iter().map(edit).collect())
            }
            DirectoryEdit::SetHolidays(year, holidays, replaces) => {
                let current = directory.holidays.get(year).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Directory(DirectoryEdit::SetHolidays(_, holidays, _)) => Some(holidays),
                    _ => None,
                })?;
                let back = self.back(log, &current, holidays, (old, None), Some(AnyField::Holidays))?;
                Ok(back.into_iter().map(|(v, r)| DirectoryEdit::SetHolidays(*year, v, r)).collect())
            }
            DirectoryEdit::SetView(name, view, replaces) => {
                let current = directory.views.get(name).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Directory(DirectoryEdit::SetView(_, view, _)) => Some(view.map(|view| *view)),
                    _ => None,
                })?;
                let set = view.as_deref().cloned();
                let back = self.back(log, &current, &set, (old, None), None)?;
                let edit = |(v, r): (Option<_>, _)| DirectoryEdit::SetView(name.clone(), v.map(Box::new), r);
                Ok(back.into_iter().map(edit).collect())
            }
            _ => Ok(Vec::new()),
        }
    }

    fn of_entry(&self, edit: &DirectoryEdit) -> DirectoryEdits {
        let directory = &*self.ledger.directory;
        let log = &directory.log;
        match edit {
            DirectoryEdit::SetUnit(id, value, replaces) => {
                let unit = directory.units.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, log, unit.fields, value, replaces, (UnitValue, Unit), Edit::Directory(DirectoryEdit::SetUnit(_, was, _)) => was, |(v, r)| DirectoryEdit::SetUnit(*id, v, r))
            }
            DirectoryEdit::SetPerson(id, value, replaces) => {
                let person = directory.people.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, log, person.fields, value, replaces, (PersonValue, Person), Edit::Directory(DirectoryEdit::SetPerson(_, was, _)) => was, |(v, r)| DirectoryEdit::SetPerson(*id, v, r))
            }
            DirectoryEdit::SetInspection(id, value, replaces) => {
                let inspection = directory.inspections.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, log, inspection.fields, value, replaces, (InspectionValue, Inspection), Edit::Directory(DirectoryEdit::SetInspection(_, was, _)) => was, |(v, r)| DirectoryEdit::SetInspection(*id, v, r))
            }
            _ => Ok(Vec::new()),
        }
    }

    pub(super) fn of_complaint(&self, id: ComplaintId, edit: &ComplaintEdit) -> Result<Vec<ComplaintEdit>, Refusal> {
        let complaint = self.ledger.complaints.get(&id).ok_or(Refusal::NotAllHere)?;
        let log = &complaint.log;
        match edit {
            ComplaintEdit::Register => {
                let replaces = log.edit_refs(complaint.presence.current().into_iter().map(|(key, _)| key));
                Ok(vec![ComplaintEdit::SetPresence(Presence::Undone, replaces)])
            }
            ComplaintEdit::Set(value, replaces) => {
                field_back!(self, log, complaint.fields, value, replaces, (ComplaintValue, Complaint), Edit::Complaint(_, ComplaintEdit::Set(was, _)) => was, |(v, r)| ComplaintEdit::Set(v, r))
            }
            ComplaintEdit::AddKind(kind) => {
                let removes = seen(log, complaint.kinds.additions(kind))?;
                Ok(vec![ComplaintEdit::RemoveKind(kind.clone(), removes)])
            }
            ComplaintEdit::RemoveKind(kind, _) => Ok(vec![ComplaintEdit::AddKind(kind.clone())]),
            ComplaintEdit::AddRegion(region) => {
                let removes = seen(log, complaint.regions.additions(region))?;
                Ok(vec![ComplaintEdit::RemoveRegion(region.clone(), removes)])
            }
            ComplaintEdit::RemoveRegion(region, _) => Ok(vec![ComplaintEdit::AddRegion(region.clone())]),
            ComplaintEdit::Link(issue) => {
                Ok(vec![ComplaintEdit::Unlink(*issue, seen(log, complaint.issues.additions(issue))?)])
            }
            ComplaintEdit::Unlink(issue, _) => Ok(vec![ComplaintEdit::Link(*issue)]),
            ComplaintEdit::SetPresence(presence, replaces) => {
                let old = self.old(replaces, |edit| match edit {
                    Edit::Complaint(_, ComplaintEdit::SetPresence(presence, _)) => Some(presence),
                    _ => None,
                })?;
                let back = self.back(log, &complaint.presence.current(), presence, (old, Presence::Present), None)?;
                Ok(back.into_iter().map(|(v, r)| ComplaintEdit::SetPresence(v, r)).collect())
            }
        }
    }

    pub(super) fn of_case(&self, id: CaseId, edit: &CaseEdit) -> Result<Vec<CaseEdit>, Refusal> {
        let case = self.ledger.cases.get(&id).ok_or(Refusal::NotAllHere)?;
        let log = &case.log;
        match edit {
            CaseEdit::Register => {
                let replaces = log.edit_refs(case.presence.current().into_iter().map(|(key, _)| key));
                Ok(vec![CaseEdit::SetPresence(Presence::Undone, replaces)])
            }
            CaseEdit::Set(value, replaces) => {
                field_back!(self, log, case.fields, value, replaces, (CaseValue, Case), Edit::Case(_, CaseEdit::Set(was, _)) => was, |(v, r)| CaseEdit::Set(v, r))
            }
            CaseEdit::Link(issue) => Ok(vec![CaseEdit::Unlink(*issue, seen(log, case.issues.additions(issue))?)]),
            CaseEdit::Unlink(issue, _) => Ok(vec![CaseEdit::Link(*issue)]),
            CaseEdit::SetPresence(presence, replaces) => {
                let old = self.old(replaces, |edit| match edit {
                    Edit::Case(_, CaseEdit::SetPresence(presence, _)) => Some(presence),
                    _ => None,
                })?;
                let back = self.back(log, &case.presence.current(), presence, (old, Presence::Present), None)?;
                Ok(back.into_iter().map(|(v, r)| CaseEdit::SetPresence(v, r)).collect())
            }
        }
    }
}

/// Whether a standing issue names an entry of the directory.
fn uses(issue: &crate::domain::issue::Issue, item: DirectoryItem) -> bool {
    let fields = &issue.fields;
    match item {
        DirectoryItem::Unit(id) => {
            let single = [fields.lead_unit.get(), fields.supervising_unit.get(), fields.accepting_unit.get()];
            single.into_iter().any(|unit| *unit == Some(id))
                || issue.co_lead_units.contains(&id)
                || issue.cooperating_units.contains(&id)
        }
        DirectoryItem::Person(id) => {
            *fields.person_in_charge.get() == Some(id) || *fields.leader_in_charge.get() == Some(id)
        }
        DirectoryItem::Inspection(id) => *fields.inspection.get() == id,
        DirectoryItem::Draw(_) => false,
    }
}
