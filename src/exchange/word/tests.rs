//! The template engine, on documents made by hand.

use std::io::{Cursor, Read as _, Write as _};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    Fields, PartPlace, Spec, Template, TemplateError, TemplateFault,
    words::template_error,
    writer::{Cell, Docx, Row, Style},
};

const SPEC: &[Spec] = &[
    Spec::text("编号", ""),
    Spec::text("整改目标", ""),
    Spec::flag("已销号", ""),
    Spec::list("措施", "", &[Spec::text("内容", ""), Spec::list("节点", "", &[Spec::text("名称", "")])]),
];

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A package of a body written by hand, with a part beside it that nobody touches.
fn package(body: &str) -> Vec<u8> {
    let document = format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>");
    pack(&[("word/document.xml", &document), ("word/media/image1.png", "\u{1}picture"), ("word/styles.xml", "<a/>")])
}

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What becomes of a body, without what stands around it.
fn body(bytes: &[u8]) -> String {
    let text = part(bytes, "word/document.xml");
    let (_, rest) = text.split_once("<w:body>").unwrap();
    rest.split_once("<w:sectPr").unwrap().0.to_owned()
}

fn values() -> Fields {
    let measure = |text: &str, nodes: &[&str]| {
        let nodes = nodes.iter().map(|name| Fields::default().text("名称", *name)).collect();
        Fields::default().text("内容", text).list("节点", nodes)
    };
    Fields::default()
        .text("编号", "3 & <4>")
        .text("整改目标", "")
        .flag("已销号", true)
        .list("措施", vec![measure("清理淤泥", &["六月", "九月"]), measure("建设管网", &[])])
}

fn fill(body_xml: &str) -> String {
    let template = Template::read(&package(body_xml)).unwrap();
    body(&template.fill(SPEC, &[values()]).unwrap())
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// The text of each paragraph.
fn lines(xml: &str) -> Vec<String> {
    let paragraphs = xml.split("</w:p>").filter(|it| it.contains("<w:p>") || it.contains("<w:p "));
    let text = |paragraph: &str| {
        let pieces = paragraph.split("<w:t").skip(1).filter_map(|it| it.split_once('>')?.1.split_once("</w:t>"));
        pieces.map(|(text, _)| text).collect::<String>()
    };
    paragraphs.map(text).collect()
}

#[test]
fn a_placeholder_split_over_runs_is_found_and_keeps_the_first_runs_look() {
    let bold = "<w:rPr><w:b/></w:rPr>";
    let xml = format!(
        "<w:p w:rsidR=\"1\"><w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:t>第{{</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
         <w:r>{bold}<w:t>{{编</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>号}}</w:t></w:r><w:r><w:t>}}号</w:t></w:r></w:p>"
    );
    let filled = fill(&xml);
    assert!(filled.contains("<w:t xml:space=\"preserve\">第</w:t>"), "{filled}");
    assert!(filled.contains("<w:r><w:t xml:space=\"preserve\">3 &amp; &lt;4&gt;</w:t></w:r>"), "escaped: {filled}");
    assert!(!filled.contains("<w:i/>"), "the run that held nothing else is gone: {filled}");
    assert_eq!(lines(&filled), ["第3 &amp; &lt;4&gt;号"]);
    let within = fill(&format!("<w:p><w:r>{bold}<w:t>号 {{{{编号}}}} 完</w:t></w:r></w:p>"));
    assert_eq!(within.matches(bold).count(), 3, "before, value, after: {within}");
}

