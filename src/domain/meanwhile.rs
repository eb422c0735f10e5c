//! What somebody meant who had not seen some changes: a form was open while another copy came in.
//!
//! **Invariant:** a value that was not seen is never replaced: what is meant stands beside it, and a person is asked.

use std::collections::BTreeSet;

use super::{
    complaint::{CaseValue, ComplaintValue},
    directory::{InspectionValue, LedgerValue, PersonValue, UnitValue},
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PartKey, PrivateEdit},
    ids::{ChangeId, EditRef},
    issue::IssueValue,
    measure::{CheckpointValue, MeasureValue, TargetValue},
    rules::PastEdits,
};

/// The edits as they were meant by somebody to whom `unseen` is true of a change.
///
/// What merely repeats the value that was seen was not meant at all and goes; the rest replaces only what was seen.
pub fn as_meant(mut edits: Vec<Edit>, past: PastEdits<'_>, unseen: &dyn Fn(ChangeId) -> bool) -> Vec<Edit> {
    // Edits of one change name each other by place: where they do, none may go.
    let chained = edits.iter_mut().filter_map(Edit::replaces_mut).flatten().any(|edit| edit.0 == ChangeId::THIS);
    edits.retain_mut(|edit| {
        let part = edit.part();
        let Some(replaces) = edit.replaces_mut() else {
            return true;
        };
        if !replaces.iter().any(|it| unseen(it.0)) {
            return true;
        }
        let seen = Seen { past, part, unseen }.of(replaces);
        replaces.retain(|it| !unseen(it.0));
        chained || !repeats(edit, &seen)
    });
    edits
}

/// Follows values back to those that were seen.
struct Seen<'a> {
    past: PastEdits<'a>,
    part: PartKey,
    unseen: &'a dyn Fn(ChangeId) -> bool,
}

impl Seen<'_> {
    /// The values that stood when the form was opened, as edits; empty: the field was unset, or the past is not here.
    fn of(&self, replaced: &[EditRef]) -> Vec<Edit> {
        let mut open: Vec<EditRef> = replaced.to_vec();
        let (mut done, mut found) = (BTreeSet::new(), Vec::new());
        while let Some(next) = open.pop() {
            if !done.insert(next) {
                continue;
            }
            let Some(mut edit) = self.past.history.edit(next, self.part, self.past.reader) else {
                continue;
            };
            let before = edit.replaces_mut().map(std::mem::take).unwrap_or_default();
            if (self.unseen)(next.0) {
                open.extend(before);
            } else {
                found.push(edit);
            }
        }
        found
    }
}

/// Whether an edit says only what stood there before.
fn repeats(edit: &Edit, seen: &[Edit]) -> bool {
    let mut said = edit.clone();
    said.replaces_mut().map(std::mem::take).unwrap_or_default();
    if seen.is_empty() { is_unset(&said) } else { seen.iter().all(|before| *before == said) }
}

/// Whether an edit gives a field what it has before anybody sets it.
fn is_unset(edit: &Edit) -> bool {
    match edit {
        Edit::Issue(_, edit) => match edit {
            IssueEdit::Set(value, _) => *value == IssueValue::unset(value.field()),
            IssueEdit::SetMeasure(_, value, _) => *value == MeasureValue::unset(value.field()),
            IssueEdit::SetCheckpoint(_, value, _) => *value == CheckpointValue::unset(value.field()),
            IssueEdit::SetTarget(_, value, _) => *value == TargetValue::unset(value.field()),
            IssueEdit::Register
            | IssueEdit::AddUnit(..)
            | IssueEdit::RemoveUnit(..)
            | IssueEdit::AddMeasure(_)
            | IssueEdit::AddCheckpoint(_)
            | IssueEdit::AddTarget(_)
            | IssueEdit::OpenRound(..)
            | IssueEdit::Append(..)
            | IssueEdit::SetPresence(..)
            | IssueEdit::Relate(_)
            | IssueEdit::Unrelate(..) => false,
        },
        Edit::Directory(edit) => is_unset_in_directory(edit),
        Edit::Complaint(_, ComplaintEdit::Set(value, _)) => *value == ComplaintValue::unset(value.field()),
        Edit::Case(_, CaseEdit::Set(value, _)) => *value == CaseValue::unset(value.field()),
        Edit::Private(PrivateEdit::Set(_, text, _)) => text.is_empty(),
        Edit::Complaint(..) | Edit::Case(..) => false,
    }
}

fn is_unset_in_directory(edit: &DirectoryEdit) -> bool {
    match edit {
        DirectoryEdit::Set(value, _) => *value == LedgerValue::unset(value.field()),
        DirectoryEdit::SetUnit(_, value, _) => *value == UnitValue::unset(value.field()),
        DirectoryEdit::SetPerson(_, value, _) => *value == PersonValue::unset(value.field()),
        DirectoryEdit::SetInspection(_, value, _) => *value == InspectionValue::unset(value.field()),
        DirectoryEdit::SetProcedure(..)
        | DirectoryEdit::SetHolidays(..)
        | DirectoryEdit::AddCategory(_)
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
        | DirectoryEdit::Admit(..)
        | DirectoryEdit::SetPresence(..) => false,
    }
}

/// Whether edits say something on top of how an issue stands: a record, a step, a round.
///
/// They replace nothing; but whoever wrote them should have seen what came in about the same issue.
pub fn builds_on(edit: &Edit) -> Option<PartKey> {
    match edit {
        Edit::Issue(_, IssueEdit::Append(..) | IssueEdit::OpenRound(..)) => Some(edit.part()),
        Edit::Issue(..) | Edit::Directory(_) | Edit::Complaint(..) | Edit::Case(..) | Edit::Private(_) => None,
    }
}
