//! Which issues of a piece may have a word, told by its characters and by neighbouring pairs of them, with no text read.
//!
//! **Invariant:** an issue that has the word is never passed by.

/// So many signs a text may have: 256 bytes an issue. One of 300 different characters and 450 different pairs has a third of
/// them.
const TEXT_SIGNS: usize = 1 << 11;

/// Letters and digits.
const LETTERS: usize = 36;

/// Each letter, and each pair of letters: no two share a sign. 167 bytes an issue.
const LETTER_SIGNS: usize = LETTERS + LETTERS * LETTERS;

/// For each sign, the issues that have it: a bit for each place in the piece.
///
/// So laid out a word costs a line of bits for each of its signs, however long the texts are.
#[derive(Debug, Default)]
pub(super) struct Signs {
    lines: Vec<u64>,
    /// Words of 64 bits in a line.
    width: usize,
}

/// Places of a piece that may have a word; all of them where nothing tells.
pub(super) struct Places(Option<Vec<u64>>);

impl Places {
    pub(super) fn has(&self, at: usize) -> bool {
        let word = self.0.as_ref().and_then(|words| words.get(at / 64));
        word.is_none_or(|word| word >> (at % 64) & 1 == 1)
    }
}

impl Signs {
    pub(super) fn of_texts(n_issues: usize) -> Self {
        Self::new(TEXT_SIGNS, n_issues)
    }

    pub(super) fn of_letters(n_issues: usize) -> Self {
        Self::new(LETTER_SIGNS, n_issues)
    }

    fn new(n_signs: usize, n_issues: usize) -> Self {
        let width = n_issues.div_ceil(64);
        Self { lines: vec![0; n_signs * width], width }
    }

    /// The issue at this place has these signs. Nothing is kept where there is no room for it.
    pub(super) fn set(&mut self, at: usize, signs: impl Iterator<Item = usize>) {
        let (word, bit) = (at / 64, 1 << (at % 64));
        if word < self.width {
            for sign in signs {
                if let Some(place) = self.lines.get_mut(sign * self.width + word) {
                    *place |= bit;
                }
            }
        }
    }

    /// The places that have every one of these signs.
    pub(super) fn places(&self, signs: &[usize]) -> Places {
        if self.width == 0 {
            return Places(None);
        }
        let mut all = vec![u64::MAX; self.width];
        for sign in signs {
            let line = self.lines.get(sign * self.width..(sign + 1) * self.width).unwrap_or_default();
            all.iter_mut().zip(line).for_each(|(all, line)| *all &= line);
        }
        Places(Some(all))
    }
}

/// Spreads neighbouring numbers over all signs: the upper bits of a multiplication by the golden ratio.
fn spread(number: u32) -> usize {
    (number.wrapping_mul(0x9e37_79b1) >> (u32::BITS - TEXT_SIGNS.trailing_zeros())) as usize
}

/// The signs of a text: of its characters, and of those that stand side by side.
pub(super) fn text_signs(text: &str) -> impl Iterator<Item = usize> {
    let mut before = 0_u32;
    text.chars().map(u32::from).flat_map(move |c| {
        let pair = before.rotate_left(16) ^ c;
        before = c.wrapping_mul(0x85eb_ca6b);
        [spread(c), spread(pair)]
    })
}

/// The signs of a word that is asked for, which may begin in the middle of a text.
pub(super) fn word_signs(word: &str) -> Vec<usize> {
    text_signs(word).enumerate().filter(|(n, _)| *n != 1).map(|(_, sign)| sign).collect()
}

/// The signs of the sets of letters that stand side by side; an empty set parts.
pub(super) fn signs_of_sets(sets: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    let mut before = 0;
    sets.flat_map(move |set| {
        let firsts = std::mem::replace(&mut before, set);
        let pairs = bits(firsts).flat_map(move |first| bits(set).map(move |next| LETTERS * (first + 1) + next));
        bits(set).chain(pairs)
    })
}

/// The numbers of the bits that are set.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        next
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn where_nothing_was_set_up_every_place_may_have_every_word() {
        let mut signs = Signs::default();
        signs.set(0, text_signs("污水"));
        assert!(signs.places(&word_signs("管网")).has(0));
    }

    #[test]
    fn a_text_of_other_characters_is_passed_by() {
        let mut signs = Signs::of_texts(70);
        signs.set(3, text_signs("污水处理厂"));
        signs.set(69, text_signs("水污处理"));
        let places = signs.places(&word_signs("污水"));
        let found: Vec<_> = (0..70).filter(|at| places.has(*at)).collect();
        assert_eq!(found, [3], "the other has both characters, and not side by side");
    }

    #[test]
    fn a_pair_of_letters_stands_for_itself_only() {
        let mut signs = Signs::of_letters(2);
        let set = |letters: &str| letters.bytes().fold(0, |set, letter| set | 1 << (letter - b'a'));
        // 重 is c and z; an empty set stands between two fields.
        signs.set(0, signs_of_sets([set("cz"), set("d"), 0, set("x")].into_iter()));
        let has = |typed: &str| {
            let typed: Vec<_> = signs_of_sets(typed.bytes().map(|letter| 1 << (letter - b'a'))).collect();
            signs.places(&typed).has(0)
        };
        for typed in ["c", "z", "d", "x", "cd", "zd"] {
            assert!(has(typed), "{typed}");
        }
        for typed in ["a", "dc", "dx", "cz"] {
            assert!(!has(typed), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_may_be_in_it(
            text in ".{0,40}",
            (from, to) in (0_usize..40, 0_usize..40),
        ) {
            let word: String = text.chars().skip(from).take(to).collect();
            let mut signs = Signs::of_texts(1);
            signs.set(0, text_signs(&text));
            prop_assert!(signs.places(&word_signs(&word)).has(0));
        }
    }
}
