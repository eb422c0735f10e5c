//! Finds the deadlines in running text, and passes by dates that are none.

use std::ops::Range;

use chrono::Datelike as _;

use super::{
    deadline::{Deadline, DeadlineDoubt, DeadlineKind},
    deadline_count::Count,
    deadline_meaning::Known,
    deadline_parse::{Part, Point, Tail},
    deadline_words::{IMMEDIATE, SOFT, STANDING, counted, recurring},
    numerals::{Scan, is_numeral, narrow},
};

/// A deadline and where it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDeadline {
    /// The characters (not bytes) it takes up.
    pub range: Range<usize>,
    /// What it says.
    pub deadline: Deadline,
}

/// Finds the deadlines of a text; the year of the document fills in where a month stands alone.
pub fn find_deadlines(text: &str, context_year: Option<i32>) -> Vec<FoundDeadline> {
    find(text, context_year, may_begin)
}

/// Looks where `may_begin` says that a deadline may begin.
fn find(text: &str, context_year: Option<i32>, may_begin: fn(char) -> bool) -> Vec<FoundDeadline> {
    let original: Vec<char> = text.chars().collect();
    let chars: Vec<char> = original.iter().copied().map(narrow).collect();
    let scan = Scan::new(&chars);
    let known = Known { year: context_year, base: None };
    let mut found: Vec<FoundDeadline> = Vec::new();
    let (mut pos, mut last_end) = (0, 0);
    while pos < scan.len() {
        if let Some(end) = title_end(scan, pos) {
            pos = end;
            continue;
        }
        if !scan.at(scan.skip(pos)).is_some_and(may_begin) {
            pos += 1;
            continue;
        }
        let (next, hit) = expression(scan, pos, known);
        if let Some(mut hit) = hit {
            hit.range.start = hit.range.start.max(last_end);
            last_end = hit.range.end;
            let range = hit.range.clone();
            let words = original.get(range).unwrap_or_default().iter().collect();
            hit.deadline.words = words;
            found.push(hit);
        }
        pos = next.max(pos + 1);
    }
    found
}

/// What flags and leads begin with.
const LEADS: &str = "并立边即长力争原基尽不最到至自从";
/// What periods in their marks, centuries, years, parts of a year and counts begin with.
const POINTS: &str = "“”\"‘’「本今当明次年上下第半";
/// What seasons begin with.
const SEASONS: &str = "主汛雨采供取秋冬入国春封冰";

/// Whether any expression begins with this character: nearly all of a text is passed over by it.
fn may_begin(c: char) -> bool {
    is_numeral(c) || [LEADS, POINTS, SEASONS].iter().any(|set| set.contains(c))
}

