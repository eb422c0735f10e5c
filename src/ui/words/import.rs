//! Words of the import page.

use crate::{
    app::import::{ImportPreview, ItemState, PlanFailure, PlanRole, PlanTarget, UnitChoice, plan_words},
    domain::{directory::UnitKind, ledger::Ledger},
    ui::words,
};

/// The page before anything is read.
pub const TITLE: &str = "导入整改方案";
/// Beside it.
pub const TITLE_ASIDE: &str = "读入后先预览，确认后才写入台账，写入后可以撤销";
/// The page with what was read.
pub const PREVIEW_TITLE: &str = "导入预览";
/// Asks for a file.
pub const CHOOSE_FILE: &str = "选择方案文件…";
/// On the tile where a file may be dropped.
pub const DROP_FILE: &str = "把方案文件拖到这里，或点击选择";
/// Heads the card of files.
pub const FILE_CARD: &str = "Word 或文本文件";
/// What may be read.
pub const FILE_HINT: &str = "能读 .docx 和 .txt。旧版 .doc 请先在 Word 或 WPS 里另存为 .docx。段落、自动编号和表格都会读，读不懂的一律保留在原文里并列出";
/// Heads the card of pasted text, and names its field.
pub const PASTE_CARD: &str = "粘贴方案文字";
/// In the empty field.
pub const PASTE_HINT: &str = "从 Word、WPS 或网页复制方案正文，粘贴到这里";
/// Reads what was pasted.
pub const READ_PASTED: &str = "读取文字";
/// Why it cannot be read.
pub const NOTHING_PASTED: &str = "先粘贴方案文字";
/// While it is read.
pub const READING: &str = "正在读取方案";
/// No ledger is open.
pub const NO_LEDGER: &str = "导入之前先打开或新建一本台账";
/// Leads to the first page.
pub const TO_WELCOME: &str = "打开或新建台账";
/// Leaves the preview.
pub const DROP_PLAN: &str = "放弃";
/// Why nothing can be taken.
pub const NOTHING_CHOSEN: &str = "没有勾选要导入的任务";
/// The ledger cannot be changed.
pub const READ_ONLY: &str = "台账以只读方式打开，不能导入";
/// The tabs.
pub const TABS: [&str; 3] = ["任务", "单位", "未读懂"];
/// The heads of the table of items.
pub const HEADS: [&str; 8] = ["", "原编号", "任务", "牵头单位", "配合", "整改时限", "措施", "状态"];
/// The tick that takes all.
pub const TAKE_ALL: &str = "全选";
/// Nothing was found in the text.
pub const NO_ITEMS: &str = "没有从文字里认出任务，请检查是不是方案正文，或换一份文件";
/// Reads another one.
pub const READ_ANOTHER: &str = "重新选择";
/// In the table: the deadline has to be confirmed.
pub const TO_CONFIRM: &str = "待确认";
/// Nobody leads.
pub const NO_LEAD: &str = "无牵头单位";

/// The fields of the inspection.
pub const INSPECTION: &str = "归入督察批次";
/// The choice that adds one.
pub const NEW_INSPECTION: &str = "新建批次";
/// The name of a new one.
pub const INSPECTION_NAME: &str = "批次名称";
/// A new one needs a name.
pub const NAME_MISSING: &str = "写上批次名称，如 省级督察 2026";
/// Its level.
pub const LEVEL: &str = "级别";
/// The usual levels.
pub const LEVELS: [&str; 3] = ["中央", "省级", "市级"];
/// The day of feedback.
pub const FEEDBACK: &str = "反馈日期";
/// What stands before numbers.
pub const PREFIX: &str = "编号前缀";
/// The month that progress is told of.
pub const MONTH: &str = "进展所属月份";
/// No month is chosen yet.
pub const MONTH_MISSING: &str = "选择月份";
/// In the table: a report on an issue that is here.
pub const PROGRESS: &str = "进展";
/// An example of one.
pub const PREFIX_HINT: &str = "如 S19-";

