//! The log of an issue, or of the whole ledger: who did what and when, with the values that stood before.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::{
    domain::{
        ChangeId, EditRef, IssueId,
        change::{Change, HeldPart},
        edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PartKey, PrivateEdit},
        history::{History, Turn},
    },
    store::codec::RonParts,
};

/// One change as the log shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// The change.
    pub change: ChangeId,
    /// Who typed it, as declared.
    pub author: String,
    /// The unit typed for, as declared.
    pub unit: String,
    /// The typist's clock.
    pub typed_at: NaiveDateTime,
    /// The change this one takes back.
    pub undoes: Option<ChangeId>,
    /// Whether it did something, took it back or did it again, and which change first did it.
    pub turn: (Turn, ChangeId),
    /// Why, where a reason was given.
    pub reason: String,
    /// What was done, in its order.
    pub lines: Vec<LogLine>,
    /// Parts that are hidden, erased or written by a newer version.
    pub withheld: usize,
}

/// One edit with the edits in whose place it stands: their values are the old ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// What was done.
    pub edit: Edit,
    /// What stood there before.
    pub before: Vec<Edit>,
}

/// Everything done to one issue, the newest first.
pub fn issue_log(history: &History, issue: IssueId) -> Vec<LogEntry> {
    part_log(history, PartKey::Issue(issue))
}

/// Everything done to one part of the ledger, the newest first.
pub fn part_log(history: &History, key: PartKey) -> Vec<LogEntry> {
    let mut read = Reading::new(history);
    let touching = history.touching(key).rev();
    touching.map(|change| read.entry(change, Some(key))).collect()
}

/// Everything done to the ledger, the newest first, at most so many changes.
pub fn ledger_log(history: &History, most: usize) -> Vec<LogEntry> {
    let mut read = Reading::new(history);
    let newest = history.in_order().rev().take(most);
    newest.map(|change| read.entry(change, None)).collect()
}

/// Parts already read, so that an old value costs no second reading.
struct Reading<'a> {
    history: &'a History,
    parts: BTreeMap<(ChangeId, PartKey), Option<Vec<Edit>>>,
}

impl<'a> Reading<'a> {
    fn new(history: &'a History) -> Self {
        Self { history, parts: BTreeMap::new() }
    }

    fn part(&mut self, change: ChangeId, key: PartKey) -> Option<&Vec<Edit>> {
        let history = self.history;
        let read = self.parts.entry((change, key)).or_insert_with(|| {
            let part = history.part(change, key, &RonParts)?;
            Some(part.edits(key))
        });
        read.as_ref()
    }

    fn entry(&mut self, change: &Change, only: Option<PartKey>) -> LogEntry {
        let header = &change.header;
        let mut entry = LogEntry {
            change: change.id,
            author: header.author.clone(),
            unit: header.unit.clone(),
            typed_at: header.typed_at,
            undoes: header.undoes,
            turn: self.history.turn(change.id),
            reason: header.reason.clone(),
            lines: Vec::new(),
            withheld: 0,
        };
        let wanted = |key: PartKey| only.is_none_or(|only| only == key);
        for (key, held) in change.parts.iter().filter(|(key, _)| wanted(*key)) {
            match held {
                HeldPart::Here(_) => {}
                HeldPart::Hidden | HeldPart::Erased(_) => {
                    entry.withheld += 1;
                    continue;
                }
            }
            let Some(edits) = self.part(change.id, *key).cloned() else {
                entry.withheld += 1;
                continue;
            };
            for edit in edits {
                let before = self.before(change.id, *key, &edit);
                entry.lines.push(LogLine { edit, before });
            }
        }
        entry
    }

    fn before(&mut self, this: ChangeId, key: PartKey, edit: &Edit) -> Vec<Edit> {
        let mut found = Vec::new();
        for EditRef(change, place) in replaces(edit) {
            let change = if *change == ChangeId::THIS { this } else { *change };
            let old = self.part(change, key).and_then(|edits| edits.get(*place as usize));
            found.extend(old.cloned());
        }
        found
    }
}

/// The edits that `edit` names as those in whose place it stands.
fn replaces(edit: &Edit) -> &[EditRef] {
    match edit {
        Edit::Issue(_, edit) => issue_replaces(edit),
        Edit::Directory(edit) => directory_replaces(edit),
        Edit::Complaint(_, edit) => match edit {
            ComplaintEdit::Set(_, r)
            | ComplaintEdit::RemoveKind(_, r)
            | ComplaintEdit::RemoveRegion(_, r)
            | ComplaintEdit::Unlink(_, r)
            | ComplaintEdit::SetPresence(_, r) => r,
            ComplaintEdit::Register
            | ComplaintEdit::AddKind(_)
            | ComplaintEdit::AddRegion(_)
            | ComplaintEdit::Link(_) => &[],
        },
        Edit::Case(_, edit) => match edit {
            CaseEdit::Set(_, r) | CaseEdit::Unlink(_, r) | CaseEdit::SetPresence(_, r) => r,
            CaseEdit::Register | CaseEdit::Link(_) => &[],
        },
        Edit::Private(PrivateEdit::Set(_, _, r)) => r,
    }
}

fn issue_replaces(edit: &IssueEdit) -> &[EditRef] {
    match edit {
        IssueEdit::Set(_, r)
        | IssueEdit::RemoveUnit(_, _, r)
        | IssueEdit::Unrelate(_, r)
        | IssueEdit::SetMeasure(_, _, r)
        | IssueEdit::SetCheckpoint(_, _, r)
        | IssueEdit::SetTarget(_, _, r)
        | IssueEdit::SetPresence(_, _, r) => r,
        IssueEdit::Register
        | IssueEdit::Relate(_)
        | IssueEdit::AddUnit(..)
        | IssueEdit::AddMeasure(_)
        | IssueEdit::AddCheckpoint(_)
        | IssueEdit::AddTarget(_)
        | IssueEdit::OpenRound(..)
        | IssueEdit::Append(..) => &[],
    }
}

fn directory_replaces(edit: &DirectoryEdit) -> &[EditRef] {
    match edit {
        DirectoryEdit::Set(_, r)
        | DirectoryEdit::SetProcedure(_, _, r)
        | DirectoryEdit::SetHolidays(_, _, r)
        | DirectoryEdit::SetView(_, _, r)
        | DirectoryEdit::Admit(_, _, r)
        | DirectoryEdit::RemoveCategory(_, r)
        | DirectoryEdit::SetUnit(_, _, r)
        | DirectoryEdit::RemoveAlias(_, _, r)
        | DirectoryEdit::RemoveMember(_, _, r)
        | DirectoryEdit::SetPerson(_, _, r)
        | DirectoryEdit::SetInspection(_, _, r)
        | DirectoryEdit::SetPresence(_, _, r) => r,
        DirectoryEdit::AddCategory(_)
        | DirectoryEdit::AddUnit(_)
        | DirectoryEdit::AddDraw(..)
        | DirectoryEdit::HandOut(_)
        | DirectoryEdit::AddAlias(..)
        | DirectoryEdit::AddMember(..)
        | DirectoryEdit::AddPerson(_)
        | DirectoryEdit::AddInspection(_) => &[],
    }
}
