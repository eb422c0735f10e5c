//! Packages at the desk: packing, looking and taking in, each in a job of its own.

use std::path::{Path, PathBuf};

use crate::{
    app::{
        evidence::end_of,
        jobs::{Job, JobProgress},
        notice::NoticeKind,
        state::App,
    },
    store::{
        Doing, StoreError,
        package::{PackageKind, Passphrase},
    },
};

use super::{
    ask::{Look, LookKind, PackageCommand, Packed},
    bringing::Brings,
    opening::{AppOpening, Reviewing},
};

/// What is going on with packages.
#[derive(Default)]
pub struct PackageWork {
    pub(super) folder: Option<PathBuf>,
    pub(super) packing: Option<Job<Vec<Packed>>>,
    pub(super) packed: Vec<Packed>,
    pub(super) looking: Option<Job<Vec<Look>>>,
    pub(super) looks: Vec<Look>,
    pub(super) taking: Option<Job<Brings>>,
    pub(super) opening: Option<Job<AppOpening>>,
    pub(super) opening_path: PathBuf,
    pub(super) sealed: Option<(PathBuf, bool)>,
    pub(super) shown_sealed: Option<(PathBuf, Passphrase)>,
    pub(super) reviewing: Option<Reviewing>,
}

impl PackageWork {
    /// Where packages were last written to.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What was written last.
    pub fn packed(&self) -> &[Packed] {
        &self.packed
    }

    /// What came in and was looked at.
    pub fn looks(&self) -> &[Look] {
        &self.looks
    }

    /// A package that was opened and asks for its passphrase; `true`: the one given was wrong.
    pub fn sealed(&self) -> Option<(&Path, bool)> {
        self.sealed.as_ref().map(|(path, wrong)| (path.as_path(), *wrong))
    }

    /// Whether an encrypted package is shown out of memory.
    pub fn is_sealed_shown(&self) -> bool {
        self.shown_sealed.is_some()
    }

    /// The supervisor's file that is being written while a copy is looked at.
    pub fn reviewing(&self) -> Option<(&Path, usize)> {
        self.reviewing.as_ref().map(|it| (it.path.as_path(), it.file.remarks.len()))
    }

    /// True while packages are written.
    pub fn is_packing(&self) -> bool {
        self.packing.is_some()
    }

    /// True while packages are verified or taken in.
    pub fn is_looking(&self) -> bool {
        self.looking.is_some() || self.taking.is_some()
    }

    /// True while any job runs.
    pub fn is_busy(&self) -> bool {
        self.is_packing() || self.is_looking() || self.opening.is_some()
    }

    /// How far the running job has come, once it is worth a word, and what it is called.
    pub fn progress(&self, now: std::time::Instant) -> Option<(&'static str, JobProgress)> {
        let packing = self.packing.as_ref().and_then(|job| Some(("pack", job.shown(now)?)));
        let looking = self.looking.as_ref().and_then(|job| Some(("look", job.shown(now)?)));
        let taking = self.taking.as_ref().and_then(|job| Some(("take", job.shown(now)?)));
        let opening = self.opening.as_ref().and_then(|job| Some(("open", job.shown(now)?)));
        packing.or(looking).or(taking).or(opening)
    }

    /// The passphrase that was given for a file of the list.
    pub(in crate::app) fn passphrase_of(&self, path: &Path) -> Option<Passphrase> {
        self.looks.iter().find(|look| look.path == path)?.passphrase.clone()
    }

    /// What was taken in is taken back: it can be taken in again.
    pub(in crate::app) fn nothing_taken(&mut self) {
        for look in &mut self.looks {
            // Remarks came in as a change of one's own, which stays.
            if matches!(look.kind, LookKind::Package(_)) {
                look.taken = None;
            }
        }
    }

    /// The ledger is closed: what was found for it is of no use.
    pub(in crate::app) fn forget(&mut self) {
        *self = Self { folder: self.folder.take(), ..Self::default() };
    }
}

impl App {
    /// What lies outside the grant it was made under.
    pub fn withheld(&self) -> Vec<crate::domain::WithheldPart> {
        self.history().map(|history| history.withheld(&crate::store::codec::RonParts)).unwrap_or_default()
    }

    /// What is going on with packages.
    pub fn packages(&self) -> &PackageWork {
        &self.packages
    }

    pub(in crate::app) fn run_packages(&mut self, asked: PackageCommand) {
        match asked {
            PackageCommand::AskFolder | PackageCommand::AskPackages | PackageCommand::AskPackageFolder => {}
            PackageCommand::SetFolder(folder) => self.packages.folder = Some(folder),
            PackageCommand::HandOut(asked) => self.start_handing_out(&asked),
            PackageCommand::Return(asked) => self.start_packing_whole(asked, PackageKind::Return),
            PackageCommand::Copy(asked) => self.start_packing_whole(asked, PackageKind::Copy),
            PackageCommand::PutAway => self.packages.packed.clear(),
            PackageCommand::Look(paths) => self.start_looking(paths, None),
            PackageCommand::GivePassphrase(path, passphrase) => self.start_looking(vec![path], Some(passphrase)),
            PackageCommand::Take(paths) => self.start_taking(&paths),
            PackageCommand::Drop(path) => self.packages.looks.retain(|look| look.path != path),
            PackageCommand::Open(path, passphrase) => self.open_package(&path, passphrase),
            PackageCommand::LeaveSealed => self.packages.sealed = None,
            PackageCommand::KeepPlain => self.keep_plain(),
        }
    }

    /// Asks whatever runs to stop; what is written or taken already stays.
    pub(in crate::app) fn stop_packages(&mut self) {
        let work = &self.packages;
        work.packing.iter().for_each(Job::stop);
        work.looking.iter().for_each(Job::stop);
        work.taking.iter().for_each(Job::stop);
        work.opening.iter().for_each(Job::stop);
    }

    /// Takes what the jobs brought.
    pub(in crate::app) fn tick_packages(&mut self) {
        if let Some(ended) = self.packages.packing.as_mut().and_then(end_of) {
            self.packages.packing = None;
            match ended {
                Ok(packed) => self.packages.packed = packed,
                Err(name) => self.tell(NoticeKind::JobFailed(name)),
            }
        }
        if let Some(ended) = self.packages.looking.as_mut().and_then(end_of) {
            self.packages.looking = None;
            match ended {
                Ok(looks) => self.enter_looks(looks),
                Err(name) => self.tell(NoticeKind::JobFailed(name)),
            }
        }
        if let Some(ended) = self.packages.taking.as_mut().and_then(end_of) {
            self.packages.taking = None;
            match ended {
                Ok(brought) => self.take_what_came(brought),
                Err(name) => self.tell(NoticeKind::JobFailed(name)),
            }
        }
        self.tick_opening();
    }

    pub(super) fn no_job(&mut self, error: std::io::Error) {
        let path = self.document.as_ref().map(|document| document.path().to_owned()).unwrap_or_default();
        self.tell(NoticeKind::Failed(StoreError::new(Doing::Create, &path, error)));
    }
}
