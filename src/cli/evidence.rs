//! Evidence at the command line: add files, read them all again, list them.

use serde_json::json;

use crate::{
    app::{
        packages::evidence::{EvidenceEntry, FileState, evidence_of, verify},
        scribe::Scribe,
    },
    domain::{
        IssueId, RecordId, Sha,
        ledger::Ledger,
        record::Evidence,
        rules::{Action, NewRecord, Role},
    },
    store::evidence::EvidenceFolder,
};

use super::{
    Desk, Done, Exit, Stop,
    args::{EvidenceAddArgs, EvidenceCommand, EvidenceListArgs},
    look::find,
    make::identity,
    open::{open, open_to_change, refused},
    package_words as says, random_ids,
};

pub(super) fn run(asked: &EvidenceCommand, desk: &mut Desk<'_>) -> Done {
    match asked {
        EvidenceCommand::Add(asked) => add(asked, desk),
        EvidenceCommand::Verify(asked) => verify_files(asked, desk),
        EvidenceCommand::List(asked) => list(asked, desk),
    }
}

fn add(asked: &EvidenceAddArgs, desk: &mut Desk<'_>) -> Done {
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let mut opened = open_to_change(&asked.file, desk)?;
    let content = std::mem::take(&mut opened.content);
    let issue = find(&content.ledger, &asked.issue)?.id;
    refuse_large(asked)?;
    let folder = EvidenceFolder::find_or_make(&asked.file, &content.ledger.id.to_string())?;
    let (mut actions, mut told) = (Vec::new(), Vec::new());
    for path in &asked.paths {
        let added = folder.add(path, &mut |_| true)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        told.push(json!({
            "name": name,
            "sha256": added.hash.to_string(),
            "bytes": added.n_bytes,
            "was_there": added.was_there,
        }));
        let evidence = Evidence {
            name,
            material: asked.material.clone(),
            size: added.n_bytes,
            sha: Sha(*added.hash.as_bytes()),
            ..Evidence::default()
        };
        let entry = NewRecord::Evidence(evidence);
        actions.push(Action::Append { issue, record: RecordId::default(), entry });
    }
    let mut scribe = Scribe::new(content, who, desk.clock_on(asked.clerk.today), random_ids());
    scribe.clock_confirmed = asked.clerk.today.is_some();
    if let Err(error) = scribe.act(Action::Batch(actions)) {
        return Err(Stop::faults(refused(&error, &scribe.content)));
    }
    opened.save(&scribe.content, desk)?;
    if asked.json {
        desk.json(&json!({"added": told}))?;
    } else {
        desk.line(&says::evidence_added(told.len()))?;
    }
    Ok(Exit::Fine)
}

/// Nothing is copied where one of the files is larger than was allowed.
fn refuse_large(asked: &EvidenceAddArgs) -> Result<(), Stop> {
    let most = u64::from(asked.most) * 1024 * 1024;
    for path in asked.paths.iter().filter(|_| asked.most > 0) {
        let bytes = std::fs::metadata(path).map(|meta| meta.len()).unwrap_or_default();
        if bytes > most {
            return Err(Stop::faults(says::evidence_too_large(path, bytes, most)));
        }
    }
    Ok(())
}

fn wanted(ledger: &Ledger, asked: &EvidenceListArgs) -> Result<Vec<EvidenceEntry>, Stop> {
    let only: Option<IssueId> = asked.issue.as_ref().map(|meant| find(ledger, meant)).transpose()?.map(|it| it.id);
    Ok(evidence_of(ledger, &|issue| only.is_none_or(|only| only == issue)))
}

fn number(ledger: &Ledger, issue: IssueId) -> &str {
    ledger.issue(issue).map_or("", |issue| issue.fields.number.get())
}

fn list(asked: &EvidenceListArgs, desk: &mut Desk<'_>) -> Done {
    let content = open(&asked.file, desk)?.content;
    let entries = wanted(&content.ledger, asked)?;
    if asked.json {
        let files = entries.iter().map(|entry| {
            json!({
                "issue": entry.issue.to_string(),
                "number": number(&content.ledger, entry.issue),
                "name": entry.evidence.name,
                "sha256": entry.evidence.sha.to_string(),
                "bytes": entry.evidence.size,
            })
        });
        desk.json(&json!({"files": files.collect::<Vec<_>>()}))?;
        return Ok(Exit::Fine);
    }
    for entry in &entries {
        desk.line(&says::evidence_line(number(&content.ledger, entry.issue), &entry.evidence.name, None))?;
    }
    Ok(Exit::Fine)
}

fn verify_files(asked: &EvidenceListArgs, desk: &mut Desk<'_>) -> Done {
    let content = open(&asked.file, desk)?.content;
    let entries = wanted(&content.ledger, asked)?;
    let id = content.ledger.id.to_string();
    let states = verify((&asked.file, &id), &content.history, &entries, &mut |_, _| true)?;
    let count = |wanted: fn(&FileState) -> bool| states.iter().filter(|(_, state)| wanted(state)).count();
    let whole = count(|state| matches!(state, FileState::Whole));
    let missing = count(|state| matches!(state, FileState::Missing { .. }));
    let changed = count(|state| matches!(state, FileState::Changed));
    if asked.json {
        let files = states.iter().map(|(entry, state)| {
            let (word, author, unit) = match state {
                FileState::Whole => ("whole", None, None),
                FileState::Changed => ("changed", None, None),
                FileState::Missing { author, unit } => ("missing", Some(author), Some(unit)),
            };
            json!({
                "issue": entry.issue.to_string(),
                "number": number(&content.ledger, entry.issue),
                "name": entry.evidence.name,
                "sha256": entry.evidence.sha.to_string(),
                "bytes": entry.evidence.size,
                "state": word,
                "author": author,
                "unit": unit,
            })
        });
        let files: Vec<_> = files.collect();
        let ok = missing + changed == 0;
        desk.json(&json!({"ok": ok, "whole": whole, "missing": missing, "changed": changed, "files": files}))?;
    } else {
        for (entry, state) in states.iter().filter(|(_, state)| !matches!(state, FileState::Whole)) {
            let number = number(&content.ledger, entry.issue);
            desk.line(&says::evidence_line(number, &entry.evidence.name, Some(state)))?;
        }
        desk.line(&says::evidence_sum(whole, missing, changed))?;
    }
    Ok(if missing + changed == 0 { Exit::Fine } else { Exit::Faults })
}
