//! What is said of Word documents, their templates and the public edition.

use std::path::Path;

use crate::{
    app::documents::{About, DocumentNotice, TemplateSource, WordForm},
    ui::theme::Tone,
};

/// A notice in words, and how grave it is.
pub fn notice(notice: &DocumentNotice) -> (Tone, String) {
    match notice {
        DocumentNotice::Written(path, count) => (Tone::Good, written(path, *count)),
        DocumentNotice::Stopped(path, count) => (Tone::Accent, stopped(path, *count)),
        DocumentNotice::NotMade(why) => (Tone::Danger, not_made(why)),
        DocumentNotice::PublicCopy(path) => (Tone::Good, public_copy_written(path)),
        DocumentNotice::OverLedger(path) => (Tone::Warn, public_over_ledger(path)),
        DocumentNotice::Templates(path, written, there) => (Tone::Good, templates_exported(path, *written, *there)),
    }
}

/// The kind of file, in a file dialog.
pub const WORD_FILE: &str = "Word 文档";
/// Opens the document that was written.
pub const OPEN_FILE: &str = "打开文件";
/// The menu of documents.
pub const MENU: &str = "生成文书";
/// What the menu is for.
pub const MENU_HINT: &str = "按模板生成 Word 文书";
/// The same over the chosen rows of the grid, where a dialog follows.
pub const MENU_OF_ROWS: &str = "生成文书…";
/// Which form.
pub const FORM: &str = "文书种类";
/// Prints a notice.
pub const PRINT_NOTICE: &str = "打印督办单…";
/// Writes the documents of all that are marked.
pub const ALL_IN_ONE: &str = "合成一个文件…";
/// Writes a file for each.
pub const FILE_EACH: &str = "每件一个文件…";
/// While documents are written.
pub const BUSY: &str = "正在生成文书，完成后可继续";
/// The public edition.
pub const PUBLIC: &str = "公开版";
/// What the public edition is.
pub const PUBLIC_HINT: &str = "不含电话、举报人、内部意见、批示、督办和未公开的追责内容";
/// The public copy of the ledger.
pub const PUBLIC_COPY: &str = "公开版台账…";
/// What the public copy is.
pub const PUBLIC_COPY_HINT: &str = "另存一份台账文件：只有可公开的内容，不带历史，不能再合并回来";

/// Of how many rows papers are made.
pub fn of_rows(n: usize) -> String {
    format!("选中的 {n} 个问题")
}

/// A form with its ending dots, as a button that asks where to.
pub fn form_button(form: WordForm) -> String {
    format!("{}…", form.name())
}

/// What a form is.
pub fn about(form: WordForm) -> &'static str {
    match form {
        WordForm::SupervisionNotice => "督办单一份一页，带问题、进展、事由、要求和答复栏",
        WordForm::ClosureApplication => "问题、完成情况、材料清单和各级意见栏",
        WordForm::Acceptance => "逐条措施和核对清单，验收意见和签字栏",
        WordForm::Publicity => "任务、目标、完成情况、公示时间、联系单位和电话",
        WordForm::Monthly => "当月总体情况、单位排名、滞后问题和原因、下步安排",
        WordForm::IssueAccount => "一个问题的全部内容：措施、进展、督办、销号、材料",
        WordForm::Complaints => "群众信访举报转办和边督边改公开情况一览表",
        WordForm::Receipt => "合并台账后的回执",
    }
}

/// Documents were written.
pub fn written(path: &Path, count: usize) -> String {
    match count {
        1 => format!("文书已写到 {}", path.display()),
        _ => format!("已生成 {count} 份文书：{}", path.display()),
    }
}

/// Writing was stopped.
pub fn stopped(path: &Path, count: usize) -> String {
    match count {
        0 => "已停止生成文书，没有写文件".to_owned(),
        _ => format!("已停止生成文书，先写好的 {count} 份留在 {}", path.display()),
    }
}

