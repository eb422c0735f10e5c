//! Opens a ledger file by its states alone; its history and its seal are read and verified behind that.
//!
//! ```text
//!   lines up to the changes ── states parsed ──► the ledger can be shown
//!     └───── read once more: checksums, seal, parts, headers ──► the history can be asked, the file may be edited
//! ```
//! **Invariant:** what is opened so is what [`open_ledger`] gives, or the verdict says that it has to be asked.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use rayon::prelude::*;

use crate::{
    domain::{
        edit::PartKey,
        history::{Baseline, History},
        ids::IssueId,
        issue::Issue,
        ledger::Ledger,
    },
    store::{
        Doing, StoreError,
        checksum::FileMark,
        ledger_file::{FileText, MOST_FILE_BYTES, StateAt},
        ledger_front::front_of,
        ledger_index::{Expected, FileIndex, is_state, state_sum},
        ledger_kept::KeptText,
        ledger_open::{NoLedger, OpenedFile, open_ledger},
        ledger_read::{read_record, read_whole_head, read_whole_seal},
        ledger_write::LedgerContent,
        pieces::in_pieces,
        recognise::{FORMAT, FileLook, HEAD, TAIL},
        record::{Head, Record, Seal},
        room::make_room,
    },
};

/// A ledger file of which only the states are read.
#[derive(Debug)]
pub struct QuickFile {
    /// The ledger, and a history that is read when it is first asked for.
    pub content: LedgerContent,

    /// What has to be asked before anything is changed.
    pub verdict: Verdict,
}

/// Whether a file that was opened by its states is whole; worked out once, by whoever asks first.
#[derive(Clone, Debug)]
pub struct Verdict(Arc<FileIndex>);

impl Verdict {
    /// Waits for the verdict: the mark of the whole file, or none if it has to be opened by [`open_ledger`].
    pub fn wait(&self, history: &History) -> Option<FileMark> {
        history.make_ready();
        self.0.mark()
    }

    /// How long the file is, in bytes.
    pub fn n_bytes(&self) -> u64 {
        self.0.text().n_bytes()
    }

    /// Whether the file is still what its states were read of, or can be read at all.
    pub fn is_as_read(&self) -> bool {
        self.0.is_as_read()
    }

    /// Calls `then` with the bytes of the file, for opening it anew; not after they were packed, nor where they cannot be
    /// read any more.
    pub fn with_bytes<R>(&self, then: impl FnOnce(&[u8]) -> R) -> Option<R> {
        self.0.text().whole().map(|text| then(&text.bytes))
    }

    /// Packs the text of a file that is whole into a fifth of its room. What asks for its history waits a little longer
    /// from now on.
    pub fn pack(&self) {
        if self.0.mark().is_some() {
            self.0.text().pack();
        }
    }
}

/// Opens the file with these bytes and waits for everything.
pub fn open_bytes(bytes: Vec<u8>) -> Result<OpenedFile, NoLedger> {
    match open_quick(bytes) {
        Err(bytes) => open_ledger(&bytes),
        Ok(QuickFile { content, verdict }) => match verdict.wait(&content.history) {
            Some(mark) => Ok(OpenedFile { content, format: FORMAT, mark, faults: Vec::new() }),
            None => verdict.with_bytes(open_ledger).unwrap_or(Err(NoLedger(FileLook::NotALedger))),
        },
    }
}

/// Opens the file at `path` by its states, without holding the rest of it: that is read once more when the history is asked
/// for. None where anything is unusual, for [`open_ledger`] to say what.
pub fn open_quick_file(path: &Path) -> Result<Option<QuickFile>, StoreError> {
    let at = |err| StoreError::new(Doing::Read, path, err);
    let mut file = File::open(path).map_err(at)?;
    let n_bytes = file.metadata().map_err(at)?.len();
    if n_bytes > MOST_FILE_BYTES {
        return Ok(None);
    }
    let states = match front_of(&file, n_bytes).map_err(at)? {
        Some(front) => {
            States::of(&mut file, front.n_bytes).map(|states| states.and_then(|states| states.with_seal(&front.seal)))
        }
        None => States::of(&mut file, u64::MAX),
    };
    let whole = states.map_err(at)?.and_then(States::finish);
    let text = KeptText::later(file, path.to_owned(), n_bytes);
    Ok(whole.map(|read| read.quick_file(text)))
}

