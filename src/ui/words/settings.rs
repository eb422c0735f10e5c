//! Words of the settings page.

use crate::{domain::calendar::CalendarFault, ui::words};

/// The tabs.
pub const SETTINGS_TABS: [&str; 8] =
    ["个人设置", "台账规则", "销号程序", "节假日", "单位", "人员", "督察批次", "Word 模板"];

/// The head of the page.
pub const SETTINGS: &str = "设置";

/// Light and dark.
pub const THEMES: [&str; 2] = ["浅色", "深色"];

/// The choice of light or dark.
pub const THEME: &str = "外观";

/// The zoom.
pub const ZOOM: &str = "缩放";

/// The keys of the zoom.
pub const ZOOM_HINT: &str = "也可按 Ctrl+加号、Ctrl+减号，Ctrl+0 恢复 100%";

/// A zoom in percent.
pub fn zoom(percent: u16) -> String {
    format!("{percent}%")
}

/// The card of looks.
pub const DISPLAY: &str = "显示";

/// The card of folders.
pub const WHERE_DATA: &str = "数据位置";

/// Where the open ledger is.
pub const LEDGER_FILE_AT: &str = "台账文件";

/// Where the program keeps its own files.
pub const OWN_FILES_AT: &str = "本机数据";

/// What is kept there.
pub const OWN_FILES_SAY: &str = "修改日志、历史备份（generations）和个人设置保存在本机数据文件夹；备份可直接打开查看，再另存副本。台账文件可随时拷走";

/// The days before a deadline.
pub const DUE_SOON_SAYS: &str = "时限前多少天开始提示临期，默认 20 天";

/// A number of days that is none.
pub const DAYS_FAULT: &str = "请填写 1 至 365 的整数，例如 20";

/// Where the scale comes from.
pub const SCALE_SAYS: &str = "督办由人发出，程序只提建议";

/// The card of the ledger's rules.
pub const BASIC_RULES: &str = "基本规则";

/// The card of categories.
pub const CATEGORIES: &str = "问题类别";

/// Takes a category out.
pub fn remove_category(name: &str) -> String {
    format!("移除类别 {name}")
}

/// A new category.
pub const NEW_CATEGORY: &str = "新类别";

/// Adds what was typed.
pub const ADD: &str = "增加";

/// No categories.
pub const NO_CATEGORIES: &str = "还没有类别";

/// The levels of the scale.
pub const LEVELS: &str = "各级督办";

/// How soon a unit must answer.
pub fn answer_within(limit: &str) -> String {
    format!("{limit}内答复")
}

/// The procedure that applies where an inspection names none.
pub const IS_DEFAULT: &str = "默认";

/// Makes it the default.
pub const MAKE_DEFAULT: &str = "设为默认程序";

/// What changing the default does.
pub const DEFAULT_SAYS: &str = "批次未指定程序时按默认程序办理；已交办的问题按交办时的程序，不受影响";

/// A step that may be left out.
pub const STEP_OPTIONAL: &str = "选办";

/// A step's materials.
pub const MATERIALS: &str = "材料";

/// A step's checklist.
pub const CHECKLIST: &str = "核对清单";

/// The public notice of a step.
pub const NOTICE: &str = "公示";

/// A step's limit.
pub fn step_limit(limit: &str) -> String {
    format!("限 {limit}")
}

/// A material of which several are needed.
pub fn material(name: &str, count: u16, required: bool) -> String {
    let count = if count > 1 { format!(" {count} 份") } else { String::new() };
    let optional = if required { "" } else { "（选交）" };
    format!("{name}{count}{optional}")
}

/// How many steps.
pub fn steps(count: usize) -> String {
    format!("{count} 个环节")
}

/// The years whose holidays are known.
pub const YEARS_KNOWN: &str = "已有年份";

/// The years whose holidays are missing.
pub fn years_missing(years: &str) -> String {
    format!("缺 {years} 年的节假日安排，涉及这些年份的工作日无法推算，请导入国务院放假通知")
}

/// All years that matter are there.
pub const YEARS_WHOLE: &str = "今明两年的节假日安排齐全，工作日可以推算";

/// One year's arrangement in numbers.
pub fn year_says(off: usize, worked: usize) -> String {
    format!("放假 {off} 段，调休上班 {worked} 天")
}

/// The field for pasted holidays.
pub const HOLIDAYS_TEXT: &str = "粘贴放假安排";

/// The form of pasted holidays.
pub const HOLIDAYS_HINT: &str =
    "来源：国务院办公厅关于2027年部分节假日安排的通知\n2027-01-01至2027-01-03 休\n2027-01-09 班";

/// How pasted holidays are written.
pub const HOLIDAYS_SAY: &str = "一行一段，日期后写休或班，须含全年；可直接从放假通知整理";

