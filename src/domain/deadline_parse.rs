//! The grammar of a point in time: 2020年6月底, 三季度末, “十四五”末, 汛期.

use super::numerals::{Scan, is_numeral};

/// The year as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearWord {
    Named(i32),
    /// 今年 (0), 明年 (1).
    Offset(i32),
    Unsaid,
}

/// The part of the year a point names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Year,
    Half(u32),
    Quarter(u32),
    Month(u32),
    /// 上旬, 中旬, 下旬.
    Tenth(u32, u32),
    Day(u32, u32),
    /// 年初 is month 1; the beginning of a month has no agreed day.
    Beginning(u32),
    /// A season, with the month and day before which it usually begins.
    Season(Option<(u32, u32)>),
    /// The last year of a five-year plan.
    Period(i32),
    Century(i32),
}

/// What follows a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    Bare,
    Before,
    Within,
    From,
    Until,
}

/// One point in time within a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub year: YearWord,
    pub part: Part,
    /// 底 or 末 is written.
    pub at_end: bool,
    pub tail: Tail,
    pub start: usize,
    pub end: usize,
}

type Season = (&'static str, Option<(u32, u32)>);

const SEASONS: &[Season] = &[
    ("主汛期", Some((5, 31))),
    ("汛期", Some((5, 31))),
    ("雨季", Some((5, 31))),
    ("采暖季", Some((10, 31))),
    ("采暖期", Some((10, 31))),
    ("供暖季", Some((10, 31))),
    ("供暖期", Some((10, 31))),
    ("取暖季", Some((10, 31))),
    ("秋冬季", Some((9, 30))),
    ("冬季", Some((11, 30))),
    ("入冬", Some((11, 30))),
    ("国庆节", Some((9, 30))),
    ("国庆", Some((9, 30))),
    ("“五一”", Some((4, 30))),
    ("“十一”", Some((9, 30))),
    ("春节", None),
    ("春耕", None),
    ("春灌", None),
    ("封冻", None),
    ("冰冻期", None),
];

/// The names of all seasons.
#[cfg(test)]
pub(super) fn season_names() -> impl Iterator<Item = &'static str> {
    SEASONS.iter().map(|(name, _)| *name)
}

const PERIODS: &[(&str, i32)] =
    &[("十一五", 2010), ("十二五", 2015), ("十三五", 2020), ("十四五", 2025), ("十五五", 2030), ("十六五", 2035)];

impl Point {
    /// Reads the point that begins here.
    pub(super) fn at(scan: Scan<'_>, pos: usize) -> Option<Self> {
        let start = scan.skip(pos);
        let starts_number = scan.at(start).is_some_and(is_numeral);
        if starts_number && scan.before(start).is_some_and(is_numeral) {
            return None;
        }
        period(scan, start)
            .or_else(|| century(scan, start))
            .or_else(|| with_year(scan, start))
            .or_else(|| without_year(scan, start))
            .map(|found| found.with_tail(scan))
    }

    fn new(start: usize, year: YearWord, (part, at_end, end): (Part, bool, usize)) -> Self {
        Self { year, part, at_end, tail: Tail::Bare, start, end }
    }

    fn with_tail(mut self, scan: Scan<'_>) -> Self {
        let after = scan.any(self.end, &["(含)"]).unwrap_or(self.end);
        // 2020年前三季度 and 春节前后 are no limits.
        let before =
            scan.any(after, &["到来之前", "来临之前", "到来前", "来临前", "开始前", "结束前", "之前", "以前", "前"]);
        if let Some(end) = before {
            let goes_on = scan.any(end, &["后", "期", "述", "往"]).is_some()
                || scan.number(end).is_some_and(|(_, at)| scan.any(at, &["季度", "个季度", "个月", "月"]).is_some());
            if !goes_on {
                (self.tail, self.end) = (Tail::Before, end);
            }
        } else if let Some(end) = unless(scan, after, &["以内", "之内", "内"], &["蒙", "部", "容", "涝"]) {
            (self.tail, self.end) = (Tail::Within, end);
        } else if let Some(end) = unless(scan, after, &["起", "开始"], &["草", "诉", "步"]) {
            (self.tail, self.end) = (Tail::From, end);
        } else if let Some(end) = scan.any(after, &["为止", "止"]) {
            (self.tail, self.end) = (Tail::Until, end);
        } else {
            self.end = after;
        }
        self
    }
}

