//! Taking a change back: a new change with the inverse edits. Redo takes an undo back.
//!
//! **Invariant:** what somebody changed since is never taken away: the undo is refused instead.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the edit that is looked up has the kind of the edit that replaced it"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::{AnyField, Context, Refusal};
use crate::domain::{
    change::ReadPart,
    complaint::{CaseValue, ComplaintValue},
    directory::{InspectionValue, LedgerValue, PersonValue, UnitValue},
    edit::{CaseEdit, ComplaintEdit, DirectoryEdit, Edit, IssueEdit, PartKey, PrivateEdit, into_parts},
    history::History,
    ids::{ChangeId, EditKey, EditRef, RecordId},
    issue::{Issue, IssueItem, IssueValue, Presence},
    ledger::Ledger,
    measure::{CheckpointValue, MeasureValue, TargetValue},
    record::RecordBody,
    register::{Log, Reg},
    slot::slot_of,
};

/// Where edits of the past are looked up.
#[derive(Clone, Copy)]
pub struct PastEdits<'a> {
    /// The history.
    pub history: &'a History,
    /// How parts are read.
    pub reader: &'a dyn ReadPart,
}

type Edits = Result<Vec<Edit>, Refusal>;

/// Works out the edits that take `change` back, or why it cannot be.
pub fn undo_edits(ledger: &Ledger, past: PastEdits<'_>, change: ChangeId, ctx: &Context) -> Edits {
    ctx.check_clock()?;
    let header = &past.history.get(change).ok_or(Refusal::NotAllHere)?.header;
    // In a unit's copy only what was done in it is taken back.
    if ledger.grant.is_some() && header.grant.is_none() {
        return Err(Refusal::OutsideGrant);
    }
    // What was erased cannot be brought back, here or anywhere.
    if !header.erases.is_empty() {
        return Err(Refusal::NotAllHere);
    }
    let mut work = ledger.clone();
    let mut all = Vec::new();
    let mut counts: BTreeMap<PartKey, u32> = BTreeMap::new();
    for (key, _) in header.parts.iter().rev() {
        let part = past.history.part(change, *key, past.reader).ok_or(Refusal::NotAllHere)?;
        let edits = part.edits(*key);
        let made = made_here(&edits);
        for (n, edit) in edits.iter().enumerate().rev() {
            let later = edits.get(n + 1..).unwrap_or_default();
            if belongs_to_made(edit, &made) || is_beside(edit, later) {
                continue;
            }
            let back = Undoing { past, change, key: *key, ledger: &work }.inverse(edit)?;
            for (part_key, part) in into_parts(&back) {
                let first = counts.entry(part_key).or_default();
                work.apply(ChangeId::THIS, part_key, &part, *first);
                *first += part.len() as u32;
            }
            all.extend(back);
        }
    }
    Ok(all)
}

/// What a change brought into being: taking that back takes its fields along.
#[derive(Default)]
struct Made {
    registered: bool,
    items: BTreeSet<IssueItem>,
}

fn made_here(edits: &[Edit]) -> Made {
    let mut made = Made::default();
    for edit in edits {
        match edit {
            Edit::Issue(_, IssueEdit::Register)
            | Edit::Complaint(_, ComplaintEdit::Register)
            | Edit::Case(_, CaseEdit::Register) => made.registered = true,
            Edit::Issue(_, IssueEdit::AddMeasure(id)) => {
                _ = made.items.insert(IssueItem::Measure(*id));
            }
            Edit::Issue(_, IssueEdit::AddCheckpoint(id)) => {
                _ = made.items.insert(IssueItem::Checkpoint(*id));
            }
            Edit::Issue(_, IssueEdit::AddTarget(id)) => {
                _ = made.items.insert(IssueItem::Target(*id));
            }
            _ => {}
        }
    }
    made
}

fn belongs_to_made(edit: &Edit, made: &Made) -> bool {
    match edit {
        Edit::Issue(_, IssueEdit::Register)
        | Edit::Complaint(_, ComplaintEdit::Register)
        | Edit::Case(_, CaseEdit::Register) => false,
        Edit::Issue(..) | Edit::Complaint(..) | Edit::Case(..) if made.registered => true,
        Edit::Issue(_, IssueEdit::SetMeasure(id, ..)) => made.items.contains(&IssueItem::Measure(*id)),
        Edit::Issue(_, IssueEdit::SetCheckpoint(id, ..)) => made.items.contains(&IssueItem::Checkpoint(*id)),
        Edit::Issue(_, IssueEdit::SetTarget(id, ..)) => made.items.contains(&IssueItem::Target(*id)),
        _ => false,
    }
}

