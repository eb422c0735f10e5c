//! Our own templates, as they are written into `assets/templates`.

mod account;
mod bulletin;
mod lists;
mod sheets;

pub(super) use account::issue_account;
pub(super) use bulletin::monthly;
pub(super) use lists::{complaints, receipt};
pub(super) use sheets::{acceptance, closure_application, publicity, supervision_notice};

use super::writer::{Cell, Row, Style};

/// Four columns over the whole width: label, value, label, value.
const PAIRS: [usize; 4] = [28, 50, 28, 50];

/// A row of two labels with their values.
fn pair(first: (&str, &str), second: (&str, &str)) -> Row {
    Row::new(vec![
        Cell::new(Style::Label, first.0),
        Cell::new(Style::Cell, first.1),
        Cell::new(Style::Label, second.0),
        Cell::new(Style::Cell, second.1),
    ])
    .high(9)
}

/// A row of one label with a value over the rest of the width.
fn wide(label: &str, value: &str) -> Row {
    Row::new(vec![Cell::new(Style::Label, label), Cell::new(Style::Cell, value).over(3)]).high(9).breaking()
}

/// The same, so high that something can be written in by hand.
fn roomy(label: &str, value: &str, high: usize) -> Row {
    wide(label, value).high(high)
}

/// A head over several columns, repeated on every page.
fn heads(names: &[&str]) -> Row {
    Row::new(names.iter().map(|name| Cell::new(Style::SmallHead, name)).collect()).head()
}

/// A row that is repeated: each value with its style.
fn cells(values: &[(Style, &str)]) -> Row {
    Row::new(values.iter().map(|(style, value)| Cell::new(*style, value)).collect()).breaking()
}
