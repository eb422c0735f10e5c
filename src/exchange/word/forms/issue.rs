//! The values of one issue (一题一账): its facts, and everything entered about putting it right.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use crate::domain::{
    facts::IssueFacts,
    issue::Issue,
    measure::Target,
    record::{ProgressNote, Record, RecordBody, ScheduleRating},
};

use super::{
    super::{fields::Fields, words},
    closing,
    desk::Desk,
};

/// All values of an issue.
pub fn issue_fields(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let facts = IssueFacts::of(issue, desk.directory(), desk.today);
    written(desk, issue)
        .with(people(desk, issue))
        .with(state(desk, issue, &facts))
        .with(progress(desk, issue))
        .with(parts(desk, issue))
        .with(records(desk, issue))
        .with(super::oversight::oversight(desk, issue))
        .with(closing::closing(desk, issue))
}

/// What the plan says.
fn written(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let f = &issue.fields;
    let (inspection, level) = desk.inspection(*f.inspection.get());
    let detail = f.detail.get().as_str();
    let detail = if detail.trim().is_empty() { f.title.get() } else { detail };
    Fields::default()
        .text("编号", f.number.get().as_str())
        .text("批次", inspection)
        .text("批次级别", level)
        .text("来源", f.source.get().as_str())
        .text("章节", f.chapter.get().as_str())
        .text("问题", f.title.get().as_str())
        .text("问题描述", detail)
        .text("类别", f.category.get().as_str())
        .text("区域", f.region.get().as_str())
        .text("分类处置", f.disposal.get().as_str())
        .text("整改目标", f.goal.get().as_str())
        .text("销号标准", f.closing_standard.get().as_str())
        .text("分工文件", f.by_document.get().as_str())
}

fn people(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let f = &issue.fields;
    let names = |units: &crate::domain::register::MemberSet<crate::domain::UnitId>| {
        words::joined(units.iter().map(|unit| desk.unit(Some(*unit))))
    };
    let (person, post) = desk.person(*f.person_in_charge.get());
    let (leader, leader_post) = desk.person(*f.leader_in_charge.get());
    Fields::default()
        .text("牵头单位", desk.unit(*f.lead_unit.get()))
        .text("并列牵头", names(&issue.co_lead_units))
        .text("配合单位", names(&issue.cooperating_units))
        .text("督导单位", desk.unit(*f.supervising_unit.get()))
        .text("验收单位", desk.unit(*f.accepting_unit.get()))
        .text("责任人", person)
        .text("责任人职务", post)
        .text("责任领导", leader)
        .text("责任领导职务", leader_post)
}

fn state(desk: &Desk<'_>, issue: &Issue, facts: &IssueFacts) -> Fields {
    let first = issue.first_deadline();
    let extended = !issue.acting_extensions().is_empty();
    let acting = if extended { words::maybe_day(facts.date) } else { words::deadline(first) };
    let level = facts.level.as_ref().map(|level| desk.level(level.as_str())).unwrap_or_default();
    let rating = facts.rating.map(words::rating).unwrap_or_default();
    Fields::default()
        .text("整改时限", words::deadline(first))
        .text("时限日期", words::maybe_day(facts.date))
        .text("当前时限", acting)
        .text("时限状态", words::time(facts.time))
        .text("程序阶段", words::stage(&facts.stage))
        .text("序时进度", rating)
        .text("督办级别", level)
        .text("交办日期", words::maybe_day(issue.assigned_on()))
        .text("销号日期", words::maybe_day(facts.closed_on))
        .text("轮次", if facts.stage.round == 0 { String::new() } else { facts.stage.round.to_string() })
        .flag("已销号", facts.is_closed())
        .flag("已延期", extended)
}

/// The standing monthly notes, the earliest month first; a note another one corrects is left out.
pub(super) fn notes(issue: &Issue) -> Vec<&ProgressNote> {
    let all = || {
        issue.live_records().filter_map(|record| match &record.body {
            RecordBody::Progress(note) => Some((record, note)),
            _ => None,
        })
    };
    let corrected: Vec<_> = all().filter_map(|(_, note)| note.corrects).collect();
    let mut notes: Vec<(&Record, &ProgressNote)> = all().filter(|(it, _)| !corrected.contains(&it.id)).collect();
    notes.sort_by_key(|(record, note)| (note.month, record.at));
    notes.into_iter().map(|(_, note)| note).collect()
}

