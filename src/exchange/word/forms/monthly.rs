//! The monthly bulletin (月调度通报): figures, tables, ranking by unit, what is behind and why, next steps.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::{
    UnitId,
    facts::IssueFacts,
    issue::Issue,
    record::{Month, RecordBody, ScheduleRating},
    stats::Tally,
    supervision_facts::NoticeState,
    time_status::TimeStatus,
};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
    monthly_units::{Ranked, ranking},
};

/// An issue as the bulletin counts it.
pub(super) struct Line<'a> {
    /// The issue.
    pub(super) issue: &'a Issue,
    /// How it stands today.
    pub(super) facts: IssueFacts,
    /// The judgement of the month.
    pub(super) rating: Option<ScheduleRating>,
    /// Whether its unit reported on the month.
    pub(super) reported: bool,
    /// Whether a report on the month is owed: assigned by its end, not struck off, not judged finished before.
    pub(super) owed: bool,
}

impl Line<'_> {
    /// True where the month's judgement is behind schedule or not begun.
    pub(super) fn is_behind(&self) -> bool {
        matches!(self.rating, Some(ScheduleRating::Behind | ScheduleRating::NotStarted)) && !self.facts.is_closed()
    }

    /// True past the acting deadline.
    pub(super) fn is_overdue(&self) -> bool {
        matches!(self.facts.time, TimeStatus::Overdue(_))
    }

    /// True where a report is owed and missing.
    pub(super) fn is_silent(&self) -> bool {
        self.owed && !self.reported
    }

    /// The lead unit.
    pub(super) fn unit(&self) -> Option<UnitId> {
        *self.issue.fields.lead_unit.get()
    }
}

/// The values of the bulletin on a month.
pub fn monthly_fields(desk: &Desk<'_>, month: Month) -> Fields {
    let lines = lines(desk, month);
    let ranked = ranking(desk, &lines);
    desk.common()
        .text("年", month.year.to_string())
        .text("月", month.month.to_string())
        .with(totals(&lines, month))
        .with(ratings(&lines))
        .with(lists(desk, &lines, &ranked))
        .list("督办情况", notices(desk, &lines, month))
        .list("下月到期", due_next(desk, &lines, month))
        .list("下步安排", next_steps(desk, &lines, month))
}

fn lines<'a>(desk: &Desk<'a>, month: Month) -> Vec<Line<'a>> {
    let office = *desk.directory().fields.office.get();
    let line = |issue: &'a Issue| {
        let facts = IssueFacts::of(issue, desk.directory(), desk.today);
        let (mut rating, mut reported, mut finished_before) = (None, false, false);
        for record in issue.live_records() {
            let RecordBody::Progress(note) = &record.body else {
                continue;
            };
            if note.month == month {
                rating = note.rating.or(rating);
                reported |= issue.is_report(note, office);
            }
            finished_before |= note.month < month && note.rating == Some(ScheduleRating::Finished);
        }
        let assigned = issue.assigned_on().is_some_and(|day| Month::of(day) <= month);
        let owed = assigned && !facts.is_closed() && !finished_before;
        Line { issue, facts, rating, reported, owed }
    };
    desk.issues().into_iter().map(line).collect()
}

fn count<'a>(lines: &[Line<'a>], test: impl Fn(&Line<'a>) -> bool) -> usize {
    lines.iter().filter(|line| test(line)).count()
}

