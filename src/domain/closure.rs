//! Closure (销号): rounds of steps, and the stage they come to.
//!
//! **Invariant:** the stage is computed from the step records of the last round; nobody sets it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "one kind of record is picked out; the others are not looked at here"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{EditKey, RecordId, RoundId},
    issue::{Issue, Presence},
    procedure::{Procedure, StepKey},
    procedure_shared::read_shared,
    record::{Record, RecordBody, Signature},
    register::Reg,
};

/// Why a round was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoundCause {
    /// The issue was assigned (交办).
    Assigned,
    /// A filed issue came back (反弹): it is rectified anew.
    #[doc(alias = "反弹")]
    Relapse {
        /// The day it was found.
        date: NaiveDate,
        /// What was found.
        reason: String,
        /// Who found it.
        signed: Signature,
    },
}

/// A closure round (第 N 轮销号) with its own copy of the procedure.
#[doc(alias = "轮次")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its name.
    pub id: RoundId,
    /// The edit that opened it.
    pub opened: EditKey,
    /// Whether it stands.
    #[serde(default, skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// The procedure as it was when the round opened.
    #[serde(deserialize_with = "read_shared")]
    pub procedure: Arc<Procedure>,
    /// Why it was opened.
    pub cause: RoundCause,
}

impl Round {
    /// A round just opened.
    pub fn new(id: RoundId, opened: EditKey, procedure: impl Into<Arc<Procedure>>, cause: RoundCause) -> Self {
        Self { id, opened, presence: Reg::default(), procedure: procedure.into(), cause }
    }

    /// The place of the step it begins with: a relapsed issue is assigned already.
    fn begins_at(&self) -> usize {
        match self.cause {
            RoundCause::Assigned => 0,
            RoundCause::Relapse { .. } => 1,
        }
    }
}

/// How a step ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepOutcome {
    /// Done; the next step follows.
    #[default]
    Passed,
    /// Sent back (退回) with a reason: rectification goes on.
    #[doc(alias = "退回")]
    SentBack(String),
    /// The unit took its application back (撤回申请).
    #[doc(alias = "撤回申请")]
    ApplicationWithdrawn(String),
}

/// The answer to one line of a checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChecklistAnswer {
    /// The line as the procedure words it.
    pub question: String,
    /// Whether it is met.
    pub met: bool,
    /// Words about it.
    pub note: String,
}

/// One step of a round, as it was signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepRecord {
    /// The round.
    pub round: RoundId,
    /// The step of the round's procedure.
    pub step: StepKey,
    /// The step records it follows: those last when it was entered.
    pub after: Vec<RecordId>,
    /// The day as signed.
    pub date: Option<NaiveDate>,
    /// Who signed.
    pub signed: Signature,
    /// How it ended.
    pub outcome: StepOutcome,
    /// The opinion in words.
    pub opinion: String,
    /// The checklist answered.
    pub checklist: Vec<ChecklistAnswer>,
    /// Materials handed in, by the keys the step demands; each with words or evidence.
    pub materials: Vec<MaterialGiven>,
    /// The number under which it was filed (备案).
    pub filing_number: String,
}

/// A material that was handed in with a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MaterialGiven {
    /// The key the step demands it by.
    pub key: String,
    /// The files.
    pub evidence: Vec<RecordId>,
    /// On paper: where it is kept.
    pub on_paper: String,
}

/// Where a round stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundStanding {
    /// The place in the procedure of the step that is waited for; the number of steps when filed.
    pub at: usize,
    /// The records that count, by step: the last passed since the last return.
    pub passed: BTreeMap<StepKey, RecordId>,
    /// The last records; more than one contradict each other.
    pub tips: Vec<RecordId>,
    /// Records that arrived for a round already filed: kept, moving nothing.
    pub late: Vec<RecordId>,
    /// How often it was sent back.
    pub returns: usize,
    /// The record that filed it.
    pub filed: Option<RecordId>,
}

