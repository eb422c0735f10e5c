//! A template: read, checked against the names a form knows, filled.

use std::collections::BTreeMap;

use super::{
    check::{check, gather},
    expand::{Filler, Scope},
    fault::{PartPlace, TemplateError, TemplateFault},
    fields::{Fields, Spec},
    find::find_tags,
    package::{DOCUMENT, Package},
    tree::{Element, Node, Part, parse},
};

/// A Word document with placeholders.
#[derive(Clone, Debug)]
pub struct Template {
    package: Package,
    parts: BTreeMap<String, Part>,
    faults: Vec<TemplateFault>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// When the bytes are no Word document, or one that is broken, unreasonably large or harmful.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateError> {
        let package = Package::read(bytes)?;
        let mut parts = BTreeMap::new();
        let mut faults = Vec::new();
        for (name, text) in &package.texts {
            let mut part = parse(name, text.trim_start_matches('\u{feff}'))?;
            faults.extend(find_tags(&mut part, place_of(name)));
            parts.insert(name.clone(), part);
        }
        let body = parts.get(DOCUMENT).and_then(body_of);
        if body.is_none() {
            return Err(TemplateError::NotWord);
        }
        Ok(Self { package, parts, faults })
    }

    /// Everything that is wrong with its placeholders for a form that knows these names.
    pub fn faults(&self, spec: &'static [Spec]) -> Vec<TemplateFault> {
        let mut faults = self.faults.clone();
        faults.extend(self.parts.values().flat_map(|part| check(part, spec)));
        faults.sort_by(|a, b| a.place().cmp(b.place()));
        faults
    }

    /// The names it uses, each once, in their order.
    pub fn names(&self) -> Vec<String> {
        let mut tags = Vec::new();
        self.parts.values().for_each(|part| gather(&part.nodes, &mut tags));
        let mut names: Vec<String> = Vec::new();
        for tag in tags {
            if !names.contains(&tag.name) {
                names.push(tag.name.clone());
            }
        }
        names
    }

    /// The template filled: once for each of `documents`, each on a new page.
    ///
    /// # Errors
    /// When its placeholders are wrong, when several documents would need different headers, or when it would become
    /// larger than any document may be.
    pub fn fill(&self, spec: &'static [Spec], documents: &[Fields]) -> Result<Vec<u8>, TemplateError> {
        let faults = self.faults(spec);
        if !faults.is_empty() {
            return Err(TemplateError::Placeholders(faults));
        }
        let mut replaced = BTreeMap::new();
        for (name, part) in &self.parts {
            if !part.nodes.iter().any(Node::has_tags) && (name != DOCUMENT || documents.len() == 1) {
                continue;
            }
            let text = if name == DOCUMENT { filled_body(part, documents)? } else { filled_alike(part, documents)? };
            replaced.insert(name.clone(), text);
        }
        self.package.with(&replaced)
    }
}

fn place_of(name: &str) -> PartPlace {
    if name == DOCUMENT {
        PartPlace::Body
    } else if name.starts_with("word/header") {
        PartPlace::Header
    } else if name.starts_with("word/footer") {
        PartPlace::Footer
    } else {
        PartPlace::Notes
    }
}

fn body_of(part: &Part) -> Option<&Element> {
    let root = part.nodes.iter().filter_map(Node::element).find(|it| it.name == "document")?;
    root.elements().find(|it| it.name == "body")
}

/// A header serves all documents of a file, so it has to be the same for each.
fn filled_alike(part: &Part, documents: &[Fields]) -> Result<String, TemplateError> {
    let mut texts = Vec::new();
    for fields in documents {
        let text = written(&Filler::new(&part.prefix).nodes(&part.nodes, Scope::new(fields))?);
        if texts.last().is_some_and(|last| *last != text) {
            return Err(TemplateError::HeaderDiffers);
        }
        texts.push(text);
    }
    Ok(texts.pop().unwrap_or_default())
}

fn filled_body(part: &Part, documents: &[Fields]) -> Result<String, TemplateError> {
    let body = body_of(part).ok_or(TemplateError::NotWord)?;
    let is_page = |node: &&Node| node.element().is_some_and(|it| it.name == "sectPr");
    let (page, text): (Vec<&Node>, Vec<&Node>) = body.children.iter().partition(is_page);
    let text: Vec<Node> = text.into_iter().cloned().collect();
    let mut filler = Filler::new(&part.prefix);
    let mut children = Vec::new();
    for (number, fields) in documents.iter().enumerate() {
        let mut filled = filler.nodes(&text, Scope::new(fields))?;
        if number > 0 {
            break_page(&mut filled, &part.prefix);
        }
        children.extend(filled);
    }
    children.extend(page.into_iter().cloned());
    let whole = with_body(&part.nodes, &children);
    Ok(written(&whole))
}

/// The nodes with these children in the body.
fn with_body(nodes: &[Node], children: &[Node]) -> Vec<Node> {
    let mend = |node: &Node| match node {
        Node::Element(element) if element.name == "document" => {
            Node::Element(Box::new(Element { children: with_body(&element.children, children), ..(**element).clone() }))
        }
        Node::Element(element) if element.name == "body" => {
            let mut body = Element { children: children.to_vec(), ..(**element).clone() };
            super::shapes::mend(&mut body, &element.children, "");
            Node::Element(Box::new(body))
        }
        Node::Element(_) | Node::Raw(_) | Node::Tag(_) => node.clone(),
    };
    nodes.iter().map(mend).collect()
}

/// Makes the first paragraph begin a page; before a table a paragraph of its own does.
fn break_page(nodes: &mut Vec<Node>, w: &str) {
    let sign = format!("<{w}pageBreakBefore/>");
    let first = nodes.iter_mut().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Raw(_) | Node::Tag(_) => None,
    });
    match first {
        Some(paragraph) if paragraph.name == "p" => {
            let properties = paragraph.children.iter_mut().find_map(|node| match node {
                Node::Element(element) if element.name == "pPr" => Some(element),
                Node::Element(_) | Node::Raw(_) | Node::Tag(_) => None,
            });
            if let Some(properties) = properties {
                let before = |node: &Node| {
                    node.element().is_some_and(|it| ["pStyle", "keepNext", "keepLines"].contains(&it.name.as_str()))
                };
                let at = properties.children.iter().rposition(before).map_or(0, |at| at + 1);
                properties.children.insert(at, Node::Raw(sign));
                if properties.close.is_empty() {
                    properties.open = format!("<{w}pPr>");
                    properties.close = format!("</{w}pPr>");
                }
            } else {
                paragraph.children.insert(0, Node::Raw(format!("<{w}pPr>{sign}</{w}pPr>")));
                if paragraph.close.is_empty() {
                    paragraph.open = paragraph.open.replacen("/>", ">", 1);
                    paragraph.close = format!("</{w}p>");
                }
            }
        }
        _ => {
            let break_run = format!("<{w}r><{w}br {w}type=\"page\"/></{w}r>");
            nodes.insert(0, Node::Raw(format!("<{w}p>{break_run}</{w}p>")));
        }
    }
}

fn written(nodes: &[Node]) -> String {
    let mut text = String::new();
    for node in nodes {
        node.write(&mut text);
    }
    text
}
