//! Tests of importing spreadsheets: what rows come to, twice, edited, at fault.

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::{
    app::Identity,
    domain::{
        ChangeId, LedgerId, RoundId,
        deadline::DeadlineDoubt,
        edit::into_parts,
        issue::{Issue, UnitRole},
        ledger::Ledger,
        record::{ScheduleRating, Signature},
        rules::{Action, Context, Role, StepEntry, next_step, plan},
    },
    exchange::sheet::{Cell, CellError, DateForm, Merge, NumberForm, Sheet, Workbook},
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn now() -> NaiveDateTime {
    day(2026, 9, 18).and_hms_opt(9, 0, 0).expect("a time")
}

fn ctx() -> Context {
    Context {
        today: day(2026, 9, 18),
        now: now(),
        author: "王敏".to_owned(),
        unit: None,
        role: Role::Office,
        newest_change: None,
        clock_confirmed: false,
    }
}

/// Plans and applies an action as the document does; gives the number of edits.
fn act(ledger: &mut Ledger, action: &Action, n: u8) -> usize {
    let mut next = u128::from(n) << 100;
    let action = action.clone().with_ids(&mut || {
        next += 1;
        next
    });
    let edits = plan(ledger, &action, &ctx()).expect("allowed");
    let change = ChangeId(crate::domain::Sha([n; 32]));
    for (key, part) in into_parts(&edits) {
        ledger.apply(change, key, &part, 0);
    }
    edits.len()
}

fn founded() -> Ledger {
    let mut ledger = Ledger::new(LedgerId(1));
    let who = Identity { name: "王敏".to_owned(), unit: "市整改办".to_owned(), ..Identity::default() };
    act(&mut ledger, &crate::app::founding::actions("示例市整改台账", &who), 1);
    ledger
}

fn text(text: &str) -> Cell {
    Cell::of_text(text)
}

fn sheet(rows: Vec<Vec<Cell>>, merges: &[(usize, usize, usize, usize)]) -> Sheet {
    let merge = |(top, left, bottom, right): &(usize, usize, usize, usize)| Merge {
        top: *top,
        left: *left,
        bottom: *bottom,
        right: *right,
    };
    Sheet { name: "台账".to_owned(), rows, merges: merges.iter().map(merge).collect(), ..Sheet::default() }
}

fn row(cells: &[&str]) -> Vec<Cell> {
    cells.iter().map(|cell| text(cell)).collect()
}

fn session(ledger: &Ledger, sheet: Sheet) -> SheetSession {
    let book = Arc::new(Workbook { sheets: vec![sheet], csv: None });
    let file = SheetFile { name: "整改台账.xlsx".to_owned(), book, origin: Origin::default() };
    SheetSession::of_files(vec![file], &ledger.directory, day(2026, 9, 18), &[])
}

fn compared(ledger: &Ledger, session: &mut SheetSession) -> Outcome {
    session.compare(ledger, &ctx()).clone()
}

/// A table of our own making, with what tables have.
fn table() -> Sheet {
    let head = row(&[
        "序号",
        "反馈问题",
        "整改目标",
        "整改措施",
        "整改时限",
        "责任单位",
        "责任人",
        "联系电话",
        "整改进展情况",
    ]);
    let mut first = row(&[
        "1",
        "南渠、西沟黑臭水体返黑返臭",
        "消除黑臭",
        "1.截污纳管。2.清淤疏浚。",
        "",
        "市水利局牵头，市住建局、清河县人民政府配合",
        "李强",
        "13891234567",
        "已完成截污管网3公里",
    ]);
    first[4] = Cell::Date(day(2026, 12, 31), DateForm::Day);
    let second =
        row(&["2", "建筑工地扬尘管控不到位", "", "洒水降尘", "2027年底前，并长期坚持", "市住建局", "", "", ""]);
    let third = row(&["", "", "", "安装在线监测", "2026年6月底前", "", "", "", ""]);
    let title = row(&["示例市贯彻落实省生态环境保护督察反馈问题整改台账"]);
    let unit = row(&["编制单位：市整改办", "", "", "", "2026年9月18日"]);
    let merges = [(0, 0, 0, 8), (4, 0, 5, 0), (4, 1, 5, 1), (4, 5, 5, 5)];
    sheet(vec![title, unit, head, first, second, third], &merges)
}

fn taken() -> (Ledger, Sheet) {
    let mut ledger = founded();
    let sheet = table();
    let mut session = session(&ledger, sheet.clone());
    let outcome = compared(&ledger, &mut session);
    assert_eq!(outcome.count(RowState::New), 2, "{:?}", outcome.faults);
    act(&mut ledger, &session.action(), 2);
    (ledger, sheet)
}

fn issue<'a>(ledger: &'a Ledger, title: &str) -> &'a Issue {
    let found = ledger.issues.values().find(|issue| issue.fields.title.get().contains(title));
    found.expect("imported")
}

