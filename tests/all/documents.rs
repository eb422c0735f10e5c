//! Documents from the window: written by a job, never over another file, from the office's own template where it has one.

#![expect(clippy::wildcard_enum_match_arm, reason = "one kind is picked out of many")]

use std::path::{Path, PathBuf};

use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::{
        App, Command, NoticeKind, Page,
        documents::{DocumentCommand, DocumentNotice, DocumentOrder, Subject, WordForm},
    },
    exchange::{
        docx::{DocxBlock, read_docx},
        public::SUFFIX,
        word::writer::{Docx, Style},
    },
    store::{ledger_open::open_ledger, safe_write::safe_write},
    ui::words,
};

use crate::desk::{Desk, desk_on, issue_id};

fn run(app: &mut App, command: DocumentCommand) {
    app.run(Command::Document(command));
    for _ in 0..60_000 {
        app.tick(app.clock());
        if !app.is_writing_documents() && !app.is_checking_templates() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// The last thing told about documents.
fn told(app: &App) -> DocumentNotice {
    let told = app.all_notices().filter_map(|notice| match &notice.kind {
        NoticeKind::Documents(notice) => Some(notice.clone()),
        _ => None,
    });
    told.last().expect("something was told")
}

/// All text of a Word document.
fn text(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("a document");
    let blocks = read_docx(&bytes).expect("a Word document");
    let line = |block: &DocxBlock| match block {
        DocxBlock::Paragraph(paragraph) => paragraph.text.clone(),
        DocxBlock::Table(rows) => rows.iter().flatten().map(|cell| cell.text.clone()).collect::<Vec<_>>().join("\n"),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn issues(n: u32) -> Subject {
    Subject::Issues((1..=n).map(issue_id).collect())
}

fn write(desk: &mut Desk, order: DocumentOrder, path: PathBuf, may_replace: bool) -> DocumentNotice {
    run(&mut desk.app, DocumentCommand::Write(Box::new(order), path, may_replace));
    told(&desk.app)
}

#[test]
fn one_file_holds_all_documents_and_takes_the_place_of_none() {
    let mut desk = Desk::with_issues(3);
    let path = desk.folder.path().join("一题一账.docx");
    let order = DocumentOrder::new(WordForm::IssueAccount, issues(3));
    assert_eq!(write(&mut desk, order.clone(), path.clone(), false), DocumentNotice::Written(path.clone(), 3));
    let text = text(&path);
    for number in ["S26-001", "S26-002", "S26-003"] {
        assert!(text.contains(number), "{number} in {text}");
    }
    let before = std::fs::read(&path).expect("the file");
    let other = DocumentOrder::new(WordForm::Acceptance, issues(1));
    run(&mut desk.app, DocumentCommand::Write(Box::new(other.clone()), path.clone(), false));
    assert_eq!(std::fs::read(&path).expect("the file"), before, "it was not asked whether it may go");
    assert!(matches!(desk.app.notices().last().map(|it| &it.kind), Some(NoticeKind::Failed(_))));
    assert_eq!(write(&mut desk, other, path.clone(), true), DocumentNotice::Written(path.clone(), 1));
    assert_ne!(std::fs::read(&path).expect("the file"), before, "agreed to in the dialog");
}

#[test]
fn a_file_for_each_is_named_after_its_issue_and_numbered_where_the_name_is_taken() {
    let mut desk = Desk::with_issues(3);
    let folder = desk.folder.path().join("文书");
    std::fs::create_dir(&folder).expect("a folder");
    let order = DocumentOrder { file_each: true, ..DocumentOrder::new(WordForm::IssueAccount, issues(3)) };
    assert_eq!(write(&mut desk, order.clone(), folder.clone(), false), DocumentNotice::Written(folder.clone(), 3));
    let first = folder.join("一题一账_S26-001 黑臭水体返黑返臭1.docx");
    let bytes = std::fs::read(&first).expect("named after the issue");
    write(&mut desk, order, folder.clone(), false);
    assert_eq!(std::fs::read(&first).expect("still there"), bytes);
    assert!(folder.join("一题一账_S26-001 黑臭水体返黑返臭1 (2).docx").exists(), "the second has a number");
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 6);
}

#[test]
fn the_offices_own_template_beside_the_ledger_wins_and_a_wrong_one_says_what_is_wrong() {
    let mut desk = Desk::with_issues(3);
    let folder = desk.folder.path().join("desk_模板");
    std::fs::create_dir(&folder).expect("a folder");
    let own = folder.join("一题一账.docx");
    let template = |line: &str| Docx::new("本单位").text(Style::Title, line).finish().expect("a document");
    safe_write(&own, &template("本单位的格式：{{编号}}")).expect("written");
    let path = desk.folder.path().join("成文.docx");
    let order = DocumentOrder::new(WordForm::IssueAccount, issues(1));
    write(&mut desk, order.clone(), path.clone(), false);
    assert_eq!(text(&path).trim(), "本单位的格式：S26-001");
    safe_write(&own, &template("{{没有这个}}")).expect("written");
    let DocumentNotice::NotMade(why) = write(&mut desk, order, path.clone(), true) else {
        panic!("a wrong template writes nothing");
    };
    assert!(why.contains("{{没有这个}}") && why.contains("第 1 段") && why.contains("一题一账.docx"), "{why}");
    assert_eq!(text(&path).trim(), "本单位的格式：S26-001", "the file that was there stays");
    run(&mut desk.app, DocumentCommand::CheckTemplates);
    let looks = desk.app.templates().expect("checked");
    assert_eq!(looks.iter().filter(|look| look.state.is_err()).count(), 1, "only that one is wrong");
}

#[test]
fn our_templates_go_into_a_folder_and_leave_what_is_there() {
    let mut desk = Desk::with_issues(3);
    let folder = desk.folder.path().join("模板");
    std::fs::create_dir(&folder).expect("a folder");
    safe_write(&folder.join("督办单.docx"), "自己的".as_bytes()).expect("written");
    run(&mut desk.app, DocumentCommand::ExportTemplates(folder.clone()));
    assert_eq!(told(&desk.app), DocumentNotice::Templates(folder.clone(), WordForm::ALL.len() - 1, 1));
    assert_eq!(std::fs::read(folder.join("督办单.docx")).expect("there"), "自己的".as_bytes());
    run(&mut desk.app, DocumentCommand::SetTemplateFolder(Some(folder)));
    let looks = desk.app.templates().expect("checked");
    assert!(looks.iter().any(|look| look.form == WordForm::SupervisionNotice && look.state.is_err()), "no document");
}

#[test]
fn the_public_copy_is_a_ledger_of_its_own_and_never_the_open_file() {
    let mut desk = Desk::with_issues(3);
    let own = desk.app.document().expect("a ledger").path().to_owned();
    run(&mut desk.app, DocumentCommand::WritePublicCopy(own.clone(), true));
    assert_eq!(told(&desk.app), DocumentNotice::OverLedger(own));
    let path = desk.folder.path().join(desk.app.public_copy_name());
    run(&mut desk.app, DocumentCommand::WritePublicCopy(path.clone(), false));
    assert_eq!(told(&desk.app), DocumentNotice::PublicCopy(path.clone()));
    let content = open_ledger(&std::fs::read(&path).expect("the copy")).expect("a ledger").content;
    assert_ne!(Some(content.ledger.id), desk.app.ledger().map(|ledger| ledger.id));
    assert!(content.ledger.directory.fields.title.get().ends_with(SUFFIX));
    assert!(content.history.is_empty(), "no history");
    assert_eq!(content.ledger.issues.len(), 3);
    assert!(content.ledger.issues.values().all(|issue| issue.notices().is_empty()), "notices are internal");
}

#[test]
fn a_notice_is_printed_from_its_row() {
    let mut window = desk_on(Page::Supervision, 3);
    window.get_by_role_and_label(egui::accesskit::Role::Tab, words::supervision::OPEN_NOTICES).click();
    window.run_steps(4);
    window.get_by_label_contains("打印… ").click();
    window.run_steps(4);
    let asked = window.state().asked.iter().rev().find_map(|command| match command {
        Command::Document(DocumentCommand::Ask(order, name)) => Some((order.clone(), name.clone())),
        _ => None,
    });
    let (order, name) = asked.expect("the dialog was asked for");
    assert_eq!(order.form, WordForm::SupervisionNotice);
    assert!(matches!(&order.subject, Subject::Notices(notices) if notices.len() == 1), "{order:?}");
    assert!(name.starts_with("督办单_") && Path::new(&name).extension().is_some_and(|it| it == "docx"), "{name}");
}

#[test]
fn the_templates_stand_in_the_settings() {
    let mut window = desk_on(Page::Settings, 3);
    window.get_by_label("Word 模板").click();
    for _ in 0..200 {
        window.run_steps(2);
        if window.state().app.templates().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    window.run_steps(4);
    assert!(window.query_by_label("导出内置模板…").is_some());
    assert!(window.query_by_label("检查模板").is_some());
    let looks = window.state().app.templates().expect("checked");
    assert!(looks.iter().all(|look| look.state.is_ok()), "{looks:?}");
}
