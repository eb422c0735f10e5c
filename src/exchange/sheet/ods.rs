//! Reads .ods, as free office suites write it.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::{
    Cell, CellError, DateForm, GoesOn, Merge, NumberForm, Sheet, Workbook,
    error::{Excess, SheetError},
    limits::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS},
    number_format::{Meaning, iso_date, number_cell},
    package::Package,
    pull::{Pull, add_text, attribute},
    room::Room,
};

/// What is being read.
#[derive(Debug, Default)]
struct Open {
    row: usize,
    rows_alike: usize,
    column: usize,
    columns_alike: usize,
    columns_said: usize,
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    in_text: usize,
    in_note: usize,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], goes_on: GoesOn<'_>) -> Result<Workbook, SheetError> {
    let mut package = Package::open(bytes)?;
    let part = package.part("content.xml")?.ok_or(SheetError::NotASheet)?;
    let hidden_styles = Vec::new();
    let mut reading = Reading {
        room: Room::new(),
        book: Workbook::default(),
        open: Open::default(),
        hidden_styles,
        style: String::new(),
    };
    reading.read(Pull::new("content.xml", part), goes_on)?;
    Ok(reading.book)
}

struct Reading {
    room: Room,
    book: Workbook,
    open: Open,
    hidden_styles: Vec<String>,
    style: String,
}

