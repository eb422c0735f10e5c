//! The command line, run as a program: every subcommand, its exit codes, its JSON.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test writes broken files, says what it skips, and walks a whole script"
)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Instant,
};

use chrono::NaiveDateTime;
use rectification_ledger::{
    app::{Clock, Document, Identity},
    domain::{directory::LedgerValue, rules::Action},
    store::{ledger_open::open_ledger, paths::DataFolder},
};
use serde_json::Value;

/// A folder with a data folder of its own, so that no window of this computer is met.
struct Desk(tempfile::TempDir);

/// Starts the program under test: the one built with the tests, or the one `LEDGER_EXE` names, by `LEDGER_RUNNER` where it is
/// a program of another system.
fn program() -> Command {
    let exe = std::env::var_os("LEDGER_EXE").unwrap_or_else(|| env!("CARGO_BIN_EXE_ledger").into());
    match std::env::var_os("LEDGER_RUNNER") {
        Some(runner) => {
            let mut command = Command::new(runner);
            command.arg(exe);
            command
        }
        None => Command::new(exe),
    }
}

/// Runs `ledger` in a folder, its data in `data` there.
pub fn run_ledger(folder: &Path, arguments: &[&str], piped: &str) -> Output {
    let output = run_once(folder, arguments, piped);
    // The program says why whenever it ends with 1; Wine, once in thousands of times, ends it before it has begun.
    let is_silent = output.stdout.is_empty() && output.stderr.is_empty();
    if is_silent && output.status.code() == Some(1) && std::env::var_os("LEDGER_RUNNER").is_some() {
        println!("once more, it was ended without a word: {arguments:?}");
        return run_once(folder, arguments, piped);
    }
    output
}

