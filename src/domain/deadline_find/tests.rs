//! What looking only where a deadline may begin must not change.

use super::*;

/// Pieces of plans: every way a deadline begins, what stands around it, and what looks like one.
const PIECES: &[&str] = &[
    "立行立改",
    "立即整改",
    "边督边改",
    "立查立改",
    "即知即改",
    "长期坚持",
    "并长期坚持",
    "持续推进",
    "力争",
    "争取",
    "原则上",
    "基本",
    "力求",
    "尽可能",
    "尽量",
    "不迟于",
    "最迟到",
    "到",
    "至",
    "自",
    "从",
    "十四五",
    "“十四五”末",
    "‘十三五’期间",
    "本世纪中叶",
    "21世纪末",
    "二十一世纪",
    "2026年",
    "２０２６年",
    "二〇二六年",
    "今年",
    "本年度",
    "当年",
    "明年",
    "次年",
    "年底",
    "年末",
    "年内",
    "上半年",
    "下半年",
    "第三季度",
    "三季度末",
    "6月",
    "六月底",
    "12月31日",
    "上旬",
    "中旬",
    "底",
    "末",
    "初",
    "前",
    "之前",
    "以内",
    "内",
    "起",
    "为止",
    "半年",
    "3个月",
    "20个工作日",
    "一年",
    "主汛期",
    "汛期",
    "雨季",
    "采暖季",
    "供暖期",
    "取暖季",
    "秋冬季",
    "冬季",
    "入冬",
    "国庆节",
    "“五一”",
    "春节",
    "封冻",
    "冰冻期",
    "完成整改",
    "完成",
    "，",
    "。",
    "；",
    " ",
    "\u{3000}",
    "\n",
    "《2025年方案》",
    "（",
    "）",
    "截至",
    "已",
    "的",
    "达到90%",
    "制定专项整改方案",
    "污水处理厂",
    "内蒙古",
    "和",
    "千",
    "百",
    "零",
    "\"",
    "「",
    "近三年",
];

fn text(seed: u64) -> String {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    (0..3 + next() % 12).map(|_| PIECES[next() % PIECES.len()]).collect()
}

#[test]
fn passing_over_what_begins_nothing_loses_no_deadline() {
    let mut n_found = 0;
    for seed in 0..6_000 {
        let text = text(seed);
        for year in [None, Some(2026)] {
            let found = find_deadlines(&text, year);
            assert_eq!(found, find(&text, year, |_| true), "{text}");
            n_found += found.len();
        }
    }
    assert!(n_found > 5_000, "the texts have deadlines: {n_found}");
}

#[test]
fn every_word_a_deadline_begins_with_is_looked_at() {
    for word in SOFT.iter().chain(IMMEDIATE) {
        assert!(word.chars().next().is_some_and(may_begin), "{word}");
    }
    for word in crate::domain::deadline_parse::season_names() {
        assert!(word.chars().next().is_some_and(may_begin), "{word}");
    }
}
