//! What the command line says of Word forms and templates, in Chinese.

use std::path::Path;

use crate::{
    app::documents::WordForm,
    exchange::word::{Spec, SpecKind},
};

/// A Word form in the list.
pub(super) fn word_form(form: WordForm) -> String {
    format!("{}（{}），模板 {}", form.name(), form.key(), form.file_name())
}

/// A placeholder in the list.
pub(super) fn placeholder(it: &Spec) -> String {
    match it.kind {
        SpecKind::Text => format!("{{{{{}}}}}  {}", it.name, it.means),
        SpecKind::Flag => format!("{{{{?{}}}}}  {}", it.name, it.means),
        SpecKind::List(_) => format!("{{{{#{}}}}}…{{{{/{}}}}}  {}", it.name, it.name, it.means),
    }
}

/// There is no such Word form.
pub(super) fn no_word_form(name: &str) -> String {
    let all: Vec<String> = WordForm::ALL.iter().map(|form| format!("{}（{}）", form.name(), form.key())).collect();
    format!("没有“{name}”这种 Word 文书。可用：{}", all.join("、"))
}

/// A template without faults.
pub(super) fn template_sound(form: WordForm, names: usize) -> String {
    format!("模板可用于{}，用到 {names} 个占位符", form.name())
}

/// The template by its file, and what is wrong with it.
pub(super) fn template_faulty(file: &std::path::Path, why: &str) -> String {
    format!("模板 {} 不能用：{why}", file.display())
}

/// A file that was there stays.
pub(super) fn left_as_it_is(path: &Path) -> String {
    format!("{} 已有，没有改动", path.display())
}

/// A file was written.
pub(super) fn wrote(path: &Path) -> String {
    format!("已写 {}", path.display())
}

/// Documents were written.
pub(super) fn documents_written(path: &Path, count: usize) -> String {
    format!("已生成 {count} 份文书：{}", path.display())
}

/// The receipt is written by a merge.
pub(super) fn receipt_by_merge() -> &'static str {
    "合并回执由合并时生成，见 ledger help merge"
}
