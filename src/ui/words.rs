//! The general words of the screen: what any page may need. Words of one page stand in their own `words_*.rs`.
//!
//! Buttons say their deed (there is no "OK"); short text ends without a full stop; no colon after a label.

pub mod backward;
mod bars;
pub mod cases;
pub mod closures;
pub mod complaints;
pub mod computer;
mod deadlines;
mod deeds;
pub mod documents;
mod draws;
pub mod drops;
pub mod duty;
pub mod evidence;
pub mod exchange;
pub mod exchange_hand_out;
pub mod exchange_packages;
mod failures;
mod fields;
pub mod grid;
pub mod handover;
mod history;
pub mod import;
pub mod issue_page;
mod issue_page_cards;
mod issue_page_said;
pub mod issues_page;
mod manual;
pub mod merge;
mod notices;
pub mod overview;
pub mod overview_cards;
mod records;
mod refusals;
pub mod register;
pub mod reports;
pub mod review;
mod settings;
pub mod sheets;
mod states;
pub mod supervision;
mod values;
pub mod views;
mod welcome;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};

pub use bars::*;
pub use deadlines::*;
pub use deeds::*;
pub use drops::{
    DROP_ANY, DROP_ASKS, DROP_BEGINS, DROP_NOTHING, DROP_NOTHING_YET, DROP_OPENS, DROP_READS, DROP_READS_TABLE,
    DROP_TAKES, drop_adds, drop_adds_or_reads, drop_adds_or_takes,
};
pub use failures::*;
pub use fields::*;
pub use history::*;
pub use manual::*;
pub use notices::*;
pub use records::*;
pub use refusals::*;
pub use settings::*;
pub use states::*;
pub use values::*;
pub use welcome::*;

/// What the program is called.
pub const PROGRAM: &str = "整改台账";

/// Leaves a dialog without doing anything.
pub const CANCEL: &str = "取消";

/// Puts away something that is only shown.
pub const CLOSE: &str = "关闭";

/// Takes a filter or a text away.
pub const CLEAR: &str = "清除";

/// Takes one filter off; the filter's name follows.
pub const TAKE_OFF: &str = "去掉筛选";

/// Beside the label of a field that must be filled.
pub const REQUIRED: &str = "必填";

/// Beside the label of a field that may stay empty.
pub const OPTIONAL: &str = "选填";

/// Under a list that a typed filter has emptied.
pub const NO_MATCH: &str = "没有相符的项";

/// In a choice field while nothing is chosen.
pub const CHOOSE: &str = "请选择";

/// Under a date field whose text is no date, with forms that would be accepted.
pub const NOT_A_DATE: &str = "不是完整的日期，可写 2026-09-30 或 9月30日";

/// Opens the calendar of a date field.
pub const OPEN_CALENDAR: &str = "打开日历";

/// The calendar one month back.
pub const MONTH_BEFORE: &str = "上个月";

/// The calendar one month on.
pub const MONTH_AFTER: &str = "下个月";

/// The day that is today.
pub const TODAY: &str = "今天";

/// Stops a running job.
pub const STOP: &str = "停止";

/// Puts a notice away.
pub const DISMISS: &str = "知道了";

/// Takes the last change back.
pub const UNDO: &str = "撤销";

/// Does again what was taken back.
pub const REDO: &str = "重做";

/// Opens the lines that did not fit on a bar.
pub const MORE: &str = "更多";

/// A file that is kept and whole.
pub const PICTURE: &str = "图片";

/// The heads of a calendar's columns, Monday first.
pub const WEEKDAY_HEADS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// The name of a weekday.
pub fn weekday(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

/// A date as the program writes it everywhere.
pub fn date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// A date within a year that is plain from the context.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%m-%d").to_string()
}

/// A date that may lie years away: with its year where that is not the present one.
pub fn near_date(date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() { short_date(date) } else { self::date(date) }
}

/// A date with its weekday, as the date field repeats what it understood.
pub fn date_with_weekday(date: NaiveDate) -> String {
    format!("{} {}", self::date(date), weekday(date))
}

/// The head of a calendar.
pub fn month_title(date: NaiveDate) -> String {
    format!("{} 年 {} 月", date.year(), date.month())
}

/// A month on an axis.
pub fn month(month: u32) -> String {
    format!("{month}月")
}

/// The first month of a year on an axis that spans years.
pub fn year(year: i32) -> String {
    format!("{year}年")
}

/// The flag at today's line.
pub fn today_flag(today: NaiveDate) -> String {
    format!("{TODAY} {}", short_date(today))
}

/// How far a job has come.
pub fn job_progress(what: &str, done: usize, total: usize) -> String {
    if total == 0 { what.to_owned() } else { format!("{what} {done} / {total}") }
}

/// A step that is behind.
pub const STEP_DONE: &str = "已完成";

/// The step the issue stands at.
pub const STEP_NOW: &str = "进行中";

/// A step still to come.
pub const STEP_LATER: &str = "未到";

/// A step that sent the issue back.
pub const STEP_RETURNED: &str = "已退回";

/// A step this round does without.
pub const STEP_SKIPPED: &str = "不需要";

/// What a screen reader says of one step.
pub fn step(number: usize, word: &str, state: &str, when: &str) -> String {
    let mut said = format!("第 {number} 步 {word} {state}");
    if !when.is_empty() {
        said.push(' ');
        said.push_str(when);
    }
    said
}

/// Something on a checklist, as a screen reader says it.
pub fn there_or_missing(there: bool) -> &'static str {
    if there { "已有" } else { "缺" }
}

/// The kind of file a ledger is, in file dialogs.
pub const LEDGER_FILE: &str = "整改台账";

/// The kinds of file a plan is, in file dialogs.
pub const PLAN_FILE: &str = "整改方案";

/// A time of day as a save state tells it.
pub fn clock_time(time: NaiveDateTime) -> String {
    time.format("%H:%M").to_string()
}

/// A day with its time, as a history tells it.
pub fn date_and_time(time: NaiveDateTime) -> String {
    time.format("%Y-%m-%d %H:%M").to_string()
}

/// The size of a file.
pub fn file_size(bytes: u64) -> String {
    const STEP: f64 = 1024.0;
    let size = bytes as f64;
    if size < STEP {
        format!("{bytes} 字节")
    } else if size < STEP * STEP {
        format!("{:.0} KB", size / STEP)
    } else if size < STEP * STEP * STEP {
        format!("{:.1} MB", size / STEP / STEP)
    } else {
        format!("{:.1} GB", size / STEP / STEP / STEP)
    }
}

/// The words of a long text up to `chars` characters, for one line.
pub fn cut(text: &str, chars: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= chars {
        return flat;
    }
    let mut kept: String = flat.chars().take(chars.saturating_sub(1)).collect();
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters_and_says_so() {
        assert_eq!(cut("推进污水厂提标改造", 5), "推进污水…", "four and the sign");
        assert_eq!(cut("一行\n两行", 9), "一行 两行", "line breaks become blanks");
    }

    #[test]
    fn a_file_size_is_told_in_the_unit_people_use() {
        assert_eq!(file_size(999), "999 字节", "small");
        assert_eq!(file_size(2_048), "2 KB", "kilobytes");
        assert_eq!(file_size(3_565_158), "3.4 MB", "megabytes");
    }
}
