//! The checksum of a line, the seal over all of them, and what names a whole file.
//!
//! A line on disk is its text, ` // ` and the first sixteen hexadecimal digits of the text's SHA-256:
//! a comment to any RON reader.

use std::{
    fmt,
    io::{self, Read},
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::domain::ids::put_digits;

/// What stands between a line's text and its checksum.
pub const MARK: &str = " // ";

/// How many bytes follow a line's text.
const END: usize = MARK.len() + 16 + 1;

/// The first eight bytes of the SHA-256 of a line's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineSum(u64);

impl LineSum {
    /// The checksum of `text`.
    pub fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        Self(digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first)))
    }

    /// What follows a line's text: the mark, its sixteen digits and a line feed.
    fn end(self) -> [u8; END] {
        let mut end = *b" // ................\n";
        if let Some(digits) = end.get_mut(MARK.len()..END - 1) {
            put_digits(digits, &self.0.to_be_bytes());
        }
        end
    }
}

impl fmt::Display for LineSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Why a line cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum LineFault {
    /// No checksum stands at its end.
    #[error("no checksum")]
    NoSum,

    /// Its text is not the one the checksum was made of.
    #[error("wrong checksum")]
    WrongSum,
}

/// Adds `text` to `out` as a line with its checksum, and returns that.
pub fn push_line(out: &mut String, text: &str) -> LineSum {
    let start = out.len();
    out.push_str(text);
    end_line(out, start)
}

/// Makes a line of what stands in `out` from `start` on, which must be the beginning of a character, and returns its checksum.
pub fn end_line(out: &mut String, start: usize) -> LineSum {
    let sum = LineSum::of(out.get(start..).unwrap_or_default());
    out.push_str(std::str::from_utf8(&sum.end()).unwrap_or_default());
    sum
}

/// Splits a line into its text and its checksum, and compares them.
pub fn check_line(line: &str) -> Result<(&str, LineSum), LineFault> {
    // Notepad and e-mail may have put a carriage return before the line feed.
    let line = line.trim_end_matches(['\r', '\n']);
    let (text, digits) = line.rsplit_once(MARK).ok_or(LineFault::NoSum)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if digits.len() != 16 || !plain {
        return Err(LineFault::NoSum);
    }
    let sum = LineSum::of(text);
    if u64::from_str_radix(digits, 16) != Ok(sum.0) {
        return Err(LineFault::WrongSum);
    }
    Ok((text, sum))
}

macro_rules! thirty_two_bytes {
    ($($(#[$doc:meta])* $name:ident: $maker:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 32]);

        impl $name {
            /// That of `bytes`.
            pub fn of(bytes: &[u8]) -> Self {
                let mut maker = <$maker>::default();
                maker.add(bytes);
                maker.finish()
            }

            /// That of everything `reader` gives.
            pub fn of_reader(reader: &mut dyn Read) -> io::Result<Self> {
                let mut maker = <$maker>::default();
                each_piece(reader, &mut |bytes| maker.add(bytes))?;
                Ok(maker.finish())
            }

            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl From<[u8; 32]> for $name {
            fn from(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAHash;

            fn from_str(text: &str) -> Result<Self, NotAHash> {
                from_digits(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

thirty_two_bytes! {
    /// A SHA-256, written as 64 hexadecimal digits: names evidence, packages and their parts, for `sha256sum` to check.
    FileHash: Hasher;

    /// A BLAKE3, written as 64 hexadecimal digits: whether a file on disk is the whole one this program knows.
    ///
    /// Nobody outside checks it, and a big file is read through for it at each save: many office computers take ten times as
    /// long for a SHA-256.
    FileMark: Marker;
}

/// Gives everything `reader` gives piece by piece.
pub(super) fn each_piece(reader: &mut dyn Read, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
    try_each_piece(reader, &mut |bytes| {
        take(bytes);
        Ok(())
    })
}

/// The same, until one is refused.
pub(super) fn try_each_piece<E: From<io::Error>>(
    reader: &mut dyn Read,
    take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut buffer = vec![0; 1 << 18];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n_bytes) => take(buffer.get(..n_bytes).unwrap_or_default())?,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err.into()),
        }
    }
}

/// Text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not 64 hexadecimal digits")]
pub struct NotAHash;

fn from_digits(text: &str) -> Result<[u8; 32], NotAHash> {
    if text.len() != 64 {
        return Err(NotAHash);
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        for letter in pair {
            let digit = char::from(*letter).to_digit(16).ok_or(NotAHash)?;
            *byte = (*byte << 4) | u8::try_from(digit).unwrap_or_default();
        }
    }
    Ok(bytes)
}

/// A mark being made piece by piece, the quicker the longer the pieces.
#[derive(Debug, Clone, Default)]
pub struct Marker(blake3::Hasher);

impl Marker {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `bytes`.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The mark of all that was added.
    pub fn finish(self) -> FileMark {
        FileMark(*self.0.finalize().as_bytes())
    }
}

/// A hash being made piece by piece: of a file, or of a file's line checksums for its seal.
#[derive(Debug, Clone, Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Nothing hashed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `bytes`.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds a line's checksum as its digits and a line feed, so that `grep` and `sha256sum` can check a seal.
    pub fn add_line(&mut self, sum: LineSum) {
        self.add(sum.end().get(MARK.len()..).unwrap_or_default());
    }

    /// The hash of all that was added.
    pub fn finish(self) -> FileHash {
        FileHash(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_with_its_checksum_also_after_a_carriage_return() {
        let mut out = String::new();
        let sum = push_line(&mut out, "Issue(text:\"a // 0123456789abcdef\"),");
        assert_eq!(check_line(&out), Ok(("Issue(text:\"a // 0123456789abcdef\"),", sum)),);
        assert!(check_line(&out.replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn every_changed_or_missing_byte_of_a_line_is_noticed() {
        let mut out = String::new();
        push_line(&mut out, "整改目标");
        let line = out.trim_end();
        for (at, letter) in line.char_indices() {
            let mut changed = line.to_owned();
            let other = if letter == '0' { "1" } else { "0" };
            changed.replace_range(at..at + letter.len_utf8(), other);
            assert!(check_line(&changed).is_err(), "{changed}");
            changed.replace_range(at.., "");
            assert!(check_line(&changed).is_err(), "{changed}");
        }
    }

    #[test]
    fn hashes_agree_with_sha256sum() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(FileHash::of(b"abc").to_string(), known);
        assert_eq!(known.parse(), Ok(FileHash::of(b"abc")));
        assert_eq!(FileHash::of_reader(&mut &b"abc"[..]).unwrap(), FileHash::of(b"abc"));
        assert!(known.starts_with(&LineSum::of("abc").to_string()));
        assert!("ba78".parse::<FileHash>().is_err());
    }

    #[test]
    fn marks_agree_with_b3sum_however_the_bytes_arrive() {
        let known = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";
        assert_eq!(FileMark::of(b"abc").to_string(), known);
        assert_eq!(known.parse(), Ok(FileMark::of(b"abc")));
        let long: Vec<u8> = (0..=250).cycle().take(1 << 20).collect();
        let mut marker = Marker::new();
        long.chunks(1021).for_each(|piece| marker.add(piece));
        assert_eq!(marker.finish(), FileMark::of(&long));
        assert_eq!(FileMark::of_reader(&mut &long[..]).unwrap(), FileMark::of(&long));
    }
}
