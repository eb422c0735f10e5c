//! Reads the cells of one sheet of an .xlsx.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use super::{
    Cell, CellError, DateForm, GoesOn, Merge, Sheet,
    error::SheetError,
    limits::MAX_COLUMNS,
    number_format::{Meaning, iso_date, number_cell},
    pull::{Pull, add_text, attribute, is_on},
    room::Room,
    xlsx::{Shared, unescaped},
};

/// After so many rows progress is told.
const ROWS_A_WORD: usize = 2_000;

/// What the file says a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    Formula,
    Flag,
    Error,
    Date,
}

/// The cell that is being read.
#[derive(Debug, Default)]
struct Open {
    row: usize,
    column: usize,
    kind: Kind,
    style: usize,
    value: String,
    in_value: bool,
    in_reading: bool,
}

/// Reads a sheet.
pub(super) fn read<R: BufRead>(
    mut pull: Pull<R>,
    shared: &Shared,
    room: &mut Room,
    sheet: &mut Sheet,
    goes_on: GoesOn<'_>,
) -> Result<(), SheetError> {
    let mut open = Open::default();
    let (mut next_row, mut next_column, mut told) = (0, 0, 0);
    loop {
        match pull.next()? {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "c" => open.begin(&tag, next_row, next_column),
                "v" | "t" => open.in_value = !open.in_reading,
                "rPh" => open.in_reading = true,
                "row" => (open.row, next_column) = (begin_row(&tag, next_row, sheet), 0),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "v" | "t" => open.in_value = false,
                "rPh" => open.in_reading = false,
                "c" => {
                    next_column = open.column + 1;
                    let cell = open.cell(shared, room)?;
                    room.put(sheet, open.row, open.column, cell)?;
                }
                "row" => {
                    next_row = open.row + 1;
                    told += 1;
                }
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().into_inner() {
                "c" => {
                    open.begin(&tag, next_row, next_column);
                    next_column = open.column + 1;
                }
                "row" => next_row = begin_row(&tag, next_row, sheet) + 1,
                "col" => hidden_columns(&tag, sheet),
                "mergeCell" => {
                    let range = attribute(&tag, "ref").and_then(|text| range(&text));
                    range.map_or(Ok(()), |merge| room.merge(sheet, merge))?;
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            other @ (Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) => {
                if open.in_value {
                    add_text(&mut open.value, &other);
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if told >= ROWS_A_WORD {
            told = 0;
            let (done, total) = pull.progress();
            if !goes_on(done as usize, total as usize) {
                return Err(SheetError::Stopped);
            }
        }
    }
}

/// The place of a row, which may be left unsaid.
fn begin_row(tag: &BytesStart<'_>, next: usize, sheet: &mut Sheet) -> usize {
    let mut place = next;
    let mut hidden = false;
    let mut attributes = tag.attributes();
    for one in attributes.with_checks(false).flatten() {
        match one.key.local_name().into_inner() {
            "r" => place = one.value.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).unwrap_or(next),
            "hidden" => hidden = matches!(one.value.as_ref(), "1" | "true"),
            _ => {}
        }
    }
    if hidden {
        sheet.hidden_rows.push(place);
    }
    place
}

fn hidden_columns(tag: &BytesStart<'_>, sheet: &mut Sheet) {
    if !is_on(tag, "hidden") {
        return;
    }
    let bound = |name| attribute(tag, name).and_then(|text| text.parse::<usize>().ok());
    if let (Some(first), Some(last)) = (bound("min"), bound("max")) {
        sheet.hidden_columns.extend(first.saturating_sub(1)..last.min(MAX_COLUMNS));
    }
}

impl Open {
    fn begin(&mut self, tag: &BytesStart<'_>, _row: usize, next_column: usize) {
        self.column = next_column;
        self.kind = Kind::Number;
        self.style = 0;
        self.value.clear();
        self.in_value = false;
        let mut attributes = tag.attributes();
        for one in attributes.with_checks(false).flatten() {
            match one.key.local_name().into_inner() {
                "r" => {
                    if let Some((row, column)) = place(&one.value) {
                        (self.row, self.column) = (row, column);
                    }
                }
                "s" => self.style = one.value.parse().unwrap_or(0),
                "t" => self.kind = kind(&one.value),
                _ => {}
            }
        }
    }

    fn cell(&self, shared: &Shared, room: &mut Room) -> Result<Cell, SheetError> {
        let text = self.value.as_str();
        if text.is_empty() {
            return Ok(Cell::Empty);
        }
        let own = |room: &mut Room| {
            let text = unescaped(text);
            if text.trim().is_empty() { Ok(Cell::Empty) } else { room.text(&text).map(Cell::Text) }
        };
        Ok(match self.kind {
            Kind::Shared => match text.trim().parse::<usize>().ok().and_then(|n| shared.texts.get(n)) {
                Some(text) if text.trim().is_empty() => Cell::Empty,
                Some(text) => Cell::Text(std::sync::Arc::clone(text)),
                None => Cell::Empty,
            },
            Kind::Inline | Kind::Formula => own(room)?,
            Kind::Flag => Cell::Flag(text.trim() == "1" || text.trim() == "true"),
            Kind::Error => Cell::Error(CellError::of(text)),
            Kind::Date => match iso_date(text) {
                Some(date) => Cell::Date(date, DateForm::Day),
                None => own(room)?,
            },
            Kind::Number => {
                let meaning = shared.meanings.get(self.style).copied().unwrap_or(Meaning::Plain);
                number_cell(text, meaning, shared.from_1904)
            }
        })
    }
}

fn kind(word: &str) -> Kind {
    match word {
        "s" => Kind::Shared,
        "inlineStr" => Kind::Inline,
        "str" => Kind::Formula,
        "b" => Kind::Flag,
        "e" => Kind::Error,
        "d" => Kind::Date,
        _ => Kind::Number,
    }
}

/// Row and column of a cell's name, from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let (mut column, mut row) = (0_usize, 0_usize);
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' => column = column.checked_mul(26)?.checked_add(usize::from(byte - b'A') + 1)?,
            b'a'..=b'z' => column = column.checked_mul(26)?.checked_add(usize::from(byte - b'a') + 1)?,
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn range(name: &str) -> Option<Merge> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some(Merge { top: top.min(bottom), left: left.min(right), bottom: bottom.max(top), right: right.max(left) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_and_ranges_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("7"), None);
        assert_eq!(range("B2:C4"), Some(Merge { top: 1, left: 1, bottom: 3, right: 2 }));
        assert_eq!(place("ZZZZZZZZZZZZZZZZZZZZ1"), None, "no such column");
    }
}
