//! The list of complaints (信访件).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::{
    ComplaintId,
    complaint::{Complaint, Handling},
    ledger::Ledger,
};

use super::{FacetValue, ListKey, ListKind, add_issues, add_line};

/// The list of complaints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complaints;

/// A part of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComplaintTab {
    /// All that stand.
    #[default]
    All,
    /// Open past their day.
    Late,
    /// Handled so far.
    Status(Handling),
    /// Withdrawn.
    Withdrawn,
}

/// What is told of a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComplaintColumn {
    /// Its acceptance number.
    Number,
    /// The day it was handed on.
    Received,
    /// What it says.
    Facts,
    /// The regions.
    Regions,
    /// The kinds of pollution.
    Kinds,
    /// Whether it was found true.
    Verified,
    /// How far it is settled.
    Status,
    /// The day it has to be settled by.
    Due,
    /// Fines.
    Fine,
    /// Linked issues.
    Issues,
    /// How it stands to other complaints.
    Tie,
}

/// By what complaints are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComplaintFacet {
    /// Kind of pollution.
    Kind,
    /// Region.
    Region,
    /// Whether it was found true.
    Verified,
    /// The inspection it came with.
    Inspection,
    /// How it stands to other complaints and to issues.
    Tie,
}

/// How a complaint stands to other complaints and to issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// It repeats another (重复件).
    Repeats,
    /// It was merged into a main case (并案).
    Merged,
    /// Others repeat it or are handled with it.
    Main,
    /// It is linked to an issue.
    Linked,
    /// It is linked to none.
    Unlinked,
}

/// The complaints that repeat one, and those that are handled with it.
pub fn handled_with(ledger: &Ledger, main: ComplaintId) -> Vec<&Complaint> {
    let of_main = |it: &&Complaint| {
        let f = &it.fields;
        it.is_present() && (*f.repeats.get() == Some(main) || *f.merged_into.get() == Some(main))
    };
    ledger.complaints.values().map(AsRef::as_ref).filter(of_main).collect()
}

fn ties(ledger: &Ledger, complaint: &Complaint) -> BTreeSet<Tie> {
    let f = &complaint.fields;
    let linked = if complaint.issues.is_empty() { Tie::Unlinked } else { Tie::Linked };
    let mut ties = BTreeSet::from([linked]);
    if f.repeats.get().is_some() {
        ties.insert(Tie::Repeats);
    }
    if f.merged_into.get().is_some() {
        ties.insert(Tie::Merged);
    }
    let main = |it: &std::sync::Arc<Complaint>| {
        let f = &it.fields;
        it.is_present() && [*f.repeats.get(), *f.merged_into.get()].contains(&Some(complaint.id))
    };
    if ledger.complaints.values().any(main) {
        ties.insert(Tie::Main);
    }
    ties
}

/// Several texts as values, or that there is none.
fn texts<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<FacetValue> {
    let all: Vec<_> = texts.cloned().map(FacetValue::Text).collect();
    if all.is_empty() { vec![FacetValue::None] } else { all }
}

impl ListKind for Complaints {
    type Id = ComplaintId;
    type Tab = ComplaintTab;
    type Column = ComplaintColumn;
    type Facet = ComplaintFacet;

