//! Units that issues name and the directory does not have.

use super::Finding;
use crate::domain::{directory::Directory, ids::UnitId, issue::Issue};

/// Units of the issue and its measures that are not in the directory, or not any more.
pub(super) fn of_issue(directory: &Directory, issue: &Issue, found: &mut Vec<Finding>) {
    let gone = |unit: &UnitId| directory.unit(*unit).is_none_or(|unit| !unit.presence.get().is_present());
    let fields = &issue.fields;
    let single = [fields.lead_unit.get(), fields.supervising_unit.get(), fields.accepting_unit.get()];
    let mut units: Vec<UnitId> = single
        .into_iter()
        .flatten()
        .chain(issue.co_lead_units.iter())
        .chain(issue.cooperating_units.iter())
        .copied()
        .filter(gone)
        .collect();
    units.sort_unstable();
    units.dedup();
    found.extend(units.into_iter().map(|unit| Finding::UnitNotHere { issue: issue.id, unit }));
    for measure in issue.live_measures() {
        if let Some(unit) = measure.fields.unit.get().filter(gone) {
            found.push(Finding::MeasureUnitNotHere { issue: issue.id, measure: measure.id, unit });
        }
    }
}
