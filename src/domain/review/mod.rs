//! Everything a person has to look at (核对): worked out of the ledger and its history, never stored.
//!
//! **Invariant:** what a merge may have let through is listed here, never hidden.

mod conflicts;
mod directory;
mod history;
mod issue;
mod places;
#[cfg(test)]
mod tests;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{
    complaint::{CaseField, ComplaintField},
    directory::{DirectoryItem, InspectionField, LedgerField, PersonField, UnitField},
    edit::{PartKey, PrivateSubject},
    history::History,
    ids::{
        CaseId, ChangeId, CheckpointId, ComplaintId, InspectionId, IssueId, MeasureId, PersonId, RecordId, RoundId,
        TargetId, UnitId,
    },
    issue::{Issue, IssueField, IssueItem},
    ledger::Ledger,
    measure::{CheckpointField, MeasureField, TargetField},
    record::Month,
    rules::Missing,
};

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// Copies disagree about a field of an issue.
    IssueConflict { issue: IssueId, field: IssueField },
    /// Copies disagree about a field of a measure.
    MeasureConflict { issue: IssueId, measure: MeasureId, field: MeasureField },
    /// Copies disagree about a field of a checkpoint.
    CheckpointConflict { issue: IssueId, checkpoint: CheckpointId, field: CheckpointField },
    /// Copies disagree about a field of a target.
    TargetConflict { issue: IssueId, target: TargetId, field: TargetField },
    /// Copies disagree whether an issue or a part of it stands.
    PresenceConflict { issue: IssueId, item: IssueItem },
    /// Copies disagree about a field of the ledger.
    LedgerConflict(LedgerField),
    /// Copies disagree about a field of a unit.
    UnitConflict { unit: UnitId, field: UnitField },
    /// Copies disagree about a field of a person.
    PersonConflict { person: PersonId, field: PersonField },
    /// Copies disagree about a field of an inspection.
    InspectionConflict { inspection: InspectionId, field: InspectionField },
    /// Copies disagree about a procedure.
    ProcedureConflict(String),
    /// Copies disagree about the holidays of a year.
    HolidaysConflict(i32),
    /// Copies disagree about a field of a complaint.
    ComplaintConflict { complaint: ComplaintId, field: ComplaintField },
    /// Copies disagree about a field of an accountability case.
    CaseConflict { case: CaseId, field: CaseField },
    /// Copies disagree about private data.
    PrivateConflict(PrivateSubject),
    /// Copies disagree whether a complaint stands.
    ComplaintPresence(ComplaintId),
    /// Copies disagree whether an accountability case stands.
    CasePresence(CaseId),
    /// Copies disagree whether an entry of the directory stands.
    EntryPresence(DirectoryItem),

    /// The deadline of an issue waits to be confirmed.
    DeadlineToConfirm { issue: IssueId },
    /// The deadline of a measure waits to be confirmed.
    MeasureDeadlineToConfirm { issue: IssueId, measure: MeasureId },
    /// The deadline of a target waits to be confirmed.
    TargetDeadlineToConfirm { issue: IssueId, target: TargetId },
    /// The clock of this computer is doubtful: nothing can be changed until a person looks at it.
    ClockDoubtful { now: NaiveDateTime, newest: NaiveDateTime },
    /// A file of the evidence is not beside the ledger.
    EvidenceMissing { issue: IssueId, record: RecordId },
    /// The plan named several leads; one has to be confirmed.
    LeadToConfirm { issue: IssueId },
    /// There is no lead unit; the document that divides the work, where the plan names one.
    LeadMissing { issue: IssueId, by_document: String },
    /// Several extensions act; the earliest does until one is chosen.
    SeveralExtensions { issue: IssueId, extensions: Vec<RecordId> },
    /// Two ratings of one unit for one month differ.
    RatingsDiffer { issue: IssueId, unit: Option<UnitId>, month: Month, records: Vec<RecordId> },
    /// Issues of one inspection carry the same number (重号).
    NumberTwice { inspection: InspectionId, number: String, issues: Vec<IssueId> },

    /// Step records made apart contradict each other.
    StepsContradict { issue: IssueId, round: RoundId },
    /// Records arrived for a round that was filed already.
    LateRecords { issue: IssueId, round: RoundId, records: Vec<RecordId> },
    /// A round was opened although the one before it was not filed: two were opened apart.
    RoundsApart { issue: IssueId, round: RoundId },
    /// A round was filed although something it needs is not there.
    FiledLacking { issue: IssueId, round: RoundId, missing: Vec<Missing> },
    /// Who filed a round had applied for it.
    FiledByApplicant { issue: IssueId, round: RoundId, person: String },
    /// The end of a running notice cannot be counted: the holidays of the year are missing.
    HolidaysMissing { issue: IssueId, year: i32 },

    /// An issue names a unit that is not in the directory, or not any more.
    UnitNotHere { issue: IssueId, unit: UnitId },
    /// A measure's unit is not in the directory, or not any more.
    MeasureUnitNotHere { issue: IssueId, measure: MeasureId, unit: UnitId },

    /// Private data that was erased stands here again: it was entered apart from the erasure.
    ErasedElsewhere(PrivateSubject),

    /// Units that stand beside each other under one name: copies added one unit apart.
    UnitTwice { name: String, units: Vec<UnitId> },

    /// The history has so many ends: copies went apart and met.
    SeveralHeads(usize),
    /// So many parts were left out of this copy.
    PartsHidden(usize),
    /// So many parts were erased.
    PartsErased(usize),
    /// So many subjects are known by their state at some change, without what led to it.
    Baselines(usize),
    /// So many pieces about something were written by a newer version: kept, not understood here.
    NotUnderstood { about: PartKey, parts: usize },
    /// So many changes are known by name alone.
    AncestorsMissing(usize),
    /// A change was typed, by its clock, before the change it was made on.
    ClocksDisagree { change: ChangeId, typed_at: NaiveDateTime, before: NaiveDateTime },
}

