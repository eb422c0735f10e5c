//! The hidden sheet that tells what the workbook is of, and the properties of the file.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::exchange::form::{FormBook, FormTable, marks, words};

use super::sheet::Places;

/// Title and day; the clock of the computer does not come in, so that the same ledger gives the same file.
pub(super) fn properties(book: &FormBook<'_>) -> DocProperties {
    let title = book.tables.first().map_or(book.ledger_title.as_str(), |table| table.title.as_str());
    let properties = DocProperties::new().set_title(title);
    let day = chrono::Datelike::year(&book.today);
    let date = u16::try_from(day).ok().and_then(|year| {
        let (month, day) = (chrono::Datelike::month(&book.today), chrono::Datelike::day(&book.today));
        ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    });
    match date {
        Some(date) => properties.set_creation_datetime(&date),
        None => properties,
    }
}

/// Adds the sheet, very hidden: Excel's own list of hidden sheets does not name it.
pub(super) fn add_sheet(workbook: &mut Workbook, book: &FormBook<'_>) -> Result<(), XlsxError> {
    let Some(table) = book.tables.first() else {
        return Ok(());
    };
    let sheet = workbook.add_worksheet();
    sheet.set_name(marks::ABOUT_SHEET)?;
    sheet.set_very_hidden(true);
    let mut lines = Lines { sheet, next: 0, text: Format::new().set_num_format("@") };
    let places = Places::of(table);
    lines.put(marks::VERSION_KEY, marks::ABOUT_VERSION, "")?;
    lines.put(marks::LEDGER_KEY, &book.ledger.to_string(), "")?;
    lines.put(marks::TITLE_KEY, &book.ledger_title, "")?;
    lines.put(marks::FORM_KEY, book.form, "")?;
    lines.put(marks::DATE_KEY, &words::day(book.today), "")?;
    lines.put(marks::PUBLIC_KEY, if book.public { marks::YES } else { marks::NO }, "")?;
    lines.put(marks::HEAD_ROW_KEY, &(places.head + 1).to_string(), "")?;
    lines.put(marks::DATA_ROW_KEY, &(places.data + 1).to_string(), "")?;
    for (head, name) in heads(table) {
        lines.put(marks::COLUMN_KEY, &head, name)?;
    }
    Ok(())
}

/// The heads from left to right, two levels joined by a stroke, each with its machine name.
fn heads(table: &FormTable<'_>) -> Vec<(String, &'static str)> {
    let head = |column: &crate::exchange::form::FormColumn| match column.above.as_str() {
        "" => column.head.clone(),
        above => format!("{above}/{}", column.head),
    };
    let mut all: Vec<_> = table.columns.iter().map(|column| (head(column), column.name)).collect();
    if table.has_ids {
        all.push((marks::ID_HEAD.to_owned(), marks::ID_NAME));
    }
    all
}

struct Lines<'a> {
    sheet: &'a mut Worksheet,
    next: u32,
    text: Format,
}

impl Lines<'_> {
    fn put(&mut self, key: &str, value: &str, more: &str) -> Result<(), XlsxError> {
        for (at, words) in (0..).zip([key, value, more]) {
            self.sheet.write_string_with_format(self.next, at, words, &self.text)?;
        }
        self.next += 1;
        Ok(())
    }
}
