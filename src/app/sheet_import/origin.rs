//! What a workbook says of itself: whether this program wrote it, from which ledger, and what its columns are.

use crate::{
    domain::{LedgerId, record::Month},
    exchange::{
        columns::TableKind,
        sheet::{Sheet, Workbook},
    },
};

/// The hidden sheet in which the program says what it wrote.
pub const ABOUT_SHEET: &str = "_整改台账";

/// What a workbook says of itself; empty where another program wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The ledger it was written from.
    pub ledger: Option<LedgerId>,
    /// The name of that ledger.
    pub title: String,
    /// The form.
    pub form: String,
    /// It is a public edition, in which fields are missing.
    pub public: bool,
    /// What its rows are.
    pub kind: Option<TableKind>,
    /// The heads with the names of their columns; empty names are no fields.
    pub heads: Vec<(String, String)>,
    /// The month a sheet to be filled in asks for.
    pub month: Option<Month>,
    /// The unit a sheet to be filled in was made for.
    pub unit: String,
}

impl Origin {
    /// Reads the hidden sheet.
    pub fn of(book: &Workbook) -> Self {
        book.sheet(ABOUT_SHEET).map(Self::read).unwrap_or_default()
    }

    fn read(about: &Sheet) -> Self {
        let mut origin = Self::default();
        for row in 0..about.rows.len() {
            let cell = |column| about.cell(row, column).text().into_owned();
            match cell(0).as_str() {
                "台账标识" => origin.ledger = cell(1).parse().ok(),
                "台账名称" => origin.title = cell(1),
                "表" => origin.form = cell(1),
                "公开版" => origin.public = cell(1) == "是",
                "月份" => origin.month = read_month(&cell(1)),
                "单位" => origin.unit = cell(1),
                "列" => origin.heads.push((cell(1).split_whitespace().collect(), cell(2))),
                _ => {}
            }
        }
        let complaints = origin.form == "complaints";
        origin.kind = origin.ledger.map(|_| if complaints { TableKind::Complaints } else { TableKind::Issues });
        origin
    }

    /// Whether this program wrote it.
    pub fn is_own(&self) -> bool {
        self.ledger.is_some()
    }

    /// Whether it is a sheet that a unit has filled in.
    pub fn is_report(&self) -> bool {
        self.form == super::REPORT_FORM
    }
}

/// Reads a month: 2026年9月, 2026-09, 2026.9.
pub fn read_month(text: &str) -> Option<Month> {
    let narrow = crate::domain::numerals::narrow_text(text);
    let mut numbers = narrow.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, month) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    let plausible = (1990..=2200).contains(&year) && (1..=12).contains(&month);
    plausible.then_some(Month { year, month })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_write_them() {
        let september = Some(Month { year: 2026, month: 9 });
        for text in ["2026年9月", "2026-09", "2026.9", "２０２６年９月份", "2026年9月30日"] {
            assert_eq!(read_month(text), september, "{text}");
        }
        assert_eq!(read_month("9月"), None, "no year");
    }
}
