//! What the grid is asked to show.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::domain::{
    IssueId, UnitId,
    closure::Stage,
    facts::IssueFacts,
    issue::{Issue, UnitRole},
    time_status::TimeStatus,
    view::{CellKey, Condition},
};

use super::column::Column;

/// A quick view over all issues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Only {
    /// Everything that stands (全部).
    #[default]
    All,
    /// Late or due soon (超期与临期).
    LateOrSoon,
    /// A person has to confirm something (待确认).
    ToConfirm,
    /// Assigned and not struck off (在办).
    UnderWay,
    /// Struck off (已销号).
    Closed,
    /// The own unit leads or takes part (本单位).
    OwnUnit,
    /// Withdrawn (已作废).
    Withdrawn,
}

impl Only {
    /// All quick views, in their order on the screen.
    pub const ALL: [Self; 7] =
        [Self::All, Self::LateOrSoon, Self::ToConfirm, Self::UnderWay, Self::Closed, Self::OwnUnit, Self::Withdrawn];

    /// The name saved views keep; it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::LateOrSoon => "late_or_soon",
            Self::ToConfirm => "to_confirm",
            Self::UnderWay => "under_way",
            Self::Closed => "closed",
            Self::OwnUnit => "own_unit",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The quick view of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|only| only.name() == name)
    }

    pub(super) fn shows(self, issue: &Issue, facts: &IssueFacts, own: Option<UnitId>) -> bool {
        let withdrawn = facts.stage.stage == Stage::Withdrawn;
        match self {
            Self::Withdrawn => withdrawn,
            _ if withdrawn => false,
            Self::All => true,
            Self::LateOrSoon => match facts.time {
                TimeStatus::Overdue(_) | TimeStatus::DueSoon(_) => true,
                TimeStatus::Normal(_) | TimeStatus::NoDeadline | TimeStatus::Over => false,
            },
            Self::ToConfirm => facts.to_confirm,
            Self::UnderWay => facts.is_under_way(),
            Self::Closed => facts.is_closed(),
            Self::OwnUnit => own.is_some_and(|own| takes_part(issue, own)),
        }
    }
}

fn takes_part(issue: &Issue, unit: UnitId) -> bool {
    *issue.fields.lead_unit.get() == Some(unit)
        || issue.units(UnitRole::CoLead).contains(&unit)
        || issue.units(UnitRole::Cooperating).contains(&unit)
}

/// Which issues, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowQuery {
    /// Words of which each must occur somewhere in the issue.
    pub text: String,
    /// The quick view.
    pub only: Only,
    /// The values a column may have; all columns together.
    pub filters: BTreeMap<Column, BTreeSet<CellKey>>,
    /// What columns must say besides; all columns together.
    pub conditions: BTreeMap<Column, Condition>,
    /// Due from today within so many days, and not struck off.
    pub due_within: Option<u16>,
    /// Only these issues: a list another page has worked out.
    pub among: Option<Arc<BTreeSet<IssueId>>>,
    /// Sorted by the first column, then by the next; `true` turns a column round.
    pub sort: Vec<(Column, bool)>,
    /// Rows of one value stand together under a head.
    pub group: Option<Column>,
    /// The groups of which only the head shows; no view keeps it.
    pub folded: BTreeSet<CellKey>,
}

impl RowQuery {
    /// Only this quick view.
    pub fn only(only: Only) -> Self {
        Self { only, ..Self::default() }
    }

    /// Everything where a column has this value.
    pub fn with(column: Column, value: CellKey) -> Self {
        Self { filters: BTreeMap::from([(column, BTreeSet::from([value]))]), ..Self::default() }
    }

    /// Only these issues, in the order of the plan.
    pub fn among(issues: impl IntoIterator<Item = IssueId>) -> Self {
        Self { among: Some(Arc::new(issues.into_iter().collect())), ..Self::default() }
    }

    /// True while anything but the quick view and the order narrows the rows.
    pub fn is_narrowed(&self) -> bool {
        !self.text.trim().is_empty()
            || !self.filters.is_empty()
            || !self.conditions.is_empty()
            || self.due_within.is_some()
            || self.among.is_some()
    }

    /// Takes every filter and the text away; the quick view and the order stay.
    pub fn widened(&self) -> Self {
        Self { only: self.only, sort: self.sort.clone(), group: self.group, ..Self::default() }
    }

    /// Folds a group or shows its rows again.
    pub fn fold(&mut self, key: &CellKey) {
        if !self.folded.remove(key) {
            self.folded.insert(key.clone());
        }
    }

    /// A click on the head of a column: up, then down, then as the plan has it.
    pub fn click(&mut self, column: Column) {
        self.sort = match self.sort.as_slice() {
            [(first, false)] if *first == column => vec![(column, true)],
            [(first, true)] if *first == column => Vec::new(),
            _ => vec![(column, false)],
        };
    }

    /// A click with the Shift key: sorts by the column after those that are there.
    pub fn click_more(&mut self, column: Column) {
        match self.sort.iter().position(|(it, _)| *it == column) {
            Some(at) if self.sort.get(at).is_some_and(|(_, down)| *down) => {
                self.sort.remove(at);
            }
            Some(at) => self.sort.iter_mut().skip(at).take(1).for_each(|it| it.1 = true),
            None => self.sort.push((column, false)),
        }
    }
}
