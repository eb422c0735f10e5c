//! Takes the furniture of printed pages out of a text: page numbers, running heads, sentences cut by the end of a
//! page or of a printed line.
//!
//! **Invariant:** no character is lost: a line is furniture and stays listed, or its text goes on in the line it
//! belongs to.

use std::collections::BTreeMap;

use crate::domain::numerals::{narrow, narrow_text};

use super::{labels, outline::number, wide::Wide};

/// A line of a text as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// Its text, with that of the lines which only go on with it.
    pub text: String,
    /// A page number or a running head.
    pub furniture: bool,
    /// Its text went on in this line, by position.
    pub part_of: Option<usize>,
}

/// A printed line is as wide as the longest within this much (half-width characters): punctuation hangs.
const RAGGED: usize = 6;

/// The narrowest and the widest a printed column of text is, in half-width characters.
const COLUMN: std::ops::RangeInclusive<usize> = 40..=130;

/// A line shorter than this is never taken for one cut by the end of its page, in characters.
const SHORTEST_CUT: usize = 20;

/// Reads the lines of a text; there are as many as the text has.
pub(super) fn printed(text: &str) -> Vec<Printed> {
    let mut lines: Vec<Printed> = text
        .lines()
        .map(|line| Printed { text: line.to_owned(), furniture: is_page_number(line), part_of: None })
        .collect();
    let breaks: Vec<bool> = lines.iter().map(|line| line.furniture || line.text.contains('\u{c}')).collect();
    running_heads(&mut lines, &breaks);
    let column = column(&lines);
    join(&mut lines, &breaks, column);
    lines
}

/// `— 3 —`, `- 3 -`, `第3页 共10页`, `3 / 10`.
fn is_page_number(line: &str) -> bool {
    let narrowed = narrow_text(line);
    let text: String = narrowed.chars().filter(|c| !c.is_whitespace()).collect();
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '一' | '·');
    let inner = text.trim_matches(dash);
    let counted =
        |text: &str| !text.is_empty() && text.chars().count() <= 4 && text.chars().all(|c| c.is_ascii_digit());
    let dashed = text.starts_with(dash) && text.ends_with(dash) && counted(inner);
    let named = text.strip_prefix('第').and_then(|rest| rest.split_once('页')).is_some_and(|(page, rest)| {
        let all = rest.trim_start_matches([',', '/']);
        let all = all.strip_prefix('共').and_then(|all| all.strip_suffix('页'));
        counted(page) && (rest.is_empty() || all.is_some_and(counted))
    });
    let of = text.split_once('/').is_some_and(|(page, all)| counted(page) && counted(all));
    dashed || named || (of && text.len() <= 7)
}

/// A line that stands at the top of several pages.
fn running_heads(lines: &mut [Printed], breaks: &[bool]) {
    let mut tops: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, _) in breaks.iter().enumerate().filter(|(_, ends)| **ends) {
        let next = lines.iter().enumerate().skip(at + 1).find(|(_, line)| !line.text.trim().is_empty());
        if let Some((at, line)) = next.filter(|(_, line)| !line.furniture) {
            tops.entry(narrow_text(line.text.trim())).or_default().push(at);
        }
    }
    for (text, places) in tops {
        let short = text.chars().count() <= 40 && !text.ends_with(['。', ';', ':']);
        if places.len() >= 2 && short && number(&Wide::new(&text)).is_none() {
            for at in places {
                lines.iter_mut().skip(at).take(1).for_each(|line| line.furniture = true);
            }
        }
    }
}

