//! The acting deadline and the time status: computed from records and today, never stored.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "one kind of record is picked out; the others are not looked at here"
)]

use chrono::NaiveDate;

use super::{
    closure::Stage,
    deadline::Deadline,
    directory::Directory,
    ids::RecordId,
    issue::Issue,
    record::{Extension, Record, RecordBody},
};

/// How an issue stands in time (时限状态).
#[doc(alias = "时限状态")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeStatus {
    /// Late by so many calendar days (逾期).
    Overdue(i64),
    /// Due in so many calendar days, within the ledger's threshold (临期).
    DueSoon(i64),
    /// So many calendar days are left.
    Normal(i64),
    /// No date to count to (无期限).
    NoDeadline,
    /// Struck off or withdrawn: time no longer runs.
    Over,
}

/// Calendar days before the deadline from which an issue is due soon, where the rules say nothing.
pub const DUE_SOON_DAYS: u16 = 20;

impl Directory {
    /// From so many calendar days before the deadline an issue is due soon (临期): the ledger's rule, else the usual one.
    pub fn soon_days(&self) -> u16 {
        self.fields.due_soon_days.get().unwrap_or(DUE_SOON_DAYS)
    }
}

impl Issue {
    /// The first deadline as read or corrected (更正): the last standing correction counts.
    pub fn first_deadline(&self) -> &Deadline {
        let corrected = self.live_records().rev().find_map(|record| match &record.body {
            RecordBody::DeadlineCorrected { deadline, .. } => Some(deadline),
            _ => None,
        });
        corrected.unwrap_or_else(|| self.fields.deadline.get())
    }

    /// The standing extensions that no later one stands in the place of.
    ///
    /// More than one were made apart: the earlier date acts until a person chooses.
    #[doc(alias = "延期")]
    pub fn acting_extensions(&self) -> Vec<(RecordId, &Extension)> {
        let extensions = || {
            self.live_records().filter_map(|record: &Record| match &record.body {
                RecordBody::Extension(extension) => Some((record.id, extension)),
                _ => None,
            })
        };
        let mut replaced: Vec<RecordId> = extensions().flat_map(|(_, extension)| extension.after.clone()).collect();
        for record in self.live_records() {
            if let RecordBody::ExtensionChosen { over, .. } = &record.body {
                replaced.extend(over);
            }
        }
        extensions().filter(|(id, _)| !replaced.contains(id)).collect()
    }

    /// The day that acts today: the earliest acting extension, else the first deadline's.
    pub fn acting_date(&self) -> Option<NaiveDate> {
        let extended = self.acting_extensions().into_iter().filter_map(|(_, extension)| extension.new_date).min();
        extended.or_else(|| self.first_deadline().date())
    }

    /// The time status on `today`. An issue from a given day on (自…起) has no end to count to.
    pub fn time_status(&self, directory: &Directory, today: NaiveDate) -> TimeStatus {
        match self.stage().stage {
            Stage::Closed | Stage::Consolidating | Stage::Withdrawn => TimeStatus::Over,
            Stage::Registered | Stage::Rectifying | Stage::Closing => {
                time_status(self.acting_date(), directory.soon_days(), today)
            }
        }
    }

    /// True on and after the day following the acting deadline, while it is not struck off (逾期).
    #[doc(alias = "逾期")]
    pub fn is_overdue(&self, directory: &Directory, today: NaiveDate) -> bool {
        matches!(self.time_status(directory, today), TimeStatus::Overdue(_))
    }

    /// True within the threshold before the acting deadline (临期).
    #[doc(alias = "临期")]
    pub fn is_due_soon(&self, directory: &Directory, today: NaiveDate) -> bool {
        matches!(self.time_status(directory, today), TimeStatus::DueSoon(_))
    }
}

/// The time status of anything due on a day.
pub fn time_status(due: Option<NaiveDate>, soon_days: u16, today: NaiveDate) -> TimeStatus {
    let Some(due) = due else {
        return TimeStatus::NoDeadline;
    };
    match (due - today).num_days() {
        late if late < 0 => TimeStatus::Overdue(-late),
        left if left <= i64::from(soon_days) => TimeStatus::DueSoon(left),
        left => TimeStatus::Normal(left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_not_late() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 9, d);
        let on = |today| time_status(day(30), 20, day(today).unwrap());
        assert_eq!(on(30), TimeStatus::DueSoon(0));
        assert_eq!(on(10), TimeStatus::DueSoon(20));
        assert_eq!(on(9), TimeStatus::Normal(21));
        assert_eq!(time_status(day(1), 20, day(2).unwrap()), TimeStatus::Overdue(1));
        assert_eq!(time_status(None, 20, day(2).unwrap()), TimeStatus::NoDeadline);
    }
}
