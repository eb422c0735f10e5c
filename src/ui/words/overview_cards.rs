//! The words of the cards of the overview: tasks of the year, targets, ratings, what waits, the picture.

use chrono::NaiveDate;

use crate::{
    domain::{
        measure::Target,
        procedure::DayCount,
        record::{Month, ScheduleRating},
        stats::{HeatCell, HeatSign, Miss, MonthPoint, Outlook, Pressing, TargetOutlook, Wait, WaitKind, YearTasks},
    },
    ui::words,
};

/// The figures of a large ledger are not there yet.
pub const COUNTING: &str = "正在统计";

/// The button that makes the one-page picture.
pub const SAVE_PICTURE: &str = "一页图…";

/// The kind of picture for printing and slides.
pub const PNG_FILE: &str = "图片（PNG）";

/// The kind of picture that stays sharp at any size.
pub const SVG_FILE: &str = "矢量图（SVG）";

/// The name proposed for the picture.
pub const PICTURE_NAME: &str = "整改情况一览.png";

/// The card of what waits.
pub const WAITS: &str = "等我办理";

/// Nothing waits.
pub const NOTHING_WAITS: &str = "没有等您办理的事项";

/// The own unit is not in the directory.
pub const NO_OWN_UNIT: &str = "设置中填写的单位不在本台账单位名录里，无法列出本单位待办。请在“设置”中核对单位名称";

/// The card of the ratings.
pub const HEAT: &str = "单位月评";

/// Beside its title.
pub const HEAT_ASIDE: &str = "点击单位可筛选";

/// What its cells count.
pub const HEAT_MEANS: &str = "每格为该牵头单位当月全部在办问题的序时进度评价，取最差一档及其问题数：有“未达到”的记未达到，其次尚未启动；当月在办而一个都没有评价的记未报送。一个问题一个月有多次评价的，以最后录入的为准。本月尚未结束，不计未报送。";

/// Nobody was assigned anything yet.
pub const NO_RATINGS: &str = "还没有交办的问题。交办后每月评价序时进度，即可在此比较各单位";

/// The card of the quantified targets.
pub const TARGETS: &str = "量化目标";

/// How their outlook is worked out.
pub const TARGETS_MEAN: &str = "最近一次读数已满足目标值的为“已达到”。否则对全部读数按日期作最小二乘直线，看到期日的推算值：满足目标值为“预计可达到”，不满足为“预计达不到”。读数不向目标值靠近的也为“预计达不到”，期限已过而未满足的为“到期未达到”。只有一天读数的不推算。目标未定期限的，按问题的整改时限算。";

/// No issue has one.
pub const NO_TARGETS: &str = "还没有量化目标。可在一题一账中为问题添加目标值，并按月录入读数";

/// What a task of the year is.
pub const TASKS_MEAN: &str = "年度任务 = 整改时限在本年内的问题 + 往年到期、年初尚未销号的问题。时限以延期后的为准，没有时限的问题不计。销号率 = 本批次年度任务中已备案销号的 ÷ 年度任务。全部销号即为清零。";

/// No inspection has tasks in this year.
pub const NO_TASKS: &str = "本年没有到期的问题";

/// The switch of the chart: sums up to each month.
pub const CUMULATIVE: &str = "累计";

/// The switch of the chart: month by month.
pub const MONTHLY: &str = "当月";

/// The card of the time statuses.
pub const BY_TIME: &str = "按时限状态";

/// The card of the regions.
pub const BY_REGION: &str = "按区域";

/// No region.
pub const NO_REGION: &str = "未填区域";

/// No day to count to.
pub const NO_DEADLINE: &str = "无期限";

/// The name of the sign that tells what a number counts.
pub fn meaning_of(name: &str) -> String {
    format!("{name}的统计口径")
}

/// How many kinds of things wait, and how many things.
pub fn waiting(kinds: usize, all: usize) -> String {
    format!("{kinds} 类，{all} 件")
}

/// What waits.
pub fn wait(kind: &WaitKind) -> String {
    match kind {
        WaitKind::Overdue => "超期问题",
        WaitKind::SentBack => "退回后继续整改",
        WaitKind::AnswerOverdue => "督办答复超期",
        WaitKind::Answer => "督办单待答复",
        WaitKind::Step(name) => name,
        WaitKind::Confirm => "待确认",
        WaitKind::Assign => "待交办",
        WaitKind::SuggestedNotice => "建议发督办单",
        WaitKind::Report => "月报未报送",
        WaitKind::Instruction => "领导批示待落实",
        WaitKind::LookBack => "回头看到期",
        WaitKind::Complaint => "信访件将到期",
        WaitKind::Opinion => "追责意见将到期",
        WaitKind::DueSoon => "临期问题",
    }
    .to_owned()
}

