//! One table on one sheet.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, IgnoreError, RowNum, Worksheet, XlsxError};

use crate::exchange::form::{ColumnKind, FormCell, FormColumn, FormRow, FormTable, Paper, RowKind, marks, words};

use super::{STREAMED, XlsxFault, charts, looks::Looks};

/// Where things stand on the sheet, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The first row of heads.
    pub(super) head: RowNum,
    /// The first row of data.
    pub(super) data: RowNum,
    /// The row after the last of data.
    pub(super) after: RowNum,
    /// The last column shown.
    pub(super) last: ColNum,
}

impl Places {
    pub(super) fn of(table: &FormTable<'_>) -> Self {
        let (head, heads) = (2, if table.has_two_heads() { 2 } else { 1 });
        let rows = RowNum::try_from(table.rows.len()).unwrap_or(RowNum::MAX);
        let columns = ColNum::try_from(table.columns.len()).unwrap_or(ColNum::MAX);
        Self { head, data: head + heads, after: (head + heads).saturating_add(rows), last: columns.saturating_sub(1) }
    }

    /// The column of ids.
    pub(super) fn id(self) -> ColNum {
        self.last + 1
    }
}

/// Writes a table; of one that is streamed only the first row of each kind. Counts the cells that were cut.
pub(super) fn write(
    sheet: &mut Worksheet,
    table: &FormTable<'_>,
    looks: &Looks,
    goes: &mut dyn FnMut(usize) -> bool,
) -> Result<usize, XlsxFault> {
    let places = Places::of(table);
    sheet.set_name(table.sheet.as_str())?;
    columns(sheet, table)?;
    above(sheet, table, looks, places)?;
    heads(sheet, table, looks, places)?;
    let cut = rows(sheet, table, looks, goes)?;
    let end = notes(sheet, table, looks, places)?;
    paper(sheet, table, places, end)?;
    charts::add(sheet, table, places)?;
    Ok(cut)
}

fn columns(sheet: &mut Worksheet, table: &FormTable<'_>) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&table.columns) {
        // A little more than the characters take, as the format wants it.
        sheet.set_column_width(at, f64::from(column.width) + 0.7)?;
    }
    for run in folded(&table.columns) {
        sheet.group_columns_collapsed(run.0, run.1)?;
    }
    Ok(())
}

/// Runs of columns that are folded away, first and last.
fn folded(columns: &[FormColumn]) -> Vec<(ColNum, ColNum)> {
    let mut runs: Vec<(ColNum, ColNum)> = Vec::new();
    for (at, _) in (0..).zip(columns).filter(|(_, column)| column.folded) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            Some(_) | None => runs.push((at, at)),
        }
    }
    runs
}

fn above(sheet: &mut Worksheet, table: &FormTable<'_>, looks: &Looks, places: Places) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 36)?;
    merged(sheet, (0, 0), (0, places.last), &table.title, &looks.title)?;
    sheet.set_row_height(1, 20)?;
    // The left half for the unit, the right for the day; columns shown decide where the middle is.
    let wide: f32 = table.shown().map(|(_, column)| column.width).sum();
    let (mut left, mut middle) = (0.0, 0);
    for (at, column) in table.shown() {
        left += column.width;
        if left <= wide / 2.0 {
            middle = ColNum::try_from(at).unwrap_or(0);
        }
    }
    merged(sheet, (1, 0), (1, middle), &table.unit, &looks.left)?;
    if middle < places.last {
        merged(sheet, (1, middle + 1), (1, places.last), &table.date, &looks.right)?;
    }
    Ok(())
}

/// Words over several cells, or in one: the format refuses to merge a single cell.
fn merged(
    sheet: &mut Worksheet,
    from: (RowNum, ColNum),
    to: (RowNum, ColNum),
    words: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        sheet.write_string_with_format(from.0, from.1, words, look)?;
    } else {
        sheet.merge_range(from.0, from.1, to.0, to.1, words, look)?;
    }
    Ok(())
}

