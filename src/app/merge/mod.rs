//! Two copies of one ledger meet: what would come in, side by side with what stands here, before anything is done.
//!
//! ```text
//!   mine ──┐
//!          ├─ preview ─> by issue, by person, receipt ─> take in (one union, no new change)
//! theirs ──┘
//! ```
//! **Invariant:** a preview is a pure function of two contents; neither is changed by it.

mod by_hand;
mod choose;
pub mod marks;
mod receipt;
mod subjects;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use chrono::NaiveDateTime;

use crate::{
    domain::{
        ChangeId, IssueId, LedgerId, Union,
        edit::PartKey,
        review::{Finding, FindingGroup, findings_of, shared_conflicts},
    },
    store::ledger_write::LedgerContent,
};

pub use crate::store::fault::FaultKind;

pub use by_hand::enter_by_hand;
pub use choose::{OpenConflict, Side, open_conflicts, resolve_all};
pub use receipt::{Counts, Receipt, RefusedRecord, TakenChange};
pub use subjects::{DeltaState, Facet, FacetState, SubjectDelta};

/// What a previewed copy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeSource {
    /// A file.
    File(PathBuf),
    /// What this computer remembers and the open copy lacks.
    Shadow,
    /// A package that was looked at.
    Package(PathBuf),
}

impl MergeSource {
    /// The file; empty where it is none.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(path) | Self::Package(path) => path.clone(),
            Self::Shadow => PathBuf::new(),
        }
    }

    /// As it stands in receipts; empty for what this computer remembers.
    pub fn shown(&self) -> String {
        self.path().display().to_string()
    }
}

/// Where a copy came from, and when and by whom it is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The file or place, as shown.
    pub source: String,
    /// When it is looked at.
    pub at: NaiveDateTime,
    /// Who looks.
    pub by: String,
    /// What of the copy cannot be read or trusted.
    pub refused: Vec<RefusedRecord>,
}

/// Why two copies cannot be merged at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotMerge {
    /// They are not copies of one ledger: its issues can be imported instead.
    #[error("the ledgers are of different origin: {mine} and {theirs}")]
    OtherOrigin {
        /// The ledger here.
        mine: LedgerId,
        /// The ledger there.
        theirs: LedgerId,
    },
}

/// One person's part in what comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDelta {
    /// The name, as declared.
    pub author: String,
    /// The unit, as declared.
    pub unit: String,
    /// How many changes.
    pub changes: usize,
    /// The subjects touched, in the order of [`MergePreview::subjects`].
    pub subjects: Vec<usize>,
    /// How many of those are in conflict.
    pub conflicts: usize,
    /// The first and the last change, by the typist's clock.
    pub between: (NaiveDateTime, NaiveDateTime),
}

/// What a merge would come to.
#[derive(Clone, Debug)]
pub struct MergePreview {
    /// The heads of the copy here: where they have moved on, the preview is made anew.
    pub on: Vec<ChangeId>,
    /// The copy that comes in.
    pub theirs: LedgerContent,
    /// What both come to together.
    pub merged: LedgerContent,
    /// What was taken.
    pub union: Union,
    /// What is touched, conflicts first.
    pub subjects: Vec<SubjectDelta>,
    /// Who did it.
    pub people: Vec<PersonDelta>,
    /// Issues of both copies together that nothing touches.
    pub unchanged: usize,
    /// The counts and lists to be kept.
    pub receipt: Receipt,
}

impl MergePreview {
    /// True where the other copy has nothing that is not here.
    pub fn is_nothing(&self) -> bool {
        self.union.is_nothing()
    }

    /// How many subjects are in a state.
    pub fn count(&self, state: DeltaState) -> usize {
        self.subjects.iter().filter(|subject| subject.state == state).count()
    }
}

