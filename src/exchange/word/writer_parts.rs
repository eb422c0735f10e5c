//! The parts of a Word document that stand beside its text: style sheet, fonts, settings, page numbers.

use super::tree::escaped;

pub(super) const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

pub(super) const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
     <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
     <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
     <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
     <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
     <Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
     <Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
     <Override PartName=\"/word/footer2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
     <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
     </Types>";

pub(super) const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
     <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
     </Relationships>";

pub(super) const DOCUMENT_RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
     <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
     <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
     <Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
     <Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer2.xml\"/>\
     <Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
     </Relationships>";

/// Odd and even pages apart; a line break in a justified text does not stretch the line.
pub(super) const SETTINGS: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
     <w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
     <w:drawingGridVerticalSpacing w:val=\"156\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
     <w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>\
     <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
     </w:compat></w:settings>";

/// What stands in where a computer lacks a face.
pub(super) const FONTS: &str = "<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
     <w:font w:name=\"方正小标宋简体\"><w:altName w:val=\"宋体\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>\
     <w:font w:name=\"仿宋\"><w:altName w:val=\"仿宋_GB2312\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/></w:font>\
     <w:font w:name=\"黑体\"><w:altName w:val=\"SimHei\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/></w:font>\
     <w:font w:name=\"宋体\"><w:altName w:val=\"SimSun\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>\
     <w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/><w:family w:val=\"roman\"/></w:font></w:fonts>";

/// The title among the properties of the file.
pub(super) fn core(title: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        escaped(title)
    )
}

/// The page number: outside, one character from the edge.
pub(super) fn footer(odd: bool) -> String {
    let (side, indent) = if odd {
        ("right", "w:rightChars=\"100\" w:right=\"280\"")
    } else {
        ("left", "w:leftChars=\"100\" w:left=\"280\"")
    };
    let run = |inside: &str| {
        let face = "<w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/>";
        format!("<w:r><w:rPr>{face}</w:rPr>{inside}</w:r>")
    };
    let number = [
        run("<w:t xml:space=\"preserve\">— </w:t>"),
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>1</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
        run("<w:t xml:space=\"preserve\"> —</w:t>"),
    ];
    format!(
        "<w:ftr {NAMESPACE}><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind {indent} w:firstLineChars=\"0\" w:firstLine=\"0\"/>\
         <w:jc w:val=\"{side}\"/></w:pPr>{}</w:p></w:ftr>",
        number.concat()
    )
}

/// How a style is written: id, name, face, half points, then the settings of its paragraphs.
struct Face {
    id: &'static str,
    name: &'static str,
    chinese: &'static str,
    size: usize,
    bold: bool,
    paragraph: &'static str,
}

const INDENTED: &str = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>";
const TABLE_LINE: &str = "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>";
const TABLE_LINE_MIDDLE: &str = "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>";
const SMALL_LINE: &str = "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:spacing w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>";
const SMALL_LINE_MIDDLE: &str = "<w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:spacing w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>";

const FACES: [Face; 13] = [
    Face {
        id: "DocTitle",
        name: "公文标题",
        chinese: "方正小标宋简体",
        size: 44,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"280\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Face {
        id: "DocNumber",
        name: "公文文号",
        chinese: "仿宋",
        size: 32,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:after=\"280\" w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
    },
    Face {
        id: "DocHeading",
        name: "公文一级标题",
        chinese: "黑体",
        size: 32,
        bold: false,
        paragraph: "<w:keepNext/><w:spacing w:before=\"120\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>",
    },
    Face { id: "DocBody", name: "公文正文", chinese: "仿宋", size: 32, bold: false, paragraph: INDENTED },
    Face { id: "DocFlush", name: "公文主送", chinese: "仿宋", size: 32, bold: false, paragraph: "" },
    Face {
        id: "DocSignature",
        name: "公文落款",
        chinese: "仿宋",
        size: 32,
        bold: false,
        paragraph: "<w:keepLines/><w:spacing w:before=\"120\"/><w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>",
    },
    Face { id: "DocCell", name: "表格文字", chinese: "宋体", size: 24, bold: false, paragraph: TABLE_LINE },
    Face {
        id: "DocCellMiddle",
        name: "表格居中",
        chinese: "宋体",
        size: 24,
        bold: false,
        paragraph: TABLE_LINE_MIDDLE,
    },
    Face {
        id: "DocLabel", name: "表格栏名", chinese: "宋体", size: 24, bold: true, paragraph: TABLE_LINE_MIDDLE
    },
    Face { id: "DocSmall", name: "附表文字", chinese: "宋体", size: 21, bold: false, paragraph: SMALL_LINE },
    Face {
        id: "DocSmallMiddle",
        name: "附表居中",
        chinese: "宋体",
        size: 21,
        bold: false,
        paragraph: SMALL_LINE_MIDDLE,
    },
    Face {
        id: "DocSmallHead", name: "附表表头", chinese: "宋体", size: 21, bold: true, paragraph: SMALL_LINE_MIDDLE
    },
    Face {
        id: "DocNote",
        name: "表注",
        chinese: "宋体",
        size: 21,
        bold: false,
        paragraph: "<w:spacing w:before=\"60\" w:after=\"120\" w:line=\"320\" w:lineRule=\"exact\"/>",
    },
];

/// The style sheet.
pub(super) fn styles() -> String {
    let mut sheet = format!(
        "<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>\
         <w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"DocTable\"><w:name w:val=\"公文表格\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr>\
         <w:tblBorders>{}</w:tblBorders><w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        faces("仿宋"),
        ["top", "left", "bottom", "right", "insideH", "insideV"]
            .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"))
            .concat(),
    );
    sheet.push_str(&FACES.map(style).concat());
    sheet.push_str("</w:styles>");
    sheet
}

fn style(Face { id, name, chinese, size, bold, paragraph }: Face) -> String {
    let bold = if bold { "<w:b/>" } else { "" };
    format!(
        "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
         <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{}{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
        faces(chinese)
    )
}

/// Chinese in one face, figures and letters in the usual one.
fn faces(chinese: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{chinese}\" w:cs=\"Times New Roman\"/>"
    )
}
