//! Files that go out, are worked on by others, and come back: exactly what was done to them is what comes in.

#![expect(clippy::disallowed_methods, reason = "a test writes files of other programs")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
};

use rectification_ledger::{
    app::{
        sample::sample,
        sheet_import::{
            CsvOptions, FaultWhat, Field, Outcome, RowState, SheetCell, SheetSession, file_of_bytes, read_file,
            report_sheets, write_reports,
        },
    },
    domain::{
        IssueId, LedgerId, MeasureId, RecordId,
        closure::Stage,
        complaint::Complaint,
        issue::IssueValue,
        ledger::Ledger,
        measure::MeasureValue,
        record::{Month, ProgressNote},
        rules::{Action, NewRecord},
    },
    exchange::form::FormName,
};

use crate::sheet_files::{act, back, clock, context, exported, has, python};

/// What an import of a file would do.
fn compared(ledger: &Ledger, path: &Path) -> (SheetSession, Outcome) {
    let file = read_file(path, CsvOptions::default(), &|_, _| true).expect("read");
    let mut session = SheetSession::of_files(vec![file], &ledger.directory, clock().today, &[]);
    let outcome = session.compare(ledger, &context()).clone();
    (session, outcome)
}

/// Three cells of the ledger's own sheet that a clerk changes: the field, what it says, what it shall say.
fn three_edits(ledger: &Ledger) -> Vec<(Field, String, String)> {
    let plain = |text: &String| !text.is_empty() && !text.contains(['\n', '&', '<', '>', '"', '\'', ' ']);
    let all: Vec<_> = ledger.issues.values().filter(|issue| issue.is_present()).collect();
    let whole = |text: &String| {
        let texts =
            all.iter().flat_map(|issue| [issue.fields.goal.get(), issue.fields.title.get(), issue.fields.detail.get()]);
        texts.filter(|other| *other == text).count() == 1
    };
    let find = |take: &dyn Fn(usize) -> String| {
        let found = (0..all.len()).map(take).find(|text| plain(text) && whole(text));
        found.expect("a text of its own")
    };
    let goal = find(&|n| all.get(n).map(|issue| issue.fields.goal.get().clone()).unwrap_or_default());
    let title = find(&|n| all.iter().rev().nth(n).map(|issue| issue.fields.title.get().clone()).unwrap_or_default());
    let detail = find(&|n| all.get(n).map(|issue| issue.fields.detail.get().clone()).unwrap_or_default());
    let edits = [(Field::Goal, goal), (Field::Title, title), (Field::Detail, detail)];
    edits.into_iter().map(|(field, old)| (field, old.clone(), format!("改：{old}=1+1"))).collect()
}

/// Checks that a file which was worked on brings exactly these edits, as one change, and nothing when it comes again.
fn check_edits(ledger: &Ledger, path: &Path, edits: &[(Field, String, String)]) {
    let (session, outcome) = compared(ledger, path);
    let mut found: Vec<_> = outcome
        .rows
        .iter()
        .flat_map(|row| &row.changes)
        .map(|change| (change.field, change.old.clone(), change.new.clone()))
        .collect();
    let mut wanted = edits.to_vec();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "exactly what was edited");
    assert_eq!(outcome.n_faults(), 0, "{:?}", outcome.faults);
    assert_eq!(outcome.count(RowState::New), 0, "nothing is taken for new");
    let action = session.action();
    assert!(matches!(&action, Action::Batch(all) if all.len() == edits.len()), "one change: {action:?}");
    let mut taken = ledger.clone();
    act(&mut taken, &action, 201);
    let again = compared(&taken, path).1;
    assert!(again.action.is_empty(), "the second time there is nothing to do: {:?}", again.action);
    assert_eq!(again.count(RowState::Changed), 0, "nothing");
}

fn convert(folder: &Path, file: &Path, to: &str) -> PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let out = folder.join(to);
    let ran = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .args([&out, file])
        .output()
        .expect("soffice runs");
    let made = out.join(file.with_extension(to).file_name().expect("a name"));
    assert!(made.exists(), "{}", String::from_utf8_lossy(&ran.stderr));
    made
}

