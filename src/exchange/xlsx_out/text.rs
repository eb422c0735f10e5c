//! Texts as the format keeps them: `_xHHHH_` means a character there, so that such words of a text are written otherwise.

use std::borrow::Cow;

/// Bytes of `_xHHHH_`.
const LONG: usize = 7;

fn is_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}

fn find(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len().saturating_sub(LONG - 1)).find(|at| bytes.get(*at..).is_some_and(is_mark))
}

/// A text as it is written, so that it is read as it was.
pub(super) fn to_sheet(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") || find(text, 0).is_none() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut from) = (String::with_capacity(text.len() + 8), 0);
    while let Some(at) = find(text, from) {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str("_x005F");
        out.push('_');
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_mark_of_the_format_is_written_so_that_it_means_itself() {
        assert_eq!(to_sheet("_x0041_"), "_x005F_x0041_");
        assert_eq!(to_sheet("编号_x000D_尾"), "编号_x005F_x000D_尾");
        assert_eq!(to_sheet("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_", "the second begins where the first ends");
        for plain in ["a_x12_b", "_x", "整改_xZZZZ_", "_X0041_"] {
            assert_eq!(to_sheet(plain), plain);
        }
    }
}
