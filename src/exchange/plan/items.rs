//! Puts the chosen parts of an outline together as items.

use std::collections::BTreeSet;

use crate::domain::deadline::Deadline;

use super::{
    choose::{ancestors, descendants},
    fields::{Draft, Piece, add_units, measure},
    labels::Label,
    model::{LineFault, PlanFault, PlanItem, PlanRole, PlanUnit},
    nodes::{Node, Outline},
    outline::NumberKind,
    own_text::times_and_targets,
    source::Line,
    wide::trim_end_marks,
};

/// What is known while items are put together.
pub(super) struct Assembly<'a> {
    pub lines: &'a [Line],
    pub outline: &'a Outline,
    pub year: Option<i32>,
    pub faults: Vec<LineFault>,
    /// Lines that found their place, by position.
    pub used: BTreeSet<usize>,
}

impl Assembly<'_> {
    /// Puts the chosen nodes together, in the order of their lines.
    pub(super) fn items(&mut self, chosen: &BTreeSet<usize>) -> Vec<PlanItem> {
        let mut ids: Vec<usize> = chosen.iter().copied().collect();
        ids.sort_by_key(|id| self.outline.nodes.get(*id).map(|node| node.line));
        let mut items = Vec::new();
        let mut for_all: Vec<PlanUnit> = Vec::new();
        // 责任单位:…,下同 holds for items that name nobody; a group's 下同 adds to the units of the next ones.
        let mut from_label = false;
        for id in ids {
            let Some(node) = self.outline.nodes.get(id) else {
                continue;
            };
            let (mut item, said_for_all) = self.item(id, node);
            let labelled = node.parts.iter().any(|part| matches!(part.hit.label, Label::Units(_)));
            let silent = !item.names_somebody() && from_label && !labelled;
            let inherited = for_all.iter().filter(|unit| !item.units.iter().any(|own| own.name == unit.name));
            let inherited: Vec<_> = inherited.map(|unit| PlanUnit { inherited: true, ..unit.clone() }).collect();
            item.inherited_units = (silent || (item.names_somebody() && !from_label)) && !inherited.is_empty();
            if item.inherited_units {
                item.units.extend(inherited);
            }
            let mut fresh = node.own.groups.iter().map(|(_, group)| &group.for_all);
            if let Some(fresh) = fresh.rfind(|units| !units.is_empty()) {
                for_all.clone_from(fresh);
                from_label = false;
            }
            if !said_for_all.is_empty() {
                for_all = said_for_all;
                from_label = true;
            }
            items.push(item);
        }
        items
    }

    fn item(&mut self, id: usize, node: &Node) -> (PlanItem, Vec<PlanUnit>) {
        let mut item = PlanItem::default();
        let Some(line) = self.lines.get(node.line) else {
            return (item, Vec::new());
        };
        item.line = line.number;
        item.no = node.number.map_or_else(String::new, |number| line.wide.quote(0..number.end));
        (item.chapter, item.section) = self.headings(id, node);
        self.text(id, node, &mut item);
        item.title = node.own.title();
        self.groups(node, &mut item);
        let own = node.own.text.quote(0..node.own.text.len());
        let (found, targets) = times_and_targets(&own, self.year);
        item.targets = targets;
        let for_all = self.parts(node, &mut item);
        if item.deadlines.is_empty() {
            item.deadlines = found;
        }
        item.measures.extend(self.measures(node));
        if item.measures.is_empty() {
            item.measures = node.own.by_deadline(self.year);
            for measure in &mut item.measures {
                measure.line = self.lines.get(measure.line).map_or(0, |line| line.number);
            }
        }
        if item.title.is_empty() {
            item.title = first_sentence(&item.text);
        }
        let leads = item.units.iter().filter(|unit| unit.role == PlanRole::CoLead).count();
        item.several_leads = leads > 0;
        (item, for_all)
    }

    fn headings(&mut self, id: usize, node: &Node) -> (Option<String>, Option<String>) {
        let mut above = ancestors(self.outline, id);
        above.reverse();
        let mut texts = Vec::new();
        for id in above {
            let line = self.outline.nodes.get(id).map(|node| node.line);
            let Some(index) = line else { continue };
            let Some(line) = self.lines.get(index) else {
                continue;
            };
            let text = heading_text(line);
            // A heading quoted in part is listed, so that the rest of it is not lost.
            if trim_end_marks(&line.text(), "。").ends_with(&text) {
                self.used.insert(index);
            }
            texts.push(text);
        }
        let mut texts = texts.into_iter();
        let chapter = texts.next();
        let rest: Vec<_> = texts.collect();
        let section = (!rest.is_empty()).then(|| rest.join("\n"));
        let is_chapter = node.kind().is_some_and(|kind| kind <= NumberKind::Chinese);
        // A chapter without numbered parts is an item and its own chapter; a task list has no chapters.
        let own = is_chapter && chapter.is_none() && !node.is_labelled() && node.own.groups.is_empty();
        let own = own.then(|| self.lines.get(node.line).map(heading_text)).flatten();
        (chapter.or(own), section)
    }

    /// All lines of the item, verbatim, its number taken off the first.
    fn text(&mut self, id: usize, node: &Node, item: &mut PlanItem) {
        let mut all = vec![node.line];
        for id in std::iter::once(id).chain(descendants(self.outline, id)) {
            let Some(node) = self.outline.nodes.get(id) else {
                continue;
            };
            all.push(node.line);
            all.extend(&node.body);
            for part in &node.parts {
                all.push(part.line);
                all.extend(&part.lines);
            }
        }
        all.sort_unstable();
        all.dedup();
        let mut texts = Vec::new();
        for index in all {
            let Some(line) = self.lines.get(index) else {
                continue;
            };
            self.used.insert(index);
            item.last_line = line.number;
            texts.push(if index == node.line { line.rest_text() } else { line.text() });
        }
        texts.join("\n").trim().clone_into(&mut item.text);
    }

    fn groups(&mut self, node: &Node, item: &mut PlanItem) {
        for (range, group) in &node.own.groups {
            let line = self.line_of(node, range.start);
            for words in &group.assumed {
                let what = PlanFault::RoleAssumed(words.clone());
                self.faults.push(LineFault { line, what });
            }
            if let Some(words) = &group.document {
                item.document = Some(words.clone());
            }
            let mut units = group.units.clone();
            let led = item.units.iter().any(|unit| unit.role == PlanRole::Lead);
            for unit in &mut units {
                if led && unit.role == PlanRole::Lead {
                    unit.role = PlanRole::CoLead;
                }
            }
            add_units(&mut item.units, units);
        }
        for range in &node.own.unread {
            let line = self.line_of(node, range.start);
            let what = PlanFault::UnreadGroup(node.own.text.quote(range.clone()));
            self.faults.push(LineFault { line, what });
        }
    }

    fn line_of(&self, node: &Node, pos: usize) -> usize {
        let index = node.own.line_at(pos).unwrap_or(node.line);
        self.lines.get(index).map_or(0, |line| line.number)
    }

    /// Returns the units that hold for the items that follow too.
    fn parts(&mut self, node: &Node, item: &mut PlanItem) -> Vec<PlanUnit> {
        let lines = self.lines;
        let mut draft = Draft { item, faults: &mut self.faults, year: self.year, for_all: Vec::new() };
        for part in &node.parts {
            let Some(line) = lines.get(part.line) else {
                continue;
            };
            let value = line.wide.quote(part.hit.value.clone());
            let more: Vec<&Line> = part.lines.iter().filter_map(|index| lines.get(*index)).collect();
            draft.take(&part.hit.label, &value, &more, line.number);
        }
        draft.for_all
    }

    /// Numbered lines below the item, or the sentences of it that name units of their own.
    fn measures(&mut self, node: &Node) -> Vec<super::model::PlanMeasure> {
        let mut measures = node.own.measures(self.year);
        for measure in &mut measures {
            measure.line = self.lines.get(measure.line).map_or(0, |line| line.number);
        }
        for child in &node.children {
            let Some(mut piece) = self.piece(*child) else {
                continue;
            };
            // What is counted deeper belongs to the measure it stands under.
            for below in descendants(self.outline, *child) {
                if let Some(below) = self.piece(below) {
                    piece.go_on(&format!("{}{}", below.no, below.text));
                }
            }
            measures.push(measure(piece, self.year, &mut self.faults));
        }
        measures
    }

    fn piece(&self, id: usize) -> Option<Piece> {
        let node = self.outline.nodes.get(id)?;
        let line = self.lines.get(node.line)?;
        let end = node.number.map_or(0, |number| number.end);
        Some(Piece {
            no: line.wide.quote(0..end),
            text: node.own.text.quote(0..node.own.text.len()),
            line: line.number,
        })
    }
}

