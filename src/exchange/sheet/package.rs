//! The zip package of a workbook: looked over before anything is unpacked, and unpacked no further than the limits.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::{
    error::{Excess, SheetError},
    limits::{MAX_EVENT, MAX_PART, MAX_RATIO, SMALL_PART},
};
use crate::exchange::zipped;

/// What a package holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Excel,
    OpenDocument,
    Binary,
}

/// A package that was looked over.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// Tells what a package holds by the names in it.
pub(super) fn kind_of(bytes: &[u8]) -> Option<Kind> {
    if zipped::has_too_many_parts(bytes) {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |wanted: &str| archive.file_names_raw().any(|name| name.eq_ignore_ascii_case(wanted.as_bytes()));
    if has("xl/workbook.xml") {
        return Some(Kind::Excel);
    }
    if has("xl/workbook.bin") {
        return Some(Kind::Binary);
    }
    let mut archive = archive;
    let mut mime = String::new();
    let file = archive.by_name("mimetype").ok()?;
    file.take(200).read_to_string(&mut mime).ok()?;
    mime.starts_with("application/vnd.oasis.opendocument.spreadsheet").then_some(Kind::OpenDocument)
}

/// Why a package that is no workbook is refused.
pub(super) fn refuse<T>(bytes: &[u8]) -> Result<T, SheetError> {
    Package::open(bytes)?;
    Err(SheetError::NotASheet)
}

impl<'a> Package<'a> {
    /// Opens a package whose names and sizes are as they should be.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, SheetError> {
        if zipped::has_too_many_parts(bytes) {
            return Err(SheetError::TooMuch(Excess::Parts));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| SheetError::broken("zip", error))?;
        let outward = archive.file_names_raw().find_map(zipped::unsafe_name);
        match outward {
            Some(name) => Err(SheetError::UnsafeName(name)),
            None => Ok(Self { archive }),
        }
    }

    /// The name of a part as the package has it; Excel does not mind capitals.
    pub(super) fn find(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let mut names = self.archive.file_names_raw().map(String::from_utf8_lossy);
        names.find(|known| known.eq_ignore_ascii_case(name)).map(std::borrow::Cow::into_owned)
    }

    /// Opens a part for reading; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, SheetError> {
        let Some(known) = self.find(name) else {
            return Ok(None);
        };
        let file = match self.archive.by_name(&known) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(SheetError::Encrypted);
            }
            Err(error) => return Err(SheetError::broken(name, error)),
        };
        if file.encrypted() {
            return Err(SheetError::Encrypted);
        }
        let (packed, size) = (file.compressed_size(), file.size());
        if size > MAX_PART {
            return Err(SheetError::TooMuch(Excess::Part));
        }
        if size > most_for(packed) {
            return Err(SheetError::TooMuch(Excess::Ratio));
        }
        Ok(Some(Counted::new(BufReader::with_capacity(128 * 1024, file), most_for(packed), size)))
    }
}

/// What a part of so many packed bytes may unpack to.
fn most_for(packed: u64) -> u64 {
    packed.saturating_mul(MAX_RATIO).clamp(SMALL_PART, MAX_PART)
}

/// A part being unpacked.
pub(super) type Part<'p, 'a> = Counted<BufReader<ZipFile<'p, Cursor<&'a [u8]>>>>;

/// Counts what is unpacked, whatever the package declares, and stops where it is too much.
#[derive(Debug)]
pub(super) struct Counted<R> {
    inner: R,
    read: u64,
    most: u64,
    declared: u64,
    event: u64,
    over: Option<Excess>,
}

impl<R: BufRead> Counted<R> {
    pub(super) fn new(inner: R, most: u64, declared: u64) -> Self {
        Self { inner, read: 0, most, declared, event: 0, over: None }
    }

    /// A new value or tag begins.
    pub(super) fn begin_event(&mut self) {
        self.event = 0;
    }

    /// Why it was stopped.
    pub(super) fn over(&self) -> Option<Excess> {
        self.over
    }

    /// How far it has come, out of what was declared.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.read, self.declared.max(self.read))
    }

    fn check(&mut self) -> std::io::Result<()> {
        if self.read > self.most {
            self.over = Some(if self.most >= MAX_PART { Excess::Part } else { Excess::Ratio });
        } else if self.event > MAX_EVENT {
            self.over = Some(Excess::Value);
        }
        if self.over.is_some() { Err(std::io::Error::other("too much")) } else { Ok(()) }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.check()?;
        let read = self.inner.read(into)?;
        self.read += read as u64;
        self.event += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.check()?;
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.event += amount as u64;
        self.inner.consume(amount);
    }
}
