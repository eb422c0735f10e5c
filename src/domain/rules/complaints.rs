//! Rules about complaints and accountability cases.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use super::{Action, AnyField, Context, Mode, Refusal, Role, Thing, has_text, set_field};
use crate::domain::{
    complaint::{AccountabilityCase, CaseField, CaseValue, Complaint, ComplaintField, ComplaintValue},
    edit::{CaseEdit, ComplaintEdit, Edit},
    ids::{CaseId, ComplaintId, EditKey, IssueId},
    issue::Presence,
    ledger::Ledger,
    register::Reg,
};

type Edits = Result<Vec<Edit>, Refusal>;

pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context, mode: Mode) -> Edits {
    ctx.needs(Role::Office)?;
    match action {
        Action::RegisterComplaint { complaint, values, kinds } => register_complaint(ledger, *complaint, values, kinds),
        Action::SetComplaint { complaint, value } => {
            let held = complaint_of(ledger, *complaint)?;
            leads_on(ledger, *complaint, value)?;
            let (field, current) = (value.field(), held.fields.current(value.field()));
            let unset = ComplaintValue::unset(field);
            let replaces = set_field(&held.log, &current, value, &unset, AnyField::Complaint(field), mode)?;
            let edit = |r| Edit::Complaint(*complaint, ComplaintEdit::Set(value.clone(), r));
            Ok(replaces.map(edit).into_iter().collect())
        }
        Action::ComplaintKind { complaint, kind, present } => complaint_kind(ledger, *complaint, kind, *present),
        Action::ComplaintRegion { complaint, region, present } => {
            complaint_region(ledger, *complaint, region, *present)
        }
        Action::RestoreComplaint { complaint } => {
            let held = ledger.complaints.get(complaint).filter(|c| c.registered);
            let held = held.ok_or(Refusal::NotHere(Thing::Complaint))?;
            let replaces = held.log.edit_refs(restored(&held.presence)?);
            Ok(vec![Edit::Complaint(*complaint, ComplaintEdit::SetPresence(Presence::Present, replaces))])
        }
        Action::RestoreCase { case } => {
            let held = ledger.cases.get(case).filter(|c| c.registered).ok_or(Refusal::NotHere(Thing::Case))?;
            let replaces = held.log.edit_refs(restored(&held.presence)?);
            Ok(vec![Edit::Case(*case, CaseEdit::SetPresence(Presence::Present, replaces))])
        }
        Action::LinkComplaint { complaint, issue, linked } => link_complaint(ledger, *complaint, *issue, *linked),
        Action::WithdrawComplaint { complaint, reason } => {
            let held = ledger.complaints.get(complaint).filter(|c| c.registered);
            let held = held.ok_or(Refusal::NotHere(Thing::Complaint))?;
            may_withdraw(&held.presence)?;
            let replaces = held.log.edit_refs(held.presence.current().into_iter().map(|(key, _)| key));
            Ok(vec![Edit::Complaint(*complaint, ComplaintEdit::SetPresence(withdrawn(reason)?, replaces))])
        }
        Action::RegisterCase { case, values } => register_case(ledger, *case, values),
        Action::SetCase { case, value } => {
            let held = case_of(ledger, *case)?;
            let (field, current) = (value.field(), held.fields.current(value.field()));
            let unset = CaseValue::unset(field);
            let replaces = set_field(&held.log, &current, value, &unset, AnyField::Case(field), mode)?;
            Ok(replaces.map(|r| Edit::Case(*case, CaseEdit::Set(value.clone(), r))).into_iter().collect())
        }
        Action::LinkCase { case, issue, linked } => link_case(ledger, *case, *issue, *linked),
        Action::WithdrawCase { case, reason } => {
            let held = ledger.cases.get(case).filter(|c| c.registered).ok_or(Refusal::NotHere(Thing::Case))?;
            may_withdraw(&held.presence)?;
            let replaces = held.log.edit_refs(held.presence.current().into_iter().map(|(key, _)| key));
            Ok(vec![Edit::Case(*case, CaseEdit::SetPresence(withdrawn(reason)?, replaces))])
        }
        _ => Err(Refusal::NotInside),
    }
}

fn withdrawn(reason: &str) -> Result<Presence, Refusal> {
    if has_text(reason) { Ok(Presence::Withdrawn(reason.trim().to_owned())) } else { Err(Refusal::ReasonMissing) }
}

/// What stands is withdrawn, and what copies disagree about is settled that way.
fn may_withdraw(presence: &Reg<Presence>) -> Result<(), Refusal> {
    if presence.get().is_present() || presence.is_conflicted() { Ok(()) } else { Err(Refusal::IsWithdrawn) }
}

/// The edits that a restoring replaces.
fn restored(presence: &Reg<Presence>) -> Result<Vec<EditKey>, Refusal> {
    if presence.get().is_present() && !presence.is_conflicted() {
        return Err(Refusal::NotWithdrawn);
    }
    Ok(presence.current().into_iter().map(|(key, _)| key).collect())
}

