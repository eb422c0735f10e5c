//! The app: the open document, the page, notices, settings. Views read it; only [`super::run`] changes it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{
        ChangeId, IssueId, Sha, UnitId,
        edit::Edit,
        history::History,
        ledger::Ledger,
        rules::{Action, Context, Refusal, plan},
    },
    store::{
        checksum::FileMark,
        codec::RonParts,
        lock::{HeldNote, WindowLock},
        paths::DataFolder,
    },
};

use super::{
    command::Page,
    document::{Document, Saved},
    identity::{Clock, Identity},
    jobs::{Job, Wake},
    notice::{Notice, NoticeKind},
    rows::{Desk, IN_A_FRAME, Rows, RowsBase},
    settings::Settings,
    views::{Layout, ViewName},
};

/// More notices than these are not kept.
const MOST_NOTICES: usize = 500;

/// How the program was started.
#[derive(Clone, Debug)]
pub struct StartOptions {
    /// Where the program keeps its own files.
    pub data: DataFolder,
    /// Wakes the window from a job.
    pub wake: WakeFn,
}

/// A wake function that can be shown in debug output.
#[derive(Clone)]
pub struct WakeFn(pub Wake);

impl std::fmt::Debug for WakeFn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WakeFn")
    }
}

/// A picture among the evidence, decoded for showing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// RGBA, row by row.
    pub rgba: Arc<[u8]>,
}

/// A save under way.
pub(super) struct Saving {
    pub(super) revision: u64,
    /// The mark of the file, and why an older copy could not be kept.
    pub(super) job: Job<Result<(FileMark, Option<crate::store::StoreError>), crate::store::StoreError>>,
    pub(super) asked: bool,
}

/// Everything the window shows.
pub struct App {
    pub(super) data: DataFolder,
    pub(super) wake: Wake,
    pub(super) settings: Settings,
    pub(super) settings_may_be_saved: bool,
    pub(super) document: Option<Document>,
    pub(super) lock: Option<HeldNote>,
    pub(super) window_lock: Option<WindowLock>,
    pub(super) lock_seen: chrono::NaiveDateTime,
    pub(super) page: Page,
    pub(super) before: Vec<Page>,
    pub(super) notices: Vec<Notice>,
    pub(super) past_notices: Vec<Notice>,
    pub(super) n_notices: u64,
    pub(super) picked_place: Option<(u64, PathBuf)>,
    pub(super) saving: Option<Saving>,
    pub(super) opening: Option<super::opening::Opening>,
    pub(super) ahead: Option<super::opening::ReadAhead>,
    pub(super) checking: Option<super::checking::Checking>,
    pub(super) save_trouble: super::saving::SaveTrouble,
    pub(super) clock: Clock,
    pub(super) day_off: super::business_day::DayOff,
    pub(super) pictures: BTreeMap<Sha, Option<Picture>>,
    pub(super) documents: super::documents::DocumentWork,
    pub(super) evidence: super::evidence::EvidenceWork,
    pub(super) evidence_question: Option<super::evidence_asked::EvidenceQuestion>,
    pub(super) drop_question: Option<super::dropped::DropQuestion>,
    pub(super) look: super::look_over::LookOver,
    pub(super) import: Option<super::import::ImportSession>,
    pub(super) sheets: Option<super::sheet_import::SheetSession>,
    pub(super) merging: super::merging::Merging,
    pub(super) rows: Rows,
    pub(super) typed: super::typed::Typed,
    pub(super) figures: super::figures::FiguresWork,
    pub(super) copying: super::copying::Copying,
    pub(super) picture_job: Option<super::overview_picture::PictureJob>,
    pub(super) export: super::export::ExportWork,
    pub(super) packages: super::packages::PackageWork,
    pub(super) long: super::long_change::LongChanges,
    pub(super) computer: super::computer::Computer,
    pub(super) view: ViewName,
    pub(super) layout: Layout,
    pub(super) quitting: bool,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("page", &self.page).finish_non_exhaustive()
    }
}

