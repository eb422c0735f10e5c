//! How fast the store is beside its yardsticks: `cargo bench --bench store`.
//!
//! `STORE_ISSUES=1000,10000 STORE_CHANGES=6 cargo bench --bench store` for other sizes. `STORE_FOLDER` keeps the files
//! that are measured between runs, `STORE_ONLY=open,save` leaves out rows, by the beginning of their names.
//!
//! Each figure is the median of fresh processes on the same file in the same run, page cache warm, memory touched before.
//! At its end stands what each took for an issue, size by size. Exit status 1 where a bound does not hold.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measuring program may stop, and prints"
)]

mod data;
#[path = "../note.rs"]
mod note;
mod tasks;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::Instant,
};

/// What one process measured.
#[derive(Clone, Copy, Default)]
struct Figure {
    ms: f64,
    /// Resident and highest memory at the end, in megabytes.
    rss: f64,
    peak: f64,
}

/// A row of the table: ours, the yardstick, and what is asked of their ratio.
struct Row {
    name: &'static str,
    ours: &'static str,
    theirs: &'static str,
    /// Ours may take at most so many times the yardstick, or must be so many times faster.
    asked: Asked,
}

enum Asked {
    AtMost(f64),
    Faster(f64),
}

const ROWS: [Row; 8] = [
    Row { name: "open, against ron", ours: "open", theirs: "ron", asked: Asked::Faster(6.0) },
    Row { name: "open, against UTF-8 and lines", ours: "open", theirs: "scan", asked: Asked::AtMost(1.5) },
    Row { name: "open, against serde_json", ours: "open", theirs: "json", asked: Asked::Faster(1.0) },
    Row { name: "open, against SQLite, states", ours: "open", theirs: "sqlite", asked: Asked::Faster(1.0) },
    Row { name: "open, against LibreOffice", ours: "open", theirs: "office", asked: Asked::Faster(12.0) },
    Row { name: "save after one edit", ours: "save", theirs: "write", asked: Asked::AtMost(1.5) },
    Row { name: "first full save, against ron", ours: "full", theirs: "pretty", asked: Asked::Faster(20.0) },
    Row { name: "journal append and sync", ours: "journal", theirs: "append", asked: Asked::AtMost(1.2) },
];

fn rounds_of(task: &str) -> usize {
    match task {
        "pretty" | "ron" | "json" | "sqlite" => 3,
        _ => 5,
    }
}

/// A line of the kernel's account of this program, in megabytes; 0 on other systems.
fn memory(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|it| it.strip_prefix(line));
    let kilobytes = found.and_then(|it| it.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

fn measure(task: &str, folder: &Path) -> Option<Figure> {
    if task == "office" {
        return office(folder);
    }
    let program = std::env::current_exe().expect("this program");
    let mut figures: Vec<Figure> = (0..rounds_of(task))
        .map(|_| {
            let run = Command::new(&program).arg("child").arg(task).arg(folder).output().expect("a process");
            let said = String::from_utf8_lossy(&run.stdout).into_owned();
            assert!(run.status.success(), "{task}: {said}{}", String::from_utf8_lossy(&run.stderr));
            let last = said.lines().last().unwrap_or_default();
            let mut numbers = last.split_whitespace().filter_map(|it| it.parse::<f64>().ok());
            let mut next = || numbers.next().unwrap_or_default();
            Figure { ms: next(), rss: next(), peak: next() }
        })
        .collect();
    figures.sort_by(|a, b| a.ms.total_cmp(&b.ms));
    figures.get(figures.len() / 2).copied()
}

/// `LibreOffice` loads the same rows and writes them as plain text, which is the quickest it can do. The second round and
/// those after it have its profile made.
fn office(folder: &Path) -> Option<Figure> {
    let mut rounds: Vec<f64> = (0..3).filter_map(|_| office_once(folder)).collect();
    rounds.sort_by(f64::total_cmp);
    rounds.get(1).map(|ms| Figure { ms: *ms, ..Figure::default() })
}

fn office_once(folder: &Path) -> Option<f64> {
    tasks::touch_memory(folder);
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let from = Instant::now();
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "csv", "--outdir"])
        .args([folder.join("out"), folder.join(data::SHEET)])
        .output();
    run.ok().filter(|run| run.status.success())?;
    Some(from.elapsed().as_secs_f64() * 1e3)
}

/// What a row says, and whether its bound holds.
fn verdict(row: &Row, ours: f64, theirs: f64) -> (String, bool) {
    let (ratio, holds, asked) = match row.asked {
        Asked::AtMost(limit) => {
            let ratio = ours / theirs;
            (format!("{ratio:>6.2} x"), ratio <= limit, format!("<= {limit}"))
        }
        Asked::Faster(limit) => {
            let ratio = theirs / ours;
            (format!("{ratio:>6.1} x faster"), ratio >= limit, format!(">= {limit}"))
        }
    };
    (format!("{ratio:<16} (asked {asked}) {}", if holds { "met" } else { "MISSED" }), holds)
}

/// For the one table.
fn note_row(row: &Row, n_issues: usize, ours: f64, theirs: f64) {
    let what = match row.ours {
        "save" => "save after one edit, ms",
        "full" => "first full save, ms",
        "journal" => "journal append and sync, ms",
        _ => "open, ms",
    };
    let beside = match row.theirs {
        "ron" => "`ron`",
        "scan" => "reading, UTF-8 and lines",
        "json" => "serde_json",
        "sqlite" => "SQLite, the states",
        "office" => "LibreOffice",
        "write" => "writing, syncing, hashing the same bytes",
        "pretty" => "`ron`, pretty",
        _ => "a bare append and fsync",
    };
    let beside = match row.asked {
        Asked::AtMost(most) => note::Beside::at_most(beside, theirs, most),
        Asked::Faster(least) => note::Beside::faster(beside, theirs, least),
    };
    note::note(what, n_issues, ours, Some(beside));
}

