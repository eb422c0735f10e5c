//! What offices do to files. Each test ends with every acknowledged change present, or with a refusal in words and the last
//! good file untouched, and prints how many rounds it ran.
//!
//! With `LONG` set the rounds are many more; `.ci/long` runs them so.

mod clock_back;
mod damaged;
mod disk;
mod disk_full;
mod guards;
mod killed;
mod read_only;
mod savers;
#[cfg(target_os = "linux")]
mod sticks;

use std::{
    collections::BTreeSet,
    env,
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{NaiveDate, NaiveDateTime};
use rectification_ledger::{
    app::{App, Clock, Command, Document, Identity, StartOptions, WakeFn, random_id, save_in_turn},
    domain::{
        ChangeId, IssueId, LedgerId,
        issue::IssueValue,
        ledger::Ledger,
        rules::{Action, Role},
    },
    store::{
        StoreError,
        ledger_open::{OpenedFile, open_ledger},
        ledger_write::{LedgerContent, save_ledger},
        paths::DataFolder,
        safe_write::Known,
    },
};

/// So many rounds in the gate, so many with `LONG`.
fn rounds(short: usize, long: usize) -> usize {
    if env::var_os("LONG").is_some() { long } else { short }
}

/// Says what a test does without; in the long form, which makes what it needs, that is a failure.
#[expect(clippy::print_stdout, reason = "a test says what it skips")]
fn skipped(what: &str, why: &str) {
    assert!(env::var_os("LONG").is_none(), "{what} cannot be made here: {why}");
    println!("skipped: {what} cannot be made here: {why}");
}

fn who() -> Identity {
    Identity { name: "李明".to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default() }
}

fn noon() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    day.and_hms_opt(12, 0, 0).expect("a time")
}

fn clock_at(now: NaiveDateTime) -> Clock {
    Clock { now, today: now.date(), instant: Instant::now() }
}

/// A ledger in a folder of its own, and the data folder of a computer.
#[derive(Clone, Debug)]
struct Place {
    ledger: PathBuf,
    data: DataFolder,
}

impl Place {
    /// Both in one folder.
    fn in_folder(folder: &Path) -> Self {
        Self { ledger: folder.join("台账.ron"), data: DataFolder::new(folder.join("data")) }
    }

    /// Writes a ledger of nothing.
    fn found(&self) {
        let content = LedgerContent { ledger: Ledger::new(LedgerId(random_id())), ..LedgerContent::default() };
        save_ledger(&self.ledger, Known::Absent, &content).expect("saved");
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.ledger).expect("the ledger's file")
    }

    fn read(&self) -> OpenedFile {
        open_ledger(&self.bytes()).expect("a ledger")
    }

    /// Opens it as the program does: journals left behind are taken in.
    fn open(&self) -> Result<Document, StoreError> {
        let opened = self.read();
        assert!(opened.is_sound(), "{:?}", opened.faults);
        self.wait_for_journal(&opened.content.ledger.id.to_string());
        Document::new(&self.ledger, opened.content, Some(opened.mark), Some(&self.data)).map(|(document, _)| document)
    }

    /// Waits until nobody holds the journal that was let go of: a program that another test starts holds all our locks too,
    /// until it is its own.
    fn wait_for_journal(&self, id: &str) {
        let lock = self.data.journal(id).with_extension("journal.lock");
        let is_held =
            || File::open(&lock).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)));
        let since = Instant::now();
        while is_held() {
            assert!(since.elapsed() < Duration::from_mins(1), "the journal is still held");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Starts the whole program without its window, and opens the ledger in it.
    fn start(&self, now: NaiveDateTime) -> App {
        let options = StartOptions { data: self.data.clone(), wake: WakeFn(Arc::new(|| ())) };
        let mut app = App::start(options, clock_at(now));
        app.run(Command::SetIdentity(who()));
        app.run(Command::Open(self.ledger.clone()));
        app
    }
}

/// The step of a session: every third registers an issue, the others write over one.
fn step(document: &Document, number: usize) -> Action {
    // Never what was typed before: that would be no change.
    let title = IssueValue::Title(format!("问题 {number}\n“污泥”处置 {}", document.content().history.len()));
    let known = document.ledger().issues.keys().next().copied();
    match known.filter(|_| !number.is_multiple_of(3)) {
        Some(issue) => Action::SetIssue { issue, value: title },
        None => Action::RegisterIssue { issue: IssueId(random_id()), values: vec![title] },
    }
}

/// Saves with the window's own job, an older copy kept where it is time for one.
fn save(document: &mut Document, data: &DataFolder, now: NaiveDateTime) -> Result<(), StoreError> {
    let (snapshot, revision) = (document.snapshot(), document.revision());
    let known = document.known().map_or(Known::Absent, Known::Mark);
    let (mark, not_kept) = save_in_turn(data, (document.path(), known), &snapshot, now)?;
    document.was_saved(revision, mark, now)?;
    not_kept.map_or(Ok(()), Err)
}

fn ids(content: &LedgerContent) -> BTreeSet<ChangeId> {
    content.history.ids().collect()
}

/// What the program told, as it was thought.
fn told(app: &App) -> Vec<String> {
    app.all_notices().map(|notice| format!("{:?}", notice.kind)).collect()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }
}
