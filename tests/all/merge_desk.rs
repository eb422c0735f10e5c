//! Copies that meet at the desk: merged, taken back, found again, cleaned; without a window.

#![expect(clippy::disallowed_methods, clippy::panic, reason = "a test writes over files and may stop here")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use chrono::{NaiveDateTime, TimeDelta};
use rectification_ledger::{
    app::{
        App, Clock, Command, CopyNotice, EvidenceAnswer, EvidenceQuestion, EvidenceTarget, Identity, NewLedger,
        NoticeKind, Page, Saved, StartOptions, WakeFn,
    },
    domain::{
        ComplaintId, IssueId,
        complaint::ComplaintValue,
        edit::{PartKey, PrivateSubject},
        issue::{IssueField, IssueValue},
        record::RecordBody,
        review::Finding,
        rules::{Action, Role},
    },
    store::{
        generations::read_generation, ledger_check::check_ledger, ledger_open::open_ledger, ledger_write::save_ledger,
        paths::DataFolder, safe_write::Known,
    },
};
use serde_json::Value;

use super::cli::run_ledger;

fn clock(now: NaiveDateTime) -> Clock {
    Clock { now, today: now.date(), instant: Instant::now() }
}

/// One computer: a data folder, a person, a program.
struct Desk {
    root: PathBuf,
    app: App,
    now: NaiveDateTime,
}

impl Desk {
    /// A computer of its own in `root`, used by `name`.
    fn at(root: &Path, name: &str) -> Self {
        let now = "2026-09-18T09:00:00".parse().expect("a time");
        let data = DataFolder::new(root.join(format!("data-{name}")));
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock(now));
        let identity =
            Identity {
                name: name.to_owned(), unit: "市整改办".to_owned(), role: Role::Office, ..Identity::default()
            };
        app.run(Command::SetIdentity(identity));
        Self { root: root.to_owned(), app, now }
    }

    fn data(&self, name: &str) -> DataFolder {
        DataFolder::new(self.root.join(format!("data-{name}")))
    }

    fn create(&mut self, file: &str) {
        let path = self.root.join(file);
        self.app.run(Command::CreateLedger(NewLedger {
            title: "示例市整改台账".to_owned(),
            path,
            ..NewLedger::default()
        }));
        for n in 1..=3 {
            let values =
                vec![IssueValue::Title(format!("问题{n}")), IssueValue::Number(n.to_string()), goal("水质达标")];
            self.act(Action::RegisterIssue { issue: IssueId(n), values });
        }
        self.rest();
    }

    fn open(&mut self, file: &str) {
        self.app.run(Command::Open(self.root.join(file)));
        self.rest();
    }

    fn act(&mut self, action: Action) {
        self.app.run(Command::Do(action));
    }

    fn set(&mut self, issue: u128, value: IssueValue) {
        self.act(Action::SetIssue { issue: IssueId(issue), value });
    }

    fn tick(&mut self) {
        self.now += TimeDelta::seconds(3);
        self.app.tick(clock(self.now));
    }

    /// Lets the file be written and jobs end.
    fn rest(&mut self) {
        let mut quiet = 0;
        for _ in 0..5000 {
            self.tick();
            let busy = self.app.saved() == Some(Saved::InJournal)
                || self.app.is_saving()
                || self.app.is_reading_copy()
                || self.app.is_looking_beside()
                || self.app.is_keeping_copy()
                || self.app.is_adding_evidence()
                || self.app.is_scrubbing();
            quiet = if busy { 0 } else { quiet + 1 };
            if quiet > 2 {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        panic!("never at rest: {:?}", self.app.notices());
    }

    fn shown(&self, issue: u128) -> String {
        let ledger = self.app.ledger().expect("a ledger");
        ledger.issue(IssueId(issue)).expect("the issue").fields.goal.get().clone()
    }

    fn is_conflicted(&self, issue: u128) -> bool {
        let ledger = self.app.ledger().expect("a ledger");
        ledger.issue(IssueId(issue)).expect("the issue").fields.is_conflicted(IssueField::Goal)
    }

    fn told(&self, is: impl Fn(&NoticeKind) -> bool) -> bool {
        self.app.notices().iter().any(|notice| is(&notice.kind))
    }

    fn n_changes(&self) -> usize {
        self.app.history().expect("a history").len()
    }

    #[track_caller]
    fn is_sound(&self, file: &str) {
        let check = check_ledger(&fs::read(self.root.join(file)).expect("the file")).expect("a ledger");
        assert!(check.ok, "{:?}", check.faults);
    }
}

fn goal(words: &str) -> IssueValue {
    IssueValue::Goal(words.to_owned())
}

fn region(words: &str) -> IssueValue {
    IssueValue::Region(words.to_owned())
}

/// A ledger that two people have taken home: `a.ron` and `b.ron`.
fn two_desks(root: &Path) -> (Desk, Desk) {
    let mut office = Desk::at(root, "刘敏");
    office.create("a.ron");
    fs::copy(root.join("a.ron"), root.join("b.ron")).expect("copied");
    let mut county = Desk::at(root, "周强");
    county.open("b.ron");
    (office, county)
}

#[test]
fn a_merge_is_previewed_then_taken_then_taken_back_without_a_trace_in_the_ledger() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    office.set(1, goal("全面达标"));
    county.set(1, goal("稳定达标"));
    county.set(2, region("榆阳区"));
    county.rest();
    office.rest();
    let before = fs::read(root.path().join("a.ron")).expect("the file");
    let n_before = office.n_changes();
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    let (_, preview) = office.app.merge_preview().expect("a preview");
    let counts = preview.receipt.counts;
    assert!(counts.agree(), "{counts:?}");
    assert_eq!((counts.taken, counts.conflicts, counts.refused), (2, 1, 0));
    assert_eq!(preview.people.len(), 1, "one person did it");
    assert_eq!(office.n_changes(), n_before, "a preview changes nothing");
    office.app.run(Command::TakeMerge);
    office.rest();
    assert_eq!(office.n_changes(), n_before + 2);
    assert!(office.is_conflicted(1), "both values stand");
    assert_eq!(office.app.merge_done().map(|receipt| receipt.counts), Some(counts), "the receipt says the same");
    assert_eq!(office.app.receipts().len(), 1, "and is kept");
    office.is_sound("a.ron");
    assert_eq!(office.app.merge_to_take_back(), Some(2));
    office.app.run(Command::UndoMerge);
    office.rest();
    assert_eq!(office.n_changes(), n_before, "no change was written");
    assert_eq!(fs::read(root.path().join("a.ron")).expect("the file"), before, "byte for byte as before");
    office.open("a.ron");
    assert_eq!(office.app.lacking(), 0, "what was declined is not offered again");
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    assert!(office.app.merge_preview().is_some(), "it can still be merged after all");
}

