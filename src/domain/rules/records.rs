//! Rules of the append-only records: reports, notices, extensions, evidence, remarks, public notices.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use super::{
    Context, EntryField, NewRecord, Refusal, Role, Thing, deadlines, has_text, standing_issue,
    steps::{notice_end, publicity_of},
};
use crate::domain::{
    closure::{Round, RoundStanding},
    edit::{Edit, IssueEdit},
    ids::{IssueId, RecordId},
    issue::Issue,
    ledger::Ledger,
    numerals::read_number,
    procedure::Step,
    record::{Evidence, ProgressNote, Publicity, RecordBody, SupervisionNotice},
};

type Body = Result<RecordBody, Refusal>;

pub(super) fn plan(
    ledger: &Ledger,
    id: IssueId,
    record: RecordId,
    entry: &NewRecord,
    ctx: &Context,
) -> Result<Vec<Edit>, Refusal> {
    let issue = standing_issue(ledger, id)?;
    if issue.record(record).is_some() {
        return Err(Refusal::ExistsAlready(Thing::Record));
    }
    let body = body(ledger, issue, entry, ctx)?;
    Ok(vec![Edit::Issue(id, IssueEdit::Append(record, Box::new(body)))])
}

fn body(ledger: &Ledger, issue: &Issue, entry: &NewRecord, ctx: &Context) -> Body {
    match entry {
        NewRecord::Progress(note) => progress(ledger, issue, note, ctx),
        NewRecord::Notice(notice) => supervision(ledger, notice, ctx),
        NewRecord::Evidence(evidence) => self::evidence(issue, evidence, ctx),
        NewRecord::Extension(extension) => deadlines::extension(ledger, issue.id, extension, ctx),
        NewRecord::ExtensionChosen { chosen, reason } => choose_extension(issue, *chosen, reason, ctx),
        NewRecord::Publicity { medium, from } => {
            ctx.needs(Role::Office)?;
            text(medium, EntryField::Medium)?;
            ctx.not_future(*from)?;
            begin_notice(ledger, issue, medium, *from)
        }
        NewRecord::Objection { .. } | NewRecord::ObjectionSettled { .. } => objection(issue, entry, ctx),
        NewRecord::NoticeAnswer { .. } | NewRecord::NoticeLifted { .. } => answer(issue, entry, ctx),
        NewRecord::LookBack { date, signed, qualified, text: words } => {
            ctx.needs(Role::Office)?;
            ctx.not_future(*date)?;
            text(&signed.person, EntryField::Signature)?;
            let round = filed_round(issue)?.id;
            let (date, signed, qualified, text) = (*date, signed.clone(), *qualified, words.clone());
            Ok(RecordBody::LookBack { round, date, signed, qualified, text })
        }
        NewRecord::Instruction { .. } | NewRecord::InstructionOutcome { .. } | NewRecord::Remark { .. } => {
            leaders(issue, entry, ctx)
        }
        NewRecord::Reading { target, date, value, note } => {
            ctx.needs(Role::Unit)?;
            ctx.not_future(*date)?;
            if !issue.targets.contains_key(target) {
                return Err(Refusal::NotHere(Thing::IssueItem));
            }
            if read_number::<f64>(value).is_none() {
                return Err(Refusal::EntryMissing(EntryField::Number));
            }
            let (target, date, value, note) = (*target, *date, value.trim().to_owned(), note.clone());
            Ok(RecordBody::Reading { target, date, value, note })
        }
    }
}

fn text(words: &str, field: EntryField) -> Result<(), Refusal> {
    if has_text(words) { Ok(()) } else { Err(Refusal::EntryMissing(field)) }
}