fn totals(lines: &[Line<'_>], month: Month) -> Fields {
    let all = lines.len();
    let finished = count(lines, |it| it.facts.is_finished());
    let closed = count(lines, |it| it.facts.is_closed());
    let in_month = |day: Option<NaiveDate>| day.is_some_and(|day| Month::of(day) == month);
    Fields::default()
        .text("问题总数", all.to_string())
        .text("完成整改数", finished.to_string())
        .text("完成整改率", words::rate(finished, all))
        .text("销号数", closed.to_string())
        .text("销号率", words::rate(closed, all))
        .text("在办数", count(lines, |it| it.facts.is_under_way()).to_string())
        .text("超期数", count(lines, Line::is_overdue).to_string())
        .text("临期数", count(lines, |it| matches!(it.facts.time, TimeStatus::DueSoon(_))).to_string())
        .text("本月销号数", count(lines, |it| in_month(it.facts.closed_on)).to_string())
        .text("应报送数", count(lines, |it| it.owed).to_string())
        .text("已报送数", count(lines, |it| it.owed && it.reported).to_string())
        .text("未报送数", count(lines, Line::is_silent).to_string())
}

fn ratings(lines: &[Line<'_>]) -> Fields {
    let of = |rating| count(lines, |it| it.rating == Some(rating) && it.owed).to_string();
    Fields::default()
        .text("评价完成整改", of(ScheduleRating::Finished))
        .text("评价超过", of(ScheduleRating::Ahead))
        .text("评价达到", of(ScheduleRating::OnSchedule))
        .text("评价未达到", of(ScheduleRating::Behind))
        .text("评价未启动", of(ScheduleRating::NotStarted))
        .text("未评价", count(lines, |it| it.owed && it.rating.is_none()).to_string())
}

fn lists(desk: &Desk<'_>, lines: &[Line<'_>], ranked: &[Ranked]) -> Fields {
    let behind: Vec<&Line<'_>> = lines.iter().filter(|it| it.is_overdue() || it.is_behind()).collect();
    let unreported: Vec<Fields> = ranked
        .iter()
        .filter(|unit| unit.silent > 0)
        .map(|unit| {
            let numbers = lines.iter().filter(|it| it.is_silent() && it.unit() == unit.unit);
            let numbers = words::joined(numbers.map(|it| it.issue.fields.number.get().as_str()));
            Fields::default()
                .text("单位", unit.name.as_str())
                .text("件数", unit.silent.to_string())
                .text("问题编号", numbers)
        })
        .collect();
    let best = words::joined(ranked.iter().take(3).map(|unit| unit.name.as_str()));
    Fields::default()
        .list("批次情况", by_inspection(desk, lines))
        .list("单位排名", ranked.iter().map(Ranked::fields).collect())
        .text("排名靠前单位", best)
        .text("滞后数", behind.len().to_string())
        .list("滞后问题", behind.iter().enumerate().map(|(n, line)| lagging(desk, n, line)).collect())
        .list("未报送单位", unreported)
}

fn by_inspection(desk: &Desk<'_>, lines: &[Line<'_>]) -> Vec<Fields> {
    let mut order = Vec::new();
    let mut groups: BTreeMap<_, (Tally, usize)> = BTreeMap::new();
    for line in lines {
        let inspection = *line.issue.fields.inspection.get();
        if !order.contains(&inspection) {
            order.push(inspection);
        }
        let (tally, finished) = groups.entry(inspection).or_default();
        tally.add(&line.facts);
        *finished += usize::from(line.facts.is_finished());
    }
    let entry = |inspection| {
        let (tally, finished) = groups.get(&inspection).copied().unwrap_or_default();
        let name = desk.inspection(inspection).0;
        Fields::default()
            .text("批次", if name.is_empty() { "未分批次" } else { name })
            .text("总数", tally.all().to_string())
            .text("完成整改", finished.to_string())
            .text("已销号", tally.closed.to_string())
            .text("超期", tally.overdue.to_string())
            .text("完成整改率", words::rate(finished, tally.all()))
            .text("销号率", words::rate(tally.closed, tally.all()))
    };
    order.into_iter().map(entry).collect()
}

/// An issue that is behind, and why as far as the ledger knows.
fn lagging(desk: &Desk<'_>, n: usize, line: &Line<'_>) -> Fields {
    let issue = line.issue;
    let facts = issue.supervision_facts(desk.directory(), desk.today);
    let mut why = Vec::new();
    if let TimeStatus::Overdue(days) = line.facts.time {
        why.push(format!("超期 {days} 天"));
    }
    match line.rating {
        Some(ScheduleRating::NotStarted) => why.push("尚未启动".to_owned()),
        Some(ScheduleRating::Behind) if facts.months_behind > 1 => {
            why.push(format!("连续 {} 个月未达到序时进度", facts.months_behind));
        }
        Some(ScheduleRating::Behind) => why.push("未达到序时进度".to_owned()),
        Some(ScheduleRating::OnSchedule | ScheduleRating::Ahead | ScheduleRating::Finished) | None => {}
    }
    if facts.checkpoints_missed > 0 {
        why.push(format!("{} 个节点未按期完成", facts.checkpoints_missed));
    }
    if line.is_silent() {
        why.push("当月未报送进展".to_owned());
    }
    let notes = super::issue::notes(issue);
    let last = |of: fn(&crate::domain::record::ProgressNote) -> &String| {
        notes.iter().map(|note| of(note).trim()).rfind(|text| !text.is_empty()).unwrap_or_default().to_owned()
    };
    Fields::default()
        .text("序号", (n + 1).to_string())
        .text("编号", issue.fields.number.get().as_str())
        .text("问题", issue.fields.title.get().as_str())
        .text("牵头单位", desk.unit(line.unit()))
        .text("整改时限", words::maybe_day(line.facts.date))
        .text("滞后情况", why.join("；"))
        .text("原因", last(|note| &note.problems))
        .text("下步措施", last(|note| &note.next_step))
}

