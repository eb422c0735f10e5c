//! Reads spreadsheets of every usual kind into one neutral form.
//!
//! **Invariant:** whatever the bytes are, reading ends in words or in a workbook within the limits of [`limits`].
//!
//! ```text
//! .xlsx .xlsm -> package -> xml ---\
//! .ods        -> package -> xml ----> Workbook { sheets { rows of cells, merges } }
//! .xls        -> extent -> calamine/
//! .csv .tsv   -> encoding, delimiter
//! ```

mod cell;
mod compound;
pub mod csv;
mod error;
pub mod limits;
mod number_format;
mod ods;
mod package;
mod pull;
mod room;
#[cfg(test)]
mod tests;
pub mod words;
mod xls;
mod xls_extent;
mod xls_texts;
mod xlsx;
mod xlsx_sheet;

pub use cell::{Cell, CellError, DateForm, NumberForm};
pub use csv::{CsvOptions, Encoding};
pub use error::{Excess, SheetError};

use limits::{MAX_FILE, MAX_OLD_FILE};

/// A workbook as any program may have written it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets in their order.
    pub sheets: Vec<Sheet>,
    /// How a text file was read; empty for workbooks.
    pub csv: Option<CsvOptions>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows from the first one on; a row ends with its last filled cell, the sheet with its last filled row.
    pub rows: Vec<Vec<Cell>>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Whether it is shown.
    pub hidden: bool,
    /// Rows that are not shown, counted from 0, in ascending order.
    pub hidden_rows: Vec<usize>,
    /// Columns that are not shown, counted from 0, in ascending order.
    pub hidden_columns: Vec<usize>,
}

/// A merged range; all bounds inclusive, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// Told how far reading has come, out of how much; false stops it.
pub type GoesOn<'a> = &'a dyn Fn(usize, usize) -> bool;

impl Workbook {
    /// A sheet by its name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

impl Sheet {
    /// A cell by row and column from 0.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Cell::Empty)
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The merged range a cell stands in.
    pub fn merge_at(&self, row: usize, column: usize) -> Option<Merge> {
        self.merges.iter().copied().find(|merge| merge.holds(row, column))
    }

    /// True where nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Merge {
    /// Whether a cell is part of it.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// Whether it covers several rows.
    pub fn is_tall(&self) -> bool {
        self.bottom > self.top
    }
}

/// The name of a cell as Excel has it: `C12`.
pub fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The name of a column as Excel has it: `AB`.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Whether bytes or name look like a spreadsheet rather than a document or a text.
///
/// A package is told by what is in it; a text file by its name alone.
pub fn looks_like_sheet(name: &str, bytes: &[u8]) -> bool {
    if bytes.starts_with(b"PK") {
        return package::kind_of(bytes).is_some();
    }
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let named = |endings: &[&str]| endings.contains(&ending.as_str());
    if bytes.starts_with(xls::MAGIC) { !named(&["doc", "dot", "wps"]) } else { named(&["csv", "tsv", "tab"]) }
}

/// Reads a spreadsheet, whatever its name says: packages and .xls are known by their bytes, all else is text.
///
/// # Errors
/// When it is none, is broken, wants a password, or is more than [`limits`] allow.
pub fn read_workbook(bytes: &[u8], asked: CsvOptions, goes_on: GoesOn<'_>) -> Result<Workbook, SheetError> {
    if bytes.len() > MAX_FILE {
        return Err(SheetError::TooMuch(Excess::File));
    }
    let book = if bytes.starts_with(b"PK") {
        match package::kind_of(bytes) {
            Some(package::Kind::Excel) => xlsx::read(bytes, goes_on)?,
            Some(package::Kind::OpenDocument) => ods::read(bytes, goes_on)?,
            Some(package::Kind::Binary) => return Err(SheetError::Binary),
            None => package::refuse(bytes)?,
        }
    } else if bytes.starts_with(xls::MAGIC) {
        if bytes.len() > MAX_OLD_FILE {
            return Err(SheetError::TooMuch(Excess::OldFile));
        }
        xls::read(bytes)?
    } else {
        csv::read(bytes, asked)?
    };
    if book.sheets.iter().all(Sheet::is_empty) { Err(SheetError::Empty) } else { Ok(book) }
}
