//! Rules of the closure procedure: assignment, steps, returns, filing, relapse.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use chrono::NaiveDate;

use super::{Action, Context, EntryField, Refusal, Role, StepEntry, Thing, has_text, missing_for_step, standing_issue};
use crate::domain::{
    closure::{Round, RoundCause, RoundStanding, StepOutcome, StepRecord},
    edit::{Edit, IssueEdit},
    ids::{IssueId, RecordId, RoundId, UnitId},
    issue::Issue,
    ledger::Ledger,
    procedure::{Step, StepKey, StepRole},
    record::{RecordBody, Signature},
};

type Edits = Result<Vec<Edit>, Refusal>;

pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context) -> Edits {
    if let Action::TakeStep { issue, record, .. }
    | Action::SendBack { issue, record, .. }
    | Action::WithdrawApplication { issue, record, .. } = action
    {
        new_record(ledger, *issue, *record)?;
    }
    match action {
        Action::TakeStep { issue, record, round, entry } => {
            let issue = standing_issue(ledger, *issue)?;
            match issue.current_round() {
                None => assign(ledger, issue, (*round, *record), entry, ctx),
                Some(current) => take(ledger, issue, current, (*record, entry), ctx),
            }
        }
        Action::SendBack { issue, record, date, signed, reason } => {
            ctx.needs(Role::Office)?;
            let how = (step_that_returns as Turn, StepOutcome::SentBack as fn(String) -> StepOutcome);
            turn_back(ledger, (*issue, *record), (*date, signed, reason), how, ctx)
        }
        Action::WithdrawApplication { issue, record, date, signed, reason } => {
            ctx.needs(Role::Unit)?;
            let how =
                (application_to_take_back as Turn, StepOutcome::ApplicationWithdrawn as fn(String) -> StepOutcome);
            turn_back(ledger, (*issue, *record), (*date, signed, reason), how, ctx)
        }
        Action::Reopen { issue, round, date, signed, reason, .. } => {
            ctx.needs(Role::Office)?;
            reopen(ledger, (*issue, *round), (*date, signed), reason, ctx)
        }
        _ => Err(Refusal::NotInside),
    }
}

/// The id of a record to be entered must be new: the fold keeps only the first of an id.
pub(super) fn new_record(ledger: &Ledger, issue: IssueId, record: RecordId) -> Result<(), Refusal> {
    let taken = ledger.issue(issue).is_some_and(|issue| issue.record(record).is_some());
    if taken { Err(Refusal::ExistsAlready(Thing::Record)) } else { Ok(()) }
}

/// Assignment (交办) opens the first round and freezes its copy of the procedure.
fn assign(
    ledger: &Ledger,
    issue: &Issue,
    (round, record): (RoundId, RecordId),
    entry: &StepEntry,
    ctx: &Context,
) -> Edits {
    ctx.needs(Role::Office)?;
    let procedure = ledger.directory.procedure_for(issue).ok_or(Refusal::NotHere(Thing::Procedure))?;
    procedure.validate().map_err(Refusal::ProcedureFaulty)?;
    if procedure.position(&entry.step) != Some(0) {
        let known = procedure.step(&entry.step).is_some();
        return Err(if known { Refusal::NotAssigned } else { Refusal::NotHere(Thing::Step) });
    }
    if let Some(date) = entry.date {
        ctx.not_future(date)?;
    }
    let lacks = missing_for_step(&ledger.directory, issue, entry, ctx.today);
    if !lacks.is_empty() {
        return Err(Refusal::StepLacks(lacks));
    }
    let step = step_record(round, entry, Vec::new());
    Ok(vec![
        Edit::Issue(issue.id, IssueEdit::OpenRound(round, Box::new(procedure.clone()), RoundCause::Assigned)),
        Edit::Issue(issue.id, IssueEdit::Append(record, Box::new(RecordBody::Step(step)))),
    ])
}

fn step_record(round: RoundId, entry: &StepEntry, after: Vec<RecordId>) -> StepRecord {
    StepRecord {
        round,
        step: entry.step.clone(),
        after,
        date: entry.date,
        signed: entry.signed.clone(),
        outcome: StepOutcome::Passed,
        opinion: entry.opinion.clone(),
        checklist: entry.checklist.clone(),
        materials: entry.materials.clone(),
        filing_number: entry.filing_number.clone(),
    }
}

