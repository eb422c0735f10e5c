//! Closing while files are copied.

use std::{
    sync::mpsc::Sender,
    time::{Duration, Instant},
};

use chrono::NaiveDate;

use super::*;
use crate::{
    app::{Clock, Identity, StartOptions, WakeFn, generate::generate},
    domain::rules::Role,
    store::{Doing, ledger_write::save_ledger, paths::DataFolder, safe_write::Known},
};

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// A ledger open in an app, with another copy of it beside; where evidence can be added.
fn desk(folder: &Path) -> (App, EvidenceTarget, [PathBuf; 2]) {
    let content = generate(5, 5, 7, clock()).expect("a ledger");
    let paths = ["台账.ron", "副本.ron"].map(|name| folder.join(name));
    for path in &paths {
        save_ledger(path, Known::Absent, &content).expect("saved");
    }
    let data = DataFolder::new(folder.join("data"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
    let (name, unit) = ("王敏".to_owned(), "市整改办".to_owned());
    app.run(Command::SetIdentity(Identity { name, unit, role: Role::Office, ..Identity::default() }));
    app.run(Command::Open(paths[0].clone()));
    let all = app.ledger().expect("a ledger").issues.keys();
    let mut targets = all.map(|issue| EvidenceTarget { issue: *issue, step: None, material: String::new() });
    let target = targets.find(|target| app.refusal(&append(target, video())).is_none()).expect("an open issue");
    (app, target, paths)
}

fn video() -> Evidence {
    Evidence { name: "现场视频.mp4".to_owned(), size: 200 << 20, ..Evidence::default() }
}

/// A copy that lasts until the sender is used.
fn copying(app: &mut App, target: EvidenceTarget, fails: bool) -> Sender<()> {
    let (go, gone) = std::sync::mpsc::channel();
    let document = app.document().expect("a ledger");
    let ledger = (document.id(), document.path().to_owned());
    let batch = Batch { ledger, target, paths: vec![PathBuf::from("现场视频.mp4")] };
    let job = Job::start("evidence", clock().instant, Arc::new(|| ()), move |_| {
        gone.recv().ok();
        let lost = || StoreError::new(Doing::Read, Path::new("现场视频.mp4"), std::io::Error::other("gone"));
        vec![if fails { Err(lost()) } else { Ok(video()) }]
    });
    app.evidence.adding.running = Some((batch, job.expect("a thread")));
    go
}

fn holds_video(path: &Path) -> bool {
    std::fs::read_to_string(path).expect("the file").contains("现场视频.mp4")
}

fn told(app: &App, what: &str) -> bool {
    app.all_notices().any(|notice| format!("{:?}", notice.kind).starts_with(what))
}

fn rest(app: &mut App) {
    while app.is_adding_evidence() {
        std::thread::yield_now();
        app.tick(clock());
    }
    app.tick(clock());
}

#[test]
fn what_was_dropped_is_in_the_ledger_before_the_window_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, [own, _]) = desk(folder.path());
    let go = copying(&mut app, target, false);
    let later = Job::start("later", clock().instant, Arc::new(|| ()), move |_| {
        std::thread::sleep(Duration::from_millis(30));
        go.send(()).ok();
    });
    later.expect("a thread");
    app.finish_saving();
    assert!(told(&app, "EvidenceAdded(1)") && holds_video(&own), "{:?}", app.notices());
}

#[test]
fn another_ledger_is_opened_only_after_what_was_dropped_is_in_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, [own, copy]) = desk(folder.path());
    let go = copying(&mut app, target, false);
    app.run(Command::Open(copy.clone()));
    let is_open = |app: &App, path: &Path| app.document().is_some_and(|document| document.path() == path);
    assert!(is_open(&app, &own) && told(&app, "EvidenceFirst(false)"), "it waits, and that is told");
    assert!(!told(&app, "EvidenceAdded"), "not before it is so");
    go.send(()).expect("told");
    rest(&mut app);
    assert!(is_open(&app, &copy), "then it is opened by itself");
    assert!(holds_video(&own) && !holds_video(&copy), "the record went to its own ledger");
}

