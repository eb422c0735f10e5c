//! Checks a file to the last edit, and rescues what a broken one still holds.

use serde_json::{Value, json};

use crate::store::{
    fault::FileFault,
    ledger_check::{FileCheck, check_ledger, salvage_ledger},
    recognise::FileLook,
};

use super::{
    Desk, Done, Exit, Stop,
    args::{CheckArgs, SalvageArgs},
    open::{read_bytes, save_new},
    words,
};

pub(super) fn check(asked: &CheckArgs, desk: &mut Desk<'_>) -> Done {
    let bytes = read_bytes(&asked.file)?;
    let checked = match check_ledger(&bytes) {
        Ok(checked) => checked,
        Err(none) => {
            if asked.json {
                desk.json(&no_ledger_json(none.0))?;
            } else {
                desk.line(&words::not_opened(&asked.file, none.0))?;
            }
            return Ok(Exit::Faults);
        }
    };
    if asked.json {
        desk.json(&check_json(&checked)?)?;
    } else {
        desk.line(&words::checked(&checked))?;
        for fault in &checked.faults {
            desk.line(&words::fault(fault))?;
        }
    }
    Ok(if checked.ok { Exit::Fine } else { Exit::Faults })
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
