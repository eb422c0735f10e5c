//! Tests of reading: encodings, delimiters, what hostile files come to.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    read_workbook(bytes, CsvOptions::default(), &|_, _| true)
}

fn texts(sheet: &Sheet) -> Vec<Vec<String>> {
    sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a package").into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="台账" r:id="rId1"/></sheets></workbook>"#;

fn book(sheet: &str) -> Vec<u8> {
    package(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/worksheets/sheet1.xml", sheet.as_bytes())])
}

#[test]
fn text_files_of_every_encoding_and_delimiter_are_read() {
    let text = "序号,问题\r\n1,\"南渠、西沟\n两处\"\"黑臭\"\"水体\"\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &utf16].concat();
    let bom = [&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat();
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let tabs = text.replace(',', "\t");
    for bytes in [text.as_bytes(), &utf16, &marked, &bom, &gb, tabs.as_bytes()] {
        let book = read(bytes).expect("read");
        let rows = texts(&book.sheets[0]);
        assert_eq!(rows, [["序号", "问题"], ["1", "南渠、西沟\n两处\"黑臭\"水体"]], "{:?}", book.csv);
    }
    let named = CsvOptions { encoding: Some(Encoding::Utf8), delimiter: None };
    assert_eq!(read_workbook(&gb, named, &|_, _| true), Err(SheetError::Encoding), "named, but it is not");
}

#[test]
fn a_title_and_a_unit_line_do_not_mislead_about_the_delimiter() {
    let text = "整改台账，示例市;\n单位：市整改办\n序号\t问题\t单位\n1\t甲;乙\t丙\n2\t丁\t戊\n";
    let book = read(text.as_bytes()).expect("read");
    assert_eq!(book.csv.and_then(|csv| csv.delimiter), Some('\t'));
}

#[test]
fn a_sheet_is_read_with_inline_texts_dates_merges_and_hidden_parts() {
    let sheet = r#"<worksheet><cols><col min="3" max="3" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row>
        <row r="3" hidden="1"><c r="A3"><v>7</v></c><c r="B3" t="str"><f>A3&amp;""</f><v>七 &amp; 八_x000A_九</v></c><c r="C3" t="e"><v>#N/A</v></c></row>
        <row r="20000"><c r="A20000" s="1"/></row></sheetData>
        <mergeCells><mergeCell ref="A1:C1"/></mergeCells></worksheet>"#;
    let book = read(&book(sheet)).expect("read");
    let sheet = &book.sheets[0];
    assert_eq!(sheet.rows.len(), 3, "empty rows at the end are none");
    assert_eq!(sheet.cell(2, 1).text(), "七 & 八\n九", "the value a formula had");
    assert_eq!(*sheet.cell(2, 2), Cell::Error(CellError::NotAvailable));
    assert_eq!(sheet.merges, [Merge { top: 0, left: 0, bottom: 0, right: 2 }]);
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_columns.as_slice()), (&[2][..], &[2][..]));
}

#[test]
fn hostile_packages_are_refused_in_words() {
    let blank = vec![b' '; 60 * 1024 * 1024];
    let bomb = package(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/worksheets/sheet1.xml", &blank)]);
    assert_eq!(read(&bomb), Err(SheetError::TooMuch(Excess::Ratio)), "a bomb");
    let out = package(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("../../evil.xml", b"")]);
    assert_eq!(read(&out), Err(SheetError::UnsafeName("../../evil.xml".to_owned())));
    let entity = r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>"#;
    assert!(matches!(read(&book(entity)), Err(SheetError::Entities(_))), "entities");
    let wide = r#"<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>"#;
    assert_eq!(read(&book(wide)), Err(SheetError::TooMuch(Excess::Columns)), "16,384 columns");
    assert_eq!(read(&book(&"<a>".repeat(5_000))), Err(SheetError::TooMuch(Excess::Depth)), "bottomless");
    let long = format!("<worksheet><sheetData><row><c t=\"str\"><v>{}</v></c>", "长".repeat(1_500_000));
    assert_eq!(read(&book(&long)), Err(SheetError::TooMuch(Excess::Value)), "one endless value");
    assert!(matches!(read(&book("<worksheet><sheetData>")), Err(SheetError::Broken { .. })), "cut off");
    for bytes in [&b"PK\x03\x04garbage"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing", b""] {
        assert!(read(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn a_package_that_lies_about_its_size_is_stopped_where_it_is_too_much() {
    let blank = vec![b' '; 60 * 1024 * 1024];
    let mut bomb = package(&[("xl/workbook.xml", WORKBOOK.as_bytes()), ("xl/worksheets/sheet1.xml", &blank)]);
    let size = (blank.len() as u32).to_le_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bomb[at..], &size) {
        bomb[at + found..at + found + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        at += found + 4;
    }
    let read = read(&bomb);
    assert!(matches!(read, Err(SheetError::TooMuch(_) | SheetError::Broken { .. })), "{read:?}");
}

#[test]
fn an_open_document_is_read_with_repeats_and_spans() {
    let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
        <table:table table:name="台账"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
        <table:table-row><table:table-cell table:number-columns-spanned="3" office:value-type="string"><text:p>标题</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2019-12-31"><text:p>2019-12-31</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>甲</text:p><text:p>乙</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let book = read(&bytes).expect("read");
    let row = ["2019年12月31日", "007", "甲\n乙"].map(str::to_owned).to_vec();
    assert_eq!(texts(&book.sheets[0]), [vec!["标题".to_owned()], row.clone(), row]);
    assert_eq!(book.sheets[0].hidden_columns, [2]);
    let filled = content.replace(
        "table:number-columns-repeated=\"16384\"/>",
        "table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>",
    );
    let bytes =
        package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", filled.as_bytes())]);
    assert_eq!(read(&bytes), Err(SheetError::TooMuch(Excess::Columns)), "a million rows of 16,384 in one line");
}

#[test]
fn cells_and_columns_are_named_as_excel_names_them() {
    assert_eq!(cell_name(11, 27), "AB12");
    assert_eq!(column_name(25), "Z");
    assert_eq!(column_name(702), "AAA");
}
