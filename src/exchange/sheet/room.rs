//! Gathers cells of a sheet and keeps count of how many there are in all sheets.

use std::sync::Arc;

use super::{
    Cell, Merge, Sheet,
    error::{Excess, SheetError},
    limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_TEXT},
};

/// How much room is left, over all sheets.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
    text: usize,
    merges: usize,
}

impl Room {
    pub(super) fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT, merges: MAX_MERGES }
    }

    /// A text of its own; one that is shared is counted where it is shared.
    pub(super) fn text(&mut self, text: &str) -> Result<Arc<str>, SheetError> {
        self.text = self.text.checked_sub(text.len()).ok_or(SheetError::TooMuch(Excess::Text))?;
        Ok(Arc::from(text))
    }

    /// Puts a filled cell into a sheet. Blank text is no cell.
    pub(super) fn put(&mut self, sheet: &mut Sheet, row: usize, column: usize, cell: Cell) -> Result<(), SheetError> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(SheetError::TooMuch(Excess::Columns));
        }
        if row >= MAX_ROWS {
            return Err(SheetError::TooMuch(Excess::Rows));
        }
        if sheet.rows.len() <= row {
            sheet.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = sheet.rows.get_mut(row) else {
            return Ok(());
        };
        if let Some(more) = (column + 1).checked_sub(cells.len()) {
            self.cells = self.cells.checked_sub(more).ok_or(SheetError::TooMuch(Excess::Cells))?;
            if cells.capacity() == 0 {
                // Rows of a table are as wide as one another, mostly.
                cells.reserve_exact((column + 1).clamp(16, MAX_COLUMNS));
            }
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = cells.get_mut(column) {
            *slot = cell;
        }
        Ok(())
    }

    /// Notes a merged range; one of a single cell is none.
    pub(super) fn merge(&mut self, sheet: &mut Sheet, merge: Merge) -> Result<(), SheetError> {
        if (merge.top, merge.left) == (merge.bottom, merge.right) {
            return Ok(());
        }
        let wide = (merge.right - merge.left + 1).min(MAX_COLUMNS);
        self.merges = self.merges.checked_sub(wide).ok_or(SheetError::TooMuch(Excess::Merges))?;
        sheet.merges.push(merge);
        Ok(())
    }
}
