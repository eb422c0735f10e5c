//! Looks over an .xls before calamine reads it, and hands on what calamine can read in little memory.
//!
//! calamine sets aside a place for every cell between the first and the last one, gives each cell a copy of its text, and
//! writes every formula out as text; a file of some kilobytes could ask for a hundred gigabytes, or for hours.
//!
//! ```text
//! file -> stream "Workbook" -> records: extents, texts and merges counted -> too much is refused
//!                                    -> formulas and names, which nobody reads here, are emptied
//! ```
//! **Invariant:** what is handed on was itself looked over from the beginning, and nothing was left to be emptied in it.

use super::{
    compound::{book_stream, of_whole_sectors, u16_at, u32_at},
    error::{Excess, SheetError},
    limits::{MAX_CELLS, MAX_CONTINUED, MAX_MERGES, MAX_OLD_COLUMNS, MAX_OLD_ROWS, MAX_SHEETS, MAX_TEXT},
    xls_texts,
};

/// Begins the workbook, a sheet, or a chart in a sheet.
const BEGIN: u16 = 0x0809;
/// Ends what was begun.
const END: u16 = 0x000a;
/// Goes on with the record before it.
const CONTINUE: u16 = 0x003c;
/// All behind it is encrypted.
const FILE_PASS: u16 = 0x002f;
/// A sheet, and where it begins.
const BOUND_SHEET: u16 = 0x0085;
/// The table of shared texts.
const TEXTS: u16 = 0x00fc;
/// A name with its formula.
const NAME: u16 = 0x0018;
/// Which part of a sheet is in use.
const DIMENSIONS: u16 = 0x0200;
/// Cells: a number, a text, a text of several looks, a flag or an error, a short number, a shared text.
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const FLAG: u16 = 0x0205;
const SHORT: u16 = 0x027e;
const SHARED: u16 = 0x00fd;
/// Short numbers in several cells of a row.
const SHORTS: u16 = 0x00bd;
/// A formula, and its value if that is no text.
const FORMULA: u16 = 0x0006;
/// The text the formula before it came to.
const FORMULA_TEXT: u16 = 0x0207;
/// Merged ranges.
const MERGES: u16 = 0x00e5;

/// Sheets of their own are as long as the stream together; some writers name a place twice.
const MOST_OVERLAP: usize = 4;

/// A record, and where it begins in the stream.
#[derive(Clone, Copy)]
struct Record<'a> {
    at: usize,
    kind: u16,
    data: &'a [u8],
}

/// What is counted over all sheets.
#[derive(Default)]
struct Survey {
    /// The bytes of each shared text.
    texts: Vec<u32>,
    cells: usize,
    area: usize,
    text: usize,
    merges: usize,
    walked: usize,
    /// Where two bytes of the stream are to be zero.
    to_empty: Vec<usize>,
}

/// What is known of one sheet.
#[derive(Default)]
struct Extent {
    /// First and last row, first and last column.
    filled: Option<[u16; 4]>,
    /// Where the last formula stood.
    formula: (u16, u16),
}

/// Checks what reading a file would take, and returns the file without its formulas and names.
pub(super) fn check_extent(bytes: &[u8]) -> Result<Vec<u8>, SheetError> {
    let mut checked = of_whole_sectors(bytes);
    let to_empty = empty(&mut checked)?;
    // Sheets may lie in one another: then emptying one may have made another of the next.
    if to_empty > 0 && empty(&mut checked)? > 0 {
        return Err(SheetError::broken("Workbook", "sheets lie in one another"));
    }
    Ok(checked)
}

/// Looks a file over and empties what nobody reads; returns how much that was.
fn empty(file: &mut [u8]) -> Result<usize, SheetError> {
    let stream = book_stream(file).ok_or_else(|| SheetError::broken("Workbook", "no chain of sectors"))?;
    let to_empty = look_over(&stream.bytes(file))?;
    for at in &to_empty {
        for place in [stream.place(*at), stream.place(at + 1)].into_iter().flatten() {
            if let Some(byte) = file.get_mut(place) {
                *byte = 0;
            }
        }
    }
    Ok(to_empty.len())
}

