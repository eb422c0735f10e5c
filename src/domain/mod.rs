//! What an issue is and what may be done to it. Pure: no file, clock, thread or random number.

pub mod calendar;
pub mod deadline;
pub mod deadline_words;
pub mod holidays;
pub mod procedure;
pub mod procedure_presets;
pub mod procedure_step;