/// Works out what taking `theirs` into `mine` comes to.
pub fn preview(mine: &LedgerContent, theirs: LedgerContent, incoming: Incoming) -> Result<MergePreview, CannotMerge> {
    if mine.ledger.id != theirs.ledger.id {
        return Err(CannotMerge::OtherOrigin { mine: mine.ledger.id, theirs: theirs.ledger.id });
    }
    let mut merged = mine.clone();
    let union = merged.take_in(&theirs);
    let new: BTreeSet<ChangeId> = union.taken.iter().chain(&union.filled).copied().collect();
    let mut subjects = subjects::deltas(mine, &merged, &new);
    let faults = new_faults(mine, &merged, &mut subjects);
    subjects.sort_by_key(|subject| (subject.state, subject.key));
    let receipt = receipt::write(mine, &theirs, (&merged, &union), (&subjects, faults), incoming);
    let people = people(&merged, &union, &subjects);
    let touched = subjects.iter().filter(|subject| matches!(subject.key, PartKey::Issue(_))).count();
    let unchanged = merged.ledger.issues.len().saturating_sub(touched);
    let on = mine.history.heads();
    Ok(MergePreview { on, theirs, merged, union, subjects, people, unchanged, receipt })
}

/// What the rules would not have let through and the merge brings; told to the subjects it stands in.
fn new_faults(mine: &LedgerContent, merged: &LedgerContent, subjects: &mut [SubjectDelta]) -> Vec<Finding> {
    let is_fault = |finding: &Finding| match finding.group() {
        FindingGroup::Rule | FindingGroup::Directory => true,
        FindingGroup::Conflict => finding.place().is_none(),
        FindingGroup::Confirm | FindingGroup::Files | FindingGroup::Copies => false,
    };
    let mut all = Vec::new();
    for subject in subjects {
        let Some(issue) = issue_of(subject.key) else {
            continue;
        };
        let before = findings_of(&mine.ledger, [issue]);
        let after = findings_of(&merged.ledger, [issue]);
        subject.faults = after.into_iter().filter(|it| is_fault(it) && !before.contains(it)).collect();
        if !subject.faults.is_empty() && subject.state != DeltaState::Conflicting {
            subject.state = DeltaState::Refused;
        }
        all.extend(subject.faults.iter().cloned());
    }
    all
}

fn issue_of(key: PartKey) -> Option<IssueId> {
    match key {
        PartKey::Issue(id) => Some(id),
        PartKey::Directory | PartKey::Complaint(_) | PartKey::Case(_) | PartKey::Private => None,
    }
}

/// All conflicts of values that stand in the subjects of a preview.
fn conflicts_in(merged: &LedgerContent, subjects: &[SubjectDelta]) -> Vec<Finding> {
    let mut found = findings_of(&merged.ledger, subjects.iter().filter_map(|subject| issue_of(subject.key)));
    found.extend(shared_conflicts(&merged.ledger));
    let touched: BTreeSet<_> =
        subjects.iter().flat_map(|subject| subject.facets.iter().map(|it| (subject.key, it.slot.clone()))).collect();
    found.retain(|finding| finding.place().is_some_and(|place| touched.contains(&place)));
    found
}

fn people(merged: &LedgerContent, union: &Union, subjects: &[SubjectDelta]) -> Vec<PersonDelta> {
    let mut found: BTreeMap<(String, String), PersonDelta> = BTreeMap::new();
    let mut whose: BTreeMap<ChangeId, (String, String)> = BTreeMap::new();
    for change in union.taken.iter().filter_map(|id| merged.history.get(*id)) {
        let header = &change.header;
        let key = (header.author.clone(), header.unit.clone());
        whose.insert(change.id, key.clone());
        let person = found.entry(key).or_insert_with(|| PersonDelta {
            author: header.author.clone(),
            unit: header.unit.clone(),
            changes: 0,
            subjects: Vec::new(),
            conflicts: 0,
            between: (header.typed_at, header.typed_at),
        });
        person.changes += 1;
        let (first, last) = person.between;
        person.between = (first.min(header.typed_at), last.max(header.typed_at));
    }
    for (n, subject) in subjects.iter().enumerate() {
        let theirs: BTreeSet<_> = subject.changes.iter().filter_map(|change| whose.get(change)).collect();
        for key in theirs {
            if let Some(person) = found.get_mut(key) {
                person.subjects.push(n);
                person.conflicts += usize::from(subject.state == DeltaState::Conflicting);
            }
        }
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.sort_by_key(|person| std::cmp::Reverse(person.changes));
    all
}
