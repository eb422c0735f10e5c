//! Other formats, in and out.

pub mod docx;
pub mod plan;
