//! How long a big table takes out and in: `cargo bench --bench sheets` (or `-- 10000` for another size).
//!
//! Out: the grid's view of up to 100,000 issues in 20 columns as .xlsx, rows worked out, written and packed. Beside it
//! `LibreOffice`, where it is installed, loads the same file and writes it again, on the same machine in the same run.
//! In: that file compared with the ledger it came from, and taken into an empty one. Each part runs in a program of its
//! own with the ledger opened from its file, history and all, so that the memory told is what a clerk's program needs
//! (of its opening the highest is told too, for it is higher for a moment).

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program may stop, and prints")]

#[expect(dead_code, reason = "others ask for other bounds")]
mod note;

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{
        Clock, Column, FormFormat, FormName, Identity, Layout, RowQuery,
        export::{ExportTask, make, view_form},
        generate::generate,
        scribe::{Scribe, context},
        sheet_import::{CsvOptions, SheetSession, read_file},
    },
    domain::{LedgerId, ledger::Ledger, record::Month, rules::Role},
    store::{
        ledger_quick::{QuickFile, open_quick_file},
        ledger_write::{LedgerContent, ledger_to_bytes},
        safe_write::safe_write,
    },
};

const ROUNDS: usize = 3;
/// With the counter, twenty.
const COLUMNS: usize = 19;

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// A line of the kernel's account of this program, in megabytes; none on other systems.
fn memory(line: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|it| it.strip_prefix(line))?;
    let kilobytes: f64 = found.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Lets the peak begin anew. Where that cannot be, the peak told is that of the whole program.
#[expect(clippy::disallowed_methods, reason = "a switch of the kernel, no file")]
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").ok();
}

const LEDGER: &str = "ledger.ron";
const SHEET: &str = "view.xlsx";

fn make_ledger(folder: &Path, n: usize) {
    let bytes = ledger_to_bytes(&generate(n, 0, 7, clock()).expect("a ledger")).expect("bytes");
    safe_write(&folder.join(LEDGER), &bytes).expect("a file");
}

/// As the window opens it: shown by its states, its history verified, and its text packed behind that.
fn open(folder: &Path) -> LedgerContent {
    let QuickFile { content, verdict } = open_quick_file(&folder.join(LEDGER)).expect("a file").expect("a ledger");
    verdict.wait(&content.history).expect("a whole file");
    verdict.pack();
    content
}

fn task(ledger: Ledger) -> ExportTask {
    let columns: Vec<Column> = Column::ALL.iter().copied().take(COLUMNS).collect();
    ExportTask {
        form: FormName::View,
        format: FormFormat::Xlsx,
        ledger,
        query: RowQuery::default(),
        view: view_form(&Layout::of_columns(&columns), String::new()),
        month: Month { year: 2026, month: 8 },
        public: false,
        unit: "市整改办".to_owned(),
        own_unit: None,
        clock: clock(),
    }
}

fn export(folder: &Path, n: usize) -> Duration {
    let content = open(folder);
    println!("{n:>7} x 20  opened   peak {:.0} MB", memory("VmHWM:").unwrap_or_default());
    let task = task(content.ledger.clone());
    let mut times = Vec::new();
    let (before, mut peak) = (memory("VmRSS:").unwrap_or_default(), 0.0_f64);
    let mut size = 0;
    for _ in 0..ROUNDS {
        forget_peak();
        let from = Instant::now();
        let made = make(&task, &mut |_, _| true).expect("a workbook");
        times.push(from.elapsed());
        peak = peak.max(memory("VmHWM:").unwrap_or_default());
        size = made.bytes.len();
        safe_write(&folder.join(SHEET), &made.bytes).expect("a file");
    }
    times.sort();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    println!(
        "{n:>7} x 20  export .xlsx   median {:>6.2} s   {:.1} MB   peak {peak:.0} MB, of which the open ledger {before:.0} MB",
        median.as_secs_f64(),
        size as f64 / 1e6
    );
    median
}

/// `LibreOffice` loads the file and writes it again; nothing where it is not installed.
fn office(folder: &Path, file: &Path) -> Option<Duration> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let out = folder.join("out");
    let convert = |file: &Path| {
        let from = Instant::now();
        let run = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
            .args([&out, file])
            .output();
        run.ok().filter(|run| run.status.success()).map(|_| from.elapsed())
    };
    let took = convert(file)?;
    let name = file.file_name()?;
    out.join(name).exists().then_some(took)
}

