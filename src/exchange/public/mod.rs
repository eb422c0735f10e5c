//! The public edition (公开版): a copy of the ledger without anything that is not for the public.
//!
//! **Invariant:** what `table` does not mark as public is in no public edition: neither in the ledger file nor in
//! what is written from it.

mod keep;
mod mask;
mod table;

use std::{collections::BTreeSet, sync::Arc};

use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

use crate::domain::{
    ChangeId, EditKey, LedgerId, PersonId, Sha,
    directory::{Directory, LedgerValue},
    edit::PartKey,
    history::{Baseline, History, SubjectState},
    ledger::Ledger,
    register::Log,
};

use keep::Marks;

/// Which table speaks of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An issue.
    Issue,
    /// What issues share.
    Directory,
    /// A complaint.
    Complaint,
    /// An accountability case.
    Case,
}

/// What the public may see of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// All of it.
    Public,
    /// That it is there, and nothing of what it says.
    Emptied,
    /// Nothing.
    Private,
}

impl Subject {
    fn marks(self) -> Marks {
        Marks::read(match self {
            Self::Issue => table::ISSUE,
            Self::Directory => table::DIRECTORY,
            Self::Complaint => table::COMPLAINT,
            Self::Case => table::CASE,
        })
    }

    /// What the table says of a field, by its path in the stored form; `None` where no line speaks of it.
    pub fn openness(self, path: &[&str]) -> Option<Openness> {
        let marks = self.marks();
        let mut at = &marks;
        for name in path {
            at = at.of(name)?;
            match at.sign {
                Some('+') => return Some(Openness::Public),
                Some('=') => return Some(Openness::Emptied),
                Some(_) => return Some(Openness::Private),
                None => {}
            }
        }
        None
    }
}

/// What stands behind the title of a public ledger.
pub const SUFFIX: &str = "（公开版）";

/// A part of the ledger has no public form; nothing was made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no public form of {what}: {why}")]
pub struct NotPublic {
    /// Which part.
    pub what: String,
    /// What went wrong.
    pub why: String,
}

/// The ledger as the public may see it. Withdrawn issues, unpublished cases and all private data are left out.
///
/// With the id of the ledger itself it is for filling forms; for a file of its own it gets an id of its own, so that
/// it is never taken for a copy to be merged.
///
/// # Errors
/// When a part cannot be put into its public form.
pub fn public_ledger(ledger: &Ledger, id: LedgerId) -> Result<Ledger, NotPublic> {
    let mut public = Ledger::new(id);
    let marks = Subject::Issue.marks();
    for (key, issue) in ledger.issues.iter().filter(|(_, issue)| issue.is_present()) {
        let mut kept = kept(issue.as_ref(), &marks, "issue")?;
        kept.log = other_log(id, PartKey::Issue(*key), &issue.log);
        public.issues.insert(*key, Arc::new(kept));
    }
    let marks = Subject::Complaint.marks();
    for (key, complaint) in ledger.complaints.iter().filter(|(_, it)| it.is_present()) {
        let mut kept = kept(complaint.as_ref(), &marks, "complaint")?;
        kept.log = other_log(id, PartKey::Complaint(*key), &complaint.log);
        public.complaints.insert(*key, Arc::new(kept));
    }
    let marks = Subject::Case.marks();
    let published = |case: &crate::domain::complaint::AccountabilityCase| case.fields.published_on.get().is_some();
    for (key, case) in ledger.cases.iter().filter(|(_, it)| it.is_present() && published(it)) {
        let mut kept = kept(case.as_ref(), &marks, "case")?;
        kept.log = other_log(id, PartKey::Case(*key), &case.log);
        public.cases.insert(*key, Arc::new(kept));
    }
    let mut directory = kept(ledger.directory.as_ref(), &Subject::Directory.marks(), "directory")?;
    directory.log = other_log(id, PartKey::Directory, &ledger.directory.log);
    let named = named_people(&public);
    directory.people.retain(|id, _| named.contains(id));
    if id != ledger.id {
        rename(&mut directory);
    }
    public.directory = Arc::new(directory);
    Ok(public)
}

/// A history that gives just these states: a baseline for each, no change.
pub fn baselines(ledger: &Ledger) -> History {
    let mut history = History::default();
    let mut add = |key: PartKey, log: &Log, state: SubjectState| {
        history.set_baseline(key, Baseline { at: log.0.last().copied().into_iter().collect(), state });
    };
    let directory = &ledger.directory;
    add(PartKey::Directory, &directory.log, SubjectState::Directory(Arc::clone(directory)));
    for (id, issue) in &ledger.issues {
        add(PartKey::Issue(*id), &issue.log, SubjectState::Issue(Arc::clone(issue)));
    }
    for (id, complaint) in &ledger.complaints {
        add(PartKey::Complaint(*id), &complaint.log, SubjectState::Complaint(Arc::clone(complaint)));
    }
    for (id, case) in &ledger.cases {
        add(PartKey::Case(*id), &case.log, SubjectState::Case(Arc::clone(case)));
    }
    history
}

fn kept<T: Serialize + DeserializeOwned>(whole: &T, marks: &Marks, what: &str) -> Result<T, NotPublic> {
    let fault = |error: serde_json::Error| NotPublic { what: what.to_owned(), why: error.to_string() };
    let value = serde_json::to_value(whole).map_err(fault)?;
    serde_json::from_value(marks.keep(value)).map_err(fault)
}

/// As many names of changes as the log has, none of them of a change of the ledger: edits keep their places, and
/// nothing leads back.
fn other_log(id: LedgerId, key: PartKey, log: &Log) -> Log {
    let name = |n: usize| {
        let parts = [id.to_string(), format!("{key:?}"), n.to_string()];
        ChangeId(Sha::of(&[b"public", parts.join("\n").as_bytes()]))
    };
    Log((0..log.0.len()).map(name).collect())
}

/// The people an issue names as in charge; the others of the directory are nobody's business.
fn named_people(ledger: &Ledger) -> BTreeSet<PersonId> {
    let of_issue = |issue: &Arc<crate::domain::issue::Issue>| {
        [*issue.fields.person_in_charge.get(), *issue.fields.leader_in_charge.get()]
    };
    ledger.issues.values().flat_map(of_issue).flatten().collect()
}

fn rename(directory: &mut Directory) {
    let title = directory.fields.title.get();
    let title = if title.ends_with(SUFFIX) { title.clone() } else { format!("{title}{SUFFIX}") };
    let at = directory.fields.title.at().unwrap_or(EditKey(0, 0));
    directory.fields.set(at, LedgerValue::Title(title), &[]);
}
