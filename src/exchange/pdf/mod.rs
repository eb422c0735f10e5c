//! Writes the tables of a form as PDF for printing, with the program's own font: fitted to the width of the paper,
//! heads repeated, page numbers, rows that break over pages, charts; and pages drawn out of plain shapes.

mod chart;
mod face;
mod layout;
mod page;
mod picture;
#[cfg(test)]
mod tests;
mod wrap;

use std::sync::Arc;

use krilla::{Document, metadata::Metadata};

use super::form::FormBook;

pub use chart::axis_end;
pub use picture::{Shape, ShapeAnchor, picture};

use face::Pen;

/// The fonts a document is set in, as OpenType files.
#[derive(Clone, Copy, Debug)]
pub struct Faces {
    /// The text face.
    pub regular: &'static [u8],
    /// The bold face.
    pub bold: &'static [u8],
    /// Finds a font of the system for a character that both lack.
    pub spare: fn(char) -> Option<SpareFace>,
}

/// A font of the system.
#[derive(Clone)]
pub struct SpareFace {
    /// Its file.
    pub bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Which font of the file it is.
    pub index: u32,
    /// Tells it from others.
    pub id: u64,
}

impl std::fmt::Debug for SpareFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SpareFace({}, {})", self.id, self.index)
    }
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that no font has: a box stands for each.
    pub lacking: Vec<char>,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum PdfFault {
    /// It was stopped.
    #[error("stopped")]
    Stopped,
    /// The program's own font cannot be read.
    #[error("the font of the program cannot be read")]
    Font,
    /// The writing crate refused.
    #[error("{0}")]
    Writer(String),
}

/// Says how many rows of how many are done; false stops.
pub type Goes<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// Writes a form. Rows are gone through twice: once to break them into pages, once to draw them.
pub fn write(book: &FormBook<'_>, faces: Faces, goes: Goes<'_>) -> Result<Printed, PdfFault> {
    let mut pen = Pen::new(faces)?;
    let all = book.n_rows() * 2;
    let mut done = 0;
    let mut laid = Vec::new();
    for table in &book.tables {
        laid.push(layout::lay_out(table, &mut pen, &mut |rows| goes(done + rows, all))?);
        done += table.rows.len();
    }
    let charts: Vec<_> = book.tables.iter().map(chart::pages).collect();
    let n_pages = laid.iter().map(|laid| laid.pages.len()).sum::<usize>() + charts.iter().map(Vec::len).sum::<usize>();
    let mut document = Document::new();
    document.set_metadata(metadata(book));
    let mut number = 0;
    for ((table, laid), charts) in book.tables.iter().zip(&laid).zip(&charts) {
        for at in 0..laid.pages.len() {
            number += 1;
            page::draw(&mut document, &mut pen, (table, laid), (at, number, n_pages))?;
            let drawn = laid.pages.get(at).and_then(|page| page.last()).map_or(0, |piece| piece.row);
            if !goes(done + drawn, all) {
                return Err(PdfFault::Stopped);
            }
        }
        for chart in charts {
            number += 1;
            chart::draw(&mut document, &mut pen, table, chart, (number, n_pages))?;
        }
        done += table.rows.len();
    }
    let bytes = document.finish().map_err(|error| PdfFault::Writer(format!("{error:?}")))?;
    Ok(Printed { bytes, lacking: pen.lacking() })
}

fn metadata(book: &FormBook<'_>) -> Metadata {
    let title = book.tables.first().map_or(book.ledger_title.as_str(), |table| table.title.as_str());
    Metadata::new().title(title.to_owned()).language("zh-CN".to_owned())
}
