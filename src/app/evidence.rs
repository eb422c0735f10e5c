//! Evidence: files taken in by hash, found again, opened with the system's program.
//!
//! **Invariant:** a file is in its folder before the ledger speaks of it, so undo leaves the file where it is.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

mod adding;

use std::{collections::BTreeSet, io, path::Path, sync::Arc};

use crate::{
    domain::{
        IssueId, Sha,
        record::{Evidence, RecordBody},
    },
    store::{
        Doing, StoreError,
        checksum::FileHash,
        evidence::{EvidenceFolder, EvidenceState, find_in_siblings},
    },
};

use super::{
    command::{Command, Page},
    jobs::{Job, JobEvent, JobReporter},
    notice::NoticeKind,
    pictures::Decoding,
    state::App,
};

use adding::{Adding, append};

/// Files with these endings are programs, or documents with programs in them: what a copy brings is not ours, so it is
/// asked before anything is opened.
const PROGRAMS: [&str; 32] = [
    "ade", "app", "bat", "chm", "cmd", "com", "cpl", "docm", "dotm", "exe", "hta", "inf", "jar", "js", "jse", "lnk",
    "msi", "pif", "potm", "ppsm", "pptm", "ps1", "reg", "scr", "sh", "url", "vbe", "vbs", "wsf", "xlam", "xlsm",
    "xltm",
];

/// What is going on with evidence files.
#[derive(Default)]
pub(super) struct EvidenceWork {
    adding: Adding,
    opening: Option<(String, Job<Result<EvidenceState, StoreError>>)>,
    pub(super) decoding: Option<Decoding>,
    looked_at: Option<(IssueId, u64)>,
    missing: BTreeSet<Sha>,
}

impl App {
    pub(super) fn run_evidence(&mut self, command: Command) {
        if let Command::AddEvidence(target, paths) = command {
            if paths.is_empty() {
                return;
            }
            if self.is_read_only() {
                return self.tell(NoticeKind::ReadOnly);
            }
            // Asked before anything is copied.
            let example = append(&target, Evidence { name: "?".to_owned(), ..Evidence::default() });
            if let Some(refusal) = self.refusal(&example) {
                return self.tell(NoticeKind::Refused(refusal));
            }
            if !self.ask_about_size(&target, &paths) {
                self.add_evidence(target, paths);
            }
        } else if let Command::OpenEvidence(sha) = command {
            self.start_opening(sha);
        } else if let Command::AnswerEvidence(answer) = command {
            self.answer_evidence(answer);
        } else {
            self.bring_back(command);
        }
    }

    /// True where the file with this hash is not beside the ledger, of the issue that is shown.
    pub fn is_evidence_missing(&self, sha: Sha) -> bool {
        self.evidence.missing.contains(&sha)
    }

    /// Takes what the jobs brought.
    pub(super) fn tick_evidence(&mut self) {
        self.tick_adding();
        self.take_opened();
        self.look_for_files();
        self.tick_pictures();
    }

    /// The hashes of the evidence of the issue that is shown, with the file names.
    pub(super) fn shown_evidence(&self) -> Vec<(Sha, String)> {
        let Page::Issue(id) = self.page else {
            return Vec::new();
        };
        let Some(issue) = self.ledger().and_then(|ledger| ledger.issue(id)) else {
            return Vec::new();
        };
        let of = |body: &RecordBody| match body {
            RecordBody::Evidence(evidence) => Some((evidence.sha, evidence.name.clone())),
            _ => None,
        };
        issue.live_records().filter_map(|record| of(&record.body)).collect()
    }

    pub(super) fn no_thread(&mut self, error: io::Error) {
        let path = self.document.as_ref().map(|document| document.path().to_owned());
        let path = path.unwrap_or_default();
        self.tell(NoticeKind::Failed(StoreError::new(Doing::Create, &path, error)));
    }

