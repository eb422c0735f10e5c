//! Commands: everything the user can ask for, waiting its turn.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
};

use crate::domain::{CaseId, ComplaintId, IssueId, Sha, procedure::StepKey, rules::Action};

use super::{
    computer::ComputerCommand,
    documents::DocumentCommand,
    dropped::DropCommand,
    evidence_asked::EvidenceAnswer,
    export::ExportOrder,
    identity::Identity,
    import::ImportChange,
    packages::PackageCommand,
    rows::RowQuery,
    settings::ThemeChoice,
    sheet_import::SheetCommand,
    typed::TypedForm,
    views::{Layout, ViewName},
};

/// A page of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// No ledger is open: new, open, import, sample.
    #[default]
    Welcome,
    /// 总览.
    Overview,
    /// 台账: the grid of issues.
    Issues,
    /// 一题一账: one issue.
    Issue(IssueId),
    /// 督办: who is late, notices, answers due.
    Supervision,
    /// 销号: where closures stand.
    Closures,
    /// 信访: complaints and accountability cases.
    Complaints,
    /// One complaint, on the page of all.
    Complaint(ComplaintId),
    /// One accountability case, on the page of all.
    Case(CaseId),
    /// 报表: forms out of the ledger.
    Reports,
    /// 交换: plans and copies in and out.
    Exchange,
    /// A plan being imported, with preview.
    Import,
    /// 核对: what a person has to look at.
    Review,
    /// 设置.
    Settings,
}

/// What a new ledger begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewLedger {
    /// What it is called.
    pub title: String,
    /// The rectification office (整改办), a unit of its own; empty: as who sits here suggests.
    pub office: String,
    /// Where the file goes.
    pub path: PathBuf,
    /// Open the import page at once.
    pub then_import: bool,
}

/// Where added files belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceTarget {
    /// The issue.
    pub issue: IssueId,
    /// The step of the round in force, if the files belong to one.
    pub step: Option<StepKey>,
    /// The key of the material they are.
    pub material: String,
}

/// Something the user asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Changes the ledger.
    Do(Action),
    /// Takes the last own change back.
    Undo,
    /// Does again what undo took back.
    Redo,

    /// Shows a page.
    Go(Page),
    /// Shows the page before this one.
    Back,
    /// Shows the next (`true`) or previous issue of the grid.
    Neighbour(bool),
    /// Asks for other rows of the grid: text, filters, order.
    SetRows(RowQuery),
    /// Shows the grid with these rows.
    ShowRows(RowQuery),

    /// Asks where a new ledger should go; the answer is [`Self::PickedPlace`].
    AskNewLedger(NewLedger),
    /// The place that was chosen for a new ledger.
    PickedPlace(PathBuf),
    /// Makes a new ledger and opens it.
    CreateLedger(NewLedger),
    /// Asks which ledger to open.
    AskOpen,
    /// Opens a ledger.
    Open(PathBuf),
    /// Opens a ledger for looking only: nothing is written.
    OpenReadOnly(PathBuf),
    /// Makes and opens the sample ledger.
    OpenSample,
    /// Writes the file now.
    Save,
    /// Asks where a copy should go, then writes and compares it.
    AskSaveCopy,
    /// Writes a copy and compares it.
    SaveCopy(PathBuf),
    /// Closes the ledger.
    CloseLedger,
    /// Forgets an entry of the recent ledgers; the file stays.
    ForgetRecent(PathBuf),

    /// Asks which plan document to read.
    AskPlan,
    /// Reads a plan document for preview.
    ReadPlan(PathBuf),
    /// Reads pasted text as a plan for preview.
    ReadPlanText(String),
    /// Takes the previewed plan into the ledger as one change.
    TakePlan,
    /// Leaves the preview; nothing was changed.
    DropPlan,
    /// Takes in one decision about the previewed plan.
    ChangeImport(ImportChange),

    /// Does something about spreadsheets being imported.
    Sheets(SheetCommand),
    /// Asks which copy of the ledger to merge.
    AskMerge,
    /// Reads a copy and shows what it would bring; nothing is changed yet.
    Merge(PathBuf),
    /// Shows side by side what a package would bring that was looked at; nothing is taken yet.
    LookInside(PathBuf),
    /// Shows what this computer remembers and the open copy lacks.
    MergeLacking,
    /// What this computer remembers beyond the open copy is not wanted.
    DeclineLacking,
    /// Takes the previewed copy in.
    TakeMerge,
    /// Leaves the preview; nothing was changed.
    DropMerge,
    /// Puts the ledger back to what it was before the last merge.
    UndoMerge,
    /// Shows an earlier receipt, counted from the newest.
    ShowReceipt(usize),
    /// Puts the receipt shown away.
    PutReceiptAway,
    /// Asks where a text should go: its name, and the text.
    AskSaveText(String, String),
    /// Writes a text as a new file.
    SaveText(PathBuf, String),
    /// Takes everything this computer keeps of the open ledger away; the file stays.
    Purge,
    /// Changes the ledger, as somebody means it who last looked at it at a revision.
    DoSince(u64, Action),

    /// Asks which files to add as evidence.
    AskEvidence(EvidenceTarget),
    /// Adds files as evidence.
    AddEvidence(EvidenceTarget, Vec<PathBuf>),
    /// Answers what is asked about files of the evidence.
    AnswerEvidence(EvidenceAnswer),
    /// Files dropped onto the window that may be meant in more than one way.
    Dropped(DropCommand),
    /// Asks for a file of the evidence that is missing.
    AskBringBack(Sha),
    /// Takes a missing file of the evidence in again, if it is the very one.
    BringBack(Sha, PathBuf),
    /// Opens an evidence file with the system's program.
    OpenEvidence(Sha),

    /// Does something about packages: hand out, take in, remarks of supervisors.
    Packages(PackageCommand),

    /// Asks where the one-page picture of 总览 should go, then makes it.
    AskOverviewPicture,
    /// Makes the one-page picture of 总览: PNG or SVG by the name of the file.
    SaveOverviewPicture(PathBuf),

    /// Asks where an export of this name should go, then makes it.
    AskExport(Box<ExportOrder>, String),
    /// Makes an export; true where the file that is there may go.
    Export(Box<ExportOrder>, PathBuf, bool),

    /// Word documents, their templates, the public copy.
    Document(DocumentCommand),

    /// Something about this computer: what it draws with, its folders and drives.
    Computer(ComputerCommand),

    /// Opens a file the program has written, with the system's program.
    OpenWritten(PathBuf),
    /// Opens the folder of a file the program has written.
    ShowWritten(PathBuf),

    /// Sets who sits here.
    SetIdentity(Identity),
    /// Sets light or dark.
    SetTheme(ThemeChoice),
    /// Sets the zoom in percent.
    SetZoom(u16),
    /// Sets from how many megabytes on a file of the evidence is asked about, and all of them; 0: never.
    SetEvidenceLimits(u32, u32),
    /// Keeps what is typed into the form of that name until it is sent; no texts: forgets it.
    KeepTyped(String, TypedForm),
    /// Shows a view of the grid: its rows and its columns.
    ShowView(ViewName),
    /// Saves rows and columns as they are under a name.
    SaveView(ViewName),
    /// Takes a saved view out.
    RemoveView(ViewName),
    /// Puts the columns of the grid otherwise; the view remembers it.
    SetLayout(Box<Layout>),
    /// Brings the columns of the view back as it was saved.
    ResetLayout,
    /// Says that the clock is right.
    ConfirmClock,
    /// Says which day it is, where the clock is wrong.
    GiveDay(chrono::NaiveDate),
    /// Takes a notice off the screen.
    Dismiss(u64),
    /// Says that a file cannot be taken where it was dropped.
    RefuseFile(PathBuf),
    /// Stops what runs and may be stopped: files being added, a plan being read, a form being written.
    StopJob,
    /// Stops the copy that is being written, and those that wait.
    StopCopy,
    /// Does not do what was put off until files are taken in.
    ForgetPutOff,
    /// Ends the program, after everything is on disk.
    Quit,
}

