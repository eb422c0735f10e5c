//! The folders used last, one for each kind of file.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A kind of file that people keep in a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FolderKind {
    /// Ledgers and copies of them.
    Ledgers,
    /// Plans to be read.
    Plans,
    /// Spreadsheets to be read.
    Sheets,
    /// Evidence.
    Evidence,
    /// What is exported: forms, pictures, texts.
    Exports,
    /// Word documents.
    Documents,
    /// Packages, often on a stick.
    Packages,
    /// Word templates.
    Templates,
}

/// A folder used last for one kind of file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedFolder {
    /// For what.
    pub kind: FolderKind,
    /// Where.
    pub folder: PathBuf,
}

/// The folder used last for a kind of file.
pub fn used_folder(used: &[UsedFolder], kind: FolderKind) -> Option<&Path> {
    used.iter().find(|used| used.kind == kind).map(|used| used.folder.as_path())
}

/// Remembers the folder used for a kind of file; false where nothing changes.
pub fn remember_folder(used: &mut Vec<UsedFolder>, kind: FolderKind, folder: &Path) -> bool {
    if used_folder(used, kind) == Some(folder) {
        return false;
    }
    used.retain(|used| used.kind != kind);
    used.push(UsedFolder { kind, folder: folder.to_owned() });
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_file_has_its_own_folder() {
        let mut used = Vec::new();
        assert!(remember_folder(&mut used, FolderKind::Plans, Path::new("a")), "new");
        assert!(remember_folder(&mut used, FolderKind::Evidence, Path::new("b")), "new");
        assert!(!remember_folder(&mut used, FolderKind::Plans, Path::new("a")), "the same");
        assert!(remember_folder(&mut used, FolderKind::Plans, Path::new("c")), "another");
        assert_eq!(used_folder(&used, FolderKind::Plans), Some(Path::new("c")));
        assert_eq!(used_folder(&used, FolderKind::Evidence), Some(Path::new("b")));
        assert_eq!(used_folder(&used, FolderKind::Sheets), None);
    }
}
