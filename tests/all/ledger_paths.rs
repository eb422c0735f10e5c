//! `ledger` with the paths, line ends and output of a Windows office.

#![expect(clippy::disallowed_methods, reason = "a test writes what the program reads")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::cli::run_ledger;

/// Runs `ledger` in `folder` and returns what it printed; it must succeed.
#[track_caller]
fn fine(folder: &Path, arguments: &[&str], piped: &str) -> String {
    let output = run_ledger(folder, arguments, piped);
    let said = String::from_utf8(output.stderr).expect("errors are UTF-8");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

const ACT: [&str; 7] = ["--author", "刘敏", "--unit", "市整改办", "--date", "2026-03-03", "--json"];

/// Founds a ledger, works in it, writes a form and checks it, by the name as it is given.
#[track_caller]
fn main_job(folder: &Path, name: &str) {
    fine(folder, &["new", name, "--title", "示例台账", "--today", "2026-03-02"], "");
    let mut act = vec!["act", name];
    act.extend(ACT);
    let told = fine(folder, &act, "RegisterIssue(values:[Number(\"省督-01\"),Title(\"南渠返黑返臭\")])\n");
    assert!(told.contains("changes"), "{told}");
    let sheet = format!("{name}.xlsx");
    fine(folder, &["export", name, &sheet, "--form", "问题清单"], "");
    assert!(folder.join(&sheet).metadata().is_ok_and(|meta| meta.len() > 1000), "{sheet} is written");
    let shown = fine(folder, &["show", name, "省督-01", "--json"], "");
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(shown.get("title").and_then(Value::as_str), Some("南渠返黑返臭"), "{shown}");
    fine(folder, &["check", name], "");
}

#[test]
fn a_path_may_be_chinese_and_hold_spaces() {
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path().join("第二轮 省级督察").join("整改办（2026 年）");
    fs::create_dir_all(&folder).expect("folders");
    main_job(&folder, "示例市 整改台账.ron");
    let whole = folder.join("𠮷安 “引号” 台账.ron".replace(['“', '”'], "'"));
    main_job(desk.path(), whole.to_str().expect("a path"));
    let inside = PathBuf::from("第二轮 省级督察").join("另一本.ron");
    main_job(desk.path(), inside.to_str().expect("a path"));
}

#[test]
fn a_path_may_be_longer_than_260_characters() {
    let desk = tempfile::tempdir().expect("a folder");
    let mut folder = desk.path().to_owned();
    while folder.to_str().map_or(0, |path| path.chars().count()) < 300 {
        folder.push("生态环境保护督察反馈问题整改工作资料汇编（二〇二六年度）");
    }
    fs::create_dir_all(&folder).expect("folders");
    main_job(desk.path(), folder.join("台账.ron").to_str().expect("a path"));
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path();
    let plan = "示例市整改方案\r\n\r\n一、碧水\r\n1.整治南渠黑臭水体。2026年6月底前完成。（市住建局牵头，市水利局参与）\r\n\
                2.清退水源地农家乐。立行立改。（市水利局负责）\r\n";
    fs::write(folder.join("方案.txt"), plan).expect("written");
    fs::write(folder.join("unix.txt"), plan.replace("\r\n", "\n")).expect("written");
    let read = |name: &str| fine(folder, &["read-plan", name, "--json"], "");
    let (windows, unix) = (read("方案.txt"), read("unix.txt"));
    assert!(windows.contains("南渠黑臭水体"), "{windows}");
    assert_eq!(windows, unix, "line ends change nothing");
    assert!(!windows.contains('\r'), "{windows}");
    fine(folder, &["new", "a.ron", "--title", "示例台账"], "");
    let mut act = vec!["act", "a.ron"];
    act.extend(ACT);
    fine(folder, &act, "// 两行\r\nAddCategory(\"噪声\")\r\nAddCategory(\"光污染\")\r\n");
    let ledger = fs::read_to_string(folder.join("a.ron")).expect("the ledger");
    assert!(ledger.contains("噪声") && !ledger.contains('\r'), "the file is the same on every system");
}

#[test]
fn a_ledger_whose_lines_another_program_ended_with_crlf_is_not_taken_silently() {
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path();
    fine(folder, &["sample", "s.ron", "--today", "2026-09-18"], "");
    let whole = fs::read_to_string(folder.join("s.ron")).expect("the ledger");
    let changed = whole.replace('\n', "\r\n");
    fs::write(folder.join("s.ron"), &changed).expect("written");
    let output = run_ledger(folder, &["check", "s.ron", "--json"], "");
    let check: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let (ok, issues) = (check.get("ok").and_then(Value::as_bool), check.get("issues").and_then(Value::as_u64));
    assert!(issues == Some(40) || ok == Some(false), "read whole, or said to be changed: {check}");
    assert!(changed == fs::read_to_string(folder.join("s.ron")).expect("the ledger"), "looking changes nothing");
}

#[test]
fn evidence_larger_than_the_limit_is_refused_before_anything_is_copied() {
    let desk = tempfile::tempdir().expect("a folder");
    let folder = desk.path();
    fine(folder, &["new", "a.ron", "--title", "示例台账", "--today", "2026-03-02"], "");
    let mut act = vec!["act", "a.ron"];
    act.extend(ACT);
    fine(folder, &act, "RegisterIssue(values:[Number(\"省督-01\"),Title(\"南渠返黑返臭\")])\n");
    fs::write(folder.join("现场.txt"), "现场").expect("a file");
    let video = fs::File::create(folder.join("录像.mp4")).expect("a file");
    video.set_len(3 * 1024 * 1024).expect("its length");
    let who = ["--author", "刘敏", "--unit", "市整改办", "--today", "2026-03-03"];
    let add = |most: &'static str| {
        let mut add = vec!["evidence", "add", "a.ron", "省督-01", "现场.txt", "录像.mp4", "--most", most];
        add.extend(who);
        add
    };
    let refused = run_ledger(folder, &add("2"), "");
    let said = String::from_utf8(refused.stderr).expect("errors are UTF-8");
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("录像.mp4") && said.contains("3.0 MB") && said.contains("--most"), "{said}");
    let listed = fine(folder, &["evidence", "list", "a.ron"], "");
    assert!(!listed.contains("现场.txt"), "nothing was added: {listed}");
    fine(folder, &add("3"), "");
    let listed = fine(folder, &["evidence", "list", "a.ron"], "");
    assert!(listed.contains("现场.txt") && listed.contains("录像.mp4"), "{listed}");
}
