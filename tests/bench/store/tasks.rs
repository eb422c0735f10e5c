//! What is measured, each in a process of its own.

use std::{
    fs::{self, File, OpenOptions},
    hint::black_box,
    io::{BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use rectification_ledger::{
    app::{App, Command, RowQuery, StartOptions, WakeFn},
    domain::{
        change::{Header, HeldPart, ReadPart as _},
        edit::{PartEdits, PartKey},
        ids::ChangeId,
    },
    exchange::plan::{PlanSource, read_plan},
    store::{
        checksum::FileMark,
        codec::RonParts,
        journal::{JOURNAL_FORMAT, Journal, JournalHeader},
        ledger_check::differing,
        ledger_file::read_file,
        ledger_open::open_ledger,
        ledger_quick::{open_bytes, open_quick_file},
        ledger_write::{LedgerContent, save_ledger},
        paths::DataFolder,
        record::{PlainLedger, Record},
        safe_write::Known,
    },
};
use rusqlite::Connection;
use serde::Serialize;

use crate::data::{JSON, LEDGER, SQLITE, clock, one_change, write_plainly};

/// How many journal lines are written to tell what one costs.
const APPENDS: u32 = 300;

pub fn run(task: &str, folder: &Path) -> Duration {
    let file = folder.join(LEDGER);
    FOLDER.get_or_init(|| folder.to_owned());
    match task {
        "touch" => touch(folder),
        "open" => open(&file),
        "ready" => ready(&file, folder),
        "ron" => timed(|| ron::de::from_bytes::<PlainLedger>(&fs::read(&file).expect("the file")).expect("RON")),
        "scan" => timed(|| scan(&file)),
        "json" => {
            let file = folder.join(JSON);
            timed(|| serde_json::from_slice::<PlainLedger>(&fs::read(&file).expect("the file")).expect("JSON"))
        }
        "sqlite" => timed(|| sqlite(&folder.join(SQLITE))),
        "save" => save(&file, folder),
        "write" => write(&file, folder),
        "full" => full(&file, folder),
        "pretty" => pretty(&file, folder),
        "fold" => fold(&file),
        "check" => check(&file),
        "plan" => plan(&file),
        "journal" => journal(folder),
        "append" => append(folder),
        other => panic!("nothing is called {other}"),
    }
}

/// Where the files are that are measured.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Lets a process of its own touch memory and end. A virtual machine gives its host back what it does not use, and waits some
/// ten microseconds for each page it wants again: a yardstick that needs less of it, or runs behind another, would seem faster.
pub fn touch_memory(folder: &Path) {
    let program = std::env::current_exe().expect("this program");
    let run = std::process::Command::new(program).args(["child", "touch"]).arg(folder).output().expect("a process");
    assert!(run.status.success(), "memory touched");
}

/// That process: as much as the most thirsty of them needs, first as a program's own and then as a file's, of which the
/// system keeps apart what it has at hand.
fn touch(folder: &Path) -> Duration {
    let n_bytes = fs::metadata(folder.join(LEDGER)).map_or(0, |meta| meta.len());
    drop(black_box(vec![1_u8; n_bytes as usize * 3]));
    let path = folder.join("touched");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&path).expect("a file");
    std::io::copy(&mut std::io::repeat(0).take(n_bytes), &mut file).expect("written");
    drop(file);
    fs::remove_file(&path).expect("gone");
    Duration::ZERO
}

/// Times the work alone: what it made is dropped afterwards.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    touch_memory(FOLDER.get().expect("a folder"));
    let from = Instant::now();
    let made = black_box(work());
    let took = from.elapsed();
    drop(made);
    took
}

fn read(file: &Path) -> LedgerContent {
    open_bytes(read_file(file).expect("the file")).expect("a ledger").content
}

/// Until every row can be shown.
fn open(file: &Path) -> Duration {
    timed(|| open_quick_file(file).expect("the file").expect("a whole ledger"))
}

/// The window's own way, until the rows stand, the history is read and a word was searched.
fn ready(file: &Path, folder: &Path) -> Duration {
    let data = DataFolder::new(folder.join("data"));
    touch_memory(folder);
    let from = Instant::now();
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| {})) }, clock());
    app.run(Command::OpenReadOnly(file.to_owned()));
    println!("open {:.0} ms", from.elapsed().as_secs_f64() * 1e3);
    settle(&mut app);
    println!("history and rows {:.0} ms", from.elapsed().as_secs_f64() * 1e3);
    app.run(Command::SetRows(RowQuery { text: "污水".to_owned(), ..RowQuery::default() }));
    settle(&mut app);
    let took = from.elapsed();
    assert!(app.ledger().is_some_and(|ledger| !ledger.issues.is_empty()), "opened");
    std::mem::forget(app);
    took
}

