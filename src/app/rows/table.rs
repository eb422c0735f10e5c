//! What is known of every issue, side by side: facts, values by column, texts. Read once, then kept up with edits.
//!
//! **Invariant:** a row keeps its slot; a column or an order that an edit touched is forgotten and worked out
//! again when it is next asked for.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::domain::{IssueId, LedgerId, UnitId, directory::Directory, facts::IssueFacts, issue::Issue, ledger::Ledger};

use super::{RowsBase, column::Column, query::Only, texts::Texts, values::Values};

/// What is known of one issue.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) issue: Arc<Issue>,
    pub(super) facts: IssueFacts,
}

/// What is asked of every row by every question, close together: the rest of a row is seldom touched.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    pub(super) id: IssueId,
    /// The quick views that show it, a bit each.
    pub(super) views: u8,
}

/// What is known of every issue of a ledger on one day.
#[derive(Debug, Default)]
pub(super) struct Table {
    ledger: LedgerId,
    directory: Arc<Directory>,
    today: Option<NaiveDate>,
    own_unit: Option<UnitId>,
    /// By id, with their slots.
    ids: Vec<(IssueId, u32)>,
    slots: Vec<Slot>,
    marks: Vec<Mark>,
    columns: BTreeMap<Column, OnceLock<Values>>,
    order: OnceLock<Vec<u32>>,
    texts: OnceLock<Texts>,
}

fn views_of(issue: &Issue, facts: &IssueFacts, own: Option<UnitId>) -> u8 {
    let shown = Only::ALL.iter().enumerate().filter(|(_, only)| only.shows(issue, facts, own));
    shown.fold(0, |views, (n, _)| views | 1 << n)
}

impl Table {
    /// Reads a whole ledger.
    pub(super) fn read(ledger: &Ledger, base: RowsBase) -> Self {
        let directory = Arc::clone(&ledger.directory);
        let listed: Vec<_> = ledger.issues.values().filter(|issue| issue.is_listed()).collect();
        let slot = |issue: &&Arc<Issue>| Slot::of(issue, &directory, base);
        let slots: Vec<_> = listed.par_iter().map(slot).collect();
        let ids = slots.iter().map(|slot| slot.issue.id).zip(0..).collect();
        let marks = slots.iter().map(|slot| slot.mark(base)).collect();
        Self {
            ledger: base.ledger,
            today: Some(base.today),
            own_unit: base.own_unit,
            directory,
            ids,
            slots,
            marks,
            columns: Column::ALL.iter().map(|column| (*column, OnceLock::new())).collect(),
            ..Self::default()
        }
    }

    /// Works out every column and the texts, so that no later question waits for them.
    pub(super) fn warm(&self) {
        let column = |column: &Column| {
            self.column(*column);
        };
        let texts = || {
            self.texts();
        };
        // Each of these is worked out by one thread: two that wait for the same one could stand in each other's way.
        rayon::join(texts, || Column::ALL.par_iter().for_each(column));
        self.order();
    }

    /// Whether it can be kept up with this ledger; otherwise it has to be read anew.
    pub(super) fn is_of(&self, ledger: &Ledger, base: RowsBase) -> bool {
        self.ledger == base.ledger && self.today == Some(base.today) && Arc::ptr_eq(&self.directory, &ledger.directory)
    }

    /// Takes in what was edited since.
    pub(super) fn keep_up(&mut self, ledger: &Ledger, base: RowsBase) {
        if self.own_unit != base.own_unit {
            self.own_unit = base.own_unit;
            self.marks = self.slots.iter().map(|slot| slot.mark(base)).collect();
        }
        let before = std::mem::take(&mut self.ids);
        let mut ids = Vec::with_capacity(before.len());
        let mut known = before.iter().copied().peekable();
        for (id, issue) in &ledger.issues {
            while known.next_if(|(other, _)| other < id).is_some() {
                self.order.take();
            }
            let slot = known.next_if(|(other, _)| other == id).map(|(_, slot)| slot);
            let old = slot.and_then(|slot| self.slots.get(slot as usize));
            if let Some(slot) = slot.filter(|_| old.is_some_and(|old| Arc::ptr_eq(&old.issue, issue))) {
                ids.push((*id, slot));
            } else if issue.is_listed() {
                ids.push((*id, self.put(slot, Slot::of(issue, &ledger.directory, base), base)));
            } else if slot.is_some() {
                self.order.take();
            }
        }
        if known.next().is_some() {
            self.order.take();
        }
        self.ids = ids;
    }

