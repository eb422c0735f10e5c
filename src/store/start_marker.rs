//! The marker of a window being started: what a driver that crashes leaves behind.
//!
//! It is locked for as long as the start lasts, so that a second window started meanwhile does not take it for a crash.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use crate::store::{Doing, StoreError, files::make_folder_of};

/// A marker of our own, until the window has drawn.
#[derive(Debug)]
pub struct StartMarker {
    path: PathBuf,
    file: File,
}

impl StartMarker {
    /// What an earlier start was trying when it broke off; none where none did, or where one is under way.
    pub fn left_behind(path: &Path) -> Option<String> {
        let file = File::open(path).ok()?;
        // Where locks mean nothing, whoever starts twice at once is told of a crash that was none.
        if matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            return None;
        }
        let text = io::read_to_string(&file).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Leaves the marker; none where another start is under way.
    pub fn leave(path: &Path, trying: &str) -> Result<Option<Self>, StoreError> {
        make_folder_of(path)?;
        let at = |error| StoreError::new(Doing::Create, path, error);
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = opened.map_err(at)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        write(&mut file, trying).map_err(at)?;
        Ok(Some(Self { path: path.to_owned(), file }))
    }

    /// Takes the marker away: what was tried works, or failed in an orderly way.
    pub fn take_away(self) {
        // Closed first: Windows keeps the name of an open file.
        drop(self.file);
        if let Err(error) = fs::remove_file(&self.path) {
            log::info!("the marker of the start stays: {error}");
        }
    }
}

fn write(file: &mut File, text: &str) -> io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(text.as_bytes())?;
    // The driver that is tried next may take the whole computer down.
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_start_that_broke_off_is_read_by_the_next_one() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("new/starting");
        assert_eq!(StartMarker::left_behind(&path), None);
        drop(StartMarker::leave(&path, "vulkan").unwrap());
        assert_eq!(StartMarker::left_behind(&path).as_deref(), Some("vulkan"));
        StartMarker::leave(&path, "gl").unwrap().unwrap().take_away();
        assert_eq!(StartMarker::left_behind(&path), None);
        assert!(!path.exists());
    }

    #[test]
    fn a_start_under_way_is_no_crash() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("starting");
        let first = StartMarker::leave(&path, "dx12").unwrap();
        assert!(first.is_some());
        assert_eq!(StartMarker::left_behind(&path), None);
        assert!(StartMarker::leave(&path, "gl").unwrap().is_none());
    }
}