#[test]
fn taking_a_merge_back_is_offered_until_the_next_edit() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("榆阳区"));
    county.rest();
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    assert_eq!(office.app.merge_to_take_back(), Some(1));
    office.set(1, goal("全面达标"));
    assert_eq!(office.app.merge_to_take_back(), None);
    let n_changes = office.n_changes();
    office.app.run(Command::UndoMerge);
    assert_eq!(office.n_changes(), n_changes, "not taken back any more");
    office.app.run(Command::Undo);
    assert_eq!(office.shown(1), "水质达标", "one's own edit is undone as ever");
    assert_eq!(office.app.ledger().expect("it").issue(IssueId(2)).expect("it").fields.region.get(), "榆阳区");
}

#[test]
fn the_same_copy_again_brings_nothing_and_another_ledger_is_refused() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("榆阳区"));
    county.rest();
    for _ in 0..2 {
        office.app.run(Command::Merge(root.path().join("b.ron")));
        office.rest();
        office.app.run(Command::TakeMerge);
        office.rest();
    }
    assert!(
        office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::NothingToMerge))),
        "the second time: 0 new"
    );
    let mut other = Desk::at(root.path(), "别人");
    other.create("c.ron");
    office.app.run(Command::Merge(root.path().join("c.ron")));
    office.rest();
    assert!(office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::OtherOrigin(_)))));
    assert!(office.app.merge_preview().is_none());
}

#[test]
fn a_merge_killed_before_the_save_is_in_the_journal() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("榆阳区"));
    county.rest();
    let on_disk = fs::read(root.path().join("a.ron")).expect("the file");
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    drop(office);
    // The stick is gone, and the file is as it was before the save.
    fs::remove_file(root.path().join("b.ron")).expect("gone");
    fs::write(root.path().join("a.ron"), on_disk).expect("as before");
    let mut again = Desk::at(root.path(), "刘敏");
    again.open("a.ron");
    assert_eq!(again.app.ledger().expect("it").issue(IssueId(2)).expect("it").fields.region.get(), "榆阳区");
}

