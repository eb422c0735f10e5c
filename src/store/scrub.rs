//! Erases from this computer what a ledger's history has as erased: older copies, the shadow, left-over journals.
//!
//! **Invariant:** what cannot be read and so cannot be cleaned is taken away.

use std::{collections::BTreeSet, fs};

use crate::{
    domain::{ChangeId, edit::PartKey, history::History},
    store::{
        Doing, StoreError,
        codec::RonParts,
        generations::{Generation, list_generations, read_generation, rewrite_generation},
        journal_slot::JournalSlot,
        ledger_open::open_ledger,
        ledger_write::ledger_to_bytes,
        paths::{DataFolder, safe_name},
        safe_write::safe_write,
        shadow::Shadow,
    },
};

/// Whether this computer has not yet obeyed everything a history has as erased.
pub fn is_due(data: &DataFolder, ledger_id: &str, history: &History) -> bool {
    let erased: BTreeSet<ChangeId> = history.erased().collect();
    if erased.is_empty() {
        return false;
    }
    let path = done_path(data, ledger_id);
    let text = fs::read_to_string(path).unwrap_or_default();
    let done: BTreeSet<&str> = text.lines().collect();
    erased.iter().any(|id| !done.contains(id.to_string().as_str()))
}

fn done_path(data: &DataFolder, ledger_id: &str) -> std::path::PathBuf {
    data.root().join("erased").join(safe_name(ledger_id) + ".ids")
}

/// Cleans everything this computer keeps of one ledger; the file itself is cleaned by the next save.
pub fn scrub(data: &DataFolder, ledger_id: &str, history: &History) -> Result<(), StoreError> {
    Shadow::new(data.shadow(ledger_id)).obey_erasures(history)?;
    for folder in [data.generations(ledger_id), data.before_merge(ledger_id)] {
        for generation in list_generations(&folder)? {
            scrub_generation(&generation, history)?;
        }
    }
    remove_set_aside(data, ledger_id)?;
    let path = done_path(data, ledger_id);
    crate::store::files::make_folder_of(&path)?;
    let ids: String = history.erased().flat_map(|id| [id.to_string(), "\n".to_owned()]).collect();
    safe_write(&path, ids.as_bytes()).map(drop)
}

fn scrub_generation(generation: &Generation, history: &History) -> Result<(), StoreError> {
    let opened = read_generation(&generation.path).ok().and_then(|bytes| open_ledger(&bytes).ok());
    let Some(mut opened) = opened.filter(crate::store::ledger_open::OpenedFile::is_sound) else {
        return fs::remove_file(&generation.path).map_err(StoreError::at(Doing::Remove, &generation.path));
    };
    if !opened.content.history.obey(history) {
        return Ok(());
    }
    let content = &mut opened.content;
    content.history.fold_subject(&mut content.ledger, PartKey::Private, &RonParts);
    let bytes = ledger_to_bytes(content).map_err(|cause| StoreError::new(Doing::Encode, &generation.path, cause))?;
    rewrite_generation(&generation.path, &bytes)
}

/// Copies of broken journals were set aside for people to look at; what is whole in them was taken over long ago.
fn remove_set_aside(data: &DataFolder, ledger_id: &str) -> Result<(), StoreError> {
    let stem = safe_name(ledger_id);
    let free = JournalSlot::take_left_over(data, ledger_id)?;
    for entry in fs::read_dir(data.journals()).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_in_use = path.extension().is_some_and(|it| it == "journal" || it == "lock");
        let is_set_aside = name.starts_with(&stem) && !is_in_use;
        if is_set_aside {
            fs::remove_file(&path).map_err(StoreError::at(Doing::Remove, &path))?;
        }
    }
    drop(free);
    Ok(())
}

/// Takes away what is left of one ledger: journals set aside, and the list of what was erased.
pub fn forget(data: &DataFolder, ledger_id: &str) -> Result<(), StoreError> {
    remove_set_aside(data, ledger_id)?;
    let path = done_path(data, ledger_id);
    match fs::remove_file(&path) {
        Err(err) if err.kind() != std::io::ErrorKind::NotFound => Err(StoreError::new(Doing::Remove, &path, err)),
        Ok(()) | Err(_) => Ok(()),
    }
}