fn heads(sheet: &mut Worksheet, table: &FormTable<'_>, looks: &Looks, places: Places) -> Result<(), XlsxError> {
    let (top, bottom) = (places.head, places.data - 1);
    let two = top != bottom;
    for row in top..=bottom {
        sheet.set_row_height(row, if two { 22 } else { 30 })?;
    }
    let columns: Vec<(ColNum, &FormColumn)> = (0..).zip(&table.columns).collect();
    for (at, column) in &columns {
        if column.above.is_empty() {
            merged(sheet, (top, *at), (bottom, *at), &column.head, &looks.head)?;
        } else {
            sheet.write_string_with_format(bottom, *at, column.head.as_str(), &looks.head)?;
        }
    }
    if two {
        for run in columns.chunk_by(|a, b| a.1.above == b.1.above) {
            if let [first, .., last] | [first @ last] = run
                && !first.1.above.is_empty()
            {
                merged(sheet, (top, first.0), (top, last.0), &first.1.above, &looks.head)?;
            }
        }
    }
    if table.has_ids {
        merged(sheet, (top, places.id()), (bottom, places.id()), marks::ID_HEAD, &looks.hidden)?;
        sheet.set_column_width(places.id(), 34)?;
        sheet.set_column_hidden(places.id())?;
    }
    Ok(())
}

fn rows(
    sheet: &mut Worksheet,
    table: &FormTable<'_>,
    looks: &Looks,
    goes: &mut dyn FnMut(usize) -> bool,
) -> Result<usize, XlsxFault> {
    let places = Places::of(table);
    if table.rows.len() > STREAMED {
        samples(sheet, looks, places)?;
        return Ok(0);
    }
    let mut cut = 0;
    for (at, row) in table.rows.iter().enumerate() {
        let to = places.data + RowNum::try_from(at).unwrap_or(0);
        cut += one_row(sheet, table, looks, (to, &row))?;
        if at % 256 == 0 && !goes(at) {
            return Err(XlsxFault::Stopped);
        }
    }
    Ok(cut)
}

/// One row of each kind with a cell in each format, from which the streamed rows take theirs.
fn samples(sheet: &mut Worksheet, looks: &Looks, places: Places) -> Result<(), XlsxError> {
    for (to, kind) in (places.data..).zip(super::stream::SAMPLES) {
        for (at, column) in (0..).zip(super::stream::KINDS) {
            sheet.write_number_with_format(to, at, 0, looks.cell(kind, column))?;
        }
        let last = ColNum::try_from(super::stream::KINDS.len()).unwrap_or(0);
        sheet.write_number_with_format(to, last, 0, &looks.hidden)?;
    }
    Ok(())
}

fn one_row(
    sheet: &mut Worksheet,
    table: &FormTable<'_>,
    looks: &Looks,
    (to, row): (RowNum, &FormRow),
) -> Result<usize, XlsxError> {
    let mut cut = 0;
    sheet.set_row_height(to, height(table, row))?;
    for (at, column) in table.columns.iter().enumerate() {
        let cell = row.cells.get(at).unwrap_or(&FormCell::Empty);
        let look = looks.cell(row.kind, shown_as(column.kind, cell));
        let place = ColNum::try_from(at).unwrap_or(0);
        match cell {
            FormCell::Empty => sheet.write_blank(to, place, look)?,
            FormCell::Text(text) => sheet.write_string_with_format(to, place, text.as_str(), look)?,
            FormCell::Number(number) => sheet.write_number_with_format(to, place, *number as f64, look)?,
            FormCell::Percent(share) => sheet.write_number_with_format(to, place, f64::from(*share), look)?,
            FormCell::Money(fen) => sheet.write_number_with_format(to, place, *fen as f64 / 100.0, look)?,
            FormCell::Date(day) => match date(*day) {
                Some(date) => sheet.write_datetime_with_format(to, place, &date, look)?,
                None => sheet.write_string_with_format(to, place, words::day(*day), look)?,
            },
        };
        cut += usize::from(cell.is_cut());
    }
    let places = Places::of(table);
    if table.has_ids {
        sheet.write_string_with_format(to, places.id(), id_of(row), &looks.hidden)?;
    }
    Ok(cut)
}