impl App {
    /// The open document.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The open ledger.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.document.as_ref().map(Document::ledger)
    }

    /// The history of the open ledger.
    pub fn history(&self) -> Option<&History> {
        let history = self.document.as_ref().map(|document| &document.content().history);
        // What is still being read is told as soon as it is there: no frame waits for it.
        history.filter(|history| history.is_ready())
    }

    /// How often the open ledger has changed; 0 without one.
    pub fn revision(&self) -> u64 {
        self.document.as_ref().map_or(0, Document::revision)
    }

    /// Whether changes of others came in since a revision.
    pub fn has_come_in_since(&self, since: u64) -> bool {
        self.document.as_ref().is_some_and(|document| document.has_come_in_since(since))
    }

    /// What a change did, as far as its parts are here and understood.
    pub fn edits_of(&self, change: ChangeId) -> Vec<Edit> {
        let Some(history) = self.history() else {
            return Vec::new();
        };
        let keys = history.get(change).map(|found| found.header.parts.clone()).unwrap_or_default();
        let parts = keys.into_iter().filter_map(|(key, _)| Some((key, history.part(change, key, &RonParts)?)));
        parts.flat_map(|(key, part)| part.edits(key)).collect()
    }

    /// The page shown.
    pub fn page(&self) -> Page {
        self.page
    }

    /// The rows of the grid.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The own unit, where the directory of the open ledger has it.
    pub fn own_unit(&self) -> Option<UnitId> {
        self.ledger()?.directory.find_unit(&self.settings.identity.unit)
    }

    /// Works the rows out anew where something they come from has changed.
    pub(super) fn refresh_rows(&mut self) {
        let own_unit = self.own_unit();
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let base = RowsBase { ledger: document.id(), revision: document.revision(), today: self.clock.today, own_unit };
        let now = self.clock.instant;
        let desk = Desk { now, wake: Arc::clone(&self.wake), in_a_frame: IN_A_FRAME };
        self.rows.refresh(document.ledger(), base, &desk);
    }

    /// Whether a file is where it was; asks the disk, so not for every frame.
    pub fn is_there(&self, path: &Path) -> bool {
        path.exists()
    }

    /// The name proposed for the office (整改办) of a new ledger.
    pub fn usual_office(&self) -> String {
        super::founding::office_of(&self.settings.identity)
    }

    /// The folder that new ledgers are proposed for: the user's documents; beside a program that is carried on a stick.
    pub fn usual_folder(&self) -> PathBuf {
        if let Some(carrier) = self.data.carrier(std::env::current_exe().ok().as_deref()) {
            return carrier.to_owned();
        }
        let dirs = directories::UserDirs::new();
        let documents = dirs.as_ref().and_then(|dirs| dirs.document_dir()).filter(|folder| folder.is_dir());
        let home = || dirs.as_ref().map(|dirs| dirs.home_dir().to_owned());
        documents.map(Path::to_owned).or_else(home).unwrap_or_else(|| self.data.root().to_owned())
    }

    /// Where the program keeps its own files: journals, older copies, settings.
    pub fn data_folder(&self) -> &Path {
        self.data.root()
    }

    /// Whether there is a page to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// What this user has chosen.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Who sits here.
    pub fn identity(&self) -> &Identity {
        &self.settings.identity
    }

    /// What the user should be told, newest last.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Everything the user was told since the program was started, put away or not, newest last.
    pub fn all_notices(&self) -> impl Iterator<Item = &Notice> {
        self.past_notices.iter().chain(&self.notices)
    }

    /// The place last chosen for a new ledger, with a number that grows with every choice.
    pub fn picked_place(&self) -> Option<(u64, &Path)> {
        self.picked_place.as_ref().map(|(number, path)| (*number, path.as_path()))
    }

    /// True while something runs that can be stopped.
    pub fn can_stop(&self) -> bool {
        let reading = self.is_opening() || self.reading_plan().is_some();
        let exchanging = self.is_exporting() || self.is_writing_documents() || self.packages.is_busy();
        reading || self.is_adding_evidence() || self.is_changing() || exchanging
    }

    /// The clock of this frame.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether the file holds everything, for the top bar.
    pub fn saved(&self) -> Option<Saved> {
        self.document.as_ref().map(Document::saved)
    }

    /// True while the file is being written.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// True where the last try to write the open file failed; the journal still holds everything.
    pub fn save_failed(&self) -> bool {
        self.save_trouble.is_there() && self.document.is_some()
    }

    /// True while the program waits for the last save before it ends.
    pub fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// A picture among the evidence, once it is decoded; `None` while it is not, or is no picture.
    pub fn picture(&self, sha: Sha) -> Option<&Picture> {
        self.pictures.get(&sha).and_then(Option::as_ref)
    }

    /// What the rules may know now.
    pub fn context(&self) -> Option<Context> {
        self.document.as_ref().map(|document| document.context(self.identity(), self.clock))
    }

    /// Why an action would be refused; `None` where it can be done. Greyed buttons ask this.
    pub fn refusal(&self, action: &Action) -> Option<Refusal> {
        let document = self.document.as_ref()?;
        // Things still to be made get ids as they would when it is done: any that are taken by nothing else.
        let mut next = u128::MAX;
        let mut some_id = || {
            next -= 1;
            next
        };
        let action = action.clone().with_ids(&mut some_id);
        plan(document.ledger(), &action, &self.context()?).err()
    }

    /// Whether the ledger may be changed here.
    pub fn is_read_only(&self) -> bool {
        self.document.as_ref().is_none_or(Document::is_read_only)
    }

    /// The issues of the open ledger that belong in lists, in the order of their number text.
    pub fn listed_issues(&self) -> Vec<IssueId> {
        let Some(ledger) = self.ledger() else {
            return Vec::new();
        };
        ledger.issues.values().filter(|issue| issue.is_listed()).map(|issue| issue.id).collect()
    }

    pub(super) fn tell(&mut self, kind: NoticeKind) {
        self.n_notices += 1;
        self.notices.push(Notice { number: self.n_notices, at: self.clock.now, kind });
    }

    /// Takes a notice off the screen; the list of all keeps it.
    pub(super) fn put_away(&mut self, number: u64) {
        let gone = self.notices.extract_if(.., |notice| notice.number == number);
        self.past_notices.extend(gone);
        self.past_notices.sort_by_key(|notice| notice.number);
        let over = self.past_notices.len().saturating_sub(MOST_NOTICES);
        self.past_notices.drain(..over);
    }
}
