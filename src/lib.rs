//! Rectification Ledger (整改台账): an offline ledger of what an inspection found and how each problem is put right.
//!
//! The folders in reading order, each using only those above it:
//! [`domain`] decides, [`store`] keeps, [`exchange`] translates, [`app`] carries out, [`ui`] shows, [`shell`] joins them to a window, [`cli`] to a terminal.

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod shell;
pub mod store;
pub mod ui;
