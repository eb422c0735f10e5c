//! Files made to harm: the program itself reads each as a child with 300 MB of memory in all, and refuses it in words.
//!
//! `cargo test --test all hostile -- --nocapture` prints the time and the most memory of each.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::semicolon_if_nothing_returned,
    clippy::too_many_lines,
    reason = "a test makes broken files byte by byte, lists its cases, prints what it measured, and says what it skips"
)]

use std::{
    fs::File,
    io::{BufWriter, Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What the child may take of memory in all, in KiB: address space, so stacks and the program itself count too.
const MOST: u64 = 300 * 1024;

/// Nothing may take longer, be the machine as slow as it may; what it takes is printed.
const GUARD: Duration = Duration::from_secs(20);

/// How a case is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// `ledger import` and `ledger read-plan`.
    Import,
    /// `ledger templates` with the file as a template.
    Template,
    /// `ledger take-in`.
    Package,
}

struct Case {
    name: &'static str,
    file: &'static str,
    reads: Reads,
    /// A word of the refusal.
    says: &'static str,
    make: fn(&Path),
}

struct Ran {
    code: Option<i32>,
    said: String,
    took: Duration,
    /// KiB of memory at most.
    peak: u64,
}

/// Writes a zip: for each part a beginning, a piece so many times, an end.
fn zip(path: &Path, parts: &[(&str, &str, (&str, usize), &str)]) {
    let mut out = ZipWriter::new(BufWriter::new(File::create(path).expect("a file")));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, begin, (piece, times), end) in parts {
        out.start_file(*name, packed).expect("a part");
        out.write_all(begin.as_bytes()).expect("written");
        let each = (1 << 20) / piece.len().max(1) + 1;
        let block = piece.repeat(each.min(*times));
        let mut left = *times;
        while left > 0 {
            let now = left.min(each);
            out.write_all(&block.as_bytes()[..now * piece.len()]).expect("written");
            left -= now;
        }
        out.write_all(end.as_bytes()).expect("written");
    }
    out.finish().expect("a zip");
}

const BOOK: &str =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
const RELS: &str = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";
const NONE: (&str, usize) = ("", 0);
const ENTITIES: &str = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";

/// A workbook whose only sheet is this.
fn book(path: &Path, begin: &str, piece: (&str, usize), end: &str) {
    let parts = [
        ("xl/workbook.xml", BOOK, NONE, ""),
        ("xl/_rels/workbook.xml.rels", RELS, NONE, ""),
        ("xl/worksheets/sheet1.xml", begin, piece, end),
    ];
    zip(path, &parts);
}

fn book_of_strings(path: &Path, begin: &str, piece: (&str, usize), end: &str) {
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let parts = [
        ("xl/workbook.xml", BOOK, NONE, ""),
        ("xl/_rels/workbook.xml.rels", RELS, NONE, ""),
        ("xl/sharedStrings.xml", begin, piece, end),
        ("xl/worksheets/sheet1.xml", sheet, NONE, ""),
    ];
    zip(path, &parts);
}

fn ods(path: &Path, begin: &str, piece: (&str, usize), end: &str) {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    zip(path, &[("mimetype", kind, NONE, ""), ("content.xml", begin, piece, end)]);
}

fn docx(path: &Path, begin: &str, piece: (&str, usize), end: &str) {
    zip(path, &[("word/document.xml", begin, piece, end)]);
}

/// The bytes of a zip with every declared size of what is unpacked made small.
fn lie_about_sizes(path: &Path) {
    let mut bytes = std::fs::read(path).expect("a file");
    for (sign, at) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = (0..bytes.len() - 40).filter(|n| bytes[*n..].starts_with(sign)).collect();
        for place in places {
            bytes[place + at..place + at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    rectification_ledger::store::safe_write::safe_write(path, &bytes).expect("written");
}

/// A directory of so many entries that all show the same packed bytes.
fn many_entries(path: &Path, n: u32) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    let name = b"xl/workbook.xml";
    let head = |sign: &[u8], rest: usize| {
        let mut head = sign.to_vec();
        head.resize(rest, 0);
        head
    };
    let mut local = head(b"PK\x03\x04", 30);
    local[26] = 15;
    local.extend(name);
    out.write_all(&local).expect("written");
    let mut entry = head(b"PK\x01\x02", 46);
    entry[28] = 15;
    for k in 0..n {
        out.write_all(&entry).expect("written");
        out.write_all(format!("xl/workbook{k:04x}", k = k % 0x10000).as_bytes()).expect("written");
    }
    let (start, size) = (local.len() as u64, u64::from(n) * 61);
    let mut long = head(b"PK\x06\x06", 56);
    long[4] = 44;
    for (at, value) in [(24, u64::from(n)), (32, u64::from(n)), (40, size), (48, start)] {
        long[at..at + 8].copy_from_slice(&value.to_le_bytes());
    }
    out.write_all(&long).expect("written");
    let mut locator = head(b"PK\x06\x07", 20);
    locator[8..16].copy_from_slice(&(start + size).to_le_bytes());
    locator[16] = 1;
    out.write_all(&locator).expect("written");
    let mut end = head(b"PK\x05\x06", 22);
    end[8..20].fill(0xff);
    out.write_all(&end).expect("written");
}

/// An OLE file whose tables all point to where there is nothing, or in a circle.
fn old_book(path: &Path, fill: u8) {
    let mut bytes = vec![fill; 1 << 20];
    bytes[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    bytes[24..32].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0]);
    bytes[32..34].copy_from_slice(&[6, 0]);
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes[1024..1024 + name.len()].copy_from_slice(&name);
    rectification_ledger::store::safe_write::safe_write(path, &bytes).expect("written");
}