fn progress(ledger: &Ledger, issue: &Issue, note: &ProgressNote, ctx: &Context) -> Body {
    ctx.needs(Role::Unit)?;
    if !(1..=12).contains(&note.month.month) || !(1990..=2200).contains(&note.month.year) {
        return Err(Refusal::EntryMissing(EntryField::Month));
    }
    if note.rating.is_none() {
        text(&note.text, EntryField::Text)?;
    }
    if let Some(date) = note.date {
        ctx.not_future(date)?;
    }
    if note.unit.is_some_and(|unit| ledger.directory.unit(unit).is_none()) {
        return Err(Refusal::NotHere(Thing::Unit));
    }
    if note.corrects.is_some_and(|id| issue.record(id).is_none()) {
        return Err(Refusal::NotHere(Thing::Record));
    }
    let lead = *issue.fields.lead_unit.get();
    let unit = note.unit.or(lead);
    Ok(RecordBody::Progress(ProgressNote { unit, ..note.clone() }))
}

/// A notice is always issued by a person; the program only suggests its level.
fn supervision(ledger: &Ledger, notice: &SupervisionNotice, ctx: &Context) -> Body {
    ctx.needs(Role::Office)?;
    let scale = ledger.directory.fields.scale.get().as_ref();
    let known = scale.is_some_and(|scale| scale.levels.iter().any(|level| level.key.to_string() == notice.level));
    if !known {
        return Err(Refusal::NotHere(Thing::Level));
    }
    ctx.not_future(notice.date.ok_or(Refusal::EntryMissing(EntryField::Date))?)?;
    text(&notice.demand, EntryField::Demand)?;
    text(&notice.signed.person, EntryField::Signature)?;
    Ok(RecordBody::Notice(notice.clone()))
}

fn evidence(issue: &Issue, evidence: &Evidence, ctx: &Context) -> Body {
    ctx.needs(Role::Unit)?;
    text(&evidence.name, EntryField::FileName)?;
    let current = issue.current_round().map(|round| round.id);
    let round = match evidence.step {
        Some(_) => evidence.round.or(current),
        None => evidence.round,
    };
    Ok(RecordBody::Evidence(Evidence { round, ..evidence.clone() }))
}

fn choose_extension(issue: &Issue, chosen: RecordId, reason: &str, ctx: &Context) -> Body {
    ctx.needs(Role::Office)?;
    let acting: Vec<_> = issue.acting_extensions().into_iter().map(|(id, _)| id).collect();
    if !acting.contains(&chosen) {
        return Err(Refusal::NotHere(Thing::Record));
    }
    if !has_text(reason) {
        return Err(Refusal::ReasonMissing);
    }
    let over = acting.into_iter().filter(|id| *id != chosen).collect();
    Ok(RecordBody::ExtensionChosen { chosen, over, reason: reason.trim().to_owned() })
}

/// A public notice begins when the round waits for it; its last day follows from the step's rule.
fn begin_notice(ledger: &Ledger, issue: &Issue, medium: &str, from: chrono::NaiveDate) -> Body {
    let (round, standing) = super::closing::open_round(issue)?;
    let (step, rule) = step_with_notice(round, &standing).ok_or(Refusal::NotHere(Thing::Step))?;
    if publicity_of(issue, round, &step.key).is_some() {
        return Err(Refusal::ExistsAlready(Thing::Record));
    }
    let end = notice_end(&ledger.directory.calendar(), rule, from);
    let to = end.map_err(|year| Refusal::StepLacks(vec![super::Missing::NoticeNeedsYear(year)]))?;
    Ok(RecordBody::Publicity(Publicity {
        round: round.id,
        step: step.key.clone(),
        medium: medium.trim().to_owned(),
        from: Some(from),
        to: Some(to),
    }))
}

/// The step the round waits for, or the first that may be taken after leaving out optional ones, if it is a notice.
fn step_with_notice<'a>(
    round: &'a Round,
    standing: &RoundStanding,
) -> Option<(&'a Step, &'a crate::domain::procedure::NoticeRule)> {
    let rest = round.procedure.steps.get(standing.at..)?;
    let reachable = rest.iter().position(|step| step.required).map_or(rest.len(), |n| n + 1);
    rest.iter().take(reachable).find_map(|step| step.notice.as_ref().map(|rule| (step, rule)))
}