#[test]
fn three_cells_edited_in_libreoffice_come_back_as_exactly_three_edits() {
    if !has("soffice", &["--version"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample(clock()).expect("a sample").ledger;
    let path = folder.path().join("整改台账.xlsx");
    fs::write(&path, exported(&ledger, FormName::Ledger)).expect("written");
    // LibreOffice's own text form is what its window edits; it is loaded, changed and saved by LibreOffice alone.
    let open = convert(folder.path(), &path, "fods");
    let mut text = fs::read_to_string(&open).expect("text");
    let edits = three_edits(&ledger);
    for (field, old, new) in &edits {
        let cell = |text: &str| format!("<text:p>{text}</text:p>");
        assert_eq!(text.matches(&cell(old)).count(), 1, "{field:?} {old}");
        text = text.replace(&cell(old), &cell(new));
    }
    fs::write(&open, text).expect("written");
    let saved = convert(folder.path(), &open, "xlsx");
    check_edits(&ledger, &saved, &edits);
    let saved = convert(folder.path(), &open, "ods");
    check_edits(&ledger, &saved, &edits);
}

const EDIT: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
pairs = dict(zip(sys.argv[3::2], sys.argv[4::2]))
for row in sheet.iter_rows():
    for cell in row:
        if cell.value in pairs:
            cell.value = pairs.pop(cell.value)
            cell.data_type = "s"
assert not pairs, pairs
book.save(sys.argv[2])
"#;

#[test]
fn three_cells_edited_by_openpyxl_come_back_as_exactly_three_edits() {
    let Some(python) = python() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = sample(clock()).expect("a sample").ledger;
    let (path, saved, script) =
        (folder.path().join("整改台账.xlsx"), folder.path().join("改.xlsx"), folder.path().join("edit.py"));
    fs::write(&path, exported(&ledger, FormName::Ledger)).expect("written");
    fs::write(&script, EDIT).expect("written");
    let edits = three_edits(&ledger);
    let pairs = edits.iter().flat_map(|(_, old, new)| [old, new]);
    let ran = Command::new(python).arg(&script).args([&path, &saved]).args(pairs).output().expect("it runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    check_edits(&ledger, &saved, &edits);
}

// ---------------------------------------------------------------- texts too long for a cell

/// An issue with texts longer than any cell, all over.
fn long_ledger() -> Ledger {
    let long = |start: &str| format!("{start}{}尾", "长".repeat(40_000));
    let mut ledger = Ledger::new(LedgerId(9));
    let issue = IssueId(1);
    let values = vec![
        IssueValue::Number("1".to_owned()),
        IssueValue::Title("南渠".to_owned()),
        IssueValue::Detail(long("描述")),
        IssueValue::Goal(long("目标")),
    ];
    let measures = vec![MeasureValue::Number("1".to_owned()), MeasureValue::Text(long("措施"))];
    let month = Month { year: 2026, month: 8 };
    let note = ProgressNote { month, text: long("进展"), next_step: "下步".to_owned(), ..ProgressNote::default() };
    let actions = vec![
        Action::RegisterIssue { issue, values },
        Action::AddMeasure { issue, measure: MeasureId(2), values: measures },
        Action::Append { issue, record: RecordId(3), entry: NewRecord::Progress(note) },
    ];
    act(&mut ledger, &Action::Batch(actions), 1);
    ledger
}

#[test]
fn a_cut_cell_counts_as_unchanged_and_never_takes_the_place_of_the_longer_text() {
    let ledger = long_ledger();
    let bytes = exported(&ledger, FormName::Ledger);
    let (_, outcome) = back(&ledger, &bytes);
    assert!(outcome.action.is_empty(), "{:?}", outcome.rows);
    assert_eq!(outcome.n_faults(), 0, "what was cut by the export alone is no fault: {:?}", outcome.faults);
    // Somebody works in what is left of a cut cell: the ledger keeps the whole, and that is said.
    let file = file_of_bytes("整改台账.xlsx", &bytes, CsvOptions::default(), &|_, _| true).expect("read");
    let mut book = (*file.book).clone();
    let mut touched = 0;
    for cell in book.sheets[0].rows.iter_mut().flatten() {
        if cell.text().ends_with("…（已截断）") {
            *cell = SheetCell::of_text(&format!("改{}", cell.text()));
            touched += 1;
        }
    }
    assert_eq!(touched, 4, "description, goal, measures and progress were cut");
    let file = rectification_ledger::app::sheet_import::SheetFile { book: Arc::new(book), ..file };
    let mut session = SheetSession::of_files(vec![file], &ledger.directory, clock().today, &[]);
    let outcome = session.compare(&ledger, &context()).clone();
    assert!(outcome.action.is_empty(), "{:?}", outcome.rows);
    let cut = outcome.faults.iter().filter(|fault| fault.what == FaultWhat::WasCut).count();
    assert_eq!(cut, touched, "each is told: {:?}", outcome.faults);
}

// ---------------------------------------------------------------- the register of complaints

/// The heads of a register as offices keep it, from left to right.
const REGISTER: [&str; 35] = [
    "序号",
    "督察批次",
    "转办批次",
    "受理编号",
    "来源",
    "交办日期",
    "办结时限",
    "行政区域",
    "详细地址",
    "污染类型",
    "交办问题基本情况",
    "责任单位",
    "配合单位",
    "责任领导",
    "责任人",
    "责任人电话",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "整改时限",
    "办结状态",
    "办结日期",
    "责令整改家数",
    "立案处罚家数",
    "罚款金额（万元）",
    "立案侦查件数",
    "行政拘留人数",
    "刑事拘留人数",
    "约谈人数",
    "问责人数",
    "责任人被处理情况",
    "是否重点件",
    "重复件编号",
    "举报人",
    "备注",
];

/// A case with everything, one that repeats it, and one that repeats a case nobody has.
const ROWS: &str = "\
1,,第三批,D3SX202605280018,来电,2026-05-28,2026年6月7日,清河县,南渠路8号,水、大气,夜间排污,市水利局,清河县政府,赵刚,李强,13891234567,\
现场核实属实,属实,已责令停产,2026年6月底前,已办结,2026-06-05,2,1,12.5,1,2,1,3,2,约谈2人,是,,张三,已公开
2,,第四批,X3SX202606010002,来信,2026-06-01,,东城区,,噪声,与上一件相同,市住建局,,,,,,部分属实,,,阶段性办结,,,,,,,,,,,否,\
与D3SX202605280018重复,,
3,,第四批,X3SX202606010003,来信,2026-06-01,,东城区,,噪声,另一件,市住建局,,,,,,不属实,,,未办结,,,,,,,,,,,否,D9SX000000000000,,
";

fn register() -> String {
    format!("{}\n{ROWS}", REGISTER.join(","))
}

fn read_register(ledger: &Ledger) -> (SheetSession, Outcome) {
    let text = register();
    let file = file_of_bytes("信访台账.csv", text.as_bytes(), CsvOptions::default(), &|_, _| true).expect("read");
    let mut session = SheetSession::of_files(vec![file], &ledger.directory, clock().today, &[]);
    let outcome = session.compare(ledger, &context()).clone();
    (session, outcome)
}

fn complaint<'a>(ledger: &'a Ledger, number: &str) -> &'a Complaint {
    let found = ledger.complaints.values().find(|it| it.fields.number.get() == number);
    found.expect("taken")
}

#[test]
fn the_register_of_35_columns_comes_in_whole_and_goes_out_again() {
    let mut ledger = Ledger::new(LedgerId(9));
    let (session, outcome) = read_register(&ledger);
    let sheet = session.choices().sheets.first().expect("a sheet");
    let unknown: Vec<_> =
        sheet.mapping.columns.iter().filter(|it| it.field.is_none()).map(|it| it.head.as_str()).collect();
    assert_eq!(unknown, ["序号"], "every head but the counter has its field");
    assert_eq!(outcome.count(RowState::New), 3, "{:?}", outcome.faults);
    let faults: Vec<_> = outcome.faults.iter().map(|fault| (fault.row, fault.what.clone())).collect();
    assert_eq!(faults, [(3, FaultWhat::NoSuchComplaint)], "the case that is repeated is not here: said");
    act(&mut ledger, &session.action(), 1);
    let first = complaint(&ledger, "D3SX202605280018");
    let f = &first.fields;
    let texts = [f.batch.get(), f.origin.get(), f.responsible.get(), f.places.get()].map(String::as_str);
    assert_eq!(texts, ["第三批", "来电", "市水利局\n配合单位：清河县政府", "南渠路8号"]);
    let counts = [&f.ordered, &f.cases_filed, &f.criminal_cases, &f.detained, &f.talked_to, &f.held_to_account];
    assert_eq!(counts.map(|n| *n.get()), [2, 1, 1, 3, 3, 2], "both kinds of detention are one number");
    assert_eq!((*f.fine_fen.get(), *f.weighty.get()), (12_500_000, true), "12.5 万元, in fen");
    let remarks = f.remarks.get();
    for part in ["责任领导：赵刚", "责任人：李强", "整改时限：2026年6月底前", "办结日期：2026-06-05", "已公开"]
    {
        assert!(remarks.contains(part), "{part} in {remarks}");
    }
    let private = ledger.private.texts.values().map(|text| text.get().clone()).collect::<Vec<_>>();
    assert_eq!(private, ["责任人电话：13891234567 张三"], "who reported, and phones, stand apart");
    assert!(!remarks.contains("13891234567") && !remarks.contains("张三"));
    assert_eq!(*complaint(&ledger, "X3SX202606010002").fields.repeats.get(), Some(first.id), "linked");
    assert!(read_register(&ledger).1.action.is_empty(), "twice is once");
    let (_, outcome) = back(&ledger, &exported(&ledger, FormName::Complaints));
    assert_eq!(outcome.rows.len(), 3);
    assert!(outcome.action.is_empty() && outcome.n_faults() == 0, "{:?} {:?}", outcome.rows, outcome.faults);
}

// ---------------------------------------------------------------- what units fill in

#[test]
fn a_returned_sheet_that_applies_for_closure_moves_the_issue_on() {
    let mut ledger = sample(clock()).expect("a sample").ledger;
    let month = Month { year: 2026, month: 9 };
    let sheets = report_sheets(&ledger, &[], month);
    let folder = tempfile::tempdir().expect("a folder");
    let paths = write_reports(folder.path(), &sheets).expect("written");
    let mut files: Vec<_> =
        paths.iter().map(|path| read_file(path, CsvOptions::default(), &|_, _| true).expect("read")).collect();
    // Every unit asks for the closure of everything it has; those whose turn it is are taken.
    for file in &mut files {
        let mut book = (*file.book).clone();
        for row in book.sheets[0].rows.iter_mut().skip(3).filter(|row| !row.first().is_none_or(SheetCell::is_blank)) {
            row.resize(row.len().max(15), SheetCell::default());
            row[7] = SheetCell::of_text("整改任务全部完成");
            row[11] = SheetCell::of_text("是");
            row[12] = SheetCell::of_text("李强");
            row[13] = SheetCell::of_text("2026-09-17");
        }
        file.book = Arc::new(book);
    }
    let mut session = SheetSession::of_files(files, &ledger.directory, clock().today, &[]);
    let outcome = session.compare(&ledger, &context()).clone();
    let Action::Batch(all) = session.action() else {
        panic!("one change");
    };
    let applied: Vec<IssueId> = all
        .iter()
        .filter_map(|action| if let Action::TakeStep { issue, .. } = action { Some(*issue) } else { None })
        .collect();
    assert!(!applied.is_empty(), "somebody's turn it is: {:?}", outcome.faults);
    let before: Vec<_> = applied.iter().map(|id| ledger.issue(*id).expect("here").stage()).collect();
    act(&mut ledger, &session.action(), 250);
    for (id, before) in applied.iter().zip(before) {
        let issue = ledger.issue(*id).expect("here");
        let point = issue.stage();
        assert_ne!(point, before, "it moved on");
        assert_eq!(point.stage, Stage::Closing, "it is in the procedure of closure");
        let last = issue.live_records().last().expect("a record");
        assert!(format!("{last:?}").contains("李强"), "signed by who applied: {last:?}");
    }
}
