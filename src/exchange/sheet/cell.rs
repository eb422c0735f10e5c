//! One cell: what stands in it, and the text a person sees.

use std::{borrow::Cow, sync::Arc};

use chrono::{Datelike as _, NaiveDate};

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberForm {
    /// As it is.
    #[default]
    Plain,
    /// As a percentage.
    Percent,
    /// With leading zeros to so many digits (`007`).
    Zeros(u8),
}

/// How much of a date is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateForm {
    /// To the day.
    #[default]
    Day,
    /// Year and month only.
    Month,
}

/// An error in place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellError {
    /// `#N/A`.
    NotAvailable,
    /// `#REF!`.
    Reference,
    /// `#DIV/0!`.
    Division,
    /// `#VALUE!`.
    Value,
    /// `#NAME?`.
    Name,
    /// `#NUM!`.
    Number,
    /// `#NULL!`, or one of newer programs.
    Other,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, and numbers of more than 15 digits that were written out in full.
    Text(Arc<str>),
    /// A number.
    Number(f64, NumberForm),
    /// A number whose last digits the other program has lost: more than 15 of them.
    Lost(f64),
    /// A date; a time beside it is left out.
    Date(NaiveDate, DateForm),
    /// Yes or no.
    Flag(bool),
    /// An error in place of a value.
    Error(CellError),
}

impl CellError {
    /// Reads the code the file has.
    pub(super) fn of(code: &str) -> Self {
        match code.trim() {
            "#N/A" => Self::NotAvailable,
            "#REF!" => Self::Reference,
            "#DIV/0!" => Self::Division,
            "#VALUE!" => Self::Value,
            "#NAME?" => Self::Name,
            "#NUM!" => Self::Number,
            _ => Self::Other,
        }
    }

    /// The code as Excel shows it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAvailable => "#N/A",
            Self::Reference => "#REF!",
            Self::Division => "#DIV/0!",
            Self::Value => "#VALUE!",
            Self::Name => "#NAME?",
            Self::Number => "#NUM!",
            Self::Other => "#NULL!",
        }
    }
}

impl Cell {
    /// A text; empty text is no text.
    pub fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Arc::from(text)) }
    }

    /// True where nothing can be seen.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(..) | Self::Lost(_) | Self::Date(..) | Self::Flag(_) | Self::Error(_) => false,
        }
    }

    /// The text a person sees, blanks at both ends left out; dates in the words of a plan (2019年12月31日).
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => trimmed(text),
            Self::Number(value, form) => Cow::Owned(number_text(*value, *form)),
            Self::Lost(value) => Cow::Owned(number_text(*value, NumberForm::Plain)),
            Self::Date(date, form) => Cow::Owned(date_words(*date, *form)),
            Self::Flag(true) => Cow::Borrowed("是"),
            Self::Flag(false) => Cow::Borrowed("否"),
            Self::Error(error) => Cow::Borrowed(error.code()),
        }
    }
}

/// Without blanks at the ends and with plain line breaks.
fn trimmed(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// A date in the words of a plan.
pub fn date_words(date: NaiveDate, form: DateForm) -> String {
    match form {
        DateForm::Day => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        DateForm::Month => format!("{}年{}月", date.year(), date.month()),
    }
}

fn number_text(value: f64, form: NumberForm) -> String {
    let plain = |value: f64| {
        // What binary cannot hold exactly is shown as it was typed: 0.1 + 0.2 is 0.3 to 15 digits.
        let digits = format!("{value:.14e}").parse().unwrap_or(value);
        if digits.abs() < 1e21 { format!("{digits}") } else { format!("{digits:e}") }
    };
    match form {
        NumberForm::Percent => format!("{}%", plain(value * 100.0)),
        NumberForm::Zeros(digits) if value >= 0.0 && value.fract() == 0.0 => {
            let digits = usize::from(digits);
            format!("{value:0digits$}")
        }
        NumberForm::Plain | NumberForm::Zeros(_) => plain(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_person_sees_them() {
        let shown = |value, form| Cell::Number(value, form).text().into_owned();
        assert_eq!(shown(3.0, NumberForm::Plain), "3", "no decimals of its own");
        assert_eq!(shown(0.1 + 0.2, NumberForm::Plain), "0.3", "not 0.30000000000000004");
        assert_eq!(shown(0.955, NumberForm::Percent), "95.5%");
        assert_eq!(shown(7.0, NumberForm::Zeros(3)), "007");
        assert_eq!(Cell::of_text(" 甲\r\n乙 \n").text(), "甲\n乙");
        let day = NaiveDate::from_ymd_opt(2019, 12, 31).expect("a day");
        assert_eq!(Cell::Date(day, DateForm::Day).text(), "2019年12月31日");
        assert_eq!(Cell::Date(day, DateForm::Month).text(), "2019年12月");
    }
}