impl RoundStanding {
    /// True where records made apart contradict each other: filing is blocked until a person settles it.
    pub fn is_contradicted(&self) -> bool {
        self.filed.is_none() && self.tips.len() > 1
    }
}

/// Where an issue stands in the procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Registered, not yet assigned (已登记).
    Registered,
    /// Assigned; the unit is putting it right (整改中).
    Rectifying,
    /// In the closure procedure, waiting for a step.
    Closing,
    /// Struck off (已销号).
    #[doc(alias = "销号")]
    Closed,
    /// Struck off and looked after from then on (持续巩固), for issues to be kept up standing.
    Consolidating,
    /// Withdrawn (作废).
    Withdrawn,
}

/// The stage with what is needed to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagePoint {
    /// Which stage.
    pub stage: Stage,
    /// The step waited for, if any.
    pub step: Option<StepKey>,
    /// The name the procedure gives the stage; empty where the stage has a name of its own.
    pub name: String,
    /// How much of the procedure is behind it: done and all.
    pub progress: (usize, usize),
    /// The number of the round, from 1; 0 before assignment.
    pub round: usize,
    /// True where step records contradict each other.
    pub contradicted: bool,
}

impl Issue {
    /// The standing rounds in the order they were opened.
    pub fn live_rounds(&self) -> Vec<&Round> {
        self.rounds.iter().filter(|round| round.presence.get().is_present()).collect()
    }

    /// The round in force.
    pub fn current_round(&self) -> Option<&Round> {
        self.live_rounds().last().copied()
    }

    /// The standing rounds that are not filed and were opened apart from another that stands: beside a second one that
    /// is not filed either, or as a second assignment (交办) beside one that is. Copies that meet bring such rounds;
    /// no rule opens them. One of them has to go, and only a person can say which, so either may be withdrawn.
    pub fn rounds_apart(&self) -> Vec<&Round> {
        let live = self.live_rounds();
        let open: Vec<_> = live.iter().copied().filter(|round| self.standing(round).filed.is_none()).collect();
        let twice = open.len() > 1;
        let assigned_again = |round: &Round| round.cause == RoundCause::Assigned && live.len() > 1;
        open.into_iter().filter(|round| twice || assigned_again(round)).collect()
    }

    /// The standing step records of a round with their bodies, in the order they were entered.
    pub fn steps_of(&self, round: RoundId) -> Vec<(&Record, &StepRecord)> {
        self.live_records()
            .filter_map(|record| match &record.body {
                RecordBody::Step(step) if step.round == round => Some((record, step)),
                _ => None,
            })
            .collect()
    }

    /// Works out where a round stands.
    pub fn standing(&self, round: &Round) -> RoundStanding {
        let steps = self.steps_of(round.id);
        let (filed, late) = self.filing_of(round, &steps);
        let tips = match filed {
            Some(filed) => vec![filed],
            None => self.tips(round.id, &steps),
        };
        let walks: Vec<_> = tips.iter().map(|tip| self.walk(round, *tip)).collect();
        let least = walks.into_iter().min_by_key(|walk| walk.0);
        let (at, passed) = least.unwrap_or_else(|| (round.begins_at(), BTreeMap::new()));
        let is_return = |(_, step): &&(&Record, &StepRecord)| matches!(step.outcome, StepOutcome::SentBack(_));
        RoundStanding { at, passed, tips, late, returns: steps.iter().filter(is_return).count(), filed }
    }

    /// The record that filed the round, and those that came apart from it.
    fn filing_of(&self, round: &Round, steps: &[(&Record, &StepRecord)]) -> (Option<RecordId>, Vec<RecordId>) {
        let filing = round.procedure.steps.last().map(|step| &step.key);
        let files = |step: &StepRecord| Some(&step.step) == filing && step.outcome == StepOutcome::Passed;
        let Some((filed, _)) = steps.iter().find(|(_, step)| files(step)) else {
            return (None, Vec::new());
        };
        let seen = self.ancestors(filed.id);
        let late = steps.iter().filter(|(record, _)| record.id != filed.id && !seen.contains(&record.id));
        (Some(filed.id), late.map(|(record, _)| record.id).collect())
    }

