//! What 核对 cannot see in the ledger alone: evidence files that are not here, and parts a newer version wrote.
//!
//! Looked for by a job while the page is shown, once for each state of the ledger; parts are read once only.
#![expect(clippy::wildcard_enum_match_arm, reason = "one kind of record is looked for")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{
        ChangeId, IssueId, LedgerId, RecordId, Sha,
        change::{HeldPart, ReadPart as _},
        edit::PartKey,
        erasure::not_erased,
        issue::Issue,
        record::RecordBody,
        review::{Finding, findings},
        rules::Refusal,
    },
    store::{
        Doing, StoreError,
        checksum::FileHash,
        codec::RonParts,
        evidence::{EvidenceFolder, find_in_siblings},
        ledger_write::LedgerContent,
    },
};

use super::{
    command::{Command, Page},
    evidence::end_of,
    jobs::{Job, JobReporter},
    notice::NoticeKind,
    state::App,
};

/// What a look brought.
struct Seen {
    missing: Vec<(IssueId, RecordId)>,
    read: Vec<ChangeId>,
    unknown: Vec<PartKey>,
}

/// Whether the file a person named is the one that was missing.
type Brought = Result<bool, StoreError>;

/// What is known beside the ledger, and the job that looks.
#[derive(Default)]
pub(super) struct LookOver {
    of: Option<(LedgerId, u64)>,
    job: Option<Job<Seen>>,
    bringing: Option<(String, Job<Brought>)>,
    read: BTreeSet<ChangeId>,
    unknown: BTreeMap<PartKey, usize>,
    missing: Vec<(IssueId, RecordId)>,
    version: u64,
    /// A file came back: look again although the ledger is as it was.
    again: bool,
}

impl App {
    /// Everything a person has to look at, those beside the ledger among them.
    pub fn review(&self) -> Vec<Finding> {
        let (Some(document), Some(history)) = (self.document(), self.history()) else {
            return Vec::new();
        };
        let mut found = findings(document.ledger(), history);
        let apart = not_erased(history, &RonParts);
        // What was erased is not chosen again as one of two values.
        found.retain(|it| !matches!(it, Finding::PrivateConflict(subject) if apart.contains(subject)));
        found.extend(apart.into_iter().map(Finding::ErasedElsewhere));
        let here = |issue: &IssueId| document.ledger().issue(*issue).is_some_and(Issue::is_present);
        let missing = self.look.missing.iter().filter(|(issue, _)| here(issue));
        found.extend(missing.map(|(issue, record)| Finding::EvidenceMissing { issue: *issue, record: *record }));
        let unknown = self.look.unknown.iter();
        found.extend(unknown.map(|(about, parts)| Finding::NotUnderstood { about: *about, parts: *parts }));
        if let Some(Err(Refusal::ClockDoubtful { now, newest })) = self.context().map(|context| context.check_clock()) {
            found.push(Finding::ClockDoubtful { now, newest });
        }
        found
    }

    /// Grows whenever the look beside the ledger brought something else: what [`App::review`] gave is then stale.
    pub fn review_version(&self) -> u64 {
        self.look.version
    }

    pub(super) fn tick_look_over(&mut self) {
        self.take_seen();
        self.take_brought();
        if self.page == Page::Review {
            self.start_look();
        }
    }

    fn start_look(&mut self) {
        let Some(document) = &self.document else {
            return;
        };
        let of = (document.id(), document.revision());
        if self.look.job.is_some() || (self.look.of == Some(of) && !self.look.again) {
            return;
        }
        if self.look.of.is_some_and(|(ledger, _)| ledger != of.0) {
            let version = self.look.version + 1;
            self.look = LookOver { version, ..LookOver::default() };
        }
        self.look.again = false;
        self.look.of = Some(of);
        let (content, path) = (document.snapshot(), document.path().to_owned());
        let read = self.look.read.clone();
        let work = move |report: &JobReporter<Seen>| look(report, &content, &path, &read);
        match Job::start("look over", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.look.job = Some(job),
            Err(error) => log::warn!("nothing can be looked over: {error}"),
        }
    }

