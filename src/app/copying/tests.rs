//! Copies that are written while somebody works on, and while the window is to be closed.

use std::sync::mpsc::Sender;

use chrono::NaiveDate;

use super::*;
use crate::{
    app::{Clock, Identity, StartOptions, WakeFn, generate::generate},
    domain::{
        ids::IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::{
        ledger_file::read_file, ledger_open::open_ledger, ledger_write::save_ledger, leftovers::leftovers_beside,
        lock::SavingLock, paths::DataFolder, safe_write::Known,
    },
};

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// A ledger open in an app.
fn desk(folder: &Path) -> App {
    let ledger = folder.join("台账.ron");
    save_ledger(&ledger, Known::Absent, &generate(5, 5, 7, clock()).expect("a ledger")).expect("saved");
    let data = DataFolder::new(folder.join("data"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
    let (name, unit) = ("王敏".to_owned(), "市整改办".to_owned());
    app.run(Command::SetIdentity(Identity { name, unit, role: Role::Office, ..Identity::default() }));
    app.run(Command::Open(ledger));
    app
}

/// A copy that lasts until the sender is used.
fn copying(app: &mut App, fails: bool) -> Sender<()> {
    let (go, gone) = std::sync::mpsc::channel();
    let job = Job::start("copy", clock().instant, Arc::new(|| ()), move |_| {
        gone.recv().ok();
        if fails { Err(is_there(Path::new("副本.ron"))) } else { Ok(()) }
    });
    app.copying.running = Some(Running::of(PathBuf::from("副本.ron"), job.expect("a thread")));
    go
}

fn rest(app: &mut App) {
    while app.is_copying() {
        std::thread::yield_now();
        app.tick(clock());
    }
    app.tick(clock());
}

fn told(app: &App, is: fn(&NoticeKind) -> bool) -> bool {
    app.notices().iter().any(|notice| is(&notice.kind))
}

fn is_put_off(kind: &NoticeKind) -> bool {
    matches!(kind, NoticeKind::CopyFirst { .. })
}

fn has_failed(kind: &NoticeKind) -> bool {
    matches!(kind, NoticeKind::Failed(_))
}

#[test]
fn a_copy_is_the_ledger_as_it_was_when_it_was_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    let (own, copy) = (folder.path().join("台账.ron"), folder.path().join("副本.ron"));
    app.run(Command::SaveCopy(copy.clone()));
    assert!(app.copies_under_way().map(|copy| copy.path).eq([copy.as_path()]), "nobody waits for it");
    let values = vec![IssueValue::Title("后来登记的问题".to_owned())];
    app.run(Command::Do(Action::RegisterIssue { issue: IssueId(9), values }));
    app.run(Command::CloseLedger);
    rest(&mut app);
    assert!(told(&app, |kind| matches!(kind, NoticeKind::CopySaved(_))), "{:?}", app.notices());
    let read = |path: &Path| open_ledger(&read_file(path).expect("a file")).expect("a ledger").content;
    assert!(read(&own).ledger.issue(IssueId(9)).is_some(), "it was saved before it was closed");
    assert!(read(&copy).ledger.issue(IssueId(9)).is_none(), "the copy was asked for before");
}

#[test]
fn the_window_closes_by_itself_after_the_copy_unless_that_went_wrong() {
    for fails in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = desk(folder.path());
        assert!(!app.closes_later(), "nothing is copied");
        let go = copying(&mut app, fails);
        assert!(app.closes_later() && app.closes_later() && !app.is_quitting(), "however often it is asked");
        assert_eq!(app.notices().iter().filter(|notice| is_put_off(&notice.kind)).count(), 1, "told once");
        go.send(()).expect("told");
        rest(&mut app);
        assert!(!told(&app, is_put_off));
        assert_eq!((app.is_quitting(), told(&app, has_failed)), (!fails, fails), "what went wrong is to be read");
        assert!(!app.closes_later(), "asked again it closes");
    }
}

#[test]
fn a_copy_that_fails_in_the_blink_before_the_window_closes_keeps_it_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    copying(&mut app, true).send(()).expect("told");
    assert!(app.closes_later() && told(&app, has_failed), "what went wrong is to be read");
    rest(&mut app);
    assert!(!app.is_quitting() && !app.closes_later(), "asked again it closes");
}

#[test]
fn closing_after_a_copy_is_withdrawn_by_whoever_stays_or_opens_another_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    for stays in [Command::ForgetPutOff, Command::OpenReadOnly(folder.path().join("台账.ron"))] {
        let go = copying(&mut app, false);
        assert!(app.closes_later() && told(&app, is_put_off));
        app.run(stays);
        assert!(!told(&app, is_put_off));
        go.send(()).expect("told");
        rest(&mut app);
        assert!(!app.is_quitting(), "the window stays");
    }
}

#[test]
fn a_copy_that_went_wrong_before_does_not_keep_the_window_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    copying(&mut app, true).send(()).expect("told");
    rest(&mut app);
    assert!(told(&app, has_failed) && !app.closes_later());
}

