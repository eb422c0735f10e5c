//! The list of accountability cases (责任追究).

use chrono::{Datelike as _, NaiveDate};

use crate::domain::{CaseId, complaint::CaseState, ledger::Ledger};

use super::{FacetValue, ListKey, ListKind, add_issues, add_line};

/// The list of accountability cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cases;

/// A part of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseTab {
    /// All that stand.
    #[default]
    All,
    /// The clock runs.
    Running,
    /// The opinion is overdue.
    Overdue,
    /// The opinion is there; consent or decision is waited for.
    ToDecide,
    /// Decided and not made public.
    ToPublish,
    /// Made public.
    Done,
    /// Withdrawn.
    Withdrawn,
}

/// What is told of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseColumn {
    /// Its number.
    Number,
    /// The clue.
    Clue,
    /// The unit it was handed to.
    Unit,
    /// The day it was handed over.
    HandedOver,
    /// The day the opinion is due.
    Due,
    /// How far it has come.
    State,
    /// The day of the opinion.
    OpinionOn,
    /// The day of the decision.
    DecidedOn,
    /// The day it was made public.
    PublishedOn,
    /// How many people were held to account.
    People,
    /// Linked issues.
    Issues,
}

/// By what cases are filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseFacet {
    /// The unit it was handed to.
    Unit,
    /// The year it was handed over.
    Year,
    /// The inspection of its issues.
    Inspection,
}

impl ListKind for Cases {
    type Id = CaseId;
    type Tab = CaseTab;
    type Column = CaseColumn;
    type Facet = CaseFacet;

    const TABS: &'static [CaseTab] = &[
        CaseTab::All,
        CaseTab::Overdue,
        CaseTab::Running,
        CaseTab::ToDecide,
        CaseTab::ToPublish,
        CaseTab::Done,
        CaseTab::Withdrawn,
    ];
    const COLUMNS: &'static [CaseColumn] = &[
        CaseColumn::Number,
        CaseColumn::Clue,
        CaseColumn::Unit,
        CaseColumn::HandedOver,
        CaseColumn::Due,
        CaseColumn::State,
        CaseColumn::OpinionOn,
        CaseColumn::DecidedOn,
        CaseColumn::PublishedOn,
        CaseColumn::People,
        CaseColumn::Issues,
    ];
    const FACETS: &'static [CaseFacet] = &[CaseFacet::Unit, CaseFacet::Year, CaseFacet::Inspection];

    /// The newest first.
    fn all(ledger: &Ledger) -> Vec<CaseId> {
        let mut all: Vec<_> = ledger.cases.values().filter(|it| it.is_listed()).collect();
        all.sort_by_key(|it| (std::cmp::Reverse(*it.fields.handed_over_on.get()), it.id));
        all.into_iter().map(|it| it.id).collect()
    }

    fn is_in(ledger: &Ledger, id: CaseId, tab: CaseTab, today: NaiveDate) -> bool {
        let Some(case) = ledger.cases.get(&id) else {
            return false;
        };
        if !case.is_present() {
            return tab == CaseTab::Withdrawn;
        }
        let of = match case.state(today) {
            CaseState::NotHandedOver | CaseState::Running(_) => CaseTab::Running,
            CaseState::Overdue(_) => CaseTab::Overdue,
            CaseState::OpinionGiven | CaseState::Agreed => CaseTab::ToDecide,
            CaseState::Decided => CaseTab::ToPublish,
            CaseState::Published => CaseTab::Done,
        };
        tab == CaseTab::All || tab == of
    }

    fn values(ledger: &Ledger, id: CaseId, facet: CaseFacet) -> Vec<FacetValue> {
        let Some(case) = ledger.cases.get(&id) else {
            return Vec::new();
        };
        let f = &case.fields;
        match facet {
            CaseFacet::Unit => vec![f.unit.get().map_or(FacetValue::None, FacetValue::Unit)],
            CaseFacet::Year => {
                vec![f.handed_over_on.get().map_or(FacetValue::None, |day| FacetValue::Year(day.year()))]
            }
            CaseFacet::Inspection => {
                let issues = case.issues.iter().filter_map(|id| ledger.issue(*id));
                let mut all: Vec<_> =
                    issues.map(|issue| FacetValue::Inspection(*issue.fields.inspection.get())).collect();
                all.sort();
                all.dedup();
                if all.is_empty() { vec![FacetValue::None] } else { all }
            }
        }
    }

    fn key(ledger: &Ledger, id: CaseId, column: CaseColumn, today: NaiveDate) -> Option<ListKey> {
        let case = ledger.cases.get(&id)?;
        let f = &case.fields;
        match column {
            CaseColumn::Number => ListKey::text(f.number.get()),
            CaseColumn::Clue => ListKey::text(f.clue.get()),
            CaseColumn::Unit => ListKey::text(ledger.directory.unit_name((*f.unit.get())?)),
            CaseColumn::HandedOver => ListKey::day(*f.handed_over_on.get()),
            CaseColumn::Due => ListKey::day(case.opinion_due()),
            CaseColumn::State => Some(ListKey::Number(rank(case.state(today)))),
            CaseColumn::OpinionOn => ListKey::day(*f.opinion_on.get()),
            CaseColumn::DecidedOn => ListKey::day(*f.decided_on.get()),
            CaseColumn::PublishedOn => ListKey::day(*f.published_on.get()),
            CaseColumn::People => ListKey::count(*f.people.get()),
            CaseColumn::Issues => ListKey::count(case.issues.len()),
        }
    }

    fn text(ledger: &Ledger, id: CaseId) -> String {
        let mut text = String::new();
        let Some(case) = ledger.cases.get(&id) else {
            return text;
        };
        let f = &case.fields;
        for field in [&f.number, &f.clue, &f.opinion, &f.decision] {
            add_line(&mut text, field.get());
        }
        if let Some(unit) = *f.unit.get() {
            add_line(&mut text, ledger.directory.unit_name(unit));
        }
        add_issues(ledger, &mut text, case.issues.iter());
        text
    }
}

/// The most urgent first.
fn rank(state: CaseState) -> i64 {
    match state {
        CaseState::Overdue(_) => 0,
        CaseState::Running(_) => 1,
        CaseState::NotHandedOver => 2,
        CaseState::OpinionGiven => 3,
        CaseState::Agreed => 4,
        CaseState::Decided => 5,
        CaseState::Published => 6,
    }
}
