//! From a command to the disk and back, without a window.

#![expect(clippy::disallowed_methods, reason = "a test writes broken files")]
#![expect(clippy::panic, reason = "a test may stop here")]

use std::{fs, path::Path, sync::Arc, time::Instant};

use chrono::{NaiveDateTime, TimeDelta};
use rectification_ledger::{
    app::{App, Clock, Command, Identity, NewLedger, NoticeKind, Page, Saved, StartOptions, WakeFn},
    domain::{
        IssueId,
        history::Turn,
        issue::{IssueItem, IssueValue},
        rules::{Action, Refusal, Role},
    },
    store::{ledger_check::check_ledger, paths::DataFolder, recognise::FileLook},
};

/// A program with its data folder, and a folder for ledgers.
struct Desk {
    folder: tempfile::TempDir,
    app: App,
    now: NaiveDateTime,
}

fn clock(now: NaiveDateTime) -> Clock {
    Clock { now, today: now.date(), instant: Instant::now() }
}

fn start(folder: &Path, now: NaiveDateTime) -> App {
    let data = DataFolder::new(folder.join("data"));
    App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock(now))
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = "2026-09-18T09:00:00".parse().expect("a time");
        let mut app = start(folder.path(), now);
        let who = Identity {
            name: "王敏".to_owned(),
            unit: "市整改办".to_owned(),
            role: Role::Office,
            ..Identity::default()
        };
        app.run(Command::SetIdentity(who));
        Self { folder, app, now }
    }

    /// With a new ledger open.
    fn with_ledger() -> Self {
        let mut desk = Self::new();
        let path = desk.path();
        desk.app.run(Command::CreateLedger(NewLedger {
            title: "示例市整改台账".to_owned(),
            path,
            ..NewLedger::default()
        }));
        assert!(desk.app.document().is_some(), "{:?}", desk.app.notices());
        desk
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("台账.ron")
    }

    fn tick(&mut self, seconds: i64) {
        self.now += TimeDelta::seconds(seconds);
        self.app.tick(clock(self.now));
    }

    /// Lets the file be written.
    fn rest(&mut self) {
        for _ in 0..2000 {
            self.tick(3);
            if self.app.saved() == Some(Saved::InFile) && !self.app.is_saving() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        panic!("never saved: {:?}", self.app.notices());
    }

    /// The program ends without a word and starts again.
    fn killed_and_opened_again(self) -> Self {
        let Self { folder, app, now } = self;
        drop(app);
        let mut app = start(folder.path(), now);
        app.run(Command::Open(folder.path().join("台账.ron")));
        Self { folder, app, now }
    }

    fn save_copy(&mut self, path: &std::path::Path) {
        self.app.run(Command::SaveCopy(path.to_owned()));
        self.app.finish_copies();
    }

    fn register(&mut self, n: u128, title: &str) {
        let values = vec![IssueValue::Title(title.to_owned())];
        self.app.run(Command::Do(Action::RegisterIssue { issue: IssueId(n), values }));
    }

    fn set_title(&mut self, n: u128, title: &str) {
        let value = IssueValue::Title(title.to_owned());
        self.app.run(Command::Do(Action::SetIssue { issue: IssueId(n), value }));
    }

    fn title(&self, n: u128) -> String {
        let issue = self.app.ledger().and_then(|ledger| ledger.issue(IssueId(n))).expect("the issue");
        issue.fields.title.get().clone()
    }

    fn told(&self, is: impl Fn(&NoticeKind) -> bool) -> bool {
        self.app.notices().iter().any(|notice| is(&notice.kind))
    }
}

#[test]
fn an_older_copy_is_opened_for_looking_only_and_may_be_saved_as_a_ledger() {
    let mut desk = Desk::with_ledger();
    desk.rest();
    let bytes = fs::read(desk.path()).expect("the file");
    let folder = desk.folder.path().join("older");
    let kept = rectification_ledger::store::generations::write_generation(&folder, &bytes, desk.now).expect("kept");
    desk.app.run(Command::Open(kept.path.clone()));
    assert!(desk.app.is_read_only(), "never written");
    assert!(!desk.app.settings().recent.contains(&kept.path), "not among the recent ledgers");
    let copy = desk.folder.path().join("恢复.ron");
    desk.save_copy(&copy);
    assert_eq!(fs::read(copy).expect("the copy"), bytes, "the ledger as it was then");
}

