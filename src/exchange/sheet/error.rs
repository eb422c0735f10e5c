//! Why a spreadsheet cannot be read.

use thiserror::Error;

/// Something of a workbook that is more than is reasonable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// The file.
    File,
    /// A file of the old format (.xls).
    OldFile,
    /// A file of plain text (.csv).
    TextFile,
    /// The number of packed files.
    Parts,
    /// What a packed file unpacks to.
    Part,
    /// How tightly it is packed: a zip bomb.
    Ratio,
    /// One value or tag.
    Value,
    /// Elements in one another.
    Depth,
    /// Columns.
    Columns,
    /// Rows.
    Rows,
    /// Cells.
    Cells,
    /// Text.
    Text,
    /// Sheets.
    Sheets,
    /// Merged ranges.
    Merges,
}

/// Why a spreadsheet cannot be read. Nothing was changed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum SheetError {
    /// No known spreadsheet.
    #[error("not a spreadsheet")]
    NotASheet,
    /// A binary workbook (.xlsb).
    #[error("a binary workbook")]
    Binary,
    /// It wants a password.
    #[error("encrypted")]
    Encrypted,
    /// A part is broken.
    #[error("{part} is broken: {why}")]
    Broken {
        /// The part's name.
        part: String,
        /// What the parser says.
        why: String,
    },
    /// More than is reasonable.
    #[error("too much: {0:?}")]
    TooMuch(Excess),
    /// A packed file's name leads out of the package.
    #[error("unsafe name {0}")]
    UnsafeName(String),
    /// The XML declares entities of its own.
    #[error("{0} declares entities")]
    Entities(String),
    /// The text is in no encoding that is known, or not in the one that was named.
    #[error("unknown encoding")]
    Encoding,
    /// Nothing is in it.
    #[error("no sheet with anything in it")]
    Empty,
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
}

impl SheetError {
    /// A broken part.
    pub(super) fn broken(part: &str, why: impl std::fmt::Display) -> Self {
        Self::Broken { part: part.to_owned(), why: why.to_string() }
    }
}