/// The fields of an item.
pub const ITEM_TITLE: &str = "问题标题";
/// As what it is taken.
pub const ROLE: &str = "导入为";
/// An issue of its own.
pub const AS_ISSUE: &str = "一个问题";
/// The unit that leads.
pub const LEAD: &str = "牵头单位";
/// Several lead.
pub const SEVERAL_LEADS: &str = "原文有几家牵头，一个问题只能有一个牵头单位，请确认";
/// Confirms it.
pub const CONFIRM_LEAD: &str = "确认由它牵头";
/// Others named as leading.
pub const CO_LEADS: &str = "并列牵头";
/// Those that take part.
pub const COOPERATING: &str = "配合单位";
/// The document that divides the work.
pub const BY_DOCUMENT: &str = "按文件分工";
/// Its category.
pub const CATEGORY: &str = "类别";
/// Its deadline.
pub const DEADLINE: &str = "整改时限";
/// It has none.
pub const NO_DEADLINE: &str = "没有时限";
/// Confirms what was read.
pub const CONFIRM_DATE: &str = "按此确认";
/// Another day.
pub const OTHER_DATE: &str = "改为";
/// Its measures.
pub const MEASURES: &str = "整改措施";
/// Its targets.
pub const TARGETS: &str = "量化目标";
/// Its goal.
pub const GOAL: &str = "整改目标";
/// People named.
pub const PEOPLE: &str = "责任人";
/// The words of the plan.
pub const SOURCE: &str = "原文";
/// What was not understood in it.
pub const FAULTS: &str = "请核对";

/// Above the list of units.
pub const UNITS_HINT: &str = "新单位会随导入一起进入单位名录。同一单位的不同写法，请选已有单位，这个写法会记为别名";
/// The heads of the list of units.
pub const UNIT_HEADS: [&str; 4] = ["方案里的写法", "任务", "台账里", "导入时"];
/// No unit is named.
pub const NO_UNITS: &str = "勾选的任务没有写单位";
/// A unit that is not here.
pub const UNIT_NEW: &str = "没有";
/// Takes the proposed unit.
pub const USE_THIS: &str = "就是它";
/// It stays in the text.
pub const LEAVE_OUT: &str = "不作为单位";
/// Everything was read.
pub const NO_FAULTS: &str = "每一行都读懂了";
/// Above the list of lines.
pub const FAULTS_HINT: &str = "下列各行没有成为任务，或有内容没有读懂。没有一行被丢掉：任务里的字都在原文中";

/// Where the preview comes from.
pub fn preview_aside(name: &str, n_items: usize) -> String {
    let from = if name.is_empty() { "粘贴的文字" } else { name };
    format!("{from}，读出 {n_items} 条")
}

/// The button that takes the plan.
pub fn take(preview: &ImportPreview) -> String {
    format!("导入 {} 条", preview.n_taken())
}

/// Beside the tabs: what taking the plan comes to.
pub fn comes_to(preview: &ImportPreview) -> String {
    let counts = [
        ("新增问题", preview.n_new),
        ("更新", preview.n_updated),
        ("转为措施", preview.n_measures),
        ("登记进展", preview.n_reports),
        ("新单位", preview.new_units().count()),
        ("新人员", preview.people.len()),
    ];
    let parts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(word, n)| format!("{word} {n}")).collect();
    parts.join("，")
}

/// The state of an item's issue.
pub fn state(state: ItemState) -> &'static str {
    match state {
        ItemState::New | ItemState::Undone => "新增",
        ItemState::Here => "已有",
        ItemState::Assigned => "已交办",
        ItemState::Withdrawn => "已作废",
    }
}