#[test]
fn a_table_becomes_issues_with_units_measures_deadlines_and_notes() {
    let (ledger, _) = taken();
    let water = issue(&ledger, "黑臭水体");
    let name = |id: crate::domain::UnitId| ledger.directory.unit_name(id).to_owned();
    assert_eq!(water.fields.lead_unit.get().map(name).as_deref(), Some("市水利局"));
    let others: Vec<_> = water.units(UnitRole::Cooperating).iter().map(|id| name(*id)).collect();
    assert_eq!(others, ["市住建局", "清河县人民政府"], "one cell, several units");
    assert_eq!(water.live_measures().len(), 2, "one cell, two measures");
    let deadline = water.fields.deadline.get();
    assert_eq!(
        (deadline.words.as_str(), deadline.date()),
        ("2026年12月31日", Some(day(2026, 12, 31))),
        "an Excel date"
    );
    assert_eq!(water.latest_note().map(|note| note.text.as_str()), Some("已完成截污管网3公里"));
    let phones: Vec<_> = ledger.private.texts.values().map(|text| text.get().clone()).collect();
    assert_eq!(phones, ["13891234567"], "private, and all its digits");
    let dust = issue(&ledger, "扬尘");
    assert_eq!(dust.live_measures().len(), 2, "two rows, one problem");
    let deadline = dust.fields.deadline.get();
    assert!(
        deadline.standing && deadline.date() == Some(day(2027, 12, 31)),
        "the later one, its flags kept: {deadline:?}"
    );
    assert_eq!(deadline.doubt, Some(DeadlineDoubt::SeveralDates), "a person has to say");
    let inspections = ledger.directory.live_inspections();
    assert_eq!(inspections.first().map(|it| it.fields.name.get().as_str()), Some("省生态环境保护督察"));
}

#[test]
fn the_same_table_twice_changes_nothing() {
    let (ledger, sheet) = taken();
    let mut again = session(&ledger, sheet);
    let outcome = compared(&ledger, &mut again);
    assert_eq!(outcome.count(RowState::Unchanged), 2, "{:?} {:?}", outcome.rows, outcome.faults);
    assert!(outcome.action.is_empty(), "{:?}", outcome.action);
}

