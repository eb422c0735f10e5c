//! Words of a closed list as tables write them: judgements, whether true, how far settled, yes and no, money.

use crate::domain::{
    complaint::{Handling, Verified},
    numerals::narrow_text,
    record::ScheduleRating,
};

/// The judgements that are accepted.
pub const RATINGS: &[&str] = &["尚未启动", "未达到序时进度", "达到序时进度", "超过序时进度", "完成整改"];
/// The words for whether it was found true.
pub const VERIFIED: &[&str] = &["属实", "基本属实", "部分属实", "不属实", "未核实"];
/// The words for how far it is settled.
pub const SETTLED: &[&str] = &["已办结", "阶段性办结", "未办结"];
/// Yes and no.
pub const YES_NO: &[&str] = &["是", "否"];

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"。.（）()".contains(*c)).collect()
}

/// Reads a judgement of a month.
pub fn read_rating(text: &str) -> Option<ScheduleRating> {
    let word = bare(text);
    Some(match word.as_str() {
        "尚未启动" | "未启动" | "未开展" | "尚未开展" => ScheduleRating::NotStarted,
        "未达到序时进度" | "未达到" | "未达序时进度" | "滞后" | "滞后序时进度" | "否" | "落后" => {
            ScheduleRating::Behind
        }
        "达到序时进度" | "达到" | "达序时进度" | "序时" | "正常" | "是" | "序时推进" | "正常推进" => {
            ScheduleRating::OnSchedule
        }
        "超过序时进度" | "超过" | "超序时进度" | "超序时" | "快于序时进度" => {
            ScheduleRating::Ahead
        }
        "完成整改" | "已完成" | "完成" | "已完成整改" | "整改完成" => ScheduleRating::Finished,
        _ => return None,
    })
}

/// The word of a judgement.
pub fn rating_word(rating: ScheduleRating) -> &'static str {
    match rating {
        ScheduleRating::NotStarted => "尚未启动",
        ScheduleRating::Behind => "未达到序时进度",
        ScheduleRating::OnSchedule => "达到序时进度",
        ScheduleRating::Ahead => "超过序时进度",
        ScheduleRating::Finished => "完成整改",
    }
}

/// Reads whether a complaint was found true.
pub fn read_verified(text: &str) -> Option<Verified> {
    let word = bare(text);
    Some(match word.as_str() {
        "属实" | "是" | "举报属实" => Verified::True,
        "基本属实" => Verified::Mostly,
        "部分属实" => Verified::Partly,
        "不属实" | "否" | "举报不属实" => Verified::Untrue,
        "未核实" | "正在核实" | "核实中" => Verified::Open,
        _ => return None,
    })
}

/// The word for whether a complaint was found true.
pub fn verified_word(verified: Verified) -> &'static str {
    match verified {
        Verified::Open => "未核实",
        Verified::True => "属实",
        Verified::Mostly => "基本属实",
        Verified::Partly => "部分属实",
        Verified::Untrue => "不属实",
    }
}

/// Reads how far a complaint is settled.
pub fn read_settled(text: &str) -> Option<Handling> {
    let word = bare(text);
    Some(match word.as_str() {
        "已办结" | "办结" | "是" | "已办理完成" | "已销号" => Handling::Settled,
        "阶段性办结" | "阶段办结" => Handling::InStages,
        "未办结" | "正在办理" | "办理中" | "否" | "在办" | "整改中" => Handling::Open,
        _ => return None,
    })
}

/// The word for how far a complaint is settled.
pub fn settled_word(handling: Handling) -> &'static str {
    match handling {
        Handling::Open => "未办结",
        Handling::InStages => "阶段性办结",
        Handling::Settled => "已办结",
    }
}

/// Reads yes or no.
pub fn read_yes(text: &str) -> Option<bool> {
    match bare(text).as_str() {
        "是" | "√" | "✓" | "有" | "申请" | "Y" | "y" | "1" | "重点" | "*" => Some(true),
        "否" | "×" | "无" | "不申请" | "N" | "n" | "0" | "" | "/" | "-" => Some(false),
        _ => None,
    }
}

/// Reads a count: 3, 3家, 3人, 无.
pub fn read_count(text: &str) -> Option<u32> {
    let word = bare(&narrow_text(text));
    let digits = word.trim_end_matches(['家', '件', '人', '个', '次', '起']).replace(',', "");
    if ["", "无", "/", "-", "—", "0"].contains(&digits.as_str()) { Some(0) } else { digits.parse().ok() }
}

/// Reads money in fen; `in_wan`: a number alone counts ten thousand yuan.
pub fn read_money(text: &str, in_wan: bool) -> Option<u64> {
    let word: String = narrow_text(text).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    if ["", "无", "/", "-", "—"].contains(&word.as_str()) {
        return Some(0);
    }
    let (number, scale) = match (word.strip_suffix("万元").or_else(|| word.strip_suffix('万')), word.strip_suffix('元'))
    {
        (Some(number), _) => (number, 1_000_000),
        (None, Some(number)) => (number, 100),
        (None, None) => (word.as_str(), if in_wan { 1_000_000 } else { 100 }),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u64 = whole.parse().ok()?;
    let mut fen = whole.checked_mul(scale)?;
    let mut place = scale;
    for digit in part.chars() {
        place /= 10;
        fen = fen.checked_add(u64::from(digit.to_digit(10)?) * place)?;
    }
    Some(fen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_in_yuan_and_wan() {
        assert_eq!(read_money("12.5", true), Some(12_500_000));
        assert_eq!(read_money("12.5万元", false), Some(12_500_000));
        assert_eq!(read_money("1,234.50元", true), Some(123_450));
        assert_eq!(read_money("无", false), Some(0));
        assert_eq!(read_money("若干", false), None);
    }

    #[test]
    fn words_of_closed_lists_are_read() {
        assert_eq!(read_rating("是"), Some(ScheduleRating::OnSchedule));
        assert_eq!(read_rating("已 完成"), Some(ScheduleRating::Finished));
        assert_eq!(read_verified("部分属实。"), Some(Verified::Partly));
        assert_eq!(read_settled("阶段性办结"), Some(Handling::InStages));
        assert_eq!((read_count("3家"), read_count("无"), read_count("多")), (Some(3), Some(0), None));
        for word in RATINGS {
            assert_eq!(read_rating(word).map(rating_word), Some(*word));
        }
    }
}
