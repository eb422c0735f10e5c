//! Carries commands out, and keeps the file on disk in step with the ledger.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command or action that is not meant here goes its usual way")]

use std::path::Path;

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
        safe_write::{Known, safe_write},
        settings_file::{self, Loaded},
    },
};

use super::{
    command::{Command, NewLedger, Page},
    document::{Document, NotDone},
    founding,
    identity::{Clock, random_id},
    notice::NoticeKind,
    settings::Settings,
    state::{App, StartOptions},
};

/// Seconds after which the lock note is renewed.
const RENEW_SECONDS: i64 = 240;

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
            lock_seen: clock.now,
            page: Page::Welcome,
            before: Vec::new(),
            notices: Vec::new(),
            past_notices: Vec::new(),
            n_notices: 0,
            picked_place: None,
            saving: None,
            save_failed: false,
            clock,
            pictures: std::collections::BTreeMap::new(),
            evidence: super::evidence::EvidenceWork::default(),
            import: None,
            rows: super::rows::Rows::default(),
            quitting: false,
        };
        if app.settings.identity.device.is_nil() {
            app.settings.identity.device = crate::domain::DeviceId(random_id());
        }
        if let Some(kind) = told {
            app.tell(kind);
        }
        app
    }

    /// Called once a frame, also while the window is hidden: takes what jobs brought, saves when it is time.
    pub fn tick(&mut self, clock: Clock) {
        self.clock = clock;
        self.renew_lock_note();
        self.take_saved();
        self.poll_import();
        self.tick_evidence();
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
            Command::Dismiss(number) => self.put_away(number),
            Command::RefuseFile(path) => self.tell(NoticeKind::CannotDrop(path)),
            Command::PickedPlace(path) => {
                let number = self.picked_place.as_ref().map_or(1, |(number, _)| number + 1);
                self.picked_place = Some((number, path));
            }
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
            | Command::AskEvidence(_) => {}
            Command::StopJob => {
                self.stop_evidence();
                self.stop_reading();
            }
        }
    }

    pub(super) fn with_document(&mut self, work: impl FnOnce(&mut Document) -> Result<(), NotDone>) {
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
            Command::Save if self.saving.is_none() => self.start_saving(true),
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
            self.settings.remember(&new.path);
            self.save_settings();
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
        let computer = std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).unwrap_or_default();
        let who = self.settings.identity.name.clone();
        // One's own note here is what a crash left behind, or one's own second window.
        if let LockState::Open(Some(note)) = look_at_note(path, now)
            && (note.who != who || note.computer != computer)
        {
            self.tell(NoticeKind::OpenElsewhere(note.who, note.computer));
        }
        let note = LockNote { who, computer, since: now, seen: now };
        self.lock = HeldNote::leave(path, note).unwrap_or_default();
    }

    /// A note that is not renewed counts as left behind.
    fn renew_lock_note(&mut self) {
        let now = self.clock.now;
        if now - self.lock_seen < TimeDelta::seconds(RENEW_SECONDS) {
            return;
        }
        self.lock_seen = now;
        if let Some(lock) = self.lock.as_mut()
            && let Err(error) = lock.renew(now)
        {
            log::info!("the lock note cannot be renewed: {error}");
        }
    }

    pub(super) fn keep_generation(&mut self, bytes: &[u8]) {
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
}