#[test]
fn two_programs_on_one_file_save_at_once_and_nobody_loses_anything() {
    let root = tempfile::tempdir().expect("a folder");
    let mut one = Desk::at(root.path(), "刘敏");
    one.create("a.ron");
    let mut two = Desk::at(root.path(), "周强");
    two.open("a.ron");
    for n in 0..5 {
        one.set(1, goal(&format!("甲{n}")));
        two.set(2, goal(&format!("乙{n}")));
        two.set(1, region(&format!("乙{n}区")));
        // Both saves run at the same time.
        one.tick();
        two.tick();
        one.rest();
        two.rest();
    }
    one.set(3, region("最后"));
    one.rest();
    assert_eq!((one.shown(1).as_str(), one.shown(2).as_str()), ("甲4", "乙4"));
    one.is_sound("a.ron");
    let mut third = Desk::at(root.path(), "第三人");
    third.open("a.ron");
    assert_eq!((third.shown(1).as_str(), third.shown(2).as_str()), ("甲4", "乙4"));
    assert!(!one.told(|kind| matches!(kind, NoticeKind::Failed(_))), "{:?}", one.app.notices());
}

#[test]
fn a_form_that_was_open_while_the_file_changed_asks_which_value_is_meant() {
    let root = tempfile::tempdir().expect("a folder");
    let mut one = Desk::at(root.path(), "刘敏");
    one.create("a.ron");
    let mut two = Desk::at(root.path(), "周强");
    two.open("a.ron");
    // The form was opened on this revision; its text is typed while the other one saves.
    let since = one.app.revision();
    two.set(1, goal("对方的话"));
    two.set(2, goal("也是对方的"));
    two.rest();
    one.set(3, region("我的区"));
    one.rest();
    assert!(one.told(|kind| matches!(kind, NoticeKind::TakenIn(2))), "told: {:?}", one.app.notices());
    let action = |issue, words: &str| Action::SetIssue { issue: IssueId(issue), value: goal(words) };
    one.app.run(Command::DoSince(since, action(1, "我的话")));
    assert!(one.is_conflicted(1), "both are shown and a person is asked");
    one.app.run(Command::DoSince(one.app.revision(), action(2, "看过之后写的")));
    assert!(!one.is_conflicted(2), "what was seen is replaced");
    one.rest();
    one.is_sound("a.ron");
}

#[test]
fn an_older_copy_over_the_newer_one_gets_back_what_this_computer_did() {
    let root = tempfile::tempdir().expect("a folder");
    let mut desk = Desk::at(root.path(), "刘敏");
    desk.create("a.ron");
    let old = fs::read(root.path().join("a.ron")).expect("the file");
    for n in 0..12 {
        desk.set(1, goal(&format!("第{n}次")));
    }
    desk.rest();
    desk.app.run(Command::CloseLedger);
    fs::write(root.path().join("a.ron"), &old).expect("somebody copies last week's file over it");
    desk.open("a.ron");
    assert_eq!(desk.shown(1), "水质达标", "the old file");
    assert_eq!(desk.app.lacking(), 12);
    assert!(desk.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::Lacking(12)))));
    desk.app.run(Command::MergeLacking);
    desk.rest();
    desk.app.run(Command::TakeMerge);
    desk.rest();
    assert_eq!((desk.shown(1).as_str(), desk.app.lacking()), ("第11次", 0));
    desk.is_sound("a.ron");
    // A second time, and this time it is meant so.
    desk.app.run(Command::CloseLedger);
    fs::write(root.path().join("a.ron"), &old).expect("again");
    desk.open("a.ron");
    assert_eq!(desk.app.lacking(), 12);
    desk.app.run(Command::DeclineLacking);
    desk.open("a.ron");
    assert_eq!(desk.app.lacking(), 0, "not offered again");
}

#[test]
fn a_second_computer_remembers_its_own_changes() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("榆阳区"));
    county.rest();
    county.app.run(Command::CloseLedger);
    office.set(1, goal("全面达标"));
    office.rest();
    // The office's copy is put over the county's.
    fs::copy(root.path().join("a.ron"), root.path().join("b.ron")).expect("copied");
    county.open("b.ron");
    assert_eq!(county.app.lacking(), 1);
    county.app.run(Command::MergeLacking);
    county.rest();
    county.app.run(Command::TakeMerge);
    county.rest();
    assert_eq!(county.shown(1), "全面达标");
    assert_eq!(county.app.ledger().expect("it").issue(IssueId(2)).expect("it").fields.region.get(), "榆阳区");
}

#[test]
fn looking_only_remembers_nothing_and_offers_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let mut office = Desk::at(root.path(), "刘敏");
    office.create("a.ron");
    let mut supervisor = Desk::at(root.path(), "督导");
    supervisor.app.run(Command::OpenReadOnly(root.path().join("a.ron")));
    supervisor.rest();
    let data = supervisor.data("督导");
    let id = supervisor.app.ledger().expect("a ledger").id.to_string();
    assert!(!data.shadow(&id).exists() && !data.receipts(&id).exists(), "nothing is written");
    supervisor.app.run(Command::Merge(root.path().join("a.ron")));
    assert!(supervisor.told(|kind| matches!(kind, NoticeKind::ReadOnly)));
}

