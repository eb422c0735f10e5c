//! Tests on files made by hand: an honest one is read, one that asks for too much is not.

use super::*;
use crate::exchange::sheet::{Cell, CsvOptions, Workbook, read_workbook};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a record's length");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// Numbers of two bytes.
fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(NUMBER, &[&shorts(&[row, column, 0])[..], &value.to_le_bytes()].concat())
}

/// A text that says it has so many characters.
fn label(row: u16, said: u16, text: &str) -> Vec<u8> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    record(LABEL, &[&shorts(&[row, 0, 0, said])[..], &[1], &shorts(&wide)].concat())
}

/// A formula that came to 7.
fn formula(row: u16, column: u16, tokens: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tokens.len()).expect("a formula's length");
    let head = [shorts(&[row, column, 0]), 7_f64.to_le_bytes().to_vec(), shorts(&[0, 0, 0, length])].concat();
    record(FORMULA, &[&head[..], tokens].concat())
}

fn dimensions(rows: u32, columns: u16) -> Vec<u8> {
    let rows = [0_u32.to_le_bytes(), rows.to_le_bytes()].concat();
    record(DIMENSIONS, &[&rows[..], &shorts(&[0, columns, 0])].concat())
}

/// A workbook's stream: so many sheets, all at one place.
fn book_of(n_sheets: usize, globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u16| record(BEGIN, &shorts(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let end = record(END, &[]);
    let head = [&begin(5)[..], globals].concat();
    let bound = |start: usize, n: usize| {
        let start = u32::try_from(start).expect("a place");
        let name = [b'a' + (n / 26) as u8, b'a' + (n % 26) as u8];
        record(BOUND_SHEET, &[&start.to_le_bytes()[..], &[0, 0, 2, 0], &name].concat())
    };
    let start = head.len() + n_sheets * bound(0, 0).len() + end.len();
    let bounds: Vec<u8> = (0..n_sheets).flat_map(|n| bound(start, n)).collect();
    [&head[..], &bounds, &end, &begin(0x10), sheet, &end].concat()
}

/// An entry of the directory.
fn entry(name: &str, start: u32, length: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((length as u64).to_le_bytes());
    entry
}

/// A compound file of small sectors: the stream, the directory, the table of mini sectors, the table of sectors.
fn compound(stream: &[u8]) -> Vec<u8> {
    const LAST: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    let is_short = stream.len() < 4096;
    let n_stream = stream.len().div_ceil(512);
    let n_table = (n_stream + 3).div_ceil(127);
    let chain = |n: usize, room: usize| {
        let mut chain: Vec<u32> = (1..n as u32).chain([LAST]).collect();
        chain.resize(room, FREE);
        chain
    };
    let mut table = chain(n_stream, n_table * 128);
    table[n_stream..n_stream + 2].fill(LAST);
    let mini = chain(stream.len().div_ceil(64).max(1), 128.max(n_stream * 8));
    let bytes = |numbers: &[u32]| -> Vec<u8> { numbers.iter().flat_map(|number| number.to_le_bytes()).collect() };
    let mut head = vec![0; 512];
    head[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    head[24..34].copy_from_slice(&shorts(&[0x3e, 3, 0xfffe, 9, 6]));
    let (directory, short) = (n_stream as u32, u32::from(is_short));
    let numbers = [n_table as u32, directory, 0, 4096, directory + 1, short, LAST, 0];
    head[44..76].copy_from_slice(&bytes(&numbers));
    let tables: Vec<u32> = (0..109).map(|n| if n < n_table { directory + 2 + n as u32 } else { FREE }).collect();
    head[76..].copy_from_slice(&bytes(&tables));
    let root = entry("Root Entry", 0, if is_short { n_stream * 512 } else { 0 });
    let mut file = [&head[..], stream].concat();
    file.resize(512 + n_stream * 512, 0);
    file.extend([root, entry("Workbook", 0, stream.len()), vec![0; 256]].concat());
    file.extend(bytes(&mini[..128]));
    file.extend(bytes(&table));
    file
}

/// What reading a workbook of this sheet says; the extent alone says the same where it refuses.
#[track_caller]
fn read(bytes: &[u8]) -> Result<Workbook, SheetError> {
    let read = read_workbook(bytes, CsvOptions::default(), &|_, _| true);
    if let Err(error) = check_extent(bytes) {
        assert_eq!(read, Err(error), "nothing is read of what is refused");
    }
    read
}

#[track_caller]
fn refused(file: &[u8], excess: Excess) {
    assert_eq!(check_extent(file), Err(SheetError::TooMuch(excess)));
}

fn small_sheet() -> Vec<u8> {
    let text = "南渠污水直排";
    [dimensions(3, 3), label(0, 6, text), number(1, 2, 44_196.5), formula(2, 1, &[0x1e, 7, 0])].concat()
}

#[test]
fn an_honest_sheet_is_read_wherever_its_stream_lies() {
    let short = book_of(1, &[], &small_sheet());
    let mut long = short.clone();
    long.resize(5_000, 0);
    for stream in [short, long] {
        let file = compound(&stream);
        // The last sector may be short: here the tables of the file end with free sectors.
        let cut = &file[..file.len() - 100];
        for file in [&file[..], cut] {
            let book = read(file).expect("read");
            let sheet = &book.sheets[0];
            assert_eq!(sheet.cell(0, 0).text(), "南渠污水直排");
            assert_eq!(sheet.cell(1, 2).text(), "44196.5");
            assert_eq!(sheet.cell(2, 1).text(), "7", "the value of a formula that was emptied");
        }
    }
}

#[test]
fn formulas_are_handed_on_empty_and_nothing_else_is_changed() {
    let file = compound(&book_of(1, &record(NAME, &[0; 20]), &small_sheet()));
    let checked = check_extent(&file).expect("an honest file");
    let differ: Vec<(u8, u8)> = file.iter().zip(&checked).map(|(a, b)| (*a, *b)).filter(|(a, b)| a != b).collect();
    // The kind of the name and of the dimensions, and the length of the formula.
    assert_eq!(differ, [(0x18, 0), (0x02, 0), (0x03, 0)]);
    let spaces = [&[0x1e_u8, 7, 0][..], &[0x19, 0x40, 0, 0xff].repeat(16_000)].concat();
    let book = read(&compound(&book_of(1, &[], &formula(0, 0, &spaces)))).expect("read, and soon");
    assert_eq!(*book.sheets[0].cell(0, 0), Cell::Number(7.0, crate::exchange::sheet::NumberForm::Plain));
}

#[test]
fn a_few_cells_far_from_one_another_are_refused() {
    for (row, column) in [(65_535, 255), (65_535, 65_535), (20_000, 255)] {
        let sheet = [number(0, 0, 1.0), number(row, column, 1.0)].concat();
        refused(&compound(&book_of(1, &[], &sheet)), Excess::Cells);
    }
    let shorts_of_a_row = record(SHORTS, &[shorts(&[60_000, 0]), vec![0; 6 * 256], shorts(&[255])].concat());
    refused(&compound(&book_of(1, &[], &[number(0, 0, 1.0), shorts_of_a_row].concat())), Excess::Cells);
    let formulas = [formula(0, 0, &[]), formula(65_535, 255, &[])].concat();
    refused(&compound(&book_of(1, &[], &formulas)), Excess::Cells);
    // What a formula came to stands where the formula does.
    let text = record(FORMULA_TEXT, &[1, 0, 0, b'a']);
    let texts = [text.clone(), formula(65_535, 255, &[]), text].concat();
    refused(&compound(&book_of(1, &[], &texts)), Excess::Cells);
    let far = compound(&book_of(1, &[], &number(65_535, 255, 1.0)));
    assert!(check_extent(&far).is_ok(), "one far cell takes no more than one near");
}

#[test]
fn a_chart_in_a_sheet_counts_for_nothing() {
    let chart = [record(BEGIN, &[0; 16]), number(65_535, 255, 1.0), record(END, &[])].concat();
    let sheet = [number(0, 0, 1.0), chart, number(1, 1, 2.0)].concat();
    let book = read(&compound(&book_of(1, &[], &sheet))).expect("read");
    assert_eq!(book.sheets[0].rows.len(), 2);
}

#[test]
fn dimensions_beyond_the_format_and_too_many_sheets_are_refused() {
    refused(&compound(&book_of(1, &[], &dimensions(u32::MAX, 1))), Excess::Rows);
    refused(&compound(&book_of(1, &[], &dimensions(65_536, 257))), Excess::Rows);
    let whole = [dimensions(65_536, 256), small_sheet()].concat();
    assert!(read(&compound(&book_of(1, &[], &whole))).is_ok(), "a whole sheet in use, as far as it says");
    refused(&compound(&book_of(300, &[], &small_sheet())), Excess::Sheets);
    let lying_in_one_another = compound(&book_of(200, &[], &small_sheet()));
    assert!(matches!(read(&lying_in_one_another), Err(SheetError::Broken { .. })));
}

#[test]
fn texts_that_would_be_copied_without_end_are_refused() {
    let says: Vec<u8> = (0..3_000).flat_map(|row| label(row, u16::MAX, "")).collect();
    refused(&compound(&book_of(1, &[], &says)), Excess::Text);
    // A text of 20,000 characters that goes on in a second record; each cell would have a copy of its own.
    let wide = shorts(&"字".repeat(10_000).encode_utf16().collect::<Vec<u16>>());
    let head = [&[1, 0, 0, 0, 1, 0, 0, 0][..], &20_000_u16.to_le_bytes(), &[1]].concat();
    let table = [record(TEXTS, &[&head[..], &wide].concat()), record(CONTINUE, &[&[1][..], &wide].concat())].concat();
    let cells = |n: u16| (0..n).flat_map(|row| record(SHARED, &shorts(&[row, 0, 0, 0, 0]))).collect::<Vec<u8>>();
    refused(&compound(&book_of(1, &table, &cells(4_000))), Excess::Text);
    let book = read(&compound(&book_of(1, &table, &cells(2)))).expect("read");
    assert_eq!(book.sheets[0].cell(1, 0).text().chars().count(), 20_000);
}

#[test]
fn chains_that_lead_in_a_circle_or_nowhere_are_broken_and_end() {
    let mut stream = book_of(1, &[], &small_sheet());
    stream.resize(5_000, 0);
    let whole = compound(&stream);
    let table = whole.len() - 512;
    let directory = stream.len().div_ceil(512);
    let followed = |at: usize, next: usize| {
        let mut file = whole.clone();
        file[table + at * 4..table + at * 4 + 4].copy_from_slice(&(next as u32).to_le_bytes());
        read(&file)
    };
    for (at, next) in [(directory, directory), (3, 100_000)] {
        let read = followed(at, next);
        assert!(matches!(read, Err(SheetError::Broken { .. })), "{at} to {next}: {read:?}");
    }
    for (at, next) in [(0, 0), (3, 2)] {
        assert!(followed(at, next).is_ok(), "{at} to {next}: the stream says how long it is, and its head is whole");
    }
    for n_bytes in (0..table).step_by(509) {
        assert!(check_extent(&whole[..n_bytes]).is_err(), "{n_bytes} bytes of it");
    }
}

#[test]
fn a_file_with_any_byte_changed_is_read_or_refused() {
    let whole = compound(&book_of(2, &record(NAME, &[0; 20]), &small_sheet()));
    for at in 0..whole.len() {
        let mut file = whole.clone();
        file[at] ^= 0xff;
        let read = read_workbook(&file, CsvOptions::default(), &|_, _| true);
        assert!(read.is_err() || check_extent(&file).is_ok(), "byte {at}: what is refused is not read");
    }
}
