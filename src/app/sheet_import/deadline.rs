//! Cells of deadlines: Excel dates, text dates and words, all with their words kept.

#![expect(clippy::wildcard_enum_match_arm, reason = "all but a day in a cell of its own is read as words")]

use chrono::Datelike as _;

use crate::{
    domain::{
        RecordId,
        closure::Stage,
        deadline::{Deadline, DeadlineDoubt, DeadlineKind},
        deadline_words::{read_deadline, read_deadline_of_year},
        issue::{Issue, IssueValue},
        rules::Action,
    },
    exchange::{
        columns::{Field, Record, Table},
        sheet::Cell,
    },
};

use super::{
    desk::{At, Desk},
    fault::FaultWhat,
    said::said,
};

/// The deadline of a new issue; of several rows the one that ends last, to be confirmed.
pub(super) fn of_new(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record) -> Deadline {
    let Some((text, at)) = desk.text(table, record, Field::Deadline).filter(|(text, _)| !text.is_empty()) else {
        return Deadline::default();
    };
    let cells = table.cells(record, Field::Deadline);
    let mut read: Vec<Deadline> = Vec::new();
    for placed in &cells {
        let deadline = read_cell(placed.cell, desk);
        if !read.contains(&deadline) {
            read.push(deadline);
        }
    }
    let several = read.len() > 1;
    let last = read.into_iter().max_by_key(Deadline::date).unwrap_or_default();
    let doubt = if several { last.doubt.or(Some(DeadlineDoubt::SeveralDates)) } else { last.doubt };
    let deadline = Deadline { words: if several { text } else { last.words.clone() }, doubt, ..last };
    unreadable(desk, &deadline, at);
    deadline
}

/// The deadline of one cell.
pub(super) fn read_cell(cell: &Cell, desk: &Desk<'_>) -> Deadline {
    let text = cell.text();
    match cell {
        Cell::Date(date, crate::exchange::sheet::DateForm::Day) => Deadline::on(text, *date),
        _ => read_words(&text, desk),
    }
}

fn read_words(text: &str, desk: &Desk<'_>) -> Deadline {
    // Only a year may be taken from today; days in N个月内 count from a day nobody has said.
    read_deadline_of_year(text, Some(desk.context.today.year()))
}

/// What cannot be read is kept in its words and told.
fn unreadable(desk: &mut Desk<'_>, deadline: &Deadline, at: At) -> bool {
    match deadline.doubt {
        Some(doubt @ (DeadlineDoubt::Unreadable | DeadlineDoubt::NoSuchDay)) => {
            desk.fault(at, FaultWhat::NotADeadline(doubt));
            true
        }
        Some(_) | None => false,
    }
}

/// What a changed cell means for an issue that is here.
pub(super) fn of_known(desk: &mut Desk<'_>, table: &Table<'_>, record: &Record, issue: &Issue) -> Option<(At, Action)> {
    let (text, at) = desk.text(table, record, Field::Deadline)?;
    let first = issue.first_deadline();
    let cells = table.cells(record, Field::Deadline);
    let new = match cells.as_slice() {
        [] => Deadline::default(),
        [one] => read_cell(one.cell, desk),
        _ => {
            let last = cells.iter().map(|placed| read_cell(placed.cell, desk)).max_by_key(Deadline::date);
            Deadline { words: text, ..last.unwrap_or_default() }
        }
    };
    // A date beside words that mean this very day is no other deadline, and words that are here already are none.
    let is_date = cells.iter().all(|placed| matches!(placed.cell, Cell::Date(..)));
    let same_day = is_date && new.date().is_some() && new.date() == first.date();
    if same_day || new.words.trim() == first.words.trim() || unreadable(desk, &new, at.clone()) {
        return None;
    }
    if issue.stage().stage == Stage::Registered {
        return Some((at, Action::SetIssue { issue: issue.id, value: IssueValue::FirstDeadline(new) }));
    }
    let Some((reason, page)) = desk.choices.correction.clone() else {
        let here = said(desk.ledger, issue, Field::Deadline).into_owned();
        desk.fault(at, FaultWhat::DeadlineLocked(here));
        return None;
    };
    let parts = [&issue.id.to_string(), "corrected", &new.words, &reason, &page].map(str::to_owned);
    let record = RecordId::derived(&parts.iter().map(String::as_str).collect::<Vec<_>>());
    Some((at, Action::CorrectDeadline { record, issue: issue.id, deadline: new, reason, page }))
}

/// The deadline of a measure, from a column of its own row.
pub(super) fn of_measure(cell: &Cell, desk: &Desk<'_>) -> Deadline {
    let read = read_cell(cell, desk);
    match read.kind {
        // A cell like 按整改方案 says nothing a measure could be late by.
        DeadlineKind::Vague { suggested: None } if read.doubt == Some(DeadlineDoubt::Unreadable) => Deadline::default(),
        DeadlineKind::ByDate { .. }
        | DeadlineKind::FromDate { .. }
        | DeadlineKind::Relative { .. }
        | DeadlineKind::Vague { .. }
        | DeadlineKind::None => read,
    }
}

/// A day in a cell of plain text.
pub(super) fn day_in(text: &str, today: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
    let read = read_deadline(text, Some(today));
    read.date().filter(|_| read.doubt.is_none())
}