#[test]
fn copies_a_sync_program_left_beside_the_ledger_are_offered_until_merged() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("榆阳区"));
    county.rest();
    let beside = root.path().join("a.sync-conflict-20260918-091500-ABCDEF7.ron");
    fs::copy(root.path().join("b.ron"), &beside).expect("copied");
    fs::copy(root.path().join("a.ron"), root.path().join("a (1).ron")).expect("an equal copy");
    fs::write(root.path().join("a - 副本.ron"), "not a ledger").expect("something else");
    office.open("a.ron");
    assert_eq!(office.app.conflict_copies(), [(beside.clone(), 1)], "only what has something new");
    assert!(office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::CopiesBeside(1)))));
    office.app.run(Command::Merge(beside.clone()));
    office.rest();
    office.app.run(Command::TakeMerge);
    office.rest();
    assert!(office.app.conflict_copies().is_empty());
    office.open("a.ron");
    assert!(office.app.conflict_copies().is_empty(), "everything of it is here");
    assert!(beside.exists(), "the file itself is left alone");
}

/// Every file under `root`, older copies and batches unpacked.
fn all_bytes(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let packed = path.extension().is_some_and(|ext| ext == "zst");
                let bytes =
                    if packed { read_generation(&path).expect("packed") } else { fs::read(&path).expect("read") };
                found.push((path, bytes));
            }
        }
    }
    found
}

fn files_with(root: &Path, words: &str) -> Vec<PathBuf> {
    let holds = |bytes: &[u8]| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    all_bytes(root).into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, told whole")]
fn an_erased_reporter_stands_in_no_file_of_any_computer_that_meets_the_erasure() {
    let root = tempfile::tempdir().expect("a folder");
    let mut office = Desk::at(root.path(), "刘敏");
    office.create("a.ron");
    let (complaint, other) = (ComplaintId(7), ComplaintId(8));
    for id in [complaint, other] {
        let values = vec![ComplaintValue::Facts("夜间排污".to_owned())];
        office.act(Action::RegisterComplaint { complaint: id, values, kinds: Vec::new() });
    }
    let (subject, kept) = (PrivateSubject::Reporter(complaint), PrivateSubject::Reporter(other));
    let words = ["举报人赵大海一三八", "举报人赵大海更正"];
    for text in words {
        // Entered together with another one's, which stays.
        let both = vec![
            Action::SetPrivate { subject, text: text.to_owned() },
            Action::SetPrivate { subject: kept, text: format!("留下的孙小平{}", text.chars().count()) },
        ];
        office.act(Action::Batch(both));
        office.rest();
        office.now += TimeDelta::minutes(11);
        office.rest();
    }
    office.set(1, goal("再改一次"));
    office.rest();
    fs::copy(root.path().join("a.ron"), root.path().join("b.ron")).expect("copied");
    let mut county = Desk::at(root.path(), "周强");
    county.open("b.ron");
    county.set(2, region("榆阳区"));
    county.rest();
    assert!(files_with(root.path(), words[0]).len() > 3, "file, older copies, shadows hold it");
    office.act(Action::ErasePrivate { subject, reason: String::new() });
    assert!(office.told(|kind| matches!(kind, NoticeKind::Refused(_))), "a reason is asked for");
    office.act(Action::ErasePrivate { subject, reason: "举报人要求".to_owned() });
    office.rest();
    assert!(office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::Erased))), "{:?}", office.app.notices());
    for text in words {
        let left = files_with(&root.path().join("data-刘敏"), text);
        assert!(left.is_empty(), "on the office's computer: {left:?}");
        let left: Vec<_> = files_with(root.path(), text);
        assert!(left.iter().all(|path| !path.ends_with("a.ron")), "in the file: {left:?}");
    }
    office.is_sound("a.ron");
    let private = &office.app.ledger().expect("it").private;
    assert_eq!(private.texts[&kept].get(), "留下的孙小平8", "what stood beside it stays");
    assert_eq!(private.texts[&subject].get(), "");
    // The county's copy still has it: merged into the office's, it does not come back.
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    office.rest();
    for text in words {
        assert!(files_with(&root.path().join("data-刘敏"), text).is_empty(), "a merge brings nothing back");
        assert!(!files_with(root.path(), text).iter().any(|path| path.ends_with("a.ron")));
    }
    // And the county's computer obeys once it meets the erasure.
    county.app.run(Command::Merge(root.path().join("a.ron")));
    county.rest();
    county.app.run(Command::TakeMerge);
    county.rest();
    for text in words {
        assert_eq!(files_with(root.path(), text), Vec::<PathBuf>::new(), "nowhere any more");
    }
    county.is_sound("b.ron");
    office.app.run(Command::Undo);
    office.rest();
    for text in words {
        assert_eq!(files_with(root.path(), text), Vec::<PathBuf>::new(), "undo cannot bring it back");
    }
}

