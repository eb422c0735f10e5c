//! What the user is told of a change that came off: how many of what, and what was taken back, and where.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many actions a few are told of")]

use std::collections::BTreeSet;

use crate::domain::{
    CaseId, ComplaintId, IssueId,
    edit::{DirectoryEdit, Edit, PartKey},
    procedure::StepKey,
    rules::{Action, NewRecord},
};

/// What a change did, by number; told once it is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done.
    pub what: Deed,
    /// The ledger's revision after it: later, undo would take back something else.
    pub revision: u64,
}

/// What was done, and how many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// So many issues were registered, and so many cells of others written.
    Registered { issues: usize, cells: usize },
    /// So many supervision notices were issued.
    Issued(usize),
    /// So many issues were rated.
    Rated(usize),
    /// A step of the procedure was taken, by so many issues; the first of them.
    Stepped { step: StepKey, first: IssueId, issues: usize },
    /// So many cells were written at once.
    Written(usize),
}

/// What undo took back, or redo did again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// Redo did it again; otherwise undo took it back.
    pub again: bool,
    /// What the change had done.
    pub edits: Vec<Edit>,
    /// Where it is seen.
    pub place: Whereabouts,
}

/// Where the things are that a change touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// One issue.
    Issue(IssueId),
    /// Several issues.
    Issues(BTreeSet<IssueId>),
    /// A complaint.
    Complaint(ComplaintId),
    /// An accountability case.
    Case(CaseId),
    /// The views of the grid.
    Views,
    /// Units, people, rules.
    Settings,
}

impl Whereabouts {
    /// Where the things are that these edits touched; issues before what was added by the way.
    pub fn of(edits: &[Edit]) -> Self {
        let mut issues = BTreeSet::new();
        let mut other = None;
        for edit in edits {
            match edit.part() {
                PartKey::Issue(id) => {
                    issues.insert(id);
                }
                PartKey::Complaint(id) => other = Some(Self::Complaint(id)),
                PartKey::Case(id) => other = Some(Self::Case(id)),
                PartKey::Directory | PartKey::Private => {}
            }
        }
        let view = |edit: &Edit| matches!(edit, Edit::Directory(DirectoryEdit::SetView(..)));
        match (other, issues.first(), issues.len()) {
            (Some(other), ..) => other,
            (None, Some(one), 1) => Self::Issue(*one),
            (None, Some(_), _) => Self::Issues(issues),
            (None, None, _) if edits.iter().any(view) => Self::Views,
            (None, None, _) => Self::Settings,
        }
    }
}

/// What is told of an action that came off; nothing of what is seen where it was typed.
pub fn deed_of(action: &Action) -> Option<Deed> {
    let mut count = Count::default();
    count.take(action);
    let step = count.steps.first().cloned();
    match count {
        Count { issues, cells, .. } if issues > 0 => Some(Deed::Registered { issues, cells }),
        Count { notices, .. } if notices > 0 => Some(Deed::Issued(notices)),
        Count { steps, .. } if !steps.is_empty() => {
            step.map(|(first, step)| Deed::Stepped { step, first, issues: steps.len() })
        }
        Count { ratings, .. } if ratings > 0 => Some(Deed::Rated(ratings)),
        Count { cells, .. } if cells > 1 => Some(Deed::Written(cells)),
        _ => None,
    }
}

/// How many of what an action does.
#[derive(Debug, Default)]
struct Count {
    issues: usize,
    cells: usize,
    notices: usize,
    ratings: usize,
    steps: Vec<(IssueId, StepKey)>,
}

impl Count {
    fn take(&mut self, action: &Action) {
        match action {
            Action::Batch(all) => all.iter().for_each(|action| self.take(action)),
            Action::Because { action, .. } | Action::Resolve(action) => self.take(action),
            Action::RegisterIssue { .. } => self.issues += 1,
            Action::SetIssue { .. } | Action::ConfirmLead { .. } => self.cells += 1,
            Action::TakeStep { issue, entry, .. } => self.steps.push((*issue, entry.step.clone())),
            Action::Append { entry: NewRecord::Notice(_), .. } => self.notices += 1,
            Action::Append { entry: NewRecord::Progress(note), .. } if note.rating.is_some() => self.ratings += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{edit::IssueEdit, issue::IssueValue, record::SupervisionNotice, rules::StepEntry};

    fn set(issue: u128) -> Action {
        Action::SetIssue { issue: IssueId(issue), value: IssueValue::Region("榆阳区".to_owned()) }
    }

    fn register(issue: u128) -> Action {
        Action::RegisterIssue { issue: IssueId(issue), values: Vec::new() }
    }

    #[test]
    fn a_batch_is_told_by_the_number_of_what_it_did() {
        let notice = |issue| Action::Append {
            issue: IssueId(issue),
            record: crate::domain::RecordId::default(),
            entry: NewRecord::Notice(SupervisionNotice::default()),
        };
        assert_eq!(deed_of(&Action::Batch(vec![notice(1), notice(2)])), Some(Deed::Issued(2)), "notices");
        let pasted = Action::Batch((1..=40).map(register).collect());
        assert_eq!(deed_of(&pasted), Some(Deed::Registered { issues: 40, cells: 0 }), "rows");
        let both = Action::Batch(vec![set(9), register(1)]);
        assert_eq!(deed_of(&both), Some(Deed::Registered { issues: 1, cells: 1 }), "rows and cells");
        assert_eq!(deed_of(&Action::Batch(vec![set(1), set(2)])), Some(Deed::Written(2)), "cells");
    }

    #[test]
    fn one_cell_typed_where_it_is_seen_is_not_told() {
        assert_eq!(deed_of(&set(1)), None);
    }

    #[test]
    fn a_step_names_itself_and_its_first_issue() {
        let entry = Box::new(StepEntry { step: "filing".into(), ..StepEntry::default() });
        let (record, round) = Default::default();
        let step = Action::TakeStep { issue: IssueId(4), record, round, entry };
        let told = Deed::Stepped { step: "filing".into(), first: IssueId(4), issues: 1 };
        assert_eq!(deed_of(&step), Some(told));
    }

    #[test]
    fn what_was_taken_back_is_found_where_it_was() {
        let edit = |issue| Edit::Issue(IssueId(issue), IssueEdit::Register);
        assert_eq!(Whereabouts::of(&[edit(3)]), Whereabouts::Issue(IssueId(3)), "one");
        let several = Whereabouts::Issues([IssueId(1), IssueId(2)].into());
        assert_eq!(Whereabouts::of(&[edit(1), edit(2)]), several, "several");
        let view = Edit::Directory(DirectoryEdit::SetView("月报".to_owned(), None, Vec::new()));
        assert_eq!(Whereabouts::of(&[view]), Whereabouts::Views, "a view");
    }
}