fn run_once(folder: &Path, arguments: &[&str], piped: &str) -> Output {
    let mut child = program()
        .args(arguments)
        .current_dir(folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input");
    // It may end before it has read everything.
    stdin.write_all(piped.as_bytes()).ok();
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn data(&self) -> DataFolder {
        DataFolder::new(self.path("data"))
    }

    fn run_with(&self, arguments: &[&str], piped: &str) -> Output {
        run_ledger(self.0.path(), arguments, piped)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    #[track_caller]
    fn fine(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        out(&output)
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let text = self.fine(arguments);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"))
    }

    fn act(&self, day: &str, piped: &str) -> Output {
        self.run_with(&["act", "a.ron", "--author", "刘敏", "--unit", "市整改办", "--date", day], piped)
    }

    #[track_caller]
    fn acts(&self, day: &str, piped: &str) {
        let output = self.act(day, piped);
        assert_eq!(output.status.code(), Some(0), "{piped}: {}", said(&output));
    }

    fn new_ledger(&self) {
        self.fine(&["new", "a.ron", "--title", "示例台账", "--today", "2026-03-02"]);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

const SUBCOMMANDS: [&str; 14] = [
    "new",
    "sample",
    "generate",
    "read-plan",
    "deadline",
    "import",
    "act",
    "show",
    "log",
    "stats",
    "check",
    "salvage",
    "merge",
    "resolve",
];

#[test]
fn every_subcommand_says_what_it_does_with_an_example() {
    let desk = Desk::new();
    let help = desk.fine(&["--help"]);
    for name in SUBCOMMANDS {
        assert!(help.contains(name), "{name} in {help}");
        let help = desk.fine(&[name, "--help"]);
        assert!(help.contains(&format!("例：ledger {name}")) || help.contains(&format!("ledger {name} ")), "{help}");
        assert!(help.contains("例："), "{help}");
    }
}

#[test]
fn wrong_use_ends_with_two_and_a_missing_file_with_three() {
    let desk = Desk::new();
    for wrong in [vec![], vec!["fly"], vec!["new", "a.ron"], vec!["show"], vec!["stats", "a.ron", "--today", "soon"]] {
        assert_eq!(desk.run(&wrong).status.code(), Some(2), "{wrong:?}");
    }
    for missing in [
        vec!["show", "no.ron"],
        vec!["check", "no.ron"],
        vec!["read-plan", "no.txt"],
        vec!["salvage", "no.ron", "b.ron"],
    ] {
        let output = desk.run(&missing);
        assert_eq!(output.status.code(), Some(3), "{missing:?}: {}", said(&output));
        assert!(said(&output).contains("no."), "the file is named: {}", said(&output));
    }
    desk.new_ledger();
    let before = fs::read(desk.path("a.ron")).expect("a file");
    for (again, code) in
        [(vec!["new", "a.ron", "--title", "x"], 3), (vec!["sample", "a.ron"], 3), (vec!["show", "a.ron", "无此号"], 2)]
    {
        assert_eq!(desk.run(&again).status.code(), Some(code), "{again:?}");
    }
    assert!(before == fs::read(desk.path("a.ron")).expect("a file"), "what is there is not overwritten");
}

#[test]
fn the_sample_is_whole_and_is_shown_in_words_and_as_json() {
    let desk = Desk::new();
    desk.fine(&["sample", "s.ron", "--today", "2026-09-18"]);
    desk.fine(&["sample", "t.ron", "--today", "2026-09-18"]);
    assert!(
        fs::read(desk.path("s.ron")).expect("one") == fs::read(desk.path("t.ron")).expect("other"),
        "the same day, the same bytes"
    );
    let check = desk.json(&["check", "s.ron", "--json"]);
    assert_eq!(check["ok"], true);
    assert_eq!(check["issues"], 40);
    assert_eq!(check["heads"].as_array().map(Vec::len), Some(2));
    assert_eq!(check["faults"].as_array().map(Vec::len), Some(0));
    let stats = desk.json(&["stats", "s.ron", "--json", "--today", "2026-09-18"]);
    let all = &stats["all"];
    let parts = ["overdue", "due_soon", "normal", "closed"].map(|name| all[name].as_u64().expect("a count"));
    assert_eq!(parts.iter().sum::<u64>(), all["all"].as_u64().expect("a count"));
    assert_eq!(stats["withdrawn"], 1);
    assert_eq!(stats["inspections"].as_array().map(Vec::len), Some(3));
    let list = desk.json(&["show", "s.ron", "--json", "--today", "2026-09-18"]);
    assert_eq!(list["issues"].as_array().map(Vec::len), Some(40));
    let one = desk.json(&["show", "s.ron", "省督-01", "--json", "--today", "2026-09-18"]);
    assert_eq!(one["lead_unit"], "市住建局");
    assert_eq!(one["time_status"]["kind"], "overdue");
    assert_eq!(one["stage"]["stage"], "rectifying");
    assert!(one["records"].as_array().is_some_and(|it| it.len() > 10), "{one}");
    let id = one["id"].as_str().expect("an id").to_owned();
    let by_prefix = desk.json(&["show", "s.ron", &id[..12], "--json", "--today", "2026-09-18"]);
    assert_eq!(by_prefix, one, "by the beginning of its id");
    let disputed = desk.json(&["show", "s.ron", "回头看-05", "--json"]);
    assert_eq!(disputed["conflicts"].as_array().map(Vec::len), Some(1));
    let log = desk.json(&["log", "s.ron", "省督-01", "--json"]);
    assert!(log["changes"].as_array().is_some_and(|it| it.len() > 10));
    for words in [
        vec!["show", "s.ron"],
        vec!["show", "s.ron", "省督-01"],
        vec!["log", "s.ron"],
        vec!["stats", "s.ron"],
        vec!["check", "s.ron"],
    ] {
        assert!(desk.fine(&words).chars().count() > 20, "{words:?}");
    }
}

#[test]
fn a_generated_ledger_passes_the_check() {
    let desk = Desk::new();
    desk.fine(&["generate", "g.ron", "--issues", "60", "--changes", "30", "--seed", "7"]);
    let check = desk.json(&["check", "g.ron", "--json"]);
    assert_eq!((&check["ok"], &check["issues"]), (&Value::Bool(true), &Value::from(60)));
}

#[test]
fn a_deadline_is_read_with_its_doubt() {
    let desk = Desk::new();
    let both = desk.json(&["deadline", "2024年底前,并长期坚持", "--json"]);
    assert_eq!(
        (&both["kind"], &both["date"], &both["standing"]),
        (&"by_date".into(), &"2024-12-31".into(), &true.into())
    );
    let within = desk.json(&["deadline", "3个月内", "--json"]);
    assert_eq!(within["needs_confirmation"], true);
    let counted = desk.json(&["deadline", "3个月内", "--base", "2026-03-10", "--json"]);
    assert_eq!((&counted["kind"], &counted["date"]), (&"relative".into(), &"2026-06-10".into()));
    let at_once = desk.json(&["deadline", "立行立改", "--json"]);
    assert_eq!((&at_once["kind"], &at_once["immediate"]), (&"none".into(), &true.into()));
    assert!(desk.fine(&["deadline", "汛期前"]).contains("确认"));
}

#[test]
fn one_refused_line_leaves_the_file_as_it_was() {
    let desk = Desk::new();
    desk.new_ledger();
    let before = fs::read(desk.path("a.ron")).expect("a file");
    let lines =
        "// two are fine\nAddCategory(\"噪声\")\n\nAddCategory(\"光污染\")\nRegisterIssue(values:[Title(\"  \")])\n";
    let refused = desk.act("2026-03-03", lines);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("第 5 行"), "{}", said(&refused));
    assert!(before == fs::read(desk.path("a.ron")).expect("a file"), "all or nothing");
    let garbled = desk.act("2026-03-03", "AddCategory(\"噪声\")\nFly(to: \"moon\")\n");
    assert_eq!(garbled.status.code(), Some(2), "{}", said(&garbled));
    assert!(said(&garbled).contains("第 2 行"), "{}", said(&garbled));
    let by_unit = desk.run_with(
        &["act", "a.ron", "--author", "王强", "--unit", "市住建局", "--role", "unit", "--date", "2026-03-03"],
        "RegisterIssue(values:[Title(\"自行登记\")])",
    );
    assert_eq!(by_unit.status.code(), Some(1), "a unit registers nothing");
    assert!(before == fs::read(desk.path("a.ron")).expect("a file"), "all or nothing");
}

const ISSUE: &str = "000000000000000000000000000000a1";
const UNIT: &str = "000000000000000000000000000000b1";

fn step(key: &str, day: &str, who: &str, more: &str) -> String {
    format!("TakeStep(issue:\"{ISSUE}\",entry:(step:\"{key}\",date:\"{day}\",signed:(person:\"{who}\"){more}))")
}

#[test]
fn a_script_walks_an_issue_from_registration_to_filing() {
    let desk = Desk::new();
    desk.new_ledger();
    let begin = format!(
        "AddUnit(unit:\"{UNIT}\",values:[Name(\"市住建局\")])\n\
         RegisterIssue(issue:\"{ISSUE}\",values:[Number(\"1\"),Title(\"南渠返黑返臭\"),LeadUnit(\"{UNIT}\")])\n"
    );
    desk.acts("2026-03-03", &begin);
    let early = desk.act("2026-03-04", &step("filing", "2026-03-04", "郑文博", ""));
    assert_eq!(early.status.code(), Some(1), "nothing is filed before it is assigned");
    desk.acts("2026-03-04", &step("assignment", "2026-03-04", "郑文博", ""));
    let bare = desk.act("2026-04-01", &step("site_verification", "2026-04-01", "顾长青", ""));
    assert_eq!(bare.status.code(), Some(1), "materials are missing");
    assert!(said(&bare).contains("验收意见"), "{}", said(&bare));
    let materials = ["acceptance_opinion", "acceptance_report", "leader_signature"]
        .map(|key| format!("(key:\"{key}\",on_paper:\"档案室\")"))
        .join(",");
    let verified = step("site_verification", "2026-04-01", "顾长青", &format!(",materials:[{materials}]"));
    desk.acts("2026-04-01", &format!("{verified}\n{}", step("closure_application", "2026-04-01", "顾长青", "")));
    let questions = [
        "问题已查清（问题不查清不放过）",
        "整改已到位（整改不到位不放过）",
        "责任已落实（责任不落实不放过）",
        "群众满意（群众不满意不放过）",
    ]
    .map(|question| format!("(question:\"{question}\",met:true)"))
    .join(",");
    let review = step("document_review", "2026-04-08", "刘敏", &format!(",checklist:[{questions}]"));
    desk.acts("2026-04-08", &review);
    desk.acts("2026-04-10", &step("site_check", "2026-04-10", "周航", ""));
    desk.acts(
        "2026-04-13",
        &format!("Append(issue:\"{ISSUE}\",entry:Publicity(medium:\"市政府网站\",from:\"2026-04-13\"))"),
    );
    let running = desk.act("2026-04-19", &step("publicity", "2026-04-19", "刘敏", ""));
    assert_eq!(running.status.code(), Some(1), "the notice runs seven days");
    desk.acts("2026-04-20", &step("publicity", "2026-04-20", "刘敏", ""));
    let himself = desk.act("2026-04-21", &step("filing", "2026-04-21", "顾长青", ""));
    assert_eq!(himself.status.code(), Some(1), "who files is not who applied");
    desk.acts("2026-04-21", &step("filing", "2026-04-21", "郑文博", ",filing_number:\"示整改备1号\""));
    let shown = desk.json(&["show", "a.ron", "1", "--json", "--today", "2026-04-22"]);
    assert_eq!(shown["stage"]["stage"], "closed");
    assert_eq!(shown["closed_on"], "2026-04-21");
    assert_eq!(shown["rounds"][0]["steps"].as_array().map(Vec::len), Some(7));
    let check = desk.json(&["check", "a.ron", "--json"]);
    assert_eq!(check["ok"], true);
}

#[test]
fn what_is_no_whole_ledger_is_called_by_its_name_and_stays_as_it_is() {
    let desk = Desk::new();
    desk.fine(&["sample", "s.ron", "--today", "2026-09-18"]);
    let whole = fs::read(desk.path("s.ron")).expect("a file");
    let cut = whole[..whole.len() / 2].to_vec();
    let newer = String::from_utf8(whole.clone()).expect("UTF-8").replacen("format:1", "format:99", 1).into_bytes();
    let mut garbled = whole.clone();
    for byte in garbled.iter_mut().skip(40_000).take(30) {
        *byte = 0xff;
    }
    let broken: [(&str, Vec<u8>); 7] = [
        ("empty", Vec::new()),
        ("zero", vec![0; 5_000]),
        ("zip", b"PK\x03\x04rest".to_vec()),
        ("note", "今天开会".as_bytes().to_vec()),
        ("cut", cut),
        ("newer", newer),
        ("garbled", garbled),
    ];
    for (name, bytes) in &broken {
        let file = format!("{name}.ron");
        fs::write(desk.path(&file), bytes).expect("written");
        let check = desk.run(&["check", &file, "--json"]);
        assert_eq!(check.status.code(), Some(1), "{name}: {}", said(&check));
        let json: Value = serde_json::from_str(&out(&check)).expect("JSON");
        assert_eq!(json["ok"], false, "{name}");
        assert!(json["faults"][0]["kind"].is_string() && json["faults"][0]["what"].is_string(), "{json}");
        let acted = desk.run_with(&["act", &file, "--author", "刘敏", "--unit", "市整改办"], "AddCategory(\"噪声\")");
        assert_eq!(acted.status.code(), Some(1), "{name}: {}", said(&acted));
        assert!(!said(&acted).is_empty(), "{name} is told");
        assert!(*bytes == fs::read(desk.path(&file)).expect("a file"), "{name} stays");
    }
    let rescued = desk.fine(&["salvage", "cut.ron", "rescued.ron"]);
    assert!(rescued.contains("已救出"), "{rescued}");
    let check = desk.json(&["check", "rescued.ron", "--json"]);
    assert!(check["issues"].as_u64().is_some_and(|n| n > 5), "{check}");
    assert_eq!(desk.run(&["salvage", "cut.ron", "rescued.ron"]).status.code(), Some(3), "not overwritten");
    assert_eq!(desk.run(&["salvage", "empty.ron", "more.ron"]).status.code(), Some(1), "nothing in it");
}

fn window(desk: &Desk, title: &str) -> Document {
    let path = desk.path("a.ron");
    let bytes = fs::read(&path).expect("a file");
    let opened = open_ledger(&bytes).expect("a ledger");
    let (mut document, _) =
        Document::new(&path, opened.content, Some(opened.mark), Some(&desk.data())).expect("a document");
    let now: NaiveDateTime = "2026-03-03T09:00:00".parse().expect("a time");
    let clock = Clock { now, today: now.date(), instant: Instant::now() };
    let who = Identity { name: "周航".to_owned(), unit: "市整改办".to_owned(), ..Identity::default() };
    let change = document.act(&Action::SetLedger(LedgerValue::Title(title.to_owned())), &who, clock);
    change.expect("done");
    document
}

#[test]
fn what_a_crashed_window_left_is_taken_in_and_what_a_running_one_holds_is_not_passed_over() {
    if std::env::var_os("LEDGER_RUNNER").is_some() {
        println!("SKIPPED: a program of another system does not see the locks of this one");
        return;
    }
    let desk = Desk::new();
    desk.new_ledger();
    let running = window(&desk, "窗口中改的名称");
    let before = fs::read(desk.path("a.ron")).expect("a file");
    let refused = desk.act("2026-03-04", "AddCategory(\"噪声\")");
    assert_eq!(refused.status.code(), Some(3), "{}", said(&refused));
    assert!(said(&refused).contains("窗口"), "{}", said(&refused));
    assert!(before == fs::read(desk.path("a.ron")).expect("a file"), "untouched");
    assert_eq!(desk.json(&["show", "a.ron", "--json"])["title"], "窗口中改的名称", "looking shows it");
    // A crash: the lock goes with the process, the journal stays.
    drop(running);
    desk.acts("2026-03-04", "AddCategory(\"噪声\")");
    let stats = desk.json(&["stats", "a.ron", "--json"]);
    assert_eq!(stats["title"], "窗口中改的名称", "taken in");
    let check = desk.json(&["check", "a.ron", "--json"]);
    assert_eq!((&check["ok"], &check["changes"]), (&true.into(), &3.into()));
}

fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("SKIPPED: {} is not here", path.display());
    None
}

const PLAN: &str = "示例市整改方案\n\n一、碧水\n1.整治南渠黑臭水体。2026年6月底前完成截污干管建设。（市住建局牵头，市水利局参与）\n2.清退水源地农家乐。立行立改。（市水利局负责）\n";

#[test]
fn a_plan_is_imported_once_however_often_it_is_taken() {
    let desk = Desk::new();
    desk.new_ledger();
    fs::write(desk.path("plan.txt"), PLAN).expect("written");
    let before = fs::read(desk.path("a.ron")).expect("a file");
    let import = ["import", "a.ron", "plan.txt", "--inspection", "省级督察", "--today", "2026-03-05", "--json"];
    let mut dry = import.to_vec();
    dry.push("--dry-run");
    let preview = desk.json(&dry);
    assert_eq!((&preview["new"], &preview["dry_run"]), (&2.into(), &true.into()), "{preview}");
    assert!(before == fs::read(desk.path("a.ron")).expect("a file"), "a preview writes nothing");
    let taken = desk.json(&import);
    assert_eq!((&taken["new"], &taken["inspection"]), (&2.into(), &"省级督察".into()));
    assert!(taken["change"].is_string());
    let again = desk.json(&import);
    assert_eq!(again["new"], 0, "{again}");
    let list = desk.json(&["show", "a.ron", "--json"]);
    assert_eq!(list["issues"].as_array().map(Vec::len), Some(2));
    assert_eq!(list["issues"][0]["lead_unit"], "市住建局");
    assert_eq!(desk.json(&["check", "a.ron", "--json"])["ok"], true);
}

#[test]
fn the_yulin_plan_is_read_and_imported() {
    let Some(plan) = shared("seeds/yulin-2019.txt") else {
        return;
    };
    let desk = Desk::new();
    desk.new_ledger();
    let plan = plan.to_str().expect("a path");
    let read = desk.json(&["read-plan", plan, "--json"]);
    assert_eq!(read["items"].as_array().map(Vec::len), Some(18));
    let taken = desk.json(&["import", "a.ron", plan, "--today", "2026-03-05", "--json"]);
    assert_eq!(taken["new"], 18, "{taken}");
    assert_eq!(desk.json(&["check", "a.ron", "--json"])["issues"], 18);
    assert!(desk.fine(&["read-plan", plan]).contains("共 18 条任务"));
}
