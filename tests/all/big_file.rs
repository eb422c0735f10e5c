//! A big ledger: shown before its file is looked through, and changed only afterwards.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use rectification_ledger::{
    app::{App, Command, Document, Identity, Page, ReadAhead, StartOptions, WakeFn, generate::generate},
    domain::{
        IssueId,
        edit::PartKey,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        checksum::FileMark,
        generations::{list_generations, read_generation},
        ledger_open::open_ledger,
        ledger_quick::open_quick,
        ledger_write::{LedgerContent, ledger_to_bytes, save_ledger},
        paths::DataFolder,
        record::Record,
        safe_write::{Known, safe_write},
    },
};

use super::desk::{clock_on, today};

const N_ISSUES: usize = 700;
const N_SMALL: usize = 3;

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

/// The first older copy, which is made behind the window.
fn kept_copy(app: &mut App, data: &Path) -> Vec<u8> {
    let id = app.document().expect("a document").id().to_string();
    let folder = DataFolder::new(data.to_owned()).generations(&id);
    let until = Instant::now() + Duration::from_mins(1);
    loop {
        if let Some(first) = list_generations(&folder).expect("a list").first() {
            return read_generation(&first.path).expect("a copy");
        }
        assert!(Instant::now() < until, "none was ever kept");
        std::thread::sleep(Duration::from_millis(5));
        app.tick(clock_on(today()));
    }
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
    let kept = kept_copy(&mut app, &folder.path().join("data"));
    let kept = open_ledger(&kept).expect("a ledger");
    assert!(kept.is_sound(), "{:?}", kept.faults);
    let (id, n_issues) = (kept.content.ledger.id, kept.content.ledger.issues.len());
    assert_eq!((id, n_issues), (opened.content.ledger.id, N_ISSUES), "an older copy is kept");
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

/// Everything but the first fifty issues, as a unit has a ledger: their parts are hidden, and they have no states.
fn unit_file(folder: &Path) -> PathBuf {
    let mut content = generate(N_ISSUES, 30, 7, clock_on(today())).expect("a ledger");
    let others: Vec<IssueId> = content.ledger.issues.keys().copied().take(50).collect();
    let shown = |key: PartKey| if let PartKey::Issue(id) = key { !others.contains(&id) } else { true };
    content.history = content.history.showing(&|_, key| shown(key));
    content.ledger.issues.retain(|id, _| !others.contains(id));
    let path = folder.join("县住建局.ron");
    save_ledger(&path, Known::Absent, &content).expect("saved");
    assert!(std::fs::metadata(&path).expect("a file").len() > 2 << 20, "big enough to be shown first");
    path
}

#[test]
fn a_units_big_copy_whose_other_issues_are_hidden_is_worked_on_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = unit_file(folder.path());
    let bytes = std::fs::read(&path).expect("the file");
    let quick = open_quick(bytes.clone()).expect("states");
    assert_eq!(quick.verdict.wait(&quick.content.history), Some(FileMark::of(&bytes)), "nothing is unusual in it");
    is_worked_on(&path, folder.path());
}

/// Opens a file, changes something and saves; gives what the file holds then.
fn is_worked_on(path: &Path, folder: &Path) -> LedgerContent {
    let mut app = started(folder);
    app.run(Command::Open(path.to_owned()));
    let goal = typed_over(&app);
    app.run(goal);
    app.finish_saving();
    assert!(app.document().is_some_and(|document| !document.is_read_only()), "{:?}", app.notices());
    let saved = open_ledger(&std::fs::read(path).expect("the file")).expect("a ledger");
    assert!(saved.is_sound(), "{:?}", saved.faults);
    assert_eq!(Some(&saved.content.ledger), app.ledger(), "what is shown is in the file");
    assert!(std::fs::read_to_string(path).expect("text").contains("立即改完"), "the change is in the file");
    saved.content
}

#[test]
fn a_big_file_that_is_sound_and_only_unusual_is_worked_on_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut content = generate(N_ISSUES, 30, 7, clock_on(today())).expect("a ledger");
    let head = content.history.heads()[0];
    let part = format!("Part(change:\"{head}\",key:Case(\"{:032x}\"),salt:\"salt\",body:Case([]))", 7);
    let part: Record = ron::from_str(&part).expect("a part without its change");
    content.loose.push(part.clone());
    let path = folder.path().join("救出的台账.ron");
    save_ledger(&path, Known::Absent, &content).expect("saved");
    let saved = is_worked_on(&path, folder.path());
    assert_eq!(saved.loose, [part], "what belongs to nothing stays in the file");
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

