//! Files dropped onto the window: done at once, or asked about where they may be meant in two ways.

#![expect(clippy::disallowed_methods, reason = "a test lays files down as colleagues do")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::DroppedFile;
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, DropCommand, DropMeaning, NoticeKind, Page},
    domain::{IssueId, issue::IssueValue, record::RecordBody, rules::Action},
    ui::words,
};

use crate::page_window::{Program, open};

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

type Window<'a> = Harness<'a, Program>;

fn drop_file(window: &mut Window<'_>, path: &Path) {
    drop_files(window, &[path.to_owned()]);
}

fn drop_files(window: &mut Window<'_>, paths: &[PathBuf]) {
    for path in paths {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    }
    window.run_steps(1);
    window.input_mut().dropped_files.clear();
    window.run_steps(4);
}

fn meanings(window: &Window<'_>) -> Vec<DropMeaning> {
    window.state().app.drop_question().map(|question| question.meanings.clone()).unwrap_or_default()
}

/// The window with the first issue open, and a file of that name beside the ledger.
fn on_an_issue<'a>(name: &str) -> (Window<'a>, PathBuf, IssueId) {
    let mut program = Program::with_ledger();
    let issue = IssueId(1);
    let values = vec![IssueValue::Title("南渠黑臭".to_owned()), IssueValue::Number("1".to_owned())];
    program.app.run(Command::Do(Action::RegisterIssue { issue, values }));
    program.app.finish_saving();
    program.app.run(Command::Go(Page::Issue(issue)));
    let path = program.path(name);
    fs::write(&path, "一、水污染防治\n1.整治南渠黑臭水体。2026年10月底前完成。（市住建局牵头）\n").expect("a file");
    let mut window = open(program);
    window.run_steps(4);
    (window, path, issue)
}

fn is_adding(window: &Window<'_>) -> bool {
    window.state().app.is_adding_evidence()
}

#[test]
fn a_report_dropped_on_an_issue_is_its_evidence_without_a_question() {
    let (mut window, path, issue) = on_an_issue("现场照片说明.txt");
    drop_file(&mut window, &path);
    assert!(meanings(&window).is_empty(), "nothing is asked");
    window.state_mut().app.finish_saving();
    assert_eq!(evidence_of(&window, issue), ["现场照片说明.txt"], "it is added");
}

/// The names of the evidence of an issue.
fn evidence_of(window: &Window<'_>, issue: IssueId) -> Vec<String> {
    let issue = window.state().ledger().issue(issue).expect("the issue");
    let records = issue.live_records();
    let name = |body: &RecordBody| if let RecordBody::Evidence(file) = body { Some(file.name.clone()) } else { None };
    records.filter_map(|record| name(&record.body)).collect()
}

#[test]
fn of_several_files_the_first_is_taken_and_the_others_are_named() {
    let mut program = Program::with_ledger();
    program.app.run(Command::Go(Page::Import));
    let names = ["方案甲.txt", "方案乙.txt", "照片.png"];
    let paths = names.map(|name| program.path(name));
    for path in &paths {
        fs::write(path, "一、水污染防治\n1.整治南渠黑臭水体。2026年10月底前完成。（市住建局牵头）\n").expect("a file");
    }
    let mut window = open(program);
    window.run_steps(3);
    drop_files(&mut window, &paths);
    let app = &window.state().app;
    let rest = |kind: &NoticeKind| {
        if let NoticeKind::DroppedRest(taken, left) = kind { Some((taken.clone(), left.clone())) } else { None }
    };
    let told = app.all_notices().find_map(|notice| rest(&notice.kind));
    let [first, second, third] = paths;
    assert_eq!(told, Some((vec![first.clone()], vec![second.clone(), third.clone()])));
    let said = words::drops::rest(&[first], &[second, third]);
    assert_eq!(said, "本次只处理“方案甲.txt”；“方案乙.txt”、“照片.png”没有处理，需要时请再次拖入");
}

#[test]
fn all_tables_are_taken_and_what_is_no_table_among_them_is_named() {
    let mut program = Program::with_ledger();
    let paths = ["清单甲.csv", "说明.docx", "清单乙.csv"].map(|name| program.path(name));
    let files = paths.to_vec();
    program.app.run(Command::Dropped(DropCommand::Known { files, meaning: DropMeaning::Import }));
    let told = program.app.all_notices().any(|notice| {
        matches!(&notice.kind, NoticeKind::DroppedRest(taken, left)
            if *taken == [paths[0].clone(), paths[2].clone()] && *left == [paths[1].clone()])
    });
    assert!(told, "{:?}", program.app.notices());
}

#[test]
fn a_plan_dropped_on_an_issue_is_asked_about_and_read_when_that_is_meant() {
    let (mut window, path, issue) = on_an_issue("整改方案（定稿）.txt");
    drop_file(&mut window, &path);
    let asked = meanings(&window);
    assert!(
        matches!(&asked[..], [DropMeaning::Evidence(target), DropMeaning::Import] if target.issue == issue),
        "{asked:?}"
    );
    assert!(!is_adding(&window), "nothing is copied before the answer");
    assert!(window.query_by_label(words::drops::DROPPED).is_some(), "the question is on the screen");
    window.get_by_label(words::drops::deed(&DropMeaning::Import)).click();
    window.run_steps(4);
    assert!(window.state().app.drop_question().is_none(), "answered");
    assert_eq!(window.state().app.page(), Page::Import, "the plan is read");
}

#[test]
fn whoever_cancels_the_question_changes_nothing() {
    let (mut window, path, issue) = on_an_issue("问题清单.txt");
    let before = window.state().app.revision();
    drop_file(&mut window, &path);
    window.get_by_label(words::CANCEL).click();
    window.run_steps(4);
    let app = &window.state().app;
    assert_eq!((app.drop_question(), app.page(), app.revision()), (None, Page::Issue(issue), before));
    assert!(!is_adding(&window), "not added either");
}

#[test]
fn a_copy_of_the_open_ledger_may_be_merged_and_another_ledger_is_opened() {
    let mut program = Program::with_ledger();
    program.app.run(Command::Go(Page::Overview));
    let copy = program.path("测试台账（清河县）.ron");
    fs::copy(program.path("测试台账.ron"), &copy).expect("a copy");
    let mut other = Program::with_ledger();
    let another = other.path("测试台账.ron");
    other.app.run(Command::CloseLedger);
    let mut window = open(program);
    window.run_steps(3);
    drop_file(&mut window, &copy);
    assert_eq!(meanings(&window), [DropMeaning::Merge, DropMeaning::Look, DropMeaning::Open]);
    window.get_by_label(words::drops::deed(&DropMeaning::Merge)).click();
    window.run_steps(4);
    let document = window.state().app.document().expect("a ledger");
    assert!(document.path().ends_with("测试台账.ron"), "the own ledger stays open");
    drop_file(&mut window, &another);
    assert!(meanings(&window).is_empty(), "a ledger of another origin is nothing to merge");
    assert_eq!(window.state().app.document().map(|document| document.path().to_owned()), Some(another));
}
