//! Word forms and templates on the command line.

use std::{io::Read as _, path::Path, process::Output};

use rectification_ledger::{
    exchange::word::{
        forms::WordForm,
        writer::{Cell, Docx, Row, Style},
    },
    store::safe_write::safe_write,
};
use serde_json::Value;

use crate::cli::run_ledger;

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The text of a Word document.
fn words(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("a file");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    archive.by_name("word/document.xml").expect("a part").read_to_string(&mut text).expect("text");
    // What stands between the tags, run by run.
    text.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect()
}

/// A folder with a ledger in it, some of whose issues have numbers.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = run_ledger(folder.path(), &["sample", "a.ron", "--today", "2026-09-18"], "");
    assert!(made.status.success(), "{}", out(&made));
    folder
}

#[test]
fn every_word_form_is_listed_with_its_placeholders() {
    let folder = tempfile::tempdir().expect("a folder");
    let listed = json(&run_ledger(folder.path(), &["templates", "--json"], ""));
    let forms = listed["forms"].as_array().expect("forms");
    assert_eq!(forms.len(), WordForm::ALL.len());
    for (listed, form) in forms.iter().zip(WordForm::ALL) {
        assert_eq!(listed["form"], form.key());
        let names: Vec<_> = listed["placeholders"].as_array().expect("names").iter().map(|it| &it["name"]).collect();
        assert_eq!(names.len(), form.spec().len(), "{}", form.name());
    }
    let one = out(&run_ledger(folder.path(), &["templates", "--form", "一题一账"], ""));
    assert!(one.contains("{{编号}}") && one.contains("{{#措施}}"), "{one}");
    let wrong = run_ledger(folder.path(), &["templates", "--form", "没有这种"], "");
    assert_eq!(wrong.status.code(), Some(2), "{}", out(&wrong));
    assert!(out(&wrong).contains("督办单"), "what there is: {}", out(&wrong));
}

#[test]
fn our_templates_are_written_once_and_are_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    for said in ["已写", "没有改动"] {
        let written = run_ledger(folder.path(), &["templates", "--write", "模板"], "");
        assert!(written.status.success());
        assert!(out(&written).contains(said), "{}", out(&written));
    }
    for form in WordForm::ALL {
        let path = format!("模板/{}", form.file_name());
        let checked = run_ledger(folder.path(), &["templates", "--check", &path, "--json"], "");
        assert!(checked.status.success(), "{}", out(&checked));
        assert_eq!(json(&checked)["ok"], true);
    }
}

#[test]
fn an_unknown_placeholder_is_named_with_its_place_and_nothing_is_written() {
    let folder = desk();
    let rows = [Row::new(vec![Cell::new(Style::Body, "措施"), Cell::new(Style::Body, "{{编号}}{{牵头局}}")])];
    let template = Docx::new("单位自己的").text(Style::Title, "关于{{反馈问题编号}}的账");
    let bytes = template.table(&[4000, 4000], &rows).finish().expect("a document");
    safe_write(&folder.path().join("一题一账.docx"), &bytes).expect("written");
    let checked = run_ledger(folder.path(), &["templates", "--check", "一题一账.docx"], "");
    assert_eq!(checked.status.code(), Some(1), "{}", out(&checked));
    let said = out(&checked);
    for part in ["{{反馈问题编号}}", "第 1 段", "{{牵头局}}", "第 1 个表格第 1 行"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let faults = json(&run_ledger(folder.path(), &["templates", "--check", "一题一账.docx", "--json"], ""));
    assert_eq!(faults["ok"], false);
    let asked = ["export", "a.ron", "账.docx", "--form", "一题一账", "--template", "一题一账.docx"];
    let refused = run_ledger(folder.path(), &asked, "");
    assert_eq!(refused.status.code(), Some(1), "{}", out(&refused));
    assert!(out(&refused).contains("{{牵头局}}") && out(&refused).contains("第 1 个表格第 1 行"), "{}", out(&refused));
    assert!(!folder.path().join("账.docx").exists(), "nothing was written");
}

#[test]
fn a_form_is_filled_from_our_template_or_from_the_one_named() {
    let folder = desk();
    // The first issue of every sample.
    let number = "省督-01";
    let ours = ["export", "a.ron", "ours.docx", "--form", "issue-account", "--issue", number, "--json"];
    let written = json(&run_ledger(folder.path(), &ours, ""));
    assert_eq!(written["documents"], 1);
    assert!(words(&folder.path().join("ours.docx")).contains(number));
    let own = Docx::new("单位自己的").text(Style::Title, "本单位格式：{{编号}}").finish().expect("a document");
    safe_write(&folder.path().join("自己的.docx"), &own).expect("written");
    let own = ["export", "a.ron", "own.docx", "--form", "一题一账", "--issue", number, "--template", "自己的.docx"];
    let filled = run_ledger(folder.path(), &own, "");
    assert!(filled.status.success(), "{}", out(&filled));
    assert!(words(&folder.path().join("own.docx")).contains(&format!("本单位格式：{number}")));
    let again = run_ledger(folder.path(), &own, "");
    assert!(!again.status.success(), "a file that is there stays: {}", out(&again));
    // All of them in one file.
    let all = ["export", "a.ron", "all.docx", "--form", "issue-account", "--json"];
    assert!(json(&run_ledger(folder.path(), &all, ""))["documents"].as_u64().expect("a number") > 20);
}
