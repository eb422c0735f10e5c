//! Carries commands out, and keeps the file on disk in step with the ledger.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::TimeDelta;

use crate::{
    domain::{LedgerId, ledger::Ledger},
    store::{
        Doing, StoreError,
        checksum::FileHash,
        generations::{Keep, keep_generation},
        ledger_open::{OpenedFile, open_ledger},
        ledger_write::{LedgerContent, ledger_to_bytes, save_ledger},
        lock::{HeldNote, LockNote, LockState, look_at_note},
        safe_write::{Known, hash_of_file, safe_write},
        settings_file::{self, Loaded},
    },
};

use super::{
    command::{Command, NewLedger, Page},
    document::{Document, NotDone, Saved},
    founding,
    identity::{Clock, random_id},
    jobs::{Job, JobEvent},
    notice::NoticeKind,
    settings::Settings,
    state::{App, Saving, StartOptions},
};

/// After so many seconds of rest the file is written.
const REST_SECONDS: i64 = 2;

/// Files above this size are written less often.
const BIG_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Seconds between two saves of a big file.
const BIG_FILE_SECONDS: i64 = 60;

impl App {
    /// The app as the program starts: settings read, no ledger open.
    pub fn start(options: StartOptions, clock: Clock) -> Self {
        let loaded = settings_file::load::<Settings>(&options.data.settings());
        let settings_may_be_saved = loaded.is_ok();
        let (settings, told) = match loaded {
            Ok(Loaded::Found(settings)) => (settings, None),
            Ok(Loaded::Missing) => (Settings::default(), None),
            Ok(Loaded::SetAside { kept_as, .. }) => (Settings::default(), Some(NoticeKind::SettingsSetAside(kept_as))),
            Err(error) => (Settings::default(), Some(NoticeKind::Failed(error))),
        };
        let mut app = Self {
            data: options.data,
            wake: options.wake.0,
            settings,
            settings_may_be_saved,
            document: None,
            lock: None,
            page: Page::Welcome,
            before: Vec::new(),
            notices: Vec::new(),
            n_notices: 0,
            saving: None,
            save_failed: false,
            clock,
            pictures: std::collections::BTreeMap::new(),
            import: None,
            rows: super::rows::Rows::default(),
            quitting: false,
        };
        if app.settings.identity.device.is_nil() {
            app.settings.identity.device = crate::domain::DeviceId(random_id());
        }
        told.into_iter().for_each(|kind| app.tell(kind));
        app
    }

    /// Called once a frame, also while the window is hidden: takes what jobs brought, saves when it is time.
    pub fn tick(&mut self, clock: Clock) {
        self.clock = clock;
        self.take_saved();
        self.poll_import();
        if self.saving.is_none() && self.is_time_to_save() {
            self.start_saving(false);
        }
        self.refresh_rows();
    }

