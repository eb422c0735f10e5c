//! The program killed at any moment: every change it has acknowledged is there when it starts again.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use chrono::{NaiveDate, NaiveDateTime};
use rectification_ledger::{
    app::{Clock, Document, Identity, random_id},
    domain::{
        ids::{DeviceId, IssueId, LedgerId},
        issue::IssueValue,
        ledger::Ledger,
        rules::Action,
    },
    store::{
        generations::{Keep, keep_generation},
        ledger_check::check_ledger,
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, ledger_to_bytes, save_ledger},
        paths::DataFolder,
        safe_write::Known,
    },
};
use tempfile::TempDir;

/// Tells the test program that it is the one to be killed, and where it works.
const FOLDER: &str = "RECTIFICATION_LEDGER_KILL_FOLDER";

const N_ROUNDS: usize = 20;

fn who() -> Identity {
    Identity { name: "李明".to_owned(), unit: "市整改办".to_owned(), device: DeviceId(1), ..Identity::default() }
}

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let now: NaiveDateTime = today.and_hms_opt(12, 0, 0).expect("a time");
    let instant = Instant::now();
    Clock { now, today, instant }
}

fn open(folder: &Path) -> Document {
    let path = folder.join("台账.ron");
    let data = DataFolder::new(folder.join("data"));
    let bytes = fs::read(&path).expect("the file");
    let opened = open_ledger(&bytes).expect("a ledger");
    assert!(opened.is_sound(), "{:?}", opened.faults);
    let (document, _) = Document::new(&path, opened.content, Some(opened.mark), Some(&data)).expect("a document");
    document
}

/// Enters and renames issues and saves in between, and tells each change once it is acknowledged.
fn work(folder: &Path) {
    let mut document = open(folder);
    let mut out = std::io::stdout().lock();
    for number in 0_usize..10_000 {
        let title = IssueValue::Title(format!("问题 {number}\n“污泥”"));
        let known = document.ledger().issues.keys().next().copied();
        let action = match known.filter(|_| number % 3 > 0) {
            Some(issue) => Action::SetIssue { issue, value: title },
            None => Action::RegisterIssue { issue: IssueId(random_id()), values: vec![title] },
        };
        let done = document.act(&action, &who(), clock()).expect("done");
        let change = done.expect("a change");
        writeln!(out, "ack {change}").expect("told");
        out.flush().expect("told");
        if number % 5 == 4 {
            save(&mut document, folder);
        }
    }
}

fn save(document: &mut Document, folder: &Path) {
    let (snapshot, revision) = (document.snapshot(), document.revision());
    let known = document.known().map_or(Known::Absent, Known::Mark);
    let mark = save_ledger(document.path(), known, &snapshot).expect("saved");
    document.was_saved(revision, mark, clock().now).expect("a fresh journal");
    let bytes = ledger_to_bytes(&snapshot).expect("bytes");
    keep_generation(&folder.join("older"), &bytes, clock().now, &Keep::default()).expect("kept");
}

/// The program that is killed; without its folder it has nothing to do.
#[test]
fn the_program_to_be_killed_works_until_it_is() {
    if let Some(folder) = env::var_os(FOLDER) {
        work(Path::new(&folder));
    }
}

/// Starts the program, kills it after so many acknowledged changes and a moment more, and returns what it had told.
fn kill_after(folder: &Path, n_acks: usize, moment: Duration) -> Vec<String> {
    let program = env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["--exact", "store_kill::the_program_to_be_killed_works_until_it_is", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut acks = Vec::new();
    let mut told = |line: &str| acks.extend(line.split_once("ack ").map(|(_, change)| change.to_owned()));
    for line in lines.by_ref().map_while(Result::ok).filter(|line| line.contains("ack ")).take(n_acks) {
        told(&line);
    }
    std::thread::sleep(moment);
    child.kill().expect("killed");
    child.wait().expect("gone");
    // What it told before it died counts as well; a line cut short was not told.
    for line in lines.map_while(Result::ok).filter(|line| line.len() >= 68) {
        told(&line);
    }
    acks
}

#[test]
fn a_program_killed_two_hundred_times_loses_no_acknowledged_change() {
    // With LONG two thousand times.
    let n_folders = if env::var_os("LONG").is_some() { 100 } else { 10 };
    let mut n_told = 0;
    for series in 0..n_folders {
        let root = TempDir::new().expect("a folder");
        let content = LedgerContent { ledger: Ledger::new(LedgerId(random_id())), ..LedgerContent::default() };
        save_ledger(&root.path().join("台账.ron"), Known::Absent, &content).expect("saved");
        let mut all = Vec::new();
        for round in 0..N_ROUNDS {
            let n_acks = (series * 7 + round * 5) % 13;
            let moment = Duration::from_micros(((series * 331 + round * 977) % 4000) as u64);
            all.extend(kill_after(root.path(), n_acks, moment));
            let document = open(root.path());
            for change in &all {
                let is_here = document.content().history.in_order().any(|known| known.id.to_string() == *change);
                assert!(is_here, "series {series}, round {round}: {change} is lost");
            }
        }
        let document = open(root.path());
        let check = check_ledger(&ledger_to_bytes(document.content()).expect("bytes"));
        let check = check.expect("a ledger");
        assert!(check.ok, "series {series}: {check:?}");
        n_told += all.len();
    }
    println!("killed {} times; {n_told} changes acknowledged, all found", n_folders * N_ROUNDS);
    assert!(n_told >= n_folders * N_ROUNDS, "{n_told} changes were told");
}
