//! The append-only records of an issue: once entered they stay; a later record corrects, answers or settles them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    closure::StepRecord,
    deadline::Deadline,
    ids::{EditKey, PersonId, RecordId, RoundId, Sha, TargetId, UnitId},
    issue::Presence,
    procedure::StepKey,
    register::Reg,
};

/// A record of an issue with its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its name.
    pub id: RecordId,
    /// The edit that entered it; its change tells who typed it and when.
    pub at: EditKey,
    /// Whether it stands.
    #[serde(default, skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// What it says.
    pub body: RecordBody,
}

impl Record {
    /// True where it was neither withdrawn nor undone.
    pub fn is_present(&self) -> bool {
        self.presence.get().is_present()
    }
}

/// Who signed on paper, as signed: kept apart from who typed it.
#[doc(alias = "代录")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    /// The name as signed.
    pub person: String,
    /// The unit signed for.
    pub unit: Option<UnitId>,
}

/// A month of a year, as reports are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

/// The monthly judgement of a person (序时进度).
#[doc(alias = "序时进度")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ScheduleRating {
    /// Not begun (尚未启动).
    NotStarted,
    /// Behind (未达到).
    Behind,
    /// On schedule (达到).
    OnSchedule,
    /// Ahead (超过).
    Ahead,
    /// Rectification finished (完成整改) – not the same as struck off.
    Finished,
}

impl ScheduleRating {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [Self::NotStarted, Self::Behind, Self::OnSchedule, Self::Ahead, Self::Finished];
}

/// A monthly report (进展情况).
#[doc(alias = "月报")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgressNote {
    /// The month it reports on.
    pub month: Month,
    /// The unit that reports.
    pub unit: Option<UnitId>,
    /// The day it was reported.
    pub date: Option<NaiveDate>,
    /// The judgement, where one is given.
    pub rating: Option<ScheduleRating>,
    /// What was done.
    pub text: String,
    /// What stands in the way.
    pub problems: String,
    /// What comes next.
    pub next_step: String,
    /// The note this one corrects; that one stays readable.
    pub corrects: Option<RecordId>,
}

/// A supervision notice (督办单): always issued by a person.
#[doc(alias = "督办单")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupervisionNotice {
    /// The level, by its key in the ledger's scale.
    pub level: String,
    /// Its document number.
    pub number: String,
    /// To whom.
    pub unit: Option<UnitId>,
    /// The day it was issued.
    pub date: Option<NaiveDate>,
    /// Why.
    pub cause: String,
    /// What is demanded.
    pub demand: String,
    /// By when an answer is due.
    pub answer_due: Option<NaiveDate>,
    /// Who issued it.
    pub signed: Signature,
}

/// Moves the acting deadline (延期). The first deadline is never overwritten.
#[doc(alias = "延期")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Extension {
    /// The new day.
    pub new_date: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: String,
    /// The approving document's number.
    pub document: String,
    /// The day of approval.
    pub date: Option<NaiveDate>,
    /// The extensions acting when this one was entered; it stands in their place.
    pub after: Vec<RecordId>,
}

/// A file that proves something (佐证材料), stored by its hash beside the ledger.
#[doc(alias = "佐证材料")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// The file's name as it was added.
    pub name: String,
    /// What kind of material: the key a step demands, or free words.
    pub material: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the bytes.
    pub sha: Sha,
    /// The step it belongs to, if any.
    pub step: Option<StepKey>,
    /// The round it belongs to, if any.
    pub round: Option<RoundId>,
    /// The day shown on it.
    pub date: Option<NaiveDate>,
    /// Words about it.
    pub note: String,
}

/// The public notice of a round running (公示).
#[doc(alias = "公示")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publicity {
    /// The round.
    pub round: RoundId,
    /// The step of the procedure.
    pub step: StepKey,
    /// Where it was published.
    pub medium: String,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day, by the step's rule at the time of entry.
    pub to: Option<NaiveDate>,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordBody {
    /// A monthly report.
    Progress(ProgressNote),
    /// A supervision notice.
    Notice(SupervisionNotice),
    /// The answer to a notice.
    NoticeAnswer { notice: RecordId, date: NaiveDate, text: String, signed: Signature },
    /// A notice is lifted: it no longer counts for the level.
    NoticeLifted { notice: RecordId, date: NaiveDate, reason: String },
    /// An extension.
    Extension(Extension),
    /// Of several extensions one was chosen.
    ExtensionChosen { chosen: RecordId, over: Vec<RecordId>, reason: String },
    /// The deadline as the plan has it was misread (更正): reason and page of the source.
    DeadlineCorrected { deadline: Deadline, reason: String, page: String },
    /// A step of a closure round.
    Step(StepRecord),
    /// A public notice began.
    Publicity(Publicity),
    /// Somebody objected to a public notice.
    Objection { publicity: RecordId, date: NaiveDate, text: String },
    /// The objection was dealt with.
    ObjectionSettled { objection: RecordId, date: NaiveDate, outcome: String },
    /// A look-back after filing (回头看).
    LookBack { round: RoundId, date: NaiveDate, signed: Signature, qualified: bool, text: String },
    /// Evidence.
    Evidence(Evidence),
    /// A leader's instruction (领导批示).
    Instruction { who: String, words: String, date: NaiveDate, person: Option<PersonId> },
    /// What came of an instruction.
    InstructionOutcome { instruction: RecordId, date: NaiveDate, text: String },
    /// A supervisor's remark (督导意见).
    Remark { date: NaiveDate, signed: Signature, text: String, verdict: Verdict },
    /// A reading of a quantified target, as decimal text.
    Reading { target: TargetId, date: NaiveDate, value: String, note: String },
}

/// A supervisor's verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Verdict {
    /// A remark only.
    #[default]
    None,
    /// Found true and sufficient.
    Satisfied,
    /// Found wanting.
    Unsatisfied,
}