#[test]
fn a_copy_never_takes_the_place_of_what_holds_something_else() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "水源地");
    desk.rest();
    let (own, copy) = (desk.path(), desk.folder.path().join("副本.ron"));
    let before = fs::read(&own).expect("the file");
    desk.save_copy(&own);
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Failed(_))), "not over the ledger itself");
    assert_eq!(fs::read(&own).expect("the file"), before);
    desk.save_copy(&copy);
    assert_eq!(fs::read(&copy).expect("the copy"), before);
    // An older copy holds nothing that is not here: it is replaced.
    desk.set_title(1, "水源地围网破损");
    desk.rest();
    let newer = fs::read(&own).expect("the file");
    desk.save_copy(&copy);
    assert_eq!(fs::read(&copy).expect("the copy"), newer, "{:?}", desk.app.notices());
    // A copy with changes of its own is not, and no other file either.
    desk.app.run(Command::Open(copy.clone()));
    desk.set_title(1, "水源地界桩缺失");
    desk.rest();
    desk.app.run(Command::Open(own));
    let foreign = desk.folder.path().join("说明.txt");
    fs::write(&foreign, "不是台账").expect("laid down");
    for path in [copy, foreign] {
        let there = fs::read(&path).expect("it");
        desk.save_copy(&path);
        assert_eq!(fs::read(&path).expect("it"), there, "{} is as it was", path.display());
    }
}

#[test]
fn what_was_typed_is_there_after_a_kill_before_the_first_save() {
    let mut desk = Desk::with_ledger();
    desk.rest();
    desk.register(1, "𬀩县水源地");
    desk.set_title(1, "𬀩县水源地围网破损");
    let desk = desk.killed_and_opened_again();
    assert_eq!(desk.title(1), "𬀩县水源地围网破损");
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Recovered(found) if found.changes == 2)), "it says so");
}

#[test]
fn a_saved_ledger_opens_again_and_checks() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "水源地");
    desk.rest();
    let bytes = fs::read(desk.path()).expect("the file");
    let check = check_ledger(&bytes).expect("a ledger");
    assert!(check.ok && check.issues == 1 && check.changes == 2, "{check:?}");
    let desk = desk.killed_and_opened_again();
    assert_eq!(desk.title(1), "水源地");
    assert!(!desk.told(|kind| matches!(kind, NoticeKind::Recovered(_))), "nothing was left in the journal");
}

#[test]
fn ten_steps_are_undone_and_done_again_also_after_a_restart() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "0");
    for n in 1..=10 {
        desk.set_title(1, &n.to_string());
    }
    for n in (0..10).rev() {
        desk.app.run(Command::Undo);
        assert_eq!(desk.title(1), n.to_string());
    }
    let mut desk = desk.killed_and_opened_again();
    for n in 1..=10 {
        desk.app.run(Command::Redo);
        assert_eq!(desk.title(1), n.to_string());
    }
    desk.app.run(Command::Redo);
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Refused(Refusal::NothingToRedo))), "nothing is left");
    let history = desk.app.history().expect("a history");
    let newest = history.in_order().last().expect("a change").id;
    let (turn, first) = history.turn(newest);
    let first = history.get(first).expect("the change it is about");
    assert!(turn == Turn::Redone && first.header.undoes.is_none(), "a redo is about the change that first did it");
}

#[test]
fn a_file_changed_by_somebody_else_is_taken_in_and_never_overwritten() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "水源地");
    desk.rest();
    // A colleague opens the same file on another computer and saves.
    let other_data = desk.folder.path().join("other");
    fs::create_dir_all(&other_data).expect("a folder");
    let mut other =
        Desk { folder: tempfile::tempdir().expect("a folder"), app: start(&other_data, desk.now), now: desk.now };
    let who =
        Identity {
            name: "李强".to_owned(), unit: "市水利局".to_owned(), role: Role::Office, ..Identity::default()
        };
    other.app.run(Command::SetIdentity(who));
    other.app.run(Command::Open(desk.path()));
    other.register(2, "矿山");
    other.rest();
    desk.register(3, "锅炉");
    desk.rest();
    assert_eq!((desk.title(2), desk.title(3)), ("矿山".to_owned(), "锅炉".to_owned()));
    assert!(desk.told(|kind| matches!(kind, NoticeKind::TakenIn(1))), "it says so");
    let check = check_ledger(&fs::read(desk.path()).expect("the file")).expect("a ledger");
    assert!(check.ok && check.issues == 3, "{check:?}");
}

