//! Where in a cell the words of a search stand, for marking them.

use std::ops::Range;

use super::pinyin::initials_range;
use crate::domain::numerals::{plain_letter, searchable};

/// The words of a search, in lower case.
pub(super) fn words(query: &str) -> impl Iterator<Item = String> {
    query.split_whitespace().map(|word| searchable(word).into_owned())
}

/// Where the words of `query` stand in `text`, as bytes on character boundaries, in order and apart from each
/// other: each place of a word, or the characters it names by their first letters.
pub fn hit_ranges(text: &str, query: &str) -> Vec<Range<usize>> {
    ranges(text, query, true)
}

/// Like [`hit_ranges`], for texts that are not searched by first letters.
pub fn word_ranges(text: &str, query: &str) -> Vec<Range<usize>> {
    ranges(text, query, false)
}

fn ranges(text: &str, query: &str, letters: bool) -> Vec<Range<usize>> {
    if text.is_empty() || query.trim().is_empty() {
        return Vec::new();
    }
    let lowered = Lowered::of(text);
    let mut found = Vec::new();
    for word in words(query) {
        let before = found.len();
        found.extend(lowered.text.match_indices(&word).filter_map(|(at, hit)| lowered.range(at, at + hit.len())));
        if letters && found.len() == before {
            found.extend(initials_range(text, &word));
        }
    }
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// A text in lower case, and where each of its characters came from.
struct Lowered {
    text: String,
    /// Where a character begins in the lower case and where it began and ended before.
    from: Vec<(usize, Range<usize>)>,
}

impl Lowered {
    fn of(text: &str) -> Self {
        let mut lowered = Self { text: String::with_capacity(text.len()), from: Vec::new() };
        for (at, c) in text.char_indices() {
            lowered.from.push((lowered.text.len(), at..at + c.len_utf8()));
            lowered.text.extend(plain_letter(c).to_lowercase());
        }
        lowered
    }

    fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let place = |at: usize| self.from.partition_point(|(from, _)| *from <= at).checked_sub(1);
        let first = self.from.get(place(start)?)?;
        let last = self.from.get(place(end.checked_sub(1)?)?)?;
        Some(first.1.start..last.1.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, query: &str, marked: &[&str]) {
        let found: Vec<_> = hit_ranges(text, query).into_iter().filter_map(|range| text.get(range)).collect();
        assert_eq!(found, marked, "{query} in {text}");
    }

    #[test]
    fn every_place_of_every_word_is_marked_whatever_its_case() {
        check("Sewage 直排，SEWAGE 外溢", "sewage", &["Sewage", "SEWAGE"]);
        check("河道垃圾与河道淤积", "河道 垃圾", &["河道垃圾", "河道"]);
        check("编号 Ｓ２６ 与 s26", "S２6", &["Ｓ２６", "s26"]);
        check("河道垃圾", "扬尘", &[]);
        check("河道垃圾", " ", &[]);
    }

    #[test]
    fn characters_named_by_their_first_letters_are_marked_where_the_letters_are_not_there_themselves() {
        check("横山县住建局", "zjj", &["住建局"]);
        check("ZJJ 与住建局", "zjj", &["ZJJ"]);
    }

    #[test]
    fn a_character_that_grows_in_lower_case_shifts_nothing() {
        check("İstanbul 直排", "直排", &["直排"]);
        check("İstanbul 直排", "stan", &["stan"]);
    }

    proptest! {
        #[test]
        fn marks_are_in_order_apart_and_on_character_boundaries(text in "[a-cA-C中重行İ ，1]{0,12}", query in "[a-z中重 1]{0,4}") {
            let mut end = 0;
            for range in hit_ranges(&text, &query) {
                prop_assert!(range.start >= end && range.start < range.end, "{range:?}");
                prop_assert!(text.get(range.clone()).is_some(), "{range:?} cuts a character");
                end = range.end;
            }
        }
    }
}
