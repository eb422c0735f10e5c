//! Looks at a package, verified whole, against the own ledger: what it would bring, before anything is taken.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use chrono::NaiveDateTime;

use crate::{
    domain::{
        ChangeId, IssueId, Union, WithheldPart,
        edit::{Edit, PartKey},
    },
    store::{
        codec::RonParts,
        ledger_write::LedgerContent,
        package::{Manifest, Package, PackageFault, PackageKind, Passphrase, is_package, open_package},
    },
};

/// What taking a package in would come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It brings something new.
    New,
    /// Everything in it is here already.
    NothingNew,
    /// It is of another ledger.
    OtherLedger,
    /// It brings changes that were made under no hand-out at all: somebody worked on a copy that was not handed out.
    Ungranted,
}

/// What a package brings to one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueLook {
    /// The issue; `None`: what issues share.
    pub issue: Option<IssueId>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is new: who, for which unit, when, and the edits.
    pub news: Vec<(String, String, NaiveDateTime, Vec<Edit>)>,
    /// Some of it lies outside its grant.
    pub withheld: bool,
}

/// A package that was verified, and what it would bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageLook {
    /// Where it is.
    pub path: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Whether it came encrypted.
    pub encrypted: bool,
    /// What taking it in would come to.
    pub verdict: Verdict,
    /// Changes in it that are here already.
    pub n_known: usize,
    /// Changes that are new, or of which parts that were hidden here are shown.
    pub n_new: usize,
    /// New changes that were made under no hand-out.
    pub n_ungranted: usize,
    /// New parts outside their grant: kept, without effect until admitted.
    pub withheld: Vec<WithheldPart>,
    /// By issue.
    pub issues: Vec<IssueLook>,
    /// New changes by who typed them and for which unit.
    pub people: BTreeMap<(String, String), usize>,
    /// Evidence files inside.
    pub n_files: usize,
    /// Evidence of its issues that is neither inside nor said to be here: by name.
    pub files_left_out: Vec<String>,
}

/// A package opened: its ledger, and itself for the evidence.
#[derive(Debug)]
pub struct Opened {
    /// The package.
    pub package: Package,
    /// The ledger inside.
    pub content: LedgerContent,
}

/// Opens a package: manifest and parts first, then the ledger.
pub fn open(
    path: &Path,
    passphrase: Option<&Passphrase>,
    goes_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Opened, PackageFault> {
    let mut package = open_package(path, passphrase, goes_on)?;
    let content = package.ledger()?;
    if content.ledger.grant != package.manifest.grant {
        return Err(PackageFault::OtherLedger);
    }
    Ok(Opened { package, content })
}

/// The packages among what was named: a folder means the packages and supervisors' files right inside it.
pub fn packages_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
            let mut inside: Vec<_> =
                entries.filter(|path| path.is_file() && (is_package(path) || is_review(path))).collect();
            inside.sort();
            found.extend(inside);
        } else {
            found.push(path.clone());
        }
    }
    found
}

/// Whether a file begins as a supervisor's file does.
fn is_review(path: &Path) -> bool {
    use std::io::Read as _;
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && super::ReviewFile::is_one(&head)
}

/// What `opened` would bring to `own`; nothing is changed.
pub fn look_at(own: &LedgerContent, opened: &Opened, path: &Path) -> PackageLook {
    let Opened { package, content } = opened;
    let same = own.ledger.id == content.ledger.id;
    let mut union = own.clone();
    let came = if same { union.take_in(content) } else { Union::default() };
    let new: BTreeSet<ChangeId> = came.taken.into_iter().chain(came.filled).collect();
    let withheld = union.history.withheld(&RonParts).into_iter().filter(|it| new.contains(&it.change) && !it.admitted);
    let withheld: Vec<_> = withheld.collect();
    let headers = new.iter().filter_map(|id| content.history.get(*id)).map(|change| &change.header);
    let n_ungranted = match package.manifest.kind {
        PackageKind::Return => headers.clone().filter(|header| header.grant.is_none()).count(),
        PackageKind::HandOut | PackageKind::Copy => 0,
    };
    let mut people = BTreeMap::new();
    for header in headers {
        *people.entry((header.author.clone(), header.unit.clone())).or_default() += 1;
    }
    let verdict = match (same, new.is_empty(), n_ungranted) {
        (false, ..) => Verdict::OtherLedger,
        (true, true, _) => Verdict::NothingNew,
        (true, false, 0) => Verdict::New,
        (true, false, _) => Verdict::Ungranted,
    };
    PackageLook {
        path: path.to_owned(),
        manifest: package.manifest.clone(),
        encrypted: package.encrypted,
        verdict,
        n_known: content.history.len() - new.len(),
        n_new: new.len(),
        n_ungranted,
        issues: by_issue(&union, &new, &withheld),
        withheld,
        people,
        n_files: package.evidence().len(),
        files_left_out: package.manifest.left_out.iter().map(|file| file.name.clone()).collect(),
    }
}

fn by_issue(union: &LedgerContent, new: &BTreeSet<ChangeId>, withheld: &[WithheldPart]) -> Vec<IssueLook> {
    let mut looks: BTreeMap<PartKey, IssueLook> = BTreeMap::new();
    let changes = union.history.in_order().filter(|change| new.contains(&change.id));
    for change in changes {
        for (key, _) in &change.parts {
            let Some(part) = union.history.part(change.id, *key, &RonParts) else {
                continue;
            };
            let look = looks.entry(*key).or_insert_with(|| head_of(union, *key));
            let header = &change.header;
            look.news.push((header.author.clone(), header.unit.clone(), header.typed_at, part.edits(*key)));
            look.withheld |= withheld.iter().any(|it| it.change == change.id && it.key == *key);
        }
    }
    looks.into_values().collect()
}

fn head_of(union: &LedgerContent, key: PartKey) -> IssueLook {
    let mut look =
        IssueLook { issue: None, number: String::new(), title: String::new(), news: Vec::new(), withheld: false };
    match key {
        PartKey::Issue(id) => {
            look.issue = Some(id);
            if let Some(issue) = union.ledger.issue(id) {
                issue.fields.number.get().clone_into(&mut look.number);
                issue.fields.title.get().clone_into(&mut look.title);
            }
        }
        PartKey::Complaint(id) => {
            if let Some(complaint) = union.ledger.complaints.get(&id) {
                complaint.fields.number.get().clone_into(&mut look.number);
            }
        }
        PartKey::Directory | PartKey::Case(_) | PartKey::Private => {}
    }
    look
}
