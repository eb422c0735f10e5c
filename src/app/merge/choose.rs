//! Choosing between values of different copies: one by one, or many at once by the side or the person they came from.

use crate::domain::{
    ChangeId,
    edit::{Edit, PartKey},
    history::History,
    ledger::Ledger,
    review::{Finding, conflicts},
    rules::Action,
    slot::Slot,
    slot_values::{Standing, choose, values_in},
};

/// A place about which copies disagree, with all values that stand in it, the shown one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenConflict {
    /// The subject.
    pub subject: PartKey,
    /// The place.
    pub slot: Slot,
    /// The same as a finding.
    pub finding: Finding,
    /// The different values, each with the change that entered it last.
    pub values: Vec<Standing>,
}

/// Everything about which copies disagree.
pub fn open_conflicts(ledger: &Ledger) -> Vec<OpenConflict> {
    let mut open = Vec::new();
    for finding in conflicts(ledger) {
        let Some((subject, slot)) = finding.place() else {
            continue;
        };
        let mut values: Vec<Standing> = Vec::new();
        for (by, edit) in values_in(ledger, subject, &slot) {
            if !values.iter().any(|(_, known): &(ChangeId, Edit)| *known == edit) {
                values.push((by, edit));
            }
        }
        open.push(OpenConflict { subject, slot, finding, values });
    }
    open
}

/// Whose values are chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those that this change entered.
    Change(ChangeId),
    /// Those of a person, by the name declared.
    Author(String),
    /// Those of changes that another copy has.
    In(std::collections::BTreeSet<ChangeId>),
    /// Those of changes that another copy has not.
    NotIn(std::collections::BTreeSet<ChangeId>),
}

impl Side {
    fn takes(&self, by: ChangeId, history: &History) -> bool {
        match self {
            Self::Change(id) => by == *id,
            Self::Author(name) => history.get(by).is_some_and(|change| change.header.author == *name),
            Self::In(ids) => ids.contains(&by),
            Self::NotIn(ids) => !ids.contains(&by),
        }
    }
}

/// One action that chooses, in every conflict given, the first value of that side; and how many it chooses.
///
/// Conflicts in which that side has no value stay open.
pub fn resolve_all(conflicts: &[OpenConflict], side: &Side, history: &History) -> Option<(Action, usize)> {
    let chosen = conflicts.iter().filter_map(|conflict| {
        let value = conflict.values.iter().find(|(by, _)| side.takes(*by, history))?;
        choose(&value.1)
    });
    let actions: Vec<Action> = chosen.collect();
    let count = actions.len();
    match count {
        0 => None,
        1 => actions.into_iter().next().map(|action| (action, 1)),
        _ => Some((Action::Batch(actions), count)),
    }
}
