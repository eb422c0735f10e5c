//! Fills a part: values are written, blocks are repeated, kept or left out.
//!
//! A block that begins in one sibling and ends in another takes all of them: paragraphs between two paragraphs,
//! rows between two rows. Begun and ended in different cells of one row it takes the row.

use super::{
    fault::{TemplateError, TemplateFault},
    fields::{Fields, Value},
    find::{run_node, text_node},
    limits,
    shapes::{is_blank, is_blank_row, mend},
    tree::{Block, Element, Node, Tag, TagKind},
};

/// The values at hand: those of the entry first, then those around it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    fields: &'a Fields,
    around: Option<&'a Self>,
}

impl<'a> Scope<'a> {
    /// The outermost values.
    pub(super) fn new(fields: &'a Fields) -> Self {
        Self { fields, around: None }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).or_else(|| self.around?.get(name))
    }
}

/// Fills nodes with values.
pub(super) struct Filler<'p> {
    prefix: &'p str,
    written: usize,
}

impl<'p> Filler<'p> {
    /// Fills a part whose text has this prefix.
    pub(super) fn new(prefix: &'p str) -> Self {
        Self { prefix, written: 0 }
    }

    /// The siblings, filled.
    pub(super) fn nodes(&mut self, list: &[Node], scope: Scope<'_>) -> Result<Vec<Node>, TemplateError> {
        let mut out = Vec::with_capacity(list.len());
        let mut at = 0;
        while let Some(node) = list.get(at) {
            if !node.has_tags() {
                self.count(node)?;
                out.push(node.clone());
                at += 1;
                continue;
            }
            let loose = loose(node);
            if let Some(begin) = loose.first() {
                let (last, end) = closing(list, at, &loose)?;
                let region = list.get(at..=last).unwrap_or_default();
                let region = Cut { begin: begin.id, end, rows: last > at, prefix: self.prefix }.nodes(region);
                self.block(begin, &region, scope, &mut out)?;
                at = last + 1;
                continue;
            }
            match node {
                Node::Tag(tag) => out.extend(self.value(tag, scope)),
                Node::Element(element) => out.extend(self.element(element, scope)?),
                Node::Raw(_) => {}
            }
            at += 1;
        }
        Ok(out)
    }

    fn block(
        &mut self,
        begin: &Tag,
        region: &[Node],
        scope: Scope<'_>,
        out: &mut Vec<Node>,
    ) -> Result<(), TemplateError> {
        let value = scope.get(&begin.name);
        let says = value.is_some_and(Value::says_anything);
        match begin.kind {
            TagKind::Begin(Block::Each) => {
                let Some(Value::List(entries)) = value else {
                    return Ok(());
                };
                for (number, fields) in entries.iter().enumerate() {
                    let mut filled = self.nodes(region, Scope { fields, around: Some(&scope) })?;
                    if number > 0 {
                        filled.iter_mut().for_each(without_ids);
                    }
                    out.extend(filled);
                }
            }
            TagKind::Begin(Block::If) if says => out.extend(self.nodes(region, scope)?),
            TagKind::Begin(Block::Unless) if !says => out.extend(self.nodes(region, scope)?),
            TagKind::Begin(Block::If | Block::Unless) | TagKind::Value | TagKind::End(_) => {}
        }
        Ok(())
    }

    fn element(&mut self, element: &Element, scope: Scope<'_>) -> Result<Option<Node>, TemplateError> {
        let children = self.nodes(&element.children, scope)?;
        self.written += element.open.len() + element.close.len();
        let mut filled = Element {
            name: element.name.clone(),
            open: element.open.clone(),
            children,
            close: element.close.clone(),
            has_tags: false,
        };
        // A paragraph that was nothing but a condition is gone with it.
        if filled.name == "p" && has_own_block(element) && is_blank(&filled) {
            return Ok(None);
        }
        mend(&mut filled, &element.children, self.prefix);
        Ok(Some(Node::Element(Box::new(filled))))
    }

    /// The run that shows a value; nothing for an empty one.
    fn value(&mut self, tag: &Tag, scope: Scope<'_>) -> Option<Node> {
        let text = match scope.get(&tag.name)? {
            Value::Text(text) => text.as_str(),
            Value::Flag(flag) => super::words::flag(*flag),
            Value::List(_) => "",
        };
        let text = text.trim_end();
        if text.is_empty() {
            return None;
        }
        self.written += text.len();
        let mut pieces = Vec::new();
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                pieces.push(Node::Raw(format!("<{}br/>", self.prefix)));
            }
            for (number, part) in line.trim_end_matches('\r').split('\t').enumerate() {
                if number > 0 {
                    pieces.push(Node::Raw(format!("<{}tab/>", self.prefix)));
                }
                if !part.is_empty() {
                    pieces.push(text_node(self.prefix, part));
                }
            }
        }
        Some(run_node(&tag.run, pieces))
    }

    /// Blocks within blocks multiply; a template must not fill the memory.
    fn count(&mut self, node: &Node) -> Result<(), TemplateError> {
        self.written += match node {
            Node::Raw(raw) => raw.len(),
            Node::Element(element) => size(element),
            Node::Tag(_) => 0,
        };
        if self.written > limits::FILLED { Err(TemplateError::Endless) } else { Ok(()) }
    }
}

