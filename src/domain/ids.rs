//! Names of things: random 128-bit ids of entities, SHA-256 ids of changes, and references to single edits.
//!
//! **Invariant:** the text form of an id is lower-case hexadecimal and reads back as the same id.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use sha2::{Digest as _, Sha256};

/// The text is not an id: wrong length or not hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id: {0}")]
pub struct NotAnId(pub String);

macro_rules! entity_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// The nil id (zero) stands in an action where the shell is to give one.
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl $name {
            /// True for the id that still has to be given.
            pub fn is_nil(&self) -> bool {
                self.0 == 0
            }

            /// Derives an id from what identifies the thing in its source, so that importing twice meets itself.
            pub fn derived(parts: &[&str]) -> Self {
                Self(derived(stringify!($name), parts))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(hex_text(&mut [0; 32], &self.0.to_be_bytes()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:032x})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let bytes: Option<[u8; 16]> = from_hex(text);
                bytes.map(|bytes| Self(u128::from_be_bytes(bytes))).ok_or_else(|| NotAnId(text.to_owned()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(hex_text(&mut [0; 32], &self.0.to_be_bytes()))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(ReadId(std::marker::PhantomData))
            }
        }
    )*};
}

/// Reads an id from its text without keeping that.
struct ReadId<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = NotAnId>> Visitor<'_> for ReadId<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id in hexadecimal digits")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// The bytes that so many pairs of hexadecimal digits spell.
fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    let mut all = 0;
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (high, low) = (digit(*high), digit(*low));
        *byte = (high << 4) | (low & 0xf);
        all |= high | low;
    }
    // Whether each was a digit is asked once: a big file has a hundred million.
    (all < NO_DIGIT).then_some(bytes)
}

/// More than any digit.
const NO_DIGIT: u8 = 0x80;

/// What a hexadecimal digit stands for.
const fn digit(letter: u8) -> u8 {
    match letter {
        b'0'..=b'9' => letter - b'0',
        b'a'..=b'f' => letter - b'a' + 10,
        b'A'..=b'F' => letter - b'A' + 10,
        _ => NO_DIGIT,
    }
}

entity_id! {
    /// Names a ledger, over all its copies.
    LedgerId;
    /// Names an inspection.
    InspectionId;
    /// Names an issue; the number on paper is never identity.
    IssueId;
    /// Names a measure of an issue.
    MeasureId;
    /// Names a checkpoint of an issue.
    CheckpointId;
    /// Names a quantified target of an issue.
    TargetId;
    /// Names one append-only record of an issue.
    RecordId;
    /// Names a closure round of an issue.
    RoundId;
    /// Names a unit of the directory.
    UnitId;
    /// Names a person of the directory.
    PersonId;
    /// Names a complaint.
    ComplaintId;
    /// Names an accountability case.
    CaseId;
    /// Names a random draw for spot checks.
    DrawId;
    /// Names a computer on which changes are typed.
    DeviceId;
}

fn derived(kind: &str, parts: &[&str]) -> u128 {
    let mut hash = Sha256::new();
    hash.update(kind.as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let bytes: [u8; 32] = hash.finalize().into();
    bytes.iter().take(16).fold(0, |id, byte| (id << 8) | u128::from(*byte))
}

/// SHA-256 of bytes, as the name of what they say.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha(pub [u8; 32]);

impl Sha {
    /// Hashes `chunks` as if they were one text.
    pub fn of(chunks: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for chunk in chunks {
            hash.update(chunk);
        }
        Self(hash.finalize().into())
    }

    /// The first eight hexadecimal digits, for showing.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(hex_text(&mut [0; 64], &self.0))
    }
}

/// The two digits of each byte: looked up, for a big file has a hundred million of them.
#[expect(clippy::indexing_slicing, reason = "a byte is below 256, and the compiler works it out")]
const DIGITS: [[u8; 2]; 256] = {
    let letters = b"0123456789abcdef";
    let mut digits = [[0; 2]; 256];
    let mut byte = 0;
    while byte < 256 {
        digits[byte] = [letters[byte >> 4], letters[byte & 0xf]];
        byte += 1;
    }
    digits
};

/// Puts the digits of `bytes` into `digits`, which has two for each.
pub(crate) fn put_digits(digits: &mut [u8], bytes: &[u8]) {
    for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
        *pair = DIGITS.get(usize::from(*byte)).copied().unwrap_or_default();
    }
}

/// The same as text.
fn hex_text<'a>(digits: &'a mut [u8], bytes: &[u8]) -> &'a str {
    put_digits(digits, bytes);
    std::str::from_utf8(digits).unwrap_or_default()
}

impl fmt::Debug for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha({self})")
    }
}

impl FromStr for Sha {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        from_hex(text).map(Self).ok_or_else(|| NotAnId(text.to_owned()))
    }
}

impl Serialize for Sha {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(hex_text(&mut [0; 64], &self.0))
    }
}

impl<'de> Deserialize<'de> for Sha {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ReadId(std::marker::PhantomData))
    }
}

/// Names a change: SHA-256 over the bytes of its header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeId(pub Sha);

impl ChangeId {
    /// Stands in an edit for the very change the edit belongs to, whose id is not known yet.
    pub const THIS: Self = Self(Sha([0; 32]));
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Names one edit: the change, and its place among the edits of the same part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EditRef(pub ChangeId, pub u32);

/// The same inside a folded state: place in the subject's own list of changes, and place in the part.
///
/// Its order is the order of the fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EditKey(pub u32, pub u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text() {
        let id = IssueId(0xab);
        assert_eq!(id.to_string().parse(), Ok(id), "hexadecimal with leading zeros");
        let sha = Sha::of(&[b"a", b"b"]);
        assert_eq!(sha.to_string().parse(), Ok(sha), "64 digits");
        assert_eq!(sha, Sha::of(&[b"ab"]), "chunks are one text");
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "12", "z".repeat(32).as_str(), "中文中文中文中文中文中文中文中文中文中文中"]
        {
            assert!(text.parse::<IssueId>().is_err(), "{text}");
            assert!(text.parse::<Sha>().is_err(), "{text}");
        }
    }

    #[test]
    fn derived_ids_keep_parts_apart() {
        assert_eq!(IssueId::derived(&["a", "b"]), IssueId::derived(&["a", "b"]));
        assert_ne!(IssueId::derived(&["ab", ""]), IssueId::derived(&["a", "b"]));
    }
}
