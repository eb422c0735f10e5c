//! Applies single edits to what they belong to: the inside of the fold.

use super::{
    closure::Round,
    complaint::{AccountabilityCase, Complaint},
    directory::{Directory, DirectoryItem, Inspection, Person, Unit},
    draw::DrawEntry,
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, IssueEdit, PrivateEdit},
    grant::HandedOut,
    id_map::grow_by_one,
    ids::{ChangeId, EditKey, EditRef, InspectionId, PersonId, UnitId},
    issue::{Issue, IssueItem, Presence},
    ledger::Private,
    measure::{Checkpoint, Measure, Target},
    procedure_shared::shared,
    record::Record,
    register::{Log, Reg},
};

/// What keeps a list of the changes that touched it.
pub(super) trait Subject {
    fn log(&mut self) -> &mut Log;
}

macro_rules! subject {
    ($($name:ident),*) => {$(
        impl Subject for $name {
            fn log(&mut self) -> &mut Log {
                &mut self.log
            }
        }
    )*};
}
subject!(Directory, Issue, Complaint, AccountabilityCase, Private);

/// An edit about to be applied: its own key, and how to find the edits it names.
pub(super) struct At<'a> {
    key: EditKey,
    log: &'a Log,
    change: ChangeId,
}

impl At<'_> {
    fn keys(&self, edits: &[EditRef]) -> Vec<EditKey> {
        self.log.keys(edits, self.change)
    }
}

