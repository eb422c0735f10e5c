//! What jobs about copies do: read one, look beside the ledger, forget.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use chrono::NaiveDateTime;

use super::{Found, LastMerge, RECEIPTS_SHOWN, Read};
use crate::{
    app::{
        identity::{Clock, Identity},
        merge::{CannotMerge, Incoming, Receipt, RefusedRecord, enter_by_hand, preview},
        packages::{self, Passphrase},
    },
    domain::{LedgerId, change::Change, history::History, ledger::Ledger},
    store::{
        Doing, StoreError,
        conflict_copies::copies_beside,
        generations::{read_generation, remove_generations},
        journal_slot::JournalSlot,
        ledger_file,
        ledger_open::open_ledger,
        ledger_quick::open_bytes,
        ledger_write::LedgerContent,
        leftovers::{clear_leftovers, leftovers_beside},
        paths::DataFolder,
        recognise::is_packed,
        scrub,
        settings_file::{self, Loaded},
        shadow::Shadow,
    },
};

pub(super) fn content_of(id: LedgerId, changes: Vec<Change>) -> LedgerContent {
    let mut history = History::default();
    for change in changes {
        // A change that is not what its id says was broken on disk: it is not offered.
        history.insert(change).ok();
    }
    LedgerContent { ledger: Ledger::new(id), history, loose: Vec::new() }
}

pub(super) fn previewed(mine: &LedgerContent, theirs: LedgerContent, about: Incoming) -> Read {
    match preview(mine, theirs, about) {
        Ok(preview) => Read::Preview(Box::new(preview), (0, 0)),
        Err(CannotMerge::OtherOrigin { .. }) => Read::OtherOrigin,
    }
}

pub(super) fn read_file(path: &Path, mine: &LedgerContent, about: Incoming, (who, clock): (&Identity, Clock)) -> Read {
    let bytes = match ledger_file::read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => return Read::Failed(error),
    };
    let bytes = if is_packed(&bytes) {
        match read_generation(path) {
            Ok(bytes) => bytes,
            Err(error) => return Read::Failed(error),
        }
    } else {
        bytes
    };
    match open_ledger(&bytes) {
        Ok(mut opened) => {
            let refused = opened.faults.iter().map(RefusedRecord::from).collect();
            let by_hand = enter_by_hand(&bytes, &mut opened, mine, (who, clock));
            match previewed(mine, opened.content, Incoming { refused, ..about }) {
                Read::Preview(preview, _) => Read::Preview(preview, by_hand),
                other => other,
            }
        }
        Err(no_ledger) => Read::NoLedger(no_ledger.0),
    }
}

/// What a package would bring: verified whole, then set beside the own ledger.
pub(super) fn read_package(
    path: &Path,
    passphrase: Option<&Passphrase>,
    mine: &LedgerContent,
    about: Incoming,
) -> Read {
    match packages::open(path, passphrase, &mut |_, _| true) {
        Ok(opened) => previewed(mine, opened.content, about),
        Err(fault) => Read::NoPackage(fault),
    }
}

pub(super) fn look_beside(
    content: &LedgerContent,
    path: &Path,
    data: &DataFolder,
    now: NaiveDateTime,
) -> Result<Found, StoreError> {
    let id = content.ledger.id.to_string();
    let shadow = Shadow::new(data.shadow(&id));
    let lacking = shadow.lacking_in(&content.history)?;
    shadow.remember(&content.history)?;
    let new_in = |copy: &PathBuf| {
        let opened = open_bytes(ledger_file::read_file(copy).ok()?).ok()?;
        let theirs = &opened.content;
        let new = content.history.news_of(&theirs.history).count();
        (theirs.ledger.id == content.ledger.id && new > 0).then_some(new)
    };
    let cleared = clear_leftovers(path, content, now);
    if cleared > 0 {
        log::info!("{cleared} new files of saves that were broken off are cleared away");
    }
    // A new file that could not take its place is a copy too: what only it has is offered.
    let beside = copies_beside(path).into_iter().chain(leftovers_beside(path));
    let copies = beside.filter_map(|copy| new_in(&copy).map(|new| (copy, new))).collect();
    let remembered = (shadow.ids()?.len(), shadow.n_bytes());
    let last = LastMerge::found(data, content);
    Ok(Found { lacking, copies, receipts: receipts_in(&data.receipts(&id)), remembered, last })
}

fn receipts_in(folder: &Path) -> Vec<Receipt> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "ron")).collect();
    paths.sort();
    let newest = paths.iter().rev().take(RECEIPTS_SHOWN);
    newest
        .filter_map(|path| match settings_file::load::<Receipt>(path) {
            Ok(Loaded::Found(receipt)) => Some(receipt),
            Ok(_) | Err(_) => None,
        })
        .collect()
}

/// Takes away journals, shadow, older copies, receipts and forms of one ledger.
pub(super) fn purge_data(data: &DataFolder, id: LedgerId) -> Result<(), StoreError> {
    let id = id.to_string();
    Shadow::new(data.shadow(&id)).forget()?;
    remove_generations(&data.generations(&id))?;
    remove_generations(&data.receipts(&id))?;
    let mut gone: BTreeSet<PathBuf> = BTreeSet::from([data.typed(&id), data.saving_lock(&id)]);
    let journals = JournalSlot::take_left_over(data, &id)?;
    gone.extend(journals.iter().flat_map(|slot| [slot.path().clone(), slot.path().with_extension("journal.lock")]));
    gone.extend(journals.iter().flat_map(|slot| leftovers_beside(slot.path())));
    drop(journals);
    for path in gone {
        match std::fs::remove_file(&path) {
            Err(err) if err.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::new(Doing::Remove, &path, err));
            }
            Ok(()) | Err(_) => {}
        }
    }
    scrub::forget(data, &id)
}
