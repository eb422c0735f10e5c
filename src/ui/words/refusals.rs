//! Why something was not done: the rule that stands against it, and what to do next.

use crate::{
    domain::{
        RecordId,
        ledger::Ledger,
        procedure::{ProcedureFault, StepKey},
        record::RecordBody,
        rules::{Missing, Refusal, Role},
    },
    ui::words,
};

/// One sentence that says which rule refused, and what to do.
#[expect(clippy::too_many_lines, reason = "a table: one sentence for each refusal")]
pub fn refusal(ledger: Option<&Ledger>, refusal: &Refusal) -> String {
    let fixed = match refusal {
        Refusal::NotHere(thing) => {
            return format!("台账中没有这个{}，可能已被撤销，请重新选择", words::thing(*thing));
        }
        Refusal::ExistsAlready(thing) => {
            return format!("该{}已存在，请直接使用已有的", words::thing(*thing));
        }
        Refusal::OutsideGrant => "这是下发给本单位的台账，此项不在下发范围内。需要修改请报市整改办",
        Refusal::HandedOut => "下发已记录在册，材料包可能已经交出，不能撤销；需要更正请重新下发",
        Refusal::NothingToHandOut => "所选单位没有可下发的问题，请先明确牵头单位或配合单位",
        Refusal::IsWithdrawn => "已作废的内容不能修改，请先恢复",
        Refusal::LeadsToItself => "不能指向自身，也不能互相指向，请另选",
        Refusal::NotWithdrawn => "未作废，无须恢复",
        Refusal::NeedsRole(Role::Office) => "此项只能由整改办办理，请交整改办，或在设置中更正身份",
        Refusal::NeedsRole(role) => {
            return format!("此项由{}或整改办办理，请核对设置中的身份", words::role(*role));
        }
        Refusal::ReasonMissing => "作废、退回、更正须留痕，请填写理由",
        Refusal::TextMissing(field) => {
            return format!("{}不能为空，请填写", words::any_field(*field));
        }
        Refusal::EntryMissing(field) => {
            return format!("{}未填写或不符合要求，请填写后再提交", words::entry_field(*field));
        }
        Refusal::Conflicted(field) => {
            return format!("{}在不同副本中填写不一致，请先在核对中选定一个", words::any_field(*field));
        }
        Refusal::NotConflicted(field) => {
            return format!("{}没有不一致，无须选定，直接修改即可", words::any_field(*field));
        }
        Refusal::DeadlineLocked => "交办后时限不得直接修改，确需调整请办理延期；读错原文请办理更正",
        Refusal::DeadlineNotLocked => "尚未交办，时限可直接修改，无须更正",
        Refusal::NotLater { new, acting } => {
            return format!("延期后的日期 {} 须晚于现行时限 {}，请重新填写", words::date(*new), words::date(*acting));
        }
        Refusal::NothingToExtend => "该问题没有可延期的日期，请先确认整改时限",
        Refusal::ProcedureFrozen => "交办后销号程序不得更换，本轮按交办时的程序办理",
        Refusal::ProcedureFaulty(fault) => {
            return format!("销号程序不能使用：{}，请修改后再保存", procedure_fault(fault));
        }
        Refusal::NotAssigned => "该问题尚未交办，请先办理交办",
        Refusal::AssignedAlready => "该问题已经交办，无须重复办理",
        Refusal::Closed => "该问题已销号，记录只读；如有反弹，请重新整改",
        Refusal::NotClosed => "该问题尚未销号，此项须在销号后办理",
        Refusal::StepDone(step) => {
            return format!("“{}”本轮已办结，请办理下一环节", step_name(ledger, step));
        }
        Refusal::StepLacks(lacks) => return step_lacks(ledger, lacks),
        Refusal::NotAtReview => "只有审核、核查、验收、公示和备案环节可以退回，请核对当前环节",
        Refusal::ReviewBegun => "审核已经开始，不能撤回申请，请由审核单位退回",
        Refusal::NoApplication => "尚未申请销号，没有可撤回的申请",
        Refusal::FiledByApplicant(name) => {
            return format!("{name}是本轮申请人，备案人不得与申请人相同，请由他人备案");
        }
        Refusal::WrongUnitSigned => "签字单位与程序规定的单位不一致，请核对签字单位",
        Refusal::Contradicted => "不同副本中的环节记录相互矛盾，请先在核对中处理，再继续办理",
        Refusal::InTheFuture(date) => {
            return format!("日期 {} 晚于今天，已办事项不能填未来日期，请核对", words::date(*date));
        }
        Refusal::TooEarly { date, earliest } => {
            return format!("日期 {} 早于前序日期 {}，请按办理先后填写", words::date(*date), words::date(*earliest));
        }
        Refusal::PastDeadline(date) => {
            return format!("本环节须在整改时限 {} 前完成，现已超期，请先办理延期", words::date(*date));
        }
        Refusal::ClockDoubtful { now, newest } => {
            return format!(
                "本机时间为 {}，台账最近一次修改为 {}，相差异常。请核对本机日期，无误后确认，再重做刚才的操作",
                words::date_and_time(*now),
                words::date_and_time(*newest)
            );
        }
        Refusal::UnitThere => "该单位已在列，同一单位不能重复担任，请选择其他单位",
        Refusal::UnitNotThere => "该单位不在列，无须移除",
        Refusal::NameTaken(name) => {
            return format!("名称“{name}”已被其他单位使用，请换一个名称，或合并两个单位");
        }
        Refusal::CannotMerge => "单位不能并入自身，集合单位也不能并入其成员，请另选单位",
        Refusal::ChangedSince(Some(field)) => {
            return format!("{}此后又有修改，撤销会丢失后来的内容，请直接修改", words::any_field(*field));
        }
        Refusal::ChangedSince(None) => "内容此后又有修改，撤销会丢失后来的内容，请直接修改",
        Refusal::NothingToUndo => "没有可撤销的操作",
        Refusal::NothingToRedo => "没有可重做的操作",
        Refusal::NotAllHere => "该修改有一部分不在本副本中，请在修改时所用的副本中撤销",
        Refusal::NotInside => "此项操作不能与其他操作一并办理，请单独办理",
        Refusal::InBatch(place, inner) => {
            return format!("第 {place} 项：{}；各项一并未执行", self::refusal(ledger, inner));
        }
    };
    fixed.to_owned()
}

