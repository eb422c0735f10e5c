//! A big ledger shown before its file is known to be whole.

#![expect(clippy::disallowed_methods, reason = "a test lays a file down as it was found")]

use chrono::NaiveDate;

use super::*;
use crate::{
    app::{Clock, Identity, StartOptions, TypedForm, WakeFn, command::Page, generate::generate, scribe::Scribe},
    domain::{
        IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        generations::list_generations, ledger_quick::open_quick_file, ledger_write::ledger_to_bytes, paths::DataFolder,
        safe_write::safe_write,
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
fn waiting(folder: &Path) -> (App, IssueId, Sender<()>) {
    waiting_for(folder, str::to_owned)
}

/// An edit cannot be read.
fn without_an_edit(text: &str) -> String {
    text.replacen("body:Issue([Append(", "body:Issue([append(", 1)
}

/// The same of a file that was spoiled so.
fn waiting_for(folder: &Path, spoil: fn(&str) -> String) -> (App, IssueId, Sender<()>) {
    let path = folder.join("台账.ron");
    let text = ledger_to_bytes(&generate(5, 5, 7, clock()).expect("a ledger")).expect("bytes");
    let text = spoil(std::str::from_utf8(&text).expect("text"));
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
    let (mut app, issue, go) = waiting(folder.path());
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
    let (mut app, issue, go) = waiting(folder.path());
    send_form(&mut app, issue);
    assert_eq!(app.typed("表单"), Some(&typed("立即改完")), "kept until it is done");
    drop(go);
    app.finish_saving();
    assert_eq!((goal(&app, issue).as_str(), app.typed("表单")), ("立即改完", None));
    let text = std::fs::read_to_string(folder.path().join("台账.ron")).expect("the file");
    assert!(text.contains("立即改完"), "it is in the file");
}

/// A header of a change is lost, its line and all.
fn without_a_change(text: &str) -> String {
    let line = text.lines().find(|line| line.starts_with("Change(")).expect("a change");
    text.replacen(&format!("{line}\n"), "", 1)
}

#[test]
fn what_waits_is_refused_and_what_was_typed_stays_where_the_file_is_found_broken() {
    for spoil in [without_an_edit, without_a_change] {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut app, issue, go) = waiting_for(folder.path(), spoil);
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
}

#[test]
fn who_goes_on_working_until_the_next_ledger_is_there_means_the_one_on_the_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path());
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

fn look_through(app: &mut App, go: Sender<()>) {
    drop(go);
    while app.checking.is_some() {
        std::thread::yield_now();
        app.tick(clock());
    }
}

fn typed_of(app: &App, id: &str) -> String {
    std::fs::read_to_string(app.data.typed(id)).unwrap_or_default()
}

#[test]
fn a_file_that_was_cut_meanwhile_is_said_and_what_was_typed_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path());
    let id = app.document().expect("a document").id().to_string();
    send_form(&mut app, issue);
    app.run(Command::KeepTyped("另一份表单".to_owned(), typed("后来又写的")));
    let file = std::fs::OpenOptions::new().write(true).open(folder.path().join("台账.ron")).expect("the file");
    file.set_len(0).expect("cut");
    look_through(&mut app, go);
    assert!(app.document().is_none(), "nothing is worked on whose file nobody could read");
    assert!(app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::Failed(_))), "{:?}", app.notices());
    let kept = typed_of(&app, &id);
    assert!(kept.contains("立即改完") && kept.contains("后来又写的"), "it is there for the mended file: {kept}");
}

/// The same ledger as somebody else left it: with another goal of this issue.
fn as_others_left_it(app: &App, issue: IssueId) -> Vec<u8> {
    let who =
        Identity {
            name: "李明".to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default()
        };
    let content = generate(5, 5, 7, clock()).expect("a ledger");
    assert_eq!(content.ledger.id, app.document().expect("a document").id());
    let mut others = Scribe::new(content, who, clock(), Box::new(|| 1));
    others.clock_confirmed = true;
    others.act(Action::SetIssue { issue, value: IssueValue::Goal("他人所定".to_owned()) }).expect("a change");
    ledger_to_bytes(&others.content).expect("bytes")
}

#[test]
fn what_was_asked_of_a_file_that_was_written_over_meanwhile_is_not_done_unseen() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path());
    let theirs = as_others_left_it(&app, issue);
    send_form(&mut app, issue);
    std::fs::write(folder.path().join("台账.ron"), theirs).expect("written over");
    look_through(&mut app, go);
    assert_eq!(goal(&app, issue), "他人所定");
    assert!(!app.is_read_only() && app.history().is_some());
    assert!(app.notices().iter().any(|notice| notice.kind.is_in_vain()), "the form comes back: {:?}", app.notices());
}

#[test]
fn what_was_done_while_others_put_a_newer_file_in_its_place_meets_theirs_as_a_conflict() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, issue, go) = waiting(folder.path());
    let theirs = as_others_left_it(&app, issue);
    app.run(set_goal(issue, "立即改完"));
    let path = folder.path().join("台账.ron");
    safe_write(&path, &theirs).expect("in its place");
    look_through(&mut app, go);
    assert_eq!(goal(&app, issue), "立即改完", "of the file that was opened");
    app.finish_saving();
    let saved = std::fs::read(&path).expect("the file");
    let saved = open_ledger(&saved).expect("a ledger").content.ledger;
    let goal = &saved.issues.get(&issue).expect("the issue").fields.goal;
    let values: Vec<String> = goal.current().into_iter().map(|(_, value)| value).collect();
    assert!(values.contains(&"立即改完".to_owned()) && values.contains(&"他人所定".to_owned()), "{values:?}");
}
