//! Measures written into one cell of a table, split as the plan reader splits them.

use crate::{
    domain::{IssueId, MeasureId, UnitId, measure::MeasureValue, rules::Action},
    exchange::plan::read_cell_measures,
};

use super::{deadlines, roles::Roles};

/// What adds the measures of a cell to an issue; `unit` finds the unit of a name, where there is one.
pub fn measures_of_cell(
    (issue, text): (IssueId, &str),
    year: i32,
    mut unit: impl FnMut(&str) -> Option<UnitId>,
) -> Vec<Action> {
    let read = read_cell_measures(text, Some(year));
    let filled = read.into_iter().filter(|measure| !measure.text.trim().is_empty());
    let add = |(nth, measure): (usize, crate::exchange::plan::PlanMeasure)| {
        let id = MeasureId::derived(&[&issue.to_string(), "cell", &nth.to_string()]);
        let lead = Roles::of_units(&measure.units).lead.and_then(&mut unit);
        let mut values = vec![
            MeasureValue::Number(measure.no.trim().to_owned()),
            MeasureValue::Text(measure.text.trim().to_owned()),
            MeasureValue::Unit(lead),
            MeasureValue::Due(deadlines::of_measure(&measure.deadlines)),
        ];
        values.retain(|value| *value != MeasureValue::unset(value.field()));
        Action::AddMeasure { issue, measure: id, values }
    };
    filled.enumerate().map(add).collect()
}
