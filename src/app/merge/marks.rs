//! Which words of two texts differ: Chinese by characters, numbers and Latin words whole.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// True where the other text says something else.
    pub differs: bool,
}

/// Equal runs shorter than this between two differences are taken for chance.
const CHANCE: usize = 2;

/// Texts longer than so many characters together are compared by clauses, which is quicker and reads better.
const LONG: usize = 6000;

/// Takes two texts apart into pieces that agree and pieces that differ.
pub fn marks(one: &str, other: &str) -> (Vec<Piece>, Vec<Piece>) {
    let long = one.chars().count() + other.chars().count() > LONG;
    let (old, new) = if long { (clauses(one), clauses(other)) } else { (words(one), words(other)) };
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut ends: (Vec<Piece>, Vec<Piece>) = (Vec::new(), Vec::new());
    let n_ops = ops.len();
    for (n, op) in ops.iter().enumerate() {
        let (_, old_range, new_range) = op.as_tag_tuple();
        let between = n > 0 && n + 1 < n_ops;
        let equal = matches!(op, DiffOp::Equal { .. });
        let of = |tokens: &[&str], range: std::ops::Range<usize>| -> String {
            tokens.get(range).unwrap_or_default().concat()
        };
        let (left, right) = (of(&old, old_range), of(&new, new_range));
        let differs = !equal || (between && left.chars().count() < CHANCE);
        push(&mut ends.0, left, differs);
        push(&mut ends.1, right, differs);
    }
    ends
}

fn push(pieces: &mut Vec<Piece>, text: String, differs: bool) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(&text),
        Some(_) | None => pieces.push(Piece { text, differs }),
    }
}

/// A character each, but digits and Latin letters by the run.
fn words(text: &str) -> Vec<&str> {
    cut(text, |before, here| !(in_word(before) && in_word(here)))
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '%')
}

/// Cut behind each mark that ends a clause.
fn clauses(text: &str) -> Vec<&str> {
    cut(text, |before, _| matches!(before, '。' | '；' | '，' | '、' | '\n' | ';' | ','))
}

fn cut(text: &str, is_border: impl Fn(char, char) -> bool) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut rest, mut before) = (text, None);
    let mut at = 0;
    for (place, here) in text.char_indices() {
        if before.is_some_and(|before| is_border(before, here)) {
            let (piece, tail) = rest.split_at_checked(place - at).unwrap_or((rest, ""));
            pieces.push(piece);
            rest = tail;
            at = place;
        }
        before = Some(here);
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing(pieces: &[Piece]) -> Vec<&str> {
        pieces.iter().filter(|piece| piece.differs).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (old, new) = marks("2026年底前完成截污纳管，水质达标", "2027年6月底前完成截污纳管，水质稳定达标");
        assert_eq!(differing(&old), ["2026年"], "a number is marked whole");
        assert_eq!(differing(&new), ["2027年6月", "稳定"]);
    }

    #[test]
    fn one_character_that_agrees_by_chance_is_not_left_alone() {
        let (old, _) = marks("甲乙丙的丁戊己", "子丑寅的卯辰巳");
        assert_eq!(differing(&old), ["甲乙丙的丁戊己"], "the texts have nothing in common");
    }

    #[test]
    fn the_pieces_give_the_texts_back() {
        for (one, other) in [("", "新"), ("a%b 3.5mg/L", "a%c 3.6mg/L"), ("𬀩一\n二", "𬀩一 二"), ("同", "同")]
        {
            let (old, new) = marks(one, other);
            let whole = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
            assert_eq!((whole(&old).as_str(), whole(&new).as_str()), (one, other));
        }
    }

    #[test]
    fn long_texts_are_compared_by_clauses() {
        let long = "整改任务，".repeat(800);
        let (old, new) = marks(&format!("{long}完成一半。"), &format!("{long}全部完成。"));
        assert_eq!((differing(&old), differing(&new)), (vec!["完成一半。"], vec!["全部完成。"]));
    }
}