/// The same to whoever fills in a form, which is one thing to them, of however many steps it is done.
pub fn refusal_of_form(ledger: Option<&Ledger>, refusal: &Refusal) -> String {
    if let Refusal::InBatch(_, inner) = refusal {
        refusal_of_form(ledger, inner)
    } else {
        self::refusal(ledger, refusal)
    }
}

fn step_lacks(ledger: Option<&Ledger>, lacks: &[Missing]) -> String {
    const SHOWN: usize = 4;
    let all: Vec<String> = lacks.iter().take(SHOWN).map(|lack| missing_in(ledger, lack)).collect();
    let more = if lacks.len() > SHOWN { format!("等 {} 项", lacks.len()) } else { String::new() };
    format!("本环节条件未齐：{}{more}，请补齐后再办理", all.join("、"))
}

/// One thing that a step still lacks.
pub fn missing(missing: &Missing) -> String {
    missing_in(None, missing)
}

fn missing_in(ledger: Option<&Ledger>, missing: &Missing) -> String {
    match missing {
        Missing::Step(_, name) => format!("前序环节“{name}”未办结"),
        Missing::Material { name, need: 0 | 1, .. } => format!("缺{name}"),
        Missing::Material { name, need, have, .. } => format!("{name}须 {need} 份，已有 {have} 份"),
        Missing::ChecklistUnanswered(question) => format!("“{question}”未核对"),
        Missing::ChecklistNotMet(question) => format!("“{question}”未达到"),
        Missing::Signature => "缺签字人".to_owned(),
        Missing::Date => "缺签字日期".to_owned(),
        Missing::NoticeNotBegun => "尚未公示".to_owned(),
        Missing::NoticeRuns(until) => format!("公示至 {}，尚未期满", words::date(*until)),
        Missing::NoticeNeedsYear(year) => {
            format!("缺 {year} 年节假日安排，公示期无法推算，请在设置中导入")
        }
        Missing::OpenObjection(record) => objection(ledger, *record),
        Missing::LeadUnit => "未确定牵头单位".to_owned(),
        Missing::LeadConfirmation => "牵头单位待确认".to_owned(),
        Missing::DeadlineConfirmation => "整改时限待确认".to_owned(),
    }
}

