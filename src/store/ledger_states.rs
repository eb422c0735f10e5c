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

use rayon::prelude::*;

use crate::{
    domain::{ids::IssueId, issue::Issue, ledger::Ledger},
    store::{
        Doing, StoreError,
        checksum::{Hasher, check_line},
        ledger_file::MOST_FILE_BYTES,
        ledger_read::{read_record, read_whole_head, read_whole_seal},
        pieces::in_pieces,
        recognise::{FORMAT, TAIL},
        record::{Head, Record, Seal},
        room::make_room,
    },
};

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
pub fn states_of(source: &mut (dyn Read + Send)) -> io::Result<Option<Ledger>> {
    let mut reading = Reading::default();
    let rest = in_pieces(source, |lines| reading.take(lines))?;
    Ok(rest.and_then(|rest| reading.end(&rest)))
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
    fn take(&mut self, lines: &[&[u8]]) -> Option<()> {
        if self.n_lines == 0 {
            let first = std::str::from_utf8(lines.first()?).ok()?;
            self.head = Some(read_whole_head(first).filter(|head| head.format == FORMAT)?);
        }
        let is_first = self.n_lines == 0;
        let look = |(): &mut (), (n, line): (usize, &&[u8])| looked_at(line, is_first && n == 0);
        let looked: Option<Vec<Looked>> =
            lines.par_iter().enumerate().with_min_len(32).map_init(make_room, look).collect();
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
    let (text, _) = check_line(simdutf8::basic::from_utf8(line).ok()?).ok()?;
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
