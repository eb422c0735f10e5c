//! Working days: which days offices work, by the holidays the ledger carries.
//!
//! A year whose arrangement is not known is said to be missing: nothing is guessed from weekdays.
//! Counting days of the calendar needs no arrangement and works in every year.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use super::calendar_text::{CalendarFault, import_years};
use super::{
    holidays,
    procedure::{DayCount, DayLimit, NoticeRule},
};

/// Days off in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HolidaySpan {
    /// The first day off.
    pub first: NaiveDate,
    /// The last day off.
    pub last: NaiveDate,
}

impl HolidaySpan {
    /// Whether that day is off by this span.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// One year's arrangement of days off and of weekend days that are worked.
#[doc(alias = "放假安排")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayYear {
    /// The year.
    pub year: i32,
    /// The days off; weekends among them need not be named.
    pub holidays: Vec<HolidaySpan>,
    /// The Saturdays and Sundays that are worked.
    #[doc(alias = "调休")]
    pub workdays: Vec<NaiveDate>,
    /// The notice it comes from.
    pub source: String,
}

impl HolidayYear {
    /// Whether it looks like a whole year, or the first thing that is wrong.
    pub fn validate(&self) -> Result<(), CalendarFault> {
        let year = self.year;
        for (month, day) in [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)] {
            let date = NaiveDate::from_ymd_opt(year, month, day);
            let is_off = date.is_some_and(|date| self.is_off(date));
            if !is_off {
                return Err(CalendarFault::YearNotWhole { year, month, day });
            }
        }
        for span in &self.holidays {
            if span.last < span.first {
                return Err(CalendarFault::EndBeforeStart { date: span.first });
            }
        }
        for date in &self.workdays {
            if !is_weekend(*date) {
                return Err(CalendarFault::NoWeekend { date: *date });
            }
            if self.is_off(*date) {
                return Err(CalendarFault::OffAndWorked { date: *date });
            }
        }
        Ok(())
    }

    fn is_off(&self, date: NaiveDate) -> bool {
        self.holidays.iter().any(|span| span.contains(date))
    }

    /// What it says of that day, if it names it.
    fn says(&self, date: NaiveDate) -> Option<bool> {
        if self.workdays.contains(&date) { Some(true) } else { self.is_off(date).then_some(false) }
    }
}

/// A year whose holiday arrangement the ledger does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the holiday arrangement of {year} is missing")]
pub struct MissingYear {
    /// The year.
    pub year: i32,
}

/// Which days offices work, for the years whose arrangement is known.
#[doc(alias = "工作日历")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// The arrangements by year.
    pub years: BTreeMap<i32, HolidayYear>,
}

impl WorkCalendar {
    /// The arrangements that come with the program.
    pub fn state_council() -> Self {
        let mut calendar = Self::default();
        calendar.take(holidays::state_council());
        calendar
    }

    /// Takes these years in, each in place of what was known of it.
    pub fn take(&mut self, years: impl IntoIterator<Item = HolidayYear>) {
        let by_year = years.into_iter().map(|it| (it.year, it));
        self.years.extend(by_year);
    }

    /// Whether offices work on that day.
    ///
    /// The arrangement of a year may also name last days of the year before, so the next one is asked too where it is known.
    #[doc(alias = "工作日")]
    pub fn is_workday(&self, date: NaiveDate) -> Result<bool, MissingYear> {
        let year = date.year();
        let own = self.years.get(&year).ok_or(MissingYear { year })?;
        let next = self.years.get(&(year + 1));
        let named = next.and_then(|next| next.says(date));
        Ok(named.or_else(|| own.says(date)).unwrap_or_else(|| !is_weekend(date)))
    }

    /// The `n`-th working day after `from`, which itself does not count; `from` for 0.
    pub fn add_working_days(&self, from: NaiveDate, n: u16) -> Result<NaiveDate, MissingYear> {
        let mut date = from;
        for _ in 0..n {
            date = self.next_workday(date)?;
        }
        Ok(date)
    }

    /// The working days after `from` up to and including `to`; below zero when `to` comes first.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, MissingYear> {
        if to < from {
            return Ok(-self.working_days_between(to, from)?);
        }
        let mut count = 0;
        for date in from.iter_days().skip(1).take_while(|date| *date <= to) {
            count += i64::from(self.is_workday(date)?);
        }
        Ok(count)
    }

    /// The days used from one day to another, the first not counted, as a limit counts them.
    pub fn days_used(&self, from: NaiveDate, to: NaiveDate, count: DayCount) -> Result<i64, MissingYear> {
        match count {
            DayCount::Calendar => Ok(to.signed_duration_since(from).num_days()),
            DayCount::Working => self.working_days_between(from, to),
        }
    }

    /// The last day of a limit that begins to run on the day after `from`.
    pub fn limit_end(&self, from: NaiveDate, limit: DayLimit) -> Result<NaiveDate, MissingYear> {
        match limit.count {
            DayCount::Calendar => Ok(days_later(from, limit.days)),
            DayCount::Working => self.add_working_days(from, limit.days),
        }
    }

    /// The last of the days that a public notice begun on `first` must run in full.
    fn last_counted_day(&self, first: NaiveDate, rule: NoticeRule) -> Result<NaiveDate, MissingYear> {
        let first_is_one = rule.first_day_counts
            && match rule.count {
                DayCount::Calendar => true,
                DayCount::Working => self.is_workday(first)?,
            };
        let days = rule.days.saturating_sub(u16::from(first_is_one));
        let count = rule.count;
        self.limit_end(first, DayLimit { days, count })
    }

    /// The earliest end day of a public notice begun on `first`: to be printed, and no earlier end is enough.
    #[doc(alias = "公示截止")]
    pub fn notice_end(&self, first: NaiveDate, rule: &NoticeRule) -> Result<NaiveDate, MissingYear> {
        let last = self.last_counted_day(first, *rule)?;
        if rule.last_day_counts {
            return Ok(last);
        }
        let (days, count) = (1, rule.count);
        self.limit_end(last, DayLimit { days, count })
    }

    /// Whether a public notice begun on `first` has run all its days when `today` begins.
    pub fn notice_has_run(&self, first: NaiveDate, rule: &NoticeRule, today: NaiveDate) -> Result<bool, MissingYear> {
        Ok(today > self.last_counted_day(first, *rule)?)
    }

    fn next_workday(&self, after: NaiveDate) -> Result<NaiveDate, MissingYear> {
        let mut date = after;
        loop {
            let year = date.year();
            date = date.succ_opt().ok_or(MissingYear { year })?;
            if self.is_workday(date)? {
                return Ok(date);
            }
        }
    }
}

