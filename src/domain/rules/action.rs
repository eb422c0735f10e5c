//! Actions: what is meant for the ledger, with everything a person said and nothing worked out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    calendar::HolidayYear,
    closure::{ChecklistAnswer, MaterialGiven},
    complaint::{CaseValue, ComplaintValue},
    deadline::Deadline,
    directory::{DirectoryItem, InspectionValue, LedgerValue, PersonValue, UnitValue},
    edit::PrivateSubject,
    grant::Grant,
    ids::{
        CaseId, ChangeId, CheckpointId, ComplaintId, DrawId, InspectionId, IssueId, MeasureId, PersonId, RecordId,
        RoundId, TargetId, UnitId,
    },
    issue::{IssueItem, IssueValue, UnitRole},
    measure::{CheckpointValue, MeasureValue, TargetValue},
    procedure::{Procedure, StepKey},
    record::{Evidence, Extension, ProgressNote, Signature, SupervisionNotice, Verdict},
    view::SavedView,
};

/// A step as it was signed on paper or is signed now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepEntry {
    /// The step of the procedure in force.
    pub step: StepKey,
    /// The day as signed.
    pub date: Option<NaiveDate>,
    /// Who signed.
    pub signed: Signature,
    /// The opinion in words.
    pub opinion: String,
    /// The checklist answered.
    pub checklist: Vec<ChecklistAnswer>,
    /// Materials handed in; evidence added to the step counts as well.
    pub materials: Vec<MaterialGiven>,
    /// The number it was filed under.
    pub filing_number: String,
}

/// A record that needs nothing but to be appended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewRecord {
    /// A monthly report.
    Progress(ProgressNote),
    /// A supervision notice.
    Notice(SupervisionNotice),
    /// The answer to a notice.
    NoticeAnswer { notice: RecordId, date: NaiveDate, text: String, signed: Signature },
    /// A notice is lifted.
    NoticeLifted { notice: RecordId, date: NaiveDate, reason: String },
    /// An extension of the deadline.
    Extension(Extension),
    /// Of several extensions made apart one is chosen.
    ExtensionChosen { chosen: RecordId, reason: String },
    /// A public notice begins; its last day follows from the step's rule.
    Publicity { medium: String, from: NaiveDate },
    /// Somebody objects to the public notice.
    Objection { publicity: RecordId, date: NaiveDate, text: String },
    /// An objection was dealt with.
    ObjectionSettled { objection: RecordId, date: NaiveDate, outcome: String },
    /// A look-back at a filed issue.
    LookBack { date: NaiveDate, signed: Signature, qualified: bool, text: String },
    /// Evidence, stored already.
    Evidence(Evidence),
    /// A leader's instruction.
    Instruction { who: String, words: String, date: NaiveDate, person: Option<PersonId> },
    /// What came of an instruction.
    InstructionOutcome { instruction: RecordId, date: NaiveDate, text: String },
    /// A supervisor's remark.
    Remark { date: NaiveDate, signed: Signature, text: String, verdict: Verdict },
    /// A reading of a target.
    Reading { target: TargetId, date: NaiveDate, value: String, note: String },
}

