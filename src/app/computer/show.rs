//! Showing a file where it lies, in the system's own window of files.

use std::{io, path::Path};

/// Opens the folder of a file, the file chosen in it where the system can do that; a folder is opened itself.
pub fn show_in_folder(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return open::that_detached(path);
    }
    chosen_in_folder(path)
}

#[cfg(windows)]
fn chosen_in_folder(path: &Path) -> io::Result<()> {
    use std::os::windows::process::CommandExt as _;
    // Explorer reads its line in its own way: the quotes stand after the comma. Its exit code says nothing.
    let words = format!("/select,\"{}\"", path.display());
    std::process::Command::new("explorer.exe").raw_arg(words).spawn().map(drop)
}

#[cfg(not(windows))]
fn chosen_in_folder(path: &Path) -> io::Result<()> {
    open::that_detached(path.parent().unwrap_or(path))
}
