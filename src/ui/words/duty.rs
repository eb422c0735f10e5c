//! The words of draws, rounds of ratings, reminders and scores.

use crate::{domain::draw::Draw, ui::words};

/// A draw in one line.
pub fn draw_made(draw: &Draw) -> String {
    let on = draw.date.map(words::date).unwrap_or_default();
    format!("{on} 抽查 {} 件（种子 {}）", draw.drawn.len(), draw.seed)
}