fn width(text: &str) -> usize {
    text.trim().chars().map(narrow).map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How wide the column is, where most lines end because the paper did.
fn column(lines: &[Printed]) -> Option<usize> {
    let mut widths: Vec<usize> =
        lines.iter().filter(|line| !line.furniture).map(|line| width(&line.text)).filter(|wide| *wide > 0).collect();
    widths.sort_unstable();
    let widest = *widths.get(widths.len() * 95 / 100)?;
    let full = widths.iter().filter(|wide| (widest.saturating_sub(RAGGED)..=widest).contains(wide)).count();
    let paper = full >= 8 && full * 5 >= widths.len() * 2 && COLUMN.contains(&widest);
    paper.then_some(widest)
}

/// Puts lines together that only the paper parted.
fn join(lines: &mut [Printed], breaks: &[bool], column: Option<usize>) {
    let mut last: Option<usize> = None;
    let mut over_page = false;
    for at in 0..lines.len() {
        let ends_page = breaks.get(at).copied().unwrap_or_default();
        let Some(line) = lines.get(at) else { break };
        if line.furniture || line.text.trim().is_empty() {
            over_page |= ends_page;
            // An empty line parts paragraphs, except where it only stands around a page number.
            let near_break = breaks.iter().skip(at.saturating_sub(2)).take(5).any(|ends| *ends);
            if !line.furniture && !near_break {
                last = None;
            }
            continue;
        }
        over_page |= line.text.contains('\u{c}');
        let text = line.text.trim().to_owned();
        let before = last.and_then(|last| lines.get(last));
        let goes_on = before.is_some_and(|before| {
            let cut = over_page && before.text.trim().chars().count() >= SHORTEST_CUT;
            let own = last_line(&before.text);
            let full = column.is_some_and(|wide| width(own) + RAGGED >= wide);
            (cut || full) && !is_closed(&before.text) && begins_nothing(&text)
        });
        match last.filter(|_| goes_on) {
            Some(before) => {
                lines.iter_mut().skip(at).take(1).for_each(|line| {
                    line.text.clear();
                    line.part_of = Some(before);
                });
                lines.iter_mut().skip(before).take(1).for_each(|line| {
                    let end = line.text.trim_end().len();
                    line.text.truncate(end);
                    line.text.push('\u{200b}');
                    line.text.push_str(&text);
                });
            }
            None => last = Some(at),
        }
        over_page = false;
    }
    // The seams were marked only to know how wide the last printed line was.
    for line in lines {
        line.text.retain(|c| c != '\u{200b}');
    }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\u{200b}').next().unwrap_or(text)
}

/// The line ends where its sentence or its heading does.
fn is_closed(text: &str) -> bool {
    let last = text.trim_end().chars().last().map(narrow);
    last.is_none_or(|last| matches!(last, '。' | ';' | ':' | '!' | '?' | '”' | '》' | '〕' | '】' | ')' | ']'))
}

/// No number, no label and no annex begins here.
fn begins_nothing(text: &str) -> bool {
    let wide = Wide::new(text);
    let labelled = labels::labels(&wide, 0).first().is_some_and(|hit| hit.start == 0);
    number(&wide).is_none() && !labelled && labels::unknown(&wide, 0).is_none() && !is_annex(text)
}

/// `附件1`, `附件2:任务清单`: something new begins, with a title of its own.
pub(super) fn is_annex(line: &str) -> bool {
    let narrowed = narrow_text(line.trim());
    let Some(rest) = ["附件", "附表", "附录"].iter().find_map(|word| narrowed.strip_prefix(word)) else {
        return false;
    };
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let counted = after.len() < rest.len();
    let after = after.trim_start();
    let title = after.trim_start_matches([':', '.', '-', '、', ' ']);
    let parted = title.len() < after.len() || after.is_empty() || rest.contains([' ', '\u{3000}', '\t']);
    let short = title.chars().count() <= 50 && !title.contains('。');
    short && parted && (counted || after.is_empty() || after.starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        printed(text)
            .into_iter()
            .filter(|line| !line.furniture && !line.text.is_empty())
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn page_numbers_are_known_and_numbers_of_a_list_are_not() {
        for line in ["— 3 —", "-12-", "－１－", "第3页", "第 3 页 共 10 页", "3/10", "  3 / 10 "] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["3", "3.", "2026/9/18", "(3)", "第3项、某河", "一、总则", "", "——", "A/B"] {
            assert!(!is_page_number(line), "{line}");
        }
    }

    #[test]
    fn a_sentence_cut_by_its_page_goes_on_and_a_heading_stands_alone() {
        let text =
            "已完成煤改电一千二百户的施工与验收，正在推\n\n— 3 —\n\n进煤改气工程。\n一、大气\n— 4 —\n下一段文字。\n";
        let joined = ["已完成煤改电一千二百户的施工与验收，正在推进煤改气工程。", "一、大气", "下一段文字。"];
        assert_eq!(texts(text), joined);
        assert_eq!(printed(text).len(), text.lines().count(), "lines keep their numbers");
    }

    #[test]
    fn what_stands_at_the_top_of_every_page_is_furniture() {
        let text = "开头。\n— 1 —\n示例市整改方案\n一、甲。\n— 2 —\n示例市整改方案\n二、乙。\n";
        assert_eq!(texts(text), ["开头。", "一、甲。", "二、乙。"]);
    }

    #[test]
    fn lines_as_wide_as_the_paper_are_one_paragraph() {
        let sentence = "各责任单位要对照清单逐项明确整改目标措施时限和责任人并按月报送进展情况同时把问题表现写清楚";
        let paragraph: String = sentence.repeat(8);
        let letters: Vec<char> = paragraph.chars().collect();
        let lines: Vec<String> = letters.chunks(28).map(|line| line.iter().collect()).collect();
        let text = format!("{}。\n一、加强领导\n2026年6月底前完成。\n", lines.join("\n"));
        assert_eq!(
            texts(&text),
            [format!("{paragraph}。"), "一、加强领导".to_owned(), "2026年6月底前完成。".to_owned()]
        );
    }

    #[test]
    fn an_annex_is_known_by_its_word_alone() {
        for line in
            ["附件", "附件1", "附件：", "附件 2", "附件3：示例市整改任务清单", "附表一 任务分工表", "附件1 整改清单"]
        {
            assert!(is_annex(line), "{line}");
        }
        for line in
            ["附件材料齐全", "附件应当一并报送。", "附近企业停产", "附件1所列企业由市生态环境局负责，2026年底前完成。"]
        {
            assert!(!is_annex(line), "{line}");
        }
    }
}
