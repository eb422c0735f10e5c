//! Sums of money as people type them, kept in fen.

/// Reads a sum typed in yuan or ten thousand yuan into fen; nothing where it is no sum.
///
/// Full-width digits, commas between digits, and 元 or 万元 at the end are understood: `12.5万元`, `3,000 元`, `０.８万`.
/// A plain number is yuan. More than two decimals of a fen are refused, for nobody pays them.
#[doc(alias = "罚款")]
pub fn read_money(text: &str) -> Option<u64> {
    let plain: String = text.trim().chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(&plain);
    let without_yuan = plain.strip_suffix("元整").or_else(|| plain.strip_suffix('元')).unwrap_or(plain);
    let (digits, decimals) = match without_yuan.strip_suffix(['万', '萬']) {
        Some(digits) => (digits, 6),
        None => (without_yuan, 2),
    };
    fen(digits, decimals)
}

/// A decimal number moved by so many places, without going through floating point.
fn fen(digits: &str, decimals: usize) -> Option<u64> {
    let digits = digits.replace(',', "");
    let (whole, rest) = digits.split_once('.').unwrap_or((&digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !numeric(whole) || !numeric(rest) || (whole.is_empty() && rest.is_empty()) {
        return None;
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > decimals {
        return None;
    }
    format!("{whole}{rest:0<decimals$}").parse().ok()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' | '。' => '.',
        '，' | '、' => ',',
        other => other,
    }
}

/// A sum as it is typed again: ten thousand yuan where that is shorter, else yuan.
pub fn money_to_type(fen: u64) -> String {
    let decimal = |value: u64, places: usize| {
        let text = format!("{value:0>width$}", width = places + 1);
        let (whole, rest) = text.split_at_checked(text.len() - places).unwrap_or((&text, ""));
        let rest = rest.trim_end_matches('0');
        if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
    };
    if fen >= 1_000_000 && fen.is_multiple_of(10_000) {
        format!("{}万元", decimal(fen, 6))
    } else {
        format!("{}元", decimal(fen, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_in_yuan_and_in_wan() {
        let sums = [
            ("0", 0),
            ("1200", 120_000),
            ("1200.5", 120_050),
            ("3,000 元", 300_000),
            ("12.5万元", 12_500_000),
            ("０.８万", 800_000),
            ("1 万元整", 1_000_000),
            ("￥99.99", 9_999),
            ("0.000001万", 1),
        ];
        for (text, fen) in sums {
            assert_eq!(read_money(text), Some(fen), "{text}");
        }
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        for text in ["", "元", "一万", "-3", "1.2.3", "1.234", "12万5", "1e3", "99999999999999999999万"] {
            assert_eq!(read_money(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_that_is_typed_again_is_the_same() {
        for fen in [0, 1, 99, 100, 120_050, 999_999, 1_000_000, 12_500_000, 12_340_001, 500_000_000] {
            assert_eq!(read_money(&money_to_type(fen)), Some(fen), "{}", money_to_type(fen));
        }
        assert_eq!(money_to_type(12_500_000), "12.5万元", "shorter in wan");
    }
}
