//! A part of a Word document as a tree that is written back exactly as it was read, placeholders apart.

use quick_xml::{Reader, escape, events::Event};

use super::{
    fault::{Place, TemplateError},
    limits,
};

/// The namespace of text, as Word writes it and as the strict form has it.
const NAMESPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// A node of the tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// An element.
    Element(Box<Element>),
    /// Anything else, as it stands in the file.
    Raw(String),
    /// A placeholder.
    Tag(Box<Tag>),
}

/// An element, as it stands in the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name without the prefix of text; with its prefix where it is another.
    pub(super) name: String,
    /// The start tag.
    pub(super) open: String,
    /// What it holds.
    pub(super) children: Vec<Node>,
    /// The end tag; empty where the start tag ends the element.
    pub(super) close: String,
    /// Whether there are placeholders inside.
    pub(super) has_tags: bool,
}

/// A placeholder with the run it stands in.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// Counts up over a part: its identity.
    pub(super) id: usize,
    /// What it does.
    pub(super) kind: TagKind,
    /// The name.
    pub(super) name: String,
    /// Where it stands.
    pub(super) place: Place,
    /// The run that its value gets: start tag, properties, end tag.
    pub(super) run: [String; 3],
}

/// What a placeholder does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// Shows a value.
    Value,
    /// Begins a block.
    Begin(Block),
    /// Ends a block.
    End(Block),
}

/// The kinds of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Once for each entry.
    Each,
    /// If there is something.
    If,
    /// If there is nothing.
    Unless,
}

impl Element {
    /// The children that are elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element.as_ref()),
            Node::Raw(_) | Node::Tag(_) => None,
        })
    }

    /// The text directly inside, unescaped.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            if let Node::Raw(raw) = node {
                text.push_str(&escape::unescape(raw).unwrap_or_else(|_| raw.as_str().into()));
            }
        }
        text
    }

    /// Writes it as it stands; placeholders left in it write nothing.
    pub(super) fn write(&self, out: &mut String) {
        out.push_str(&self.open);
        for node in &self.children {
            node.write(out);
        }
        out.push_str(&self.close);
    }
}

impl Node {
    /// Writes it as it stands.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Element(element) => element.write(out),
            Self::Raw(raw) => out.push_str(raw),
            Self::Tag(_) => {}
        }
    }

    /// The element it is, if it is one.
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Raw(_) | Self::Tag(_) => None,
        }
    }

    /// Whether there are placeholders in it.
    pub(super) fn has_tags(&self) -> bool {
        match self {
            Self::Element(element) => element.has_tags,
            Self::Raw(_) => false,
            Self::Tag(_) => true,
        }
    }
}

/// A whole part: what stands around its root, and the prefix of text in it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Declaration, root and all.
    pub(super) nodes: Vec<Node>,
    /// `w:` as a rule.
    pub(super) prefix: String,
}

/// Parses a part.
pub(super) fn parse(name: &str, text: &str) -> Result<Part, TemplateError> {
    let broken = |why: String| TemplateError::BrokenPart(name.to_owned(), why);
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut prefix = None;
    let mut before = 0;
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let raw = text.get(before..after).unwrap_or_default();
        before = after;
        match event {
            Event::Start(start) => {
                if open.len() > limits::DEPTH {
                    return Err(broken(super::words::TOO_DEEP.to_owned()));
                }
                let prefix = prefix.get_or_insert_with(|| text_prefix(raw)).clone();
                let element = Element {
                    name: plain(start.name().into_inner(), &prefix),
                    open: raw.to_owned(),
                    ..Element::default()
                };
                open.push(element);
            }
            Event::Empty(start) => {
                let prefix = prefix.get_or_insert_with(|| text_prefix(raw)).clone();
                let name = plain(start.name().into_inner(), &prefix);
                push(&mut open, Node::Element(Box::new(Element { name, open: raw.to_owned(), ..Element::default() })));
            }
            Event::End(_) => {
                if open.len() > 1
                    && let Some(mut done) = open.pop()
                {
                    raw.clone_into(&mut done.close);
                    push(&mut open, Node::Element(Box::new(done)));
                }
            }
            Event::CData(text) => push(&mut open, Node::Raw(escape::partial_escape(&*text).into_owned())),
            Event::DocType(_) => return Err(TemplateError::Entities(name.to_owned())),
            Event::Text(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {
                push(&mut open, Node::Raw(raw.to_owned()));
            }
            Event::Eof => break,
        }
    }
    let whole = open.pop().filter(|_| open.is_empty()).ok_or_else(|| broken(super::words::CUT_OFF.to_owned()))?;
    Ok(Part { nodes: whole.children, prefix: prefix.unwrap_or_default() })
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn plain(name: &str, prefix: &str) -> String {
    name.strip_prefix(prefix).unwrap_or(name).to_owned()
}

/// The prefix that the root's start tag binds to the namespace of text, with its colon.
fn text_prefix(root: &str) -> String {
    let bound = |namespace: &&str| {
        let at = root.find(&format!("\"{namespace}\"")).or_else(|| root.find(&format!("'{namespace}'")))?;
        let key = root.get(..at)?.trim_end().strip_suffix('=')?.trim_end();
        let name = key.rsplit(|c: char| c.is_whitespace()).next()?;
        match name.strip_prefix("xmlns:") {
            Some(prefix) => Some(format!("{prefix}:")),
            None => (name == "xmlns").then(String::new),
        }
    };
    NAMESPACES.iter().find_map(bound).unwrap_or_else(|| "w:".to_owned())
}

/// Text made fit for XML: escaped, without the characters XML has no place for.
pub(super) fn escaped(text: &str) -> String {
    let fit = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let clean: String = text.chars().filter(fit).collect();
    escape::escape(clean.as_str()).into_owned()
}
