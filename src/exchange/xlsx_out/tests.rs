//! A workbook read back by another crate says what was put in.
