//! What supervision looks at in an issue: what is suggested, notices, instructions, months, scores.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use chrono::NaiveDate;

use crate::domain::{
    IssueId, RecordId, UnitId,
    closure::Stage,
    directory::Directory,
    issue::Issue,
    record::{Month, RecordBody, ScheduleRating},
    supervision::{LevelKey, Suggestion, suggest},
    supervision_score::ScoredNotice,
    time_status::TimeStatus,
};

use super::ratings::{Monthly, monthly};

/// A notice that was not lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// The issue.
    pub issue: IssueId,
    /// The record.
    pub record: RecordId,
    /// Its level.
    pub level: LevelKey,
    /// The day it was issued.
    pub date: Option<NaiveDate>,
    /// The day an answer is due, where one still is.
    pub waits_until: Option<NaiveDate>,
    /// Whether it was answered.
    pub answered: bool,
}

/// An instruction of a leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstructionRow {
    /// The issue.
    pub issue: IssueId,
    /// The record.
    pub record: RecordId,
    /// The day.
    pub date: NaiveDate,
    /// The day of what came of it last; none while nothing has.
    pub outcome: Option<NaiveDate>,
}

/// An issue as supervision sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urge {
    /// The issue.
    pub issue: IssueId,
    /// The lead unit.
    pub unit: Option<UnitId>,
    /// Where it stands.
    pub stage: Stage,
    /// How it stands in time.
    pub time: TimeStatus,
    /// True where it is judged finished.
    pub finished: bool,
    /// The day it was assigned.
    pub assigned_on: Option<NaiveDate>,
    /// The level that the rules suggest, with why.
    pub suggestion: Option<Suggestion>,
    /// Notices not lifted.
    pub notices: Vec<NoticeRow>,
    /// Instructions of leaders.
    pub instructions: Vec<InstructionRow>,
    /// What is known month by month.
    pub months: Vec<Monthly>,
    /// Notices as they count for scores.
    pub scored: Vec<ScoredNotice>,
}

impl Urge {
    /// True where it was assigned and is not struck off.
    pub fn is_open(&self) -> bool {
        match self.stage {
            Stage::Rectifying | Stage::Closing => true,
            Stage::Registered | Stage::Closed | Stage::Consolidating | Stage::Withdrawn => false,
        }
    }

    /// What is known of a month.
    pub fn month(&self, month: Month) -> Option<&Monthly> {
        self.months.iter().find(|it| it.month == month)
    }

    /// Months in a row without a report, `month` the last of them, none before the assignment.
    pub fn months_silent(&self, month: Month) -> u16 {
        let Some(from) = self.assigned_on.map(Month::of) else {
            return 0;
        };
        let (mut month, mut count) = (month, 0);
        while month >= from && !self.month(month).is_some_and(|it| it.reported) {
            count += 1;
            month = month.before();
        }
        count
    }
}

/// What supervision sees of an issue on a day.
pub fn urge_of(issue: &Issue, directory: &Directory, today: NaiveDate) -> Option<Urge> {
    let stage = issue.stage().stage;
    let scale = directory.fields.scale.get().as_ref();
    let over = matches!(stage, Stage::Closed | Stage::Consolidating);
    let suggestion = match scale {
        Some(scale) if !over => suggest(scale, &issue.supervision_facts(directory, today)),
        _ => None,
    };
    Some(Urge {
        issue: issue.id,
        unit: *issue.fields.lead_unit.get(),
        stage,
        time: issue.time_status(directory, today),
        finished: issue.latest_rating() == Some(ScheduleRating::Finished),
        assigned_on: issue.assigned_on(),
        suggestion,
        notices: if over { Vec::new() } else { notices(issue) },
        instructions: instructions(issue),
        months: monthly(issue, *directory.fields.office.get()),
        scored: issue.scored_notices(directory),
    })
}

fn notices(issue: &Issue) -> Vec<NoticeRow> {
    let open = issue.notices().into_iter().filter(|state| !state.lifted);
    let row = open.map(|state| NoticeRow {
        issue: issue.id,
        record: state.id,
        level: LevelKey::new(state.notice.level.clone()),
        date: state.notice.date,
        waits_until: state.notice.answer_due.filter(|_| state.waits_for_answer()),
        answered: state.answered,
    });
    row.collect()
}

fn instructions(issue: &Issue) -> Vec<InstructionRow> {
    let mut found: Vec<InstructionRow> = Vec::new();
    for record in issue.live_records() {
        match &record.body {
            RecordBody::Instruction { date, .. } => {
                found.push(InstructionRow { issue: issue.id, record: record.id, date: *date, outcome: None });
            }
            RecordBody::InstructionOutcome { instruction, date, .. } => {
                let of = found.iter_mut().filter(|row| row.record == *instruction);
                of.for_each(|row| row.outcome = row.outcome.max(Some(*date)));
            }
            _ => {}
        }
    }
    found
}
