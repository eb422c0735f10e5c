//! The evidence a ledger speaks of: where each file is, what is missing, and who had it.
#![expect(clippy::wildcard_enum_match_arm, reason = "evidence is looked for among all records")]

use std::{collections::BTreeMap, path::Path};

use crate::{
    domain::{
        ChangeId, IssueId, Sha,
        history::History,
        ledger::Ledger,
        record::{Evidence, RecordBody},
    },
    store::{
        StoreError,
        checksum::FileHash,
        evidence::{EvidenceFolder, EvidenceState},
        package::{EvidenceFile, LeftOut},
    },
};

/// One evidence record of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceEntry {
    /// The issue.
    pub issue: IssueId,
    /// The change that entered it.
    pub change: Option<ChangeId>,
    /// What the record says.
    pub evidence: Evidence,
}

/// What became of one evidence file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Here, and as it was.
    Whole,
    /// Here, and not as it was.
    Changed,
    /// Not here; who entered it, in which unit.
    Missing {
        /// Who typed it.
        author: String,
        /// For which unit.
        unit: String,
    },
}

/// The standing evidence of the issues asked for, in their order.
pub fn evidence_of(ledger: &Ledger, wanted: &dyn Fn(IssueId) -> bool) -> Vec<EvidenceEntry> {
    let issues = ledger.issues.values().filter(|issue| issue.is_listed() && wanted(issue.id));
    let entries = issues.flat_map(|issue| {
        issue.live_records().filter_map(|record| match &record.body {
            RecordBody::Evidence(evidence) => {
                let change = issue.change_of(record.at);
                Some(EvidenceEntry { issue: issue.id, change, evidence: evidence.clone() })
            }
            _ => None,
        })
    });
    entries.collect()
}

/// Looks for every file and reads it, each once; `goes_on` stops it by saying no.
pub fn verify(
    place: (&Path, &str),
    history: &History,
    entries: &[EvidenceEntry],
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<(EvidenceEntry, FileState)>, StoreError> {
    let mut known: BTreeMap<Sha, bool> = BTreeMap::new();
    let mut states = Vec::new();
    for (n, entry) in entries.iter().enumerate() {
        if !goes_on(n, entries.len()) {
            break;
        }
        let sha = entry.evidence.sha;
        let state = match (known.get(&sha), find(place, sha)?) {
            (Some(true), _) | (None, EvidenceState::Whole(_)) => FileState::Whole,
            (Some(false) | None, EvidenceState::Missing) => who_had(history, entry),
            (Some(false), _) | (None, EvidenceState::Changed { .. }) => FileState::Changed,
        };
        known.insert(sha, state == FileState::Whole);
        states.push((entry.clone(), state));
    }
    Ok(states)
}

/// The files in the ledger's own folder that no record of it speaks of, those taken back or withdrawn included.
pub fn strange((path, id): (&Path, &str), ledger: &Ledger) -> Vec<String> {
    let records = ledger.issues.values().flat_map(|issue| issue.records.iter());
    let known: std::collections::BTreeSet<FileHash> = records
        .filter_map(|record| match &record.body {
            RecordBody::Evidence(evidence) => Some(FileHash::from(evidence.sha.0)),
            _ => None,
        })
        .collect();
    let folder = EvidenceFolder::find(path, id);
    folder.map(|folder| folder.strangers(&|hash| known.contains(&hash))).unwrap_or_default()
}

fn who_had(history: &History, entry: &EvidenceEntry) -> FileState {
    let header = entry.change.and_then(|id| history.get(id)).map(|change| &change.header);
    let (author, unit) = header.map(|it| (it.author.clone(), it.unit.clone())).unwrap_or_default();
    FileState::Missing { author, unit }
}

/// Where a file is, read whole.
pub fn find((ledger, id): (&Path, &str), sha: Sha) -> Result<EvidenceState, StoreError> {
    super::super::evidence::state_of(ledger, id, FileHash::from(sha.0))
}

/// The files to be packed, each once, and those that cannot be.
pub(super) fn collect(
    place: (&Path, &str),
    entries: &[EvidenceEntry],
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<(Vec<EvidenceFile>, Vec<LeftOut>), StoreError> {
    let (mut files, mut left_out) = (Vec::new(), Vec::new());
    let once: BTreeMap<Sha, &EvidenceEntry> = entries.iter().map(|entry| (entry.evidence.sha, entry)).collect();
    for (n, (sha, entry)) in once.iter().enumerate() {
        if !goes_on(n, once.len()) {
            return Err(StoreError::new(crate::store::Doing::Copy, place.0, crate::store::Cause::Stopped));
        }
        let hash = FileHash::from(sha.0);
        match find(place, *sha)? {
            EvidenceState::Whole(path) => {
                let meta = std::fs::metadata(&path).map_err(StoreError::at(crate::store::Doing::Read, &path))?;
                files.push(EvidenceFile { path, hash, n_bytes: meta.len() });
            }
            EvidenceState::Changed { .. } | EvidenceState::Missing => {
                left_out.push(LeftOut { name: entry.evidence.name.clone(), sha256: hash });
            }
        }
    }
    Ok((files, left_out))
}
