//! A spreadsheet: its bytes as they are, and its parts in a zip that is whole; then its heads and records.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    exchange::{
        columns::{Mapping, Table, find_band, heads},
        sheet::{CsvOptions, read_workbook},
    },
    made::{pieces, zip},
    within_limits,
};

const BOOK: &[u8] = br#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &[u8] = br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;

fn read(bytes: &[u8]) {
    within_limits(|| {
        let Ok(book) = read_workbook(bytes, CsvOptions::default(), &|_, _| true) else { return };
        for sheet in &book.sheets {
            let Some((band, kind)) = find_band(sheet) else { continue };
            let mapping = Mapping::guess(&heads(sheet, band), kind);
            drop(Table::new(sheet, band, &mapping).records);
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf]) {
        return read(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    if let Some(content) = text.strip_prefix("ods") {
        let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        return read(&zip(&[("mimetype", kind), ("content.xml", content.as_bytes())]));
    }
    let [sheet, shared, styles] = pieces(&text);
    read(&zip(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ]));
});
