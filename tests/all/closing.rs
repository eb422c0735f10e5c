//! Closing, and a file that cannot be written for a while: nothing is lost, it is tried again, and what failed for one
//! ledger is no other's.

use std::{fs, path::Path, time::Duration};

use chrono::TimeDelta;
use rectification_ledger::{
    app::{App, Clock, Command, CopyNotice, NewLedger, NoticeKind, Saved, TypedForm},
    domain::{IssueId, issue::IssueValue, rules::Action},
    store::{
        lock::{LockNote, computer_name, note_path},
        paths::DataFolder,
        ron_text::to_ron,
        safe_write::safe_write,
    },
};

use crate::page_window::{Program, clock};

/// A program with a ledger open, and its clock.
struct Office {
    program: Program,
    clock: Clock,
}

/// The ledger that is open at first.
const LEDGER: &str = "测试台账.ron";

/// Puts a folder in the place of a file: it can neither be read nor replaced.
fn block(path: &Path) {
    fs::rename(path, path.with_file_name("aside")).expect("moved");
    fs::create_dir(path).expect("a folder");
}

/// Puts the file back.
fn free(path: &Path) {
    fs::remove_dir(path).expect("removed");
    fs::rename(path.with_file_name("aside"), path).expect("moved back");
}

impl Office {
    fn new() -> Self {
        Self { program: Program::with_ledger(), clock: clock() }
    }

    /// One whose ledger could not be saved: it has an issue that is not in the file.
    fn in_trouble() -> Self {
        let mut office = Self::new();
        block(&office.program.path(LEDGER));
        office.register(1);
        office.after(3);
        assert!(office.app().save_failed(), "it fails: {:?}", office.app().notices());
        office
    }

    fn app(&mut self) -> &mut App {
        &mut self.program.app
    }

    fn register(&mut self, n: u128) {
        let values = vec![IssueValue::Title("南渠返黑返臭".to_owned())];
        self.app().run(Command::Do(Action::RegisterIssue { issue: IssueId(n), values }));
        assert!(self.has(n), "{:?}", self.app().notices());
    }

    fn has(&self, n: u128) -> bool {
        self.program.ledger().issue(IssueId(n)).is_some()
    }

    /// Lets time pass, and what is begun then come to its end; whether the file was tried.
    fn after(&mut self, seconds: u32) -> bool {
        self.clock.now += TimeDelta::seconds(i64::from(seconds));
        self.clock.instant += Duration::from_secs(u64::from(seconds));
        let clock = self.clock;
        self.app().tick(clock);
        let tries = self.app().is_saving();
        while self.app().is_saving() {
            std::thread::sleep(Duration::from_millis(2));
            self.app().tick(clock);
        }
        tries
    }

    fn is_saved(&self) -> bool {
        self.program.app.saved() == Some(Saved::InFile)
    }

    /// How often a failure was told so far.
    fn n_failed(&self) -> usize {
        let is = |kind: &NoticeKind| matches!(kind, NoticeKind::Failed(_));
        self.program.app.all_notices().filter(|notice| is(&notice.kind)).count()
    }

    /// Whether the newest notice on the screen tells of a failure.
    fn says_failed(&self) -> bool {
        matches!(self.program.app.notices().last().map(|notice| &notice.kind), Some(NoticeKind::Failed(_)))
    }

    fn create(&mut self, name: &str) {
        let path = self.program.path(name);
        self.app().run(Command::CreateLedger(NewLedger { title: name.to_owned(), path, ..NewLedger::default() }));
        assert!(self.app().document().is_some_and(|it| it.path().ends_with(name)), "it is open");
    }
}

#[test]
fn what_is_typed_is_on_disk_once_the_window_may_close() {
    let mut office = Office::new();
    let text = "改".repeat(1 << 20);
    office.app().run(Command::KeepTyped("表单".to_owned(), TypedForm::from([("text".to_owned(), text)])));
    // It has rested: a job writes it, and nothing newer waits.
    office.after(1);
    office.app().finish_typed();
    let id = office.program.ledger().id.to_string();
    let kept = DataFolder::new(office.program.path("data")).typed(&id);
    assert!(fs::metadata(kept).is_ok_and(|meta| meta.len() > 1 << 20), "the whole text");
}

#[test]
fn a_save_that_failed_is_tried_again_after_a_pause_and_told_once() {
    let mut office = Office::in_trouble();
    assert_eq!(office.n_failed(), 1);
    assert!(!office.after(20), "not at once");
    assert!(office.after(10), "after half a minute");
    assert!(!office.after(50), "then the pause is longer");
    assert!(office.after(10), "a minute");
    assert_eq!((office.n_failed(), office.app().save_failed()), (1, true), "told once");
    free(&office.program.path(LEDGER));
    assert!(office.after(60) && office.is_saved(), "{:?}", office.app().notices());
    assert!(!office.app().save_failed() && !office.says_failed(), "it is over");
}

