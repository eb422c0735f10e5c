//! The closure of an issue (销号): the steps of its rounds as they were signed, materials, checklist, public notice.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use crate::domain::{
    RecordId,
    closure::{Round, RoundCause, StepOutcome, StepRecord},
    issue::Issue,
    procedure::{DayCount, Step, StepKey, StepKind},
    record::RecordBody,
};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
};

/// The names of the steps a form can speak of apart, and the kinds of step each means, the first wins.
const GROUPS: [(&str, &[StepKind]); 7] = [
    ("核实", &[StepKind::SiteVerification]),
    ("申请", &[StepKind::ClosureApplication, StepKind::HigherApplication]),
    ("审核", &[StepKind::DocumentReview, StepKind::CityReview, StepKind::IndustryReview]),
    ("核查", &[StepKind::SiteCheck]),
    (
        "验收",
        &[
            StepKind::ProvincialAcceptance,
            StepKind::CityAcceptance,
            StepKind::CountyAcceptance,
            StepKind::SiteVerification,
        ],
    ),
    ("审签", &[StepKind::LeaderSignature]),
    ("备案", &[StepKind::Filing]),
];

/// The values of the closure of an issue.
pub(super) fn closing(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let round = issue.current_round();
    let mut fields = Fields::default();
    for (name, kinds) in GROUPS {
        let signed = round.and_then(|round| kinds.iter().find_map(|kind| passed_of(issue, round, *kind)));
        fields = fields.with(group(desk, name, signed));
    }
    let steps = round.map(|round| step_entries(desk, issue, round)).unwrap_or_default();
    let returns = round.map_or(0, |round| issue.standing(round).returns);
    fields
        .text("退回次数", if returns == 0 { String::new() } else { returns.to_string() })
        .text("备案文号", filing_number(issue))
        .list("环节", steps)
        .list("历次", rounds(desk, issue))
        .list("材料", round.map(|round| materials(issue, round)).unwrap_or_default())
        .list("核对清单", round.map(|round| checklist(issue, round)).unwrap_or_default())
        .list("回头看", look_backs(desk, issue))
        .with(publicity(desk, issue))
}

/// The record with which the last step of a kind was passed in a round.
fn passed_of<'a>(issue: &'a Issue, round: &Round, kind: StepKind) -> Option<&'a StepRecord> {
    let standing = issue.standing(round);
    let step = round.procedure.steps.iter().rev().find(|step| step.kind == kind)?;
    step_record(issue, *standing.passed.get(&step.key)?)
}

fn step_record(issue: &Issue, id: RecordId) -> Option<&StepRecord> {
    match &issue.record(id)?.body {
        RecordBody::Step(step) => Some(step),
        _ => None,
    }
}

fn group(desk: &Desk<'_>, name: &str, signed: Option<&StepRecord>) -> Fields {
    let (unit, person) = signed.map(|it| desk.signed(&it.signed)).unwrap_or_default();
    Fields::default()
        .text(&format!("{name}签字单位"), unit)
        .text(&format!("{name}人"), person)
        .text(&format!("{name}日期"), words::maybe_day(signed.and_then(|it| it.date)))
        .text(&format!("{name}意见"), signed.map_or("", |it| it.opinion.as_str()))
}

fn step_entries(desk: &Desk<'_>, issue: &Issue, round: &Round) -> Vec<Fields> {
    let steps = issue.steps_of(round.id);
    let entry = |(n, (_, it)): (usize, &(&crate::domain::record::Record, &StepRecord))| {
        let (unit, person) = desk.signed(&it.signed);
        let (outcome, reason) = match &it.outcome {
            StepOutcome::Passed => ("通过", ""),
            StepOutcome::SentBack(reason) => ("退回", reason.as_str()),
            StepOutcome::ApplicationWithdrawn(reason) => ("撤回申请", reason.as_str()),
        };
        let opinion = if it.opinion.trim().is_empty() { reason } else { it.opinion.trim() };
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("环节名称", step_name(round, &it.step))
            .text("日期", words::maybe_day(it.date))
            .text("单位", unit)
            .text("签字人", person)
            .text("结论", outcome)
            .text("意见", opinion)
    };
    steps.iter().enumerate().map(entry).collect()
}

fn step_name(round: &Round, key: &StepKey) -> String {
    round.procedure.step(key).map_or_else(|| key.to_string(), |step| step.name.clone())
}

fn rounds(desk: &Desk<'_>, issue: &Issue) -> Vec<Fields> {
    let entry = |(n, round): (usize, &Round)| {
        let cause = match &round.cause {
            RoundCause::Assigned => "交办".to_owned(),
            RoundCause::Relapse { date, reason, .. } => format!("{}反弹，重新整改：{reason}", words::day(*date)),
        };
        Fields::default()
            .text("轮次", (n + 1).to_string())
            .text("起因", cause.trim_end_matches('：'))
            .text("程序", round.procedure.name.as_str())
            .list("环节", step_entries(desk, issue, round))
    };
    issue.live_rounds().into_iter().enumerate().map(entry).collect()
}

fn filing_number(issue: &Issue) -> String {
    let filed = issue.current_round().and_then(|round| issue.standing(round).filed);
    filed.and_then(|id| step_record(issue, id)).map(|step| step.filing_number.clone()).unwrap_or_default()
}

