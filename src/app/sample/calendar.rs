//! The days of the sample, counted from its day, and the words plans use for them.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use crate::domain::{deadline::Deadline, deadline_words::read_deadline};

use super::entry::Due;

/// The day so many days from today; negative: before it.
pub(super) fn from_today(today: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let day = if days < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) };
    day.unwrap_or(today)
}

/// The day so many days ago; offices do not sign at week-ends, so the Friday before.
pub(super) fn office_day(today: NaiveDate, ago: i64) -> NaiveDate {
    let day = from_today(today, -ago);
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 0,
    };
    from_today(day, -back)
}

/// A day of the month so many months from that of `today`.
pub(super) fn month_from(today: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let first = today.with_day(1).unwrap_or(today);
    let day = if months < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) };
    day.unwrap_or(first)
}

/// The deadline as the plan words it, read as the plan reader reads it.
pub(super) fn deadline(due: Due, today: NaiveDate) -> Deadline {
    let day = |days| {
        let day = from_today(today, days);
        format!("{}年{}月{}日前", day.year(), day.month(), day.day())
    };
    let month = |months| {
        let day = month_from(today, months);
        format!("{}年{}月底前", day.year(), day.month())
    };
    let words = match due {
        Due::Day(days) => day(days),
        Due::MonthEnd(months) => month(months),
        Due::YearEnd(years) => format!("{}年底前", today.year() + years),
        Due::YearEndStanding(years) => format!("{}年底前，并长期坚持", today.year() + years),
        Due::DayStanding(days) => format!("{}，并长期坚持", day(days)),
        Due::Standing => "长期坚持".to_owned(),
        Due::AtOnce(days) => format!("立行立改，{}", day(days)),
        Due::Soft(months) => format!("力争{}", month(months)),
        Due::FloodSeason => format!("{}年汛期前", today.year() + 1),
        Due::Within(months) => format!("{months}个月内"),
        Due::From(months) => {
            let day = month_from(today, months);
            format!("自{}年{}月1日起", day.year(), day.month())
        }
        Due::Silent => return Deadline::default(),
    };
    read_deadline(&words, None)
}
