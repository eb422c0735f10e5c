//! Evidence files: in a folder beside the ledger, each named by its SHA-256.
//!
//! ```text
//! 台账.ron
//! 台账.files/
//!   ledger.id                 whose evidence this is, because Explorer renames files and folders
//!   <64 digits>.jpg
//! ```
//! **Invariant:** a file's name is the hash of its bytes; a file is there whole or not at all.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileHash, Hasher, try_each_piece},
    safe_write::{Disk, Known, RealDisk, rename_patiently, safe_write, safe_write_with, settle, write_all_on},
};

/// The file in the folder that holds the ledger's id.
const MARKER: &str = "ledger.id";

/// Longer extensions tell nothing.
const MAX_EXTENSION: usize = 8;

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The hash of its bytes.
    pub hash: FileHash,

    /// How many bytes it has.
    pub n_bytes: u64,

    /// Its extension in small letters, without the dot; empty if it has none.
    pub extension: String,

    /// Whether the folder had it already.
    pub was_there: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceState {
    /// It is here, and as it was.
    Whole(PathBuf),

    /// It is here, but changed.
    Changed {
        /// Where it is.
        path: PathBuf,
        /// The hash of what is there now.
        is: FileHash,
    },

    /// It is not here.
    Missing,
}

/// The folder with a ledger's evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFolder {
    path: PathBuf,
}

impl EvidenceFolder {
    /// Finds the folder of the ledger at `ledger`: the one of its name, or else any beside it that holds its id.
    pub fn find(ledger: &Path, ledger_id: &str) -> Option<Self> {
        let named = folder_path(ledger);
        let mut candidates = vec![named.clone()];
        candidates.extend(sibling_folders(ledger).into_iter().filter(|path| *path != named));
        let path = candidates.into_iter().find(|path| is_of(path, ledger_id))?;
        Some(Self { path })
    }

