//! A big ledger shown before its file is known to be whole.

#![expect(clippy::disallowed_methods, reason = "a test lays a file down as it was found")]

use chrono::NaiveDate;

use super::*;
use crate::{
    app::{Clock, Identity, StartOptions, TypedForm, WakeFn, command::Page, generate::generate},
    domain::{
        IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        generations::list_generations, ledger_quick::open_quick_file, ledger_write::ledger_to_bytes, paths::DataFolder,
    },
};

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

fn app(folder: &Path) -> App {
    let data = DataFolder::new(folder.join("data"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
    let name = "王敏".to_owned();
    app.run(Command::SetIdentity(Identity {
        name,
        unit: "市整改办".to_owned(),
        role: Role::Office,
        ..Identity::default()
    }));
    app
}

#[test]
fn a_ledger_is_shown_and_looked_at_without_its_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = generate(30, 20, 7, clock()).expect("a ledger");
    let path = folder.path().join("台账.ron");
    std::fs::write(&path, ledger_to_bytes(&content).expect("bytes")).expect("written");
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("a whole ledger");
    let history = content.history.clone();
    let mut app = app(folder.path());
    // As when the job that reads the history has not come to it yet.
    app.put_on_desk(&path, content, None, false);
    app.document.as_mut().expect("a document").wait_for(verdict);
    let issue = *app.ledger().expect("a ledger").issues.keys().next().expect("an issue");
    for page in [Page::Overview, Page::Issues, Page::Issue(issue), Page::Exchange, Page::Review, Page::Settings] {
        app.run(Command::Go(page));
        app.tick(clock());
    }
    assert!(!history.is_ready(), "the window would have waited for the history");
    history.make_ready();
    app.tick(clock());
    assert!(app.history().is_some(), "it is there by itself");
}

/// An app with a ledger shown by its states that nobody has drawn yet.
fn shown(folder: &Path) -> App {
    let path = folder.join("台账.ron");
    let bytes = ledger_to_bytes(&generate(30, 20, 7, clock()).expect("a ledger")).expect("bytes");
    std::fs::write(&path, &bytes).expect("written");
    let mut app = app(folder);
    let quick = open_quick_file(&path).expect("read").expect("a whole ledger");
    app.open_by_states(path, quick, false);
    app
}

#[test]
fn the_check_begins_once_the_states_were_drawn_and_keeps_an_older_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = shown(folder.path());
    let waits = |app: &App| app.checking.as_ref().is_some_and(|checking| checking.begins.is_some());
    app.tick(clock());
    assert!(waits(&app) && app.history().is_none(), "nothing is done before the first frame");
    app.tick(clock());
    assert!(!waits(&app));
    while app.checking.is_some() {
        std::thread::yield_now();
        app.tick(clock());
    }
    assert!(app.history().is_some());
    let kept = |app: &App, id: &str| list_generations(&app.data.generations(id)).expect("a list").len();
    let id = app.document().expect("a document").id().to_string();
    assert_eq!(kept(&app, &id), 1);
}

#[test]
fn a_ledger_closed_before_it_was_drawn_keeps_its_older_copy_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = shown(folder.path());
    let generations = app.data.generations(&app.document().expect("a document").id().to_string());
    app.close();
    let until = Instant::now() + std::time::Duration::from_mins(1);
    while list_generations(&generations).expect("a list").is_empty() {
        assert!(Instant::now() < until, "none was ever kept");
        std::thread::yield_now();
    }
}

/// An app whose long file is looked through as soon as the sender is used or gone.
fn waiting(folder: &Path, damage: bool) -> (App, IssueId, Sender<()>) {
    let path = folder.join("台账.ron");
    let text = ledger_to_bytes(&generate(5, 5, 7, clock()).expect("a ledger")).expect("bytes");
    let text = String::from_utf8(text).expect("text");
    let text = if damage { text.replacen("body:Issue([Append(", "body:Issue([append(", 1) } else { text };
    std::fs::write(&path, &text).expect("written");
    let QuickFile { content, verdict } = open_quick_file(&path).expect("read").expect("a whole ledger");
    let history = content.history.clone();
    let mut app = app(folder);
    app.put_on_desk(&path, content, None, false);
    app.document.as_mut().expect("a document").wait_for(verdict.clone());
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let looked = history;
    let work = move |_: &crate::app::jobs::JobReporter<_>| {
        gone.recv().ok();
        looked.make_ready();
        Ok(())
    };
    let job = Job::start("check", clock().instant, Arc::new(|| ()), work).expect("a thread");
    let (begins, is_drawn) = (None, true);
    app.checking =
        Some(Checking { job, verdict, path, begins, is_drawn, is_long: true, held: Vec::new(), waits_since: None });
    let issue = *app.ledger().expect("a ledger").issues.keys().next().expect("an issue");
    (app, issue, go)
}

fn set_goal(issue: IssueId, goal: &str) -> Command {
    Command::Do(Action::SetIssue { issue, value: IssueValue::Goal(goal.to_owned()) })
}

