//! The journal: what was done since the ledger was last saved, one line a record, on disk before memory changes.
//!
//! ```text
//! Journal(format:1,ledger:"…",heads:[…],file:Some("…")) // checksum
//! <record in RON> // checksum
//! ```
//! **Invariant:** a record whose `append` returned is in the file, whole, until the journal starts anew.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileMark, LineFault, check_line, push_line},
    files::{MOST_OWN_BYTES, copy_aside, files_beside, make_folder_of, read_if_there},
    leftovers::leftovers_beside,
    ron_text::{RonTextError, push_ron},
    safe_write::{Disk, Known, RealDisk, safe_write, safe_write_with, write_all_on},
};

/// The format this program writes.
pub const JOURNAL_FORMAT: u32 = 1;

/// One step of a person may be so long as text: a plan of a thousand issues takes a sixtieth of it, and a reader must hold
/// a line whole.
pub const MOST_RECORD_BYTES: usize = 256 << 20;

/// How the first line begins; a record never begins so.
const HEAD: &str = "Journal(";

/// Which ledger file the records follow on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Journal")]
pub struct JournalHeader {
    /// The format of the journal.
    pub format: u32,

    /// The ledger's id.
    pub ledger: String,

    /// The newest changes the file held, sorted.
    pub heads: Vec<String>,

    /// What the whole file was, for whoever looks into a journal: nothing compares it. None if there was no file.
    pub file: Option<FileMark>,
}

impl JournalHeader {
    /// Whether a newer program wrote it.
    pub const fn is_newer(&self) -> bool {
        self.format > JOURNAL_FORMAT
    }
}

/// What stands in a journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalRead {
    /// Its first line; none if that is broken.
    pub header: Option<JournalHeader>,

    /// Whether a newer program wrote records into it, by its first line.
    pub is_newer: bool,

    /// The records in order.
    pub records: Vec<String>,

    /// Lines that were there whole once and are not any more.
    pub broken: Vec<BrokenLine>,

    /// What a kill or a power cut left of the last line.
    pub torn: Option<TornLine>,

    /// Where a copy of it is, as it was found broken or newer.
    pub kept_as: Option<PathBuf>,
}

/// A line that cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenLine {
    /// Its number, from 1.
    pub line: usize,

    /// What is wrong with it; none if it is not UTF-8.
    pub fault: Option<LineFault>,
}

/// The beginning of a line that was never finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornLine {
    /// Its number, from 1.
    pub line: usize,

    /// What is there of it.
    pub bytes: Vec<u8>,
}

/// Reads the journal at `path` and writes nothing; none if there is no file.
pub fn read_journal(path: &Path) -> Result<Option<JournalRead>, StoreError> {
    Ok(read_if_there(path)?.map(|bytes| read_bytes(&bytes)))
}

fn read_bytes(bytes: &[u8]) -> JournalRead {
    let mut read = JournalRead::default();
    for (index, piece) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let line = index + 1;
        let checked = std::str::from_utf8(piece).ok().map(check_line);
        match checked {
            Some(Ok((text, _))) if text.starts_with(HEAD) => {
                read.header = ron::from_str(text).ok();
                // Whole, and nothing this program would write.
                read.is_newer |= read.header.as_ref().is_none_or(JournalHeader::is_newer);
            }
            Some(Ok((text, _))) => read.records.push(text.to_owned()),
            _ if !piece.ends_with(b"\n") => {
                let bytes = piece.to_owned();
                read.torn = Some(TornLine { line, bytes });
            }
            Some(Err(fault)) => read.broken.push(BrokenLine { line, fault: Some(fault) }),
            None => read.broken.push(BrokenLine { line, fault: None }),
        }
    }
    read.is_newer &= !read.records.is_empty();
    read
}

/// Copies aside a journal whose records the caller could not all read: it starts anew with the next save.
pub fn keep_unread(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    read_if_there(path)?.map(|bytes| keep(path, &bytes, "unread")).transpose()
}

