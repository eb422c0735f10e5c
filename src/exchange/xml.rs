//! A small tree of XML elements, their prefixes left out.

use quick_xml::{Reader, XmlVersion, events::BytesStart, events::Event};

/// How deep elements may stand in one another.
const MAX_DEPTH: usize = 200;

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

/// Parses a document into its root element; the error is what the parser says.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return Err("elements stand too deep in one another".to_owned());
                }
                open.push(element(&start));
            }
            Event::Empty(start) => push(&mut open, Node::Element(element(&start))),
            Event::End(_) => {
                if open.len() > 1
                    && let Some(done) = open.pop()
                {
                    push(&mut open, Node::Element(done));
                }
            }
            Event::Text(text) => push(&mut open, Node::Text(text.xml10_content().into_owned())),
            Event::CData(text) => push(&mut open, Node::Text(text.to_string())),
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().ok().flatten();
                let known = known.or_else(|| predefined(&entity));
                push(&mut open, Node::Text(known.map(String::from).unwrap_or_default()));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if open.len() > 1 {
        return Err("the document ends too early".to_owned());
    }
    let root = open.pop().and_then(|root| {
        let mut inside = root.children.into_iter();
        inside.find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    });
    root.ok_or_else(|| "no element".to_owned())
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
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
        assert!(parse(&"<a>".repeat(10_000)).is_err(), "bottomless");
    }
}