/// What a material is called: as a step of the round in force demands it, else in its own words.
pub(super) fn material_name(issue: &Issue, key: &str) -> String {
    let steps = issue.live_rounds().into_iter().rev().flat_map(|round| &round.procedure.steps);
    let demanded = steps.flat_map(|step| &step.materials).find(|demand| demand.key == key);
    demanded.map_or_else(|| key.to_owned(), |demand| demand.name.clone())
}

/// The materials the steps demand, with what was handed in.
fn materials(issue: &Issue, round: &Round) -> Vec<Fields> {
    let demanded = round.procedure.steps.iter().flat_map(|step| step.materials.iter().map(move |it| (step, it)));
    let entry = |(n, (step, demand)): (usize, (&Step, &crate::domain::procedure::MaterialDemand))| {
        let (files, paper) = given(issue, round, step, &demand.key);
        let mut said = Vec::new();
        if files > 0 {
            said.push(format!("电子件 {files} 份"));
        }
        if !paper.is_empty() {
            said.push(format!("纸质：{paper}"));
        }
        Fields::default()
            .text("序号", (n + 1).to_string())
            .text("名称", demand.name.as_str())
            .text("环节名称", step.name.as_str())
            .text("情况", said.join("；"))
            .flag("必备", demand.required)
    };
    demanded.enumerate().map(entry).collect()
}

fn given(issue: &Issue, round: &Round, step: &Step, key: &str) -> (usize, String) {
    let files = issue.live_records().filter(|record| match &record.body {
        RecordBody::Evidence(it) => {
            it.material == key
                && it.round.is_none_or(|of| of == round.id)
                && it.step.as_ref().is_none_or(|of| *of == step.key)
        }
        _ => false,
    });
    let papers = issue.steps_of(round.id).into_iter().filter(|(_, it)| it.step == step.key);
    let mut papers =
        papers.flat_map(|(_, it)| &it.materials).filter(|it| it.key == key && !it.on_paper.trim().is_empty());
    (files.count(), papers.next_back().map(|it| it.on_paper.trim().to_owned()).unwrap_or_default())
}

/// The checklists of the steps, with the answers where they were given.
fn checklist(issue: &Issue, round: &Round) -> Vec<Fields> {
    let standing = issue.standing(round);
    let mut lines = Vec::new();
    for step in &round.procedure.steps {
        let signed = standing.passed.get(&step.key).and_then(|id| step_record(issue, *id));
        for question in &step.checklist {
            let answer = signed.and_then(|it| it.checklist.iter().find(|answer| answer.question == *question));
            lines.push(
                Fields::default()
                    .text("序号", (lines.len() + 1).to_string())
                    .text("内容", question.as_str())
                    .text("环节名称", step.name.as_str())
                    .text("结论", answer.map_or("", |answer| if answer.met { "符合" } else { "不符合" }))
                    .text("说明", answer.map_or("", |answer| answer.note.as_str())),
            );
        }
    }
    lines
}

fn look_backs(desk: &Desk<'_>, issue: &Issue) -> Vec<Fields> {
    let entries = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::LookBack { date, signed, qualified, text, .. } => {
            let (unit, person) = desk.signed(signed);
            let found = if *qualified { "合格" } else { "发现反弹" };
            let entry = Fields::default().text("日期", words::day(*date)).text("单位", unit).text("签字人", person);
            Some(entry.text("结论", found).text("情况", text.as_str()))
        }
        _ => None,
    });
    entries.collect()
}

/// The public notice of the round in force: the last one begun.
fn publicity(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let round = issue.current_round();
    let begun = issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::Publicity(it) if round.is_some_and(|round| round.id == it.round) => Some((record.id, it)),
        _ => None,
    });
    let rule = round.and_then(|round| round.procedure.steps.iter().find_map(|step| step.notice));
    let days = rule.map(|rule| match rule.count {
        DayCount::Calendar => format!("{} 天", rule.days),
        DayCount::Working => format!("{} 个工作日", rule.days),
    });
    // Objections are not for the public, so nothing is said of them there: neither that there were none.
    let told = begun.filter(|_| !desk.public);
    let objections = told.map(|(id, _)| objections(issue, id)).unwrap_or_default();
    let begun = begun.map(|(_, it)| it);
    Fields::default()
        .text("公示媒体", begun.map_or("", |it| it.medium.as_str()))
        .text("公示开始", words::maybe_day(begun.and_then(|it| it.from)))
        .text("公示结束", words::maybe_day(begun.and_then(|it| it.to)))
        .text("公示天数", days.unwrap_or_default())
        .text("异议情况", objections)
}

fn objections(issue: &Issue, publicity: RecordId) -> String {
    let mut lines = Vec::new();
    for record in issue.live_records() {
        let RecordBody::Objection { publicity: of, date, text } = &record.body else {
            continue;
        };
        if *of != publicity {
            continue;
        }
        let settled = issue.live_records().find_map(|other| match &other.body {
            RecordBody::ObjectionSettled { objection, outcome, .. } if *objection == record.id => {
                Some(outcome.as_str())
            }
            _ => None,
        });
        let settled = settled.unwrap_or("尚未处理");
        lines.push(format!("{}：{text}（处理：{settled}）", words::day(*date)));
    }
    if lines.is_empty() { "无异议".to_owned() } else { lines.join("\n") }
}
