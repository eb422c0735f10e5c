//! Edits: what was done, each as small as what a person means.

use serde::{Deserialize, Serialize};

use super::{
    calendar::HolidayYear,
    closure::RoundCause,
    complaint::{CaseValue, ComplaintValue},
    directory::{DirectoryItem, InspectionValue, LedgerValue, PersonValue, UnitValue},
    draw::Draw,
    grant::Grant,
    ids::{
        CaseId, ChangeId, CheckpointId, ComplaintId, DrawId, EditRef, InspectionId, IssueId, MeasureId, PersonId,
        RecordId, RoundId, TargetId, UnitId,
    },
    issue::{IssueItem, IssueValue, Presence, UnitRole},
    measure::{CheckpointValue, MeasureValue, TargetValue},
    procedure::Procedure,
    record::RecordBody,
    view::SavedView,
};

/// The edits a single-valued edit stands in the place of.
pub type Replaces = Vec<EditRef>;

/// An edit of one issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssueEdit {
    /// The issue is entered in the ledger.
    Register,
    /// A field gets a value.
    Set(IssueValue, Replaces),
    /// A unit is added in a role.
    AddUnit(UnitRole, UnitId),
    /// A unit is taken out: the additions it has seen.
    RemoveUnit(UnitRole, UnitId, Replaces),
    /// A measure is added.
    AddMeasure(MeasureId),
    /// A field of a measure gets a value.
    SetMeasure(MeasureId, MeasureValue, Replaces),
    /// A checkpoint is added.
    AddCheckpoint(CheckpointId),
    /// A field of a checkpoint gets a value.
    SetCheckpoint(CheckpointId, CheckpointValue, Replaces),
    /// A quantified target is added.
    AddTarget(TargetId),
    /// A field of a target gets a value.
    SetTarget(TargetId, TargetValue, Replaces),
    /// A closure round opens with its own copy of the procedure.
    OpenRound(RoundId, Box<Procedure>, RoundCause),
    /// A record is appended.
    Append(RecordId, Box<RecordBody>),
    /// A part of the issue is withdrawn or restored.
    SetPresence(IssueItem, Presence, Replaces),
    /// It is linked with another issue about the same problem.
    Relate(IssueId),
    /// Such a link is taken away: the additions it has seen.
    Unrelate(IssueId, Replaces),
}

/// An edit of what all issues share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DirectoryEdit {
    /// A field of the ledger gets a value.
    Set(LedgerValue, Replaces),
    /// A procedure is written or, with `None`, taken out of use.
    SetProcedure(String, Option<Box<Procedure>>, Replaces),
    /// A year's holiday arrangement is written.
    SetHolidays(i32, Option<HolidayYear>, Replaces),
    /// A category is added.
    AddCategory(String),
    /// A category is taken out.
    RemoveCategory(String, Replaces),
    /// A unit is added.
    AddUnit(UnitId),
    /// A field of a unit gets a value.
    SetUnit(UnitId, UnitValue, Replaces),
    /// A unit gets another name it goes by.
    AddAlias(UnitId, String),
    /// An alias is taken away.
    RemoveAlias(UnitId, String, Replaces),
    /// A group gets a member.
    AddMember(UnitId, UnitId),
    /// A group loses a member.
    RemoveMember(UnitId, UnitId, Replaces),
    /// A person is added.
    AddPerson(PersonId),
    /// A field of a person gets a value.
    SetPerson(PersonId, PersonValue, Replaces),
    /// An inspection is added.
    AddInspection(InspectionId),
    /// A field of an inspection gets a value.
    SetInspection(InspectionId, InspectionValue, Replaces),
    /// A random draw is recorded.
    AddDraw(DrawId, Box<Draw>),
    /// A view of the grid is saved or, with `None`, removed.
    SetView(String, Option<Box<SavedView>>, Replaces),
    /// Issues are handed out to a unit (下发): what it may do from now on.
    HandOut(Box<Grant>),
    /// A change that lies outside its grant is admitted, or no longer is.
    Admit(ChangeId, bool, Replaces),
    /// An entry is withdrawn or restored.
    SetPresence(DirectoryItem, Presence, Replaces),
}

