//! The ledger on disk: written whole or not at all, read line by line, never replaced by a guess.
//!
//! Nothing here reads the clock: times are handed in.

pub mod checksum;
pub mod error;
pub mod evidence;
mod files;
pub mod generations;
pub mod journal;
pub mod journal_slot;
pub mod lock;
pub mod paths;
pub mod recognise;
mod ron_list;
pub mod ron_text;
pub mod safe_write;
pub mod settings_file;

pub use error::{Cause, Doing, StoreError};