/// The same with the bytes of a file; gives them back where anything is unusual.
pub fn open_quick(bytes: Vec<u8>) -> Result<QuickFile, Vec<u8>> {
    if !bytes.starts_with(HEAD.as_bytes()) {
        return Err(bytes);
    }
    let text = FileText::new(bytes)?;
    let lines: Vec<&[u8]> = (0..text.n_lines()).filter_map(|line| text.line(line)).collect();
    let mut states = States::default();
    match states.take(&lines).and_then(|()| states.finish()) {
        Some(read) => Ok(read.quick_file(KeptText::new(text))),
        None => Err(text.bytes),
    }
}

/// Makes the shelf when the history is first asked.
#[derive(Debug)]
struct IndexedLater(Arc<FileIndex>);

impl crate::domain::shelf::ReadShelf for IndexedLater {
    fn read_shelf(&self) -> crate::domain::shelf::Shelf {
        self.0.make_shelf().unwrap_or_default()
    }
}

/// What the states of a file come to, line by line.
#[derive(Default)]
struct States {
    n_lines: usize,
    head: Option<Head>,
    seal: Option<Seal>,
    ledger: Ledger,
    issues: Vec<(IssueId, Arc<Issue>)>,
    baselines: Vec<(PartKey, Baseline)>,
    /// Where each state stands.
    places: Vec<(PartKey, StateAt, u32)>,
    /// What each line was that is read here, the first and the last among them, and which line it is.
    sums: Vec<(u32, u32)>,
}

/// A line that is not for the history alone.
enum Looked {
    Head(Head),
    Seal(Seal),
    State(Record),
}

impl States {
    /// What stands in the first bytes of a file. None: it is not as this program writes it, or ends within a line.
    fn of(file: &mut File, n_bytes: u64) -> io::Result<Option<Self>> {
        let mut states = Self::default();
        file.rewind()?;
        let rest = in_pieces(&mut file.take(n_bytes), |lines| states.take(lines))?;
        Ok(rest.filter(Vec::is_empty).map(|_| states))
    }

    /// Takes the last line. The lines before it that were not read are counted when they are.
    fn with_seal(mut self, line: &[u8]) -> Option<Self> {
        self.take(&[line])?;
        let before = self.seal.as_ref()?.lines;
        self.n_lines = before.checked_add(1)?;
        self.sums.last_mut()?.0 = u32::try_from(before).ok()?;
        Some(self)
    }

    /// Takes the next lines. None: something is not as this program writes it, and `open_ledger` has to look.
    fn take(&mut self, lines: &[&[u8]]) -> Option<()> {
        // No line is as long as a piece.
        if lines.is_empty() {
            return None;
        }
        // Nothing follows the seal.
        if self.seal.is_some() {
            return None;
        }
        let first = self.n_lines;
        let is_wanted =
            |(n, line): &(usize, &&[u8])| first + n == 0 || is_state(line) || line.starts_with(TAIL.as_bytes());
        let wanted: Vec<(usize, &&[u8])> = lines.iter().enumerate().filter(is_wanted).collect();
        let look = |(): &mut (), (n, line): &(usize, &&[u8])| (looked_at(line, first + n == 0), state_sum(line));
        let looked: Vec<(Option<Looked>, u32)> = wanted.par_iter().with_min_len(16).map_init(make_room, look).collect();
        for ((n, _), (looked, sum)) in wanted.iter().zip(looked) {
            self.n_lines = first + n;
            self.sums.push((u32::try_from(self.n_lines).ok()?, sum));
            match looked? {
                Looked::Head(head) => self.head = Some(head),
                Looked::Seal(seal) => {
                    self.seal = Some(seal);
                    if n + 1 < lines.len() {
                        return None;
                    }
                }
                Looked::State(record) => self.state(record)?,
            }
        }
        self.n_lines = first + lines.len();
        Some(())
    }

