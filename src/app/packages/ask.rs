//! What can be asked about packages, and what the lists on the page hold.

use std::path::PathBuf;

use crate::{
    domain::{UnitId, grant::GrantedDeed},
    store::{
        StoreError,
        package::{PackageFault, Passphrase, Written},
    },
};

use super::{
    review::{ReviewFault, ReviewLook},
    take::{PackageLook, Verdict},
};

/// How packages are to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackAsk {
    /// Into which folder.
    pub folder: PathBuf,
    /// Evidence files come along.
    pub evidence: bool,
    /// Encrypts them.
    pub passphrase: Option<Passphrase>,
}

/// What is to be handed out, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOutAsk {
    /// To which units.
    pub units: Vec<UnitId>,
    /// What they may do.
    pub may: Vec<GrantedDeed>,
    /// How the packages are written.
    pub pack: PackAsk,
}

/// What can be asked about packages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageCommand {
    /// Asks for the folder packages go to.
    AskFolder,
    /// Packages go to this folder from now on.
    SetFolder(PathBuf),
    /// Records a hand-out and writes a package for each unit (下发).
    HandOut(HandOutAsk),
    /// Writes the package a unit gives back (上报).
    Return(PackAsk),
    /// Writes the whole ledger as a package.
    Copy(PackAsk),
    /// Takes the list of what was written off the screen.
    PutAway,
    /// Asks for packages to look at.
    AskPackages,
    /// Asks for a folder of packages to look at.
    AskPackageFolder,
    /// Verifies packages and files of remarks and shows what they would bring; nothing is taken yet.
    Look(Vec<PathBuf>),
    /// The passphrase of a package in the list.
    GivePassphrase(PathBuf, Passphrase),
    /// Takes in what is named, of what was looked at.
    Take(Vec<PathBuf>),
    /// Takes one entry off the list; nothing of it was taken.
    Drop(PathBuf),
    /// Opens a package as whoever got it does, with its passphrase if it has one.
    Open(PathBuf, Option<Passphrase>),
    /// Leaves a package that asks for its passphrase.
    LeaveSealed,
    /// Makes a working copy, not encrypted, of the encrypted package that is shown.
    KeepPlain,
}

/// One package that was to be written.
#[derive(Debug)]
pub struct Packed {
    /// The unit, or the ledger's name.
    pub name: String,
    /// What came of it.
    pub result: Result<Written, StoreError>,
}

/// What was found in one file.
#[derive(Debug)]
pub enum LookKind {
    /// A package, verified.
    Package(Box<PackageLook>),
    /// A supervisor's remarks.
    Review(Box<ReviewLook>),
    /// A package that needs a passphrase; `true`: the one given was wrong.
    Sealed(bool),
    /// It is not taken, and why.
    Refused(Refused),
}

/// Why a file is not taken.
#[derive(Debug)]
pub enum Refused {
    /// What is wrong with the package.
    Package(PackageFault),
    /// What is wrong with the remarks.
    Review(ReviewFault),
}

/// One file of the list of what came in.
#[derive(Debug)]
pub struct Look {
    /// Where it is.
    pub path: PathBuf,
    /// What was found.
    pub kind: LookKind,
    /// It was taken in: so many changes and files.
    pub taken: Option<Taken>,
    pub(super) passphrase: Option<Passphrase>,
}

/// What taking a file in came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Changes that were new.
    pub changes: usize,
    /// Evidence files that were new.
    pub files: usize,
}

impl Look {
    /// Whether it can be taken in without a second thought.
    pub fn is_plain(&self) -> bool {
        self.taken.is_none()
            && match &self.kind {
                LookKind::Package(look) => look.verdict == Verdict::New && !look.encrypted,
                LookKind::Review(look) => !look.new.is_empty(),
                LookKind::Sealed(_) | LookKind::Refused(_) => false,
            }
    }
}
