//! What is known of each issue, kept until the issue, the directory or the day changes.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use crate::domain::{
    IssueId, UnitId, directory::Directory, facts::IssueFacts, issue::Issue, ledger::Ledger, time_status::TimeStatus,
};

use super::{
    column::{CellKey, Column, SortKey},
    hits::words,
    query::{Only, RowQuery},
    text::search_text,
};

#[derive(Debug)]
struct Known {
    issue: Arc<Issue>,
    facts: IssueFacts,
    text: Option<String>,
}

/// What is known of each issue.
#[derive(Debug, Default)]
pub(super) struct Memory {
    directory: Arc<Directory>,
    today: Option<NaiveDate>,
    issues: BTreeMap<IssueId, Known>,
}

/// Rows found, and how many each quick view would show.
pub(super) struct Found {
    pub(super) ids: Vec<IssueId>,
    pub(super) counts: [usize; Only::ALL.len()],
}

impl Memory {
    pub(super) fn facts(&self, issue: IssueId) -> Option<&IssueFacts> {
        self.issues.get(&issue).map(|known| &known.facts)
    }

    /// Reads what changed; texts only once somebody searches.
    pub(super) fn read(&mut self, ledger: &Ledger, today: NaiveDate, with_texts: bool) {
        if self.today != Some(today) || !Arc::ptr_eq(&self.directory, &ledger.directory) {
            self.issues.clear();
            self.today = Some(today);
            self.directory = Arc::clone(&ledger.directory);
        }
        self.issues.retain(|id, _| ledger.issue(*id).is_some_and(Issue::is_listed));
        let directory = &self.directory;
        for (id, issue) in ledger.issues.iter().filter(|(_, issue)| issue.is_listed()) {
            let new = || Known { issue: Arc::clone(issue), facts: IssueFacts::of(issue, directory, today), text: None };
            let known = self.issues.entry(*id).or_insert_with(new);
            if !Arc::ptr_eq(&known.issue, issue) {
                *known = new();
            }
            if with_texts && known.text.is_none() {
                known.text = Some(search_text(issue, directory));
            }
        }
    }

    pub(super) fn find(&self, ledger: &Ledger, query: &RowQuery, own: Option<UnitId>) -> Found {
        let words: Vec<_> = words(&query.text).collect();
        let mut counts = [0; Only::ALL.len()];
        let mut rows: Vec<(&Known, Vec<SortKey>)> = Vec::new();
        for known in self.issues.values().filter(|known| known.passes(query, &words)) {
            for (count, only) in counts.iter_mut().zip(Only::ALL) {
                *count += usize::from(only.shows(&known.issue, &known.facts, own));
            }
            if query.only.shows(&known.issue, &known.facts, own) {
                rows.push((known, known.sort_keys(query, &ledger.directory)));
            }
        }
        rows.sort_by(|a, b| compare(&a.1, &b.1, query).then_with(|| a.0.issue.id.cmp(&b.0.issue.id)));
        Found { ids: rows.into_iter().map(|(known, _)| known.issue.id).collect(), counts }
    }

    pub(super) fn values(&self, query: &RowQuery, own: Option<UnitId>, column: Column) -> Vec<(CellKey, usize)> {
        let words: Vec<_> = words(&query.text).collect();
        let mut counts: BTreeMap<CellKey, usize> = BTreeMap::new();
        for known in self.issues.values().filter(|known| known.passes(query, &words)) {
            if query.only.shows(&known.issue, &known.facts, own) {
                for key in column.keys(&known.issue, &known.facts) {
                    *counts.entry(key).or_default() += 1;
                }
            }
        }
        counts.into_iter().collect()
    }
}

impl Known {
    /// Everything of the query but the quick view.
    fn passes(&self, query: &RowQuery, words: &[String]) -> bool {
        let is_in = |(column, allowed): (&Column, &std::collections::BTreeSet<CellKey>)| {
            column.keys(&self.issue, &self.facts).iter().any(|key| allowed.contains(key))
        };
        query.filters.iter().all(is_in) && self.is_due(query) && self.has(words)
    }

    fn is_due(&self, query: &RowQuery) -> bool {
        let Some(days) = query.due_within else {
            return true;
        };
        match self.facts.time {
            TimeStatus::DueSoon(left) | TimeStatus::Normal(left) => left <= i64::from(days),
            TimeStatus::Overdue(_) | TimeStatus::NoDeadline | TimeStatus::Over => false,
        }
    }

    fn has(&self, words: &[String]) -> bool {
        let text = self.text.as_deref().unwrap_or_default();
        words.iter().all(|word| text.contains(word.as_str()))
    }

    /// The columns asked for; then the order of the plan: inspection by inspection, number by number.
    fn sort_keys(&self, query: &RowQuery, directory: &Directory) -> Vec<SortKey> {
        let asked = query.sort.iter().map(|(column, _)| column.sort_key(&self.issue, &self.facts, directory));
        let inspection = directory.inspections.get(self.issue.fields.inspection.get());
        let place = inspection
            .map_or(SortKey::Empty, |it| SortKey::Number(i64::from(it.added.0) << 32 | i64::from(it.added.1)));
        let number = Column::Number.sort_key(&self.issue, &self.facts, directory);
        asked.chain([place, number]).collect()
    }
}

fn compare(a: &[SortKey], b: &[SortKey], query: &RowQuery) -> Ordering {
    for (place, (a, b)) in a.iter().zip(b).enumerate() {
        let down = query.sort.get(place).is_some_and(|(_, down)| *down);
        let order = a.cmp(b);
        let both = *a != SortKey::Empty && *b != SortKey::Empty;
        let order = if down && both { order.reverse() } else { order };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}
