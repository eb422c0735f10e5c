//! Units that issues name and the directory does not have.

use std::collections::BTreeMap;

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

/// Standing units of one name, each in the order they were added.
pub(super) fn same_names(directory: &Directory, found: &mut Vec<Finding>) {
    let mut by_name: BTreeMap<&str, Vec<UnitId>> = BTreeMap::new();
    for unit in directory.live_units() {
        let name = unit.fields.name.get().trim();
        if !name.is_empty() {
            by_name.entry(name).or_default().push(unit.id);
        }
    }
    let twice = by_name.into_iter().filter(|(_, units)| units.len() > 1);
    found.extend(twice.map(|(name, units)| Finding::UnitTwice { name: name.to_owned(), units }));
}
