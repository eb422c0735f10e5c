//! Builds the outline of a plan: numbered headings, what stands under them, and labelled parts.

use super::{
    labels::{Label, LabelHit, unknown},
    outline::{Number, NumberKind},
    own_text::OwnText,
    source::Line,
};

/// A numbered line or a paragraph of its own, with everything under it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its first line, by position.
    pub line: usize,
    pub number: Option<Number>,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// Lines after the first that belong to its own text.
    pub body: Vec<usize>,
    pub parts: Vec<Part>,
    pub own: OwnText,
}

/// A labelled part of a node: the label, its line, and the lines that go on with it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub line: usize,
    pub hit: LabelHit,
    pub lines: Vec<usize>,
}

/// The outline, and the lines before its first node.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub nodes: Vec<Node>,
    pub orphans: Vec<usize>,
}

impl Node {
    fn new(line: usize, number: Option<Number>, parent: Option<usize>) -> Self {
        Self {
            line,
            number,
            parent,
            children: Vec::new(),
            body: Vec::new(),
            parts: Vec::new(),
            own: OwnText::default(),
        }
    }

    pub(super) fn kind(&self) -> Option<NumberKind> {
        self.number.map(|number| number.kind)
    }

    /// Tells whether labels say who, by when or what for.
    pub(super) fn is_labelled(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part.hit.label, Label::Unknown(_) | Label::Number))
    }
}

/// What a builder keeps while it walks the lines.
struct Builder<'a> {
    lines: &'a [Line],
    outline: Outline,
    /// The open nodes, outermost first.
    stack: Vec<usize>,
    /// Numbers counted under the open labelled part.
    counted: Option<(NumberKind, u32)>,
    /// A labelled part is open.
    in_part: bool,
}

/// Builds the outline of these lines.
pub(super) fn build(lines: &[Line]) -> Outline {
    let mut builder = Builder { lines, outline: Outline::default(), stack: Vec::new(), counted: None, in_part: false };
    for (index, line) in lines.iter().enumerate() {
        if !line.is_blank() {
            builder.take(index, line);
        }
    }
    let mut outline = builder.outline;
    for node in &mut outline.nodes {
        node.own = OwnText::of(lines, node.line, &node.body);
    }
    paragraphs_of_their_own(lines, &mut outline);
    outline
}

