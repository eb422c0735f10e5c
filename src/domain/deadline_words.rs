//! The grammar of deadline words.
