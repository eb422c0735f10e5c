//! Ledgers as files: made, opened, closed, copied, and the note that tells others of it.

#![expect(clippy::wildcard_enum_match_arm, reason = "only the commands about files arrive here")]

use std::path::Path;

use chrono::TimeDelta;

use crate::{
    domain::{LedgerId, ledger::Ledger},
    store::{
        Doing, StoreError,
        checksum::FileMark,
        generations::{Keep, keep_generation},
        ledger_open::OpenedFile,
        ledger_write::{LedgerContent, save_ledger},
        lock::{HeldNote, LockNote, LockState, WindowLock, computer_name, is_left_behind, look_at_note},
        safe_write::Known,
    },
};

use super::{
    command::{Command, NewLedger, Page},
    document::Document,
    founding,
    identity::random_id,
    notice::NoticeKind,
    state::App,
};

/// Seconds after which the lock note is renewed.
const RENEW_SECONDS: i64 = 240;

impl App {
    pub(super) fn run_file(&mut self, command: Command) {
        let Some(command) = self.put_off(command) else {
            return;
        };
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
        let mark = match save_ledger(&new.path, Known::Absent, &content) {
            Ok(mark) => mark,
            Err(error) => return self.tell(NoticeKind::Failed(error)),
        };
        self.close();
        self.put_on_desk(&new.path, content, Some(mark), false);
        let founding = founding::actions_for(&new.title, &new.office, &self.settings.identity);
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

    /// Puts a file that was read line by line on the desk; `bytes` where it may be changed.
    pub(super) fn show_whole(&mut self, path: &Path, opened: OpenedFile, bytes: Option<&[u8]>) {
        self.close();
        let OpenedFile { content, mark, faults, .. } = opened;
        let damaged = !faults.is_empty();
        self.put_on_desk(path, content, Some(mark), bytes.is_none() || damaged);
        if damaged {
            self.tell(NoticeKind::Damaged(path.to_owned(), faults.len()));
        }
        if let Some(bytes) = bytes.filter(|_| self.document.is_some()) {
            self.keep_generation(bytes);
        }
        // Whoever only looks leaves nothing behind, here neither.
        self.is_shown(path, bytes.is_some());
    }

    pub(super) fn is_shown(&mut self, path: &Path, remembered: bool) {
        if self.document.is_none() {
            return;
        }
        if remembered && self.settings.remember(path) {
            self.save_settings();
        }
        self.page = Page::Issues;
        self.before.clear();
    }

    /// Says so where another window has the file open to work on.
    pub(super) fn is_in_another_window(&mut self, path: &Path, read_only: bool) -> bool {
        let is_there = !read_only && !self.holds(path) && WindowLock::is_held(&self.data.window_lock(path));
        if is_there {
            self.tell(NoticeKind::AlreadyOpen(path.to_owned()));
        }
        is_there
    }

    /// Whether this window has the file open.
    pub(super) fn holds(&self, path: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        self.document.as_ref().is_some_and(|document| real(document.path()) == real(path))
    }

    pub(super) fn put_on_desk(
        &mut self,
        path: &Path,
        content: LedgerContent,
        known: Option<FileMark>,
        read_only: bool,
    ) {
        let data = (!read_only).then_some(&self.data);
        match Document::new(path, content, known, data) {
            Ok((document, recovered)) => {
                self.document = Some(document);
                self.forget_trouble();
                if recovered.changes > 0 || recovered.torn || recovered.broken > 0 {
                    self.tell(NoticeKind::Recovered(recovered));
                }
                if !read_only {
                    self.window_lock = WindowLock::take(&self.data.window_lock(path));
                    self.leave_lock_note(path);
                }
                self.open_typed();
                self.start_looking_beside();
            }
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Tells others that the ledger is open here. It is advice: failing to leave it stops nothing.
    fn leave_lock_note(&mut self, path: &Path) {
        let now = self.clock.now;
        let computer = computer_name();
        let who = self.settings.identity.name.clone();
        // One's own note here is what a crash left behind, or one's own second window.
        if let LockState::Open(Some(note)) = look_at_note(path, now)
            && (note.who != who || note.computer != computer)
            && !is_left_behind(path, &note, &computer)
        {
            self.tell(NoticeKind::OpenElsewhere(note.who, note.computer));
        }
        let note = LockNote { who, computer, since: now, seen: now };
        self.lock = HeldNote::leave(path, note).unwrap_or_default();
    }

    /// A note that is not renewed counts as left behind.
    pub(super) fn renew_lock_note(&mut self) {
        let (now, who) = (self.clock.now, &self.settings.identity.name);
        let is_named = self.lock.as_ref().is_none_or(|lock| lock.who() == who);
        if is_named && now - self.lock_seen < TimeDelta::seconds(RENEW_SECONDS) {
            return;
        }
        self.lock_seen = now;
        if let Some(lock) = self.lock.as_mut()
            && let Err(error) = lock.renew(who, now)
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
                save_ledger(&path, Known::Absent, &content)?;
                super::sample::write_files(&path, content.ledger.id)
            });
            if let Err(error) = written {
                return self.tell(NoticeKind::Failed(error));
            }
        }
        self.open_now(&path, false);
    }

    pub(super) fn close(&mut self) {
        self.finish_saving();
        self.opening = None;
        self.checking = None;
        self.close_typed();
        self.forget_evidence();
        self.document = None;
        self.lock = None;
        self.window_lock = None;
        self.import = None;
        self.sheets = None;
        self.merging = super::merging::Merging::default();
        self.packages.forget();
        self.rows.forget();
        self.pictures.clear();
        self.before.clear();
    }
}
