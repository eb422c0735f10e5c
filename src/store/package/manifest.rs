//! The manifest of a package, sealed by its own SHA-256.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{EditRef, LedgerId, UnitId},
    store::{checksum::FileHash, ron_text::RonTextError, ron_text::to_ron},
};

use super::PACKAGE_FORMAT;

/// What stands before the hash in the last line.
const SEAL: &str = "// sha256 ";

/// What a package is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PackageKind {
    /// From the office to a unit (下发).
    HandOut,
    /// From a unit back to the office (上报).
    Return,
    /// A whole ledger, for looking at or for keeping.
    Copy,
}

/// One file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartEntry {
    /// Its name in the zip.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash.
    pub sha256: FileHash,
}

/// An evidence file the ledger speaks of that is not in the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name as it was added.
    pub name: String,
    /// Its hash.
    pub sha256: FileHash,
}

/// What a package says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format of the package.
    pub format: u32,
    /// The program that wrote it, and its version.
    #[serde(default)]
    pub program: String,
    /// What it is for.
    pub kind: PackageKind,
    /// The ledger.
    pub ledger: LedgerId,
    /// What the ledger is called.
    #[serde(default)]
    pub title: String,
    /// The unit it is for, or comes from.
    #[serde(default)]
    pub unit: Option<(UnitId, String)>,
    /// The hand-out it carries, or answers to.
    #[serde(default)]
    pub grant: Option<EditRef>,
    /// When it was made, by the clock of the computer it was made on.
    pub made_on: NaiveDateTime,
    /// Who made it, as declared.
    #[serde(default)]
    pub made_by: String,
    /// How many issues it shows.
    #[serde(default)]
    pub issues: usize,
    /// How many changes it knows.
    #[serde(default)]
    pub changes: usize,
    /// Every other file of the package.
    pub parts: Vec<PartEntry>,
    /// Evidence the ledger speaks of that is not inside.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// What is wrong with a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ManifestFault {
    /// Its hash is not that of its text.
    Changed,
    /// It cannot be made sense of.
    Unreadable,
    /// A newer version wrote the package.
    NewerFormat(u32),
}

/// The one field that every version has.
#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// A text with its own SHA-256 as its last line, a comment to any RON reader.
pub fn seal_text(mut text: String) -> String {
    text.push('\n');
    let hash = FileHash::of(text.as_bytes());
    format!("{text}{SEAL}{hash}\n")
}

/// The text before the last line, if that is its SHA-256.
pub fn unseal_text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (body, seal) = text.rsplit_once(SEAL)?;
    let sealed: FileHash = seal.trim_end().parse().ok()?;
    (FileHash::of(body.as_bytes()) == sealed).then_some(body)
}

impl Manifest {
    /// The text that stands in the zip.
    pub(super) fn to_text(&self) -> Result<String, RonTextError> {
        Ok(seal_text(to_ron(self)?))
    }

    /// Reads the text, whose hash must be right first.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, ManifestFault> {
        let body = unseal_text(bytes).ok_or(ManifestFault::Changed)?;
        let format: FormatOnly = ron::from_str(body).map_err(|_unknown| ManifestFault::Unreadable)?;
        if format.format > PACKAGE_FORMAT {
            return Err(ManifestFault::NewerFormat(format.format));
        }
        ron::from_str(body).map_err(|_unknown| ManifestFault::Unreadable)
    }
}
