//! The words of 一题一账 that hold a value.

use crate::domain::{history::Turn, issue::IssueItem};

/// Materials people add that no step demands.
pub const USUAL_MATERIALS: [&str; 4] = ["整改前照片", "整改后照片", "监测报告", "情况说明"];

/// Who typed what somebody else signed.
pub fn typed_for(typist: &str) -> String {
    format!("{typist} 代录")
}

/// Who typed a note.
pub fn typed_by(typist: &str) -> String {
    format!("{typist} 录入")
}

/// The labels of what is still empty.
pub fn lacks(labels: &[&str]) -> String {
    format!("还缺 {}", labels.join("、"))
}

/// The button that begins a step.
pub fn begin(step: &str) -> String {
    format!("{step}…")
}

/// The button that takes a step.
pub fn take(step: &str) -> String {
    format!("办理 {step}")
}

/// The title of a return.
pub fn send_back_title(issue: &str) -> String {
    format!("退回 {issue}")
}

/// Where a return leads.
pub fn back_to_work(stage: &str) -> String {
    format!("{stage} → 整改中")
}

/// The deadline that acts now.
pub fn acting_now(date: &str) -> String {
    format!("现行时限 {date}")
}

/// The button that chooses an extension.
pub fn choose_extension(date: &str) -> String {
    format!("按延至 {date} 执行")
}

/// The title of a withdrawal.
pub fn withdraw_title(item: IssueItem) -> &'static str {
    match item {
        IssueItem::Issue => "作废问题",
        IssueItem::Measure(_) => "作废措施",
        IssueItem::Checkpoint(_) => "作废节点",
        IssueItem::Target(_) => "作废量化目标",
        IssueItem::Round(_) => "作废轮次",
        IssueItem::Record(_) => "作废记录",
    }
}

/// From when to when a notice runs that begins on the day typed.
pub fn notice_from_to(from: &str, to: &str) -> String {
    format!("公示期 {from} 至 {to}，次日起可办结公示")
}

/// Before the steps that may be taken now, where some may be left out.
pub const STEPS_TO_CHOOSE: &str = "本次办理";

/// Why there is a choice of steps.
pub const STEPS_TO_CHOOSE_HINT: &str = "选办环节可以跳过";

/// The end of a notice cannot be computed.
pub fn year_missing(year: i32) -> String {
    format!("缺 {year} 年节假日安排")
}

/// How many fields are in conflict.
pub fn conflicts(n: usize) -> String {
    format!("{n} 处冲突待选定")
}

/// The title of a conflict.
pub fn conflict_of(field: &str) -> String {
    format!("{field} 填写不一致")
}

/// The button that chooses a value.
pub fn take_value(value: &str) -> String {
    format!("选定 {value}")
}

/// The button that makes a unit the lead.
pub fn led_by(unit: &str) -> String {
    format!("由 {unit} 牵头")
}

/// The word that adds a unit in a role.
pub fn add_unit(role: &str) -> String {
    format!("添加{role}")
}

/// The cross of a chip.
pub fn remove(what: &str) -> String {
    format!("移除 {what}")
}

/// What a deadline is understood as.
pub fn understood(meaning: &str) -> String {
    format!("理解为 {meaning}")
}

/// A round by its number.
pub fn round(n: usize) -> String {
    format!("第 {n} 轮")
}

/// A stage in a later round.
pub fn in_round(stage: &str, n: usize) -> String {
    format!("{stage} · 第 {n} 轮")
}

/// A monthly rating in the head.
pub fn monthly(rating: &str) -> String {
    format!("月评 {rating}")
}

/// How often a round was sent back.
pub fn returned(times: usize) -> String {
    format!("退回 {times} 次")
}

/// When a step sent the issue back.
pub fn returned_on(date: &str) -> String {
    format!("{date} 退回")
}

/// Days used of days allowed.
pub fn used(step: &str, used: i64, limit: &str) -> String {
    format!("{step}已用 {used} / {limit}")
}

/// Until when a notice runs.
pub fn until(date: &str) -> String {
    format!("公示至 {date}")
}

/// How long a step may take.
pub fn limit(limit: &str) -> String {
    format!("限 {limit}")
}

/// How long a notice runs.
pub fn notice_days(days: u16) -> String {
    format!("公示 {days} 天")
}

/// A record that came for a round already filed.
pub fn late_record(record: &str) -> String {
    format!("本轮已备案，后到的记录保留备查：{record}")
}

/// Step records made apart contradict each other.
pub fn contradicted(records: &str) -> String {
    format!("几份台账对本轮的办理结果不一致，已按较早的环节显示，备案前须由人处理：{records}")
}

/// A step that has everything.
pub fn may_begin(step: &str) -> String {
    format!("可以办理“{step}”")
}

/// A step that lacks something.
pub fn still_lacks(step: &str, n: usize) -> String {
    format!("办理“{step}”还缺 {n} 项")
}

/// The step the issue waits for, in the dialog of another.
pub fn waits_for(step: &str) -> String {
    format!("目前应先办理“{step}”")
}

