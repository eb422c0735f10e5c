//! Slots: the places of a subject that an edit writes into. Two edits of one slot can meet; of different slots they cannot.

use serde::{Deserialize, Serialize};

use super::{
    complaint::{CaseField, ComplaintField},
    directory::{DirectoryItem, InspectionField, LedgerField, PersonField, UnitField},
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PrivateEdit, PrivateSubject},
    ids::{
        ChangeId, CheckpointId, DrawId, InspectionId, IssueId, MeasureId, PersonId, RecordId, RoundId, TargetId, UnitId,
    },
    issue::{IssueField, IssueItem, UnitRole},
    measure::{CheckpointField, MeasureField, TargetField},
};

/// A place of one subject; which subject is said beside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slot {
    /// That the issue, complaint or case is in the ledger.
    Registered,
    /// A field of the issue.
    IssueField(IssueField),
    /// A unit in a role of the issue.
    IssueUnit(UnitRole, UnitId),
    /// A measure of the issue.
    Measure(MeasureId),
    /// A field of a measure.
    MeasureField(MeasureId, MeasureField),
    /// A checkpoint of the issue.
    Checkpoint(CheckpointId),
    /// A field of a checkpoint.
    CheckpointField(CheckpointId, CheckpointField),
    /// A target of the issue.
    Target(TargetId),
    /// A field of a target.
    TargetField(TargetId, TargetField),
    /// A closure round.
    Round(RoundId),
    /// An append-only record.
    Record(RecordId),
    /// Whether the issue or a part of it stands.
    IssuePresence(IssueItem),
    /// A link with another issue.
    Related(IssueId),
    /// A field of the ledger.
    LedgerField(LedgerField),
    /// A closure procedure.
    Procedure(String),
    /// The holidays of a year.
    Holidays(i32),
    /// A saved view.
    View(String),
    /// A category.
    Category(String),
    /// A unit of the directory.
    Unit(UnitId),
    /// A field of a unit.
    UnitField(UnitId, UnitField),
    /// Another name of a unit.
    Alias(UnitId, String),
    /// A member of a group.
    Member(UnitId, UnitId),
    /// A person of the directory.
    Person(PersonId),
    /// A field of a person.
    PersonField(PersonId, PersonField),
    /// An inspection.
    Inspection(InspectionId),
    /// A field of an inspection.
    InspectionField(InspectionId, InspectionField),
    /// A random draw.
    Draw(DrawId),
    /// A hand-out to a unit.
    HandOut(UnitId),
    /// Whether a change outside its grant is admitted.
    Admission(ChangeId),
    /// Whether an entry of the directory stands.
    EntryPresence(DirectoryItem),
    /// A field of the complaint.
    ComplaintField(ComplaintField),
    /// A kind of pollution.
    ComplaintKind(String),
    /// A region of the complaint.
    ComplaintRegion(String),
    /// A field of the case.
    CaseField(CaseField),
    /// An issue that the complaint or case is linked to.
    Linked(IssueId),
    /// Whether the complaint or case stands.
    Presence,
    /// Private data of a person or a reporter.
    Private(PrivateSubject),
}

/// The slot an edit writes into.
pub fn slot_of(edit: &Edit) -> Slot {
    match edit {
        Edit::Issue(_, edit) => of_issue(edit),
        Edit::Directory(edit) => of_directory(edit),
        Edit::Complaint(_, edit) => match edit {
            ComplaintEdit::Register => Slot::Registered,
            ComplaintEdit::Set(value, _) => Slot::ComplaintField(value.field()),
            ComplaintEdit::AddKind(kind) | ComplaintEdit::RemoveKind(kind, _) => Slot::ComplaintKind(kind.clone()),
            ComplaintEdit::AddRegion(region) | ComplaintEdit::RemoveRegion(region, _) => {
                Slot::ComplaintRegion(region.clone())
            }
            ComplaintEdit::Link(issue) | ComplaintEdit::Unlink(issue, _) => Slot::Linked(*issue),
            ComplaintEdit::SetPresence(..) => Slot::Presence,
        },
        Edit::Case(_, edit) => match edit {
            CaseEdit::Register => Slot::Registered,
            CaseEdit::Set(value, _) => Slot::CaseField(value.field()),
            CaseEdit::Link(issue) | CaseEdit::Unlink(issue, _) => Slot::Linked(*issue),
            CaseEdit::SetPresence(..) => Slot::Presence,
        },
        Edit::Private(PrivateEdit::Set(subject, ..)) => Slot::Private(*subject),
    }
}

fn of_issue(edit: &IssueEdit) -> Slot {
    match edit {
        IssueEdit::Register => Slot::Registered,
        IssueEdit::Set(value, _) => Slot::IssueField(value.field()),
        IssueEdit::AddUnit(role, unit) | IssueEdit::RemoveUnit(role, unit, _) => Slot::IssueUnit(*role, *unit),
        IssueEdit::AddMeasure(id) => Slot::Measure(*id),
        IssueEdit::SetMeasure(id, value, _) => Slot::MeasureField(*id, value.field()),
        IssueEdit::AddCheckpoint(id) => Slot::Checkpoint(*id),
        IssueEdit::SetCheckpoint(id, value, _) => Slot::CheckpointField(*id, value.field()),
        IssueEdit::AddTarget(id) => Slot::Target(*id),
        IssueEdit::SetTarget(id, value, _) => Slot::TargetField(*id, value.field()),
        IssueEdit::OpenRound(id, ..) => Slot::Round(*id),
        IssueEdit::Append(id, _) => Slot::Record(*id),
        IssueEdit::SetPresence(item, ..) => Slot::IssuePresence(*item),
        IssueEdit::Relate(other) | IssueEdit::Unrelate(other, _) => Slot::Related(*other),
    }
}

fn of_directory(edit: &DirectoryEdit) -> Slot {
    match edit {
        DirectoryEdit::Set(value, _) => Slot::LedgerField(value.field()),
        DirectoryEdit::SetProcedure(name, ..) => Slot::Procedure(name.clone()),
        DirectoryEdit::SetHolidays(year, ..) => Slot::Holidays(*year),
        DirectoryEdit::AddCategory(name) | DirectoryEdit::RemoveCategory(name, _) => Slot::Category(name.clone()),
        DirectoryEdit::AddUnit(id) => Slot::Unit(*id),
        DirectoryEdit::SetUnit(id, value, _) => Slot::UnitField(*id, value.field()),
        DirectoryEdit::AddAlias(id, alias) | DirectoryEdit::RemoveAlias(id, alias, _) => {
            Slot::Alias(*id, alias.clone())
        }
        DirectoryEdit::AddMember(id, member) | DirectoryEdit::RemoveMember(id, member, _) => Slot::Member(*id, *member),
        DirectoryEdit::AddPerson(id) => Slot::Person(*id),
        DirectoryEdit::SetPerson(id, value, _) => Slot::PersonField(*id, value.field()),
        DirectoryEdit::AddInspection(id) => Slot::Inspection(*id),
        DirectoryEdit::SetInspection(id, value, _) => Slot::InspectionField(*id, value.field()),
        DirectoryEdit::AddDraw(id, _) => Slot::Draw(*id),
        DirectoryEdit::SetView(name, ..) => Slot::View(name.clone()),
        DirectoryEdit::HandOut(grant) => Slot::HandOut(grant.unit),
        DirectoryEdit::Admit(change, ..) => Slot::Admission(*change),
        DirectoryEdit::SetPresence(item, ..) => Slot::EntryPresence(*item),
    }
}
