//! A ledger file in memory: its bytes, where its lines begin, and its changes read one by one when asked for.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt,
    fs::File,
    io::{self, Seek as _},
    path::Path,
    sync::{Arc, Weak},
};

use memchr::memchr_iter;
use rayon::prelude::*;

use crate::{
    domain::{
        change::{Change, HeldPart, PartText},
        complaint::{AccountabilityCase, Complaint},
        directory::Directory,
        edit::PartKey,
        ids::ChangeId,
        issue::Issue,
        ledger::{Ledger, Private},
        shelf::ReadChange,
    },
    store::{
        Doing, StoreError,
        checksum::MARK,
        codec::read_header,
        error::Cause,
        ledger_kept::{KeptText, LineReader},
        ledger_read::{header_text, part_text},
    },
};

/// A ledger file may be so long: ten times what the biggest ledgers hold, and less than what an office computer would
/// need to hold to do anything with it.
pub const MOST_FILE_BYTES: u64 = 4 << 30;

/// So much is read and looked through at once by one core.
const BLOCK: usize = 4 << 20;

/// The bytes of a file, and where each line begins; the last number is where the file ends.
pub(super) struct FileText {
    pub(super) bytes: Vec<u8>,
    starts: Vec<u64>,
}

impl fmt::Debug for FileText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileText({} bytes, {} lines)", self.bytes.len(), self.n_lines())
    }
}

impl FileText {
    /// Looks where the lines are. Only text whose last line is whole is taken.
    pub(super) fn new(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        if bytes.last() != Some(&b'\n') {
            return Err(bytes);
        }
        let found: Vec<Vec<u64>> = bytes
            .par_chunks(BLOCK)
            .enumerate()
            .map(|(n, block)| memchr_iter(b'\n', block).map(|at| (n * BLOCK + at + 1) as u64).collect())
            .collect();
        let mut starts = Vec::with_capacity(found.iter().map(Vec::len).sum::<usize>() + 1);
        starts.push(0);
        starts.extend(found.into_iter().flatten());
        Ok(Self { bytes, starts })
    }

    pub(super) fn n_lines(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Where a line is, its line feed included.
    pub(super) fn range(&self, line: usize) -> Option<(usize, usize)> {
        let start = *self.starts.get(line)?;
        let end = *self.starts.get(line + 1)?;
        Some((start as usize, end as usize))
    }

    /// The bytes of a line, its line feed included.
    pub(super) fn line(&self, line: usize) -> Option<&[u8]> {
        let (start, end) = self.range(line)?;
        self.bytes.get(start..end)
    }

    /// The text of a line without its checksum, which is not compared.
    pub(super) fn text(&self, line: usize) -> Option<&str> {
        Self::without_sum(self.line(line)?)
    }

    /// The text of the bytes of a line.
    pub(super) fn without_sum(bytes: &[u8]) -> Option<&str> {
        // ` // `, sixteen digits and a line feed.
        let text = bytes.get(..bytes.len().checked_sub(MARK.len() + 17)?)?;
        simdutf8::basic::from_utf8(text).ok()
    }
}

/// Reads a whole file, on all cores; one that is longer than any ledger is refused before it is read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, StoreError> {
    let file = File::open(path).map_err(|err| StoreError::new(Doing::Read, path, err))?;
    read_opened(&file, path)
}

/// Reads a file that is open, from its beginning: also one that has another in its place by now.
pub(super) fn read_opened(file: &File, path: &Path) -> Result<Vec<u8>, StoreError> {
    let at = |err: io::Error| StoreError::new(Doing::Read, path, err);
    let about = file.metadata().map_err(at)?;
    let length = about.len();
    if length > MOST_FILE_BYTES {
        return Err(StoreError::new(Doing::Read, path, Cause::TooBig { is: length, most: MOST_FILE_BYTES }));
    }
    // A short file, a device or a pipe is read to its end.
    if length < 2 * BLOCK as u64 {
        return read_to_end(file, about.is_file()).map_err(at);
    }
    // Asked for first: where the memory does not suffice, that is said, and the program lives on.
    let n_bytes = usize::try_from(length).unwrap_or(usize::MAX);
    Vec::<u8>::new().try_reserve_exact(n_bytes).map_err(|_full| at(io::ErrorKind::OutOfMemory.into()))?;
    let mut bytes = vec![0; n_bytes];
    let read = |(n, block): (usize, &mut [u8])| read_at(file, block, (n * BLOCK) as u64);
    match bytes.par_chunks_mut(BLOCK).enumerate().map(read).collect::<io::Result<()>>() {
        Ok(()) => Ok(bytes),
        // It became shorter meanwhile: read as it is now.
        Err(err) if err.kind() == io::ErrorKind::UnexpectedEof => read_to_end(file, true).map_err(at),
        Err(err) => Err(at(err)),
    }
}

