//! Word documents of our own making, from bytes to items.

use std::io::{Cursor, Write as _};

use rectification_ledger::exchange::{
    docx::{DocxBlock, DocxCell, read_docx},
    error::ExchangeError,
    plan::{PlanMeasure, PlanReport, PlanRole, PlanSource, read_plan},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Packs parts into a document, as Word would.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("a package").into_inner()
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const NAMES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn document(body: &str) -> String {
    format!("{HEAD}<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>")
}

fn word(body: &str) -> Vec<u8> {
    package(&[("word/document.xml", &document(body)), ("word/styles.xml", STYLES), ("word/numbering.xml", NUMBERING)])
}

/// A paragraph of one run.
fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph that Word numbers.
fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

const STYLES: &str = r#"<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="x">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"#;

/// The paragraphs of a document, as a reader sees them.
fn lines(bytes: &[u8]) -> Vec<String> {
    let blocks = read_docx(bytes).expect("a document");
    blocks
        .into_iter()
        .map(|block| match block {
            DocxBlock::Paragraph(paragraph) => paragraph.visible(),
            DocxBlock::Table(_) => "table".to_owned(),
        })
        .collect()
}

fn report(bytes: &[u8]) -> PlanReport {
    read_plan(&PlanSource::Docx(read_docx(bytes).expect("a document")))
}

#[test]
fn numbers_that_stand_in_no_text_are_worked_out() {
    let heading = r#"<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>措施</w:t></w:r></w:p>"#;
    let body = [
        heading.to_owned(),
        numbered(1, 1, "甲"),
        numbered(1, 2, "乙"),
        numbered(1, 2, "丙"),
        numbered(1, 1, "丁"),
        numbered(1, 2, "戊"),
        numbered(2, 0, "己"),
        heading.to_owned(),
        numbered(3, 0, "庚"),
        numbered(0, 0, "辛"),
    ];
    let wanted = ["一、措施", "（一）甲", "1.乙", "2.丙", "（二）丁", "1.戊", "己", "二、措施", "五、庚", "辛"];
    assert_eq!(lines(&word(&body.concat())), wanted, "as Word shows them");
}

#[test]
fn what_was_deleted_is_gone_and_what_was_inserted_stays() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:tab/><w:t>&lt;丁&#xFF1E;</w:t><w:br/><w:t>戊</w:t></w:r><w:hyperlink><w:r><w:t>己</w:t></w:r></w:hyperlink><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>";
    assert_eq!(lines(&word(body)), ["甲丙\t<丁＞\n戊己"], "the text as it stands");
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
}

fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows.iter().map(|cells| format!("<w:tr>{}</w:tr>", cells.concat())).collect();
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

#[test]
fn merged_cells_are_known() {
    let body = table(&[
        vec![cell("<w:gridSpan w:val=\"2\"/>", "甲"), cell("", "乙")],
        vec![cell("<w:vMerge w:val=\"restart\"/>", "丙"), cell("", "丁")],
        vec![cell("<w:vMerge/>", ""), cell("", "戊")],
    ]);
    let blocks = read_docx(&word(&body)).expect("a document");
    let [DocxBlock::Table(rows)] = blocks.as_slice() else {
        panic!("one table: {blocks:?}");
    };
    let shape: Vec<Vec<(usize, bool)>> =
        rows.iter().map(|row: &Vec<DocxCell>| row.iter().map(|cell| (cell.span, cell.continues)).collect()).collect();
    assert_eq!(shape, [vec![(2, false), (1, false)], vec![(1, false); 2], vec![(1, true), (1, false)]], "spans");
}

/// Two tasks in a table, the first of them over two rows.
fn task_table() -> String {
    let heads = ["序号", "反馈问题", "整改措施", "整改时限", "牵头单位", "配合单位"];
    let row = |cells: [&str; 6]| cells.iter().map(|text| cell("", text)).collect::<Vec<_>>();
    let above = || cell("<w:vMerge/>", "");
    table(&[
        row(heads),
        row(["1", "某河水质不达标", "1.封堵排口。", "2020年底前", "市水利局", "市住建局、示例县政府"]),
        vec![above(), above(), cell("", "2.建成管网。"), cell("", "2021年6月底前"), above(), above()],
        row(["2", "某矿未复绿", "完成复绿12公顷", "立行立改", "市自然资源局", "市林业局"]),
    ])
}

#[test]
fn a_table_of_tasks_gives_an_item_for_each_problem() {
    let body = [paragraph("示例市整改任务清单"), task_table()];
    let report = report(&word(&body.concat()));
    let [first, second] = report.items.as_slice() else {
        panic!("two items: {:#?}", report.items);
    };
    assert_eq!((first.no.as_str(), first.title.as_str()), ("1", "某河水质不达标"), "number and problem");
    assert_eq!(first.measures.len(), 2, "{:?}", first.measures);
    assert_eq!(first.deadlines.len(), 2, "{:?}", first.deadlines);
    let words = |measure: &PlanMeasure| measure.deadlines.iter().map(|day| day.words.clone()).collect::<Vec<_>>();
    let days: Vec<_> = first.measures.iter().map(words).collect();
    assert_eq!(days, [["2020年底前"], ["2021年6月底前"]], "each row's day is its measure's");
    assert_eq!(first.units.len(), 3, "{:?}", first.units);
    let role = first.units.first().map(|unit| unit.role);
    assert_eq!(role, Some(PlanRole::Lead), "by its column");
    assert_eq!((first.line, first.last_line), (3, 4), "the rows it stands in");
    let immediate = second.deadlines.iter().all(|deadline| deadline.immediate);
    assert!(immediate, "{:?}", second.deadlines);
    let title = report.title.as_deref();
    assert_eq!(title, Some("示例市整改任务清单"), "the line above the table");
}

