//! What each reader must keep to, whatever bytes it is given. Used by the fuzzer, and by the tests on changed files of our own.

use super::{
    made::{self, file, pieces, summed, zip},
    program::{
        clipboard,
        domain::{
            calendar_text::import_years,
            change::Header,
            deadline_find::find_deadlines,
            deadline_words::{read_deadline, read_deadline_of_year, resolve_relative},
            edit::PartEdits,
            money::read_money,
        },
        exchange::{
            columns::{Mapping, Table, find_band, heads},
            docx::read_docx,
            plan::{PlanSource, decode_text, plan_lines, read_cell_goal, read_cell_measures, read_plan},
            sheet::{CsvOptions, Encoding, read_workbook},
            word::{Fields, Template, forms::WordForm},
        },
        store::{
            codec::{change_from_line, change_to_line},
            journal::{Journal, read_journal},
            ledger_check::{check_opened, salvage_ledger},
            ledger_open::open_ledger,
            ledger_quick::open_bytes,
            ledger_write::ledger_to_bytes,
            package::{is_package, open_package},
            recognise::look_at,
            record::{Record, Seal},
            ron_read::{from_ron, from_strict},
            ron_text::to_ron,
        },
    },
};
use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};

/// A check by its name.
pub type Check = (&'static str, fn(&[u8]));

/// All of them.
pub const ALL: [Check; 11] = [
    ("clipboard", clipboard),
    ("csv", csv),
    ("deadline", deadline),
    ("docx", docx),
    ("journal", journal),
    ("ledger", ledger),
    ("package", package),
    ("plan", plan),
    ("record", record),
    ("sheet", sheet),
    ("template", template),
];

/// A block from the clipboard: what is written of it is read as the same block.
pub fn clipboard(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(block) = clipboard::read(&text) else { return };
    let wide = block.first().map_or(0, Vec::len);
    assert!(block.iter().all(|row| row.len() == wide), "a block is as wide in every row");
    if !block.is_empty() {
        assert_eq!(clipboard::read(&clipboard::write(&block)), Ok(block), "what is written is read again");
    }
}

/// A table as text, in any encoding.
pub fn csv(bytes: &[u8]) {
    for encoding in [None, Some(Encoding::Gb18030), Some(Encoding::Utf16Le)] {
        let read = read_workbook(bytes, CsvOptions { encoding, delimiter: None }, &|_, _| true);
        assert!(read.is_err() || read.is_ok_and(|book| !book.sheets.is_empty()), "what is read has a sheet");
    }
}

/// A deadline in words: its words are kept, and what is found in a text lies in the text.
pub fn deadline(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let may = NaiveDate::from_ymd_opt(2019, 5, 31);
    for base in [None, may, Some(NaiveDate::MAX), Some(NaiveDate::MIN)] {
        let read = read_deadline(text, base);
        assert_eq!(read.words.trim(), text.trim(), "the words are kept");
        assert!(
            !read.kind_word().is_empty() && read.shown_date().is_none_or(|day| day <= NaiveDate::MAX),
            "it is shown"
        );
        let working_days = |day: NaiveDate, n: u32| day.checked_add_days(chrono::Days::new(n.into()));
        let counted = resolve_relative(read, base.unwrap_or_default(), working_days);
        assert_eq!(counted.words.trim(), text.trim(), "the words are kept");
    }
    let of_year = read_deadline_of_year(text, Some(2019));
    assert_eq!(of_year.words.trim(), text.trim(), "the words are kept");
    let (n_chars, mut last) = (text.chars().count(), 0);
    for found in find_deadlines(text, Some(2019)) {
        let range = found.range;
        assert!(last <= range.start && range.start <= range.end && range.end <= n_chars, "{range:?} of {n_chars}");
        last = range.end;
    }
    let (money, years) = (read_money(text), import_years(text));
    assert!(money.is_none_or(|fen| fen < u64::MAX), "money is a sum");
    assert!(years.is_err() || years.is_ok_and(|years| years.len() <= text.len()), "years are made of text");
}

/// A plan as text: a fault names a line.
pub fn plan(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes) else { return };
    let measures = read_cell_measures(&text, Some(2019)).len() + read_cell_goal(&text, None).1.len();
    assert!(measures <= 2 * text.len() + 2, "measures are made of text");
    let source = PlanSource::Text(text);
    let report = read_plan(&source);
    let n_lines = plan_lines(&source).len();
    assert!(report.faults.iter().all(|fault| (1..=n_lines.max(1)).contains(&fault.line)), "a fault names a line");
}

/// A Word document: its bytes as they are, or its parts in a zip that is whole.
pub fn docx(bytes: &[u8]) {
    let read = |bytes: &[u8]| {
        if let Ok(blocks) = read_docx(bytes) {
            let report = read_plan(&PlanSource::Docx(blocks));
            assert!(report.faults.iter().all(|fault| fault.line > 0), "a fault names a line");
        }
    };
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    let [document, styles, numbering] = pieces(&text);
    let parts = [("word/document.xml", document), ("word/styles.xml", styles), ("word/numbering.xml", numbering)];
    read(&zip(&parts.map(|(name, text)| (name, text.as_bytes()))));
}

