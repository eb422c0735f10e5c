//! What one issue waits for, and what the rules would not have let through.
#![expect(clippy::wildcard_enum_match_arm, reason = "each question looks at one kind of record")]

use std::collections::BTreeMap;

use super::Finding;
use crate::domain::{
    closure::{Round, RoundStanding, Stage},
    directory::Directory,
    ids::RecordId,
    issue::Issue,
    record::{ProgressNote, Publicity, RecordBody, ScheduleRating},
    rules::{filed_lacks, notice_end},
};

/// What the issue waits for, and what in its rounds and records needs a look.
pub(super) fn of_issue(directory: &Directory, issue: &Issue, found: &mut Vec<Finding>) {
    waiting(issue, found);
    let extensions: Vec<_> = issue.acting_extensions().into_iter().map(|(id, _)| id).collect();
    if extensions.len() > 1 {
        found.push(Finding::SeveralExtensions { issue: issue.id, extensions });
    }
    ratings(issue, found);
    rounds(issue, found);
    notices(directory, issue, found);
}

/// Before and after assignment: deadlines and leads nobody has confirmed.
fn waiting(issue: &Issue, found: &mut Vec<Finding>) {
    let id = issue.id;
    let over = matches!(issue.stage().stage, Stage::Closed | Stage::Consolidating);
    if over {
        return;
    }
    if issue.first_deadline().needs_confirmation() {
        found.push(Finding::DeadlineToConfirm { issue: id });
    }
    for measure in issue.live_measures() {
        if measure.fields.deadline.get().needs_confirmation() {
            found.push(Finding::MeasureDeadlineToConfirm { issue: id, measure: measure.id });
        }
    }
    for target in issue.live_targets() {
        if target.fields.due.get().needs_confirmation() {
            found.push(Finding::TargetDeadlineToConfirm { issue: id, target: target.id });
        }
    }
    if issue.fields.lead_unit.get().is_none() {
        let by_document = issue.fields.by_document.get().clone();
        found.push(Finding::LeadMissing { issue: id, by_document });
    } else if *issue.fields.lead_to_confirm.get() {
        found.push(Finding::LeadToConfirm { issue: id });
    }
}

/// Two ratings of one unit for one month that no later note corrects.
fn ratings(issue: &Issue, found: &mut Vec<Finding>) {
    let notes = || {
        issue.live_records().filter_map(|record| match &record.body {
            RecordBody::Progress(note) => Some((record.id, note)),
            _ => None,
        })
    };
    let corrected: Vec<RecordId> = notes().filter_map(|(_, note): (_, &ProgressNote)| note.corrects).collect();
    let mut by_month: BTreeMap<_, Vec<(RecordId, ScheduleRating)>> = BTreeMap::new();
    for (id, note) in notes().filter(|(id, _)| !corrected.contains(id)) {
        if let Some(rating) = note.rating {
            by_month.entry((note.month, note.unit)).or_default().push((id, rating));
        }
    }
    for ((month, unit), rated) in by_month {
        let differ = rated.iter().any(|(_, rating)| rated.first().is_some_and(|(_, first)| first != rating));
        if differ {
            let records = rated.into_iter().map(|(id, _)| id).collect();
            found.push(Finding::RatingsDiffer { issue: issue.id, unit, month, records });
        }
    }
}

fn rounds(issue: &Issue, found: &mut Vec<Finding>) {
    let id = issue.id;
    if let Some(round) = issue.rounds_apart().last() {
        found.push(Finding::RoundsApart { issue: id, round: round.id });
    }
    for round in issue.live_rounds() {
        let standing = issue.standing(round);
        if standing.is_contradicted() {
            found.push(Finding::StepsContradict { issue: id, round: round.id });
        }
        if standing.filed.is_some() {
            filed(issue, round, &standing, found);
        }
        if !standing.late.is_empty() {
            found.push(Finding::LateRecords { issue: id, round: round.id, records: standing.late });
        }
    }
}

/// A filed round, looked at again: copies may have met since.
fn filed(issue: &Issue, round: &Round, standing: &RoundStanding, found: &mut Vec<Finding>) {
    let missing = filed_lacks(issue, round, standing);
    if !missing.is_empty() {
        found.push(Finding::FiledLacking { issue: issue.id, round: round.id, missing });
    }
    let signer = |record: Option<RecordId>| match record.and_then(|id| issue.record(id)).map(|record| &record.body) {
        Some(RecordBody::Step(step)) => step.signed.person.trim(),
        _ => "",
    };
    let filer = signer(standing.filed);
    let applications = round.procedure.steps.iter().filter(|step| step.kind.is_application());
    for step in applications {
        if !filer.is_empty() && signer(standing.passed.get(&step.key).copied()) == filer {
            found.push(Finding::FiledByApplicant { issue: issue.id, round: round.id, person: filer.to_owned() });
            break;
        }
    }
}

/// Notices of the round in force whose end cannot be counted.
fn notices(directory: &Directory, issue: &Issue, found: &mut Vec<Finding>) {
    let Some(round) = issue.current_round() else {
        return;
    };
    if issue.standing(round).filed.is_some() {
        return;
    }
    let running = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Publicity(notice) if notice.round == round.id => Some(notice),
        _ => None,
    });
    let calendar = directory.calendar();
    let ends = |notice: &Publicity| {
        let rule = round.procedure.step(&notice.step)?.notice.as_ref()?;
        notice_end(&calendar, rule, notice.from?).err()
    };
    let mut years: Vec<i32> = running.filter_map(ends).collect();
    years.sort_unstable();
    years.dedup();
    found.extend(years.into_iter().map(|year| Finding::HolidaysMissing { issue: issue.id, year }));
}