/// Finds a word that must not go on as another one: 内, but not 内蒙古.
fn unless(scan: Scan<'_>, pos: usize, words: &[&str], not: &[&str]) -> Option<usize> {
    let end = scan.any(pos, words)?;
    scan.any(end, not).is_none().then_some(end)
}
fn period(scan: Scan<'_>, start: usize) -> Option<Point> {
    let open = scan.any(start, &["“", "\"", "‘", "「"]).unwrap_or(start);
    let (name, year) = PERIODS.iter().find_map(|(name, year)| Some((scan.word(open, name)?, *year)))?;
    let close = scan.any(name, &["”", "\"", "’", "」"]).unwrap_or(name);
    let during = scan.any(close, &["规划期", "时期", "期间", "期"]).unwrap_or(close);
    let end = scan.any(during, &["末期", "期末", "末", "底"]);
    let found = (Part::Period(year), end.is_some(), end.unwrap_or(during));
    Some(Point::new(start, YearWord::Named(year), found))
}

fn century(scan: Scan<'_>, start: usize) -> Option<Point> {
    let name = scan.any(start, &["本世纪", "二十一世纪", "21世纪"])?;
    let (year, end) = scan
        .any(name, &["中叶", "中期"])
        .map(|end| (2050, end))
        .or_else(|| scan.any(name, &["末", "末叶"]).map(|end| (2100, end)))?;
    Some(Point::new(start, YearWord::Named(year), (Part::Century(year), true, end)))
}

fn with_year(scan: Scan<'_>, start: usize) -> Option<Point> {
    let named = scan.year(start).and_then(|(year, end)| Some((YearWord::Named(year), scan.word(end, "年")?)));
    let (year, end) = named.or_else(|| {
        let this = scan.any(start, &["今年", "本年", "当年"]);
        this.map(|end| (YearWord::Offset(0), end))
            .or_else(|| Some((YearWord::Offset(1), scan.any(start, &["明年", "次年"])?)))
    })?;
    let end = scan.any(end, &["度"]).unwrap_or(end);
    let whole = (Part::Year, false, end);
    let found = within_year(scan, end)
        .or_else(|| season(scan, end))
        .or_else(|| year_end(scan, end))
        .or_else(|| Some((Part::Beginning(1), false, scan.any(end, &["年初", "初"])?)))
        .unwrap_or(whole);
    Some(Point::new(start, year, found))
}

fn without_year(scan: Scan<'_>, start: usize) -> Option<Point> {
    let found = within_year(scan, start)
        .or_else(|| {
            let end = scan.any(start, &["年底", "年末", "年终"])?;
            Some((Part::Year, true, end))
        })
        .or_else(|| season(scan, start))
        .or_else(|| {
            let end = scan.word(start, "年")?;
            let within = scan.any(end, &["内", "以内", "之内"]).is_some();
            // 半年内 and 三年内 are counts.
            let counts = scan.before(start).is_some_and(|c| is_numeral(c) || c == '半');
            (within && !counts).then_some((Part::Year, false, end))
        })?;
    Some(Point::new(start, YearWord::Unsaid, found))
}

type Found = (Part, bool, usize);

fn year_end(scan: Scan<'_>, pos: usize) -> Option<Found> {
    let end = scan.any(pos, &["年底", "年末", "年终", "底", "末"])?;
    Some((Part::Year, true, end))
}

fn season(scan: Scan<'_>, pos: usize) -> Option<Found> {
    let (usual, end) = SEASONS.iter().find_map(|(name, usual)| Some((*usual, scan.word(pos, name)?)))?;
    Some((Part::Season(usual), false, end))
}

fn within_year(scan: Scan<'_>, pos: usize) -> Option<Found> {
    if let Some(end) = scan.any(pos, &["上半年", "下半年"]) {
        let half = if scan.word(pos, "上").is_some() { 1 } else { 2 };
        let last = scan.any(end, &["底", "末"]);
        return Some((Part::Half(half), last.is_some(), last.unwrap_or(end)));
    }
    let ordinal = scan.word(pos, "第").unwrap_or(pos);
    let (number, end) = scan.number(ordinal)?;
    if let Some(end) = scan.any(end, &["季度"]) {
        let last = scan.any(end, &["底", "末"]);
        let found = (Part::Quarter(number), last.is_some(), last.unwrap_or(end));
        return (1..=4).contains(&number).then_some(found);
    }
    let end = scan.any(end, &["月份", "月"])?;
    (1..=12).contains(&number).then(|| within_month(scan, number, end))
}

fn within_month(scan: Scan<'_>, month: u32, end: usize) -> Found {
    if let Some((day, after)) = scan.number(end)
        && let Some(after) = scan.any(after, &["日", "号"])
    {
        return (Part::Day(month, day), false, after);
    }
    for (tenth, word) in [(1, "上旬"), (2, "中旬"), (3, "下旬")] {
        if let Some(end) = scan.word(end, word) {
            return (Part::Tenth(month, tenth), true, end);
        }
    }
    if let Some(end) = scan.any(end, &["月底", "月末", "底", "末"]) {
        return (Part::Month(month), true, end);
    }
    match scan.any(end, &["初"]) {
        Some(end) => (Part::Beginning(month), false, end),
        None => (Part::Month(month), false, end),
    }
}