fn filed_round(issue: &Issue) -> Result<&Round, Refusal> {
    let round = issue.current_round().ok_or(Refusal::NotAssigned)?;
    if issue.standing(round).filed.is_some() { Ok(round) } else { Err(Refusal::NotClosed) }
}

/// The record with that id must stand and be of the kind that `is` tells.
fn refers_to(issue: &Issue, id: RecordId, is: fn(&RecordBody) -> bool) -> Result<(), Refusal> {
    let found = issue.record(id).is_some_and(|record| record.is_present() && is(&record.body));
    if found { Ok(()) } else { Err(Refusal::NotHere(Thing::Record)) }
}

fn objection(issue: &Issue, entry: &NewRecord, ctx: &Context) -> Body {
    ctx.needs(Role::Office)?;
    match entry {
        NewRecord::Objection { publicity, date, text: words } => {
            ctx.not_future(*date)?;
            text(words, EntryField::Text)?;
            refers_to(issue, *publicity, |body| matches!(body, RecordBody::Publicity(_)))?;
            Ok(RecordBody::Objection { publicity: *publicity, date: *date, text: words.clone() })
        }
        NewRecord::ObjectionSettled { objection, date, outcome } => {
            ctx.not_future(*date)?;
            text(outcome, EntryField::Text)?;
            refers_to(issue, *objection, |body| matches!(body, RecordBody::Objection { .. }))?;
            Ok(RecordBody::ObjectionSettled { objection: *objection, date: *date, outcome: outcome.clone() })
        }
        _ => Err(Refusal::NotInside),
    }
}

fn answer(issue: &Issue, entry: &NewRecord, ctx: &Context) -> Body {
    let is_notice = |body: &RecordBody| matches!(body, RecordBody::Notice(_));
    match entry {
        NewRecord::NoticeAnswer { notice, date, text: words, signed } => {
            ctx.needs(Role::Unit)?;
            ctx.not_future(*date)?;
            text(words, EntryField::Text)?;
            refers_to(issue, *notice, is_notice)?;
            let (notice, date, text, signed) = (*notice, *date, words.clone(), signed.clone());
            Ok(RecordBody::NoticeAnswer { notice, date, text, signed })
        }
        NewRecord::NoticeLifted { notice, date, reason } => {
            ctx.needs(Role::Office)?;
            ctx.not_future(*date)?;
            if !has_text(reason) {
                return Err(Refusal::ReasonMissing);
            }
            refers_to(issue, *notice, is_notice)?;
            Ok(RecordBody::NoticeLifted { notice: *notice, date: *date, reason: reason.clone() })
        }
        _ => Err(Refusal::NotInside),
    }
}

fn leaders(issue: &Issue, entry: &NewRecord, ctx: &Context) -> Body {
    match entry {
        NewRecord::Instruction { who, words, date, person } => {
            ctx.needs(Role::Supervisor)?;
            ctx.not_future(*date)?;
            text(who, EntryField::Signature)?;
            text(words, EntryField::Text)?;
            Ok(RecordBody::Instruction { who: who.clone(), words: words.clone(), date: *date, person: *person })
        }
        NewRecord::InstructionOutcome { instruction, date, text: words } => {
            ctx.needs(Role::Unit)?;
            ctx.not_future(*date)?;
            text(words, EntryField::Text)?;
            refers_to(issue, *instruction, |body| matches!(body, RecordBody::Instruction { .. }))?;
            Ok(RecordBody::InstructionOutcome { instruction: *instruction, date: *date, text: words.clone() })
        }
        NewRecord::Remark { date, signed, text: words, verdict } => {
            ctx.needs(Role::Supervisor)?;
            ctx.not_future(*date)?;
            text(words, EntryField::Text)?;
            let (date, signed, text, verdict) = (*date, signed.clone(), words.clone(), *verdict);
            Ok(RecordBody::Remark { date, signed, text, verdict })
        }
        _ => Err(Refusal::NotInside),
    }
}
