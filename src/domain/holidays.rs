//! The State Council holiday arrangements carried as data, year by year.
//!
//! Taken from `chinesecalendar` 1.11.0 and compared day by day with `holidays` 0.109 (country CN), which is made
//! independently from the notices in the State Council gazette: both give the same working days for every day of
//! 2019–2026, so no year had to be left out. `chinese-days` 1.5.7 agrees as well, but is made after the first.
//! Two years were changed after their first notice, and both sources have the change:
//! - 2019: four days around 1 May with 28 April and 5 May worked;
//! - 2020: the Spring Festival prolonged to 2 February. Single provinces began work later; that is not in the data.

use chrono::NaiveDate;

use super::calendar::{HolidaySpan, HolidayYear};

/// Month and day of a span's first and last day.
type Span = (u32, u32, u32, u32);

struct Arrangement {
    year: i32,
    off: &'static [Span],
    worked: &'static [(u32, u32)],
    source: &'static str,
}

#[rustfmt::skip]
const ARRANGEMENTS: [Arrangement; 8] = [
    Arrangement {
        year: 2019,
        off: &[(1, 1, 1, 1), (2, 4, 2, 10), (4, 5, 4, 7), (5, 1, 5, 4), (6, 7, 6, 9), (9, 13, 9, 15), (10, 1, 10, 7)],
        worked: &[(2, 2), (2, 3), (4, 28), (5, 5), (9, 29), (10, 12)],
        source: "国务院办公厅关于2019年部分节假日安排的通知；关于调整2019年劳动节假期安排的通知",
    },
    Arrangement {
        year: 2020,
        off: &[(1, 1, 1, 1), (1, 24, 2, 2), (4, 4, 4, 6), (5, 1, 5, 5), (6, 25, 6, 27), (10, 1, 10, 8)],
        worked: &[(1, 19), (4, 26), (5, 9), (6, 28), (9, 27), (10, 10)],
        source: "国务院办公厅关于2020年部分节假日安排的通知；关于延长2020年春节假期的通知",
    },
    Arrangement {
        year: 2021,
        off: &[(1, 1, 1, 3), (2, 11, 2, 17), (4, 3, 4, 5), (5, 1, 5, 5), (6, 12, 6, 14), (9, 19, 9, 21), (10, 1, 10, 7)],
        worked: &[(2, 7), (2, 20), (4, 25), (5, 8), (9, 18), (9, 26), (10, 9)],
        source: "国务院办公厅关于2021年部分节假日安排的通知",
    },
    Arrangement {
        year: 2022,
        off: &[(1, 1, 1, 3), (1, 31, 2, 6), (4, 3, 4, 5), (4, 30, 5, 4), (6, 3, 6, 5), (9, 10, 9, 12), (10, 1, 10, 7), (12, 31, 12, 31)],
        worked: &[(1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9)],
        source: "国务院办公厅关于2022年部分节假日安排的通知；关于2023年部分节假日安排的通知（12月31日）",
    },
    Arrangement {
        year: 2023,
        off: &[(1, 1, 1, 2), (1, 21, 1, 27), (4, 5, 4, 5), (4, 29, 5, 3), (6, 22, 6, 24), (9, 29, 10, 6)],
        worked: &[(1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8)],
        source: "国务院办公厅关于2023年部分节假日安排的通知",
    },
    Arrangement {
        year: 2024,
        off: &[(1, 1, 1, 1), (2, 10, 2, 17), (4, 4, 4, 6), (5, 1, 5, 5), (6, 10, 6, 10), (9, 15, 9, 17), (10, 1, 10, 7)],
        worked: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
        source: "国务院办公厅关于2024年部分节假日安排的通知",
    },
    Arrangement {
        year: 2025,
        off: &[(1, 1, 1, 1), (1, 28, 2, 4), (4, 4, 4, 6), (5, 1, 5, 5), (5, 31, 6, 2), (10, 1, 10, 8)],
        worked: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
        source: "国务院办公厅关于2025年部分节假日安排的通知",
    },
    Arrangement {
        year: 2026,
        off: &[(1, 1, 1, 3), (2, 15, 2, 23), (4, 4, 4, 6), (5, 1, 5, 5), (6, 19, 6, 21), (9, 25, 9, 27), (10, 1, 10, 7)],
        worked: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
        source: "国务院办公厅关于2026年部分节假日安排的通知",
    },
];

/// The arrangements of 2019–2026.
pub fn state_council() -> Vec<HolidayYear> {
    ARRANGEMENTS.iter().map(holiday_year).collect()
}

fn holiday_year(it: &Arrangement) -> HolidayYear {
    let date = |month, day| NaiveDate::from_ymd_opt(it.year, month, day);
    let span = |&(month, first, to_month, last): &Span| {
        let (first, last) = (date(month, first)?, date(to_month, last)?);
        Some(HolidaySpan { first, last })
    };
    HolidayYear {
        year: it.year,
        holidays: it.off.iter().filter_map(span).collect(),
        workdays: it.worked.iter().filter_map(|d| date(d.0, d.1)).collect(),
        source: it.source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::WorkCalendar;

    #[test]
    fn every_date_of_the_tables_exists_and_every_year_is_whole() {
        for (row, year) in ARRANGEMENTS.iter().zip(state_council()) {
            assert_eq!(year.holidays.len(), row.off.len(), "{}", row.year);
            assert_eq!(year.workdays.len(), row.worked.len(), "{}", row.year);
            assert_eq!(year.validate(), Ok(()), "{}", row.year);
        }
    }

    #[test]
    fn each_year_has_as_many_working_days_as_both_sources_give() {
        let calendar = WorkCalendar::state_council();
        let counts =
            [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)];
        for (year, count) in counts {
            let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days();
            let days = days.take_while(|day| *day <= NaiveDate::from_ymd_opt(year, 12, 31).unwrap());
            let worked = days.filter(|day| calendar.is_workday(*day).unwrap());
            assert_eq!(worked.count(), count, "{year}");
        }
    }

    #[test]
    fn known_days_of_every_year_are_as_arranged() {
        let calendar = WorkCalendar::state_council();
        let known = [
            ("2019-02-04", false),
            ("2019-05-03", false),
            ("2019-05-05", true),
            ("2020-01-31", false),
            ("2020-02-03", true),
            ("2020-10-08", false),
            ("2021-02-20", true),
            ("2021-09-20", false),
            ("2022-01-30", true),
            ("2022-10-08", true),
            ("2023-06-25", true),
            ("2023-10-06", false),
            ("2024-02-09", true),
            ("2024-02-18", true),
            ("2025-01-28", false),
            ("2025-05-02", false),
            ("2025-10-11", true),
            ("2026-02-14", true),
            ("2026-02-17", false),
            ("2026-02-23", false),
            ("2026-02-28", true),
            ("2026-03-01", false),
            ("2026-03-02", true),
        ];
        for (day, works) in known {
            assert_eq!(calendar.is_workday(day.parse().unwrap()), Ok(works), "{day}");
        }
    }
}
