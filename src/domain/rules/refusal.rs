//! Why an action is not taken: data for the words on the screen, none of the words themselves.

use chrono::{NaiveDate, NaiveDateTime};
use thiserror::Error;

use crate::domain::{
    complaint::{CaseField, ComplaintField},
    directory::{InspectionField, LedgerField, PersonField, UnitField},
    ids::RecordId,
    issue::IssueField,
    measure::{CheckpointField, MeasureField, TargetField},
    procedure::{ProcedureFault, StepKey},
};

use super::Role;

/// Something an action speaks of that is not in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// An issue.
    Issue,
    /// A part of an issue.
    IssueItem,
    /// A unit.
    Unit,
    /// A person.
    Person,
    /// An inspection.
    Inspection,
    /// A complaint.
    Complaint,
    /// An accountability case.
    Case,
    /// A record.
    Record,
    /// A procedure.
    Procedure,
    /// A supervision level.
    Level,
    /// A step of the procedure.
    Step,
    /// A closure round.
    Round,
    /// A random draw.
    Draw,
    /// A saved view.
    View,
}

/// A field of any entity, for naming it in a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnyField {
    /// Of the ledger.
    Ledger(LedgerField),
    /// Of an issue.
    Issue(IssueField),
    /// Of a measure.
    Measure(MeasureField),
    /// Of a checkpoint.
    Checkpoint(CheckpointField),
    /// Of a target.
    Target(TargetField),
    /// Of a unit.
    Unit(UnitField),
    /// Of a person.
    Person(PersonField),
    /// Of an inspection.
    Inspection(InspectionField),
    /// Of a complaint.
    Complaint(ComplaintField),
    /// Of an accountability case.
    Case(CaseField),
    /// A procedure of the rules.
    Procedure,
    /// A year of the calendar.
    Holidays,
    /// The name of a saved view.
    View,
    /// Private data.
    Private,
}

/// One thing that a step still lacks.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Missing {
    /// A required step before it, by its name.
    Step(StepKey, String),
    /// A material: its name, how many are demanded and how many are there.
    Material { key: String, name: String, need: u16, have: usize },
    /// A line of the checklist nobody answered.
    ChecklistUnanswered(String),
    /// A line of the checklist that is not met.
    ChecklistNotMet(String),
    /// The name of who signs.
    Signature,
    /// The day of signing.
    Date,
    /// A public notice has not begun.
    NoticeNotBegun,
    /// The public notice runs until that day, inclusive.
    NoticeRuns(NaiveDate),
    /// The end of the notice is not known, for the holidays of this year are not.
    NoticeNeedsYear(i32),
    /// An objection nobody settled.
    OpenObjection(RecordId),
    /// The lead unit.
    LeadUnit,
    /// A person has to confirm which of several units leads.
    LeadConfirmation,
    /// A person has to confirm what the deadline means.
    DeadlineConfirmation,
}