fn objection(ledger: Option<&Ledger>, id: RecordId) -> String {
    let mut issues = ledger.into_iter().flat_map(|ledger| ledger.issues.values());
    match issues.find_map(|issue| issue.record(id)).map(|record| &record.body) {
        Some(RecordBody::Objection { date, .. }) => {
            format!("{} 的公示异议未处理", words::date(*date))
        }
        Some(_) | None => "有公示异议未处理".to_owned(),
    }
}

/// The name of a step, by the ledger's own procedure, else by any that has it; its key where none has.
pub fn step_name(ledger: Option<&Ledger>, key: &StepKey) -> String {
    let directories = || ledger.into_iter().map(|ledger| &ledger.directory);
    let own = directories().filter_map(|it| it.procedures.get(it.fields.procedure.get()));
    let procedures = own.chain(directories().flat_map(|it| it.procedures.values()));
    let mut known = procedures.filter_map(|procedure| procedure.get().as_ref());
    let found = known.find_map(|procedure| procedure.step(key));
    found.map_or_else(|| key.to_string(), |step| step.name.clone())
}

fn procedure_fault(fault: &ProcedureFault) -> String {
    match fault {
        ProcedureFault::NoName => "没有名称".to_owned(),
        ProcedureFault::FirstIsNotAssignment => "第一个环节须为交办".to_owned(),
        ProcedureFault::LastIsNotFiling => "最后一个环节须为备案".to_owned(),
        ProcedureFault::KeyTwice(step) => format!("环节代号 {step} 重复"),
        ProcedureFault::KindTwice(step) => format!("环节 {step} 重复了交办或备案"),
        ProcedureFault::KeyMalformed(step) => {
            format!("环节代号 {step} 只能用小写字母、数字和下划线")
        }
        ProcedureFault::StepWithoutName(step) => format!("环节 {step} 缺名称"),
        ProcedureFault::MustBeRequired(step) => format!("交办和备案环节 {step} 不能设为选办"),
        ProcedureFault::NoticeAndPublicityApart(step) => {
            format!("环节 {step} 的公示规则与环节类型不符")
        }
        ProcedureFault::NoDays(step) => format!("环节 {step} 的天数不能为零"),
        ProcedureFault::EmptyChecklistLine(step) => format!("环节 {step} 的核对清单有空行"),
        ProcedureFault::MaterialMalformed(step, material) => {
            format!("环节 {step} 的材料“{material}”缺名称、重复或份数为零")
        }
        ProcedureFault::BatchWithoutStep(step) => format!("集中验收所指环节 {step} 不存在"),
        ProcedureFault::BatchNever => "集中验收没有可行的日期".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{AnyField, EntryField};

    #[test]
    fn a_step_that_lacks_much_names_the_first_things_and_counts_all() {
        let material = |name: &str| Missing::Material { key: name.to_owned(), name: name.to_owned(), need: 1, have: 0 };
        let lacks: Vec<_> = ["验收意见", "验收报告", "照片", "监测报告", "公示截图"].map(material).into();
        let said = refusal(None, &Refusal::StepLacks(lacks));
        assert_eq!(said, "本环节条件未齐：缺验收意见、缺验收报告、缺照片、缺监测报告等 5 项，请补齐后再办理", "whole");
    }

    #[test]
    fn a_form_is_one_thing_whatever_it_is_done_by() {
        let inner = Refusal::TextMissing(AnyField::Private);
        let refused = Refusal::InBatch(1, Box::new(inner.clone()));
        assert_ne!(refusal(None, &refused), refusal(None, &inner));
        assert_eq!(refusal_of_form(None, &refused), refusal(None, &inner));
    }

    #[test]
    fn no_refusal_is_silent_and_none_shows_english() {
        let examples = [
            Refusal::IsWithdrawn,
            Refusal::NeedsRole(Role::Unit),
            Refusal::TextMissing(AnyField::Private),
            Refusal::EntryMissing(EntryField::Page),
            Refusal::ChangedSince(None),
            Refusal::InBatch(2, Box::new(Refusal::NotAssigned)),
            Refusal::ProcedureFaulty(ProcedureFault::NoName),
        ];
        for example in examples {
            let said = refusal(None, &example);
            assert!(said.chars().count() > 6, "{example:?}: {said}");
            assert!(!said.chars().any(|c| c.is_ascii_alphabetic()), "{example:?}: {said}");
            assert!(!said.ends_with('。'), "{example:?}: {said}");
        }
    }
}
