//! Opens a ledger file by its states alone; its history and its seal are read and verified behind that.
//!
//! ```text
//!   bytes ── lines ── states parsed ──► the ledger can be shown
//!              └───── checksums, seal, parts, headers ──► the history can be asked, the file may be edited
//! ```
//! **Invariant:** what is opened so is what [`open_ledger`] gives, or the verdict says that it has to be asked.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::{
    domain::{edit::PartKey, history::History, ids::ChangeId, ledger::Ledger},
    store::{
        checksum::FileHash,
        ledger_file::{FileText, StateAt},
        ledger_index::{Expected, FileIndex},
        ledger_kept::KeptText,
        ledger_open::{NoLedger, OpenedFile, open_ledger},
        ledger_read::{read_record, read_whole_head, read_whole_seal},
        ledger_write::LedgerContent,
        recognise::{FORMAT, FileLook, HEAD, TAIL},
        record::{Head, Record, Seal},
    },
};

/// How the lines of folded states begin.
const STATES: [&[u8]; 6] = [b"Issue(", b"Directory(", b"Private(", b"Complaint(", b"Case(", b"Baseline("];

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
    /// Waits for the verdict: the hash of the whole file, or none if it has to be opened by [`open_ledger`].
    pub fn wait(&self, history: &History) -> Option<FileHash> {
        history.make_ready();
        self.0.hash()
    }

    /// Calls `then` with the bytes of the file, for opening it anew; not after they were packed.
    pub fn with_bytes<R>(&self, then: impl FnOnce(&[u8]) -> R) -> Option<R> {
        self.0.text().whole().map(|text| then(&text.bytes))
    }

    /// Packs the text of a file that is whole into a fifth of its room. What asks for its history waits a little longer
    /// from now on.
    pub fn pack(&self) {
        if self.0.hash().is_some() {
            self.0.text().pack();
        }
    }
}

/// Opens the file with these bytes and waits for everything.
pub fn open_bytes(bytes: Vec<u8>) -> Result<OpenedFile, NoLedger> {
    match open_quick(bytes) {
        Err(bytes) => open_ledger(&bytes),
        Ok(QuickFile { content, verdict }) => match verdict.wait(&content.history) {
            Some(hash) => Ok(OpenedFile { content, format: FORMAT, hash, faults: Vec::new() }),
            None => verdict.with_bytes(open_ledger).unwrap_or(Err(NoLedger(FileLook::NotALedger))),
        },
    }
}

/// Opens the file by its states; gives the bytes back where anything is unusual, for [`open_ledger`] to say what.
pub fn open_quick(bytes: Vec<u8>) -> Result<QuickFile, Vec<u8>> {
    if !bytes.starts_with(HEAD.as_bytes()) {
        return Err(bytes);
    }
    let text = FileText::new(bytes)?;
    let Some(read) = States::read(&text) else {
        return Err(text.bytes);
    };
    let States { head, seal, ledger, baselines, places } = read;
    let expected = Expected {
        lines: seal.lines,
        changes: seal.changes,
        heads: seal.heads.clone(),
        sha256: seal.sha256,
        baselines: baselines.iter().map(|(key, _)| *key).collect(),
    };
    let index = Arc::new(FileIndex::new(Arc::new(KeptText::new(text)), Arc::new(places), expected));
    let heads: Vec<ChangeId> = seal.heads;
    let mut history = History::shelved(Box::new(IndexedLater(Arc::clone(&index))), heads);
    for (key, baseline) in baselines {
        history.set_baseline(key, baseline);
    }
    let ledger = Ledger { id: head.id, grant: head.grant, ..ledger };
    let content = LedgerContent { ledger, history, loose: Vec::new() };
    Ok(QuickFile { content, verdict: Verdict(index) })
}

/// Makes the shelf when the history is first asked.
#[derive(Debug)]
struct IndexedLater(Arc<FileIndex>);

impl crate::domain::shelf::ReadShelf for IndexedLater {
    fn read_shelf(&self) -> crate::domain::shelf::Shelf {
        self.0.make_shelf().unwrap_or_default()
    }
}

/// What the states of a file come to.
struct States {
    head: Head,
    seal: Seal,
    ledger: Ledger,
    baselines: Vec<(PartKey, crate::domain::history::Baseline)>,
    /// Where each state stands, sorted by subject.
    places: Vec<(PartKey, StateAt, u32)>,
}

impl States {
    /// None: something is not as this program writes it, and `open_ledger` has to look.
    fn read(text: &FileText) -> Option<Self> {
        let last = text.n_lines().checked_sub(1)?;
        let head = read_whole_head(std::str::from_utf8(text.line(0)?).ok()?)?;
        let seal_line = text.line(last).filter(|line| line.starts_with(TAIL.as_bytes()))?;
        let seal = read_whole_seal(std::str::from_utf8(seal_line).ok()?)?;
        if head.format != FORMAT || seal.id != head.id || seal.lines != last {
            return None;
        }
        let is_state = |line: &usize| {
            let bytes = text.line(*line).unwrap_or_default();
            STATES.iter().any(|begin| bytes.starts_with(begin))
        };
        let lines: Vec<usize> = (1..last).filter(is_state).collect();
        let failed = OnceLock::new();
        let read = |line: &usize| {
            let record = text.text(*line).and_then(|text| text.strip_suffix(',')).and_then(read_record);
            if record.is_none() {
                failed.get_or_init(|| ());
            }
            record.map(|record| (*line as u32, record))
        };
        let records: Vec<Option<(u32, Record)>> = lines.par_iter().with_min_len(64).map(read).collect();
        if failed.get().is_some() {
            return None;
        }
        let n_issues = seal.issues;
        let mut all = Self { head, seal, ledger: Ledger::default(), baselines: Vec::new(), places: Vec::new() };
        all.places.reserve_exact(records.len());
        let mut issues = Vec::with_capacity(n_issues.min(records.len()));
        for (line, record) in records.into_iter().flatten() {
            all.take(line, record, &mut issues)?;
        }
        all.ledger.issues = issues.into_iter().collect();
        all.places.sort_unstable_by_key(|(key, ..)| *key);
        let is_doubled = all.places.windows(2).any(|two| matches!(two, [(a, ..), (b, ..)] if a == b));
        let stated = |key| all.places.binary_search_by_key(&key, |(of, ..)| *of).is_ok();
        let is_whole = stated(PartKey::Directory) && stated(PartKey::Private) && all.ledger.issues.len() == n_issues;
        (!is_doubled && is_whole).then_some(all)
    }

    fn take(&mut self, line: u32, record: Record, issues: &mut Vec<IssueEntry>) -> Option<()> {
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
                issues.push((id, state));
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
        self.places.push((key, state, line));
        Some(())
    }
}

type IssueEntry = (crate::domain::ids::IssueId, Arc<crate::domain::issue::Issue>);
