//! Rules about an issue's facts: fields, units, measures, checkpoints, targets, withdrawal.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "each is sent only the variants it plans; anything else is refused or does not matter to it"
)]

use super::{Action, AnyField, Context, Mode, Refusal, Role, Thing, has_text, set_field, standing_issue};
use crate::domain::{
    closure::Stage,
    deadline::Deadline,
    edit::{Edit, IssueEdit},
    ids::{IssueId, UnitId},
    issue::{Issue, IssueField, IssueItem, IssueValue, Presence, UnitRole},
    ledger::Ledger,
    measure::{CheckpointValue, MeasureField, MeasureValue, TargetValue},
};

type Edits = Result<Vec<Edit>, Refusal>;

pub(super) fn plan(ledger: &Ledger, action: &Action, ctx: &Context, mode: Mode) -> Edits {
    match action {
        Action::RegisterIssue { issue, values } => register(ledger, *issue, values, ctx),
        Action::SetIssue { issue, value } => set(ledger, *issue, value, ctx, mode),
        Action::ConfirmLead { issue, unit } => confirm_lead(ledger, *issue, *unit, ctx),
        Action::AddIssueUnit { issue, role, unit } => add_unit(ledger, *issue, *role, *unit, ctx),
        Action::RemoveIssueUnit { issue, role, unit } => remove_unit(ledger, *issue, *role, *unit, ctx),
        Action::AddMeasure { .. } | Action::AddCheckpoint { .. } | Action::AddTarget { .. } => add(ledger, action, ctx),
        Action::SetMeasure { .. } | Action::SetCheckpoint { .. } | Action::SetTarget { .. } => {
            set_inside(ledger, action, ctx, mode)
        }
        Action::Withdraw { issue, item, reason } => withdraw(ledger, *issue, *item, reason, ctx),
        Action::Restore { issue, item } => restore(ledger, *issue, *item, ctx),
        Action::Relate { issue, other, related } => relate(ledger, (*issue, *other), *related, ctx),
        _ => Err(Refusal::NotInside),
    }
}

fn register(ledger: &Ledger, id: IssueId, values: &[IssueValue], ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    if ledger.issue(id).is_some_and(|issue| issue.registered) {
        return Err(Refusal::ExistsAlready(Thing::Issue));
    }
    let titled = |value: &IssueValue| matches!(value, IssueValue::Title(title) if has_text(title));
    if !values.iter().any(titled) {
        return Err(Refusal::TextMissing(AnyField::Issue(IssueField::Title)));
    }
    values.iter().try_for_each(|value| check_value(ledger, value))?;
    let mut edits = vec![Edit::Issue(id, IssueEdit::Register)];
    edits.extend(values.iter().map(|value| Edit::Issue(id, IssueEdit::Set(value.clone(), Vec::new()))));
    Ok(edits)
}

/// What a value names must be in the directory.
fn check_value(ledger: &Ledger, value: &IssueValue) -> Result<(), Refusal> {
    let directory = &ledger.directory;
    let (there, thing) = match value {
        IssueValue::LeadUnit(Some(id))
        | IssueValue::SupervisingUnit(Some(id))
        | IssueValue::AcceptingUnit(Some(id)) => (directory.units.contains_key(id), Thing::Unit),
        IssueValue::PersonInCharge(Some(id)) | IssueValue::LeaderInCharge(Some(id)) => {
            (directory.people.contains_key(id), Thing::Person)
        }
        IssueValue::Inspection(id) => (directory.inspections.contains_key(id), Thing::Inspection),
        IssueValue::Procedure(name) if has_text(name) => {
            let known = directory.procedures.get(name).is_some_and(|p| p.get().is_some());
            (known, Thing::Procedure)
        }
        _ => (true, Thing::Issue),
    };
    if there { Ok(()) } else { Err(Refusal::NotHere(thing)) }
}

