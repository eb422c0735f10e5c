//! The words of the tabs of supervision: notices for several issues, rounds of ratings, reminders, draws, scores.

use chrono::NaiveDate;

pub use super::draws::*;

use crate::{
    app::duty::ChaseUnit,
    domain::{
        IssueId,
        ledger::Ledger,
        record::{Month, ScheduleRating},
        supervision::SupervisionLevel,
    },
    ui::words,
};

/// Tabs of the page.
pub const RATINGS: &str = "月评";
/// Who has not reported.
pub const UNREPORTED: &str = "未报送";
/// Instructions of leaders.
pub const INSTRUCTIONS: &str = "领导批示";
/// Scores of units.
pub const SCORES: &str = "单位计分";

/// An issue by its number and title.
pub fn issue_line(ledger: &Ledger, id: IssueId) -> String {
    let title = ledger.issue(id).map_or("", |issue| issue.fields.title.get());
    let number = words::issue(ledger, id);
    if title.starts_with(number.trim_end_matches('…')) { title.to_owned() } else { format!("{number} {title}") }
}

// ---------------------------------------------------------------- notices

/// Which issues are listed.
pub const KINDS: [&str; 3] = ["建议督办", "超期", "临期"];
/// Marks all rows.
pub const MARK_ALL: &str = "全选";
/// Takes all marks off.
pub const MARK_NONE: &str = "全不选";
/// How notices are written for several issues.
pub const MARK_HINT: &str = "勾选多个问题，可一次签发";
/// Writes a notice for the row.
pub const ISSUE_NOTICE: &str = "签发";
/// Enters the answer of the row.
pub const ANSWER: &str = "登记答复";
/// The next level.
pub const ESCALATE: &str = "升级";
/// Lifts the notice of the row.
pub const LIFT: &str = "解除";
/// Nothing waits for an answer.
pub const NOTHING_WAITS: &str = "没有待答复的督办单";
/// No notice stands.
pub const NO_NOTICES: &str = "没有生效的督办单，可在“建议督办”中签发";
/// It was answered and stands.
pub const ANSWERED: &str = "已答复";
/// No answer is asked for.
pub const NO_ANSWER_DUE: &str = "不需答复";
/// Each issue at its own suggested level.
pub const AS_SUGGESTED: &str = "按各自建议";
/// The title of the next level's dialog.
pub const ESCALATE_TITLE: &str = "升级督办";
/// An example of a document number.
pub const NUMBER_EXAMPLE: &str = "如 示整改督〔2026〕12 号";
/// What happens without a cause.
pub const CAUSE_HINT: &str = "留空则写入各问题的建议原因";
/// What a demand says.
pub const DEMAND_HINT: &str = "如 倒排工期，十日内报送整改计划";
/// Numbers that follow each other.
pub const RUNNING_NUMBERS: &str = "文号逐件连号";

/// Why there is no suggestion.
pub fn no_suggestion(finished: bool) -> &'static str {
    if finished {
        "已评为完成整改，不再建议督办"
    } else {
        "未达到建议督办的条件，或已有同级督办单"
    }
}

/// Writes notices for the marked issues.
pub fn issue_for(n: usize) -> String {
    format!("签发督办单 {n} 件…")
}

/// The deed of the dialog.
pub fn issue_deed(n: usize) -> String {
    if n == 1 { "签发督办单".to_owned() } else { format!("签发 {n} 份督办单") }
}

/// How many issues a dialog is about.
pub fn for_issues(n: usize) -> String {
    if n == 1 { "一个问题一份".to_owned() } else { format!("{n} 个问题各一份，一次保存") }
}

/// An issue with the unit a notice goes to.
pub fn addressed(issue: &str, unit: &str) -> String {
    format!("{unit} · {issue}")
}

/// Notices about issues that nobody has assigned yet: they may be issued all the same.
pub fn not_assigned(numbers: &[String]) -> String {
    let named = numbers.iter().take(3).cloned().collect::<Vec<_>>().join("、");
    let more = if numbers.len() > 3 { format!(" 等 {} 个问题", numbers.len()) } else { String::new() };
    format!("{named}{more} 尚未交办：整改时限和责任单位还没有按程序下达，仍可签发")
}

