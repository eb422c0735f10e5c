//! Strings in RON: what is escaped in them, and nothing else.

/// Adds `value` to `text` as a RON string with its quotes.
pub(super) fn push_string(text: &mut String, value: &str) {
    text.push('"');
    let (mut done, mut at) = (0, 0);
    while let Some(found) = value.as_bytes().get(at..).and_then(next_trouble) {
        at += found;
        let Some(letter) = value.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if !is_plain(letter) || matches!(letter, '"' | '\'' | '\\') {
            text.push_str(value.get(done..at).unwrap_or_default());
            push_escape(text, letter);
            done = at + letter.len_utf8();
        }
        at += letter.len_utf8();
    }
    text.push_str(value.get(done..).unwrap_or_default());
    text.push('"');
}

/// So many bytes are looked at together.
const STEP: usize = 32;

/// Where the next character is that may have to be escaped.
fn next_trouble(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    // Whether there is one at all among some bytes is asked without a branch: that is many times as fast as one by one.
    while let Some(window) = bytes.get(from..).and_then(<[u8]>::first_chunk::<{ STEP + 1 }>) {
        if has_trouble(window) {
            break;
        }
        from += STEP;
    }
    let rest = bytes.get(from..)?;
    if rest.len() <= STEP {
        // Both ends together are all of it, and need not be copied.
        if let (Some(first), Some(last)) = (rest.first_chunk(), rest.last_chunk())
            && !may_have_trouble(first)
            && !may_have_trouble(last)
        {
            return None;
        }
        let mut window = [b' '; STEP + 1];
        window.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
        if !has_trouble(&window) {
            return None;
        }
    }
    let next = rest.iter().skip(1).chain(&[0]);
    let found = rest.iter().zip(next).position(|(byte, next)| may_trouble(*byte, *next) > 0);
    found.map(|at| from + at)
}

/// Whether one of the bytes may trouble, whatever follows it.
fn may_have_trouble(half: &[u8; STEP / 2]) -> bool {
    half.iter().fold(0, |found, byte| found | may_trouble(*byte, 0xbb)) > 0
}

/// Whether one of the bytes but the last may trouble.
fn has_trouble(window: &[u8; STEP + 1]) -> bool {
    window.array_windows().fold(0, |found, [byte, next]| found | may_trouble(*byte, *next)) > 0
}

/// 1 where a character that begins with this byte may have to be escaped; most Chinese ones need not be looked at.
#[expect(clippy::needless_bitwise_bool, reason = "without a branch many are asked at once")]
fn may_trouble(byte: u8, next: u8) -> u8 {
    let is_mark = (byte == b'"') | (byte == b'\'') | (byte == b'\\');
    let is_hidden = (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xd8) | (byte == 0xe1) | (byte == 0xe2);
    // Chinese commas and colons begin like the marks of byte order, which go on with one of these.
    let is_order = (byte == 0xef) & ((next == 0xbb) | (next == 0xbf));
    u8::from(is_mark | is_hidden | is_order)
}

/// Whether `letter` can be seen and neither breaks nor turns the line.
pub(super) const fn is_plain(letter: char) -> bool {
    !matches!(letter,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// Adds a character as an escape.
pub(super) fn push_escape(text: &mut String, letter: char) {
    match letter {
        '\0' => text.push_str("\\0"),
        '\t' => text.push_str("\\t"),
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '"' | '\'' | '\\' => {
            text.push('\\');
            text.push(letter);
        }
        other => text.extend(other.escape_unicode()),
    }
}
