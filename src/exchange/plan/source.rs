//! Where a plan comes from: text or a Word document, both as lines.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::exchange::{
    docx::{DocxBlock, DocxCell},
    error::ExchangeError,
    xml::MAX_TEXT,
};

use super::{
    labels::{LabelHit, heading, labels},
    outline::{Number, number},
    pages::{is_annex, printed},
    wide::Wide,
};

/// A plan as it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanSource {
    /// Text of a file or of the clipboard.
    Text(String),
    /// The blocks of a Word document.
    Docx(Vec<DocxBlock>),
}

/// Decodes a text file: UTF-8 or UTF-16 by their marks, else UTF-8 if it is that, else GB18030.
///
/// # Errors
/// When the bytes are text in none of them, or far more than a plan.
pub fn decode_text(bytes: &[u8]) -> Result<String, ExchangeError> {
    if bytes.len() > MAX_TEXT {
        return Err(ExchangeError::LargeFile);
    }
    let marked = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(UTF_16LE.decode_without_bom_handling(rest)),
        [0xfe, 0xff, rest @ ..] => Some(UTF_16BE.decode_without_bom_handling(rest)),
        _ => None,
    };
    if let Some((text, broken)) = marked {
        return if broken { Err(ExchangeError::NotText) } else { Ok(text.into_owned()) };
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(ExchangeError::NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken { Err(ExchangeError::NotText) } else { Ok(text.into_owned()) }
}

/// One line of a plan, with what its beginning says.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Counted from 1.
    pub number: usize,
    pub wide: Wide,
    pub numbered: Option<Number>,
    pub labels: Vec<LabelHit>,
    /// Cells of a table nobody recognised.
    pub cells: bool,
    /// A page number or a running head.
    pub furniture: bool,
    /// Something new begins here (附件2).
    pub annex: bool,
    /// Its text goes on in the line at this position.
    pub part_of: Option<usize>,
}

impl Line {
    pub(super) fn new(number_of_line: usize, text: &str) -> Self {
        let wide = Wide::new(text.trim());
        let numbered = number(&wide);
        let rest = numbered.map_or(0, |number| number.end);
        Self {
            number: number_of_line,
            numbered,
            labels: labels(&wide, rest),
            wide,
            cells: false,
            furniture: false,
            annex: is_annex(text),
            part_of: None,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.furniture || self.wide.scan().skip(0) >= self.wide.len()
    }

    /// Where the text after the number begins.
    pub(super) fn rest(&self) -> usize {
        self.numbered.map_or(0, |number| number.end)
    }

    /// The text after the number.
    pub(super) fn rest_text(&self) -> String {
        self.wide.quote(self.rest()..self.wide.len())
    }

    pub(super) fn text(&self) -> String {
        self.wide.quote(0..self.wide.len())
    }

    /// The label the line begins with, its number aside.
    pub(super) fn head_label(&self) -> Option<&LabelHit> {
        let start = self.wide.scan().skip(self.rest());
        self.labels.first().filter(|hit| hit.start == start)
    }
}

/// A table whose headings are known, and the line its first row stands on.
#[derive(Clone, Debug)]
pub(super) struct LedgerTable {
    pub first_line: usize,
    pub rows: Vec<Vec<DocxCell>>,
    /// The row that holds the headings.
    pub header: usize,
}

/// A plan as lines, and the tables that are lists of tasks.
#[derive(Clone, Debug, Default)]
pub(super) struct Flat {
    pub lines: Vec<Line>,
    pub tables: Vec<LedgerTable>,
}

pub(super) fn flatten(source: &PlanSource) -> Flat {
    let mut flat = Flat::default();
    match source {
        PlanSource::Text(text) => {
            let text = text.trim_start_matches('\u{feff}');
            for (index, line) in printed(text).into_iter().enumerate() {
                flat.lines.push(Line {
                    furniture: line.furniture,
                    part_of: line.part_of,
                    ..Line::new(index + 1, &line.text)
                });
            }
        }
        PlanSource::Docx(blocks) => {
            let mut next = 1;
            for block in blocks {
                next = block_lines(block, next, &mut flat);
            }
        }
    }
    flat
}

/// Adds a block that begins on this line; returns the line after it.
fn block_lines(block: &DocxBlock, mut next: usize, flat: &mut Flat) -> usize {
    match block {
        DocxBlock::Paragraph(paragraph) => {
            for line in paragraph.visible().split('\n') {
                flat.lines.push(Line::new(next, line));
                next += 1;
            }
        }
        DocxBlock::Table(rows) => {
            let first_line = next;
            next += rows.len();
            if let Some(header) = header_row(rows) {
                flat.tables.push(LedgerTable { first_line, rows: rows.clone(), header });
                return next;
            }
            for (index, row) in rows.iter().enumerate() {
                for text in row_lines(row) {
                    flat.lines.push(Line { cells: row.len() > 1, ..Line::new(first_line + index, &text) });
                }
            }
        }
    }
    next
}

/// The row of headings, if the table is a list of tasks.
fn header_row(rows: &[Vec<DocxCell>]) -> Option<usize> {
    let known = |row: &Vec<DocxCell>| row.iter().filter(|cell| heading(&cell.text).is_some()).count();
    let header = rows.iter().take(4).position(|row| known(row) >= 2 && row.len() >= 3)?;
    // 责任单位 | 甲局 | 整改时限 | 2020年底 is a form for one task.
    let below = rows.get(header + 1)?;
    (known(below) == 0).then_some(header)
}

/// The lines of a row that is no task: its cells, or 标签:值 where the cells are such pairs.
fn row_lines(row: &[DocxCell]) -> Vec<String> {
    let labelled = row.first().is_some_and(|cell| heading(&cell.text).is_some());
    let mut lines = Vec::new();
    if labelled && row.len() >= 2 {
        for pair in row.chunks(2) {
            let [label, value] = pair else {
                lines.extend(pair.iter().map(|cell| cell.text.clone()));
                continue;
            };
            lines.push(format!("{}：{}", label.text.replace('\n', ""), value.text));
        }
    } else {
        let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
        lines.push(cells.join("\t").trim().to_owned());
    }
    let lines = lines.iter().flat_map(|line| line.lines());
    lines.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_an_office_uses_is_decoded() {
        let text = "整改措施";
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let mut little = vec![0xff, 0xfe];
        little.extend(utf16.iter().flat_map(|unit| unit.to_le_bytes()));
        let mut big = vec![0xfe, 0xff];
        big.extend(utf16.iter().flat_map(|unit| unit.to_be_bytes()));
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(text.as_bytes());
        let gb = GB18030.encode(text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), marked, little, big, gb] {
            assert_eq!(decode_text(&bytes), Ok(text.to_owned()), "{bytes:?}");
        }
        assert_eq!(decode_text(&[1, 0, 2]), Err(ExchangeError::NotText), "binary");
        assert_eq!(decode_text(&[0x81, 0x20, 0xff]), Err(ExchangeError::NotText), "broken");
    }
}