/// One edit being taken back on the ledger as it is after the later ones were.
struct Undoing<'a> {
    past: PastEdits<'a>,
    change: ChangeId,
    key: PartKey,
    ledger: &'a Ledger,
}

impl Undoing<'_> {
    /// The values that the replaced edits had set.
    fn old<V>(&self, replaces: &[EditRef], value: impl Fn(Edit) -> Option<V>) -> Result<Vec<V>, Refusal> {
        let mut old = Vec::new();
        for edit in replaces {
            let named = if edit.0 == ChangeId::THIS { EditRef(self.change, edit.1) } else { *edit };
            let found = self.past.history.edit(named, self.key, self.past.reader).and_then(&value);
            old.push(found.ok_or(Refusal::NotAllHere)?);
        }
        Ok(old)
    }

    fn inverse(&self, edit: &Edit) -> Edits {
        match edit {
            Edit::Issue(id, edit) => {
                let issue = self.ledger.issue(*id).ok_or(Refusal::NotAllHere)?;
                let edits = self.of_issue(issue, edit)?;
                Ok(edits.into_iter().map(|edit| Edit::Issue(*id, edit)).collect())
            }
            Edit::Directory(edit) => Ok(self.of_directory(edit)?.into_iter().map(Edit::Directory).collect()),
            Edit::Complaint(id, edit) => {
                let edits = self.of_complaint(*id, edit)?;
                Ok(edits.into_iter().map(|edit| Edit::Complaint(*id, edit)).collect())
            }
            Edit::Case(id, edit) => {
                let edits = self.of_case(*id, edit)?;
                Ok(edits.into_iter().map(|edit| Edit::Case(*id, edit)).collect())
            }
            Edit::Private(PrivateEdit::Set(subject, text, replaces)) => {
                let private = &self.ledger.private;
                let current = private.texts.get(subject).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Private(PrivateEdit::Set(_, text, _)) => Some(text),
                    _ => None,
                })?;
                let back = self.back(&private.log, &current, text, (old, String::new()), Some(AnyField::Private))?;
                Ok(back.into_iter().map(|(v, r)| Edit::Private(PrivateEdit::Set(*subject, v, r))).collect())
            }
        }
    }
}

impl Undoing<'_> {
    /// Sets back to the old values, provided that nobody else has set anything there and nothing else was set since.
    fn back<V: Clone + PartialEq>(
        &self,
        log: &Log,
        current: &[(EditKey, V)],
        set: &V,
        (old, unset): (Vec<V>, V),
        field: Option<AnyField>,
    ) -> Result<Vec<(V, Vec<EditRef>)>, Refusal> {
        let author = |change: ChangeId| self.past.history.get(change).map(|it| it.header.author.as_str());
        let own = author(self.change);
        let touched_since = current.iter().any(|(key, value)| {
            let by = log.edit_ref(*key).map(|edit| edit.0);
            let by_me = by.is_some_and(|by| by == ChangeId::THIS || author(by) == own);
            // One change may have set several values beside each other: taking a choice back does.
            !by_me || (value != set && by != Some(self.change))
        });
        if touched_since {
            return Err(Refusal::ChangedSince(field));
        }
        let replaces = log.edit_refs(current.iter().map(|(key, _)| *key));
        let old = if old.is_empty() { vec![unset] } else { old };
        // Several old values were a conflict: each stands again beside the others.
        Ok(old.into_iter().map(|value| (value, replaces.clone())).collect())
    }
}

/// Whether an edit was made beside a later one of the same change, in the place of the same values: taking that one
/// back has taken this one back too.
fn is_beside(edit: &Edit, later: &[Edit]) -> bool {
    let mut own = edit.clone();
    let Some(replaces) = own.replaces_mut().map(std::mem::take).filter(|replaces| !replaces.is_empty()) else {
        return false;
    };
    let slot = slot_of(edit);
    let mut beside = later.iter().filter(|other| slot_of(other) == slot);
    beside.any(|other| other.clone().replaces_mut().is_some_and(|theirs| *theirs == replaces))
}

/// Takes back an edit that set one field: what the edits it had replaced had set stands again, and where there were
/// none, what stands while nobody has set anything.
macro_rules! field_back {
    ($undoing:expr, $log:expr, $fields:expr, $value:ident, $replaces:ident, ($values:ident, $any:ident),
     $found:pat => $was:expr, $again:expr) => {{
        let field = $value.field();
        let old = $undoing.old($replaces, |edit| match edit {
            $found => Some($was),
            _ => None,
        })?;
        let current = $fields.current(field);
        let back = $undoing.back($log, &current, $value, (old, $values::unset(field)), Some(AnyField::$any(field)))?;
        Ok(back.into_iter().map($again).collect())
    }};
}

mod issue;
mod shared;