    /// Puts what was read of an issue in its place, or in a new one.
    fn put(&mut self, at: Option<u32>, new: Slot, base: RowsBase) -> u32 {
        let at = at.unwrap_or(self.slots.len() as u32);
        let old = self.slots.get(at as usize);
        let mut moved = old.is_none();
        for (column, values) in &mut self.columns {
            let held = values.get().and_then(|values| values.cell(at));
            let same = old.is_some_and(|old| {
                column.value(&old.issue, &old.facts) == column.value(&new.issue, &new.facts)
                    && super::value::row_sort_key(*column, &old.facts)
                        == super::value::row_sort_key(*column, &new.facts)
            });
            if !same {
                moved |= matches!(column, Column::Number | Column::Inspection);
                if held.is_some() || old.is_none() {
                    values.take();
                }
            }
        }
        if moved {
            self.order.take();
        }
        if let Some(texts) = self.texts.get_mut()
            && !texts.change(at, &new.issue, &self.directory)
        {
            self.texts.take();
        }
        let mark = new.mark(base);
        if let Some(known) = self.slots.get_mut(at as usize).zip(self.marks.get_mut(at as usize)) {
            (*known.0, *known.1) = (new, mark);
        } else {
            self.slots.push(new);
            self.marks.push(mark);
        }
        at
    }

    pub(super) fn directory(&self) -> &Directory {
        &self.directory
    }

    pub(super) fn slot(&self, at: u32) -> Option<&Slot> {
        self.slots.get(at as usize)
    }

    pub(super) fn mark(&self, at: u32) -> Mark {
        self.marks.get(at as usize).copied().unwrap_or_default()
    }

    pub(super) fn facts(&self, issue: IssueId) -> Option<&IssueFacts> {
        let at = self.ids.binary_search_by_key(&issue, |(id, _)| *id).ok()?;
        let (_, slot) = self.ids.get(at)?;
        self.slot(*slot).map(|slot| &slot.facts)
    }

    pub(super) fn column(&self, column: Column) -> &Values {
        static NONE: OnceLock<Values> = OnceLock::new();
        self.columns.get(&column).map_or_else(
            || NONE.get_or_init(Values::default),
            |values| values.get_or_init(|| Values::of(column, &self.slots, &self.directory)),
        )
    }

    pub(super) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::of(&self.slots, &self.directory))
    }

    /// The slots in the order of the plan: inspection by inspection, number by number.
    pub(super) fn order(&self) -> &[u32] {
        self.order.get_or_init(|| {
            let numbers = self.column(Column::Number);
            let place = |slot: u32| {
                let issue = &self.slot(slot)?.issue;
                self.directory.inspections.get(issue.fields.inspection.get()).map(|it| it.added)
            };
            let key = |(id, slot): &(IssueId, u32)| {
                let place = place(*slot);
                (place.is_none(), place, numbers.rank(*slot, false), *id, *slot)
            };
            let mut keyed: Vec<_> = self.ids.iter().map(key).collect();
            keyed.par_sort_unstable();
            keyed.into_iter().map(|(_, _, _, _, slot)| slot).collect()
        })
    }
}

impl Slot {
    fn of(issue: &Arc<Issue>, directory: &Directory, base: RowsBase) -> Self {
        let facts = IssueFacts::of(issue, directory, base.today);
        Self { issue: Arc::clone(issue), facts }
    }

    fn mark(&self, base: RowsBase) -> Mark {
        Mark { id: self.issue.id, views: views_of(&self.issue, &self.facts, base.own_unit) }
    }
}