fn goal(app: &App, issue: IssueId) -> String {
    app.ledger().expect("a ledger").issues[&issue].fields.goal.get().clone()
}

fn typed(text: &str) -> TypedForm {
    TypedForm::from([("text".to_owned(), text.to_owned())])
}

/// A form whose text is kept while it is typed, sent, and emptied.
fn send_form(app: &mut App, issue: IssueId) {
    app.run(Command::KeepTyped("表单".to_owned(), typed("立即改完")));
    app.run(set_goal(issue, "立即改完"));
    app.run(Command::KeepTyped("表单".to_owned(), TypedForm::new()));
}

#[test]
fn what_is_asked_while_a_long_file_is_looked_through_is_done_afterwards_in_its_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), false);
    app.run(set_goal(issue, "先改"));
    app.run(set_goal(issue, "后改"));
    app.run(Command::Go(Page::Overview));
    app.tick(clock());
    assert_eq!((app.is_holding_back(), app.page()), (true, Page::Overview), "looking goes on");
    assert!(app.history().is_none(), "the window would have waited");
    assert!(!app.is_holding_back_long(), "not worth a word yet");
    app.tick(Clock { instant: clock().instant + QUIET, ..clock() });
    assert!(app.is_holding_back_long());
    go.send(()).expect("told");
    while app.is_holding_back() {
        std::thread::yield_now();
        app.tick(clock());
    }
    assert_eq!(goal(&app, issue), "后改");
    app.run(Command::Undo);
    assert_eq!(goal(&app, issue), "先改", "both were done, one after the other");
}

#[test]
fn what_waits_is_done_and_saved_before_the_window_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), false);
    send_form(&mut app, issue);
    assert_eq!(app.typed("表单"), Some(&typed("立即改完")), "kept until it is done");
    drop(go);
    app.finish_saving();
    assert_eq!((goal(&app, issue).as_str(), app.typed("表单")), ("立即改完", None));
    let text = std::fs::read_to_string(folder.path().join("台账.ron")).expect("the file");
    assert!(text.contains("立即改完"), "it is in the file");
}

#[test]
fn what_waits_is_refused_and_what_was_typed_stays_where_the_file_is_found_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), true);
    send_form(&mut app, issue);
    drop(go);
    while app.is_holding_back() {
        std::thread::yield_now();
        app.tick(clock());
    }
    assert!(app.is_read_only() && goal(&app, issue) != "立即改完");
    assert!(app.notices().iter().any(|notice| notice.kind.is_in_vain()), "it is told, and the form comes back");
    let kept = app.data.typed(&app.document().expect("a document").id().to_string());
    assert!(std::fs::read_to_string(kept).expect("a file").contains("立即改完"), "it is there for the mended file");
}

#[test]
fn who_goes_on_working_until_the_next_ledger_is_there_means_the_one_on_the_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), false);
    let own = folder.path().join("台账.ron");
    // A copy of the same ledger: the change would find its issue there too.
    let copy = folder.path().join("另一份.ron");
    let before = std::fs::read(&own).expect("the file");
    std::fs::write(&copy, &before).expect("copied");
    app.run(Command::Open(copy.clone()));
    app.run(set_goal(issue, "立即改完"));
    go.send(()).expect("it waits");
    while app.document().is_none_or(|document| document.path() != copy) {
        std::thread::yield_now();
        app.tick(clock());
    }
    app.finish_saving();
    assert!(std::fs::read_to_string(&own).expect("the file").contains("立即改完"), "{:?}", app.notices());
    assert_eq!(std::fs::read(&copy).expect("the copy"), before, "nobody meant this one");
}

/// Lets a file be looked through that is no longer what its states were read of.
fn look_through(app: &mut App, go: Sender<()>) {
    drop(go);
    while app.checking.is_some() {
        std::thread::yield_now();
        app.tick(clock());
    }
}

#[test]
fn a_file_that_was_pulled_out_meanwhile_is_said_and_what_was_typed_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), false);
    let id = app.document().expect("a document").id().to_string();
    send_form(&mut app, issue);
    std::fs::remove_file(folder.path().join("台账.ron")).expect("pulled out");
    look_through(&mut app, go);
    assert!(app.document().is_none(), "nothing is worked on whose file nobody could read");
    assert!(app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::Failed(_))), "{:?}", app.notices());
    let kept = std::fs::read_to_string(app.data.typed(&id)).expect("a file");
    assert!(kept.contains("立即改完"), "it is there when the stick is back");
}

#[test]
fn a_file_that_was_replaced_meanwhile_is_opened_as_it_is_now() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path(), false);
    let other = generate(7, 5, 8, clock()).expect("a ledger");
    let bytes = ledger_to_bytes(&other).expect("bytes");
    std::fs::write(folder.path().join("台账.ron"), bytes).expect("replaced");
    look_through(&mut app, go);
    assert!(app.ledger().is_some_and(|ledger| ledger == &other.ledger && !ledger.issues.contains_key(&issue)));
    assert!(!app.is_read_only() && app.history().is_some(), "{:?}", app.notices());
}
