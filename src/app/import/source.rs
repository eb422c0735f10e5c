//! Words of the plan as they go into fields: headings, title, source, targets.

use crate::{
    domain::measure::{Relation, TargetValue},
    exchange::plan::{PlanItem, PlanTarget, TargetRelation},
};

/// The fields of a quantified target.
pub(super) fn target_values(read: &PlanTarget) -> Vec<TargetValue> {
    // A rise or a fall is counted by how much, and only the plan's own words say of what.
    let (relation, what) = match read.relation {
        TargetRelation::AtLeast => (Relation::AtLeast, &read.what),
        TargetRelation::AtMost => (Relation::AtMost, &read.what),
        TargetRelation::Equal => (Relation::Equal, &read.what),
        TargetRelation::Reduce | TargetRelation::Increase => (Relation::AtLeast, &read.words),
    };
    let mut values = vec![
        TargetValue::What(what.clone()),
        TargetValue::Compared(relation),
        TargetValue::Value(read.value.clone()),
        TargetValue::Unit(read.unit.clone()),
    ];
    values.extend(read.by.clone().map(TargetValue::Due));
    values
}

/// Chapter and section in one line.
pub(super) fn headings(item: &PlanItem) -> String {
    let both = [item.chapter.as_deref(), item.section.as_deref()];
    both.into_iter().flatten().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// A title has one line.
pub(super) fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().to_owned()
}

/// The words of the plan with the line they stand on.
pub(super) fn source_text(item: &PlanItem) -> String {
    format!("第 {} 行　{}{}", item.line, item.no, item.text)
}