#[test]
fn an_edited_table_updates_the_same_issues_field_by_field() {
    let (mut ledger, mut sheet) = taken();
    sheet.rows[3][2] = text("全面消除黑臭");
    sheet.rows[3][3] = text("1.截污纳管。2.清淤疏浚并外运。3.建立管护机制。");
    sheet.rows[3][5] = text("市水利局牵头，清河县人民政府、市城管局配合");
    let mut edited = session(&ledger, sheet);
    let outcome = compared(&ledger, &mut edited);
    let changed: Vec<_> = outcome.rows.iter().filter(|row| row.state == RowState::Changed).collect();
    assert_eq!(changed.len(), 1, "{:?}", outcome.rows);
    let fields: Vec<_> = changed[0].changes.iter().map(|change| change.field).collect();
    assert_eq!(fields, [Field::Goal, Field::Cooperating, Field::Measures]);
    assert_eq!(changed[0].changes[0].old, "消除黑臭");
    act(&mut ledger, &edited.action(), 3);
    let water = issue(&ledger, "黑臭水体");
    assert_eq!(water.fields.goal.get(), "全面消除黑臭");
    assert_eq!(water.live_measures().len(), 3, "one reworded, one added");
    let others: Vec<_> = water.units(UnitRole::Cooperating).iter().map(|id| ledger.directory.unit_name(*id)).collect();
    assert_eq!(others, ["清河县人民政府", "市城管局"], "one out, one in");
}

#[test]
fn after_assignment_a_changed_deadline_is_told_and_taken_only_as_a_correction() {
    let (mut ledger, mut sheet) = taken();
    let id = issue(&ledger, "黑臭水体").id;
    let step = next_step(&ledger.directory, issue(&ledger, "黑臭水体")).map(|step| step.key.clone()).expect("a step");
    let entry = StepEntry {
        step,
        date: Some(day(2026, 9, 1)),
        signed: Signature { person: "刘敏".to_owned(), unit: None },
        ..StepEntry::default()
    };
    let assign =
        Action::TakeStep { issue: id, record: crate::domain::RecordId(7), round: RoundId(8), entry: Box::new(entry) };
    act(&mut ledger, &assign, 3);
    sheet.rows[3][4] = text("2027年6月底前");
    let mut edited = session(&ledger, sheet);
    let outcome = compared(&ledger, &mut edited);
    assert!(outcome.action.is_empty(), "not silently");
    let locked = FaultWhat::DeadlineLocked("2026年12月31日".to_owned());
    assert_eq!(outcome.faults.iter().map(|fault| &fault.what).collect::<Vec<_>>(), [&locked]);
    edited.change(SheetChange::Correction(Some(("原文误录".to_owned(), "第3页".to_owned()))), &[]);
    let outcome = compared(&ledger, &mut edited);
    assert_eq!(outcome.count(RowState::Changed), 1, "with a reason");
    act(&mut ledger, &edited.action(), 4);
    assert_eq!(issue(&ledger, "黑臭水体").acting_date(), Some(day(2027, 6, 30)));
}

#[test]
fn faults_name_their_cells_and_the_rest_of_the_row_is_taken() {
    let ledger = founded();
    let mut sheet = table();
    sheet.rows[3][2] = Cell::Error(CellError::NotAvailable);
    sheet.rows[3][7] = Cell::Lost(6.108e17);
    sheet.rows[4][4] = text("尽快");
    sheet.rows.push(row(&["合计", "2"]));
    let mut session = session(&ledger, sheet);
    let outcome = compared(&ledger, &mut session);
    let found: Vec<_> = outcome.faults.iter().map(|fault| (fault.row, fault.column, fault.what.clone())).collect();
    assert!(found.contains(&(3, Some(2), FaultWhat::ErrorValue(CellError::NotAvailable))), "{found:?}");
    assert!(found.contains(&(3, Some(7), FaultWhat::DigitsLost)), "{found:?}");
    assert!(found.contains(&(6, Some(0), FaultWhat::PassedOver)), "{found:?}");
    assert_eq!(outcome.count(RowState::New), 2);
    assert_eq!(outcome.rows[0].n_faults, 2);
}