fn settle(app: &mut App) {
    loop {
        app.tick(clock());
        if !app.rows().is_working() && app.history().is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn scan(file: &Path) -> usize {
    let bytes = fs::read(file).expect("the file");
    let text = std::str::from_utf8(&bytes).expect("UTF-8");
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// The same rows as ours, into the same structs: the states.
fn sqlite(file: &Path) -> Vec<Record> {
    let base = Connection::open(file).expect("a database");
    let mut select = base.prepare("select body from state order by n").expect("a statement");
    let mut rows = select.query([]).expect("rows");
    let mut records = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        let body = row.get_ref(0).and_then(|it| Ok(it.as_str()?)).expect("text");
        records.push(serde_json::from_str(body).expect("JSON"));
    }
    records
}

fn save(file: &Path, folder: &Path) -> Duration {
    let bytes = fs::read(file).expect("the file");
    let copy = folder.join("saved.ron");
    write_plainly(&copy, &bytes);
    let known = Known::Mark(FileMark::of(&bytes));
    drop(bytes);
    let mut content = read(&copy);
    let issue = *content.ledger.issues.keys().next().expect("an issue");
    one_change(&mut content, issue, 1, u128::MAX);
    let took = timed(|| save_ledger(&copy, known, &content).expect("saved"));
    fs::remove_file(&copy).expect("gone");
    took
}

fn write(file: &Path, folder: &Path) -> Duration {
    let bytes = fs::read(file).expect("the file");
    let copy = folder.join("written.ron");
    let took = timed(|| {
        write_plainly(&copy, &bytes);
        FileMark::of(&bytes)
    });
    fs::remove_file(&copy).expect("gone");
    took
}

/// Everything is turned into text: nothing is known of the file the records came from.
fn full(file: &Path, folder: &Path) -> Duration {
    let content = open_ledger(&fs::read(file).expect("the file")).expect("a ledger").content;
    let copy = folder.join("full.ron");
    fs::remove_file(&copy).ok();
    let took = timed(|| save_ledger(&copy, Known::Absent, &content).expect("saved"));
    fs::remove_file(&copy).expect("gone");
    took
}

/// The same values, the edits and headers among them, as `ron` writes them by itself.
#[derive(Serialize)]
enum Typed<'a> {
    State(&'a Record),
    Part { change: ChangeId, key: PartKey, salt: &'a str, body: PartEdits },
    Change(&'a Header),
}

fn pretty(file: &Path, folder: &Path) -> Duration {
    let plain: PlainLedger = ron::de::from_bytes(&fs::read(file).expect("the file")).expect("RON");
    let content = read(file);
    let parts = content.history.in_order().flat_map(|change| {
        let texts = change.parts.iter().filter_map(|(key, held)| match held {
            HeldPart::Here(text) => Some((*key, text)),
            HeldPart::Hidden | HeldPart::Erased(_) => None,
        });
        texts.map(|(key, text)| Typed::Part {
            change: change.id,
            key,
            salt: &text.salt,
            body: RonParts.read_part(text).expect("edits"),
        })
    });
    let states = plain.records.iter().filter(|record| !matches!(record, Record::Part { .. } | Record::Change(_)));
    let headers = content.history.in_order().map(|change| Typed::Change(&change.header));
    let all: Vec<Typed<'_>> = states.map(Typed::State).chain(parts).chain(headers).collect();
    let to = folder.join("pretty.ron");
    let took = timed(|| {
        let mut out =
            BufWriter::new(OpenOptions::new().write(true).create(true).truncate(true).open(&to).expect("a file"));
        let pretty = ron::ser::PrettyConfig::default();
        ron::Options::default().to_io_writer_pretty(IoText(&mut out), &all, pretty).expect("RON");
        out.into_inner().expect("all of it").sync_all().expect("on disk");
    });
    fs::remove_file(&to).expect("gone");
    took
}

/// Text into a file.
struct IoText<'a>(&'a mut BufWriter<File>);

impl std::io::Write for IoText<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Every change once more onto an empty ledger.
fn fold(file: &Path) -> Duration {
    let content = read(file);
    timed(|| content.history.fold(content.ledger.id, &RonParts))
}

/// The same as the program does it: subject by subject, each compared with its state, which is what the fold is for.
fn check(file: &Path) -> Duration {
    let content = read(file);
    timed(|| assert_eq!(differing(&content.ledger, &content.history).count(), 0, "the states are the fold"))
}

/// A plan with one item for a hundred issues of the ledger; Yulin's of 2019 has 85.
fn plan(file: &Path) -> Duration {
    let n_items = read(file).ledger.issues.len().div_ceil(100);
    // Nobody counts items beyond a hundred in one chapter.
    let item = |n: usize| {
        let chapter = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].get(n / 100).unwrap_or(&"十");
        let head = if n.is_multiple_of(100) { format!("{chapter}、第{chapter}类问题\n") } else { String::new() };
        let number = n % 100 + 1;
        format!(
            "{head}（{number}）第{n}污水处理厂未按期提标。\n整改目标：{number}年内稳定达标。\n\
             整改措施：1.2026年6月底前完成排查。2.2026年底前建成管网{n}公里，完成投资{n}万元。\n\
             责任单位：示例县政府牵头，市生态环境局、市住建局配合\n整改时限：2026年底前，长期坚持\n"
        )
    };
    let items: String = (0..n_items).map(item).collect();
    let text = PlanSource::Text(format!("示例市生态环境保护督察整改方案\n{items}"));
    timed(|| {
        let report = read_plan(&text);
        assert_eq!(report.items.len(), n_items, "every item");
        report
    })
}

fn line() -> String {
    "问题整改到位，稳定达到国家和省级标准要求。".repeat(8)
}

fn journal(folder: &Path) -> Duration {
    let header = JournalHeader { format: JOURNAL_FORMAT, ledger: String::new(), heads: Vec::new(), file: None };
    let mut journal = Journal::start(&folder.join("journal"), &header).expect("a journal");
    let line = line();
    let took = timed(|| (0..APPENDS).for_each(|_| journal.append(&line).expect("appended")));
    took / APPENDS
}

fn append(folder: &Path) -> Duration {
    let path = folder.join("appended");
    let mut file = OpenOptions::new().append(true).create(true).open(&path).expect("a file");
    let line = line() + " // 0123456789abcdef\n";
    let took = timed(|| {
        for _ in 0..APPENDS {
            file.write_all(line.as_bytes()).expect("written");
            file.sync_data().expect("on disk");
        }
    });
    fs::remove_file(&path).expect("gone");
    took / APPENDS
}
