//! Packs: the part of a ledger that goes out, with its evidence, as one new file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use chrono::NaiveDateTime;

use crate::{
    domain::{ComplaintId, EditRef, IssueId},
    store::{
        Doing, StoreError,
        codec::RonParts,
        ledger_write::{LedgerContent, ledger_to_bytes},
        package::{Manifest, PACKAGE_FORMAT, PackageDraft, PackageKind, Passphrase, Written, write_package},
    },
};

use super::{
    cut::{cut_copy, cut_for_unit},
    evidence::{EvidenceEntry, collect, evidence_of},
};

/// Who packs, where, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The ledger's file, beside which its evidence lies.
    pub ledger: PathBuf,
    /// The clock.
    pub now: NaiveDateTime,
    /// The name typed under.
    pub author: String,
}

/// What the packer chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackChoices {
    /// Evidence files come along.
    pub evidence: bool,
    /// Encrypts the package.
    pub passphrase: Option<Passphrase>,
    /// Complaints whose reporter comes along: asked for by name.
    pub reporters: BTreeSet<ComplaintId>,
}

/// Told how many bytes or files of how many are done; stops the work by saying no.
pub type GoesOn<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// A path nobody uses yet: `x.zip`, else `x-2.zip` and so on. Nothing on a stick is ever replaced.
pub fn free_path(folder: &Path, name: &str) -> PathBuf {
    let ending = [".zip.age", ".zip", ".ron"].into_iter().find(|ending| name.ends_with(ending)).unwrap_or_default();
    let stem = name.strip_suffix(ending).unwrap_or(name);
    let numbered = |n: u32| if n == 1 { name.to_owned() } else { format!("{stem}-{n}{ending}") };
    let free = (1..10_000).map(|n| folder.join(numbered(n))).find(|path| std::fs::symlink_metadata(path).is_err());
    free.unwrap_or_else(|| folder.join(name))
}

/// Packs what a unit was handed out (下发).
pub fn hand_out(
    content: &LedgerContent,
    at: EditRef,
    (desk, choices): (&Desk, &PackChoices),
    out: &Path,
    goes_on: GoesOn<'_>,
) -> Result<Written, StoreError> {
    let cut = cut_for_unit(content, at, &choices.reporters).ok_or_else(|| no_grant(out))?;
    let grant = cut.history.grant(at, &RonParts).ok_or_else(|| no_grant(out))?;
    let name = cut.ledger.directory.unit_name(grant.unit).to_owned();
    let manifest = Manifest { unit: Some((grant.unit, name)), ..manifest(&cut, PackageKind::HandOut, desk) };
    let entries = if choices.evidence { evidence_of(&cut.ledger, &|_| true) } else { Vec::new() };
    write(&cut, (manifest, &entries), (desk, choices), out, goes_on)
}

/// Packs a unit's copy for the office (上报): all of it, with the evidence that was added under its grants.
pub fn return_package(
    content: &LedgerContent,
    (desk, choices): (&Desk, &PackChoices),
    out: &Path,
    goes_on: GoesOn<'_>,
) -> Result<Written, StoreError> {
    let cut = cut_copy(content, &BTreeSet::new());
    let at = cut.ledger.grant.ok_or_else(|| no_grant(out))?;
    let grant = cut.history.grant(at, &RonParts).ok_or_else(|| no_grant(out))?;
    let name = cut.ledger.directory.unit_name(grant.unit).to_owned();
    let manifest = Manifest { unit: Some((grant.unit, name)), ..manifest(&cut, PackageKind::Return, desk) };
    let own = |entry: &EvidenceEntry| {
        let change = entry.change.and_then(|id| cut.history.get(id));
        change.is_some_and(|change| change.header.grant.is_some())
    };
    let all = if choices.evidence { evidence_of(&cut.ledger, &|_| true) } else { Vec::new() };
    let entries: Vec<_> = all.into_iter().filter(own).collect();
    write(&cut, (manifest, &entries), (desk, choices), out, goes_on)
}

/// Packs the whole ledger, for a supervisor or for keeping.
pub fn copy_package(
    content: &LedgerContent,
    (desk, choices): (&Desk, &PackChoices),
    out: &Path,
    goes_on: GoesOn<'_>,
) -> Result<Written, StoreError> {
    let cut = cut_copy(content, &choices.reporters);
    let manifest = manifest(&cut, PackageKind::Copy, desk);
    let every = |_: IssueId| true;
    let entries = if choices.evidence { evidence_of(&cut.ledger, &every) } else { Vec::new() };
    write(&cut, (manifest, &entries), (desk, choices), out, goes_on)
}

fn no_grant(out: &Path) -> StoreError {
    StoreError::new(Doing::Create, out, crate::store::Cause::NotA { expected: "a hand-out" })
}

fn manifest(cut: &LedgerContent, kind: PackageKind, desk: &Desk) -> Manifest {
    Manifest {
        format: PACKAGE_FORMAT,
        program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
        kind,
        ledger: cut.ledger.id,
        title: cut.ledger.directory.fields.title.get().clone(),
        unit: None,
        grant: cut.ledger.grant,
        made_on: desk.now,
        made_by: desk.author.clone(),
        issues: cut.ledger.issues.values().filter(|issue| issue.is_present()).count(),
        changes: cut.history.len(),
        parts: Vec::new(),
        left_out: Vec::new(),
    }
}

fn write(
    cut: &LedgerContent,
    (manifest, entries): (Manifest, &[EvidenceEntry]),
    (desk, choices): (&Desk, &PackChoices),
    out: &Path,
    goes_on: GoesOn<'_>,
) -> Result<Written, StoreError> {
    let id = cut.ledger.id.to_string();
    // Looking for the files is not counted: nothing is known of their size yet.
    let (evidence, left_out) = collect((&desk.ledger, &id), entries, &mut |_, _| goes_on(0, 1))?;
    let ledger = ledger_to_bytes(cut).map_err(|cause| StoreError::new(Doing::Encode, out, cause))?;
    let manifest = Manifest { left_out, ..manifest };
    let draft = PackageDraft { manifest, ledger, evidence, passphrase: choices.passphrase.clone() };
    write_package(out, &draft, goes_on)
}
