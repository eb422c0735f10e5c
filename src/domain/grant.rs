//! What a unit was handed out (下发): which issues, and what it may do to them.
//!
//! A grant is an edit of the directory, so that every copy knows it; a change made under it names it in its header.

use std::collections::{BTreeMap, BTreeSet};

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
        Self::of_units(ledger, may).remove(&unit).unwrap_or_else(|| Self { unit, ..Self::default() })
    }

    /// The same for every unit that has any issue.
    pub fn of_units(ledger: &Ledger, may: &[GrantedDeed]) -> BTreeMap<UnitId, Self> {
        let mut grants: BTreeMap<UnitId, Self> = BTreeMap::new();
        let mut steps: BTreeMap<UnitId, BTreeSet<StepKey>> = BTreeMap::new();
        for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
            let own = own_steps(&ledger.directory, issue);
            let (leads, helps) = units_of(&ledger.directory, issue);
            for unit in leads.union(&helps) {
                let grant = grants.entry(*unit).or_insert_with(|| Self { unit: *unit, ..Self::default() });
                if leads.contains(unit) {
                    grant.leads.push(issue.id);
                } else {
                    grant.helps.push(issue.id);
                }
                steps.entry(*unit).or_default().extend(own.iter().cloned());
            }
        }
        for (unit, grant) in &mut grants {
            grant.may = may.to_vec();
            grant.steps = steps.remove(unit).unwrap_or_default().into_iter().collect();
        }
        grants
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

/// The units that lead an issue, and those that take part in it.
fn units_of(directory: &Directory, issue: &Issue) -> (BTreeSet<UnitId>, BTreeSet<UnitId>) {
    let (mut leads, mut helps) = (BTreeSet::new(), BTreeSet::new());
    for id in issue.fields.lead_unit.get().iter().chain(issue.units(UnitRole::CoLead).iter()) {
        leads.extend(meant_by(directory, *id));
    }
    for id in issue.units(UnitRole::Cooperating).iter() {
        helps.extend(meant_by(directory, *id));
    }
    for measure in issue.live_measures() {
        helps.extend(measure.fields.unit.get().iter().flat_map(|id| meant_by(directory, *id)));
    }
    (leads, helps)
}

/// The units a reference means: what it was merged into, and the members of a group.
fn meant_by(directory: &Directory, id: UnitId) -> Vec<UnitId> {
    let Some(unit) = directory.unit(id) else {
        return Vec::new();
    };
    if *unit.fields.kind.get() != UnitKind::Group {
        return vec![unit.id];
    }
    unit.members.iter().filter_map(|member| directory.unit(*member)).map(|member| member.id).collect()
}

/// The steps of the issue's procedure that units take themselves.
fn own_steps(directory: &Directory, issue: &Issue) -> Vec<StepKey> {
    let frozen = issue.current_round().map(|round| &*round.procedure);
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
