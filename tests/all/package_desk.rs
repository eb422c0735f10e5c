//! Packages at the desk of the app: handed out, opened as a unit's ledger, given back, taken in; and a supervisor who
//! looks at a copy without a byte being written.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use rectification_ledger::{
    app::{
        App, Clock, Command, Identity, NoticeKind, StartOptions, WakeFn,
        packages::{HandOutAsk, LookKind, PackAsk, PackageCommand, ReviewFile},
    },
    domain::{
        DeviceId, IssueId, RecordId,
        grant::GrantedDeed,
        issue::IssueValue,
        record::{RecordBody, Signature, Verdict},
        rules::{Action, NewRecord, Role},
    },
    store::{
        ledger_write::save_ledger,
        paths::DataFolder,
        safe_write::{Known, safe_write},
    },
};

use super::grants::{OURS, clock, note, office};

/// An app with a data folder of its own.
fn app(root: &Path, name: &str, role: Role) -> App {
    let data = DataFolder::new(root.join(format!("data-{name}")));
    let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock(12));
    let device = DeviceId(name.bytes().fold(7, |sum, byte| sum * 31 + u128::from(byte)));
    app.run(Command::SetIdentity(Identity { name: name.to_owned(), unit: "市整改办".to_owned(), role, device }));
    app
}

/// Lets jobs end, at most for a while.
fn rest(app: &mut App, done: impl Fn(&App) -> bool) {
    for n in 0..2000 {
        let now = clock(12);
        app.tick(Clock { now: now.now + chrono::TimeDelta::seconds(n / 100), ..now });
        if done(app) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let told: Vec<_> = app.all_notices().map(|notice| format!("{:?}", notice.kind)).collect();
    assert!(done(app), "it does not end: {told:?}");
}

fn idle(app: &App) -> bool {
    !app.packages().is_busy() && !app.is_saving()
}

/// Every file under a folder with its bytes and its time.
fn all_files(root: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(all_files(&path));
        } else {
            let time = entry.metadata().and_then(|meta| meta.modified()).expect("a time");
            found.insert(path.clone(), (fs::read(&path).expect("bytes"), time));
        }
    }
    found
}

fn ledger_file(root: &Path) -> PathBuf {
    let path = root.join("台账.ron");
    save_ledger(&path, Known::Absent, &office().content).expect("saved");
    path
}

fn remark(text: &str) -> Action {
    let signed = Signature { person: "王健".to_owned(), unit: Some(OURS) };
    let (date, text, verdict) = (clock(12).today, text.to_owned(), Verdict::Unsatisfied);
    let entry = NewRecord::Remark { date, signed, text, verdict };
    Action::Append { issue: IssueId(1), record: RecordId::default(), entry }
}

#[test]
fn looking_at_a_copy_writes_nothing_and_remarks_go_to_a_file_the_office_takes_in_once() {
    let root = tempfile::tempdir().expect("a folder");
    let path = ledger_file(root.path());
    let stick = root.path().join("stick");
    fs::create_dir(&stick).expect("a stick");
    let copy = stick.join("台账.ron");
    fs::copy(&path, &copy).expect("copied");
    let mut supervisor = app(root.path(), "王健", Role::Supervisor);
    let data = supervisor.data_folder().to_owned();
    let settled = (all_files(&stick), all_files(&data));
    supervisor.run(Command::OpenReadOnly(copy));
    rest(&mut supervisor, idle);
    assert!(supervisor.is_read_only());
    assert!((all_files(&stick), all_files(&data)) == settled, "not a byte, not a time, here or there");
    let out = root.path().join("out");
    fs::create_dir(&out).expect("a folder");
    supervisor.run(Command::Packages(PackageCommand::SetFolder(out.clone())));
    supervisor.run(Command::Do(remark("现场与台账不符")));
    supervisor.run(Command::Do(remark("请补充照片")));
    rest(&mut supervisor, idle);
    assert_eq!(all_files(&stick), settled.0, "the copy stays as it was");
    let files: Vec<_> = all_files(&out).into_iter().collect();
    let [(file, (bytes, _))] = files.as_slice() else { panic!("one file: {files:?}") };
    assert_eq!(file.file_name().expect("a name").to_string_lossy(), "示例市整改台账_督导意见_王健_2026-09-18.ron");
    assert_eq!(ReviewFile::from_bytes(bytes).expect("sound").remarks.len(), 2);
    let shown = supervisor.ledger().and_then(|ledger| ledger.issue(IssueId(1))).map_or(0, |it| it.records.len());
    assert_eq!(shown, 2, "they show on the page");

    let mut office = app(root.path(), "刘敏", Role::Office);
    office.run(Command::Open(path));
    for expected in [2, 0] {
        office.run(Command::Packages(PackageCommand::Look(vec![file.clone()])));
        rest(&mut office, idle);
        let look = office.packages().looks().first().expect("a look");
        let LookKind::Review(review) = &look.kind else { panic!("{look:?}") };
        assert_eq!(review.new.len(), expected, "the second time nothing is new");
        office.run(Command::Packages(PackageCommand::Take(vec![file.clone()])));
        rest(&mut office, idle);
    }
    let issue = office.ledger().and_then(|ledger| ledger.issue(IssueId(1))).expect("the issue");
    let signed = |body: &RecordBody| {
        if let RecordBody::Remark { signed, verdict, .. } = body {
            Some((signed.person.clone(), *verdict))
        } else {
            None
        }
    };
    let remarks: Vec<_> = issue.records.iter().filter_map(|record| signed(&record.body)).collect();
    assert_eq!(remarks, vec![("王健".to_owned(), Verdict::Unsatisfied); 2], "signed as declared");
}

