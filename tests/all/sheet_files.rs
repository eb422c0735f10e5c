//! Spreadsheets as other programs make them, as the exporter makes them, and as nobody should.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test writes files of other programs, says what it skips, and may stop"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use proptest::prelude::*;
use rectification_ledger::{
    app::{
        Clock,
        sample::sample,
        sheet_import::{
            CsvOptions, FaultWhat, Field, Outcome, RowState, SheetFailure, SheetSession, file_of_bytes, read_file,
            report_sheets, write_reports,
        },
    },
    domain::{
        ChangeId, IssueId, LedgerId, MeasureId, Sha,
        deadline::Deadline,
        edit::into_parts,
        issue::IssueValue,
        ledger::Ledger,
        measure::MeasureValue,
        record::Month,
        rules::{Action, Context, Role, plan},
    },
    exchange::{
        form::{FormAsked, FormDesk, FormLine, FormName, book},
        xlsx_out,
    },
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

pub(crate) fn clock() -> Clock {
    let today = day(2026, 9, 18);
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

pub(crate) fn context() -> Context {
    Context {
        today: clock().today,
        now: clock().now,
        author: "王敏".to_owned(),
        unit: None,
        role: Role::Office,
        newest_change: None,
        clock_confirmed: true,
    }
}

pub(crate) fn act(ledger: &mut Ledger, action: &Action, n: u8) {
    let mut next = u128::from(n) << 100;
    let action = action.clone().with_ids(&mut || {
        next += 1;
        next
    });
    let edits = plan(ledger, &action, &context()).expect("allowed");
    for (key, part) in into_parts(&edits) {
        ledger.apply(ChangeId(Sha([n; 32])), key, &part, 0);
    }
}

/// Whether a program is here; in the gate it has to be.
pub(crate) fn has(program: &str, arguments: &[&str]) -> bool {
    let found = Command::new(program).args(arguments).output().is_ok_and(|output| output.status.success());
    assert!(found || std::env::var_os("CI_TOOLS").is_none(), "{program} is missing");
    if !found {
        println!("skipped: {program} {arguments:?} is not here");
    }
    found
}

fn compared(ledger: &Ledger, path: &Path) -> (SheetSession, Outcome) {
    let file = read_file(path, CsvOptions::default(), &|_, _| true).unwrap_or_else(|failure| panic!("{failure:?}"));
    let mut session = SheetSession::of_files(vec![file], &ledger.directory, clock().today, &[]);
    let outcome = session.compare(ledger, &context()).clone();
    (session, outcome)
}

const SCRIPT: &str = r##"
import sys, datetime
from openpyxl import Workbook
wb = Workbook(); ws = wb.active; ws.title = "整改台账"
ws.append(["示例市省级环保督察反馈问题整改台账"]); ws.merge_cells("A1:I1")
ws.append(["编制单位：市整改办"]); ws.merge_cells("A2:I2")
ws.append(["序号", "反馈问题", "整改要求", None, None, "责任单位", None, "责任人", "联系电话"])
ws.append([None, None, "整改目标", "整改措施", "整改时限", "牵头", "配合", None, None])
for r in ("A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4", "I3:I4"): ws.merge_cells(r)
ws.append([1, "南渠黑臭水体", "消除黑臭", "截污纳管", datetime.date(2026, 12, 31), "市水利局", "市住建局、清河县人民政府", "李强", "013891234567"])
ws.append([None, None, None, "清淤疏浚", datetime.date(2027, 6, 30), None, None, None, None])
for r in ("A5:A6", "B5:B6", "C5:C6", "F5:F6", "G5:G6"): ws.merge_cells(r)
ws.append([2, "工地扬尘", "=1/0", "洒水", "2027年底前，并长期坚持", "市住建局", None, None, 610802199001011234])
ws["C7"] = "#N/A"; ws["C7"].data_type = "e"
ws.row_dimensions[7].hidden = True
ws.append([None] * 9); ws.append(["合计", 2])
for n in range(20000): ws.cell(row=100 + n, column=1).number_format = "@"
wb.save(sys.argv[1])
"##;

/// The Python that has openpyxl, where one is here.
pub(crate) fn python() -> Option<&'static str> {
    // The system's own Python has it where another one stands first in the path.
    let pythons = ["python3", "/usr/bin/python3"];
    let has_it = |python: &&str| {
        Command::new(python).args(["-c", "import openpyxl"]).output().is_ok_and(|output| output.status.success())
    };
    let found = pythons.into_iter().find(|python| has_it(python));
    assert!(found.is_some() || !has("python3", &["-c", "import openpyxl"]), "one of them has it after all");
    found
}

/// The workbook that openpyxl makes, where it is here.
fn openpyxl(folder: &Path) -> Option<PathBuf> {
    let python = python()?;
    let (script, out) = (folder.join("make.py"), folder.join("台账.xlsx"));
    fs::write(&script, SCRIPT).expect("written");
    let made = Command::new(python).arg(&script).arg(&out).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(out)
}

fn check_openpyxl(outcome: &Outcome) {
    assert_eq!(outcome.count(RowState::New), 2, "{:?} {:?}", outcome.rows, outcome.faults);
    let spans: Vec<_> = outcome.rows.iter().map(|row| (row.row, row.last)).collect();
    assert_eq!(spans, [(4, 5), (6, 6)], "one problem over two rows; a hidden row counts");
    let error = outcome.faults.iter().find(|fault| matches!(fault.what, FaultWhat::ErrorValue(_)));
    assert_eq!(error.map(|fault| (fault.row, fault.column)), Some((6, Some(2))), "{:?}", outcome.faults);
}

#[test]
fn a_workbook_of_openpyxl_with_title_merged_heads_and_merged_cells_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(path) = openpyxl(folder.path()) else {
        return;
    };
    let mut ledger = Ledger::new(LedgerId(1));
    let (session, outcome) = compared(&ledger, &path);
    check_openpyxl(&outcome);
    act(&mut ledger, &session.action(), 1);
    let water = ledger.issues.values().find(|issue| issue.fields.title.get().contains("黑臭")).expect("taken");
    let dues: Vec<_> = water.live_measures().iter().map(|measure| measure.fields.deadline.get().date()).collect();
    assert_eq!(dues, [Some(day(2026, 12, 31)), Some(day(2027, 6, 30))], "each measure its own day");
    assert_eq!(water.cooperating_units.len(), 2);
    let phones: Vec<_> = ledger.private.texts.values().map(|text| text.get().clone()).collect();
    assert_eq!(phones, ["013891234567"], "the zero in front stays");
    assert!(compared(&ledger, &path).1.action.is_empty(), "twice is once");
}

