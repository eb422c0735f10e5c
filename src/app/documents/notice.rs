//! What the user is told about documents. The words are the UI's.

use std::path::PathBuf;

/// What the user is told about documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentNotice {
    /// So many documents were written to a file or into a folder.
    Written(PathBuf, usize),
    /// Writing documents was stopped; so many are whole and stay.
    Stopped(PathBuf, usize),
    /// A document could not be made; why, and what to do.
    NotMade(String),
    /// The public copy of the ledger was written.
    PublicCopy(PathBuf),
    /// The public copy would take the place of the ledger itself.
    OverLedger(PathBuf),
    /// Our templates were written into a folder: so many, and so many were there already.
    Templates(PathBuf, usize, usize),
}
