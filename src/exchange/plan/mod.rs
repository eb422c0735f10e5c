//! Reads a rectification plan: text to items with units, deadlines and targets.
//!
//! **Invariant:** every line that is not blank stands in an item, heads one, is the title, or is listed as a fault.
//!
//! ```text
//! source -> lines -> outline of numbered and labelled parts -> items
//!                                \- tables with known headings -/
//! ```

mod cells;
mod choose;
mod fields;
mod items;
mod json;
mod labels;
mod model;
mod nodes;
mod outline;
mod own_text;
mod pages;
mod roles;
mod source;
mod table;
mod targets;
mod units;
mod wide;
pub mod words;

pub use self::{
    cells::{CellUnits, read_cell_goal, read_cell_measures, read_cell_units},
    json::{deadline_json, report_json},
    model::{LineFault, PlanFault, PlanItem, PlanMeasure, PlanReport, PlanRole, PlanTarget, PlanUnit, TargetRelation},
    source::{PlanSource, decode_text},
};

use std::collections::BTreeSet;

use chrono::Datelike as _;

use crate::domain::{deadline::Precision, deadline_words::read_deadline, numerals::narrow_text};

use self::{
    choose::choose,
    items::{Assembly, confidence},
    nodes::{Outline, build},
    source::{Flat, Line, flatten},
    wide::trim_end_marks,
};

/// Reads a plan. Nothing stops it: what it cannot read stays in the text and is listed.
pub fn read_plan(source: &PlanSource) -> PlanReport {
    let flat = flatten(source);
    let outline = build(&flat.lines);
    let chosen = choose(&outline);
    let first = chosen.iter().filter_map(|id| outline.nodes.get(*id)).map(|node| node.line).min();
    let (title, title_line) = title(&flat.lines, &outline, first);
    let year = year(&flat.lines, &outline, title.as_deref());
    let mut assembly = Assembly {
        lines: &flat.lines,
        outline: &outline,
        year,
        faults: Vec::new(),
        used: title_line.into_iter().collect(),
    };
    let mut items = assembly.items(&chosen);
    let (mut faults, used) = (assembly.faults, assembly.used);
    for table in &flat.tables {
        match table::home(table, &mut items, &flat.lines) {
            Some(item) => table::take_measures(table, item, year, &mut faults),
            None => items.extend(table::items(table, year, &mut faults)),
        }
        items.sort_by_key(|item| item.line);
    }
    items.sort_by_key(|item| item.line);
    let names_units = items.iter().any(PlanItem::names_somebody);
    for item in &mut items {
        if names_units && !item.names_somebody() {
            faults.push(LineFault { line: item.line, what: PlanFault::NoUnits });
        }
        item.confidence = confidence(item, names_units, &faults);
    }
    faults.extend(unused(&flat, &used));
    faults.sort_by_key(|fault| fault.line);
    PlanReport { title, year, items, faults }
}

/// The lines of a plan as the reader counts them, the first being 1; rows of a recognised table stand empty.
pub fn plan_lines(source: &PlanSource) -> Vec<String> {
    let flat = flatten(source);
    let last = flat.lines.iter().map(|line| line.number).max();
    let mut lines = vec![String::new(); last.unwrap_or(0)];
    for line in &flat.lines {
        if let Some(place) = line.number.checked_sub(1).and_then(|n| lines.get_mut(n)) {
            *place = line.text();
        }
    }
    lines
}

/// Lists the lines that found no place.
fn unused(flat: &Flat, used: &BTreeSet<usize>) -> Vec<LineFault> {
    let mut faults = Vec::new();
    for (index, line) in flat.lines.iter().enumerate() {
        if line.furniture {
            faults.push(LineFault { line: line.number, what: PlanFault::PageFurniture });
            continue;
        }
        let index = line.part_of.unwrap_or(index);
        let Some(whole) = flat.lines.get(index).filter(|whole| !whole.is_blank() && !used.contains(&index)) else {
            continue;
        };
        let what = if whole.cells {
            PlanFault::UnknownTable
        } else if whole.numbered.is_some() {
            PlanFault::HeadingWithoutItems
        } else {
            PlanFault::OutsideItems
        };
        faults.push(LineFault { line: line.number, what });
    }
    faults.dedup();
    faults
}

/// The plan's own title: the last line before the first item that is called a plan.
fn title(lines: &[Line], outline: &Outline, first_item: Option<usize>) -> (Option<String>, Option<usize>) {
    const KINDS: &[&str] = &[
        "方案",
        "清单",
        "要点",
        "计划",
        "意见",
        "通知",
        "一览表",
        "任务书",
        "台账",
        "情况",
        "办法",
        "措施",
        "进展",
        "通报",
        "报告",
    ];
    let is_title = |line: &Line| {
        let text = line.text();
        let text = trim_end_marks(&text, "》)");
        let short = (5..=70).contains(&text.chars().count());
        short && !text.contains(['。', '：', ':']) && KINDS.iter().any(|kind| text.ends_with(kind))
    };
    let before = |index: &&usize| first_item.is_none_or(|first| **index < first);
    let mut found = outline.orphans.iter().rev().filter(before);
    let index = found.find(|index| lines.get(**index).is_some_and(is_title)).copied();
    let title = index.and_then(|index| lines.get(index)).map(Line::text);
    (title, index)
}

/// The year of the plan: of the line that is its date, of its document number, or of its title.
fn year(lines: &[Line], outline: &Outline, title: Option<&str>) -> Option<i32> {
    let head = outline.orphans.iter().filter_map(|index| lines.get(*index)).map(Line::text);
    let head: Vec<String> = head.collect();
    let dated = head.iter().find_map(|text| {
        let deadline = read_deadline(text, None);
        let whole = text.chars().count() <= 12 && deadline.precision() == Some(Precision::Day);
        whole.then(|| deadline.date()).flatten().map(|date| date.year())
    });
    let numbered = || {
        head.iter().find_map(|text| {
            let text = narrow_text(text);
            let (_, rest) = text.split_once(['〔', '['])?;
            let (year, after) = rest.split_once(['〕', ']'])?;
            let year: i32 = year.trim().parse().ok()?;
            let is_number = after.trim_end().ends_with('号') && (1990..=2100).contains(&year);
            is_number.then_some(year)
        })
    };
    let titled = || {
        let text = narrow_text(title?);
        let (before, _) = text.split_once('年')?;
        let start = before.char_indices().rev().nth(3)?.0;
        let year: i32 = before.get(start..)?.parse().ok()?;
        (1990..=2100).contains(&year).then_some(year)
    };
    dated.or_else(numbered).or_else(titled)
}
