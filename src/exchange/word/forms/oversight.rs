//! What was demanded of an issue from above: notices with their answers, leaders' instructions.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many kinds of record each looks for one")]

use crate::domain::{
    RecordId,
    issue::Issue,
    record::{RecordBody, SupervisionNotice},
    supervision_facts::NoticeState,
};

use super::{
    super::{fields::Fields, words},
    desk::Desk,
};

/// Notices and instructions of an issue.
pub(super) fn oversight(desk: &Desk<'_>, issue: &Issue) -> Fields {
    let notices = issue.notices();
    let notices = notices.iter().map(|state| notice_entry(desk, issue, state)).collect();
    let instructions = issue.live_records().filter_map(|record| match &record.body {
        RecordBody::Instruction { who, words: said, date, .. } => Some(
            Fields::default()
                .text("领导", who.as_str())
                .text("日期", words::day(*date))
                .text("批示", said.as_str())
                .text("落实情况", outcome(issue, record.id)),
        ),
        _ => None,
    });
    Fields::default().list("督办", notices).list("领导批示", instructions.collect())
}

fn outcome(issue: &Issue, of: RecordId) -> String {
    let found = issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::InstructionOutcome { instruction, text, .. } if *instruction == of => Some(text.clone()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The answer to a notice: its day, its words, who signed.
fn answer(desk: &Desk<'_>, issue: &Issue, of: RecordId) -> (String, String, String) {
    let found = issue.live_records().rev().find_map(|record| match &record.body {
        RecordBody::NoticeAnswer { notice, date, text, signed } if *notice == of => {
            Some((words::day(*date), text.clone(), desk.signed(signed).1))
        }
        _ => None,
    });
    found.unwrap_or_default()
}

/// A notice as an entry of a list.
pub(super) fn notice_entry(desk: &Desk<'_>, issue: &Issue, state: &NoticeState<'_>) -> Fields {
    let late = state.waits_for_answer() && state.notice.answer_due.is_some_and(|due| due < desk.today);
    let standing = match (state.lifted, state.answered, late) {
        (true, ..) => "已解除",
        (_, true, _) => "已答复",
        (.., true) => "逾期未答复",
        (false, false, false) => "待答复",
    };
    notice_words(desk, issue, state.notice, state.id).text("答复状态", standing)
}

fn notice_words(desk: &Desk<'_>, issue: &Issue, notice: &SupervisionNotice, id: RecordId) -> Fields {
    let (unit, person) = desk.signed(&notice.signed);
    let scale = desk.directory().fields.scale.get().as_ref();
    let level = scale.and_then(|scale| scale.levels.iter().find(|level| level.key.as_str() == notice.level));
    let (answered_on, answer, answered_by) = answer(desk, issue, id);
    let lead = *issue.fields.lead_unit.get();
    let to = notice.unit.or(lead);
    Fields::default()
        .text("级别", desk.level(&notice.level))
        .text("文号", notice.number.as_str())
        .text("对象", desk.unit(to))
        .text("签发日期", words::maybe_day(notice.date))
        .text("事由", notice.cause.as_str())
        .text("要求", notice.demand.as_str())
        .text("答复期限", words::maybe_day(notice.answer_due))
        .text("签发单位", if unit.is_empty() { desk.office() } else { unit })
        .text("签发人", person)
        .text("后果", level.map_or("", |level| level.consequence.as_str()))
        .text("答复日期", answered_on)
        .text("答复内容", answer)
        .text("答复人", answered_by)
}

/// The values of a notice (督办单), with those of its issue; `None` where there is no such notice.
pub fn notice_fields(desk: &Desk<'_>, issue: &Issue, id: RecordId) -> Option<Fields> {
    let notices = issue.notices();
    let state = notices.iter().find(|state| state.id == id)?;
    let own = notice_entry(desk, issue, state);
    Some(desk.common().with(super::issue::issue_fields(desk, issue)).with(own))
}