#[test]
fn a_table_of_measures_belongs_to_the_item_it_stands_under() {
    let heads = ["序号", "具体整改措施", "责任单位", "完成时限", "备注"];
    let row = |cells: [&str; 5]| cells.iter().map(|text| cell("", text)).collect::<Vec<_>>();
    let body = [
        paragraph("示例市整改方案"),
        paragraph("一、某河水质不达标。（市水利局牵头，示例县政府配合）"),
        table(&[
            row(heads),
            row(["1", "封堵排口。", "示例县政府", "2020年底前", "已列入年度计划"]),
            vec![
                cell("", "2"),
                cell("", "建成管网。"),
                cell("<w:vMerge/>", ""),
                cell("", "2021年6月底前"),
                cell("", ""),
            ],
        ]),
        paragraph("二、某矿未复绿。（市自然资源局负责）"),
    ];
    let report = report(&word(&body.concat()));
    let [first, second] = report.items.as_slice() else {
        panic!("two items: {:#?}", report.items);
    };
    let said: Vec<_> = first.measures.iter().map(|measure| (measure.no.as_str(), measure.text.as_str())).collect();
    assert_eq!(said, [("1", "封堵排口。\n备注：已列入年度计划"), ("2", "建成管网。")], "rows in their order");
    let days: Vec<_> =
        first.measures.iter().flat_map(|measure| measure.deadlines.iter().map(|day| &day.words)).collect();
    assert_eq!(days, ["2020年底前", "2021年6月底前"], "each its own");
    let units: Vec<_> = first.measures.iter().flat_map(|measure| measure.units.iter().map(|unit| &unit.name)).collect();
    assert_eq!(units, ["示例县政府", "示例县政府"], "a merged cell says what the one above says");
    assert!(second.measures.is_empty(), "it stands under the first");
}

#[test]
fn a_form_of_labels_and_values_is_one_item() {
    let pair = |label: &str, value: &str| vec![cell("", label), cell("", value)];
    let body = [
        paragraph("一、某河水质不达标。"),
        table(&[
            pair("责任单位", "市水利局"),
            pair("整改时限", "2020年底前"),
            pair("整改目标", "水质达标率达到90%以上。"),
        ]),
    ];
    let report = report(&word(&body.concat()));
    let [item] = report.items.as_slice() else {
        panic!("one item: {:#?}", report.items);
    };
    assert_eq!(item.units.len(), 1, "{:?}", item.units);
    assert_eq!(item.deadlines.len(), 1, "{:?}", item.deadlines);
    assert_eq!(item.targets.len(), 1, "{:?}", item.targets);
}

#[test]
fn a_table_nobody_knows_is_listed_and_not_lost() {
    let body = table(&[vec![cell("", "姓名"), cell("", "电话")], vec![cell("", "张某"), cell("", "0000")]]);
    let report = report(&word(&body));
    assert_eq!(report.items, [], "no tasks");
    assert_eq!(report.faults.len(), 2, "both rows: {:?}", report.faults);
}

#[test]
fn a_plan_in_word_gives_what_its_text_gives() {
    let body = [
        numbered(1, 0, "整改措施"),
        numbered(1, 1, "压实责任"),
        numbered(1, 2, "修订清单。2020年6月底前印发。（市委办、市政府办牵头，各县市区党委、政府参与）"),
        numbered(1, 2, "建成管网。（市住建局负责）"),
    ];
    let text = "一、整改措施\n（一）压实责任\n1.修订清单。2020年6月底前印发。（市委办、市政府办牵头，各县市区党委、政府参与）\n2.建成管网。（市住建局负责）\n";
    let from_word = report(&word(&body.concat()));
    assert_eq!(from_word, read_plan(&PlanSource::Text(text.to_owned())), "the same plan");
    assert_eq!(from_word.items.len(), 2, "two measures");
}

#[test]
fn what_is_no_word_document_is_refused_by_name() {
    let ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    assert_eq!(read_docx(&ole), Err(ExchangeError::OldWord), "a .doc");
    let plain = read_docx("整改措施".as_bytes());
    assert!(matches!(plain, Err(ExchangeError::BrokenPackage(_))), "{plain:?}");
    let other = package(&[("xl/workbook.xml", "<a/>")]);
    assert_eq!(read_docx(&other), Err(ExchangeError::NotWord), "a spreadsheet");
    let torn = package(&[("word/document.xml", "<w:document><w:body>")]);
    assert!(matches!(read_docx(&torn), Err(ExchangeError::BrokenPart { .. })), "torn XML");
}

#[test]
fn a_document_cut_anywhere_is_refused_and_breaks_nothing() {
    let whole = word(&paragraph("整改措施"));
    for end in 0..whole.len() {
        let cut = whole.get(..end).unwrap_or_default();
        assert!(read_docx(cut).is_err(), "cut at {end}");
    }
}

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let bomb = package(&[("word/document.xml", &" ".repeat(65 * 1024 * 1024))]);
    assert!(bomb.len() < 1_000_000, "small when packed");
    let refused = read_docx(&bomb);
    assert!(matches!(refused, Err(ExchangeError::TooLarge(_) | ExchangeError::Bomb(_))), "{refused:?}");
}