    fn start_opening(&mut self, sha: Sha) {
        let (Some(document), Ok(hash)) = (&self.document, sha.to_string().parse::<FileHash>()) else {
            return;
        };
        if self.evidence.opening.is_some() {
            return;
        }
        let names = self.shown_evidence();
        let name = names.into_iter().find(|(other, _)| *other == sha).map(|(_, name)| name);
        let (ledger, id) = (document.path().to_owned(), document.id().to_string());
        let work = move |_: &JobReporter<_>| state_of(&ledger, &id, hash);
        match Job::start("open evidence", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.evidence.opening = Some((name.unwrap_or_default(), job)),
            Err(error) => self.no_thread(error),
        }
    }

    fn take_opened(&mut self) {
        let Some((_, job)) = self.evidence.opening.as_mut() else {
            return;
        };
        let Some(ended) = end_of(job) else {
            return;
        };
        let Some((name, _)) = self.evidence.opening.take() else {
            return;
        };
        match ended {
            Ok(Ok(EvidenceState::Whole(path))) => {
                if is_program(&path) {
                    self.ask_about_danger(name, path);
                } else {
                    self.show_file(&path);
                }
            }
            Ok(Ok(EvidenceState::Changed { .. })) => self.tell(NoticeKind::EvidenceChanged(name)),
            Ok(Ok(EvidenceState::Missing)) => self.tell(NoticeKind::EvidenceMissing(name)),
            Ok(Err(error)) => self.tell(NoticeKind::Failed(error)),
            Err(job) => self.tell(NoticeKind::JobFailed(job)),
        }
    }

    /// Once for each state of the shown issue: which of its files are not here.
    fn look_for_files(&mut self) {
        let (Page::Issue(id), Some(document)) = (self.page, &self.document) else {
            return;
        };
        let now = Some((id, document.revision()));
        if self.evidence.looked_at == now {
            return;
        }
        let wanted = self.shown_evidence();
        let folder = EvidenceFolder::find(document.path(), &document.id().to_string());
        let is_here = |sha: &Sha| {
            let Ok(hash) = sha.to_string().parse::<FileHash>() else {
                return false;
            };
            folder.as_ref().is_some_and(|folder| folder.path_of(hash).is_some())
                || find_in_siblings(document.path(), hash).is_some()
        };
        let missing: BTreeSet<Sha> = wanted.into_iter().map(|(sha, _)| sha).filter(|sha| !is_here(sha)).collect();
        // What was missing and is here again may be a picture after all.
        for sha in self.evidence.missing.difference(&missing) {
            self.pictures.remove(sha);
        }
        self.evidence.missing = missing;
        self.evidence.looked_at = now;
    }
}

/// The end of a job, or the name of one that broke off.
pub(super) fn end_of<T: Send + 'static>(job: &mut Job<T>) -> Option<Result<T, String>> {
    let mut ended = None;
    for event in job.take_events() {
        match event {
            JobEvent::Progress(_) => {}
            JobEvent::Ended(result) => ended = Some(Ok(result)),
            JobEvent::Failed(failed) => ended = Some(Err(failed.name)),
        }
    }
    ended
}

/// Where the file with this hash is, beside the ledger or beside another copy of it.
pub(super) fn state_of(ledger: &Path, id: &str, hash: FileHash) -> Result<EvidenceState, StoreError> {
    let own = EvidenceFolder::find(ledger, id).map(|folder| folder.check(hash)).transpose()?;
    if let Some(found @ (EvidenceState::Whole(_) | EvidenceState::Changed { .. })) = own {
        return Ok(found);
    }
    let Some(path) = find_in_siblings(ledger, hash) else {
        return Ok(EvidenceState::Missing);
    };
    let at = |error| StoreError::new(Doing::Read, &path, error);
    let mut file = std::fs::File::open(&path).map_err(at)?;
    let is = FileHash::of_reader(&mut file).map_err(at)?;
    Ok(if is == hash { EvidenceState::Whole(path) } else { EvidenceState::Changed { path, is } })
}

fn is_program(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    PROGRAMS.iter().any(|program| ending.eq_ignore_ascii_case(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_among_the_evidence_is_not_started() {
        assert!(is_program(Path::new("a/照片.EXE")), "by its ending");
        assert!(is_program(Path::new("a/报告.docm")), "a document with a program in it");
        assert!(!is_program(Path::new("a/照片.jpg")), "a picture is none");
    }
}