/// A heading line verbatim; of a long one its first sentence.
fn heading_text(line: &Line) -> String {
    let text = line.text();
    if text.chars().count() <= 80 {
        return trim_end_marks(&text, "。").to_owned();
    }
    first_sentence(&text)
}

fn first_sentence(text: &str) -> String {
    let sentence = text.split(['。', '\n']).find(|part| !part.trim().is_empty());
    sentence.unwrap_or_default().trim().chars().take(80).collect()
}

/// Says how sure the reader is of an item, in percent.
pub(super) fn confidence(item: &PlanItem, plan_names_units: bool, faults: &[LineFault]) -> u8 {
    let mut sure: u8 = 95;
    let mut less = |points: u8| sure = sure.saturating_sub(points);
    if !item.names_somebody() {
        less(if plan_names_units { 35 } else { 20 });
    }
    if item.several_leads {
        less(10);
    }
    if item.title.is_empty() || item.title.chars().count() > 60 {
        less(5);
    }
    if item.no.is_empty() {
        less(15);
    }
    let doubtful = |deadline: &Deadline| deadline.needs_confirmation();
    if item.deadlines.iter().any(doubtful) {
        less(5);
    }
    for fault in faults {
        if (item.line..=item.last_line.max(item.line)).contains(&fault.line) {
            less(match &fault.what {
                PlanFault::UnreadGroup(_) => 20,
                PlanFault::RoleAssumed(_) => 10,
                PlanFault::UnknownLabel(_) => 5,
                PlanFault::OutsideItems
                | PlanFault::HeadingWithoutItems
                | PlanFault::NoUnits
                | PlanFault::PageFurniture
                | PlanFault::UnknownTable => 0,
            });
        }
    }
    if is_general(&item.title) {
        less(40);
    }
    sure.max(5)
}

/// Chapters of a plan that set no task of their own.
fn is_general(title: &str) -> bool {
    const GENERAL: &[&str] = &[
        "指导思想",
        "基本原则",
        "总体要求",
        "总体思路",
        "主要目标",
        "工作目标",
        "总体目标",
        "整改目标",
        "组织保障",
        "保障措施",
        "工作要求",
        "总体要求和主要目标",
        "组织实施",
    ];
    let title = title.trim();
    GENERAL.iter().any(|word| title == *word || title.ends_with(&format!("、{word}")))
}
