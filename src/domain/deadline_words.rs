//! The grammar of deadline words: one expression, typed or taken from a labelled line.
//!
//! ```text
//! deadline := [soft] point {"," ["并"] (immediate | standing)} | standing | count | start
//! soft     := 力争 | 争取 | 原则上 | 基本
//! point    := year [month [day | 底 | 旬] | half | quarter | 底] [前]
//! ```

use chrono::{Datelike as _, NaiveDate};

use super::{
    deadline::{Deadline, DeadlineDoubt, DeadlineKind, Precision, RelativeUnit},
    deadline_count::Count,
    deadline_meaning::{Known, month_end},
    deadline_parse::{Part, Point, Tail, YearWord},
    numerals::{Scan, narrow},
};

/// Words that only hope for a date.
pub(super) const SOFT: &[&str] = &["力争", "争取", "原则上", "基本", "力求", "尽可能", "尽量"];
/// Words for work that begins at once.
pub(super) const IMMEDIATE: &[&str] =
    &["立行立改", "立即整改", "边督边改", "立查立改", "即知即改", "立整立改", "立改立行", "即查即改"];
/// Words for a duty that goes on.
pub(super) const STANDING: &[&str] = &[
    "长期坚持",
    "持续推进",
    "常态化",
    "长期整改",
    "持续整改",
    "持续坚持",
    "常态长效",
    "长期推进",
    "长期落实",
    "长期执行",
    "持续巩固",
    "长期",
    "持续",
];
/// Words that say there is no date.
const WITHOUT: &[&str] = &["", "无", "/", "-", "—", "——", "无期限", "无时限", "不限"];

/// Reads one expression; the base is the day from which a count starts and whose year fills a missing one.
pub fn read_deadline(words: &str, base: Option<NaiveDate>) -> Deadline {
    let known = Known { year: base.map(|day| day.year()), base };
    read(words, known)
}

/// Reads one expression of a document of this year.
pub fn read_deadline_of_year(words: &str, year: Option<i32>) -> Deadline {
    read(words, Known { year, base: None })
}

/// Counts a relative deadline from its first day, working days by the calendar handed in.
///
/// The calendar answers nothing for a year whose holidays it does not know; the deadline then says so.
pub fn resolve_relative(
    deadline: Deadline,
    base: NaiveDate,
    working_days: impl Fn(NaiveDate, u32) -> Option<NaiveDate>,
) -> Deadline {
    let DeadlineKind::Relative { count, unit, .. } = deadline.kind else {
        return deadline;
    };
    let due = match unit {
        RelativeUnit::WorkingDay => working_days(base, count),
        RelativeUnit::Month | RelativeUnit::Day => Count { many: count, unit, end: 0 }.due(Some(base)),
    };
    let doubt =
        if due.is_none() { Some(DeadlineDoubt::NoCalendar) } else { deadline.soft.then_some(DeadlineDoubt::Soft) };
    Deadline { kind: DeadlineKind::Relative { count, unit, due }, doubt, ..deadline }
}

fn read(words: &str, known: Known) -> Deadline {
    let chars: Vec<char> = words.chars().map(narrow).collect();
    let text: String = chars.iter().filter(|c| !c.is_whitespace()).collect();
    let mut deadline = Deadline {
        words: words.to_owned(),
        soft: contains(&text, SOFT),
        standing: contains(&text, STANDING),
        immediate: contains(&text, IMMEDIATE),
        ..Deadline::default()
    };
    let scan = Scan::new(&chars);
    if let Some(date) = typed_date(&text) {
        (deadline.kind, deadline.doubt) = date;
    } else if let Some((point, doubt)) = last_point(scan) {
        let (kind, own) = point.meaning(known);
        (deadline.kind, deadline.doubt) = (kind, own.or(doubt));
    } else if let Some(count) = (0..scan.len()).find_map(|pos| Count::at(scan, pos)) {
        (deadline.kind, deadline.doubt) = counted(count, known.base);
    } else if !deadline.standing && !deadline.immediate && !WITHOUT.contains(&text.as_str()) {
        deadline.kind = DeadlineKind::Vague { suggested: None };
        deadline.doubt = Some(DeadlineDoubt::Unreadable);
    }
    if deadline.soft && !deadline.kind.is_none() {
        deadline.doubt = deadline.doubt.or(Some(DeadlineDoubt::Soft));
    }
    deadline
}

