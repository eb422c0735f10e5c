//! How long a big table takes out and in: `cargo bench --bench sheets` (or `-- 10000` for another size).
//!
//! Out: the grid's view of 100,000 issues in 20 columns as .xlsx, rows worked out, written and packed. Beside it
//! `LibreOffice`, where it is installed, loads the same file and writes it again, on the same machine in the same run.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program may stop, and prints")]

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{
        Clock, Column, FormFormat, FormName, Layout, RowQuery,
        export::{ExportTask, make, view_form},
        generate::generate,
        sheet_import::{CsvOptions, SheetSession, read_file},
    },
    domain::{
        LedgerId,
        ledger::Ledger,
        record::Month,
        rules::{Context, Role},
    },
    store::safe_write::safe_write,
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

fn task(n: usize) -> ExportTask {
    let ledger = generate(n, 0, 7, clock()).expect("a ledger").ledger;
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

fn export(n: usize, file: &Path) -> Duration {
    let task = task(n);
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
        safe_write(file, &made.bytes).expect("a file");
    }
    times.sort();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    println!(
        "{n:>7} x 20  export .xlsx   median {:>6.2} s   {:.1} MB   peak {peak:.0} MB, of which the ledger {before:.0} MB",
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

/// Reads the file, maps its columns, compares every row: with the ledger it came from, and with an empty one.
fn import(n: usize, file: &Path, theirs: Option<Duration>) {
    let ledger = generate(n, 0, 7, clock()).expect("a ledger").ledger;
    let context = Context {
        today: clock().today,
        now: clock().now,
        author: "测速".to_owned(),
        unit: None,
        role: Role::Office,
        newest_change: None,
        clock_confirmed: true,
    };
    for (what, ledger) in [("compared", ledger), ("all new", Ledger::new(LedgerId(1)))] {
        let before = memory("VmRSS:").unwrap_or_default();
        forget_peak();
        let from = Instant::now();
        let read = read_file(file, CsvOptions::default(), &|_, _| true).expect("read");
        let reading = from.elapsed();
        let mut session = SheetSession::of_files(vec![read], &ledger.directory, clock().today, &[]);
        let outcome = session.compare(&ledger, &context);
        let (took, rows, actions) = (from.elapsed(), outcome.rows.len(), outcome.action.len());
        let peak = memory("VmHWM:").unwrap_or_default();
        let ratio = theirs
            .map_or_else(String::new, |theirs| format!("   ratio {:.1}", theirs.as_secs_f64() / took.as_secs_f64()));
        println!(
            "{n:>7} x 20  import .xlsx, {what}   {:>6.2} s, of which reading {:.2} s   {rows} rows, {actions} actions   peak {peak:.0} MB, of which before {before:.0} MB{ratio}",
            took.as_secs_f64(),
            reading.as_secs_f64(),
        );
    }
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100_000] } else { sizes };
    let folder = tempfile::tempdir().expect("a folder");
    for n in sizes {
        let file = folder.path().join("view.xlsx");
        let ours = export(n, &file);
        let theirs = office(folder.path(), &file);
        import(n, &file, theirs);
        match theirs {
            Some(theirs) => println!(
                "{n:>7} x 20  LibreOffice loads and writes it   {:>6.2} s   ratio {:.1}",
                theirs.as_secs_f64(),
                theirs.as_secs_f64() / ours.as_secs_f64()
            ),
            None => println!("{n:>7} x 20  LibreOffice is not installed: no ratio"),
        }
    }
}
