//! A file that is opened: a large one is read beside the window, which goes on meanwhile.
//!
//! **Invariant:** what is on the desk stays there, and may be worked on, until of the other file has been read what is
//! shown of a ledger; a large one may turn out to be damaged behind that, which is said then.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use crate::store::{
    StoreError,
    generations::read_generation,
    ledger_file::read_file,
    ledger_open::{NoLedger, OpenedFile, open_ledger},
    ledger_quick::{QuickFile, open_quick_file},
    package::is_package,
    recognise::is_packed,
    safe_write::Stamp,
};

use super::{
    command::Page,
    jobs::{Job, JobEvent, Wake},
    notice::NoticeKind,
    packages::ReviewFile,
    state::App,
};

/// A file from this size on is shown before it is looked through; below, that takes less than a blink.
const BIG: u64 = 2 << 20;

/// A file from so many bytes on is read, and looked through, beside the window: an old disk gives so much in a fifth of a
/// second.
pub(super) const BESIDE_BYTES: u64 = 16 << 20;

/// A file that is being read.
#[derive(Debug)]
pub(super) struct Opening {
    job: Job<FileRead>,
    path: PathBuf,
    read_only: bool,
}

/// The file the program is started with, read while the window is still being made.
#[derive(Debug)]
pub struct ReadAhead {
    job: Job<FileRead>,
    path: PathBuf,
    /// How the file was before it was read.
    stamp: Option<Stamp>,
}

impl ReadAhead {
    /// Starts reading; nothing where that has to wait for the window: a package asks before it is opened.
    pub fn start(path: &Path, now: Instant, wake: Wake) -> Option<Self> {
        let from = path.to_owned();
        let stamp = Stamp::of(path);
        let is_file = path.is_file() && !names_package(path);
        let job = is_file.then(|| Job::start("open", now, wake, move |_| read_any(&from, false)))?.ok()?;
        Some(Self { job, path: path.to_owned(), stamp })
    }
}

/// What a file turned out to be.
#[derive(Debug)]
enum FileRead {
    /// A ledger whose states are known.
    States(Box<QuickFile>),
    /// A ledger that was read line by line; `older` where it is one of the older copies.
    Whole { opened: Box<OpenedFile>, bytes: Vec<u8>, older: bool },
    /// A supervisor's remarks.
    Review,
    /// Nothing that can be opened.
    NoLedger(NoLedger),
    /// Nothing that can be read.
    Failed(StoreError),
}

/// Reads a file. Remarks of a supervisor are looked for only where a ledger is open to take them.
fn read_any(path: &Path, is_open: bool) -> FileRead {
    let is_big = std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() >= BIG);
    let read = match if is_big { open_quick_file(path) } else { Ok(None) } {
        Ok(Some(quick)) => return FileRead::States(Box::new(quick)),
        Ok(None) => read_file(path),
        Err(error) => Err(error),
    };
    let older = read.as_ref().is_ok_and(|bytes| is_packed(bytes));
    // The older copies that are kept are looked at where they lie, and never written.
    let bytes = match if older { read_generation(path) } else { read } {
        Ok(bytes) => bytes,
        Err(error) => return FileRead::Failed(error),
    };
    if is_open && ReviewFile::is_one(&bytes) {
        return FileRead::Review;
    }
    match open_ledger(&bytes) {
        Ok(opened) => FileRead::Whole { opened: Box::new(opened), bytes, older },
        Err(no_ledger) => FileRead::NoLedger(no_ledger),
    }
}

impl App {
    /// The file that is being read already is not read again when it is opened.
    pub fn expects(&mut self, ahead: ReadAhead) {
        self.ahead = Some(ahead);
    }

