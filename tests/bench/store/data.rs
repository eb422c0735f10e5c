//! The files that are measured: the ledger, and the same as JSON, in a database and as a sheet.

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::Path,
    time::Instant,
};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{
        Clock, Column, FormFormat, FormName, Layout, RowQuery,
        export::{ExportTask, make, view_form},
        generate::generate,
    },
    domain::{
        DeviceId, IssueId, RecordId,
        change::Header,
        edit::{IssueEdit, PartEdits, PartKey},
        issue::IssueValue,
        record::{Month, ProgressNote, RecordBody, ScheduleRating},
    },
    store::{
        codec::write_change,
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, save_ledger},
        record::{PlainLedger, Record},
        safe_write::{Known, safe_write},
    },
};
use rusqlite::Connection;

pub const LEDGER: &str = "ledger.ron";
pub const JSON: &str = "ledger.json";
pub const SQLITE: &str = "ledger.sqlite";
pub const SHEET: &str = "ledger.xlsx";

pub fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// Makes what is not there yet.
pub fn prepare(n_issues: usize, n_changes: usize, folder: &Path, wanted: &dyn Fn(&str) -> bool) {
    let file = folder.join(LEDGER);
    if !file.exists() {
        save_ledger(&file, Known::Absent, &content(n_issues, n_changes)).expect("saved");
    }
    if wanted("json") && !folder.join(JSON).exists() {
        let plain: PlainLedger = ron::de::from_bytes(&fs::read(&file).expect("the file")).expect("RON");
        let mut bytes = BufWriter::new(Vec::new());
        serde_json::to_writer(&mut bytes, &plain).expect("JSON");
        safe_write(&folder.join(JSON), &bytes.into_inner().expect("all of it")).expect("saved");
    }
    if wanted("sqlite") && !folder.join(SQLITE).exists() {
        sqlite(&file, &folder.join(SQLITE));
    }
    if wanted("office") && !folder.join(SHEET).exists() {
        let opened = open_ledger(&fs::read(&file).expect("the file")).expect("a ledger");
        safe_write(&folder.join(SHEET), &sheet(opened.content)).expect("saved");
    }
}

/// Issues as the generator makes them, and so many single changes of each, one after the other through the ledger.
fn content(n_issues: usize, n_changes: usize) -> LedgerContent {
    let mut content = generate(n_issues, 0, 7, clock()).expect("a ledger");
    let issues: Vec<IssueId> = content.ledger.issues.keys().copied().collect();
    let mut salt = 0_u128;
    for n in 0..n_changes {
        for issue in &issues {
            salt += 1;
            one_change(&mut content, *issue, n, salt);
        }
    }
    content
}

/// One change of an issue: two thirds are values typed over, one third monthly notes.
pub fn one_change(content: &mut LedgerContent, issue: IssueId, n: usize, salt: u128) {
    let edit = match n % 3 {
        0 => IssueEdit::Set(IssueValue::Region(format!("第{n}片区")), Vec::new()),
        1 => IssueEdit::Set(IssueValue::Detail(format!("第 {n} 次核实：现场与台账一致，限期内完成。")), Vec::new()),
        _ => {
            let note = ProgressNote {
                month: Month { year: 2026, month: 1 + (n % 12) as u32 },
                rating: Some(ScheduleRating::OnSchedule),
                text: format!("完成主体工程建设并组织竣工验收；累计完成 {n}%。"),
                problems: "管理台账不实，记录与现场不符".to_owned(),
                next_step: "落实资金保障，按月调度工程进度".to_owned(),
                ..ProgressNote::default()
            };
            IssueEdit::Append(RecordId(salt), Box::new(RecordBody::Progress(note)))
        }
    };
    let header = Header {
        parents: content.history.heads(),
        generation: content.history.generation() + 1,
        author: "李明".to_owned(),
        unit: "市整改办".to_owned(),
        device: DeviceId::default(),
        typed_at: clock().now,
        reason: String::new(),
        undoes: None,
        grant: None,
        erases: Vec::new(),
        parts: Vec::new(),
    };
    let part = (PartKey::Issue(issue), PartEdits::Issue(vec![edit]));
    let change = write_change(header, std::slice::from_ref(&part), || format!("{salt:032x}")).expect("a change");
    content.ledger.apply(change.id, part.0, &part.1, 0);
    content.history.insert(change).expect("entered");
}

/// Every record in a row of its own, as an application with a database would keep them: states in one table, and what the
/// window does not need to be usable in another.
fn sqlite(file: &Path, to: &Path) {
    let plain: PlainLedger = ron::de::from_bytes(&fs::read(file).expect("the file")).expect("RON");
    let mut base = Connection::open(to).expect("a database");
    for table in ["state", "history"] {
        let made = format!("create table {table} (n integer primary key, body text not null)");
        base.execute_batch(&made).expect("a table");
    }
    let all = base.transaction().expect("begun");
    {
        let mut state = all.prepare("insert into state (body) values (?1)").expect("a statement");
        let mut history = all.prepare("insert into history (body) values (?1)").expect("a statement");
        for record in &plain.records {
            let is_history = matches!(record, Record::Part { .. } | Record::Change(_) | Record::Lacks { .. });
            let insert = if is_history { &mut history } else { &mut state };
            insert.execute([serde_json::to_string(record).expect("JSON")]).expect("a row");
        }
    }
    all.commit().expect("kept");
}

/// The grid's rows in every column it has.
fn sheet(content: LedgerContent) -> Vec<u8> {
    let task = ExportTask {
        form: FormName::View,
        format: FormFormat::Xlsx,
        ledger: content.ledger,
        query: RowQuery::default(),
        view: view_form(&Layout::of_columns(Column::ALL), String::new()),
        month: Month { year: 2026, month: 8 },
        public: false,
        unit: "市整改办".to_owned(),
        own_unit: None,
        clock: clock(),
    };
    make(&task, &mut |_, _| true).expect("a workbook").bytes
}

/// What a text is that goes to a file at once.
pub fn write_plainly(path: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).expect("a file");
    file.write_all(bytes).expect("written");
    file.sync_all().expect("on disk");
}
