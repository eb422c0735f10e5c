//! Checks a file to the last edit, and rescues what a broken one still holds.

use serde_json::{Value, json};

use crate::{
    app::packages::evidence::{EvidenceEntry, FileState, evidence_of, strange, verify},
    domain::ledger::Ledger,
    store::{
        fault::FileFault,
        ledger_check::{FileCheck, check_opened, salvage_ledger},
        ledger_open::open_ledger,
        ledger_write::LedgerContent,
        recognise::FileLook,
    },
};

use super::{
    Desk, Done, Exit, Stop,
    args::{CheckArgs, SalvageArgs},
    open::{read_bytes, save_new},
    package_words, words,
};

pub(super) fn check(asked: &CheckArgs, desk: &mut Desk<'_>) -> Done {
    let bytes = read_bytes(&asked.file)?;
    let opened = match open_ledger(&bytes) {
        Ok(opened) => opened,
        Err(none) => {
            if asked.json {
                desk.json(&no_ledger_json(none.0))?;
            } else {
                desk.line(&words::not_opened(&asked.file, none.0))?;
            }
            return Ok(Exit::Faults);
        }
    };
    let checked = check_opened(&opened);
    let LedgerContent { ledger, history, .. } = &opened.content;
    let id = ledger.id.to_string();
    let entries = evidence_of(ledger, &|_| true);
    let files = verify((&asked.file, &id), history, &entries, &mut |_, _| true)?;
    let strange = strange((&asked.file, &id), ledger);
    if asked.json {
        let mut value = check_json(&checked)?;
        if let Some(map) = value.as_object_mut() {
            map.insert("evidence".to_owned(), evidence_json(ledger, &files, &strange));
        }
        desk.json(&value)?;
    } else {
        desk.line(&words::checked(&checked))?;
        for fault in &checked.faults {
            desk.line(&words::fault(fault))?;
        }
        tell_evidence(ledger, &files, &strange, desk)?;
    }
    // A file that is not here may well lie elsewhere, as in a copy without its evidence; a changed one is lost.
    let changed = files.iter().any(|(_, state)| matches!(state, FileState::Changed));
    Ok(if checked.ok && !changed { Exit::Fine } else { Exit::Faults })
}

fn tell_evidence(
    ledger: &Ledger,
    files: &[(EvidenceEntry, FileState)],
    strange: &[String],
    desk: &mut Desk<'_>,
) -> Result<(), Stop> {
    if files.is_empty() && strange.is_empty() {
        return Ok(());
    }
    for (entry, state) in files.iter().filter(|(_, state)| !matches!(state, FileState::Whole)) {
        desk.line(&package_words::evidence_line(number_of(ledger, entry), &entry.evidence.name, Some(state)))?;
    }
    if !strange.is_empty() {
        desk.line(&package_words::strange_files(strange))?;
    }
    let count = |wanted: fn(&FileState) -> bool| files.iter().filter(|(_, state)| wanted(state)).count();
    let whole = count(|state| matches!(state, FileState::Whole));
    let missing = count(|state| matches!(state, FileState::Missing { .. }));
    desk.line(&package_words::evidence_sum(whole, missing, files.len() - whole - missing))
}

fn number_of<'a>(ledger: &'a Ledger, entry: &EvidenceEntry) -> &'a str {
    ledger.issue(entry.issue).map_or("", |issue| issue.fields.number.get())
}

fn evidence_json(ledger: &Ledger, files: &[(EvidenceEntry, FileState)], strange: &[String]) -> Value {
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for (entry, state) in files {
        let who = match state {
            FileState::Whole | FileState::Changed => None,
            FileState::Missing { author, unit } => Some((author, unit)),
        };
        let named = json!({
            "issue": entry.issue.to_string(),
            "number": number_of(ledger, entry),
            "name": entry.evidence.name,
            "sha256": entry.evidence.sha.to_string(),
            "author": who.map(|(author, _)| author),
            "unit": who.map(|(_, unit)| unit),
        });
        match state {
            FileState::Whole => {}
            FileState::Changed => changed.push(named),
            FileState::Missing { .. } => missing.push(named),
        }
    }
    let whole = files.len() - missing.len() - changed.len();
    json!({"whole": whole, "missing": missing, "changed": changed, "strange": strange})
}

fn check_json(checked: &FileCheck) -> Result<Value, Stop> {
    let mut value = serde_json::to_value(checked)?;
    let faults: Result<Vec<_>, _> = checked.faults.iter().map(fault_json).collect();
    if let Some(map) = value.as_object_mut() {
        map.insert("faults".to_owned(), Value::Array(faults?));
    }
    Ok(value)
}

fn fault_json(fault: &FileFault) -> Result<Value, Stop> {
    let mut value = serde_json::to_value(fault)?;
    if let Some(map) = value.as_object_mut() {
        map.insert("what".to_owned(), Value::String(crate::ui::words::merge::fault_kind(fault.kind).to_owned()));
    }
    Ok(value)
}

fn no_ledger_json(look: FileLook) -> Value {
    json!({
        "ok": false,
        "issues": 0,
        "changes": 0,
        "heads": [],
        "faults": [{"kind": look_word(look), "what": crate::ui::words::file_look(look)}],
    })
}

/// What a file is, in a stable word.
fn look_word(look: FileLook) -> &'static str {
    match look {
        FileLook::Ledger { .. } => "ledger",
        FileLook::Cut { .. } => "cut",
        FileLook::ZeroTail { .. } => "zero_tail",
        FileLook::SealBroken { .. } => "seal_broken",
        FileLook::Reformatted { .. } => "reformatted",
        FileLook::HeadBroken => "head_broken",
        FileLook::NewerFormat(_) => "newer_format",
        FileLook::Empty => "empty",
        FileLook::ZeroFilled => "zero_filled",
        FileLook::Utf16 => "utf16",
        FileLook::NotUtf8 { .. } => "not_utf8",
        FileLook::Zip => "zip",
        FileLook::Packed => "packed",
        FileLook::NotALedger => "not_a_ledger",
    }
}

pub(super) fn salvage(asked: &SalvageArgs, desk: &mut Desk<'_>) -> Done {
    let bytes = read_bytes(&asked.broken)?;
    let rescued = salvage_ledger(&bytes);
    let rescued = rescued.map_err(|none| Stop::faults(words::not_opened(&asked.broken, none.0)))?;
    if rescued.format > crate::store::recognise::FORMAT {
        return Err(Stop::faults(words::not_opened(&asked.broken, FileLook::NewerFormat(rescued.format))));
    }
    save_new(&asked.out, &rescued.content)?;
    let (n_issues, n_changes) = (rescued.content.ledger.issues.len(), rescued.content.history.len());
    if asked.json {
        let faults: Result<Vec<_>, _> = rescued.faults.iter().map(fault_json).collect();
        desk.json(&json!({"issues": n_issues, "changes": n_changes, "faults": faults?}))?;
    } else {
        desk.line(&words::rescued(&asked.out, n_issues, n_changes, rescued.faults.len()))?;
        for fault in &rescued.faults {
            desk.line(&words::fault(fault))?;
        }
    }
    Ok(Exit::Fine)
}
