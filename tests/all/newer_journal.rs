//! A journal that a newer program left behind: what an older one does not understand in it is kept beside it.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDateTime;
use rectification_ledger::{
    app::{App, Clock, Command, Document, Identity, NoticeKind, Recovered, StartOptions, WakeFn},
    domain::{LedgerId, ledger::Ledger, rules::Role},
    store::{
        journal::{JOURNAL_FORMAT, Journal, JournalHeader},
        journal_slot::JournalSlot,
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, save_ledger},
        paths::DataFolder,
        safe_write::Known,
    },
};
use tempfile::TempDir;

/// A change about something this version knows nothing of.
const NEWER: &str = "(header:(mood:\"new\"),parts:[(Budget(7),Hidden)])";

const ID: LedgerId = LedgerId(7);

fn noon() -> NaiveDateTime {
    "2026-09-18T12:00:00".parse().expect("a time")
}

struct Desk {
    root: TempDir,
    data: DataFolder,
}

impl Desk {
    /// With a saved ledger of nothing.
    fn new() -> Self {
        let root = TempDir::new().expect("a folder");
        let data = DataFolder::new(root.path().join("data"));
        let desk = Self { root, data };
        let content = LedgerContent { ledger: Ledger::new(ID), ..LedgerContent::default() };
        save_ledger(&desk.path(), Known::Absent, &content).expect("saved");
        desk
    }

    fn path(&self) -> PathBuf {
        self.root.path().join("台账.ron")
    }

    fn journal(&self) -> PathBuf {
        self.data.journal(&ID.to_string())
    }

    /// A newer program was killed before it saved. Returns what its journal is.
    fn leave(path: &Path, format: u32) -> Vec<u8> {
        let header = JournalHeader { format, ledger: ID.to_string(), heads: Vec::new(), file: None };
        let mut journal = Journal::start(path, &header).expect("a journal");
        journal.append(NEWER).expect("added");
        fs::read(path).expect("the journal")
    }

    /// Waits until nobody holds the journals: a program that another test starts holds all our locks too, until it is
    /// its own.
    fn wait_for_journals(&self) {
        let would_block = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
        let since = Instant::now();
        while self.files("lock").iter().any(|lock| File::open(lock).is_ok_and(would_block)) {
            assert!(since.elapsed() < Duration::from_mins(1), "a journal is still held");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn open(&self) -> (Document, Recovered) {
        self.wait_for_journals();
        let opened = open_ledger(&fs::read(self.path()).expect("the file")).expect("a ledger");
        Document::new(&self.path(), opened.content, Some(opened.mark), Some(&self.data)).expect("a document")
    }

    /// The files among the journals with that ending.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.data.journals()).into_iter().flatten().flatten();
        let all = entries.map(|entry| entry.path());
        all.filter(|path| path.extension().is_some_and(|it| it.to_string_lossy().starts_with(ending))).collect()
    }

    /// What lies beside the journals.
    fn copies(&self) -> Vec<PathBuf> {
        [self.files("unread"), self.files("newer"), self.files("torn"), self.files("broken")].concat()
    }
}

fn save(document: &mut Document) {
    let known = document.known().map_or(Known::Absent, Known::Mark);
    let mark = save_ledger(document.path(), known, document.content()).expect("saved");
    document.was_saved(document.revision(), mark, noon()).expect("anew");
}

#[test]
fn what_an_older_program_cannot_read_outlives_its_saves() {
    for (format, n_lines) in [(JOURNAL_FORMAT, 1), (JOURNAL_FORMAT + 1, 2)] {
        let desk = Desk::new();
        let before = Desk::leave(&desk.journal(), format);
        for _ in 0..2 {
            let (_document, recovered) = desk.open();
            assert_eq!((recovered.changes, recovered.broken), (0, n_lines), "it is told each time");
            assert_eq!(recovered.kept_as, desk.copies(), "and copied once");
        }
        let (mut document, _) = desk.open();
        save(&mut document);
        let now = fs::read_to_string(desk.journal()).expect("the journal");
        assert!(!now.contains(NEWER), "it started anew: {now}");
        let copies = desk.copies();
        assert_eq!(copies.len(), 1, "{copies:?}");
        assert_eq!(fs::read(&copies[0]).expect("the copy"), before);
        drop(document);
        assert_eq!(desk.open().1, Recovered::default(), "nothing is told any more");
    }
}

#[test]
fn what_another_window_of_a_newer_program_left_is_kept_before_its_journal_goes() {
    let desk = Desk::new();
    let slots = [(); 2].map(|()| JournalSlot::take(&desk.data, &ID.to_string()).expect("a journal"));
    let second = slots[1].path().clone();
    drop(slots);
    let before = Desk::leave(&second, JOURNAL_FORMAT);
    let (mut document, recovered) = desk.open();
    assert_eq!(recovered.kept_as, desk.copies());
    save(&mut document);
    assert!(!second.exists(), "the file holds what could be read");
    let copies = desk.copies();
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(fs::read(&copies[0]).expect("the copy"), before);
}

#[test]
fn what_cannot_be_read_is_kept_before_the_journal_is_written_anew() {
    let desk = Desk::new();
    let before = Desk::leave(&desk.journal(), JOURNAL_FORMAT);
    let (mut document, recovered) = desk.open();
    document.scrub_journal().expect("written anew");
    assert!(!fs::read_to_string(desk.journal()).expect("the journal").contains(NEWER), "only what could be read");
    assert_eq!(fs::read(&recovered.kept_as[0]).expect("the copy"), before);
}

#[test]
fn who_opens_the_ledger_is_told_where_the_copy_is() {
    let desk = Desk::new();
    Desk::leave(&desk.journal(), JOURNAL_FORMAT);
    let clock = Clock { now: noon(), today: noon().date(), instant: Instant::now() };
    let options = StartOptions { data: desk.data.clone(), wake: WakeFn(Arc::new(|| ())) };
    let mut app = App::start(options, clock);
    app.run(Command::SetIdentity(Identity { name: "王敏".to_owned(), role: Role::Office, ..Identity::default() }));
    app.run(Command::Open(desk.path()));
    let copies = desk.copies();
    let told = |kind: &NoticeKind| matches!(kind, NoticeKind::Recovered(found) if found.kept_as == copies);
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert!(app.all_notices().any(|notice| told(&notice.kind)), "{:?}", app.notices());
}
