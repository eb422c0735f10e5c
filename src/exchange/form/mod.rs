//! The forms of the office as tables without any file format: what stands in them, in the customary order and heads.
//!
//! ```text
//! FormName + FormDesk + FormAsked -> FormBook (FormTables) -> xlsx_out / pdf
//! ```
//! A Word form (督办单, 销号申请表, …) has no table: it is a name in [`FormName`] whose
//! [`FormName::formats`] is `[FormFormat::Docx]`; whoever fills templates matches on it.

mod accountability;
pub mod clean;
mod closures;
mod complaints;
mod desk;
mod issue_cell;
mod issue_column;
mod issues;
pub mod marks;
mod monthly;
mod name;
mod notices;
mod statistics;
mod statistics_rows;
mod table;
#[cfg(test)]
mod tests;
pub mod words;

pub use desk::{FormAsked, FormDesk, FormLine, ViewForm, book};
pub use issue_cell::IssueRow;
pub use issue_column::IssueColumn;
pub use name::{FormFormat, FormName};
pub use table::{
    ChartKind, ColumnKind, FormBook, FormCell, FormChart, FormColumn, FormRow, FormRows, FormTable, Paper, RowKind,
};
