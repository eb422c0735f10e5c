//! Packages coming in at the command line: look, take, admit what lies outside its grant.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::{
    app::{
        packages::{
            Opened as OpenedPackage, PackageFault, PackageLook, Verdict, look_at, open as open_package, packages_in,
        },
        scribe::Scribe,
    },
    domain::{
        WithheldPart,
        edit::PartKey,
        rules::{Action, Role},
    },
    store::{codec::RonParts, evidence::EvidenceFolder, ledger_write::LedgerContent},
    ui::words::exchange_packages as ui_says,
};

use super::{
    Desk, Done, Exit, Stop,
    args::{AdmitArgs, TakeInArgs},
    make::identity,
    open::{open, open_to_change, refused},
    package_words as says,
    packages::{kind_word, passphrase},
    random_ids, shown,
};

pub(super) fn take_in(asked: &TakeInArgs, desk: &mut Desk<'_>) -> Done {
    let passphrase = passphrase(asked.passphrase_file.as_deref())?;
    let mut opened = if asked.preview { open(&asked.file, desk)? } else { open_to_change(&asked.file, desk)? };
    let mut content = std::mem::take(&mut opened.content);
    let (mut looks, mut refused, mut taken, mut n_files) = (Vec::new(), Vec::new(), 0, 0);
    for path in packages_in(&asked.packages) {
        let package = match open_package(&path, passphrase.as_ref(), &mut |_, _| true) {
            Ok(package) => package,
            Err(fault) => {
                refused.push((path, fault));
                continue;
            }
        };
        let look = look_at(&content, &package, &path);
        let takes = match look.verdict {
            Verdict::New | Verdict::NothingNew => true,
            Verdict::Ungranted => asked.accept_ungranted,
            Verdict::OtherLedger => false,
        };
        if takes && !asked.preview {
            let brought = bring(&asked.file, &mut content, package);
            let (changes, files) = brought.map_err(|fault| Stop::no_file(says::refused(&path, &fault)))?;
            taken += changes;
            n_files += files;
        }
        looks.push((look, takes));
    }
    if taken > 0 {
        opened.save(&content, desk)?;
    }
    if asked.json {
        desk.json(&taken_json(asked.preview, taken, &looks, &refused))?;
    } else {
        tell_taken(asked.preview, (taken, n_files), &looks, desk)?;
    }
    for (path, fault) in &refused {
        desk.tell(&says::refused(path, fault))?;
    }
    let left = looks.iter().any(|(_, takes)| !takes);
    Ok(if left || !refused.is_empty() { Exit::Faults } else { Exit::Fine })
}

/// Copies what evidence is lacking, then takes the changes in: the ledger never speaks of a file that came along and
/// is not beside it. Returns how many changes and files were new.
fn bring(file: &Path, own: &mut LedgerContent, mut package: OpenedPackage) -> Result<(usize, usize), PackageFault> {
    let mut n_files = 0;
    if !package.package.evidence().is_empty() {
        let folder = EvidenceFolder::find_or_make(file, &own.ledger.id.to_string())?;
        n_files = package.package.unpack_evidence(&folder, &mut |_, _| true)?;
    }
    let union = own.take_in(&package.content);
    Ok((union.taken.len() + union.filled.len(), n_files))
}

fn tell_taken(
    preview: bool,
    (taken, n_files): (usize, usize),
    looks: &[(PackageLook, bool)],
    desk: &mut Desk<'_>,
) -> Result<(), Stop> {
    for (look, _) in looks {
        desk.line(&says::look(look))?;
        for issue in &look.issues {
            desk.line(&format!("  {} {}：{}", issue.number, issue.title, issue.news.len()))?;
        }
    }
    if looks.iter().any(|(look, takes)| look.verdict == Verdict::Ungranted && !takes) {
        desk.tell(says::UNGRANTED)?;
    }
    if !preview {
        desk.line(&says::taken(taken, n_files))?;
    }
    Ok(())
}

fn taken_json(
    preview: bool,
    taken: usize,
    looks: &[(PackageLook, bool)],
    refused: &[(PathBuf, PackageFault)],
) -> Value {
    let refused = refused.iter().map(|(path, fault)| {
        json!({"path": shown(path), "fault": ui_says::package_fault_key(fault), "what": ui_says::package_fault(fault)})
    });
    json!({
        "preview": preview,
        "taken": taken,
        "packages": looks.iter().map(|(look, _)| look_json(look)).collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
    })
}

