//! What a point in time means: a day, how finely it is named, and what is unclear about it.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::{
    deadline::{DeadlineDoubt, DeadlineKind, Precision},
    deadline_parse::{Part, Point, Tail, YearWord},
};

/// What is known beside the words: the year of the document, and the day a count starts.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub year: Option<i32>,
    pub base: Option<NaiveDate>,
}

impl Point {
    /// Says what the point means, and what is unclear about it.
    pub(super) fn meaning(&self, known: Known) -> (DeadlineKind, Option<DeadlineDoubt>) {
        let (year, assumed) = match (self.year, self.part) {
            (_, Part::Period(year) | Part::Century(year)) | (YearWord::Named(year), _) => (Some(year), false),
            (YearWord::Offset(offset), _) => (known.year.map(|year| year + offset), true),
            (YearWord::Unsaid, _) => (self.year_from(known), true),
        };
        let doubt = self.doubt(assumed);
        if let Part::Season(_) | Part::Beginning(_) = self.part {
            let suggested = year.and_then(|year| self.last_day(year));
            return (DeadlineKind::Vague { suggested }, Some(DeadlineDoubt::Season));
        }
        let Some(year) = year else {
            let kind = DeadlineKind::Vague { suggested: None };
            return (kind, Some(DeadlineDoubt::NoYear));
        };
        let day = if self.tail == Tail::From { self.first_day(year) } else { self.last_day(year) };
        let Some(date) = day else {
            let kind = DeadlineKind::Vague { suggested: None };
            return (kind, Some(DeadlineDoubt::NoSuchDay));
        };
        let precision = self.precision();
        let kind = match (self.tail, self.part) {
            (Tail::From, _) => DeadlineKind::FromDate { date, precision },
            (_, Part::Century(_)) => DeadlineKind::Vague { suggested: Some(date) },
            _ => DeadlineKind::ByDate { date, precision },
        };
        (kind, doubt)
    }

    /// The year of the document, or the one after it when the day would lie before the start.
    fn year_from(&self, known: Known) -> Option<i32> {
        let Some(base) = known.base else {
            return known.year;
        };
        let same_year = self.last_day(base.year()).is_some_and(|day| day >= base);
        Some(base.year() + i32::from(!same_year))
    }

    fn doubt(&self, assumed: bool) -> Option<DeadlineDoubt> {
        let before = self.tail == Tail::Before && !self.at_end;
        let year_only = !self.at_end && self.tail != Tail::From;
        let own = match self.part {
            Part::Period(_) => Some(DeadlineDoubt::Period),
            Part::Century(_) => Some(DeadlineDoubt::MidCentury),
            Part::Year => before.then_some(DeadlineDoubt::YearBefore),
            Part::Month(_) | Part::Quarter(_) => before.then_some(DeadlineDoubt::MonthBefore),
            Part::Season(_) | Part::Beginning(_) => Some(DeadlineDoubt::Season),
            Part::Half(_) | Part::Tenth(..) | Part::Day(..) => None,
        };
        own.or_else(|| assumed.then_some(DeadlineDoubt::YearAssumed)).or_else(|| {
            let only = self.part == Part::Year && year_only;
            only.then_some(DeadlineDoubt::YearOnly)
        })
    }

    fn precision(&self) -> Precision {
        match self.part {
            Part::Year | Part::Period(_) | Part::Century(_) => Precision::Year,
            Part::Half(_) => Precision::Half,
            Part::Quarter(_) => Precision::Quarter,
            Part::Month(_) | Part::Tenth(..) | Part::Beginning(_) | Part::Season(_) => Precision::Month,
            Part::Day(..) => Precision::Day,
        }
    }

    fn last_day(&self, year: i32) -> Option<NaiveDate> {
        let before = self.tail == Tail::Before && !self.at_end;
        match self.part {
            Part::Year | Part::Period(_) | Part::Century(_) => month_end(year, 12),
            Part::Half(half) => month_end(year, half * 6),
            Part::Quarter(quarter) if before => NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1)?.pred_opt(),
            Part::Quarter(quarter) => month_end(year, quarter * 3),
            Part::Month(month) if before => NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt(),
            Part::Month(month) | Part::Tenth(month, 3) => month_end(year, month),
            Part::Tenth(month, tenth) => NaiveDate::from_ymd_opt(year, month, tenth * 10),
            Part::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Part::Beginning(month) => NaiveDate::from_ymd_opt(year, month, 10),
            Part::Season(day) => day.and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day)),
        }
    }

    fn first_day(&self, year: i32) -> Option<NaiveDate> {
        if self.at_end {
            return self.last_day(year);
        }
        match self.part {
            Part::Year => NaiveDate::from_ymd_opt(year, 1, 1),
            Part::Half(half) => NaiveDate::from_ymd_opt(year, half * 6 - 5, 1),
            Part::Quarter(quarter) => NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1),
            Part::Month(month) | Part::Beginning(month) => NaiveDate::from_ymd_opt(year, month, 1),
            Part::Tenth(month, tenth) => NaiveDate::from_ymd_opt(year, month, tenth * 10 - 9),
            Part::Day(..) | Part::Season(_) | Part::Period(_) | Part::Century(_) => self.last_day(year),
        }
    }
}

/// Returns the last day of a month.
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}
