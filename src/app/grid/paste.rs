//! Many cells at once: where a pasted block goes, what cannot be written, and the one change the rest comes to.
//!
//! **Invariant:** a [`Bulk`] with faults is never carried out by itself: somebody is asked first.

use std::collections::BTreeSet;

use crate::{
    app::rows::Column,
    domain::{
        IssueId,
        facts::IssueFacts,
        issue::Issue,
        rules::{Action, Refusal},
        scratch::Scratch,
    },
};

use super::{
    cell::{CellFault, Said},
    edit::CellWriter,
    selection::{Block, Ground, Spot},
};

/// A cell and what is to stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The issue.
    pub issue: IssueId,
    /// The column.
    pub column: Column,
    /// What is to stand there.
    pub said: Said,
}

/// A cell that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The issue.
    pub issue: IssueId,
    /// The column.
    pub column: Column,
    /// What was to stand there.
    pub said: Said,
    /// Why.
    pub why: CellFault,
}

impl Fault {
    /// What was to become the deadline of an assigned issue, in words: an extension or a correction can take it.
    pub fn locked(&self) -> Option<&str> {
        let said = if let Said::Deadline(deadline) = &self.said { deadline.words.as_str() } else { self.said.text() };
        let is_locked = self.why == CellFault::Refused(Refusal::DeadlineLocked);
        (is_locked && !said.trim().is_empty()).then_some(said)
    }
}

/// What many cells come to: one change, and the cells it leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    /// The actions of the cells that can be written.
    pub actions: Vec<Action>,
    /// How many cells they change.
    pub cells: usize,
    /// The cells that cannot be written.
    pub faults: Vec<Fault>,
}

impl Bulk {
    /// Works out what the wishes come to; nothing is done yet.
    pub fn of(writer: &CellWriter<'_>, wishes: &[Wish]) -> Self {
        let mut bulk = Self::default();
        let words = deadline_words(wishes);
        // What one cell may say can depend on another of its row.
        let mut work = Scratch::new(writer.ledger());
        for wish in wishes {
            let days_too = wish.column == Column::Due && words.contains(&wish.issue);
            if days_too {
                // The words of the same row are written, and mean the same or are confirmed later.
                continue;
            }
            match writer.edits(work.ledger(), (wish.issue, wish.column), &wish.said, false) {
                Ok(edited) if edited.is_empty() => {}
                Ok(edited) => {
                    bulk.cells += 1;
                    for (action, edits) in edited {
                        work.take(&edits);
                        bulk.actions.push(action);
                    }
                }
                Err(why) => {
                    let said = wish.said.clone();
                    bulk.faults.push(Fault { issue: wish.issue, column: wish.column, said, why });
                }
            }
        }
        bulk
    }

    /// The one change; `None` where nothing is to be changed.
    pub fn action(&self) -> Option<Action> {
        match self.actions.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            many => Some(Action::Batch(many.to_vec())),
        }
    }
}

/// The rows whose deadline is given in words.
fn deadline_words(wishes: &[Wish]) -> BTreeSet<IssueId> {
    let in_words = |wish: &&Wish| wish.column == Column::DeadlineWords && !wish.said.text().trim().is_empty();
    wishes.iter().filter(in_words).map(|wish| wish.issue).collect()
}

/// Where the cells of a pasted block go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target<'a> {
    /// Each place with its text.
    pub cells: Vec<(Spot, &'a str)>,
    /// The corner at the bottom right of what is written.
    pub last: Spot,
    /// What does not fit.
    pub surplus: Surplus,
}

/// The part of a pasted block for which the grid has no cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surplus {
    /// Rows below the last one, counted from the end of the block.
    pub rows: usize,
    /// Columns beyond the last one.
    pub columns: usize,
}