#[test]
fn the_window_closes_by_itself_after_the_copy_unless_that_went_wrong() {
    for fails in [false, true] {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut app, target, _) = desk(folder.path());
        assert!(!app.closes_later(), "nothing is copied");
        let go = copying(&mut app, target, fails);
        assert!(app.closes_later() && !app.is_quitting());
        assert!(app.closes_later(), "however often it is asked");
        go.send(()).expect("told");
        rest(&mut app);
        assert_eq!(app.is_quitting(), !fails, "what went wrong is to be read");
        assert_eq!(told(&app, "Failed"), fails);
    }
}

#[test]
fn what_was_put_off_can_be_withdrawn_and_a_newer_request_takes_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, [own, copy]) = desk(folder.path());
    let go = copying(&mut app, target.clone(), false);
    assert!(app.closes_later());
    app.run(Command::ForgetPutOff);
    assert!(!app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::EvidenceFirst(_))), "nothing waits");
    go.send(()).expect("told");
    rest(&mut app);
    let open = app.document().map(|document| document.path().to_owned());
    assert!(!app.is_quitting() && open == Some(own), "the window stays");

    let go = copying(&mut app, target, false);
    app.run(Command::Open(copy.clone()));
    assert!(app.closes_later());
    let waits = app.notices().iter().filter(|notice| matches!(notice.kind, NoticeKind::EvidenceFirst(_)));
    assert_eq!(waits.count(), 1, "only the newest is told");
    go.send(()).expect("told");
    rest(&mut app);
    let open = app.document().map(|document| document.path().to_owned());
    assert!(app.is_quitting() && open != Some(copy), "only the newest is done");
}

#[test]
fn a_copy_that_fails_in_the_blink_before_the_window_closes_keeps_it_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, _) = desk(folder.path());
    let go = copying(&mut app, target, true);
    go.send(()).expect("told");
    assert!(app.closes_later() && told(&app, "Failed"), "what went wrong is to be read");
    rest(&mut app);
    assert!(!app.is_quitting() && !app.closes_later(), "asked again it closes");
}

#[test]
fn a_copy_made_for_another_ledger_is_not_entered_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, [own, copy]) = desk(folder.path());
    let go = copying(&mut app, target, false);
    let (batch, _) = app.evidence.adding.running.as_mut().expect("a copy");
    batch.ledger.1 = copy;
    go.send(()).expect("told");
    rest(&mut app);
    app.finish_saving();
    assert!(told(&app, "EvidenceLeft([\"现场视频.mp4\"])") && !told(&app, "EvidenceAdded"));
    assert!(!holds_video(&own));
}

#[test]
fn files_that_were_still_asked_about_are_named_when_their_ledger_is_closed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, [_, copy]) = desk(folder.path());
    let files = vec![(PathBuf::from("现场视频.mp4"), 4_u64 << 30)];
    app.evidence_question = Some(EvidenceQuestion::TooLarge { target, files, most: Some(1), total: None });
    app.run(Command::Open(copy));
    assert!(app.evidence_question().is_none(), "an answer would mean the other ledger");
    assert!(told(&app, "EvidenceLeft([\"现场视频.mp4\"])"));
}

#[test]
fn a_copy_of_the_ledger_that_fails_while_files_are_taken_in_keeps_the_window_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, _) = desk(folder.path());
    let go = copying(&mut app, target, false);
    app.run(Command::SaveCopy(folder.path().join("没有的文件夹/副本.ron")));
    assert!(app.closes_later(), "files are taken in");
    while app.is_copying() {
        std::thread::yield_now();
        app.tick(clock());
    }
    assert!(told(&app, "Failed") && !app.is_quitting());
    go.send(()).expect("told");
    rest(&mut app);
    assert!(app.closes_later() && !app.is_quitting(), "what went wrong is to be read");
    assert!(!app.closes_later(), "asked again it closes");
}

#[test]
fn files_that_cannot_be_taken_in_before_a_copy_is_written_keep_the_window_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut app, target, _) = desk(folder.path());
    let (written, is_written) = std::sync::mpsc::channel();
    app.copies_until(is_written);
    assert!(app.closes_later(), "a copy is written");
    let go = copying(&mut app, target, true);
    go.send(()).expect("told");
    rest(&mut app);
    assert!(told(&app, "Failed"));
    written.send(()).expect("told");
    while app.is_copying() {
        std::thread::yield_now();
        app.tick(clock());
    }
    app.tick(clock());
    assert!(!app.is_quitting(), "what went wrong is to be read");
}
