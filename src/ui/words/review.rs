//! Words of the review page (核对): what was found, and what to do about it.
#![expect(clippy::wildcard_enum_match_arm, reason = "titles name every finding; not every one needs a sentence")]

mod kinds;

pub use kinds::*;

use crate::{
    domain::{
        IssueId, RecordId,
        directory::DirectoryItem,
        issue::IssueItem,
        ledger::Ledger,
        record::RecordBody,
        review::{Finding, FindingGroup},
    },
    ui::words,
};

/// The page.
pub const TITLE: &str = "核对";
/// Nothing was found.
pub const NOTHING: &str = "没有要核对的事项";
/// No ledger is open.
pub const NO_LEDGER: &str = "先打开一本台账";
/// Takes a value of a conflict.
pub const TAKE: &str = "用这个";
/// Confirms a deadline as it was read.
pub const CONFIRM_DATE: &str = "按此确认";
/// Sets another day.
pub const OTHER_DATE: &str = "改为…";
/// The field for it.
pub const DATE: &str = "确认的日期";
/// Confirms the day typed.
pub const CONFIRM: &str = "确认日期";
/// The field of the lead unit.
pub const LEAD: &str = "牵头单位";
/// In the empty field.
pub const LEAD_HINT: &str = "选定牵头单位";
/// Gives other numbers.
pub const RENUMBER: &str = "重新编号";
/// Makes units of one name one unit.
pub const MERGE_UNITS: &str = "合并为一个单位";
/// Makes an extension the one in force.
pub const THIS_EXTENSION: &str = "以此为准";
/// The reason that is entered with it.
pub const CHOSEN_IN_REVIEW: &str = "核对时选定";
/// Brings a withdrawn unit back.
pub const RESTORE_UNIT: &str = "恢复单位";
/// Brings back what one copy withdrew.
pub const KEEP: &str = "保留";
/// Leads to the settings.
pub const TO_SETTINGS: &str = "去设置";
/// Leads to the issue.
pub const TO_ISSUE: &str = "打开问题";

/// Withdraws what one copy withdrew.
pub const WITHDRAW: &str = "作废";
/// The search of the page.
pub const SEARCH: &str = "搜索核对事项";
/// All of them.
pub const ALL: &str = "全部";
/// Nothing is found by the search.
pub const NONE_FOUND: &str = "没有符合条件的核对事项";
/// Of several the one that holds.
pub const THIS_ONE: &str = "以此为准";
/// Withdraws a record.
pub const WITHDRAW_RECORD: &str = "作废此记录";
/// Withdraws a round.
pub const WITHDRAW_ROUND: &str = "作废这一轮";
/// Why a record made apart is withdrawn.
pub const NOT_CHOSEN: &str = "核对：与选定的环节记录矛盾";
/// Why a late record is withdrawn.
pub const CAME_LATE: &str = "核对：备案之后并入，不采用";
/// Why a round is withdrawn.
pub const ROUND_APART: &str = "核对：两轮分别开立，保留另一轮";
/// Why something is withdrawn where copies disagreed.
pub const SETTLED: &str = "核对：两份副本不一致，选定作废";
/// Names the file that is missing.
pub const BRING_BACK: &str = "找回文件…";
/// Chooses any unit in place of the one that is gone.
pub const OTHER_UNIT: &str = "改为其他单位";

/// Puts this unit in place of the one that is gone.
pub fn use_unit(name: &str) -> String {
    format!("改为{name}")
}

/// A kind or group with how many there are.
pub fn counted(word: &str, count: usize) -> String {
    format!("{word} {count}")
}

/// A round by its place, with how much was done in it.
pub fn round(n: usize, steps: usize) -> String {
    format!("第 {n} 轮，已办 {steps} 个环节")
}

/// The number an issue would get.
pub fn renumbered(issue: &str, to: &str) -> String {
    format!("{issue} 改为 {to}")
}

/// How many there are, beside the title.
pub fn aside(to_do: usize, to_know: usize) -> String {
    match (to_do, to_know) {
        (0, 0) => String::new(),
        (n, 0) => format!("{n} 项待处理"),
        (0, n) => format!("{n} 项供知悉"),
        (n, known) => format!("{n} 项待处理，{known} 项供知悉"),
    }
}

/// Shows more of a long list.
pub fn more(n: usize) -> String {
    format!("再显示 {n} 项")
}