#[test]
fn purging_takes_everything_of_the_ledger_from_this_computer_and_leaves_the_file() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(2, region("清除前的榆阳区"));
    county.rest();
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    office.rest();
    let data = root.path().join("data-刘敏");
    assert!(!files_with(&data, "清除前的榆阳区").is_empty(), "journal, shadow, older copies");
    let id = office.app.ledger().expect("it").id.to_string();
    office.app.run(Command::Purge);
    office.tick();
    assert!(
        office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::Purged(_)))),
        "{:?}",
        office.app.notices()
    );
    assert_eq!(files_with(&data, "清除前的榆阳区"), Vec::<PathBuf>::new());
    assert_eq!(files_with(&data, &id), Vec::<PathBuf>::new(), "not even its id");
    office.is_sound("a.ron");
    office.open("a.ron");
    assert_eq!(office.app.ledger().expect("it").issue(IssueId(2)).expect("it").fields.region.get(), "清除前的榆阳区");
}

#[test]
fn folders_copied_to_several_computers_and_merged_file_by_file_lose_no_change() {
    let root = tempfile::tempdir().expect("a folder");
    let mut first = Desk::at(root.path(), "甲");
    first.create("0.ron");
    let n_desks = 4;
    let mut wanted = 0;
    for n in 1..=n_desks {
        fs::copy(root.path().join("0.ron"), root.path().join(format!("{n}.ron"))).expect("copied");
        let mut desk = Desk::at(root.path(), &format!("第{n}台"));
        desk.open(&format!("{n}.ron"));
        for k in 0..3 {
            desk.set(1, goal(&format!("第{n}台第{k}次")));
            wanted += 1;
        }
        desk.rest();
        desk.app.run(Command::CloseLedger);
    }
    let n_before = first.n_changes();
    // Whoever copies the folders together keeps one file of each name: here the last one wins, there the first.
    for (from, over) in [(1, 2), (3, 4), (4, 1)] {
        fs::copy(root.path().join(format!("{from}.ron")), root.path().join(format!("{over}.ron"))).expect("copied");
    }
    // Each computer opens what it finds under its name, and gets its own work back.
    for n in 1..=n_desks {
        let mut desk = Desk::at(root.path(), &format!("第{n}台"));
        desk.open(&format!("{n}.ron"));
        if desk.app.lacking() > 0 {
            desk.app.run(Command::MergeLacking);
            desk.rest();
            desk.app.run(Command::TakeMerge);
            desk.rest();
        }
        desk.app.run(Command::CloseLedger);
        first.app.run(Command::Merge(root.path().join(format!("{n}.ron"))));
        first.rest();
        first.app.run(Command::TakeMerge);
        first.rest();
    }
    assert_eq!(first.n_changes(), n_before + wanted, "every change is there");
    let open = first.app.ledger().expect("it").issue(IssueId(1)).expect("it").fields.current(IssueField::Goal);
    assert_eq!(open.len(), n_desks, "the last word of each of them");
    first.is_sound("0.ron");
}

/// Writes a copy of a ledger in which the parts of an issue are hidden, and its state is not there.
fn hide_issue(from: &Path, to: &Path, hidden: IssueId) {
    let mut content = open_ledger(&fs::read(from).expect("the file")).expect("a ledger").content;
    content.history = content.history.showing(&|_, key| key != PartKey::Issue(hidden));
    content.ledger.issues.remove(&hidden);
    save_ledger(to, Known::Absent, &content).expect("saved");
}

