//! What may be done with the cells of the grid, as data: the cursor, the clipboard, values, pasting. No pixel here.

pub mod clipboard;
pub mod edit;
pub mod paste;
pub mod selection;

pub use edit::{CellFault, CellKind, CellWriter, Said, WordsOf, kind};
pub use paste::{Bulk, Fault, Surplus, Target, Wish, spread};
pub use selection::{Block, Direction, Ground, Motion, Selection, Spot};