/// Issues that are not shown.
pub fn and_more(n: usize) -> String {
    format!("另有 {n} 件")
}

/// A level cannot be taken from a suggestion.
pub fn nothing_suggested(issue: &str) -> String {
    format!("{issue} 没有建议级别，请选定级别")
}

/// Until when an answer is due by the level's rule.
pub fn due_by_rule(end: NaiveDate, limit: &str) -> String {
    format!("答复期限 {limit}，至 {}", words::date_with_weekday(end))
}

/// What follows from a level.
pub fn consequence(level: &SupervisionLevel) -> String {
    match (level.consequence.is_empty(), level.points) {
        (true, points) => format!("扣 {points} 分"),
        (false, 0) => level.consequence.clone(),
        (false, points) if level.consequence.contains('分') => format!("{}（计分 -{points}）", level.consequence),
        (false, points) => format!("{}，扣 {points} 分", level.consequence),
    }
}

/// Why the next level follows.
pub fn lapsed(level: &str, number: &str, due: Option<NaiveDate>) -> String {
    let name = format!("{level} {number}");
    match due {
        Some(due) => format!("{}应于 {} 前答复，至今未答复", name.trim(), words::date(due)),
        None => format!("{}下达后整改仍无明显进展", name.trim()),
    }
}

/// A notice with its number.
pub fn notice_line(said: &str, number: &str) -> String {
    if number.is_empty() { said.to_owned() } else { format!("{number} · {said}") }
}

// ---------------------------------------------------------------- ratings

/// The round, for a screen reader.
pub const ROUND: &str = "月评表";
/// Keys of the round.
pub const RATING_KEYS: &str = "↑↓ 换行　1–5 评价　0 清除　回车 写说明　Ctrl+回车 保存";
/// What the numbers mean.
pub const RATING_MEANS: &str = "1 尚未启动　2 未达到序时进度　3 达到序时进度　4 超过序时进度　5 完成整改";
/// Nothing is judged yet.
pub const NOTHING_JUDGED: &str = "还没有评价，按 1–5 评价当前行";
/// No issue is to be judged.
pub const NOTHING_TO_RATE: &str = "这个月没有需要评价的问题；已交办、未销号的问题会列在这里";
/// Heads of the columns.
pub const NUMBER: &str = "编号";
/// The issue.
pub const ISSUE: &str = "问题";
/// The lead unit.
pub const UNIT: &str = "牵头单位";
/// The five numbers.
pub const JUDGE: &str = "评价 1–5";
/// Words about it.
pub const WORDS: &str = "评价说明";
/// In the words' field.
pub const WORDS_HINT: &str = "回车后填写";
/// Nobody has judged it.
pub const NOT_JUDGED: &str = "未评";
/// No report on the month.
pub const NOT_REPORTED: &str = "未报送";

/// How many are judged.
pub fn rated(done: usize, all: usize) -> String {
    format!("已评 {done} / {all}")
}

/// Saves what was judged.
pub fn save_ratings(n: usize) -> String {
    if n == 0 { "保存月评".to_owned() } else { format!("保存 {n} 条月评") }
}

/// A row of the round, as a screen reader says it.
pub fn rating_row(
    number: &str,
    title: &str,
    before: Option<ScheduleRating>,
    now: Option<ScheduleRating>,
    reported: bool,
) -> String {
    let said = |rating: Option<ScheduleRating>| rating.map_or("未评", words::rating);
    let report = if reported { "已报送" } else { NOT_REPORTED };
    format!("{number} {title}，上月 {}，本月 {}，{report}", said(before), said(now))
}

/// One of the five numbers of a row.
pub fn judge_as(number: &str, rating: &str) -> String {
    format!("{number} 评为 {rating}")
}

// ---------------------------------------------------------------- reminders