/// Why an action was not taken. The ledger is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// There is no such thing here.
    #[error("no such {0:?}")]
    NotHere(Thing),
    /// There is one with this id already.
    #[error("{0:?} exists already")]
    ExistsAlready(Thing),
    /// This is a unit's copy, and its grant does not reach so far.
    #[error("outside the grant")]
    OutsideGrant,
    /// What was handed out has left this computer: it cannot be taken back, only handed out anew.
    #[error("handed out")]
    HandedOut,
    /// None of the units has an issue that could be handed out.
    #[error("nothing to hand out")]
    NothingToHandOut,
    /// It was withdrawn: bring it back first.
    #[error("withdrawn")]
    IsWithdrawn,
    /// It was not withdrawn.
    #[error("not withdrawn")]
    NotWithdrawn,
    /// A thing would lead to itself: a complaint that repeats itself, an issue linked with itself.
    #[error("leads to itself")]
    LeadsToItself,
    /// Who asks may not do this; that role may.
    #[error("needs the role {0:?}")]
    NeedsRole(Role),
    /// A reason has to be given.
    #[error("a reason is missing")]
    ReasonMissing,
    /// A text that is needed is empty.
    #[error("{0:?} is empty")]
    TextMissing(AnyField),
    /// Something of a record that is needed is empty; which, as the glossary names it.
    #[error("{0:?} is missing")]
    EntryMissing(EntryField),
    /// Copies disagree about the field: it is changed only by choosing.
    #[error("{0:?} is in conflict")]
    Conflicted(AnyField),
    /// Copies do not disagree about the field.
    #[error("{0:?} is not in conflict")]
    NotConflicted(AnyField),
    /// After assignment only an extension or a correction moves the deadline.
    #[error("the deadline is locked after assignment")]
    DeadlineLocked,
    /// A correction is for after assignment; before it the deadline is set.
    #[error("the deadline is not locked yet")]
    DeadlineNotLocked,
    /// The new day is not after the day that acts.
    #[error("the new date {new} is not after {acting}")]
    NotLater { new: NaiveDate, acting: NaiveDate },
    /// There is no date an extension could move.
    #[error("no deadline to extend")]
    NothingToExtend,
    /// The procedure may be chosen until assignment.
    #[error("the procedure is frozen by the round")]
    ProcedureFrozen,
    /// The procedure cannot be worked with.
    #[error("procedure fault {0:?}")]
    ProcedureFaulty(ProcedureFault),
    /// The issue is not assigned yet.
    #[error("not assigned")]
    NotAssigned,
    /// The issue is assigned already.
    #[error("assigned already")]
    AssignedAlready,
    /// The issue is struck off; only a relapse opens it again.
    #[error("closed")]
    Closed,
    /// The issue is not struck off.
    #[error("not closed")]
    NotClosed,
    /// The step is done already in this round.
    #[error("step {0} is done")]
    StepDone(StepKey),
    /// The step lacks something; all of it is listed.
    #[error("the step lacks {0:?}")]
    StepLacks(Vec<Missing>),
    /// A step cannot be sent back from here.
    #[error("cannot be sent back from here")]
    NotAtReview,
    /// Review of the application has begun.
    #[error("review has begun")]
    ReviewBegun,
    /// Nobody has applied.
    #[error("no application")]
    NoApplication,
    /// Who files is who applied.
    #[error("filed by who applied: {0}")]
    FiledByApplicant(String),
    /// The procedure wants another unit to sign this step.
    #[error("another unit has to sign")]
    WrongUnitSigned,
    /// Step records made apart contradict each other: settle that first.
    #[error("step records contradict each other")]
    Contradicted,
    /// The day is after today.
    #[error("{0} is in the future")]
    InTheFuture(NaiveDate),
    /// The day is before the step it follows.
    #[error("{date} is before {earliest}")]
    TooEarly { date: NaiveDate, earliest: NaiveDate },
    /// The step has to be done before the deadline passes, and it has passed.
    #[error("past the deadline {0}")]
    PastDeadline(NaiveDate),
    /// The clock stands before the newest change, or 60 days and more after it: a person confirms the date.
    #[error("clock says {now}, newest change {newest}")]
    ClockDoubtful { now: NaiveDateTime, newest: NaiveDateTime },
    /// A unit already stands there.
    #[error("the unit is there already")]
    UnitThere,
    /// The unit does not stand there.
    #[error("the unit is not there")]
    UnitNotThere,
    /// The name belongs to another unit.
    #[error("the name {0} is taken")]
    NameTaken(String),
    /// A unit cannot be merged into itself or a group into a member.
    #[error("cannot be merged")]
    CannotMerge,
    /// The value has been changed since; taking this back would lose that.
    #[error("changed since")]
    ChangedSince(Option<AnyField>),
    /// There is nothing to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is nothing to do again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The change has parts that are not here, so it cannot be taken back here.
    #[error("not all of the change is here")]
    NotAllHere,
    /// The action cannot stand inside another.
    #[error("cannot stand inside another action")]
    NotInside,
    /// One of several actions was refused, counted from 1; none was done.
    #[error("action {0}: {1}")]
    InBatch(usize, Box<Self>),
}

/// A piece of a record that may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryField {
    /// The words of a report, remark, answer.
    Text,
    /// A day.
    Date,
    /// The month of a report.
    Month,
    /// Who signed.
    Signature,
    /// The unit.
    Unit,
    /// The approver of an extension.
    Approver,
    /// The document number of an approval.
    Document,
    /// Where a notice was published.
    Medium,
    /// The page of the source.
    Page,
    /// A value that is a number.
    Number,
    /// What is demanded by a notice.
    Demand,
    /// A file name.
    FileName,
}
