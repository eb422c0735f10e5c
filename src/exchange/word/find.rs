//! Finds the placeholders of a part, over the runs Word has split them into, and makes each a node of its own.
//!
//! The text of a paragraph's runs is taken together; a run in which a placeholder begins gives it its formatting,
//! the rest of the placeholder is taken out of the runs that follow.

use super::{
    fault::{PartPlace, Place, TemplateFault},
    tree::{Block, Element, Node, Part, Tag, TagKind, escaped},
};

/// Stands in the joined text for what is no text: a tab, a line break, a picture.
const OBJECT: char = '\u{fffc}';

/// How much of a paragraph is shown to say where something is.
const NEAR: usize = 24;

/// Finds all placeholders of a part; what looks like one and is none is a fault.
pub(super) fn find_tags(part: &mut Part, kind: PartPlace) -> Vec<TemplateFault> {
    let place = Place { part: kind, ..Place::default() };
    let mut finder = Finder { prefix: part.prefix.clone(), place, tables: 0, n_tags: 0, faults: Vec::new() };
    finder.nodes(&mut part.nodes);
    finder.faults
}

struct Finder {
    prefix: String,
    place: Place,
    tables: usize,
    n_tags: usize,
    faults: Vec<TemplateFault>,
}

/// A placeholder in the joined text of a paragraph.
struct Found {
    start: usize,
    end: usize,
    kind: TagKind,
    name: String,
}

impl Finder {
    /// Whether any placeholder was found inside.
    fn nodes(&mut self, nodes: &mut [Node]) -> bool {
        let mut any = false;
        for node in nodes {
            match node {
                Node::Element(element) => any |= self.element(element),
                Node::Tag(_) => any = true,
                Node::Raw(_) => {}
            }
        }
        any
    }

    fn element(&mut self, element: &mut Element) -> bool {
        match element.name.as_str() {
            "p" => {
                if self.place.row.is_none() {
                    self.place.paragraph += 1;
                }
                // Text boxes stand inside runs: theirs first, each in its own paragraphs.
                self.nodes(&mut element.children);
                self.paragraph(element);
                element.has_tags = element.children.iter().any(Node::has_tags);
            }
            "tbl" if self.place.row.is_none() => {
                self.tables += 1;
                self.place.row = Some((self.tables, 0));
                element.has_tags = self.nodes(&mut element.children);
                self.place.row = None;
            }
            "tr" => {
                // The rows of a table within a cell count as parts of the row around.
                let outer = self.place.row;
                if let Some((table, row)) = outer {
                    self.place.row = Some((table, row + 1));
                }
                element.has_tags = self.nodes(&mut element.children);
            }
            _ => element.has_tags = self.nodes(&mut element.children),
        }
        element.has_tags
    }

    fn paragraph(&mut self, paragraph: &mut Element) {
        let mut text = String::new();
        join(paragraph, &mut text);
        if !text.contains(['{', '｛']) {
            return;
        }
        self.place.near = text.chars().filter(|c| *c != OBJECT).take(NEAR).collect();
        let found = self.placeholders(&text);
        if !found.is_empty() {
            let mut splitter = Splitter { finder: self, found: &found, at: 0 };
            paragraph.children = splitter.children(std::mem::take(&mut paragraph.children));
        }
        self.place.near.clear();
    }

    /// The placeholders of a text, in their order.
    fn placeholders(&mut self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((start, inside)) = braces(text, from, ['{', '｛']) {
            let end = braces(text, inside, ['}', '｝']);
            let content = end.and_then(|(end, _)| text.get(inside..end));
            let whole = content.filter(|content| !content.contains(['{', '｛', OBJECT]));
            let (Some((_, after)), Some(content)) = (end, whole) else {
                let rest = text.get(inside..).unwrap_or_default();
                let rest = rest.chars().filter(|c| *c != OBJECT).take(NEAR).collect();
                self.faults.push(TemplateFault::HalfOpen { text: rest, place: self.place.clone() });
                from = inside;
                continue;
            };
            let (kind, name) = meaning(content);
            found.push(Found { start, end: after, kind, name });
            from = after;
        }
        found
    }
}

/// Where the next two braces stand from `from` on, and where they end.
fn braces(text: &str, from: usize, signs: [char; 2]) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let mut before: Option<usize> = None;
    for (at, c) in rest.char_indices() {
        match before {
            Some(start) if signs.contains(&c) => return Some((from + start, from + at + c.len_utf8())),
            _ => before = signs.contains(&c).then_some(at),
        }
    }
    None
}

/// What stands between the braces; full-width signs, as an input method gives them, are understood.
fn meaning(content: &str) -> (TagKind, String) {
    let content = content.trim();
    let first = |signs: [char; 2]| content.strip_prefix(signs);
    let (kind, name) = if let Some(name) = first(['#', '＃']) {
        (TagKind::Begin(Block::Each), name)
    } else if let Some(name) = first(['?', '？']) {
        (TagKind::Begin(Block::If), name)
    } else if let Some(name) = first(['^', '＾']) {
        (TagKind::Begin(Block::Unless), name)
    } else if let Some(end) = first(['/', '／']) {
        let end = end.trim();
        if let Some(name) = end.strip_prefix(['?', '？']) {
            (TagKind::End(Block::If), name)
        } else if let Some(name) = end.strip_prefix(['^', '＾']) {
            (TagKind::End(Block::Unless), name)
        } else {
            (TagKind::End(Block::Each), end.strip_prefix(['#', '＃']).unwrap_or(end))
        }
    } else {
        (TagKind::Value, content)
    };
    (kind, name.trim().to_owned())
}