fn take(
    ledger: &Ledger,
    issue: &Issue,
    round: &Round,
    (record, entry): (RecordId, &StepEntry),
    ctx: &Context,
) -> Edits {
    let standing = issue.standing(round);
    let step = round.procedure.step(&entry.step).ok_or(Refusal::NotHere(Thing::Step))?;
    may_take(step, ctx)?;
    if standing.filed.is_some() {
        return Err(Refusal::Closed);
    }
    let place = round.procedure.position(&entry.step).unwrap_or_default();
    if place == 0 {
        return Err(Refusal::AssignedAlready);
    }
    if place < standing.at {
        return Err(Refusal::StepDone(entry.step.clone()));
    }
    if step.kind.is_filing() && standing.is_contradicted() {
        return Err(Refusal::Contradicted);
    }
    check_date(issue, &standing, entry.date, ctx)?;
    let lacks = missing_for_step(&ledger.directory, issue, entry, ctx.today);
    if !lacks.is_empty() {
        return Err(Refusal::StepLacks(lacks));
    }
    check_unit(ledger, issue, step, &entry.signed)?;
    if step.before_deadline
        && let (Some(deadline), Some(date)) = (issue.acting_date(), entry.date)
        && date > deadline
    {
        return Err(Refusal::PastDeadline(deadline));
    }
    if step.kind.is_filing() {
        check_filer(issue, round, &standing, &entry.signed)?;
    }
    let body = RecordBody::Step(step_record(round.id, entry, standing.tips));
    Ok(vec![Edit::Issue(issue.id, IssueEdit::Append(record, Box::new(body)))])
}

/// A unit takes the steps of units; all others are the office's, which also types for anybody (代录).
fn may_take(step: &Step, ctx: &Context) -> Result<(), Refusal> {
    match step.role {
        StepRole::LeadUnit | StepRole::CollectingUnit => ctx.needs(Role::Unit),
        _ => ctx.needs(Role::Office),
    }
}

/// The day as signed is neither in the future nor before the step it follows.
fn check_date(issue: &Issue, standing: &RoundStanding, date: Option<NaiveDate>, ctx: &Context) -> Result<(), Refusal> {
    let Some(date) = date else {
        return Ok(());
    };
    ctx.not_future(date)?;
    let before = standing.tips.iter().filter_map(|id| match issue.record(*id).map(|record| &record.body) {
        Some(RecordBody::Step(step)) => step.date,
        _ => None,
    });
    match before.max() {
        Some(earliest) if date < earliest => Err(Refusal::TooEarly { date, earliest }),
        _ => Ok(()),
    }
}

/// Where the procedure says so, the unit that signs is the one the step's role means.
fn check_unit(ledger: &Ledger, issue: &Issue, step: &Step, signed: &Signature) -> Result<(), Refusal> {
    if !step.unit_must_match {
        return Ok(());
    }
    let fields = &issue.fields;
    let wanted = match step.role {
        StepRole::LeadUnit => *fields.lead_unit.get(),
        StepRole::AcceptingUnit => *fields.accepting_unit.get(),
        StepRole::SupervisingUnit => *fields.supervising_unit.get(),
        StepRole::Office => *ledger.directory.fields.office.get(),
        _ => None,
    };
    let today = |unit: Option<UnitId>| unit.and_then(|id| ledger.directory.unit(id)).map(|unit| unit.id);
    match today(wanted) {
        Some(wanted) if today(signed.unit) != Some(wanted) => Err(Refusal::WrongUnitSigned),
        _ => Ok(()),
    }
}

/// Who files is not who applied: signed persons are compared.
fn check_filer(issue: &Issue, round: &Round, standing: &RoundStanding, signed: &Signature) -> Result<(), Refusal> {
    let applications = round.procedure.steps.iter().filter(|step| step.kind.is_application());
    for step in applications {
        let record = standing.passed.get(&step.key).and_then(|id| issue.record(*id));
        if let Some(RecordBody::Step(applied)) = record.map(|record| &record.body)
            && same_person(&applied.signed.person, &signed.person)
        {
            return Err(Refusal::FiledByApplicant(signed.person.trim().to_owned()));
        }
    }
    Ok(())
}