/// Everybody has reported.
pub const ALL_REPORTED: &str = "各单位都已报送，不需要催报";
/// The units.
pub const OWING_UNITS: &str = "未报送单位";
/// The message.
pub const MESSAGE: &str = "催报内容";
/// What to do with the message.
pub const MESSAGE_ASIDE: &str = "可改，复制后粘贴到微信、QQ";
/// It is in the clipboard.
pub const COPIED: &str = "已复制";
/// Copies the message.
pub const COPY: &str = "复制催报";
/// By when to report.
pub const REPORT_BY: &str = "报送截止";
/// An example.
pub const REPORT_BY_HINT: &str = "截止时间，如 11月25日前";
/// Names the issues.
pub const WITH_ISSUES: &str = "列出问题";
/// No unit leads.
pub const NO_UNIT: &str = "（未定牵头单位）";

/// How many owe how much.
pub fn owed(units: usize, issues: usize) -> String {
    format!("{units} 个单位 {issues} 项未报送")
}

/// How many units are in the message.
pub fn chosen(n: usize, all: usize) -> String {
    format!("催报 {n} / {all}")
}

/// What a unit owes.
pub fn owes(n: usize, of: usize, months: u16) -> String {
    if months > 1 { format!("{n} / {of} 项，最长 {months} 个月") } else { format!("{n} / {of} 项") }
}

/// The reminder.
pub fn chase_text<'a>(
    ledger: &Ledger,
    units: impl Iterator<Item = &'a ChaseUnit>,
    (month, today): (Month, NaiveDate),
    (due, brief): (&str, bool),
) -> String {
    let due = due.trim();
    let by = if due.is_empty() { "请尽快".to_owned() } else { format!("请于{due}") };
    let month = words::report_month(month).replace(' ', "");
    let mut lines =
        vec![format!("【催报】截至 {}，以下单位{month}整改进展尚未报送，{by}报市整改办：", words::date(today))];
    for (n, unit) in units.enumerate() {
        let name = unit.unit.map_or(NO_UNIT, |unit| ledger.directory.unit_name(unit));
        lines.push(format!("{}. {name}（{} 项）", n + 1, unit.issues.len()));
        for owed in unit.issues.iter().filter(|_| !brief) {
            let late =
                if owed.months > 1 { format!("（连续 {} 个月未报）", owed.months) } else { String::new() };
            lines.push(format!("　· {}{late}", words::cut(&issue_line(ledger, owed.issue), 40)));
        }
    }
    lines.push("报送内容：进展情况、存在问题、下步措施，并附佐证材料。".to_owned());
    lines.join("\n")
}

// ---------------------------------------------------------------- instructions

/// Followed or not.
pub const FOLLOWED: [&str; 2] = ["待落实", "已落实"];
/// Enters an instruction.
pub const ENTER_INSTRUCTION: &str = "登记批示…";
/// Enters what came of one.
pub const ENTER_OUTCOME: &str = "登记落实";
/// None waits.
pub const NO_INSTRUCTIONS: &str = "没有待落实的领导批示";
/// None is followed.
pub const NOTHING_FOLLOWED: &str = "还没有登记落实情况的批示";
/// The issues an instruction is about.
pub const ABOUT_ISSUES: &str = "批示涉及的问题";
/// How they are found.
pub const SEARCH_ISSUE: &str = "输入编号、问题或单位查找，可加多个";

/// Who instructed what and when.
pub fn instructed(who: &str, date: NaiveDate, said: &str) -> String {
    format!("{who} {}：{said}", words::date(date))
}

/// With what came of it.
pub fn with_outcome(said: &str, outcome: &str) -> String {
    format!("{said}　落实：{outcome}")
}

/// When something came of it.
pub fn followed_on(date: NaiveDate) -> String {
    format!("{} 落实", words::date(date))
}

/// How long nothing has.
pub fn days_unfollowed(days: i64) -> String {
    if days == 0 { "今天批示".to_owned() } else { format!("{days} 天未落实") }
}