    fn state(&mut self, record: Record) -> Option<()> {
        let (key, state) = match record {
            Record::Directory(state) => {
                let at = StateAt::Directory(Arc::downgrade(&state));
                self.ledger.directory = state;
                (PartKey::Directory, at)
            }
            Record::Private(state) => {
                let at = StateAt::Private(Arc::downgrade(&state));
                self.ledger.private = state;
                (PartKey::Private, at)
            }
            Record::Issue(state) => {
                let (id, at) = (state.id, StateAt::Issue(Arc::downgrade(&state)));
                self.issues.push((id, state));
                (PartKey::Issue(id), at)
            }
            Record::Complaint(state) => {
                let (id, at) = (state.id, StateAt::Complaint(Arc::downgrade(&state)));
                drop(self.ledger.complaints.insert(id, state));
                (PartKey::Complaint(id), at)
            }
            Record::Case(state) => {
                let (id, at) = (state.id, StateAt::Case(Arc::downgrade(&state)));
                drop(self.ledger.cases.insert(id, state));
                (PartKey::Case(id), at)
            }
            Record::Baseline(key, baseline) => {
                self.baselines.push((key, baseline));
                return Some(());
            }
            Record::Part { .. } | Record::Change(_) | Record::Lacks { .. } => return None,
        };
        self.places.push((key, state, u32::try_from(self.n_lines).ok()?));
        Some(())
    }

    /// All of it, if it agrees.
    fn finish(mut self) -> Option<Whole> {
        let (head, seal) = (self.head?, self.seal?);
        if head.format != FORMAT || seal.id != head.id || seal.lines + 1 != self.n_lines {
            return None;
        }
        let mut ledger = Ledger { id: head.id, grant: head.grant, ..self.ledger };
        ledger.issues = self.issues.into_iter().collect();
        self.places.sort_unstable_by_key(|(key, ..)| *key);
        let places = self.places;
        let is_doubled = places.windows(2).any(|two| matches!(two, [(a, ..), (b, ..)] if a == b));
        let stated = |key| places.binary_search_by_key(&key, |(of, ..)| *of).is_ok();
        let is_whole = stated(PartKey::Directory) && stated(PartKey::Private) && ledger.issues.len() == seal.issues;
        if is_doubled || !is_whole {
            return None;
        }
        let expected = Expected {
            lines: seal.lines,
            changes: seal.changes,
            heads: seal.heads,
            sha256: seal.sha256,
            states: self.sums,
            baselines: self.baselines.iter().map(|(key, _)| *key).collect(),
        };
        Some(Whole { ledger, baselines: self.baselines, places, expected })
    }
}

/// The states of a file that agree with each other.
struct Whole {
    ledger: Ledger,
    baselines: Vec<(PartKey, Baseline)>,
    places: Vec<(PartKey, StateAt, u32)>,
    expected: Expected,
}

impl Whole {
    fn quick_file(self, text: KeptText) -> QuickFile {
        let heads = self.expected.heads.clone();
        let index = Arc::new(FileIndex::new(Arc::new(text), Arc::new(self.places), self.expected));
        let mut history = History::shelved(Box::new(IndexedLater(Arc::clone(&index))), heads);
        for (key, baseline) in self.baselines {
            history.set_baseline(key, baseline);
        }
        let content = LedgerContent { ledger: self.ledger, history, loose: Vec::new() };
        QuickFile { content, verdict: Verdict(index) }
    }
}

/// None where a line is not as this program writes it.
fn looked_at(line: &[u8], is_first: bool) -> Option<Looked> {
    if is_first {
        return read_whole_head(std::str::from_utf8(line).ok()?).map(Looked::Head);
    }
    if line.starts_with(TAIL.as_bytes()) {
        return read_whole_seal(std::str::from_utf8(line).ok()?).map(Looked::Seal);
    }
    let record = FileText::without_sum(line).and_then(|text| text.strip_suffix(',')).and_then(read_record);
    record.map(Looked::State)
}
