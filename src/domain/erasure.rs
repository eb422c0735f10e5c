//! Private texts that whoever erased them did not know of: entered apart, on another copy, and arrived since.
//!
//! ```text
//!   X: reporter is 甲 ──┐
//!                       ├─ both here: X stands although the reporter was erased
//!   E: erase reporter ──┘
//! ```
//! A part holds several people's texts and its hash is fixed, so nothing goes by itself: it is listed until somebody
//! erases it too.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    change::ReadPart,
    edit::{Edit, PartKey, PrivateEdit, PrivateSubject},
    history::History,
    ids::ChangeId,
};

/// Whose data was erased, and stands here nevertheless by a change that the erasure is no ancestor of.
pub fn not_erased(history: &History, reader: &dyn ReadPart) -> BTreeSet<PrivateSubject> {
    let erasures = erasures(history, reader);
    let mut found = BTreeSet::new();
    if erasures.is_empty() {
        return found;
    }
    for change in history.touching(PartKey::Private) {
        for (subject, text) in texts(history, change.id, reader) {
            let by = erasures.get(&subject).map(Vec::as_slice).unwrap_or_default();
            if !text.is_empty() && by.iter().any(|erasure| !is_ancestor(history, *erasure, change.id)) {
                found.insert(subject);
            }
        }
    }
    found
}

/// The changes that erase, by whose data they erase.
fn erasures(history: &History, reader: &dyn ReadPart) -> BTreeMap<PrivateSubject, Vec<ChangeId>> {
    let mut found: BTreeMap<PrivateSubject, Vec<ChangeId>> = BTreeMap::new();
    for change in history.touching(PartKey::Private).filter(|change| !change.header.erases.is_empty()) {
        for (subject, _) in texts(history, change.id, reader).into_iter().filter(|(_, text)| text.is_empty()) {
            found.entry(subject).or_default().push(change.id);
        }
    }
    found
}

fn texts(history: &History, change: ChangeId, reader: &dyn ReadPart) -> Vec<(PrivateSubject, String)> {
    let part = history.part(change, PartKey::Private, reader);
    let edits = part.map(|part| part.edits(PartKey::Private)).unwrap_or_default();
    let text = |edit| match edit {
        Edit::Private(PrivateEdit::Set(subject, text, _)) => Some((subject, text)),
        Edit::Issue(..) | Edit::Directory(_) | Edit::Complaint(..) | Edit::Case(..) => None,
    };
    edits.into_iter().filter_map(text).collect()
}

fn is_ancestor(history: &History, ancestor: ChangeId, of: ChangeId) -> bool {
    let Some(least) = history.get(ancestor).map(|change| change.header.generation) else {
        return false;
    };
    let (mut seen, mut open) = (BTreeSet::new(), vec![of]);
    while let Some(id) = open.pop() {
        if id == ancestor {
            return true;
        }
        let above = history.get(id).filter(|change| change.header.generation > least && seen.insert(id));
        open.extend(above.into_iter().flat_map(|change| change.header.parents.iter().copied()));
    }
    false
}