/// The yes of a question.
pub fn yes_to(n: usize) -> String {
    format!("{n} 达到")
}

/// The no of a question.
pub fn no_to(n: usize) -> String {
    format!("{n} 未达到")
}

/// The words about a question.
pub fn note_to(n: usize) -> String {
    format!("第 {n} 条说明")
}

/// A material with how many pieces it needs and has.
pub fn material(name: &str, required: bool, need: usize, have: usize) -> String {
    match (required, need, have) {
        (false, _, 0) => format!("{name}（选填）"),
        (_, 1, _) | (false, ..) => name.to_owned(),
        (true, ..) => format!("{name}（至少 {need} 份，已有 {have} 份）"),
    }
}

/// The place of a paper.
pub fn paper_place(material: &str) -> String {
    format!("{material} 纸质件存放处")
}

/// A paper and where it is.
pub fn on_paper(place: &str) -> String {
    format!("纸质件：{place}")
}

/// Adds a file as a material.
pub fn add_file(material: &str) -> String {
    format!("添加{material}文件…")
}

/// Takes a file that is there as a material.
pub fn pick_file(material: &str) -> String {
    format!("从已有文件选作{material}")
}

/// How many measures there are.
pub fn measures_sum(all: usize, done: usize, late: usize) -> String {
    if late > 0 { format!("{all} 项，完成 {done}，超期 {late}") } else { format!("{all} 项，完成 {done}") }
}

/// A measure done after its deadline.
pub fn done_late(days: i64) -> String {
    format!("晚 {days} 天完成")
}

/// Something past its day.
pub fn late(days: i64) -> String {
    format!("超期 {days} 天")
}

/// When something is due.
pub fn due(date: &str) -> String {
    format!("{date} 到期")
}

/// When a checkpoint was reached.
pub fn reached(date: &str) -> String {
    format!("{date} 达到")
}

/// A checkpoint in a list of measures.
pub fn checkpoint(name: &str) -> String {
    format!("　◇ {name}")
}

/// So many of so many.
pub fn of(part: usize, all: usize) -> String {
    format!("{part} / {all}")
}

/// The menu of a part.
pub fn more_of(what: &str) -> String {
    format!("更多 {}", what.trim())
}

/// Adds a reading to a target.
pub fn add_reading(target: &str) -> String {
    format!("登记{target}读数…")
}

/// A reading that reaches its target.
pub fn reading_reached(value: &str, unit: &str) -> String {
    format!("{value}{unit} 达标")
}

/// A reading that falls short.
pub fn reading_short(value: &str, unit: &str) -> String {
    format!("{value}{unit} 未达标")
}

/// How many notes there are.
pub fn notes_sum(months: usize) -> String {
    format!("{months} 期，按月追加，不改旧文")
}

/// Shows the older notes.
pub fn all_notes(n: usize) -> String {
    format!("显示全部 {n} 期")
}

/// When a note was reported.
pub fn reported_on(date: &str) -> String {
    format!("{date} 报")
}

/// Corrects a note.
pub fn correct_note(month: &str) -> String {
    format!("更正 {month}…")
}

/// How late an answer is.
pub fn answer_late(days: i64) -> String {
    format!("逾期未回复 {days} 天")
}

/// When an answer is due.
pub fn answer_due(date: &str) -> String {
    format!("{date} 前回复")
}

/// When it was answered.
pub fn answered_on(date: &str) -> String {
    format!("{date} 回复")
}

/// When it was lifted.
pub fn lifted_on(date: &str) -> String {
    format!("{date} 解除")
}

/// Opens the dialog of an answer.
pub fn answer_menu(number: &str) -> String {
    format!("登记回复 {number}…")
}

/// Opens the dialog that lifts a notice.
pub fn lift_menu(number: &str) -> String {
    format!("解除督办 {number}…")
}

/// What came of an instruction, and when.
pub fn outcome_on(date: &str) -> String {
    format!("{date} 落实")
}

/// How many files there are.
pub fn files_sum(all: usize, missing: usize) -> String {
    if missing > 0 { format!("{all} 件，{missing} 件不在本机") } else { format!("{all} 件") }
}

/// How many changes there were.
pub fn changes_sum(n: usize) -> String {
    format!("{n} 次，可追到每一个旧值")
}

/// Shows the older changes.
pub fn all_changes(n: usize) -> String {
    format!("显示全部 {n} 次变更")
}

/// What was done, taken back or done again.
pub fn turned(turn: Turn, what: &str) -> String {
    match turn {
        Turn::Done => what.to_owned(),
        Turn::Undone => format!("撤销：{what}"),
        Turn::Redone => format!("重做：{what}"),
    }
}

/// An old value and the new one, as a screen reader says it.
pub fn from_to(old: &str, new: &str) -> String {
    format!("由 {old} 改为 {new}")
}

/// The checklist of a step.
pub fn checklist_of(step: &str) -> String {
    format!("核对清单 · {step}")
}