    /// Carries out one command. File dialogs are asked by the shell, which then sends the answer as a command.
    pub fn run(&mut self, command: Command) {
        self.carry_out(command);
        self.refresh_rows();
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Do(action) => {
                let who = self.settings.identity.clone();
                let clock = self.clock;
                self.with_document(|document| document.act(&action, &who, clock).map(drop));
            }
            Command::Undo => {
                let (who, clock) = (self.settings.identity.clone(), self.clock);
                self.with_document(|document| document.undo(&who, clock).map(drop));
            }
            Command::Redo => {
                let (who, clock) = (self.settings.identity.clone(), self.clock);
                self.with_document(|document| document.redo(&who, clock).map(drop));
            }
            Command::ConfirmClock => {
                self.with_document(|document| {
                    document.confirm_clock();
                    Ok(())
                });
            }
            Command::Go(page) => self.go(page),
            Command::Back => {
                if let Some(page) = self.before.pop() {
                    self.page = page;
                }
            }
            Command::Neighbour(next) => self.neighbour(next),
            Command::SetRows(query) => self.rows.ask(query),
            Command::ShowRows(query) => {
                self.rows.ask(query);
                self.go(Page::Issues);
            }
            Command::Dismiss(number) => self.notices.retain(|notice| notice.number != number),
            Command::Quit => self.quitting = true,
            Command::CreateLedger(_)
            | Command::Open(_)
            | Command::OpenReadOnly(_)
            | Command::OpenSample
            | Command::Save
            | Command::SaveCopy(_)
            | Command::CloseLedger => self.run_file(command),
            Command::ForgetRecent(_)
            | Command::SetIdentity(_)
            | Command::SetTheme(_)
            | Command::SetZoom(_)
            | Command::SetColumns(_) => self.run_settings(command),
            Command::ReadPlan(_)
            | Command::ReadPlanText(_)
            | Command::TakePlan
            | Command::DropPlan
            | Command::ChangeImport(_) => self.run_import(command),
            Command::AddEvidence(..) | Command::OpenEvidence(_) => self.run_evidence(command),
            Command::AskNewLedger(_)
            | Command::AskOpen
            | Command::AskSaveCopy
            | Command::AskPlan
            | Command::AskEvidence(_)
            | Command::StopJob => {}
        }
    }

    fn with_document(&mut self, work: impl FnOnce(&mut Document) -> Result<(), NotDone>) {
        let Some(document) = self.document.as_mut() else {
            return;
        };
        match work(document) {
            Ok(()) => {}
            Err(NotDone::Refused(refusal)) => self.tell(NoticeKind::Refused(refusal)),
            Err(NotDone::Failed(error)) => self.tell(NoticeKind::Failed(error)),
            Err(NotDone::ReadOnly) => self.tell(NoticeKind::ReadOnly),
        }
    }

    fn go(&mut self, page: Page) {
        if page != self.page {
            self.before.push(self.page);
            self.page = page;
        }
    }

    fn neighbour(&mut self, next: bool) {
        let Page::Issue(here) = self.page else {
            return;
        };
        let place = self.rows.place(here);
        let other = place.and_then(|at| if next { at.checked_add(1) } else { at.checked_sub(1) });
        if let Some(issue) = other.and_then(|at| self.rows.ids().get(at)) {
            self.page = Page::Issue(*issue);
        }
    }

    fn run_settings(&mut self, command: Command) {
        match command {
            Command::ForgetRecent(path) => self.settings.recent.retain(|old| *old != path),
            Command::SetIdentity(identity) => {
                let device = self.settings.identity.device;
                self.settings.identity = super::Identity { device, ..identity };
            }
            Command::SetTheme(theme) => self.settings.theme = theme,
            Command::SetZoom(zoom) => self.settings.zoom = zoom.clamp(80, 200),
            Command::SetColumns(columns) => self.settings.columns = columns,
            _ => {}
        }
        self.save_settings();
    }

    pub(super) fn save_settings(&mut self) {
        if !self.settings_may_be_saved {
            return;
        }
        if let Err(error) = settings_file::save(&self.data.settings(), &self.settings) {
            self.tell(NoticeKind::Failed(error));
        }
    }

    fn run_file(&mut self, command: Command) {
        match command {
            Command::CreateLedger(new) => self.create(&new),
            Command::Open(path) => self.open(&path, false),
            Command::OpenReadOnly(path) => self.open(&path, true),
            Command::OpenSample => self.open_sample(),
            Command::Save => {
                if self.saving.is_none() {
                    self.start_saving(true);
                }
            }
            Command::SaveCopy(path) => self.save_copy(&path),
            Command::CloseLedger => {
                self.close();
                self.page = Page::Welcome;
            }
            _ => {}
        }
    }

    /// Makes a new ledger with the rules of the Yulin plan and opens it.
    fn create(&mut self, new: &NewLedger) {
        if new.path.exists() {
            let exists = crate::store::Cause::Exists;
            return self.tell(NoticeKind::Failed(StoreError::new(Doing::Create, &new.path, exists)));
        }
        let content = LedgerContent { ledger: Ledger::new(LedgerId(random_id())), ..LedgerContent::default() };
        let hash = match save_ledger(&new.path, Known::Absent, &content) {
            Ok(hash) => hash,
            Err(error) => return self.tell(NoticeKind::Failed(error)),
        };
        self.close();
        self.put_on_desk(&new.path, content, Some(hash), false);
        let founding = founding::actions(&new.title, &self.settings.identity);
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        self.with_document(|document| document.act(&founding, &who, clock).map(drop));
        self.start_saving(false);
        if self.document.is_some() {
            self.tell(NoticeKind::Created(new.path.clone()));
            self.page = if new.then_import { Page::Import } else { Page::Issues };
        }
    }

    /// Opens a file. What cannot be read is named, never replaced.
    pub fn open(&mut self, path: &Path, read_only: bool) {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.settings.recent.retain(|old| old != path);
                return self.tell(NoticeKind::Failed(StoreError::new(Doing::Read, path, error)));
            }
        };
        let opened = match open_ledger(&bytes) {
            Ok(opened) => opened,
            Err(no_ledger) => return self.tell(NoticeKind::NotOpened(path.to_owned(), no_ledger.0)),
        };
        self.close();
        let OpenedFile { content, hash, faults, .. } = opened;
        let damaged = !faults.is_empty();
        self.put_on_desk(path, content, Some(hash), read_only || damaged);
        if damaged {
            self.tell(NoticeKind::Damaged(path.to_owned(), faults.len()));
        }
        if self.document.is_some() {
            self.keep_generation(&bytes);
            self.settings.remember(path);
            self.save_settings();
            self.page = Page::Issues;
            self.before.clear();
        }
    }

    fn put_on_desk(&mut self, path: &Path, content: LedgerContent, known: Option<FileHash>, read_only: bool) {
        let data = (!read_only).then_some(&self.data);
        match Document::new(path, content, known, data) {
            Ok((document, recovered)) => {
                self.document = Some(document);
                if recovered.changes > 0 || recovered.torn || recovered.broken > 0 {
                    self.tell(NoticeKind::Recovered(recovered));
                }
                if !read_only {
                    self.leave_lock_note(path);
                }
            }
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Tells others that the ledger is open here. It is advice: failing to leave it stops nothing.
    fn leave_lock_note(&mut self, path: &Path) {
        let now = self.clock.now;
        if let LockState::Open(Some(note)) = look_at_note(path, now) {
            self.tell(NoticeKind::OpenElsewhere(note.who, note.computer));
        }
        let computer = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).unwrap_or_default();
        let note = LockNote { who: self.settings.identity.name.clone(), computer, since: now, seen: now };
        self.lock = HeldNote::leave(path, note).unwrap_or_default();
    }

    fn keep_generation(&mut self, bytes: &[u8]) {
        let Some(document) = self.document.as_ref().filter(|document| !document.is_read_only()) else {
            return;
        };
        let folder = self.data.generations(&document.id().to_string());
        if let Err(error) = keep_generation(&folder, bytes, self.clock.now, &Keep::default()) {
            self.tell(NoticeKind::Failed(error));
        }
    }

    fn open_sample(&mut self) {
        let folder = self.data.root().join("sample");
        let path = folder.join(super::sample::FILE_NAME);
        if !path.exists() {
            let made = super::sample::sample(self.clock).map_err(|error| StoreError::new(Doing::Encode, &path, error));
            let written = made.and_then(|content| {
                std::fs::create_dir_all(&folder).map_err(|error| StoreError::new(Doing::Create, &folder, error))?;
                save_ledger(&path, Known::Absent, &content)
            });
            if let Err(error) = written {
                return self.tell(NoticeKind::Failed(error));
            }
        }
        self.open(&path, false);
    }

    fn close(&mut self) {
        self.finish_saving();
        self.document = None;
        self.lock = None;
        self.import = None;
        self.rows.forget();
        self.pictures.clear();
        self.before.clear();
    }

    fn save_copy(&mut self, path: &Path) {
        let Some(document) = self.document.as_ref() else {
            return;
        };
        let copy = ledger_to_bytes(document.content())
            .map_err(|cause| StoreError::new(Doing::Encode, path, cause))
            .and_then(|bytes| safe_write(path, &bytes));
        match copy {
            Ok(_) => self.tell(NoticeKind::CopySaved(path.to_owned())),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    fn is_time_to_save(&self) -> bool {
        let Some(document) = self.document.as_ref() else {
            return false;
        };
        if document.is_read_only() || document.saved() == Saved::InFile || self.save_failed {
            return false;
        }
        let now = self.clock.now;
        let rested = document.last_edit().is_none_or(|last| now - last >= TimeDelta::seconds(REST_SECONDS));
        let big = std::fs::metadata(document.path()).is_ok_and(|meta| meta.len() > BIG_FILE_BYTES);
        let due = !big || document.saved_at().is_none_or(|at| now - at >= TimeDelta::seconds(BIG_FILE_SECONDS));
        rested && due
    }

    /// Writes the file in a job; `asked`: the user wants to hear when it is done.
    pub(super) fn start_saving(&mut self, asked: bool) {
        let Some(document) = self.document.as_mut().filter(|document| !document.is_read_only()) else {
            return;
        };
        let snapshot = document.snapshot();
        let path = document.path().to_owned();
        let known = document.known().map_or(Known::Absent, Known::Hash);
        let (content, target) = (Arc::clone(&snapshot), path.clone());
        let started = Job::start("save", self.clock.instant, Arc::clone(&self.wake), move |_| save_ledger(&target, known, &content));
        match started {
            Ok(job) => self.saving = Some(Saving { snapshot, job, asked }),
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Replace, &path, error))),
        }
    }

    fn take_saved(&mut self) {
        let Some(saving) = self.saving.as_mut() else {
            return;
        };
        let mut ended = None;
        for event in saving.job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(result) => ended = Some(Ok(result)),
                JobEvent::Failed(failed) => ended = Some(Err(failed)),
            }
        }
        let Some(ended) = ended else {
            return;
        };
        let Some(Saving { snapshot, asked, .. }) = self.saving.take() else {
            return;
        };
        match ended {
            Ok(Ok(hash)) => self.saved_to_disk(&snapshot, hash, asked),
            Ok(Err(error)) => self.save_went_wrong(error),
            Err(failed) => {
                self.save_failed = true;
                self.tell(NoticeKind::JobFailed(failed.name));
            }
        }
    }

    fn saved_to_disk(&mut self, snapshot: &LedgerContent, hash: FileHash, asked: bool) {
        self.save_failed = false;
        let now = self.clock.now;
        self.with_document(|document| Ok(document.was_saved(snapshot, hash, now)?));
        if asked {
            self.tell(NoticeKind::Saved);
        }
        if let Some(path) = self.document.as_ref().map(|document| document.path().to_owned())
            && let Ok(bytes) = std::fs::read(path)
        {
            self.keep_generation(&bytes);
        }
    }

    /// The file on disk may be another copy by now: then its changes are taken in and the save is tried again.
    fn save_went_wrong(&mut self, error: StoreError) {
        match self.take_in_foreign_file() {
            Some((taken, hash)) => {
                if let Some(document) = self.document.as_mut() {
                    document.knows(hash);
                }
                self.tell(NoticeKind::TakenIn(taken));
                self.start_saving(false);
            }
            None => {
                self.save_failed = true;
                self.tell(NoticeKind::Failed(error));
            }
        }
    }

    fn take_in_foreign_file(&mut self) -> Option<(usize, FileHash)> {
        let document = self.document.as_mut()?;
        let path: PathBuf = document.path().to_owned();
        let on_disk = hash_of_file(&path).ok()??;
        if document.known() == Some(on_disk) {
            return None;
        }
        let bytes = std::fs::read(&path).ok()?;
        let opened = open_ledger(&bytes).ok()?;
        let same = opened.content.ledger.id == document.id() && opened.faults.is_empty();
        same.then(|| (document.absorb(&opened.content), opened.hash))
    }

    /// Waits for a running save and writes what is not in the file yet: before closing.
    pub fn finish_saving(&mut self) {
        while self.saving.is_some() {
            self.take_saved();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let unsaved = self.document.as_ref().is_some_and(|d| d.saved() == Saved::InJournal && !d.is_read_only());
        if unsaved && !self.save_failed {
            self.start_saving(false);
            while self.saving.is_some() {
                self.take_saved();
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
        }
    }
}