fn set(ledger: &Ledger, id: IssueId, value: &IssueValue, ctx: &Context, mode: Mode) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    check_value(ledger, value)?;
    let assigned = issue.stage().stage != Stage::Registered;
    match value {
        IssueValue::FirstDeadline(_) if assigned && mode == Mode::Set => {
            return Err(Refusal::DeadlineLocked);
        }
        IssueValue::Procedure(_) if assigned && mode == Mode::Set => {
            return Err(Refusal::ProcedureFrozen);
        }
        IssueValue::Title(title) if !has_text(title) => {
            return Err(Refusal::TextMissing(AnyField::Issue(IssueField::Title)));
        }
        IssueValue::LeadUnit(None) if assigned => {
            return Err(Refusal::TextMissing(AnyField::Issue(IssueField::LeadUnit)));
        }
        _ => {}
    }
    Ok(set_value(issue, value, mode)?.into_iter().collect())
}

/// One `Set` edit for an issue's field, or nothing where it has the value.
pub(super) fn set_value(issue: &Issue, value: &IssueValue, mode: Mode) -> Result<Option<Edit>, Refusal> {
    let field = value.field();
    let current = issue.fields.current(field);
    let replaces = set_field(&issue.log, &current, value, &IssueValue::unset(field), AnyField::Issue(field), mode)?;
    Ok(replaces.map(|replaces| Edit::Issue(issue.id, IssueEdit::Set(value.clone(), replaces))))
}

/// The confirmed unit leads; the one that led before becomes a co-lead.
fn confirm_lead(ledger: &Ledger, id: IssueId, unit: UnitId, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    check_value(ledger, &IssueValue::LeadUnit(Some(unit)))?;
    let before = *issue.fields.lead_unit.get();
    let mut edits = Vec::new();
    edits.extend(set_value(issue, &IssueValue::LeadUnit(Some(unit)), Mode::Set)?);
    edits.extend(set_value(issue, &IssueValue::LeadToConfirm(false), Mode::Set)?);
    for role in [UnitRole::CoLead, UnitRole::Cooperating] {
        if issue.units(role).contains(&unit) {
            let seen = issue.log.edit_refs(issue.units(role).additions(&unit));
            edits.push(Edit::Issue(id, IssueEdit::RemoveUnit(role, unit, seen)));
        }
    }
    if let Some(before) = before.filter(|before| *before != unit)
        && !issue.co_lead_units.contains(&before)
    {
        edits.push(Edit::Issue(id, IssueEdit::AddUnit(UnitRole::CoLead, before)));
    }
    Ok(edits)
}

fn add_unit(ledger: &Ledger, id: IssueId, role: UnitRole, unit: UnitId, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    if !ledger.directory.units.contains_key(&unit) {
        return Err(Refusal::NotHere(Thing::Unit));
    }
    if issue.units(role).contains(&unit) || *issue.fields.lead_unit.get() == Some(unit) {
        return Err(Refusal::UnitThere);
    }
    Ok(vec![Edit::Issue(id, IssueEdit::AddUnit(role, unit))])
}

fn remove_unit(ledger: &Ledger, id: IssueId, role: UnitRole, unit: UnitId, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    let seen = issue.log.edit_refs(issue.units(role).additions(&unit));
    if seen.is_empty() {
        return Err(Refusal::UnitNotThere);
    }
    Ok(vec![Edit::Issue(id, IssueEdit::RemoveUnit(role, unit, seen))])
}