fn old_record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// A cell of an .xls.
fn number_at(row: u16, column: u16) -> Vec<u8> {
    old_record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 2], &1_f64.to_le_bytes()].concat())
}

/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;

/// An .xls that can be followed, of so many sheets that all stand in one place; behind its directory comes this sector.
fn old_sheet(path: &Path, n_sheets: u32, sheet: &[u8], behind_directory: u32) {
    let begin = old_record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = old_record(0x000a, &[]);
    let start = begin.len() as u32 + n_sheets * 14 + end.len() as u32;
    let bounds = (0..n_sheets).flat_map(|n| {
        let name = [b'a' + (n / 26) as u8, b'a' + (n % 26) as u8];
        old_record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 2, 0], &name].concat())
    });
    let bounds: Vec<u8> = bounds.collect();
    let mut stream = [&begin[..], &bounds, &end, &begin, sheet, &end].concat();
    // A shorter one would lie elsewhere.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let n_stream = (stream.len() / 512) as u32;
    let n_table = (n_stream + 2) / 127 + 1;
    // The sectors in their order: table, directory, stream.
    let first = n_table + 1;
    let mut table = vec![END; n_table as usize * 128];
    table[n_table as usize] = behind_directory;
    for sector in first..first + n_stream - 1 {
        table[sector as usize] = sector + 1;
    }
    let bytes = |numbers: &[u32]| -> Vec<u8> { numbers.iter().flat_map(|number| number.to_le_bytes()).collect() };
    let mut tables: Vec<u32> = (0..n_table).collect();
    tables.resize(109, u32::MAX);
    let magic = [0xd0_u8, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let versions = [0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0];
    let places = bytes(&[n_table, n_table, 0, 4096, END, 0, END, 0]);
    let head = [&magic[..], &[0; 16], &versions, &[0; 10], &places, &bytes(&tables)].concat();
    let mut entry: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(116, 0);
    entry.extend(bytes(&[first, stream.len() as u32, 0]));
    let directory = [&[0_u8; 128][..], &entry, &[0; 256]].concat();
    let file = [head, bytes(&table), directory, stream].concat();
    rectification_ledger::store::safe_write::safe_write(path, &file).expect("written");
}

/// A package whose manifest is sealed and whose ledger is blanks.
fn package(path: &Path, ledger: (&str, usize), stranger: Option<&str>) {
    use rectification_ledger::{
        domain::LedgerId,
        store::package::{Manifest, PackageKind, PartEntry, seal_text},
    };
    let hash = rectification_ledger::store::checksum::FileHash::of(b"");
    let manifest = Manifest {
        format: 1,
        program: String::new(),
        kind: PackageKind::Return,
        ledger: LedgerId(1),
        title: String::new(),
        unit: None,
        grant: None,
        made_on: "2026-09-18T09:00:00".parse().expect("a time"),
        made_by: String::new(),
        issues: 0,
        changes: 0,
        parts: vec![PartEntry {
            name: "ledger.ron".to_owned(),
            bytes: (ledger.0.len() * ledger.1) as u64,
            sha256: hash,
        }],
        left_out: Vec::new(),
    };
    let text = seal_text(rectification_ledger::store::ron_text::to_ron(&manifest).expect("a text"));
    let mut parts = vec![("manifest.ron", text.as_str(), NONE, ""), ("ledger.ron", "", ledger, "")];
    parts.extend(stranger.map(|name| (name, "x", NONE, "")));
    zip(path, &parts);
}

const MB: usize = 1 << 20;