/// What is meant for the ledger. Nil ids are given by the shell before planning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    /// Sets a field or single-valued rule of the ledger.
    SetLedger(LedgerValue),
    /// Writes a closure procedure under its name.
    SetProcedure(Box<Procedure>),
    /// Writes the holiday arrangement of a year.
    SetHolidays(HolidayYear),
    /// Saves a view of the grid under its name, for everybody.
    SaveView { name: String, view: Box<SavedView> },
    /// Takes a saved view out.
    RemoveView { name: String },
    /// Adds a category.
    AddCategory(String),
    /// Takes a category out of the list.
    RemoveCategory(String),
    /// Adds a unit with its fields.
    AddUnit {
        #[serde(default)]
        unit: UnitId,
        values: Vec<UnitValue>,
    },
    /// Sets a field of a unit; a new name leaves the old one as an alias.
    SetUnit { unit: UnitId, value: UnitValue },
    /// Gives a unit another name it goes by.
    AddAlias { unit: UnitId, alias: String },
    /// Takes an alias away.
    RemoveAlias { unit: UnitId, alias: String },
    /// Puts a unit into a group.
    AddMember { group: UnitId, unit: UnitId },
    /// Takes a unit out of a group.
    RemoveMember { group: UnitId, unit: UnitId },
    /// Makes two units one (合并单位): the first goes by the second from now on.
    MergeUnits { from: UnitId, into: UnitId },
    /// Adds a person with the fields.
    AddPerson {
        #[serde(default)]
        person: PersonId,
        values: Vec<PersonValue>,
    },
    /// Sets a field of a person.
    SetPerson { person: PersonId, value: PersonValue },
    /// Draws `count` of the pool for a spot check (抽查); an empty seed is given by the shell.
    Draw {
        #[serde(default)]
        draw: DrawId,
        #[serde(default)]
        seed: String,
        pool: Vec<IssueId>,
        filter: String,
        count: usize,
        date: NaiveDate,
        purpose: String,
    },
    /// Adds an inspection with its fields.
    AddInspection {
        #[serde(default)]
        inspection: InspectionId,
        values: Vec<InspectionValue>,
    },
    /// Sets a field of an inspection.
    SetInspection { inspection: InspectionId, value: InspectionValue },
    /// Withdraws an entry of the directory with a reason.
    WithdrawEntry { item: DirectoryItem, reason: String },
    /// Brings a withdrawn entry back.
    RestoreEntry { item: DirectoryItem },
    /// Sets private personal data.
    SetPrivate { subject: PrivateSubject, text: String },
    /// Erases private personal data from this and every copy that meets this one, its past values included.
    ErasePrivate { subject: PrivateSubject, reason: String },

    /// Enters an issue with its fields.
    RegisterIssue {
        #[serde(default)]
        issue: IssueId,
        values: Vec<IssueValue>,
    },
    /// Sets a field of an issue.
    SetIssue { issue: IssueId, value: IssueValue },
    /// Confirms the deadline as read, or sets the day it means.
    ConfirmDeadline { issue: IssueId, date: Option<NaiveDate> },
    /// Corrects the deadline after assignment (更正), with reason and page of the source.
    CorrectDeadline {
        #[serde(default)]
        record: RecordId,
        issue: IssueId,
        deadline: Deadline,
        reason: String,
        page: String,
    },
    /// Confirms the lead unit of an issue whose plan named several.
    ConfirmLead { issue: IssueId, unit: UnitId },
    /// Adds a unit in a role.
    AddIssueUnit { issue: IssueId, role: UnitRole, unit: UnitId },
    /// Takes a unit out of a role.
    RemoveIssueUnit { issue: IssueId, role: UnitRole, unit: UnitId },
    /// Adds a measure with its fields.
    AddMeasure {
        issue: IssueId,
        #[serde(default)]
        measure: MeasureId,
        values: Vec<MeasureValue>,
    },
    /// Sets a field of a measure.
    SetMeasure { issue: IssueId, measure: MeasureId, value: MeasureValue },
    /// Adds a checkpoint with its fields.
    AddCheckpoint {
        issue: IssueId,
        #[serde(default)]
        checkpoint: CheckpointId,
        values: Vec<CheckpointValue>,
    },
    /// Sets a field of a checkpoint.
    SetCheckpoint { issue: IssueId, checkpoint: CheckpointId, value: CheckpointValue },
    /// Adds a quantified target with its fields.
    AddTarget {
        issue: IssueId,
        #[serde(default)]
        target: TargetId,
        values: Vec<TargetValue>,
    },
    /// Sets a field of a target.
    SetTarget { issue: IssueId, target: TargetId, value: TargetValue },
    /// Appends a record.
    Append {
        issue: IssueId,
        #[serde(default)]
        record: RecordId,
        entry: NewRecord,
    },
    /// Takes the next step of the closure procedure; the first, assignment (交办), opens a round.
    TakeStep {
        issue: IssueId,
        #[serde(default)]
        record: RecordId,
        #[serde(default)]
        round: RoundId,
        entry: Box<StepEntry>,
    },
    /// Sends the issue back to rectification from a review step (退回).
    SendBack {
        issue: IssueId,
        #[serde(default)]
        record: RecordId,
        date: NaiveDate,
        signed: Signature,
        reason: String,
    },
    /// Takes the application for closure back before review begins (撤回申请).
    WithdrawApplication {
        issue: IssueId,
        #[serde(default)]
        record: RecordId,
        date: NaiveDate,
        signed: Signature,
        reason: String,
    },
    /// Opens a new round for a filed issue that came back (反弹、重新整改).
    Reopen {
        issue: IssueId,
        #[serde(default)]
        round: RoundId,
        #[serde(default)]
        record: RecordId,
        date: NaiveDate,
        signed: Signature,
        reason: String,
    },
    /// Withdraws an issue, or a part of it, with a reason (作废).
    Withdraw { issue: IssueId, item: IssueItem, reason: String },
    /// Brings back what was withdrawn.
    Restore { issue: IssueId, item: IssueItem },
    /// Says that two issues are about the same problem, or takes that back. Both show it.
    Relate { issue: IssueId, other: IssueId, related: bool },

    /// Enters a complaint with its fields.
    RegisterComplaint {
        #[serde(default)]
        complaint: ComplaintId,
        values: Vec<ComplaintValue>,
        #[serde(default)]
        kinds: Vec<String>,
    },
    /// Sets a field of a complaint.
    SetComplaint { complaint: ComplaintId, value: ComplaintValue },
    /// Adds or takes out a kind of pollution.
    ComplaintKind { complaint: ComplaintId, kind: String, present: bool },
    /// Adds or takes out a region a complaint concerns.
    ComplaintRegion { complaint: ComplaintId, region: String, present: bool },
    /// Links a complaint with an issue, or takes the link away.
    LinkComplaint { complaint: ComplaintId, issue: IssueId, linked: bool },
    /// Withdraws a complaint with a reason.
    WithdrawComplaint { complaint: ComplaintId, reason: String },
    /// Brings a withdrawn complaint back.
    RestoreComplaint { complaint: ComplaintId },
    /// Enters an accountability case with its fields.
    RegisterCase {
        #[serde(default)]
        case: CaseId,
        values: Vec<CaseValue>,
    },
    /// Sets a field of an accountability case.
    SetCase { case: CaseId, value: CaseValue },
    /// Links a case with an issue, or takes the link away.
    LinkCase { case: CaseId, issue: IssueId, linked: bool },
    /// Withdraws an accountability case with a reason.
    WithdrawCase { case: CaseId, reason: String },
    /// Brings a withdrawn accountability case back.
    RestoreCase { case: CaseId },

    /// Hands issues out to units (下发), one grant a unit.
    HandOut(Vec<Grant>),
    /// Admits a change that lies outside its grant, or takes that back.
    Admit { change: ChangeId, admitted: bool },

    /// Chooses a value about which copies disagree: the action inside sets it and replaces all.
    Resolve(Box<Self>),
    /// Does several actions as one change: all or none.
    Batch(Vec<Self>),
    /// Does the action inside as one change that carries a reason.
    Because { reason: String, action: Box<Self> },
}

