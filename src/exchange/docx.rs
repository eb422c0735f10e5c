//! Reads the paragraphs and tables of a Word document.
//!
//! **Invariant:** whatever the bytes are, reading ends in words or in blocks, within two seconds and 300 MB.

use std::io::{Cursor, Read as _};

use zip::{ZipArchive, result::ZipError};

use super::{
    docx_numbering::{Numbering, Styles},
    error::ExchangeError,
    xml::{Element, Node, XmlFault, parse},
    zipped,
};

/// The largest file that is read, in bytes, pictures and all.
pub const MAX_FILE: usize = 192 * 1024 * 1024;
/// No part of an honest plan unpacks to more.
pub(super) const MAX_PART: u64 = 48 * 1024 * 1024;
/// Beyond so many bytes the ratio counts.
const SMALL_PART: u64 = 8 * 1024 * 1024;
/// Honest documents are packed 10 to 60 times; bombs 1,000 times.
pub(super) const MAX_RATIO: u64 = 250;
/// How a .doc of Word 97–2003 begins.
const OLE_MAGIC: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// A paragraph or a table, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxBlock {
    /// A paragraph.
    Paragraph(DocxParagraph),
    /// A table, row by row.
    Table(Vec<Vec<DocxCell>>),
}

/// A paragraph of a Word document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocxParagraph {
    /// The number Word shows before it, which stands in no text: `一、`, `(2)`.
    pub number: String,
    /// Its text, tabs and line breaks included.
    pub text: String,
    /// Its heading level from 1, if it is a heading.
    pub heading: Option<u8>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocxCell {
    /// Its paragraphs, a line each.
    pub text: String,
    /// How many columns it covers.
    pub span: usize,
    /// It goes on with the cell above.
    pub continues: bool,
}

impl DocxParagraph {
    /// Returns the paragraph as a reader sees it, number first.
    pub fn visible(&self) -> String {
        format!("{}{}", self.number, self.text)
    }
}

/// Reads the body of a Word document.
///
/// # Errors
/// When the bytes are no Word document, or one that is broken or unreasonably large.
pub fn read_docx(bytes: &[u8]) -> Result<Vec<DocxBlock>, ExchangeError> {
    if bytes.starts_with(OLE_MAGIC) {
        return Err(ExchangeError::OldWord);
    }
    let mut archive = open(bytes)?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(ExchangeError::NotWord)?;
    let styles = part(&mut archive, "word/styles.xml")?;
    let styles = styles.as_ref().map(Styles::read).unwrap_or_default();
    let numbering = part(&mut archive, "word/numbering.xml")?;
    let numbering = numbering.as_ref().map(Numbering::read).unwrap_or_default();
    let mut reading = Reading { styles, numbering };
    let body = document.child("body").ok_or(ExchangeError::NotWord)?;
    let mut blocks = Vec::new();
    reading.blocks(body, &mut blocks);
    Ok(blocks)
}

/// Opens the package, its names as they should be.
fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ExchangeError> {
    if bytes.len() > MAX_FILE {
        return Err(ExchangeError::LargeFile);
    }
    if zipped::has_too_many_parts(bytes) {
        return Err(ExchangeError::TooManyParts);
    }
    let archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| ExchangeError::BrokenPackage(error.to_string()))?;
    let outward = archive.file_names_raw().find_map(zipped::unsafe_name);
    match outward {
        Some(name) => Err(ExchangeError::UnsafeName(name)),
        None => Ok(archive),
    }
}

/// Parses one part of the package, if it is there.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<Element>, ExchangeError> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(ExchangeError::BrokenPackage(error.to_string())),
    };
    let most = file.compressed_size().saturating_mul(MAX_RATIO).clamp(SMALL_PART, MAX_PART);
    let too_much = || {
        let part = name.to_owned();
        if most < MAX_PART { ExchangeError::Bomb(part) } else { ExchangeError::TooLarge(part) }
    };
    let declared = file.size();
    if declared > most {
        return Err(too_much());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default() + 1);
    // What is unpacked counts, whatever the package declares.
    let read = file.take(most + 1).read_to_end(&mut bytes);
    let broken = |why: String| ExchangeError::BrokenPart { part: name.to_owned(), why };
    let length = read.map_err(|error| broken(error.to_string()))?;
    if length as u64 > most {
        return Err(too_much());
    }
    let text = String::from_utf8(bytes).map_err(|error| broken(error.to_string()))?;
    let parsed = parse(text.trim_start_matches('\u{feff}'));
    let parsed = parsed.map_err(|fault| match fault {
        XmlFault::Broken(why) => broken(why),
        XmlFault::TooDeep => ExchangeError::TooDeep(name.to_owned()),
        XmlFault::TooMuch => ExchangeError::TooLarge(name.to_owned()),
        XmlFault::Entities => ExchangeError::Entities(name.to_owned()),
    })?;
    Ok(Some(parsed))
}

