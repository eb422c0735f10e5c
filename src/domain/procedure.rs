//! The closure procedure as data: which steps an issue takes from assignment to filing, who takes them, and what each demands.
//!
//! Every place has its own procedure, so none is written into the rules: a ledger carries its procedures,
//! an inspection names one, a closure round freezes its own copy. [`super::procedure_presets`] has the ready ones.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use super::procedure_step::{
    DayCount, DayLimit, MaterialDemand, NoticeRule, Step, StepKey, StepKind, StepRole,
};

/// The steps from assignment to filing, in order, as one place prescribes them.
#[doc(alias = "销号程序")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// What people call it.
    pub name: String,
    /// The plan and clause it comes from, and which of its numbers are only suggested.
    pub source: String,
    /// The steps in order: the first is the assignment, the last the filing.
    pub steps: Vec<Step>,
    /// Whether issues are accepted together at regular sessions instead of one by one.
    #[serde(default)]
    pub batch: Option<BatchAcceptance>,
    /// Whether every step has a planned date beside the actual one.
    #[serde(default)]
    pub planned_dates: bool,
}

/// Accepting issues together at regular sessions.
#[doc(alias = "集中验收")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchAcceptance {
    /// The step that is taken at a session.
    pub step: StepKey,
    /// A session every so many months.
    pub every_months: u8,
    /// The day of the month, when it is fixed.
    pub day: Option<u8>,
}

impl Procedure {
    /// The step of that key.
    pub fn step(&self, key: &StepKey) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == *key)
    }

    /// Where the step of that key stands, counted from 0.
    pub fn position(&self, key: &StepKey) -> Option<usize> {
        self.steps.iter().position(|step| step.key == *key)
    }

    /// The steps after that one; none when there is no such step.
    pub fn steps_after(&self, key: &StepKey) -> &[Step] {
        let after = self.position(key).map_or(usize::MAX, |place| place + 1);
        self.steps.get(after..).unwrap_or_default()
    }

    /// The steps before that one; none when there is no such step.
    pub fn steps_before(&self, key: &StepKey) -> &[Step] {
        let place = self.position(key).unwrap_or(0);
        self.steps.get(..place).unwrap_or_default()
    }

    /// The next step after that one which cannot be left out.
    pub fn next_required_after(&self, key: &StepKey) -> Option<&Step> {
        self.steps_after(key).iter().find(|step| step.required)
    }

    /// The first step of that kind.
    pub fn first_of(&self, kind: StepKind) -> Option<&Step> {
        self.steps.iter().find(|step| step.kind == kind)
    }

    /// The step that hands the issue to its lead unit.
    pub fn assignment(&self) -> Option<&Step> {
        self.first_of(StepKind::Assignment)
    }

    /// The step that closes the issue.
    pub fn filing(&self) -> Option<&Step> {
        self.first_of(StepKind::Filing)
    }

    /// The last application before the filing, if the procedure has one.
    pub fn application(&self) -> Option<&Step> {
        self.steps
            .iter()
            .rev()
            .find(|step| step.kind.is_application())
    }

    /// Whether a ledger can work with it, or the first thing that is wrong.
    pub fn validate(&self) -> Result<(), ProcedureFault> {
        if self.name.trim().is_empty() {
            return Err(ProcedureFault::NoName);
        }
        let first = self.steps.first().map(|step| step.kind);
        if first != Some(StepKind::Assignment) {
            return Err(ProcedureFault::FirstIsNotAssignment);
        }
        let last = self.steps.last().map(|step| step.kind);
        if last != Some(StepKind::Filing) {
            return Err(ProcedureFault::LastIsNotFiling);
        }
        let mut keys = BTreeSet::new();
        for (place, step) in self.steps.iter().enumerate() {
            if !keys.insert(&step.key) {
                return Err(ProcedureFault::KeyTwice(step.key.clone()));
            }
            let is_first = place == 0;
            let is_last = place + 1 == self.steps.len();
            if step.kind.is_assignment() != is_first || step.kind.is_filing() != is_last {
                return Err(ProcedureFault::KindTwice(step.key.clone()));
            }
            step.validate()?;
        }
        match &self.batch {
            Some(batch) if self.step(&batch.step).is_none() => {
                Err(ProcedureFault::BatchWithoutStep(batch.step.clone()))
            }
            Some(batch)
                if batch.every_months == 0 || batch.day.is_some_and(|d| !(1..=31).contains(&d)) =>
            {
                Err(ProcedureFault::BatchNever)
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// Why a procedure cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureFault {
    /// It has no name.
    #[error("the procedure has no name")]
    NoName,
    /// The first step is something else than the assignment.
    #[error("the first step is not the assignment")]
    FirstIsNotAssignment,
    /// The last step is something else than the filing.
    #[error("the last step is not the filing")]
    LastIsNotFiling,
    /// Two steps have the same key.
    #[error("two steps have the key {0}")]
    KeyTwice(StepKey),
    /// There is a second assignment or filing.
    #[error("step {0} is a second assignment or filing")]
    KindTwice(StepKey),
    /// A key has other characters than lower-case letters, digits and underscores, or too many.
    #[error("the key {0:?} is malformed")]
    KeyMalformed(StepKey),
    /// A step has no name or its stage has none.
    #[error("step {0} has no name or its stage has none")]
    StepWithoutName(StepKey),
    /// Assignment or filing is marked as one that may be left out.
    #[error("step {0} cannot be optional")]
    MustBeRequired(StepKey),
    /// A publicity step lacks its notice rule, or another step has one.
    #[error("step {0}: exactly the publicity steps have a notice rule")]
    NoticeAndPublicityApart(StepKey),
    /// A limit or notice of no days.
    #[error("step {0} has a limit or notice of no days")]
    NoDays(StepKey),
    /// A line of the checklist is empty.
    #[error("step {0} has an empty line in its checklist")]
    EmptyChecklistLine(StepKey),
    /// A material without key or name, twice, or of no pieces.
    #[error("step {0}: material {1:?} is nameless, there twice or of no pieces")]
    MaterialMalformed(StepKey, String),
    /// The batch acceptance names a step that is not there.
    #[error("the batch acceptance names step {0}, which is not there")]
    BatchWithoutStep(StepKey),
    /// The batch acceptance never takes place.
    #[error("the batch acceptance has no possible day")]
    BatchNever,
}