#[test]
fn a_file_that_vanished_is_written_anew() {
    let mut desk = Desk::with_ledger();
    desk.rest();
    fs::remove_file(desk.path()).expect("the file");
    desk.register(1, "水源地");
    desk.rest();
    let check = check_ledger(&fs::read(desk.path()).expect("the file")).expect("a ledger");
    assert!(check.ok && check.issues == 1, "{check:?}");
}

#[test]
fn what_is_no_ledger_is_named_and_left_as_it_is() {
    let mut desk = Desk::new();
    let cases: [(&str, &[u8], FileLook); 4] = [
        ("空.ron", b"", FileLook::Empty),
        ("零.ron", &[0; 4096], FileLook::ZeroFilled),
        ("别的.ron", b"(width: 3)", FileLook::NotALedger),
        ("压缩.ron", b"PK\x03\x04xxxx", FileLook::Zip),
    ];
    for (name, bytes, look) in cases {
        let path = desk.folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        desk.app.run(Command::Open(path.clone()));
        let named = desk.told(|kind| matches!(kind, NoticeKind::NotOpened(at, is) if *at == path && *is == look));
        assert!(named, "{name}: {:?}", desk.app.notices());
        assert_eq!(fs::read(&path).expect("the file"), bytes, "{name} is as it was");
        assert_eq!(desk.app.page(), Page::Welcome);
    }
}

#[test]
fn a_damaged_ledger_is_shown_and_not_written() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "水源地");
    desk.register(2, "矿山");
    desk.rest();
    let mut text = fs::read_to_string(desk.path()).expect("the file");
    text = text.replacen("矿山", "金山", 1);
    desk.app.run(Command::CloseLedger);
    fs::write(desk.path(), &text).expect("a file");
    desk.app.run(Command::Open(desk.path()));
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Damaged(..))), "{:?}", desk.app.notices());
    assert_eq!(desk.title(1), "水源地", "what is whole is shown");
    desk.set_title(1, "改动");
    assert!(desk.told(|kind| matches!(kind, NoticeKind::ReadOnly)), "and not changed");
    assert_eq!(fs::read_to_string(desk.path()).expect("the file"), text, "nor written");
}

#[test]
fn looking_at_a_ledger_writes_nothing() {
    let mut desk = Desk::with_ledger();
    desk.rest();
    desk.app.run(Command::CloseLedger);
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("副本.ron");
    fs::copy(desk.path(), &copy).expect("a copy");
    desk.app.run(Command::OpenReadOnly(copy));
    desk.register(1, "水源地");
    desk.tick(100);
    assert!(desk.app.is_read_only());
    let names: Vec<_> = fs::read_dir(folder.path()).expect("it").map(|entry| entry.expect("it").file_name()).collect();
    assert_eq!(names, vec![std::ffi::OsString::from("副本.ron")], "no lock note, no journal, no folder");
}

#[test]
fn a_new_ledger_is_among_the_recent_ones_at_once() {
    let desk = Desk::with_ledger();
    assert_eq!(desk.app.settings().recent, vec![desk.path()]);
}

#[test]
fn a_refusal_is_told_and_changes_nothing() {
    let mut desk = Desk::with_ledger();
    desk.register(1, "水源地");
    let revision = desk.app.document().map(rectification_ledger::app::Document::revision);
    desk.app.run(Command::Do(Action::Withdraw { issue: IssueId(1), item: IssueItem::Issue, reason: String::new() }));
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Refused(Refusal::ReasonMissing))), "it says why");
    assert_eq!(desk.app.document().map(rectification_ledger::app::Document::revision), revision);
}

#[test]
fn broken_settings_are_set_aside_and_not_replaced_by_defaults() {
    let desk = Desk::new();
    let path = desk.folder.path().join("data").join("settings.ron");
    fs::write(&path, "(identity: (name: \"王").expect("a file");
    let Desk { folder, app, now } = desk;
    drop(app);
    let app = start(folder.path(), now);
    assert!(app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::SettingsSetAside(_))), "it says so");
    let kept = fs::read_dir(folder.path().join("data")).expect("it").filter_map(Result::ok);
    let kept = kept.filter(|entry| fs::read_to_string(entry.path()).is_ok_and(|text| text.contains("王")));
    assert_eq!(kept.count(), 1, "what could not be read is kept");
}
