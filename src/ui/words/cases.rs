//! The words of the page of accountability cases (责任追究).

use chrono::NaiveDate;

use crate::{
    app::listing::{CaseColumn, CaseFacet, CaseTab},
    domain::complaint::{AccountabilityCase, CaseState},
    ui::{theme::Tone, words},
};

/// The tab.
pub const TITLE: &str = "责任追究";

/// The list, for a screen reader.
pub const LIST: &str = "责任追究列表";

/// In the empty search field.
pub const SEARCH: &str = "搜索线索，支持拼音首字母";

/// No cases yet.
pub const EMPTY: &str = "还没有责任追究线索，督察移交的线索在这里登记，三个月内提出处理意见";

/// Opens the dialog that enters a case.
pub const REGISTER: &str = "登记线索…";

/// The title of the dialog for a new case.
pub const REGISTER_TITLE: &str = "登记追责线索";

/// The title of the dialog for a known case.
pub const EDIT_TITLE: &str = "责任追究";

/// No clue is typed.
pub const NO_CLUE: &str = "请填写问题线索";

/// The day the opinion is due.
pub const DUE: &str = "意见期限";

/// Where it stands on its way.
pub const WAY: &str = "办理进程";

/// A part of the list.
pub fn part(tab: CaseTab) -> &'static str {
    match tab {
        CaseTab::All => "全部",
        CaseTab::Overdue => "意见逾期",
        CaseTab::Running => "待提意见",
        CaseTab::ToDecide => "待同意、待决定",
        CaseTab::ToPublish => "待公开",
        CaseTab::Done => "已公开",
        CaseTab::Withdrawn => "已作废",
    }
}

/// The head of a column.
pub fn column(column: CaseColumn) -> &'static str {
    match column {
        CaseColumn::Number => "编号",
        CaseColumn::Clue => "问题线索",
        CaseColumn::Unit => "承办单位",
        CaseColumn::HandedOver => "移交日期",
        CaseColumn::Due => DUE,
        CaseColumn::State => "进展",
        CaseColumn::OpinionOn => "意见日期",
        CaseColumn::DecidedOn => "决定日期",
        CaseColumn::PublishedOn => "公开日期",
        CaseColumn::People => "追责人数",
        CaseColumn::Issues => words::complaints::ISSUE,
    }
}

/// By what the list is filtered.
pub fn facet(facet: CaseFacet) -> &'static str {
    match facet {
        CaseFacet::Unit => "承办单位",
        CaseFacet::Year => "移交年份",
        CaseFacet::Inspection => "督察批次",
    }
}

/// How far it has come, and how its clock stands.
pub fn state(state: CaseState, today: NaiveDate) -> (String, Tone) {
    let said = |word: &str, tone| (word.to_owned(), tone);
    match state {
        CaseState::NotHandedOver => said("未移交", Tone::Neutral),
        CaseState::Running(due) => {
            let left = (due - today).num_days();
            let tone = if left <= 20 { Tone::Warn } else { Tone::Neutral };
            (format!("余 {left} 天提出意见"), tone)
        }
        CaseState::Overdue(due) => (format!("意见逾期 {} 天", (today - due).num_days()), Tone::Danger),
        CaseState::OpinionGiven => said("待上级同意", Tone::Accent),
        CaseState::Agreed => said("待作出决定", Tone::Accent),
        CaseState::Decided => said("待向社会公开", Tone::Accent),
        CaseState::Published => said("已公开", Tone::Good),
    }
}

/// How late an opinion came.
pub fn opinion_late(days: i64) -> String {
    format!("迟 {days} 天提出")
}

/// A case by its number and clue.
pub fn name(case: &AccountabilityCase) -> String {
    format!("{} {}", case.fields.number.get(), case.fields.clue.get()).trim().to_owned()
}

/// The steps of a case in their order: what, and when it was done.
pub fn steps(case: &AccountabilityCase) -> [(&'static str, Option<NaiveDate>); 5] {
    let f = &case.fields;
    [
        ("线索移交", *f.handed_over_on.get()),
        ("提出处理意见", *f.opinion_on.get()),
        ("上级同意", *f.consent_on.get()),
        ("作出决定", *f.decided_on.get()),
        ("向社会公开", *f.published_on.get()),
    ]
}

/// When the opinion is due, under the day of the hand-over.
pub fn due_on(due: NaiveDate) -> String {
    format!("三个月内提出处理意见，最迟 {}", words::date(due))
}
