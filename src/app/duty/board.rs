//! The board of closures: a column for each step of the procedures in use, a card for each issue that waits for it.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{
    IssueId, RecordId, UnitId,
    calendar::WorkCalendar,
    closure::{Round, RoundStanding, Stage, StepOutcome},
    directory::Directory,
    issue::Issue,
    procedure::{DayCount, DayLimit, NoticeRule, Step, StepKey, StepRole},
    record::{RecordBody, ScheduleRating},
    rules::{Missing, StepEntry, missing_for_step, next_step, publicity_of_step},
};

/// Days used since the step before, and how many are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysUsed {
    /// How many are used.
    pub used: i64,
    /// How many there are, if anything limits them.
    pub limit: Option<DayLimit>,
}

impl DaysUsed {
    /// How many are left; below zero beyond the limit.
    pub fn left(&self) -> Option<i64> {
        self.limit.map(|limit| i64::from(limit.days) - self.used)
    }
}

/// A public notice that runs or has run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeRun {
    /// The record.
    pub record: RecordId,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day, where it is known.
    pub to: Option<NaiveDate>,
    /// Days it has run, of the days it must.
    pub days: (i64, u16),
    /// Whether it has run in full.
    pub full: bool,
    /// Objections nobody has settled.
    pub open_objections: usize,
}

/// An issue on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The issue.
    pub issue: IssueId,
    /// The lead unit.
    pub unit: Option<UnitId>,
    /// The procedure of its round, by name.
    pub procedure: String,
    /// The steps of that procedure after the assignment, for a card that is shown: what the columns are made of.
    pub steps: Vec<ColumnOf>,
    /// The step it waits for.
    pub step: StepKey,
    /// The name of that step.
    pub step_name: String,
    /// Which round.
    pub round: usize,
    /// How often this round was sent back.
    pub returns: usize,
    /// True where the return was the last thing that happened.
    pub just_returned: bool,
    /// The day of the step before.
    pub since: Option<NaiveDate>,
    /// Days used of days allowed; none where the calendar of a year is missing.
    pub days: Option<DaysUsed>,
    /// The public notice, where the step is one and it has begun.
    pub notice: Option<NoticeRun>,
    /// What the step lacks that does not belong to its own form.
    pub lacks: Vec<Missing>,
    /// True where records made apart contradict each other.
    pub contradicted: bool,
    /// True in the closure procedure; false while rectification goes on.
    pub closing: bool,
    /// True where rectification is judged finished.
    pub finished: bool,
}

/// A step as a column shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnOf {
    /// The step.
    pub key: StepKey,
    /// Its name.
    pub name: String,
    /// Who takes it.
    pub role: StepRole,
    /// How long it may take.
    pub limit: Option<DayLimit>,
    /// How long a public notice runs.
    pub notice: Option<NoticeRule>,
    /// Whether issues are accepted here together.
    pub batch: bool,
}

impl Card {
    /// True where the days allowed are used up and more.
    pub fn is_beyond(&self) -> bool {
        self.notice.is_none() && self.days.and_then(|days| days.left()).is_some_and(|left| left < 0)
    }

    /// True on the last day allowed.
    pub fn is_last_day(&self) -> bool {
        self.notice.is_none() && self.days.and_then(|days| days.left()) == Some(0)
    }

    /// True where the card belongs on the board: in the procedure, finished and to be applied for, or sent back.
    pub fn is_shown(&self) -> bool {
        self.closing || self.finished || self.returns > 0
    }

    /// What comes first: the fewest days left, then the most days used.
    fn urgency(&self) -> (bool, i64, i64) {
        let left = self.days.and_then(|days| days.left()).unwrap_or(i64::MAX);
        (!self.contradicted, left, self.days.map_or(0, |days| -days.used))
    }
}

