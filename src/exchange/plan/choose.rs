//! Decides which parts of an outline are items.

use std::collections::BTreeSet;

use super::{
    nodes::{Node, Outline},
    outline::NumberKind,
};

/// Which nodes are items, by position.
pub(super) fn choose(outline: &Outline) -> BTreeSet<usize> {
    let speaks = |node: &Node| node.is_labelled() || !node.own.groups.is_empty();
    let mut chosen = BTreeSet::new();
    let any = outline.nodes.iter().any(speaks);
    for (id, node) in outline.nodes.iter().enumerate() {
        let taken = ancestors(outline, id).iter().any(|above| chosen.contains(above));
        if taken {
            continue;
        }
        let below = descendants(outline, id);
        let speaks_below = below.iter().filter_map(|id| outline.nodes.get(*id)).any(speaks);
        let leaf = !node.children.iter().any(|child| {
            let child = outline.nodes.get(*child).and_then(Node::kind);
            child.is_some_and(|kind| kind <= NumberKind::Arabic)
        });
        let item =
            if any { node.is_labelled() || (speaks(node) && !speaks_below) } else { leaf && node.number.is_some() };
        if item {
            chosen.insert(id);
        }
    }
    let silent: Vec<usize> = outline
        .nodes
        .iter()
        .enumerate()
        .filter(|(id, _)| any && is_silent_sibling(outline, &chosen, *id))
        .map(|(id, _)| id)
        .collect();
    chosen.extend(silent);
    chosen
}

/// An item that names nobody stands among items that do.
fn is_silent_sibling(outline: &Outline, chosen: &BTreeSet<usize>, id: usize) -> bool {
    let Some(node) = outline.nodes.get(id) else {
        return false;
    };
    let inside = ancestors(outline, id).iter().any(|above| chosen.contains(above));
    if chosen.contains(&id) || inside || node.number.is_none() || !node.children.is_empty() {
        return false;
    }
    let same = |other: &&Node| other.parent == node.parent && other.kind() == node.kind();
    let siblings = outline.nodes.iter().filter(same).count();
    let items = outline.nodes.iter().enumerate();
    let items = items.filter(|(other, node)| same(node) && chosen.contains(other)).count();
    items * 2 > siblings
}

/// The nodes above a node, the nearest first.
pub(super) fn ancestors(outline: &Outline, id: usize) -> Vec<usize> {
    let mut above = Vec::new();
    let mut next = outline.nodes.get(id).and_then(|node| node.parent);
    while let Some(id) = next {
        above.push(id);
        next = outline.nodes.get(id).and_then(|node| node.parent);
    }
    above
}

/// The nodes below a node, in order.
pub(super) fn descendants(outline: &Outline, id: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let children = outline.nodes.get(id).map(|node| node.children.clone());
        for child in children.unwrap_or_default() {
            found.push(child);
            open.push(child);
        }
    }
    found.sort_unstable();
    found
}
