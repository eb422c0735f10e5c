//! The ledger of a file without its history, for forms, which need no more: read piece by piece, never whole in memory.
//!
//! **Invariant:** what is given is the ledger that `open_bytes` gives; where a line, the seal or a count is not as it
//! should be, nothing is given.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::Arc,
};

use memchr::memchr_iter;
use rayon::prelude::*;

use crate::{
    domain::{ids::IssueId, issue::Issue, ledger::Ledger},
    store::{
        Doing, StoreError,
        checksum::{Hasher, check_line},
        ledger_file::MOST_FILE_BYTES,
        ledger_read::{read_record, read_whole_head, read_whole_seal},
        recognise::{FORMAT, HEAD, TAIL},
        record::{Head, Record, Seal},
    },
};

/// So many bytes are read and looked at together.
const PIECE: usize = 16 << 20;

/// The digits of a checksum and a line feed.
const SUM: usize = 17;

/// How the lines of a history begin: they are checked, and not read.
const HISTORY: [&str; 4] = ["Part(", "Change(", "Lacks(", "Baseline("];

/// Reads the states of a file. `None`: it is for `open_bytes` to say what it is.
pub fn read_states(path: &Path) -> Result<Option<Ledger>, StoreError> {
    let at = |err| StoreError::new(Doing::Read, path, err);
    let mut file = File::open(path).map_err(at)?;
    if file.metadata().map_err(at)?.len() > MOST_FILE_BYTES {
        return Ok(None);
    }
    states_of(&mut file).map_err(at)
}

/// The same of what `source` gives.
pub fn states_of(source: &mut dyn Read) -> io::Result<Option<Ledger>> {
    let (mut reading, mut text) = (Reading::default(), Vec::new());
    loop {
        let before = text.len();
        text.reserve_exact(PIECE.saturating_sub(before).max(PIECE / 4));
        let wanted = (text.capacity() - before) as u64;
        let read = (&mut *source).take(wanted).read_to_end(&mut text)?;
        if read == 0 {
            return Ok(reading.end(&text));
        }
        // What is no ledger is not read to its end.
        if reading.n_lines == 0 && !text.starts_with(HEAD.as_bytes()) {
            return Ok(None);
        }
        let whole = memchr::memrchr(b'\n', &text).map_or(0, |last| last + 1);
        if reading.take(text.get(..whole).unwrap_or_default()).is_none() {
            return Ok(None);
        }
        text.drain(..whole);
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    n_lines: usize,
    head: Option<Head>,
    seal: Option<Seal>,
    sums: Hasher,
    ledger: Ledger,
    issues: Vec<(IssueId, Arc<Issue>)>,
    has: (bool, bool),
}

impl Reading {
    /// Takes some whole lines.
    fn take(&mut self, bytes: &[u8]) -> Option<()> {
        let mut lines: Vec<&[u8]> = Vec::new();
        let mut start = 0;
        for end in memchr_iter(b'\n', bytes) {
            lines.push(bytes.get(start..=end)?);
            start = end + 1;
        }
        if self.n_lines == 0 {
            let first = std::str::from_utf8(lines.first()?).ok()?;
            self.head = Some(read_whole_head(first).filter(|head| head.format == FORMAT)?);
        }
        let is_first = self.n_lines == 0;
        let look = |(n, line): (usize, &&[u8])| looked_at(line, is_first && n == 0);
        let looked: Option<Vec<Looked>> = lines.par_iter().enumerate().with_min_len(32).map(look).collect();
        for (line, Looked(record)) in lines.iter().zip(looked?) {
            // Nothing follows the seal.
            if self.seal.is_some() {
                return None;
            }
            if line.starts_with(TAIL.as_bytes()) {
                self.seal = Some(read_whole_seal(std::str::from_utf8(line).ok()?)?);
                continue;
            }
            self.sums.add(line.get(line.len().checked_sub(SUM)?..)?);
            self.n_lines += 1;
            if let Some(record) = record {
                self.state(record)?;
            }
        }
        Some(())
    }

    fn state(&mut self, record: Record) -> Option<()> {
        match record {
            Record::Directory(state) => {
                self.ledger.directory = state;
                (!std::mem::replace(&mut self.has.0, true)).then_some(())
            }
            Record::Private(state) => {
                self.ledger.private = state;
                (!std::mem::replace(&mut self.has.1, true)).then_some(())
            }
            Record::Issue(state) => {
                self.issues.push((state.id, state));
                Some(())
            }
            Record::Complaint(state) => self.ledger.complaints.insert(state.id, state).is_none().then_some(()),
            Record::Case(state) => self.ledger.cases.insert(state.id, state).is_none().then_some(()),
            Record::Baseline(..) | Record::Part { .. } | Record::Change(_) | Record::Lacks { .. } => None,
        }
    }

    /// The ledger, if all of it agrees; `rest` is what stands after the last whole line.
    fn end(self, rest: &[u8]) -> Option<Ledger> {
        let (head, seal) = (self.head?, self.seal?);
        let n_issues = self.issues.len();
        let mut ledger = Ledger { id: head.id, grant: head.grant, ..self.ledger };
        ledger.issues = self.issues.into_iter().collect();
        let is_whole = rest.is_empty()
            && self.has == (true, true)
            && seal.id == head.id
            && seal.lines == self.n_lines
            && seal.issues == n_issues
            && ledger.issues.len() == n_issues
            && self.sums.finish() == seal.sha256;
        is_whole.then_some(ledger)
    }
}

/// A line that is whole, with the state on it, if it is one.
struct Looked(Option<Record>);

/// None where the line is not whole or of no kind this program knows.
fn looked_at(line: &[u8], is_head: bool) -> Option<Looked> {
    let (text, _) = check_line(std::str::from_utf8(line).ok()?).ok()?;
    // A carriage return is a line's own, but none of this program's.
    if line.len() != text.len() + 21 {
        return None;
    }
    if is_head || text.starts_with(TAIL) || HISTORY.iter().any(|begin| text.starts_with(begin)) {
        return Some(Looked(None));
    }
    text.strip_suffix(',').and_then(read_record).map(|record| Looked(Some(record)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_ledger_is_not_read_to_its_end() {
        // It has none.
        assert_eq!(states_of(&mut io::repeat(0)).unwrap(), None);
    }
}