#[test]
fn what_libreoffice_makes_of_it_is_read_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    if !has("soffice", &["--version"]) {
        return;
    }
    let Some(path) = openpyxl(folder.path()) else {
        return;
    };
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    for ending in ["xls", "ods"] {
        let made = Command::new("soffice")
            .args([profile.as_str(), "--headless", "--convert-to", ending, "--outdir"])
            .arg(folder.path())
            .arg(&path)
            .output()
            .expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        check_openpyxl(&compared(&Ledger::new(LedgerId(1)), &folder.path().join(format!("台账.{ending}"))).1);
    }
}

#[test]
fn a_text_table_in_gb18030_is_read_and_may_be_read_otherwise() {
    let text = "序号,反馈问题,责任单位,整改时限\r\n1,南渠黑臭水体,市水利局,2026年底前\r\n";
    let bytes = encoding_rs::GB18030.encode(text).0.into_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("台账.csv");
    fs::write(&path, bytes).expect("written");
    let (_, outcome) = compared(&Ledger::new(LedgerId(1)), &path);
    assert_eq!(outcome.rows.first().map(|row| &*row.title), Some("南渠黑臭水体"));
}

#[test]
fn hostile_files_are_refused_at_once() {
    let wide = format!("序号,问题,{}\n1,甲,{}\n", "列,".repeat(1_000_000), "1,".repeat(1_000_000));
    let rows = "1,甲,乙,丙,丁\n".repeat(900_000);
    let mut endless = b"PK\x03\x04".to_vec();
    endless.extend(std::iter::repeat_n(0x50, 1_000_000));
    for (what, bytes) in
        [("a million columns", wide.into_bytes()), ("too many cells", rows.into_bytes()), ("no package", endless)]
    {
        let started = Instant::now();
        let read = file_of_bytes("坏.csv", &bytes, CsvOptions::default(), &|_, _| true);
        assert!(matches!(read, Err(SheetFailure::Format(..))), "{what}");
        assert!(started.elapsed() < Duration::from_secs(20), "{what}: {:?} unoptimised", started.elapsed());
    }
}