/// The card of an assigned issue that is not filed; `None` for any other.
pub fn card_of(issue: &Issue, directory: &Directory, calendar: &WorkCalendar, today: NaiveDate) -> Option<Card> {
    let point = issue.stage();
    let closing = match point.stage {
        Stage::Closing => true,
        Stage::Rectifying => false,
        Stage::Registered | Stage::Closed | Stage::Consolidating | Stage::Withdrawn => return None,
    };
    let round = issue.current_round()?;
    let standing = issue.standing(round);
    let step = next_step(directory, issue)?;
    let since = last_date(issue, &standing);
    let finished = issue.latest_rating() == Some(ScheduleRating::Finished);
    let shown = closing || finished || standing.returns > 0;
    let lacks = if closing { lacks(issue, directory, step, today) } else { Vec::new() };
    Some(Card {
        issue: issue.id,
        unit: *issue.fields.lead_unit.get(),
        procedure: round.procedure.name.clone(),
        steps: if shown { columns_of(round) } else { Vec::new() },
        step: step.key.clone(),
        step_name: step.name.clone(),
        round: point.round,
        returns: standing.returns,
        just_returned: was_returned(issue, &standing),
        since,
        days: since.and_then(|since| days_used(calendar, since, today, step.limit)),
        notice: notice_run(issue, round, step, calendar, today),
        lacks,
        contradicted: point.contradicted,
        closing,
        finished,
    })
}

fn columns_of(round: &Round) -> Vec<ColumnOf> {
    let batch = round.procedure.batch.as_ref().map(|batch| &batch.step);
    let steps = round.procedure.steps.iter().filter(|step| !step.kind.is_assignment());
    let column = |step: &Step| ColumnOf {
        key: step.key.clone(),
        name: step.name.clone(),
        role: step.role,
        limit: step.limit,
        notice: step.notice,
        batch: batch == Some(&step.key),
    };
    steps.map(column).collect()
}

fn last_date(issue: &Issue, standing: &RoundStanding) -> Option<NaiveDate> {
    let dates = standing.tips.iter().filter_map(|id| match &issue.record(*id)?.body {
        RecordBody::Step(step) => step.date,
        _ => None,
    });
    dates.max()
}

fn was_returned(issue: &Issue, standing: &RoundStanding) -> bool {
    standing.tips.iter().filter_map(|id| issue.record(*id)).any(
        |record| matches!(&record.body, RecordBody::Step(step) if matches!(step.outcome, StepOutcome::SentBack(_))),
    )
}

fn days_used(calendar: &WorkCalendar, since: NaiveDate, today: NaiveDate, limit: Option<DayLimit>) -> Option<DaysUsed> {
    let count = limit.map_or(DayCount::Calendar, |limit| limit.count);
    let used = calendar.days_used(since, today, count).ok()?;
    Some(DaysUsed { used, limit })
}

/// Who signs, when, and the answers to the checklist belong to the form of the step itself.
fn lacks(issue: &Issue, directory: &Directory, step: &Step, today: NaiveDate) -> Vec<Missing> {
    let entry = StepEntry { step: step.key.clone(), ..StepEntry::default() };
    let mut lacks = missing_for_step(directory, issue, &entry, today);
    lacks.retain(|it| !matches!(it, Missing::Signature | Missing::Date | Missing::ChecklistUnanswered(_)));
    lacks
}

fn notice_run(
    issue: &Issue,
    round: &Round,
    step: &Step,
    calendar: &WorkCalendar,
    today: NaiveDate,
) -> Option<NoticeRun> {
    let rule = step.notice.as_ref()?;
    let (record, publicity, open) = publicity_of_step(issue, round, &step.key)?;
    let from = publicity.from;
    let to = from.and_then(|from| calendar.notice_end(from, rule).ok());
    let full = from.is_some_and(|from| calendar.notice_has_run(from, rule, today).unwrap_or(false));
    let first = i64::from(rule.first_day_counts);
    let used = from.and_then(|from| calendar.days_used(from, today, rule.count).ok()).unwrap_or(0) + first;
    let days = (used.clamp(0, i64::from(rule.days)), rule.days);
    Some(NoticeRun { record, from, to, days, full, open_objections: open.len() })
}

// ---------------------------------------------------------------- the board

/// What the board is asked to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardQuery {
    /// Of this procedure only.
    pub procedure: Option<String>,
    /// Led by this unit only.
    pub unit: Option<UnitId>,
    /// Sent back in this round only.
    pub returned: bool,
}

/// A column with the cards in it, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardColumn {
    /// The step.
    pub step: ColumnOf,
    /// The issues that wait for it.
    pub cards: Vec<IssueId>,
    /// Issues still being rectified that are not shown.
    pub others: usize,
}

