//! The fold: what the history makes of a ledger, subject by subject.

use std::sync::Arc;

use super::{
    change::ReadPart,
    edit::{PartEdits, PartKey},
    history::{History, SubjectState},
    ids::ChangeId,
    ledger::Ledger,
};

impl History {
    /// Folds one subject into `ledger`: its baseline if there is one, then its changes in order.
    pub fn fold_subject(&self, ledger: &mut Ledger, key: PartKey, reader: &dyn ReadPart) {
        self.fold_parts(ledger, key, self.acting(key, reader));
    }

    /// The same for one who folds all subjects: few changes are kept in memory that were not before.
    pub fn fold_passing(&self, ledger: &mut Ledger, key: PartKey, reader: &dyn ReadPart) {
        self.fold_parts(ledger, key, self.acting_lent(key, reader));
    }

    fn fold_parts(&self, ledger: &mut Ledger, key: PartKey, parts: Vec<(ChangeId, PartEdits)>) {
        ledger.forget(key);
        let baseline = self.baselines.get(&key);
        if let Some(baseline) = baseline {
            restore(ledger, key, &baseline.state);
        }
        let held = |id: &ChangeId| baseline.is_some_and(|b| b.state.log().0.contains(id));
        for (change, edits) in parts.into_iter().filter(|(change, _)| !held(change)) {
            ledger.apply(change, key, &edits, 0);
        }
    }

    /// Folds the whole history.
    pub fn fold(&self, id: super::ids::LedgerId, reader: &dyn ReadPart) -> Ledger {
        let mut ledger = Ledger::new(id);
        for key in self.subjects() {
            self.fold_passing(&mut ledger, key, reader);
        }
        ledger
    }
}

fn restore(ledger: &mut Ledger, key: PartKey, state: &SubjectState) {
    match (key, state) {
        (PartKey::Directory, SubjectState::Directory(state)) => {
            ledger.directory = Arc::clone(state);
        }
        (PartKey::Issue(id), SubjectState::Issue(state)) => {
            drop(ledger.issues.insert(id, Arc::clone(state)));
        }
        (PartKey::Complaint(id), SubjectState::Complaint(state)) => {
            drop(ledger.complaints.insert(id, Arc::clone(state)));
        }
        (PartKey::Case(id), SubjectState::Case(state)) => {
            drop(ledger.cases.insert(id, Arc::clone(state)));
        }
        (PartKey::Private, SubjectState::Private(state)) => ledger.private = Arc::clone(state),
        _ => {}
    }
}
