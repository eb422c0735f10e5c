//! A report as the command line prints it.

use serde_json::{Value, json};

use crate::domain::deadline::{Deadline, DeadlineKind, RelativeUnit};

use super::{
    model::{LineFault, PlanItem, PlanMeasure, PlanReport, PlanRole, PlanTarget, PlanUnit},
    words::{doubt_words, fault_words},
};

/// Gives the report as the documented JSON.
pub fn report_json(report: &PlanReport) -> Value {
    json!({
        "title": report.title,
        "year": report.year,
        "items": report.items.iter().map(item_json).collect::<Vec<_>>(),
        "faults": report.faults.iter().map(fault_json).collect::<Vec<_>>(),
    })
}

/// Gives a deadline as the documented JSON.
pub fn deadline_json(deadline: &Deadline) -> Value {
    let (count, unit) = match &deadline.kind {
        DeadlineKind::Relative { count, unit, .. } => (Some(*count), Some(unit_word(*unit))),
        DeadlineKind::ByDate { .. }
        | DeadlineKind::FromDate { .. }
        | DeadlineKind::Vague { .. }
        | DeadlineKind::None => (None, None),
    };
    json!({
        "words": deadline.words,
        "kind": deadline.kind_word(),
        "date": deadline.shown_date().map(|date| date.to_string()),
        "precision": deadline.precision().map(crate::domain::deadline::Precision::word),
        "soft": deadline.soft,
        "standing": deadline.standing,
        "immediate": deadline.immediate,
        "needs_confirmation": deadline.needs_confirmation(),
        "reason": deadline.doubt.map(doubt_words),
        "count": count,
        "unit": unit,
    })
}

fn unit_word(unit: RelativeUnit) -> &'static str {
    match unit {
        RelativeUnit::Month => "month",
        RelativeUnit::WorkingDay => "working_day",
        RelativeUnit::Day => "day",
    }
}

fn item_json(item: &PlanItem) -> Value {
    let mut units: Vec<Value> = item.units.iter().map(unit_json).collect();
    // The division of work is in another document, which stands where the units would.
    units.extend(
        item.document
            .iter()
            .map(|words| json!({"name": words, "role": PlanRole::ByDocument.word(), "inherited": false})),
    );
    json!({
        "chapter": item.chapter,
        "section": item.section,
        "no": item.no,
        "title": item.title,
        "text": item.text,
        "line": item.line,
        "last_line": item.last_line,
        "units": units,
        "deadlines": item.deadlines.iter().map(deadline_json).collect::<Vec<_>>(),
        "targets": item.targets.iter().map(target_json).collect::<Vec<_>>(),
        "goal": item.goal,
        "measures": item.measures.iter().map(measure_json).collect::<Vec<_>>(),
        "person_in_charge": item.person_in_charge,
        "leader_in_charge": item.leader_in_charge,
        "supervising_unit": item.supervising_unit,
        "accepting_unit": item.accepting_unit,
        "progress": item.progress,
        "document": item.document,
        "several_leads": item.several_leads,
        "inherited_units": item.inherited_units,
        "confidence": item.confidence,
    })
}

fn measure_json(measure: &PlanMeasure) -> Value {
    json!({
        "no": measure.no,
        "text": measure.text,
        "line": measure.line,
        "units": measure.units.iter().map(unit_json).collect::<Vec<_>>(),
        "deadlines": measure.deadlines.iter().map(deadline_json).collect::<Vec<_>>(),
        "targets": measure.targets.iter().map(target_json).collect::<Vec<_>>(),
    })
}

fn unit_json(unit: &PlanUnit) -> Value {
    json!({"name": unit.name, "role": unit.role.word(), "inherited": unit.inherited})
}

fn target_json(target: &PlanTarget) -> Value {
    json!({
        "what": target.what,
        "relation": target.relation.word(),
        "value": target.value,
        "unit": target.unit,
        "by": target.by.as_ref().map(deadline_json),
        "words": target.words,
    })
}

fn fault_json(fault: &LineFault) -> Value {
    json!({"line": fault.line, "what": fault_words(&fault.what)})
}
