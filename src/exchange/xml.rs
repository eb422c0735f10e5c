//! A small tree of XML elements, their prefixes left out.
//!
//! **Invariant:** the tree of whatever text stays within a few hundred megabytes: what a plan is not read for is left out.

use quick_xml::{Reader, XmlVersion, events::BytesStart, events::Event};

/// How deep elements may stand in one another.
pub(super) const MAX_DEPTH: usize = 200;

/// Elements, attributes and texts of one document: a plan of 300 pages has some 200,000.
pub(super) const MAX_PIECES: usize = 600_000;

/// Bytes of text of one document: a plan of 300 pages has one million.
pub(super) const MAX_TEXT: usize = 8 * 1024 * 1024;

/// What looks and drawings hold is half of a document and says nothing.
const SKIPPED: [&str; 8] = ["rPr", "sectPr", "tblPr", "tblGrid", "drawing", "pict", "object", "latentStyles"];

/// Why a document is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum XmlFault {
    /// It is not well-formed: what the parser says.
    Broken(String),
    /// Elements stand too deep in one another.
    TooDeep,
    /// There is too much of it.
    TooMuch,
    /// It declares a type, and so entities.
    Entities,
}

/// One element with what it holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// What an element holds.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Returns an attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns the `val` of a child, as Word writes its settings.
    pub(super) fn setting(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("val")
    }

    /// Returns the first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.name == name)
    }

    /// Returns the child elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the text directly inside.
    pub(super) fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        texts.collect()
    }
}

/// Parses a document into its root element.
pub(super) fn parse(text: &str) -> Result<Element, XmlFault> {
    let mut reader = Reader::from_str(text);
    let mut tree = Tree { open: vec![Element::default()], skipped: 0, pieces: MAX_PIECES, text: MAX_TEXT };
    loop {
        match reader.read_event().map_err(|error| XmlFault::Broken(error.to_string()))? {
            Event::Start(start) => tree.begin(&start)?,
            Event::Empty(start) => {
                tree.begin(&start)?;
                tree.end();
            }
            Event::End(_) => tree.end(),
            Event::Text(text) => tree.text(&text.xml10_content())?,
            Event::CData(text) => tree.text(&text)?,
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().ok().flatten();
                if let Some(known) = known.or_else(|| predefined(&entity)) {
                    tree.text(known.encode_utf8(&mut [0; 4]))?;
                }
            }
            Event::DocType(_) => return Err(XmlFault::Entities),
            Event::Eof => return tree.root(),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// A tree as it grows.
struct Tree {
    /// The elements that are open, the innermost last; the first stands for the document.
    open: Vec<Element>,
    /// How deep reading is in something that is left out.
    skipped: usize,
    pieces: usize,
    text: usize,
}

impl Tree {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), XmlFault> {
        if self.open.len() + self.skipped > MAX_DEPTH {
            return Err(XmlFault::TooDeep);
        }
        if self.skipped > 0 || SKIPPED.contains(&start.local_name().into_inner()) {
            self.skipped += 1;
            return Ok(());
        }
        let element = element(start);
        self.pieces = self.pieces.checked_sub(1 + element.attributes.len()).ok_or(XmlFault::TooMuch)?;
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
        } else if self.open.len() > 1
            && let Some(mut done) = self.open.pop()
        {
            done.children.shrink_to_fit();
            if let Some(parent) = self.open.last_mut() {
                parent.children.push(Node::Element(done));
            }
        }
    }

    fn text(&mut self, more: &str) -> Result<(), XmlFault> {
        let Some(parent) = self.open.last_mut().filter(|_| self.skipped == 0) else {
            return Ok(());
        };
        self.text = self.text.checked_sub(more.len()).ok_or(XmlFault::TooMuch)?;
        if let Some(Node::Text(text)) = parent.children.last_mut() {
            text.push_str(more);
            return Ok(());
        }
        self.pieces = self.pieces.checked_sub(1).ok_or(XmlFault::TooMuch)?;
        parent.children.push(Node::Text(more.to_owned()));
        Ok(())
    }

    fn root(mut self) -> Result<Element, XmlFault> {
        if self.open.len() > 1 || self.skipped > 0 {
            return Err(XmlFault::Broken("the document ends too early".to_owned()));
        }
        let root = self.open.pop().and_then(|root| {
            root.children.into_iter().find_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
        });
        root.ok_or_else(|| XmlFault::Broken("no element".to_owned()))
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    // Word marks on half of its elements in which sitting they were typed.
    let of_sitting = |key: &str| key.starts_with("rsid") || key == "paraId" || key == "textId";
    let attributes = attributes.with_checks(false).flatten();
    let attributes = attributes.filter(|attribute| !of_sitting(attribute.key.local_name().into_inner()));
    let attributes = attributes.map(|attribute| {
        let key = attribute.key.local_name().into_inner().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        (key, value.unwrap_or_default().into_owned())
    });
    Element { name: start.local_name().into_inner().to_owned(), attributes: attributes.collect(), children: Vec::new() }
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_a_tree_without_prefixes() {
        let root = parse("<w:a><w:b w:val=\"1 &amp; 2\"/>x&lt;&#20013;</w:a>").unwrap();
        assert_eq!(root.name, "a", "the prefix is gone");
        assert_eq!(root.setting("b"), Some("1 & 2"), "unescaped");
        assert_eq!(root.text(), "x<中", "entities resolved");
    }

    #[test]
    fn a_broken_or_bottomless_document_is_refused() {
        assert!(parse("<a><b></a>").is_err(), "mismatched");
        assert!(parse("<a>").is_err(), "cut off");
        assert!(parse("").is_err(), "empty");
        assert_eq!(parse(&"<a>".repeat(10_000)).err(), Some(XmlFault::TooDeep), "bottomless");
        assert_eq!(parse("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").err(), Some(XmlFault::Entities), "entities");
    }

    #[test]
    fn a_document_that_goes_on_for_ever_is_refused() {
        let many = format!("<a>{}</a>", "<b/>".repeat(MAX_PIECES));
        assert_eq!(parse(&many).err(), Some(XmlFault::TooMuch), "elements");
        let long = format!("<a>{}</a>", "字".repeat(MAX_TEXT / 3 + 1));
        assert_eq!(parse(&long).err(), Some(XmlFault::TooMuch), "text");
    }

    #[test]
    fn what_nobody_reads_is_left_out_whole() {
        let root = parse("<r w:rsidR=\"1\" id=\"2\"><rPr><b><c/></b>x</rPr><rPr/>甲&lt;乙</r>").unwrap();
        assert_eq!((root.attribute("rsidR"), root.attribute("id")), (None, Some("2")));
        assert_eq!((root.children.len(), root.text().as_str()), (1, "甲<乙"));
        assert!(parse("<r><rPr><b></r>").is_err(), "cut off inside");
    }
}
