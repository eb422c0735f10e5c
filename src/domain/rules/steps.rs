//! What a step of the closure procedure still lacks: asked by the rules before it is taken, and by the page that shows it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use chrono::NaiveDate;

use super::StepEntry;
use crate::domain::{
    calendar::WorkCalendar,
    closure::{Round, RoundStanding, StepRecord},
    directory::Directory,
    ids::{EditKey, RecordId},
    issue::Issue,
    procedure::{NoticeRule, Procedure, Step, StepKey},
    record::{Publicity, RecordBody},
};

use super::Missing;

impl Directory {
    /// The working-day calendar of the ledger's rules.
    pub fn calendar(&self) -> WorkCalendar {
        let mut calendar = WorkCalendar::default();
        calendar.take(self.holidays.values().filter_map(|reg| reg.get().clone()));
        calendar
    }

    /// The procedure an issue follows when it is assigned: its own, its inspection's, the ledger's.
    pub fn procedure_for(&self, issue: &Issue) -> Option<&Procedure> {
        let inspection = self.inspections.get(issue.fields.inspection.get());
        let names = [
            Some(issue.fields.procedure.get()),
            inspection.map(|i| i.fields.procedure.get()),
            Some(self.fields.procedure.get()),
        ];
        let named = names.into_iter().flatten().find(|name| !name.is_empty())?;
        self.procedures.get(named).and_then(|reg| reg.get().as_ref())
    }
}

/// The step an issue waits for, and the steps before it that may be left out come first; `None` once filed.
///
/// Before assignment it is the first step of the procedure the issue would follow.
pub fn next_step<'a>(directory: &'a Directory, issue: &'a Issue) -> Option<&'a Step> {
    match issue.current_round() {
        Some(round) => round.procedure.steps.get(issue.standing(round).at),
        None => directory.procedure_for(issue)?.steps.first(),
    }
}

/// The steps that may be taken now: the one waited for, and those that leaving out optional ones leads to.
pub fn steps_to_choose<'a>(directory: &'a Directory, issue: &'a Issue) -> Vec<&'a Step> {
    let (procedure, at) = match issue.current_round() {
        Some(round) => (Some(&*round.procedure), issue.standing(round).at),
        None => (directory.procedure_for(issue), 0),
    };
    let rest = procedure.and_then(|procedure| procedure.steps.get(at..)).unwrap_or_default();
    let reachable = rest.iter().position(|step| step.required).map_or(rest.len(), |n| n + 1);
    rest.iter().take(reachable).collect()
}

/// Everything `entry` lacks to be taken as the next step. Empty: it can be taken.
pub fn missing_for_step(directory: &Directory, issue: &Issue, entry: &StepEntry, today: NaiveDate) -> Vec<Missing> {
    let Some(round) = issue.current_round() else {
        return assignment_lacks(issue, entry);
    };
    let standing = issue.standing(round);
    let Some(step) = round.procedure.step(&entry.step) else {
        return Vec::new();
    };
    let mut lacks = steps_before(round, &standing, &entry.step);
    lacks.extend(signed(entry));
    lacks.extend(materials(issue, round, step, entry));
    lacks.extend(checklist(step, &entry.checklist));
    if let Some(rule) = &step.notice {
        lacks.extend(notice(directory, issue, round, (&step.key, rule), entry.date.unwrap_or(today)));
    }
    if step.kind.is_filing() {
        for lack in filed_lacks(issue, round, &standing) {
            if !lacks.contains(&lack) {
                lacks.push(lack);
            }
        }
    }
    lacks
}

fn assignment_lacks(issue: &Issue, entry: &StepEntry) -> Vec<Missing> {
    let mut lacks = Vec::new();
    if issue.fields.lead_unit.get().is_none() {
        lacks.push(Missing::LeadUnit);
    } else if *issue.fields.lead_to_confirm.get() {
        lacks.push(Missing::LeadConfirmation);
    }
    if issue.fields.deadline.get().needs_confirmation() {
        lacks.push(Missing::DeadlineConfirmation);
    }
    lacks.extend(signed(entry));
    lacks
}

fn signed(entry: &StepEntry) -> Vec<Missing> {
    let mut lacks = Vec::new();
    if entry.signed.person.trim().is_empty() {
        lacks.push(Missing::Signature);
    }
    if entry.date.is_none() {
        lacks.push(Missing::Date);
    }
    lacks
}

/// The required steps between where the round stands and `key`.
fn steps_before(round: &Round, standing: &RoundStanding, key: &StepKey) -> Vec<Missing> {
    let place = round.procedure.position(key).unwrap_or_default();
    let steps = round.procedure.steps.get(standing.at..place).unwrap_or_default();
    let required = steps.iter().filter(|step| step.required);
    required.map(|step| Missing::Step(step.key.clone(), step.name.clone())).collect()
}

