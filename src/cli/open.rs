//! A ledger file opened for a subcommand, with what the window's journals still hold of it.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use crate::{
    domain::{change::Change, ledger::Ledger},
    exchange::sheet::limits::MAX_FILE,
    store::{
        checksum::FileMark,
        codec::{RonParts, change_from_line},
        fault::FileFault,
        journal::read_journal,
        journal_slot::JournalSlot,
        ledger_file::read_file,
        ledger_open::OpenedFile,
        ledger_quick::open_bytes,
        ledger_states::read_states,
        ledger_write::{LedgerContent, save_ledger},
        lock::SavingLock,
        paths::DataFolder,
        read_at_most,
        safe_write::Known,
        shadow::Shadow,
    },
    ui,
};

use super::{Desk, Stop, words};

/// A ledger and the file it was read from.
pub(super) struct Opened {
    /// The ledger with what journals hold.
    pub(super) content: LedgerContent,
    path: PathBuf,
    mark: FileMark,
    /// How many changes only a journal held, and how many of them a running window holds.
    from_journals: (usize, usize),
    faults: Vec<FileFault>,
    format_is_newer: bool,
}

/// The bytes of a file.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, Stop> {
    Ok(read_file(path)?)
}

/// The bytes of a document or spreadsheet, none of which is larger.
pub(super) fn read_foreign(path: &Path) -> Result<Vec<u8>, Stop> {
    Ok(read_at_most(path, MAX_FILE)?)
}

/// Opens a ledger to look at it. What is broken is told, and what is whole is shown.
pub(super) fn open(path: &Path, desk: &mut Desk<'_>) -> Result<Opened, Stop> {
    let bytes = read_bytes(path)?;
    let opened = open_bytes(bytes).map_err(|none| Stop::faults(words::not_opened(path, none.0)))?;
    opened_at(path, opened, desk)
}

/// The ledger alone, for what needs no history: without it a big file takes half the memory.
pub(super) fn open_ledger(path: &Path, desk: &mut Desk<'_>) -> Result<Ledger, Stop> {
    if let Some(ledger) = read_states(path)?
        && journals_of(desk, &ledger.id.to_string()).is_empty()
    {
        return Ok(ledger);
    }
    Ok(open(path, desk)?.content.ledger)
}

/// Opens two ledgers at once to look at them.
pub(super) fn open_two(paths: [&Path; 2], desk: &mut Desk<'_>) -> Result<[Opened; 2], Stop> {
    let [one, other] = paths;
    let read = |path: &Path| -> Result<OpenedFile, Stop> {
        let bytes = read_bytes(path)?;
        open_bytes(bytes).map_err(|none| Stop::faults(words::not_opened(path, none.0)))
    };
    let (first, second) = rayon::join(|| read(one), || read(other));
    Ok([opened_at(one, first?, desk)?, opened_at(other, second?, desk)?])
}

fn opened_at(path: &Path, opened: OpenedFile, desk: &mut Desk<'_>) -> Result<Opened, Stop> {
    let OpenedFile { content, mark, faults, format } = opened;
    let mut opened = Opened {
        content,
        path: path.to_owned(),
        mark,
        from_journals: (0, 0),
        faults,
        format_is_newer: format > crate::store::recognise::FORMAT,
    };
    if !opened.faults.is_empty() {
        desk.tell(&words::damaged(path, opened.faults.len()))?;
    }
    opened.take_journals(desk)?;
    Ok(opened)
}

/// Opens a ledger to change it: it must be whole, and no running window may hold changes the file lacks.
pub(super) fn open_to_change(path: &Path, desk: &mut Desk<'_>) -> Result<Opened, Stop> {
    let opened = open(path, desk)?;
    if !opened.faults.is_empty() || opened.format_is_newer {
        return Err(Stop::faults(words::not_changed_damaged(path)));
    }
    let (all, held) = opened.from_journals;
    if held > 0 {
        return Err(Stop::no_file(words::window_has_more(path, held)));
    }
    if all > 0 {
        desk.tell(&words::taken_from_journal(all))?;
    }
    Ok(opened)
}

