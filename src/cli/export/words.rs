//! What `ledger export` says, in Chinese.

use std::path::Path;

use crate::app::{FormFormat, FormName, export::Lost};

/// A form was written.
pub(in crate::cli) fn exported(path: &Path, lost: &Lost) -> String {
    crate::ui::words::reports::exported(path, lost)
}

/// A form could not be made.
pub(in crate::cli) fn not_exported(why: &str) -> String {
    format!("未能导出：{why}。没有写文件")
}

/// There is no such form.
pub(in crate::cli) fn no_such_form(name: &str) -> String {
    let all: Vec<String> = FormName::ALL.iter().map(|form| format!("{}（{}）", form.name(), form.title())).collect();
    format!("没有“{name}”这张表。可用：{}", all.join("、"))
}

/// The form is not made in this format.
pub(in crate::cli) fn no_such_format(form: FormName, ending: &str) -> String {
    let all: Vec<&str> = form.formats().iter().map(|format: &FormFormat| format.ending()).collect();
    format!("{}不能导出为“.{ending}”。可用的扩展名：{}", form.title(), all.join("、"))
}

/// There is no such view.
pub(in crate::cli) fn no_such_view(name: &str, known: &[&str]) -> String {
    format!("没有“{name}”这个视图。可用：{}", known.join("、"))
}

/// There is no such inspection.
pub(in crate::cli) fn no_such_inspection(name: &str, known: &[&str]) -> String {
    format!("没有“{name}”这个批次。可用：{}", known.join("、"))
}
