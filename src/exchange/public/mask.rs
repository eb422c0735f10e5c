//! Makes phone and identity numbers in free texts unreadable.

/// The text with the middle of every mobile number and identity number replaced.
///
/// A number counts where no other letter or digit touches it, so names of records are left alone.
pub(super) fn masked(text: String) -> String {
    if text.bytes().filter(u8::is_ascii_digit).count() < 11 {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            word.push(c);
        } else {
            push(&mut out, &word);
            word.clear();
            out.push(c);
        }
    }
    push(&mut out, &word);
    out
}

fn push(out: &mut String, word: &str) {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let mobile = word.len() == 11 && digits == 11 && word.starts_with('1') && !word.starts_with("10");
    let identity =
        word.len() == 18 && digits >= 17 && word.ends_with(|c: char| c.is_ascii_digit() || c == 'X' || c == 'x');
    if !mobile && !identity {
        out.push_str(word);
        return;
    }
    let (first, last) = if mobile { (3, 4) } else { (6, 2) };
    for (n, c) in word.chars().enumerate() {
        out.push(if n < first || n + last >= word.len() { c } else { '*' });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_and_identity_numbers_are_made_unreadable_and_names_are_not() {
        let of = |text: &str| masked(text.to_owned());
        assert_eq!(of("电话13812345678，王"), "电话138****5678，王");
        assert_eq!(of("61273019900101123X"), "612730**********3X");
        for same in ["2026-11-22", "D3SX202505280018", "0000000000000000000000000000002a", "投资12345678901234元", ""]
        {
            assert_eq!(of(same), same);
        }
    }
}