// ---------------------------------------------------------------- what the program itself writes

pub(crate) fn exported(ledger: &Ledger, form: FormName) -> Vec<u8> {
    let desk = FormDesk { ledger, today: clock().today, unit: "市整改办", public: false };
    let lines = ledger.issues.values().filter(|issue| issue.is_present()).map(|issue| FormLine::Issue(issue.id));
    let asked = FormAsked { lines: lines.collect(), month: Month { year: 2026, month: 9 }, ..FormAsked::default() };
    xlsx_out::write(&book(form, desk, &asked), &mut |_, _| true).expect("written").bytes
}

pub(crate) fn back(ledger: &Ledger, bytes: &[u8]) -> (SheetSession, Outcome) {
    let file = file_of_bytes("整改台账.xlsx", bytes, CsvOptions::default(), &|_, _| true);
    let file = file.unwrap_or_else(|failure| panic!("{failure:?}"));
    let mut session = SheetSession::of_files(vec![file], &ledger.directory, clock().today, &[]);
    let outcome = session.compare(ledger, &context()).clone();
    (session, outcome)
}

#[test]
fn the_sample_goes_out_and_comes_in_without_a_change() {
    let ledger = sample(clock()).expect("a sample").ledger;
    for form in [FormName::Ledger, FormName::Problems, FormName::Duties, FormName::Rectifications, FormName::Complaints]
    {
        let (_, outcome) = back(&ledger, &exported(&ledger, form));
        let changed: Vec<_> = outcome.rows.iter().filter(|row| row.state != RowState::Unchanged).collect();
        assert!(!outcome.rows.is_empty(), "{form:?} is read");
        assert!(changed.is_empty(), "{form:?}: {changed:?}");
        assert!(outcome.action.is_empty(), "{form:?}: {:?}", outcome.action);
    }
}

/// Texts with everything that spreadsheets make trouble of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("=1+1".to_owned()),
        Just("+86 138".to_owned()),
        Just("-甲".to_owned()),
        Just("@乙".to_owned()),
        Just("610802199001011234".to_owned()),
        Just("0123".to_owned()),
        Just("引\"号'、".to_owned()),
        Just("换\n行".to_owned()),
        Just("_x000D_".to_owned()),
        Just("<a>&amp;".to_owned()),
        Just("2026-09-18".to_owned()),
        Just("#N/A".to_owned()),
        Just("\t制\u{1}表".to_owned()),
        Just("1. 甲\n2. 乙".to_owned()),
        Just("TRUE".to_owned()),
        Just("1899-12-31".to_owned()),
        Just("1850年3月1日前".to_owned()),
        "[一-龥]{1,12}",
    ];
    let short = proptest::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat());
    // Excel's own limit is 32,767 units of UTF-16: about it, on both sides.
    let long = (32_700_usize..32_900).prop_map(|n| format!("={}", "长".repeat(n)));
    prop_oneof![60 => short, 1 => long]
}

/// Deadlines by words, by day alone, and by days no Excel date can be.
fn deadlines() -> impl Strategy<Value = Deadline> {
    let words = text().prop_map(|words| Deadline { words, ..Deadline::default() });
    let days = prop_oneof![
        (1700_i32..1900, 1_u32..13, 1_u32..29).prop_map(|(year, month, date)| day(year, month, date)),
        (1900_i32..2100, 1_u32..13, 1_u32..29).prop_map(|(year, month, date)| day(year, month, date)),
    ];
    prop_oneof![2 => words, 1 => days.prop_map(|day| Deadline::on("", day))]
}