/// Materials: files named by the entry, files added to the step, or paper said to be kept somewhere.
fn materials(issue: &Issue, round: &Round, step: &Step, entry: &StepEntry) -> Vec<Missing> {
    let added = |key: &str| {
        let of_step = issue.live_records().filter_map(|record| match &record.body {
            RecordBody::Evidence(evidence) => Some((record.id, evidence)),
            _ => None,
        });
        of_step
            .filter(|(_, e)| e.step.as_ref() == Some(&step.key) && e.round == Some(round.id) && e.material == key)
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    let mut lacks = Vec::new();
    for demand in step.materials.iter().filter(|demand| demand.required) {
        let given = entry.materials.iter().filter(|given| given.key == demand.key);
        let mut files: Vec<RecordId> = added(&demand.key);
        let mut on_paper = false;
        for material in given {
            files.extend(
                material
                    .evidence
                    .iter()
                    .filter(|id| issue.record(**id).is_some_and(crate::domain::record::Record::is_present)),
            );
            on_paper |= !material.on_paper.trim().is_empty();
        }
        files.sort_unstable();
        files.dedup();
        if !on_paper && files.len() < usize::from(demand.at_least.max(1)) {
            lacks.push(Missing::Material {
                key: demand.key.clone(),
                name: demand.name.clone(),
                need: demand.at_least.max(1),
                have: files.len(),
            });
        }
    }
    lacks
}

fn checklist(step: &Step, answers: &[crate::domain::closure::ChecklistAnswer]) -> Vec<Missing> {
    let lacks =
        step.checklist.iter().filter_map(|question| match answers.iter().find(|answer| answer.question == *question) {
            None => Some(Missing::ChecklistUnanswered(question.clone())),
            Some(answer) if !answer.met => Some(Missing::ChecklistNotMet(question.clone())),
            Some(_) => None,
        });
    lacks.collect()
}

/// The publicity record of a round's step since the round was last sent back.
pub(super) fn publicity_of<'a>(issue: &'a Issue, round: &Round, key: &StepKey) -> Option<(RecordId, &'a Publicity)> {
    let returned: Option<EditKey> = issue
        .steps_of(round.id)
        .into_iter()
        .filter(|(_, step)| matches!(step.outcome, crate::domain::closure::StepOutcome::SentBack(_)))
        .map(|(record, _)| record.at)
        .max();
    issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Publicity(publicity)
            if publicity.round == round.id && publicity.step == *key && Some(record.at) > returned =>
        {
            Some((record.id, publicity))
        }
        _ => None,
    })
}

/// The public notice of a step since the round was last sent back, with the objections nobody has settled.
pub fn publicity_of_step<'a>(
    issue: &'a Issue,
    round: &Round,
    key: &StepKey,
) -> Option<(RecordId, &'a Publicity, Vec<RecordId>)> {
    let (id, publicity) = publicity_of(issue, round, key)?;
    Some((id, publicity, open_objections(issue, id)))
}

/// The notice must have run its full days by `date`, with no open objection.
fn notice(
    directory: &Directory,
    issue: &Issue,
    round: &Round,
    (key, rule): (&StepKey, &NoticeRule),
    date: NaiveDate,
) -> Vec<Missing> {
    let Some((id, publicity)) = publicity_of(issue, round, key) else {
        return vec![Missing::NoticeNotBegun];
    };
    let mut lacks = Vec::new();
    match publicity.from.map(|from| notice_end(&directory.calendar(), rule, from)) {
        None => lacks.push(Missing::NoticeNotBegun),
        Some(Err(year)) => lacks.push(Missing::NoticeNeedsYear(year)),
        Some(Ok(end)) if date <= end => lacks.push(Missing::NoticeRuns(end)),
        Some(Ok(_)) => {}
    }
    lacks.extend(open_objections(issue, id).into_iter().map(Missing::OpenObjection));
    lacks
}

/// The last day of a notice that begins on `from`; the year whose holidays are missing otherwise.
pub fn notice_end(calendar: &WorkCalendar, rule: &NoticeRule, from: NaiveDate) -> Result<NaiveDate, i32> {
    calendar.notice_end(from, rule).map_err(|missing| missing.year)
}

/// The standing objections to a notice that nobody has settled.
pub(super) fn open_objections(issue: &Issue, publicity: RecordId) -> Vec<RecordId> {
    let settled = |id: RecordId| {
        issue
            .live_records()
            .any(|record| matches!(&record.body, RecordBody::ObjectionSettled { objection, .. } if *objection == id))
    };
    let against = issue
        .live_records()
        .filter(|record| matches!(&record.body, RecordBody::Objection { publicity: to, .. } if *to == publicity));
    against.map(|record| record.id).filter(|id| !settled(*id)).collect()
}

/// Everything the steps before filing lack, looked at again: copies may have met since they were taken.
pub fn filed_lacks(issue: &Issue, round: &Round, standing: &RoundStanding) -> Vec<Missing> {
    let mut lacks = Vec::new();
    for step in round
        .procedure
        .steps
        .iter()
        .filter(|step| step.required && !step.kind.is_filing() && !step.kind.is_assignment())
    {
        let record = standing.passed.get(&step.key).and_then(|id| issue.record(*id));
        let Some(RecordBody::Step(taken)) = record.map(|record| &record.body) else {
            lacks.push(Missing::Step(step.key.clone(), step.name.clone()));
            continue;
        };
        lacks.extend(materials(issue, round, step, &as_entry(taken)));
        lacks.extend(checklist(step, &taken.checklist));
        if step.notice.is_some()
            && let Some((id, _)) = publicity_of(issue, round, &step.key)
        {
            lacks.extend(open_objections(issue, id).into_iter().map(Missing::OpenObjection));
        }
    }
    lacks.dedup();
    lacks
}

fn as_entry(taken: &StepRecord) -> StepEntry {
    StepEntry {
        step: taken.step.clone(),
        date: taken.date,
        signed: taken.signed.clone(),
        opinion: taken.opinion.clone(),
        checklist: taken.checklist.clone(),
        materials: taken.materials.clone(),
        filing_number: taken.filing_number.clone(),
    }
}
