//! The ledger as it is now: the fold of its history.
//!
//! **Invariant:** applying the changes of a history in its order gives the same ledger on every copy.

use std::{collections::BTreeMap, slice::from_ref, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    apply::{apply_all, apply_case, apply_complaint, apply_directory, apply_issue, apply_private},
    complaint::{AccountabilityCase, Complaint},
    directory::Directory,
    edit::{Edit, PartEdits, PartKey, PrivateSubject},
    ids::{CaseId, ChangeId, ComplaintId, EditRef, IssueId, LedgerId},
    issue::Issue,
    register::{Log, Reg},
};

/// Private personal data: in no package and no export unless asked for by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Private {
    /// The changes that touched it.
    pub log: Log,
    /// The texts.
    pub texts: BTreeMap<PrivateSubject, Reg<String>>,
}

/// One ledger (整改台账). Cloning is cheap: issues are shared until changed.
#[doc(alias = "台账")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Its name over all copies.
    pub id: LedgerId,
    /// The hand-out this copy is held under, in a unit's copy: nothing can be done outside it. Each copy has its own.
    pub grant: Option<EditRef>,
    /// What issues share.
    pub directory: Arc<Directory>,
    /// Issues by id.
    pub issues: BTreeMap<IssueId, Arc<Issue>>,
    /// Complaints by id.
    pub complaints: BTreeMap<ComplaintId, Arc<Complaint>>,
    /// Accountability cases by id.
    pub cases: BTreeMap<CaseId, Arc<AccountabilityCase>>,
    /// Private personal data.
    pub private: Arc<Private>,
}

impl Ledger {
    /// An empty ledger.
    pub fn new(id: LedgerId) -> Self {
        Self { id, ..Self::default() }
    }

    /// An issue by its id.
    pub fn issue(&self, id: IssueId) -> Option<&Issue> {
        self.issues.get(&id).map(Arc::as_ref)
    }

    /// Applies one part of a change. `first` is the place of its first edit in the part.
    ///
    /// A part whose edits are of another kind than its key changes nothing.
    pub fn apply(&mut self, change: ChangeId, key: PartKey, edits: &PartEdits, first: u32) {
        match (key, edits) {
            (PartKey::Directory, PartEdits::Directory(edits)) => {
                apply_all(Arc::make_mut(&mut self.directory), change, edits, first, apply_directory);
            }
            (PartKey::Issue(id), PartEdits::Issue(edits)) => {
                let issue = self.issues.entry(id).or_insert_with(|| Arc::new(Issue { id, ..Issue::default() }));
                apply_all(Arc::make_mut(issue), change, edits, first, apply_issue);
            }
            (PartKey::Complaint(id), PartEdits::Complaint(edits)) => {
                let new = || Arc::new(Complaint { id, ..Complaint::default() });
                let complaint = self.complaints.entry(id).or_insert_with(new);
                apply_all(Arc::make_mut(complaint), change, edits, first, apply_complaint);
            }
            (PartKey::Case(id), PartEdits::Case(edits)) => {
                let new = || Arc::new(AccountabilityCase { id, ..AccountabilityCase::default() });
                let case = self.cases.entry(id).or_insert_with(new);
                apply_all(Arc::make_mut(case), change, edits, first, apply_case);
            }
            (PartKey::Private, PartEdits::Private(edits)) => {
                apply_all(Arc::make_mut(&mut self.private), change, edits, first, apply_private);
            }
            _ => {}
        }
    }

    /// Applies one edit at a place of its part.
    pub fn apply_edit(&mut self, change: ChangeId, edit: &Edit, place: u32) {
        match edit {
            Edit::Issue(id, edit) => {
                let issue = self.issues.entry(*id).or_insert_with(|| Arc::new(Issue { id: *id, ..Issue::default() }));
                apply_all(Arc::make_mut(issue), change, from_ref(edit), place, apply_issue);
            }
            Edit::Directory(edit) => {
                apply_all(Arc::make_mut(&mut self.directory), change, from_ref(edit), place, apply_directory);
            }
            Edit::Complaint(id, edit) => {
                let new = || Arc::new(Complaint { id: *id, ..Complaint::default() });
                let complaint = self.complaints.entry(*id).or_insert_with(new);
                apply_all(Arc::make_mut(complaint), change, from_ref(edit), place, apply_complaint);
            }
            Edit::Case(id, edit) => {
                let new = || Arc::new(AccountabilityCase { id: *id, ..AccountabilityCase::default() });
                let case = self.cases.entry(*id).or_insert_with(new);
                apply_all(Arc::make_mut(case), change, from_ref(edit), place, apply_case);
            }
            Edit::Private(edit) => {
                apply_all(Arc::make_mut(&mut self.private), change, from_ref(edit), place, apply_private);
            }
        }
    }

    /// Forgets what is folded of one part, so that it can be folded anew.
    pub fn forget(&mut self, key: PartKey) {
        match key {
            PartKey::Directory => self.directory = Arc::default(),
            PartKey::Issue(id) => drop(self.issues.remove(&id)),
            PartKey::Complaint(id) => drop(self.complaints.remove(&id)),
            PartKey::Case(id) => drop(self.cases.remove(&id)),
            PartKey::Private => self.private = Arc::default(),
        }
    }
}
