//! Puts the rows of a long table into a workbook that was written with one row of each kind only.
//!
//! ```text
//! the written sheet:  … <row>samples</row> <row>notes</row> …
//!                        ^ out, and in their place: pieces of rows, made on all cores, packed as they come
//! ```
//! **Invariant:** never more than a few thousand rows are in memory at once.

use std::io::{Cursor, Read as _, Write as _};

use chrono::NaiveDate;
use rayon::prelude::*;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::exchange::form::{ColumnKind, FormBook, FormCell, FormTable, RowKind, words};

use super::{
    Goes, Workbooked, XlsxFault,
    sheet::{Places, height, id_of, shown_as},
    text::to_sheet,
};

/// The rows the written sheet has in place of all.
pub(super) const SAMPLES: [RowKind; 3] = [RowKind::Data, RowKind::Group, RowKind::Sum];

/// The kinds of columns in the order of the sample's cells; the hidden format follows.
pub(super) const KINDS: [ColumnKind; 6] =
    [ColumnKind::Text, ColumnKind::Short, ColumnKind::Number, ColumnKind::Date, ColumnKind::Percent, ColumnKind::Money];

/// Rows made and packed at once, by each core.
const PIECE: usize = 512;

/// Packing more tightly takes twice the time for a tenth of the size.
const PACKED: i64 = 3;

/// The numbers of the formats, by kind of row and of column, and the hidden one.
struct Styles {
    cells: [[u32; 6]; 3],
    hidden: u32,
}

impl Styles {
    fn of(&self, row: RowKind, column: ColumnKind) -> u32 {
        let kinds = match row {
            RowKind::Data => self.cells.first(),
            RowKind::Group => self.cells.get(1),
            RowKind::Sum => self.cells.get(2),
        };
        let at = KINDS.iter().position(|kind| *kind == column);
        kinds.zip(at).and_then(|(kinds, at)| kinds.get(at)).copied().unwrap_or_default()
    }
}

fn broken(why: &str) -> XlsxFault {
    XlsxFault::Package(why.to_owned())
}

fn package(error: impl std::fmt::Display) -> XlsxFault {
    XlsxFault::Package(error.to_string())
}

/// Fills the tables that were written with samples only; lets the rows of all grow when somebody types into them.
pub(super) fn fill(written: &[u8], book: &FormBook<'_>, goes: Goes<'_>) -> Result<Workbooked, XlsxFault> {
    let names: Vec<String> = (1..=book.tables.len()).map(|n| format!("xl/worksheets/sheet{n}.xml")).collect();
    let mut archive = ZipArchive::new(Cursor::new(written)).map_err(package)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut cut = 0;
    for entry in 0..archive.len() {
        let mut file = archive.by_index(entry).map_err(package)?;
        let at = names.iter().position(|name| file.name().is_ok_and(|is| is == *name));
        let Some((name, table)) = at.and_then(|at| names.get(at).zip(book.tables.get(at))) else {
            out.raw_copy_file(file).map_err(package)?;
            continue;
        };
        let mut xml = String::new();
        file.read_to_string(&mut xml).map_err(package)?;
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(PACKED))
            .last_modified_time(file.last_modified().unwrap_or_default());
        out.start_file(&**name, options).map_err(package)?;
        if super::is_streamed(table) {
            cut += sheet(&mut out, &xml, table, goes)?;
        } else {
            // Without the mark a row keeps its height until its words change, and is then made to fit.
            out.write_all(xml.replace(" customHeight=\"1\"", "").as_bytes()).map_err(package)?;
        }
    }
    let bytes = out.finish().map_err(package)?.into_inner();
    Ok(Workbooked { bytes, cut })
}

fn sheet(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    xml: &str,
    table: &FormTable<'_>,
    goes: Goes<'_>,
) -> Result<usize, XlsxFault> {
    let places = Places::of(table);
    let start = row_start(xml, places.data).ok_or_else(|| broken("the first row is not where it was written"))?;
    let (mut end, mut cells) = (start, [[0; 6]; 3]);
    let mut hidden = 0;
    for kinds in &mut cells {
        let rest = xml.get(end..).unwrap_or_default();
        let length = rest.find("</row>").ok_or_else(|| broken("a sample row does not end"))? + "</row>".len();
        let mut styles = styles_of(rest.get(..length).unwrap_or_default());
        for style in kinds.iter_mut() {
            *style = styles.next().unwrap_or_default();
        }
        hidden = styles.next().unwrap_or_default();
        end += length;
    }
    let styles = Styles { cells, hidden };
    out.write_all(xml.get(..start).unwrap_or_default().as_bytes()).map_err(package)?;
    let (n, mut cut) = (table.rows.len(), 0);
    let letters: Vec<String> = (0..=table.columns.len()).map(letters).collect();
    let step = PIECE * rayon::current_num_threads().max(1);
    for from in (0..n).step_by(step) {
        let pieces: Vec<usize> = (from..(from + step).min(n)).step_by(PIECE).collect();
        let made: Vec<(String, usize)> =
            pieces.into_par_iter().map(|from| piece(table, &styles, &letters, from..(from + PIECE).min(n))).collect();
        for (text, cuts) in made {
            out.write_all(text.as_bytes()).map_err(package)?;
            cut += cuts;
        }
        if !goes((from + step).min(n), n) {
            return Err(XlsxFault::Stopped);
        }
    }
    out.write_all(xml.get(end..).unwrap_or_default().as_bytes()).map_err(package)?;
    Ok(cut)
}