fn small_file(folder: &Path) -> PathBuf {
    let content = generate(N_SMALL, 0, 7, clock_on(today())).expect("a ledger");
    let path = folder.join("小台账.ron");
    save_ledger(&path, Known::Absent, &content).expect("saved");
    path
}

#[test]
fn a_very_big_ledger_is_read_beside_the_window_and_what_is_open_stays_until_then() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = very_big_file(folder.path());
    let small = small_file(folder.path());
    let mut app = started(folder.path());
    app.run(Command::Open(small));
    app.run(Command::OpenReadOnly(path.clone()));
    assert!(app.is_opening() && app.can_stop());
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_SMALL), "the other one is still open");
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

/// Has a file read to its end, as the program does before it has a window.
fn read_ahead(path: &Path) -> ReadAhead {
    let (done, told) = std::sync::mpsc::channel();
    let done = std::sync::Mutex::new(done);
    let wake = move || {
        done.lock().expect("the sender").send(()).ok();
    };
    let ahead = ReadAhead::start(path, Instant::now(), Arc::new(wake)).expect("it is being read");
    told.recv_timeout(Duration::from_mins(1)).expect("it was read");
    ahead
}

/// An app that expects a file which was read to its end before.
fn expecting(make: fn(&Path) -> PathBuf) -> (tempfile::TempDir, PathBuf, App) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = make(folder.path());
    let mut app = started(folder.path());
    app.expects(read_ahead(&path));
    (folder, path, app)
}

/// Writes other bytes into the same file, of the same length and with the same time: nobody can see that it changed.
fn change_unseen(path: &Path) {
    let bytes = std::fs::read(path).expect("the file");
    let times = std::fs::metadata(path).and_then(|meta| meta.modified()).expect("a time");
    let mut file = std::fs::OpenOptions::new().write(true).open(path).expect("the file");
    std::io::Write::write_all(&mut file, &vec![b'x'; bytes.len()]).expect("written over");
    file.set_modified(times).expect("set back");
}

#[test]
fn a_ledger_read_before_there_is_a_window_is_not_read_again() {
    let (_folder, path, mut app) = expecting(big_file);
    change_unseen(&path);
    app.run(Command::Open(path.clone()));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_ISSUES));
    // Once only: what is opened next is what is there.
    app.run(Command::Open(path));
    assert!(was_told(&app, "NotOpened"), "{:?}", app.notices());
}

#[test]
fn a_very_big_ledger_read_before_there_is_a_window_keeps_no_frame_waiting() {
    let (_folder, path, mut app) = expecting(very_big_file);
    change_unseen(&path);
    app.run(Command::OpenReadOnly(path));
    assert!(app.is_opening(), "its end is taken with the next tick");
    app.tick(clock_on(today()));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(40));
}

#[test]
fn what_was_read_ahead_is_dropped_where_the_file_was_written_since() {
    let (_folder, path, mut app) = expecting(big_file);
    let content = generate(N_ISSUES + 1, 0, 7, clock_on(today())).expect("a ledger");
    safe_write(&path, &ledger_to_bytes(&content).expect("bytes")).expect("written");
    app.run(Command::Open(path));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_ISSUES + 1));
}

#[test]
fn what_was_read_ahead_serves_the_first_opening_only() {
    let (folder, path, mut app) = expecting(big_file);
    let small = small_file(folder.path());
    change_unseen(&path);
    app.run(Command::OpenReadOnly(small));
    assert_eq!(app.ledger().map(|ledger| ledger.issues.len()), Some(N_SMALL));
    app.run(Command::Open(path));
    assert_eq!(
        app.ledger().map(|ledger| ledger.issues.len()),
        Some(N_SMALL),
        "the other one is read anew, and is no ledger"
    );
    assert!(ReadAhead::start(&folder.path().join("没有.ron"), Instant::now(), Arc::new(|| ())).is_none());
}
