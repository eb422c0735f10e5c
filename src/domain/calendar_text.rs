//! Holiday arrangements of later years as plain text: one date or span a line, with 休 or 班.
//!
//! ```text
//! 来源：国务院办公厅关于2027年部分节假日安排的通知
//! 2027-01-01至2027-01-03 休
//! 2027-01-09 班
//! 2027年10月1日至7日 休
//! ```
//! Empty lines and lines that begin with `#` are passed over. A year is taken only when it looks whole.

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::{Datelike as _, NaiveDate};

use super::{
    calendar::{HolidaySpan, HolidayYear},
    numerals::narrow_text,
};

/// No arrangement has had more days off in a row than this, so a longer span is a slip of the pen.
const LONGEST_SPAN: i64 = 16;

/// Why a text or a year is no holiday arrangement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// There is no day in it at all.
    #[error("no day is named")]
    Empty,
    /// A line is not a date or span with 休 or 班.
    #[error("line {line} cannot be read")]
    Line {
        /// Counted from 1.
        line: usize,
        /// The line as it stands.
        text: String,
    },
    /// A line names a day that another one named before.
    #[error("line {line} names {date} again")]
    Twice {
        /// Counted from 1.
        line: usize,
        /// The day.
        date: NaiveDate,
    },
    /// A span ends before it starts.
    #[error("a span that starts on {date} ends before")]
    EndBeforeStart {
        /// The first day of the span.
        date: NaiveDate,
    },
    /// A span is longer than any arrangement ever was.
    #[error("line {line} has a span of {days} days")]
    SpanTooLong {
        /// Counted from 1.
        line: usize,
        /// How many days it has.
        days: i64,
    },
    /// A day to be worked is none of a weekend.
    #[error("{date} is no weekend day, so it is worked anyway")]
    NoWeekend {
        /// The day.
        date: NaiveDate,
    },
    /// A day is both off and worked.
    #[error("{date} is both off and worked")]
    OffAndWorked {
        /// The day.
        date: NaiveDate,
    },
    /// A day that is off in every year is not off here, so the year cannot be whole.
    #[error("{year} is not whole: {month}-{day} is not off")]
    YearNotWhole {
        /// The year.
        year: i32,
        /// The month of the day that is wanting.
        month: u32,
        /// The day that is wanting.
        day: u32,
    },
}

#[derive(Default)]
struct Draft {
    holidays: Vec<HolidaySpan>,
    workdays: Vec<NaiveDate>,
}

/// Reads whole years from the plain text form.
#[doc(alias = "导入放假安排")]
pub fn import_years(text: &str) -> Result<Vec<HolidayYear>, CalendarFault> {
    let mut drafts = BTreeMap::<i32, Draft>::new();
    let mut seen = BTreeMap::new();
    let mut source = String::new();
    for (place, written) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = place + 1;
        let trimmed = written.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(words) = trimmed.strip_prefix("来源") {
            let words = words.trim_start_matches([':', '\u{ff1a}', ' ', '\u{3000}']);
            words.clone_into(&mut source);
            continue;
        }
        let unread = || CalendarFault::Line { line, text: written.to_owned() };
        let (is_off, span) = read_line(trimmed).ok_or_else(unread)?;
        let days = days_of(span, line)?;
        for date in &days {
            if seen.insert(*date, line).is_some() {
                return Err(CalendarFault::Twice { line, date: *date });
            }
        }
        // An arrangement says in which year it belongs by its last day: 2022-12-31 to 2023-01-02 is of 2023.
        let draft = drafts.entry(span.last.year()).or_default();
        if is_off {
            draft.holidays.push(span);
        } else {
            draft.workdays.extend(days);
        }
    }
    give_last_days_to_next_year(&mut drafts);
    if drafts.is_empty() {
        return Err(CalendarFault::Empty);
    }
    let whole = drafts.into_iter().map(|(year, mut draft)| {
        draft.holidays.sort_unstable();
        draft.workdays.sort_unstable();
        let year = HolidayYear { year, holidays: draft.holidays, workdays: draft.workdays, source: source.clone() };
        year.validate().map(|()| year)
    });
    whole.collect()
}

/// A year of which only December is named is no year of its own: the next one's arrangement reaches back.
fn give_last_days_to_next_year(drafts: &mut BTreeMap<i32, Draft>) {
    let is_december = |date: &NaiveDate| date.month() == 12;
    let years = drafts.keys().copied().collect::<Vec<_>>();
    for year in years {
        let only_december = drafts.get(&year).is_some_and(|draft| {
            draft.holidays.iter().all(|span| is_december(&span.first)) && draft.workdays.iter().all(is_december)
        });
        if only_december
            && drafts.contains_key(&(year + 1))
            && let Some(last_days) = drafts.remove(&year)
        {
            let next = drafts.entry(year + 1).or_default();
            next.holidays.extend(last_days.holidays);
            next.workdays.extend(last_days.workdays);
        }
    }
}

fn days_of(span: HolidaySpan, line: usize) -> Result<Vec<NaiveDate>, CalendarFault> {
    let HolidaySpan { first, last } = span;
    if last < first {
        return Err(CalendarFault::EndBeforeStart { date: first });
    }
    let days = last.signed_duration_since(first).num_days() + 1;
    if days > LONGEST_SPAN {
        return Err(CalendarFault::SpanTooLong { line, days });
    }
    let dates = first.iter_days().take_while(|date| *date <= last);
    Ok(dates.collect())
}

