//! A change: one user step, as a header and parts. Its id is the SHA-256 of its header's bytes.
//!
//! **Invariant:** bytes are written once and passed on verbatim, so an id never changes.

use std::sync::Arc;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{
    edit::{PartEdits, PartKey},
    ids::{ChangeId, DeviceId, EditRef, Sha},
};

/// What stands at the head of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The heads it was made on, sorted.
    pub parents: Vec<ChangeId>,
    /// 1 + the highest generation of its parents; 1 for the first.
    pub generation: u64,
    /// Who typed it, as declared (自报).
    pub author: String,
    /// The unit typed for, as declared.
    pub unit: String,
    /// The computer it was typed on.
    pub device: DeviceId,
    /// The typist's clock, UTC+8. Shown, never used to decide.
    pub typed_at: NaiveDateTime,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The change this one takes back; redo takes back an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<ChangeId>,
    /// The hand-out it was made under, in a unit's copy: outside it the change does not act (授权范围).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<EditRef>,
    /// The changes whose private part this one erases, wherever they are or arrive later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub erases: Vec<ChangeId>,
    /// Its parts: what each is about and the hash of its salted bytes.
    pub parts: Vec<(PartKey, Sha)>,
}

/// The hash of a part: SHA-256 over salt and bytes, so that a hidden part cannot be guessed.
pub fn part_hash(salt: &str, bytes: &str) -> Sha {
    Sha::of(&[salt.as_bytes(), b"\n", bytes.as_bytes()])
}

/// The id of a change: SHA-256 over its header's bytes.
pub fn change_id(header: &str) -> ChangeId {
    ChangeId(Sha::of(&[header.as_bytes()]))
}

/// The bytes of a part as they were first written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartText {
    /// Random text hashed with the bytes.
    pub salt: Arc<str>,
    /// The edits in RON.
    pub text: Arc<str>,
}

/// What this copy holds of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldPart {
    /// Its bytes.
    Here(PartText),
    /// Nothing: the copy was made without it, as a unit's package is.
    Hidden,
    /// Nothing any more: it held personal data and was erased by the named change.
    Erased(ChangeId),
}

/// A change as this copy holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// SHA-256 over `text`.
    pub id: ChangeId,
    /// The header's bytes as first written.
    pub text: Arc<str>,
    /// The header read.
    pub header: Header,
    /// Its parts, in the order of the header.
    pub parts: Vec<(PartKey, HeldPart)>,
}

impl Change {
    /// What this copy holds of the part about a subject, of which there is one; a change may have thousands of others.
    pub fn part(&self, key: PartKey) -> Option<&HeldPart> {
        let sorted = self.parts.binary_search_by_key(&key, |(of, _)| *of).ok();
        // Nothing says that another version sorts them.
        let place = sorted.or_else(|| self.parts.iter().position(|(of, _)| *of == key))?;
        self.parts.get(place).map(|(_, held)| held)
    }

    /// The edits of its part about a subject, where they are here and understood.
    pub fn edits(&self, key: PartKey, reader: &dyn ReadPart) -> Option<PartEdits> {
        match self.part(key)? {
            HeldPart::Here(text) => reader.read_part(text),
            HeldPart::Hidden | HeldPart::Erased(_) => None,
        }
    }
}

/// Reads the bytes of a part. `None`: written by a newer version, kept verbatim.
pub trait ReadPart {
    /// Reads the edits of a part.
    fn read_part(&self, text: &PartText) -> Option<PartEdits>;
}

impl<F: Fn(&PartText) -> Option<PartEdits>> ReadPart for F {
    fn read_part(&self, text: &PartText) -> Option<PartEdits> {
        self(text)
    }
}
