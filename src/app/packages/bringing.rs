//! Packages coming in: looked at in a job, verified once more, then taken in.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        jobs::{Job, JobReporter},
        merge::{CannotMerge, Incoming, MergePreview, Receipt, preview},
        notice::NoticeKind,
        state::App,
    },
    domain::EditRef,
    store::{
        evidence::EvidenceFolder,
        ledger_file::read_file,
        ledger_write::LedgerContent,
        package::{PackageFault, PackageKind, Passphrase},
    },
};

use super::{
    ask::{Look, LookKind, Refused, Taken},
    review::{ReviewFile, look_at_review, review_action},
    take::{look_at, open, packages_in},
};

/// A package brought for taking in: what it says, its ledger, its new files.
#[derive(Debug)]
pub struct Brought {
    path: PathBuf,
    grant: Option<EditRef>,
    kind: PackageKind,
    content: LedgerContent,
    n_files: usize,
    receipt: Receipt,
}

pub(super) type Brings = Vec<(PathBuf, Result<Brought, PackageFault>)>;

impl App {
    pub(in crate::app) fn start_looking(&mut self, paths: Vec<PathBuf>, passphrase: Option<Passphrase>) {
        let Some(document) = self.document.as_ref().filter(|_| !self.packages.is_looking()) else {
            return;
        };
        let own = document.snapshot();
        let work = move |report: &JobReporter<Vec<Look>>| {
            let mut looks = Vec::new();
            let paths = packages_in(&paths);
            for (n, path) in paths.iter().enumerate() {
                let mut goes_on = |_: u64, _: u64| report.goes_on(n, paths.len());
                let kind = look_at_file(&own, path, passphrase.as_ref(), &mut goes_on);
                looks.push(Look { path: path.clone(), kind, taken: None, passphrase: passphrase.clone() });
            }
            looks
        };
        match Job::start("look", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.packages.looking = Some(job),
            Err(error) => self.no_job(error),
        }
    }

    /// A file looked at again stands in the place of its first look.
    pub(super) fn enter_looks(&mut self, looks: Vec<Look>) {
        for look in looks {
            match self.packages.looks.iter_mut().find(|old| old.path == look.path) {
                Some(old) => *old = look,
                None => self.packages.looks.push(look),
            }
        }
    }

    /// Remarks are taken in at once; packages are verified once more, for a stick may have changed meanwhile.
    pub(in crate::app) fn start_taking(&mut self, paths: &[PathBuf]) {
        if self.is_read_only() {
            return self.tell(NoticeKind::ReadOnly);
        }
        self.take_reviews(paths);
        let Some(document) = self.document.as_ref().filter(|_| self.packages.taking.is_none()) else {
            return;
        };
        let wanted: Vec<_> = self.packages.looks.iter().filter(|look| paths.contains(&look.path)).collect();
        let wanted = wanted.into_iter().filter(|look| matches!(look.kind, LookKind::Package(_)));
        let wanted: Vec<_> = wanted.map(|look| (look.path.clone(), look.passphrase.clone())).collect();
        if wanted.is_empty() {
            return;
        }
        let ledger = document.path().to_owned();
        let (own, at, by) = (document.snapshot(), self.clock.now, self.settings.identity.name.clone());
        let work = move |report: &JobReporter<Brings>| {
            let (mut brought, mut own) = (Vec::new(), LedgerContent::clone(&own));
            for (n, (path, passphrase)) in wanted.iter().enumerate() {
                let mut goes_on = || report.goes_on(n, wanted.len());
                let about = Incoming { source: path.display().to_string(), at, by: by.clone(), refused: Vec::new() };
                let one = bring((path, passphrase.as_ref()), &ledger, (&mut own, about), &mut goes_on);
                brought.push((path.clone(), one));
            }
            brought
        };
        match Job::start("take", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.packages.taking = Some(job),
            Err(error) => self.no_job(error),
        }
    }

    fn take_reviews(&mut self, paths: &[PathBuf]) {
        let Some(ledger) = self.ledger() else {
            return;
        };
        let mut asked = Vec::new();
        for look in self.packages.looks.iter().filter(|look| paths.contains(&look.path) && look.taken.is_none()) {
            if let LookKind::Review(review) = &look.kind
                && !review.new.is_empty()
            {
                asked.push((look.path.clone(), review.new.len(), review_action(ledger, review)));
            }
        }
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        for (path, changes, action) in asked {
            let mut done = false;
            self.with_document(|document| {
                done = document.act(&action, &who, clock)?.is_some();
                Ok(())
            });
            if done {
                self.was_taken(&path, Taken { changes, files: 0 });
            }
        }
    }

