//! The rows of the grid: which issues, in which order. Logic only; nothing here knows a pixel.
//!
//! **Invariant:** rows are worked out anew only when the ledger, the query, the day or the own unit changed,
//! and then only the issues that were edited are read again. Of a big ledger this is done by a job; until it ends
//! the rows of the question before stay, and an answer nobody asks for any more is dropped.

mod column;
mod condition;
mod find;
mod hits;
mod initials;
mod natural;
pub mod pinyin;
mod query;
mod signs;
mod table;
mod text;
mod texts;
mod value;
mod values;

use std::{sync::Arc, time::Instant};

use chrono::NaiveDate;

use crate::domain::{IssueId, LedgerId, UnitId, facts::IssueFacts, ledger::Ledger, stats::Tally};

pub use column::Column;
pub use value::measures;

pub use crate::domain::view::{CellKey, Condition, TimeKind};
pub use hits::{hit_ranges, word_ranges};
pub use natural::{Piece, natural};
pub use query::{Only, RowQuery};

use find::Found;
use table::Table;
use texts::Hits;

use super::jobs::{Job, JobEvent, Wake};

/// A ledger of more issues is read and searched by a job; for fewer that takes less than a frame.
pub(super) const IN_A_FRAME: usize = 3_000;

/// What rows are worked out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowsBase {
    pub(super) ledger: LedgerId,
    pub(super) revision: u64,
    pub(super) today: NaiveDate,
    pub(super) own_unit: Option<UnitId>,
}

/// A line of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// An issue.
    Issue(IssueId),
    /// The head of a group, by its place among [`Rows::groups`]; its issues follow.
    Group(usize),
}

/// The issues that have one value in the column the rows are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value.
    pub key: CellKey,
    /// How they stand in time: the subtotals.
    pub tally: Tally,
    /// How many are finished, struck off or by judgement (完成整改).
    pub finished: usize,
}

/// How jobs are started.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) now: Instant,
    pub(super) wake: Wake,
    /// Ledgers of so many issues need no job.
    pub(super) in_a_frame: usize,
}

/// What a job brings.
#[derive(Debug)]
struct Answer {
    /// What was read, where the ledger had to be read anew.
    table: Option<Arc<Table>>,
    hits: Option<Arc<Hits>>,
    found: Option<Found>,
}

/// The rows of the grid as they are now.
#[derive(Debug, Default)]
pub struct Rows {
    query: RowQuery,
    found: Found,
    version: u64,
    /// Of what the rows on the screen were worked out; nothing while they are out of date.
    worked_out: Option<RowsBase>,
    table: Arc<Table>,
    /// Of what the table was read.
    read: Option<RowsBase>,
    hits: Option<Arc<Hits>>,
    job: Option<Job<Answer>>,
    /// What the job was asked.
    asked: Option<(RowsBase, RowQuery)>,
    /// A job broke off: everything is worked out in the frame from now on.
    without_jobs: bool,
}

impl Rows {
    /// The issues shown, in their order.
    pub fn ids(&self) -> &[IssueId] {
        &self.found.ids
    }

    /// What the grid draws, from top to bottom: the issues, and a head before each group.
    pub fn lines(&self) -> &[Line] {
        &self.found.lines
    }

    /// The groups, in their order; none where the rows are not grouped.
    pub fn groups(&self) -> &[Group] {
        &self.found.groups
    }

    /// Which of the issues stands in a line, counted from one and without the heads of groups.
    pub fn number(&self, line: usize) -> usize {
        line + 1 - self.found.heads.partition_point(|head| *head <= line).min(line + 1)
    }

    /// What was asked for.
    pub fn query(&self) -> &RowQuery {
        &self.query
    }

    /// How many issues `only` would show, with everything else of the query as it is.
    pub fn count(&self, only: Only) -> usize {
        let place = Only::ALL.iter().position(|it| *it == only);
        place.and_then(|at| self.found.counts.get(at)).copied().unwrap_or_default()
    }

    /// The facts of an issue of the ledger on this day.
    pub fn facts(&self, issue: IssueId) -> Option<&IssueFacts> {
        self.table.facts(issue)
    }

    /// Grows whenever rows or facts were worked out anew: what is worked out of them is then stale.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// True while the rows shown are not yet those that were asked for.
    pub fn is_working(&self) -> bool {
        self.worked_out.is_none()
    }

    /// The place of an issue among the rows.
    pub fn place(&self, issue: IssueId) -> Option<usize> {
        self.found.ids.iter().position(|id| *id == issue)
    }

    /// Every value a column has over the rows of the query without what it asks of that column, with its count.
    pub fn values(&self, column: Column) -> Vec<(CellKey, usize)> {
        find::count_values(&self.table, &self.query, self.hits.as_deref(), column)
    }

