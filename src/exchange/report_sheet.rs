//! Writes the sheet a unit without the program fills in for a month (填报表): what is known is locked, what is asked is open.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, ProtectionOptions, Workbook,
    Worksheet, XlsxError,
};

use crate::domain::{LedgerId, record::Month};

use super::{
    columns::values::{RATINGS, YES_NO},
    form::{clean::cell_text, marks},
};

/// The name of the form in the hidden sheet.
pub const FORM: &str = "report";
/// Key of the hidden sheet: the month asked about.
pub const MONTH_KEY: &str = "月份";
/// Key of the hidden sheet: the unit it was made for.
pub const UNIT_KEY: &str = "单位";

/// One issue to be reported on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportRow {
    /// The id as text.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What is to be reached.
    pub goal: String,
    /// Its measures, a line each.
    pub measures: String,
    /// By when.
    pub deadline: String,
    /// What was reported last.
    pub before: String,
}

/// A sheet for one unit and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportSheet {
    /// The ledger it comes from.
    pub ledger: LedgerId,
    /// The ledger's name.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The month.
    pub month: Month,
    /// Its issues.
    pub rows: Vec<ReportRow>,
}

/// A column: head, machine name, width in characters, and whether it is filled in.
type Column = (&'static str, &'static str, f64, bool);

const COLUMNS: [Column; 15] = [
    ("序号", "", 5.0, false),
    ("编号", "", 9.0, false),
    ("反馈问题", "", 26.0, false),
    ("整改目标", "", 22.0, false),
    ("整改措施", "", 30.0, false),
    ("整改时限", "", 12.0, false),
    ("上次填报", "", 22.0, false),
    ("本月进展情况", "note_text", 34.0, true),
    ("是否达到序时进度", "note_rating", 14.0, true),
    ("存在问题", "note_problems", 22.0, true),
    ("下步措施", "note_next_step", 22.0, true),
    ("是否申请销号", "applies_for_closure", 9.0, true),
    ("填报人", "reported_by", 9.0, true),
    ("填报日期", "reported_on", 12.0, true),
    (marks::ID_HEAD, marks::ID_NAME, 10.0, false),
];

const HEAD: u32 = 2;
const FIRST: u32 = 3;
const FONT: &str = "宋体";

/// Writes the workbook.
pub fn write(report: &ReportSheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("填报表")?;
    heads(sheet, report)?;
    for (n, row) in (0..).zip(&report.rows) {
        line(sheet, FIRST + n, n, row)?;
    }
    let last = FIRST + u32::try_from(report.rows.len()).unwrap_or(u32::MAX).max(1) - 1;
    choices(sheet, last)?;
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
    about(&mut workbook, report)?;
    workbook.save_to_buffer()
}

fn boxed() -> Format {
    let plain = Format::new().set_font_name(FONT).set_font_size(10.5).set_border(FormatBorder::Thin);
    plain.set_text_wrap().set_align(FormatAlign::VerticalCenter).set_num_format("@")
}

fn heads(sheet: &mut Worksheet, report: &ReportSheet) -> Result<(), XlsxError> {
    let last = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX) - 2;
    let month = format!("{}年{}月", report.month.year, report.month.month);
    let title = Format::new().set_font_name(FONT).set_font_size(18).set_bold().set_align(FormatAlign::Center);
    sheet.merge_range(
        0,
        0,
        0,
        last,
        &format!("{month}整改情况填报表"),
        &title.set_align(FormatAlign::VerticalCenter),
    )?;
    sheet.set_row_height(0, 34)?;
    let small = Format::new().set_font_name(FONT).set_font_size(10.5).set_text_wrap();
    let said = format!("填报单位：{}　　只填白底各列，其余各列已锁定；交回时请不要另存为其他格式", report.unit);
    sheet.merge_range(1, 0, 1, last, &said, &small)?;
    let locked = boxed().set_bold().set_align(FormatAlign::Center).set_background_color(0x00E8_EEF7);
    let open = boxed().set_bold().set_align(FormatAlign::Center).set_background_color(0x00FF_F4D6);
    for (n, (head, name, width, fills)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(n, width)?;
        sheet.write_string_with_format(HEAD, n, head, if fills { &open } else { &locked })?;
        if name == marks::ID_NAME {
            sheet.set_column_hidden(n)?;
        }
    }
    sheet.set_row_height(HEAD, 30)?;
    sheet.set_freeze_panes(FIRST, 3)?;
    sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

fn line(sheet: &mut Worksheet, at: u32, n: u32, row: &ReportRow) -> Result<(), XlsxError> {
    let locked = boxed().set_background_color(0x00F3_F5F9);
    let open = boxed().set_unlocked();
    let counter = (n + 1).to_string();
    let known = [&counter, &row.number, &row.title, &row.goal, &row.measures, &row.deadline, &row.before];
    for (column, (_, name, _, fills)) in (0..).zip(COLUMNS) {
        if fills {
            sheet.write_blank(at, column, &open)?;
        } else if name == marks::ID_NAME {
            sheet.write_string_with_format(at, column, &row.id, &locked)?;
        } else {
            let text = known.get(usize::from(column)).map_or("", |text| text.as_str());
            sheet.write_string_with_format(at, column, cell_text(text), &locked)?;
        }
    }
    Ok(())
}

/// Drop-downs where one of a few words is wanted.
fn choices(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    for (column, (head, name, ..)) in (0..).zip(COLUMNS) {
        let words = match name {
            "note_rating" => RATINGS,
            "applies_for_closure" => YES_NO,
            _ => continue,
        };
        let list = DataValidation::new().allow_list_strings(words)?.ignore_blank(true);
        let list = list.set_error_style(DataValidationErrorStyle::Stop).set_error_title(head)?;
        let list = list.set_error_message(format!("请从下拉框里选：{}", words.join("、")))?;
        sheet.add_data_validation(FIRST, column, last, column, &list)?;
    }
    Ok(())
}

fn about(workbook: &mut Workbook, report: &ReportSheet) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(marks::ABOUT_SHEET)?;
    sheet.set_very_hidden(true);
    let month = format!("{}年{}月", report.month.year, report.month.month);
    let ledger = report.ledger.to_string();
    let mut lines = vec![
        [marks::VERSION_KEY, marks::ABOUT_VERSION, ""],
        [marks::LEDGER_KEY, &ledger, ""],
        [marks::TITLE_KEY, &report.title, ""],
        [marks::FORM_KEY, FORM, ""],
        [MONTH_KEY, &month, ""],
        [UNIT_KEY, &report.unit, ""],
    ];
    lines.extend(COLUMNS.iter().map(|(head, name, ..)| [marks::COLUMN_KEY, head, name]));
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line) {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