    /// The standing step records of a round that neither are a record nor lead to it: made apart from it.
    pub fn made_apart_from(&self, round: RoundId, of: RecordId) -> Vec<RecordId> {
        let seen = self.ancestors(of);
        let steps = self.steps_of(round);
        steps.iter().map(|(record, _)| record.id).filter(|id| *id != of && !seen.contains(id)).collect()
    }

    /// The step records a step record follows, directly or not, standing or not.
    fn ancestors(&self, of: RecordId) -> BTreeSet<RecordId> {
        let mut seen = BTreeSet::new();
        let mut open = vec![of];
        while let Some(id) = open.pop() {
            let Some(RecordBody::Step(step)) = self.record(id).map(|record| &record.body) else {
                continue;
            };
            open.extend(step.after.iter().copied().filter(|before| seen.insert(*before)));
        }
        seen
    }

    /// The last standing records of a round: those no other standing one follows.
    fn tips(&self, _round: RoundId, steps: &[(&Record, &StepRecord)]) -> Vec<RecordId> {
        let covered: BTreeSet<_> = steps.iter().flat_map(|(record, _)| self.ancestors(record.id)).collect();
        steps.iter().map(|(record, _)| record.id).filter(|id| !covered.contains(id)).collect()
    }

    /// Walks from the first record to `tip`: the step waited for then, and what counts as passed.
    fn walk(&self, round: &Round, tip: RecordId) -> (usize, BTreeMap<StepKey, RecordId>) {
        let mut seen = self.ancestors(tip);
        seen.insert(tip);
        let mut at = round.begins_at();
        let mut passed = BTreeMap::new();
        for (record, step) in self.steps_of(round.id) {
            let place = round.procedure.position(&step.step);
            let (true, Some(place)) = (seen.contains(&record.id), place) else {
                continue;
            };
            match step.outcome {
                StepOutcome::Passed => {
                    passed.insert(step.step.clone(), record.id);
                    at = place + 1;
                }
                StepOutcome::SentBack(_) => {
                    // After a return only the assignment counts; everything else is done again.
                    at = 1;
                    passed.retain(|key, _| round.procedure.position(key) == Some(0));
                }
                StepOutcome::ApplicationWithdrawn(_) => {
                    at = place;
                    passed.retain(|key, _| round.procedure.position(key).is_some_and(|p| p < place));
                }
            }
        }
        (at, passed)
    }

    /// The stage, computed from the step records of the last round.
    pub fn stage(&self) -> StagePoint {
        let rounds = self.live_rounds();
        let number = rounds.len();
        let point = |stage| StagePoint {
            stage,
            step: None,
            name: String::new(),
            progress: (0, 1),
            round: number,
            contradicted: false,
        };
        if !self.presence.get().is_present() {
            return point(Stage::Withdrawn);
        }
        let Some(round) = rounds.last() else {
            return point(Stage::Registered);
        };
        let standing = self.standing(round);
        let steps = &round.procedure.steps;
        let progress = (standing.at, steps.len());
        let Some(step) = steps.get(standing.at) else {
            let kept_up = self.fields.deadline.get().standing;
            let stage = if kept_up { Stage::Consolidating } else { Stage::Closed };
            return StagePoint { progress, ..point(stage) };
        };
        let stage = match standing.at {
            0 => Stage::Registered,
            1 => Stage::Rectifying,
            _ => Stage::Closing,
        };
        StagePoint {
            step: Some(step.key.clone()),
            name: step.stage.clone(),
            progress,
            contradicted: standing.is_contradicted(),
            ..point(stage)
        }
    }
}