/// Says what a count means, and what is missing for it.
pub(super) fn counted(count: Count, base: Option<NaiveDate>) -> (DeadlineKind, Option<DeadlineDoubt>) {
    let due = count.due(base);
    let doubt = match (base, due) {
        (None, _) => Some(DeadlineDoubt::NoBase),
        (Some(_), None) => Some(DeadlineDoubt::NoCalendar),
        (Some(_), Some(_)) => None,
    };
    let kind = DeadlineKind::Relative { count: count.many, unit: count.unit, due };
    (kind, doubt)
}

fn contains(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The last point of an expression, and whether there were others.
fn last_point(scan: Scan<'_>) -> Option<(Point, Option<DeadlineDoubt>)> {
    let mut points: Vec<(Point, bool)> = Vec::new();
    let mut pos = 0;
    while pos < scan.len() {
        let found = Point::at(scan, pos).filter(|point| !recurring(scan, point.start));
        let (next, point) = match found {
            Some(point) => (point.end.max(pos + 1), Some(point)),
            None => (span_start(scan, pos).unwrap_or(pos + 1), None),
        };
        let spanned = point.is_none() && next > pos + 1;
        if let Some(point) = point {
            let joined = scan.any(point.end, &["至", "到", "-", "—", "~"]).is_some();
            points.push((point, joined));
        } else if spanned {
            points.push((first_year(pos, next), true));
        }
        pos = next;
    }
    let (mut last, _) = points.pop()?;
    let earlier = points.last().map(|(point, joined)| (point.year, *joined));
    let doubt = match earlier {
        None => None,
        Some((year, true)) => {
            // 2019年10月至12月: the second half leaves the year out.
            if last.year == YearWord::Unsaid {
                last.year = year;
            }
            Some(DeadlineDoubt::Span)
        }
        Some(_) => Some(DeadlineDoubt::SeveralDates),
    };
    Some((last, doubt))
}

/// 2019—2020年: the first year stands without 年.
fn span_start(scan: Scan<'_>, pos: usize) -> Option<usize> {
    let (_, end) = scan.year(pos)?;
    let dash = scan.any(end, &["至", "到", "-", "—", "~"])?;
    Point::at(scan, dash).is_some().then_some(dash)
}

fn first_year(start: usize, end: usize) -> Point {
    Point { year: YearWord::Unsaid, part: Part::Year, at_end: false, tail: Tail::Bare, start, end }
}

/// 每年10月底 comes back every year and is no deadline.
pub(super) fn recurring(scan: Scan<'_>, start: usize) -> bool {
    ["每", "每年", "每年的", "各年", "历年"].iter().any(|word| scan.ends(start, word))
}

/// A date as people type it: 2026-9-30, 2026/9/30, 2026.9.30, 20260930, 2026-09.
fn typed_date(text: &str) -> Option<(DeadlineKind, Option<DeadlineDoubt>)> {
    let text = text.trim_end_matches(['前', '.']);
    let whole = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<u32> = if whole {
        let value: u32 = text.parse().ok()?;
        vec![value / 10_000, value / 100 % 100, value % 100]
    } else {
        let parts = text.split(['-', '/', '.']);
        parts.map(|part| part.parse().ok()).collect::<Option<_>>()?
    };
    let (year, date, precision) = match *numbers.as_slice() {
        [year, month, day] => {
            let year = i32::try_from(year).ok()?;
            let date = NaiveDate::from_ymd_opt(year, month, day);
            (year, date, Precision::Day)
        }
        [year, month] => {
            let year = i32::try_from(year).ok()?;
            (year, month_end(year, month), Precision::Month)
        }
        _ => return None,
    };
    if !(1949..=2199).contains(&year) {
        return None;
    }
    Some(if let Some(date) = date {
        (DeadlineKind::ByDate { date, precision }, None)
    } else {
        let kind = DeadlineKind::Vague { suggested: None };
        (kind, Some(DeadlineDoubt::NoSuchDay))
    })
}
