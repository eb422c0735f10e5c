//! Which issue an item is: derived from inspection, headings and number, so that importing twice meets itself.
//!
//! **Invariant:** the same plan into the same inspection gives the same ids, whoever imports it.

use std::collections::BTreeMap;

use crate::{
    domain::{
        InspectionId, IssueId,
        closure::Stage,
        issue::{Issue, Presence},
        ledger::Ledger,
    },
    exchange::plan::{PlanItem, PlanReport},
};

use super::choices::{ImportChoices, TargetInspection};

/// Which issue an item is, and whether it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownItem {
    /// The issue's name.
    pub issue: IssueId,
    /// Whether it is here.
    pub state: ItemState,
}

/// Whether the issue of an item is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    /// It is not.
    New,
    /// It was, and the import was taken back.
    Undone,
    /// It is, and may be brought up to date until it is assigned.
    Here,
    /// It is, and was assigned: it is left as it is.
    Assigned,
    /// It was withdrawn by a person: it is left so.
    Withdrawn,
}

impl ItemState {
    /// True where taking the item enters an issue.
    pub fn is_new(self) -> bool {
        match self {
            Self::New | Self::Undone => true,
            Self::Here | Self::Assigned | Self::Withdrawn => false,
        }
    }

    /// True where taking the item does something.
    pub fn can_be_taken(self) -> bool {
        self.is_new() || self == Self::Here
    }

    fn of(issue: &Issue) -> Self {
        match issue.presence.get() {
            Presence::Undone => Self::Undone,
            Presence::Withdrawn(_) => Self::Withdrawn,
            Presence::Present if issue.stage().stage == Stage::Registered => Self::Here,
            Presence::Present => Self::Assigned,
        }
    }
}

/// The name of the inspection a plan goes into.
pub fn inspection_id(target: &TargetInspection) -> InspectionId {
    match target {
        TargetInspection::Existing(id) => *id,
        TargetInspection::New(new) => InspectionId::derived(&[new.name.trim()]),
    }
}

/// Where an item stands in its plan: headings, number, and which of several equal ones it is.
pub(super) type SourceKey = [String; 4];

/// The places of all items, in their order.
pub(super) fn source_keys(items: &[PlanItem]) -> Vec<SourceKey> {
    let mut counts: BTreeMap<[String; 3], usize> = BTreeMap::new();
    let mut keys = Vec::new();
    for item in items {
        let own = if item.no.trim().is_empty() { &item.title } else { &item.no };
        let place = [heading(item.chapter.as_deref()), heading(item.section.as_deref()), own.trim().to_owned()];
        let count = counts.entry(place.clone()).or_default();
        let [chapter, section, own] = place;
        keys.push([chapter, section, own, count.to_string()]);
        *count += 1;
    }
    keys
}

fn heading(text: Option<&str>) -> String {
    text.unwrap_or_default().trim().to_owned()
}

/// The ids of all items and whether they are here: by their place in the plan, else by the very same text.
pub fn identify(report: &PlanReport, choices: &ImportChoices, ledger: &Ledger) -> Vec<KnownItem> {
    let inspection = inspection_id(&choices.target);
    let named = inspection.to_string();
    let derived = |key: &SourceKey| {
        let parts = std::iter::once(named.as_str()).chain(key.iter().map(String::as_str));
        IssueId::derived(&parts.collect::<Vec<_>>())
    };
    let ids: Vec<IssueId> = source_keys(&report.items).iter().map(derived).collect();
    let mut by_text: BTreeMap<&str, IssueId> = BTreeMap::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_present()) {
        let of_inspection = *issue.fields.inspection.get() == inspection;
        if of_inspection && !ids.contains(&issue.id) && !issue.fields.detail.get().is_empty() {
            by_text.insert(issue.fields.detail.get(), issue.id);
        }
    }
    let here = |id: IssueId| ledger.issue(id).filter(|issue| issue.registered);
    let known = report.items.iter().zip(ids).map(|(item, id)| match here(id) {
        Some(issue) => KnownItem { issue: id, state: ItemState::of(issue) },
        None => match by_text.remove(item.text.as_str()).and_then(here) {
            Some(issue) => KnownItem { issue: issue.id, state: ItemState::of(issue) },
            None => KnownItem { issue: id, state: ItemState::New },
        },
    });
    known.collect()
}