/// What a finding asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingGroup {
    /// Choose between values of different copies.
    Conflict,
    /// Say which of the readings is meant, or fill in what is missing.
    Confirm,
    /// Look at what the rules would not have let through.
    Rule,
    /// Put the directory right.
    Directory,
    /// Bring files back.
    Files,
    /// Know it: nothing need be done.
    Copies,
}

impl FindingGroup {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 6] = [Self::Conflict, Self::Rule, Self::Confirm, Self::Directory, Self::Files, Self::Copies];
}

impl Finding {
    /// What it asks for.
    pub fn group(&self) -> FindingGroup {
        match self {
            Self::IssueConflict { .. }
            | Self::MeasureConflict { .. }
            | Self::CheckpointConflict { .. }
            | Self::TargetConflict { .. }
            | Self::PresenceConflict { .. }
            | Self::LedgerConflict(_)
            | Self::UnitConflict { .. }
            | Self::PersonConflict { .. }
            | Self::InspectionConflict { .. }
            | Self::ProcedureConflict(_)
            | Self::HolidaysConflict(_)
            | Self::ComplaintConflict { .. }
            | Self::CaseConflict { .. }
            | Self::PrivateConflict(_)
            | Self::ComplaintPresence(_)
            | Self::CasePresence(_)
            | Self::EntryPresence(_)
            | Self::RatingsDiffer { .. }
            | Self::SeveralExtensions { .. } => FindingGroup::Conflict,
            Self::DeadlineToConfirm { .. }
            | Self::MeasureDeadlineToConfirm { .. }
            | Self::TargetDeadlineToConfirm { .. }
            | Self::ClockDoubtful { .. }
            | Self::LeadToConfirm { .. }
            | Self::LeadMissing { .. }
            | Self::NumberTwice { .. } => FindingGroup::Confirm,
            Self::ErasedElsewhere(_)
            | Self::StepsContradict { .. }
            | Self::LateRecords { .. }
            | Self::RoundsApart { .. }
            | Self::FiledLacking { .. }
            | Self::FiledByApplicant { .. }
            | Self::HolidaysMissing { .. } => FindingGroup::Rule,
            Self::UnitNotHere { .. } | Self::MeasureUnitNotHere { .. } | Self::UnitTwice { .. } => {
                FindingGroup::Directory
            }
            Self::EvidenceMissing { .. } => FindingGroup::Files,
            Self::SeveralHeads(_)
            | Self::PartsHidden(_)
            | Self::PartsErased(_)
            | Self::Baselines(_)
            | Self::AncestorsMissing(_)
            | Self::NotUnderstood { .. }
            | Self::ClocksDisagree { .. } => FindingGroup::Copies,
        }
    }