/// Heads a group.
pub fn group(group: FindingGroup) -> &'static str {
    match group {
        FindingGroup::Conflict => "两份改动不一致",
        FindingGroup::Confirm => "待确认",
        FindingGroup::Rule => "不合规则",
        FindingGroup::Directory => "单位名录",
        FindingGroup::Files => "佐证文件",
        FindingGroup::Copies => "副本与历史，供知悉",
    }
}

/// What to do about a group.
pub fn group_hint(group: FindingGroup) -> &'static str {
    match group {
        FindingGroup::Conflict => "每份都在历史里，选一个作为现值",
        FindingGroup::Confirm => "确认后才能交办或计时",
        FindingGroup::Rule => "合并带来的记录照样保留，请逐条核实",
        FindingGroup::Directory => "恢复单位，或改为相近的单位",
        FindingGroup::Files => "找到原文件补上，内容一致才会收下",
        FindingGroup::Copies => "不用处理",
    }
}

/// What was found, in a few words.
pub fn title(finding: &Finding) -> String {
    let differs = |field: &str| format!("{field}不一致");
    match finding {
        Finding::IssueConflict { field, .. } => differs(words::issue_field(*field)),
        Finding::MeasureConflict { field, .. } => differs(words::measure_field(*field)),
        Finding::CheckpointConflict { field, .. } => differs(words::checkpoint_field(*field)),
        Finding::TargetConflict { field, .. } => differs(words::target_field(*field)),
        Finding::PresenceConflict { item, .. } => format!("{}作废与否不一致", item_word(*item)),
        Finding::LedgerConflict(field) => differs(words::ledger_field(*field)),
        Finding::UnitConflict { field, .. } => differs(words::unit_field(*field)),
        Finding::PersonConflict { field, .. } => differs(words::person_field(*field)),
        Finding::InspectionConflict { field, .. } => differs(words::inspection_field(*field)),
        Finding::ProcedureConflict(_) => differs("销号程序"),
        Finding::HolidaysConflict(year) => differs(&format!("{year} 年节假日")),
        Finding::ComplaintConflict { field, .. } => differs(words::complaint_field(*field)),
        Finding::CaseConflict { field, .. } => differs(words::case_field(*field)),
        Finding::PrivateConflict(_) => differs("个人信息"),
        Finding::ErasedElsewhere(_) => "已清除的个人信息又并入".to_owned(),
        Finding::ComplaintPresence(_) => "信访件作废与否不一致".to_owned(),
        Finding::CasePresence(_) => "责任追究作废与否不一致".to_owned(),
        Finding::EntryPresence(_) => "名录条目作废与否不一致".to_owned(),
        Finding::DeadlineToConfirm { .. } => "整改时限待确认".to_owned(),
        Finding::MeasureDeadlineToConfirm { .. } => "措施时限待确认".to_owned(),
        Finding::TargetDeadlineToConfirm { .. } => "量化目标时限待确认".to_owned(),
        Finding::ClockDoubtful { .. } => "本机时钟存疑".to_owned(),
        Finding::EvidenceMissing { .. } => "佐证文件不在本机".to_owned(),
        Finding::LeadToConfirm { .. } => "牵头单位待确认".to_owned(),
        Finding::LeadMissing { .. } => "没有牵头单位".to_owned(),
        Finding::SeveralExtensions { .. } => "延期不止一份".to_owned(),
        Finding::RatingsDiffer { .. } => "同月月评不一致".to_owned(),
        Finding::NumberTwice { .. } => "重号".to_owned(),
        Finding::StepsContradict { .. } => "环节记录互相矛盾".to_owned(),
        Finding::LateRecords { .. } => "备案后又收到记录".to_owned(),
        Finding::RoundsApart { .. } => "分别开了两轮".to_owned(),
        Finding::FiledLacking { .. } => "备案时环节不全".to_owned(),
        Finding::FiledByApplicant { .. } => "申请人自行备案".to_owned(),
        Finding::HolidaysMissing { year, .. } => format!("缺 {year} 年节假日"),
        Finding::UnitNotHere { .. } | Finding::MeasureUnitNotHere { .. } => "单位不在名录".to_owned(),
        Finding::UnitTwice { .. } => "单位重名".to_owned(),
        Finding::SeveralHeads(n) => format!("{n} 支历史已会合"),
        Finding::PartsHidden(n) => format!("{n} 处内容不在本副本"),
        Finding::PartsErased(n) => format!("{n} 处内容已清除"),
        Finding::Baselines(n) => format!("{n} 项只有现状"),
        Finding::NotUnderstood { parts, .. } => format!("{parts} 处由新版本写入"),
        Finding::AncestorsMissing(n) => format!("{n} 次改动只知编号"),
        Finding::ClocksDisagree { .. } => "电脑时钟不一致".to_owned(),
    }
}

