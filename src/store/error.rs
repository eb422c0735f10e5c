//! What went wrong on disk: what was being done, to which file, and why.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::store::{checksum::FileMark, ron_text::RonTextError};

/// What the store was doing when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doing {
    /// Reading a file.
    Read,
    /// Making a file or folder.
    Create,
    /// Writing into a file.
    Write,
    /// Waiting until the disk has it.
    Sync,
    /// Reading back what was written.
    Verify,
    /// Putting a new file in the place of the old one.
    Replace,
    /// Adding to the end of a file.
    Append,
    /// Taking a file away.
    Remove,
    /// Moving an unreadable file aside.
    SetAside,
    /// Looking through a folder.
    List,
    /// Copying a file.
    Copy,
    /// Bringing back an older copy.
    Restore,
    /// Turning a value into text.
    Encode,
    /// Making sense of the text.
    Parse,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::Create => "create",
            Self::Write => "write",
            Self::Sync => "sync",
            Self::Verify => "verify",
            Self::Replace => "replace",
            Self::Append => "add to",
            Self::Remove => "remove",
            Self::SetAside => "set aside",
            Self::List => "list",
            Self::Copy => "copy",
            Self::Restore => "restore",
            Self::Encode => "encode",
            Self::Parse => "parse",
        })
    }
}

/// Why it failed.
#[derive(Debug, Error)]
pub enum Cause {
    /// The system said so.
    #[error(transparent)]
    Io(#[from] io::Error),

    /// The value cannot be written as RON.
    #[error(transparent)]
    Encode(#[from] RonTextError),

    /// The text is not the RON that was expected.
    #[error(transparent)]
    Parse(#[from] Box<ron::error::SpannedError>),

    /// What was read back is not what was written.
    #[error("the disk gave back {is} for {written}")]
    ReadBack {
        /// The hash of what was handed to the disk, in hexadecimal digits.
        written: String,
        /// The hash of what it gave back.
        is: String,
    },

    /// Somebody else changed the file since it was last looked at.
    #[error("changed by someone else")]
    ChangedOnDisk {
        /// What is there now; none if nothing is.
        is: Option<FileMark>,
    },

    /// The new file is whole, but could not take the old one's place.
    #[error("{source}; the new file is kept as {}", kept_as.display())]
    KeptBeside {
        /// Where the new file is.
        kept_as: PathBuf,
        /// Why it could not move.
        source: io::Error,
    },

    /// The file is longer than any ledger, and was not read.
    #[error("{is} bytes, more than {most}")]
    TooBig {
        /// How long it is.
        is: u64,
        /// How long it may be.
        most: u64,
    },

    /// There are more files than any reader would look through.
    #[error("{are} files, more than {most}")]
    TooMany {
        /// How many there are.
        are: u64,
        /// How many there may be.
        most: u64,
    },

    /// What is packed in the file is more than any ledger holds, and was not unpacked.
    #[error("unpacks to more than {most} bytes")]
    UnpacksTooBig {
        /// How long it may be.
        most: u64,
    },

    /// A file of that name is there already.
    #[error("exists already")]
    Exists,

    /// The user stopped it.
    #[error("stopped")]
    Stopped,

    /// The bytes are not a file of the kind expected.
    #[error("not {expected}")]
    NotA {
        /// What was expected, in a word.
        expected: &'static str,
    },
}

/// What went wrong, with which file.
#[derive(Debug, Error)]
#[error("cannot {doing} {}", path.display())]
pub struct StoreError {
    /// What was being done.
    pub doing: Doing,

    /// To which file.
    pub path: PathBuf,

    /// Why it failed.
    pub source: Cause,
}

impl StoreError {
    /// Returns what turns a cause into the error about `path`.
    pub fn at<C: Into<Cause>>(doing: Doing, path: &Path) -> impl FnOnce(C) -> Self {
        move |source| Self::new(doing, path, source)
    }

    /// The error about `path`.
    pub fn new(doing: Doing, path: &Path, source: impl Into<Cause>) -> Self {
        Self { doing, path: path.to_owned(), source: source.into() }
    }

    /// Whether the disk had no room left.
    pub fn is_disk_full(&self) -> bool {
        match &self.source {
            Cause::Io(err) | Cause::KeptBeside { source: err, .. } => matches!(
                err.kind(),
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::WriteZero
            ),
            Cause::Encode(_)
            | Cause::Parse(_)
            | Cause::ReadBack { .. }
            | Cause::ChangedOnDisk { .. }
            | Cause::TooBig { .. }
            | Cause::TooMany { .. }
            | Cause::UnpacksTooBig { .. }
            | Cause::Exists
            | Cause::Stopped
            | Cause::NotA { .. } => false,
        }
    }

    /// Where the new content was kept, when it could not take the old one's place.
    pub fn kept_as(&self) -> Option<&Path> {
        match &self.source {
            Cause::KeptBeside { kept_as, .. } => Some(kept_as),
            Cause::Io(_)
            | Cause::Encode(_)
            | Cause::Parse(_)
            | Cause::ReadBack { .. }
            | Cause::ChangedOnDisk { .. }
            | Cause::TooBig { .. }
            | Cause::TooMany { .. }
            | Cause::UnpacksTooBig { .. }
            | Cause::Exists
            | Cause::Stopped
            | Cause::NotA { .. } => None,
        }
    }
}
