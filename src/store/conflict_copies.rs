//! Copies that a program for shared folders has put beside a ledger, recognised by their names.
//!
//! | program | name |
//! |---|---|
//! | Syncthing | `台账.sync-conflict-20260918-091500-ABCDEF7.ron` |
//! | Nextcloud, ownCloud | `台账 (conflicted copy 2026-09-18 091500).ron`, `台账_conflict-20260918-091500.ron` |
//! | Dropbox | `台账 (PC 的冲突副本 2026-09-18).ron`, `台账 (PC's conflicted copy 2026-09-18).ron` |
//! | WPS, 坚果云 | `台账(冲突文件_PC_2026-09-18 09.15.00).ron`, `台账(PC的冲突文件…).ron` |
//! | `OneDrive` | `台账-PCNAME.ron`, `台账-PCNAME-2.ron` |
//! | a copy by hand | `台账 - 副本.ron`, `台账 - Copy (2).ron`, `台账 (1).ron` |
//!
//! A name says little: whether the file is a copy of the ledger, and has anything new, is read from the file itself.

use std::path::{Path, PathBuf};

use crate::store::files::files_beside;

/// Longer computer names there are not.
const LONGEST_NAME: usize = 24;

/// Whether a file of that name beside `ledger` may be another copy of it. Both are whole file names.
pub fn may_be_copy(ledger: &str, name: &str) -> bool {
    let (Some(stem), Some(other)) = (without_ending(ledger), without_ending(name)) else {
        return false;
    };
    let Some(added) = other.strip_prefix(stem).filter(|added| !added.is_empty()) else {
        return false;
    };
    let lower = added.to_lowercase();
    let marked = [".sync-conflict-", "conflict", "冲突", "副本", " - copy"].iter().any(|mark| lower.contains(mark));
    marked || is_numbered(added) || is_computer(added)
}

fn without_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ending.eq_ignore_ascii_case("ron").then_some(stem)
}

/// ` (1)`
fn is_numbered(added: &str) -> bool {
    let inside = added.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// `-DESKTOP-4F2A` or `-DESKTOP-4F2A-2`
fn is_computer(added: &str) -> bool {
    let name = added.strip_prefix('-').filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_NAME);
    name.is_some_and(|name| name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'))
}

/// The files beside a ledger that may be copies of it, by their names, sorted.
pub fn copies_beside(ledger: &Path) -> Vec<PathBuf> {
    files_beside(ledger, may_be_copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_every_program_for_shared_folders_are_recognised() {
        for name in [
            "台账.sync-conflict-20260918-091500-ABCDEF7.ron",
            "台账 (conflicted copy 2026-09-18 091500).ron",
            "台账_conflict-20260918-091500.ron",
            "台账 (办公室电脑 的冲突副本 2026-09-18).ron",
            "台账 (PC's conflicted copy 2026-09-18).RON",
            "台账(冲突文件_刘敏_2026-09-18 09.15.00).ron",
            "台账(DESKTOP的冲突文件).ron",
            "台账-DESKTOP-4F2A.ron",
            "台账-DESKTOP-4F2A-2.ron",
            "台账 - 副本.ron",
            "台账 - Copy (2).ron",
            "台账 (1).ron",
        ] {
            assert!(may_be_copy("台账.ron", name), "{name}");
        }
    }

    #[test]
    fn other_files_beside_the_ledger_are_left_alone() {
        for name in [
            "台账.ron",
            "台账.ron.lock",
            "台账.docx",
            "台账 (1).docx",
            "别的台账.ron",
            "台账二期.ron",
            "台账 (二期).ron",
            "账.ron",
            "台账",
        ] {
            assert!(!may_be_copy("台账.ron", name), "{name}");
        }
    }
}
