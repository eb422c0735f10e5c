//! What lists and statistics ask of an issue on one day, worked out once.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for a few")]

use chrono::NaiveDate;

use super::{
    closure::{Stage, StagePoint},
    directory::Directory,
    issue::Issue,
    record::{RecordBody, ScheduleRating},
    supervision::LevelKey,
    time_status::TimeStatus,
};

/// The four dimensions of an issue and its dates, as they are on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueFacts {
    /// Where it stands in the procedure.
    pub stage: StagePoint,
    /// How it stands in time.
    pub time: TimeStatus,
    /// The day that acts.
    pub date: Option<NaiveDate>,
    /// A person has to confirm the lead unit or what the deadline means.
    pub to_confirm: bool,
    /// The highest level of an open notice.
    pub level: Option<LevelKey>,
    /// The latest monthly judgement.
    pub rating: Option<ScheduleRating>,
    /// The day it was struck off.
    pub closed_on: Option<NaiveDate>,
}

impl IssueFacts {
    /// Works them out.
    pub fn of(issue: &Issue, directory: &Directory, today: NaiveDate) -> Self {
        let scale = directory.fields.scale.get().as_ref();
        let level = scale.and_then(|scale| issue.current_level(scale));
        let open = issue.is_present();
        let unclear = issue.first_deadline().needs_confirmation();
        Self {
            stage: issue.stage(),
            time: issue.time_status(directory, today),
            date: issue.acting_date(),
            to_confirm: open && (unclear || *issue.fields.lead_to_confirm.get()),
            level: level.map(|level| level.key.clone()),
            rating: issue.latest_rating(),
            closed_on: issue.closed_on(),
        }
    }

    /// True once it is struck off.
    pub fn is_closed(&self) -> bool {
        self.closed_place().is_some_and(|closed| closed)
    }

    /// True where it was assigned and is not struck off yet (在办).
    pub fn is_under_way(&self) -> bool {
        match self.stage.stage {
            Stage::Rectifying | Stage::Closing => true,
            Stage::Registered | Stage::Closed | Stage::Consolidating | Stage::Withdrawn => false,
        }
    }

    /// True where rectification is finished by the monthly judgement, or the issue is struck off (完成整改).
    #[doc(alias = "完成整改")]
    pub fn is_finished(&self) -> bool {
        self.is_closed() || self.rating == Some(ScheduleRating::Finished)
    }

    fn closed_place(&self) -> Option<bool> {
        match self.stage.stage {
            Stage::Closed | Stage::Consolidating => Some(true),
            Stage::Registered | Stage::Rectifying | Stage::Closing => Some(false),
            Stage::Withdrawn => None,
        }
    }
}

impl Issue {
    /// The newest judgement that a monthly note gives.
    pub fn latest_rating(&self) -> Option<ScheduleRating> {
        let rated = self.live_records().filter_map(|record| match &record.body {
            RecordBody::Progress(note) => note.rating.map(|it| (note.month, record.at, it)),
            _ => None,
        });
        rated.max().map(|(_, _, rating)| rating)
    }

    /// The day the round in force was filed.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        let filed = self.standing(self.current_round()?).filed?;
        match &self.record(filed)?.body {
            RecordBody::Step(step) => step.date,
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{ChangeId, EditKey, RecordId},
        record::{Month, ProgressNote, Record},
        register::Reg,
    };

    fn rated(n: u32, month: u32, rating: Option<ScheduleRating>) -> Record {
        let month = Month { year: 2026, month };
        Record {
            id: RecordId(u128::from(n)),
            at: EditKey(n, 0),
            presence: Reg::default(),
            body: RecordBody::Progress(ProgressNote { month, rating, ..ProgressNote::default() }),
        }
    }

    #[test]
    fn the_rating_of_the_latest_month_counts_though_an_earlier_one_is_typed_later() {
        let mut issue = Issue::default();
        issue.log.enter(ChangeId::THIS);
        issue.records.push(rated(1, 8, Some(ScheduleRating::Behind)));
        issue.records.push(rated(2, 7, Some(ScheduleRating::Ahead)));
        issue.records.push(rated(3, 9, None));
        assert_eq!(issue.latest_rating(), Some(ScheduleRating::Behind));
    }

    #[test]
    fn an_issue_of_nothing_has_no_dates_and_is_not_under_way() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).unwrap();
        let facts = IssueFacts::of(&Issue::default(), &Directory::default(), today);
        assert_eq!(facts.date, None);
        assert_eq!(facts.time, TimeStatus::NoDeadline);
        assert!(!facts.is_under_way() && !facts.is_closed() && !facts.to_confirm);
    }
}