fn cut_off() -> SheetError {
    SheetError::broken("Workbook", "cut off")
}

/// The record at a place; none at the end of the stream.
fn record_at(stream: &[u8], at: usize) -> Result<Option<Record<'_>>, SheetError> {
    let rest = stream.get(at..).ok_or_else(cut_off)?;
    if rest.is_empty() {
        return Ok(None);
    }
    first_record(rest, at).map(Some).ok_or_else(cut_off)
}

fn first_record(rest: &[u8], at: usize) -> Option<Record<'_>> {
    let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
    Some(Record { at, kind, data: rest.get(4..4 + usize::from(length))? })
}

/// Goes through the records as calamine does; returns the places to be emptied.
fn look_over(stream: &[u8]) -> Result<Vec<usize>, SheetError> {
    let mut survey = Survey::default();
    let (mut at, mut starts) = (0, Vec::new());
    // The table of texts, while it is continued.
    let mut table: Vec<&[u8]> = Vec::new();
    let mut n_continued = 0;
    while let Some(record) = record_at(stream, at)? {
        at = record.end();
        if record.kind == CONTINUE {
            n_continued += 1;
            if n_continued > MAX_CONTINUED {
                return Err(SheetError::broken("Workbook", "continued without end"));
            }
            if !table.is_empty() {
                table.push(record.data);
            }
            continue;
        }
        survey.take_texts(&mut table)?;
        match record.kind {
            // calamine goes no further.
            FILE_PASS if u16_at(record.data, 0) != Some(0) => return Ok(survey.to_empty),
            BOUND_SHEET => {
                starts.push(u32_at(record.data, 0).ok_or_else(cut_off)? as usize);
                if starts.len() > MAX_SHEETS {
                    return Err(SheetError::TooMuch(Excess::Sheets));
                }
            }
            TEXTS => table.push(record.data),
            NAME => survey.to_empty.push(record.at),
            END => break,
            _ => {}
        }
    }
    survey.take_texts(&mut table)?;
    for start in starts {
        survey.sheet(stream, start)?;
    }
    Ok(survey.to_empty)
}

impl Record<'_> {
    fn end(&self) -> usize {
        self.at + 4 + self.data.len()
    }

    /// The row and the column it begins with.
    fn position(&self) -> Result<(u16, u16), SheetError> {
        u16_at(self.data, 0).zip(u16_at(self.data, 2)).ok_or_else(cut_off)
    }

    /// How long a text it says it has, however much of it is there.
    fn said_length(&self, at: usize) -> usize {
        u16_at(self.data, at).map_or(0, usize::from)
    }
}

impl Survey {
    fn take_texts(&mut self, table: &mut Vec<&[u8]>) -> Result<(), SheetError> {
        if !table.is_empty() {
            self.texts = xls_texts::sizes(table).ok_or_else(|| SheetError::broken("Workbook", "no table of texts"))?;
            table.clear();
        }
        Ok(())
    }

    fn sheet(&mut self, stream: &[u8], start: usize) -> Result<(), SheetError> {
        let mut extent = Extent::default();
        // Charts in a sheet have cells of their own, which are passed over.
        let (mut at, mut depth, mut has_begun) = (start, 0_usize, false);
        while let Some(record) = record_at(stream, at)? {
            at = record.end();
            self.walked += at - record.at;
            if self.walked > stream.len().saturating_mul(MOST_OVERLAP) {
                return Err(SheetError::broken("Workbook", "sheets lie in one another"));
            }
            match record.kind {
                BEGIN if has_begun => depth += 1,
                BEGIN => has_begun = true,
                END if depth > 0 => depth -= 1,
                END => break,
                _ if depth > 0 => {}
                _ => self.record(record, &mut extent)?,
            }
        }
        self.area = self.area.saturating_add(extent.area());
        self.check()
    }

