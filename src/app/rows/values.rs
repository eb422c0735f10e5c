//! A column over all rows: each cell as a small number into the column's list of values, each row with its rank.
//!
//! A filter then is a list of yes and no by value, and a sort compares whole numbers.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::domain::directory::Directory;

use super::{
    column::Column,
    table::Slot,
    value::{Cell, SortKey, Value, cell_sort_key, row_sort_key},
};

/// The rank of an empty cell: last, whichever way round.
pub(super) const LAST: u32 = u32::MAX;

/// A column over all rows.
#[derive(Debug, Default)]
pub(super) struct Values {
    /// The value of each row, as a place in `all`.
    pub(super) cells: Vec<u32>,
    /// Every value that occurs.
    pub(super) all: Vec<Cell>,
    /// Where each value stands among the others; no two stand together.
    pub(super) places: Vec<u32>,
    /// Where each row stands when sorted; equal rows stand together.
    pub(super) ranks: Vec<u32>,
}

impl Values {
    pub(super) fn of(column: Column, slots: &[Slot], directory: &Directory) -> Self {
        let (cells, all) = interned(column, slots);
        let mut order: Vec<(SortKey, u32)> = all
            .par_iter()
            .zip(0..all.len() as u32)
            .map(|(cell, n)| (cell_sort_key(column, cell, directory), n))
            .collect();
        let value = |n: u32| all.get(n as usize);
        order.par_sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| value(a.1).cmp(&value(b.1))));
        let mut places = vec![0; all.len()];
        for ((_, n), place) in order.iter().zip(0..) {
            put(&mut places, *n, place);
        }
        let ranks = own_ranks(column, slots).unwrap_or_else(|| {
            let by_value = ranks_of(&order, all.len());
            cells.iter().map(|n| by_value.get(*n as usize).copied().unwrap_or(LAST)).collect()
        });
        Self { cells, all, places, ranks }
    }

    /// The value of a row.
    pub(super) fn cell(&self, slot: u32) -> Option<&Cell> {
        self.all.get(self.number(slot) as usize)
    }

    /// The value of a row, as its number in the list of values.
    pub(super) fn number(&self, slot: u32) -> u32 {
        self.cells.get(slot as usize).copied().unwrap_or_default()
    }

    /// Where the value of a row stands among all values.
    pub(super) fn place(&self, slot: u32) -> u32 {
        self.places.get(self.number(slot) as usize).copied().unwrap_or_default()
    }

    /// Where a row stands when the column is sorted, turned round or not.
    pub(super) fn rank(&self, slot: u32, down: bool) -> u32 {
        match self.ranks.get(slot as usize).copied().unwrap_or(LAST) {
            rank if down && rank != LAST => LAST - 1 - rank,
            rank => rank,
        }
    }
}

fn put(numbers: &mut [u32], at: u32, number: u32) {
    if let Some(place) = numbers.get_mut(at as usize) {
        *place = number;
    }
}

/// Each different value once, and for each row which it is.
fn interned(column: Column, slots: &[Slot]) -> (Vec<u32>, Vec<Cell>) {
    let mut known: HashMap<Value<'_>, u32> = HashMap::new();
    let (mut cells, mut all) = (Vec::with_capacity(slots.len()), Vec::new());
    for slot in slots {
        let value = column.value(&slot.issue, &slot.facts);
        if let Some(number) = known.get(&value) {
            cells.push(*number);
            continue;
        }
        let number = all.len() as u32;
        all.push(value.to_cell());
        known.insert(value, number);
        cells.push(number);
    }
    (cells, all)
}

/// The rank of each value; values that sort alike share one.
fn ranks_of(order: &[(SortKey, u32)], n: usize) -> Vec<u32> {
    let mut ranks = vec![LAST; n];
    let (mut rank, mut before) = (0, None);
    for (key, number) in order.iter().filter(|(key, _)| *key != SortKey::Empty) {
        rank += u32::from(before.is_some_and(|before| before != key));
        before = Some(key);
        put(&mut ranks, *number, rank);
    }
    ranks
}

/// The ranks of a column whose rows sort by more than their value.
fn own_ranks(column: Column, slots: &[Slot]) -> Option<Vec<u32>> {
    let keys: Option<Vec<i64>> = slots.iter().map(|slot| row_sort_key(column, &slot.facts)).collect();
    let keys = keys.filter(|keys| !keys.is_empty())?;
    let mut all = keys.clone();
    all.sort_unstable();
    all.dedup();
    Some(keys.iter().map(|key| all.partition_point(|it| it < key) as u32).collect())
}