#[test]
fn what_has_no_placeholder_is_passed_on_byte_for_byte() {
    let odd = "<w:p  w:x='1' ><w:r><w:t xml:space=\"preserve\"> 不动 &#x4e2d;</w:t></w:r><!-- 注 --></w:p>\r\n<w:tbl/>";
    let xml = format!("{odd}{}", p("{{编号}}"));
    let bytes = package(&xml);
    let filled = Template::read(&bytes).unwrap().fill(SPEC, &[values()]).unwrap();
    assert!(body(&filled).starts_with("<w:p  w:x='1' >"), "{}", body(&filled));
    assert!(body(&filled).contains(" 不动 &#x4e2d;"), "the text as it was written");
    for name in ["word/media/image1.png", "word/styles.xml"] {
        assert_eq!(part(&filled, name), part(&bytes, name));
    }
    let plain = package(odd);
    let same = Template::read(&plain).unwrap().fill(SPEC, &[values()]).unwrap();
    assert_eq!(part(&same, "word/document.xml"), part(&plain, "word/document.xml"));
}

#[test]
fn line_breaks_become_line_breaks_and_what_xml_cannot_hold_is_left_out() {
    let template = Template::read(&package(&p("{{整改目标}}"))).unwrap();
    let values = values().text("整改目标", "一\r\n二\t三\u{0}\u{b}");
    let filled = body(&template.fill(SPEC, &[values]).unwrap());
    assert!(filled.contains("一</w:t><w:br/><w:t xml:space=\"preserve\">二</w:t><w:tab/>"), "{filled}");
    assert!(filled.contains("三</w:t>"), "{filled}");
}

#[test]
fn paragraphs_are_repeated_and_the_marks_leave_nothing_behind() {
    let xml =
        [p("前"), p("{{#措施}}"), p("措施：{{内容}}"), p("{{#节点}}{{名称}}；{{/节点}}"), p("{{/措施}}"), p("后")]
            .concat();
    assert_eq!(lines(&fill(&xml)), ["前", "措施：清理淤泥", "六月；九月；", "措施：建设管网", "后"]);
    let inline = p("共：{{#措施}}【{{内容}}】{{/措施}}。");
    assert_eq!(lines(&fill(&inline)), ["共：【清理淤泥】【建设管网】。"]);
    let begun_in_text = [p("{{#措施}}{{内容}}"), p("完{{/措施}}")].concat();
    assert_eq!(lines(&fill(&begun_in_text)), ["清理淤泥", "完", "建设管网", "完"]);
}

#[test]
fn rows_are_repeated_from_the_cell_that_begins_to_the_cell_that_ends() {
    let row = |a: &str, b: &str| format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p(a), p(b));
    let xml = format!(
        "<w:tbl><w:tblPr/>{}{}{}</w:tbl>",
        row("措施", "编号"),
        row("{{#措施}}{{内容}}", "{{编号}}{{/措施}}"),
        row("尾", "")
    );
    let filled = fill(&xml);
    assert_eq!(filled.matches("<w:tr>").count(), 4, "{filled}");
    assert_eq!(
        lines(&filled),
        ["措施", "编号", "清理淤泥", "3 &amp; &lt;4&gt;", "建设管网", "3 &amp; &lt;4&gt;", "尾", ""]
    );
    let over =
        format!("<w:tbl><w:tblPr/>{}{}{}</w:tbl>", row("{{#措施}}", ""), row("{{内容}}", "有"), row("", "{{/措施}}"));
    assert_eq!(lines(&fill(&over)), ["清理淤泥", "有", "建设管网", "有"]);
}

#[test]
fn a_table_and_a_cell_never_become_what_word_cannot_open() {
    let template = |xml: &str| Template::read(&package(xml)).unwrap();
    let none = Fields::default().text("编号", "").text("整改目标", "").flag("已销号", false).list("措施", Vec::new());
    let row =
        format!("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>", p("{{#措施}}{{内容}}{{/措施}}"));
    let filled = body(&template(&row).fill(SPEC, std::slice::from_ref(&none)).unwrap());
    assert!(filled.contains("<w:tcPr/><w:p>"), "the cell keeps a paragraph: {filled}");
    let rows = "<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:r><w:t>{{#措施}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{/措施}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>";
    let filled = body(&template(rows).fill(SPEC, &[none]).unwrap());
    assert_eq!(filled, "<w:p/>", "no table without rows");
}

