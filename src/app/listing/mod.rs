//! Lists of complaints and accountability cases: which, in which order, how many of each state. Logic only.
//!
//! **Invariant:** a list is worked out anew only when the ledger, the day or what was asked for is another.

mod cases;
mod complaints;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{InspectionId, LedgerId, UnitId, complaint::Verified, ledger::Ledger};

use super::rows::{Piece, natural, pinyin::matches_initials};

pub use cases::{CaseColumn, CaseFacet, CaseTab, Cases};
pub use complaints::{ComplaintColumn, ComplaintFacet, ComplaintTab, Complaints, Tie, handled_with};

/// A value by which a list is filtered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacetValue {
    /// Nothing is set.
    None,
    /// A text: a kind of pollution, a region.
    Text(String),
    /// Whether it was found true.
    Verified(Verified),
    /// An inspection.
    Inspection(InspectionId),
    /// A unit.
    Unit(UnitId),
    /// How it stands to other complaints and to issues.
    Tie(Tie),
    /// A year.
    Year(i32),
}

/// What a row is sorted by. What is not set comes last, whichever way it is sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKey {
    /// A text with numbers in it.
    Text(Vec<Piece>),
    /// A number or a day as one.
    Number(i64),
}

impl ListKey {
    fn text(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self::Text(natural(text)))
    }

    fn day(day: Option<NaiveDate>) -> Option<Self> {
        day.map(|day| Self::Number(i64::from(chrono::Datelike::num_days_from_ce(&day))))
    }

    fn count(n: impl TryInto<i64>) -> Option<Self> {
        n.try_into().ok().filter(|n| *n > 0).map(Self::Number)
    }
}

/// A kind of list: what stands in it and how it is looked at.
pub trait ListKind {
    /// Names what stands in a row.
    type Id: Copy + Ord + std::fmt::Debug;
    /// Parts of the list, each with its count.
    type Tab: Copy + Ord + Default + std::fmt::Debug + 'static;
    /// What is told of each.
    type Column: Copy + Ord + std::fmt::Debug + 'static;
    /// By what it is filtered.
    type Facet: Copy + Ord + std::fmt::Debug + 'static;

    /// All parts in their order.
    const TABS: &'static [Self::Tab];
    /// All columns in their order.
    const COLUMNS: &'static [Self::Column];
    /// All facets in their order.
    const FACETS: &'static [Self::Facet];

    /// Everything that may stand in the list, in its usual order.
    fn all(ledger: &Ledger) -> Vec<Self::Id>;
    /// Whether it stands in a part of the list.
    fn is_in(ledger: &Ledger, id: Self::Id, tab: Self::Tab, today: NaiveDate) -> bool;
    /// The values it is found by.
    fn values(ledger: &Ledger, id: Self::Id, facet: Self::Facet) -> Vec<FacetValue>;
    /// What it is sorted by.
    fn key(ledger: &Ledger, id: Self::Id, column: Self::Column, today: NaiveDate) -> Option<ListKey>;
    /// Every text of it, a line each, for searching. Personal data of reporters is never among them.
    fn text(ledger: &Ledger, id: Self::Id) -> String;
}

/// What is asked of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery<K: ListKind> {
    /// Words that must all be found, or first letters.
    pub text: String,
    /// The part of the list.
    pub tab: K::Tab,
    /// The values wanted: one of each facet, all facets.
    pub filters: BTreeMap<K::Facet, BTreeSet<FacetValue>>,
    /// The column it is sorted by, and whether downwards.
    pub sort: Option<(K::Column, bool)>,
}

impl<K: ListKind> Default for ListQuery<K> {
    fn default() -> Self {
        Self { text: String::new(), tab: K::Tab::default(), filters: BTreeMap::new(), sort: None }
    }
}

impl<K: ListKind> ListQuery<K> {
    /// A click on a head: upwards, downwards, then as usual.
    pub fn click(&mut self, column: K::Column) {
        self.sort = match self.sort {
            Some((at, false)) if at == column => Some((column, true)),
            Some((at, true)) if at == column => None,
            _ => Some((column, false)),
        };
    }

    /// Wants a value, or wants it no more.
    pub fn want(&mut self, facet: K::Facet, value: &FacetValue, wanted: bool) {
        let values = self.filters.entry(facet).or_default();
        if wanted {
            values.insert(value.clone());
        } else {
            values.remove(value);
        }
        self.filters.retain(|_, values| !values.is_empty());
    }

    /// True where something narrows the list beside its part.
    pub fn is_narrowed(&self) -> bool {
        !self.filters.is_empty() || !self.text.trim().is_empty()
    }
}

/// What a list is worked out of.
type Base = (LedgerId, u64, NaiveDate);

/// The values of a facet with their counts, and what they were counted of.
type Valued<K> = (Base, ListQuery<K>, <K as ListKind>::Facet, Vec<(FacetValue, usize)>);

/// A list as it is now.
#[derive(Debug)]
pub struct Listing<K: ListKind> {
    /// What is asked for; change it freely, then refresh.
    pub query: ListQuery<K>,
    worked_out: Option<(Base, ListQuery<K>)>,
    texts: Option<(Base, BTreeMap<K::Id, String>)>,
    ids: Vec<K::Id>,
    counts: BTreeMap<K::Tab, usize>,
    valued: Option<Valued<K>>,
}