fn notices(desk: &Desk<'_>, lines: &[Line<'_>], month: Month) -> Vec<Fields> {
    let mut found = Vec::new();
    for line in lines {
        let notices = line.issue.notices();
        let in_month = |state: &&NoticeState<'_>| state.notice.date.is_some_and(|day| Month::of(day) == month);
        for state in notices.iter().filter(in_month) {
            let entry = super::oversight::notice_entry(desk, line.issue, state);
            found.push(
                entry
                    .text("编号", line.issue.fields.number.get().as_str())
                    .text("问题", line.issue.fields.title.get().as_str()),
            );
        }
    }
    found
}

fn due_next(desk: &Desk<'_>, lines: &[Line<'_>], month: Month) -> Vec<Fields> {
    let next =
        NaiveDate::from_ymd_opt(month.year, month.month, 1).and_then(|day| day.checked_add_months(Months::new(1)));
    let in_next = |line: &&Line<'_>| {
        let open = !line.facts.is_closed();
        let same = |day: NaiveDate| next.is_some_and(|next| (next.year(), next.month()) == (day.year(), day.month()));
        open && line.facts.date.is_some_and(same)
    };
    let mut due: Vec<&Line<'_>> = lines.iter().filter(in_next).collect();
    due.sort_by_key(|line| line.facts.date);
    let entry = |(n, line): (usize, &&Line<'_>)| {
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("编号", line.issue.fields.number.get().as_str())
            .text("问题", line.issue.fields.title.get().as_str())
            .text("牵头单位", desk.unit(line.unit()))
            .text("整改时限", words::maybe_day(line.facts.date))
            .text("程序阶段", words::stage(&line.facts.stage))
    };
    due.iter().enumerate().map(entry).collect()
}

/// What follows from the figures; the clerk goes on from there in Word.
fn next_steps(desk: &Desk<'_>, lines: &[Line<'_>], month: Month) -> Vec<Fields> {
    let mut steps = Vec::new();
    let overdue = count(lines, Line::is_overdue);
    if overdue > 0 {
        steps.push(format!(
            "紧盯超期问题。对 {overdue} 个超期问题逐件督办，牵头单位要说明超期原因，明确完成时间，倒排工期，限期销号。"
        ));
    }
    let behind = count(lines, |it| it.is_behind() && !it.is_overdue());
    if behind > 0 {
        steps.push(format!("加快滞后问题整改。{behind} 个问题未达到序时进度，牵头单位要逐项查找原因，制定赶工措施。"));
    }
    let due = due_next(desk, lines, month).len();
    if due > 0 {
        steps
            .push(format!("做好到期问题销号准备。下月有 {due} 个问题到期，牵头单位要提前组织现场核实，备齐销号资料。"));
    }
    let closing = count(lines, |it| it.facts.stage.stage == crate::domain::closure::Stage::Closing);
    if closing > 0 {
        steps.push(format!(
            "严格验收销号。{closing} 个问题正在办理销号，要严格按程序审核核查，防止表面整改、假装整改、敷衍整改。"
        ));
    }
    let silent = count(lines, Line::is_silent);
    if silent > 0 {
        steps.push(format!("按时报送进展。{silent} 个问题当月未报送，责任单位要尽快补报，并落实专人按月报送。"));
    }
    if steps.is_empty() {
        steps.push("巩固整改成效，对已销号问题适时组织回头看，防止反弹。".to_owned());
    }
    let entry = |(n, text): (usize, String)| Fields::default().text("序号", (n + 1).to_string()).text("内容", text);
    steps.into_iter().enumerate().map(entry).collect()
}
