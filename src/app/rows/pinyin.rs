//! First letters of Chinese words, so that 县住建局 is found by xzjj without the input method.
//!
//! A character that is read in several ways counts as each of them: 重 is z and c. Signs between words are
//! passed over.

use std::ops::Range;

use pinyin::ToPinyinMulti as _;

use crate::domain::numerals::narrow;

/// The letters a character may stand for: bits 0 to 25 for a to z, 26 to 35 for the digits.
pub(super) type Letters = u64;

/// The bit of a Latin letter or digit.
fn bit(c: char) -> Letters {
    let c = c.to_ascii_lowercase();
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
        _ => 0,
    }
}

/// The letters of a character; none for a sign.
pub(super) fn letters(c: char) -> Letters {
    let plain = bit(narrow(c));
    if plain != 0 || c.is_ascii() {
        return plain;
    }
    let Some(readings) = c.to_pinyin_multi() else {
        return 0;
    };
    let firsts = readings.into_iter().filter_map(|reading| reading.plain().chars().next());
    firsts.map(bit).fold(0, |all, one| all | one)
}

/// What was typed as letters; nothing where anything else than letters and digits was typed.
pub(super) fn typed_letters(typed: &str) -> Option<Vec<Letters>> {
    let bits = typed.chars().filter(|c| !c.is_whitespace()).map(narrow).map(bit);
    let all: Option<Vec<_>> = bits.map(|bit| (bit != 0).then_some(bit)).collect();
    all.filter(|all| !all.is_empty())
}

/// The first letters of a text, each character in its usual reading: `hcst` of 黑臭水体.
pub fn initials(text: &str) -> String {
    use pinyin::ToPinyin as _;
    let first = |c: char| {
        let plain = narrow(c).to_ascii_lowercase();
        if plain.is_ascii_alphanumeric() {
            return Some(plain);
        }
        c.to_pinyin().and_then(|reading| reading.plain().chars().next())
    };
    text.chars().filter_map(first).collect()
}

/// True where what was typed are first letters of neighbouring characters of the text.
pub fn matches_initials(text: &str, typed: &str) -> bool {
    initials_range(text, typed).is_some()
}

/// Where in the text the first letters that were typed stand, as bytes on character boundaries.
pub fn initials_range(text: &str, typed: &str) -> Option<Range<usize>> {
    let wanted = typed_letters(typed)?;
    let places = text.char_indices().map(|(at, c)| (at, at + c.len_utf8(), letters(c)));
    let places: Vec<_> = places.filter(|(_, _, letters)| *letters != 0).collect();
    let found = places.windows(wanted.len()).find(|window| {
        let pairs = window.iter().zip(&wanted);
        pairs.into_iter().all(|((_, _, letters), wanted)| letters & wanted != 0)
    })?;
    Some(found.first()?.0..found.last()?.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, typed: &str, found: &str) {
        let range = initials_range(text, typed);
        assert_eq!(range.and_then(|range| text.get(range)), Some(found), "{typed} in {text}");
    }

    #[test]
    fn the_first_letters_of_a_text_are_those_of_its_usual_readings() {
        assert_eq!(initials("横山县住建局"), "hsxzjj");
        assert_eq!(initials("S26-001，Ａ区"), "s26001aq");
        assert_eq!(initials("（）、。"), "");
    }

    #[test]
    fn letters_find_neighbouring_characters_wherever_they_stand() {
        check("横山县住建局", "hsx", "横山县");
        check("横山县住建局", "ZJJ", "住建局");
        check("污水（一期）直排", "wsyq", "污水（一期");
        check("S26-001", "s26001", "S26-001");
        assert!(!matches_initials("横山县住建局", "hsz"), "县 stands between them");
        assert!(!matches_initials("短", "dd"), "longer than the text");
    }

    #[test]
    fn a_character_of_several_readings_is_found_by_each() {
        for typed in ["zdwt", "cdwt"] {
            check("重点问题", typed, "重点问题");
        }
        for typed in ["hy", "xy"] {
            check("银行业", typed, "行业");
        }
        for typed in ["zz", "cz"] {
            check("县长张", typed, "长张");
        }
    }

    #[test]
    fn chinese_and_signs_are_no_first_letters() {
        for typed in ["横", "h山", "-", "", "  "] {
            assert!(!matches_initials("横山", typed), "{typed}");
        }
    }
}