    fn was_taken(&mut self, path: &Path, taken: Taken) {
        if let Some(look) = self.packages.looks.iter_mut().find(|look| look.path == *path) {
            look.taken = Some(taken);
        }
    }

    /// An older copy is kept first; then what came in is in the journal, and soon in the file.
    pub(super) fn take_what_came(&mut self, brought: Brings) {
        let Some(before) = self.document.as_ref().map(super::super::document::Document::snapshot) else {
            return;
        };
        let (now, mut sum, mut all) = (self.clock.now, Taken::default(), Vec::new());
        for (path, brought) in brought {
            let brought = match brought {
                Ok(brought) => brought,
                Err(fault) => {
                    self.tell(NoticeKind::PackageRefused(path, Refused::Package(fault)));
                    continue;
                }
            };
            let Some(document) = self.document.as_mut() else {
                return;
            };
            let union = match document.merge_in(&brought.content, now) {
                Ok(union) => union,
                Err(not_done) => {
                    self.tell_not_done(not_done);
                    continue;
                }
            };
            let changes = union.taken.len() + union.filled.len();
            // A unit goes on under its newest hand-out.
            if brought.kind == PackageKind::HandOut && document.ledger().grant.is_some() {
                document.hold_under(brought.grant);
            }
            let taken = Taken { changes, files: brought.n_files };
            sum = Taken { changes: sum.changes + changes, files: sum.files + brought.n_files };
            self.was_taken(&brought.path, taken);
            if !union.is_nothing() {
                self.keep_receipt(&brought.receipt);
            }
            all.extend(union.taken);
        }
        if let Err(error) = self.shadow().map_or(Ok(()), |shadow| shadow.accept(&all)) {
            self.tell(NoticeKind::Failed(error));
        }
        self.remember_merge(before, all);
        self.obey_new_erasures();
        self.tell(NoticeKind::PackagesTaken(sum.changes, sum.files));
        if self.saving.is_none() {
            self.start_saving(false);
        }
    }
}

/// What is in one file, whatever it is.
fn look_at_file(
    own: &LedgerContent,
    path: &Path,
    passphrase: Option<&Passphrase>,
    goes_on: &mut dyn FnMut(u64, u64) -> bool,
) -> LookKind {
    let ron = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
    if ron
        && let Ok(bytes) = read_file(path)
        && ReviewFile::is_one(&bytes)
    {
        return match ReviewFile::from_bytes(&bytes) {
            Ok(file) => LookKind::Review(Box::new(look_at_review(&own.ledger, file))),
            Err(fault) => LookKind::Refused(Refused::Review(fault)),
        };
    }
    match open(path, passphrase, goes_on) {
        Ok(opened) => LookKind::Package(Box::new(look_at(own, &opened, path))),
        Err(PackageFault::NeedsPassphrase) => LookKind::Sealed(false),
        Err(PackageFault::WrongPassphrase) => LookKind::Sealed(true),
        Err(fault) => LookKind::Refused(Refused::Package(fault)),
    }
}

/// Verifies a package again and copies the evidence that is lacking: files first, then the changes that name them.
///
/// `own` is the ledger with everything taken in before, so that each receipt counts what its own package brought.
fn bring(
    (path, passphrase): (&Path, Option<&Passphrase>),
    ledger: &Path,
    (own, about): (&mut LedgerContent, Incoming),
    goes_on: &mut dyn FnMut() -> bool,
) -> Result<Brought, PackageFault> {
    let mut opened = open(path, passphrase, &mut |_, _| goes_on())?;
    let MergePreview { theirs: content, merged, receipt, .. } =
        preview(own, opened.content, about).map_err(|CannotMerge::OtherOrigin { .. }| PackageFault::OtherLedger)?;
    let mut n_files = 0;
    if !opened.package.evidence().is_empty() {
        let folder = EvidenceFolder::find_or_make(ledger, &own.ledger.id.to_string())?;
        n_files = opened.package.unpack_evidence(&folder, &mut |_, _| goes_on())?;
    }
    *own = merged;
    let (grant, kind) = (opened.package.manifest.grant, opened.package.manifest.kind);
    Ok(Brought { path: path.to_owned(), grant, kind, content, n_files, receipt })
}