fn add(ledger: &Ledger, action: &Action, ctx: &Context) -> Edits {
    let (id, item, mut edits) = match action {
        Action::AddMeasure { issue, measure, values } => {
            let set = values.iter().map(|v| IssueEdit::SetMeasure(*measure, v.clone(), Vec::new()));
            let edits = std::iter::once(IssueEdit::AddMeasure(*measure)).chain(set).collect::<Vec<_>>();
            let text = |v: &MeasureValue| matches!(v, MeasureValue::Text(text) if has_text(text));
            if !values.iter().any(text) {
                return Err(Refusal::TextMissing(AnyField::Measure(MeasureField::Text)));
            }
            (*issue, IssueItem::Measure(*measure), edits)
        }
        Action::AddCheckpoint { issue, checkpoint, values } => {
            let set = values.iter().map(|v| IssueEdit::SetCheckpoint(*checkpoint, v.clone(), Vec::new()));
            let edits = std::iter::once(IssueEdit::AddCheckpoint(*checkpoint)).chain(set).collect();
            (*issue, IssueItem::Checkpoint(*checkpoint), edits)
        }
        Action::AddTarget { issue, target, values } => {
            let set = values.iter().map(|v| IssueEdit::SetTarget(*target, v.clone(), Vec::new()));
            let edits = std::iter::once(IssueEdit::AddTarget(*target)).chain(set).collect();
            (*issue, IssueItem::Target(*target), edits)
        }
        _ => return Err(Refusal::NotInside),
    };
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    if issue.presence_of(item).is_some() {
        return Err(Refusal::ExistsAlready(Thing::IssueItem));
    }
    Ok(edits.drain(..).map(|edit| Edit::Issue(id, edit)).collect())
}

/// Sets a field of a measure, checkpoint or target. A unit may say when its own work began and ended.
fn set_inside(ledger: &Ledger, action: &Action, ctx: &Context, mode: Mode) -> Edits {
    let not_here = || Refusal::NotHere(Thing::IssueItem);
    let edit = match action {
        Action::SetMeasure { issue: id, measure, value } => {
            let by_unit = matches!(value, MeasureValue::StartedOn(_) | MeasureValue::DoneOn(_));
            ctx.needs(if by_unit { Role::Unit } else { Role::Office })?;
            if let MeasureValue::StartedOn(Some(day)) | MeasureValue::DoneOn(Some(day)) = value {
                ctx.not_future(*day)?;
            }
            let issue = standing_issue(ledger, *id)?;
            let held = issue.measures.get(measure).filter(|m| m.presence.get().is_present()).ok_or_else(not_here)?;
            let locked = matches!(value, MeasureValue::Due(_)) && issue.stage().stage != Stage::Registered;
            let settles = matches!(value, MeasureValue::Due(due) if is_settled_by(held.fields.deadline.get(), due));
            if locked && mode == Mode::Set && !held.fields.deadline.get().is_empty() && !settles {
                return Err(Refusal::DeadlineLocked);
            }
            let (field, unset) = (value.field(), MeasureValue::unset(value.field()));
            let current = held.fields.current(field);
            let replaces = set_field(&issue.log, &current, value, &unset, AnyField::Measure(field), mode)?;
            replaces.map(|r| Edit::Issue(*id, IssueEdit::SetMeasure(*measure, value.clone(), r)))
        }
        Action::SetCheckpoint { issue: id, checkpoint, value } => {
            let by_unit = matches!(value, CheckpointValue::ReachedOn(_));
            ctx.needs(if by_unit { Role::Unit } else { Role::Office })?;
            if let CheckpointValue::ReachedOn(Some(day)) = value {
                ctx.not_future(*day)?;
            }
            let issue = standing_issue(ledger, *id)?;
            let held = issue.checkpoints.get(checkpoint).ok_or_else(not_here)?;
            let (field, unset) = (value.field(), CheckpointValue::unset(value.field()));
            let current = held.fields.current(field);
            let replaces = set_field(&issue.log, &current, value, &unset, AnyField::Checkpoint(field), mode)?;
            replaces.map(|r| Edit::Issue(*id, IssueEdit::SetCheckpoint(*checkpoint, value.clone(), r)))
        }
        Action::SetTarget { issue: id, target, value } => {
            ctx.needs(Role::Office)?;
            let issue = standing_issue(ledger, *id)?;
            let held = issue.targets.get(target).ok_or_else(not_here)?;
            let (field, unset) = (value.field(), TargetValue::unset(value.field()));
            let current = held.fields.current(field);
            let replaces = set_field(&issue.log, &current, value, &unset, AnyField::Target(field), mode)?;
            replaces.map(|r| Edit::Issue(*id, IssueEdit::SetTarget(*target, value.clone(), r)))
        }
        _ => return Err(Refusal::NotInside),
    };
    Ok(edit.into_iter().collect())
}

