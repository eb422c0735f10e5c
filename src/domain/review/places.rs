//! Which slot of which subject a conflict stands in.

#![expect(clippy::wildcard_enum_match_arm, reason = "only conflicts have a slot")]

use super::Finding;
use crate::domain::{edit::PartKey, slot::Slot};

impl Finding {
    /// The slot copies disagree about; `None` for findings that are no conflict of values.
    pub fn place(&self) -> Option<(PartKey, Slot)> {
        let in_issue = |issue, slot| (PartKey::Issue(issue), slot);
        let shared = |slot| (PartKey::Directory, slot);
        Some(match self {
            Self::IssueConflict { issue, field } => in_issue(*issue, Slot::IssueField(*field)),
            Self::MeasureConflict { issue, measure, field } => in_issue(*issue, Slot::MeasureField(*measure, *field)),
            Self::CheckpointConflict { issue, checkpoint, field } => {
                in_issue(*issue, Slot::CheckpointField(*checkpoint, *field))
            }
            Self::TargetConflict { issue, target, field } => in_issue(*issue, Slot::TargetField(*target, *field)),
            Self::PresenceConflict { issue, item } => in_issue(*issue, Slot::IssuePresence(*item)),
            Self::LedgerConflict(field) => shared(Slot::LedgerField(*field)),
            Self::UnitConflict { unit, field } => shared(Slot::UnitField(*unit, *field)),
            Self::PersonConflict { person, field } => shared(Slot::PersonField(*person, *field)),
            Self::InspectionConflict { inspection, field } => shared(Slot::InspectionField(*inspection, *field)),
            Self::ProcedureConflict(name) => shared(Slot::Procedure(name.clone())),
            Self::HolidaysConflict(year) => shared(Slot::Holidays(*year)),
            Self::EntryPresence(item) => shared(Slot::EntryPresence(*item)),
            Self::ComplaintConflict { complaint, field } => {
                (PartKey::Complaint(*complaint), Slot::ComplaintField(*field))
            }
            Self::ComplaintPresence(complaint) => (PartKey::Complaint(*complaint), Slot::Presence),
            Self::CaseConflict { case, field } => (PartKey::Case(*case), Slot::CaseField(*field)),
            Self::CasePresence(case) => (PartKey::Case(*case), Slot::Presence),
            Self::PrivateConflict(subject) => (PartKey::Private, Slot::Private(*subject)),
            _ => return None,
        })
    }
}
