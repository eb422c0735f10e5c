//! A copy of the open ledger under another name.
//!
//! **Invariant:** no copy takes the place of a file that holds anything the open ledger does not.

use std::path::{Path, PathBuf};

use crate::store::{
    Cause, Doing, StoreError, ledger_file::read_file, ledger_quick::open_bytes, ledger_write::save_ledger,
    safe_write::Known,
};

use super::{document::Document, notice::NoticeKind, state::App};

impl App {
    /// What the file of the open ledger is called.
    pub fn file_name(&self) -> Option<String> {
        let name = self.document.as_ref()?.path().file_name()?;
        Some(name.to_string_lossy().into_owned())
    }

    pub(super) fn save_copy(&mut self, path: &Path) {
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let path = &self.named_copy(path);
        // A file that is damaged or newer gives less than it holds: its copy is never put over it.
        let known = if path.exists() && self.holds(path) { Err(is_there(path)) } else { replaceable(document, path) };
        match known.and_then(|known| save_ledger(path, known, document.content())) {
            Ok(_) => self.tell(NoticeKind::CopySaved(path.clone())),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Where a folder was named, or nothing before the ending, the copy is called as the ledger.
    fn named_copy(&self, path: &Path) -> PathBuf {
        let nameless = path.is_dir() || path.file_name().is_some_and(|name| name == ".ron");
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let named = self.file_name().filter(|_| nameless).map(|name| folder.join(name));
        named.unwrap_or_else(|| path.to_owned())
    }
}

/// What must be at `path` for a copy to be written there: nothing, or an older copy of this ledger, all of which is here.
fn replaceable(document: &Document, path: &Path) -> Result<Known, StoreError> {
    if !path.exists() {
        return Ok(Known::Absent);
    }
    let there = open_bytes(read_file(path)?).map_err(|_no_ledger| is_there(path))?;
    let own = document.content();
    let is_own = there.is_sound() && there.content.ledger.id == own.ledger.id;
    let brings_nothing = || {
        let is_loose_here = there.content.loose.iter().all(|part| own.loose.contains(part));
        is_loose_here && own.clone().take_in(&there.content).is_nothing()
    };
    if is_own && brings_nothing() { Ok(Known::Mark(there.mark)) } else { Err(is_there(path)) }
}

fn is_there(path: &Path) -> StoreError {
    StoreError::new(Doing::Create, path, Cause::Exists)
}
