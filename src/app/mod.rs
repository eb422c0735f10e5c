//! The open document and what can be asked of it. No egui here.

pub mod jobs;