/// Where views put commands.
#[derive(Clone, Debug)]
pub struct CommandSender {
    queue: Sender<Command>,
    /// The revision that is before the eyes, where the ledger has moved on behind an open form; 0: it has not.
    seen: Arc<AtomicU64>,
}

/// Where the app takes them from, once a frame.
#[derive(Debug)]
pub struct CommandQueue(Receiver<Command>);

/// What a command is called: the log must hold nothing that somebody typed.
fn name_of(command: &Command) -> String {
    let told = format!("{command:?}");
    told.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '(').collect()
}

impl Command {
    /// Whether it leaves the open ledger for another one or for none.
    pub(super) const fn is_leaving(&self) -> bool {
        matches!(
            self,
            Self::CreateLedger(_)
                | Self::Open(_)
                | Self::OpenReadOnly(_)
                | Self::OpenSample
                | Self::CloseLedger
                | Self::Purge
                | Self::Quit
        )
    }

    /// Whether it only looks: everything else waits until the open file is known to be whole.
    pub(super) fn is_looking(&self) -> bool {
        matches!(
            self,
            Self::Go(_)
                | Self::Back
                | Self::Neighbour(_)
                | Self::SetRows(_)
                | Self::ShowRows(_)
                | Self::KeepTyped(..)
                | Self::Dismiss(_)
                | Self::StopJob
                | Self::StopCopy
                | Self::ForgetPutOff
                | Self::PickedPlace(_)
                | Self::AskOpen
                | Self::AskSaveCopy
                | Self::AskPlan
                | Self::AskMerge
                | Self::SetTheme(_)
                | Self::SetZoom(_)
                | Self::ShowView(_)
                | Self::SetLayout(_)
                | Self::Computer(_)
        )
    }
}

/// Makes a queue and the way into it.
pub fn command_queue() -> (CommandSender, CommandQueue) {
    let (sender, receiver) = channel();
    (CommandSender { queue: sender, seen: Arc::default() }, CommandQueue(receiver))
}

impl CommandSender {
    /// Queues `command`; it runs after the views are drawn.
    #[track_caller]
    pub fn send(&self, command: Command) {
        log::debug!("{} asks {}", std::panic::Location::caller(), name_of(&command));
        // Fails only when the app is gone, and then nobody is asking.
        self.queue.send(command).ok();
    }

    /// Queues an action on the ledger.
    #[track_caller]
    pub fn act(&self, action: Action) {
        match self.seen.load(Ordering::Relaxed) {
            0 => self.send(Command::Do(action)),
            since => self.send(Command::DoSince(since, action)),
        }
    }

    /// Says which revision is before the eyes of whoever acts from now on; `None`: the one of now.
    pub fn look_at(&self, seen: Option<u64>) {
        self.seen.store(seen.unwrap_or_default(), Ordering::Relaxed);
    }
}

impl CommandQueue {
    /// Takes the next command, if there is one.
    pub fn take(&self) -> Option<Command> {
        self.0.try_recv().ok()
    }
}