/// What taking or leaving it means.
pub fn state_hint(state: ItemState) -> &'static str {
    match state {
        ItemState::New => "勾选后登记为新问题",
        ItemState::Undone => "上次导入已撤销，勾选后恢复",
        ItemState::Here => "台账里已有这一条。勾选后按方案更新文字，人工改过的牵头单位等不动",
        ItemState::Assigned => "台账里已有这一条并已交办，导入不再改动",
        ItemState::Withdrawn => "台账里这一条已作废，导入不再改动",
    }
}

/// The tick of an item.
pub fn take_item(no: &str, title: &str) -> String {
    format!("导入 {no}{title}")
}

/// The item as a measure of another.
pub fn as_measure_of(no: &str, title: &str) -> String {
    format!("措施，归入 {no}{title}")
}

/// The item as a monthly report on an issue.
pub fn as_progress_of(no: &str, title: &str) -> String {
    format!("进展，记入 {no}{title}")
}

/// What taking a report means.
pub fn progress_hint(rating: Option<&str>) -> String {
    let judged =
        rating.map_or_else(|| "没有写明是否达到序时进度，不作评价".to_owned(), |rating| format!("评价：{rating}"));
    format!("台账里已有这个问题，勾选后登记一条进展，其他内容不动。{judged}")
}

/// A count of units.
pub fn n_units(n: usize) -> String {
    if n == 0 { String::new() } else { format!("{n} 家") }
}

/// A count of tasks.
pub fn n_items(n: usize) -> String {
    format!("{n} 条")
}

/// Where an item stands, and how sure the reader is.
pub fn place(line: usize, last: usize, confidence: u8) -> String {
    if last > line {
        format!("第 {line} 至 {last} 行，把握 {confidence}%")
    } else {
        format!("第 {line} 行，把握 {confidence}%")
    }
}

/// A line's number.
pub fn line(line: usize) -> String {
    format!("第 {line} 行")
}

/// A deadline with its words.
pub fn deadline_choice(deadline: &crate::domain::deadline::Deadline) -> String {
    let meant = words::deadline(deadline);
    let said = deadline.words.trim();
    if said.is_empty() || said == meant { meant } else { format!("{meant}　原文 {said}") }
}

/// What a name is taken for.
pub fn unit_choice(ledger: &Ledger, choice: UnitChoice) -> String {
    match choice {
        UnitChoice::Existing(unit) => words::unit(ledger, Some(unit)),
        UnitChoice::New(kind) => new_unit(kind),
        UnitChoice::LeaveOut => LEAVE_OUT.to_owned(),
    }
}

/// A unit to be added.
pub fn new_unit(kind: UnitKind) -> String {
    format!("新增，{}", words::unit_kind(kind))
}

/// A unit that is here by that name.
pub fn unit_known(name: &str) -> String {
    format!("已有 {name}")
}

/// A unit called much the same.
pub fn unit_like(name: &str) -> String {
    format!("相似 {name}")
}

/// Names the choice of a unit.
pub fn unit_choice_of(name: &str) -> String {
    format!("导入时 {name}")
}

/// What a unit does for an item.
pub fn role(role: PlanRole) -> &'static str {
    match role {
        PlanRole::Lead => "牵头",
        PlanRole::CoLead => "并列牵头",
        PlanRole::Cooperating => "配合",
        PlanRole::Joint => "分别负责",
        PlanRole::Responsible => "负责",
        PlanRole::Implementing => "落实",
        PlanRole::ByDocument => BY_DOCUMENT,
    }
}

/// A quantified target in the plan's words.
pub fn target(target: &PlanTarget) -> String {
    target.words.trim().to_owned()
}

/// Why nothing was read, and what to do.
pub fn failure(failure: &PlanFailure) -> String {
    match failure {
        PlanFailure::File(error) => words::store_error(error),
        PlanFailure::Format(error) => plan_words::error_words(error),
        PlanFailure::Broken => "读取中断，台账没有改动。请再试一次，或把文字粘贴进来".to_owned(),
    }
}
