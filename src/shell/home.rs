//! Where the program keeps its own files: the user's folder, or beside the program on a stick.

use std::path::{Path, PathBuf};

/// The file that, beside the program, keeps everything beside the program.
pub const PORTABLE: &str = "portable";

/// The folder of a program that carries its files along.
const CARRIED: &str = "data";

/// Where the program keeps its own files; `RECTIFICATION_LEDGER_DATA` names another place.
pub fn data_root() -> PathBuf {
    let asked = std::env::var_os("RECTIFICATION_LEDGER_DATA").map(PathBuf::from);
    let program = std::env::current_exe().ok();
    let own = directories::ProjectDirs::from("", "", "rectification-ledger");
    let own = own.map(|dirs| dirs.data_local_dir().to_owned());
    chosen(asked, program.as_deref(), own)
}

/// What was asked for, else beside a program that has the file `portable` by its side, else the user's own folder.
fn chosen(asked: Option<PathBuf>, program: Option<&Path>, own: Option<PathBuf>) -> PathBuf {
    let beside = || {
        let folder = program?.parent()?;
        // Explorer hides endings: whoever makes the file there often makes `portable.txt`.
        let marked = [PORTABLE, "portable.txt"].iter().any(|name| folder.join(name).is_file());
        marked.then(|| folder.join(CARRIED))
    };
    asked
        .filter(|folder| !folder.as_os_str().is_empty())
        .or_else(beside)
        .or(own)
        .unwrap_or_else(|| PathBuf::from("rectification-ledger-data"))
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::store::safe_write::safe_write;

    #[test]
    fn a_program_with_the_file_portable_beside_it_carries_its_files_along() {
        let stick = TempDir::new().unwrap();
        let program = stick.path().join("rectification-ledger.exe");
        let own = Some(PathBuf::from("own"));
        assert_eq!(chosen(None, Some(&program), own.clone()), PathBuf::from("own"));
        safe_write(&stick.path().join(PORTABLE), b"").unwrap();
        assert_eq!(chosen(None, Some(&program), own.clone()), stick.path().join("data"));
        let asked = Some(PathBuf::from("asked"));
        assert_eq!(chosen(asked, Some(&program), own), PathBuf::from("asked"));
    }

    #[test]
    fn a_folder_called_portable_means_nothing() {
        let stick = TempDir::new().unwrap();
        std::fs::create_dir(stick.path().join(PORTABLE)).unwrap();
        let program = stick.path().join("ledger");
        assert_eq!(chosen(None, Some(&program), Some(PathBuf::from("own"))), PathBuf::from("own"));
    }
}