fn ledger_of(issues: &[([String; 5], Deadline)]) -> Ledger {
    let mut ledger = Ledger::new(LedgerId(9));
    let mut actions = Vec::new();
    for (n, ([number, title, detail, goal, measure], deadline)) in issues.iter().enumerate() {
        let issue = IssueId(n as u128 + 1);
        let values = vec![
            IssueValue::Number(number.clone()),
            IssueValue::Title(title.clone()),
            IssueValue::Detail(detail.clone()),
            IssueValue::Goal(goal.clone()),
            IssueValue::FirstDeadline(deadline.clone()),
        ];
        actions.push(Action::RegisterIssue { issue, values });
        for k in 0..(n % 3) {
            let values = vec![MeasureValue::Number(format!("{}", k + 1)), MeasureValue::Text(measure.clone())];
            actions.push(Action::AddMeasure { issue, measure: MeasureId(k as u128 + 1), values });
        }
    }
    act(&mut ledger, &Action::Batch(actions), 1);
    ledger
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_goes_out_comes_in_without_a_change(
        issues in proptest::collection::vec(([text(), text(), text(), text(), text()], deadlines()), 1..8),
    ) {
        let ledger = ledger_of(&issues);
        let (_, outcome) = back(&ledger, &exported(&ledger, FormName::Ledger));
        let changed: Vec<_> = outcome.rows.iter().filter(|row| row.state != RowState::Unchanged).collect();
        prop_assert!(changed.is_empty(), "{:?}", changed);
        prop_assert!(outcome.action.is_empty(), "{:?}", outcome.action);
        prop_assert_eq!(outcome.rows.len(), issues.len());
    }
}

#[test]
fn a_returned_sheet_of_a_unit_brings_notes_and_applications_on_its_behalf() {
    let mut ledger = sample(clock()).expect("a sample").ledger;
    let month = Month { year: 2026, month: 9 };
    let sheets = report_sheets(&ledger, &[], month);
    assert!(sheets.len() > 2, "several units");
    let folder = tempfile::tempdir().expect("a folder");
    let paths = write_reports(folder.path(), &sheets).expect("written");
    let files: Vec<_> = paths.iter().map(|path| read_file(path, CsvOptions::default(), &|_, _| true)).collect();
    let mut files: Vec<_> =
        files.into_iter().map(|file| file.unwrap_or_else(|failure| panic!("{failure:?}"))).collect();
    let untouched = {
        let mut session = SheetSession::of_files(files.clone(), &ledger.directory, clock().today, &[]);
        session.compare(&ledger, &context()).clone()
    };
    assert!(untouched.action.is_empty(), "nothing was filled in: {:?}", untouched.action);
    assert_eq!(untouched.faults, []);
    // The unit fills in the first line.
    let mut book = (*files[0].book).clone();
    let row = &mut book.sheets[0].rows[3];
    row[7] = rectification_ledger::app::sheet_import::SheetCell::of_text("已完成管网改造");
    row[8] = rectification_ledger::app::sheet_import::SheetCell::of_text("达到序时进度");
    files[0].book = std::sync::Arc::new(book);
    let mut session = SheetSession::of_files(files, &ledger.directory, clock().today, &[]);
    let outcome = session.compare(&ledger, &context()).clone();
    assert_eq!((outcome.count(RowState::Changed), outcome.n_notes), (1, 1), "{:?}", outcome.faults);
    let changed = outcome.rows.iter().find(|row| row.state == RowState::Changed).expect("one");
    let fields: Vec<_> = changed.changes.iter().map(|change| change.field).collect();
    assert!(fields.contains(&Field::NoteText), "{fields:?}");
    act(&mut ledger, &session.action(), 250);
    let issue = ledger.issue(changed.issue.expect("known")).expect("here");
    let note = issue.latest_note().expect("a note");
    assert_eq!((note.month, note.text.as_str()), (month, "已完成管网改造"));
}