    /// The issue it is about, if it is about one.
    pub fn issue(&self) -> Option<IssueId> {
        match self {
            Self::IssueConflict { issue, .. }
            | Self::MeasureConflict { issue, .. }
            | Self::CheckpointConflict { issue, .. }
            | Self::TargetConflict { issue, .. }
            | Self::PresenceConflict { issue, .. }
            | Self::DeadlineToConfirm { issue }
            | Self::MeasureDeadlineToConfirm { issue, .. }
            | Self::TargetDeadlineToConfirm { issue, .. }
            | Self::EvidenceMissing { issue, .. }
            | Self::NotUnderstood { about: PartKey::Issue(issue), .. }
            | Self::LeadToConfirm { issue }
            | Self::LeadMissing { issue, .. }
            | Self::SeveralExtensions { issue, .. }
            | Self::RatingsDiffer { issue, .. }
            | Self::StepsContradict { issue, .. }
            | Self::LateRecords { issue, .. }
            | Self::RoundsApart { issue, .. }
            | Self::FiledLacking { issue, .. }
            | Self::FiledByApplicant { issue, .. }
            | Self::HolidaysMissing { issue, .. }
            | Self::UnitNotHere { issue, .. }
            | Self::MeasureUnitNotHere { issue, .. } => Some(*issue),
            Self::NumberTwice { issues, .. } => issues.first().copied(),
            Self::LedgerConflict(_)
            | Self::UnitConflict { .. }
            | Self::PersonConflict { .. }
            | Self::InspectionConflict { .. }
            | Self::ProcedureConflict(_)
            | Self::HolidaysConflict(_)
            | Self::ComplaintConflict { .. }
            | Self::CaseConflict { .. }
            | Self::PrivateConflict(_)
            | Self::ComplaintPresence(_)
            | Self::CasePresence(_)
            | Self::EntryPresence(_)
            | Self::ErasedElsewhere(_)
            | Self::ClockDoubtful { .. }
            | Self::NotUnderstood { .. }
            | Self::UnitTwice { .. }
            | Self::SeveralHeads(_)
            | Self::PartsHidden(_)
            | Self::PartsErased(_)
            | Self::Baselines(_)
            | Self::AncestorsMissing(_)
            | Self::ClocksDisagree { .. } => None,
        }
    }
}

/// Everything a person has to look at, in the order of issues; sort by [`Finding::group`] to show it.
pub fn findings(ledger: &Ledger, history: &History) -> Vec<Finding> {
    let mut found = Vec::new();
    conflicts::of_directory(ledger, &mut found);
    for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
        conflicts::of_issue(issue, &mut found);
        if issue.is_present() {
            issue::of_issue(&ledger.directory, issue, &mut found);
            directory::of_issue(&ledger.directory, issue, &mut found);
        }
    }
    conflicts::of_others(ledger, &mut found);
    same_numbers(ledger, &mut found);
    directory::same_names(&ledger.directory, &mut found);
    history::of_history(history, &mut found);
    found
}

/// What a person has to look at in some issues alone: conflicts, things to confirm, what rules would not let through.
pub fn findings_of(ledger: &Ledger, issues: impl IntoIterator<Item = IssueId>) -> Vec<Finding> {
    let mut found = Vec::new();
    for issue in issues.into_iter().filter_map(|id| ledger.issue(id)).filter(|issue| issue.is_listed()) {
        conflicts::of_issue(issue, &mut found);
        if issue.is_present() {
            issue::of_issue(&ledger.directory, issue, &mut found);
            directory::of_issue(&ledger.directory, issue, &mut found);
        }
    }
    found
}

/// Where copies disagree, anywhere in the ledger: each can be chosen by hand.
pub fn conflicts(ledger: &Ledger) -> Vec<Finding> {
    let mut found = Vec::new();
    conflicts::of_directory(ledger, &mut found);
    for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
        conflicts::of_issue(issue, &mut found);
    }
    conflicts::of_others(ledger, &mut found);
    found
}

/// Where copies disagree outside of issues.
pub fn shared_conflicts(ledger: &Ledger) -> Vec<Finding> {
    let mut found = Vec::new();
    conflicts::of_directory(ledger, &mut found);
    conflicts::of_others(ledger, &mut found);
    found
}

/// Issues of one inspection that carry the same number (重号).
fn same_numbers(ledger: &Ledger, found: &mut Vec<Finding>) {
    let mut by_number: std::collections::BTreeMap<(InspectionId, &str), Vec<IssueId>> =
        std::collections::BTreeMap::new();
    let standing = |issue: &&std::sync::Arc<Issue>| issue.is_present();
    for issue in ledger.issues.values().filter(standing) {
        let number = issue.fields.number.get().trim();
        if !number.is_empty() {
            let key = (*issue.fields.inspection.get(), number);
            by_number.entry(key).or_default().push(issue.id);
        }
    }
    for ((inspection, number), issues) in by_number {
        if issues.len() > 1 {
            found.push(Finding::NumberTwice { inspection, number: number.to_owned(), issues });
        }
    }
}
