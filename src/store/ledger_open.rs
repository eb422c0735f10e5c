//! Opens a ledger file: from its records to the ledger and its history, losing nothing that is whole.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use thiserror::Error;

use crate::{
    domain::{
        change::{Change, Header, HeldPart, PartText, change_id},
        edit::PartKey,
        history::{Baseline, History, HistoryFault},
        ids::{ChangeId, LedgerId},
        ledger::Ledger,
    },
    store::{
        checksum::FileMark,
        codec::RonParts,
        fault::{FaultKind, FileFault},
        ledger_read::{Lines, read_lines},
        ledger_write::LedgerContent,
        raw::Raw,
        recognise::{FORMAT, FileLook, look_at},
        record::{Head, Lack, Record, Seal},
        ron_read::from_ron,
    },
};

/// A ledger file, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// The ledger, its history, and what belongs to neither; the nil id where head and seal are both lost.
    pub content: LedgerContent,

    /// The format the file is in.
    pub format: u32,

    /// The mark of the whole file.
    pub mark: FileMark,

    /// What is wrong with it; with any fault the file must not be replaced.
    pub faults: Vec<FileFault>,
}

impl OpenedFile {
    /// Whether the file may be edited and saved.
    pub const fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// A file that gives no ledger at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no ledger: {0:?}")]
pub struct NoLedger(pub FileLook);

/// Opens the file with these bytes.
///
/// A broken line loses one record, and the faults say which.
pub fn open_ledger(bytes: &[u8]) -> Result<OpenedFile, NoLedger> {
    let look = look_at(bytes);
    let format = match look {
        FileLook::Ledger { format }
        | FileLook::Cut { format }
        | FileLook::ZeroTail { format, .. }
        | FileLook::SealBroken { format }
        | FileLook::Reformatted { format }
        | FileLook::NewerFormat(format) => format,
        FileLook::NotUtf8 { .. } | FileLook::HeadBroken => FORMAT,
        FileLook::Empty
        | FileLook::ZeroFilled
        | FileLook::Utf16
        | FileLook::Zip
        | FileLook::Packed
        | FileLook::NotALedger => return Err(NoLedger(look)),
    };
    let mut lines = read_lines(bytes);
    // Not one whole line: nothing that could be taken for a ledger.
    if lines.head.is_none() && lines.seal.is_none() && lines.records.is_empty() {
        return Err(NoLedger(look));
    }
    if format > FORMAT {
        lines.faults.insert(0, FileFault::of_file(FaultKind::NewerFormat));
    }
    let (content, faults) = Assembly::new(lines).content();
    Ok(OpenedFile { content, format, mark: FileMark::of(bytes), faults })
}

/// The records, sorted by what they are about.
#[derive(Default)]
struct Assembly {
    head: Option<Head>,
    seal: Option<Seal>,
    faults: Vec<FileFault>,
    ledger: Ledger,
    stated: BTreeSet<PartKey>,
    parts: BTreeMap<(ChangeId, PartKey), PartText>,
    lacks: BTreeMap<(ChangeId, PartKey), Lack>,
    changes: Vec<(ChangeId, Arc<str>, Header)>,
    history: History,
}

impl Assembly {
    fn new(lines: Lines) -> Self {
        let mut assembly = Self { head: lines.head, seal: lines.seal, faults: lines.faults, ..Self::default() };
        for (number, record) in lines.records {
            assembly.take(number, record);
        }
        assembly
    }

    fn take(&mut self, number: usize, record: Record) {
        let line = (number > 0).then_some(number);
        match record {
            Record::Directory(state) => {
                self.state(line, PartKey::Directory, |ledger| ledger.directory = state);
            }
            Record::Private(state) => {
                self.state(line, PartKey::Private, |ledger| {
                    ledger.private = state;
                });
            }
            Record::Issue(state) => {
                self.state(line, PartKey::Issue(state.id), |ledger| {
                    drop(ledger.issues.insert(state.id, state));
                });
            }
            Record::Complaint(state) => {
                let key = PartKey::Complaint(state.id);
                self.state(line, key, |ledger| {
                    drop(ledger.complaints.insert(state.id, state));
                });
            }
            Record::Case(state) => {
                self.state(line, PartKey::Case(state.id), |ledger| {
                    drop(ledger.cases.insert(state.id, state));
                });
            }
            Record::Baseline(key, baseline) => self.history.set_baseline(key, baseline),
            Record::Part { change, key, salt, body } => {
                self.parts.insert((change, key), PartText { salt, text: body.0 });
            }
            Record::Lacks { change, key, why } => _ = self.lacks.insert((change, key), why),
            Record::Change(Raw(text)) => {
                if let Ok(header) = from_ron(&text) {
                    self.changes.push((change_id(&text), text, header));
                } else {
                    let fault = FileFault::of_file(FaultKind::ChangeUnreadable);
                    self.faults.push(FileFault { line, ..fault });
                }
            }
        }
    }

    fn state(&mut self, line: Option<usize>, key: PartKey, put: impl FnOnce(&mut Ledger)) {
        if self.stated.insert(key) {
            put(&mut self.ledger);
        } else {
            let fault = FileFault { line, ..FileFault::of_subject(FaultKind::Doubled, key) };
            self.faults.push(fault);
        }
    }

    fn content(mut self) -> (LedgerContent, Vec<FileFault>) {
        let sealed_id = self.seal.as_ref().map_or_else(LedgerId::default, |seal| seal.id);
        self.ledger.id = self.head.as_ref().map_or(sealed_id, |head| head.id);
        self.ledger.grant = self.head.as_ref().and_then(|head| head.grant);
        for (id, text, header) in std::mem::take(&mut self.changes) {
            self.enter(id, text, header);
        }
        let loose = self.loose();
        self.compare_counts();
        self.fold_lost_states();
        let content = LedgerContent { ledger: self.ledger, history: self.history, loose };
        (content, self.faults)
    }

