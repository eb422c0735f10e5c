//! What may be done with the cells of the grid, as data: the cursor, the clipboard, values, pasting. No pixel here.

mod cell;
pub mod clipboard;
mod edit;
pub mod new_rows;
mod paste;
pub mod replace;
mod selection;

pub use cell::{CellFault, CellKind, Said, WordsOf, kind};
pub use edit::CellWriter;
pub use paste::{Bulk, Fault, Surplus, Target, Wish, fill_across, fill_down, fill_on, fill_with, spread};
pub use selection::{Block, Direction, Ground, Motion, Selection, Spot};

#[cfg(test)]
mod tests;
