//! What of a document may be taken away, and what must stay for Word to open it.

use super::tree::{Element, Node};

/// True for a paragraph without text, placeholders, pictures or breaks.
pub(super) fn is_blank(paragraph: &Element) -> bool {
    // A paragraph that ends a section carries the page with it.
    let ends_section =
        || paragraph.elements().filter(|it| it.name == "pPr").any(|it| it.elements().any(|set| set.name == "sectPr"));
    is_empty(paragraph) && !ends_section()
}

fn is_empty(element: &Element) -> bool {
    element.children.iter().all(|node| match node {
        Node::Tag(_) => false,
        Node::Raw(_) => true,
        Node::Element(child) => match child.name.as_str() {
            "pPr"
            | "rPr"
            | "bookmarkStart"
            | "bookmarkEnd"
            | "proofErr"
            | "lastRenderedPageBreak"
            | "sdtPr"
            | "sdtEndPr" => true,
            "t" => child.text().trim().is_empty(),
            "r" | "hyperlink" | "ins" | "smartTag" | "sdt" | "sdtContent" | "customXml" => is_empty(child),
            _ => false,
        },
    })
}

/// True for a row in which nothing is written.
pub(super) fn is_blank_row(row: &Element) -> bool {
    row.elements().filter(|it| it.name == "tc").all(is_blank_cell)
}

fn is_blank_cell(cell: &Element) -> bool {
    cell.elements().all(|child| match child.name.as_str() {
        "p" => is_blank(child),
        "tcPr" => true,
        _ => false,
    })
}

/// True where Word demands a paragraph inside.
fn needs_paragraph(name: &str) -> bool {
    matches!(name, "tc" | "txbxContent" | "hdr" | "ftr")
}

/// Puts right what Word would not open: a cell without a paragraph at its end, a table without rows.
///
/// `before` are the children the element had.
pub(super) fn mend(element: &mut Element, before: &[Node], prefix: &str) {
    element.children.retain(|node| {
        let table = node.element().filter(|it| it.name == "tbl");
        table.is_none_or(|table| table.elements().any(|it| it.name != "tblPr" && it.name != "tblGrid"))
    });
    if !needs_paragraph(&element.name) {
        return;
    }
    let last = element.elements().last().is_some_and(|it| it.name == "p");
    if !last {
        let mut paragraph = Element {
            name: "p".to_owned(),
            open: format!("<{prefix}p>"),
            close: format!("</{prefix}p>"),
            ..Element::default()
        };
        let old = before.iter().filter_map(Node::element).rfind(|it| it.name == "p");
        let properties =
            old.and_then(|old| old.children.iter().find(|it| it.element().is_some_and(|it| it.name == "pPr")));
        paragraph.children.extend(properties.cloned());
        element.children.push(Node::Element(Box::new(paragraph)));
    }
}