/// Whether two signed names are the same, whatever spaces stand in them.
fn same_person(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    bare(one) == bare(other)
}

/// The round in force and where it stands, if it is not filed.
pub(super) fn open_round(issue: &Issue) -> Result<(&Round, RoundStanding), Refusal> {
    let round = issue.current_round().ok_or(Refusal::NotAssigned)?;
    let standing = issue.standing(round);
    if standing.filed.is_some() { Err(Refusal::Closed) } else { Ok((round, standing)) }
}

fn signed_and_reasoned(signed: &Signature, reason: &str) -> Result<(), Refusal> {
    if !has_text(reason) {
        return Err(Refusal::ReasonMissing);
    }
    if !has_text(&signed.person) {
        return Err(Refusal::EntryMissing(EntryField::Signature));
    }
    Ok(())
}

/// How an open round is turned back: which step says so, and with what outcome.
type Turn = fn(&Round, &RoundStanding) -> Result<StepKey, Refusal>;

/// A return or a withdrawn application: a record of the step that turns the round back, signed and reasoned.
fn turn_back(
    ledger: &Ledger,
    (id, record): (IssueId, RecordId),
    (date, signed, reason): (NaiveDate, &Signature, &str),
    (step, outcome): (Turn, fn(String) -> StepOutcome),
    ctx: &Context,
) -> Edits {
    let issue = standing_issue(ledger, id)?;
    let (round, standing) = open_round(issue)?;
    let step = step(round, &standing)?;
    signed_and_reasoned(signed, reason)?;
    check_date(issue, &standing, Some(date), ctx)?;
    let body = RecordBody::Step(StepRecord {
        round: round.id,
        step,
        after: standing.tips,
        date: Some(date),
        signed: signed.clone(),
        outcome: outcome(reason.trim().to_owned()),
        ..StepRecord::default()
    });
    Ok(vec![Edit::Issue(id, IssueEdit::Append(record, Box::new(body)))])
}

/// The step a round waits for may send it back if it is a review; what contradicts itself may always be.
fn step_that_returns(round: &Round, standing: &RoundStanding) -> Result<StepKey, Refusal> {
    let step = round.procedure.steps.get(standing.at).ok_or(Refusal::Closed)?;
    let may = step.kind.may_send_back() || standing.is_contradicted();
    if may { Ok(step.key.clone()) } else { Err(Refusal::NotAtReview) }
}

/// The application may be taken back until the first step after it is taken.
fn application_to_take_back(round: &Round, standing: &RoundStanding) -> Result<StepKey, Refusal> {
    let mut passed = round.procedure.steps.iter().enumerate();
    let applied = passed.rfind(|(_, step)| step.kind.is_application() && standing.passed.contains_key(&step.key));
    let (place, step) = applied.ok_or(Refusal::NoApplication)?;
    if standing.at > place + 1 { Err(Refusal::ReviewBegun) } else { Ok(step.key.clone()) }
}

/// A relapse opens a new round, assigned already; the filed round stays readable.
fn reopen(
    ledger: &Ledger,
    (id, round): (IssueId, RoundId),
    (date, signed): (NaiveDate, &Signature),
    reason: &str,
    ctx: &Context,
) -> Edits {
    let issue = standing_issue(ledger, id)?;
    let last = issue.current_round().ok_or(Refusal::NotAssigned)?;
    if issue.standing(last).filed.is_none() {
        return Err(Refusal::NotClosed);
    }
    signed_and_reasoned(signed, reason)?;
    check_date(issue, &issue.standing(last), Some(date), ctx)?;
    let procedure = ledger.directory.procedure_for(issue).unwrap_or(&last.procedure);
    procedure.validate().map_err(Refusal::ProcedureFaulty)?;
    let cause = RoundCause::Relapse { date, reason: reason.trim().to_owned(), signed: signed.clone() };
    Ok(vec![Edit::Issue(id, IssueEdit::OpenRound(round, Box::new(procedure.clone()), cause))])
}