    fn record(&mut self, record: Record<'_>, extent: &mut Extent) -> Result<(), SheetError> {
        match record.kind {
            DIMENSIONS => {
                check_dimensions(record.data)?;
                self.to_empty.push(record.at);
                return Ok(());
            }
            MERGES => self.merges += record.said_length(0),
            NUMBER | FLAG | SHORT => self.cell(record.position()?, extent),
            LABEL | RICH_LABEL => {
                self.text += record.said_length(6);
                self.cell(record.position()?, extent);
            }
            SHARED => {
                let size = u32_at(record.data, 6).and_then(|n| self.texts.get(n as usize).copied());
                self.text += size.map_or(0, |size| size as usize);
                self.cell(record.position()?, extent);
            }
            SHORTS => {
                let (row, first) = record.position()?;
                let last = record.data.len().checked_sub(2).and_then(|at| u16_at(record.data, at));
                let n_cells = record.data.len().saturating_sub(6) / 6;
                if n_cells > 0 {
                    self.cells += n_cells;
                    extent.add(row, first);
                    extent.add(row, last.unwrap_or(first));
                }
            }
            FORMULA => {
                extent.formula = record.position()?;
                self.cell(extent.formula, extent);
                if u16_at(record.data, 20).is_some_and(|length| length > 0) {
                    self.to_empty.push(record.at + 4 + 20);
                }
            }
            FORMULA_TEXT => {
                self.text += record.said_length(0);
                self.cell(extent.formula, extent);
            }
            _ => return Ok(()),
        }
        self.check()
    }

    fn cell(&mut self, (row, column): (u16, u16), extent: &mut Extent) {
        self.cells += 1;
        extent.add(row, column);
    }

    fn check(&self) -> Result<(), SheetError> {
        if self.cells > MAX_CELLS || self.area > MAX_CELLS {
            Err(SheetError::TooMuch(Excess::Cells))
        } else if self.text > MAX_TEXT {
            Err(SheetError::TooMuch(Excess::Text))
        } else if self.merges > MAX_MERGES {
            Err(SheetError::TooMuch(Excess::Merges))
        } else {
            Ok(())
        }
    }
}

impl Extent {
    fn add(&mut self, row: u16, column: u16) {
        let [top, bottom, left, right] = self.filled.unwrap_or([row, row, column, column]);
        self.filled = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    /// The cells between the first and the last, empty ones too.
    fn area(&self) -> usize {
        let between = |first: u16, last: u16| usize::from(last - first) + 1;
        self.filled.map_or(0, |[top, bottom, left, right]| between(top, bottom).saturating_mul(between(left, right)))
    }
}

/// No sheet of this format is larger; what calamine would set aside for one is not needed, so the record is emptied too.
fn check_dimensions(data: &[u8]) -> Result<(), SheetError> {
    let read = || match data.len() {
        10 => {
            let [top, bottom] = [0, 2].map(|at| u16_at(data, at).map(u32::from));
            Some((top?, bottom?, u16_at(data, 4)?, u16_at(data, 6)?))
        }
        14 | 16 => Some((u32_at(data, 0)?, u32_at(data, 4)?, u16_at(data, 8)?, u16_at(data, 10)?)),
        _ => None,
    };
    let Some((top, bottom, left, right)) = read() else {
        return Ok(());
    };
    // A first column that cannot be is none, as calamine has it.
    let left = if left > 0xff || right < left { 0 } else { left };
    let rows = bottom.saturating_sub(top) as usize;
    let area = rows.saturating_mul(usize::from(right - left));
    if rows > MAX_OLD_ROWS || area > MAX_OLD_ROWS * MAX_OLD_COLUMNS {
        return Err(SheetError::TooMuch(Excess::Rows));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
