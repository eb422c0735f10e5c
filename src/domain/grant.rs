//! What a unit was handed out (下发): which issues, and what it may do to them.
//!
//! A grant is an edit of the directory, so that every copy knows it; a change made under it names it in its header.

use serde::{Deserialize, Serialize};

use super::{
    closure::StepOutcome,
    directory::{Directory, UnitKind},
    edit::{Edit, IssueEdit},
    ids::{EditKey, EditRef, IssueId, UnitId},
    issue::{Issue, UnitRole},
    ledger::Ledger,
    measure::{CheckpointValue, MeasureValue},
    procedure::{StepKey, StepRole},
    record::RecordBody,
};

/// One kind of work a unit may be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum GrantedDeed {
    /// Monthly reports, readings of targets, answers to notices, what came of instructions.
    Report,
    /// Evidence.
    Evidence,
    /// The days on which measures began and ended and checkpoints were reached.
    Dates,
    /// The unit's own steps of the closure procedure, of issues it leads.
    Apply,
}

impl GrantedDeed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Report, Self::Evidence, Self::Dates, Self::Apply];
}

/// What one unit was handed out (授权范围).
#[doc(alias = "授权范围")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grant {
    /// To which unit.
    pub unit: UnitId,
    /// The issues it leads, in the order of their ids.
    pub leads: Vec<IssueId>,
    /// The issues it takes part in, in the order of their ids.
    pub helps: Vec<IssueId>,
    /// What it may do.
    pub may: Vec<GrantedDeed>,
    /// The steps of closure procedures that are a unit's own.
    pub steps: Vec<StepKey>,
}

/// A hand-out as the directory keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandedOut {
    /// The edit that recorded it.
    pub at: EditKey,
    /// What was granted.
    pub grant: Grant,
}

impl Grant {
    /// What `unit` would be handed out today: the issues it leads and those it takes part in.
    pub fn of_unit(ledger: &Ledger, unit: UnitId, may: &[GrantedDeed]) -> Self {
        let mut grant = Self { unit, may: may.to_vec(), ..Self::default() };
        for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
            match part_of(&ledger.directory, issue, unit) {
                Some(true) => grant.leads.push(issue.id),
                Some(false) => grant.helps.push(issue.id),
                None => continue,
            }
            grant.steps.extend(own_steps(&ledger.directory, issue));
        }
        grant.steps.sort();
        grant.steps.dedup();
        grant
    }

    /// Whether the issue is in it.
    pub fn has(&self, issue: IssueId) -> bool {
        self.leads.contains(&issue) || self.helps.contains(&issue)
    }

    /// How many issues are in it.
    pub fn n_issues(&self) -> usize {
        self.leads.len() + self.helps.len()
    }

    /// Whether an edit lies inside.
    pub fn allows(&self, edit: &Edit) -> bool {
        match edit {
            Edit::Issue(id, edit) => self.has(*id) && self.allows_in(*id, edit),
            Edit::Directory(_) | Edit::Complaint(..) | Edit::Case(..) | Edit::Private(_) => false,
        }
    }

    fn allows_in(&self, id: IssueId, edit: &IssueEdit) -> bool {
        match edit {
            IssueEdit::Append(_, body) => self.allows_record(id, body),
            IssueEdit::SetMeasure(_, MeasureValue::StartedOn(_) | MeasureValue::DoneOn(_), _)
            | IssueEdit::SetCheckpoint(_, CheckpointValue::ReachedOn(_), _) => self.may.contains(&GrantedDeed::Dates),
            IssueEdit::Register
            | IssueEdit::Set(..)
            | IssueEdit::AddUnit(..)
            | IssueEdit::RemoveUnit(..)
            | IssueEdit::AddMeasure(_)
            | IssueEdit::SetMeasure(..)
            | IssueEdit::AddCheckpoint(_)
            | IssueEdit::SetCheckpoint(..)
            | IssueEdit::AddTarget(_)
            | IssueEdit::SetTarget(..)
            | IssueEdit::OpenRound(..)
            | IssueEdit::SetPresence(..)
            | IssueEdit::Relate(_)
            | IssueEdit::Unrelate(..) => false,
        }
    }

    fn allows_record(&self, id: IssueId, body: &RecordBody) -> bool {
        match body {
            RecordBody::Progress(_)
            | RecordBody::NoticeAnswer { .. }
            | RecordBody::InstructionOutcome { .. }
            | RecordBody::Reading { .. } => self.may.contains(&GrantedDeed::Report),
            RecordBody::Evidence(_) => self.may.contains(&GrantedDeed::Evidence),
            RecordBody::Step(step) => {
                let own = match step.outcome {
                    StepOutcome::Passed | StepOutcome::ApplicationWithdrawn(_) => true,
                    StepOutcome::SentBack(_) => false,
                };
                own && self.may.contains(&GrantedDeed::Apply)
                    && self.leads.contains(&id)
                    && self.steps.contains(&step.step)
            }
            RecordBody::Notice(_)
            | RecordBody::NoticeLifted { .. }
            | RecordBody::Extension(_)
            | RecordBody::ExtensionChosen { .. }
            | RecordBody::DeadlineCorrected { .. }
            | RecordBody::Publicity(_)
            | RecordBody::Objection { .. }
            | RecordBody::ObjectionSettled { .. }
            | RecordBody::LookBack { .. }
            | RecordBody::Instruction { .. }
            | RecordBody::Remark { .. } => false,
        }
    }
}