/// Copies a journal aside, unless the same copy lies beside it since it was last opened.
fn keep(path: &Path, bytes: &[u8], mark: &str) -> Result<PathBuf, StoreError> {
    let is_copy = |own: &str, name: &str| name.starts_with(&format!("{own}.{mark}-"));
    let is_as_long = |copy: &Path| fs::metadata(copy).is_ok_and(|meta| meta.len() == bytes.len() as u64);
    let is_same = |copy: &PathBuf| is_as_long(copy) && fs::read(copy).is_ok_and(|kept| kept == bytes);
    files_beside(path, is_copy).into_iter().find(is_same).map_or_else(|| copy_aside(path, bytes, mark), Ok)
}

/// An open journal.
pub struct Journal {
    path: PathBuf,
    /// None while the file is being replaced, or after that went wrong.
    file: Option<File>,
    /// How much of the file is whole records.
    n_bytes: u64,
    /// Whether something may stand behind them.
    is_torn: bool,
    disk: Box<dyn Disk + Send>,
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Journal").field(&self.path).finish()
    }
}

impl Journal {
    /// Writes a fresh journal at `path`, in the place of an old one.
    pub fn start(path: &Path, header: &JournalHeader) -> Result<Self, StoreError> {
        make_folder_of(path)?;
        safe_write(path, header_line(path, header)?.as_bytes())?;
        Self::open_to_append(path)
    }