    pub(super) fn ask(&mut self, query: RowQuery) {
        if query != self.query {
            self.query = query;
            self.worked_out = None;
        }
    }

    pub(super) fn forget(&mut self) {
        *self = Self { version: self.version + 1, ..Self::default() };
    }

    /// Sees to it that the rows are those of the query and the ledger, now or, by a job, a little later.
    pub(super) fn refresh(&mut self, ledger: &Ledger, base: RowsBase, desk: &Desk) {
        self.take_answer();
        if self.worked_out == Some(base) {
            return;
        }
        self.worked_out = None;
        if let Some(job) = &self.job {
            if self.asked.as_ref().is_none_or(|(asked, query)| *asked != base || *query != self.query) {
                job.stop();
            }
            return;
        }
        let by_job = ledger.issues.len() > desk.in_a_frame && !self.without_jobs;
        if !self.table.is_of(ledger, base) {
            if by_job {
                return self.read_by_job(ledger.clone(), base, desk);
            }
            self.table = Arc::new(Table::read(ledger, base));
            self.hits = None;
        } else if self.read != Some(base) {
            let Some(table) = Arc::get_mut(&mut self.table) else {
                return;
            };
            table.keep_up(ledger, base);
            self.hits = None;
            self.version += 1;
        }
        self.read = Some(base);
        if by_job {
            return self.find_by_job(base, desk);
        }
        let (hits, found) = answer(&self.table, &self.query, self.hits.as_deref(), &|| false);
        self.hits = hits.map(Arc::new);
        self.show(found.unwrap_or_default(), base);
    }

    fn show(&mut self, found: Found, base: RowsBase) {
        self.found = found;
        self.worked_out = Some(base);
        self.version += 1;
    }

    fn read_by_job(&mut self, ledger: Ledger, base: RowsBase, desk: &Desk) {
        let query = self.query.clone();
        let job = Job::start("rows", desk.now, Arc::clone(&desk.wake), move |_| {
            let table = Table::read(&ledger, base);
            table.warm();
            let (hits, found) = answer(&table, &query, None, &|| false);
            Answer { table: Some(Arc::new(table)), hits: hits.map(Arc::new), found }
        });
        self.started(job, base);
    }

    fn find_by_job(&mut self, base: RowsBase, desk: &Desk) {
        let (table, query, before) = (Arc::clone(&self.table), self.query.clone(), self.hits.clone());
        let job = Job::start("rows", desk.now, Arc::clone(&desk.wake), move |report| {
            let (hits, found) = answer(&table, &query, before.as_deref(), &|| report.is_stopped());
            Answer { table: None, hits: hits.map(Arc::new), found }
        });
        self.started(job, base);
    }

    fn started(&mut self, job: std::io::Result<Job<Answer>>, base: RowsBase) {
        match job {
            Ok(job) => {
                self.job = Some(job);
                self.asked = Some((base, self.query.clone()));
            }
            Err(error) => {
                log::warn!("no thread for the rows: {error}");
                self.without_jobs = true;
            }
        }
    }

    /// Takes what the job brought; rows only where they are still asked for.
    fn take_answer(&mut self) {
        let Some(job) = self.job.as_mut() else {
            return;
        };
        let mut events = job.take_events().into_iter();
        let end = events.find_map(|event| match event {
            JobEvent::Progress(_) => None,
            JobEvent::Ended(answer) => Some(Some(answer)),
            JobEvent::Failed(_) => Some(None),
        });
        let Some(end) = end else {
            return;
        };
        self.job = None;
        let asked = self.asked.take();
        let (Some(Answer { table, hits, found }), Some((base, query))) = (end, asked) else {
            self.without_jobs = true;
            return;
        };
        if let Some(table) = table {
            self.table = table;
            self.read = Some(base);
            self.hits = None;
            self.version += 1;
        }
        if hits.is_some() || query.text.trim().is_empty() {
            self.hits = hits;
        }
        if let Some(found) = found.filter(|_| query == self.query) {
            self.show(found, base);
        }
    }
}

/// Searches and finds. Nothing where it was stopped.
fn answer(
    table: &Table,
    query: &RowQuery,
    before: Option<&Hits>,
    is_stopped: &(dyn Fn() -> bool + Sync),
) -> (Option<Hits>, Option<Found>) {
    let words: Vec<_> = hits::words(&query.text).collect();
    if words.is_empty() {
        return (None, Some(find::find(table, query, None)));
    }
    let hits = table.texts().search(words, before, is_stopped);
    let found = hits.as_ref().map(|hits| find::find(table, query, Some(hits)));
    (hits, found)
}

#[cfg(test)]
mod tests;
