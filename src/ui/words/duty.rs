//! The words of draws, rounds of ratings, reminders and scores.

use crate::{
    domain::{IssueId, draw::Draw, ledger::Ledger},
    ui::words,
};

/// A draw in one line.
pub fn draw_made(draw: &Draw) -> String {
    let on = draw.date.map(words::date).unwrap_or_default();
    format!("{on} 抽查 {} 件（种子 {}）", draw.drawn.len(), draw.seed)
}

/// An issue by its number and title.
pub fn issue_line(ledger: &Ledger, id: IssueId) -> String {
    let title = ledger.issue(id).map_or("", |issue| issue.fields.title.get());
    let number = words::issue(ledger, id);
    if title.starts_with(number.trim_end_matches('…')) { title.to_owned() } else { format!("{number} {title}") }
}
