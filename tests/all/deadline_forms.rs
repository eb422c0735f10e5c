//! Every form in which a document writes a deadline, as tables.

use chrono::NaiveDate;
use proptest::prelude::*;
use rectification_ledger::domain::{
    deadline::{Deadline, DeadlineKind, RelativeUnit},
    deadline_find::find_deadlines,
    deadline_words::{read_deadline, read_deadline_of_year, resolve_relative},
};

/// What a deadline means, in short: kind, date, precision, then the flags and the doubt.
fn short(deadline: &Deadline) -> String {
    let date = deadline.shown_date().map_or_else(|| "-".to_owned(), |date| date.to_string());
    let precision = deadline.precision().map_or("-", |precision| precision.word());
    let mut text = format!("{} {date} {precision}", deadline.kind_word());
    for (flag, word) in [(deadline.soft, " soft"), (deadline.standing, " standing"), (deadline.immediate, " immediate")]
    {
        if flag {
            text.push_str(word);
        }
    }
    if let Some(doubt) = deadline.doubt {
        text = format!("{text} {doubt:?}");
    }
    text
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
        other => other,
    };
    text.chars().map(wide).collect()
}

/// Words, and their meaning without anything else known.
const FORMS: &[(&str, &str)] = &[
    ("到2020年", "by_date 2020-12-31 year YearOnly"),
    ("2020年", "by_date 2020-12-31 year YearOnly"),
    ("2020年内", "by_date 2020-12-31 year YearOnly"),
    ("2020年完成", "by_date 2020-12-31 year YearOnly"),
    ("2020年底", "by_date 2020-12-31 year"),
    ("2020年底前", "by_date 2020-12-31 year"),
    ("2020年年底前", "by_date 2020-12-31 year"),
    ("2020年末", "by_date 2020-12-31 year"),
    ("2020年年末", "by_date 2020-12-31 year"),
    ("到2020年底", "by_date 2020-12-31 year"),
    ("到2020年年底", "by_date 2020-12-31 year"),
    ("2020年12月底", "by_date 2020-12-31 month"),
    ("2020年6月底前", "by_date 2020-06-30 month"),
    ("2020年2月底前", "by_date 2020-02-29 month"),
    ("2019年2月末", "by_date 2019-02-28 month"),
    ("2020年6月底之前完成", "by_date 2020-06-30 month"),
    ("2020年6月份底前", "by_date 2020-06-30 month"),
    ("2019年10月", "by_date 2019-10-31 month"),
    ("2020年9月30日", "by_date 2020-09-30 day"),
    ("2020年9月30日前", "by_date 2020-09-30 day"),
    ("2020年9月30号之前", "by_date 2020-09-30 day"),
    ("2020 年 9 月 30 日前", "by_date 2020-09-30 day"),
    ("2020年上半年", "by_date 2020-06-30 half"),
    ("2020年上半年前", "by_date 2020-06-30 half"),
    ("2020年上半年底前", "by_date 2020-06-30 half"),
    ("2020年下半年", "by_date 2020-12-31 half"),
    ("2020年第三季度末前", "by_date 2020-09-30 quarter"),
    ("2020年三季度末", "by_date 2020-09-30 quarter"),
    ("2020年1季度末", "by_date 2020-03-31 quarter"),
    ("2020年第一季度", "by_date 2020-03-31 quarter"),
    ("2020年四季度底前", "by_date 2020-12-31 quarter"),
    ("2020年10月上旬", "by_date 2020-10-10 month"),
    ("2020年10月中旬前", "by_date 2020-10-20 month"),
    ("2020年2月下旬", "by_date 2020-02-29 month"),
    ("2020年前", "by_date 2020-12-31 year YearBefore"),
    ("2020年之前", "by_date 2020-12-31 year YearBefore"),
    ("2020年以前", "by_date 2020-12-31 year YearBefore"),
    ("2020年8月前", "by_date 2020-07-31 month MonthBefore"),
    ("2020年1月前", "by_date 2019-12-31 month MonthBefore"),
    ("2020年三季度前", "by_date 2020-06-30 quarter MonthBefore"),
    ("8月前", "vague - - NoYear"),
    ("8月底前", "vague - - NoYear"),
    ("9月30日", "vague - - NoYear"),
    ("年底前", "vague - - NoYear"),
    ("三季度末", "vague - - NoYear"),
    ("上半年", "vague - - NoYear"),
    ("2019年2月30日", "vague - - NoSuchDay"),
    ("力争2020年底前", "by_date 2020-12-31 year soft Soft"),
    ("争取2020年6月底前", "by_date 2020-06-30 month soft Soft"),
    ("原则上2020年6月底前", "by_date 2020-06-30 month soft Soft"),
    ("2020年底前基本完成", "by_date 2020-12-31 year soft Soft"),
    ("力争到2020年", "by_date 2020-12-31 year soft YearOnly"),
    ("自2019年10月起", "from_date 2019-10-01 month"),
    ("自2019年10月1日起", "from_date 2019-10-01 day"),
    ("2023年7月1日起", "from_date 2023-07-01 day"),
    ("从2020年开始", "from_date 2020-01-01 year"),
    ("自2020年第二季度起", "from_date 2020-04-01 quarter"),
    ("3个月内", "relative - - NoBase"),
    ("三个月内", "relative - - NoBase"),
    ("半年内", "relative - - NoBase"),
    ("30日内", "relative - - NoBase"),
    ("30天之内", "relative - - NoBase"),
    ("20个工作日内", "relative - - NoBase"),
    ("自印发之日起3个月内", "relative - - NoBase"),
    ("立行立改", "none - - immediate"),
    ("立即整改", "none - - immediate"),
    ("边督边改", "none - - immediate"),
    ("长期坚持", "none - - standing"),
    ("持续推进", "none - - standing"),
    ("常态化", "none - - standing"),
    ("立行立改,长期坚持", "none - - standing immediate"),
    ("2020年底前并长期坚持", "by_date 2020-12-31 year standing"),
    ("2024年底前,并长期坚持", "by_date 2024-12-31 year standing"),
    ("立行立改,2020年6月底前完成,并长期坚持", "by_date 2020-06-30 month standing immediate"),
    ("立即整改,力争2020年底前完成", "by_date 2020-12-31 year soft immediate Soft"),
    ("到本世纪中叶", "vague 2050-12-31 - MidCentury"),
    ("“十四五”末", "by_date 2025-12-31 year Period"),
    ("“十五五”期末", "by_date 2030-12-31 year Period"),
    ("汛期前", "vague - - Season"),
    ("2020年汛期前", "vague 2020-05-31 - Season"),
    ("2020年采暖季前", "vague 2020-10-31 - Season"),
    ("2020年春节前", "vague - - Season"),
    ("2020年初", "vague 2020-01-10 - Season"),
    ("二〇一九年十月", "by_date 2019-10-31 month"),
    ("二○二○年十二月底前", "by_date 2020-12-31 month"),
    ("二〇二〇年九月三十日前", "by_date 2020-09-30 day"),
    ("2026-9-30", "by_date 2026-09-30 day"),
    ("2026-09-30", "by_date 2026-09-30 day"),
    ("2026/9/30", "by_date 2026-09-30 day"),
    ("2026.9.30", "by_date 2026-09-30 day"),
    ("20260930", "by_date 2026-09-30 day"),
    ("2026-09", "by_date 2026-09-30 month"),
    ("2026-9-31", "vague - - NoSuchDay"),
    ("2019—2020年", "by_date 2020-12-31 year YearOnly"),
    ("2019年10月至12月", "by_date 2019-12-31 month Span"),
    ("2019年6月底前启动,2020年6月底前完成", "by_date 2020-06-30 month SeveralDates"),
    ("", "none - -"),
    ("无", "none - -"),
    ("尽快", "vague - - Unreadable"),
    ("每年10月底前", "vague - - Unreadable"),
];