fn item_word(item: IssueItem) -> &'static str {
    match item {
        IssueItem::Issue => "问题",
        IssueItem::Measure(_) => "措施",
        IssueItem::Checkpoint(_) => "节点",
        IssueItem::Target(_) => "量化目标",
        IssueItem::Round(_) => "轮次",
        IssueItem::Record(_) => "记录",
    }
}

/// The whole sentence: what it is, and what to do.
pub fn detail(ledger: &Ledger, finding: &Finding) -> String {
    match finding {
        Finding::DeadlineToConfirm { issue } => {
            deadline(ledger.issue(*issue).map(crate::domain::issue::Issue::first_deadline))
        }
        Finding::MeasureDeadlineToConfirm { issue, measure } => {
            let measure = ledger.issue(*issue).and_then(|issue| issue.measures.get(measure));
            let said = deadline(measure.map(|measure| measure.fields.deadline.get()));
            let text = measure.map(|measure| words::cut(measure.fields.text.get(), 24));
            format!("措施 {}。{said}", text.unwrap_or_default())
        }
        Finding::TargetDeadlineToConfirm { issue, target } => {
            let target = ledger.issue(*issue).and_then(|issue| issue.targets.get(target));
            let said = deadline(target.map(|target| target.fields.due.get()));
            format!("目标 {}。{said}", target.map(|it| words::cut(it.fields.what.get(), 24)).unwrap_or_default())
        }
        Finding::LeadToConfirm { .. } => "方案写了几家牵头，一个问题只能有一个牵头单位，其余列为并列牵头".to_owned(),
        Finding::LeadMissing { by_document, .. } if by_document.is_empty() => "选定牵头单位后才能交办".to_owned(),
        Finding::LeadMissing { by_document, .. } => {
            format!("方案写的是 {by_document}，单位要到该文件里查")
        }
        Finding::SeveralExtensions { .. } => "选定之前按较早的日期计时".to_owned(),
        Finding::RatingsDiffer { unit, month, .. } => {
            format!(
                "{} 对 {} 报了不同的序时进度，由新的月报更正",
                words::unit(ledger, *unit),
                words::report_month(*month)
            )
        }
        Finding::NumberTwice { number, issues, .. } => {
            format!("{} 个问题的编号都是 {number}", issues.len())
        }
        Finding::UnitConflict { unit, .. } => words::unit(ledger, Some(*unit)),
        Finding::PersonConflict { person, .. } => words::person(ledger, Some(*person)),
        Finding::InspectionConflict { inspection, .. } => words::inspection(ledger, *inspection),
        Finding::ComplaintConflict { complaint, .. } => words::complaint(ledger, *complaint),
        Finding::CaseConflict { case, .. } => words::case(ledger, *case),
        Finding::ProcedureConflict(name) => name.clone(),
        Finding::ComplaintPresence(id) => words::complaint(ledger, *id),
        Finding::CasePresence(id) => words::case(ledger, *id),
        Finding::EntryPresence(item) => entry(ledger, *item),
        Finding::EvidenceMissing { issue, record } => file(ledger, *issue, *record),
        _ => rule_detail(ledger, finding),
    }
}

/// What the rules would not have let through.
fn rule_detail(ledger: &Ledger, finding: &Finding) -> String {
    match finding {
        Finding::ErasedElsewhere(subject) => erased_elsewhere(ledger, *subject),
        Finding::StepsContradict { .. } => "一份做完了，另一份退回了。阶段按较靠前的显示，处理之前不能备案".to_owned(),
        Finding::LateRecords { records, .. } => {
            format!("{} 条记录在备案之后并入，照样保留，不影响已销号", records.len())
        }
        Finding::RoundsApart { .. } => "上一轮还没备案，又另开了一轮，请核实哪一轮有效".to_owned(),
        Finding::FiledLacking { missing, .. } => {
            let lacks: Vec<_> = missing.iter().map(words::missing).collect();
            format!("备案时还缺 {}", lacks.join("，"))
        }
        Finding::FiledByApplicant { person, .. } => {
            format!("{person} 申请销号，又由 {person} 备案，应由另一人备案")
        }
        Finding::HolidaysMissing { year, .. } => {
            format!("公示的截止日要用 {year} 年的工作日历，请在设置里导入")
        }
        Finding::UnitNotHere { unit, .. } | Finding::MeasureUnitNotHere { unit, .. } => {
            format!("{} 已作废，或不在本台账的名录里", words::unit(ledger, Some(*unit)))
        }
        Finding::UnitTwice { name, units } => {
            format!("名录里有 {} 个“{name}”，可能是几份副本分别添加的；合并后记录都归到先添加的一个", units.len())
        }
        _ => copies_detail(finding),
    }
}

