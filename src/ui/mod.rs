//! What the user sees. Reads the state, sends commands.

pub mod buttons;
pub mod chips;
pub mod choice;
pub mod composition;
pub mod date_field;
pub mod dialog;
pub mod fields;
pub mod icon;
pub mod notices;
pub mod paint;
pub mod signs;
pub mod stepper;
pub mod style;
pub mod theme;
pub mod tiles;
pub mod timeline;
pub mod widgets;
pub mod words;