/// What one size came to.
#[derive(Default)]
struct Measured {
    n_issues: usize,
    ours: Vec<(&'static str, Figure)>,
    n_missed: usize,
}

fn table(n_issues: usize, n_changes: usize, folder: &Path) -> Measured {
    let only = std::env::var("STORE_ONLY").unwrap_or_default();
    let wanted =
        |row: &Row| only.is_empty() || only.split(',').any(|word| row.name.starts_with(word) || row.theirs == word);
    data::prepare(n_issues, n_changes, folder, &|task| ROWS.iter().any(|row| wanted(row) && row.theirs == task));
    let bytes = std::fs::metadata(folder.join(data::LEDGER)).expect("a file").len() as f64;
    println!("{n_issues} issues x {n_changes} changes, {:.0} MB", bytes / 1e6);
    let mut known: Vec<(&str, Option<Figure>)> = Vec::new();
    let mut measured = Measured { n_issues, ..Measured::default() };
    for row in ROWS.iter().filter(|row| wanted(row)) {
        let mut figure = |task: &'static str| {
            if let Some((_, figure)) = known.iter().find(|(name, _)| *name == task) {
                return *figure;
            }
            let figure = measure(task, folder);
            known.push((task, figure));
            figure
        };
        let (ours, theirs) = (figure(row.ours), figure(row.theirs));
        match (ours, theirs) {
            (Some(own), Some(other)) => {
                let (said, holds) = verdict(row, own.ms, other.ms);
                measured.n_missed += usize::from(!holds);
                if !measured.ours.iter().any(|(name, _)| *name == row.ours) {
                    measured.ours.push((row.ours, own));
                }
                let (name, theirs) = (row.name, row.theirs);
                note_row(row, n_issues, own.ms, other.ms);
                println!("  {name:<32} {:>9.2} ms   {theirs:<8} {:>9.2} ms   {said}", own.ms, other.ms);
            }
            _ => println!("  {:<32} not measured: {} is not installed", row.name, row.theirs),
        }
    }
    for (name, task) in [
        ("fold of every change", "fold"),
        ("fold, compared with the states", "check"),
        ("plan, an item for 100 issues", "plan"),
    ] {
        if let Some(alone) = only.is_empty().then(|| measure(task, folder)).flatten() {
            note::note(&format!("{name}, ms"), n_issues, alone.ms, None);
            println!("  {name:<32} {:>9.2} ms", alone.ms);
            measured.ours.push((task, alone));
        }
    }
    if let Some(ready) = measure("ready", folder) {
        println!(
            "  {:<32} {:>9.2} ms   {:.0} MB resident, {:.0} MB at most = {:.2} x the file (asked <= 3)",
            "history and search ready",
            ready.ms,
            ready.rss,
            ready.peak,
            ready.rss * 1.048_576e6 / bytes
        );
        note::note("history and search ready, ms", n_issues, ready.ms, None);
        let file = note::Beside::at_most("the file", bytes / 1e6, 3.0);
        note::note("memory then, MB", n_issues, ready.rss * 1.048_576, Some(file));
        measured.ours.push(("ready", ready));
    }
    measured
}

/// What an issue took, size by size: it must not grow.
fn growth(all: &[Measured]) {
    println!("\nfor an issue, in microseconds (of the highest memory, in kilobytes)");
    let names = all.first().map(|first| first.ours.iter().map(|(name, _)| *name)).into_iter().flatten();
    for name in names.filter(|name| *name != "journal") {
        let of = |one: &Measured| {
            let (_, figure) = one.ours.iter().find(|(other, _)| *other == name)?;
            let n = one.n_issues as f64;
            Some(format!("{:>7}: {:>7.1} ({:>5.1})", one.n_issues, figure.ms * 1e3 / n, figure.peak * 1e3 / n))
        };
        println!("  {name:<10} {}", all.iter().filter_map(of).collect::<Vec<_>>().join("   "));
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if let [_, child, task, folder] = words.as_slice()
        && child == "child"
    {
        let took = tasks::run(task, &PathBuf::from(folder));
        println!("{} {} {}", took.as_secs_f64() * 1e3, memory("VmRSS:"), memory("VmHWM:"));
        return ExitCode::SUCCESS;
    }
    let number = |name: &str| std::env::var(name).ok();
    let sizes = number("STORE_ISSUES").unwrap_or_else(|| "1000,10000,100000".to_owned());
    let n_changes = number("STORE_CHANGES").and_then(|it| it.parse().ok()).unwrap_or(6);
    let temp = tempfile::tempdir().expect("a folder");
    let root = number("STORE_FOLDER").map_or_else(|| temp.path().to_owned(), PathBuf::from);
    let of_size = |n_issues: usize| {
        let folder = root.join(format!("{n_issues}x{n_changes}"));
        std::fs::create_dir_all(&folder).expect("a folder");
        table(n_issues, n_changes, &folder)
    };
    let all: Vec<Measured> = sizes.split(',').filter_map(|it| it.parse().ok()).map(of_size).collect();
    growth(&all);
    // What is asked is asked of the biggest.
    let n_missed = all.last().map_or(0, |biggest| biggest.n_missed);
    println!("{n_missed} bounds missed with the biggest ledger");
    ExitCode::from(u8::from(n_missed > 0))
}