#[test]
fn conditions_show_what_is_there_and_what_is_not() {
    let xml = [
        p("{{?整改目标}}目标{{/?整改目标}}"),
        p("{{^整改目标}}没有目标{{/^整改目标}}"),
        p("{{?已销号}}"),
        p("已销"),
        p("{{/?已销号}}"),
        p("{{^措施}}"),
        p("没有措施"),
        p("{{/^措施}}"),
        p("值{{已销号}}"),
    ];
    assert_eq!(lines(&fill(&xml.concat())), ["没有目标", "已销", "值是"]);
}

#[test]
fn full_width_signs_and_spaces_are_understood() {
    assert_eq!(
        lines(&fill(&p("｛｛ 编号 ｝｝{{？已销号}}销{{／？已销号}}{{＃措施}}x{{／措施}}"))),
        ["3 &amp; &lt;4&gt;销xx"]
    );
}

#[test]
fn an_unknown_placeholder_says_which_and_where() {
    let xml = format!(
        "{}{}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("好"),
        p("整改目标：{{整改目际}}"),
        p("好"),
        p("{{#措施}}{{名称}}{{/措施}}"),
    );
    let template = Template::read(&package(&xml)).unwrap();
    let error = template.fill(SPEC, &[values()]).unwrap_err();
    let said = template_error(&error);
    assert!(
        said.contains("第 2 段（“整改目标：{{整改目际}}”）：不认识占位符 {{整改目际}}，是不是 {{整改目标}}？"),
        "{said}"
    );
    assert!(said.contains("第 1 个表格第 2 行"), "{said}");
    assert!(said.contains("{{名称}}"), "known inside 节点 alone: {said}");
}

#[test]
fn open_blocks_stray_ends_and_half_braces_are_named() {
    let faults = |xml: &str| Template::read(&package(xml)).unwrap().faults(SPEC);
    let one = |xml: &str| match faults(xml).as_slice() {
        [one] => one.clone(),
        other => panic!("{other:?}"),
    };
    assert!(matches!(one(&p("{{#措施}}")), TemplateFault::NotClosed { name, .. } if name == "{{#措施}}"));
    assert!(matches!(one(&p("{{/措施}}")), TemplateFault::NotOpened { name, .. } if name == "{{/措施}}"));
    assert!(matches!(one(&p("{{编号")), TemplateFault::HalfOpen { text, .. } if text == "编号"));
    assert!(matches!(one(&p("{{措施}}")), TemplateFault::ListAsText { .. }));
    assert!(matches!(one(&p("{{#编号}}{{/编号}}")), TemplateFault::TextAsList { .. }));
    let crossed = faults(&p("{{#措施}}{{?编号}}{{/措施}}{{/?编号}}"));
    assert_eq!(crossed.len(), 2, "{crossed:?}");
}

#[test]
fn headers_and_text_boxes_are_filled_too() {
    let boxed =
        format!("<w:p><w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r></w:p>", p("框{{编号}}"));
    let document = format!("<w:document {W}><w:body>{boxed}</w:body></w:document>");
    let header = format!("<w:hdr {W}>{}</w:hdr>", p("头{{编号}}"));
    let bytes = pack(&[("word/document.xml", &document), ("word/header1.xml", &header)]);
    let template = Template::read(&bytes).unwrap();
    let filled = template.fill(SPEC, &[values()]).unwrap();
    assert!(part(&filled, "word/document.xml").contains("框"), "still there");
    assert!(part(&filled, "word/document.xml").contains("3 &amp; &lt;4&gt;"), "in the box");
    assert!(part(&filled, "word/header1.xml").contains("3 &amp; &lt;4&gt;"), "in the header");
    let other = values().text("编号", "5");
    assert_eq!(template.fill(SPEC, &[values(), other]).unwrap_err(), TemplateError::HeaderDiffers);
    let wrong = pack(&[("word/document.xml", &document), ("word/header1.xml", &header.replace("编号", "什么"))]);
    let faults = Template::read(&wrong).unwrap().faults(SPEC);
    assert_eq!(faults[0].place().part, PartPlace::Header);
}