fn look_json(look: &PackageLook) -> Value {
    let verdict = match look.verdict {
        Verdict::New => "new",
        Verdict::NothingNew => "nothing_new",
        Verdict::OtherLedger => "other_ledger",
        Verdict::Ungranted => "ungranted",
    };
    let issues = look.issues.iter().map(|it| {
        json!({
            "issue": it.issue.map(|id| id.to_string()),
            "number": it.number,
            "title": it.title,
            "new": it.news.len(),
            "withheld": it.withheld,
        })
    });
    let people = look.people.iter().map(|((author, unit), n)| json!({"author": author, "unit": unit, "changes": n}));
    json!({
        "path": shown(&look.path),
        "verdict": verdict,
        "kind": kind_word(look.manifest.kind),
        "encrypted": look.encrypted,
        "unit": look.manifest.unit.as_ref().map(|(_, name)| name),
        "made_by": look.manifest.made_by,
        "made_on": look.manifest.made_on.to_string(),
        "known": look.n_known,
        "new": look.n_new,
        "ungranted": look.n_ungranted,
        "withheld": look.withheld.iter().map(withheld_json).collect::<Vec<_>>(),
        "issues": issues.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "files": look.n_files,
        "left_out": look.files_left_out,
    })
}

fn withheld_json(part: &WithheldPart) -> Value {
    use crate::domain::Withheld;
    let why = match part.why {
        Withheld::GrantUnknown => "grant_unknown",
        Withheld::OutsideGrant => "outside_grant",
        Withheld::LeadMoved => "lead_moved",
    };
    let subject = match part.key {
        PartKey::Directory => "directory".to_owned(),
        PartKey::Issue(id) => format!("issue {id}"),
        PartKey::Complaint(id) => format!("complaint {id}"),
        PartKey::Case(id) => format!("case {id}"),
        PartKey::Private => "private".to_owned(),
    };
    json!({"change": part.change.to_string(), "subject": subject, "why": why, "admitted": part.admitted})
}

pub(super) fn admit(asked: &AdmitArgs, desk: &mut Desk<'_>) -> Done {
    let Some(meant) = &asked.change else {
        let content = open(&asked.file, desk)?.content;
        return list_withheld(&content.history.withheld(&RonParts), asked.json, desk);
    };
    let who = identity(&asked.clerk.author, &asked.clerk.unit, Role::Office)?;
    let mut opened = open_to_change(&asked.file, desk)?;
    let content = std::mem::take(&mut opened.content);
    let withheld = content.history.withheld(&RonParts);
    let meant = meant.trim().to_ascii_lowercase();
    let found: BTreeSet<_> =
        withheld.iter().map(|it| it.change).filter(|id| id.to_string().starts_with(&meant)).collect();
    let (Some(change), 1) = (found.first().copied(), found.len()) else {
        return Err(Stop::wrong_use(says::no_change(&meant)));
    };
    let mut scribe = Scribe::new(content, who, desk.clock_on(asked.clerk.today), random_ids());
    scribe.clock_confirmed = asked.clerk.today.is_some();
    match scribe.act(Action::Admit { change, admitted: !asked.revoke }) {
        Ok(Some(_)) => opened.save(&scribe.content, desk)?,
        Ok(None) => {}
        Err(error) => return Err(Stop::faults(refused(&error, &scribe.content))),
    }
    list_withheld(&scribe.content.history.withheld(&RonParts), asked.json, desk)
}

fn list_withheld(withheld: &[WithheldPart], as_json: bool, desk: &mut Desk<'_>) -> Done {
    if as_json {
        desk.json(&json!({"withheld": withheld.iter().map(withheld_json).collect::<Vec<_>>()}))?;
    } else if withheld.is_empty() {
        desk.line(says::NOTHING_WITHHELD)?;
    } else {
        for part in withheld {
            desk.line(&format!("{}  {}", part.change, ui_says::withheld(part.why)))?;
        }
    }
    Ok(Exit::Fine)
}
