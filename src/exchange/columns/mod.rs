//! Finds out what the columns of a table are: where its heads stand, which field each is, and which rows are one thing.
//!
//! ```text
//! sheet -> band of heads -> heads in words -> fields, each with the reason -> records (one issue, one or more rows)
//! ```

mod band;
mod field;
mod mapping;
mod record;
mod synonyms;
#[cfg(test)]
mod tests;
pub mod values;
pub mod words;

pub use band::{Band, find_band, heads};
pub use field::{Field, TableKind};
pub use mapping::{Guess, Mapping, Why};
pub use record::{Placed, Record, Table};
