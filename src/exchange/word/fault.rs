//! What is wrong with a template: as data, with the place; the words stand in [`super::words`].

use std::fmt;

use super::words;

/// In which part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartPlace {
    /// The text itself.
    #[default]
    Body,
    /// A header.
    Header,
    /// A footer.
    Footer,
    /// Notes at the foot or the end.
    Notes,
}

/// Where in a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The part.
    pub part: PartPlace,
    /// Which paragraph outside tables, from 1; in a table the last one before it.
    pub paragraph: usize,
    /// Which table and which of its rows, both from 1.
    pub row: Option<(usize, usize)>,
    /// How the paragraph begins.
    pub near: String,
}

/// One thing that is wrong with the placeholders of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateFault {
    /// The form knows no such name; the nearest it knows, if any is near.
    Unknown {
        /// As written.
        name: String,
        /// What may have been meant.
        meant: Option<String>,
        /// Where.
        place: Place,
    },
    /// Entries are written as a plain value.
    ListAsText {
        /// As written.
        name: String,
        /// Where.
        place: Place,
    },
    /// Words are to be repeated.
    TextAsList {
        /// As written.
        name: String,
        /// Where.
        place: Place,
    },
    /// A block has no end.
    NotClosed {
        /// As written, with its sign.
        name: String,
        /// Where it begins.
        place: Place,
    },
    /// An end has no beginning, or the end of another block comes first.
    NotOpened {
        /// As written, with its sign.
        name: String,
        /// Where.
        place: Place,
    },
    /// Two opening braces without their closing ones.
    HalfOpen {
        /// What follows the braces.
        text: String,
        /// Where.
        place: Place,
    },
}

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// A .doc of Word 97–2003.
    OldWord,
    /// No Word document.
    NotWord,
    /// It holds macros.
    Macros,
    /// The package cannot be read.
    Broken(String),
    /// A part of it cannot be read: its name, and what the parser says.
    BrokenPart(String, String),
    /// The file is larger than a template may be.
    TooLarge,
    /// It unpacks to more than a template may.
    Inflates,
    /// It has more parts than a template may.
    TooManyParts,
    /// A part has a name that leads out of the package.
    BadName(String),
    /// A part declares entities.
    Entities(String),
    /// A part takes content from another computer: its address.
    FetchesFrom(String),
    /// Its placeholders are wrong.
    Placeholders(Vec<TemplateFault>),
    /// Header or footer would differ from document to document, so they cannot be one file.
    HeaderDiffers,
    /// What it would become is larger than any document may be.
    Endless,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words::template_error(self))
    }
}

impl std::error::Error for TemplateError {}

impl TemplateFault {
    /// Where it is.
    pub fn place(&self) -> &Place {
        match self {
            Self::Unknown { place, .. }
            | Self::ListAsText { place, .. }
            | Self::TextAsList { place, .. }
            | Self::NotClosed { place, .. }
            | Self::NotOpened { place, .. }
            | Self::HalfOpen { place, .. } => place,
        }
    }
}
