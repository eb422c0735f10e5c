//! Works out which rows a query shows, in which order, in which groups.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::domain::{
    IssueId,
    stats::Tally,
    view::{CellKey, Condition},
};

use super::{
    Group, Line,
    column::Column,
    query::{Only, RowQuery},
    table::{Mark, Table},
    texts::Hits,
    value::{Cell, cell_sort_key},
    values::Values,
};

/// Rows found, and how many each quick view would show.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) ids: Vec<IssueId>,
    pub(super) lines: Vec<Line>,
    pub(super) groups: Vec<Group>,
    /// The lines that are heads of groups.
    pub(super) heads: Vec<usize>,
    pub(super) counts: [usize; Only::ALL.len()],
}

/// Everything of a query that narrows, made ready to be asked row by row.
struct Sieve<'a> {
    table: &'a Table,
    /// Of some columns: the value of each row, and which values pass.
    columns: Vec<(&'a Values, Vec<bool>)>,
    days: Vec<Condition>,
    among: Option<&'a BTreeSet<IssueId>>,
    hits: Option<&'a Hits>,
}

impl<'a> Sieve<'a> {
    /// Of the whole query, or of all of it but one column.
    fn of(table: &'a Table, query: &'a RowQuery, hits: Option<&'a Hits>, but: Option<Column>) -> Self {
        let asked = |column: &&Column| {
            Some(**column) != but && (query.filters.contains_key(column) || query.conditions.contains_key(column))
        };
        let pass = |column: &Column| {
            let values = table.column(*column);
            let ticked = query.filters.get(column);
            let condition = query.conditions.get(column).filter(|it| !it.is_idle()).map(Condition::lowered);
            let condition = condition.as_ref();
            let passes = values.all.par_iter().map(|cell| {
                ticked.is_none_or(|ticked| cell.keys().iter().any(|key| ticked.contains(key)))
                    && condition.is_none_or(|condition| condition.is_met_by(cell, table.directory()))
            });
            (values, passes.collect())
        };
        let columns = Column::ALL.iter().filter(asked).map(pass).collect();
        let conditions = query.conditions.iter().filter(|(column, _)| Some(**column) != but).map(|(_, it)| it.clone());
        let within = query.due_within.map(|days| Condition::DaysLeft(Some(0), Some(i32::from(days))));
        let days = conditions.chain(within).filter(|it| it.is_of_days() && !it.is_idle()).collect();
        Self { table, columns, days, among: query.among.as_deref(), hits }
    }

    fn lets_through(&self, at: u32, mark: Mark) -> bool {
        self.hits.is_none_or(|hits| hits.has(at))
            && self
                .columns
                .iter()
                .all(|(values, passes)| passes.get(values.number(at) as usize).copied().unwrap_or_default())
            && self
                .days
                .iter()
                .all(|condition| self.table.slot(at).is_some_and(|slot| condition.is_met_by_days(&slot.facts)))
            && self.among.is_none_or(|among| among.contains(&mark.id))
    }
}

/// Finds the rows of a query.
pub(super) fn find(table: &Table, query: &RowQuery, hits: Option<&Hits>) -> Found {
    let sieve = Sieve::of(table, query, hits, None);
    let mut found = Found::default();
    let only = bit(query.only);
    let mut rows = Vec::new();
    for at in table.order() {
        let mark = table.mark(*at);
        if !sieve.lets_through(*at, mark) {
            continue;
        }
        for (n, count) in found.counts.iter_mut().enumerate() {
            *count += usize::from(mark.views >> n & 1);
        }
        if mark.views & only != 0 {
            rows.push(*at);
        }
    }
    sort(table, query, &mut rows);
    found.ids = rows.iter().map(|at| table.mark(*at).id).collect();
    match query.group {
        Some(column) => put_in_groups((table.column(column), &query.folded), table, &rows, &mut found),
        None => found.lines = found.ids.iter().copied().map(Line::Issue).collect(),
    }
    found
}

fn bit(only: Only) -> u8 {
    Only::ALL.iter().position(|it| *it == only).map_or(0, |n| 1 << n)
}

