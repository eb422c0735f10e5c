//! Recognises the number a line begins with: 一、 (一) 1. (1) ①.

use super::wide::Wide;

/// The kinds of numbers, the highest heading first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NumberKind {
    /// 第一章, 第一部分.
    Part,
    /// 一、
    Chinese,
    /// (一)
    ChineseInBrackets,
    /// 问题一: or 第3项
    Named,
    /// 1. or 1、
    Arabic,
    /// (1) or 1)
    ArabicInBrackets,
    /// ①
    Circled,
    /// 一是, only among measures.
    Spoken,
}

/// The number at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub kind: NumberKind,
    pub value: u32,
    /// Where the number ends, in characters.
    pub end: usize,
    /// `3.2公里` may be a decimal; it counts only where 3 is expected.
    pub doubtful: bool,
}

/// Reads the number at the beginning of a line.
pub(super) fn number(line: &Wide) -> Option<Number> {
    let start = line.scan().skip(0);
    part(line, start)
        .or_else(|| named(line, start))
        .or_else(|| in_brackets(line, start))
        .or_else(|| circled(line, start))
        .or_else(|| plain(line, start))
        .filter(|number| line.scan().skip(number.end) < line.len() || number.kind <= NumberKind::Arabic)
}

/// Reads 一是, 二是 at the beginning of a measure.
pub(super) fn spoken(line: &Wide) -> Option<Number> {
    let scan = line.scan();
    let start = scan.skip(0);
    let (value, end) = scan.number(start)?;
    let end = scan.word(end, "是")?;
    let arabic = scan.at(start).is_some_and(|c| c.is_ascii_digit());
    (!arabic && (1..30).contains(&value)).then(|| found(NumberKind::Spoken, value, end))
}

fn found(kind: NumberKind, value: u32, end: usize) -> Number {
    Number { kind, value, end, doubtful: false }
}

fn part(line: &Wide, start: usize) -> Option<Number> {
    let scan = line.scan();
    let (value, end) = scan.number(scan.word(start, "第")?)?;
    let end = scan.any(end, &["章", "部分", "编", "篇", "节"])?;
    let end = scan.any(end, &[":", "、"]).unwrap_or(end);
    Some(found(NumberKind::Part, value, end))
}

/// 问题一:, 任务12:, 第3项.
fn named(line: &Wide, start: usize) -> Option<Number> {
    let scan = line.scan();
    let nth = scan.word(start, "第").and_then(|end| {
        let (value, end) = scan.number(end)?;
        Some((value, scan.any(end, &["项", "条"])?))
    });
    if let Some((value, end)) = nth {
        let stop = scan.any(end, &[":", "、", ".", " "])?;
        return Some(found(NumberKind::Named, value, stop));
    }
    let words = ["整改任务", "反馈问题", "具体问题", "问题", "任务", "事项"];
    let (value, end) = scan.number(scan.any(start, &words)?)?;
    let stop = scan.any(end, &[":", "、"])?;
    (1..1000).contains(&value).then(|| found(NumberKind::Named, value, stop))
}

fn in_brackets(line: &Wide, start: usize) -> Option<Number> {
    let scan = line.scan();
    let open = scan.word(start, "(")?;
    let (value, end) = scan.number(open)?;
    let arabic = scan.at(scan.skip(open))?.is_ascii_digit();
    let end = scan.word(end, ")")?;
    let end = scan.any(end, &["、", "."]).unwrap_or(end);
    let kind = if arabic { NumberKind::ArabicInBrackets } else { NumberKind::ChineseInBrackets };
    (1..200).contains(&value).then(|| found(kind, value, end))
}

fn circled(line: &Wide, start: usize) -> Option<Number> {
    let c = line.scan().at(start)?;
    let value = match c {
        '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
        '⑴'..='⒇' => u32::from(c) - u32::from('⑴') + 1,
        _ => return None,
    };
    Some(found(NumberKind::Circled, value, start + 1))
}

fn plain(line: &Wide, start: usize) -> Option<Number> {
    let scan = line.scan();
    let arabic = scan.at(start)?.is_ascii_digit();
    let (value, end) = scan.number(start)?;
    if !(1..200).contains(&value) || scan.at(end) == Some(' ') {
        return None;
    }
    if !arabic {
        let stop = scan.any(end, &["、", "."])?;
        return Some(found(NumberKind::Chinese, value, stop));
    }
    if let Some(stop) = scan.word(end, ")") {
        return Some(found(NumberKind::ArabicInBrackets, value, stop));
    }
    let stop = scan.any(end, &[".", "、"])?;
    let figure = scan.at(stop).is_some_and(|c| c.is_ascii_digit());
    let dated = scan.year(stop).is_some_and(|(_, end)| scan.word(end, "年").is_some());
    Some(Number { kind: NumberKind::Arabic, value, end: stop, doubtful: figure && !dated })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_kind_are_recognised_in_both_widths() {
        let cases = [
            ("一、总体要求", Some((NumberKind::Chinese, 1, 2))),
            ("十一、总体要求", Some((NumberKind::Chinese, 11, 3))),
            ("(三)提高", Some((NumberKind::ChineseInBrackets, 3, 3))),
            ("（三十六）提高", Some((NumberKind::ChineseInBrackets, 36, 5))),
            ("1.加强", Some((NumberKind::Arabic, 1, 2))),
            ("１．加强", Some((NumberKind::Arabic, 1, 2))),
            ("12、加强", Some((NumberKind::Arabic, 12, 3))),
            ("1.2019年底前", Some((NumberKind::Arabic, 1, 2))),
            ("(1)加强", Some((NumberKind::ArabicInBrackets, 1, 3))),
            ("②加强", Some((NumberKind::Circled, 2, 1))),
            ("问题一：某河", Some((NumberKind::Named, 1, 4))),
            ("第3项、某河", Some((NumberKind::Named, 3, 4))),
            ("问题一直存在", None),
            ("第一部分 总则", Some((NumberKind::Part, 1, 4))),
            ("2019年6月28日", None),
            ("(试行)", None),
            ("(2018-2030年)", None),
            ("一是加强", None),
            ("三座污水处理厂", None),
        ];
        for (line, meaning) in cases {
            let got = number(&Wide::new(line)).map(|n| (n.kind, n.value, n.end));
            assert_eq!(got, meaning, "{line}");
        }
        let decimal = number(&Wide::new("3.2公里")).unwrap();
        assert!(decimal.doubtful, "may be a decimal");
    }
}
