//! Which parts of changes act: those made under a grant act inside it only, unless the office admits them.
//!
//! **Invariant:** the verdict depends on the history alone, so it is the same on every copy that holds the same changes.

#![expect(clippy::wildcard_enum_match_arm, reason = "few kinds of edits are looked for among all")]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    change::{Change, ReadPart},
    edit::{DirectoryEdit, Edit, IssueEdit, PartEdits, PartKey},
    grant::Grant,
    history::History,
    ids::{ChangeId, EditRef, RecordId, UnitId},
    issue::{IssueItem, IssueValue, Presence},
    record::RecordBody,
};

/// Why a part of a change does not act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// The grant it names is not in the history.
    GrantUnknown,
    /// It does what its grant does not allow.
    OutsideGrant,
    /// It takes a step of an issue that was given to another unit meanwhile.
    LeadMoved,
}

/// A part of a change that lies outside its grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithheldPart {
    /// The change.
    pub change: ChangeId,
    /// What the part is about.
    pub key: PartKey,
    /// Why it lies outside.
    pub why: Withheld,
    /// The office has admitted it: it acts all the same.
    pub admitted: bool,
}

impl History {
    /// The grant an edit recorded. A hand-out made under a grant is none: only the office hands out.
    pub fn grant(&self, at: EditRef, reader: &dyn ReadPart) -> Option<Grant> {
        let made = self.get(at.0)?;
        match self.edit(at, PartKey::Directory, reader)? {
            Edit::Directory(DirectoryEdit::HandOut(grant)) if made.header.grant.is_none() => Some(*grant),
            _ => None,
        }
    }

    /// The edits of a subject that act, in the order of the fold.
    pub(super) fn acting(&self, key: PartKey, reader: &dyn ReadPart) -> Vec<(ChangeId, PartEdits)> {
        self.acting_among(key, reader, self.parts_of(key, reader))
    }

    /// The same for one who asks of all subjects: few changes are kept in memory that were not before.
    pub(super) fn acting_lent(&self, key: PartKey, reader: &dyn ReadPart) -> Vec<(ChangeId, PartEdits)> {
        self.acting_among(key, reader, edits_of(self.lent(key), key, reader))
    }

    fn acting_among(&self, key: PartKey, reader: &dyn ReadPart, parts: Vec<Part<'_>>) -> Vec<(ChangeId, PartEdits)> {
        if parts.iter().all(|(change, _)| change.header.grant.is_none()) {
            return parts.into_iter().map(|(change, part)| (change.id, part)).collect();
        }
        let withheld = self.withheld_of(key, reader, &parts);
        let idle: BTreeSet<_> = withheld.iter().filter(|it| !it.admitted).map(|it| it.change).collect();
        let acting = parts.into_iter().filter(|(change, _)| !idle.contains(&change.id));
        acting.map(|(change, part)| (change.id, part)).collect()
    }

    /// Everything that lies outside the grant it was made under, in the order of the subjects.
    pub fn withheld(&self, reader: &dyn ReadPart) -> Vec<WithheldPart> {
        let granted = self.granted();
        let keys: BTreeSet<_> = granted.flat_map(|change| change.parts.iter().map(|(key, _)| *key)).collect();
        keys.into_iter().flat_map(|key| self.withheld_of(key, reader, &self.parts_of(key, reader))).collect()
    }

    /// The subjects whose state hangs on what a change admits, beside those it touches itself.
    pub fn swayed_by(&self, change: &Change, reader: &dyn ReadPart) -> BTreeSet<PartKey> {
        let part = change.edits(PartKey::Directory, reader);
        let edits = part.map(|part| part.edits(PartKey::Directory)).unwrap_or_default();
        let mut keys = BTreeSet::new();
        for edit in edits {
            match edit {
                Edit::Directory(DirectoryEdit::Admit(named, ..)) => {
                    keys.extend(self.get(named).into_iter().flat_map(|it| it.parts.iter().map(|(key, _)| *key)));
                }
                // Changes made under it may have arrived first.
                Edit::Directory(DirectoryEdit::HandOut(_)) => keys.extend(self.made_under(change.id)),
                _ => {}
            }
        }
        keys
    }

    fn made_under(&self, hand_out: ChangeId) -> BTreeSet<PartKey> {
        let under = |change: &&Change| change.header.grant.is_some_and(|at| at.0 == hand_out);
        self.granted().filter(under).flat_map(|change| change.parts.iter().map(|(key, _)| *key)).collect()
    }

    /// Whether `new` was made knowing `old`, as far as the changes between are here.
    pub fn is_ancestor(&self, old: ChangeId, new: ChangeId) -> bool {
        let Some(floor) = self.get(old).map(|change| change.header.generation) else {
            return false;
        };
        let mut seen = BTreeSet::new();
        let mut open = vec![new];
        while let Some(id) = open.pop() {
            if id == old {
                return true;
            }
            let above = self.get(id).filter(|change| change.header.generation > floor && seen.insert(id));
            open.extend(above.into_iter().flat_map(|change| change.header.parents.iter().copied()));
        }
        false
    }