/// A deadline nobody had confirmed is confirmed: its words stay, only what they mean is settled.
///
/// Allowed after assignment too: assignment asks for the issue's own deadline alone, and a measure has neither
/// extension nor correction, so a doubt about it could never be settled otherwise. Once settled it is locked.
fn is_settled_by(held: &Deadline, new: &Deadline) -> bool {
    held.needs_confirmation() && !new.needs_confirmation() && held.words == new.words
}

/// Both issues name each other, so that each shows the link by itself.
fn relate(ledger: &Ledger, (one, two): (IssueId, IssueId), related: bool, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    if one == two {
        return Err(Refusal::LeadsToItself);
    }
    let mut edits = Vec::new();
    for (id, other) in [(one, two), (two, one)] {
        let issue = standing_issue(ledger, id)?;
        let additions = issue.related.additions(&other);
        match (related, additions.is_empty()) {
            (true, true) => edits.push(Edit::Issue(id, IssueEdit::Relate(other))),
            (false, false) => {
                edits.push(Edit::Issue(id, IssueEdit::Unrelate(other, issue.log.edit_refs(additions))));
            }
            (true, false) | (false, true) => {}
        }
    }
    Ok(edits)
}

/// Nothing is deleted: it is withdrawn with a reason and stays readable.
fn withdraw(ledger: &Ledger, id: IssueId, item: IssueItem, reason: &str, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = standing_issue(ledger, id)?;
    if !has_text(reason) {
        return Err(Refusal::ReasonMissing);
    }
    let presence = issue.presence_of(item).ok_or(Refusal::NotHere(Thing::IssueItem))?;
    if let IssueItem::Round(round) = item
        && !presence.is_conflicted()
        && issue.rounds_apart().iter().all(|apart| apart.id != round)
    {
        return Err(Refusal::NotInside);
    }
    // Where copies disagree, withdrawing settles it whatever is shown.
    if !presence.get().is_present() && !presence.is_conflicted() {
        return Err(Refusal::IsWithdrawn);
    }
    let replaces = issue.log.edit_refs(presence.current().into_iter().map(|(key, _)| key));
    let withdrawn = Presence::Withdrawn(reason.trim().to_owned());
    Ok(vec![Edit::Issue(id, IssueEdit::SetPresence(item, withdrawn, replaces))])
}

fn restore(ledger: &Ledger, id: IssueId, item: IssueItem, ctx: &Context) -> Edits {
    ctx.needs(Role::Office)?;
    let issue = ledger.issue(id).filter(|i| i.registered).ok_or(Refusal::NotHere(Thing::Issue))?;
    if item != IssueItem::Issue && !issue.is_present() {
        return Err(Refusal::IsWithdrawn);
    }
    let presence = issue.presence_of(item).ok_or(Refusal::NotHere(Thing::IssueItem))?;
    if presence.get().is_present() && !presence.is_conflicted() {
        return Err(Refusal::NotWithdrawn);
    }
    // An issue that is struck off comes back by a relapse (反弹) with its reason, not by an old round.
    let struck_off = matches!(issue.stage().stage, Stage::Closed | Stage::Consolidating);
    if matches!(item, IssueItem::Round(_)) && struck_off && !presence.is_conflicted() {
        return Err(Refusal::Closed);
    }
    let replaces = issue.log.edit_refs(presence.current().into_iter().map(|(key, _)| key));
    Ok(vec![Edit::Issue(id, IssueEdit::SetPresence(item, Presence::Present, replaces))])
}
