//! Small things done to files by several parts of the store.

use std::{
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::store::{
    Cause, Doing, StoreError,
    safe_write::{RealDisk, rename_patiently, safe_write, settle},
};

/// Makes the folder that `path` shall lie in.
pub fn make_folder_of(path: &Path) -> Result<(), StoreError> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            fs::create_dir_all(folder).map_err(StoreError::at(Doing::Create, folder))
        }
        Some(_) | None => Ok(()),
    }
}

/// A file this program keeps for itself is never longer: a journal starts anew with each save.
pub const MOST_OWN_BYTES: u64 = 1 << 30;

/// Reads the whole file; none if there is no file. One that grew out of all bounds is refused before it is read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let length = fs::metadata(path).map(|meta| meta.len());
    if let Some(is) = length.ok().filter(|is| *is > MOST_OWN_BYTES) {
        return Err(StoreError::new(Doing::Read, path, Cause::TooBig { is, most: MOST_OWN_BYTES }));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(StoreError::new(Doing::Read, path, err)),
    }
}

/// Reads a file that others made. Of one larger than `most` bytes comes one byte more, by which its reader knows it.
pub fn read_at_most(path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
    let failed = |error| StoreError::new(Doing::Read, path, error);
    let file = fs::File::open(path).map_err(failed)?;
    let size = usize::try_from(file.metadata().map_err(failed)?.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(size.min(most) + 1);
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The files in the folder of `path` that `belongs` by their names and that of `path`, sorted.
pub fn files_beside(path: &Path, belongs: impl Fn(&str, &str) -> bool) -> Vec<PathBuf> {
    let (Some(folder), Some(own)) = (path.parent(), path.file_name()) else {
        return Vec::new();
    };
    let own = own.to_string_lossy().into_owned();
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| belongs(&own, &entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}

/// Moves a file that cannot be used under a new name beside it, and returns that name.
pub fn set_aside(path: &Path, mark: &str) -> Result<PathBuf, StoreError> {
    let kept_as = free_name(path, mark)?;
    rename_patiently(&RealDisk, path, &kept_as).map_err(StoreError::at(Doing::SetAside, path))?;
    settle(&RealDisk, &kept_as)?;
    Ok(kept_as)
}

/// A name nobody uses yet: `settings.ron.unreadable-1`.
pub fn free_name(path: &Path, mark: &str) -> Result<PathBuf, StoreError> {
    let name = path.file_name().unwrap_or_default();
    for number in 1..10_000 {
        let mut new_name = name.to_owned();
        new_name.push(format!(".{mark}-{number}"));
        let candidate = path.with_file_name(new_name);
        if fs::symlink_metadata(&candidate).is_err() {
            return Ok(candidate);
        }
    }
    Err(StoreError::new(Doing::SetAside, path, Cause::Exists))
}

/// Writes a copy of `bytes` under a new name beside `path`, and returns that name.
pub fn copy_aside(path: &Path, bytes: &[u8], mark: &str) -> Result<PathBuf, StoreError> {
    let kept_as = free_name(path, mark)?;
    safe_write(&kept_as, bytes)?;
    Ok(kept_as)
}
