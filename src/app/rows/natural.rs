//! Numbers on paper in the order a person reads them: 2. before 10., S26-002 before S26-010, 一 before 十.

use crate::domain::numerals::narrow;

/// A piece of a number on paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Digits.
    Number(u64),
    /// Anything else.
    Words(String),
}

/// A number on paper as it sorts.
pub fn natural(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut chars = text.trim().chars().map(narrow).flat_map(char::to_lowercase).peekable();
    while let Some(first) = chars.next() {
        if let Some(digit) = first.to_digit(10) {
            let mut number = u64::from(digit);
            while let Some(more) = chars.peek().and_then(|c| c.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(u64::from(more));
                chars.next();
            }
            pieces.push(Piece::Number(number));
        } else if let Some((number, taken)) = chinese(first, &chars) {
            for _ in 1..taken {
                chars.next();
            }
            pieces.push(Piece::Number(number));
        } else {
            match pieces.last_mut() {
                Some(Piece::Words(words)) => words.push(first),
                _ => pieces.push(Piece::Words(first.to_string())),
            }
        }
    }
    pieces
}

/// 一 to 九十九 at the head, and how many characters it takes.
fn chinese(first: char, rest: &(impl Iterator<Item = char> + Clone)) -> Option<(u64, usize)> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|it| it == c).map(|it| it as u64);
    let mut rest = rest.clone();
    let (tens, mut taken) = match (first, digit(first)) {
        ('十', _) => (1, 1),
        (_, Some(tens)) => match rest.next() {
            Some('十') => (tens, 2),
            _ => return Some((tens, 1)),
        },
        (_, None) => return None,
    };
    let ones = rest.next().and_then(digit);
    taken += usize::from(ones.is_some());
    Some((tens * 10 + ones.unwrap_or_default(), taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &[&str]) {
        let mut found = sorted.to_vec();
        found.reverse();
        found.sort_by_key(|text| natural(text));
        assert_eq!(found, sorted);
    }

    #[test]
    fn numbers_on_paper_sort_as_a_person_reads_them() {
        check(&["1.", "2.", "10."]);
        check(&["S26-002", "S26-010", "S26-101"]);
        check(&["一", "二", "九", "十", "十一", "二十", "二十一"]);
        check(&["（一）1", "（一）２", "（二）1"]);
    }
}
