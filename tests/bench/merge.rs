//! How long `ledger merge` takes beside opening both ledgers: `cargo bench --bench merge` (or `-- 10000` for another size).
//!
//! Two copies of one ledger that differ by a change for every hundred issues each; opening, then merging with the writing of the result.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measuring program may stop, and prints"
)]

#[expect(dead_code, reason = "others ask for other bounds")]
mod note;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{Clock, Identity, generate::generate, random_id, scribe::Scribe},
    domain::{
        DeviceId, IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, save_ledger},
        safe_write::Known,
    },
};

const ROUNDS: usize = 5;

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// A copy with so many changes of its own.
fn apart(content: &LedgerContent, name: &str, changes: usize, field: impl Fn(String) -> IssueValue) -> LedgerContent {
    let device = DeviceId(random_id());
    let who = Identity { name: name.to_owned(), unit: "市整改办".to_owned(), role: Role::Office, device };
    let mut scribe = Scribe::new(content.clone(), who, clock(), Box::new(random_id));
    scribe.clock_confirmed = true;
    let issues: Vec<IssueId> = content.ledger.issues.keys().copied().collect();
    for n in 0..changes {
        let issue = issues[n * 97 % issues.len()];
        let value = field(format!("{name}第{n}次"));
        scribe.act(Action::SetIssue { issue, value }).expect("a change");
    }
    scribe.content
}

fn timed(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

fn open(path: &Path) {
    let bytes = fs::read(path).expect("the file");
    let opened = open_ledger(&bytes).expect("a ledger");
    assert!(opened.is_sound(), "whole");
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    sizes.into_iter().for_each(measure);
}

fn measure(n_issues: usize) {
    let n_changes = n_issues / 100;
    let folder = tempfile::tempdir().expect("a folder");
    let (a, b) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let content = generate(n_issues, n_issues / 20, 7, clock()).expect("a ledger");
    save_ledger(&a, Known::Absent, &apart(&content, "刘敏", n_changes, IssueValue::Goal)).expect("saved");
    save_ledger(&b, Known::Absent, &apart(&content, "周强", n_changes, IssueValue::ClosingStandard)).expect("saved");
    let megabytes = fs::metadata(&a).expect("a file").len() as f64 / 1e6;
    println!("{n_issues} issues, {megabytes:.0} MB a file, {n_changes} changes apart on each side");
    let both = timed(|| {
        open(&a);
        open(&b);
    });
    let ledger = Path::new(env!("CARGO_BIN_EXE_ledger"));
    let run = |arguments: &[&Path]| {
        let done = Command::new(ledger)
            .args(arguments)
            .env("RECTIFICATION_LEDGER_DATA", folder.path().join("data"))
            .stdout(Stdio::null())
            .status();
        assert!(done.expect("the program").success(), "merged");
    };
    let out = folder.path().join("out.ron");
    let preview = timed(|| run(&[Path::new("merge"), &a, &b, Path::new("--preview")]));
    let merged = timed(|| {
        fs::remove_file(&out).ok();
        run(&[Path::new("merge"), &a, &b, Path::new("-o"), &out]);
    });
    let ratio = |time: Duration| time.as_secs_f64() / both.as_secs_f64();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    for (what, took) in [("ledger merge --preview, ms", preview), ("ledger merge -o OUT, read back, ms", merged)] {
        note::note(what, n_issues, ms(took), Some(note::Beside::only("opening both, one after the other", ms(both))));
    }
    println!("opening both, one after the other   {:>8.0} ms", ms(both));
    println!("ledger merge --preview              {:>8.0} ms   {:.2} x", ms(preview), ratio(preview));
    println!("ledger merge -o OUT, read back      {:>8.0} ms   {:.2} x", ms(merged), ratio(merged));
}
