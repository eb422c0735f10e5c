//! The ledger on disk: written whole or not at all, read line by line, never replaced by a guess.
//!
//! Nothing here reads the clock: times are handed in.

pub mod by_hand;
pub mod checksum;
pub mod codec;
pub mod conflict_copies;
pub mod error;
pub mod evidence;
pub mod fault;
mod files;
mod fill;
pub mod generations;
pub mod journal;
pub mod journal_slot;
pub mod ledger_check;
pub mod ledger_file;
mod ledger_front;
mod ledger_index;
mod ledger_kept;
mod ledger_lines;
pub mod ledger_open;
pub mod ledger_quick;
pub mod ledger_read;
pub mod ledger_states;
pub mod ledger_union;
pub mod ledger_write;
pub mod leftovers;
mod lines_writer;
pub mod lock;
pub mod package;
pub mod paths;
mod pieces;
mod raw;
pub mod recognise;
pub mod record;
mod ron_list;
mod ron_names;
pub mod ron_read;
mod ron_read_list;
mod ron_string;
pub mod ron_text;
mod room;
pub mod safe_write;
pub mod scrub;
pub mod settings_file;
pub mod shadow;
pub mod start_marker;

pub use error::{Cause, Doing, StoreError};
pub use files::read_at_most;
