//! Taking back edits of an issue.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the edit that is looked up has the kind of the edit that replaced it"
)]

use super::{
    AnyField, CheckpointValue, Edit, Issue, IssueEdit, IssueItem, IssueValue, MeasureValue, Presence, RecordBody,
    RecordId, Refusal, Reg, TargetValue, Undoing,
};

impl Undoing<'_> {
    pub(super) fn of_issue(&self, issue: &Issue, edit: &IssueEdit) -> Result<Vec<IssueEdit>, Refusal> {
        match edit {
            IssueEdit::Register => undone(issue, IssueItem::Issue),
            IssueEdit::AddMeasure(id) => undone(issue, IssueItem::Measure(*id)),
            IssueEdit::AddCheckpoint(id) => undone(issue, IssueItem::Checkpoint(*id)),
            IssueEdit::AddTarget(id) => undone(issue, IssueItem::Target(*id)),
            IssueEdit::OpenRound(id, ..) => {
                let used = !issue.steps_of(*id).is_empty() || issue.current_round().is_none_or(|last| last.id != *id);
                if used { Err(Refusal::ChangedSince(None)) } else { undone(issue, IssueItem::Round(*id)) }
            }
            IssueEdit::Append(id, _) => {
                let used = issue.live_records().any(|record| refers_to(&record.body, *id));
                if used { Err(Refusal::ChangedSince(None)) } else { undone(issue, IssueItem::Record(*id)) }
            }
            IssueEdit::AddUnit(role, unit) => {
                let seen = issue.log.edit_refs(issue.units(*role).additions(unit));
                if seen.is_empty() {
                    return Err(Refusal::ChangedSince(None));
                }
                Ok(vec![IssueEdit::RemoveUnit(*role, *unit, seen)])
            }
            IssueEdit::RemoveUnit(role, unit, _) => {
                let there = issue.units(*role).contains(unit);
                if there { Err(Refusal::ChangedSince(None)) } else { Ok(vec![IssueEdit::AddUnit(*role, *unit)]) }
            }
            IssueEdit::Relate(other) => {
                let seen = issue.log.edit_refs(issue.related.additions(other));
                if seen.is_empty() {
                    return Err(Refusal::ChangedSince(None));
                }
                Ok(vec![IssueEdit::Unrelate(*other, seen)])
            }
            IssueEdit::Unrelate(other, _) => {
                let there = issue.related.contains(other);
                if there { Err(Refusal::ChangedSince(None)) } else { Ok(vec![IssueEdit::Relate(*other)]) }
            }
            IssueEdit::SetPresence(item, presence, replaces) => {
                let current = issue.presence_of(*item).map(Reg::current).unwrap_or_default();
                let old = self.old(replaces, |edit| match edit {
                    Edit::Issue(_, IssueEdit::SetPresence(_, presence, _)) => Some(presence),
                    _ => None,
                })?;
                let back = self.back(&issue.log, &current, presence, (old, Presence::Present), None)?;
                Ok(back.into_iter().map(|(v, r)| IssueEdit::SetPresence(*item, v, r)).collect())
            }
            IssueEdit::Set(..)
            | IssueEdit::SetMeasure(..)
            | IssueEdit::SetCheckpoint(..)
            | IssueEdit::SetTarget(..) => self.of_issue_value(issue, edit),
        }
    }

    fn of_issue_value(&self, issue: &Issue, edit: &IssueEdit) -> Result<Vec<IssueEdit>, Refusal> {
        match edit {
            IssueEdit::Set(value, replaces) => {
                field_back!(self, &issue.log, issue.fields, value, replaces, (IssueValue, Issue), Edit::Issue(_, IssueEdit::Set(was, _)) => was, |(v, r)| IssueEdit::Set(v, r))
            }
            IssueEdit::SetMeasure(id, value, replaces) => {
                let measure = issue.measures.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, &issue.log, measure.fields, value, replaces, (MeasureValue, Measure), Edit::Issue(_, IssueEdit::SetMeasure(_, was, _)) => was, |(v, r)| IssueEdit::SetMeasure(*id, v, r))
            }
            IssueEdit::SetCheckpoint(id, value, replaces) => {
                let checkpoint = issue.checkpoints.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, &issue.log, checkpoint.fields, value, replaces, (CheckpointValue, Checkpoint), Edit::Issue(_, IssueEdit::SetCheckpoint(_, was, _)) => was, |(v, r)| IssueEdit::SetCheckpoint(*id, v, r))
            }
            IssueEdit::SetTarget(id, value, replaces) => {
                let target = issue.targets.get(id).ok_or(Refusal::NotAllHere)?;
                field_back!(self, &issue.log, target.fields, value, replaces, (TargetValue, Target), Edit::Issue(_, IssueEdit::SetTarget(_, was, _)) => was, |(v, r)| IssueEdit::SetTarget(*id, v, r))
            }
            _ => Ok(Vec::new()),
        }
    }
}

fn undone(issue: &Issue, item: IssueItem) -> Result<Vec<IssueEdit>, Refusal> {
    let presence = issue.presence_of(item).ok_or(Refusal::NotAllHere)?;
    if !presence.get().is_present() || presence.is_conflicted() {
        return Err(Refusal::ChangedSince(None));
    }
    let replaces = issue.log.edit_refs(presence.current().into_iter().map(|(key, _)| key));
    Ok(vec![IssueEdit::SetPresence(item, Presence::Undone, replaces)])
}

/// Whether a standing record builds on another, so that the other cannot be taken back alone.
fn refers_to(body: &RecordBody, id: RecordId) -> bool {
    match body {
        RecordBody::Step(step) => step.after.contains(&id) || step.materials.iter().any(|m| m.evidence.contains(&id)),
        RecordBody::Extension(extension) => extension.after.contains(&id),
        RecordBody::ExtensionChosen { chosen, over, .. } => *chosen == id || over.contains(&id),
        RecordBody::NoticeAnswer { notice, .. } | RecordBody::NoticeLifted { notice, .. } => *notice == id,
        RecordBody::Objection { publicity, .. } => *publicity == id,
        RecordBody::ObjectionSettled { objection, .. } => *objection == id,
        RecordBody::InstructionOutcome { instruction, .. } => *instruction == id,
        RecordBody::Progress(note) => note.corrects == Some(id),
        RecordBody::Notice(_)
        | RecordBody::DeadlineCorrected { .. }
        | RecordBody::Publicity(_)
        | RecordBody::LookBack { .. }
        | RecordBody::Evidence(_)
        | RecordBody::Instruction { .. }
        | RecordBody::Remark { .. }
        | RecordBody::Reading { .. } => false,
    }
}
