//! Breaks a table into pages: how wide each column is, how high each row, what stands on which page.

use crate::exchange::form::{ColumnKind, FormCell, FormColumn, FormRow, FormTable, RowKind, words};

use super::{
    PdfFault,
    face::{Pen, Type},
    wrap::wrap,
};

pub(super) const MILLIMETRE: f32 = 72.0 / 25.4;
/// Blank at every edge of the paper, in points.
pub(super) const MARGIN: f32 = 12.0 * MILLIMETRE;
/// 五号.
const BODY: f32 = 10.5;
/// No smaller than this, whatever the width.
const SMALLEST: f32 = 5.0;
/// Points a half-width character takes at the size of the body, with the room at both sides of its cell.
const CHARACTER: f32 = BODY * 0.56;

pub(super) const TITLE: Type = Type::new(18.0).bold();
pub(super) const ASIDE: Type = Type::new(10.5);
pub(super) const NOTE: Type = Type::new(9.0);
/// Lines of a note stand so far apart.
pub(super) const NOTE_LINE: f32 = 13.0;

/// A part of a row on a page: its lines from one to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) row: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) height: f32,
}

/// A table broken into pages.
pub(super) struct Laid {
    pub(super) size: (f32, f32),
    pub(super) margin: (f32, f32),
    /// Where each column shown begins; the right edge is the last.
    pub(super) edges: Vec<f32>,
    pub(super) set: Type,
    pub(super) heads: Heads,
    pub(super) pages: Vec<Vec<Piece>>,
    /// The notes as lines; they stand after the last row.
    pub(super) notes: Vec<String>,
}

/// How high the lines of heads are, upper and lower; the upper is zero where there is one line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Heads {
    pub(super) upper: f32,
    pub(super) lower: f32,
}

impl Laid {
    pub(super) fn line(&self) -> f32 {
        self.set.size * 1.36
    }

    pub(super) fn pad(&self) -> f32 {
        self.set.size * 0.28
    }

    /// Room for words in a column.
    pub(super) fn room(&self, column: usize) -> f32 {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        (edge(column + 1) - edge(column) - self.pad() * 2.0).max(self.set.size)
    }

    /// Where rows begin on a page.
    pub(super) fn top(&self, page: usize) -> f32 {
        let above = if page == 0 { ABOVE } else { 0.0 };
        self.margin.1 + above + self.heads.upper + self.heads.lower
    }

    fn bottom(&self) -> f32 {
        self.size.1 - self.margin.1 - FOOT
    }

    /// The lines of each cell of a row.
    pub(super) fn cells(&self, pen: &mut Pen, table: &FormTable<'_>, row: &FormRow) -> Vec<Vec<String>> {
        let set = if row.kind == RowKind::Data { self.set } else { self.set.bold() };
        if row.kind == RowKind::Group {
            let wide = self.edges.last().copied().unwrap_or_default() - self.margin.0 - self.pad() * 2.0;
            let said = row.cells.first().map(FormCell::words).unwrap_or_default();
            return vec![wrap(pen, &said, set, wide)];
        }
        let cells = table.shown().enumerate();
        cells
            .map(|(column, (at, _))| {
                let said = row.cells.get(at).map(FormCell::words).unwrap_or_default();
                wrap(pen, &said, set, self.room(column))
            })
            .collect()
    }
}

/// Room for the title and the line under it, on the first page.
pub(super) const ABOVE: f32 = 52.0;
/// Room for the number of the page.
const FOOT: f32 = 16.0;

