//! A change too big for a frame: worked out beside the window, taken in at once, stopped, and taken back.

use std::{sync::Arc, time::Instant};

use chrono::NaiveDateTime;
use rectification_ledger::{
    app::{App, Clock, Command, Identity, NewLedger, StartOptions, WakeFn},
    domain::{
        IssueId,
        issue::IssueValue,
        rules::{Action, Role},
    },
    store::paths::DataFolder,
};

/// More than a frame plans.
const MANY: u128 = 2_100;

struct Desk {
    folder: tempfile::TempDir,
    app: App,
}

fn now() -> NaiveDateTime {
    "2026-09-18T09:00:00".parse().expect("a time")
}

fn clock() -> Clock {
    Clock { now: now(), today: now().date(), instant: Instant::now() }
}

fn start(folder: &std::path::Path) -> App {
    let data = DataFolder::new(folder.join("data"));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
    app.run(Command::SetIdentity(Identity { name: "王敏".to_owned(), role: Role::Office, ..Identity::default() }));
    app
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = start(folder.path());
        let path = folder.path().join("台账.ron");
        app.run(Command::CreateLedger(NewLedger { title: "台账".to_owned(), path, ..NewLedger::default() }));
        Self { folder, app }
    }

    fn n_present(&self) -> usize {
        self.app.ledger().expect("a ledger").issues.values().filter(|issue| issue.is_present()).count()
    }

    /// Frames go by until everything is taken in.
    fn rest(&mut self) {
        for _ in 0..20_000 {
            self.app.tick(clock());
            if !self.app.is_changing() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert!(!self.app.is_changing(), "the change never ends: {:?}", self.app.notices());
    }
}

fn register(ids: std::ops::Range<u128>) -> Command {
    let one = |n| Action::RegisterIssue { issue: IssueId(n), values: vec![IssueValue::Title(format!("问题 {n}"))] };
    Command::Do(Action::Batch(ids.map(one).collect()))
}

#[test]
fn a_long_change_comes_in_as_one_and_goes_back_as_one() {
    let mut desk = Desk::new();
    desk.app.run(register(1..MANY + 1));
    assert!(desk.app.is_changing() && desk.app.can_stop(), "beside the window");
    assert_eq!(desk.n_present(), 0, "not yet");
    desk.rest();
    assert_eq!(desk.n_present(), MANY as usize, "{:?}", desk.app.notices());
    desk.app.run(Command::Undo);
    desk.rest();
    assert_eq!(desk.n_present(), 0, "taken back");
    desk.app.run(Command::Redo);
    desk.rest();
    assert_eq!(desk.n_present(), MANY as usize, "done again");
}

#[test]
fn what_is_done_meanwhile_stands_and_the_long_change_after_it() {
    let mut desk = Desk::new();
    desk.app.run(register(1..MANY + 1));
    desk.app.run(register(9_000..9_001));
    assert_eq!(desk.n_present(), 1, "a small one does not wait");
    desk.app.run(register(5_000..5_000 + MANY));
    desk.rest();
    assert_eq!(desk.n_present(), 2 * MANY as usize + 1, "{:?}", desk.app.notices());
}

#[test]
fn a_long_change_that_is_stopped_or_refused_leaves_nothing() {
    let mut desk = Desk::new();
    desk.app.run(register(1..MANY + 1));
    desk.app.run(Command::StopJob);
    desk.rest();
    assert_eq!(desk.n_present(), 0, "stopped");
    desk.app.run(register(MANY..MANY + 1));
    let told = desk.app.notices().len();
    desk.app.run(register(1..MANY + 1));
    desk.rest();
    assert_eq!(desk.n_present(), 1, "one is here already, so all are refused");
    assert!(desk.app.notices().len() > told, "and it is said");
}

#[test]
fn a_long_change_is_found_again_after_the_program_was_killed() {
    let mut desk = Desk::new();
    desk.app.run(register(1..MANY + 1));
    desk.rest();
    let Desk { folder, app } = desk;
    drop(app);
    let mut app = start(folder.path());
    app.run(Command::Open(folder.path().join("台账.ron")));
    let desk = Desk { folder, app };
    assert_eq!(desk.n_present(), MANY as usize, "{:?}", desk.app.notices());
}

#[test]
fn a_long_change_that_still_runs_is_finished_before_the_program_ends() {
    let mut desk = Desk::new();
    desk.app.run(register(1..MANY + 1));
    desk.app.finish_saving();
    assert_eq!(desk.n_present(), MANY as usize, "waited for");
}
