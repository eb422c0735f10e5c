//! Who has not reported (未报送): by unit, for the list that is copied into a message.

use std::collections::BTreeMap;

use crate::domain::{IssueId, UnitId, ledger::Ledger, record::Month};

use super::Urge;

/// An issue without a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreported {
    /// The issue.
    pub issue: IssueId,
    /// Months in a row without one, up to the month asked about.
    pub months: u16,
}

/// A unit that has not reported on all its issues.
#[doc(alias = "催报")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChaseUnit {
    /// The unit; none where no unit leads.
    pub unit: Option<UnitId>,
    /// Its issues without a report, the longest silent first.
    pub issues: Vec<Unreported>,
    /// How many issues of the unit are to be reported on.
    pub of: usize,
}

/// The units that owe reports on `month`, those that owe most first.
///
/// Owed is a report on every issue assigned by then, not struck off and not judged finished.
pub fn chase<'a>(urges: impl Iterator<Item = &'a Urge>, ledger: &Ledger, month: Month) -> Vec<ChaseUnit> {
    let mut units: BTreeMap<Option<UnitId>, ChaseUnit> = BTreeMap::new();
    for urge in urges.filter(|urge| urge.is_open() && !urge.finished) {
        if urge.assigned_on.is_none_or(|day| Month::of(day) > month) {
            continue;
        }
        let unit = urge.unit.and_then(|unit| ledger.directory.unit(unit)).map(|unit| unit.id);
        let owed = units.entry(unit).or_insert_with(|| ChaseUnit { unit, ..ChaseUnit::default() });
        owed.of += 1;
        let months = urge.months_silent(month);
        if months > 0 {
            owed.issues.push(Unreported { issue: urge.issue, months });
        }
    }
    let mut owing: Vec<_> = units.into_values().filter(|unit| !unit.issues.is_empty()).collect();
    for unit in &mut owing {
        unit.issues.sort_by_key(|it| std::cmp::Reverse(it.months));
    }
    owing.sort_by_key(|unit| std::cmp::Reverse(unit.issues.len()));
    owing
}