    fn take_seen(&mut self) {
        let Some(ended) = self.look.job.as_mut().and_then(end_of) else {
            return;
        };
        self.look.job = None;
        match ended {
            Ok(seen) => {
                let before = (self.look.missing.clone(), self.look.unknown.clone());
                self.look.missing = seen.missing;
                self.look.read.extend(seen.read);
                for about in seen.unknown {
                    *self.look.unknown.entry(about).or_default() += 1;
                }
                if before != (self.look.missing.clone(), self.look.unknown.clone()) {
                    self.look.version += 1;
                }
            }
            Err(name) => self.tell(NoticeKind::JobFailed(name)),
        }
    }

    /// A person names the file that is missing: it is taken in only if it is the very one.
    pub(super) fn bring_back(&mut self, command: Command) {
        let Command::BringBack(sha, path) = command else {
            return;
        };
        let (Some(document), None) = (&self.document, &self.look.bringing) else {
            return;
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (ledger, id) = (document.path().to_owned(), document.id().to_string());
        let work = move |_: &JobReporter<Brought>| bring(&ledger, &id, sha, &path);
        match Job::start("bring back", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.look.bringing = Some((name, job)),
            Err(error) => log::warn!("a file cannot be brought back: {error}"),
        }
    }

    fn take_brought(&mut self) {
        let Some(ended) = self.look.bringing.as_mut().and_then(|(_, job)| end_of(job)) else {
            return;
        };
        let Some((name, _)) = self.look.bringing.take() else {
            return;
        };
        match ended {
            Ok(Ok(true)) => {
                self.look.again = true;
                self.tell(NoticeKind::EvidenceBack(name));
            }
            Ok(Ok(false)) => self.tell(NoticeKind::EvidenceOther(name)),
            Ok(Err(error)) => self.tell(NoticeKind::Failed(error)),
            Err(job) => self.tell(NoticeKind::JobFailed(job)),
        }
    }
}

fn look(report: &JobReporter<Seen>, content: &LedgerContent, path: &Path, read: &BTreeSet<ChangeId>) -> Seen {
    let mut seen = Seen { missing: missing(content, path), read: Vec::new(), unknown: Vec::new() };
    for change in content.history.passing(|id| !read.contains(&id)) {
        if report.is_stopped() {
            break;
        }
        seen.read.push(change.id);
        for (key, held) in &change.parts {
            match held {
                HeldPart::Here(text) if RonParts.read_part(text).is_none() => seen.unknown.push(*key),
                HeldPart::Here(_) | HeldPart::Hidden | HeldPart::Erased(_) => {}
            }
        }
    }
    seen
}

/// Evidence whose file is neither beside the ledger nor beside a copy of it.
fn missing(content: &LedgerContent, path: &Path) -> Vec<(IssueId, RecordId)> {
    let folder = EvidenceFolder::find(path, &content.ledger.id.to_string());
    let is_here = |sha: Sha| {
        let Ok(hash) = sha.to_string().parse::<FileHash>() else {
            return false;
        };
        folder.as_ref().is_some_and(|folder| folder.path_of(hash).is_some()) || find_in_siblings(path, hash).is_some()
    };
    let mut found = Vec::new();
    for issue in content.ledger.issues.values().filter(|issue| issue.is_present()) {
        for record in issue.live_records() {
            match &record.body {
                RecordBody::Evidence(evidence) if !is_here(evidence.sha) => found.push((issue.id, record.id)),
                _ => {}
            }
        }
    }
    found
}

fn bring(ledger: &Path, id: &str, sha: Sha, path: &PathBuf) -> Brought {
    let at = |error| StoreError::new(Doing::Read, path, error);
    let mut file = std::fs::File::open(path).map_err(at)?;
    let is = FileHash::of_reader(&mut file).map_err(at)?;
    if Sha(*is.as_bytes()) != sha {
        return Ok(false);
    }
    let folder = EvidenceFolder::find_or_make(ledger, id)?;
    folder.add(path, &mut |_| true).map(|_| true)
}
