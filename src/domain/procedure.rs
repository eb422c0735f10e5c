//! The closure procedure as data: which steps an issue takes from assignment to filing, who takes them, and what each demands.
//!
//! Every place has its own procedure, so none is written into the rules: a ledger carries its procedures,
//! an inspection names one, a closure round freezes its own copy. [`super::procedure_presets`] has the ready ones.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use super::procedure_step::{DayCount, DayLimit, MaterialDemand, NoticeRule, Step, StepKey, StepKind, StepRole};

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
        self.steps.iter().rev().find(|step| step.kind.is_application())
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
            Some(batch) if batch.every_months == 0 || batch.day.is_some_and(|d| !(1..=31).contains(&d)) => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::procedure_presets as presets;

    fn broken(change: impl FnOnce(&mut Procedure)) -> Result<(), ProcedureFault> {
        let mut procedure = presets::yulin();
        change(&mut procedure);
        procedure.validate()
    }

    #[test]
    fn every_preset_is_sound_and_says_what_is_only_suggested() {
        let mut names = BTreeSet::new();
        for procedure in presets::all() {
            assert_eq!(procedure.validate(), Ok(()), "{}", procedure.name);
            assert!(procedure.source.contains("建议"), "{}", procedure.name);
            assert!(procedure.application().is_some(), "{}", procedure.name);
            assert_eq!(procedure.steps[0].stage, "已登记", "{}", procedure.name);
            assert_eq!(procedure.steps[1].stage, "整改中", "{}", procedure.name);
            assert!(names.insert(procedure.name), "two presets of one name");
        }
    }

    #[test]
    fn yulin_goes_from_assignment_over_verification_and_review_to_filing() {
        let yulin = presets::yulin();
        let keys = yulin.steps.iter().map(|step| step.key.as_str());
        let expected = [
            "assignment",
            "site_verification",
            "closure_application",
            "document_review",
            "site_check",
            "publicity",
            "filing",
        ];
        assert!(keys.eq(expected));
        let review = yulin.step(&"document_review".into()).unwrap();
        assert_eq!(review.checklist.len(), 4, "the four that are not let go");
        let verification = yulin.step(&"site_verification".into()).unwrap();
        let demanded = verification.required_materials().map(|it| it.key.as_str()).collect::<Vec<_>>();
        let expected = ["acceptance_opinion", "acceptance_report", "leader_signature"];
        assert_eq!(demanded, expected);
    }

    #[test]
    fn places_differ_where_their_plans_do() {
        let place = |procedure: &Procedure, key: &str| procedure.position(&key.into());
        let boshan = presets::boshan();
        assert!(place(&boshan, "publicity") < place(&boshan, "city_review"));
        let yichang = presets::yichang();
        let acceptance = yichang.step(&"city_acceptance".into()).unwrap();
        assert!(acceptance.before_deadline && acceptance.unit_must_match);
        assert!(presets::zhangzhou().planned_dates, "planned and actual");
        let hanzhong = presets::hanzhong();
        assert_eq!(hanzhong.batch.map(|it| it.every_months), Some(1));
    }

    #[test]
    fn optional_steps_are_passed_over_by_what_comes_next() {
        let mut yulin = presets::yulin();
        let review = yulin.position(&"document_review".into()).unwrap();
        yulin.steps[review].required = false;
        assert_eq!(yulin.validate(), Ok(()), "a review may be left out");
        let next = yulin.next_required_after(&"closure_application".into());
        assert_eq!(next.unwrap().key.as_str(), "site_check");
        assert_eq!(yulin.next_required_after(&"filing".into()), None);
        assert_eq!(yulin.next_required_after(&"unheard_of".into()), None);
        assert!(yulin.steps_before(&"assignment".into()).is_empty());
        assert_eq!(yulin.steps_before(&"filing".into()).len(), 6);
    }

    #[test]
    fn assignment_comes_first_and_filing_last_and_each_once() {
        let first = broken(|it| drop(it.steps.remove(0)));
        assert_eq!(first, Err(ProcedureFault::FirstIsNotAssignment));
        let last = broken(|it| drop(it.steps.pop()));
        assert_eq!(last, Err(ProcedureFault::LastIsNotFiling));
        let none = broken(|it| it.steps.clear());
        assert_eq!(none, Err(ProcedureFault::FirstIsNotAssignment));
        let twice = broken(|it| it.steps[3].kind = StepKind::Filing);
        let key = "document_review".into();
        assert_eq!(twice, Err(ProcedureFault::KindTwice(key)));
        let optional = broken(|it| it.steps[6].required = false);
        let fault = ProcedureFault::MustBeRequired("filing".into());
        assert_eq!(optional, Err(fault));
    }

    #[test]
    fn keys_are_plain_and_unique() {
        let twice = broken(|it| it.steps[4].key = it.steps[3].key.clone());
        let key = "document_review".into();
        assert_eq!(twice, Err(ProcedureFault::KeyTwice(key)));
        for wrong in ["", "Site Check", "现场核查"] {
            let malformed = broken(|it| it.steps[4].key = wrong.into());
            let fault = ProcedureFault::KeyMalformed(wrong.into());
            assert_eq!(malformed, Err(fault));
        }
    }

    #[test]
    fn only_publicity_has_a_notice_and_it_has_days() {
        let apart = |key: &str| Err(ProcedureFault::NoticeAndPublicityApart(key.into()));
        assert_eq!(broken(|it| it.steps[5].notice = None), apart("publicity"));
        let elsewhere = broken(|it| it.steps[4].notice = it.steps[5].notice);
        assert_eq!(elsewhere, apart("site_check"));
        let no_days = broken(|it| {
            let notice = it.steps[5].notice.as_mut();
            notice.unwrap().days = 0;
        });
        let fault = ProcedureFault::NoDays("publicity".into());
        assert_eq!(no_days, Err(fault));
        let no_days = broken(|it| it.steps[4].limit = Some(DayLimit::working(0)));
        assert_eq!(no_days, Err(ProcedureFault::NoDays("site_check".into())));
    }

    #[test]
    fn nothing_without_a_name_gets_in() {
        assert_eq!(broken(|it| it.name = " ".to_owned()), Err(ProcedureFault::NoName));
        let unnamed = broken(|it| it.steps[2].stage.clear());
        let key = "closure_application".into();
        assert_eq!(unnamed, Err(ProcedureFault::StepWithoutName(key)));
        let empty = broken(|it| it.steps[3].checklist.push(String::new()));
        let key = "document_review".into();
        assert_eq!(empty, Err(ProcedureFault::EmptyChecklistLine(key)));
        let double = broken(|it| {
            let again = it.steps[1].materials[0].clone();
            it.steps[1].materials.push(again);
        });
        let key = "site_verification".into();
        let material = "acceptance_opinion".to_owned();
        assert_eq!(double, Err(ProcedureFault::MaterialMalformed(key, material)));
    }

    #[test]
    fn a_batch_names_a_step_and_comes_round() {
        let batch = |step: &str, every_months, day| BatchAcceptance { step: step.into(), every_months, day };
        let stray = broken(|it| it.batch = Some(batch("session", 1, None)));
        let fault = ProcedureFault::BatchWithoutStep("session".into());
        assert_eq!(stray, Err(fault));
        for never in [batch("site_check", 0, None), batch("site_check", 1, Some(32))] {
            let fault = broken(|it| it.batch = Some(never));
            assert_eq!(fault, Err(ProcedureFault::BatchNever));
        }
    }
}