/// What the history has to say.
fn copies_detail(finding: &Finding) -> String {
    match finding {
        Finding::SeveralHeads(_) => "几份副本分别改过，已并到一起，下次改动会把它们接上".to_owned(),
        Finding::PartsHidden(_) => "本副本制作时没有带上这些内容，其他副本里有".to_owned(),
        Finding::PartsErased(_) => "个人信息按要求清除，留有清除记录".to_owned(),
        Finding::Baselines(_) => "这些问题带来了现状，没有带来之前的经过".to_owned(),
        Finding::NotUnderstood { .. } => "这些内容原样保留，本版本看不懂，请更新程序后再改这一项".to_owned(),
        Finding::ClockDoubtful { now, newest } => format!(
            "本机时间 {}，台账最近一次改动 {}。核对日期无误后才能继续录入",
            now.format("%Y-%m-%d %H:%M"),
            newest.format("%Y-%m-%d %H:%M")
        ),
        Finding::AncestorsMissing(_) => "之前的改动在其他副本里".to_owned(),
        Finding::ClocksDisagree { typed_at, before, .. } => format!(
            "一次改动记的是 {}，早于它依据的改动 {}，录入的两台电脑时间不同。业务日期不受影响",
            typed_at.format("%Y-%m-%d %H:%M"),
            before.format("%Y-%m-%d %H:%M")
        ),
        _ => String::new(),
    }
}

fn deadline(deadline: Option<&crate::domain::deadline::Deadline>) -> String {
    let Some(deadline) = deadline else {
        return String::new();
    };
    let doubt = deadline.doubt.map(words::doubt).unwrap_or_default();
    let meant = deadline.shown_date().map(words::date).unwrap_or_default();
    match (deadline.words.trim(), meant.is_empty()) {
        ("", _) => doubt.to_owned(),
        (said, true) => format!("原文 {said}。{doubt}"),
        (said, false) => format!("原文 {said}，理解为 {meant}。{doubt}"),
    }
}

/// An entry of the directory by its name.
fn entry(ledger: &Ledger, item: DirectoryItem) -> String {
    match item {
        DirectoryItem::Unit(id) => words::unit(ledger, Some(id)),
        DirectoryItem::Person(id) => words::person(ledger, Some(id)),
        DirectoryItem::Inspection(id) => words::inspection(ledger, id),
        DirectoryItem::Draw(_) => "抽查记录".to_owned(),
    }
}

/// A file of the evidence by its name and size.
fn file(ledger: &Ledger, issue: IssueId, record: RecordId) -> String {
    let found = ledger.issue(issue).and_then(|issue| issue.record(record));
    match found.map(|record| &record.body) {
        Some(RecordBody::Evidence(evidence)) => {
            format!("{}，{}", evidence.name, words::file_size(evidence.size))
        }
        _ => String::new(),
    }
}

/// An issue by number and title, for a link.
pub fn issue(ledger: &Ledger, id: crate::domain::IssueId) -> String {
    let Some(issue) = ledger.issue(id) else {
        return words::NOT_HERE.to_owned();
    };
    let title = words::cut(issue.fields.title.get(), 28);
    format!("{} {title}", issue.fields.number.get().trim()).trim().to_owned()
}

/// Who entered a value, and when.
pub fn entered(author: &str, unit: &str, at: chrono::NaiveDateTime) -> String {
    format!("{author} {unit}，{}", at.format("%m-%d %H:%M"))
}

/// Makes this unit the lead.
pub fn led_by(name: &str) -> String {
    format!("由{name}牵头")
}

/// An extension in one line.
pub fn extension(extension: &crate::domain::record::Extension) -> String {
    let date = extension.new_date.map(words::date).unwrap_or_default();
    format!("延至 {date}，{} 批准，{}", extension.approver, extension.document)
}
