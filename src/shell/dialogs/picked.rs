//! What a file dialog answered: the command, the folder to begin in next time, endings that were not typed.

use std::path::{Path, PathBuf};

use crate::app::Command;

/// What was picked.
#[derive(Debug)]
pub(super) struct Picked {
    /// Where the next dialog of this kind begins.
    pub folder: Option<PathBuf>,
    /// What is done with it.
    pub command: Command,
}

impl Picked {
    /// One file.
    #[expect(clippy::unnecessary_wraps, reason = "the end of every dialog that may be left without an answer")]
    pub fn beside(path: PathBuf, then: impl FnOnce(PathBuf) -> Command) -> Option<Self> {
        Some(Self { folder: path.parent().map(Path::to_owned), command: then(path) })
    }

    /// Several files of one folder.
    pub fn several(paths: Vec<PathBuf>, then: impl FnOnce(Vec<PathBuf>) -> Command) -> Option<Self> {
        let folder = paths.first()?.parent().map(Path::to_owned);
        Some(Self { folder, command: then(paths) })
    }
}

/// The path with the ending of pictures; what was typed decides which.
pub(super) fn with_picture_ending(path: PathBuf) -> PathBuf {
    let is = |wanted: &str| path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(wanted));
    if is("svg") { path } else { with_ending(path, "png") }
}

/// The path with an ending, and whether the dialog has asked about just that path: then what is there may go.
pub(super) fn agreed(picked: &Path, ending: &str) -> (PathBuf, bool) {
    let path = with_ending(picked.to_owned(), ending);
    let asked = path == picked;
    (path, asked)
}

/// The path with the ending of ledgers, whatever was typed.
pub(super) fn with_ron(path: PathBuf) -> PathBuf {
    with_ending(path, "ron")
}

/// The path with an ending, whatever was typed.
fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_added_where_none_was_typed() {
        assert_eq!(with_ron(PathBuf::from("a/2026.台账")), PathBuf::from("a/2026.台账.ron"));
        assert_eq!(with_ron(PathBuf::from("台账.RON")), PathBuf::from("台账.RON"));
        assert_eq!(with_picture_ending(PathBuf::from("图.svg")), PathBuf::from("图.svg"));
        assert_eq!(with_picture_ending(PathBuf::from("图.1")), PathBuf::from("图.1.png"));
    }

    #[test]
    fn a_name_that_grew_an_ending_was_not_agreed_to_be_replaced() {
        assert_eq!(agreed(Path::new("a.docx"), "docx"), (PathBuf::from("a.docx"), true));
        assert_eq!(agreed(Path::new("a"), "docx"), (PathBuf::from("a.docx"), false));
    }

    #[test]
    fn the_next_dialog_begins_where_this_one_ended() {
        let one = Picked::beside(PathBuf::from("plans/a.docx"), Command::ReadPlan).unwrap();
        assert_eq!(one.folder, Some(PathBuf::from("plans")));
        assert!(Picked::several(Vec::new(), |_| Command::Save).is_none(), "nothing was chosen");
    }
}