fn progress(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let notes = notes(issue);
    let entry = |note: &&ProgressNote| {
        Fields::default()
            .text("月份", words::month(note.month))
            .text("单位", desk.unit(note.unit))
            .text("评价", note.rating.map(words::rating).unwrap_or_default())
            .text("进展", note.text.trim())
            .text("存在问题", note.problems.trim())
            .text("下步措施", note.next_step.trim())
    };
    let said = |note: &&&ProgressNote| !note.text.trim().is_empty();
    let latest = notes.iter().rfind(said);
    let finished = notes.iter().filter(|note| note.rating == Some(ScheduleRating::Finished)).rfind(said);
    let last = |of: fn(&ProgressNote) -> &String| {
        let found = notes.iter().map(|note| of(note).trim()).rfind(|text| !text.is_empty());
        found.unwrap_or_default().to_owned()
    };
    Fields::default()
        .text("最新进展", latest.map_or("", |note| note.text.trim()))
        .text("最新月份", latest.map(|note| words::month(note.month)).unwrap_or_default())
        .text("整改完成情况", finished.or(latest).map_or("", |note| note.text.trim()))
        .text("存在问题", last(|note| &note.problems))
        .text("下步措施", last(|note| &note.next_step))
        .list("进展", notes.iter().map(entry).collect())
}

fn parts(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let measures = issue.live_measures();
    let lead = *issue.fields.lead_unit.get();
    let measure = |(n, it): (usize, &&crate::domain::measure::Measure)| {
        let f = &it.fields;
        let unit = f.unit.get().or(lead);
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("内容", f.text.get().as_str())
            .text("责任单位", desk.unit(unit))
            .text("时限", words::deadline(f.deadline.get()))
            .text("开始日期", words::maybe_day(*f.started_on.get()))
            .text("完成日期", words::maybe_day(*f.done_on.get()))
            .flag("已完成", f.done_on.get().is_some())
    };
    let checkpoint = |(n, it): (usize, &crate::domain::measure::Checkpoint)| {
        let f = &it.fields;
        let late = f.reached_on.get().is_none() && f.planned_on.get().is_some_and(|day| day < desk.today);
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("名称", f.name.get().as_str())
            .text("计划日期", words::maybe_day(*f.planned_on.get()))
            .text("实际日期", words::maybe_day(*f.reached_on.get()))
            .flag("逾期", late)
    };
    let targets = issue.live_targets();
    let numbered = words::numbered(measures.iter().map(|it| it.fields.text.get().clone()));
    Fields::default()
        .text("整改措施", numbered)
        .list("措施", measures.iter().enumerate().map(measure).collect())
        .list("节点", issue.live_checkpoints().into_iter().enumerate().map(checkpoint).collect())
        .list("量化目标", targets.into_iter().enumerate().map(|(n, it)| target(issue, n, it)).collect())
}

fn target(issue: &Issue, n: usize, target: &Target) -> Fields {
    let f = &target.fields;
    let readings = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Reading { target: of, date, value, .. } if *of == target.id => Some((*date, record.at, value)),
        _ => None,
    });
    let last = readings.max_by_key(|(date, at, _)| (*date, *at));
    let reached = last.and_then(|(.., value)| target.is_reached_by(value)).unwrap_or(false);
    let value = last.map(|(.., value)| format!("{value}{}", f.unit.get())).unwrap_or_default();
    Fields::default()
        .text("序号", (n + 1).to_string())
        .text("指标", f.what.get().as_str())
        .text("要求", format!("{} {}{}", words::relation(*f.relation.get()), f.value.get(), f.unit.get()))
        .text("时限", words::deadline(f.due.get()))
        .text("最新读数", value)
        .text("读数日期", last.map(|(date, ..)| words::day(date)).unwrap_or_default())
        .flag("达到", reached)
}

/// Extensions, evidence, instructions, remarks.
fn records(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let (mut extensions, mut files, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for record in issue.live_records() {
        match &record.body {
            RecordBody::Extension(it) => extensions.push(
                Fields::default()
                    .text("新时限", words::maybe_day(it.new_date))
                    .text("原因", it.reason.as_str())
                    .text("批准人", it.approver.as_str())
                    .text("文号", it.document.as_str())
                    .text("批准日期", words::maybe_day(it.date)),
            ),
            RecordBody::Evidence(it) => files.push(
                Fields::default()
                    .text("序号", (files.len() + 1).to_string())
                    .text("名称", it.name.as_str())
                    .text("类别", closing::material_name(issue, &it.material))
                    .text("日期", words::maybe_day(it.date))
                    .text("说明", it.note.as_str()),
            ),
            RecordBody::Remark { date, signed, text, verdict } => {
                let (unit, person) = desk.signed(signed);
                remarks.push(
                    Fields::default()
                        .text("日期", words::day(*date))
                        .text("单位", unit)
                        .text("签字人", person)
                        .text("意见", text.as_str())
                        .text("结论", words::verdict(*verdict)),
                );
            }
            _ => {}
        }
    }
    Fields::default().list("延期", extensions).list("佐证材料", files).list("督导意见", remarks)
}