/// Breaks a table into pages. `goes` hears how many rows are done.
pub(super) fn lay_out(
    table: &FormTable<'_>,
    pen: &mut Pen,
    goes: &mut dyn FnMut(usize) -> bool,
) -> Result<Laid, PdfFault> {
    let (wide, high) = table.paper.millimetres();
    let size = (wide * MILLIMETRE, high * MILLIMETRE);
    let margin = (MARGIN, MARGIN);
    let room = size.0 - margin.0 * 2.0;
    let all: f32 = table.shown().map(|(_, column)| column.width).sum::<f32>().max(1.0);
    let scale = (room / (all * CHARACTER)).min(1.0);
    let mut edges = vec![margin.0];
    let mut at = margin.0;
    for (_, column) in table.shown() {
        at += room * column.width / all;
        edges.push(at);
    }
    let set = Type::new((BODY * scale).max(SMALLEST));
    let mut laid =
        Laid { size, margin, edges, set, heads: Heads::default(), pages: vec![Vec::new()], notes: Vec::new() };
    laid.heads = heads(&laid, pen, table);
    for (at, note) in table.notes.iter().enumerate() {
        laid.notes.extend(wrap(pen, &words::note(at + 1, note), NOTE, room));
    }
    break_rows(&mut laid, pen, table, goes)?;
    Ok(laid)
}

fn heads(laid: &Laid, pen: &mut Pen, table: &FormTable<'_>) -> Heads {
    let set = laid.set.bold();
    let mut lines = |said: &str, column: usize| wrap(pen, said, set, laid.room(column)).len();
    let columns: Vec<(usize, &FormColumn)> = table.shown().map(|(_, column)| column).enumerate().collect();
    let of = |lines: usize| lines as f32 * laid.line() + laid.pad() * 3.0;
    let two = columns.iter().any(|(_, column)| !column.above.is_empty());
    let under = |column: &FormColumn| !column.above.is_empty();
    let lower =
        columns.iter().filter(|(_, column)| under(column) || !two).map(|(at, column)| lines(&column.head, *at)).max();
    if !two {
        return Heads { upper: 0.0, lower: of(lower.unwrap_or(1)) };
    }
    let upper = of(1);
    let lower = of(lower.unwrap_or(1));
    // A head over both lines may need more than they have.
    let whole = columns.iter().filter(|(_, column)| !under(column)).map(|(at, column)| lines(&column.head, *at)).max();
    Heads { upper, lower: lower.max(of(whole.unwrap_or(1)) - upper) }
}

fn break_rows(
    laid: &mut Laid,
    pen: &mut Pen,
    table: &FormTable<'_>,
    goes: &mut dyn FnMut(usize) -> bool,
) -> Result<(), PdfFault> {
    let (line, pads, bottom) = (laid.line(), laid.pad() * 2.0, laid.bottom());
    let mut y = laid.top(0);
    for (at, row) in table.rows.iter().enumerate() {
        if at % 64 == 0 && !goes(at) {
            return Err(PdfFault::Stopped);
        }
        let cells = laid.cells(pen, table, &row);
        let all = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = |lines: usize| lines as f32 * line + pads;
        let (mut from, fresh) = (0, laid.top(1));
        // A row that fits a page is not broken; the head of a group does not end one.
        let wanted = height(all) + if row.kind == RowKind::Group { height(2) } else { 0.0 };
        if y + wanted > bottom && fresh + wanted <= bottom {
            laid.pages.push(Vec::new());
            y = fresh;
        }
        while from < all {
            let fits = (((bottom - y - pads) / line).floor().max(0.0) as usize).min(all - from);
            let fits = if fits == 0 && laid.pages.last().is_some_and(Vec::is_empty) { 1 } else { fits };
            if fits > 0 {
                let piece = Piece { row: at, from, to: from + fits, height: height(fits) };
                laid.pages.last_mut().into_iter().for_each(|page| page.push(piece));
                y += piece.height;
                from += fits;
            }
            if from < all {
                laid.pages.push(Vec::new());
                y = fresh;
            }
        }
    }
    if y + 4.0 + laid.notes.len() as f32 * NOTE_LINE > bottom && !laid.notes.is_empty() {
        laid.pages.push(Vec::new());
    }
    Ok(())
}

/// Whether words of a kind stand in the middle of their column.
pub(super) fn is_centred(kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Text => false,
        ColumnKind::Short | ColumnKind::Number | ColumnKind::Date | ColumnKind::Percent | ColumnKind::Money => true,
    }
}