#[test]
fn an_edit_during_the_pause_waits_for_its_end_and_a_save_by_hand_does_not() {
    let mut office = Office::in_trouble();
    office.register(2);
    assert!(!office.after(3), "each would cost a try");
    office.app().run(Command::Save);
    office.after(0);
    assert!(office.n_failed() == 2 && office.says_failed(), "who asks is told anew");
    free(&office.program.path(LEDGER));
    office.app().run(Command::Save);
    office.after(0);
    assert!(office.is_saved() && !office.app().save_failed(), "{:?}", office.app().notices());
}

#[test]
fn a_failure_passes_to_no_other_ledger() {
    let mut office = Office::in_trouble();
    office.create("另一本.ron");
    assert!(!office.app().save_failed());
    assert!(office.n_failed() == 2, "the last try for the first one was told: {:?}", office.app().notices());
    office.after(3);
    office.register(2);
    assert!(office.after(3) && office.is_saved(), "it is saved by itself: {:?}", office.app().notices());
    office.app().run(Command::Purge);
    let purged = |kind: &NoticeKind| matches!(kind, NoticeKind::Copies(CopyNotice::Purged(_)));
    assert!(office.app().notices().iter().any(|notice| purged(&notice.kind)), "{:?}", office.app().notices());
    let path = office.program.path(LEDGER);
    free(&path);
    office.app().run(Command::Open(path));
    assert!(office.has(1), "and nothing of the first is lost");
}

#[test]
fn what_is_only_in_the_journal_is_not_taken_from_this_computer() {
    let mut office = Office::in_trouble();
    office.app().run(Command::Purge);
    assert!(office.says_failed() && !office.app().save_failed(), "it is told, and no ledger is open");
    let path = office.program.path(LEDGER);
    free(&path);
    office.app().run(Command::Open(path));
    assert!(office.has(1));
}

#[test]
fn closing_tries_once_more() {
    let mut office = Office::in_trouble();
    free(&office.program.path(LEDGER));
    assert!(!office.app().stays_unsaved() && office.is_saved(), "{:?}", office.app().notices());
}

#[test]
fn a_window_whose_last_save_fails_stays_once_and_then_closes() {
    let mut office = Office::in_trouble();
    let told: Vec<u64> = office.app().notices().iter().map(|notice| notice.number).collect();
    for number in told {
        office.app().run(Command::Dismiss(number));
    }
    office.app().run(Command::Quit);
    assert!(office.app().stays_unsaved() && office.says_failed(), "it is to be read");
    assert!(!office.app().is_quitting());
    office.app().run(Command::Quit);
    assert!(!office.app().stays_unsaved() && office.app().is_quitting(), "asked again it closes");
    let n_failed = office.n_failed();
    office.app().finish_saving();
    assert_eq!(office.n_failed(), n_failed, "given up: the end of the program tries no further");
    let path = office.program.path(LEDGER);
    free(&path);
    office.program.app = Program::at(&office.program.folder);
    office.app().run(Command::Open(path));
    assert!(office.has(1), "the journal held it");
}

#[test]
fn a_save_that_comes_off_begins_anew_with_what_closing_does() {
    let mut office = Office::in_trouble();
    assert!(office.app().stays_unsaved());
    free(&office.program.path(LEDGER));
    office.after(60);
    assert!(office.is_saved() && !office.says_failed(), "{:?}", office.app().notices());
    block(&office.program.path(LEDGER));
    office.register(2);
    assert!(office.app().stays_unsaved(), "this one was not told yet");
}

#[test]
fn after_a_failure_the_file_is_not_made_anew_where_it_is_not_unless_somebody_asks() {
    let mut office = Office::in_trouble();
    let path = office.program.path(LEDGER);
    // As when another stick is put in: the folder is there, the file is not.
    fs::remove_dir(&path).expect("removed");
    office.after(30);
    office.app().finish_saving();
    assert!(!path.exists() && office.app().save_failed(), "{:?}", office.app().notices());
    office.app().run(Command::Save);
    office.after(0);
    assert!(path.is_file() && office.is_saved(), "{:?}", office.app().notices());
}

#[test]
fn who_crashed_before_saying_a_name_is_not_taken_for_a_colleague() {
    for (who, computer, is_told) in [("", computer_name(), false), ("李明", "隔壁".to_owned(), true)] {
        let mut office = Office::new();
        let path = office.program.path(LEDGER);
        office.app().run(Command::CloseLedger);
        let now = office.clock.now;
        let left = LockNote { who: who.to_owned(), computer, since: now, seen: now };
        safe_write(&note_path(&path), to_ron(&left).expect("text").as_bytes()).expect("written");
        office.app().run(Command::Open(path));
        let told = |kind: &NoticeKind| matches!(kind, NoticeKind::OpenElsewhere(..));
        let was_told = office.app().notices().iter().any(|notice| told(&notice.kind));
        assert_eq!(was_told, is_told, "{left:?}: {:?}", office.app().notices());
    }
}
