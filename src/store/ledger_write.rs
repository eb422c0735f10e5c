//! Writes a ledger file: one record a line, each with its checksum, and the seal.
//!
//! Lines of the file the ledger was read from are copied as they are; only what changed since is turned into text.

use std::{io::Write, path::Path, sync::Arc};

use crate::{
    domain::{
        Kept, Own,
        change::{Change, HeldPart, PartText},
        edit::PartKey,
        history::History,
        ledger::Ledger,
    },
    store::{
        Cause, StoreError,
        checksum::FileMark,
        fill::ended,
        ledger_file::{ERASED, FileArchive, HIDDEN, MOST_FILE_BYTES},
        ledger_lines::Lines,
        ledger_open::{has_state, subjects_of},
        lines_writer::LinesWriter,
        recognise::{FORMAT, HEAD, HEAD_END, TAIL},
        record::{Lack, Record, Seal},
        ron_string::push_string,
        ron_text::push_ron,
        safe_write::{Disk, Known, RealDisk, safe_write_with},
    },
};

/// Who wrote the file.
const PROGRAM: &str = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));

/// So many subjects are turned into lines in one piece, each with its edits.
const SUBJECTS: usize = 128;

/// The same of changes, of which a line is all.
const CHANGES: usize = 2048;

/// So many pieces are one where nothing but stretches of the file before is copied: long enough to be hashed beside the
/// writing of it.
const COPIED: usize = 8;

/// So many subjects have the memory brought that their edits lie in before they are turned into lines: of usual issues a
/// hundred texts, which a core keeps near itself.
const SUBJECTS_AHEAD: usize = 16;

/// The same of changes.
const CHANGES_AHEAD: usize = 64;

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

/// Replaces the file at `path`, if it is still the known one, and returns its mark.
pub fn save_ledger(path: &Path, known: Known, content: &LedgerContent) -> Result<FileMark, StoreError> {
    save_ledger_on(&RealDisk, path, known, content)
}

/// The same on another disk.
pub fn save_ledger_on(
    disk: &dyn Disk,
    path: &Path,
    known: Known,
    content: &LedgerContent,
) -> Result<FileMark, StoreError> {
    safe_write_with(disk, path, known, |out| write_ledger(out, content))
}

/// The whole file as text.
///
/// # Errors
/// One too long to be read again is not made.
pub fn ledger_to_bytes(content: &LedgerContent) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    write_ledger(&mut bytes, content)?;
    Ok(bytes)
}

/// Writes the whole file to `out`.
///
/// # Errors
/// One too long to be read again is not written to its end.
pub fn write_ledger(out: &mut dyn Write, content: &LedgerContent) -> Result<(), Cause> {
    write_ledger_within(out, content, MOST_FILE_BYTES)
}

/// The same with at most so many bytes.
fn write_ledger_within(out: &mut dyn Write, content: &LedgerContent, most: u64) -> Result<(), Cause> {
    let (ledger, history) = (&content.ledger, &content.history);
    let archive = history.kept_in().and_then(|source| source.as_any().downcast_ref::<FileArchive>());
    let maker = Maker { ledger, history, archive };
    let mut writer = LinesWriter::new(out, most);
    let mut head = Lines::default();
    push_head(&mut head, content)?;
    writer.write(&head)?;
    std::thread::scope(|scope| {
        // What comes after the subjects is looked up while they are written.
        let is_stateless = |key: &PartKey| !has_state(ledger, *key);
        let stateless = scope.spawn(move || history.subjects().into_iter().filter(is_stateless).collect::<Vec<_>>());
        let changes = scope.spawn(|| history.kept().collect::<Vec<_>>());
        // A subject's state, and then its edits, so that an issue's whole story stands together.
        let at_once = maker.pieces_at_once();
        writer.write_all(&subjects_of(ledger), at_once * SUBJECTS, &|keys, lines| maker.subjects(keys, lines))?;
        let mut rest = Lines::default();
        for (key, baseline) in history.baselines() {
            rest.record(&Record::Baseline(*key, baseline.clone()))?;
        }
        // Parts of subjects that have no state: their edits are a newer version's.
        for key in ended(stateless.join()) {
            maker.parts(key, &maker.kept(key), &mut rest)?;
        }
        for record in &content.loose {
            rest.record(record)?;
        }
        writer.write(&rest)?;
        writer.write_all(&ended(changes.join()), at_once * CHANGES, &|kept, lines| maker.changes(kept, lines))
    })?;
    seal(&mut writer, ledger, history)
}