/// Where the row of a place, counted from zero, begins.
fn row_start(xml: &str, row: u32) -> Option<usize> {
    xml.find(&format!("<row r=\"{}\"", row + 1))
}

/// The numbers of the formats of the cells of a row, from left to right.
fn styles_of(row: &str) -> impl Iterator<Item = u32> {
    row.split("<c ").skip(1).map(|cell| {
        let style = cell.split_once(" s=\"").and_then(|(_, rest)| rest.split_once('"'));
        style.and_then(|(number, _)| number.parse().ok()).unwrap_or_default()
    })
}

/// The letters of a column counted from zero: A, …, Z, AA.
fn letters(mut column: usize) -> String {
    let mut back = Vec::new();
    loop {
        back.push(b'A' + (column % 26) as u8);
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    back.iter().rev().map(|byte| char::from(*byte)).collect()
}

fn piece(table: &FormTable<'_>, styles: &Styles, letters: &[String], rows: std::ops::Range<usize>) -> (String, usize) {
    let mut out = String::with_capacity(rows.len() * 2_000);
    let first = Places::of(table).data as usize + 1;
    let mut cut = 0;
    for at in rows {
        let row = table.rows.row(at);
        let number = (first + at).to_string();
        let height = format!("{:.1}", height(table, &row));
        put(&mut out, &["<row r=\"", &number, "\" ht=\"", &height, "\">"]);
        for ((n, column), letters) in table.columns.iter().enumerate().zip(letters) {
            let cell = row.cells.get(n).unwrap_or(&FormCell::Empty);
            let style = styles.of(row.kind, shown_as(column.kind, cell)).to_string();
            put(&mut out, &["<c r=\"", letters, &number, "\" s=\"", &style, "\""]);
            put_cell(&mut out, cell);
            cut += usize::from(cell.is_cut());
        }
        if let Some(letters) = letters.get(table.columns.len()).filter(|_| table.has_ids) {
            put(&mut out, &["<c r=\"", letters, &number, "\" s=\"", &styles.hidden.to_string(), "\""]);
            put_text(&mut out, id_of(&row));
        }
        out.push_str("</row>");
    }
    (out, cut)
}

fn put(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

fn put_cell(out: &mut String, cell: &FormCell) {
    match cell {
        FormCell::Empty => out.push_str("/>"),
        FormCell::Text(text) => put_text(out, text),
        FormCell::Number(number) => put(out, &["><v>", &number.to_string(), "</v></c>"]),
        FormCell::Percent(share) => put(out, &["><v>", &share.to_string(), "</v></c>"]),
        FormCell::Money(fen) => put(out, &["><v>", &words::money(*fen), "</v></c>"]),
        FormCell::Date(day) => match serial(*day) {
            Some(days) => put(out, &["><v>", &days.to_string(), "</v></c>"]),
            None => put_text(out, &words::day(*day)),
        },
    }
}

fn put_text(out: &mut String, text: &str) {
    out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    let text = to_sheet(text);
    let mut rest: &str = &text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = special.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some(_) => "&gt;",
            None => "",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push_str("</t></is></c>");
}

/// A day as the format counts days, with the 29 February 1900 that it believes in; none before 1900.
fn serial(day: NaiveDate) -> Option<i64> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1)?;
    let leap = NaiveDate::from_ymd_opt(1900, 3, 1)?;
    let days = (day - first).num_days();
    (days >= 0).then_some(days + 1 + i64::from(day >= leap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_and_days_counted_as_the_format_does() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        let day = |text: &str| serial(text.parse().unwrap());
        assert_eq!(day("1900-01-01"), Some(1));
        assert_eq!(day("1900-02-28"), Some(59));
        assert_eq!(day("1900-03-01"), Some(61), "Excel believes in 29 February 1900");
        assert_eq!(day("2026-09-18"), Some(46_283));
        assert_eq!(day("1899-12-31"), None);
    }
}
