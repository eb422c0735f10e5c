//! A package opened by double click: the ledger of whoever got it, or something for the ledger that is here already.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        Page,
        evidence::end_of,
        identity::{Identity, random_id},
        jobs::{Job, JobReporter},
        notice::NoticeKind,
        scribe::{NotWritten, Scribe},
        state::App,
    },
    domain::{
        LedgerId,
        rules::{Action, NewRecord, Role},
    },
    store::{
        Doing, StoreError,
        checksum::FileMark,
        evidence::EvidenceFolder,
        ledger_write::{LedgerContent, save_ledger},
        package::{Manifest, PackageFault, PackageKind, Passphrase},
        recognise::ledger_id_of,
        safe_write::{Known, safe_write_with},
    },
};

use super::{
    ask::Refused,
    names::{WORKING_FOLDER, review_name, working_copy_name},
    pack::free_path,
    review::{ReviewFile, ReviewRemark},
    take::open,
};

/// What opening a package came to.
#[derive(Debug)]
pub enum AppOpening {
    /// The ledger is here: what the package brings is shown there.
    Known(PathBuf),
    /// A working copy was made.
    Made(PathBuf, Box<Manifest>),
    /// It is shown out of memory.
    Shown(Box<(LedgerContent, bool)>),
    /// It needs a passphrase.
    Sealed(bool),
    /// It cannot be opened.
    Refused(PackageFault),
}

/// The supervisor's file while a copy is looked at.
#[derive(Debug)]
pub struct Reviewing {
    pub(super) path: PathBuf,
    pub(super) file: ReviewFile,
    known: Known,
}

/// What the job needs to know.
struct Ask {
    path: PathBuf,
    passphrase: Option<Passphrase>,
    recent: Vec<PathBuf>,
    folder: PathBuf,
    plain: bool,
}

impl App {
    /// Opens a package: verified in a job, then the ledger it belongs to, a working copy, or a look at it.
    pub(in crate::app) fn open_package(&mut self, path: &Path, passphrase: Option<Passphrase>) {
        self.start_opening_package(path, passphrase, false);
    }

    pub(super) fn keep_plain(&mut self) {
        if let Some((path, passphrase)) = self.packages.shown_sealed.clone() {
            self.start_opening_package(&path, Some(passphrase), true);
        }
    }

    fn start_opening_package(&mut self, path: &Path, passphrase: Option<Passphrase>, plain: bool) {
        if self.packages.opening.is_some() {
            return;
        }
        let mut recent: Vec<_> = self.document.iter().map(|document| document.path().to_owned()).collect();
        recent.extend(self.settings.recent.iter().cloned());
        let folder = self.usual_folder().join(WORKING_FOLDER);
        let ask = Ask { path: path.to_owned(), passphrase: passphrase.clone(), recent, folder, plain };
        self.packages.sealed = Some((path.to_owned(), false)).filter(|_| passphrase.is_some());
        self.packages.shown_sealed = passphrase.map(|passphrase| (path.to_owned(), passphrase));
        let work = move |report: &JobReporter<AppOpening>| opened(&ask, report).unwrap_or_else(AppOpening::Refused);
        match Job::start("open package", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => {
                self.packages.opening = Some(job);
                path.clone_into(&mut self.packages.opening_path);
            }
            Err(error) => self.no_job(error),
        }
    }

    pub(super) fn tick_opening(&mut self) {
        let Some(ended) = self.packages.opening.as_mut().and_then(end_of) else {
            return;
        };
        self.packages.opening = None;
        let path = std::mem::take(&mut self.packages.opening_path);
        let shown = self.packages.shown_sealed.take();
        self.packages.sealed = None;
        match ended {
            Err(name) => self.tell(NoticeKind::JobFailed(name)),
            Ok(AppOpening::Refused(fault)) => self.tell(NoticeKind::PackageRefused(path, Refused::Package(fault))),
            Ok(AppOpening::Sealed(wrong)) => self.packages.sealed = Some((path, wrong)),
            Ok(AppOpening::Known(ledger)) => {
                if self.document.as_ref().is_none_or(|document| document.path() != ledger) {
                    self.open_now(&ledger, false);
                }
                let passphrase = shown.map(|(_, passphrase)| passphrase);
                self.page = Page::Exchange;
                self.start_looking(vec![path], passphrase);
            }
            Ok(AppOpening::Made(copy, manifest)) => self.show_working_copy(&copy, &manifest),
            Ok(AppOpening::Shown(boxed)) => {
                let (content, encrypted) = *boxed;
                self.close();
                self.put_on_desk(&path, content, None, true);
                self.page = Page::Issues;
                if encrypted {
                    self.packages.shown_sealed = shown;
                    self.tell(NoticeKind::SealedShown(path));
                }
            }
        }
    }