/// A template for Word: its bytes as they are, or its text in a zip that is whole; one without faults can be filled.
pub fn template(bytes: &[u8]) {
    let read = |bytes: &[u8]| {
        let Ok(template) = Template::read(bytes) else { return };
        let spec = WordForm::SupervisionNotice.spec();
        let n_names = template.names().len();
        if template.faults(spec).is_empty() {
            let fields = Fields::default().text("标题", "甲\n乙 & 丙 <丁>");
            let filled = template.fill(spec, &[fields.clone(), fields]);
            assert!(filled.is_err() || filled.is_ok_and(|bytes| bytes.starts_with(b"PK")), "{n_names} names");
        }
    };
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    read(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes)]));
}

/// A spreadsheet: its bytes as they are, or its parts in a zip that is whole; then its heads and records.
pub fn sheet(bytes: &[u8]) {
    let read = |bytes: &[u8]| {
        let Ok(book) = read_workbook(bytes, CsvOptions::default(), &|_, _| true) else { return };
        for sheet in &book.sheets {
            let Some((band, kind)) = find_band(sheet) else { continue };
            let mapping = Mapping::guess(&heads(sheet, band), kind);
            let table = Table::new(sheet, band, &mapping);
            assert!(table.records.len() <= sheet.rows.len(), "a record has a row");
        }
    };
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf]) {
        return read(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    if let Some(content) = text.strip_prefix("ods") {
        let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
        return read(&zip(&[("mimetype", kind), ("content.xml", content.as_bytes())]));
    }
    let [sheet, shared, styles] = pieces(&text);
    let book = br#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let links = br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;
    read(&zip(&[
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ]));
}

/// What the program's own reader takes, `ron` reads as the same; what it writes, both read back.
fn alike<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Some(own) = from_strict::<T>(text) {
        assert_eq!(ron::from_str::<T>(text).as_ref(), Ok(&own), "what is taken, ron takes");
    }
    let Ok(value) = from_ron::<T>(text) else { return };
    let Ok(written) = to_ron(&value) else { return };
    assert_eq!(from_ron::<T>(&written).as_ref(), Ok(&value), "{written}");
    assert_eq!(ron::from_str::<T>(&written).as_ref(), Ok(&value), "{written}");
}

/// A record of a file.
pub fn record(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    alike::<Record>(text);
    alike::<PartEdits>(text);
    alike::<Header>(text);
    alike::<Seal>(text);
}

/// A ledger file: read the quick way and the slow way alike, saved as the same ledger, salvaged into a sound one; then with
/// right checksums.
pub fn ledger(bytes: &[u8]) {
    read_ledger(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        read_ledger(summed(text).as_bytes());
    }
}

fn read_ledger(bytes: &[u8]) {
    let look = look_at(bytes);
    let (slow, quick) = (open_ledger(bytes), open_bytes(bytes.to_vec()));
    let (Ok(slow), Ok(quick)) = (&slow, &quick) else {
        assert_eq!(slow.is_err(), quick.is_err(), "{look:?}");
        return;
    };
    assert_eq!(slow.faults, quick.faults, "both ways find the same");
    assert_eq!(slow.content, quick.content, "both ways give the same");
    assert_eq!(check_opened(slow).issues, slow.content.ledger.issues.len(), "it can be checked");
    if slow.is_sound() {
        let saved = ledger_to_bytes(&quick.content).expect("a sound ledger can be saved");
        let again = open_ledger(&saved).expect("a ledger");
        assert!(again.is_sound(), "{:?}", again.faults);
        assert_eq!(again.content, slow.content, "saving keeps everything");
    }
    let rescued = salvage_ledger(bytes).expect("a ledger").content;
    if let Ok(saved) = ledger_to_bytes(&rescued) {
        let again = open_ledger(&saved).expect("a ledger");
        assert!(again.is_sound(), "what is salvaged is sound: {:?}", again.faults);
    }
}

/// A journal: every whole record of it is read, and it takes a new one behind whatever stands in it.
pub fn journal(bytes: &[u8]) {
    read_a_journal(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        read_a_journal(summed(text).as_bytes());
    }
}

fn read_a_journal(bytes: &[u8]) {
    let (_folder, path) = file("a.journal", bytes);
    let before = read_journal(&path).expect("readable").expect("there");
    assert_eq!(std::fs::read(&path).expect("a file"), bytes, "reading writes nothing");
    for change in before.records.iter().filter_map(|record| change_from_line(record).ok()) {
        if let Ok(line) = change_to_line(&change) {
            assert_eq!(change_from_line(&line).as_ref(), Ok(&change), "{line}");
        }
    }
    let (mut journal, opened) = Journal::open(&path).expect("opened").expect("there");
    assert_eq!(opened.records, before.records, "opening reads the same");
    journal.append("(id:4)").expect("added");
    let after = read_journal(&path).expect("readable").expect("there").records;
    let (last, rest) = after.split_last().expect("a record");
    assert_eq!((last.as_str(), rest), ("(id:4)", before.records.as_slice()), "the new one stands behind");
    if let Some(kept_as) = opened.kept_as {
        assert_eq!(std::fs::read(kept_as).expect("a copy"), bytes, "what was broken is kept");
    }
}

/// A package: its bytes as they are, and a manifest and a ledger in a zip that is whole.
pub fn package(bytes: &[u8]) {
    read_package(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let [manifest, ledger] = pieces(text);
        read_package(&made::package(manifest, ledger));
    }
}

fn read_package(bytes: &[u8]) {
    let (_folder, path) = file("a.zip", bytes);
    let looks = is_package(&path);
    if let Ok(mut package) = open_package(&path, None, &mut |_, _| true) {
        assert!(looks, "it begins as one");
        let n_files = package.evidence().len();
        assert!(package.ledger().is_err() || n_files < package.manifest.parts.len(), "the ledger is a part of it");
    }
}