/// What presses most of it, and whether that is late.
pub fn pressing(wait: &Wait, today: NaiveDate) -> (String, bool) {
    match wait.pressing {
        Some(Pressing::Days(used, limit)) => {
            let days = match limit.count {
                DayCount::Working => "个工作日",
                DayCount::Calendar => "天",
            };
            let said = format!("最久已用 {used} / {} {days}", limit.days);
            (said, used > i64::from(limit.days))
        }
        Some(Pressing::Since(days)) => (format!("最久已 {days} 天"), false),
        Some(Pressing::Due(due)) if due < today => {
            (format!("最早 {} 到期，已超 {} 天", words::near_date(due, today), (today - due).num_days()), true)
        }
        Some(Pressing::Due(due)) => (format!("最早 {} 到期", words::near_date(due, today)), false),
        None => match wait.kind {
            WaitKind::Confirm => (words::overview::TO_CONFIRM_NOTE.to_owned(), false),
            WaitKind::Overdue
            | WaitKind::SentBack
            | WaitKind::AnswerOverdue
            | WaitKind::Answer
            | WaitKind::Step(_)
            | WaitKind::Assign
            | WaitKind::SuggestedNotice
            | WaitKind::Report
            | WaitKind::Instruction
            | WaitKind::LookBack
            | WaitKind::Complaint
            | WaitKind::Opinion
            | WaitKind::DueSoon => (String::new(), false),
        },
    }
}

/// A row of what waits, said aloud.
pub fn wait_said(word: &str, count: usize, note: &str) -> String {
    if note.is_empty() { format!("{word} {count} 件") } else { format!("{word} {count} 件，{note}") }
}

/// The card of the tasks of a year.
pub fn tasks_of(year: i32) -> String {
    format!("{year} 年度任务")
}

/// Done of all.
pub fn tasks_done(done: usize, all: usize) -> String {
    if all == 0 { String::new() } else { format!("共 {all}，已销号 {done}") }
}

/// The second line of an inspection's tasks.
pub fn task_note(tasks: &YearTasks) -> String {
    let mut parts = Vec::new();
    if let Some(rate) = tasks.rate() {
        parts.push(format!("销号率 {:.1}%", rate * 100.0));
    }
    for (count, what) in
        [(tasks.carried, "往年结转"), (tasks.overdue, "超期"), (tasks.late, "逾期销号"), (tasks.moved_out, "延期移出")]
    {
        if count > 0 {
            parts.push(format!("{what} {count}"));
        }
    }
    parts.join("，")
}

/// The tasks of an inspection, said aloud.
pub fn task_said(inspection: &str, tasks: &YearTasks) -> String {
    let left =
        if tasks.is_cleared() { words::overview::CLEARED.to_owned() } else { words::overview::left(tasks.left.len()) };
    format!("{inspection} 年度任务 {}，已销号 {}，{left}，{}", tasks.all(), tasks.done(), task_note(tasks))
}

/// How the targets stand, beside the title.
pub fn targets_aside(targets: &[TargetOutlook]) -> String {
    let count = |is: fn(Outlook) -> bool| targets.iter().filter(|it| is(it.outlook)).count();
    let parts = [
        (count(|it| it == Outlook::WillMiss(Miss::DayPassed)), "到期未达到"),
        (count(|it| matches!(it, Outlook::WillMiss(Miss::NotNearer | Miss::TooSlow { .. }))), "预计达不到"),
        (count(|it| matches!(it, Outlook::OnTrack { .. })), "预计可达到"),
        (count(|it| it == Outlook::Met), "已达到"),
    ];
    let said: Vec<_> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what} {count}")).collect();
    said.join("，")
}

/// A target in one line.
pub fn target(target: &Target) -> String {
    let fields = &target.fields;
    let (what, relation) = (fields.what.get(), words::relation(*fields.relation.get()));
    format!("{what} {relation} {}{}", fields.value.get(), fields.unit.get())
}

/// How a target stands, in a word.
pub fn outlook(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::Met => "已达到",
        Outlook::OnTrack { .. } => "预计可达到",
        Outlook::WillMiss(Miss::DayPassed) => "到期未达到",
        Outlook::WillMiss(Miss::NotNearer | Miss::TooSlow { .. }) => "预计达不到",
        Outlook::OneReading => "读数不足",
        Outlook::NoReading => "尚无读数",
        Outlook::NoNumber => "目标值不是数字",
    }
}

/// A value of a line, not more exact than the readings are.
fn value(value: f64) -> String {
    let rounded = format!("{value:.1}");
    rounded.strip_suffix(".0").map_or_else(|| rounded.clone(), str::to_owned)
}

