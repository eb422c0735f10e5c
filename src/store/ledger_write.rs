//! Writes a ledger file: one record a line, each with its checksum, and the seal.

use std::{io::Write, path::Path, sync::Arc};

use crate::{
    domain::{
        change::{Change, HeldPart},
        edit::PartKey,
        history::History,
        ledger::Ledger,
    },
    store::{
        Cause, StoreError,
        checksum::{FileHash, Hasher, push_line},
        ledger_open::{has_state, subjects_of},
        raw::Raw,
        recognise::{FORMAT, HEAD, HEAD_END, TAIL},
        record::{Lack, Record, Seal},
        ron_text::{push_ron, push_string},
        safe_write::{Disk, Known, RealDisk, safe_write_with},
    },
};

/// Who wrote the file.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// Everything a ledger file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LedgerContent {
    /// The folded state.
    pub ledger: Ledger,

    /// All changes.
    pub history: History,

    /// Parts whose change is not here: a salvaged file may have them, and another copy may have their change.
    pub loose: Vec<Record>,
}

/// Replaces the file at `path`, if it is still the known one, and returns its hash.
pub fn save_ledger(path: &Path, known: Known, content: &LedgerContent) -> Result<FileHash, StoreError> {
    save_ledger_on(&RealDisk, path, known, content)
}

/// The same on another disk.
pub fn save_ledger_on(
    disk: &dyn Disk,
    path: &Path,
    known: Known,
    content: &LedgerContent,
) -> Result<FileHash, StoreError> {
    safe_write_with(disk, path, known, |out| write_ledger(out, content))
}

/// The whole file as text.
pub fn ledger_to_bytes(content: &LedgerContent) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    write_ledger(&mut bytes, content)?;
    Ok(bytes)
}

/// Writes the whole file to `out`.
pub fn write_ledger(out: &mut dyn Write, content: &LedgerContent) -> Result<(), Cause> {
    let mut lines = Lines { out, line: String::new(), text: String::new(), hasher: Hasher::new(), n_done: 0 };
    lines.head(content)?;
    let (ledger, history) = (&content.ledger, &content.history);
    // A subject's state, and then its edits, so that an issue's whole story stands together.
    for key in subjects_of(ledger) {
        if let Some(state) = state_record(ledger, key) {
            lines.record(&state)?;
        }
        lines.parts(key, history)?;
    }
    for (key, baseline) in history.baselines() {
        lines.record(&Record::Baseline(*key, baseline.clone()))?;
    }
    lines.stateless_parts(ledger, history)?;
    for record in &content.loose {
        lines.record(record)?;
    }
    for change in history.in_order() {
        lines.record(&Record::Change(Raw(Arc::clone(&change.text))))?;
        for lack in lacks(change) {
            lines.record(&lack)?;
        }
    }
    lines.seal(ledger, history)
}

struct Lines<'a> {
    out: &'a mut dyn Write,
    line: String,
    text: String,
    hasher: Hasher,
    n_done: usize,
}

impl Lines<'_> {
    fn head(&mut self, content: &LedgerContent) -> Result<(), Cause> {
        self.text.push_str(HEAD);
        self.text.push_str(&FORMAT.to_string());
        let fields = [
            (",program:", PROGRAM),
            (",id:", &content.ledger.id.to_string()),
            (",title:", content.ledger.directory.fields.title.get()),
        ];
        for (name, value) in fields {
            self.text.push_str(name);
            push_string(&mut self.text, value);
        }
        if let Some(grant) = content.ledger.grant {
            self.text.push_str(",grant:");
            push_ron(&mut self.text, &Some(grant))?;
        }
        self.text.push_str(HEAD_END);
        self.flush()
    }

    fn parts(&mut self, key: PartKey, history: &History) -> Result<(), Cause> {
        for change in history.touching(key) {
            for record in part_records(change, key) {
                self.record(&record)?;
            }
        }
        Ok(())
    }

    /// Parts of subjects that have no state: their edits are a newer version's.
    fn stateless_parts(&mut self, ledger: &Ledger, history: &History) -> Result<(), Cause> {
        for key in history.subjects() {
            if !has_state(ledger, key) {
                self.parts(key, history)?;
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &Record) -> Result<(), Cause> {
        push_ron(&mut self.text, record)?;
        self.text.push(',');
        self.flush()
    }

    fn seal(&mut self, ledger: &Ledger, history: &History) -> Result<(), Cause> {
        let seal = Seal {
            id: ledger.id,
            lines: self.n_done,
            issues: ledger.issues.len(),
            changes: history.len(),
            heads: history.heads(),
            sha256: self.hasher.clone().finish(),
        };
        self.text.push_str(TAIL);
        push_ron(&mut self.text, &seal)?;
        self.text.push(')');
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Cause> {
        let sum = push_line(&mut self.line, &self.text);
        self.out.write_all(self.line.as_bytes())?;
        self.hasher.add_line(sum);
        self.n_done += 1;
        self.line.clear();
        self.text.clear();
        Ok(())
    }
}

fn state_record(ledger: &Ledger, key: PartKey) -> Option<Record> {
    match key {
        PartKey::Directory => Some(Record::Directory(Arc::clone(&ledger.directory))),
        PartKey::Private => Some(Record::Private(Arc::clone(&ledger.private))),
        PartKey::Issue(id) => ledger.issues.get(&id).map(Arc::clone).map(Record::Issue),
        PartKey::Complaint(id) => {
            let state = ledger.complaints.get(&id).map(Arc::clone);
            state.map(Record::Complaint)
        }
        PartKey::Case(id) => ledger.cases.get(&id).map(Arc::clone).map(Record::Case),
    }
}

/// The edits of `change` about `key`, as far as they are here.
fn part_records(change: &Change, key: PartKey) -> impl Iterator<Item = Record> {
    let own = change.parts.iter().filter(move |(part_key, _)| *part_key == key);
    own.filter_map(move |(_, held)| match held {
        HeldPart::Here(part) => Some(Record::Part {
            change: change.id,
            key,
            salt: Arc::clone(&part.salt),
            body: Raw(Arc::clone(&part.text)),
        }),
        HeldPart::Hidden | HeldPart::Erased(_) => None,
    })
}

/// Which parts of `change` are not here on purpose.
fn lacks(change: &Change) -> impl Iterator<Item = Record> {
    change.parts.iter().filter_map(|(key, held)| {
        let why = match held {
            HeldPart::Here(_) => return None,
            HeldPart::Hidden => Lack::Hidden,
            HeldPart::Erased(by) => Lack::Erased(*by),
        };
        Some(Record::Lacks { change: change.id, key: *key, why })
    })
}