/// Makes lines of what the ledger holds.
struct Maker<'a> {
    ledger: &'a Ledger,
    history: &'a History,
    archive: Option<&'a FileArchive>,
}

impl<'a> Maker<'a> {
    /// How many pieces are made as one. A text that is packed has its lines copied into new ones, which take room.
    fn pieces_at_once(&self) -> usize {
        let is_copied = self.archive.is_some_and(|archive| archive.text.reader().whole().is_some());
        if is_copied { COPIED } else { 1 }
    }

    fn subjects(&self, keys: &[PartKey], lines: &mut Lines) -> Result<(), Cause> {
        keys.chunks(SUBJECTS_AHEAD).try_for_each(|keys| {
            let subjects: Vec<_> = keys.iter().map(|key| (*key, self.kept(*key))).collect();
            let mut parts = Vec::new();
            for (key, kept) in &subjects {
                parts.extend(kept.iter().filter_map(|kept| Some((own(*kept)?, *key))));
            }
            fetch(parts.iter().map(|(own, _)| change_byte(*own)));
            let texts = || parts.iter().filter_map(|(own, key)| own.part(*key).and_then(text_of));
            fetch(texts().map(|text| text.salt.len() as u8));
            fetch(texts().map(text_byte));
            subjects.iter().try_for_each(|(key, kept)| {
                self.state(*key, lines)?;
                self.parts(*key, kept, lines)
            })
        })
    }

    fn changes(&self, kept: &[Kept<'a>], lines: &mut Lines) -> Result<(), Cause> {
        kept.chunks(CHANGES_AHEAD).try_for_each(|kept| {
            let owned = || kept.iter().filter_map(|kept| own(*kept));
            fetch(owned().map(change_byte));
            fetch(owned().map(header_byte));
            kept.iter().try_for_each(|kept| self.change(*kept, lines))
        })
    }

    fn kept(&self, key: PartKey) -> Vec<Kept<'a>> {
        self.history.kept_touching(key).collect()
    }

    fn state(&self, key: PartKey, lines: &mut Lines) -> Result<(), Cause> {
        let unchanged = self.archive.and_then(|archive| Some((archive, archive.state_line(self.ledger, key)?)));
        if let Some((archive, line)) = unchanged {
            lines.copy(&archive.text, line)?;
        } else if let Some(state) = state_record(self.ledger, key) {
            lines.record(&state)?;
        }
        Ok(())
    }