#[test]
fn two_copies_to_one_place_are_written_one_after_the_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    let copy = folder.path().join("副本.ron");
    app.run(Command::SaveCopy(copy.clone()));
    let values = vec![IssueValue::Title("后来登记的问题".to_owned())];
    app.run(Command::Do(Action::RegisterIssue { issue: IssueId(9), values }));
    app.run(Command::SaveCopy(copy.clone()));
    assert_eq!(app.copies_under_way().count(), 2);
    rest(&mut app);
    assert!(!told(&app, has_failed), "{:?}", app.notices());
    let read = open_ledger(&read_file(&copy).expect("a file")).expect("a ledger").content;
    assert!(read.ledger.issue(IssueId(9)).is_some(), "the later one took its place");
}

fn was_stopped(kind: &NoticeKind) -> bool {
    matches!(kind, NoticeKind::CopyStopped(_))
}

/// A copy of the open ledger.
fn copy_to(app: &App, path: &Path) -> Copy {
    let content = app.document.as_ref().expect("a ledger").snapshot();
    let saving_lock = app.data.saving_lock(&content.ledger.id.to_string());
    Copy { path: path.to_owned(), content, saving_lock, now: clock().now }
}

/// A copy that is about to be written, and is once it is stopped.
fn stopped_before_writing(app: &mut App, path: PathBuf) {
    let (copy, stage) = (copy_to(app, &path), Arc::<Stage>::default());
    let own = Arc::clone(&stage);
    let job = Job::start("copy", clock().instant, Arc::new(|| ()), move |_| {
        while !own.is_stopped() {
            std::thread::yield_now();
        }
        copy.write(&own)
    });
    app.copying.running = Some(Running { stage, ..Running::of(path, job.expect("a thread")) });
}

#[test]
fn a_copy_that_is_stopped_leaves_what_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    let [copy, next] = ["副本.ron", "再一份.ron"].map(|name| folder.path().join(name));
    app.run(Command::SaveCopy(copy.clone()));
    rest(&mut app);
    let before = read_file(&copy).expect("a file");
    let values = vec![IssueValue::Title("后来登记的问题".to_owned())];
    app.run(Command::Do(Action::RegisterIssue { issue: IssueId(9), values }));
    stopped_before_writing(&mut app, copy.clone());
    app.run(Command::SaveCopy(next.clone()));
    app.run(Command::StopJob);
    assert!(
        app.copies_under_way().count() == 2 && !app.is_stopping_copy(),
        "what stops other work does not stop copies"
    );
    app.run(Command::StopCopy);
    rest(&mut app);
    let stopped: Vec<_> = app.notices().iter().filter(|notice| was_stopped(&notice.kind)).collect();
    assert!(stopped.len() == 2 && !told(&app, has_failed), "{:?}", app.notices());
    assert_eq!(read_file(&copy).expect("a file"), before);
    assert!(!next.exists() && leftovers_beside(&copy).is_empty(), "nothing half written is left");
    assert!(!app.closes_later());
    app.run(Command::SaveCopy(copy.clone()));
    rest(&mut app);
    assert_ne!(read_file(&copy).expect("a file"), before, "asked again it is written");
}

#[test]
fn a_window_to_be_closed_closes_once_its_copy_has_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    stopped_before_writing(&mut app, folder.path().join("副本.ron"));
    assert!(app.closes_later() && told(&app, is_put_off));
    app.run(Command::StopCopy);
    rest(&mut app);
    assert!(app.is_quitting() && !app.closes_later() && !folder.path().join("副本.ron").exists());
}

#[test]
fn a_disk_that_never_answers_is_waited_for_no_more_once_its_copy_is_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    let _hangs = copying(&mut app, false);
    assert!(app.closes_later());
    app.run(Command::StopCopy);
    assert!(told(&app, |kind| matches!(kind, NoticeKind::CopyFirst { stops: true })), "{:?}", app.notices());
    app.tick(clock());
    assert!(app.is_stopping_copy() && !app.is_quitting() && app.closes_later(), "it may yet answer");
    let copy = folder.path().join("副本二.ron");
    app.run(Command::SaveCopy(copy.clone()));
    app.tick(Clock { instant: clock().instant + PATIENCE, ..clock() });
    assert!(told(&app, |kind| matches!(kind, NoticeKind::CopyLeft(_))) && !app.is_quitting(), "it is to be read");
    rest(&mut app);
    assert!(copy.exists(), "the next is written");
    assert!(!app.closes_later());
}

#[test]
fn who_closes_a_ledger_waits_for_a_copy_that_takes_its_place_and_not_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = desk(folder.path());
    let _hangs = copying(&mut app, false);
    let lock = copy_to(&app, folder.path()).saving_lock;
    let running = app.copying.running.as_ref().expect("a copy");
    assert!(running.stage.replaces(SavingLock::wait(&lock).ok()));
    let mut waited = PATIENCE.checked_sub(LOOK * 2).expect("longer");
    app.free_turn(&mut waited);
    assert!(app.is_copying());
    app.free_turn(&mut waited);
    assert!(!app.is_copying() && told(&app, |kind| matches!(kind, NoticeKind::CopyLeft(_))));
    let values = vec![IssueValue::Title("后来登记的问题".to_owned())];
    app.run(Command::Do(Action::RegisterIssue { issue: IssueId(9), values }));
    app.run(Command::CloseLedger);
    assert!(app.document().is_none(), "it was saved, and is closed");
}
