//! Why a file of another format cannot be read at all.

use thiserror::Error;

/// Why a file of another format cannot be read at all.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ExchangeError {
    /// A .doc of Word 97–2003, which holds no readable package.
    #[error("a Word 97-2003 document; save it as .docx first")]
    OldWord,
    /// The package cannot be opened.
    #[error("the package is broken: {0}")]
    BrokenPackage(String),
    /// A package, but not a Word document.
    #[error("not a Word document")]
    NotWord,
    /// A part of the package is not well-formed.
    #[error("the part {part} is broken: {why}")]
    BrokenPart {
        /// The part's name within the package.
        part: String,
        /// What the parser says.
        why: String,
    },
    /// A part would unpack to more than is reasonable.
    #[error("the part {0} is too large")]
    TooLarge(String),
    /// It is packed far more tightly than text can be: a zip bomb.
    #[error("the part {0} is packed like a bomb")]
    Bomb(String),
    /// The package holds more files than a document has.
    #[error("too many parts")]
    TooManyParts,
    /// A packed file's name leads out of the package.
    #[error("the unsafe name {0}")]
    UnsafeName(String),
    /// A part declares entities of its own.
    #[error("the part {0} declares entities")]
    Entities(String),
    /// Elements of a part stand too deep in one another.
    #[error("the part {0} is too deep")]
    TooDeep(String),
    /// The file is too large to be a plan.
    #[error("the file is too large")]
    LargeFile,
    /// The bytes are no text in any known encoding.
    #[error("not a text file")]
    NotText,
}