/// An edit of one complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ComplaintEdit {
    /// The complaint is entered.
    Register,
    /// A field gets a value.
    Set(ComplaintValue, Replaces),
    /// A kind of pollution is added.
    AddKind(String),
    /// A kind of pollution is taken out.
    RemoveKind(String, Replaces),
    /// It is linked to an issue.
    Link(IssueId),
    /// A link is taken away.
    Unlink(IssueId, Replaces),
    /// It is withdrawn or restored.
    SetPresence(Presence, Replaces),
    /// A region is added.
    AddRegion(String),
    /// A region is taken out.
    RemoveRegion(String, Replaces),
}

/// An edit of one accountability case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseEdit {
    /// The case is entered.
    Register,
    /// A field gets a value.
    Set(CaseValue, Replaces),
    /// It is linked to an issue.
    Link(IssueId),
    /// A link is taken away.
    Unlink(IssueId, Replaces),
    /// It is withdrawn or restored.
    SetPresence(Presence, Replaces),
}

/// Whose private data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PrivateSubject {
    /// The phone number of a person.
    Phone(PersonId),
    /// Who reported a complaint, and how to reach them.
    Reporter(ComplaintId),
}

/// An edit of private personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrivateEdit {
    /// The text is set.
    Set(PrivateSubject, String, Replaces),
}

/// One edit, with what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Of an issue.
    Issue(IssueId, IssueEdit),
    /// Of the directory.
    Directory(DirectoryEdit),
    /// Of a complaint.
    Complaint(ComplaintId, ComplaintEdit),
    /// Of an accountability case.
    Case(CaseId, CaseEdit),
    /// Of private data.
    Private(PrivateEdit),
}

/// What a part of a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PartKey {
    /// Directory and rules.
    Directory,
    /// One issue.
    Issue(IssueId),
    /// One complaint.
    Complaint(ComplaintId),
    /// One accountability case.
    Case(CaseId),
    /// Private personal data.
    Private,
}

/// The edits of one part, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartEdits {
    /// Of the directory.
    Directory(Vec<DirectoryEdit>),
    /// Of an issue.
    Issue(Vec<IssueEdit>),
    /// Of a complaint.
    Complaint(Vec<ComplaintEdit>),
    /// Of a case.
    Case(Vec<CaseEdit>),
    /// Of private data.
    Private(Vec<PrivateEdit>),
}

impl PartEdits {
    /// How many edits there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Directory(edits) => edits.len(),
            Self::Issue(edits) => edits.len(),
            Self::Complaint(edits) => edits.len(),
            Self::Case(edits) => edits.len(),
            Self::Private(edits) => edits.len(),
        }
    }

    /// True without edits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The edits one by one; a part whose key is of another kind gives none.
    pub fn edits(&self, key: PartKey) -> Vec<Edit> {
        match (key, self) {
            (PartKey::Directory, Self::Directory(edits)) => edits.iter().cloned().map(Edit::Directory).collect(),
            (PartKey::Issue(id), Self::Issue(edits)) => edits.iter().map(|e| Edit::Issue(id, e.clone())).collect(),
            (PartKey::Complaint(id), Self::Complaint(edits)) => {
                edits.iter().map(|e| Edit::Complaint(id, e.clone())).collect()
            }
            (PartKey::Case(id), Self::Case(edits)) => edits.iter().map(|e| Edit::Case(id, e.clone())).collect(),
            (PartKey::Private, Self::Private(edits)) => edits.iter().cloned().map(Edit::Private).collect(),
            _ => Vec::new(),
        }
    }
}

