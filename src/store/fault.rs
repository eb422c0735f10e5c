//! What can be wrong with a ledger file, line by line.

use serde::Serialize;

use crate::domain::{edit::PartKey, ids::ChangeId};

/// What kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// The file ends too early: it was cut, or never finished.
    Cut,
    /// The file ends in zeros: the power went before the disk had it.
    ZeroTail,
    /// The first line, with format and id, cannot be read.
    HeadBroken,
    /// A newer program wrote the file.
    NewerFormat,
    /// Someone laid the file out anew: no line has its checksum any more.
    Reformatted,
    /// The line is not UTF-8.
    NotUtf8,
    /// The line has no checksum.
    NoChecksum,
    /// The line is not what its checksum was made of.
    WrongChecksum,
    /// The line is whole but is no record this version knows.
    UnknownRecord,
    /// The seal does not fit the lines before it.
    WrongSeal,
    /// The counts or heads in the seal are not those of the file.
    WrongCounts,
    /// Something stands behind the seal.
    AfterSeal,
    /// Two lines give the same thing.
    Doubled,
    /// The folded state of a subject is lost; it was folded anew.
    StateLost,
    /// The folded state of a subject is not what its history gives.
    StateDiffers,
    /// The edits of a change about a subject are lost.
    PartLost,
    /// The edits are not those the change's header names.
    PartWrong,
    /// The header of a change cannot be read.
    ChangeUnreadable,
}

/// One fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileFault {
    /// The number of the line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,

    /// What kind of fault.
    pub kind: FaultKind,

    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<PartKey>,

    /// The change it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeId>,
}

impl FileFault {
    /// A fault of the whole file.
    pub const fn of_file(kind: FaultKind) -> Self {
        Self { line: None, kind, subject: None, change: None }
    }

    /// A fault of one line.
    pub const fn at_line(kind: FaultKind, line: usize) -> Self {
        Self { line: Some(line), ..Self::of_file(kind) }
    }

    /// A fault of one subject.
    pub const fn of_subject(kind: FaultKind, subject: PartKey) -> Self {
        Self { subject: Some(subject), ..Self::of_file(kind) }
    }

    /// A fault of one change's part about one subject.
    pub const fn of_part(kind: FaultKind, change: ChangeId, subject: PartKey) -> Self {
        Self { change: Some(change), ..Self::of_subject(kind, subject) }
    }
}