/// The end of a title 《…》 that begins here; dates inside belong to the title.
fn title_end(scan: Scan<'_>, pos: usize) -> Option<usize> {
    if scan.at(pos) != Some('《') {
        return None;
    }
    let mut depth = 0_usize;
    for at in pos..scan.len().min(pos + 120) {
        match scan.at(at) {
            Some('《') => depth += 1,
            Some('》') if depth <= 1 => return Some(at + 1),
            Some('》') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What stands before a point and leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    Nothing,
    To,
    From,
}

/// Reads whatever begins here: where to go on, and a deadline if it is one.
fn expression(scan: Scan<'_>, pos: usize, known: Known) -> (usize, Option<FoundDeadline>) {
    if let Some(hit) = flag_clause(scan, pos) {
        return (hit.range.end, Some(hit));
    }
    let (soft, after) = match scan.any(pos, SOFT) {
        Some(end) => (true, scan.any(end, &["在", "于"]).unwrap_or(end)),
        None => (false, pos),
    };
    let (lead, start) = lead(scan, after);
    let Some(point) = Point::at(scan, start) else {
        return count_here(scan, pos, soft, after, known);
    };
    if let Some(end) = span_end(scan, &point) {
        return (end, None);
    }
    // “力争2027年上半年完成” aims at the point as “到2027年上半年” does.
    let aim = if soft && lead == Lead::Nothing { Lead::To } else { lead };
    if !is_limit(scan, &point, aim, pos) {
        return (point.end, None);
    }
    let (kind, doubt) = point.meaning(known);
    if in_the_past(&kind, known) {
        return (point.end, None);
    }
    let soft = soft || scan.any(point.end, SOFT).is_some();
    let mut deadline =
        Deadline { kind, soft, doubt: doubt.or_else(|| soft.then_some(DeadlineDoubt::Soft)), ..Deadline::default() };
    let begin = leading_flag(scan, scan.skip(pos), &mut deadline);
    let end = trailing_flags(scan, point.end, &mut deadline);
    let hit = FoundDeadline { range: begin..end, deadline };
    (end, Some(hit))
}

fn lead(scan: Scan<'_>, pos: usize) -> (Lead, usize) {
    if let Some(end) = scan.any(pos, &["不迟于", "最迟到", "最迟于", "到", "至"]) {
        return (Lead::To, end);
    }
    match scan.any(pos, &["自", "从"]) {
        Some(end) => (Lead::From, end),
        None => (Lead::Nothing, pos),
    }
}

/// Tells whether a point in running text limits something, rather than tells when it was.
fn is_limit(scan: Scan<'_>, point: &Point, lead: Lead, pos: usize) -> bool {
    if recurring(scan, point.start) || recurring(scan, pos) {
        return false;
    }
    let past = ["截至", "截止", "截止到", "截至到", "去", "上", "同", "近", "较", "比", "仅"];
    if past.iter().any(|word| scan.ends(point.start, word) || scan.ends(pos, word)) {
        return false;
    }
    let told = ["以来", "已", "的", "水平", "〕"];
    // “2026年印发” tells when a document came out; “2026年底前印发” demands that it does.
    let issued = ["印发", "发布", "出台", "起草"];
    let demanded = point.tail == Tail::Before;
    if scan.any(point.end, &told).is_some() || (!demanded && scan.any(point.end, &issued).is_some()) {
        return false;
    }
    let reached = scan.before(pos).is_some_and(|c| "达升降提回增减推受看遇得直截冬甚乃及".contains(c));
    let to = lead == Lead::To && !reached;
    match (point.part, point.tail) {
        (Part::Season(_), tail) => tail == Tail::Before,
        (Part::Beginning(_), tail) => to || matches!(tail, Tail::Before | Tail::From),
        (_, Tail::Before | Tail::From | Tail::Until) | (Part::Year, Tail::Within) => true,
        (_, Tail::Within | Tail::Bare) => to || point.at_end,
    }
}

/// A date before the year of the document tells what was, not what must be.
fn in_the_past(kind: &DeadlineKind, known: Known) -> bool {
    let date = match kind {
        DeadlineKind::ByDate { date, .. } => Some(date),
        DeadlineKind::FromDate { .. }
        | DeadlineKind::Relative { .. }
        | DeadlineKind::Vague { .. }
        | DeadlineKind::None => None,
    };
    let Some((date, year)) = date.zip(known.year) else {
        return false;
    };
    date.year() < year
}

/// The end of a span that begins with this point: 2018年10月15日至11月4日, 10月至次年3月.
fn span_end(scan: Scan<'_>, point: &Point) -> Option<usize> {
    if point.tail != Tail::Bare {
        return None;
    }
    let dash = scan.any(point.end, &["至", "到", "-", "—", "~", "–"])?;
    let dash = scan.any(dash, &["-", "—"]).unwrap_or(dash);
    Point::at(scan, dash).map(|second| second.end)
}

fn count_here(scan: Scan<'_>, pos: usize, soft: bool, start: usize, known: Known) -> (usize, Option<FoundDeadline>) {
    let Some(count) = Count::at(scan, start) else {
        return (pos + 1, None);
    };
    let past = ["近", "过去", "连续", "前", "每", "最近", "月", "年"];
    if past.iter().any(|word| scan.ends(start, word)) {
        return (count.end, None);
    }
    let (kind, doubt) = counted(count, known.base);
    let mut deadline =
        Deadline { kind, soft, doubt: doubt.or_else(|| soft.then_some(DeadlineDoubt::Soft)), ..Deadline::default() };
    let begin = start_of_count(scan, scan.skip(pos));
    let end = trailing_flags(scan, count.end, &mut deadline);
    let hit = FoundDeadline { range: begin..end, deadline };
    (end, Some(hit))
}

/// 自印发之日起3个月内: the words that name the start belong to the deadline.
fn start_of_count(scan: Scan<'_>, pos: usize) -> usize {
    if !scan.ends(pos, "起") && !scan.ends(pos, "后") {
        return pos;
    }
    (pos.saturating_sub(25)..pos)
        .rev()
        .take_while(|at| scan.at(*at).is_some_and(|c| !"。,;、:《》()".contains(c)))
        .find(|at| matches!(scan.at(*at), Some('自' | '从')))
        .unwrap_or(pos)
}

/// 立行立改,2020年6月底前: the flag before the date belongs to it.
fn leading_flag(scan: Scan<'_>, begin: usize, deadline: &mut Deadline) -> usize {
    let comma = if scan.ends(begin, ",") || scan.ends(begin, "、") {
        begin.saturating_sub(1)
    } else {
        return begin;
    };
    let word = IMMEDIATE.iter().find(|word| scan.ends(comma, word));
    word.map_or(begin, |word| {
        deadline.immediate = true;
        comma.saturating_sub(word.chars().count())
    })
}

/// 2024年底前完成,并长期坚持: the flags after the date belong to it.
fn trailing_flags(scan: Scan<'_>, end: usize, deadline: &mut Deadline) -> usize {
    let mut reached = end;
    loop {
        let at = scan.any(reached, &["完成整改", "全部完成", "整改到位", "完成"]).unwrap_or(reached);
        let at = scan.any(at, &[",", "、", ";"]).unwrap_or(at);
        let at = scan.any(at, &["并", "且"]).unwrap_or(at);
        let standing = scan.any(at, STANDING).filter(|at| clause_ends(scan, *at));
        let immediate = scan.any(at, IMMEDIATE).filter(|at| clause_ends(scan, *at));
        deadline.standing |= standing.is_some();
        deadline.immediate |= immediate.is_some();
        match standing.or(immediate) {
            Some(end) => reached = end,
            None => return reached,
        }
    }
}

/// 立行立改 or 长期坚持 as a clause of its own, unless a date follows and takes it in.
fn flag_clause(scan: Scan<'_>, pos: usize) -> Option<FoundDeadline> {
    let opens = scan.before(pos).is_none_or(|c| "。,;:、( ".contains(c));
    if !opens || scan.at(pos) == Some(' ') {
        return None;
    }
    let word = scan.any(pos, &["并"]).unwrap_or(pos);
    let immediate = scan.any(word, IMMEDIATE);
    let standing = scan.any(word, &["长期坚持"]);
    let end = immediate.or(standing).filter(|end| clause_ends(scan, *end))?;
    let after = scan.any(end, &[",", "、"]).unwrap_or(end);
    let dated = scan
        .at(after)
        .is_some_and(|c| is_numeral(c) || "到至".contains(c) || SOFT.iter().any(|word| word.starts_with(c)));
    if immediate.is_some() && dated {
        return None;
    }
    let mut deadline = Deadline {
        kind: DeadlineKind::None,
        immediate: immediate.is_some(),
        standing: standing.is_some(),
        ..Deadline::default()
    };
    let end = trailing_flags(scan, end, &mut deadline);
    Some(FoundDeadline { range: pos..end, deadline })
}

fn clause_ends(scan: Scan<'_>, pos: usize) -> bool {
    scan.at(pos).is_none_or(|c| "。,;、)〕 ".contains(c) || c.is_whitespace())
}

#[cfg(test)]
mod tests;
