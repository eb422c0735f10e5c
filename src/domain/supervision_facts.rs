//! What supervision looks at in an issue: its notices, and the figures that suggest a level.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for a few")]

use chrono::{Datelike as _, NaiveDate};

use super::{
    closure::{Stage, StepOutcome},
    directory::Directory,
    ids::{RecordId, UnitId},
    issue::Issue,
    record::{Month, ProgressNote, RecordBody, ScheduleRating, SupervisionNotice},
    supervision::{LevelKey, NoticeFact, SupervisionFacts, SupervisionLevel, SupervisionScale},
    time_status::TimeStatus,
};

/// A standing notice with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeState<'a> {
    /// The record.
    pub id: RecordId,
    /// The notice.
    pub notice: &'a SupervisionNotice,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether it was lifted.
    pub lifted: bool,
}

impl NoticeState<'_> {
    /// True where an answer is still waited for.
    pub fn waits_for_answer(&self) -> bool {
        !self.answered && !self.lifted && self.notice.answer_due.is_some()
    }
}

impl Issue {
    /// The standing notices with what became of them, the oldest first.
    #[doc(alias = "督办单")]
    pub fn notices(&self) -> Vec<NoticeState<'_>> {
        let mut found: Vec<NoticeState<'_>> = Vec::new();
        for record in self.live_records() {
            match &record.body {
                RecordBody::Notice(notice) => {
                    found.push(NoticeState { id: record.id, notice, answered: false, lifted: false });
                }
                RecordBody::NoticeAnswer { notice, .. } => {
                    let of = found.iter_mut().filter(|state| state.id == *notice);
                    of.for_each(|state| state.answered = true);
                }
                RecordBody::NoticeLifted { notice, .. } => {
                    let of = found.iter_mut().filter(|state| state.id == *notice);
                    of.for_each(|state| state.lifted = true);
                }
                _ => {}
            }
        }
        found
    }

    /// The highest level of a notice that was not lifted.
    pub fn current_level<'a>(&self, scale: &'a SupervisionScale) -> Option<&'a SupervisionLevel> {
        let open = self.notices().into_iter().filter(|state| !state.lifted);
        let keys: Vec<_> = open.map(|state| LevelKey::new(state.notice.level.clone())).collect();
        scale.highest(&keys)
    }

    /// The day it was assigned, in the round in force.
    #[doc(alias = "交办")]
    pub fn assigned_on(&self) -> Option<NaiveDate> {
        let round = self.current_round()?;
        let first = round.procedure.steps.first()?;
        let steps = self.steps_of(round.id);
        let passed = |step: &&super::closure::StepRecord| step.step == first.key && step.outcome == StepOutcome::Passed;
        steps.into_iter().map(|(_, step)| step).rfind(|it| passed(it))?.date
    }

    /// Everything that suggests a level, as it is on `today`.
    pub fn supervision_facts(&self, directory: &Directory, today: NaiveDate) -> SupervisionFacts {
        let days_left = match self.time_status(directory, today) {
            TimeStatus::Overdue(late) => Some(-late),
            TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => Some(left),
            TimeStatus::NoDeadline | TimeStatus::Over => None,
        };
        let rating = self.latest_rating();
        let missed = self.live_checkpoints().into_iter().filter(|it| {
            let planned = *it.fields.planned_on.get();
            it.fields.reached_on.get().is_none() && planned.is_some_and(|day| day < today)
        });
        let unassigned = self.assigned_on().is_none();
        let started = self
            .live_measures()
            .iter()
            .any(|it| it.fields.started_on.get().is_some() || it.fields.done_on.get().is_some());
        SupervisionFacts {
            days_left,
            months_behind: self.months_behind(),
            months_unreported: self.months_unreported(directory, today),
            not_begun: rating == Some(ScheduleRating::NotStarted) || (rating.is_none() && !unassigned && !started),
            checkpoints_missed: u16::try_from(missed.count()).unwrap_or(u16::MAX),
            settled: self.is_settled(rating),
            notices: self.notices().iter().filter_map(notice_fact).collect(),
            ..SupervisionFacts::clean(today)
        }
    }

    fn is_settled(&self, rating: Option<ScheduleRating>) -> bool {
        let over = match self.stage().stage {
            Stage::Closed | Stage::Consolidating | Stage::Withdrawn => true,
            Stage::Registered | Stage::Rectifying | Stage::Closing => false,
        };
        over || rating == Some(ScheduleRating::Finished)
    }

    /// Months in a row, up to the latest judged, in which it was behind or had not begun.
    fn months_behind(&self) -> u16 {
        let mut months: Vec<_> = self.live_records().filter_map(rated).collect();
        months.sort();
        let mut expected = None;
        let mut behind = 0;
        let mut last = None;
        for (month, _, rating) in months.into_iter().rev() {
            // Of several notes on one month the last typed counts.
            if last == Some(month) {
                continue;
            }
            last = Some(month);
            let late = matches!(rating, ScheduleRating::Behind | ScheduleRating::NotStarted);
            if !late || expected.is_some_and(|it| it != month) {
                break;
            }
            behind += 1;
            expected = Some(month.before());
        }
        behind
    }

    /// Whether a monthly note is the unit's report; a judgement by the office alone is none.
    pub fn is_report(&self, note: &ProgressNote, office: Option<UnitId>) -> bool {
        note.unit.is_none() || note.unit != office || *self.fields.lead_unit.get() == office
    }

    /// Months in a row without a report, the last full month first, none before the assignment.
    #[doc(alias = "未报送")]
    pub fn months_unreported(&self, directory: &Directory, today: NaiveDate) -> u16 {
        let office = *directory.fields.office.get();
        let Some(from) = self.assigned_on() else {
            return 0;
        };
        let from = Month::of(from);
        let reported: Vec<_> = self
            .live_records()
            .filter_map(|record| match &record.body {
                RecordBody::Progress(note) if self.is_report(note, office) => Some(note.month),
                _ => None,
            })
            .collect();
        let mut month = Month::of(today).before();
        let mut count = 0;
        while month >= from && !reported.contains(&month) {
            count += 1;
            month = month.before();
        }
        count
    }
}

