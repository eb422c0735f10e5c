//! The monthly judgements of each lead unit, month by month: 单位月评.

#![expect(clippy::wildcard_enum_match_arm, reason = "one kind of record is looked for")]

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{
    facts::IssueFacts,
    ids::{IssueId, UnitId},
    issue::Issue,
    ledger::Ledger,
    record::{Month, RecordBody, ScheduleRating},
};

/// What a month of a unit comes to, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeatSign {
    /// Some issues are behind (未达到).
    Behind,
    /// Some have not begun (尚未启动), none is behind.
    NotStarted,
    /// Nothing was reported though issues were under way (未报送).
    Unreported,
    /// All are on schedule (达到).
    OnSchedule,
    /// Some are ahead or finished, none is behind.
    Ahead,
    /// All are finished (完成整改).
    Finished,
    /// Nothing was under way.
    Nothing,
}

impl HeatSign {
    /// Whether a judgement is what the sign says.
    fn is_of(self, rating: ScheduleRating) -> bool {
        match self {
            Self::Behind => rating == ScheduleRating::Behind,
            Self::NotStarted => rating == ScheduleRating::NotStarted,
            Self::OnSchedule => rating == ScheduleRating::OnSchedule,
            Self::Ahead => matches!(rating, ScheduleRating::Ahead | ScheduleRating::Finished),
            Self::Finished => rating == ScheduleRating::Finished,
            Self::Unreported | Self::Nothing => false,
        }
    }
}

/// The judgements of one unit in one month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatCell {
    /// How many issues were judged so, the worst first, as in [`ScheduleRating::ALL`].
    pub ratings: [usize; 5],
    /// Issues under way without a judgement.
    pub unrated: usize,
}

impl HeatCell {
    /// How many were judged.
    pub fn rated(&self) -> usize {
        self.ratings.iter().sum()
    }

    /// How many were judged or should have been.
    pub fn all(&self) -> usize {
        self.rated() + self.unrated
    }

    /// How many were judged so.
    pub fn of(&self, rating: ScheduleRating) -> usize {
        self.ratings.get(rating as usize).copied().unwrap_or_default()
    }

    /// What it comes to, and how many issues say so.
    pub fn sign(&self) -> (HeatSign, usize) {
        let [not_started, behind, on_schedule, ahead, finished] = self.ratings;
        if behind > 0 {
            (HeatSign::Behind, behind)
        } else if not_started > 0 {
            (HeatSign::NotStarted, not_started)
        } else if self.rated() == 0 {
            if self.unrated > 0 { (HeatSign::Unreported, self.unrated) } else { (HeatSign::Nothing, 0) }
        } else if finished == self.rated() {
            (HeatSign::Finished, finished)
        } else if ahead + finished > 0 {
            (HeatSign::Ahead, ahead + finished)
        } else {
            (HeatSign::OnSchedule, on_schedule)
        }
    }
}

/// A unit with its months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRow {
    /// The lead unit.
    pub unit: UnitId,
    /// One for each month of the table.
    pub cells: Vec<HeatCell>,
}

/// The judgements of all lead units (热力表).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// The months, the earliest first; the last is the month of the day asked for.
    pub months: Vec<Month>,
    /// The units, those most behind in the last two months first.
    pub rows: Vec<HeatRow>,
}

/// How many months the table has.
const MONTHS: usize = 12;

/// The table has at least so many, though nothing was assigned then.
const LEAST_MONTHS: usize = 6;

