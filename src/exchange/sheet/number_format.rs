//! What the number formats of a workbook mean, and what a number is under one.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use super::{Cell, DateForm, NumberForm};

/// What a format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    #[default]
    Plain,
    Percent,
    Zeros(u8),
    Date(DateForm),
    Time,
}

/// The meaning of one of the formats that need no code, by its number.
pub(super) fn built_in(id: u32) -> Meaning {
    match id {
        9 | 10 => Meaning::Percent,
        17 | 27 | 57 => Meaning::Date(if id == 27 { DateForm::Day } else { DateForm::Month }),
        14..=16 | 22 | 28..=31 | 36 | 50..=54 | 58 => Meaning::Date(DateForm::Day),
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => Meaning::Time,
        _ => Meaning::Plain,
    }
}

/// The meaning of a format by its code: `yyyy"年"m"月"`, `0.0%`, `000`.
pub(super) fn of_code(code: &str) -> Meaning {
    let first = code.split(';').next().unwrap_or_default();
    let mut bare = String::new();
    let mut chars = first.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [h]:mm counts hours; everything else in brackets is colour, condition, locale.
                if inside.chars().all(|c| "hHmMsS".contains(c)) {
                    bare.push_str(&inside);
                }
            }
            '\\' | '_' | '*' => drop(chars.next()),
            other => bare.extend(other.to_lowercase()),
        }
    }
    let has = |letters: &str| bare.chars().any(|c| letters.contains(c));
    if bare == "general" || bare == "@" {
        Meaning::Plain
    } else if has("y") || has("d") {
        Meaning::Date(if has("d") { DateForm::Day } else { DateForm::Month })
    } else if has("hs") {
        Meaning::Time
    } else if bare.contains('%') {
        Meaning::Percent
    } else if bare.len() > 1 && bare.chars().all(|c| c == '0') {
        Meaning::Zeros(u8::try_from(bare.len()).unwrap_or(u8::MAX))
    } else {
        Meaning::Plain
    }
}

/// The cell a written number is under a format. `raw` is the number as the file has it.
pub(super) fn number_cell(raw: &str, meaning: Meaning, from_1904: bool) -> Cell {
    let raw = raw.trim();
    let Ok(value) = raw.parse::<f64>() else {
        return Cell::of_text(raw);
    };
    match meaning {
        Meaning::Date(form) => {
            date_of_serial(value, from_1904).map_or(Cell::Number(value, NumberForm::Plain), |date| {
                if value < 1.0 { time_cell(value) } else { Cell::Date(date, form) }
            })
        }
        Meaning::Time => time_cell(value),
        Meaning::Percent => Cell::Number(value, NumberForm::Percent),
        Meaning::Zeros(digits) => long_number(raw, value).unwrap_or(Cell::Number(value, NumberForm::Zeros(digits))),
        Meaning::Plain => long_number(raw, value).unwrap_or(Cell::Number(value, NumberForm::Plain)),
    }
}

/// A number of more than 15 digits: its digits where the file has all of them, else it is lost.
fn long_number(raw: &str, value: f64) -> Option<Cell> {
    if value.abs() < 1e15 || !value.is_finite() {
        return None;
    }
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    // Excel keeps 15 digits and fills up with zeros: then nobody knows what stood there.
    let filled_up = digits.bytes().skip(15).all(|byte| byte == b'0');
    Some(if whole && !filled_up { Cell::Text(Arc::from(raw)) } else { Cell::Lost(value) })
}

fn time_cell(value: f64) -> Cell {
    let minutes = (value * 1440.0).round();
    if !(0.0..1e7).contains(&minutes) {
        return Cell::Number(value, NumberForm::Plain);
    }
    let minutes = minutes as u32;
    Cell::of_text(&format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// The day of a serial number; Excel's calendar of 1900 has a 29 February that never was.
pub(super) fn date_of_serial(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.trunc() as i64;
    let (year, month, day) = match (from_1904, days < 60) {
        (true, _) => (1904, 1, 1),
        (false, true) => (1899, 12, 31),
        (false, false) => (1899, 12, 30),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_signed(TimeDelta::days(days))
}

/// A day as ISO writes it, with or without a time: `2019-12-31T00:00:00`.
pub(super) fn iso_date(text: &str) -> Option<NaiveDate> {
    let day = text.trim().split(['T', ' ']).next()?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn format_codes_are_understood() {
        let cases = [
            ("yyyy\\-mm\\-dd", Meaning::Date(DateForm::Day)),
            ("yyyy\"年\"m\"月\";@", Meaning::Date(DateForm::Month)),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\"", Meaning::Date(DateForm::Day)),
            ("[h]:mm", Meaning::Time),
            ("0.0%", Meaning::Percent),
            ("000", Meaning::Zeros(3)),
            ("[Red]General", Meaning::Plain),
            ("#,##0.00\"元\"", Meaning::Plain),
            ("@", Meaning::Plain),
        ];
        for (code, meaning) in cases {
            assert_eq!(of_code(code), meaning, "{code}");
        }
    }

    #[test]
    fn serial_numbers_are_days_of_both_calendars() {
        assert_eq!(date_of_serial(43830.0, false), Some(day(2019, 12, 31)));
        assert_eq!(date_of_serial(43830.75, false), Some(day(2019, 12, 31)), "with a time");
        assert_eq!(date_of_serial(1.0, false), Some(day(1900, 1, 1)));
        assert_eq!(date_of_serial(61.0, false), Some(day(1900, 3, 1)));
        assert_eq!(date_of_serial(42368.0, true), Some(day(2019, 12, 31)), "Macintosh");
        assert_eq!(date_of_serial(-1.0, false), None);
        assert_eq!(iso_date("2019-12-31T00:00:00"), Some(day(2019, 12, 31)));
    }

    #[test]
    fn an_id_of_18_digits_keeps_them_or_is_told_as_lost() {
        let read = |raw| number_cell(raw, Meaning::Plain, false);
        assert_eq!(read("610802199001011234"), Cell::of_text("610802199001011234"), "all digits are there");
        assert!(matches!(read("610802199001011000"), Cell::Lost(_)), "Excel filled up with zeros");
        assert!(matches!(read("6.1080219900101101E+17"), Cell::Lost(_)), "written with an exponent");
        assert_eq!(read("13891234567").text(), "13891234567", "a phone number");
    }
}