    /// Opens a file. What cannot be read is named, never replaced.
    pub(super) fn open(&mut self, path: &Path, read_only: bool) {
        // Before anything else: what is not used now is old when something is opened next.
        let ahead = self.take_ahead(path);
        let is_large = std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() >= BESIDE_BYTES);
        if !is_large || names_package(path) {
            return self.open_from(path, read_only, ahead);
        }
        if self.is_in_another_window(path, read_only) {
            return;
        }
        // What is read must hold what was done here so far.
        if self.holds(path) {
            return self.open_now(path, read_only);
        }
        let (from, is_open) = (path.to_owned(), self.document.is_some());
        let (now, wake) = (self.clock.instant, Arc::clone(&self.wake));
        let start = || Job::start("open", now, wake, move |_| read_any(&from, is_open));
        match ahead.map_or_else(start, Ok) {
            Ok(job) => self.opening = Some(Opening { job, path: path.to_owned(), read_only }),
            // Without a thread of its own it is read now.
            Err(_) => self.open_now(path, read_only),
        }
    }

    /// Opens a file and waits for it.
    pub(super) fn open_now(&mut self, path: &Path, read_only: bool) {
        self.open_from(path, read_only, None);
    }

    fn open_from(&mut self, path: &Path, read_only: bool, ahead: Option<Job<FileRead>>) {
        self.opening = None;
        if self.holds(path) {
            self.finish_saving();
        }
        // A ledger that somebody packed under its own name is said to be what it is.
        if names_package(path) {
            return self.open_package(path, None);
        }
        let ahead = ahead.and_then(|job| job.wait().ok());
        let read = ahead.unwrap_or_else(|| read_any(path, self.document.is_some()));
        self.put_read_on_desk(path, read, read_only);
    }

    /// What was read ahead of this file, if nobody has written it since and nothing is on the desk.
    fn take_ahead(&mut self, path: &Path) -> Option<Job<FileRead>> {
        let ahead = self.ahead.take()?;
        let is_same = ahead.path == path && ahead.stamp.is_some() && ahead.stamp == Stamp::of(path);
        (is_same && self.document.is_none()).then_some(ahead.job)
    }

    /// The file that is being read, once it has lasted long enough to be worth a word.
    pub fn opening(&self) -> Option<&Path> {
        let opening = self.opening.as_ref()?;
        opening.job.shown(self.clock.instant)?;
        Some(&opening.path)
    }

    /// True while a file is being read to be opened.
    pub fn is_opening(&self) -> bool {
        self.opening.is_some()
    }

    /// Leaves what is on the desk as it is.
    pub(super) fn stop_opening(&mut self) {
        self.opening = None;
    }

    /// Takes the file that was read where it is there.
    pub(super) fn tick_opening_file(&mut self) {
        let events = self.opening.as_mut().map(|opening| opening.job.take_events()).unwrap_or_default();
        for event in events {
            let ended = match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(read) => Ok(read),
                JobEvent::Failed(failed) => Err(failed),
            };
            let Some(Opening { path, read_only, .. }) = self.opening.take() else {
                return;
            };
            match ended {
                Ok(read) => self.put_read_on_desk(&path, read, read_only),
                Err(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
    }

    fn put_read_on_desk(&mut self, path: &Path, read: FileRead, read_only: bool) {
        match read {
            FileRead::Failed(error) => self.tell(NoticeKind::Failed(error)),
            FileRead::NoLedger(no_ledger) => self.tell(NoticeKind::NotOpened(path.to_owned(), no_ledger.0)),
            // A supervisor's remarks belong to the ledger that is open.
            FileRead::Review if self.document.is_some() => {
                self.page = Page::Exchange;
                self.start_looking(vec![path.to_owned()], None);
            }
            FileRead::Review => self.open_now(path, read_only),
            FileRead::States(_) | FileRead::Whole { .. } if self.is_in_another_window(path, read_only) => {}
            FileRead::States(quick) => {
                self.open_by_states(path.to_owned(), *quick, read_only);
                self.is_shown(path, !read_only);
            }
            FileRead::Whole { opened, bytes, older } => {
                self.show_whole(path, *opened, (!read_only && !older).then_some(bytes.as_slice()));
            }
        }
    }
}

/// A package by what it holds, unless it is called a ledger: then it is read as what it says it is.
fn names_package(path: &Path) -> bool {
    is_package(path) && path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("ron"))
}
