//! Values about which copies disagree, wherever they stand.

use super::Finding;
use crate::domain::{
    directory::DirectoryItem,
    issue::{Issue, IssueItem},
    ledger::Ledger,
    register::Reg,
};

/// Conflicts inside one issue.
pub(super) fn of_issue(issue: &Issue, found: &mut Vec<Finding>) {
    let id = issue.id;
    let field = |field| Finding::IssueConflict { issue: id, field };
    found.extend(issue.fields.conflicts().into_iter().map(field));
    for (measure, held) in &issue.measures {
        let field = |field| Finding::MeasureConflict { issue: id, measure: *measure, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (checkpoint, held) in &issue.checkpoints {
        let field = |field| Finding::CheckpointConflict { issue: id, checkpoint: *checkpoint, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (target, held) in &issue.targets {
        let field = |field| Finding::TargetConflict { issue: id, target: *target, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    let items = std::iter::once(IssueItem::Issue)
        .chain(issue.measures.keys().copied().map(IssueItem::Measure))
        .chain(issue.checkpoints.keys().copied().map(IssueItem::Checkpoint))
        .chain(issue.targets.keys().copied().map(IssueItem::Target))
        .chain(issue.rounds.iter().map(|round| IssueItem::Round(round.id)))
        .chain(issue.records.iter().map(|record| IssueItem::Record(record.id)));
    for item in items {
        if issue.presence_of(item).is_some_and(Reg::is_conflicted) {
            found.push(Finding::PresenceConflict { issue: id, item });
        }
    }
}

/// Conflicts in what all issues share.
pub(super) fn of_directory(ledger: &Ledger, found: &mut Vec<Finding>) {
    let directory = &ledger.directory;
    found.extend(directory.fields.conflicts().into_iter().map(Finding::LedgerConflict));
    for (unit, held) in &directory.units {
        let field = |field| Finding::UnitConflict { unit: *unit, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (person, held) in &directory.people {
        let field = |field| Finding::PersonConflict { person: *person, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (inspection, held) in &directory.inspections {
        let field = |field| Finding::InspectionConflict { inspection: *inspection, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    let units = directory.units.keys().copied().map(DirectoryItem::Unit);
    let people = directory.people.keys().copied().map(DirectoryItem::Person);
    let inspections = directory.inspections.keys().copied().map(DirectoryItem::Inspection);
    for item in units.chain(people).chain(inspections) {
        if directory.presence_of(item).is_some_and(Reg::is_conflicted) {
            found.push(Finding::EntryPresence(item));
        }
    }
    for (name, held) in &directory.procedures {
        if held.is_conflicted() {
            found.push(Finding::ProcedureConflict(name.clone()));
        }
    }
    for (year, held) in &directory.holidays {
        if held.is_conflicted() {
            found.push(Finding::HolidaysConflict(*year));
        }
    }
}

/// Conflicts of complaints, cases and private data.
pub(super) fn of_others(ledger: &Ledger, found: &mut Vec<Finding>) {
    for (complaint, held) in &ledger.complaints {
        if held.presence.is_conflicted() {
            found.push(Finding::ComplaintPresence(*complaint));
        }
        let field = |field| Finding::ComplaintConflict { complaint: *complaint, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (case, held) in &ledger.cases {
        if held.presence.is_conflicted() {
            found.push(Finding::CasePresence(*case));
        }
        let field = |field| Finding::CaseConflict { case: *case, field };
        found.extend(held.fields.conflicts().into_iter().map(field));
    }
    for (subject, held) in &ledger.private.texts {
        if held.is_conflicted() {
            found.push(Finding::PrivateConflict(*subject));
        }
    }
}