#[test]
fn several_documents_in_one_file_begin_on_new_pages() {
    let bytes = Docx::new("试")
        .text(Style::Title, "第{{编号}}号")
        .table(&[20], &[Row::new(vec![Cell::new(Style::Cell, "{{整改目标}}")])])
        .finish()
        .unwrap();
    let template = Template::read(&bytes).unwrap();
    let document = |n: &str| values().text("编号", n).text("整改目标", format!("目标{n}"));
    let filled = template.fill(SPEC, &[document("1"), document("2"), document("3")]).unwrap();
    let text = part(&filled, "word/document.xml");
    assert_eq!(text.matches("<w:pageBreakBefore/>").count(), 2);
    assert_eq!(text.matches("<w:sectPr").count(), 1);
    assert_eq!(text.matches("<w:tbl>").count(), 3);
    for words in ["第", "目标1", "目标2", "目标3"] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn hostile_packages_are_refused_in_words() {
    let good = format!("<w:document {W}><w:body/></w:document>");
    let read = |parts: &[(&str, &str)]| Template::read(&pack(parts)).unwrap_err();
    let entity = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>{good}");
    assert!(matches!(read(&[("word/document.xml", &entity)]), TemplateError::Entities(_)));
    let entity = "<!DOCTYPE x SYSTEM \"http://a/\"><a/>";
    assert!(matches!(read(&[("word/document.xml", &good), ("word/styles.xml", entity)]), TemplateError::Entities(_)));
    assert!(matches!(read(&[("word/document.xml", &good), ("../x.xml", "")]), TemplateError::BadName(_)));
    assert!(matches!(read(&[("word/document.xml", &good), ("word/vbaProject.bin", "")]), TemplateError::Macros));
    let far = "<Relationships><Relationship Id=\"a\" Type=\"x/attachedTemplate\" Target=\"http://a.example/t.dotm\" TargetMode=\"External\"/></Relationships>";
    let fetches = read(&[("word/document.xml", &good), ("word/_rels/settings.xml.rels", far)]);
    assert_eq!(fetches, TemplateError::FetchesFrom("http://a.example/t.dotm".to_owned()));
    let deep = format!("<w:document {W}><w:body>{}</w:body></w:document>", "<w:p>".repeat(10_000));
    assert!(matches!(read(&[("word/document.xml", &deep)]), TemplateError::BrokenPart(..)));
    assert_eq!(read(&[("a.txt", "")]), TemplateError::NotWord);
    assert!(matches!(Template::read(b"nothing").unwrap_err(), TemplateError::Broken(_)));
    assert_eq!(
        Template::read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]).unwrap_err(),
        TemplateError::OldWord
    );
    for error in [TemplateError::Inflates, TemplateError::Endless, fetches] {
        assert!(template_error(&error).chars().count() > 8, "{error:?}");
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..260 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20, "it is small");
    assert_eq!(Template::read(&bytes).unwrap_err(), TemplateError::Inflates);
}

#[test]
fn blocks_that_multiply_without_end_are_stopped() {
    let many: Vec<Fields> = (0..400).map(|_| Fields::default().text("内容", "x").list("节点", Vec::new())).collect();
    let nested = format!("{}{}{}", "{{#措施}}".repeat(4), "字".repeat(2_000), "{{/措施}}".repeat(4));
    let template = Template::read(&package(&p(&nested))).unwrap();
    let error = template.fill(SPEC, &[values().list("措施", many)]).unwrap_err();
    assert_eq!(error, TemplateError::Endless);
}
