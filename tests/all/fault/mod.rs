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
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use chrono::{NaiveDate, NaiveDateTime};
use rectification_ledger::{
    app::{App, Clock, Command, Document, Identity, StartOptions, WakeFn, random_id},
    domain::{
        ChangeId, IssueId, LedgerId,
        issue::IssueValue,
        ledger::Ledger,
        rules::{Action, Role},
    },
    store::{
        StoreError,
        generations::{Keep, keep_generation},
        ledger_open::{OpenedFile, open_ledger},
        ledger_write::{LedgerContent, ledger_to_bytes, save_ledger},
        paths::DataFolder,
        safe_write::Known,
    },
};

/// So many rounds in the gate, so many with `LONG`.
fn rounds(short: usize, long: usize) -> usize {
    if env::var_os("LONG").is_some() { long } else { short }
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
        Document::new(&self.ledger, opened.content, Some(opened.hash), Some(&self.data)).map(|(document, _)| document)
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

/// Saves as the window does, an older copy kept.
fn save(document: &mut Document, data: &DataFolder, now: NaiveDateTime) -> Result<(), StoreError> {
    let snapshot = document.snapshot();
    let known = document.known().map_or(Known::Absent, Known::Hash);
    let hash = save_ledger(document.path(), known, &snapshot)?;
    document.was_saved(&snapshot, hash, now)?;
    let bytes = ledger_to_bytes(&snapshot).expect("as text");
    keep_generation(&data.generations(&document.id().to_string()), &bytes, now, &Keep::default()).map(drop)
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