#[test]
fn a_merge_is_not_taken_back_once_another_copy_filled_hidden_parts() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    office.set(2, region("府谷县"));
    office.rest();
    hide_issue(&root.path().join("a.ron"), &root.path().join("c.ron"), IssueId(2));
    county.set(1, region("榆阳区"));
    county.rest();
    let mut unit = Desk::at(root.path(), "王敏");
    unit.open("c.ron");
    unit.app.run(Command::Merge(root.path().join("b.ron")));
    unit.rest();
    unit.app.run(Command::TakeMerge);
    unit.rest();
    // The county's copy knows nothing of what the office did to the second issue: that part stays hidden.
    assert_eq!(unit.app.merge_to_take_back(), Some(1));
    let n_changes = unit.n_changes();
    unit.app.run(Command::Merge(root.path().join("a.ron")));
    unit.rest();
    unit.app.run(Command::TakeMerge);
    unit.rest();
    assert_eq!(unit.n_changes(), n_changes, "only parts were filled");
    let issue = unit.app.ledger().expect("a ledger").issue(IssueId(2)).expect("its parts are here");
    assert_eq!(issue.fields.region.get(), "府谷县");
    assert_eq!(unit.app.merge_to_take_back(), None, "that would take them away again");
    unit.app.run(Command::UndoMerge);
    unit.rest();
    let issue = unit.app.ledger().expect("a ledger").issue(IssueId(2)).expect("it");
    assert_eq!(issue.fields.region.get(), "府谷县", "nothing was taken back");
}

#[test]
fn a_merge_is_taken_back_also_after_the_program_was_started_anew() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    office.set(1, goal("全面达标"));
    office.rest();
    county.set(1, goal("稳定达标"));
    county.set(2, region("榆阳区"));
    county.rest();
    let before = fs::read(root.path().join("a.ron")).expect("the file");
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    office.rest();
    office.app.finish_saving();
    drop(office);
    let mut again = Desk::at(root.path(), "刘敏");
    again.open("a.ron");
    assert!(again.is_conflicted(1), "the merge is in the file");
    assert_eq!(again.app.merge_to_take_back(), Some(2), "and can still be taken back");
    assert_eq!(again.app.receipts().len(), 1, "the receipt tells what was taken");
    again.app.run(Command::UndoMerge);
    again.rest();
    assert!(again.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::MergeTakenBack(2)))));
    assert_eq!(fs::read(root.path().join("a.ron")).expect("the file"), before, "byte for byte as before");
    assert_eq!(again.app.merge_to_take_back(), None, "once");
    drop(again);
    let mut third = Desk::at(root.path(), "刘敏");
    third.open("a.ron");
    assert_eq!((third.app.merge_to_take_back(), third.app.lacking()), (None, 0), "declined, and not offered again");
    // After an edit it is not offered any more, whoever started the program when.
    third.app.run(Command::Merge(root.path().join("b.ron")));
    third.rest();
    third.app.run(Command::TakeMerge);
    third.rest();
    third.set(3, region("靖边县"));
    third.rest();
    drop(third);
    let mut fourth = Desk::at(root.path(), "刘敏");
    fourth.open("a.ron");
    assert_eq!(fourth.app.merge_to_take_back(), None);
}

#[test]
fn what_was_entered_apart_about_an_erased_reporter_is_listed_and_erased_with_one_click() {
    let root = tempfile::tempdir().expect("a folder");
    let mut office = Desk::at(root.path(), "刘敏");
    office.create("a.ron");
    let complaint = ComplaintId(7);
    let values = vec![ComplaintValue::Facts("夜间排污".to_owned())];
    office.act(Action::RegisterComplaint { complaint, values, kinds: Vec::new() });
    let subject = PrivateSubject::Reporter(complaint);
    let set = |text: &str| Action::SetPrivate { subject, text: text.to_owned() };
    office.act(set("举报人赵大海"));
    office.rest();
    fs::copy(root.path().join("a.ron"), root.path().join("b.ron")).expect("copied");
    let mut county = Desk::at(root.path(), "周强");
    county.open("b.ron");
    // The county types more about the same person, and replaces it, not knowing of the erasure.
    let apart = ["赵大海住东街九号", "赵大海改住西街三号"];
    for text in apart {
        county.act(set(text));
        county.rest();
    }
    office.act(Action::ErasePrivate { subject, reason: "举报人要求".to_owned() });
    office.rest();
    assert!(!office.app.review().contains(&Finding::ErasedElsewhere(subject)), "nothing is left here");
    office.app.run(Command::Merge(root.path().join("b.ron")));
    office.rest();
    office.app.run(Command::TakeMerge);
    office.rest();
    let found = office.app.review();
    assert!(found.contains(&Finding::ErasedElsewhere(subject)), "{found:?}");
    assert!(!found.contains(&Finding::PrivateConflict(subject)), "it is not offered as one of two values");
    assert_eq!(office.app.merge_to_take_back(), Some(2), "no new erasure came in");
    office.act(Action::ErasePrivate { subject, reason: "一并清除".to_owned() });
    office.rest();
    assert!(!office.app.review().contains(&Finding::ErasedElsewhere(subject)));
    for text in apart {
        let left = files_with(&root.path().join("data-刘敏"), text);
        assert!(left.is_empty(), "on the office's computer: {left:?}");
    }
    county.app.run(Command::Merge(root.path().join("a.ron")));
    county.rest();
    county.app.run(Command::TakeMerge);
    county.rest();
    for text in apart.iter().chain(&["举报人赵大海"]) {
        assert_eq!(files_with(root.path(), text), Vec::<PathBuf>::new(), "nowhere any more");
    }
    // What is entered later, knowing of the erasure, is no fault.
    county.act(set("举报人本人同意登记"));
    assert!(!county.app.review().contains(&Finding::ErasedElsewhere(subject)));
    office.is_sound("a.ron");
    county.is_sound("b.ron");
}

