//! Files dropped onto the window: done at once where they can mean one thing only, asked about where they may mean two.

use std::path::{Path, PathBuf};

use crate::store::{package::is_package, recognise::ledger_id_of};

use super::{
    command::{Command, EvidenceTarget, Page},
    notice::NoticeKind,
    packages::PackageCommand,
    sheet_import::{SheetCommand, is_sheet_path},
    state::App,
};

/// Words in the name of a file that brings issues rather than proves something.
const NAMES_OF_PLANS: [&str; 5] = ["方案", "反馈", "问题", "台账", "清单"];

/// What a dropped file may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropMeaning {
    /// Evidence of the issue on the screen.
    Evidence(EvidenceTarget),
    /// A plan, or a table, that brings issues.
    Import,
    /// A package to look at and take in.
    TakeIn,
    /// A copy of the open ledger, to be merged into it.
    Merge,
    /// Somebody's ledger, to be looked at only.
    Look,
    /// A ledger to work on, in place of the open one.
    Open,
}

/// Dropped files that may be meant in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropQuestion {
    /// The files; the first one is what is asked about.
    pub files: Vec<PathBuf>,
    /// What they may mean, the likeliest first; at least two.
    pub meanings: Vec<DropMeaning>,
}

/// Something about dropped files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DropCommand {
    /// These were dropped: onto an issue where `target` says so.
    Dropped {
        /// At least one.
        files: Vec<PathBuf>,
        /// Where evidence would belong.
        target: Option<EvidenceTarget>,
    },
    /// These were dropped where they can mean one thing only.
    Known {
        /// At least one.
        files: Vec<PathBuf>,
        /// What they mean.
        meaning: DropMeaning,
    },
    /// A page takes the first of these itself, and not the others.
    FirstOf(Vec<PathBuf>),
    /// The answer to what is asked; `None`: they are left alone.
    Means(Option<DropMeaning>),
}

/// Whether a file dropped onto an issue may be something else than its evidence, by its name alone.
pub fn may_bring_issues(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let readable = ["docx", "txt", "md"].contains(&ending.as_str()) || is_sheet_path(path);
    readable && NAMES_OF_PLANS.iter().any(|word| name.contains(word))
}

impl App {
    /// What is asked about dropped files, while nothing is answered.
    pub fn drop_question(&self) -> Option<&DropQuestion> {
        self.drop_question.as_ref()
    }

    pub(super) fn run_dropped(&mut self, command: DropCommand) {
        match command {
            DropCommand::Dropped { files, target } => {
                let meanings = files.first().map(|first| self.meanings_of(first, target)).unwrap_or_default();
                match meanings.as_slice() {
                    [] => {}
                    [only] => self.take_dropped(files, only.clone()),
                    [_, _, ..] => self.drop_question = Some(DropQuestion { files, meanings }),
                }
            }
            DropCommand::Known { files, meaning } => self.take_dropped(files, meaning),
            DropCommand::FirstOf(files) => {
                let (taken, left) = split_first(files);
                self.tell_rest(taken, left);
            }
            DropCommand::Means(meaning) => {
                if let Some((question, meaning)) = self.drop_question.take().zip(meaning) {
                    self.take_dropped(question.files, meaning);
                }
            }
        }
    }

    /// What a file may mean, by what is in it.
    fn meanings_of(&self, path: &Path, target: Option<EvidenceTarget>) -> Vec<DropMeaning> {
        let evidence = target.map(DropMeaning::Evidence);
        if evidence.is_some() && may_bring_issues(path) {
            return evidence.into_iter().chain([DropMeaning::Import]).collect();
        }
        if let Some(evidence) = evidence {
            let packed = is_package(path).then_some(DropMeaning::TakeIn);
            return packed.into_iter().chain([evidence]).collect();
        }
        let opened = if self.page == Page::Exchange { DropMeaning::Look } else { DropMeaning::Open };
        let open = self.document.as_ref().filter(|document| !document.is_read_only());
        let is_copy = open.is_some_and(|document| document.path() != path && ledger_id_of(path) == Some(document.id()));
        if is_copy { vec![DropMeaning::Merge, DropMeaning::Look, DropMeaning::Open] } else { vec![opened] }
    }

    fn take_dropped(&mut self, files: Vec<PathBuf>, meaning: DropMeaning) {
        let (taken, left) = match &meaning {
            DropMeaning::Evidence(_) | DropMeaning::TakeIn => (files, Vec::new()),
            DropMeaning::Import if files.first().is_some_and(|first| is_sheet_path(first)) => {
                files.into_iter().partition(|path| is_sheet_path(path))
            }
            DropMeaning::Import | DropMeaning::Merge | DropMeaning::Look | DropMeaning::Open => split_first(files),
        };
        let Some(first) = taken.first().cloned() else {
            return;
        };
        // Before what may take its time, or show another page.
        self.tell_rest(taken.clone(), left);
        self.run(match meaning {
            DropMeaning::Evidence(target) => Command::AddEvidence(target, taken),
            DropMeaning::Import if is_sheet_path(&first) => Command::Sheets(SheetCommand::Read(taken)),
            DropMeaning::Import => Command::ReadPlan(first),
            DropMeaning::TakeIn => Command::Packages(PackageCommand::Look(taken)),
            DropMeaning::Merge => Command::Merge(first),
            DropMeaning::Look => Command::OpenReadOnly(first),
            DropMeaning::Open => Command::Open(first),
        });
    }

    fn tell_rest(&mut self, taken: Vec<PathBuf>, left: Vec<PathBuf>) {
        if !left.is_empty() {
            self.tell(NoticeKind::DroppedRest(taken, left));
        }
    }
}

fn split_first(mut files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let left = files.split_off(files.len().min(1));
    (files, left)
}