/// The complaint a value leads to must be here and must not lead back.
fn leads_on(ledger: &Ledger, from: ComplaintId, value: &ComplaintValue) -> Result<(), Refusal> {
    let (ComplaintValue::Repeats(Some(to)) | ComplaintValue::MergedInto(Some(to))) = value else {
        return Ok(());
    };
    let mut at = Some(*to);
    // As many steps as there are complaints reach the end of any chain that does not close.
    for _ in 0..=ledger.complaints.len() {
        let Some(id) = at else {
            return Ok(());
        };
        if id == from {
            return Err(Refusal::LeadsToItself);
        }
        at = complaint_of(ledger, id)?.main();
    }
    Err(Refusal::LeadsToItself)
}

fn complaint_of(ledger: &Ledger, id: ComplaintId) -> Result<&Complaint, Refusal> {
    let held = ledger.complaints.get(&id).filter(|c| c.registered).ok_or(Refusal::NotHere(Thing::Complaint))?;
    if held.presence.get().is_present() { Ok(held) } else { Err(Refusal::IsWithdrawn) }
}

fn case_of(ledger: &Ledger, id: CaseId) -> Result<&AccountabilityCase, Refusal> {
    let held = ledger.cases.get(&id).filter(|c| c.registered).ok_or(Refusal::NotHere(Thing::Case))?;
    if held.presence.get().is_present() { Ok(held) } else { Err(Refusal::IsWithdrawn) }
}

fn issue_there(ledger: &Ledger, id: IssueId) -> Result<(), Refusal> {
    if ledger.issues.contains_key(&id) { Ok(()) } else { Err(Refusal::NotHere(Thing::Issue)) }
}

fn register_complaint(ledger: &Ledger, id: ComplaintId, values: &[ComplaintValue], kinds: &[String]) -> Edits {
    if ledger.complaints.get(&id).is_some_and(|c| c.registered) {
        return Err(Refusal::ExistsAlready(Thing::Complaint));
    }
    if !values.iter().any(|v| matches!(v, ComplaintValue::Facts(facts) if has_text(facts))) {
        return Err(Refusal::TextMissing(AnyField::Complaint(ComplaintField::Facts)));
    }
    let mut edits = vec![ComplaintEdit::Register];
    edits.extend(values.iter().map(|v| ComplaintEdit::Set(v.clone(), Vec::new())));
    edits.extend(kinds.iter().map(|kind| ComplaintEdit::AddKind(kind.clone())));
    Ok(edits.into_iter().map(|edit| Edit::Complaint(id, edit)).collect())
}

fn complaint_kind(ledger: &Ledger, id: ComplaintId, kind: &String, present: bool) -> Edits {
    let held = complaint_of(ledger, id)?;
    let additions = held.kinds.additions(kind);
    Ok(match (present, additions.is_empty()) {
        (true, true) => vec![Edit::Complaint(id, ComplaintEdit::AddKind(kind.clone()))],
        (false, false) => {
            vec![Edit::Complaint(id, ComplaintEdit::RemoveKind(kind.clone(), held.log.edit_refs(additions)))]
        }
        _ => Vec::new(),
    })
}

fn complaint_region(ledger: &Ledger, id: ComplaintId, region: &str, present: bool) -> Edits {
    let held = complaint_of(ledger, id)?;
    let region = region.trim().to_owned();
    let additions = held.regions.additions(&region);
    Ok(match (present && !region.is_empty(), additions.is_empty()) {
        (true, true) => vec![Edit::Complaint(id, ComplaintEdit::AddRegion(region))],
        (false, false) => {
            vec![Edit::Complaint(id, ComplaintEdit::RemoveRegion(region, held.log.edit_refs(additions)))]
        }
        _ => Vec::new(),
    })
}

fn link_complaint(ledger: &Ledger, id: ComplaintId, issue: IssueId, linked: bool) -> Edits {
    let held = complaint_of(ledger, id)?;
    issue_there(ledger, issue)?;
    let additions = held.issues.additions(&issue);
    Ok(match (linked, additions.is_empty()) {
        (true, true) => vec![Edit::Complaint(id, ComplaintEdit::Link(issue))],
        (false, false) => vec![Edit::Complaint(id, ComplaintEdit::Unlink(issue, held.log.edit_refs(additions)))],
        _ => Vec::new(),
    })
}

fn register_case(ledger: &Ledger, id: CaseId, values: &[CaseValue]) -> Edits {
    if ledger.cases.get(&id).is_some_and(|c| c.registered) {
        return Err(Refusal::ExistsAlready(Thing::Case));
    }
    if !values.iter().any(|v| matches!(v, CaseValue::Clue(clue) if has_text(clue))) {
        return Err(Refusal::TextMissing(AnyField::Case(CaseField::Clue)));
    }
    let mut edits = vec![CaseEdit::Register];
    edits.extend(values.iter().map(|v| CaseEdit::Set(v.clone(), Vec::new())));
    Ok(edits.into_iter().map(|edit| Edit::Case(id, edit)).collect())
}

fn link_case(ledger: &Ledger, id: CaseId, issue: IssueId, linked: bool) -> Edits {
    let held = case_of(ledger, id)?;
    issue_there(ledger, issue)?;
    let additions = held.issues.additions(&issue);
    Ok(match (linked, additions.is_empty()) {
        (true, true) => vec![Edit::Case(id, CaseEdit::Link(issue))],
        (false, false) => vec![Edit::Case(id, CaseEdit::Unlink(issue, held.log.edit_refs(additions)))],
        _ => Vec::new(),
    })
}