#[test]
fn large_files_and_programs_among_the_evidence_are_asked_about_first() {
    let root = tempfile::tempdir().expect("a folder");
    let mut office = Desk::at(root.path(), "刘敏");
    office.create("a.ron");
    office.app.run(Command::SetEvidenceLimits(1, 2));
    let file = |name: &str, bytes: usize| {
        let path = root.path().join(name);
        fs::write(&path, vec![u8::try_from(bytes % 251).expect("small"); bytes]).expect("written");
        path
    };
    let (small, large) = (file("照片.jpg", 900_000), file("录像.mp4", 1_500_000));
    let target = EvidenceTarget { issue: IssueId(1), step: None, material: String::new() };
    office.app.run(Command::AddEvidence(target.clone(), vec![small.clone(), large]));
    office.rest();
    let asked = office.app.evidence_question().expect("asked before anything is copied");
    assert!(matches!(asked, EvidenceQuestion::TooLarge { most: Some(_), total: Some(_), .. }), "{asked:?}");
    assert!(!root.path().join("a.files").exists(), "nothing is copied yet");
    office.app.run(Command::AnswerEvidence(EvidenceAnswer::AddFitting));
    office.rest();
    assert_eq!(office.app.evidence_bytes(), 900_000, "the small one alone");
    office.app.run(Command::AddEvidence(target.clone(), vec![file("小.jpg", 400_000), file("程序.LNK", 20)]));
    office.rest();
    assert!(office.app.evidence_question().is_none(), "within the limits nothing is asked");
    office.app.run(Command::Go(Page::Issue(IssueId(1))));
    let issue = office.app.ledger().and_then(|ledger| ledger.issue(IssueId(1))).expect("it");
    let sha = issue.records.iter().find_map(|record| {
        let RecordBody::Evidence(evidence) = &record.body else {
            return None;
        };
        (evidence.name == "程序.LNK").then_some(evidence.sha)
    });
    office.app.run(Command::OpenEvidence(sha.expect("the link")));
    for _ in 0..400 {
        office.tick();
        if office.app.evidence_question().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let asked = office.app.evidence_question().expect("asked before it is opened");
    assert!(matches!(asked, EvidenceQuestion::Dangerous { is_document: false, .. }), "{asked:?}");
    office.app.run(Command::AnswerEvidence(EvidenceAnswer::Leave));
    assert!(office.app.evidence_question().is_none());
    office.rest();
    // The check of the file reads the evidence too.
    let folder = root.path().join("a.files");
    let named = |ending: &str| {
        let mut all = fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.path());
        all.find(|path| path.extension().is_some_and(|it| it == ending)).expect("a file")
    };
    fs::remove_file(named("lnk")).expect("gone");
    fs::write(folder.join("说明.txt"), "strange").expect("written");
    let check = run_ledger(root.path(), &["check", "a.ron", "--json"], "");
    let told: Value = serde_json::from_slice(&check.stdout).expect("json");
    let evidence = &told["evidence"];
    assert_eq!((&evidence["whole"], &evidence["strange"][0]), (&Value::from(2), &Value::from("说明.txt")), "{told}");
    assert_eq!(evidence["missing"][0]["author"], "刘敏", "who had it");
    assert!(check.status.success(), "a missing file may lie elsewhere");
    fs::write(named("jpg"), "garbled").expect("written");
    let check = run_ledger(root.path(), &["check", "a.ron", "--json"], "");
    assert_eq!(check.status.code(), Some(1), "a changed one is lost");
}

/// Changes words in a file as Notepad does, in the lines of states alone: nobody rewrites the past by hand.
fn in_notepad(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("the file");
    let line = |line: &str| if line.starts_with("Issue(") { line.replace(from, to) } else { line.to_owned() };
    let changed: Vec<String> = text.lines().map(line).collect();
    fs::write(path, changed.join("\r\n") + "\r\n").expect("written");
}

