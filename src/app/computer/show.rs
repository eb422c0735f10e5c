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
    // Its exit code says nothing.
    std::process::Command::new("explorer.exe").raw_arg(explorer_words(path)).spawn().map(drop)
}

/// What Explorer is told: it reads its line in its own way, and the quotes stand after the comma.
#[cfg(any(windows, test))]
fn explorer_words(path: &Path) -> String {
    format!("/select,\"{}\"", path.display())
}

#[cfg(not(windows))]
fn chosen_in_folder(path: &Path) -> io::Result<()> {
    open::that_detached(path.parent().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explorer_is_told_the_file_in_quotes_after_the_comma() {
        let path = Path::new(r"D:\整改 台账\佐证,材料 1.pdf");
        assert_eq!(explorer_words(path), "/select,\"D:\\整改 台账\\佐证,材料 1.pdf\"");
    }
}