/// Elements of a paragraph that only wrap runs.
fn wraps_runs(name: &str) -> bool {
    matches!(
        name,
        "hyperlink" | "ins" | "moveTo" | "smartTag" | "sdt" | "sdtContent" | "fldSimple" | "customXml" | "dir" | "bdo"
    )
}

/// Marks within a run that are neither text nor seen.
fn is_unseen(name: &str) -> bool {
    matches!(name, "rPr" | "lastRenderedPageBreak" | "proofErr" | "softHyphen")
}

/// The text of all runs of a paragraph, one after another.
fn join(element: &Element, text: &mut String) {
    for child in element.elements() {
        if child.name == "r" {
            join_run(child, text);
        } else if wraps_runs(&child.name) {
            join(child, text);
        }
    }
}

fn join_run(run: &Element, text: &mut String) {
    for piece in run.elements() {
        if piece.name == "t" {
            text.push_str(&piece.text());
        } else if !is_unseen(&piece.name) {
            text.push(OBJECT);
        }
    }
}

/// Splits runs where placeholders begin and end.
struct Splitter<'a> {
    finder: &'a mut Finder,
    found: &'a [Found],
    /// How far into the joined text.
    at: usize,
}

impl Splitter<'_> {
    fn children(&mut self, children: Vec<Node>) -> Vec<Node> {
        let mut made = Vec::new();
        for node in children {
            match node {
                Node::Element(run) if run.name == "r" => self.run(*run, &mut made),
                Node::Element(mut element) if wraps_runs(&element.name) => {
                    element.children = self.children(std::mem::take(&mut element.children));
                    element.has_tags = element.children.iter().any(Node::has_tags);
                    made.push(Node::Element(element));
                }
                Node::Element(_) | Node::Raw(_) | Node::Tag(_) => made.push(node),
            }
        }
        made
    }

    fn run(&mut self, run: Element, made: &mut Vec<Node>) {
        let mut text = String::new();
        join_run(&run, &mut text);
        let (start, end) = (self.at, self.at + text.len());
        if !self.found.iter().any(|it| it.start < end && start < it.end) {
            self.at = end;
            made.push(Node::Element(Box::new(run)));
            return;
        }
        let mut shell = [run.open, String::new(), run.close];
        let mut piece = Vec::new();
        for node in run.children {
            match node.element().map(|it| it.name.as_str()) {
                Some("rPr") => {
                    let [_, properties, _] = &mut shell;
                    node.write(properties);
                }
                Some("t") => {
                    let text = node.element().map(Element::text).unwrap_or_default();
                    self.text(&text, node, &shell, (&mut piece, made));
                }
                name => {
                    if name.is_some_and(|name| !is_unseen(name)) {
                        self.at += OBJECT.len_utf8();
                    }
                    piece.push(node);
                }
            }
        }
        flush(&mut piece, &shell, made);
    }

    /// One text of a run: what is no placeholder stays in the run, each placeholder becomes a node.
    fn text(&mut self, text: &str, node: Node, shell: &[String; 3], (piece, made): (&mut Vec<Node>, &mut Vec<Node>)) {
        let (start, end) = (self.at, self.at + text.len());
        self.at = end;
        let mut done = start;
        let mut touched = false;
        for found in self.found.iter().filter(|it| it.start < end && start < it.end) {
            touched = true;
            if found.start >= start {
                self.keep(text.get(done - start..found.start - start), piece);
                flush(piece, shell, made);
                self.finder.n_tags += 1;
                made.push(Node::Tag(Box::new(Tag {
                    id: self.finder.n_tags,
                    kind: found.kind,
                    name: found.name.clone(),
                    place: self.finder.place.clone(),
                    run: shell.clone(),
                })));
            }
            done = found.end.min(end);
        }
        if touched {
            self.keep(text.get(done - start..), piece);
        } else {
            piece.push(node);
        }
    }

    fn keep(&self, text: Option<&str>, piece: &mut Vec<Node>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            piece.push(text_node(&self.finder.prefix, text));
        }
    }
}

fn flush(piece: &mut Vec<Node>, shell: &[String; 3], made: &mut Vec<Node>) {
    if !piece.is_empty() {
        made.push(run_node(shell, std::mem::take(piece)));
    }
}

/// A run of these pieces.
pub(super) fn run_node([open, properties, close]: &[String; 3], pieces: Vec<Node>) -> Node {
    let mut children = Vec::with_capacity(pieces.len() + 1);
    if !properties.is_empty() {
        children.push(Node::Raw(properties.clone()));
    }
    children.extend(pieces);
    let run = Element { name: "r".to_owned(), open: open.clone(), children, close: close.clone(), has_tags: false };
    Node::Element(Box::new(run))
}

/// A text of a run.
pub(super) fn text_node(prefix: &str, text: &str) -> Node {
    Node::Element(Box::new(Element {
        name: "t".to_owned(),
        open: format!("<{prefix}t xml:space=\"preserve\">"),
        children: vec![Node::Raw(escaped(text))],
        close: format!("</{prefix}t>"),
        has_tags: false,
    }))
}