fn spreadsheets() -> Vec<Case> {
    let case = |name, file, says, make| Case { name, file, reads: Reads::Import, says, make };
    vec![
        case("xlsx: 400 MB of empty rows", "a.xlsx", "压缩", |it| {
            book(it, "<worksheet><sheetData>", ("<row/>", 67 * MB), "")
        }),
        case("xlsx: 400 MB that say they are 1 KB", "a.xlsx", "损坏", |it| {
            book(it, "<worksheet><sheetData>", ("<row/>", 67 * MB), "");
            lie_about_sizes(it);
        }),
        case("xlsx: one text of 300 MB", "a.xlsx", "压缩", |it| {
            book_of_strings(it, "<sst><si><t>", ("字", 100 * MB), "</t></si></sst>")
        }),
        case("xlsx: a million columns", "a.xlsx", "列", |it| {
            book(it, "<worksheet><sheetData><row>", ("<c><v>1</v></c>", 1_000_000), "</row></sheetData></worksheet>");
        }),
        case("xlsx: a cell in the last corner", "a.xlsx", "列", |it| {
            book(
                it,
                "<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
                NONE,
                "</sheetData></worksheet>",
            );
        }),
        case("xlsx: 200,000 merges of all", "a.xlsx", "合并", |it| {
            book(
                it,
                "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>",
                ("<mergeCell ref=\"A1:XFD1048576\"/>", 200_000),
                "</mergeCells></worksheet>",
            );
        }),
        case("xlsx: 100,000 elements in one another", "a.xlsx", "层次", |it| book(it, "", ("<a>", 100_000), "")),
        case("xlsx: external entities", "a.xlsx", "实体", |it| {
            book(it, ENTITIES, NONE, "<worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>")
        }),
        case("xlsx: a name that leads out", "a.xlsx", "路径", |it| {
            zip(it, &[("xl/workbook.xml", BOOK, NONE, ""), ("../../evil.sh", "x", NONE, "")]);
        }),
        case("xlsx: two million packed files", "a.xlsx", "部件", |it| many_entries(it, 2_000_000)),
        case("ods: 300 MB of one text", "a.ods", "压缩", |it| {
            ods(it, "<a><table><table-row><table-cell><p>", ("字", 100 * MB), "")
        }),
        case("ods: a million columns alike", "a.ods", "列", |it| {
            ods(
                it,
                "<a><table><table-row><table-cell number-columns-repeated=\"1000000\"><p>1</p></table-cell></table-row></table></a>",
                NONE,
                "",
            );
        }),
        case("ods: a billion rows alike", "a.ods", "行数", |it| {
            ods(
                it,
                "<a><table><table-row number-rows-repeated=\"1000000000\"><table-cell><p>1</p></table-cell></table-row></table></a>",
                NONE,
                "",
            );
        }),
        case("ods: a million rows of 500 alike", "a.ods", "单元格", |it| {
            ods(
                it,
                "<a><table><table-row number-rows-repeated=\"1000000\"><table-cell number-columns-repeated=\"500\"><p>1</p></table-cell></table-row></table></a>",
                NONE,
                "",
            );
        }),
        case("ods: 100,000 elements in one another", "a.ods", "层次", |it| ods(it, "", ("<a>", 100_000), "")),
        case("ods: external entities", "a.ods", "实体", |it| ods(it, ENTITIES, NONE, "<a>&c;</a>")),
        case("csv: a million columns", "a.csv", "列", |it| text(it, "问题,整改时限\n", ("1,", 1_000_000))),
        case("csv: five million cells", "a.csv", "单元格", |it| text(it, "", ("1,2,3,4,5\n", 1_000_000))),
        case("csv: 200 MB", "a.csv", "MB", |it| text(it, "", ("甲,乙,丙,丁\n", 11 * MB))),
        case("xls: tables that lead nowhere", "a.xls", "损坏", |it| old_book(it, 0xff)),
        case("xls: tables that lead in a circle", "a.xls", "损坏", |it| old_book(it, 0)),
        case("xls: tables that lead anywhere", "a.xls", "损坏", |it| old_book(it, 0x41)),
        case("xls: a directory in a circle", "a.xls", "损坏", |it| old_sheet(it, 1, &[], 1)),
        case("xls: two cells in the corners", "a.xls", "单元格", |it| {
            old_sheet(it, 1, &[number_at(0, 0), number_at(65_535, 255)].concat(), END)
        }),
        case("xls: a cell beyond the last corner", "a.xls", "单元格", |it| {
            old_sheet(it, 1, &[number_at(0, 0), number_at(65_535, 65_535)].concat(), END)
        }),
        case("xls: four billion rows, it says", "a.xls", "行数", |it| {
            let dimensions = [&[0_u8; 4][..], &[0xff; 4], &[0, 0, 1, 0, 0, 0]].concat();
            old_sheet(it, 1, &[old_record(0x0200, &dimensions), number_at(0, 0)].concat(), END)
        }),
        case("xls: 300 sheets", "a.xls", "工作表", |it| old_sheet(it, 300, &number_at(0, 0), END)),
        case("xls: 200 sheets in one place", "a.xls", "损坏", |it| {
            old_sheet(it, 200, &number_at(0, 0).repeat(50), END)
        }),
        case("xls: 4,000 texts that say they are long", "a.xls", "文字", |it| {
            old_sheet(it, 1, &old_record(0x0204, &[0, 0, 0, 0, 0, 0, 0xff, 0xff, 0]).repeat(4_000), END)
        }),
        case("xls: a formula of four million blanks", "a.xls", "没有内容", |it| {
            let tokens = [&[0x1e_u8, 7, 0][..], &[0x19, 0x40, 0, 0xff].repeat(16_000)].concat();
            // It came to a text, and no text follows.
            let came_to = [0, 0, 0, 0, 0, 0, 0xff, 0xff];
            let length = (tokens.len() as u16).to_le_bytes();
            let formula = [&[0_u8; 6][..], &came_to, &[0; 6], &length, &tokens].concat();
            old_sheet(it, 1, &old_record(0x0006, &formula), END)
        }),
    ]
}

