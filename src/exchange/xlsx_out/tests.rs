//! A workbook read back by another crate says what was put in.

use std::io::Cursor;

use calamine::{Data, Reader as _, SheetVisible, Xlsx, open_workbook_from_rs};

use super::{STREAMED, Workbooked, XlsxFault, write};
use crate::{
    domain::LedgerId,
    exchange::form::{ColumnKind, FormBook, FormCell, FormColumn, FormRow, FormRows, FormTable, Paper, marks},
};

const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"http://a\",\"b\")",
    "+1",
    "-1+2",
    "@SUM(1)",
    "'单引号",
    "612701199001011234",
    "007",
    "2019-12-31",
    "一\n二\t\"三\" <四> & 五",
    "_x0041_",
    " 前有空格",
    "𠮷😀",
];

fn table(rows: FormRows<'static>) -> FormTable<'static> {
    FormTable {
        sheet: "整改台账".to_owned(),
        title: "示例市整改台账".to_owned(),
        unit: "编制单位：市整改办".to_owned(),
        date: "截至 2026年9月18日".to_owned(),
        paper: Paper::A3Wide,
        columns: vec![
            FormColumn::new("序号", 5.0, ColumnKind::Number),
            FormColumn { name: "title", ..FormColumn::new("问题", 20.0, ColumnKind::Text).under("反馈问题") },
            FormColumn::new("类别", 8.0, ColumnKind::Short).under("反馈问题").fold(),
            FormColumn::new("时限", 12.0, ColumnKind::Date),
            FormColumn::new("罚款", 12.0, ColumnKind::Money),
            FormColumn::new("占比", 12.0, ColumnKind::Percent),
        ],
        frozen: 2,
        rows,
        notes: vec!["两个率分开计算。".to_owned()],
        charts: Vec::new(),
        has_ids: true,
    }
}

fn book(table: FormTable<'static>) -> FormBook<'static> {
    FormBook {
        form: "ledger",
        ledger: LedgerId(7),
        ledger_title: "示例市整改台账".to_owned(),
        today: "2026-09-18".parse().unwrap(),
        public: false,
        tables: vec![table],
    }
}

fn row(n: usize) -> FormRow {
    let text = HOSTILE[n % HOSTILE.len()];
    let day = if n.is_multiple_of(5) { "1899-12-31" } else { "2026-09-30" };
    FormRow {
        id: format!("{n:032x}"),
        ..FormRow::of(vec![
            FormCell::count(n),
            FormCell::text(text),
            FormCell::text(text),
            FormCell::Date(day.parse().unwrap()),
            FormCell::Money(123_456),
            FormCell::Percent(0.125),
        ])
    }
}

fn opened(made: &Workbooked) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(made.bytes.clone())).unwrap()
}

fn text(cell: Option<&Data>) -> String {
    match cell {
        Some(Data::String(text)) => text.clone(),
        other => panic!("a text, not {other:?}"),
    }
}

#[track_caller]
fn check_rows(made: &Workbooked, n: usize) {
    let mut workbook = opened(made);
    let sheet = workbook.worksheet_range("整改台账").unwrap();
    assert_eq!(text(sheet.get_value((0, 0))), "示例市整改台账");
    assert_eq!(text(sheet.get_value((2, 1))), "反馈问题");
    assert_eq!(text(sheet.get_value((3, 1))), "问题");
    assert_eq!(text(sheet.get_value((2, 6))), marks::ID_HEAD);
    for at in 0..n {
        let y = u32::try_from(at).unwrap() + 4;
        let expected = HOSTILE[at % HOSTILE.len()];
        assert_eq!(text(sheet.get_value((y, 1))), expected, "row {at}");
        assert_eq!(text(sheet.get_value((y, 2))), expected, "row {at}");
        assert_eq!(text(sheet.get_value((y, 6))), format!("{at:032x}"), "row {at}");
        let number = |x| sheet.get_value((y, x)).and_then(calamine::DataType::as_f64);
        assert_eq!((number(0), number(4), number(5)), (Some(at as f64), Some(1234.56), Some(0.125)), "row {at}");
        if at.is_multiple_of(5) {
            assert_eq!(text(sheet.get_value((y, 3))), "1899-12-31", "before the format's first day");
        } else {
            let Some(Data::DateTime(day)) = sheet.get_value((y, 3)) else { panic!("a day") };
            assert_eq!(day.as_f64().to_string(), "46295", "2026-09-30");
        }
    }
    let after = u32::try_from(n).unwrap() + 4;
    assert_eq!(text(sheet.get_value((after, 0))), "注1：两个率分开计算。");
    assert_eq!(text(sheet.get_value((after, 6))), marks::NOTE_ROW);
}

#[test]
fn every_cell_comes_back_as_it_was_and_what_looks_like_a_formula_is_a_text() {
    let made = write(&book(table(FormRows::Held((0..60).map(row).collect()))), &mut |_, _| true).unwrap();
    check_rows(&made, 60);
    assert_eq!(made.cut, 0);
}

#[test]
fn a_long_table_that_is_streamed_reads_like_a_short_one() {
    let n = STREAMED + 700;
    let made = write(&book(table(FormRows::Made(n, Box::new(row)))), &mut |_, _| true).unwrap();
    check_rows(&made, n);
}

#[test]
fn the_hidden_sheet_tells_what_the_workbook_is_of() {
    let made = write(&book(table(FormRows::Held(vec![row(1)]))), &mut |_, _| true).unwrap();
    let mut workbook = opened(&made);
    let hidden = workbook.sheets_metadata().iter().find(|sheet| sheet.name == marks::ABOUT_SHEET).unwrap();
    assert_eq!(hidden.visible, SheetVisible::VeryHidden);
    let about = workbook.worksheet_range(marks::ABOUT_SHEET).unwrap();
    let lines: Vec<Vec<String>> = about.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    for expected in [
        [marks::LEDGER_KEY, "00000000000000000000000000000007", ""],
        [marks::FORM_KEY, "ledger", ""],
        [marks::HEAD_ROW_KEY, "3", ""],
        [marks::DATA_ROW_KEY, "5", ""],
        [marks::COLUMN_KEY, "反馈问题/问题", "title"],
        [marks::COLUMN_KEY, marks::ID_HEAD, marks::ID_NAME],
    ] {
        assert!(lines.iter().any(|line| *line == expected), "{expected:?} in {lines:?}");
    }
}

#[test]
fn a_cell_too_long_for_the_format_is_cut_and_counted() {
    let long = FormRow::of(vec![FormCell::count(1), FormCell::text(&"字".repeat(40_000))]);
    let made = write(&book(table(FormRows::Held(vec![long.clone()]))), &mut |_, _| true).unwrap();
    assert_eq!(made.cut, 1);
    let many = FormRows::Made(STREAMED + 1, Box::new(move |_| long.clone()));
    let streamed = book(FormTable { columns: table(FormRows::Held(vec![])).columns, ..table(many) });
    // Long texts in so many rows would be gigabytes; the first pieces are enough.
    let stopped = write(&streamed, &mut |done, _| done < 200);
    assert!(matches!(stopped, Err(XlsxFault::Stopped)), "and a stop is heard");
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let once = || write(&book(table(FormRows::Held(vec![row(1), row(2)]))), &mut |_, _| true).unwrap();
    assert_eq!(once().bytes, once().bytes);
}

#[test]
fn a_table_without_rows_is_a_workbook_too() {
    let made = write(&book(table(FormRows::Held(Vec::new()))), &mut |_, _| true).unwrap();
    check_rows(&made, 0);
}