impl Edit {
    /// The edits it stands in the place of, where it is a value that replaces others.
    pub fn replaces_mut(&mut self) -> Option<&mut Replaces> {
        match self {
            Self::Issue(_, edit) => match edit {
                IssueEdit::Set(_, r)
                | IssueEdit::SetMeasure(_, _, r)
                | IssueEdit::SetCheckpoint(_, _, r)
                | IssueEdit::SetTarget(_, _, r)
                | IssueEdit::SetPresence(_, _, r) => Some(r),
                IssueEdit::Register
                | IssueEdit::AddUnit(..)
                | IssueEdit::RemoveUnit(..)
                | IssueEdit::AddMeasure(_)
                | IssueEdit::AddCheckpoint(_)
                | IssueEdit::AddTarget(_)
                | IssueEdit::OpenRound(..)
                | IssueEdit::Append(..)
                | IssueEdit::Relate(_)
                | IssueEdit::Unrelate(..) => None,
            },
            Self::Directory(edit) => match edit {
                DirectoryEdit::Set(_, r)
                | DirectoryEdit::SetProcedure(_, _, r)
                | DirectoryEdit::SetHolidays(_, _, r)
                | DirectoryEdit::SetUnit(_, _, r)
                | DirectoryEdit::SetPerson(_, _, r)
                | DirectoryEdit::SetInspection(_, _, r)
                | DirectoryEdit::SetPresence(_, _, r) => Some(r),
                DirectoryEdit::AddCategory(_)
                | DirectoryEdit::RemoveCategory(..)
                | DirectoryEdit::AddUnit(_)
                | DirectoryEdit::AddAlias(..)
                | DirectoryEdit::RemoveAlias(..)
                | DirectoryEdit::AddMember(..)
                | DirectoryEdit::RemoveMember(..)
                | DirectoryEdit::AddPerson(_)
                | DirectoryEdit::AddInspection(_)
                | DirectoryEdit::AddDraw(..)
                | DirectoryEdit::SetView(..)
                | DirectoryEdit::HandOut(_)
                | DirectoryEdit::Admit(..) => None,
            },
            Self::Complaint(_, ComplaintEdit::Set(_, r) | ComplaintEdit::SetPresence(_, r))
            | Self::Case(_, CaseEdit::Set(_, r) | CaseEdit::SetPresence(_, r))
            | Self::Private(PrivateEdit::Set(_, _, r)) => Some(r),
            Self::Complaint(
                _,
                ComplaintEdit::Register
                | ComplaintEdit::AddKind(_)
                | ComplaintEdit::RemoveKind(..)
                | ComplaintEdit::Link(_)
                | ComplaintEdit::Unlink(..)
                | ComplaintEdit::AddRegion(_)
                | ComplaintEdit::RemoveRegion(..),
            )
            | Self::Case(_, CaseEdit::Register | CaseEdit::Link(_) | CaseEdit::Unlink(..)) => None,
        }
    }

    /// The part it goes into.
    pub fn part(&self) -> PartKey {
        match self {
            Self::Issue(id, _) => PartKey::Issue(*id),
            Self::Directory(_) => PartKey::Directory,
            Self::Complaint(id, _) => PartKey::Complaint(*id),
            Self::Case(id, _) => PartKey::Case(*id),
            Self::Private(_) => PartKey::Private,
        }
    }
}

/// Edits sorted into parts as they come: by key, in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct Parts(std::collections::BTreeMap<PartKey, PartEdits>);

impl Parts {
    /// True without edits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an edit to its part.
    pub fn push(&mut self, edit: Edit) {
        let part = self.0.entry(edit.part()).or_insert_with(|| match edit {
            Edit::Issue(..) => PartEdits::Issue(Vec::new()),
            Edit::Directory(_) => PartEdits::Directory(Vec::new()),
            Edit::Complaint(..) => PartEdits::Complaint(Vec::new()),
            Edit::Case(..) => PartEdits::Case(Vec::new()),
            Edit::Private(_) => PartEdits::Private(Vec::new()),
        });
        match (part, edit) {
            (PartEdits::Issue(list), Edit::Issue(_, edit)) => list.push(edit),
            (PartEdits::Directory(list), Edit::Directory(edit)) => list.push(edit),
            (PartEdits::Complaint(list), Edit::Complaint(_, edit)) => list.push(edit),
            (PartEdits::Case(list), Edit::Case(_, edit)) => list.push(edit),
            (PartEdits::Private(list), Edit::Private(edit)) => list.push(edit),
            _ => {}
        }
    }

    /// The parts in their order.
    pub fn into_list(self) -> Vec<(PartKey, PartEdits)> {
        self.0.into_iter().collect()
    }
}

impl Extend<Edit> for Parts {
    fn extend<I: IntoIterator<Item = Edit>>(&mut self, edits: I) {
        edits.into_iter().for_each(|edit| self.push(edit));
    }
}

impl FromIterator<Edit> for Parts {
    fn from_iter<I: IntoIterator<Item = Edit>>(edits: I) -> Self {
        let mut parts = Self::default();
        parts.extend(edits);
        parts
    }
}

/// Sorts edits into parts: by key, in the order they were made.
pub fn into_parts(edits: &[Edit]) -> Vec<(PartKey, PartEdits)> {
    edits.iter().cloned().collect::<Parts>().into_list()
}