fn read_to_end(mut file: &File, can_turn_back: bool) -> io::Result<Vec<u8>> {
    if can_turn_back {
        file.rewind()?;
    }
    let mut bytes = Vec::new();
    io::copy(&mut file, &mut bytes)?;
    Ok(bytes)
}

/// Fills `bytes` with what stands in the file from there on, wherever others read it.
#[cfg(not(windows))]
pub(super) fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, from)
}

/// Fills `bytes` with what stands in the file from there on, wherever others read it.
#[cfg(windows)]
pub(super) fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<()> {
    let mut done = 0;
    while done < bytes.len() {
        let rest = bytes.get_mut(done..).unwrap_or_default();
        match std::os::windows::fs::FileExt::seek_read(file, rest, from + done as u64)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => done += n,
        }
    }
    Ok(())
}

/// A folded state as it was read, to see whether it is still the same.
#[derive(Debug)]
pub(super) enum StateAt {
    Directory(Weak<Directory>),
    Issue(Weak<Issue>),
    Complaint(Weak<Complaint>),
    Case(Weak<AccountabilityCase>),
    Private(Weak<Private>),
}

fn is_it<T>(weak: &Weak<T>, now: Option<&Arc<T>>) -> bool {
    now.is_some_and(|now| std::ptr::eq(weak.as_ptr(), Arc::as_ptr(now)))
}

impl StateAt {
    /// Whether the ledger has this very state.
    fn is_in(&self, ledger: &Ledger, key: PartKey) -> bool {
        match (self, key) {
            (Self::Directory(state), PartKey::Directory) => is_it(state, Some(&ledger.directory)),
            (Self::Private(state), PartKey::Private) => is_it(state, Some(&ledger.private)),
            (Self::Issue(state), PartKey::Issue(id)) => is_it(state, ledger.issues.get(&id)),
            (Self::Complaint(state), PartKey::Complaint(id)) => is_it(state, ledger.complaints.get(&id)),
            (Self::Case(state), PartKey::Case(id)) => is_it(state, ledger.cases.get(&id)),
            _ => false,
        }
    }
}

/// What a file has in the place of a part.
pub(super) const HIDDEN: u32 = u32::MAX;
/// The same, of a part that was erased.
pub(super) const ERASED: u32 = u32::MAX - 1;

/// The lines of a file by what they hold.
#[derive(Debug)]
pub(super) struct FileArchive {
    pub(super) text: Arc<KeptText>,
    /// The line of each state, by its subject.
    pub(super) states: Arc<Vec<(PartKey, StateAt, u32)>>,
    /// The line of each change, and where its parts begin among all.
    pub(super) changes: Vec<(u32, u32)>,
    /// The line of each part, in the order of the headers.
    pub(super) parts: Vec<u32>,
    /// By whom parts were erased, by their place among all.
    pub(super) erased: BTreeMap<u32, ChangeId>,
}

impl FileArchive {
    /// The line a state stands on, if the ledger still has the one that was read.
    pub(super) fn state_line(&self, ledger: &Ledger, key: PartKey) -> Option<usize> {
        let found = self.states.binary_search_by_key(&key, |(of, ..)| *of).ok()?;
        let (_, state, line) = self.states.get(found)?;
        state.is_in(ledger, key).then_some(*line as usize)
    }

    /// The line of a change's header.
    pub(super) fn header_line(&self, change: usize) -> Option<usize> {
        self.changes.get(change).map(|(line, _)| *line as usize)
    }

    /// What the file has of the parts of a change.
    pub(super) fn part_lines(&self, change: usize) -> &[u32] {
        let first = self.changes.get(change).map_or(0, |(_, first)| *first as usize);
        let end = self.changes.get(change + 1).map_or(self.parts.len(), |(_, end)| *end as usize);
        self.parts.get(first..end).unwrap_or_default()
    }

    fn held(&self, place: usize, line: u32, reader: &mut LineReader) -> Option<HeldPart> {
        match line {
            HIDDEN => Some(HeldPart::Hidden),
            ERASED => self.erased.get(&(place as u32)).copied().map(HeldPart::Erased),
            line => {
                let part = part_text(reader.text(line as usize)?)?;
                Some(HeldPart::Here(PartText { salt: part.salt.into(), text: part.body.into() }))
            }
        }
    }
}

impl ReadChange for FileArchive {
    fn read_change(&self, place: usize) -> Option<Change> {
        let (line, first) = *self.changes.get(place)?;
        let mut reader = self.text.reader();
        let text: Arc<str> = header_text(reader.text(line as usize)?)?.into();
        let (id, header) = read_header(&text)?;
        let lines = (first as usize..).zip(self.part_lines(place));
        let held = header
            .parts
            .iter()
            .zip(lines)
            .map(|((key, _), (at, line))| Some((*key, self.held(at, *line, &mut reader)?)));
        let parts: Option<Vec<_>> = held.collect();
        Some(Change { id, text, parts: parts?, header })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
