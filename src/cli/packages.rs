//! Packages at the command line: pack, hand out, unpack.

use std::{collections::BTreeSet, path::Path};

use serde_json::{Value, json};

use crate::{
    app::{
        packages::{
            Desk as PackDesk, Opened as OpenedPackage, PackChoices, PackageFault, PackageKind, Passphrase, Written,
            copy_package, free_path, hand_out as pack_unit, names, open as open_package, return_package, unit_shares,
        },
        scribe::Scribe,
    },
    domain::{
        EditRef, UnitId,
        grant::{Grant, GrantedDeed},
        rules::{Action, Role},
    },
    store::{evidence::EvidenceFolder, ledger_write::LedgerContent},
};

use super::{
    Desk, Done, Exit, Stop,
    args::{HandOutArgs, PackArgs, UnpackArgs},
    make::identity,
    open::{open, open_to_change, read_bytes, refused},
    package_words as says, random_ids, shown,
};

/// The name of the office for changes made at the command line.
const OFFICE: &str = crate::app::founding::OFFICE;

pub(super) fn passphrase(path: Option<&Path>) -> Result<Option<Passphrase>, Stop> {
    let Some(path) = path else {
        return Ok(None);
    };
    let bytes = read_bytes(path)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    Passphrase::new(first).map(Some).ok_or_else(|| Stop::wrong_use(says::EMPTY_PASSPHRASE))
}

pub(super) fn pack(asked: &PackArgs, desk: &mut Desk<'_>) -> Done {
    let passphrase = passphrase(asked.passphrase_file.as_deref())?;
    let now = desk.clock_on(asked.clerk.today).now;
    let pack_desk = PackDesk { ledger: asked.file.clone(), now, author: asked.clerk.author.clone() };
    let (content, at) = match &asked.unit {
        Some(name) => {
            let (content, at) = record_hand_out(&asked.file, std::slice::from_ref(name), &asked.clerk, desk)?;
            (content, at.into_iter().next())
        }
        None => (open(&asked.file, desk)?.content, None),
    };
    let mut reporters = BTreeSet::new();
    for number in &asked.reporter {
        let found = content.ledger.complaints.values().find(|it| it.fields.number.get() == number.trim());
        reporters.insert(found.ok_or_else(|| Stop::wrong_use(says::no_complaint(number)))?.id);
    }
    let choices = PackChoices { evidence: asked.evidence, passphrase: passphrase.clone(), reporters };
    let with = (&pack_desk, &choices);
    let written = match at {
        Some((_, at)) => pack_unit(&content, at, with, &asked.out, &mut |_, _| true)?,
        None if content.ledger.grant.is_some() => return_package(&content, with, &asked.out, &mut |_, _| true)?,
        None => copy_package(&content, with, &asked.out, &mut |_, _| true)?,
    };
    tell_packed(&[written], passphrase.as_ref(), asked.json, desk)
}

/// Reads back what was written, as whoever gets it will, and says it.
fn tell_packed(written: &[Written], passphrase: Option<&Passphrase>, as_json: bool, desk: &mut Desk<'_>) -> Done {
    for it in written {
        let opened = open_package(&it.path, passphrase, &mut |_, _| true);
        let opened = opened.map_err(|fault| Stop::no_file(says::refused(&it.path, &fault)))?;
        if as_json {
            desk.json(&packed_json(it, &opened))?;
            continue;
        }
        desk.line(&says::written(it, opened.package.manifest.issues))?;
        let names: Vec<_> = opened.package.manifest.left_out.iter().map(|file| file.name.clone()).collect();
        if !names.is_empty() {
            desk.tell(&says::left_out(&names))?;
        }
    }
    Ok(Exit::Fine)
}

fn packed_json(written: &Written, opened: &OpenedPackage) -> Value {
    let manifest = &opened.package.manifest;
    json!({
        "path": shown(&written.path),
        "kind": kind_word(manifest.kind),
        "unit": manifest.unit.as_ref().map(|(_, name)| name),
        "issues": manifest.issues,
        "changes": manifest.changes,
        "files": opened.package.evidence().len(),
        "left_out": manifest.left_out.iter().map(|file| &file.name).collect::<Vec<_>>(),
        "bytes": written.n_bytes,
        "sha256": written.hash.to_string(),
    })
}

pub(super) fn kind_word(kind: PackageKind) -> &'static str {
    match kind {
        PackageKind::HandOut => "hand_out",
        PackageKind::Return => "return",
        PackageKind::Copy => "copy",
    }
}

