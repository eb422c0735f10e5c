//! What an issue is and what may be done to it. Pure: no file, clock, thread or random number.

mod deadline_count;
mod deadline_meaning;
mod deadline_parse;

mod acting;
mod apply;
pub mod backward;
pub mod calendar;
pub mod calendar_text;
pub mod change;
pub mod closure;
pub mod complaint;
pub mod deadline;
pub mod deadline_find;
pub mod deadline_words;
pub mod directory;
pub mod draw;
pub mod edit;
pub mod facts;
pub mod grant;
pub mod history;
pub mod holidays;
pub mod ids;
pub mod issue;
pub mod ledger;
pub mod look_back;
pub mod measure;
pub mod money;
pub mod numerals;
pub mod procedure;
pub mod procedure_presets;
pub mod procedure_step;
pub mod record;
pub mod register;
pub mod review;
pub mod rules;
pub mod stats;
pub mod supervision;
pub mod supervision_facts;
pub mod supervision_presets;
pub mod supervision_score;
pub mod supervision_suggest;
pub mod time_status;
pub mod view;

pub use acting::{Withheld, WithheldPart};
pub use ids::*;