#[test]
fn a_remark_whose_file_cannot_be_written_is_not_made_and_can_be_sent_again() {
    let root = tempfile::tempdir().expect("a folder");
    let path = ledger_file(root.path());
    let mut supervisor = app(root.path(), "王健", Role::Supervisor);
    supervisor.run(Command::OpenReadOnly(path));
    rest(&mut supervisor, idle);
    let shown = |app: &App| app.ledger().and_then(|ledger| ledger.issue(IssueId(1))).map_or(0, |it| it.records.len());
    let gone = root.path().join("拔走的U盘");
    supervisor.run(Command::Packages(PackageCommand::SetFolder(gone.join("督导"))));
    safe_write(&gone, b"no folder").expect("in the way");
    supervisor.run(Command::Do(remark("现场与台账不符")));
    rest(&mut supervisor, idle);
    assert!(supervisor.notices().iter().any(|notice| notice.kind.is_in_vain()), "the form comes back");
    assert_eq!(shown(&supervisor), 0, "nothing was done");
    let out = root.path().join("out");
    fs::create_dir(&out).expect("a folder");
    supervisor.run(Command::Packages(PackageCommand::SetFolder(out.clone())));
    supervisor.run(Command::Do(remark("现场与台账不符")));
    rest(&mut supervisor, idle);
    let files: Vec<_> = all_files(&out).into_values().collect();
    let [(bytes, _)] = files.as_slice() else { panic!("one file: {files:?}") };
    assert_eq!((ReviewFile::from_bytes(bytes).expect("sound").remarks.len(), shown(&supervisor)), (1, 1), "once");
}

#[test]
fn a_round_through_the_app_from_the_office_to_a_unit_and_back() {
    let root = tempfile::tempdir().expect("a folder");
    let path = ledger_file(root.path());
    let stick = root.path().join("stick");
    fs::create_dir(&stick).expect("a stick");
    let pack = PackAsk { folder: stick.clone(), evidence: true, passphrase: None };
    let mut office = app(root.path(), "刘敏", Role::Office);
    office.run(Command::Open(path));
    let asked = HandOutAsk { units: vec![OURS], may: GrantedDeed::ALL.to_vec(), pack: pack.clone() };
    office.run(Command::Packages(PackageCommand::HandOut(asked)));
    rest(&mut office, |app| idle(app) && !app.packages().packed().is_empty());
    let packed = office.packages().packed().first().expect("one").result.as_ref().expect("written");
    let package = packed.path.clone();
    let before = all_files(&stick);

    // The unit's computer: opened from the command line's `unpack`, as the documents folder is not the test's.
    let opened = rectification_ledger::app::packages::open(&package, None, &mut |_, _| true).expect("sound");
    let copy = root.path().join("东城区.ron");
    save_ledger(&copy, Known::Absent, &opened.content).expect("saved");
    let mut unit = app(root.path(), "张磊", Role::Unit);
    unit.run(Command::Open(copy));
    let outside = Action::SetIssue { issue: IssueId(1), value: IssueValue::Title("改名".to_owned()) };
    assert!(unit.refusal(&outside).is_some(), "outside the grant");
    unit.run(Command::Do(note(1, "已清运")));
    unit.run(Command::Packages(PackageCommand::Return(pack)));
    rest(&mut unit, |app| idle(app) && !app.packages().packed().is_empty());
    let back = unit.packages().packed().first().expect("one").result.as_ref().expect("written").path.clone();
    let after = all_files(&stick);
    assert!(before.iter().all(|(path, file)| after.get(path) == Some(file)), "nothing on the stick was replaced");
    assert_eq!(after.len(), before.len() + 1);

    office.run(Command::Packages(PackageCommand::Look(vec![stick])));
    rest(&mut office, idle);
    let looks = office.packages().looks();
    assert_eq!(looks.iter().filter(|look| look.is_plain()).count(), 1, "only what came back is new: {looks:?}");
    let n_before = office.history().expect("a history").len();
    office.run(Command::LookInside(back.clone()));
    rest(&mut office, |app| app.merge_preview().is_some());
    let (_, preview) = office.merge_preview().expect("side by side");
    assert_eq!((preview.receipt.counts.taken, preview.people[0].author.as_str()), (1, "张磊"), "what it would bring");
    assert_eq!(office.history().expect("a history").len(), n_before, "looking inside changes nothing");
    office.run(Command::TakeMerge);
    rest(&mut office, |app| {
        idle(app) && app.all_notices().any(|notice| matches!(notice.kind, NoticeKind::PackagesTaken(1, 0)))
    });
    let issue = office.ledger().and_then(|ledger| ledger.issue(IssueId(1))).expect("the issue");
    assert_eq!(issue.records.len(), 1, "the note is here");
    rest(&mut office, |app| idle(app) && !app.is_keeping_copy());
    let receipt = office.receipts().first().expect("a receipt").clone();
    assert_eq!((receipt.counts.taken, receipt.source), (1, back.display().to_string()), "kept as of any merge");
    assert_eq!(office.merge_to_take_back(), Some(1));
    office.run(Command::UndoMerge);
    rest(&mut office, idle);
    assert_eq!(office.history().expect("a history").len(), n_before, "taken back without a trace");
    let look = office.packages().looks().iter().find(|look| look.path == back).expect("its look");
    assert!(look.taken.is_none(), "it can be taken in again");
    office.run(Command::Packages(PackageCommand::Take(vec![back])));
    rest(&mut office, |app| idle(app) && app.history().is_some_and(|history| history.len() > n_before));
    assert_eq!(office.history().expect("a history").len(), n_before + 1);
}