/// Sorts by the last column first and by the first one last: each pass keeps the order of equal rows.
fn sort(table: &Table, query: &RowQuery, rows: &mut Vec<u32>) {
    for (column, down) in query.sort.iter().rev() {
        let values = table.column(*column);
        by_rank(rows, |at| values.rank(at, *down));
    }
    if let Some(column) = query.group {
        let values = table.column(column);
        let down = query.sort.iter().any(|(it, down)| *it == column && *down);
        by_rank(rows, |at| if down { u32::MAX - values.place(at) } else { values.place(at) });
    }
}

fn by_rank(rows: &mut Vec<u32>, rank: impl Fn(u32) -> u32) {
    let keyed = rows.iter().zip(0_u64..).map(|(at, place)| (u64::from(rank(*at)) << 32 | place, *at));
    let mut keyed: Vec<_> = keyed.collect();
    keyed.par_sort_unstable_by_key(|(key, _)| *key);
    *rows = keyed.into_iter().map(|(_, at)| at).collect();
}

/// A head before the rows of each value, with its subtotals; of a folded group only the head.
fn put_in_groups((values, folded): (&Values, &BTreeSet<CellKey>), table: &Table, rows: &[u32], found: &mut Found) {
    let (mut before, mut is_folded) = (None, false);
    for at in rows {
        let number = values.number(*at);
        let (Some(slot), Some(cell)) = (table.slot(*at), values.all.get(number as usize)) else {
            continue;
        };
        if before != Some(number) {
            before = Some(number);
            found.heads.push(found.lines.len());
            found.lines.push(Line::Group(found.groups.len()));
            let key = cell.keys().first().cloned().unwrap_or(CellKey::Empty);
            is_folded = folded.contains(&key);
            found.groups.push(Group { key, tally: Tally::default(), finished: 0 });
        }
        if let Some(group) = found.groups.last_mut() {
            group.tally.add(&slot.facts);
            group.finished += usize::from(slot.facts.is_finished());
        }
        if !is_folded {
            found.lines.push(Line::Issue(slot.issue.id));
        }
    }
}

/// Every value of a column over the rows of the query without what it asks of that column, with its count.
pub(super) fn count_values(
    table: &Table,
    query: &RowQuery,
    hits: Option<&Hits>,
    column: Column,
) -> Vec<(CellKey, usize)> {
    let sieve = Sieve::of(table, query, hits, Some(column));
    let only = bit(query.only);
    let values = table.column(column);
    let mut counts = vec![0_usize; values.all.len()];
    for at in table.order() {
        let mark = table.mark(*at);
        let shown = mark.views & only != 0 && sieve.lets_through(*at, mark);
        if shown && let Some(count) = counts.get_mut(values.number(*at) as usize) {
            *count += 1;
        }
    }
    let mut counted = by_key(values, &counts);
    if values.all.iter().any(|cell| cell.keys().len() > 1) {
        counted.sort_by_cached_key(|(key, _)| cell_sort_key(column, &Cell::One(key.clone()), table.directory()));
    }
    counted
}

/// Counts of values as counts of keys: a value of several units counts for each of them.
fn by_key(values: &Values, counts: &[usize]) -> Vec<(CellKey, usize)> {
    let mut counted: Vec<_> =
        values.all.iter().zip(&values.places).zip(counts).filter(|(_, count)| **count > 0).collect();
    counted.sort_unstable_by_key(|((_, place), _)| **place);
    let several = counted.iter().any(|((cell, _), _)| cell.keys().len() > 1);
    if !several {
        let one = |cell: &Cell| cell.keys().first().cloned();
        return counted.into_iter().filter_map(|((cell, _), count)| Some((one(cell)?, *count))).collect();
    }
    let mut sums: BTreeMap<&CellKey, usize> = BTreeMap::new();
    for ((cell, _), count) in &counted {
        cell.keys().iter().for_each(|key| *sums.entry(key).or_default() += *count);
    }
    sums.into_iter().map(|(key, sum)| (key.clone(), sum)).collect()
}