/// Lays a pasted block over the chosen cells: one value fills them all, a smaller block is repeated where it
/// fits a whole number of times, else it goes to the first cell as it is.
pub fn spread<'a>(clip: &'a [Vec<String>], chosen: Block, ground: &impl Ground) -> Target<'a> {
    let (high, wide) = (clip.len(), clip.first().map_or(0, Vec::len));
    let mut target = Target { last: chosen.first, ..Target::default() };
    if high == 0 || wide == 0 {
        return target;
    }
    let chosen_rows = (chosen.first.row..=chosen.last.row).filter(|row| ground.can_stand(*row)).count();
    let times = |room: usize, size: usize| if room.is_multiple_of(size) { (room / size).max(1) } else { 1 };
    let all_rows = high * times(chosen_rows, high);
    let all_columns = wide * times(chosen.width(), wide);
    let free = (chosen.first.row..ground.rows()).filter(|row| ground.can_stand(*row));
    let rows: Vec<usize> = free.take(all_rows).collect();
    let columns = all_columns.min(ground.columns().saturating_sub(chosen.first.column));
    target.surplus = Surplus { rows: all_rows - rows.len(), columns: all_columns - columns };
    for (n, row) in rows.iter().enumerate() {
        for (m, text) in clip.get(n % high).into_iter().flat_map(|row| row.iter().cycle().take(columns)).enumerate() {
            let spot = Spot { row: *row, column: chosen.first.column + m };
            target.cells.push((spot, text.as_str()));
        }
    }
    if let Some((last, _)) = target.cells.last() {
        target.last = *last;
    }
    target
}

/// What fills each column of the chosen cells with what stands in its first row (Ctrl+D).
pub fn fill_down(writer: &CellWriter<'_>, rows: &[IssueId], columns: &[Column]) -> Vec<Wish> {
    let Some((first, below)) = rows.split_first() else {
        return Vec::new();
    };
    let ledger = writer.ledger();
    let Some(from) = ledger.issue(*first) else {
        return Vec::new();
    };
    let facts = IssueFacts::of(from, &ledger.directory, writer.today());
    let mut wishes = Vec::new();
    for column in columns {
        let said = writer.copied(from, &facts, *column);
        let wish = |issue: &IssueId| Wish { issue: *issue, column: *column, said: said.clone() };
        wishes.extend(below.iter().map(wish));
    }
    wishes
}

/// What goes on with a block over more rows: the rows of the block again and again, each column by itself.
pub fn fill_on(writer: &CellWriter<'_>, block: &[IssueId], on: &[IssueId], columns: &[Column]) -> Vec<Wish> {
    let ledger = writer.ledger();
    let from: Vec<_> = block.iter().filter_map(|issue| ledger.issue(*issue)).collect();
    let known = from.iter().map(|issue| (*issue, IssueFacts::of(issue, &ledger.directory, writer.today())));
    let known: Vec<_> = known.collect();
    let pairs = on.iter().zip(known.iter().cycle());
    let wish = |(issue, (from, facts)): (&IssueId, &(&Issue, IssueFacts)), column: &Column| Wish {
        issue: *issue,
        column: *column,
        said: writer.copied(from, facts, *column),
    };
    pairs.flat_map(|pair| columns.iter().map(move |column| wish(pair, column))).collect()
}

/// What goes on with a block over more columns: the texts of its columns again and again, each row by itself.
pub fn fill_across(
    writer: &CellWriter<'_>,
    rows: &[IssueId],
    (block, on): (&[Column], &[Column]),
    text: impl Fn(IssueId, Column) -> String,
) -> Vec<Wish> {
    let ledger = writer.ledger();
    let rows = rows.iter().filter(|issue| ledger.issue(**issue).is_some());
    let pairs = |issue: IssueId| on.iter().zip(block.iter().cycle()).map(move |(column, from)| (issue, *column, *from));
    let wishes = rows.flat_map(|issue| pairs(*issue));
    wishes.map(|(issue, column, from)| Wish { issue, column, said: Said::Text(text(issue, from)) }).collect()
}

/// What puts one text into every chosen cell; an empty one clears them.
pub fn fill_with(text: &str, rows: &[IssueId], columns: &[Column]) -> Vec<Wish> {
    let said = Said::Text(text.to_owned());
    let cells = rows.iter().flat_map(|issue| columns.iter().map(move |column| (*issue, *column)));
    cells.map(|(issue, column)| Wish { issue, column, said: said.clone() }).collect()
}

#[cfg(test)]
mod tests;
