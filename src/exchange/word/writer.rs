//! Writes Word documents in the official typography: what our own templates are made with.
//!
//! A4, margins and page numbers by GB/T 9704—2012: head 37 mm, left 28 mm, a text of 156 mm × 225 mm, numbers in
//! 四号 宋体 between dashes, outside on odd and even pages. Titles 方正小标宋 二号, text 仿宋 三号 on lines of 28 points
//! with two characters' indent, tables 宋体 小四 or 五号.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::{
    tree::escaped,
    writer_parts::{CONTENT_TYPES, DOCUMENT_RELS, FONTS, NAMESPACE, RELS, SETTINGS, core, footer, styles},
};

/// What a paragraph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The title of a document.
    Title,
    /// Number and date line under a title, centred.
    Number,
    /// A heading of the first order (一、).
    Heading,
    /// Text with two characters' indent.
    Body,
    /// Text without indent: to whom.
    Flush,
    /// Signature and date, to the right.
    Signature,
    /// In a table, 小四, left.
    Cell,
    /// In a table, 小四, centred.
    CellMiddle,
    /// The label of a table's row, 小四, centred.
    Label,
    /// In a wide table, 五号, left.
    Small,
    /// In a wide table, 五号, centred.
    SmallMiddle,
    /// The head of a wide table, 五号, centred.
    SmallHead,
    /// A note under a table, 五号.
    Note,
}

impl Style {
    /// The id that the style sheet gives it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Title => "DocTitle",
            Self::Number => "DocNumber",
            Self::Heading => "DocHeading",
            Self::Body => "DocBody",
            Self::Flush => "DocFlush",
            Self::Signature => "DocSignature",
            Self::Cell => "DocCell",
            Self::CellMiddle => "DocCellMiddle",
            Self::Label => "DocLabel",
            Self::Small => "DocSmall",
            Self::SmallMiddle => "DocSmallMiddle",
            Self::SmallHead => "DocSmallHead",
            Self::Note => "DocNote",
        }
    }
}

/// A cell of a table: lines of one style.
#[derive(Clone, Debug)]
pub struct Cell {
    style: Style,
    text: String,
    span: usize,
}

impl Cell {
    /// A cell of one column.
    pub fn new(style: Style, text: &str) -> Self {
        Self { style, text: text.to_owned(), span: 1 }
    }

    /// The same over so many columns.
    #[must_use]
    pub fn over(self, span: usize) -> Self {
        Self { span, ..self }
    }
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    cells: Vec<Cell>,
    head: bool,
    /// At least so high, in tenths of a millimetre.
    height: usize,
    may_break: bool,
}

impl Row {
    /// A row of these cells.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// The same, repeated on every page.
    #[must_use]
    pub fn head(self) -> Self {
        Self { head: true, ..self }
    }

    /// The same, at least so many millimetres high.
    #[must_use]
    pub fn high(self, millimetres: usize) -> Self {
        Self { height: millimetres * 10, ..self }
    }

    /// The same, allowed to go on over a page's end.
    #[must_use]
    pub fn breaking(self) -> Self {
        Self { may_break: true, ..self }
    }
}

/// A document being written.
#[derive(Clone, Debug)]
pub struct Docx {
    title: String,
    body: String,
    landscape: bool,
}

/// Twentieths of a point in a millimetre, times ten.
fn twips(tenths_of_mm: usize) -> usize {
    // 1 mm = 56.693 twips.
    (tenths_of_mm * 56_693 + 5_000) / 10_000
}

impl Docx {
    /// An empty document on A4.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), body: String::new(), landscape: false }
    }

    /// The same on its side.
    #[must_use]
    pub fn landscape(self) -> Self {
        Self { landscape: true, ..self }
    }

    /// Adds a paragraph for each line of a text.
    #[must_use]
    pub fn text(mut self, style: Style, text: &str) -> Self {
        for line in text.split('\n') {
            paragraph(&mut self.body, style, line);
        }
        self
    }

    /// Adds a table whose columns have these widths in millimetres.
    #[must_use]
    pub fn table(mut self, widths: &[usize], rows: &[Row]) -> Self {
        let all: usize = widths.iter().map(|width| twips(width * 10)).sum();
        put(
            &mut self.body,
            &format!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"DocTable\"/><w:tblW w:w=\"{all}\" w:type=\"dxa\"/>\
             <w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
            ),
        );
        for width in widths {
            put(&mut self.body, &format!("<w:gridCol w:w=\"{}\"/>", twips(width * 10)));
        }
        self.body.push_str("</w:tblGrid>");
        for row in rows {
            table_row(&mut self.body, widths, row);
        }
        self.body.push_str("</w:tbl>");
        self
    }

    /// The document as a file. The same document gives the same bytes.
    ///
    /// # Errors
    /// When the package cannot be packed.
    pub fn finish(self) -> ZipResult<Vec<u8>> {
        let (width, height) = if self.landscape { (16_838, 11_906) } else { (11_906, 16_838) };
        let sides = if self.landscape { " w:orient=\"landscape\"" } else { "" };
        // Head 37, foot 35, left 28, right 26 mm upright; narrower on its side, where tables stand.
        let (top, right, bottom, left) =
            if self.landscape { (1_588, 1_134, 1_361, 1_134) } else { (2_098, 1_474, 1_985, 1_588) };
        let document = format!(
            "{HEAD}<w:document {NAMESPACE}><w:body>{}<w:sectPr>\
             <w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"even\" r:id=\"rId4\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{sides}/>\
             <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>\
             <w:cols w:space=\"425\"/></w:sectPr></w:body></w:document>",
            self.body
        );
        let parts = [
            ("[Content_Types].xml", format!("{HEAD}{CONTENT_TYPES}")),
            ("_rels/.rels", format!("{HEAD}{RELS}")),
            ("docProps/core.xml", format!("{HEAD}{}", core(&self.title))),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", format!("{HEAD}{DOCUMENT_RELS}")),
            ("word/styles.xml", format!("{HEAD}{}", styles())),
            ("word/settings.xml", format!("{HEAD}{SETTINGS}")),
            ("word/fontTable.xml", format!("{HEAD}{FONTS}")),
            ("word/footer1.xml", format!("{HEAD}{}", footer(true))),
            ("word/footer2.xml", format!("{HEAD}{}", footer(false))),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, text) in parts {
            zip.start_file(name, options)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

fn put(out: &mut String, text: &str) {
    out.push_str(text);
}

fn paragraph(out: &mut String, style: Style, text: &str) {
    put(out, &format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>", style.id()));
    if !text.is_empty() {
        put(out, &format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text)));
    }
    out.push_str("</w:p>");
}

fn table_row(out: &mut String, widths: &[usize], row: &Row) {
    out.push_str("<w:tr><w:trPr>");
    if !row.may_break {
        out.push_str("<w:cantSplit/>");
    }
    if row.height > 0 {
        put(out, &format!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", twips(row.height)));
    }
    if row.head {
        out.push_str("<w:tblHeader/>");
    }
    out.push_str("</w:trPr>");
    let mut column = 0;
    for cell in &row.cells {
        let width: usize = widths.iter().skip(column).take(cell.span).map(|width| twips(width * 10)).sum();
        column += cell.span;
        put(out, &format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
        if cell.span > 1 {
            put(out, &format!("<w:gridSpan w:val=\"{}\"/>", cell.span));
        }
        out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
        for line in cell.text.split('\n') {
            paragraph(out, cell.style, line);
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}
