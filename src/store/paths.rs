//! Where the program keeps its own files on this computer.
//!
//! ```text
//! <root>/
//!   settings.ron
//!   recent.ron
//!   renderers.ron
//!   window.ron
//!   starting
//!   log/rectification-ledger.log
//!   journal/<ledger id>.journal
//!   generations/<ledger id>/<time>.ron.zst
//!   generations/<ledger id>/before/<time>.ron.zst
//!   shadow/<ledger id>/
//!   locks/<ledger id>.saving, <ledger's path, hashed>.window, <the same>.bell
//!   typed/<ledger id>.ron
//!   receipts/<ledger id>/<time>.ron
//!   receipts/<ledger id>/last.merge
//! ```

use std::path::{Path, PathBuf};

use crate::store::checksum::FileHash;

/// The data folder of one user on this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder {
    root: PathBuf,
}

impl DataFolder {
    /// The folder at `root`, which need not exist yet.
    pub const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder this one is carried in, where it lies beside the program: on a stick, whatever is made lies there too.
    pub fn carrier(&self, program: Option<&Path>) -> Option<&Path> {
        let beside = program?.parent()?;
        self.root.parent().filter(|parent| *parent == beside)
    }

    /// Whether a window has been here: a script that saved leaves nothing but its place in the queue.
    pub fn is_used(&self) -> bool {
        let Ok(entries) = std::fs::read_dir(&self.root) else {
            return false;
        };
        entries.flatten().any(|entry| entry.file_name() != "locks")
    }

    /// The user's settings.
    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.ron")
    }

    /// The ledgers opened last.
    pub fn recent(&self) -> PathBuf {
        self.root.join("recent.ron")
    }

    /// The marker that the window is being started, and with what.
    pub fn start_marker(&self) -> PathBuf {
        self.root.join("starting")
    }

    /// What this computer can draw with, as far as it was tried.
    pub fn renderers(&self) -> PathBuf {
        self.root.join("renderers.ron")
    }

    /// Where the window stood when it was closed.
    pub fn window(&self) -> PathBuf {
        self.root.join("window.ron")
    }

    /// Where the log is.
    pub fn logs(&self) -> PathBuf {
        self.root.join("log")
    }

    /// Where all journals are.
    pub fn journals(&self) -> PathBuf {
        self.root.join("journal")
    }

    /// The journal of one ledger.
    pub fn journal(&self, ledger_id: &str) -> PathBuf {
        self.journals().join(safe_name(ledger_id) + ".journal")
    }

    /// The older copies of one ledger.
    pub fn generations(&self, ledger_id: &str) -> PathBuf {
        self.root.join("generations").join(safe_name(ledger_id))
    }

    /// What this computer remembers of one ledger's changes.
    pub fn shadow(&self, ledger_id: &str) -> PathBuf {
        self.root.join("shadow").join(safe_name(ledger_id))
    }

    /// The receipts of merges of one ledger.
    pub fn receipts(&self, ledger_id: &str) -> PathBuf {
        self.root.join("receipts").join(safe_name(ledger_id))
    }

    /// The copy of one ledger as it was before its last merge, in a folder of its own so that it is not thinned out.
    pub fn before_merge(&self, ledger_id: &str) -> PathBuf {
        self.generations(ledger_id).join("before")
    }

    /// What the last merge of one ledger took, so that it can be taken back.
    pub fn last_merge(&self, ledger_id: &str) -> PathBuf {
        self.receipts(ledger_id).join("last.merge")
    }

    /// What is being typed and is not in the ledger yet.
    pub fn typed(&self, ledger_id: &str) -> PathBuf {
        self.root.join("typed").join(safe_name(ledger_id) + ".ron")
    }

    /// The file that is locked by the window which has this ledger open.
    pub fn window_lock(&self, ledger: &Path) -> PathBuf {
        self.root.join("locks").join(hash_of_path(ledger) + ".window")
    }

    /// The file that calls the window which has this ledger open.
    pub fn bell(&self, ledger: &Path) -> PathBuf {
        self.root.join("locks").join(hash_of_path(ledger) + ".bell")
    }

    /// The file locked while one ledger is being saved by this user.
    pub fn saving_lock(&self, ledger_id: &str) -> PathBuf {
        self.root.join("locks").join(safe_name(ledger_id) + ".saving")
    }
}

/// A file may be reached by several paths.
fn hash_of_path(ledger: &Path) -> String {
    let path = std::fs::canonicalize(ledger).unwrap_or_else(|_| ledger.to_owned());
    FileHash::of(path.to_string_lossy().as_bytes()).to_string()
}

/// The id as a file name: an id from a foreign file must not point out of the folder.
pub fn safe_name(id: &str) -> String {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if plain && (1..=80).contains(&id.len()) { id.to_owned() } else { FileHash::of(id.as_bytes()).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leads_out_of_the_folder() {
        let data = DataFolder::new(PathBuf::from("root"));
        for id in ["", "..", "../x", "a/b", "C:\\x", "问题", "a\0b"] {
            let path = data.journal(id);
            assert_eq!(path.parent(), Some(data.journals().as_path()), "{id}");
            assert_eq!(path.file_stem().unwrap().len(), 64, "{id}");
        }
        assert_eq!(data.journal("a-1").file_name().unwrap(), "a-1.journal");
    }
    #[test]
    fn what_lies_beside_the_program_is_carried_with_it() {
        let data = DataFolder::new(PathBuf::from("stick/data"));
        assert_eq!(data.carrier(Some(Path::new("stick/ledger.exe"))), Some(Path::new("stick")));
        assert_eq!(data.carrier(Some(Path::new("programs/ledger.exe"))), None);
        assert_eq!(data.carrier(None), None);
    }

    #[test]
    fn a_folder_is_used_once_a_window_wrote_into_it() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::new(folder.path().join("data"));
        assert!(!data.is_used(), "there is none");
        let _turn = crate::store::lock::SavingLock::wait(&data.saving_lock("a-1")).unwrap();
        assert!(!data.is_used(), "a script was here");
        crate::store::safe_write::safe_write(&data.settings(), b"()").unwrap();
        assert!(data.is_used());
    }
}