    fn parts_of(&self, key: PartKey, reader: &dyn ReadPart) -> Vec<Part<'_>> {
        edits_of(self.touching(key).map(Cow::Borrowed), key, reader)
    }

    fn withheld_of(&self, key: PartKey, reader: &dyn ReadPart, parts: &[Part<'_>]) -> Vec<WithheldPart> {
        let named: BTreeSet<_> = parts.iter().filter_map(|(change, _)| change.header.grant).collect();
        let grants = named.into_iter().filter_map(|at| Some((at, self.grant(at, reader)?))).collect();
        let judge = Judge { history: self, key, parts, grants };
        let found = parts.iter().filter_map(|(change, part)| Some((change.id, judge.why_not(change, part)?)));
        let mut withheld: Vec<_> =
            found.map(|(change, why)| WithheldPart { change, key, why, admitted: false }).collect();
        if !withheld.is_empty() {
            let admitted = self.admitted(reader);
            for part in &mut withheld {
                part.admitted = admitted.contains(&part.change);
            }
        }
        withheld
    }

    /// The changes the office admits: of several verdicts that did not know each other the last in the fold counts.
    fn admitted(&self, reader: &dyn ReadPart) -> BTreeSet<ChangeId> {
        let mut verdicts: Vec<(EditRef, ChangeId, bool)> = Vec::new();
        let mut replaced: BTreeSet<EditRef> = BTreeSet::new();
        // A unit admits nothing.
        for change in self.touching(PartKey::Directory).filter(|change| change.header.grant.is_none()) {
            let part = change.edits(PartKey::Directory, reader);
            let edits = part.map(|part| part.edits(PartKey::Directory)).unwrap_or_default();
            for (n, edit) in (0..).zip(edits) {
                if let Edit::Directory(DirectoryEdit::Admit(named, admitted, replaces)) = edit {
                    verdicts.push((EditRef(change.id, n), named, admitted));
                    let own = |it: &EditRef| if it.0 == ChangeId::THIS { EditRef(change.id, it.1) } else { *it };
                    replaced.extend(replaces.iter().map(own));
                }
            }
        }
        let current = verdicts.into_iter().filter(|(at, ..)| !replaced.contains(at));
        let last: BTreeMap<_, _> = current.map(|(_, change, admitted)| (change, admitted)).collect();
        last.into_iter().filter_map(|(change, admitted)| admitted.then_some(change)).collect()
    }
}

/// A change with its edits of one subject.
type Part<'a> = (Cow<'a, Change>, PartEdits);

fn edits_of<'a>(changes: impl Iterator<Item = Cow<'a, Change>>, key: PartKey, reader: &dyn ReadPart) -> Vec<Part<'a>> {
    changes.filter_map(|change| change.edits(key, reader).map(|edits| (change, edits))).collect()
}

/// What the changes of one subject are measured by.
struct Judge<'a> {
    history: &'a History,
    key: PartKey,
    parts: &'a [Part<'a>],
    grants: BTreeMap<EditRef, Grant>,
}

impl Judge<'_> {
    fn why_not(&self, change: &Change, part: &PartEdits) -> Option<Withheld> {
        let at = change.header.grant?;
        let Some(grant) = self.grants.get(&at) else {
            return Some(Withheld::GrantUnknown);
        };
        let edits = part.edits(self.key);
        let inside = |edit: &Edit| grant.allows(edit) || self.takes_own_back(change, edit, grant.unit);
        if edits.len() != part.len() || !edits.iter().all(inside) {
            return Some(Withheld::OutsideGrant);
        }
        let steps = edits.iter().any(is_step);
        (steps && self.lead_moved(change, at, grant.unit)).then_some(Withheld::LeadMoved)
    }

    /// An undo may take back, and a redo bring back, a record the unit itself entered.
    fn takes_own_back(&self, change: &Change, edit: &Edit, unit: UnitId) -> bool {
        let Edit::Issue(_, IssueEdit::SetPresence(IssueItem::Record(id), presence, _)) = edit else {
            return false;
        };
        let turns = match presence {
            Presence::Undone | Presence::Present => true,
            Presence::Withdrawn(_) => false,
        };
        turns && change.header.undoes.is_some() && self.entered_by(*id) == Some(unit)
    }

    /// The unit under whose grant a record was entered first.
    fn entered_by(&self, id: RecordId) -> Option<UnitId> {
        let entered = self.parts.iter().find(|(_, part)| match part {
            PartEdits::Issue(edits) => {
                edits.iter().any(|edit| matches!(edit, IssueEdit::Append(record, _) if *record == id))
            }
            PartEdits::Directory(_) | PartEdits::Complaint(_) | PartEdits::Case(_) | PartEdits::Private(_) => false,
        });
        let at = entered?.0.header.grant?;
        self.grants.get(&at).map(|grant| grant.unit)
    }

    /// Whether the issue was given to another unit after the hand-out by somebody who did not know the change.
    fn lead_moved(&self, change: &Change, grant: EditRef, unit: UnitId) -> bool {
        let moves: Vec<_> = self.parts.iter().filter_map(|(by, part)| Some((by.as_ref(), lead_set(part)?))).collect();
        let leads_now = moves.last().is_none_or(|(_, lead)| *lead == unit);
        let since = self.history.get(grant.0).map_or(0, |it| it.header.generation);
        let unknown = |by: &Change| {
            by.header.grant.is_none() && by.header.generation > since && !self.history.is_ancestor(change.id, by.id)
        };
        !leads_now && moves.iter().any(|(by, lead)| *lead != unit && unknown(by))
    }
}

fn is_step(edit: &Edit) -> bool {
    matches!(edit, Edit::Issue(_, IssueEdit::Append(_, body)) if matches!(**body, RecordBody::Step(_)))
}

/// The lead unit a part sets.
fn lead_set(part: &PartEdits) -> Option<UnitId> {
    let PartEdits::Issue(edits) = part else {
        return None;
    };
    edits.iter().rev().find_map(|edit| match edit {
        IssueEdit::Set(IssueValue::LeadUnit(lead), _) => *lead,
        _ => None,
    })
}
