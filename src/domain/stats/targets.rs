//! Whether quantified targets will be met, by a straight line through their readings.

#![expect(clippy::wildcard_enum_match_arm, reason = "one kind of record is picked out")]

use chrono::{Days, NaiveDate};

use crate::domain::{
    facts::IssueFacts,
    ids::{IssueId, TargetId},
    issue::Issue,
    measure::{Relation, Target},
    numerals::read_number,
    record::RecordBody,
};

/// Why a target will not be met.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Miss {
    /// The day has passed.
    DayPassed,
    /// The readings do not come nearer.
    NotNearer,
    /// They come nearer too slowly: the value expected on the day, and the day on which the target would be met.
    TooSlow {
        /// On the day due.
        expected: f64,
        /// When the line gets there; nothing where that is out of sight.
        reached: Option<NaiveDate>,
    },
}

/// How a quantified target stands (能否完成).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outlook {
    /// The latest reading reaches it.
    Met,
    /// The line reaches it in time.
    OnTrack {
        /// On the day due, where there is one.
        expected: Option<f64>,
        /// When the line gets there.
        reached: Option<NaiveDate>,
    },
    /// It will not be met.
    WillMiss(Miss),
    /// All readings are of one day: no line goes through them.
    OneReading,
    /// No reading yet.
    NoReading,
    /// The value to be reached is no number.
    NoNumber,
}

impl Outlook {
    /// The order in which a person wants to see them: what will be missed first.
    pub fn rank(self) -> u8 {
        match self {
            Self::WillMiss(_) => 0,
            Self::NoReading | Self::NoNumber => 1,
            Self::OneReading => 2,
            Self::OnTrack { .. } => 3,
            Self::Met => 4,
        }
    }
}

/// A quantified target with its readings and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetOutlook {
    /// The issue.
    pub issue: IssueId,
    /// The target.
    pub target: TargetId,
    /// Its own day, else the issue's.
    pub due: Option<NaiveDate>,
    /// The readings that are numbers, by day.
    pub readings: Vec<(NaiveDate, f64)>,
    /// How it stands.
    pub outlook: Outlook,
}

/// How far ahead a line is followed: ten years.
const FAR: f64 = 3653.0;

/// Readings this near to the value have reached it.
const NEAR: f64 = 1e-9;

/// The targets of all issues that stand, what will be missed first, then by day.
pub fn target_outlooks<'a>(
    issues: impl Iterator<Item = (&'a Issue, &'a IssueFacts)>,
    today: NaiveDate,
) -> Vec<TargetOutlook> {
    let standing = issues.filter(|(issue, _)| issue.is_present() && !issue.targets.is_empty());
    let of_issue = |(issue, facts): (&'a Issue, &'a IssueFacts)| {
        let targets = issue.live_targets().into_iter();
        targets.map(|target| outlook_of(issue, facts, target, today)).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = standing.flat_map(of_issue).collect();
    found.sort_by_key(|it| (it.outlook.rank(), it.due.unwrap_or(NaiveDate::MAX), it.issue));
    found
}

fn number(text: &str) -> Option<f64> {
    read_number(text).filter(|it: &f64| it.is_finite())
}

fn outlook_of(issue: &Issue, facts: &IssueFacts, target: &Target, today: NaiveDate) -> TargetOutlook {
    let mut readings: Vec<_> = issue
        .live_records()
        .filter_map(|record| match &record.body {
            RecordBody::Reading { target: of, date, value, .. } if *of == target.id => Some((*date, number(value)?)),
            _ => None,
        })
        .collect();
    // A stable sort: of two readings of one day the one entered later stays the later.
    readings.sort_by_key(|(date, _)| *date);
    let due = target.fields.due.get().date().or(facts.date);
    let outlook = outlook(target, due, &readings, today);
    TargetOutlook { issue: issue.id, target: target.id, due, readings, outlook }
}

fn reaches(relation: Relation, reading: f64, value: f64) -> bool {
    match relation {
        Relation::AtLeast => reading >= value - NEAR,
        Relation::AtMost => reading <= value + NEAR,
        Relation::Equal => (reading - value).abs() < NEAR,
    }
}

fn outlook(target: &Target, due: Option<NaiveDate>, readings: &[(NaiveDate, f64)], today: NaiveDate) -> Outlook {
    let Some(value) = number(target.fields.value.get()) else {
        return Outlook::NoNumber;
    };
    let Some(last) = readings.last() else {
        return Outlook::NoReading;
    };
    let relation = *target.fields.relation.get();
    if reaches(relation, last.1, value) {
        return Outlook::Met;
    }
    if due.is_some_and(|due| due < today) {
        return Outlook::WillMiss(Miss::DayPassed);
    }
    let Some(line) = Line::through(readings) else {
        return Outlook::OneReading;
    };
    let gap = value - last.1;
    if line.slope * gap <= 0.0 {
        return Outlook::WillMiss(Miss::NotNearer);
    }
    // The line may lie over the last reading: it is reached from today on, not before.
    let reached = line.reaches(value).map(|day| day.max(today));
    let Some(due) = due else {
        return Outlook::OnTrack { expected: None, reached };
    };
    let expected = line.on(due);
    // On the other side of the value, or on it: an exact value is passed through on the way.
    if (value - expected) * gap <= NEAR {
        Outlook::OnTrack { expected: Some(expected), reached }
    } else {
        Outlook::WillMiss(Miss::TooSlow { expected, reached })
    }
}

/// The straight line of least squares.
struct Line {
    from: NaiveDate,
    start: f64,
    slope: f64,
}

impl Line {
    /// Nothing where all readings are of one day.
    fn through(readings: &[(NaiveDate, f64)]) -> Option<Self> {
        let (from, _) = *readings.first()?;
        let days = |day: NaiveDate| (day - from).num_days() as f64;
        let n = readings.len() as f64;
        let middle = readings.iter().map(|(day, _)| days(*day)).sum::<f64>() / n;
        let mean = readings.iter().map(|(_, value)| value).sum::<f64>() / n;
        let spread: f64 = readings.iter().map(|(day, _)| (days(*day) - middle).powi(2)).sum();
        if spread <= 0.0 {
            return None;
        }
        let together: f64 = readings.iter().map(|(day, value)| (days(*day) - middle) * (value - mean)).sum();
        let slope = together / spread;
        Some(Self { from, start: mean - slope * middle, slope })
    }

    fn on(&self, day: NaiveDate) -> f64 {
        self.start + self.slope * (day - self.from).num_days() as f64
    }

    /// The first day on which the line is at `value` or past it.
    fn reaches(&self, value: f64) -> Option<NaiveDate> {
        let days = ((value - self.start) / self.slope - NEAR).ceil();
        ((0.0..=FAR).contains(&days)).then(|| self.from.checked_add_days(Days::new(days as u64)))?
    }
}