impl<K: ListKind> Default for Listing<K> {
    fn default() -> Self {
        let query = ListQuery::default();
        Self { query, worked_out: None, texts: None, ids: Vec::new(), counts: BTreeMap::new(), valued: None }
    }
}

impl<K: ListKind + Clone + PartialEq> Listing<K> {
    /// What is shown, in its order.
    pub fn ids(&self) -> &[K::Id] {
        &self.ids
    }

    /// How many a part of the list would show with everything else as it is.
    pub fn count(&self, tab: K::Tab) -> usize {
        self.counts.get(&tab).copied().unwrap_or_default()
    }

    /// The place of a row.
    pub fn place(&self, id: K::Id) -> Option<usize> {
        self.ids.iter().position(|it| *it == id)
    }

    /// Works the list out anew where something it comes from is another. `revision` is the document's.
    pub fn refresh(&mut self, ledger: &Ledger, revision: u64, today: NaiveDate) {
        let base = (ledger.id, revision, today);
        if self.worked_out.as_ref().is_some_and(|(of, query)| *of == base && *query == self.query) {
            return;
        }
        let found = self.found(ledger, base, None);
        let tabs = K::TABS.iter();
        let in_tab = |tab: K::Tab| found.iter().filter(move |id| K::is_in(ledger, **id, tab, today));
        self.counts = tabs.map(|tab| (*tab, in_tab(*tab).count())).collect();
        self.ids = in_tab(self.query.tab).copied().collect();
        if let Some((column, down)) = self.query.sort {
            let mut keyed: Vec<_> = self.ids.iter().map(|id| (K::key(ledger, *id, column, today), *id)).collect();
            keyed.sort_by(|(one, _), (two, _)| order(one.as_ref(), two.as_ref(), down));
            self.ids = keyed.into_iter().map(|(_, id)| id).collect();
        }
        self.worked_out = Some((base, self.query.clone()));
    }

    /// Every value of a facet over the rows of the query without its own filter, with its count.
    pub fn values(
        &mut self,
        ledger: &Ledger,
        revision: u64,
        today: NaiveDate,
        facet: K::Facet,
    ) -> Vec<(FacetValue, usize)> {
        let base = (ledger.id, revision, today);
        if let Some((of, query, at, values)) = &self.valued
            && (*of, *at) == (base, facet)
            && *query == self.query
        {
            return values.clone();
        }
        let tab = self.query.tab;
        let mut counts: BTreeMap<FacetValue, usize> = BTreeMap::new();
        for id in self.found(ledger, base, Some(facet)).into_iter().filter(|id| K::is_in(ledger, *id, tab, today)) {
            for value in K::values(ledger, id, facet) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let values: Vec<_> = counts.into_iter().collect();
        self.valued = Some((base, self.query.clone(), facet, values.clone()));
        values
    }

    /// What text and filters find, but for the filter on one facet.
    fn found(&mut self, ledger: &Ledger, base: Base, but: Option<K::Facet>) -> Vec<K::Id> {
        let words: Vec<String> = self.query.text.split_whitespace().map(str::to_lowercase).collect();
        let all = K::all(ledger);
        if !words.is_empty() && self.texts.as_ref().is_none_or(|(of, _)| *of != base) {
            self.texts = Some((base, all.iter().map(|id| (*id, K::text(ledger, *id))).collect()));
        }
        let texts = self.texts.as_ref().map(|(_, texts)| texts);
        let says = |id: &K::Id| {
            let text = texts.and_then(|texts| texts.get(id)).map_or("", String::as_str);
            words.iter().all(|word| text.to_lowercase().contains(word) || by_initials(text, word))
        };
        let wanted = |id: &K::Id| {
            let mut filters = self.query.filters.iter().filter(|(facet, _)| Some(**facet) != but);
            filters.all(|(facet, wanted)| K::values(ledger, *id, *facet).iter().any(|value| wanted.contains(value)))
        };
        all.into_iter().filter(|id| wanted(id) && (words.is_empty() || says(id))).collect()
    }
}

/// First letters must stand in one line: they do not run over from one text to the next.
fn by_initials(text: &str, word: &str) -> bool {
    word.len() > 1 && text.lines().any(|line| matches_initials(line, word))
}

/// What is not set stands at the end in both directions.
fn order(one: Option<&ListKey>, two: Option<&ListKey>, down: bool) -> std::cmp::Ordering {
    match (one, two) {
        (Some(one), Some(two)) if down => two.cmp(one),
        (Some(one), Some(two)) => one.cmp(two),
        (one, two) => one.is_none().cmp(&two.is_none()),
    }
}

/// Adds a text as a line of its own.
fn add_line(text: &mut String, line: &str) {
    if !line.trim().is_empty() {
        text.push_str(line.trim());
        text.push('\n');
    }
}

/// The numbers and titles of linked issues, for searching.
fn add_issues<'a>(ledger: &Ledger, text: &mut String, issues: impl Iterator<Item = &'a crate::domain::IssueId>) {
    for issue in issues.filter_map(|id| ledger.issue(*id)) {
        add_line(text, issue.fields.number.get());
        add_line(text, issue.fields.title.get());
    }
}
