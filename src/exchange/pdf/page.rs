//! Draws one page of a table.

use krilla::{Document, page::PageSettings, surface::Surface};

use crate::exchange::form::{ColumnKind, FormColumn, FormTable, RowKind, words};

use super::{
    PdfFault,
    face::{BLACK, Ink, Pen, Type, fill_box, lines},
    layout::{ABOVE, ASIDE, Laid, NOTE, NOTE_LINE, Piece, TITLE, is_centred},
    wrap::wrap,
};

const HEAD_FILL: Ink = 0x00E8_EEF7;
const GROUP_FILL: Ink = 0x00F3_F5F9;
const RULE: f32 = 0.5;

/// Draws a page: its place in the table, its number, and how many there are.
pub(super) fn draw(
    document: &mut Document,
    pen: &mut Pen,
    (table, laid): (&FormTable<'_>, &Laid),
    (at, number, of): (usize, usize, usize),
) -> Result<(), PdfFault> {
    let settings = PageSettings::from_wh(laid.size.0, laid.size.1)
        .ok_or_else(|| PdfFault::Writer("the paper has no size".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut sheet = Sheet { surface: &mut surface, pen, laid, table };
    if at == 0 {
        sheet.above();
    }
    let pieces = laid.pages.get(at).map_or(&[][..], Vec::as_slice);
    let last = at + 1 == laid.pages.len();
    let mut y = laid.top(at);
    // A last page may hold nothing but the notes.
    if pieces.is_empty() && at > 0 {
        y = laid.margin.1;
    } else {
        sheet.heads(y - laid.heads.upper - laid.heads.lower);
    }
    for piece in pieces {
        sheet.row(*piece, y);
        y += piece.height;
    }
    if last {
        sheet.notes(y + 4.0);
    }
    sheet.foot(&words::page_of(number, of));
    surface.finish();
    page.finish();
    Ok(())
}

struct Sheet<'a, 'b> {
    surface: &'a mut Surface<'b>,
    pen: &'a mut Pen,
    laid: &'a Laid,
    table: &'a FormTable<'a>,
}

impl Sheet<'_, '_> {
    fn left(&self) -> f32 {
        self.laid.margin.0
    }

    fn right(&self) -> f32 {
        self.laid.edges.last().copied().unwrap_or_default()
    }

    /// Words in the middle of a stretch.
    fn centred(&mut self, (from, to): (f32, f32), y: f32, said: &str, set: Type) {
        let wide = self.pen.width(said, set);
        self.pen.write(self.surface, ((from + to - wide) / 2.0, y), said, set);
    }

    fn above(&mut self) {
        let top = self.laid.margin.1;
        let (left, right) = (self.left(), self.right());
        // A long title is set smaller rather than cut.
        let wide = self.pen.width(&self.table.title, TITLE);
        let title = Type { size: TITLE.size * ((right - left) / wide.max(1.0)).min(1.0), ..TITLE };
        self.centred((left, right), top + 20.0, &self.table.title, title);
        let y = top + ABOVE - 7.0;
        self.pen.write(self.surface, (left, y), &self.table.unit, ASIDE);
        let wide = self.pen.width(&self.table.date, ASIDE);
        self.pen.write(self.surface, (right - wide, y), &self.table.date, ASIDE);
    }

    fn foot(&mut self, said: &str) {
        let y = self.laid.size.1 - self.laid.margin.1 + 2.0;
        self.centred((0.0, self.laid.size.0), y, said, NOTE);
    }

    fn notes(&mut self, from: f32) {
        for (at, note) in self.laid.notes.iter().enumerate() {
            let y = from + at as f32 * NOTE_LINE + 10.0;
            self.pen.write(self.surface, (self.left(), y), note, NOTE);
        }
    }

    fn edge(&self, at: usize) -> f32 {
        self.laid.edges.get(at).copied().unwrap_or_default()
    }

    fn heads(&mut self, top: f32) {
        let heads = self.laid.heads;
        let bottom = top + heads.upper + heads.lower;
        let (left, right) = (self.left(), self.right());
        fill_box(self.surface, (left, top, right - left, bottom - top), HEAD_FILL);
        let columns: Vec<(usize, &FormColumn)> = self.table.shown().map(|(_, column)| column).enumerate().collect();
        let mut rules = vec![frame(left, top, right, bottom)];
        for run in columns.chunk_by(|a, b| !a.1.above.is_empty() && a.1.above == b.1.above) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let (from, to) = (self.edge(first.0), self.edge(last.0 + 1));
            rules.push(vec![(to, top), (to, bottom)]);
            if first.1.above.is_empty() {
                self.head((from, to), (top, bottom), &first.1.head);
                continue;
            }
            let middle = top + heads.upper;
            rules.push(vec![(from, middle), (to, middle)]);
            self.head((from, to), (top, middle), &first.1.above);
            for (at, column) in run {
                let (from, to) = (self.edge(*at), self.edge(*at + 1));
                rules.push(vec![(to, middle), (to, bottom)]);
                self.head((from, to), (middle, bottom), &column.head);
            }
        }
        lines(self.surface, &rules, (BLACK, RULE), &[]);
    }

    fn head(&mut self, (from, to): (f32, f32), (top, bottom): (f32, f32), said: &str) {
        let set = self.laid.set.bold();
        let shown = wrap(self.pen, said, set, to - from - self.laid.pad() * 2.0);
        let first = (top + bottom - shown.len() as f32 * self.laid.line()) / 2.0;
        for (at, line) in shown.iter().enumerate() {
            let y = first + at as f32 * self.laid.line() + baseline(self.laid);
            self.centred((from, to), y, line, set);
        }
    }

    fn row(&mut self, piece: Piece, top: f32) {
        let row = self.table.rows.row(piece.row);
        let cells = self.laid.cells(self.pen, self.table, &row);
        let (left, right) = (self.left(), self.right());
        let bottom = top + piece.height;
        let mut rules = vec![frame(left, top, right, bottom)];
        if row.kind != RowKind::Data {
            fill_box(self.surface, (left, top, right - left, piece.height), GROUP_FILL);
        }
        let columns: Vec<ColumnKind> = self.table.shown().map(|(_, column)| column.kind).collect();
        for (column, lines) in cells.iter().enumerate() {
            let group = row.kind == RowKind::Group;
            let set = if row.kind == RowKind::Data { self.laid.set } else { self.laid.set.bold() };
            let (from, to) = if group { (left, right) } else { (self.edge(column), self.edge(column + 1)) };
            if !group && column > 0 {
                rules.push(vec![(from, top), (from, bottom)]);
            }
            let centred = !group && columns.get(column).is_some_and(|kind| is_centred(*kind));
            let shown: Vec<&String> = lines.iter().take(piece.to).skip(piece.from).collect();
            // Broken rows go on from the top, whole ones stand in the middle.
            let whole = piece.from == 0 && lines.len() <= piece.to;
            let slack = piece.height - self.laid.pad() * 2.0 - shown.len() as f32 * self.laid.line();
            let mut y = top + self.laid.pad() + if whole { slack / 2.0 } else { 0.0 } + baseline(self.laid);
            for line in shown {
                if centred {
                    self.centred((from, to), y, line, set);
                } else {
                    self.pen.write(self.surface, (from + self.laid.pad(), y), line, set);
                }
                y += self.laid.line();
            }
        }
        lines(self.surface, &rules, (BLACK, RULE), &[]);
    }
}

/// From the top of a line to its baseline.
fn baseline(laid: &Laid) -> f32 {
    (laid.line() - laid.set.size) / 2.0 + laid.set.size * 0.86
}

fn frame(left: f32, top: f32, right: f32, bottom: f32) -> Vec<(f32, f32)> {
    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
}
