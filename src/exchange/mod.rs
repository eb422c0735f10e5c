//! Other formats, in and out.

pub mod docx;
mod docx_numbering;
pub mod error;
pub mod plan;
mod xml;