/// Records a hand-out to the units named, or to all that have issues, and saves the ledger.
fn record_hand_out(
    file: &Path,
    names: &[String],
    clerk: &super::package_args::PackClerkArgs,
    desk: &mut Desk<'_>,
) -> Result<(LedgerContent, Vec<(UnitId, EditRef)>), Stop> {
    let who = identity(&clerk.author, OFFICE, Role::Office)?;
    let mut opened = open_to_change(file, desk)?;
    let content = std::mem::take(&mut opened.content);
    if content.ledger.grant.is_some() {
        return Err(Stop::faults(says::NOT_OFFICE));
    }
    let units = units_named(&content, names)?;
    let grants: Vec<_> = units.iter().map(|unit| Grant::of_unit(&content.ledger, *unit, &GrantedDeed::ALL)).collect();
    if grants.is_empty() {
        return Err(Stop::faults(says::NO_SUCH_UNIT_ISSUES));
    }
    let mut scribe = Scribe::new(content, who, desk.clock_on(clerk.today), random_ids());
    scribe.clock_confirmed = clerk.today.is_some();
    let change = match scribe.act(Action::HandOut(grants)) {
        Ok(Some(change)) => change,
        Ok(None) => return Err(Stop::faults(says::NO_SUCH_UNIT_ISSUES)),
        Err(error) => return Err(Stop::faults(refused(&error, &scribe.content))),
    };
    opened.save(&scribe.content, desk)?;
    let named = (0..).zip(&units).map(|(n, unit)| (*unit, EditRef(change, n)));
    Ok((scribe.content, named.collect()))
}

fn units_named(content: &LedgerContent, names: &[String]) -> Result<Vec<UnitId>, Stop> {
    if names.is_empty() {
        return Ok(unit_shares(&content.ledger, &content.history).into_iter().map(|share| share.unit).collect());
    }
    let find = |name: &String| {
        let found = content.ledger.directory.find_unit(name);
        found.ok_or_else(|| Stop::wrong_use(says::no_unit(name)))
    };
    names.iter().map(find).collect()
}

pub(super) fn hand_out(asked: &HandOutArgs, desk: &mut Desk<'_>) -> Done {
    let passphrase = passphrase(asked.passphrase_file.as_deref())?;
    let clock = desk.clock_on(asked.clerk.today);
    if !asked.folder.is_dir() {
        std::fs::create_dir_all(&asked.folder)
            .map_err(|error| crate::store::StoreError::new(crate::store::Doing::Create, &asked.folder, error))?;
    }
    let (content, grants) = record_hand_out(&asked.file, &asked.units, &asked.clerk, desk)?;
    let pack_desk = PackDesk { ledger: asked.file.clone(), now: clock.now, author: asked.clerk.author.clone() };
    let choices = PackChoices { evidence: asked.evidence, passphrase: passphrase.clone(), reporters: BTreeSet::new() };
    let (directory, title) = (&content.ledger.directory, content.ledger.directory.fields.title.get());
    let mut written = Vec::new();
    for (unit, at) in grants {
        let name = directory.unit_name(unit);
        let name = names::package_name(title, PackageKind::HandOut, name, clock.today, passphrase.is_some());
        let out = free_path(&asked.folder, &name);
        written.push(pack_unit(&content, at, (&pack_desk, &choices), &out, &mut |_, _| true)?);
    }
    if !asked.json {
        return tell_packed(&written, passphrase.as_ref(), false, desk);
    }
    let mut packages = Vec::new();
    for it in &written {
        let opened = open_package(&it.path, passphrase.as_ref(), &mut |_, _| true);
        let opened = opened.map_err(|fault| Stop::no_file(says::refused(&it.path, &fault)))?;
        packages.push(packed_json(it, &opened));
    }
    desk.json(&json!({"packages": packages}))?;
    Ok(Exit::Fine)
}

pub(super) fn unpack(asked: &UnpackArgs, desk: &mut Desk<'_>) -> Done {
    let passphrase = passphrase(asked.passphrase_file.as_deref())?;
    let opened = open_package(&asked.package, passphrase.as_ref(), &mut |_, _| true);
    let mut opened = opened.map_err(|fault| {
        let said = says::refused(&asked.package, &fault);
        if matches!(fault, PackageFault::Store(_)) { Stop::no_file(said) } else { Stop::faults(said) }
    })?;
    std::fs::create_dir_all(&asked.folder)
        .map_err(|error| crate::store::StoreError::new(crate::store::Doing::Create, &asked.folder, error))?;
    let manifest = opened.package.manifest.clone();
    let unit = manifest.unit.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let path = asked.folder.join(names::working_copy_name(&manifest.title, unit));
    super::open::save_new(&path, &opened.content)?;
    let mut n_files = 0;
    if !opened.package.evidence().is_empty() {
        let folder = EvidenceFolder::find_or_make(&path, &manifest.ledger.to_string())?;
        let unpacked = opened.package.unpack_evidence(&folder, &mut |_, _| true);
        n_files = unpacked.map_err(|fault| Stop::no_file(says::refused(&asked.package, &fault)))?;
    }
    if asked.json {
        desk.json(&json!({
            "path": shown(&path),
            "kind": kind_word(manifest.kind),
            "unit": unit,
            "issues": manifest.issues,
            "changes": manifest.changes,
            "files": n_files,
        }))?;
    } else {
        desk.line(&says::unpacked(&path, manifest.issues, n_files))?;
    }
    Ok(Exit::Fine)
}