#[test]
fn every_form_means_what_the_table_says_in_both_widths() {
    let mut wrong = Vec::new();
    for (words, meaning) in FORMS {
        for words in [(*words).to_owned(), full_width(words)] {
            let deadline = read_deadline(&words, None);
            let got = short(&deadline);
            if got != *meaning || deadline.words != words {
                wrong.push(format!("{words}: {got}, not {meaning}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

#[test]
fn a_base_gives_the_year_and_the_start_of_a_count() {
    let cases = [
        ("8月底前", "by_date 2020-08-31 month YearAssumed"),
        ("8月前", "by_date 2020-07-31 month MonthBefore"),
        ("9月30日", "by_date 2020-09-30 day YearAssumed"),
        ("年底前", "by_date 2020-12-31 year YearAssumed"),
        ("上半年", "by_date 2020-06-30 half YearAssumed"),
        ("2月底前", "by_date 2021-02-28 month YearAssumed"),
        ("今年底前", "by_date 2020-12-31 year YearAssumed"),
        ("明年6月底前", "by_date 2021-06-30 month YearAssumed"),
        ("汛期前", "vague 2020-05-31 - Season"),
        ("3个月内", "relative 2020-06-30 day"),
        ("1个月内", "relative 2020-04-30 day"),
        ("半年内", "relative 2020-09-30 day"),
        ("一年内", "relative 2021-03-31 day"),
        ("30日内", "relative 2020-04-30 day"),
        ("两周内", "relative 2020-04-14 day"),
        ("力争3个月内", "relative 2020-06-30 day soft Soft"),
        ("20个工作日内", "relative - - NoCalendar"),
    ];
    for (words, meaning) in cases {
        let got = short(&read_deadline(words, Some(day(2020, 3, 31))));
        assert_eq!(got, meaning, "{words}");
    }
}

#[test]
fn working_days_are_counted_by_the_calendar_handed_in() {
    let read = read_deadline("20个工作日内", None);
    let start = day(2020, 3, 2);
    let known = resolve_relative(read.clone(), start, |_, _| Some(day(2020, 3, 27)));
    assert_eq!(short(&known), "relative 2020-03-27 day", "counted");
    let missing = resolve_relative(read, start, |_, _| None);
    assert_eq!(short(&missing), "relative - - NoCalendar", "no such year");
    let months = resolve_relative(read_deadline("3个月内", None), start, |_, _| None);
    assert_eq!(short(&months), "relative 2020-06-02 day", "needs no calendar");
    let DeadlineKind::Relative { count, unit, .. } = months.kind else {
        panic!("relative");
    };
    assert_eq!((count, unit), (3, RelativeUnit::Month), "the words' own count");
}

/// Running text of the year 2019, and the words of the deadlines in it.
const PROSE: &[(&str, &[&str])] = &[
    ("该厂2018年发生泄漏。", &[]),
    ("按《示例2019年工作方案》(示发〔2019〕7号)分工负责", &[]),
    ("完成2019年淘汰任务", &[]),
    ("2018年10月15日至11月4日开展督察", &[]),
    ("以秋冬季(10月至次年3月)为重点", &[]),
    ("排放强度比2015年下降17%", &[]),
    ("截至2018年底已建成3座", &[]),
    ("2017年底前建成的小锅炉", &[]),
    ("每年10月底前开展一次", &[]),
    ("2020年前三季度达标", &[]),
    ("春节前后禁止焚烧", &[]),
    ("2019年内蒙古方向来沙", &[]),
    ("近3个月内多次超标", &[]),
    ("统筹谋划“十四五”工作", &[]),
    ("常态化开展检查,持续推进工程建设", &[]),
    ("2019年底完成拆改", &["2019年底"]),
    ("2019年10月底前,完成提标改造", &["2019年10月底前"]),
    ("到2020年,用水总量控制在12亿立方米以内", &["到2020年"]),
    ("到2024年底建成,到2025年投运", &["到2024年底", "到2025年"]),
    ("2020年年底前,向社会开放", &["2020年年底前"]),
    ("11月底前基本完成整治任务", &["11月底前"]),
    ("力争9月底前完成核发", &["力争9月底前"]),
    ("修订责任清单,2019年10月底前印发", &["2019年10月底前"]),
    ("2019年印发的方案继续执行", &[]),
    ("力争2020年上半年完成清运", &["力争2020年上半年"]),
    ("自2019年10月起实施", &["自2019年10月起"]),
    ("2023年7月1日起,实施国六标准", &["2023年7月1日起"]),
    ("完成治理,并于2020年前投运", &["2020年前"]),
    ("3个月内提出处理意见", &["3个月内"]),
    ("自印发之日起30日内报送", &["自印发之日起30日内"]),
    ("2020年汛期前完成清淤", &["2020年汛期前"]),
    ("到本世纪中叶,全面提升", &["到本世纪中叶"]),
    ("“十四五”末达到70%", &["“十四五”末"]),
    ("立行立改,2020年6月底前完成,并长期坚持。", &["立行立改,2020年6月底前完成,并长期坚持"]),
    ("立行立改,长期坚持。", &["立行立改,长期坚持"]),
    ("2024年底前,并长期坚持", &["2024年底前,并长期坚持"]),
    ("２０２０年６月底前建成", &["２０２０年６月底前"]),
    ("二〇二〇年六月底前建成", &["二〇二〇年六月底前"]),
];

#[test]
fn running_text_gives_its_deadlines_and_nothing_else() {
    let mut wrong = Vec::new();
    for (text, words) in PROSE {
        let found = find_deadlines(text, Some(2019));
        let got: Vec<_> = found.iter().map(|hit| hit.deadline.words.as_str()).collect();
        if got != *words {
            wrong.push(format!("{text}: {got:?}, not {words:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_found_deadline_means_what_its_words_mean_alone() {
    for (text, _) in PROSE {
        for hit in find_deadlines(text, Some(2019)) {
            let alone = read_deadline_of_year(&hit.deadline.words, Some(2019));
            assert_eq!(alone.kind, hit.deadline.kind, "{text}");
            assert_eq!(alone.standing, hit.deadline.standing, "{text}");
            assert_eq!(alone.immediate, hit.deadline.immediate, "{text}");
        }
    }
}

proptest! {
    #[test]
    fn no_words_break_the_reader_and_all_are_kept(words in "[0-9一二三四五六七八九十〇年月日底前末上下半季度第个内起至到自力争,，。 “”《》〔〕-]{0,24}|.{0,40}") {
        let deadline = read_deadline(&words, Some(day(2020, 3, 31)));
        prop_assert_eq!(&deadline.words, &words);
        let chars: Vec<char> = words.chars().collect();
        let mut last = 0;
        for hit in find_deadlines(&words, Some(2020)) {
            prop_assert!(hit.range.start >= last && hit.range.end <= chars.len());
            let inside: String = chars[hit.range.clone()].iter().collect();
            prop_assert_eq!(&inside, &hit.deadline.words);
            last = hit.range.end;
        }
    }

    #[test]
    fn both_widths_mean_the_same(words in "(2019|2020)年(底前|6月底前|9月30日前|上半年|三季度末|前|)(,并长期坚持|完成|)") {
        prop_assert_eq!(short(&read_deadline(&words, None)), short(&read_deadline(&full_width(&words), None)));
    }
}