fn text(path: &Path, begin: &str, piece: (&str, usize)) {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    out.write_all(begin.as_bytes()).expect("written");
    for _ in 0..piece.1 {
        out.write_all(piece.0.as_bytes()).expect("written");
    }
    out.flush().expect("written");
}

fn documents() -> Vec<Case> {
    let plan = |name, file, says, make| Case { name, file, reads: Reads::Import, says, make };
    let template = |name, says, make| Case { name, file: "督办单.docx", reads: Reads::Template, says, make };
    let take_in = |name, says, make| Case { name, file: "a.zip", reads: Reads::Package, says, make };
    vec![
        plan("docx: 300 MB of one text", "a.docx", "异常大", |it| {
            docx(it, "<document><body><p><r><t>", ("字", 100 * MB), "")
        }),
        plan("docx: the same, said to be 1 KB", "a.docx", "损坏", |it| {
            docx(it, "<document><body><p><r><t>", ("字", 100 * MB), "");
            lie_about_sizes(it);
        }),
        plan("docx: a million paragraphs of nothing", "a.docx", "异常大", |it| {
            docx(it, "<document><body>", ("<p/>", MB), "</body></document>")
        }),
        plan("docx: 8 MB of words in one run each", "a.docx", "异常大", |it| {
            docx(it, "<document><body>", ("<p><r><t>甲</t></r></p>", 300_000), "</body></document>");
        }),
        plan("docx: 100,000 elements in one another", "a.docx", "层次", |it| {
            docx(it, "<document><body>", ("<p>", 100_000), "")
        }),
        plan("docx: external entities", "a.docx", "实体", |it| {
            docx(it, ENTITIES, NONE, "<document><body><p><r><t>&c;</t></r></p></body></document>")
        }),
        plan("docx: a name that leads out", "a.docx", "路径", |it| {
            zip(
                it,
                &[("word/document.xml", "<document><body/></document>", NONE, ""), ("..\\..\\evil.bat", "x", NONE, "")],
            );
        }),
        plan("docx: two million packed files", "a.docx", "部件", |it| many_entries(it, 2_000_000)),
        plan("txt: 200 MB", "a.txt", "太大", |it| text(it, "", ("一、整改任务\n", 11 * MB))),
        template("template: 300 MB of one text", "解压", |it| {
            docx(it, "<document><body><p><r><t>", ("字", 100 * MB), "")
        }),
        template("template: a picture of 2 GB", "解压", |it| {
            zip(
                it,
                &[
                    ("word/document.xml", "<document><body/></document>", NONE, ""),
                    ("word/media/a.png", "", ("00000000", 256 * MB), ""),
                ],
            );
        }),
        template("template: a million paragraphs of nothing", "解压", |it| {
            docx(it, "<document><body>", ("<p/>", MB), "</body></document>")
        }),
        template("template: 100,000 elements in one another", "过深", |it| {
            docx(it, "<document><body>", ("<p>", 100_000), "")
        }),
        template("template: external entities", "实体", |it| {
            docx(it, ENTITIES, NONE, "<document><body><p/></body></document>")
        }),
        template("template: a name that leads out", "指向压缩包外面", |it| {
            zip(
                it,
                &[("word/document.xml", "<document><body/></document>", NONE, ""), ("../../evil.sh", "x", NONE, "")],
            );
        }),
        template("template: two million packed files", "太大", |it| many_entries(it, 2_000_000)),
        take_in("package: a ledger of 2 GB", "“台账”展开后大得不合常理", |it| {
            package(it, ("00000000", 256 * MB), None)
        }),
        take_in("package: a name that leads out", "不合规矩", |it| {
            package(it, ("0", 10), Some("evidence/../../evil.sh"))
        }),
        take_in("package: a manifest of 300 MB", "“清单”展开后大得不合常理", |it| {
            zip(it, &[("manifest.ron", "", ("字", 100 * MB), "")])
        }),
        take_in("package: two million packed files", "大得不合常理", |it| many_entries(it, 2_000_000)),
    ]
}

