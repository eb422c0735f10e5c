//! Gives the things an action is to make their ids.

use super::Action;

impl Action {
    /// Gives every nil id of a thing to be made a new one.
    #[must_use]
    pub fn with_ids(mut self, new_id: &mut dyn FnMut() -> u128) -> Self {
        self.fill_ids(new_id);
        self
    }

    #[expect(clippy::too_many_lines, reason = "one line for each action")]
    fn fill_ids(&mut self, new_id: &mut dyn FnMut() -> u128) {
        let fill = |id: &mut u128, new_id: &mut dyn FnMut() -> u128| {
            if *id == 0 {
                *id = new_id();
            }
        };
        match self {
            Self::AddUnit { unit, .. } => fill(&mut unit.0, new_id),
            Self::AddPerson { person, .. } => fill(&mut person.0, new_id),
            Self::Draw { draw, seed, .. } => {
                fill(&mut draw.0, new_id);
                if seed.trim().is_empty() {
                    // Ten digits: short enough to be read out and typed again.
                    *seed = format!("{:010}", new_id() % 10_000_000_000);
                }
            }
            Self::AddInspection { inspection, .. } => fill(&mut inspection.0, new_id),
            Self::RegisterIssue { issue, .. } => fill(&mut issue.0, new_id),
            Self::AddMeasure { measure, .. } => fill(&mut measure.0, new_id),
            Self::AddCheckpoint { checkpoint, .. } => fill(&mut checkpoint.0, new_id),
            Self::AddTarget { target, .. } => fill(&mut target.0, new_id),
            Self::CorrectDeadline { record, .. }
            | Self::Append { record, .. }
            | Self::SendBack { record, .. }
            | Self::WithdrawApplication { record, .. } => fill(&mut record.0, new_id),
            Self::TakeStep { record, round, .. } | Self::Reopen { record, round, .. } => {
                fill(&mut record.0, new_id);
                fill(&mut round.0, new_id);
            }
            Self::RegisterComplaint { complaint, .. } => fill(&mut complaint.0, new_id),
            Self::RegisterCase { case, .. } => fill(&mut case.0, new_id),
            Self::Resolve(inner) | Self::Because { action: inner, .. } => inner.fill_ids(new_id),
            Self::Batch(actions) => actions.iter_mut().for_each(|action| action.fill_ids(new_id)),
            Self::SetLedger(_)
            | Self::SetProcedure(_)
            | Self::SetHolidays(_)
            | Self::SaveView { .. }
            | Self::RemoveView { .. }
            | Self::AddCategory(_)
            | Self::RemoveCategory(_)
            | Self::SetUnit { .. }
            | Self::AddAlias { .. }
            | Self::RemoveAlias { .. }
            | Self::AddMember { .. }
            | Self::RemoveMember { .. }
            | Self::MergeUnits { .. }
            | Self::SetPerson { .. }
            | Self::SetInspection { .. }
            | Self::WithdrawEntry { .. }
            | Self::RestoreEntry { .. }
            | Self::SetPrivate { .. }
            | Self::ErasePrivate { .. }
            | Self::HandOut(_)
            | Self::Admit { .. }
            | Self::SetIssue { .. }
            | Self::ConfirmDeadline { .. }
            | Self::ConfirmLead { .. }
            | Self::AddIssueUnit { .. }
            | Self::RemoveIssueUnit { .. }
            | Self::SetMeasure { .. }
            | Self::SetCheckpoint { .. }
            | Self::SetTarget { .. }
            | Self::Withdraw { .. }
            | Self::Restore { .. }
            | Self::Relate { .. }
            | Self::ComplaintRegion { .. }
            | Self::RestoreComplaint { .. }
            | Self::RestoreCase { .. }
            | Self::SetComplaint { .. }
            | Self::ComplaintKind { .. }
            | Self::LinkComplaint { .. }
            | Self::WithdrawComplaint { .. }
            | Self::SetCase { .. }
            | Self::LinkCase { .. }
            | Self::WithdrawCase { .. } => {}
        }
    }
}