/// Why a target stands so.
pub fn outlook_why(target: &Target, it: &TargetOutlook) -> String {
    let unit = target.fields.unit.get();
    let due = it.due.map_or_else(|| "未定期限".to_owned(), |due| format!("{} 到期", words::date(due)));
    let last = it.readings.last().map(|(day, reading)| format!("{} 读数 {}{unit}", words::date(*day), reading));
    let last = last.unwrap_or_default();
    match it.outlook {
        Outlook::Met => format!("{last}，{due}"),
        Outlook::OnTrack { expected: Some(expected), .. } => {
            format!("{last}，按趋势到期约 {}{unit}，{due}", value(expected))
        }
        Outlook::OnTrack { expected: None, reached } => {
            let reached = reached.map_or_else(String::new, |day| format!("约 {} 达到，", words::date(day)));
            format!("{last}，按趋势{reached}{due}")
        }
        Outlook::WillMiss(Miss::DayPassed) => format!("{last}，{due}，期限已过"),
        Outlook::WillMiss(Miss::NotNearer) => format!("{last}，读数没有向目标靠近，{due}"),
        Outlook::WillMiss(Miss::TooSlow { expected, reached }) => {
            let reached = reached.map_or_else(String::new, |day| format!("，约 {} 才能达到", words::date(day)));
            format!("{last}，按趋势到期约 {}{unit}{reached}，{due}", value(expected))
        }
        Outlook::OneReading => format!("{last}，需另一天再录一次才能推算，{due}"),
        Outlook::NoReading => format!("请录入读数，{due}"),
        Outlook::NoNumber => format!("目标值“{}”无法比较，{due}", target.fields.value.get()),
    }
}

/// A target, said aloud.
pub fn target_said(number: &str, what: &str, outlook: &str, why: &str) -> String {
    format!("{number} {what}，{outlook}，{why}").trim().to_owned()
}

/// The readings of a target, on hover.
pub fn readings(target: &Target, it: &TargetOutlook) -> String {
    if it.readings.is_empty() {
        return "尚无读数".to_owned();
    }
    let unit = target.fields.unit.get();
    let shown = it.readings.iter().rev().take(12);
    let lines: Vec<_> = shown.map(|(day, value)| format!("{}  {value}{unit}", words::date(*day))).collect();
    format!("读数 {} 次\n{}", it.readings.len(), lines.join("\n"))
}

/// A month at the head of the table of ratings.
pub fn heat_month(month: Month) -> String {
    if month.month == 1 { words::report_month(month) } else { words::month(month.month) }
}

/// What a month of a unit came to, for how many issues, and of how many where not for all.
pub fn heat_cell(sign: HeatSign, count: usize, all: usize) -> String {
    let word = match sign {
        HeatSign::Behind => "未达到",
        HeatSign::NotStarted => "未启动",
        HeatSign::Unreported => "未报送",
        HeatSign::OnSchedule => "达到",
        HeatSign::Ahead => "超过",
        HeatSign::Finished => "完成",
        HeatSign::Nothing => return "—".to_owned(),
    };
    if count == all { format!("{word} {count}") } else { format!("{word} {count}/{all}") }
}

/// The name of a unit's row.
pub fn heat_unit(unit: &str) -> String {
    format!("{unit} 月评")
}

/// A cell in full: on hover and aloud.
pub fn heat_said(unit: &str, month: Month, cell: &HeatCell) -> String {
    let mut parts: Vec<_> = ScheduleRating::ALL
        .into_iter()
        .filter(|rating| cell.of(*rating) > 0)
        .map(|rating| format!("{} {}", words::rating(rating), cell.of(rating)))
        .collect();
    if cell.unrated > 0 {
        parts.push(format!("未报送 {}", cell.unrated));
    }
    if parts.is_empty() {
        parts.push("没有在办问题".to_owned());
    }
    format!("{unit} {}：{}", words::report_month(month), parts.join("，"))
}

/// A month of the chart, sums up to its end.
pub fn month_cumulative(point: &MonthPoint) -> String {
    let actual = point.actual.map_or_else(String::new, |actual| format!("，实际累计销号 {actual}"));
    format!("{}底 计划累计销号 {}{actual}", words::month(point.month), point.planned)
}

/// A month of the chart by itself.
pub fn month_alone(point: &MonthPoint) -> String {
    let closed = point.closed.map_or_else(String::new, |closed| format!("，实际销号 {closed}"));
    format!("{} 计划销号 {}{closed}", words::month(point.month), point.due)
}

/// A bar of the time statuses, said aloud.
pub fn count_said(word: &str, count: usize) -> String {
    format!("{word} {count} 条")
}
