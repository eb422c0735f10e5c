//! What the user should be told: the one place where errors end. The words are the UI's.

use std::path::PathBuf;

use crate::{
    domain::{edit::Edit, rules::Refusal},
    store::{StoreError, recognise::FileLook},
};

use super::computer::RendererName;
use super::documents::DocumentNotice;
use super::export::Lost;
use super::merge::Counts;
use super::{
    document::Recovered,
    told::{Done, TakenBack},
};

/// Something the user should be told.
#[derive(Debug)]
pub struct Notice {
    /// Counts up, so that a notice can be dismissed by name.
    pub number: u64,
    /// When it was said.
    pub at: chrono::NaiveDateTime,
    /// What it says.
    pub kind: NoticeKind,
}

/// What a notice says.
#[derive(Debug)]
pub enum NoticeKind {
    /// A rule refused; nothing happened.
    Refused(Refusal),
    /// The disk failed; what was kept is named inside.
    Failed(StoreError),
    /// The ledger is open for reading only.
    ReadOnly,
    /// Others changed the same issue while a form was being filled in: nothing is done until that was seen.
    /// Who did what.
    Meanwhile(Vec<(String, Vec<Edit>)>),
    /// A change of many things came off.
    Done(Done),
    /// Undo took something back, or redo did it again.
    TakenBack(TakenBack),
    /// The view that was shown is not saved any more; the usual one is shown.
    ViewGone(String),
    /// A file is whole, and no program of this computer shows it.
    NotShown(PathBuf),
    /// A new ledger was made.
    Created(PathBuf),
    /// The file was written on request.
    Saved,
    /// A copy was written and compared.
    CopySaved(PathBuf),
    /// A copy was not written to its end: somebody stopped it.
    CopyStopped(PathBuf),
    /// Nobody waits any more for a copy that was stopped: its disk does not answer.
    CopyLeft(PathBuf),
    /// A copy is still being written: the window closes after that.
    CopyFirst {
        /// It was asked to stop.
        stops: bool,
    },
    /// A picture was written for use outside the program.
    PictureSaved(PathBuf),
    /// A form was written; so many cells were too long for the format and were cut.
    Exported(PathBuf, Lost),
    /// An export was stopped; nothing was written.
    ExportStopped(PathBuf),
    /// A form could not be written in this format; why, in the writer's words.
    NotExported(PathBuf, String),
    /// About Word documents, templates, the public copy.
    Documents(DocumentNotice),
    /// Sheets for units to fill in were written into a folder; so many.
    ReportsWritten(PathBuf, usize),
    /// Changes a crash had left in the journal were found again.
    Recovered(Recovered),
    /// So many forms were being filled in when the program last ended; what was typed is still in them.
    TypedKept(usize),
    /// Another copy of the file had changes that were not here; so many were taken in.
    TakenIn(usize),
    /// The file cannot be opened as a ledger; what it is instead.
    NotOpened(PathBuf, FileLook),
    /// Records of the file are broken or lost: so many; what could be read is shown, read only.
    Damaged(PathBuf, usize),
    /// The settings could not be read and were set aside; the usual ones are in force.
    SettingsSetAside(PathBuf),
    /// Somebody else has the ledger open, by name and computer.
    OpenElsewhere(String, String),
    /// So many issues were imported.
    Imported(usize),
    /// The plan document could not be read; why, in the reader's words.
    PlanNotRead(String),
    /// So many files were added as evidence.
    EvidenceAdded(usize),
    /// Files are still copied as evidence: what was asked is done after that; `true`: the window closes.
    EvidenceFirst(bool),
    /// These files were not added: their ledger was closed before.
    EvidenceLeft(Vec<PathBuf>),
    /// Of several files that were dropped the first are taken, the others are not: one at a time.
    DroppedRest(Vec<PathBuf>, Vec<PathBuf>),
    /// The evidence file is not on this computer.
    EvidenceMissing(String),
    /// A missing file of the evidence is here again.
    EvidenceBack(String),
    /// The file named is another one than the evidence that is missing.
    EvidenceOther(String),
    /// The evidence file is here, but is not what was added.
    EvidenceChanged(String),
    /// A file of this kind cannot be dropped here.
    CannotDrop(PathBuf),
    /// A text was written.
    TextSaved(PathBuf),
    /// Something about copies of the ledger that meet.
    Copies(CopyNotice),
    /// A unit's package was made its working copy: where, the unit, how many issues.
    CopyMade(PathBuf, String, usize),
    /// An encrypted package is shown out of memory; nothing of it is on this computer.
    SealedShown(PathBuf),
    /// A package, or a file of remarks, cannot be opened or taken; why, in words of the package.
    PackageRefused(PathBuf, super::packages::Refused),
    /// Packages were taken in: so many changes, so many files.
    PackagesTaken(usize, usize),
    /// A remark was written to the supervisor's file.
    RemarkWritten(PathBuf, usize),
    /// A job ended without a result.
    JobFailed(String),
    /// Another window of this computer has the ledger open: it was not opened twice.
    AlreadyOpen(PathBuf),
    /// At the start before, this driver took the program down; the window is drawn with the other now.
    RendererCrashed(RendererName, RendererName),
}

impl NoticeKind {
    /// Whether it goes by itself: it only says what was done, and asks for nothing.
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Created(_)
                | Self::Saved
                | Self::CopySaved(_)
                | Self::TakenIn(_)
                | Self::TextSaved(_)
                | Self::Copies(CopyNotice::Merged(_) | CopyNotice::MergeTakenBack(_) | CopyNotice::Erased)
                | Self::Imported(_)
                | Self::PackagesTaken(..)
                | Self::EvidenceBack(_)
                | Self::EvidenceAdded(_)
                | Self::Documents(DocumentNotice::Stopped(..))
                | Self::Done(_)
                | Self::TakenBack(_)
                | Self::ViewGone(_)
                | Self::ExportStopped(_)
                | Self::CopyStopped(_)
        )
    }

    /// Whether nothing came of what was asked, so that a form that was sent comes back.
    pub fn is_in_vain(&self) -> bool {
        matches!(self, Self::Failed(_) | Self::Refused(_) | Self::Meanwhile(_) | Self::ReadOnly)
    }

    /// Whether it speaks of the last deed only: a newer notice leaves it nothing to say.
    pub fn is_of_the_moment(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Meanwhile(_) | Self::Done(_) | Self::TakenBack(_) | Self::ViewGone(_))
    }
}

/// What is told of copies that meet, and of what this computer remembers.
#[derive(Debug)]
pub enum CopyNotice {
    /// The other copy has nothing that is not here.
    NothingToMerge,
    /// The file is another ledger, not a copy of this one.
    OtherOrigin(PathBuf),
    /// A copy was merged; the counts of its receipt.
    Merged(Counts),
    /// The ledger was changed while a preview was shown: it is shown anew.
    PreviewStale,
    /// The copy was changed by hand: so many values are shown as one's own change, so many cannot be taken.
    ByHand(usize, usize),
    /// A merge was taken back: so many changes left again.
    MergeTakenBack(usize),
    /// This computer remembers so many changes that the open copy lacks.
    Lacking(usize),
    /// So many copies beside the ledger hold changes it lacks.
    CopiesBeside(usize),
    /// What was erased is gone from what this computer keeps.
    Erased,
    /// Everything this computer kept of a ledger was taken away; its file stays.
    Purged(PathBuf),
}