fn rated(record: &super::record::Record) -> Option<(Month, super::ids::EditKey, ScheduleRating)> {
    match &record.body {
        RecordBody::Progress(note) => note.rating.map(|it| (note.month, record.at, it)),
        _ => None,
    }
}

fn notice_fact(state: &NoticeState<'_>) -> Option<NoticeFact> {
    Some(NoticeFact {
        level: LevelKey::new(state.notice.level.clone()),
        issued: state.notice.date?,
        answer_due: state.notice.answer_due,
        answered: state.answered,
        open: !state.lifted,
    })
}

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The month before.
    pub fn before(self) -> Self {
        if self.month <= 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
    }

    /// The month after.
    pub fn after(self) -> Self {
        if self.month >= 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ids::EditKey, record::Record, register::Reg, supervision_presets};

    fn with(bodies: Vec<RecordBody>) -> Issue {
        let mut issue = Issue { registered: true, ..Issue::default() };
        for (n, body) in (1_u32..).zip(bodies) {
            issue.records.push(Record {
                id: RecordId(u128::from(n)),
                at: EditKey(n, 0),
                presence: Reg::default(),
                body,
            });
        }
        issue
    }

    fn note(month: u32, rating: ScheduleRating) -> RecordBody {
        RecordBody::Progress(ProgressNote {
            month: Month { year: 2026, month },
            rating: Some(rating),
            ..ProgressNote::default()
        })
    }

    #[test]
    fn months_behind_are_counted_in_a_row_and_corrected_months_count_once() {
        let behind = ScheduleRating::Behind;
        let issue = with(vec![
            note(5, behind),
            note(6, ScheduleRating::OnSchedule),
            note(7, behind),
            note(8, ScheduleRating::Ahead),
            note(8, behind),
        ]);
        assert_eq!(issue.months_behind(), 2);
        assert_eq!(with(vec![note(5, behind), note(7, behind)]).months_behind(), 1);
    }

    #[test]
    fn a_lifted_notice_no_longer_counts_for_the_level() {
        let day = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        let scale = supervision_presets::yulin();
        let highest = scale.levels.last().unwrap().key.to_string();
        let notice = RecordBody::Notice(SupervisionNotice { level: highest.clone(), ..SupervisionNotice::default() });
        let lifted = RecordBody::NoticeLifted { notice: RecordId(1), date: day, reason: String::new() };
        let open = with(vec![notice.clone()]);
        let level = open.current_level(&scale).unwrap();
        assert_eq!(level.key.as_str(), highest);
        assert!(with(vec![notice, lifted]).current_level(&scale).is_none());
    }

    #[test]
    fn a_notice_keeps_its_level_when_the_ledger_goes_over_to_another_scale() {
        let (old, new) = (supervision_presets::yulin(), supervision_presets::ankang());
        let key = old.levels.last().unwrap().key.clone();
        let notice = SupervisionNotice { level: key.to_string(), ..SupervisionNotice::default() };
        let issue = with(vec![RecordBody::Notice(notice)]);
        assert_eq!(issue.current_level(&new).map(|level| level.name.as_str()), Some("督办"), "as it was issued");
        assert_eq!(new.named(&key).map(|level| level.name.as_str()), Some("督办"), "and is named");
    }

    #[test]
    fn the_month_before_january_is_december() {
        let january = Month { year: 2026, month: 1 };
        let december = Month { year: 2025, month: 12 };
        assert_eq!(january.before(), december);
    }
}
