//! Words of the first start and of the welcome page.

/// The name of the program.
pub const PROGRAM: &str = "整改台账";

/// What the program is for.
pub const PROGRAM_SAYS: &str = "生态环境保护督察整改问题台账 · 离线使用 · 一个问题一本台账";

/// The head of the first start.
pub const FIRST_START: &str = "填写身份";

/// Why the first start asks.
pub const FIRST_START_WHY: &str = "身份为自报，随每次修改记入台账历史，可随时更改";

/// The name of who sits here.
pub const OWN_NAME: &str = "姓名";

/// The unit of who sits here.
pub const OWN_UNIT: &str = "单位";

/// The role of who sits here.
pub const OWN_ROLE: &str = "身份";

/// What the office of a ledger is.
pub const OFFICE_NOTE: &str = "牵头整改的单位，规则由它维护";

/// The unit that is proposed.
pub const USUAL_UNIT: &str = "市整改办";

/// An empty name.
pub const NAME_MISSING: &str = "请填写姓名，例如 王敏";

/// An empty unit.
pub const UNIT_MISSING: &str = "请填写单位，例如 市整改办";

/// Ends the first start.
pub const START_WORK: &str = "开始使用";

/// Keeps the identity after a change.
pub const KEEP_IDENTITY: &str = "保存身份";

/// Leads to the identity.
pub const CHANGE_IDENTITY: &str = "更改身份";

/// Makes a new ledger.
pub const NEW_LEDGER: &str = "新建台账…";

/// What a new ledger begins with.
pub const NEW_LEDGER_SAYS: &str = "自带销号程序、督办级别和历年节假日";

/// Opens a ledger.
pub const OPEN_LEDGER: &str = "打开台账…";

/// What is opened.
pub const OPEN_LEDGER_SAYS: &str = "选择扩展名为 .ron 的台账文件";

/// Makes a new ledger out of a plan.
pub const IMPORT_PLAN: &str = "导入整改方案…";

/// What a plan may be.
pub const IMPORT_PLAN_SAYS: &str = "从 Word 或文本方案读出问题、单位和时限";

/// Opens the sample.
pub const OPEN_SAMPLE: &str = "打开示例台账";

/// What the sample is.
pub const OPEN_SAMPLE_SAYS: &str = "约 40 个问题，可随意试用";

/// The list of ledgers opened lately.
pub const RECENT: &str = "最近打开";

/// Beside the title of the list.
pub const RECENT_SAYS: &str = "当前台账会先保存再换";

/// No ledger was opened yet.
pub const NO_RECENT: &str = "还没有打开过台账";

/// A ledger that is not where it was.
pub const RECENT_GONE: &str = "文件不在原处，请检查 U 盘或网络盘";

/// Takes a ledger off the list.
pub fn forget(name: &str) -> String {
    format!("从列表移除 {name}")
}

/// Opens a ledger of the list.
pub fn open_recent(name: &str) -> String {
    format!("打开 {name}")
}

/// Where files may be dropped.
pub const DROP_HERE: &str = "将台账或整改方案拖到此处";

/// A path typed instead of the system's dialog.
pub const TYPED_PATH: &str = "台账文件路径";

/// What a path looks like.
pub const TYPED_PATH_HINT: &str = "也可在此粘贴完整路径";

/// Opens what was typed.
pub const OPEN_TYPED: &str = "打开";

/// No file at the path typed.
pub const NO_FILE: &str = "没有找到这个文件，请核对路径";

/// The dialog that makes a new ledger.
pub const NEW_LEDGER_TITLE: &str = "新建台账";

/// An example of a title.
pub const TITLE_HINT: &str = "例如 2026 年省级督察整改台账";

/// An empty title.
pub const TITLE_MISSING: &str = "请填写台账名称";

/// Where the file goes.
pub const WHERE: &str = "保存位置";

/// Asks the system where the file should go.
pub const PICK_WHERE: &str = "选择位置…";

/// An empty path.
pub const WHERE_MISSING: &str = "请填写保存位置";

/// A path that is taken.
pub const WHERE_TAKEN: &str = "同名文件已存在，请换一个文件名";

/// Goes on with the import of a plan.
pub const THEN_IMPORT: &str = "建好后导入整改方案";

/// Makes the ledger.
pub const MAKE_LEDGER: &str = "新建台账";

/// Turns the screen dark.
pub const TURN_DARK: &str = "换成深色";

/// Turns the screen light.
pub const TURN_LIGHT: &str = "换成浅色";

/// A file name that every system takes.
pub fn file_name(title: &str) -> String {
    let taken = |c: char| matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || c.is_control();
    let name: String = title.trim().chars().filter(|c| !taken(*c)).collect();
    let name = if name.is_empty() { PROGRAM.to_owned() } else { name };
    format!("{name}.ron")
}

/// A large file is read.
pub const OPENING: &str = "正在打开台账";

/// What that means for what is open.
pub const OPENING_SAYS: &str = "文件较大，正在读取。停止后，已打开的台账不受影响。";

/// Title while a change waits until the file has been looked through.
pub const CHECKING: &str = "正在校验台账文件";

/// What it waits for.
pub const CHECKING_SAYS: &str = "文件较大，校验完成后自动执行刚才的操作。";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_leaves_out_what_windows_refuses() {
        assert_eq!(file_name(" 2026/省级:督察? "), "2026省级督察.ron", "without signs");
        assert_eq!(file_name("  "), "整改台账.ron", "never empty");
    }
}
