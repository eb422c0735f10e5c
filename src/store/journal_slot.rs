//! Which journal is mine: two windows on one ledger each write their own.
//!
//! The first takes `<id>.journal`, the next `<id>.2.journal`, and so on; a lock beside the journal tells that it is taken.
//! The lock goes with the process, so that a crash frees it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::PathBuf,
};

use crate::store::{
    Cause, Doing, StoreError,
    files::make_folder_of,
    paths::{DataFolder, safe_name},
};

/// More windows on one ledger than anybody opens.
const MAX_SLOTS: usize = 16;

/// The right to write one journal, for as long as this lives.
#[derive(Debug)]
pub struct JournalSlot {
    path: PathBuf,
    _lock: File,
}

impl JournalSlot {
    /// Takes the first journal nobody is writing.
    pub fn take(data: &DataFolder, ledger_id: &str) -> Result<Self, StoreError> {
        for number in 1..=MAX_SLOTS {
            if let Some(slot) = Self::try_take(slot_path(data, ledger_id, number))? {
                return Ok(slot);
            }
        }
        let path = data.journal(ledger_id);
        Err(StoreError::new(Doing::Create, &path, Cause::Exists))
    }

    /// Takes the other journals of this ledger that a crash left behind.
    pub fn take_left_over(data: &DataFolder, ledger_id: &str) -> Result<Vec<Self>, StoreError> {
        let mut slots = Vec::new();
        for number in 1..=MAX_SLOTS {
            let path = slot_path(data, ledger_id, number);
            if path.exists() {
                slots.extend(Self::try_take(path)?);
            }
        }
        Ok(slots)
    }

    /// Where the journal is.
    pub fn path(&self) -> &PathBuf {
        &self.path
    }

    fn try_take(path: PathBuf) -> Result<Option<Self>, StoreError> {
        let lock_path = path.with_extension("journal.lock");
        make_folder_of(&lock_path)?;
        let at = |err| StoreError::new(Doing::Create, &lock_path, err);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let lock = options.open(&lock_path).map_err(at)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { path, _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(err)) if err.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Some(Self { path, _lock: lock }))
            }
            Err(TryLockError::Error(err)) => Err(at(err)),
        }
    }
}

/// The number stands in the name, so that no id can look like another id's second journal.
fn slot_path(data: &DataFolder, ledger_id: &str, number: usize) -> PathBuf {
    if number == 1 {
        data.journal(ledger_id)
    } else {
        let name = format!("{}.{number}.journal", safe_name(ledger_id));
        data.journals().join(name)
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::safe_write::safe_write;

    #[test]
    fn two_windows_never_write_one_journal_and_a_crashed_ones_is_found() {
        let root = TempDir::new().unwrap();
        let data = DataFolder::new(root.path().join("data"));
        let first = JournalSlot::take(&data, "a").unwrap();
        let second = JournalSlot::take(&data, "a").unwrap();
        let other = JournalSlot::take(&data, "b").unwrap();
        assert_eq!(first.path(), &data.journal("a"));
        assert_ne!(first.path(), second.path());
        assert_eq!(other.path(), &data.journal("b"));
        safe_write(second.path(), b"x").unwrap();
        assert!(JournalSlot::take_left_over(&data, "a").unwrap().is_empty());
        let left = second.path().clone();
        drop(second);
        let found = JournalSlot::take_left_over(&data, "a").unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path(), &left);
    }
}