    const TABS: &'static [ComplaintTab] = &[
        ComplaintTab::All,
        ComplaintTab::Late,
        ComplaintTab::Status(Handling::Open),
        ComplaintTab::Status(Handling::InStages),
        ComplaintTab::Status(Handling::Settled),
        ComplaintTab::Withdrawn,
    ];
    const COLUMNS: &'static [ComplaintColumn] = &[
        ComplaintColumn::Number,
        ComplaintColumn::Received,
        ComplaintColumn::Facts,
        ComplaintColumn::Status,
        ComplaintColumn::Due,
        ComplaintColumn::Regions,
        ComplaintColumn::Kinds,
        ComplaintColumn::Verified,
        ComplaintColumn::Fine,
        ComplaintColumn::Issues,
        ComplaintColumn::Tie,
    ];
    const FACETS: &'static [ComplaintFacet] = &[
        ComplaintFacet::Kind,
        ComplaintFacet::Region,
        ComplaintFacet::Verified,
        ComplaintFacet::Inspection,
        ComplaintFacet::Tie,
    ];

    /// The newest first.
    fn all(ledger: &Ledger) -> Vec<ComplaintId> {
        let mut all: Vec<_> = ledger.complaints.values().filter(|it| it.is_listed()).collect();
        all.sort_by_cached_key(|it| {
            let f = &it.fields;
            (std::cmp::Reverse(*f.received_on.get()), ListKey::text(f.number.get()), it.id)
        });
        all.into_iter().map(|it| it.id).collect()
    }

    fn is_in(ledger: &Ledger, id: ComplaintId, tab: ComplaintTab, today: NaiveDate) -> bool {
        let Some(complaint) = ledger.complaints.get(&id) else {
            return false;
        };
        match tab {
            ComplaintTab::Withdrawn => !complaint.is_present(),
            ComplaintTab::All => complaint.is_present(),
            ComplaintTab::Late => complaint.is_present() && complaint.is_late(today),
            ComplaintTab::Status(status) => complaint.is_present() && *complaint.fields.status.get() == status,
        }
    }

    fn values(ledger: &Ledger, id: ComplaintId, facet: ComplaintFacet) -> Vec<FacetValue> {
        let Some(complaint) = ledger.complaints.get(&id) else {
            return Vec::new();
        };
        let f = &complaint.fields;
        match facet {
            ComplaintFacet::Kind => texts(complaint.kinds.iter()),
            ComplaintFacet::Region => texts(complaint.regions.iter()),
            ComplaintFacet::Verified => vec![FacetValue::Verified(*f.verified.get())],
            ComplaintFacet::Inspection => vec![f.inspection.get().map_or(FacetValue::None, FacetValue::Inspection)],
            ComplaintFacet::Tie => ties(ledger, complaint).into_iter().map(FacetValue::Tie).collect(),
        }
    }

    fn key(ledger: &Ledger, id: ComplaintId, column: ComplaintColumn, _: NaiveDate) -> Option<ListKey> {
        let complaint = ledger.complaints.get(&id)?;
        let f = &complaint.fields;
        match column {
            ComplaintColumn::Number => ListKey::text(f.number.get()),
            ComplaintColumn::Received => ListKey::day(*f.received_on.get()),
            ComplaintColumn::Facts => ListKey::text(f.facts.get()),
            ComplaintColumn::Regions => ListKey::text(complaint.regions.iter().next()?),
            ComplaintColumn::Kinds => ListKey::text(complaint.kinds.iter().next()?),
            ComplaintColumn::Verified => Some(ListKey::Number(*f.verified.get() as i64)),
            ComplaintColumn::Status => Some(ListKey::Number(*f.status.get() as i64)),
            ComplaintColumn::Due => ListKey::day(*f.due.get()),
            ComplaintColumn::Fine => ListKey::count(*f.fine_fen.get()),
            ComplaintColumn::Issues => ListKey::count(complaint.issues.len()),
            ComplaintColumn::Tie => {
                let main = ledger.complaints.get(&complaint.main()?)?;
                ListKey::text(main.fields.number.get())
            }
        }
    }

    fn text(ledger: &Ledger, id: ComplaintId) -> String {
        let mut text = String::new();
        let Some(complaint) = ledger.complaints.get(&id) else {
            return text;
        };
        let f = &complaint.fields;
        for field in [&f.number, &f.facts, &f.places, &f.findings, &f.handling, &f.accountability] {
            add_line(&mut text, field.get());
        }
        complaint.kinds.iter().chain(complaint.regions.iter()).for_each(|it| add_line(&mut text, it));
        add_issues(ledger, &mut text, complaint.issues.iter());
        text
    }
}