    fn parts(&self, key: PartKey, kept: &[Kept<'a>], lines: &mut Lines) -> Result<(), Cause> {
        for kept in kept {
            match (*kept, self.archive) {
                (Kept::InFile { change, part }, Some(archive)) => match archive.part_lines(change).get(part) {
                    Some(&HIDDEN | &ERASED) | None => {}
                    Some(line) => lines.copy(&archive.text, *line as usize)?,
                },
                (Kept::InFile { change, .. }, None) => self.read_from(change, |change| {
                    let text = change.part(key).and_then(text_of);
                    text.map_or(Ok(()), |text| lines.part(change.id, key, text))
                })?,
                (Kept::Here(own), _) => {
                    let change = here(own)?.id;
                    own.part(key).and_then(text_of).map_or(Ok(()), |text| lines.part(change, key, text))?;
                }
            }
        }
        Ok(())
    }

    fn change(&self, kept: Kept<'_>, lines: &mut Lines) -> Result<(), Cause> {
        match (kept, self.archive) {
            (Kept::InFile { change, .. }, Some(archive)) => {
                if let Some(line) = archive.header_line(change) {
                    lines.copy(&archive.text, line)?;
                }
                if archive.part_lines(change).iter().any(|line| matches!(*line, HIDDEN | ERASED)) {
                    self.read_from(change, |change| lacks(change).try_for_each(|lack| lines.record(&lack)))?;
                }
                Ok(())
            }
            (Kept::InFile { change, .. }, None) => self.read_from(change, |change| push_change(change, lines)),
            (Kept::Here(own), _) => push_change(here(own)?, lines),
        }
    }

    /// A change that cannot be read any more must not be left out of the file.
    fn read_from(&self, change: usize, then: impl FnOnce(&Change) -> Result<(), Cause>) -> Result<(), Cause> {
        let read = self.history.kept_in().and_then(|source| source.read_change(change));
        then(&read.ok_or_else(is_lost)?)
    }
}

/// Reads bytes for nothing but that the memory they lie in is brought, for all of them at the same time: where a ledger is
/// far longer than what a processor keeps near itself, each would be waited for when it is written, which was a fifth of
/// a first save. Bytes that lie where other bytes say are fetched after those.
fn fetch(bytes: impl Iterator<Item = u8>) {
    std::hint::black_box(bytes.fold(0, |all, byte| all ^ byte));
}

fn own(kept: Kept<'_>) -> Option<Own<'_>> {
    match kept {
        Kept::InFile { .. } => None,
        Kept::Here(own) => Some(own),
    }
}

/// A byte of where a change's parts and text are said to be.
fn change_byte(own: Own<'_>) -> u8 {
    own.change().map_or(0, |change| change.parts.len() as u8)
}

/// The first bytes of what [`Maker::change`] writes and looks at.
fn header_byte(own: Own<'_>) -> u8 {
    let is_first_here = |change: &Change| matches!(change.parts.first(), Some((_, HeldPart::Here(_))));
    own.change().map_or(0, |change| first(&change.text) ^ u8::from(is_first_here(change)))
}

/// What [`Maker::parts`] writes of a part, if it is here.
const fn text_of(part: &HeldPart) -> Option<&PartText> {
    match part {
        HeldPart::Here(text) => Some(text),
        HeldPart::Hidden | HeldPart::Erased(_) => None,
    }
}

/// Its first bytes.
fn text_byte(text: &PartText) -> u8 {
    first(&text.salt) ^ first(&text.text)
}

fn first(text: &str) -> u8 {
    text.as_bytes().first().copied().unwrap_or_default()
}

fn here(own: Own<'_>) -> Result<&Change, Cause> {
    Ok(own.change().ok_or_else(is_lost)?)
}

fn is_lost() -> std::io::Error {
    std::io::Error::other("a change cannot be read back")
}

fn push_change(change: &Change, lines: &mut Lines) -> Result<(), Cause> {
    lines.header(&change.text)?;
    lacks(change).try_for_each(|lack| lines.record(&lack))
}

fn push_head(lines: &mut Lines, content: &LedgerContent) -> Result<(), Cause> {
    let mut text = HEAD.to_owned();
    text.push_str(&FORMAT.to_string());
    let fields = [
        (",program:", PROGRAM),
        (",id:", &content.ledger.id.to_string()),
        (",title:", content.ledger.directory.fields.title.get()),
    ];
    for (name, value) in fields {
        text.push_str(name);
        push_string(&mut text, value);
    }
    if let Some(grant) = content.ledger.grant {
        text.push_str(",grant:");
        push_ron(&mut text, &Some(grant))?;
    }
    text.push_str(HEAD_END);
    lines.line(&text);
    Ok(())
}

fn seal(writer: &mut LinesWriter<'_>, ledger: &Ledger, history: &History) -> Result<(), Cause> {
    let seal = Seal {
        id: ledger.id,
        lines: writer.n_lines(),
        issues: ledger.issues.len(),
        changes: history.len(),
        heads: history.heads(),
        sha256: writer.sums(),
    };
    let mut text = TAIL.to_owned();
    push_ron(&mut text, &seal)?;
    text.push(')');
    let mut lines = Lines::default();
    lines.line(&text);
    writer.write(&lines)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_too_long_to_be_read_again_is_not_written() {
        let content = LedgerContent::default();
        let mut whole = Vec::new();
        write_ledger_within(&mut whole, &content, 1 << 20).unwrap();
        let n_bytes = whole.len() as u64;
        write_ledger_within(&mut Vec::new(), &content, n_bytes).unwrap();
        let refused = write_ledger_within(&mut Vec::new(), &content, n_bytes - 1);
        assert!(
            matches!(refused, Err(Cause::TooBig { is, most }) if is == n_bytes && most == n_bytes - 1),
            "{refused:?}"
        );
    }
}
