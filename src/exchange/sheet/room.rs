//! Gathers cells of a sheet and keeps count of how many there are in all sheets.

use std::sync::Arc;

use super::{
    Cell, Merge, Sheet,
    error::{Excess, SheetError},
    limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_TEXT},
};

/// So many of the texts met last are remembered, to be shared by cells that say the same.
const REMEMBERED: usize = 1 << 13;

/// Longer texts hardly ever stand in two cells.
const LONGEST_SHARED: usize = 192;

/// How much room is left, over all sheets.
#[derive(Debug)]
pub(super) struct Room {
    cells: usize,
    text: usize,
    merges: usize,
    /// Texts by what they begin, end and measure; one that falls into the same place takes it.
    met: Vec<Option<Arc<str>>>,
}

impl Room {
    pub(super) fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT, merges: MAX_MERGES, met: Vec::new() }
    }

    /// A text of its own; one that is shared is counted where it is shared.
    pub(super) fn text(&mut self, text: &str) -> Result<Arc<str>, SheetError> {
        self.text = self.text.checked_sub(text.len()).ok_or(SheetError::TooMuch(Excess::Text))?;
        if text.len() > LONGEST_SHARED {
            return Ok(Arc::from(text));
        }
        if self.met.is_empty() {
            self.met.resize(REMEMBERED, None);
        }
        let Some(slot) = self.met.get_mut(place_of(text.as_bytes())) else {
            return Ok(Arc::from(text));
        };
        match slot {
            Some(met) if **met == *text => Ok(Arc::clone(met)),
            Some(_) | None => Ok(Arc::clone(slot.insert(Arc::from(text)))),
        }
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
        // Rows of a table are as wide as the one before them, mostly.
        let above = row.checked_sub(1).and_then(|above| sheet.rows.get(above)).map_or(0, Vec::len);
        let Some(cells) = sheet.rows.get_mut(row) else {
            return Ok(());
        };
        if let Some(more) = (column + 1).checked_sub(cells.len()) {
            self.cells = self.cells.checked_sub(more).ok_or(SheetError::TooMuch(Excess::Cells))?;
            if cells.capacity() == 0 {
                cells.reserve_exact((column + 1).max(above));
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

/// Where a text is remembered: cheaper than a hash of all its bytes, for most texts of a table are short.
fn place_of(bytes: &[u8]) -> usize {
    let eight = |at: usize| {
        let some = bytes.get(at..).unwrap_or_default();
        some.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte))
    };
    let middle = (bytes.len() / 2).saturating_sub(4);
    let mut mixed = bytes.len() as u64;
    for part in [eight(0), eight(middle), eight(bytes.len().saturating_sub(8))] {
        mixed = (mixed ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^= mixed >> 29;
    }
    mixed as usize % REMEMBERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_say_the_same_share_one_text_and_others_keep_their_own() {
        let mut room = Room::new();
        let mut text = |text: &str| room.text(text).unwrap();
        let first = text("市生态环境局");
        assert!(Arc::ptr_eq(&first, &text("市生态环境局")));
        for n in 0..50_000 {
            assert_eq!(&*text(&n.to_string()), n.to_string());
        }
        assert_eq!(&*text("市生态环境局"), "市生态环境局");
        let long = "长".repeat(LONGEST_SHARED);
        assert!(!Arc::ptr_eq(&text(&long), &text(&long)), "not worth a look");
    }
}