    fn enter(&mut self, id: ChangeId, text: Arc<str>, header: Header) {
        let parts: Vec<_> = header.parts.iter().map(|(key, _)| (*key, self.held(id, *key))).collect();
        let mut change = Change { id, text, header, parts };
        // Each round takes out one wrong part, so that it ends.
        loop {
            match self.history.insert(change.clone()) {
                Ok(true) => return,
                Ok(false) => {
                    self.faults.push(FileFault { change: Some(id), ..FileFault::of_file(FaultKind::Doubled) });
                    return;
                }
                Err(HistoryFault::WrongPart(_, key)) => {
                    self.faults.push(FileFault::of_part(FaultKind::PartWrong, id, key));
                    let wrong = change.parts.iter_mut().filter(|(part_key, _)| *part_key == key);
                    wrong.for_each(|(_, held)| *held = HeldPart::Hidden);
                }
                Err(HistoryFault::WrongId(_) | HistoryFault::PartsDiffer(_)) => {
                    let fault = FileFault::of_file(FaultKind::ChangeUnreadable);
                    self.faults.push(FileFault { change: Some(id), ..fault });
                    return;
                }
            }
        }
    }

    fn held(&mut self, change: ChangeId, key: PartKey) -> HeldPart {
        if let Some(part) = self.parts.remove(&(change, key)) {
            return HeldPart::Here(part);
        }
        match self.lacks.get(&(change, key)) {
            Some(Lack::Hidden) => HeldPart::Hidden,
            Some(Lack::Erased(by)) => HeldPart::Erased(*by),
            None => {
                self.faults.push(FileFault::of_part(FaultKind::PartLost, change, key));
                HeldPart::Hidden
            }
        }
    }

    /// Parts whose change is not here stay in the file: another copy may have it.
    fn loose(&mut self) -> Vec<Record> {
        let parts = std::mem::take(&mut self.parts);
        let loose = parts.into_iter().map(|((change, key), part)| Record::Part {
            change,
            key,
            salt: part.salt,
            body: Raw(part.text),
        });
        loose.collect()
    }

    fn compare_counts(&mut self) {
        let Some(seal) = &self.seal else {
            return;
        };
        let is_right = seal.id == self.ledger.id
            && seal.issues == self.ledger.issues.len()
            && seal.changes == self.history.len()
            && seal.heads == self.history.heads();
        // A lost line explains a wrong count: that is said once.
        if !is_right && self.faults.is_empty() {
            self.faults.push(FileFault::of_file(FaultKind::WrongCounts));
        }
    }

    fn fold_lost_states(&mut self) {
        for key in self.history.subjects() {
            if self.stated.contains(&key) {
                continue;
            }
            self.history.fold_subject(&mut self.ledger, key, &RonParts);
            if has_state(&self.ledger, key) {
                self.faults.push(FileFault::of_subject(FaultKind::StateLost, key));
            }
        }
    }
}

/// Whether the ledger has a state of its own for this subject.
pub fn has_state(ledger: &Ledger, key: PartKey) -> bool {
    match key {
        PartKey::Directory | PartKey::Private => true,
        PartKey::Issue(id) => ledger.issues.contains_key(&id),
        PartKey::Complaint(id) => ledger.complaints.contains_key(&id),
        PartKey::Case(id) => ledger.cases.contains_key(&id),
    }
}

/// The state of a subject as a baseline has it.
pub fn state_of(ledger: &Ledger, key: PartKey) -> Option<crate::domain::history::SubjectState> {
    use crate::domain::history::SubjectState as State;
    match key {
        PartKey::Directory => Some(State::Directory(Arc::clone(&ledger.directory))),
        PartKey::Private => Some(State::Private(Arc::clone(&ledger.private))),
        PartKey::Issue(id) => ledger.issues.get(&id).map(|state| State::Issue(Arc::clone(state))),
        PartKey::Complaint(id) => ledger.complaints.get(&id).map(|state| State::Complaint(Arc::clone(state))),
        PartKey::Case(id) => ledger.cases.get(&id).map(|state| State::Case(Arc::clone(state))),
    }
}

/// The changes whose edits the state of a subject holds.
pub fn log_of(ledger: &Ledger, key: PartKey) -> &[ChangeId] {
    let log = match key {
        PartKey::Directory => Some(&ledger.directory.log),
        PartKey::Private => Some(&ledger.private.log),
        PartKey::Issue(id) => ledger.issues.get(&id).map(|state| &state.log),
        PartKey::Complaint(id) => ledger.complaints.get(&id).map(|state| &state.log),
        PartKey::Case(id) => ledger.cases.get(&id).map(|state| &state.log),
    };
    log.map_or(&[], |log| &log.0)
}

/// The state of every subject of the ledger.
pub fn subjects_of(ledger: &Ledger) -> Vec<PartKey> {
    let mut keys = vec![PartKey::Directory];
    keys.extend(ledger.issues.keys().map(|id| PartKey::Issue(*id)));
    keys.extend(ledger.complaints.keys().map(|id| PartKey::Complaint(*id)));
    keys.extend(ledger.cases.keys().map(|id| PartKey::Case(*id)));
    keys.push(PartKey::Private);
    keys
}

/// The baseline that keeps what a state holds beyond the history that is here.
pub fn baseline_of(ledger: &Ledger, key: PartKey) -> Option<Baseline> {
    let at = log_of(ledger, key).last().copied().into_iter().collect();
    state_of(ledger, key).map(|state| Baseline { at, state })
}