    /// Finds the folder, or makes it.
    pub fn find_or_make(ledger: &Path, ledger_id: &str) -> Result<Self, StoreError> {
        if let Some(found) = Self::find(ledger, ledger_id) {
            return Ok(found);
        }
        let named = folder_path(ledger);
        for number in 1..1000 {
            let mut path = named.clone();
            if number > 1 {
                path.set_extension(format!("{number}.files"));
            }
            // Another ledger's folder may bear the name.
            if path.join(MARKER).exists() {
                continue;
            }
            fs::create_dir_all(&path).map_err(StoreError::at(Doing::Create, &path))?;
            safe_write(&path.join(MARKER), ledger_id.as_bytes())?;
            return Ok(Self { path });
        }
        Err(StoreError::new(Doing::Create, &named, Cause::Exists))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes in a copy of `source`; `goes_on` is told how many bytes are done, and stops it by saying no.
    pub fn add(&self, source: &Path, goes_on: &mut dyn FnMut(u64) -> bool) -> Result<Added, StoreError> {
        self.add_on(&RealDisk, source, goes_on)
    }

    /// The same on another disk.
    pub fn add_on(
        &self,
        disk: &dyn Disk,
        source: &Path,
        goes_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Added, StoreError> {
        let at_read = |err| StoreError::new(Doing::Read, source, err);
        let mut file = File::open(source).map_err(at_read)?;
        let extension = extension_of(source);
        // In the same folder, because a rename across disks is a copy.
        let temp = tempfile::Builder::new()
            .prefix("adding-")
            .suffix(".part")
            .tempfile_in(&self.path)
            .map_err(StoreError::at(Doing::Create, &self.path))?;
        let mut out = temp.as_file().try_clone().map_err(StoreError::at(Doing::Copy, source))?;
        let copied = copy_hashing(disk, &mut file, &mut out, goes_on);
        let (hash, n_bytes) = copied.map_err(StoreError::at(Doing::Copy, source))?;
        disk.sync(&out).map_err(StoreError::at(Doing::Sync, &self.path))?;
        drop(out);
        let mut added = Added { hash, n_bytes, extension, was_there: false };
        if let EvidenceState::Whole(_) = self.check(hash)? {
            added.was_there = true;
            return Ok(added);
        }
        let path = self.path.join(name_of(hash, &added.extension));
        let temp = temp.into_temp_path();
        rename_patiently(disk, &temp, &path).map_err(StoreError::at(Doing::Replace, &path))?;
        if let Err(err) = temp.keep() {
            log::debug!("the temp file has moved: {err}");
        }
        settle(disk, &path)?;
        Ok(added)
    }

    /// Takes in what `reader` gives, if it is the file with this hash; `false`: the folder had it already.
    pub fn add_from(&self, reader: &mut dyn io::Read, extension: &str, expected: FileHash) -> Result<bool, StoreError> {
        if let EvidenceState::Whole(_) = self.check(expected)? {
            return Ok(false);
        }
        let path = self.path.join(name_of(expected, extension));
        let written = safe_write_with(&RealDisk, &path, Known::Any, |out| {
            let mut out = Checking { out, hasher: Hasher::new() };
            io::copy(reader, &mut out)?;
            let is = out.hasher.finish();
            // Nothing stands under a name that is not its hash.
            if is == expected {
                Ok(())
            } else {
                Err(Cause::ReadBack { written: expected.to_string(), is: is.to_string() })
            }
        });
        written.map(|_| true)
    }

    /// The file with this hash, as its name says.
    pub fn path_of(&self, hash: FileHash) -> Option<PathBuf> {
        find_named(&self.path, hash)
    }

    /// Reads the file with this hash and tells whether it is as it was.
    pub fn check(&self, hash: FileHash) -> Result<EvidenceState, StoreError> {
        let Some(path) = self.path_of(hash) else {
            return Ok(EvidenceState::Missing);
        };
        let at = |err| StoreError::new(Doing::Read, &path, err);
        let mut file = File::open(&path).map_err(at)?;
        let is = FileHash::of_reader(&mut file).map_err(at)?;
        Ok(if is == hash { EvidenceState::Whole(path) } else { EvidenceState::Changed { path, is } })
    }

    /// The files here that are none of `known`, by their names; what is being copied right now counts too.
    pub fn strangers(&self, known: &dyn Fn(FileHash) -> bool) -> Vec<String> {
        let name =
            |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let strange = |path: &PathBuf| name(path) != MARKER && !hash_in_name(path).is_some_and(known);
        let mut found: Vec<String> = files_in(&self.path).filter(strange).map(|path| name(&path)).collect();
        found.sort();
        found
    }

    /// Which of `hashes` are not here, by their names alone.
    pub fn missing(&self, hashes: &[FileHash]) -> Vec<FileHash> {
        let here = hashes_in(&self.path);
        hashes.iter().filter(|hash| here.binary_search(hash).is_err()).copied().collect()
    }
}

/// Looks for a file with this hash in all folders beside the ledger.
pub fn find_in_siblings(ledger: &Path, hash: FileHash) -> Option<PathBuf> {
    sibling_folders(ledger).into_iter().find_map(|folder| find_named(&folder, hash))
}

/// `台账.ron` keeps its evidence in `台账.files`.
pub fn folder_path(ledger: &Path) -> PathBuf {
    ledger.with_extension("files")
}

fn is_of(folder: &Path, ledger_id: &str) -> bool {
    fs::read(folder.join(MARKER)).is_ok_and(|bytes| bytes.trim_ascii() == ledger_id.as_bytes())
}

fn sibling_folders(ledger: &Path) -> Vec<PathBuf> {
    let beside = match ledger.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let Ok(entries) = fs::read_dir(beside) else {
        return Vec::new();
    };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn hash_in_name(path: &Path) -> Option<FileHash> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path())
}

fn hashes_in(folder: &Path) -> Vec<FileHash> {
    let mut hashes: Vec<_> = files_in(folder).filter_map(|path| hash_in_name(&path)).collect();
    hashes.sort();
    hashes
}

fn find_named(folder: &Path, hash: FileHash) -> Option<PathBuf> {
    files_in(folder).find(|path| hash_in_name(path) == Some(hash))
}

fn name_of(hash: FileHash, extension: &str) -> String {
    if extension.is_empty() { hash.to_string() } else { format!("{hash}.{extension}") }
}

/// Small letters and digits only: the name must be valid on every disk.
fn extension_of(path: &Path) -> String {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let plain = |text: &&str| text.len() <= MAX_EXTENSION && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    extension.filter(plain).map(str::to_ascii_lowercase).unwrap_or_default()
}

/// Passes on what is written and hashes it.
struct Checking<'a> {
    out: &'a mut dyn io::Write,
    hasher: Hasher,
}

impl io::Write for Checking<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.out.write(bytes)?;
        self.hasher.add(bytes.get(..n_bytes).unwrap_or_default());
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn copy_hashing(
    disk: &dyn Disk,
    from: &mut File,
    to: &mut File,
    goes_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(FileHash, u64), Cause> {
    let mut hasher = Hasher::new();
    let mut n_done = 0;
    try_each_piece(from, &mut |piece| {
        hasher.add(piece);
        write_all_on(disk, to, piece)?;
        n_done += piece.len() as u64;
        if goes_on(n_done) { Ok(()) } else { Err(Cause::Stopped) }
    })?;
    Ok((hasher.finish(), n_done))
}
