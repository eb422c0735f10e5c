//! What an issue is and what may be done to it. Pure: no file, clock, thread or random number.

pub mod calendar;
pub mod deadline;
mod deadline_count;
pub mod deadline_find;
mod deadline_meaning;
mod deadline_parse;
pub mod deadline_words;
pub mod holidays;
pub mod numerals;
pub mod procedure;
pub mod procedure_presets;
pub mod procedure_step;
