//! What a cell can hold: the text as it is written, and as it is read again.
//!
//! **Invariant:** cleaning a cleaned text changes nothing, so that a text read back is compared with one written.

use std::borrow::Cow;

/// A cell of a spreadsheet holds so many UTF-16 units (Excel's own limit).
pub const MOST_UNITS: usize = 32_767;

/// What a text ends with that was too long for a cell.
pub const CUT_MARK: &str = "…（已截断）";

/// The text as a cell can hold it: line breaks as `\n`, no other control characters but tabs, no blanks at its end, cut.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    let plain = text.chars().all(is_writable);
    // Three bytes of UTF-8 are one unit of UTF-16, so that a short text need not be counted.
    if plain && (text.len() <= MOST_UNITS || units(text) <= MOST_UNITS) {
        return Cow::Borrowed(text);
    }
    let kept = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = kept.chars().filter(|c| is_writable(*c)).collect();
    Cow::Owned(cut(kept.trim_end()))
}

/// Whether a text was cut to fit its cell.
pub fn is_cut(text: &str) -> bool {
    text.len() > MOST_UNITS / 2 && text.ends_with(CUT_MARK) && units(text) >= MOST_UNITS - 1
}

/// XML 1.0 holds no other control characters, and no unpaired or reserved code points.
fn is_writable(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        other => !other.is_control(),
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn cut(text: &str) -> String {
    if units(text) <= MOST_UNITS {
        return text.to_owned();
    }
    let mut left = MOST_UNITS - units(CUT_MARK);
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let Some(rest) = left.checked_sub(c.len_utf16()) else {
            break;
        };
        left = rest;
        kept.push(c);
    }
    kept.push_str(CUT_MARK);
    kept
}

/// The name of a sheet whose own name a tab cannot bear.
const NO_NAME: &str = "Sheet1";

/// A name as a sheet's tab can bear it: 31 characters, none of `[]:*?/\`, no quote at either end.
pub fn sheet_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| is_writable(*c) && !matches!(c, '\n' | '\t')).collect();
    let kept: String = kept.replace(['[', ']', ':', '*', '?', '/', '\\'], " ").chars().take(31).collect();
    let kept = kept.trim().trim_matches('\'').trim();
    if kept.is_empty() { NO_NAME.to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_line_breaks_stay() {
        assert_eq!(cell_text("一\r\n二\r三\u{0}\u{b}\t四 \n"), "一\n二\n三\t四");
        assert!(matches!(cell_text("=1+1"), Cow::Borrowed("=1+1")), "nothing to do");
    }

    #[test]
    fn a_long_text_is_cut_to_what_a_cell_holds_and_says_so_and_cleaning_again_changes_nothing() {
        for text in ["字".repeat(40_000), "𠮷".repeat(20_000), format!("a{}", "𠮷".repeat(20_000))] {
            let kept = cell_text(&text).into_owned();
            assert!(units(&kept) <= MOST_UNITS && units(&kept) >= MOST_UNITS - 1, "{}", units(&kept));
            assert!(is_cut(&kept), "it says so");
            assert_eq!(cell_text(&kept), kept, "once is enough");
        }
        let whole = "字".repeat(MOST_UNITS);
        assert_eq!(cell_text(&whole), whole, "it fits");
        assert!(!is_cut(&whole) && !is_cut(CUT_MARK), "nothing was cut");
    }

    #[test]
    fn the_name_of_a_sheet_keeps_to_what_a_tab_can_bear() {
        assert_eq!(sheet_name("'省级[回头看]:2026/09'"), "省级 回头看  2026 09");
        assert_eq!(sheet_name(&"长".repeat(50)).chars().count(), 31);
    }
}
