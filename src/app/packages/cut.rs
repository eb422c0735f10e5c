//! Cuts a ledger down to what somebody may see: the rest is hidden, and its place in the history stays provable.

use std::collections::BTreeSet;

use crate::{
    domain::{
        ComplaintId, EditRef,
        change::Change,
        complaint::Complaint,
        edit::{Edit, PartKey, PrivateEdit, PrivateSubject},
        grant::Grant,
        history::History,
        ledger::Ledger,
    },
    store::{codec::RonParts, ledger_write::LedgerContent},
};

/// What a unit gets: its own issues with their whole history, complaints about nothing but these, and what all share.
///
/// Reporters stay out, but for those of the complaints named. `None`: no such hand-out.
pub fn cut_for_unit(content: &LedgerContent, at: EditRef, reporters: &BTreeSet<ComplaintId>) -> Option<LedgerContent> {
    let grant = content.history.grant(at, &RonParts)?;
    let complaints = complaints_for(&content.ledger, &grant);
    let shown = |change: &Change, key: PartKey| match key {
        PartKey::Directory => true,
        PartKey::Issue(id) => grant.has(id),
        PartKey::Complaint(id) => complaints.contains(&id),
        PartKey::Case(_) => false,
        PartKey::Private => is_asked_for(&content.history, change, reporters),
    };
    let mut history = content.history.showing(&shown);
    for (key, baseline) in content.history.baselines() {
        let seen = match key {
            PartKey::Directory => true,
            PartKey::Issue(id) => grant.has(*id),
            PartKey::Complaint(id) => complaints.contains(id),
            PartKey::Case(_) | PartKey::Private => false,
        };
        if seen {
            history.set_baseline(*key, baseline.clone());
        }
    }
    let mut ledger = content.ledger.clone();
    ledger.grant = Some(at);
    ledger.issues.retain(|id, _| grant.has(*id));
    ledger.complaints.retain(|id, _| complaints.contains(id));
    ledger.cases.clear();
    Some(finish(ledger, history))
}

/// The whole ledger without reporters, but for those of the complaints named.
pub fn cut_copy(content: &LedgerContent, reporters: &BTreeSet<ComplaintId>) -> LedgerContent {
    let shown = |change: &Change, key: PartKey| match key {
        PartKey::Directory | PartKey::Issue(_) | PartKey::Complaint(_) | PartKey::Case(_) => true,
        PartKey::Private => is_asked_for(&content.history, change, reporters),
    };
    let mut history = content.history.showing(&shown);
    for (key, baseline) in content.history.baselines().iter().filter(|(key, _)| **key != PartKey::Private) {
        history.set_baseline(*key, baseline.clone());
    }
    finish(content.ledger.clone(), history)
}

/// Private data is what its shown parts come to.
fn finish(mut ledger: Ledger, history: History) -> LedgerContent {
    history.fold_subject(&mut ledger, PartKey::Private, &RonParts);
    LedgerContent { ledger, history, loose: Vec::new() }
}

/// Complaints linked with issues of the grant and with no other.
fn complaints_for(ledger: &Ledger, grant: &Grant) -> BTreeSet<ComplaintId> {
    let own =
        |complaint: &Complaint| !complaint.issues.is_empty() && complaint.issues.iter().all(|issue| grant.has(*issue));
    ledger.complaints.values().filter(|complaint| own(complaint)).map(|complaint| complaint.id).collect()
}

/// Whether the private part of a change speaks of nobody but the reporters asked for.
fn is_asked_for(history: &History, change: &Change, reporters: &BTreeSet<ComplaintId>) -> bool {
    if reporters.is_empty() {
        return false;
    }
    let part = history.part(change.id, PartKey::Private, &RonParts);
    let edits = part.map(|part| part.edits(PartKey::Private)).unwrap_or_default();
    let asked = |edit: &Edit| match edit {
        Edit::Private(PrivateEdit::Set(PrivateSubject::Reporter(id), ..)) => reporters.contains(id),
        Edit::Private(PrivateEdit::Set(PrivateSubject::Phone(_), ..))
        | Edit::Issue(..)
        | Edit::Directory(_)
        | Edit::Complaint(..)
        | Edit::Case(..) => false,
    };
    !edits.is_empty() && edits.iter().all(asked)
}
