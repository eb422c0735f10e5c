//! The shadow store: every change of every ledger this computer has edited, so that an older copy gets back what it lacks.
//!
//! ```text
//! shadow/<ledger id>/
//!   <time>-<hash>.changes.zst   changes, one a line with its checksum
//!   <time>-<hash>.ids           their ids: written last, so that a batch counts once it is whole
//!   declined.ids                changes somebody said are not wanted
//! ```
//! **Invariant:** a batch is written once under its own name and only taken away when another one holds its changes. None
//! is written larger than memory holds, and no more than one is in memory at a time.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead as _, BufReader},
    path::{Path, PathBuf},
    str::FromStr as _,
};

use crate::{
    domain::{ChangeId, Sha, change::Change, history::History},
    store::{
        Cause, Doing, StoreError,
        checksum::{FileHash, check_line, push_line},
        codec::{change_from_line, change_to_line},
        files::{make_folder_of, read_if_there},
        safe_write::{Known, RealDisk, safe_write, safe_write_with},
    },
};

mod putting_together;

/// So many changes are in one batch at most: as text, more of them would fill the memory.
const MOST_IN_BATCH: usize = 20_000;

const CHANGES: &str = ".changes.zst";
const IDS: &str = ".ids";
const DECLINED: &str = "declined.ids";

/// What this computer remembers of one ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shadow {
    folder: PathBuf,
    most_in_batch: usize,
}

impl Shadow {
    /// The shadow in `folder`, which need not exist yet.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, most_in_batch: MOST_IN_BATCH }
    }

    /// The ids of the changes it holds.
    pub fn ids(&self) -> Result<BTreeSet<ChangeId>, StoreError> {
        let mut ids = BTreeSet::new();
        for batch in self.batches()? {
            match read_if_there(&ids_of(&batch))? {
                Some(bytes) => ids.extend(read_ids(&bytes)),
                // The batch was written and the computer stopped before its ids were.
                None => ids.extend(lines_of(&batch)?.flatten().map(|change| change.id)),
            }
        }
        Ok(ids)
    }

    /// The ids of changes that were said to be not wanted.
    pub fn declined(&self) -> Result<BTreeSet<ChangeId>, StoreError> {
        let bytes = read_if_there(&self.folder.join(DECLINED))?;
        Ok(bytes.map(|bytes| read_ids(&bytes)).unwrap_or_default())
    }

    /// Remembers every change of a history that it does not hold yet. Returns how many were new.
    pub fn remember(&self, history: &History) -> Result<usize, StoreError> {
        let known = self.ids()?;
        let new: Vec<ChangeId> = history.ids().filter(|id| !known.contains(id)).collect();
        // The first time that is everything: batch by batch, for as text it would fill the memory.
        for some in new.chunks(self.most_in_batch) {
            let wanted: BTreeSet<ChangeId> = some.iter().copied().collect();
            let changes: Vec<_> = history.passing(|id| wanted.contains(&id)).collect();
            self.write_batch(&changes.iter().map(AsRef::as_ref).collect::<Vec<&Change>>())?;
        }
        self.put_together(history)?;
        Ok(new.len())
    }

    /// The changes it holds, that nobody declined, and that `history` has not.
    pub fn lacking_in(&self, history: &History) -> Result<Vec<Change>, StoreError> {
        let declined = self.declined()?;
        let lacking = |id: &ChangeId| !history.contains(*id) && !declined.contains(id);
        if !self.ids()?.iter().any(lacking) {
            return Ok(Vec::new());
        }
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for batch in self.batches()? {
            let changes = lines_of(&batch)?.flatten();
            found.extend(changes.filter(|change| lacking(&change.id) && seen.insert(change.id)));
        }
        found.sort_by_key(|change| (change.header.generation, change.id));
        Ok(found)
    }

    /// Remembers that these changes are not wanted, so that they are not offered again.
    pub fn decline(&self, ids: &[ChangeId]) -> Result<(), StoreError> {
        let mut declined = self.declined()?;
        declined.extend(ids);
        self.write_declined(&declined)
    }

    /// They are wanted after all.
    pub fn accept(&self, ids: &[ChangeId]) -> Result<(), StoreError> {
        let mut declined = self.declined()?;
        let before = declined.len();
        declined.retain(|id| !ids.contains(id));
        if declined.len() < before { self.write_declined(&declined) } else { Ok(()) }
    }

    /// Writes anew every batch that holds what `history` has as erased.
    pub fn obey_erasures(&self, history: &History) -> Result<(), StoreError> {
        let mut spoiled = Vec::new();
        for batch in self.batches()? {
            let is_spoiled = lines_of(&batch)?.flatten().any(|change| history.is_erased(change.id));
            if is_spoiled {
                spoiled.push(batch);
            }
        }
        if spoiled.is_empty() { Ok(()) } else { self.rewrite(&spoiled, history) }
    }

    /// How many bytes it takes on disk.
    pub fn n_bytes(&self) -> u64 {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Forgets everything: 从本机清除.
    #[doc(alias = "purge")]
    pub fn forget(&self) -> Result<(), StoreError> {
        match fs::remove_dir_all(&self.folder) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::new(Doing::Remove, &self.folder, Cause::Io(err)))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Writes anew what stands in batches, with nothing in it that `history` has as erased, and takes them away.
    fn rewrite(&self, batches: &[PathBuf], history: &History) -> Result<(), StoreError> {
        let mut new = BTreeSet::new();
        let mut together = History::default();
        for batch in batches {
            for change in lines_of(batch)?.flatten() {
                // The history obeys: a change that is erased is entered without its private part.
                together.insert(history.obeyed(change)).ok();
                if together.len() >= self.most_in_batch {
                    new.extend(self.write_history(&std::mem::take(&mut together))?);
                }
            }
        }
        new.extend(self.write_history(&together)?);
        // A kill before this leaves changes in two batches, which does no harm.
        for old in batches.iter().filter(|old| !new.contains(*old)) {
            for path in [old.clone(), ids_of(old)] {
                match fs::remove_file(&path) {
                    Err(err) if err.kind() != io::ErrorKind::NotFound => {
                        return Err(StoreError::new(Doing::Remove, &path, err));
                    }
                    Ok(()) | Err(_) => {}
                }
            }
        }
        Ok(())
    }

    fn write_history(&self, history: &History) -> Result<Option<PathBuf>, StoreError> {
        self.write_batch(&history.in_order().collect::<Vec<_>>())
    }

    /// The batches, the oldest first by name.
    fn batches(&self) -> Result<Vec<PathBuf>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(err) => return Err(StoreError::new(Doing::List, &self.folder, err)),
        };
        let is_batch = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(CHANGES));
        let mut found: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_batch).collect();
        found.sort();
        Ok(found)
    }

    /// The name is the hash of what is in it, so that two windows never write different batches under one name.
    fn write_batch(&self, changes: &[&Change]) -> Result<Option<PathBuf>, StoreError> {
        let Some(last) = changes.last() else {
            return Ok(None);
        };
        let mut text = String::new();
        let mut ids = String::new();
        for change in changes {
            let line = change_to_line(change).map_err(StoreError::at(Doing::Encode, &self.folder))?;
            push_line(&mut text, &line);
            ids.push_str(&change.id.to_string());
            ids.push('\n');
        }
        let hash = FileHash::of(text.as_bytes()).to_string();
        let short: String = hash.chars().take(16).collect();
        let stem = self.folder.join(format!("{:012}-{short}", last.header.generation));
        let with = |end: &str| PathBuf::from(format!("{}{end}", stem.display()));
        let path = with(CHANGES);
        make_folder_of(&path)?;
        safe_write_with(&RealDisk, &path, Known::Any, |out| {
            let mut encoder = zstd::Encoder::new(out, 3)?;
            encoder.include_checksum(true)?;
            io::copy(&mut text.as_bytes(), &mut encoder)?;
            encoder.finish()?;
            Ok(())
        })?;
        safe_write(&with(IDS), ids.as_bytes())?;
        Ok(Some(path))
    }

    fn write_declined(&self, declined: &BTreeSet<ChangeId>) -> Result<(), StoreError> {
        let path = self.folder.join(DECLINED);
        make_folder_of(&path)?;
        let text: String = declined.iter().flat_map(|id| [id.to_string(), "\n".to_owned()]).collect();
        safe_write(&path, text.as_bytes()).map(drop)
    }
}