/// Whether it is a Saturday or Sunday.
pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn days_later(from: NaiveDate, days: u16) -> NaiveDate {
    let days = Days::new(u64::from(days));
    from.checked_add_days(days).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::procedure::StepRole;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn notice(days: u16, count: DayCount, (first, last): (bool, bool)) -> NoticeRule {
        NoticeRule { days, count, first_day_counts: first, last_day_counts: last, by: StepRole::Office }
    }

    #[test]
    fn seven_days_from_13_december_end_on_the_19th_when_both_ends_count() {
        let rule = notice(7, DayCount::Calendar, (true, true));
        let calendar = WorkCalendar::default();
        let end = calendar.notice_end(day("2019-12-13"), &rule);
        assert_eq!(end, Ok(day("2019-12-19")));
        for (today, over) in [("2019-12-19", false), ("2019-12-20", true)] {
            let run = calendar.notice_has_run(day("2019-12-13"), &rule, day(today));
            assert_eq!(run, Ok(over), "{today}");
        }
    }

    #[test]
    fn each_end_that_does_not_count_moves_the_end_by_a_day() {
        let calendar = WorkCalendar::default();
        let ends = [
            (true, true, "2019-12-19"),
            (false, true, "2019-12-20"),
            (true, false, "2019-12-20"),
            (false, false, "2019-12-21"),
        ];
        for (first, last, end) in ends {
            let rule = notice(7, DayCount::Calendar, (first, last));
            let got = calendar.notice_end(day("2019-12-13"), &rule);
            assert_eq!(got, Ok(day(end)), "{first} {last}");
        }
    }

    #[test]
    fn a_notice_of_five_working_days_waits_for_the_holiday_to_pass() {
        let calendar = WorkCalendar::state_council();
        let rule = notice(5, DayCount::Working, (true, true));
        let ends = [
            ("2026-02-13", "2026-02-26"), // Friday, worked Saturday, nine days off
            ("2026-02-15", "2026-02-28"), // begun on a day off, ends on a worked Saturday
            ("2026-09-28", "2026-10-09"), // three days before the National Day
        ];
        for (first, end) in ends {
            assert_eq!(calendar.notice_end(day(first), &rule), Ok(day(end)));
        }
    }

    #[test]
    fn working_limits_pass_over_days_off_and_calendar_limits_do_not() {
        let calendar = WorkCalendar::state_council();
        let from = day("2025-09-30");
        let working = calendar.limit_end(from, DayLimit::working(5));
        assert_eq!(working, Ok(day("2025-10-14")));
        let plain = calendar.limit_end(from, DayLimit::calendar(5));
        assert_eq!(plain, Ok(day("2025-10-05")));
        let used = calendar.days_used(from, day("2025-10-14"), DayCount::Working);
        assert_eq!(used, Ok(5));
        let used = calendar.days_used(from, day("2025-10-14"), DayCount::Calendar);
        assert_eq!(used, Ok(14));
    }

    #[test]
    fn counting_days_back_and_forth_agrees_with_adding_them() {
        let calendar = WorkCalendar::state_council();
        for n in [0, 1, 5, 30, 250] {
            let from = day("2024-12-30");
            let to = calendar.add_working_days(from, n).unwrap();
            let between = calendar.working_days_between(from, to);
            assert_eq!(between, Ok(i64::from(n)));
            // Both ends are working days, so the way back is as long.
            let back = calendar.working_days_between(to, from);
            assert_eq!(back, Ok(-i64::from(n)));
        }
    }

    #[test]
    fn a_year_that_is_not_known_is_said_to_be_missing() {
        let calendar = WorkCalendar::state_council();
        let missing = |year| Err(MissingYear { year });
        assert_eq!(calendar.is_workday(day("2027-01-02")), missing(2027));
        assert_eq!(calendar.is_workday(day("2018-12-31")), missing(2018));
        let over = calendar.add_working_days(day("2026-12-30"), 2);
        assert_eq!(over, missing(2027).map(|_: bool| day("2027-01-01")));
        let inside = calendar.add_working_days(day("2026-12-30"), 1);
        assert_eq!(inside, Ok(day("2026-12-31")));
        let plain = calendar.limit_end(day("2026-12-30"), DayLimit::calendar(7));
        assert_eq!(plain, Ok(day("2027-01-06")), "needs no arrangement");
    }

    #[test]
    fn the_next_years_arrangement_may_move_last_days_of_this_one() {
        let mut calendar = WorkCalendar::state_council();
        let sunday = day("2026-12-27");
        assert_eq!(calendar.is_workday(sunday), Ok(false));
        calendar.take([HolidayYear {
            year: 2027,
            holidays: Vec::new(),
            workdays: vec![sunday],
            source: String::new(),
        }]);
        assert_eq!(calendar.is_workday(sunday), Ok(true));
    }
}
