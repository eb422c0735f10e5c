//! A text beside its half-width form, so that it is read in one width and quoted in its own.

use std::ops::Range;

use crate::domain::numerals::{Scan, narrow};

/// Brackets deeper than this are taken for plain characters.
const MAX_DEPTH: usize = 64;

/// A text in its own and in half width, character by character.
#[derive(Clone, Debug)]
pub(super) struct Wide {
    original: Vec<char>,
    narrow: Vec<char>,
}

impl Wide {
    pub(super) fn new(text: &str) -> Self {
        let original: Vec<char> = text.chars().collect();
        let narrow = original.iter().copied().map(narrow).collect();
        Self { original, narrow }
    }

    pub(super) fn len(&self) -> usize {
        self.narrow.len()
    }

    /// Whether any Arabic figure stands in it.
    pub(super) fn has_figures(&self) -> bool {
        self.narrow.iter().any(char::is_ascii_digit)
    }

    pub(super) fn scan(&self) -> Scan<'_> {
        Scan::new(&self.narrow)
    }

    /// Quotes a part as it was written, without blanks around it.
    pub(super) fn quote(&self, range: Range<usize>) -> String {
        let part = self.original.get(range).unwrap_or_default();
        part.iter().collect::<String>().trim().to_owned()
    }

    /// Returns a part in half width.
    pub(super) fn narrow(&self, range: Range<usize>) -> String {
        self.narrow.get(range).unwrap_or_default().iter().collect()
    }

    /// Returns the positions of these characters outside any bracket.
    pub(super) fn outside_brackets(&self, range: Range<usize>, wanted: &str) -> Vec<usize> {
        let mut open = Vec::new();
        let mut found = Vec::new();
        for at in range {
            let Some(c) = self.scan().at(at) else { break };
            if let Some(close) = closing(c) {
                open.push(close);
            } else if open.last() == Some(&c) {
                open.pop();
            } else if open.is_empty() && wanted.contains(c) {
                found.push(at);
            }
        }
        found
    }

    /// Returns the outermost brackets: where each opens and closes.
    pub(super) fn brackets(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open: Vec<(usize, char)> = Vec::new();
        for at in 0..self.len() {
            let Some(c) = self.scan().at(at) else { break };
            if let Some(close) = closing(c).filter(|_| c != '“') {
                if open.len() < MAX_DEPTH {
                    open.push((at, close));
                }
            } else if let Some(depth) = open.iter().rposition(|(_, close)| *close == c) {
                let start = open.get(depth).map(|(start, _)| *start);
                open.truncate(depth);
                found.extend(start.map(|start| start..at + 1));
            }
        }
        found.sort_by_key(|range| (range.start, usize::MAX - range.end));
        let mut outer: Vec<Range<usize>> = Vec::new();
        for range in found {
            if outer.last().is_none_or(|last| last.end <= range.start) {
                outer.push(range);
            }
        }
        outer
    }
}

/// Takes these marks off both ends, in either width; they are given in half width.
pub(super) fn trim_marks<'a>(text: &'a str, marks: &str) -> &'a str {
    text.trim_matches(|c| marks.contains(narrow(c)))
}

/// Takes these marks off the end, in either width; they are given in half width.
pub(super) fn trim_end_marks<'a>(text: &'a str, marks: &str) -> &'a str {
    text.trim_end_matches(|c| marks.contains(narrow(c)))
}

/// The bracket that closes this one.
fn closing(c: char) -> Option<char> {
    match c {
        '(' => Some(')'),
        '[' => Some(']'),
        '〔' => Some('〕'),
        '【' => Some('】'),
        '《' => Some('》'),
        '“' => Some('”'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_may_stand_in_one_another_and_may_stay_open() {
        let parts = |text: &str| -> Vec<String> {
            let wide = Wide::new(text);
            let found = wide.brackets();
            found.into_iter().map(|range| wide.quote(range)).collect()
        };
        assert_eq!(parts("甲(乙(丙)丁)戊〔己〕"), ["(乙(丙)丁)", "〔己〕"], "nested");
        assert_eq!(parts("甲（乙"), Vec::<String>::new(), "open");
        assert_eq!(parts("甲(乙（丙）"), ["（丙）"], "one of two open");
    }
}