fn read_ids(bytes: &[u8]) -> BTreeSet<ChangeId> {
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    lines.filter_map(|line| Sha::from_str(line.trim()).ok()).map(ChangeId).collect()
}

/// Where the ids of a batch stand.
fn ids_of(batch: &Path) -> PathBuf {
    batch.with_extension("").with_extension("ids")
}

/// A line of a batch that is no change this program can read: a newer one wrote it, it is broken, or the disk does not
/// give it back.
struct Unread;

/// What the lines of a batch hold, one line in memory at a time.
fn lines_of(path: &Path) -> Result<impl Iterator<Item = Result<Change, Unread>>, StoreError> {
    let at = |err| StoreError::new(Doing::Read, path, err);
    let file = match fs::File::open(path) {
        Ok(file) => Some(file),
        // Another window has put the batches together meanwhile.
        Err(err) if err.kind() == io::ErrorKind::NotFound => None,
        Err(err) => return Err(at(err)),
    };
    let mut reader = file.map(zstd::Decoder::new).transpose().map_err(at)?.map(BufReader::new);
    let mut line = Vec::new();
    Ok(std::iter::from_fn(move || {
        line.clear();
        match reader.as_mut()?.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                let whole = std::str::from_utf8(&line).ok().and_then(|line| check_line(line).ok());
                Some(whole.and_then(|(text, _)| change_from_line(text).ok()).ok_or(Unread))
            }
            Err(err) => {
                log::warn!("{} cannot be read to its end: {err}", path.display());
                reader = None;
                Some(Err(Unread))
            }
        }
    }))
}

#[cfg(test)]
mod tests;
