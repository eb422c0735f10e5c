//! Evidence: files taken in by hash, found again, opened with the system's program.
//!
//! **Invariant:** a file is in its folder before the ledger speaks of it, so undo leaves the file where it is.
#![expect(clippy::wildcard_enum_match_arm, reason = "each place looks for one kind among many")]

use std::{
    collections::{BTreeSet, VecDeque},
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{
        IssueId, RecordId, Sha,
        record::{Evidence, RecordBody},
        rules::{Action, NewRecord},
    },
    store::{
        Cause, Doing, StoreError,
        checksum::FileHash,
        evidence::{EvidenceFolder, EvidenceState, find_in_siblings},
    },
};

use super::{
    command::{Command, EvidenceTarget, Page},
    jobs::{Job, JobEvent, JobProgress, JobReporter},
    notice::NoticeKind,
    pictures::Decoding,
    state::App,
};

/// Files with these endings are programs, or documents with programs in them: what a copy brings is not ours, so it is
/// asked before anything is opened.
const PROGRAMS: [&str; 32] = [
    "ade", "app", "bat", "chm", "cmd", "com", "cpl", "docm", "dotm", "exe", "hta", "inf", "jar", "js", "jse", "lnk",
    "msi", "pif", "potm", "ppsm", "pptm", "ps1", "reg", "scr", "sh", "url", "vbe", "vbs", "wsf", "xlam", "xlsm",
    "xltm",
];

/// One file of a list: its name with what was stored, or why it was not.
type Taken = Vec<Result<Evidence, StoreError>>;

/// What is going on with evidence files.
#[derive(Default)]
pub(super) struct EvidenceWork {
    adding: Option<(EvidenceTarget, Job<Taken>)>,
    waiting: VecDeque<(EvidenceTarget, Vec<PathBuf>)>,
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

    /// Copies files in a job, after those that wait already.
    pub(super) fn add_evidence(&mut self, target: EvidenceTarget, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.evidence.waiting.push_back((target, paths));
            self.start_adding();
        }
    }

    /// How far taking files in has come, once it has lasted long enough to be worth a word.
    pub fn adding_evidence(&self) -> Option<JobProgress> {
        let (_, job) = self.evidence.adding.as_ref()?;
        job.shown(self.clock.instant)
    }

    /// True while files are being taken in.
    pub fn is_adding_evidence(&self) -> bool {
        self.evidence.adding.is_some()
    }

    /// True where the file with this hash is not beside the ledger, of the issue that is shown.
    pub fn is_evidence_missing(&self, sha: Sha) -> bool {
        self.evidence.missing.contains(&sha)
    }

    /// Asks the job that takes files in to stop; what it has taken in so far is kept.
    pub(super) fn stop_evidence(&mut self) {
        self.evidence.waiting.clear();
        if let Some((_, job)) = &self.evidence.adding {
            job.stop();
        }
    }

    /// Takes what the jobs brought.
    pub(super) fn tick_evidence(&mut self) {
        self.take_added();
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

    fn start_adding(&mut self) {
        if self.evidence.adding.is_some() {
            return;
        }
        let Some((target, paths)) = self.evidence.waiting.pop_front() else {
            return;
        };
        let Some(document) = &self.document else {
            return;
        };
        let (ledger, id) = (document.path().to_owned(), document.id().to_string());
        let of = target.clone();
        let work = move |report: &JobReporter<Taken>| take_in(report, (&ledger, &id), &of, &paths);
        let started = Job::start("evidence", self.clock.instant, Arc::clone(&self.wake), work);
        match started {
            Ok(job) => self.evidence.adding = Some((target, job)),
            Err(error) => self.no_thread(error),
        }
    }

    fn no_thread(&mut self, error: io::Error) {
        let path = self.document.as_ref().map(|document| document.path().to_owned());
        let path = path.unwrap_or_default();
        self.tell(NoticeKind::Failed(StoreError::new(Doing::Create, &path, error)));
    }

    fn take_added(&mut self) {
        let Some((_, job)) = self.evidence.adding.as_mut() else {
            return;
        };
        let Some(ended) = end_of(job) else {
            return;
        };
        let Some((target, _)) = self.evidence.adding.take() else {
            return;
        };
        match ended {
            Ok(taken) => self.enter_evidence(&target, taken),
            Err(name) => self.tell(NoticeKind::JobFailed(name)),
        }
        self.start_adding();
    }

    /// One change for all files, so that one undo takes them out again.
    fn enter_evidence(&mut self, target: &EvidenceTarget, taken: Taken) {
        let mut actions = Vec::new();
        for file in taken {
            match file {
                Ok(evidence) => actions.push(append(target, evidence)),
                Err(error) if matches!(error.source, Cause::Stopped) => {}
                Err(error) => self.tell(NoticeKind::Failed(error)),
            }
        }
        let n_files = actions.len();
        let action = match actions.pop() {
            None => return,
            Some(only) if actions.is_empty() => only,
            Some(last) => {
                actions.push(last);
                Action::Batch(actions)
            }
        };
        let n_notices = self.n_notices;
        self.run(Command::Do(action));
        if self.n_notices == n_notices {
            self.tell(NoticeKind::EvidenceAdded(n_files));
        }
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

fn append(target: &EvidenceTarget, evidence: Evidence) -> Action {
    let entry =
        NewRecord::Evidence(Evidence { material: target.material.clone(), step: target.step.clone(), ..evidence });
    Action::Append { issue: target.issue, record: RecordId::default(), entry }
}

fn take_in(
    report: &JobReporter<Taken>,
    (ledger, id): (&Path, &str),
    target: &EvidenceTarget,
    paths: &[PathBuf],
) -> Taken {
    let folder = match EvidenceFolder::find_or_make(ledger, id) {
        Ok(folder) => folder,
        Err(error) => return vec![Err(error)],
    };
    let mut taken = Vec::new();
    for (n, path) in paths.iter().enumerate() {
        if !report.goes_on(n, paths.len()) {
            break;
        }
        let added = folder.add(path, &mut |_| !report.is_stopped());
        taken.push(added.map(|added| Evidence {
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            material: target.material.clone(),
            size: added.n_bytes,
            sha: Sha(*added.hash.as_bytes()),
            step: target.step.clone(),
            ..Evidence::default()
        }));
    }
    taken
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
