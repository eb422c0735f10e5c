//! Reads .xls of Excel 97–2003, by calamine.

#![expect(clippy::wildcard_enum_match_arm, reason = "of all that may go wrong only a password is told apart")]

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, Reader as _, SheetVisible, Xls};

use super::{
    Cell, CellError, DateForm, Merge, NumberForm, Sheet, Workbook,
    error::SheetError,
    number_format::{date_of_serial, iso_date},
    room::Room,
    xls_extent::check_extent,
};

/// How an OLE file begins.
pub(super) const MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    if names_stream(bytes, "EncryptedPackage") {
        return Err(SheetError::Encrypted);
    }
    if !names_stream(bytes, "Workbook") && !names_stream(bytes, "Book") {
        return Err(SheetError::NotASheet);
    }
    let checked = check_extent(bytes)?;
    // The reader's own checks are few, and a broken file must not take the program with it.
    let read = catch_unwind(AssertUnwindSafe(|| read_checked(&checked)));
    read.unwrap_or_else(|_| Err(SheetError::broken("Workbook", "cannot be followed")))
}

/// Streams are named in UTF-16 in the directory of the file.
fn names_stream(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wanted).is_some()
}

fn read_checked(bytes: &[u8]) -> Result<Workbook, SheetError> {
    let mut file: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => SheetError::Encrypted,
        other => SheetError::broken("Workbook", other),
    })?;
    let from_1904 = file.has_1904_epoch();
    let (mut room, mut book) = (Room::new(), Workbook::default());
    for listed in file.sheets_metadata().to_vec() {
        let mut sheet = Sheet { hidden: listed.visible != SheetVisible::Visible, ..Sheet::default() };
        let Ok(range) = file.worksheet_range(&listed.name) else {
            continue;
        };
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let place = (top as usize + row, left as usize + column);
            let cell = cell(value, &mut room, from_1904)?;
            room.put(&mut sheet, place.0, place.1, cell)?;
        }
        for merge in file.merge_cells_by_sheet_name(&listed.name).unwrap_or_default() {
            let (start, end) = (merge.start, merge.end);
            let merge =
                Merge { top: start.0 as usize, left: start.1 as usize, bottom: end.0 as usize, right: end.1 as usize };
            room.merge(&mut sheet, merge)?;
        }
        sheet.name = listed.name;
        book.sheets.push(sheet);
    }
    Ok(book)
}

fn cell(value: &Data, room: &mut Room, from_1904: bool) -> Result<Cell, SheetError> {
    let number = |value: f64| {
        if value.abs() >= 1e15 { Cell::Lost(value) } else { Cell::Number(value, NumberForm::Plain) }
    };
    Ok(match value {
        Data::Empty => Cell::Empty,
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::Text(room.text(text)?),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(when) => {
            let date = date_of_serial(when.as_f64(), from_1904).filter(|_| when.is_datetime());
            date.map_or_else(|| number(when.as_f64()), |date| Cell::Date(date, DateForm::Day))
        }
        Data::DateTimeIso(text) => {
            iso_date(text).map_or_else(|| Cell::of_text(text), |date| Cell::Date(date, DateForm::Day))
        }
        Data::Error(error) => Cell::Error(CellError::of(&error.to_string())),
    })
}