struct Reading {
    styles: Styles,
    numbering: Numbering,
}

impl Reading {
    fn blocks(&mut self, parent: &Element, blocks: &mut Vec<DocxBlock>) {
        for child in parent.elements() {
            match child.name.as_str() {
                "p" => blocks.push(DocxBlock::Paragraph(self.paragraph(child))),
                "tbl" => {
                    let rows = self.rows(child);
                    blocks.push(DocxBlock::Table(rows));
                }
                // Content controls and kept revisions only wrap what they hold.
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" => {
                    self.blocks(child, blocks);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, element: &Element) -> DocxParagraph {
        let properties = element.child("pPr");
        let style = properties.and_then(|set| set.setting("pStyle"));
        let own = properties.and_then(|set| set.child("numPr"));
        let place = self.styles.number_place(style, own);
        let mut text = String::new();
        run_text(element, &mut text);
        let text = text.trim_end().to_owned();
        let number = match place {
            Some(place) if !text.trim().is_empty() => self.numbering.next(&place),
            _ => String::new(),
        };
        DocxParagraph { number, text, heading: self.styles.heading(style) }
    }

    fn rows(&mut self, table: &Element) -> Vec<Vec<DocxCell>> {
        let mut rows = Vec::new();
        let mut open: Vec<&Element> = table.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            match element.name.as_str() {
                "tr" if !is_deleted(element) => {
                    let mut cells = Vec::new();
                    self.cells(element, &mut cells);
                    rows.push(cells);
                }
                "sdt" | "sdtContent" | "customXml" => {
                    let inside: Vec<&Element> = element.elements().collect();
                    open.extend(inside.into_iter().rev());
                }
                _ => {}
            }
        }
        rows
    }

    fn cells(&mut self, row: &Element, cells: &mut Vec<DocxCell>) {
        for element in row.elements() {
            match element.name.as_str() {
                "tc" => cells.push(self.cell(element)),
                "sdt" | "sdtContent" | "customXml" => self.cells(element, cells),
                _ => {}
            }
        }
    }

    fn cell(&mut self, element: &Element) -> DocxCell {
        let properties = element.child("tcPr");
        let span = properties.and_then(|set| set.setting("gridSpan"));
        let merge = properties.and_then(|set| set.child("vMerge"));
        let mut inside = Vec::new();
        self.blocks(element, &mut inside);
        DocxCell {
            text: lines_of(&inside).join("\n").trim().to_owned(),
            span: span.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 100),
            continues: merge.is_some_and(|merge| merge.attribute("val") != Some("restart")),
        }
    }
}

/// The text of blocks, a line for each paragraph; a table within a cell gives a line for each row.
fn lines_of(blocks: &[DocxBlock]) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            DocxBlock::Paragraph(paragraph) => lines.push(paragraph.visible()),
            DocxBlock::Table(rows) => {
                for row in rows {
                    let cells: Vec<_> = row.iter().map(|cell| cell.text.as_str()).collect();
                    lines.push(cells.join("\t"));
                }
            }
        }
    }
    lines
}

fn is_deleted(row: &Element) -> bool {
    row.child("trPr").is_some_and(|set| set.child("del").is_some())
}

/// Gathers the text of runs: what was deleted is left out, what was inserted is kept.
fn run_text(element: &Element, text: &mut String) {
    for node in &element.children {
        let Node::Element(child) = node else { continue };
        match child.name.as_str() {
            "t" => text.push_str(&child.text()),
            "tab" | "ptab" => text.push('\t'),
            "cr" => text.push('\n'),
            "br" if child.attribute("type").is_none_or(|kind| kind == "textWrapping") => {
                text.push('\n');
            }
            "noBreakHyphen" => text.push('-'),
            "r" | "ins" | "moveTo" | "hyperlink" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml"
            | "dir" | "bdo" | "ruby" | "rubyBase" => {
                run_text(child, text);
            }
            // Deleted text, field codes, drawings and their text boxes.
            _ => {}
        }
    }
}
