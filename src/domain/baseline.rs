//! The state of a subject in place of ancestors a copy lacks.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    complaint::{AccountabilityCase, Complaint},
    directory::Directory,
    edit::PartKey,
    ids::ChangeId,
    issue::Issue,
    ledger::Private,
    register::Log,
};

/// The folded state of one subject, as a baseline gives it where ancestors are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SubjectState {
    /// The directory.
    Directory(Arc<Directory>),
    /// An issue.
    Issue(Arc<Issue>),
    /// A complaint.
    Complaint(Arc<Complaint>),
    /// An accountability case.
    Case(Arc<AccountabilityCase>),
    /// Private data.
    Private(Arc<Private>),
}

/// The state of one subject at named changes, for copies that lack its ancestors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// The heads the state was taken at.
    pub at: Vec<ChangeId>,
    /// The state; its log names the changes it holds.
    pub state: SubjectState,
}

impl SubjectState {
    /// Whose state it is.
    pub fn key(&self) -> PartKey {
        match self {
            Self::Directory(_) => PartKey::Directory,
            Self::Issue(state) => PartKey::Issue(state.id),
            Self::Complaint(state) => PartKey::Complaint(state.id),
            Self::Case(state) => PartKey::Case(state.id),
            Self::Private(_) => PartKey::Private,
        }
    }

    pub(super) fn log(&self) -> &Log {
        match self {
            Self::Directory(state) => &state.log,
            Self::Issue(state) => &state.log,
            Self::Complaint(state) => &state.log,
            Self::Case(state) => &state.log,
            Self::Private(state) => &state.log,
        }
    }
}