/// Points a row needs for the words in its columns. A row without a height is not made to fit by every program.
pub(super) fn height(table: &FormTable<'_>, row: &FormRow) -> f64 {
    if row.kind == RowKind::Group {
        return LINE + 7.0;
    }
    let lines = |(column, cell): (&FormColumn, &FormCell)| match cell {
        FormCell::Text(text) if !column.folded => lines(text, column.width),
        FormCell::Empty
        | FormCell::Text(_)
        | FormCell::Number(_)
        | FormCell::Date(_)
        | FormCell::Percent(_)
        | FormCell::Money(_) => 1,
    };
    let most = table.columns.iter().zip(&row.cells).map(lines).max().unwrap_or(1);
    (most as f64).mul_add(LINE, 5.0).min(HIGHEST)
}

/// Points of a line of the table's text.
const LINE: f64 = 14.0;

/// No row is higher than this in the format.
const HIGHEST: f64 = 409.0;

/// So many lines a text takes in a column of that many half-width characters.
fn lines(text: &str, width: f32) -> usize {
    // A full-width character that does not fit leaves the place of a half-width one empty.
    let room = (width - 0.6).max(2.0);
    text.split('\n').map(|line| (half_widths(line) / room).ceil().max(1.0) as usize).sum()
}

/// What the column of ids says of a row.
pub(super) fn id_of(row: &FormRow) -> &str {
    match row.kind {
        RowKind::Data => &row.id,
        RowKind::Group => marks::GROUP_ROW,
        RowKind::Sum => marks::SUM_ROW,
    }
}

/// Words in a column of numbers or days are set as words: a day before 1900, a remark.
pub(super) fn shown_as(kind: ColumnKind, cell: &FormCell) -> ColumnKind {
    match cell {
        FormCell::Text(_) if !matches!(kind, ColumnKind::Text) => ColumnKind::Short,
        FormCell::Date(day) if date(*day).is_none() => ColumnKind::Short,
        FormCell::Empty
        | FormCell::Text(_)
        | FormCell::Number(_)
        | FormCell::Date(_)
        | FormCell::Percent(_)
        | FormCell::Money(_) => kind,
    }
}

/// A day as the format counts days; it knows none before 1900.
fn date(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?).ok()
}

/// The footnotes under the table; gives the last row used.
fn notes(sheet: &mut Worksheet, table: &FormTable<'_>, looks: &Looks, places: Places) -> Result<RowNum, XlsxError> {
    let wide: f32 = table.shown().map(|(_, column)| column.width).sum();
    let mut end = places.after.saturating_sub(1).max(places.data - 1);
    for (at, note) in table.notes.iter().enumerate() {
        end += 1;
        let said = words::note(at + 1, note);
        // Merged cells do not grow with their words, so that their height is worked out here.
        let lines = (half_widths(&said) * 0.92 / wide.max(1.0)).ceil().max(1.0);
        sheet.set_row_height(end, f64::from(lines) * 14.0 + 3.0)?;
        merged(sheet, (end, 0), (end, places.last), &said, &looks.note)?;
        if table.has_ids {
            sheet.write_string_with_format(end, places.id(), marks::NOTE_ROW, &looks.hidden)?;
        }
    }
    Ok(end)
}

/// How many half-width characters words are wide.
fn half_widths(words: &str) -> f32 {
    words.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum()
}

fn paper(sheet: &mut Worksheet, table: &FormTable<'_>, places: Places, end: RowNum) -> Result<(), XlsxError> {
    // 8 and 9 are A3 and A4 in the format.
    sheet.set_paper_size(if table.paper == Paper::A3Wide { 8 } else { 9 });
    if table.paper.is_wide() {
        sheet.set_landscape();
    }
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.35);
    // One page wide, as many high as it takes.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_repeat_rows(places.head, places.data - 1)?;
    sheet.set_print_area(0, 0, end, places.last)?;
    sheet.set_footer("&C第 &P 页 共 &N 页");
    sheet.set_freeze_panes(places.data, ColNum::try_from(table.frozen).unwrap_or(0))?;
    let last_row = places.after.saturating_sub(1).max(places.data - 1);
    if table.rows.is_empty() || !table.charts.is_empty() {
        return Ok(());
    }
    sheet.autofilter(places.data - 1, 0, last_row, places.last)?;
    // Numbers on paper are texts, and meant so: no green corners.
    sheet.ignore_error_range(places.data, 0, last_row, places.last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}
