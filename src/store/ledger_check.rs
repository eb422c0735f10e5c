//! Checks a ledger file to the last edit, and rescues what a broken one still holds.

use rayon::prelude::*;
use serde::Serialize;

use crate::{
    domain::{
        change::HeldPart,
        edit::PartKey,
        history::{History, PartCounts},
        ids::ChangeId,
        ledger::Ledger,
    },
    store::{
        codec::RonParts,
        fault::{FaultKind, FileFault},
        ledger_open::{NoLedger, OpenedFile, baseline_of, log_of, open_ledger, state_of, subjects_of},
        ledger_write::LedgerContent,
    },
};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileCheck {
    /// Whether nothing is wrong.
    pub ok: bool,

    /// How many issues.
    pub issues: usize,

    /// How many changes.
    pub changes: usize,

    /// The newest changes, sorted.
    pub heads: Vec<ChangeId>,

    /// Parts whose bytes are here and agree with their hash.
    pub verified: usize,

    /// Parts left out of this copy.
    pub hidden: usize,

    /// Parts that were erased.
    pub erased: usize,

    /// Parts a newer version wrote: kept, not understood.
    pub unknown: usize,

    /// Parts whose change is not here.
    pub loose: usize,

    /// Ancestors known by id alone.
    pub missing_ancestors: usize,

    /// What is wrong.
    pub faults: Vec<FileFault>,
}

/// Reads the file, folds its whole history and compares that with the state it stores.
pub fn check_ledger(bytes: &[u8]) -> Result<FileCheck, NoLedger> {
    Ok(check_opened(&open_ledger(bytes)?))
}

/// Checks a file that was read already.
pub fn check_opened(opened: &OpenedFile) -> FileCheck {
    let (ledger, history) = (&opened.content.ledger, &opened.content.history);
    let mut faults = opened.faults.clone();
    faults.extend(differing(ledger, history).map(|key| FileFault::of_subject(FaultKind::StateDiffers, key)));
    let PartCounts { verified, hidden, erased, unknown } = history.counts(&RonParts);
    FileCheck {
        ok: faults.is_empty(),
        issues: ledger.issues.len(),
        changes: history.len(),
        heads: history.heads(),
        verified,
        hidden,
        erased,
        unknown,
        loose: opened.content.loose.len(),
        missing_ancestors: history.missing_ancestors().len(),
        faults,
    }
}

/// The subjects whose stored state is not the fold of their history.
pub fn differing(ledger: &Ledger, history: &History) -> impl Iterator<Item = PartKey> {
    let mut keys = subjects_of(ledger);
    keys.extend(history.subjects());
    keys.sort_unstable();
    keys.dedup();
    let differing: Vec<_> =
        keys.into_par_iter().filter(|key| folded(ledger, history, *key) != state_of(ledger, *key)).collect();
    differing.into_iter()
}

fn folded(ledger: &Ledger, history: &History, key: PartKey) -> Option<crate::domain::history::SubjectState> {
    let mut scratch = Ledger::new(ledger.id);
    history.fold_passing(&mut scratch, key, &RonParts);
    state_of(&scratch, key)
}

/// Rescues every whole record of a broken file, as a content that can be saved as a new file.
///
/// A state that its history no longer gives becomes a baseline, so that what it shows stays.
pub fn salvage_ledger(bytes: &[u8]) -> Result<OpenedFile, NoLedger> {
    let mut opened = open_ledger(bytes)?;
    let LedgerContent { ledger, history, .. } = &mut opened.content;
    for key in differing(ledger, history).collect::<Vec<_>>() {
        let lost = is_history_lost(ledger, history, key);
        match baseline_of(ledger, key) {
            Some(baseline) if lost => history.set_baseline(key, baseline),
            // The whole history is here: it is right, and the state is not.
            Some(_) | None => history.fold_subject(ledger, key, &RonParts),
        }
    }
    Ok(opened)
}

/// Whether the state holds edits that the history here does not have.
fn is_history_lost(ledger: &Ledger, history: &History, key: PartKey) -> bool {
    let is_here = |id: &ChangeId| {
        history.get(*id).is_some_and(|change| {
            let mut parts = change.parts.iter().filter(|(part_key, _)| *part_key == key);
            parts.all(|(_, held)| matches!(held, HeldPart::Here(_)))
        })
    };
    !log_of(ledger, key).iter().all(is_here)
}
