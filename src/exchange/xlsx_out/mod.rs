//! Writes the tables of a form as a workbook: title, unit and date line, heads of one or two lines, borders, frozen panes,
//! filters, paper, repeated heads, page numbers, footnotes, charts, and the hidden marks by which it is read again.
//!
//! Small tables go through `rust_xlsxwriter` whole. A table of many rows is written by it with its first row only;
//! `stream` then puts all rows in, made and packed in pieces on all cores.

mod about;
mod charts;
mod looks;
mod sheet;
mod stream;
#[cfg(test)]
mod tests;
mod text;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::form::{FormBook, FormTable};

/// A table of more rows is streamed: the writer would hold every cell of it. Tests stream sooner, for their time's sake.
const STREAMED: usize = if cfg!(test) { 1_500 } else { 20_000 };

/// A workbook as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbooked {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// So many cells were too long and were cut.
    pub cut: usize,
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum XlsxFault {
    /// It was stopped.
    #[error("stopped")]
    Stopped,
    /// More rows than a sheet has.
    #[error("the table has {0} rows; a sheet holds 1,048,576")]
    TooManyRows(usize),
    /// The writing crate refused.
    #[error("{0}")]
    Writer(#[from] XlsxError),
    /// The package could not be put together.
    #[error("{0}")]
    Package(String),
}

/// Says how many rows of how many are done; false stops.
pub type Goes<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// Rows a sheet has (Excel's own limit), less room for title, heads and notes.
const MOST_ROWS: usize = 1_048_576 - 64;

/// Writes a form.
pub fn write(book: &FormBook<'_>, goes: Goes<'_>) -> Result<Workbooked, XlsxFault> {
    if let Some(table) = book.tables.iter().find(|table| table.rows.len() > MOST_ROWS) {
        return Err(XlsxFault::TooManyRows(table.rows.len()));
    }
    let all = book.n_rows();
    let mut workbook = Workbook::new();
    workbook.set_properties(&about::properties(book));
    let looks = looks::Looks::new();
    let (mut done, mut cut) = (0, 0);
    for table in &book.tables {
        let streamed = is_streamed(table);
        let sheet = workbook.add_worksheet();
        cut += sheet::write(sheet, table, &looks, &mut |rows| streamed || goes(done + rows, all))?;
        done += table.rows.len();
    }
    about::add_sheet(&mut workbook, book)?;
    let bytes = workbook.save_to_buffer()?;
    let filled = stream::fill(&bytes, book, goes)?;
    if goes(all, all) { Ok(Workbooked { cut: cut + filled.cut, ..filled }) } else { Err(XlsxFault::Stopped) }
}

fn is_streamed(table: &FormTable<'_>) -> bool {
    table.rows.len() > STREAMED
}