    /// Opens the journal a crash left behind and goes on behind its last whole record.
    ///
    /// One in which something is torn or broken, or which is of a newer program, is copied aside first.
    pub fn open(path: &Path) -> Result<Option<(Self, JournalRead)>, StoreError> {
        let Some(bytes) = read_if_there(path)? else {
            return Ok(None);
        };
        let mut read = read_bytes(&bytes);
        let n_torn = read.torn.as_ref().map_or(0, |torn| torn.bytes.len());
        let marks = [("torn", n_torn > 0), ("broken", !read.broken.is_empty()), ("newer", read.is_newer)];
        let mark = marks.into_iter().find_map(|(mark, is_so)| is_so.then_some(mark));
        read.kept_as = mark.map(|mark| keep(path, &bytes, mark)).transpose()?;
        let mut journal = Self::open_to_append(path)?;
        if n_torn > 0 {
            journal.n_bytes = journal.n_bytes.saturating_sub(n_torn as u64);
            journal.is_torn = true;
            journal.cut_torn()?;
        } else if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            journal.write_synced(b"\n")?;
        }
        Ok(Some((journal, read)))
    }

    fn open_to_append(path: &Path) -> Result<Self, StoreError> {
        let (mut file, mut n_bytes) = (None, 0);
        open_end(&mut file, &mut n_bytes, path)?;
        Ok(Self { path: path.to_owned(), file, n_bytes, is_torn: false, disk: Box::new(RealDisk) })
    }

    /// The same journal on another disk.
    #[must_use]
    pub fn on_disk(mut self, disk: Box<dyn Disk + Send>) -> Self {
        self.disk = disk;
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How long it is.
    pub const fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// Adds `record` and waits until the disk has it.
    ///
    /// On an error the journal is as it was before.
    pub fn append(&mut self, record: &str) -> Result<(), StoreError> {
        let mut line = String::with_capacity(record.len() + 20);
        self.push(&mut line, record)?;
        self.add(&line)
    }

    /// Adds several records at once and waits until the disk has them all.
    ///
    /// On an error the journal is as it was before.
    pub fn append_all(&mut self, records: &[String]) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        let lines = self.lines_of(records)?;
        self.add(&lines)
    }

    /// Nothing is written that would not be read again.
    fn add(&mut self, lines: &str) -> Result<(), StoreError> {
        self.check_length(self.n_bytes + lines.len() as u64)?;
        self.write_synced(lines.as_bytes())
    }

    fn check_length(&self, is: u64) -> Result<(), StoreError> {
        if is > MOST_OWN_BYTES {
            let cause = Cause::TooBig { is, most: MOST_OWN_BYTES };
            return Err(StoreError::new(Doing::Append, &self.path, cause));
        }
        Ok(())
    }

    fn lines_of(&self, records: &[String]) -> Result<String, StoreError> {
        let mut lines = String::new();
        for record in records {
            self.push(&mut lines, record)?;
        }
        Ok(lines)
    }

    fn push(&self, lines: &mut String, record: &str) -> Result<(), StoreError> {
        let is_too_big = record.len() > MOST_RECORD_BYTES;
        let cause = if is_too_big {
            Cause::TooBig { is: record.len() as u64, most: MOST_RECORD_BYTES as u64 }
        } else if record.contains(['\n', '\r']) {
            RonTextError::RawLineBreak.into()
        } else {
            push_line(lines, record);
            return Ok(());
        };
        Err(StoreError::new(Doing::Append, &self.path, cause))
    }

    /// Starts anew with only those records in it: what was declined or erased is no longer there.
    ///
    /// The new file takes the place of the old one whole: nothing else holds these records yet. On an error the journal holds
    /// either what it held or the new records, and neither in part.
    pub fn rewrite(&mut self, header: &JournalHeader, records: &[String]) -> Result<(), StoreError> {
        let text = header_line(&self.path, header)? + &self.lines_of(records)?;
        self.check_length(text.len() as u64)?;
        self.cut_torn()?;
        // Windows may refuse to replace a file that is open.
        self.file = None;
        let replaced = safe_write_with(&*self.disk, &self.path, Known::Any, |out| Ok(out.write_all(text.as_bytes())?));
        // The records are where they belong; opening is tried again before the next one.
        if let Err(again) = open_end(&mut self.file, &mut self.n_bytes, &self.path) {
            log::warn!("{again}: {}", again.source);
        }
        // One whose way was barred, or whose program was killed, would keep what was erased.
        if replaced.is_ok() {
            for left in leftovers_beside(&self.path) {
                fs::remove_file(left).ok();
            }
        }
        replaced.map(drop)
    }

    /// Starts anew once the ledger file holds everything.
    ///
    /// A kill in between leaves records the file has, or none: both do no harm.
    pub fn restart(&mut self, header: &JournalHeader) -> Result<(), StoreError> {
        let line = header_line(&self.path, header)?;
        // Not by a rename: Windows may refuse to replace a file that is open, and this one is.
        self.n_bytes = 0;
        self.is_torn = true;
        self.write_synced(line.as_bytes())
    }

    fn write_synced(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.cut_torn()?;
        let file = open_end(&mut self.file, &mut self.n_bytes, &self.path)?;
        self.is_torn = true;
        let written = write_all_on(&*self.disk, file, bytes).and_then(|()| self.disk.sync_data(file));
        match written {
            Ok(()) => {
                self.is_torn = false;
                self.n_bytes += bytes.len() as u64;
                Ok(())
            }
            Err(err) => {
                let error = StoreError::new(Doing::Append, &self.path, err);
                // If this fails too, it is tried again before the next record.
                if let Err(again) = self.cut_torn() {
                    log::warn!("{again}: {}", again.source);
                }
                Err(error)
            }
        }
    }

    /// Takes away what a failed append left behind the last whole record.
    fn cut_torn(&mut self) -> Result<(), StoreError> {
        if self.is_torn {
            let at = |err| StoreError::new(Doing::Append, &self.path, err);
            // By a handle of its own: on Windows one that appends must not cut.
            let file = OpenOptions::new().write(true).open(&self.path).map_err(at)?;
            file.set_len(self.n_bytes).map_err(at)?;
            file.sync_all().map_err(at)?;
            self.is_torn = false;
        }
        Ok(())
    }
}

/// Opens the file to write behind its end, and sets how long it is, where it is not open.
fn open_end<'a>(file: &'a mut Option<File>, n_bytes: &mut u64, path: &Path) -> Result<&'a mut File, StoreError> {
    match file {
        Some(file) => Ok(file),
        closed => {
            let at = |err| StoreError::new(Doing::Append, path, err);
            let file = OpenOptions::new().append(true).open(path).map_err(at)?;
            *n_bytes = file.metadata().map_err(at)?.len();
            Ok(closed.insert(file))
        }
    }
}

fn header_line(path: &Path, header: &JournalHeader) -> Result<String, StoreError> {
    let mut text = HEAD.trim_end_matches('(').to_owned();
    push_ron(&mut text, header).map_err(StoreError::at(Doing::Encode, path))?;
    let mut line = String::new();
    push_line(&mut line, &text);
    Ok(line)
}

/// Takes away a journal whose records the ledger file holds.
pub fn remove_journal(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(StoreError::new(Doing::Remove, path, Cause::Io(err))),
        Ok(()) | Err(_) => Ok(()),
    }
}