impl Opened {
    /// What is wrong with the file.
    pub(super) fn faults(&self) -> &[FileFault] {
        &self.faults
    }

    /// Whether the file is whole and of a format this version writes.
    pub(super) fn may_be_written(&self) -> bool {
        self.faults.is_empty() && !self.format_is_newer
    }

    /// Takes in what journals of this computer hold beyond the file. The journals stay as they are:
    /// once the file holds their changes, reading them again adds nothing.
    fn take_journals(&mut self, desk: &Desk<'_>) -> Result<(), Stop> {
        let id = self.content.ledger.id.to_string();
        let journals = journals_of(desk, &id);
        if journals.is_empty() {
            return Ok(());
        }
        let free: Vec<JournalSlot> = JournalSlot::take_left_over(&desk.data, &id)?;
        let mut touched = BTreeSet::new();
        for path in journals {
            let is_free = free.iter().any(|slot| slot.path() == &path);
            for change in changes_of(&path)? {
                let keys: Vec<_> = change.parts.iter().map(|(key, _)| *key).collect();
                if matches!(self.content.history.insert(change), Ok(true)) {
                    self.from_journals.0 += 1;
                    self.from_journals.1 += usize::from(!is_free);
                    touched.extend(keys);
                }
            }
        }
        let LedgerContent { ledger, history, .. } = &mut self.content;
        for key in touched {
            history.fold_subject(ledger, key, &RonParts);
        }
        Ok(())
    }

    /// Writes the file, if it is still the one that was read.
    pub(super) fn save(&self, content: &LedgerContent, desk: &Desk<'_>) -> Result<(), Stop> {
        let id = content.ledger.id.to_string();
        // Where no folder of one's own can be made, as for a service without a home, scripts take turns among the temporary files.
        let _turn = SavingLock::wait(&desk.data.saving_lock(&id)).or_else(|error| {
            let passing = DataFolder::new(tempfile::env::temp_dir().join("rectification-ledger"));
            if desk.data.root().exists() { Err(error) } else { SavingLock::wait(&passing.saving_lock(&id)) }
        })?;
        save_ledger(&self.path, Known::Mark(self.mark), content)?;
        remember(content, desk)
    }
}

/// What was edited here is remembered here, so that an older copy gets it back; as the window does, and only where one has been.
pub(super) fn remember(content: &LedgerContent, desk: &Desk<'_>) -> Result<(), Stop> {
    if desk.data.is_used() {
        Shadow::new(desk.data.shadow(&content.ledger.id.to_string())).remember(&content.history)?;
    }
    Ok(())
}

fn journals_of(desk: &Desk<'_>, id: &str) -> Vec<PathBuf> {
    let first = desk.data.journal(id);
    let stem = first.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let Ok(entries) = std::fs::read_dir(desk.data.journals()) else {
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut found: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "journal"))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&stem)))
        .collect();
    found.sort();
    found
}

fn changes_of(path: &Path) -> Result<Vec<Change>, Stop> {
    let read = read_journal(path)?.unwrap_or_default();
    Ok(read.records.iter().filter_map(|line| change_from_line(line).ok()).collect())
}

/// Writes a new file; one that is there already stays.
pub(super) fn save_new(path: &Path, content: &LedgerContent) -> Result<(), Stop> {
    if path.exists() {
        return Err(Stop::no_file(words::exists_already(path)));
    }
    save_ledger(path, Known::Absent, content)?;
    Ok(())
}

/// A refusal in words.
pub(super) fn refused(error: &crate::app::scribe::NotWritten, content: &LedgerContent) -> String {
    use crate::app::scribe::NotWritten;
    match error {
        NotWritten::Refused(refusal) => ui::words::refusal(Some(&content.ledger), refusal),
        NotWritten::Text(_) | NotWritten::History(_) => words::not_written(error),
    }
}