/// A document could not be made.
pub fn not_made(why: &str) -> String {
    format!("文书没有生成。{why}。台账未改动")
}

/// The public copy was written.
pub fn public_copy_written(path: &Path) -> String {
    format!("公开版台账已写到 {}。它是一本单独的台账，不带历史", path.display())
}

/// The public copy would take the place of the ledger.
pub fn public_over_ledger(path: &Path) -> String {
    format!("{} 是正在使用的台账，公开版请另取名字", path.display())
}

/// Our templates were written.
pub fn templates_exported(path: &Path, written: usize, there: usize) -> String {
    let kept = if there == 0 { String::new() } else { format!("，{there} 个同名文件已有，没有改动") };
    format!("已导出 {written} 个内置模板到 {}{kept}", path.display())
}

/// The heading of the templates in 设置.
pub const TEMPLATES: &str = "Word 模板";
/// What the templates are.
pub const TEMPLATES_HINT: &str =
    "同名文件优先用单位自己的：先找台账旁边的文件夹，再找下面指定的文件夹，都没有时用内置模板";
/// Writes our own templates.
pub const EXPORT_BUILT_IN: &str = "导出内置模板…";
/// Opens the folder beside the ledger.
pub const OPEN_FOLDER: &str = "打开模板文件夹";
/// Checks the templates.
pub const CHECK: &str = "检查模板";
/// While they are checked.
pub const CHECKING: &str = "正在检查模板";
/// Names another folder.
pub const CHOOSE_FOLDER: &str = "指定文件夹…";
/// No other folder any more.
pub const NO_FOLDER: &str = "不再使用";
/// The folder named.
pub const FOLDER: &str = "指定的文件夹";
/// There is none.
pub const FOLDER_NONE: &str = "未指定";
/// Whom the public may ask.
pub const CONTACT_UNIT: &str = "公示联系单位";
/// Under which number.
pub const CONTACT_PHONE: &str = "公示联系电话";
/// Keeps both.
pub const CONTACT_SAVE: &str = "保存联系方式";
/// What they are for.
pub const CONTACT_HINT: &str = "印在公示稿上，留空时由单位手填";

/// Which template is in use.
pub fn source(source: &TemplateSource) -> String {
    match source {
        TemplateSource::BuiltIn(_) => "内置".to_owned(),
        TemplateSource::File(path) => path.display().to_string(),
    }
}

/// A template without faults.
pub fn sound(template: &TemplateSource, names: usize) -> String {
    format!("{} · 正常，用到 {names} 个占位符", source(template))
}

/// The folder beside the ledger.
pub const BESIDE: &str = "台账旁边";
/// The templates in use.
pub const IN_USE: &str = "正在使用的模板";
/// The card of the contact.
pub const CONTACT: &str = "公示联系方式";
/// Nothing is to be kept.
pub const CONTACT_SAME: &str = "没有改动";

/// A form of several issues: in one file, or a file for each.
pub fn several_button(form: WordForm, each: bool) -> String {
    format!("{}（{}）", form.name(), if each { FILE_EACH } else { ALL_IN_ONE })
}

/// Prints the notice of a row.
pub const PRINT: &str = "打印…";

/// The group of Word forms on 报表.
pub const GROUP: &str = "Word 文书";
/// The kind of a card.
pub const WORD: &str = "Word";
/// Notices are internal.
pub const NOT_FOR_PUBLIC: &str = "督办单是内部文书，没有公开版";
/// The card of the public copy.
pub const PUBLIC_COPY_TITLE: &str = "公开版台账";

/// What a button of a card does.
pub fn way(form: WordForm, each: bool) -> String {
    match form.about() {
        About::Notice | About::Issue | About::Issues if each => FILE_EACH.to_owned(),
        About::Notice | About::Issue | About::Issues => ALL_IN_ONE.to_owned(),
        About::Month | About::Ledger | About::Merge => WRITE.to_owned(),
    }
}

/// Writes the only document there is.
pub const WRITE: &str = "生成…";
