//! What a program that was killed while it saved has left beside a ledger: `台账.ron.a1B2c3.new`.
//!
//! **Invariant:** taken away is only what has nothing that the open ledger lacks; anything else stays where it is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::{
    domain::change::HeldPart,
    store::{
        fault::FaultKind,
        files::files_beside,
        ledger_file::read_file,
        ledger_open::{OpenedFile, open_ledger},
        ledger_write::LedgerContent,
        recognise::FileLook,
        record::Record,
        safe_write::NEW_ENDING,
    },
};

/// Younger ones may be another program's save that is under way.
const DEAD_AFTER: TimeDelta = TimeDelta::minutes(10);

/// The program's clock is China's on every computer.
const CHINA: TimeDelta = TimeDelta::hours(8);

/// The random part of a new file's name, in characters; `tempfile` gives as many.
const RANDOM_CHARS: usize = 6;

/// Whether a file of that name is a new `ledger` that never took its place. Both are whole file names.
pub fn is_leftover(ledger: &str, name: &str) -> bool {
    let middle = name.strip_prefix(ledger).and_then(|rest| rest.strip_suffix(NEW_ENDING));
    let random = middle.and_then(|middle| middle.strip_prefix('.'));
    random.is_some_and(|random| random.len() == RANDOM_CHARS && random.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// The new files beside a ledger that never took its place, by their names, sorted.
pub fn leftovers_beside(ledger: &Path) -> Vec<PathBuf> {
    files_beside(ledger, is_leftover)
}

/// Takes away the dead ones that have nothing `content`, which is open from `ledger`, lacks. How many there were.
pub fn clear_leftovers(ledger: &Path, content: &LedgerContent, now: NaiveDateTime) -> usize {
    let dead = leftovers_beside(ledger).into_iter().filter(|path| is_dead(path, now));
    let useless = dead.filter(|path| read_file(path).is_ok_and(|bytes| has_nothing_new(&bytes, content)));
    // One that cannot be removed is in nobody's way.
    useless.filter(|path| fs::remove_file(path).is_ok()).count()
}

/// One from the future, by the clock of another computer, counts as young.
fn is_dead(path: &Path, now: NaiveDateTime) -> bool {
    let changed = fs::metadata(path).and_then(|meta| meta.modified());
    changed.is_ok_and(|time| now - (DateTime::<Utc>::from(time).naive_utc() + CHINA) >= DEAD_AFTER)
}

/// Whether a new file, whole or cut, has no line of the history that `content` lacks.
pub fn has_nothing_new(bytes: &[u8], content: &LedgerContent) -> bool {
    match open_ledger(bytes) {
        Ok(opened) => opened.faults.iter().all(|fault| is_of_a_cut(fault.kind)) && is_known(&opened, content),
        Err(no_ledger) => matches!(no_ledger.0, FileLook::Empty | FileLook::ZeroFilled),
    }
}

/// Whether a file that was only cut may have this fault.
const fn is_of_a_cut(kind: FaultKind) -> bool {
    match kind {
        FaultKind::Cut | FaultKind::ZeroTail | FaultKind::StateLost => true,
        FaultKind::HeadBroken
        | FaultKind::NewerFormat
        | FaultKind::Reformatted
        | FaultKind::NotUtf8
        | FaultKind::NoChecksum
        | FaultKind::WrongChecksum
        | FaultKind::UnknownRecord
        | FaultKind::WrongSeal
        | FaultKind::WrongCounts
        | FaultKind::AfterSeal
        | FaultKind::Doubled
        | FaultKind::StateDiffers
        | FaultKind::PartLost
        | FaultKind::PartWrong
        | FaultKind::ChangeUnreadable => false,
    }
}

fn is_known(opened: &OpenedFile, content: &LedgerContent) -> bool {
    let (theirs, ours) = (&opened.content, content);
    let knows_baselines =
        theirs.history.baselines().iter().all(|(key, baseline)| ours.history.baselines().get(key) == Some(baseline));
    theirs.ledger.id == ours.ledger.id
        && knows_baselines
        && ours.history.news_of(&theirs.history).next().is_none()
        && theirs.loose.iter().all(|record| has_record(ours, record))
}

/// In a file that was cut, the parts stand before the changes they belong to.
fn has_record(content: &LedgerContent, record: &Record) -> bool {
    let in_history = match record {
        Record::Part { change, key, .. } => content.history.get(*change).is_some_and(|change| {
            change.parts.iter().any(|(known, held)| known == key && !matches!(held, HeldPart::Hidden))
        }),
        Record::Directory(_)
        | Record::Issue(_)
        | Record::Complaint(_)
        | Record::Case(_)
        | Record::Private(_)
        | Record::Baseline(..)
        | Record::Lacks { .. }
        | Record::Change(_) => false,
    };
    in_history || content.loose.contains(record)
}
