//! What is asked before something is done with files of the evidence: they are large, or they are programs.

use std::path::{Path, PathBuf};

use crate::domain::record::RecordBody;

use super::{command::EvidenceTarget, notice::NoticeKind, state::App};

/// Bytes in a megabyte, as files are counted.
const MEGABYTE: u64 = 1024 * 1024;

/// Documents that may hold programs: they can be opened all the same, once somebody has read the warning.
const MAY_HOLD_PROGRAMS: [&str; 8] = ["docm", "dotm", "potm", "ppsm", "pptm", "xlam", "xlsm", "xltm"];

/// What is asked about files of the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceQuestion {
    /// Files are larger than what was set; nothing is copied yet.
    TooLarge {
        /// Where they belong.
        target: EvidenceTarget,
        /// All files that were named, with their bytes.
        files: Vec<(PathBuf, u64)>,
        /// The most bytes of one file, where a file has more.
        most: Option<u64>,
        /// The bytes of all evidence with these files, and the most that was set, where it is more.
        total: Option<(u64, u64)>,
    },
    /// The file is a program or may hold one; it is not opened yet.
    Dangerous {
        /// Its name.
        name: String,
        /// Where it is.
        path: PathBuf,
        /// It is a document, which can be opened all the same.
        is_document: bool,
    },
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceAnswer {
    /// All of them are added.
    AddAll,
    /// Those are added that are within what was set.
    AddFitting,
    /// The folder of the file is opened.
    OpenFolder,
    /// The file is opened.
    Open,
    /// Nothing is done.
    Leave,
}

impl App {
    /// What is asked about files of the evidence, while nothing is answered.
    pub fn evidence_question(&self) -> Option<&EvidenceQuestion> {
        self.evidence_question.as_ref()
    }

    /// The bytes of all evidence the ledger speaks of, each file once.
    pub fn evidence_bytes(&self) -> u64 {
        let issues = self.ledger().into_iter().flat_map(|ledger| ledger.issues.values());
        let mut files = std::collections::BTreeMap::new();
        for record in issues.flat_map(|issue| issue.live_records()) {
            if let RecordBody::Evidence(evidence) = &record.body {
                files.insert(evidence.sha, evidence.size);
            }
        }
        files.values().sum()
    }

    /// Asks where files are larger than what was set; `false`: they may be added without a word.
    pub(super) fn ask_about_size(&mut self, target: &EvidenceTarget, paths: &[PathBuf]) -> bool {
        let bytes = |path: &PathBuf| std::fs::metadata(path).map(|meta| meta.len()).unwrap_or_default();
        let files: Vec<_> = paths.iter().map(|path| (path.clone(), bytes(path))).collect();
        let (most, limit) = self.evidence_limits();
        let is_large = files.iter().any(|(_, bytes)| *bytes > most);
        let total = self.evidence_bytes() + files.iter().map(|(_, bytes)| bytes).sum::<u64>();
        if !is_large && total <= limit {
            return false;
        }
        self.evidence_question = Some(EvidenceQuestion::TooLarge {
            target: target.clone(),
            files,
            most: is_large.then_some(most),
            total: (total > limit).then_some((total, limit)),
        });
        true
    }

    /// The most bytes of one file, and of all together.
    fn evidence_limits(&self) -> (u64, u64) {
        let bytes = |megabytes: u32| if megabytes == 0 { u64::MAX } else { u64::from(megabytes) * MEGABYTE };
        (bytes(self.settings.evidence_file_mb), bytes(self.settings.evidence_total_mb))
    }

    pub(super) fn ask_about_danger(&mut self, name: String, path: PathBuf) {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let is_document = MAY_HOLD_PROGRAMS.iter().any(|it| ending.eq_ignore_ascii_case(it));
        self.evidence_question = Some(EvidenceQuestion::Dangerous { name, path, is_document });
    }

    pub(super) fn answer_evidence(&mut self, answer: EvidenceAnswer) {
        match (self.evidence_question.take(), answer) {
            (Some(EvidenceQuestion::TooLarge { target, files, .. }), EvidenceAnswer::AddAll) => {
                self.add_evidence(target, files.into_iter().map(|(path, _)| path).collect());
            }
            (Some(EvidenceQuestion::TooLarge { target, files, .. }), EvidenceAnswer::AddFitting) => {
                let fitting = self.fitting(files);
                self.add_evidence(target, fitting);
            }
            (Some(EvidenceQuestion::Dangerous { path, .. }), EvidenceAnswer::OpenFolder) => {
                self.show_file(path.parent().unwrap_or(&path));
            }
            (Some(EvidenceQuestion::Dangerous { path, is_document: true, .. }), EvidenceAnswer::Open) => {
                self.show_file(&path);
            }
            (Some(_) | None, _) => {}
        }
    }

    /// The files that are within what was set, in their order.
    fn fitting(&self, files: Vec<(PathBuf, u64)>) -> Vec<PathBuf> {
        let (most, limit) = self.evidence_limits();
        let mut total = self.evidence_bytes();
        let mut fitting = Vec::new();
        for (path, bytes) in files {
            if bytes <= most && total + bytes <= limit {
                total += bytes;
                fitting.push(path);
            }
        }
        fitting
    }

    pub(super) fn show_file(&mut self, path: &Path) {
        if let Err(error) = open::that_detached(path) {
            log::warn!("nothing opens {}: {error}", path.display());
            self.tell(NoticeKind::NotShown(path.to_owned()));
        }
    }
}
