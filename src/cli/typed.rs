//! Days, months and numbers as they are typed on the command line: an input method left in full width types `２０２６－０８`.

use std::{fmt::Display, str::FromStr};

use chrono::NaiveDate;

use crate::domain::{numerals::narrow_text, record::Month};

/// A day as `2026-08-31`.
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    number(text)
}

/// A number, or whatever else is read from plain letters.
pub(super) fn number<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    narrow_text(text).trim().parse().map_err(|error: T::Err| error.to_string())
}

/// A month as `2026-08`.
pub(super) fn month(text: &str) -> Option<Month> {
    let plain = narrow_text(text);
    let (year, month) = plain.trim().split_once('-')?;
    let month = Month { year: year.parse().ok()?, month: month.parse().ok()? };
    ((1..=12).contains(&month.month) && (1990..=2200).contains(&month.year)).then_some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_method_types_in_full_width_is_read_as_well() {
        assert_eq!(day("２０２６－０８－３１"), day("2026-08-31"));
        assert!(day("2026-08-31").is_ok() && day("2026-02-30").is_err() && day("八月").is_err());
        assert_eq!((number("１０００"), number::<usize>("-1").is_err()), (Ok(1000_usize), true));
        assert_eq!(month("２０２６－０８"), Some(Month { year: 2026, month: 8 }));
        assert_eq!((month("2026-13"), month("202608")), (None, None));
    }
}