fn size(element: &Element) -> usize {
    let inside = element.children.iter().map(|node| match node {
        Node::Raw(raw) => raw.len(),
        Node::Element(element) => size(element),
        Node::Tag(_) => 0,
    });
    element.open.len() + element.close.len() + inside.sum::<usize>()
}

/// Whether a paragraph holds the beginning of a block.
fn has_own_block(paragraph: &Element) -> bool {
    paragraph.children.iter().any(|node| match node {
        Node::Tag(tag) => matches!(tag.kind, TagKind::Begin(_)),
        Node::Element(element) => element.has_tags && element.name != "r" && has_own_block(element),
        Node::Raw(_) => false,
    })
}

/// The beginnings and ends in a node that have no partner inside it.
///
/// Of a row all that its cells leave over are given, so that the row is what a block over cells takes.
fn loose(node: &Node) -> Vec<&Tag> {
    match node {
        Node::Raw(_) => Vec::new(),
        Node::Tag(tag) if tag.kind == TagKind::Value => Vec::new(),
        Node::Tag(tag) => vec![tag],
        Node::Element(element) if !element.has_tags => Vec::new(),
        Node::Element(element) => {
            let mut left: Vec<&Tag> = Vec::new();
            let over_cells = element.name == "tr";
            for tag in element.children.iter().flat_map(loose) {
                let ends = |open: &&Tag| !over_cells && partner(open, tag);
                if left.last().is_some_and(ends) {
                    left.pop();
                } else {
                    left.push(tag);
                }
            }
            left
        }
    }
}

fn partner(open: &Tag, end: &Tag) -> bool {
    match (open.kind, end.kind) {
        (TagKind::Begin(begun), TagKind::End(ended)) => begun == ended && open.name == end.name,
        _ => false,
    }
}

/// In which sibling the block that begins first in `list[at]` ends, and with which placeholder.
fn closing(list: &[Node], at: usize, first: &[&Tag]) -> Result<(usize, usize), TemplateError> {
    let mut open: Vec<&Tag> = Vec::new();
    for (place, node) in list.iter().enumerate().skip(at) {
        let here = if place == at { first.to_vec() } else { loose(node) };
        for tag in here {
            if open.last().is_some_and(|last| partner(last, tag)) {
                open.pop();
                if open.is_empty() {
                    return Ok((place, tag.id));
                }
            } else {
                open.push(tag);
            }
        }
    }
    let faults = first
        .iter()
        .take(1)
        .map(|tag| TemplateFault::NotClosed { name: super::check::written(tag), place: tag.place.clone() });
    Err(TemplateError::Placeholders(faults.collect()))
}

/// Takes the two ends of a block out of the siblings it spans, and with them what only carried them.
struct Cut<'p> {
    begin: usize,
    end: usize,
    rows: bool,
    prefix: &'p str,
}

impl Cut<'_> {
    fn nodes(&self, list: &[Node]) -> Vec<Node> {
        list.iter().filter_map(|node| self.node(node)).collect()
    }

    fn node(&self, node: &Node) -> Option<Node> {
        match node {
            Node::Tag(tag) => (tag.id != self.begin && tag.id != self.end).then(|| node.clone()),
            Node::Raw(_) => Some(node.clone()),
            Node::Element(element) if !element.has_tags || !self.holds_end(element) => Some(node.clone()),
            Node::Element(element) => {
                let children = self.nodes(&element.children);
                let has_tags = children.iter().any(Node::has_tags);
                let mut cut = Element {
                    name: element.name.clone(),
                    open: element.open.clone(),
                    children,
                    close: element.close.clone(),
                    has_tags,
                };
                let hollow = match cut.name.as_str() {
                    "p" => is_blank(&cut),
                    "tr" => self.rows && is_blank_row(&cut),
                    _ => false,
                };
                if hollow {
                    return None;
                }
                mend(&mut cut, &element.children, self.prefix);
                Some(Node::Element(Box::new(cut)))
            }
        }
    }

    fn holds_end(&self, element: &Element) -> bool {
        element.children.iter().any(|node| match node {
            Node::Tag(tag) => tag.id == self.begin || tag.id == self.end,
            Node::Element(element) => element.has_tags && self.holds_end(element),
            Node::Raw(_) => false,
        })
    }
}

/// Paragraph ids are unique in a document: a repeated paragraph has none.
fn without_ids(node: &mut Node) {
    let Node::Element(element) = node else {
        return;
    };
    if element.name == "p" || element.name == "tr" {
        for name in [" w14:paraId=\"", " w14:textId=\""] {
            if let Some((before, rest)) = element.open.split_once(name)
                && let Some((_, after)) = rest.split_once('"')
            {
                element.open = format!("{before}{after}");
            }
        }
    }
    element.children.iter_mut().for_each(without_ids);
}