    fn show_working_copy(&mut self, copy: &Path, manifest: &Manifest) {
        let unit = manifest.unit.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
        let only_look = presume(&mut self.settings.identity, manifest.kind, &unit);
        self.open_now(copy, only_look);
        self.tell(NoticeKind::CopyMade(copy.to_owned(), unit, manifest.issues));
    }

    /// True for a remark made while a copy is only looked at: it goes to the supervisor's own file.
    pub(in crate::app) fn is_remark_while_viewing(&self, action: &Action) -> bool {
        let is_remark = matches!(action, Action::Append { entry: NewRecord::Remark { .. }, .. });
        is_remark && self.document.is_some() && self.is_read_only()
    }

    /// The remark stands in the supervisor's file, and then in memory, where the page shows it. The copy is not touched.
    ///
    /// Where the file cannot be written nothing is done: the form comes back as it was typed.
    pub(in crate::app) fn remark_while_viewing(&mut self, action: Action) {
        let action = action.with_ids(&mut random_id);
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        if let Some(refusal) = self.refusal(&action) {
            return self.tell(NoticeKind::Refused(refusal));
        }
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let Some(remark) = remark_of(document.ledger(), &action) else {
            return;
        };
        let ledger = document.ledger();
        let reviewer = remark.signed.trim().to_owned();
        let reviewer = if reviewer.is_empty() { who.name.clone() } else { reviewer };
        let title = ledger.directory.fields.title.get().clone();
        let mut reviewing = if let Some(reviewing) = self.packages.reviewing.take() {
            reviewing
        } else {
            let file = ReviewFile::new(ledger, &who.name, clock.now);
            let name = review_name(&title, &reviewer, clock.today);
            let folder = self.packages.folder().map_or_else(|| self.usual_folder(), Path::to_owned);
            Reviewing { path: free_path(&folder, &name), file, known: Known::Absent }
        };
        reviewing.file.remarks.push(remark);
        reviewing.file.written_on = clock.now;
        match write_review(&reviewing) {
            Ok(mark) => {
                reviewing.known = Known::Mark(mark);
                self.tell(NoticeKind::RemarkWritten(reviewing.path.clone(), reviewing.file.remarks.len()));
                self.show_remark(&action);
            }
            Err(error) => {
                reviewing.file.remarks.pop();
                self.tell(NoticeKind::Failed(error));
            }
        }
        // A file that never came to be is begun where the next remark is to go.
        self.packages.reviewing = Some(reviewing).filter(|reviewing| matches!(reviewing.known, Known::Mark(_)));
    }

    fn show_remark(&mut self, action: &Action) {
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let shown = self.document.as_mut().map(|document| document.remark_in_memory(action, &who, clock));
        match shown {
            Some(Err(NotWritten::Refused(refusal))) => self.tell(NoticeKind::Refused(refusal)),
            Some(Err(NotWritten::Text(_) | NotWritten::History(_))) => self.tell(NoticeKind::ReadOnly),
            Some(Ok(())) | None => {}
        }
    }
}

/// The supervisor's own file is whole on disk after every remark.
fn write_review(reviewing: &Reviewing) -> Result<FileMark, StoreError> {
    let path = &reviewing.path;
    let text = reviewing.file.to_text().map_err(StoreError::at(Doing::Encode, path))?;
    safe_write_with(&crate::store::safe_write::RealDisk, path, reviewing.known, |out| {
        Ok(out.write_all(text.as_bytes())?)
    })
}

fn remark_of(ledger: &crate::domain::ledger::Ledger, action: &Action) -> Option<ReviewRemark> {
    let Action::Append { issue, record, entry: NewRecord::Remark { date, signed, text, verdict } } = action else {
        return None;
    };
    let found = ledger.issue(*issue)?;
    Some(ReviewRemark {
        issue: *issue,
        number: found.fields.number.get().clone(),
        title: found.fields.title.get().clone(),
        record: *record,
        date: *date,
        signed: signed.person.clone(),
        unit: signed.unit.map(|id| ledger.directory.unit_name(id).to_owned()).unwrap_or_default(),
        text: text.clone(),
        verdict: *verdict,
    })
}

