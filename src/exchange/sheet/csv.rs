//! Reads tables of plain text: the encoding and the delimiter are found out, and may be named.

use std::borrow::Cow;

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    Cell, Sheet, Workbook,
    error::{Excess, SheetError},
    limits::{MAX_CELLS, MAX_TEXT_FILE},
    room::Room,
};

/// How the characters of a text file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// How a text file is read; what is not named is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The character between two cells.
    pub delimiter: Option<char>,
}

/// The delimiters that are tried, the usual one first.
pub const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
        }
    }
}

/// Reads a text file as a table.
pub(super) fn read(bytes: &[u8], asked: CsvOptions) -> Result<Workbook, SheetError> {
    if bytes.len() > MAX_TEXT_FILE {
        return Err(SheetError::TooMuch(Excess::TextFile));
    }
    let (encoding, text) = decode(bytes, asked.encoding)?;
    // Excel may say the delimiter in a first line of its own.
    let said = text.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    let body = if said.is_some() { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text.as_ref() };
    let delimiter = asked.delimiter.or(said).unwrap_or_else(|| find_delimiter(body));
    if has_too_many_cells(body, delimiter) {
        return Err(SheetError::TooMuch(Excess::Cells));
    }
    let mut room = Room::new();
    let mut sheet = Sheet { name: "1".to_owned(), ..Sheet::default() };
    fill(body, delimiter, &mut room, &mut sheet)?;
    let csv = Some(CsvOptions { encoding: Some(encoding), delimiter: Some(delimiter) });
    Ok(Workbook { sheets: vec![sheet], csv })
}

/// The text and its encoding: by its mark, else UTF-8 if it is that, else GB18030.
fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(Encoding, Cow<'_, str>), SheetError> {
    let (marked, rest) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (Some(Encoding::Utf8), rest),
        [0xff, 0xfe, rest @ ..] => (Some(Encoding::Utf16Le), rest),
        [0xfe, 0xff, rest @ ..] => (Some(Encoding::Utf16Be), rest),
        rest => (None, rest),
    };
    let encoding = asked.or(marked).unwrap_or_else(|| guess(rest));
    let rest = if asked.is_some() && asked != marked { bytes } else { rest };
    let coder = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Gb18030 => GB18030,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
    };
    let (text, broken) = coder.decode_without_bom_handling(rest);
    if broken || text.contains('\0') { Err(SheetError::Encoding) } else { Ok((encoding, text)) }
}

fn guess(bytes: &[u8]) -> Encoding {
    // Every second byte of Latin digits and commas in UTF-16 is zero.
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) if std::str::from_utf8(bytes).is_ok() => Encoding::Utf8,
        (0, 0) => Encoding::Gb18030,
        (high, low) if high > low => Encoding::Utf16Be,
        _ => Encoding::Utf16Le,
    }
}

/// The delimiter that parts the first lines most evenly.
fn find_delimiter(text: &str) -> char {
    let counts = |delimiter: char| {
        let mut rows = Vec::new();
        let mut widths = Scan::new(text, delimiter);
        for _ in 0..20 {
            match widths.row() {
                Some(cells) => rows.push(cells.len()),
                None => break,
            }
        }
        let widest = rows.iter().copied().max().unwrap_or(1);
        // A title and a unit line stand in one cell; most rows are as wide as the widest.
        let even = rows.iter().filter(|wide| **wide == widest).count();
        if widest < 2 { 0 } else { even * 100 + widest.min(99) }
    };
    let mut best = (0, ',');
    for delimiter in DELIMITERS {
        let points = counts(delimiter);
        if points > best.0 {
            best = (points, delimiter);
        }
    }
    best.1
}

/// Counted before anything is kept: what stands in quotes is no cell.
fn has_too_many_cells(text: &str, delimiter: char) -> bool {
    let Some(delimiter) = u8::try_from(delimiter).ok().filter(u8::is_ascii) else {
        return false;
    };
    let mut quoted = false;
    let ends = memchr::memchr3_iter(delimiter, b'\n', b'"', text.as_bytes()).filter(|at| {
        let quote = text.as_bytes().get(*at) == Some(&b'"');
        quoted ^= quote;
        !quote && !quoted
    });
    ends.take(MAX_CELLS + 1).count() > MAX_CELLS
}

fn fill(text: &str, delimiter: char, room: &mut Room, sheet: &mut Sheet) -> Result<(), SheetError> {
    let mut scan = Scan::new(text, delimiter);
    let mut row = 0;
    while let Some(cells) = scan.row() {
        for (column, cell) in cells.iter().enumerate() {
            if !cell.trim().is_empty() {
                let text = room.text(cell)?;
                room.put(sheet, row, column, Cell::Text(text))?;
            }
        }
        row += 1;
    }
    Ok(())
}

/// Goes through a text row by row; line breaks and delimiters may stand in quotes.
struct Scan<'a> {
    rest: &'a str,
    delimiter: char,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, delimiter }
    }

    fn row(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, after) = self.cell();
            cells.push(cell);
            let mut rest = after.chars();
            match rest.next() {
                Some(c) if c == self.delimiter => self.rest = rest.as_str(),
                Some('\r') => {
                    self.rest = rest.as_str().strip_prefix('\n').unwrap_or(rest.as_str());
                    return Some(cells);
                }
                _ => {
                    self.rest = rest.as_str();
                    return Some(cells);
                }
            }
        }
    }

    /// One cell, and what follows it.
    fn cell(&self) -> (String, &'a str) {
        let ends = |c: char| c == self.delimiter || c == '\n' || c == '\r';
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = self.rest.find(ends).unwrap_or(self.rest.len());
            let (cell, after) = self.rest.split_at(end);
            return (cell.to_owned(), after);
        };
        let mut cell = String::new();
        let mut rest = quoted;
        loop {
            let Some((before, after)) = rest.split_once('"') else {
                // The quote is never closed: what is there is kept as it is.
                cell.push_str(rest);
                return (cell, "");
            };
            cell.push_str(before);
            if let Some(more) = after.strip_prefix('"') {
                cell.push('"');
                rest = more;
                continue;
            }
            // Some programs write characters behind the closing quote: they belong to the cell.
            let end = after.find(ends).unwrap_or(after.len());
            let (behind, after) = after.split_at(end);
            cell.push_str(behind);
            return (unguarded(&cell), after);
        }
    }
}

/// ="0123" keeps its zeros in Excel; the cell says 0123.
fn unguarded(cell: &str) -> String {
    let inside = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(cell).to_owned()
}