#[test]
fn a_row_that_may_be_an_issue_that_is_here_is_asked_about() {
    let (ledger, _) = taken();
    let head = row(&["问题", "整改目标"]);
    let sheet = sheet(vec![head, row(&["南渠和西沟黑臭水体返黑返臭", "消除黑臭"])], &[]);
    let mut session = session(&ledger, sheet);
    let target = crate::app::import::TargetInspection::Existing(ledger.directory.live_inspections()[0].id);
    session.change(SheetChange::Target(target), &[]);
    let outcome = compared(&ledger, &mut session);
    assert_eq!(outcome.count(RowState::Undecided), 1, "{:?}", outcome.rows);
    let candidate = outcome.rows[0].candidates[0].0;
    assert_eq!(candidate, issue(&ledger, "黑臭水体").id);
    session.change(SheetChange::Decide((0, 0), 1, Decision::Same(candidate)), &[]);
    assert_eq!(compared(&ledger, &mut session).count(RowState::Changed), 1, "the title differs");
    session.change(SheetChange::Decide((0, 0), 1, Decision::New), &[]);
    assert_eq!(compared(&ledger, &mut session).count(RowState::New), 1);
}

#[test]
fn a_list_for_the_month_brings_notes_to_the_issues_it_names() {
    let (mut ledger, _) = taken();
    let head = row(&["序号", "整改任务", "进展情况", "是否达到序时进度", "存在问题", "下步措施"]);
    let line = row(&["2", "建筑工地扬尘管控不到位", "已安装12处", "是", "资金不足", "申请专项资金"]);
    let sheet = sheet(vec![row(&["2026年8月份整改调度表"]), head, line], &[(0, 0, 0, 5)]);
    let mut session = session(&ledger, sheet);
    let target = crate::app::import::TargetInspection::Existing(ledger.directory.live_inspections()[0].id);
    session.change(SheetChange::Target(target), &[]);
    let outcome = compared(&ledger, &mut session);
    assert_eq!((outcome.count(RowState::Changed), outcome.n_notes), (1, 1), "{:?}", outcome.faults);
    act(&mut ledger, &session.action(), 3);
    let note = issue(&ledger, "扬尘").latest_note().expect("a note").clone();
    assert_eq!((note.month.year, note.month.month), (2026, 8), "from the title");
    assert_eq!((note.rating, note.problems.as_str()), (Some(ScheduleRating::OnSchedule), "资金不足"));
    assert!(compared(&ledger, &mut session).action.is_empty(), "twice is once");
}

#[test]
fn the_public_list_of_complaints_lands_as_complaints() {
    let mut ledger = founded();
    let head = row(&[
        "序号",
        "受理编号",
        "交办问题基本情况",
        "行政区域",
        "污染类型",
        "调查核实情况",
        "是否属实",
        "处理和整改情况",
        "办结状态",
        "责任人被处理情况",
        "罚款金额（万元）",
    ]);
    let mut line = row(&[
        "1",
        "*D3SX202505280018",
        "夜间施工扰民",
        "清河县、东城区",
        "噪声、扬尘",
        "现场核查属实",
        "部分属实",
        "责令停工",
        "阶段性办结",
        "无",
        "",
    ]);
    line[10] = Cell::Number(2.5, NumberForm::Plain);
    let sheet = sheet(
        vec![head, line, row(&["2", "X3SX202505280019", "油烟", "清河县", "油烟", "", "待定", "", "", "", ""])],
        &[],
    );
    let mut first = session(&ledger, sheet.clone());
    let outcome = compared(&ledger, &mut first);
    assert_eq!(outcome.count(RowState::New), 2);
    assert!(outcome.faults.iter().any(|fault| matches!(fault.what, FaultWhat::NotAWord(_))), "待定 is no such word");
    act(&mut ledger, &first.action(), 2);
    let noise = ledger.complaints.values().find(|it| it.fields.facts.get() == "夜间施工扰民").expect("entered");
    assert_eq!((noise.fields.number.get().as_str(), *noise.fields.weighty.get()), ("D3SX202505280018", true));
    assert_eq!((noise.kinds.len(), noise.regions.len(), *noise.fields.fine_fen.get()), (2, 2, 2_500_000));
    let mut again = session(&ledger, sheet);
    let outcome = compared(&ledger, &mut again);
    assert!(outcome.action.is_empty(), "{:?}", outcome.action);
}
