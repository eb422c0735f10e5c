//! Other formats, in and out.

pub mod columns;
pub mod docx;
mod docx_numbering;
pub mod error;
pub mod form;
pub mod pdf;
pub mod plan;
pub mod public;
pub mod report_sheet;
pub mod sheet;
pub mod word;
pub mod words;
pub mod xlsx_out;
mod xml;
mod zipped;