/// Whether the days are off, and which days.
fn read_line(line: &str) -> Option<(bool, HolidaySpan)> {
    let is_off = line.contains('休');
    if is_off == line.contains('班') {
        return None;
    }
    let dates = narrow_text(line).replace(['休', '班'], " ");
    let dates = dates.trim();
    let mut ends = dates.splitn(2, ['至', '到', '~', '～', '—', '–']);
    let first_text = ends.next()?;
    let (first_text, last_text) = match ends.next() {
        Some(last) => (first_text, Some(last)),
        None => match dates.split_once("..") {
            Some((first, last)) => (first, Some(last)),
            None => (first_text, None),
        },
    };
    let first = read_date(first_text, None)?;
    let last = match last_text {
        Some(text) => read_date(text.trim_start_matches(['—', '–']), Some(first))?,
        None => first,
    };
    Some((is_off, HolidaySpan { first, last }))
}

/// A date; year and month may be left out where the first day of the span gives them.
fn read_date(text: &str, after: Option<NaiveDate>) -> Option<NaiveDate> {
    let marks = ['-', '/', '.', '年', '月', '日'];
    let parts = text.split(marks).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let numbers = parts.map(|part| part.parse::<u32>().ok());
    let numbers = numbers.collect::<Option<Vec<_>>>()?;
    match (numbers.as_slice(), after) {
        ([year, month, day], _) if *year >= 1949 => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        ([month, day], Some(after)) => NaiveDate::from_ymd_opt(after.year(), *month, *day),
        ([day], Some(after)) => NaiveDate::from_ymd_opt(after.year(), after.month(), *day),
        _ => None,
    }
}

impl HolidayYear {
    /// The year in the plain text form, as [`import_years`] reads it.
    pub fn to_text(&self) -> String {
        let mut text = format!("来源：{}\n", self.source);
        let mut line = |first: &NaiveDate, last: &NaiveDate, sign: &str| {
            let written = if first == last {
                writeln!(text, "{first} {sign}")
            } else {
                writeln!(text, "{first}至{last} {sign}")
            };
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        };
        for span in &self.holidays {
            line(&span.first, &span.last, "休");
        }
        for date in &self.workdays {
            line(date, date, "班");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{calendar::WorkCalendar, holidays};

    const YEAR_2027: &str = "\
来源:某通知
# made up for this test
2027-01-01至2027-01-03 休
2027年5月1日至5日 休
休 2027/10/1..10-07

2027-10-09 班
";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_typed_in_full_width_is_the_same() {
        let wide: String = YEAR_2027
            .chars()
            .map(
                |c| if c.is_ascii_digit() || c == '-' { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c },
            )
            .collect();
        assert_eq!(import_years(&wide).unwrap(), import_years(YEAR_2027).unwrap());
    }

    #[test]
    fn a_later_year_is_read_and_then_counts() {
        let years = import_years(YEAR_2027).unwrap();
        assert_eq!(years.len(), 1);
        assert_eq!(years[0].source, "某通知");
        assert_eq!(years[0].holidays.len(), 3);
        let mut calendar = WorkCalendar::state_council();
        calendar.take(years);
        assert_eq!(calendar.is_workday(day("2027-10-07")), Ok(false));
        assert_eq!(calendar.is_workday(day("2027-10-09")), Ok(true));
        let over = calendar.add_working_days(day("2026-12-31"), 1);
        assert_eq!(over, Ok(day("2027-01-04")));
    }

    #[test]
    fn every_carried_year_survives_being_written_and_read_again() {
        for year in holidays::state_council() {
            let mut back = import_years(&year.to_text()).unwrap();
            let mut whole = year.clone();
            whole.holidays.sort_unstable();
            assert_eq!(back.pop(), Some(whole), "{}", year.year);
        }
    }

    #[test]
    fn a_last_december_day_belongs_to_the_arrangement_that_names_it() {
        let text = format!("{YEAR_2027}2026-12-27 班\n2026-12-31 休\n");
        let years = import_years(&text).unwrap();
        assert_eq!(years.len(), 1, "2026 is not replaced by two days");
        assert!(years[0].workdays.contains(&day("2026-12-27")));
        let text = YEAR_2027.replace("2027-01-01至", "2026-12-31至");
        assert_eq!(import_years(&text).unwrap().len(), 1);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for wrong in ["2027-13-01 休", "2027-06-09", "2027-06-09 休班", "六月九日 休", "06-09 休"] {
            let text = format!("{YEAR_2027}{wrong}\n");
            let line = 8;
            let text_of_line = wrong.to_owned();
            let fault = CalendarFault::Line { line, text: text_of_line };
            assert_eq!(import_years(&text), Err(fault), "{wrong}");
        }
    }

    #[test]
    fn contradictions_and_slips_are_refused() {
        let with = |more: &str| import_years(&format!("{YEAR_2027}{more}\n"));
        let date = day("2027-10-01");
        assert_eq!(with("2027-10-01 休"), Err(CalendarFault::Twice { line: 8, date }));
        let date = day("2027-06-09");
        assert_eq!(with("2027-06-09 班"), Err(CalendarFault::NoWeekend { date }));
        assert_eq!(with("2027-06-09至2027-06-07 休"), Err(CalendarFault::EndBeforeStart { date }));
        let long = CalendarFault::SpanTooLong { line: 8, days: 22 };
        assert_eq!(with("2027-06-09至30 休"), Err(long));
    }

    #[test]
    fn a_year_that_is_not_whole_is_refused() {
        assert_eq!(import_years("# nothing\n"), Err(CalendarFault::Empty));
        let fault = CalendarFault::YearNotWhole { year: 2027, month: 5, day: 1 };
        assert_eq!(import_years("2027-01-01 休"), Err(fault));
    }
}