impl Reading {
    fn read<R: BufRead>(&mut self, mut pull: Pull<R>, goes_on: GoesOn<'_>) -> Result<(), SheetError> {
        let mut told = 0;
        loop {
            match pull.next()? {
                Event::Start(tag) => self.start(&tag)?,
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    let name = tag.local_name().into_inner().to_owned();
                    self.end(&name)?;
                }
                Event::End(tag) => {
                    let name = tag.local_name().into_inner().to_owned();
                    self.end(&name)?;
                    told += usize::from(name == "table-row");
                }
                Event::Eof => return Ok(()),
                other @ (Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                    if self.open.in_text > 0 && self.open.in_note == 0 {
                        add_text(&mut self.open.text, &other);
                    }
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if told >= 2_000 {
                told = 0;
                let (done, total) = pull.progress();
                if !goes_on(done as usize, total as usize) {
                    return Err(SheetError::Stopped);
                }
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), SheetError> {
        match tag.local_name().into_inner() {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").is_some_and(|value| value == "false") => {
                self.hidden_styles.push(self.style.clone());
            }
            "table" => {
                let style = attribute(tag, "style-name").unwrap_or_default();
                let name = attribute(tag, "name").unwrap_or_default();
                let hidden = self.hidden_styles.contains(&style);
                self.book.sheets.push(Sheet { name, hidden, ..Sheet::default() });
                self.open = Open::default();
                if self.book.sheets.len() > MAX_SHEETS {
                    return Err(SheetError::TooMuch(Excess::Sheets));
                }
            }
            "table-column" => self.columns(tag),
            "table-row" => {
                self.open.rows_alike = repeated(tag, "number-rows-repeated");
                self.open.column = 0;
                let (row, last) = (self.open.row, self.open.rows_alike.min(MAX_ROWS));
                if let Some(sheet) = self.book.sheets.last_mut().filter(|_| is_hidden(tag)) {
                    sheet.hidden_rows.extend((row..row.saturating_add(last)).take(100_000));
                }
            }
            "table-cell" | "covered-table-cell" => self.cell(tag)?,
            "annotation" => self.open.in_note += 1,
            "p" => {
                if self.open.in_note == 0 {
                    if self.open.paragraphs > 0 {
                        self.open.text.push('\n');
                    }
                    self.open.paragraphs += 1;
                }
                self.open.in_text += 1;
            }
            "line-break" => self.open.text.push('\n'),
            "tab" => self.open.text.push('\t'),
            "s" if self.open.in_text > 0 => {
                let many = attribute(tag, "c").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                self.open.text.extend(std::iter::repeat_n(' ', many.min(1_000)));
            }
            _ => {}
        }
        Ok(())
    }

    fn columns(&mut self, tag: &BytesStart<'_>) {
        let many = repeated(tag, "number-columns-repeated");
        let (first, last) = (self.open.columns_said, self.open.columns_said.saturating_add(many).min(MAX_COLUMNS));
        self.open.columns_said = last;
        if let Some(sheet) = self.book.sheets.last_mut().filter(|_| is_hidden(tag)) {
            sheet.hidden_columns.extend(first..last);
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), SheetError> {
        let open = &mut self.open;
        open.columns_alike = repeated(tag, "number-columns-repeated");
        open.kind = attribute(tag, "value-type").unwrap_or_default();
        let value = match open.kind.as_str() {
            "date" => attribute(tag, "date-value"),
            "boolean" => attribute(tag, "boolean-value"),
            "string" => attribute(tag, "string-value"),
            _ => attribute(tag, "value"),
        };
        open.value = value.unwrap_or_default();
        open.text.clear();
        open.paragraphs = 0;
        let (down, right) = (repeated(tag, "number-rows-spanned"), repeated(tag, "number-columns-spanned"));
        if down > 1 || right > 1 {
            let (top, left) = (open.row, open.column);
            let merge =
                Merge { top, left, bottom: top.saturating_add(down - 1), right: left.saturating_add(right - 1) };
            if let Some(sheet) = self.book.sheets.last_mut() {
                self.room.merge(sheet, merge)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), SheetError> {
        match name {
            "p" => self.open.in_text = self.open.in_text.saturating_sub(1),
            "annotation" => self.open.in_note = self.open.in_note.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.put()?,
            "table-row" => self.open.row = self.open.row.saturating_add(self.open.rows_alike),
            _ => {}
        }
        Ok(())
    }

    /// A cell may stand for many alike, to the right and downwards.
    fn put(&mut self) -> Result<(), SheetError> {
        let open = &mut self.open;
        let (first, many) = (open.column, open.columns_alike);
        open.column = open.column.saturating_add(many);
        let cell = open.cell(&mut self.room)?;
        let Some(sheet) = self.book.sheets.last_mut().filter(|_| cell != Cell::Empty) else {
            return Ok(());
        };
        if first.saturating_add(many) > MAX_COLUMNS {
            return Err(SheetError::TooMuch(Excess::Columns));
        }
        if open.row.saturating_add(open.rows_alike) > MAX_ROWS {
            return Err(SheetError::TooMuch(Excess::Rows));
        }
        for row in open.row..open.row + open.rows_alike {
            for column in first..first + many {
                self.room.put(sheet, row, column, cell.clone())?;
            }
        }
        Ok(())
    }
}

impl Open {
    fn cell(&mut self, room: &mut Room) -> Result<Cell, SheetError> {
        let text = std::mem::take(&mut self.text);
        let shown = text.trim();
        if shown.starts_with('#') && CellError::of(shown) != CellError::Other {
            return Ok(Cell::Error(CellError::of(shown)));
        }
        Ok(match self.kind.as_str() {
            "date" => match iso_date(&self.value) {
                Some(date) => {
                    let month_only = shown.ends_with('月');
                    Cell::Date(date, if month_only { DateForm::Month } else { DateForm::Day })
                }
                None => Cell::Text(room.text(&text)?),
            },
            "percentage" => self.value.parse().map_or(Cell::Empty, |value| Cell::Number(value, NumberForm::Percent)),
            "float" | "currency" => {
                let zeros = shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
                let meaning =
                    if zeros { Meaning::Zeros(u8::try_from(shown.len()).unwrap_or(u8::MAX)) } else { Meaning::Plain };
                number_cell(&self.value, meaning, false)
            }
            "boolean" => Cell::Flag(self.value == "true"),
            _ if shown.is_empty() && self.value.trim().is_empty() => Cell::Empty,
            _ if shown.is_empty() => Cell::Text(room.text(&self.value)?),
            _ => Cell::Text(room.text(&text)?),
        })
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    attribute(tag, name).and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|value| value != "visible")
}