impl Builder<'_> {
    fn take(&mut self, index: usize, line: &Line) {
        if line.annex {
            // What comes now goes on with nothing that stood before.
            self.stack.clear();
            self.in_part = false;
            self.counted = None;
            self.outline.orphans.push(index);
        } else if line.head_label().is_some() {
            self.labelled(index, line);
        } else if let Some(hit) = unknown(&line.wide, line.rest()).filter(|_| self.in_part) {
            self.counted = None;
            self.add_part(index, hit);
        } else if let Some(number) = line.numbered.filter(|number| self.expected(*number)) {
            if self.goes_under_part(index, number) {
                self.counted = Some((number.kind, number.value));
                self.add_to_part(index);
            } else {
                self.open_node(index, number);
                self.inline_labels(index, line);
            }
        } else if self.in_part {
            self.add_to_part(index);
        } else if let Some(node) = self.current() {
            node.body.push(index);
            self.inline_labels(index, line);
        } else {
            self.outline.orphans.push(index);
        }
    }

    fn current(&mut self) -> Option<&mut Node> {
        let top = *self.stack.last()?;
        self.outline.nodes.get_mut(top)
    }

    /// A number that may be a decimal counts only if it goes on with its list.
    fn expected(&mut self, number: Number) -> bool {
        if !number.doubtful {
            return true;
        }
        let last = self.counted.filter(|(kind, _)| *kind == number.kind).map(|(_, value)| value);
        let sibling = self.stack.iter().rev().find_map(|node| {
            let found = self.outline.nodes.get(*node)?.number?;
            (found.kind == number.kind).then_some(found.value)
        });
        number.value == last.or(sibling).map_or(1, |value| value + 1)
    }

    fn open_node(&mut self, index: usize, number: Number) {
        while self
            .stack
            .last()
            .and_then(|top| self.outline.nodes.get(*top))
            .is_some_and(|top| top.kind().is_none_or(|kind| kind >= number.kind))
        {
            self.stack.pop();
        }
        self.push(Node::new(index, Some(number), self.stack.last().copied()));
    }

    fn push(&mut self, node: Node) {
        let id = self.outline.nodes.len();
        if let Some(parent) = node.parent.and_then(|parent| self.outline.nodes.get_mut(parent)) {
            parent.children.push(id);
        }
        self.outline.nodes.push(node);
        self.stack.push(id);
        self.in_part = false;
        self.counted = None;
    }

    fn labelled(&mut self, index: usize, line: &Line) {
        let problem = line.head_label().is_some_and(|hit| matches!(hit.label, Label::Problem | Label::Number));
        let begins = match self.current() {
            None => true,
            Some(node) => problem && (node.is_labelled() || node.number.is_none()),
        };
        let only_number =
            self.current().is_some_and(|node| node.parts.iter().all(|part| part.hit.label == Label::Number));
        if begins && !only_number {
            while self.current().is_some_and(|node| node.number.is_none()) {
                self.stack.pop();
            }
            let parent = self.current().map(|node| node.is_labelled());
            let parent = match parent {
                Some(true) => {
                    let top = self.stack.last().copied();
                    top.and_then(|top| self.outline.nodes.get(top)?.parent)
                }
                _ => self.stack.last().copied(),
            };
            self.push(Node::new(index, line.numbered, parent));
        }
        self.counted = None;
        self.in_part = true;
        let hits = line.labels.clone();
        if let Some(node) = self.current() {
            node.parts.extend(hits.into_iter().map(|hit| Part { line: index, hit, lines: Vec::new() }));
        }
    }

    /// Labels in the midst of a line: …。责任单位:甲局。
    fn inline_labels(&mut self, index: usize, line: &Line) {
        let hits = line.labels.iter().filter(|hit| {
            matches!(hit.label, Label::Units(_) | Label::Deadline | Label::Supervising | Label::Person | Label::Goal)
        });
        let parts: Vec<Part> = hits.map(|hit| Part { line: index, hit: hit.clone(), lines: Vec::new() }).collect();
        if let Some(node) = self.current() {
            node.parts.extend(parts);
        }
    }

    fn add_part(&mut self, index: usize, hit: LabelHit) {
        if let Some(node) = self.current() {
            node.parts.push(Part { line: index, hit, lines: Vec::new() });
        }
    }

    fn add_to_part(&mut self, index: usize) {
        if let Some(part) = self.current().and_then(|node| node.parts.last_mut()) {
            part.lines.push(index);
        }
    }

    /// Decides whether a numbered line goes on with the open labelled part or begins something new.
    fn goes_under_part(&mut self, index: usize, number: Number) -> bool {
        if !self.in_part {
            return false;
        }
        let own = self.current().and_then(|node| node.number);
        let above = self.stack.iter().rev().skip(1).any(|node| {
            let node = self.outline.nodes.get(*node);
            node.and_then(Node::kind) == Some(number.kind)
        });
        let Some(own) = own.filter(|own| own.kind == number.kind) else {
            return !above;
        };
        let next_measure = match self.counted {
            Some((kind, value)) if kind == number.kind => number.value == value + 1,
            Some(_) => false,
            None => number.value == 1,
        };
        let next_item = number.value == own.value + 1;
        next_measure && !(next_item && self.label_follows(index))
    }

    fn label_follows(&self, index: usize) -> bool {
        let mut after = self.lines.iter().skip(index + 1).filter(|line| !line.is_blank());
        after.next().is_some_and(|line| line.head_label().is_some())
    }
}

/// Paragraphs without a number that name their own units become nodes of their own.
fn paragraphs_of_their_own(lines: &[Line], outline: &mut Outline) {
    let names_units = |index: &usize| !OwnText::of(lines, *index, &[]).groups.is_empty();
    let mut fresh: Vec<(Option<usize>, usize)> = Vec::new();
    for (id, node) in outline.nodes.iter_mut().enumerate() {
        let heading = lines.get(node.line).map(Line::text).unwrap_or_default();
        let is_heading = heading.chars().count() <= 60 && !heading.contains('。');
        if is_heading && node.parts.is_empty() && node.children.is_empty() {
            let (own, rest): (Vec<_>, Vec<_>) = node.body.iter().partition(|index| names_units(index));
            fresh.extend(own.into_iter().map(|index| (Some(id), index)));
            node.body = rest;
        }
    }
    let (own, rest): (Vec<_>, Vec<_>) = outline.orphans.iter().partition(|index| names_units(index));
    fresh.extend(own.into_iter().map(|index| (None, index)));
    outline.orphans = rest;
    for (parent, line) in fresh {
        let mut node = Node::new(line, None, parent);
        node.own = OwnText::of(lines, line, &[]);
        let id = outline.nodes.len();
        if let Some(parent) = parent.and_then(|parent| outline.nodes.get_mut(parent)) {
            parent.children.push(id);
            parent.own = OwnText::of(lines, parent.line, &parent.body);
        }
        outline.nodes.push(node);
    }
}