/// Takes the pasted holidays in.
pub const IMPORT_HOLIDAYS: &str = "导入节假日";

/// The number of years that would be imported.
pub fn years_read(years: &str) -> String {
    format!("已读出 {years} 年")
}

/// A filter over a list.
pub const FIND_IN_LIST: &str = "筛选";

/// Adds a unit.
pub const ADD_UNIT: &str = "增加单位";

/// Adds a person.
pub const ADD_PERSON: &str = "增加人员";

/// Adds an inspection.
pub const ADD_INSPECTION: &str = "增加批次";

/// Nothing is chosen in the list.
pub const CHOOSE_UNIT: &str = "在左侧选择一个单位查看和修改";

/// Nothing is chosen in the list.
pub const CHOOSE_PERSON: &str = "在左侧选择一个人查看和修改";

/// Nothing is chosen in the list.
pub const CHOOSE_INSPECTION: &str = "在左侧选择一个批次查看和修改";

/// Other names of a unit.
pub const ALIASES: &str = "别名";

/// What aliases are for.
pub const ALIASES_SAY: &str = "导入方案时按别名识别；改名后旧名自动成为别名";

/// The units that were merged into this one.
pub fn merged_here(names: &str) -> String {
    format!("已并入 {names}")
}

/// A new alias.
pub const NEW_ALIAS: &str = "新别名";

/// Takes an alias away.
pub fn remove_alias(name: &str) -> String {
    format!("移除别名 {name}")
}

/// The members of a group.
pub const MEMBERS: &str = "成员单位";

/// A new member of a group.
pub const NEW_MEMBER: &str = "加入成员单位";

/// Takes a member out.
pub fn remove_member(name: &str) -> String {
    format!("移除成员 {name}")
}

/// Makes two units one.
pub const MERGE_UNIT: &str = "合并单位";

/// What merging does.
pub const MERGE_SAYS: &str = "并入后仍按原名识别，原有问题归入所选单位；可撤销";

/// The unit it is merged into.
pub const MERGE_INTO: &str = "并入";

/// Does the merge.
pub const DO_MERGE: &str = "合并";

/// The phone number of a person.
pub const PHONE: &str = "联系电话";

/// Where phone numbers are kept.
pub const PHONE_SAYS: &str = "单独保存，不随交换包和导出文件外传";

/// How many issues a unit leads.
pub fn leads(count: usize) -> String {
    format!("牵头 {count} 个")
}

/// Why nothing can be changed here.
pub const RULES_OF_OFFICE: &str = "台账规则由整改办维护，当前身份只能查看";

/// A typed date of an inspection.
pub const DATE_HINT: &str = "例如 2026-09-30";

/// Why pasted holidays cannot be taken.
pub fn calendar_fault(fault: &CalendarFault) -> String {
    match fault {
        CalendarFault::Empty => "没有读到日期，请按示例一行一段填写".to_owned(),
        CalendarFault::Line { line, text } => {
            format!("第 {line} 行“{}”读不懂，例如 2027-01-01至2027-01-03 休", words::cut(text, 16))
        }
        CalendarFault::Twice { line, date } => {
            format!("第 {line} 行的 {} 前面已经写过", words::date(*date))
        }
        CalendarFault::EndBeforeStart { date } => {
            format!("{} 起的一段，结束早于开始", words::date(*date))
        }
        CalendarFault::SpanTooLong { line, days } => {
            format!("第 {line} 行连休 {days} 天，请核对起止日期")
        }
        CalendarFault::NoWeekend { date } => {
            format!("{} 不是周末，无须写为调休上班", words::date(*date))
        }
        CalendarFault::OffAndWorked { date } => {
            format!("{} 既写了休又写了班，请核对", words::date(*date))
        }
        CalendarFault::YearNotWhole { year, month, day } => {
            format!("{year} 年不完整：{month} 月 {day} 日未列为放假，请补全全年")
        }
    }
}

/// Withdraws an entry of the directory.
pub const WITHDRAW_ENTRY: &str = "作废";

/// What withdrawing an entry does.
pub const WITHDRAW_ENTRY_SAYS: &str = "作废后不再出现在选择列表中，已使用它的问题和历史不变，可随时恢复";

/// Why an entry is withdrawn.
pub const WITHDRAW_REASON: &str = "作废原因";

/// An entry that was withdrawn, in the list.
pub const WITHDRAWN_ENTRY: &str = "已作废";

/// Lets an entry stand again.
pub const RESTORE_ENTRY: &str = "恢复";

/// Why an entry was withdrawn.
pub fn withdrawn_because(reason: &str) -> String {
    format!("已作废：{reason}")
}