pub(super) fn apply_all<S: Subject, E>(
    subject: &mut S,
    change: ChangeId,
    edits: &[E],
    first: u32,
    one: fn(&mut S, &E, &At<'_>),
) {
    let place = subject.log().enter(change);
    let log = std::mem::take(subject.log());
    for (n, edit) in (first..).zip(edits) {
        one(subject, edit, &At { key: EditKey(place, n), log: &log, change });
    }
    *subject.log() = log;
}

pub(super) fn apply_issue(issue: &mut Issue, edit: &IssueEdit, at: &At<'_>) {
    match edit {
        IssueEdit::Register => issue.registered = true,
        IssueEdit::Set(value, replaces) => {
            issue.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        IssueEdit::AddUnit(role, unit) => issue.units_mut(*role).add(at.key, *unit),
        IssueEdit::RemoveUnit(role, unit, removes) => {
            issue.units_mut(*role).remove(unit, &at.keys(removes));
        }
        IssueEdit::AddMeasure(id) => {
            issue.measures.get_or_insert_with(*id, || Measure { id: *id, added: at.key, ..Measure::default() });
        }
        IssueEdit::SetMeasure(id, value, replaces) => {
            let new = || Measure { id: *id, added: at.key, ..Measure::default() };
            let measure = issue.measures.get_or_insert_with(*id, new);
            measure.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        IssueEdit::AddCheckpoint(id) => {
            let new = || Checkpoint { id: *id, added: at.key, ..Checkpoint::default() };
            issue.checkpoints.get_or_insert_with(*id, new);
        }
        IssueEdit::SetCheckpoint(id, value, replaces) => {
            let new = || Checkpoint { id: *id, added: at.key, ..Checkpoint::default() };
            let checkpoint = issue.checkpoints.get_or_insert_with(*id, new);
            checkpoint.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        IssueEdit::AddTarget(id) => {
            issue.targets.get_or_insert_with(*id, || Target { id: *id, added: at.key, ..Target::default() });
        }
        IssueEdit::SetTarget(id, value, replaces) => {
            let new = || Target { id: *id, added: at.key, ..Target::default() };
            let target = issue.targets.get_or_insert_with(*id, new);
            target.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        IssueEdit::OpenRound(id, procedure, cause) => {
            if issue.rounds.iter().all(|round| round.id != *id) {
                grow_by_one(&mut issue.rounds);
                issue.rounds.push(Round::new(*id, at.key, shared(procedure), cause.clone()));
            }
        }
        IssueEdit::Append(id, body) => {
            if issue.record(*id).is_none() {
                let body = (**body).clone();
                grow_by_one(&mut issue.records);
                issue.records.push(Record { id: *id, at: at.key, presence: Reg::default(), body });
            }
        }
        IssueEdit::SetPresence(item, presence, replaces) => {
            set_issue_presence(issue, *item, at, presence, replaces);
        }
        IssueEdit::Relate(other) => issue.related.add(at.key, *other),
        IssueEdit::Unrelate(other, removes) => issue.related.remove(other, &at.keys(removes)),
    }
}

fn set_issue_presence(issue: &mut Issue, item: IssueItem, at: &At<'_>, presence: &Presence, replaces: &[EditRef]) {
    let reg = match item {
        IssueItem::Issue => Some(&mut issue.presence),
        IssueItem::Measure(id) => issue.measures.get_mut(&id).map(|m| &mut m.presence),
        IssueItem::Checkpoint(id) => issue.checkpoints.get_mut(&id).map(|c| &mut c.presence),
        IssueItem::Target(id) => issue.targets.get_mut(&id).map(|t| &mut t.presence),
        IssueItem::Round(id) => issue.rounds.iter_mut().find(|r| r.id == id).map(|r| &mut r.presence),
        IssueItem::Record(id) => issue.records.iter_mut().find(|r| r.id == id).map(|r| &mut r.presence),
    };
    if let Some(reg) = reg {
        reg.set(at.key, presence.clone(), &at.keys(replaces));
    }
}

pub(super) fn apply_directory(directory: &mut Directory, edit: &DirectoryEdit, at: &At<'_>) {
    match edit {
        DirectoryEdit::Set(value, replaces) => {
            directory.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        DirectoryEdit::SetProcedure(name, procedure, replaces) => {
            let reg = directory.procedures.entry(name.clone()).or_default();
            reg.set(at.key, procedure.as_deref().cloned(), &at.keys(replaces));
        }
        DirectoryEdit::SetHolidays(year, holidays, replaces) => {
            directory.holidays.entry(*year).or_default().set(at.key, holidays.clone(), &at.keys(replaces));
        }
        DirectoryEdit::SetView(name, view, replaces) => {
            let reg = directory.views.entry(name.clone()).or_default();
            reg.set(at.key, view.as_deref().cloned(), &at.keys(replaces));
        }
        DirectoryEdit::AddDraw(id, draw) => {
            let new = || DrawEntry { id: *id, added: at.key, draw: (**draw).clone(), ..DrawEntry::default() };
            directory.draws.entry(*id).or_insert_with(new);
        }
        DirectoryEdit::AddCategory(name) => directory.categories.add(at.key, name.clone()),
        DirectoryEdit::RemoveCategory(name, removes) => {
            directory.categories.remove(name, &at.keys(removes));
        }
        DirectoryEdit::HandOut(grant) => {
            directory.hand_outs.push(HandedOut { at: at.key, grant: (**grant).clone() });
        }
        DirectoryEdit::Admit(change, admitted, replaces) => {
            directory.admissions.entry(*change).or_default().set(at.key, *admitted, &at.keys(replaces));
        }
        DirectoryEdit::SetPresence(item, presence, replaces) => {
            let reg = match item {
                DirectoryItem::Unit(id) => directory.units.get_mut(id).map(|u| &mut u.presence),
                DirectoryItem::Person(id) => directory.people.get_mut(id).map(|p| &mut p.presence),
                DirectoryItem::Inspection(id) => directory.inspections.get_mut(id).map(|i| &mut i.presence),
                DirectoryItem::Draw(id) => directory.draws.get_mut(id).map(|d| &mut d.presence),
            };
            if let Some(reg) = reg {
                reg.set(at.key, presence.clone(), &at.keys(replaces));
            }
        }
        DirectoryEdit::AddUnit(_)
        | DirectoryEdit::SetUnit(..)
        | DirectoryEdit::AddAlias(..)
        | DirectoryEdit::RemoveAlias(..)
        | DirectoryEdit::AddMember(..)
        | DirectoryEdit::RemoveMember(..)
        | DirectoryEdit::AddPerson(_)
        | DirectoryEdit::SetPerson(..)
        | DirectoryEdit::AddInspection(_)
        | DirectoryEdit::SetInspection(..) => apply_entry(directory, edit, at),
    }
}

/// Applies an edit of a unit, a person or an inspection; an entry named for the first time comes into being.
fn apply_entry(directory: &mut Directory, edit: &DirectoryEdit, at: &At<'_>) {
    match edit {
        DirectoryEdit::AddUnit(id) => _ = unit(directory, *id, at),
        DirectoryEdit::SetUnit(id, value, replaces) => {
            unit(directory, *id, at).fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        DirectoryEdit::AddAlias(id, alias) => {
            unit(directory, *id, at).aliases.add(at.key, alias.clone());
        }
        DirectoryEdit::RemoveAlias(id, alias, removes) => {
            unit(directory, *id, at).aliases.remove(alias, &at.keys(removes));
        }
        DirectoryEdit::AddMember(id, member) => {
            unit(directory, *id, at).members.add(at.key, *member);
        }
        DirectoryEdit::RemoveMember(id, member, removes) => {
            unit(directory, *id, at).members.remove(member, &at.keys(removes));
        }
        DirectoryEdit::AddPerson(id) => _ = person(directory, *id, at),
        DirectoryEdit::SetPerson(id, value, replaces) => {
            person(directory, *id, at).fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        DirectoryEdit::AddInspection(id) => _ = inspection(directory, *id, at),
        DirectoryEdit::SetInspection(id, value, replaces) => {
            inspection(directory, *id, at).fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        DirectoryEdit::Set(..)
        | DirectoryEdit::SetProcedure(..)
        | DirectoryEdit::SetHolidays(..)
        | DirectoryEdit::AddCategory(_)
        | DirectoryEdit::RemoveCategory(..)
        | DirectoryEdit::AddDraw(..)
        | DirectoryEdit::HandOut(_)
        | DirectoryEdit::Admit(..)
        | DirectoryEdit::SetView(..)
        | DirectoryEdit::SetPresence(..) => {}
    }
}

fn unit<'a>(directory: &'a mut Directory, id: UnitId, at: &At<'_>) -> &'a mut Unit {
    let new = || Unit { id, added: at.key, ..Unit::default() };
    directory.units.entry(id).or_insert_with(new)
}

fn person<'a>(directory: &'a mut Directory, id: PersonId, at: &At<'_>) -> &'a mut Person {
    let new = || Person { id, added: at.key, ..Person::default() };
    directory.people.entry(id).or_insert_with(new)
}

fn inspection<'a>(directory: &'a mut Directory, id: InspectionId, at: &At<'_>) -> &'a mut Inspection {
    let new = || Inspection { id, added: at.key, ..Inspection::default() };
    directory.inspections.entry(id).or_insert_with(new)
}

pub(super) fn apply_complaint(complaint: &mut Complaint, edit: &ComplaintEdit, at: &At<'_>) {
    match edit {
        ComplaintEdit::Register => complaint.registered = true,
        ComplaintEdit::Set(value, replaces) => {
            complaint.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        ComplaintEdit::AddKind(kind) => complaint.kinds.add(at.key, kind.clone()),
        ComplaintEdit::RemoveKind(kind, removes) => complaint.kinds.remove(kind, &at.keys(removes)),
        ComplaintEdit::Link(issue) => complaint.issues.add(at.key, *issue),
        ComplaintEdit::Unlink(issue, removes) => complaint.issues.remove(issue, &at.keys(removes)),
        ComplaintEdit::SetPresence(presence, replaces) => {
            complaint.presence.set(at.key, presence.clone(), &at.keys(replaces));
        }
        ComplaintEdit::AddRegion(region) => complaint.regions.add(at.key, region.clone()),
        ComplaintEdit::RemoveRegion(region, removes) => complaint.regions.remove(region, &at.keys(removes)),
    }
}

pub(super) fn apply_case(case: &mut AccountabilityCase, edit: &CaseEdit, at: &At<'_>) {
    match edit {
        CaseEdit::Register => case.registered = true,
        CaseEdit::Set(value, replaces) => {
            case.fields.set(at.key, value.clone(), &at.keys(replaces));
        }
        CaseEdit::Link(issue) => case.issues.add(at.key, *issue),
        CaseEdit::Unlink(issue, removes) => case.issues.remove(issue, &at.keys(removes)),
        CaseEdit::SetPresence(presence, replaces) => {
            case.presence.set(at.key, presence.clone(), &at.keys(replaces));
        }
    }
}

pub(super) fn apply_private(private: &mut Private, edit: &PrivateEdit, at: &At<'_>) {
    match edit {
        PrivateEdit::Set(subject, text, replaces) => {
            private.texts.entry(*subject).or_default().set(at.key, text.clone(), &at.keys(replaces));
        }
    }
}