/// Reads the file, maps its columns, compares every row: with the ledger it came from, or with an empty one.
fn import(folder: &Path, n: usize, all_new: bool) -> Duration {
    let mut scribe = Scribe::new(
        if all_new {
            LedgerContent { ledger: Ledger::new(LedgerId(1)), ..LedgerContent::default() }
        } else {
            open(folder)
        },
        Identity { name: "测速".to_owned(), role: Role::Office, ..Identity::default() },
        clock(),
        Box::new(counted()),
    );
    scribe.clock_confirmed = true;
    let who = context(&scribe.content, &scribe.who, clock(), true);
    let before = memory("VmRSS:").unwrap_or_default();
    forget_peak();
    let from = Instant::now();
    let read = read_file(&folder.join(SHEET), CsvOptions::default(), &|_, _| true).expect("read");
    let reading = from.elapsed();
    let mut session = SheetSession::of_files(vec![read], &scribe.content.ledger.directory, clock().today, &[]);
    let outcome = session.compare(&scribe.content.ledger, &who);
    let (took, rows, actions) = (from.elapsed(), outcome.rows.len(), outcome.action.len());
    let peak = memory("VmHWM:").unwrap_or_default();
    println!(
        "{n:>7} x 20  import .xlsx, {}   {:>6.2} s, of which reading {:.2} s   {rows} rows, {actions} actions   peak {peak:.0} MB, of which before {before:.0} MB",
        if all_new { "all new" } else { "compared" },
        took.as_secs_f64(),
        reading.as_secs_f64(),
    );
    if all_new {
        let action = session.into_action();
        forget_peak();
        let from = Instant::now();
        scribe.act(action).expect("it is taken");
        println!(
            "{n:>7} x 20  taken as one change   {:>6.2} s   peak {:.0} MB, the ledger and its history then {:.0} MB",
            from.elapsed().as_secs_f64(),
            memory("VmHWM:").unwrap_or_default(),
            memory("VmRSS:").unwrap_or_default(),
        );
    }
    took
}

fn counted() -> impl FnMut() -> u128 {
    let mut n = 0;
    move || {
        n += 1;
        n
    }
}

/// Runs one part in a program of its own; gives how long it says it took.
fn apart(part: &str, folder: &Path, n: usize) -> Duration {
    let program = std::env::current_exe().expect("this program");
    let run = Command::new(program).arg("part").arg(part).arg(folder).arg(n.to_string()).output().expect("a run");
    let said = String::from_utf8_lossy(&run.stdout);
    let mut seconds = 0.0;
    for line in said.lines() {
        match line.strip_prefix("took ") {
            Some(number) => seconds = number.parse().unwrap_or_default(),
            None => println!("{line}"),
        }
    }
    assert!(run.status.success(), "{part}: {}", String::from_utf8_lossy(&run.stderr));
    Duration::from_secs_f64(seconds)
}

fn part(part: &str, folder: &Path, n: usize) {
    let took = match part {
        "make" => {
            make_ledger(folder, n);
            Duration::ZERO
        }
        "export" => export(folder, n),
        "compared" => import(folder, n, false),
        _ => import(folder, n, true),
    };
    println!("took {}", took.as_secs_f64());
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [said, name, folder, n] = words.as_slice()
        && said == "part"
    {
        return part(name, Path::new(folder), n.parse().unwrap_or_default());
    }
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    let folder = tempfile::tempdir().expect("a folder");
    for n in sizes {
        apart("make", folder.path(), n);
        let ours = apart("export", folder.path(), n);
        let theirs = office(folder.path(), &folder.path().join(SHEET));
        let compared = apart("compared", folder.path(), n);
        let all_new = apart("new", folder.path(), n);
        let beside = theirs.map(|it| note::Beside::only("LibreOffice, loading and writing it", it.as_secs_f64() * 1e3));
        for (what, took) in [("export", ours), ("import, compared", compared), ("import, all new", all_new)] {
            note::note(&format!("{what}, .xlsx of 20 columns, ms"), n, took.as_secs_f64() * 1e3, beside);
        }
        let Some(theirs) = theirs else {
            println!("{n:>7} x 20  LibreOffice is not installed: no ratio");
            continue;
        };
        let ratio = |own: Duration| theirs.as_secs_f64() / own.as_secs_f64();
        println!(
            "{n:>7} x 20  LibreOffice loads and writes it   {:>6.2} s   ratio: export {:.1}, import compared {:.1}, import all new {:.1}",
            theirs.as_secs_f64(),
            ratio(ours),
            ratio(compared),
            ratio(all_new)
        );
    }
}
