//! What the program writes on a computer: the files it was told to, its own data folder, and nothing else; and what
//! its log says: never a word of a ledger.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command as Process, Output, Stdio},
    sync::Mutex,
};

use log::{LevelFilter, Log, Metadata, Record};
use rectification_ledger::{
    app::{Command, EvidenceTarget, NewLedger, Page, RowQuery},
    domain::{IssueId, directory::LedgerValue, issue::IssueValue, rules::Action},
    store::safe_write::safe_write,
};
use tempfile::TempDir;

use crate::page_window::{Program, clock};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs the command line in a computer of its own: home, folder for passing files, desk.
fn ledger(computer: &Path, program: &Path, words: &[&str], typed: &str) -> Output {
    let desk = computer.join("desk");
    let passing = computer.join("tmp");
    fs::create_dir_all(&desk).expect("a desk");
    fs::create_dir_all(&passing).expect("a folder");
    let mut running = Process::new(program)
        .args(words)
        .current_dir(&desk)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", computer.join("home"))
        .env("USERPROFILE", computer.join("home"))
        .env("LOCALAPPDATA", computer.join("home"))
        .env("APPDATA", computer.join("home"))
        .env("TMPDIR", &passing)
        .env("TEMP", &passing)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    running.stdin.take().expect("a pipe").write_all(typed.as_bytes()).ok();
    let ended = running.wait_with_output().expect("it ends");
    assert!(ended.status.success(), "{words:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended
}

const ACTION: &str = "RegisterIssue(values:[Number(\"1\"),Title(\"南渠返黑返臭\")])\n";

#[test]
fn the_command_line_writes_what_it_was_told_and_into_its_own_folder() {
    let computer = TempDir::new().expect("a folder");
    let program = Path::new(env!("CARGO_BIN_EXE_ledger"));
    let run = |words: &[&str], typed| ledger(computer.path(), program, words, typed);
    run(&["new", "台账.ron", "--title", "省级督察"], "");
    let who = ["--author", "刘敏", "--unit", "市整改办", "--date", "2026-09-18"];
    run(&[&["act", "台账.ron"], &who[..]].concat(), ACTION);
    run(&["export", "台账.ron", "问题.xlsx", "--form", "problems"], "");
    let before = files(computer.path());
    for words in [&["show", "台账.ron"][..], &["stats", "台账.ron"], &["check", "台账.ron"], &["log", "台账.ron"]]
    {
        run(words, "");
    }
    assert_eq!(files(computer.path()), before, "whoever only looks leaves nothing");
    let own = computer.path().join("home");
    let desk = computer.path().join("desk");
    let strange: Vec<_> = before
        .iter()
        .filter(|path| {
            let data = path.starts_with(&own) && path.to_string_lossy().contains("rectification-ledger");
            !data && **path != desk.join("台账.ron") && **path != desk.join("问题.xlsx")
        })
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn a_program_with_the_file_portable_beside_it_writes_nothing_into_the_home() {
    let computer = TempDir::new().expect("a folder");
    let stick = computer.path().join("stick");
    fs::create_dir_all(&stick).expect("a stick");
    let program = stick.join("ledger");
    let built = Path::new(env!("CARGO_BIN_EXE_ledger"));
    if fs::hard_link(built, &program).is_err() {
        fs::copy(built, &program).expect("a copy");
    }
    safe_write(&stick.join("portable"), b"").expect("the mark");
    ledger(computer.path(), &program, &["new", "台账.ron", "--title", "省级督察"], "");
    let who = ["act", "台账.ron", "--author", "刘敏", "--unit", "市整改办", "--date", "2026-09-18"];
    ledger(computer.path(), &program, &who, ACTION);
    let desk = computer.path().join("desk").join("台账.ron");
    let elsewhere = |path: &&PathBuf| !path.starts_with(&stick) && **path != desk;
    let all = files(computer.path());
    assert_eq!(all.iter().find(elsewhere), None, "only the ledger, and what is beside the program: {all:?}");
    assert!(all.iter().any(|path| path.starts_with(stick.join("data"))), "{all:?}");
}

// ---------------------------------------------------------------- the log

struct Heard(Mutex<String>);

static HEARD: Heard = Heard(Mutex::new(String::new()));

impl Log for Heard {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("rectification_ledger")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata())
            && let Ok(mut heard) = self.0.lock()
        {
            heard.push_str(&record.args().to_string());
            heard.push('\n');
        }
    }

    fn flush(&self) {}
}

/// A word that stands nowhere but in the ledger of this test.
const MARK: &str = "蓝田玉泉寺";

#[test]
fn the_log_says_no_word_of_a_ledger_however_much_is_logged() {
    if log::set_logger(&HEARD).is_ok() {
        log::set_max_level(LevelFilter::Trace);
    }
    let mut program = Program::known();
    let path = program.path("a.ron");
    let mark = |what: &str| format!("{MARK}{what}");
    program.app.run(Command::CreateLedger(NewLedger { title: mark("台账"), path, ..NewLedger::default() }));
    let (sender, queue) = rectification_ledger::app::command_queue();
    sender.act(Action::SetLedger(LedgerValue::Title(mark("改名"))));
    sender.act(Action::RegisterIssue {
        issue: IssueId::default(),
        values: vec![IssueValue::Number(mark("1")), IssueValue::Title(mark("渠道"))],
    });
    sender.send(Command::ReadPlanText(mark("整改方案")));
    sender.send(Command::SetRows(RowQuery { text: mark(""), ..RowQuery::default() }));
    sender.send(Command::AskSaveText(mark("回执"), mark("正文")));
    sender.send(Command::Undo);
    sender.send(Command::Undo);
    sender.send(Command::Redo);
    sender.send(Command::Go(Page::Overview));
    while let Some(command) = queue.take() {
        program.app.run(command);
        program.app.tick(clock());
    }
    if let Some(issue) = program.ledger().issues.keys().next().copied() {
        let target = EvidenceTarget { issue, step: None, material: mark("材料") };
        program.app.run(Command::AddEvidence(target, vec![program.path("没有这个文件.jpg")]));
    }
    program.app.run(Command::Save);
    program.app.finish_saving();
    program.app.tick(clock());
    let heard = HEARD.0.lock().expect("what was said").clone();
    assert!(heard.contains("asks Do(SetLedger"), "commands are logged by name: {heard}");
    assert!(!heard.contains(MARK), "{heard}");
}
