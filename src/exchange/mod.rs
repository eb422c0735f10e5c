//! Other formats, in and out.

pub mod docx;
mod docx_numbering;
pub mod error;
pub mod form;
pub mod plan;
pub mod xlsx_out;
mod xml;