/// The board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The columns in the order of the procedures.
    pub columns: Vec<BoardColumn>,
    /// The procedures in use with their cards, the most used first.
    pub procedures: Vec<(String, usize)>,
    /// The units with their cards, the most burdened first.
    pub units: Vec<(UnitId, usize)>,
    /// How many cards there are, whatever is asked for.
    pub all: usize,
    /// How many are beyond their days.
    pub beyond: usize,
    /// How many have their last day today.
    pub last_day: usize,
    /// How many were sent back in their round.
    pub returned: usize,
}

impl Board {
    /// Sorts the cards into columns.
    pub fn of<'a>(cards: impl Iterator<Item = &'a Card> + Clone, query: &BoardQuery) -> Self {
        let shown = cards.clone().filter(|card| card.is_shown());
        let mut board = Self::default();
        let (mut procedures, mut units) = (BTreeMap::<&str, usize>::new(), BTreeMap::<UnitId, usize>::new());
        for card in shown.clone() {
            board.all += 1;
            board.beyond += usize::from(card.is_beyond());
            board.last_day += usize::from(card.is_last_day());
            board.returned += usize::from(card.returns > 0);
            *procedures.entry(&card.procedure).or_default() += 1;
            if let Some(unit) = card.unit {
                *units.entry(unit).or_default() += 1;
            }
        }
        board.procedures = most_first(procedures.into_iter().map(|(name, n)| (name.to_owned(), n)).collect());
        board.units = most_first(units.into_iter().collect());
        board.columns = columns(&board.procedures, &shown, query);
        board.fill(cards, query);
        board
    }

    fn fill<'a>(&mut self, cards: impl Iterator<Item = &'a Card>, query: &BoardQuery) {
        let mut sorted: Vec<&Card> = cards.filter(|card| query.asks(card)).collect();
        sorted.sort_by_key(|card| card.urgency());
        for card in sorted {
            let is_here =
                |column: &&mut BoardColumn| column.step.key == card.step && column.step.name == card.step_name;
            let Some(column) = self.columns.iter_mut().find(is_here) else {
                continue;
            };
            if card.is_shown() {
                column.cards.push(card.issue);
            } else {
                column.others += 1;
            }
        }
    }

    /// Where a card stands: its column and its place in it.
    pub fn place(&self, issue: IssueId) -> Option<(usize, usize)> {
        self.columns.iter().enumerate().find_map(|(column, it)| {
            let row = it.cards.iter().position(|card| *card == issue)?;
            Some((column, row))
        })
    }

    /// The card at a place, or the nearest one of that column.
    pub fn at(&self, column: usize, row: usize) -> Option<IssueId> {
        let cards = &self.columns.get(column)?.cards;
        cards.get(row.min(cards.len().checked_sub(1)?)).copied()
    }

    /// The next column to the left or right that has a card, from `column` on.
    pub fn beside(&self, column: usize, right: bool) -> Option<usize> {
        let has = |at: &usize| self.columns.get(*at).is_some_and(|it| !it.cards.is_empty());
        if right { (column + 1..self.columns.len()).find(has) } else { (0..column).rev().find(has) }
    }
}

impl BoardQuery {
    fn asks(&self, card: &Card) -> bool {
        self.procedure.as_ref().is_none_or(|name| *name == card.procedure)
            && self.unit.is_none_or(|unit| card.unit == Some(unit))
            && (!self.returned || card.returns > 0)
    }
}

fn most_first<K: Ord>(mut counted: Vec<(K, usize)>) -> Vec<(K, usize)> {
    counted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counted
}

/// The steps of all procedures asked for, in an order that keeps each procedure's own; a step of the same key and
/// name is one column.
fn columns<'a>(
    procedures: &[(String, usize)],
    cards: &(impl Iterator<Item = &'a Card> + Clone),
    query: &BoardQuery,
) -> Vec<BoardColumn> {
    let mut columns: Vec<BoardColumn> = Vec::new();
    let asked = procedures.iter().filter(|(name, _)| query.procedure.as_ref().is_none_or(|asked| asked == name));
    for (name, _) in asked {
        let Some(card) = cards.clone().find(|card| card.procedure == *name) else {
            continue;
        };
        let mut at = 0;
        for step in &card.steps {
            let there = columns.iter().position(|it| it.step.key == step.key && it.step.name == step.name);
            if let Some(place) = there {
                at = at.max(place + 1);
            } else {
                columns.insert(at, BoardColumn { step: step.clone(), cards: Vec::new(), others: 0 });
                at += 1;
            }
        }
    }
    columns
}

#[cfg(test)]
mod tests;
