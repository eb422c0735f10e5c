//! Tests of the pages: how many, what is repeated, what becomes of rows and words that do not fit.

use skrifa::{FontRef, MetadataProvider as _};

use super::{Faces, PdfFault, SpareFace, face::Pen, layout::lay_out, write};
use crate::{
    domain::LedgerId,
    exchange::form::{
        ChartKind, ColumnKind, FormBook, FormCell, FormChart, FormColumn, FormRow, FormRows, FormTable, Paper,
    },
};

pub(super) const FACES: Faces = Faces {
    regular: include_bytes!("../../../assets/fonts/NotoSansSC-Regular.otf"),
    bold: include_bytes!("../../../assets/fonts/NotoSansSC-Bold.otf"),
    spare: |_| None,
};

fn table(rows: Vec<FormRow>) -> FormTable<'static> {
    FormTable {
        sheet: "清单".to_owned(),
        title: "示例市整改清单".to_owned(),
        unit: "编制单位：市整改办".to_owned(),
        date: "截至 2026年9月18日".to_owned(),
        paper: Paper::A4Wide,
        columns: vec![
            FormColumn::new("序号", 5.0, ColumnKind::Number),
            FormColumn::new("问题", 40.0, ColumnKind::Text).under("反馈"),
            FormColumn::new("措施", 60.0, ColumnKind::Text).under("反馈"),
        ],
        frozen: 1,
        rows: FormRows::Held(rows),
        notes: vec!["两个率分开计算。".to_owned()],
        charts: Vec::new(),
        has_ids: false,
    }
}

fn row(n: usize, text: &str) -> FormRow {
    FormRow::of(vec![FormCell::count(n), FormCell::text(text), FormCell::text("措施")])
}

fn book(table: FormTable<'static>) -> FormBook<'static> {
    FormBook {
        form: "test",
        ledger: LedgerId(1),
        ledger_title: String::new(),
        today: "2026-09-18".parse().unwrap(),
        public: false,
        tables: vec![table],
    }
}

#[test]
fn rows_fill_pages_in_order_and_a_row_higher_than_a_page_is_broken_over_several() {
    let long = "需要很多行才能写完的整改情况。".repeat(400);
    let rows = vec![row(1, "短"), row(2, &long), row(3, "短")];
    let table = table(rows);
    let mut pen = Pen::new(FACES).unwrap();
    let laid = lay_out(&table, &mut pen, &mut |_| true).unwrap();
    let pieces: Vec<_> = laid.pages.iter().flatten().collect();
    assert!(laid.pages.len() > 2, "{} pages", laid.pages.len());
    let mut lines = 0;
    for pair in pieces.windows(2) {
        let next_row = pair[1].row == pair[0].row + 1 && pair[1].from == 0;
        let goes_on = pair[1].row == pair[0].row && pair[1].from == pair[0].to;
        assert!(next_row || goes_on, "{pair:?}");
    }
    for page in &laid.pages {
        let high: f32 = page.iter().map(|piece| piece.height).sum();
        assert!(high < laid.size.1 - laid.margin.1 * 2.0, "nothing over the edge: {high}");
        lines += page.iter().filter(|piece| piece.row == 1).map(|piece| piece.to - piece.from).sum::<usize>();
    }
    let cells = laid.cells(&mut pen, &table, &table.rows.row(1));
    assert_eq!(lines, cells[1].len(), "every line of it once");
}

#[test]
fn many_rows_make_many_pages_and_none_of_none_makes_one() {
    let mut pen = Pen::new(FACES).unwrap();
    let many = table((1..=500).map(|n| row(n, "问题")).collect());
    let laid = lay_out(&many, &mut pen, &mut |_| true).unwrap();
    assert!((15..40).contains(&laid.pages.len()), "{}", laid.pages.len());
    let none = table(Vec::new());
    assert_eq!(lay_out(&none, &mut pen, &mut |_| true).unwrap().pages.len(), 1);
    let bytes = write(&book(none), FACES, &mut |_, _| true).unwrap().bytes;
    assert!(bytes.starts_with(b"%PDF-"), "a page with heads and no rows");
}

#[test]
fn a_document_that_is_stopped_is_none() {
    let many = book(table((1..=500).map(|n| row(n, "问题")).collect()));
    for after in [0, 100, 700] {
        let stopped = write(&many, FACES, &mut |done, _| done <= after);
        assert!(matches!(stopped, Err(PdfFault::Stopped)), "after {after}");
    }
}

#[test]
fn words_no_font_has_are_printed_as_boxes_and_named() {
    let hostile = "\u{10FFFF}\u{200B}\u{FEFF}𪟝😀\t=1+1";
    let printed = write(&book(table(vec![row(1, hostile)])), FACES, &mut |_, _| true).unwrap();
    assert!(printed.bytes.len() > 1_000);
    let lacking: Vec<char> = printed.lacking;
    assert!(lacking.contains(&'\u{10FFFF}') && lacking.contains(&'😀'), "{lacking:?}");
    assert!(!lacking.contains(&'\u{200B}') && !lacking.contains(&'\t'), "what is not seen lacks nothing: {lacking:?}");
}

/// A font with nothing but signs, as a system might have it.
fn symbols(wanted: char) -> Option<SpareFace> {
    let bytes: &[u8] = include_bytes!("../../../assets/fonts/MaterialSymbols-subset.ttf");
    (wanted > 'z').then(|| SpareFace { bytes: std::sync::Arc::new(bytes), index: 0, id: 7 })
}

#[test]
fn what_our_fonts_lack_is_set_in_one_of_the_system_and_that_is_embedded() {
    let font: &[u8] = include_bytes!("../../../assets/fonts/MaterialSymbols-subset.ttf");
    let own = FontRef::new(FACES.regular).unwrap();
    let other = FontRef::new(font).unwrap();
    let sign =
        other.charmap().mappings().filter_map(|(c, _)| char::from_u32(c)).find(|c| own.charmap().map(*c).is_none());
    let text = format!("甲{}乙", sign.expect("a sign of its own"));
    let written = |faces: Faces| write(&book(table(vec![row(1, &text)])), faces, &mut |_, _| true).unwrap();
    let (with, without) = (written(Faces { spare: symbols, ..FACES }), written(FACES));
    assert!(with.lacking.is_empty(), "found");
    assert_eq!(without.lacking, vec![sign.unwrap()], "named");
    let fonts = |pdf: &[u8]| memchr::memmem::find_iter(pdf, b"/FontDescriptor").count();
    assert!(fonts(&with.bytes) > fonts(&without.bytes), "embedded");
}

#[test]
fn charts_have_pages_of_their_own_and_count_among_them() {
    let mut with = table((1..=45).map(|n| row(n, "单位")).collect());
    let chart = |kind| FormChart { title: "图".to_owned(), kind, names: 1, values: vec![(0, 0x002F_6FDE)], rows: 45 };
    with.charts = vec![chart(ChartKind::StackedBars), chart(ChartKind::Lines), chart(ChartKind::Pie)];
    let laid = lay_out(&with, &mut Pen::new(FACES).unwrap(), &mut |_| true).unwrap();
    let printed = write(&book(with), FACES, &mut |_, _| true).unwrap();
    let pages = memchr::memmem::find_iter(&printed.bytes, b"/Type/Page/")
        .count()
        .max(memchr::memmem::find_iter(&printed.bytes, b"/Type/Page\n").count());
    let pages = pages.max(memchr::memmem::find_iter(&printed.bytes, b"/Type /Page\n").count());
    assert_eq!(pages, laid.pages.len() + 5, "45 bars take three pages, a line and a pie one each");
}