#[test]
fn a_file_changed_in_notepad_is_recognised_shown_and_taken_only_as_a_change_of_who_takes_it() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut office, mut county) = two_desks(root.path());
    county.set(1, goal("稳定达标"));
    county.rest();
    county.app.run(Command::CloseLedger);
    office.set(2, goal("本机另改"));
    office.rest();
    let copy = root.path().join("b.ron");
    in_notepad(&copy, "稳定达标", "记事本改的达标");
    in_notepad(&copy, "\"问题2\"", "\"记事本改的题目\"");
    county.open("b.ron");
    assert!(county.told(|kind| matches!(kind, NoticeKind::Damaged(..))), "recognised, and opened for looking only");
    assert_eq!((county.shown(1).as_str(), county.app.is_read_only()), ("稳定达标", true), "its history is believed");
    let n_before = office.n_changes();
    office.app.run(Command::Merge(copy.clone()));
    office.rest();
    assert!(
        office.told(|kind| matches!(kind, NoticeKind::Copies(CopyNotice::ByHand(2, 0)))),
        "{:?}",
        office.app.notices()
    );
    let (_, preview) = office.app.merge_preview().expect("shown");
    assert!(preview.receipt.counts.agree(), "{:?}", preview.receipt.counts);
    let people: Vec<_> = preview.people.iter().map(|it| (it.author.as_str(), it.changes)).collect();
    assert_eq!(people, [("刘敏", 1), ("周强", 1)], "as a change of whoever takes it");
    assert_eq!((office.shown(1).as_str(), office.n_changes()), ("水质达标", n_before), "shown, and not taken yet");
    office.app.run(Command::TakeMerge);
    office.rest();
    let title = |desk: &Desk| {
        let ledger = desk.app.ledger().expect("a ledger");
        ledger.issue(IssueId(2)).expect("it").fields.title.get().clone()
    };
    assert_eq!((office.shown(1).as_str(), title(&office).as_str()), ("记事本改的达标", "记事本改的题目"));
    assert_eq!((office.shown(2).as_str(), office.n_changes()), ("本机另改", n_before + 2));
    office.is_sound("a.ron");
    // The same file again brings nothing.
    office.app.run(Command::Merge(copy));
    office.rest();
    assert!(office.app.merge_preview().is_none_or(|(_, preview)| preview.is_nothing()), "0 new");
}

#[test]
fn whichever_copy_of_a_file_wins_when_folders_are_merged_every_change_is_found_again() {
    for winner in 1..=3 {
        let root = tempfile::tempdir().expect("a folder");
        let file = "台账.ron";
        let mut first = Desk::at(root.path(), "甲");
        first.create(file);
        first.app.run(Command::CloseLedger);
        let home = |n: usize| format!("第{n}台/{file}");
        let mut desks = Vec::new();
        for n in 1..=3 {
            fs::create_dir(root.path().join(format!("第{n}台"))).expect("a folder");
            fs::copy(root.path().join(file), root.path().join(home(n))).expect("the folder is copied");
            let mut desk = Desk::at(root.path(), &format!("第{n}台的人"));
            desk.open(&home(n));
            desk.set(1, goal(&format!("第{n}台的目标")));
            desk.set(u128::try_from(n).expect("small"), region(&format!("第{n}台的区")));
            desk.rest();
            desk.app.run(Command::CloseLedger);
            desks.push(desk);
        }
        // Folders are merged file by file: one machine's file wins everywhere. Then each opens what it finds.
        for round in 0..2 {
            let won = fs::read(root.path().join(home((winner + round - 1) % 3 + 1))).expect("the winner");
            for (n, desk) in desks.iter_mut().enumerate() {
                fs::write(root.path().join(home(n + 1)), &won).expect("over the own one");
                desk.open(&home(n + 1));
                if desk.app.lacking() > 0 {
                    desk.app.run(Command::MergeLacking);
                    desk.rest();
                    desk.app.run(Command::TakeMerge);
                    desk.rest();
                }
                desk.app.run(Command::CloseLedger);
            }
        }
        // Whoever merges all of them at last has everything.
        let last = &mut desks[0];
        last.open(&home(1));
        for n in 2..=3 {
            last.app.run(Command::Merge(root.path().join(home(n))));
            last.rest();
            last.app.run(Command::TakeMerge);
            last.rest();
        }
        let ledger = last.app.ledger().expect("a ledger");
        let goals = ledger.issue(IssueId(1)).expect("it").fields.current(IssueField::Goal);
        assert_eq!(goals.len(), 3, "the goal of each, where copy {winner} won");
        for n in 1..=3_usize {
            let issue = ledger.issue(IssueId(u128::try_from(n).expect("small"))).expect("it");
            assert_eq!(*issue.fields.region.get(), format!("第{n}台的区"), "where copy {winner} won");
        }
        last.is_sound(&home(1));
    }
}