/// The judgements of the last twelve months. An issue counts from its assignment until it is struck off.
pub fn heat<'a>(ledger: &Ledger, issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>, today: NaiveDate) -> Heat {
    let mut months: Vec<_> =
        std::iter::successors(Some(Month::of(today)), |month| Some(month.before())).take(MONTHS).collect();
    months.reverse();
    let mut rows: BTreeMap<UnitId, Vec<HeatCell>> = BTreeMap::new();
    for (issue, facts) in issues.filter(|(issue, _)| issue.is_present()) {
        let lead = issue.fields.lead_unit.get().and_then(|id| ledger.directory.unit(id)).map(|unit| unit.id);
        let (Some(unit), Some(from)) = (lead, issue.assigned_on()) else {
            continue;
        };
        let cells = rows.entry(unit).or_insert_with(|| vec![HeatCell::default(); MONTHS]);
        add(cells, &months, issue, (from, facts.closed_on));
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(unit, cells)| HeatRow { unit, cells }).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(weight(row)));
    // Months before anything was assigned tell nothing.
    let empty = |place: usize| rows.iter().all(|row| row.cells.get(place).is_none_or(|cell| cell.all() == 0));
    let told = (0..MONTHS - LEAST_MONTHS).find(|place| !empty(*place)).unwrap_or(MONTHS - LEAST_MONTHS);
    months.drain(..told);
    for row in &mut rows {
        row.cells.drain(..told);
    }
    Heat { months, rows }
}

/// How much a unit is behind of late, then how much it has to do at all.
fn weight(row: &HeatRow) -> (usize, usize) {
    let late = row.cells.iter().rev().take(2);
    let behind = late.map(|cell| cell.of(ScheduleRating::Behind) + cell.of(ScheduleRating::NotStarted)).sum();
    (behind, row.cells.iter().map(HeatCell::all).sum())
}

/// The issues a cell speaks of: those judged as its sign says in that month, or those nobody judged.
pub fn heat_issues<'a>(
    ledger: &Ledger,
    issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>,
    (unit, month, sign): (UnitId, Month, HeatSign),
    today: NaiveDate,
) -> Vec<IssueId> {
    let now = Some(Month::of(today));
    let speaks_of = |(issue, facts): &(&Issue, &IssueFacts)| {
        let lead = issue.fields.lead_unit.get().and_then(|id| ledger.directory.unit(id)).map(|unit| unit.id);
        let Some(from) = issue.assigned_on().filter(|_| issue.is_present() && lead == Some(unit)) else {
            return false;
        };
        match judged(issue, (from, facts.closed_on), month, now) {
            Judged::Rated(rating) => sign.is_of(rating),
            Judged::Unrated => sign == HeatSign::Unreported,
            Judged::NotUnderWay => false,
        }
    };
    issues.filter(speaks_of).map(|(issue, _)| issue.id).collect()
}

/// What an issue says of a month.
enum Judged {
    Rated(ScheduleRating),
    /// Nobody judged it though it was under way.
    Unrated,
    NotUnderWay,
}

fn judged(issue: &Issue, (from, to): (NaiveDate, Option<NaiveDate>), month: Month, now: Option<Month>) -> Judged {
    // Of several notes on one month the last typed counts.
    let rated = issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Progress(note) if note.month == month => note.rating,
        _ => None,
    });
    // The report on a month is written when it is over: this month asks for none yet.
    let under_way = Month::of(from) <= month && to.map(Month::of).is_none_or(|to| month < to) && Some(month) != now;
    match rated {
        Some(rating) => Judged::Rated(rating),
        None if under_way => Judged::Unrated,
        None => Judged::NotUnderWay,
    }
}

fn add(cells: &mut [HeatCell], months: &[Month], issue: &Issue, (from, to): (NaiveDate, Option<NaiveDate>)) {
    let mut rated: BTreeMap<Month, ScheduleRating> = BTreeMap::new();
    // Of several notes on one month the last typed counts.
    for record in issue.live_records() {
        if let RecordBody::Progress(note) = &record.body {
            rated.extend(note.rating.map(|rating| (note.month, rating)));
        }
    }
    let (from, to) = (Month::of(from), to.map(Month::of));
    // The report on a month is written when it is over: this month asks for none yet.
    let now = months.last().copied();
    for (cell, month) in cells.iter_mut().zip(months) {
        if let Some(rating) = rated.get(month) {
            if let Some(count) = cell.ratings.get_mut(*rating as usize) {
                *count += 1;
            }
        } else {
            let under_way = from <= *month && to.is_none_or(|to| *month < to) && Some(*month) != now;
            cell.unrated += usize::from(under_way);
        }
    }
}