impl Action {
    /// Whose private data it erases.
    pub fn erased(&self) -> Vec<PrivateSubject> {
        match self {
            Self::ErasePrivate { subject, .. } => vec![*subject],
            Self::Because { action, .. } => action.erased(),
            Self::Batch(actions) => actions.iter().flat_map(Self::erased).collect(),
            _ => Vec::new(),
        }
    }

    /// The reason the whole change carries; empty where none was given.
    pub fn reason(&self) -> &str {
        match self {
            Self::Because { reason, .. } | Self::ErasePrivate { reason, .. } => reason.trim(),
            Self::Batch(actions) => actions.iter().map(Self::reason).find(|reason| !reason.is_empty()).unwrap_or(""),
            _ => "",
        }
    }

    /// How many actions it is made of.
    pub fn n_parts(&self) -> usize {
        match self {
            Self::Batch(actions) => actions.iter().map(Self::n_parts).sum(),
            Self::Because { action, .. } => action.n_parts(),
            _ => 1,
        }
    }

    /// The same action, but the one at a place in its batches replaces all values about which copies disagree.
    pub fn resolving(self, place: &[usize]) -> Self {
        match (self, place) {
            (Self::Because { reason, action }, _) => {
                Self::Because { reason, action: Box::new(action.resolving(place)) }
            }
            (Self::Batch(mut actions), [first, rest @ ..]) => {
                if let Some(at) = actions.get_mut(*first) {
                    *at = std::mem::replace(at, Self::Batch(Vec::new())).resolving(rest);
                }
                Self::Batch(actions)
            }
            (single, _) => Self::Resolve(Box::new(single)),
        }
    }
}