/// Whether a unit leads an issue (`true`), takes part in it (`false`), or neither.
fn part_of(directory: &Directory, issue: &Issue, unit: UnitId) -> Option<bool> {
    let is_it = |id: UnitId| means(directory, id, unit);
    if issue.fields.lead_unit.get().is_some_and(is_it) || issue.units(UnitRole::CoLead).iter().copied().any(is_it) {
        return Some(true);
    }
    let cooperates = issue.units(UnitRole::Cooperating).iter().copied().any(is_it);
    let measures = issue.live_measures();
    let measured = measures.iter().any(|measure| measure.fields.unit.get().is_some_and(is_it));
    (cooperates || measured).then_some(false)
}

/// Whether a reference to a unit means `unit`: itself, merged into it, or a group it belongs to.
fn means(directory: &Directory, id: UnitId, unit: UnitId) -> bool {
    let Some(found) = directory.unit(id) else {
        return id == unit;
    };
    let is_group = *found.fields.kind.get() == UnitKind::Group;
    found.id == unit || (is_group && found.members.iter().any(|it| directory.unit(*it).is_some_and(|it| it.id == unit)))
}

/// The steps of the issue's procedure that units take themselves.
fn own_steps(directory: &Directory, issue: &Issue) -> Vec<StepKey> {
    let frozen = issue.current_round().map(|round| &round.procedure);
    let procedure = frozen.or_else(|| directory.procedure_for(issue));
    let steps = procedure.map(|procedure| procedure.steps.as_slice()).unwrap_or_default();
    let own = steps.iter().filter(|step| matches!(step.role, StepRole::LeadUnit | StepRole::CollectingUnit));
    own.map(|step| step.key.clone()).collect()
}

impl Directory {
    /// A hand-out by the name of its edit.
    pub fn grant(&self, at: EditRef) -> Option<&Grant> {
        let key = self.log.key(at, at.0)?;
        self.hand_outs.iter().find(|it| it.at == key).map(|it| &it.grant)
    }

    /// The hand-outs to a unit with the names of their edits, the newest first.
    pub fn hand_outs_to(&self, unit: UnitId) -> Vec<(EditRef, &Grant)> {
        let own = self.hand_outs.iter().rev().filter(|it| it.grant.unit == unit);
        own.filter_map(|it| Some((self.log.edit_ref(it.at)?, &it.grant))).collect()
    }
}
