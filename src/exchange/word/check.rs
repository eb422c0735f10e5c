//! Whether the placeholders of a part are those a form knows, and its blocks begin and end.

use super::{
    fault::{Place, TemplateFault},
    fields::{Spec, SpecKind},
    tree::{Block, Node, Part, Tag, TagKind},
};

/// Everything wrong with the placeholders of a part, in their order.
pub(super) fn check(part: &Part, spec: &'static [Spec]) -> Vec<TemplateFault> {
    let mut tags = Vec::new();
    gather(&part.nodes, &mut tags);
    let mut checker = Checker { scopes: vec![spec], open: Vec::new(), faults: Vec::new() };
    for tag in tags {
        checker.tag(tag);
    }
    for (tag, _) in checker.open.drain(..) {
        checker.faults.push(TemplateFault::NotClosed { name: written(tag), place: tag.place.clone() });
    }
    checker.faults
}

/// All placeholders in their order.
pub(super) fn gather<'a>(nodes: &'a [Node], tags: &mut Vec<&'a Tag>) {
    for node in nodes {
        match node {
            Node::Tag(tag) => tags.push(tag),
            Node::Element(element) if element.has_tags => gather(&element.children, tags),
            Node::Element(_) | Node::Raw(_) => {}
        }
    }
}

struct Checker<'a> {
    /// The names known here, the outermost first.
    scopes: Vec<&'static [Spec]>,
    /// The blocks that are open, and whether they brought names.
    open: Vec<(&'a Tag, bool)>,
    faults: Vec<TemplateFault>,
}

impl<'a> Checker<'a> {
    fn tag(&mut self, tag: &'a Tag) {
        match tag.kind {
            TagKind::Value => {
                if let Some(SpecKind::List(_)) = self.look_up(tag).map(|spec| spec.kind) {
                    self.faults.push(TemplateFault::ListAsText { name: tag.name.clone(), place: tag.place.clone() });
                }
            }
            TagKind::Begin(Block::Each) => {
                let inside = match self.look_up(tag).map(|spec| spec.kind) {
                    Some(SpecKind::List(inside)) => Some(inside),
                    Some(SpecKind::Text | SpecKind::Flag) => {
                        let place = tag.place.clone();
                        self.faults.push(TemplateFault::TextAsList { name: tag.name.clone(), place });
                        None
                    }
                    None => None,
                };
                self.scopes.extend(inside);
                self.open.push((tag, inside.is_some()));
            }
            TagKind::Begin(Block::If | Block::Unless) => {
                self.look_up(tag);
                self.open.push((tag, false));
            }
            TagKind::End(block) => self.end(tag, block),
        }
    }

    fn end(&mut self, tag: &Tag, block: Block) {
        let ends = |open: &Tag| open.kind == TagKind::Begin(block) && open.name == tag.name;
        let Some(place) = self.open.iter().rposition(|(open, _)| ends(open)) else {
            self.faults.push(TemplateFault::NotOpened { name: written(tag), place: tag.place.clone() });
            return;
        };
        for (open, names) in self.open.drain(place..) {
            if names {
                self.scopes.pop();
            }
            if !ends(open) {
                let place = open.place.clone();
                self.faults.push(TemplateFault::NotClosed { name: written(open), place });
            }
        }
    }

    fn look_up(&mut self, tag: &Tag) -> Option<&'static Spec> {
        let found = self.scopes.iter().rev().find_map(|scope| scope.iter().find(|spec| spec.name == tag.name));
        if found.is_none() {
            let meant = self.nearest(&tag.name);
            let place: Place = tag.place.clone();
            self.faults.push(TemplateFault::Unknown { name: tag.name.clone(), meant, place });
        }
        found
    }

    /// The known name that shares most with what was written.
    fn nearest(&self, written: &str) -> Option<String> {
        let known = self.scopes.iter().rev().flat_map(|scope| scope.iter());
        let alike = known.map(|spec| {
            let same = written.chars().filter(|c| spec.name.contains(*c)).count() * 2;
            (same * 100 / (written.chars().count() + spec.name.chars().count()).max(1), spec.name)
        });
        let best = alike.max_by_key(|(share, _)| *share)?;
        (best.0 >= 50).then(|| best.1.to_owned())
    }
}

/// A placeholder as it is written.
pub(super) fn written(tag: &Tag) -> String {
    let sign = match tag.kind {
        TagKind::Value => "",
        TagKind::Begin(Block::Each) => "#",
        TagKind::Begin(Block::If) => "?",
        TagKind::Begin(Block::Unless) => "^",
        TagKind::End(Block::Each) => "/",
        TagKind::End(Block::If) => "/?",
        TagKind::End(Block::Unless) => "/^",
    };
    format!("{{{{{sign}{}}}}}", tag.name)
}
