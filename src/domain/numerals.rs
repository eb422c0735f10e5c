//! Chinese numerals and full-width characters, read character by character.

use std::{borrow::Cow, str::FromStr};

/// Returns the half-width form of a character, where it has one.
///
/// One character becomes one character, so positions stay what they were.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '﹙' => '(',
        '﹚' => ')',
        '﹔' => ';',
        '﹕' => ':',
        other => other,
    }
}

/// Returns the half-width form of a text, character for character.
pub fn narrow_text(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// Returns a full-width letter or digit as an input method left in full width types it, in half width; signs stay,
/// for Chinese ones are full-width.
pub const fn plain_letter(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => match char::from_u32(c as u32 - 0xfee0) {
            Some(plain) => plain,
            None => c,
        },
        other => other,
    }
}

/// Returns a text as searches compare it: in lower case, letters and digits in half width.
pub fn searchable(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| c.is_uppercase() || plain_letter(c) != c) {
        Cow::Owned(text.chars().map(plain_letter).flat_map(char::to_lowercase).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Reads a number as people type it: full-width digits, blanks around it, commas between thousands.
pub fn read_number<N: FromStr>(text: &str) -> Option<N> {
    let plain: String = narrow_text(text).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = if has_thousands(&plain) { plain.replace(',', "") } else { plain };
    plain.parse().ok()
}

/// Whether every comma stands before three digits: 1,234,567 and not 1,5.
fn has_thousands(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',').skip(1).peekable();
    groups.peek().is_some() && groups.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns the value of one Chinese digit.
pub fn digit(c: char) -> Option<u32> {
    let value = match c {
        '〇' | '○' | '零' | 'Ｏ' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

/// Tells whether a character can be part of a number, in either writing.
pub fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || matches!(c, '十' | '百' | '千')
}

/// A text as half-width characters, looked at from any position.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    chars: &'a [char],
}

impl<'a> Scan<'a> {
    /// Looks at characters that [`narrow`] has been through.
    pub fn new(chars: &'a [char]) -> Self {
        Self { chars }
    }

    /// Returns how many characters there are.
    pub fn len(self) -> usize {
        self.chars.len()
    }

    /// Tells whether there are no characters.
    pub fn is_empty(self) -> bool {
        self.chars.is_empty()
    }

    /// Returns the character at a position.
    pub fn at(self, pos: usize) -> Option<char> {
        self.chars.get(pos).copied()
    }

    /// Returns the character before a position.
    pub fn before(self, pos: usize) -> Option<char> {
        pos.checked_sub(1).and_then(|pos| self.at(pos))
    }

    /// Returns the position after any blanks.
    pub fn skip(self, mut pos: usize) -> usize {
        while self.at(pos) == Some(' ') {
            pos += 1;
        }
        pos
    }

    /// Returns the position after this word, if it stands here (blanks before it allowed).
    pub fn word(self, pos: usize, word: &str) -> Option<usize> {
        let mut at = self.skip(pos);
        for c in word.chars() {
            if self.at(at) != Some(c) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Returns the position after the first of these words that stands here.
    pub fn any(self, pos: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.word(pos, word))
    }

    /// Tells whether the text before a position ends with this word.
    pub fn ends(self, pos: usize, word: &str) -> bool {
        let length = word.chars().count();
        pos.checked_sub(length).is_some_and(|start| self.word(start, word) == Some(pos) && self.at(start) != Some(' '))
    }

    /// Reads a number in Arabic or Chinese numerals: its value and the position after it.
    pub fn number(self, pos: usize) -> Option<(u32, usize)> {
        let pos = self.skip(pos);
        self.arabic(pos).or_else(|| self.chinese(pos))
    }

    fn arabic(self, pos: usize) -> Option<(u32, usize)> {
        let mut value: u32 = 0;
        let mut at = pos;
        while let Some(figure) = self.at(at).and_then(|c| c.to_digit(10)) {
            value = value.checked_mul(10)?.checked_add(figure)?;
            at += 1;
        }
        (at > pos).then_some((value, at))
    }

    /// Numbers below a thousand: 三, 十二, 二十, 一百零五.
    fn chinese(self, pos: usize) -> Option<(u32, usize)> {
        let (mut total, mut open, mut at) = (0_u32, None::<u32>, pos);
        while let Some(c) = self.at(at) {
            if let Some(figure) = digit(c) {
                if open.is_some_and(|figure| figure > 0) {
                    return None;
                }
                open = Some(figure);
            } else if c == '十' {
                total += open.unwrap_or(1) * 10;
                open = None;
            } else if c == '百' {
                total += open? * 100;
                open = None;
            } else {
                break;
            }
            at += 1;
        }
        (at > pos).then_some((total + open.unwrap_or(0), at))
    }

    /// Reads a year of four figures in either writing.
    pub fn year(self, pos: usize) -> Option<(i32, usize)> {
        let start = self.skip(pos);
        let arabic = self.at(start).is_some_and(|c| c.is_ascii_digit());
        let mut value = 0_i32;
        for offset in 0..4 {
            let c = self.at(start + offset)?;
            let figure = if arabic { c.to_digit(10) } else { digit(c) };
            value = value * 10 + i32::try_from(figure?).ok()?;
        }
        let end = start + 4;
        let longer = self.at(end).is_some_and(is_numeral);
        ((1949..=2199).contains(&value) && !longer).then_some((value, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_typed_in_full_width_is_the_number() {
        assert_eq!(read_number::<u32>("　１２ "), Some(12));
        assert_eq!(read_number::<f64>("－３．５"), Some(-3.5));
        assert_eq!(read_number::<i32>("＋7"), Some(7));
        assert_eq!(read_number::<u64>("1，234,567"), Some(1_234_567));
        assert_eq!(read_number::<f64>("1,5"), None);
        assert_eq!(read_number::<u32>("十二"), None);
        assert_eq!(read_number::<u32>(""), None);
    }

    #[test]
    fn a_search_sees_no_width_and_no_case_and_keeps_chinese_signs() {
        assert_eq!(searchable("Ｓ２６－ABc（一）"), "s26－abc（一）");
        assert!(matches!(searchable("黑臭水体 s26"), Cow::Borrowed(_)));
    }

    fn number(text: &str) -> Option<u32> {
        let chars: Vec<char> = text.chars().map(narrow).collect();
        Scan::new(&chars).number(0).map(|(value, _)| value)
    }

    #[test]
    fn numbers_are_read_in_both_writings_and_widths() {
        let cases = [
            ("3个", Some(3)),
            ("３０日", Some(30)),
            ("三个", Some(3)),
            ("十月", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("三十一", Some(31)),
            ("一百零五", Some(105)),
            ("个", None),
            ("99999999999", None),
        ];
        for (text, value) in cases {
            assert_eq!(number(text), value, "{text}");
        }
    }

    #[test]
    fn a_year_has_four_figures() {
        let year = |text: &str| {
            let chars: Vec<char> = text.chars().map(narrow).collect();
            Scan::new(&chars).year(0).map(|(year, _)| year)
        };
        assert_eq!(year("2019年"), Some(2019), "figures");
        assert_eq!(year("２０１９年"), Some(2019), "full width");
        assert_eq!(year("二〇一九年"), Some(2019), "Chinese");
        assert_eq!(year("二○一九年"), Some(2019), "the other zero");
        assert_eq!(year("20190930"), None, "a longer number");
        assert_eq!(year("19年"), None, "two figures");
    }
}
