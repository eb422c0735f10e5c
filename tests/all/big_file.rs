//! A big ledger: shown before its file is looked through, and changed only afterwards.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use rectification_ledger::{
    app::{App, Command, Document, Identity, Page, StartOptions, WakeFn, generate::generate},
    domain::{
        IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        generations::list_generations,
        ledger_open::open_ledger,
        ledger_write::{ledger_to_bytes, save_ledger},
        paths::DataFolder,
        safe_write::{Known, safe_write},
    },
};

use super::desk::{clock_on, today};

const N_ISSUES: usize = 700;

fn big_file(folder: &Path) -> PathBuf {
    let content = generate(N_ISSUES, 30, 7, clock_on(today())).expect("a ledger");
    let path = folder.join("大台账.ron");
    save_ledger(&path, Known::Absent, &content).expect("saved");
    assert!(std::fs::metadata(&path).expect("a file").len() > 2 << 20, "big enough to be shown first");
    path
}

fn started(folder: &Path) -> App {
    let data = DataFolder::new(folder.join("data"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock_on(today()));
    let who =
        Identity {
            name: "王敏".to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default()
        };
    app.run(Command::SetIdentity(who));
    app
}

fn typed_over(app: &App) -> Command {
    let issue = *app.ledger().expect("a ledger").issues.keys().next().expect("an issue");
    Command::Do(Action::SetIssue { issue, value: IssueValue::Goal("立即改完".to_owned()) })
}

fn was_told(app: &App, what: &str) -> bool {
    app.all_notices().any(|notice| format!("{:?}", notice.kind).starts_with(what))
}

#[test]
fn a_big_ledger_is_shown_at_once_and_work_on_it_waits_for_its_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = big_file(folder.path());
    let mut app = started(folder.path());
    app.run(Command::Open(path.clone()));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_ISSUES));
    assert_eq!(app.page(), Page::Issues);
    let goal = typed_over(&app);
    app.run(goal);
    assert!(
        app.document()
            .is_some_and(|document| document.is_verified() && document.undo_cursor(app.identity()).undo.is_some())
    );
    app.finish_saving();
    let opened = open_ledger(&std::fs::read(&path).expect("the file")).expect("a ledger");
    assert!(opened.is_sound());
    assert_eq!(Some(&opened.content.ledger), app.ledger());
    assert_eq!(Some(&opened.content.history), app.history());
    assert_eq!(ledger_to_bytes(&opened.content).expect("bytes"), std::fs::read(&path).expect("the file"));
    let kept =
        list_generations(&folder.path().join("data").join("generations").join(opened.content.ledger.id.to_string()));
    assert!(kept.is_ok());
}

#[test]
fn the_history_of_a_big_ledger_comes_by_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = big_file(folder.path());
    let mut app = started(folder.path());
    app.run(Command::Open(path));
    let until = Instant::now() + Duration::from_mins(1);
    while app.history().is_none() || app.document().is_some_and(|document| !document.is_verified()) {
        assert!(Instant::now() < until, "it never came");
        std::thread::sleep(Duration::from_millis(5));
        app.tick(clock_on(today()));
    }
    assert!(app.history().is_some_and(|history| history.len() > 30));
    assert!(app.document().is_some_and(|document| document.known().is_some() && !document.is_read_only()));
}

#[test]
fn a_big_ledger_that_is_broken_behind_its_states_is_said_to_be_and_only_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = big_file(folder.path());
    let text = std::fs::read_to_string(&path).expect("the file");
    let broken = text.replacen("body:Issue([Append(", "body:Issue([append(", 1);
    assert_ne!(text, broken);
    safe_write(&path, broken.as_bytes()).expect("written");
    let mut app = started(folder.path());
    app.run(Command::Open(path.clone()));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_ISSUES), "what is whole is shown");
    let goal = typed_over(&app);
    app.run(goal);
    assert!(was_told(&app, "Damaged"));
    assert!(app.document().is_some_and(Document::is_read_only));
    app.finish_saving();
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), broken, "nothing was written over it");
}

/// A ledger so large that it is read beside the window.
fn very_big_file(folder: &Path) -> PathBuf {
    let content = generate(40, 0, 7, clock_on(today())).expect("a ledger");
    let path = folder.join("特大台账.ron");
    save_ledger(&path, Known::Absent, &content).expect("saved");
    let mut app = started(folder);
    app.run(Command::Open(path.clone()));
    let detail = |issue: &IssueId| {
        let text = "南渠沿线雨污混流，汛期返黑返臭。".repeat(10_000);
        Action::SetIssue { issue: *issue, value: IssueValue::Detail(text) }
    };
    let all = content.ledger.issues.keys().map(detail).collect();
    app.run(Command::Do(Action::Batch(all)));
    app.finish_saving();
    assert!(std::fs::metadata(&path).expect("a file").len() > 16 << 20, "big enough: {:?}", app.notices());
    path
}

#[test]
fn a_very_big_ledger_is_read_beside_the_window_and_what_is_open_stays_until_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = very_big_file(folder.path());
    let small = folder.path().join("小台账.ron");
    let content = generate(3, 0, 7, clock_on(today())).expect("a ledger");
    save_ledger(&small, Known::Absent, &content).expect("saved");
    let mut app = started(folder.path());
    app.run(Command::Open(small));
    app.run(Command::OpenReadOnly(path.clone()));
    assert!(app.is_opening() && app.can_stop());
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(3), "the other one is still open");
    app.run(Command::StopJob);
    assert!(!app.is_opening());
    app.run(Command::OpenReadOnly(path));
    let until = Instant::now() + Duration::from_mins(1);
    while app.is_opening() {
        assert!(Instant::now() < until, "it never came");
        std::thread::sleep(Duration::from_millis(5));
        app.tick(clock_on(today()));
    }
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(40));
    assert_eq!(app.page(), Page::Issues);
}