fn opened(ask: &Ask, report: &JobReporter<AppOpening>) -> Result<AppOpening, PackageFault> {
    let mut goes_on = |done: u64, total: u64| report.goes_on((done >> 10) as usize, (total >> 10).max(1) as usize);
    let mut opened = match open(&ask.path, ask.passphrase.as_ref(), &mut goes_on) {
        Ok(opened) => opened,
        Err(PackageFault::NeedsPassphrase) => return Ok(AppOpening::Sealed(false)),
        Err(PackageFault::WrongPassphrase) => return Ok(AppOpening::Sealed(true)),
        Err(fault) => return Err(fault),
    };
    let manifest = opened.package.manifest.clone();
    if let Some(ledger) = ask.recent.iter().find(|path| is_of(path, manifest.ledger)) {
        return Ok(AppOpening::Known(ledger.clone()));
    }
    // What came encrypted is written nowhere, unless somebody asks for it knowing that.
    let sealed = opened.package.encrypted && !ask.plain;
    if sealed || manifest.kind == PackageKind::Return {
        return Ok(AppOpening::Shown(Box::new((opened.content, opened.package.encrypted))));
    }
    std::fs::create_dir_all(&ask.folder).map_err(StoreError::at(Doing::Create, &ask.folder))?;
    let unit = manifest.unit.as_ref().map(|(_, name)| name.as_str()).unwrap_or_default();
    let copy = free_path(&ask.folder, &working_copy_name(&manifest.title, unit));
    if !opened.package.evidence().is_empty() {
        let folder = EvidenceFolder::find_or_make(&copy, &manifest.ledger.to_string())?;
        opened.package.unpack_evidence(&folder, &mut |done, total| report.goes_on(done, total))?;
    }
    save_ledger(&copy, Known::Absent, &opened.content)?;
    Ok(AppOpening::Made(copy, Box::new(manifest)))
}

/// Presumes who it is that opens a package before anybody has said so: whoever opens a unit's works there, and a whole
/// copy is for supervisors. True where it is only looked at: nobody but the office goes on working in a whole copy.
fn presume(who: &mut Identity, kind: PackageKind, unit: &str) -> bool {
    let is_whole = kind == PackageKind::Copy;
    if !who.is_complete() && is_whole {
        who.unit.clear();
        who.role = Role::Supervisor;
    } else if !who.is_complete() && !unit.is_empty() {
        unit.clone_into(&mut who.unit);
        who.role = Role::Unit;
    }
    is_whole && who.role != Role::Office
}

fn is_of(path: &Path, id: LedgerId) -> bool {
    ledger_id_of(path) == Some(id)
}

impl crate::app::Document {
    /// Enters a remark in memory only: a copy that is looked at is written nowhere.
    fn remark_in_memory(
        &mut self,
        action: &Action,
        who: &Identity,
        clock: crate::app::Clock,
    ) -> Result<(), NotWritten> {
        self.with_content(|content| {
            let mut scribe = Scribe::new(content, who.clone(), clock, Box::new(random_id));
            let done = scribe.act(action.clone()).map(drop);
            (scribe.content, done)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Identity {
        Identity {
            name: "张敏".to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default()
        }
    }

    #[test]
    fn a_whole_copy_on_a_new_computer_is_a_supervisors_to_look_at() {
        let mut who = Identity { unit: "市整改办".to_owned(), ..Identity::default() };
        assert!(presume(&mut who, PackageKind::Copy, ""));
        assert_eq!((who.unit.as_str(), who.role), ("", Role::Supervisor));
    }

    #[test]
    fn the_office_goes_on_working_in_its_whole_copy() {
        let mut who = office();
        assert!(!presume(&mut who, PackageKind::Copy, ""));
        assert_eq!(who, office());
    }

    #[test]
    fn a_units_package_on_a_new_computer_is_that_units_ledger() {
        let mut who = Identity::default();
        assert!(!presume(&mut who, PackageKind::HandOut, "清河县政府"));
        assert_eq!((who.unit.as_str(), who.role), ("清河县政府", Role::Unit));
    }
}