/// The program; `LEDGER` names another, such as that of a release, whose times count.
fn program() -> String {
    std::env::var("LEDGER").unwrap_or_else(|_| env!("CARGO_BIN_EXE_ledger").to_owned())
}

/// Runs the program with so much memory, and watches how much it takes.
fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let started = Instant::now();
    let script = format!("ulimit -v {MOST}; exec \"$0\" \"$@\"");
    let mut child = Command::new("sh")
        .args(["-c", &script, &program()])
        .args(arguments)
        .current_dir(folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let code = loop {
        // What the kernel keeps is the most there ever was.
        let now = std::fs::read_to_string(&status).unwrap_or_default();
        let line = now.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        if let Some(ended) = child.try_wait().expect("it can be waited for") {
            break ended.code();
        }
        if started.elapsed() > GUARD * 2 {
            child.kill().expect("it can be ended");
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let took = started.elapsed();
    let mut said = String::new();
    child.stderr.take().expect("its words").read_to_string(&mut said).expect("words");
    child.stdout.take().expect("its words").read_to_string(&mut said).expect("words");
    Ran { code, said, took, peak }
}

/// The commands that read a file of this kind.
fn commands<'a>(case: &Case, file: &'a str) -> Vec<Vec<&'a str>> {
    match case.reads {
        Reads::Import if file.ends_with(".docx") || file.ends_with(".txt") => {
            vec![vec!["import", "台账.ron", file, "--author", "刘敏"], vec!["read-plan", file]]
        }
        Reads::Import => vec![vec!["import", "台账.ron", file, "--author", "刘敏"]],
        Reads::Template => vec![vec!["templates", "--check", file]],
        Reads::Package => vec![vec!["take-in", "台账.ron", file]],
    }
}

fn check(cases: &[Case]) {
    if !cfg!(target_os = "linux") {
        println!("skipped: memory is measured as Linux tells it");
        return;
    }
    let desk = tempfile::tempdir().expect("a folder");
    assert_eq!(run(desk.path(), &["new", "台账.ron", "--title", "示例"]).code, Some(0), "a ledger");
    let ledger = desk.path().join("台账.ron");
    let before = std::fs::read(&ledger).expect("a ledger");
    let mut wrong = Vec::new();
    for case in cases {
        let path = desk.path().join(case.file);
        (case.make)(&path);
        for arguments in commands(case, case.file) {
            let ran = run(desk.path(), &arguments);
            let said = ran.said.lines().next().unwrap_or_default();
            println!(
                "{:>6} ms {:>4} MB  {} ({}): {said}",
                ran.took.as_millis(),
                ran.peak / 1024,
                case.name,
                arguments[0]
            );
            let refused = matches!(ran.code, Some(1..=3)) && ran.said.contains(case.says);
            if !refused || ran.took > GUARD || ran.peak > MOST {
                wrong.push(format!(
                    "{} ({}): {:?} {:?} {} KiB: {}",
                    case.name, arguments[0], ran.code, ran.took, ran.peak, ran.said
                ));
            }
        }
        std::fs::remove_file(&path).expect("removed");
        assert!(std::fs::read(&ledger).expect("a ledger") == before, "{}: nothing was changed", case.name);
        let out = [desk.path().join("../evil.sh"), desk.path().join("../../evil.sh"), desk.path().join("evil.sh")];
        assert!(out.iter().all(|path| !path.exists()), "{}: nothing was written outside", case.name);
    }
    assert!(wrong.is_empty(), "not refused in words, or not in time, or not in so much memory:\n{}", wrong.join("\n"));
}

#[test]
fn hostile_spreadsheets_are_refused_in_words_and_little_memory() {
    check(&spreadsheets());
}

#[test]
fn hostile_documents_templates_and_packages_are_refused_in_words_and_little_memory() {
    check(&documents());
}
