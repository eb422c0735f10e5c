//! Packages: out to units, back to the office, and everything that may be wrong with one.
#![expect(clippy::disallowed_methods, clippy::indexing_slicing, reason = "a test writes broken packages")]

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use rectification_ledger::{
    app::{
        packages::{
            Desk, PackChoices, PackageFault, PackageKind, Passphrase, Verdict, copy_package, cut_for_unit, free_path,
            hand_out as pack_unit, look_at, open, packages_in, return_package,
        },
        scribe::Scribe,
    },
    domain::{
        ComplaintId, EditRef, IssueId, RecordId, Sha,
        complaint::ComplaintValue,
        edit::PrivateSubject,
        issue::IssueValue,
        record::Evidence,
        rules::{Action, NewRecord, Role},
    },
    store::{
        checksum::FileHash,
        codec::RonParts,
        evidence::EvidenceFolder,
        fault::FaultKind,
        ledger_check::check_ledger,
        ledger_open::open_ledger,
        ledger_write::{LedgerContent, ledger_to_bytes},
        package::{PackageDraft, write_package_on},
        safe_write::Disk,
    },
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::grants::{OTHERS, OURS, clock, forged, hand_out, note, office, records, scribe};

const SECRET_REPORTER: &str = "举报人王五";
const OTHERS_WORDS: &str = "清河县才知道的内容";

fn goes_on(_: u64, _: u64) -> bool {
    true
}

/// An office with a complaint, a reporter, evidence, and words in an issue of the other unit.
struct Office {
    folder: tempfile::TempDir,
    scribe: Scribe,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut scribe = office();
        let goal = |issue: u128, text: &str| Action::SetIssue {
            issue: IssueId(issue),
            value: IssueValue::Goal(text.to_owned()),
        };
        let complaint = ComplaintId(5);
        let values = vec![ComplaintValue::Number("D2026001".to_owned()), ComplaintValue::Facts("夜间排污".to_owned())];
        let all = vec![
            goal(1, "东城区的目标"),
            goal(3, OTHERS_WORDS),
            Action::RegisterComplaint { complaint, values, kinds: Vec::new() },
            Action::SetPrivate { subject: PrivateSubject::Reporter(complaint), text: SECRET_REPORTER.to_owned() },
            Action::LinkComplaint { complaint, issue: IssueId(1), linked: true },
        ];
        scribe.act(Action::Batch(all)).expect("words");
        let reason =
            Action::Because { reason: format!("理由：{OTHERS_WORDS}"), action: Box::new(goal(3, "再改")) };
        scribe.act(reason).expect("a change with a reason");
        let mut office = Self { folder, scribe };
        office.evidence(1, "照片.jpg", b"our picture");
        office.evidence(3, "报告.pdf", OTHERS_WORDS.as_bytes());
        office
    }

    fn ledger(&self) -> PathBuf {
        self.folder.path().join("台账.ron")
    }

    fn evidence(&mut self, issue: u128, name: &str, bytes: &[u8]) {
        add_evidence(&mut self.scribe, &self.folder.path().join("台账.ron"), issue, name, bytes);
    }

    fn desk(&self) -> Desk {
        Desk { ledger: self.ledger(), now: clock(10).now, author: "刘敏".to_owned() }
    }

    fn choices() -> PackChoices {
        PackChoices { evidence: true, ..PackChoices::default() }
    }

    fn pack(&self, at: EditRef, name: &str) -> PathBuf {
        let out = self.folder.path().join(name);
        pack_unit(&self.scribe.content, at, (&self.desk(), &Self::choices()), &out, &mut goes_on).expect("packed");
        out
    }
}

fn add_evidence(scribe: &mut Scribe, ledger: &Path, issue: u128, name: &str, bytes: &[u8]) {
    let folder = EvidenceFolder::find_or_make(ledger, &scribe.content.ledger.id.to_string()).expect("a folder");
    let source = ledger.with_file_name(name);
    fs::File::create(&source).and_then(|mut file| file.write_all(bytes)).expect("a file");
    let added = folder.add(&source, &mut |_| true).expect("added");
    fs::remove_file(source).expect("removed");
    let evidence = Evidence {
        name: name.to_owned(),
        size: added.n_bytes,
        sha: Sha(*added.hash.as_bytes()),
        ..Evidence::default()
    };
    let entry = NewRecord::Evidence(evidence);
    let action = Action::Append { issue: IssueId(issue), record: RecordId::default(), entry };
    scribe.act(action).expect("entered");
}

/// A unit that opened its package.
fn unit_with(package: &Path, name: &str, first_id: u128) -> Scribe {
    let opened = open(package, None, &mut goes_on).expect("a sound package");
    scribe(opened.content, name, Role::Unit, first_id)
}

fn taken(own: &mut LedgerContent, other: &LedgerContent) -> usize {
    let union = own.take_in(other);
    union.taken.len() + union.filled.len()
}

fn give_back(unit: &Scribe, out: &Path) {
    let desk = Desk { ledger: out.with_extension("ron"), now: clock(11).now, author: unit.who.name.clone() };
    return_package(&unit.content, (&desk, &Office::choices()), out, &mut goes_on).expect("packed");
}

fn entries(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(File::open(path).expect("the package")).expect("a zip");
    let mut all = Vec::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).expect("an entry");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        all.push((file.name().expect("a name").into_owned(), bytes));
    }
    all
}

fn write_zip(path: &Path, entries: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in entries {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip");
}

/// The package with one file changed.
fn tampered(path: &Path, change: &dyn Fn(&str, &mut Vec<u8>)) -> PathBuf {
    let mut all = entries(path);
    for (name, bytes) in &mut all {
        change(name, bytes);
    }
    let out = path.with_file_name("tampered.zip");
    write_zip(&out, &all);
    out
}

/// A manifest made to agree with another ledger.
fn agreeing(manifest: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(manifest.to_vec()).expect("text");
    let (body, _) = text.rsplit_once("// sha256 ").expect("a seal");
    let body = body.replace(&FileHash::of(old).to_string(), &FileHash::of(new).to_string());
    let body = body.replace(&format!("bytes:{}", old.len()), &format!("bytes:{}", new.len()));
    format!("{body}// sha256 {}\n", FileHash::of(body.as_bytes())).into_bytes()
}

fn contains(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn a_unit_s_package_has_no_word_of_another_unit_s_issues_nor_a_reporter() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let package = office.pack(grant, "东城区.zip");
    let all = entries(&package);
    assert_eq!(all.first().map(|(name, _)| name.as_str()), Some("manifest.ron"), "the manifest comes first");
    assert!(all.iter().any(|(_, bytes)| contains(bytes, "东城区的目标")), "its own words are there");
    assert!(all.iter().any(|(_, bytes)| bytes == b"our picture"), "its own evidence too");
    for (name, bytes) in &all {
        for words in [OTHERS_WORDS, SECRET_REPORTER, "问题3", "报告.pdf"] {
            assert!(!contains(bytes, words), "{name} has {words}");
        }
    }
    let opened = open(&package, None, &mut goes_on).expect("a sound package");
    let counts = opened.content.history.counts(&RonParts);
    assert!(counts.hidden > 0, "other parts are hidden, and their hashes are here");
    let ledger = all.iter().find(|(name, _)| name == "ledger.ron").expect("the ledger");
    let checked = check_ledger(&ledger.1).expect("a ledger");
    assert!(checked.ok, "{:?}", checked.faults);
    assert_eq!(opened.content.ledger.grant, Some(grant));
    assert!(opened.content.ledger.complaints.contains_key(&ComplaintId(5)), "a complaint about its issue only");
}

#[test]
fn a_reporter_comes_along_only_when_asked_for_by_name() {
    let mut office = Office::new();
    let complaint = ComplaintId(6);
    let values = vec![ComplaintValue::Number("D2026002".to_owned()), ComplaintValue::Facts("扬尘".to_owned())];
    office.scribe.act(Action::RegisterComplaint { complaint, values, kinds: Vec::new() }).expect("a complaint");
    let text = "举报人赵六".to_owned();
    let action = Action::SetPrivate { subject: PrivateSubject::Reporter(complaint), text };
    office.scribe.act(action).expect("a reporter");
    let out = office.folder.path().join("副本.zip");
    let choices = PackChoices { reporters: BTreeSet::from([complaint]), ..PackChoices::default() };
    copy_package(&office.scribe.content, (&office.desk(), &choices), &out, &mut goes_on).expect("packed");
    let all = entries(&out);
    assert!(all.iter().any(|(_, bytes)| contains(bytes, "举报人赵六")), "asked for");
    assert!(!all.iter().any(|(_, bytes)| contains(bytes, SECRET_REPORTER)), "not asked for");
}

#[test]
fn what_two_units_did_comes_home_and_the_same_package_twice_brings_nothing() {
    let mut office = Office::new();
    let ours = hand_out(&mut office.scribe, OURS);
    let others = hand_out(&mut office.scribe, OTHERS);
    let mut one = unit_with(&office.pack(ours, "东城区.zip"), "张磊", 21);
    let mut two = unit_with(&office.pack(others, "清河县.zip"), "赵伟", 22);
    one.act(note(1, "已清运")).expect("a note");
    let home = office.folder.path().join("unit").join("台账.ron");
    fs::create_dir_all(home.parent().expect("a folder")).expect("a folder");
    add_evidence(&mut one, &home, 2, "验收.jpg", b"proof");
    two.act(note(3, "已封堵")).expect("a note");
    office.scribe.act(note(2, "整改办代录")).expect("meanwhile");
    let (back_one, back_two) = (home.with_extension("zip"), office.folder.path().join("b.zip"));
    give_back(&one, &back_one);
    give_back(&two, &back_two);
    for (path, n_new) in [(&back_one, 2), (&back_two, 1)] {
        let mut opened = open(path, None, &mut goes_on).expect("sound");
        let look = look_at(&office.scribe.content, &opened, path);
        assert_eq!((look.verdict, look.n_new, look.withheld.len()), (Verdict::New, n_new, 0), "{look:?}");
        assert_eq!(look.manifest.kind, PackageKind::Return);
        let folder = EvidenceFolder::find(&office.ledger(), &office.scribe.content.ledger.id.to_string());
        opened.package.unpack_evidence(&folder.expect("a folder"), &mut |_, _| true).expect("unpacked");
        assert_eq!(taken(&mut office.scribe.content, &opened.content), n_new);
        let again = look_at(&office.scribe.content, &opened, path);
        assert_eq!((again.verdict, again.n_new), (Verdict::NothingNew, 0), "the second time");
    }
    let content = &office.scribe.content;
    assert_eq!(records(&content.ledger, 1), 2, "the picture and the note");
    assert_eq!(records(&content.ledger, 2), 2, "both that met");
    assert_eq!(records(&content.ledger, 3), 2);
    assert!(content.history.fold(content.ledger.id, &RonParts) == content.ledger, "the fold is the state");
    let folder = EvidenceFolder::find(&office.ledger(), &content.ledger.id.to_string()).expect("a folder");
    assert_eq!(folder.missing(&[FileHash::of(b"proof")]), [], "the proof came along");
}

#[test]
fn one_byte_anywhere_and_the_package_is_refused_by_name() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let package = office.pack(grant, "东城区.zip");
    let flip = |wanted: &'static str| {
        move |name: &str, bytes: &mut Vec<u8>| {
            if name.starts_with(wanted) {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
            }
        }
    };
    let fault = |path: &Path| open(path, None, &mut goes_on).expect_err("refused");
    assert!(matches!(fault(&tampered(&package, &flip("manifest"))), PackageFault::ManifestChanged));
    assert!(matches!(fault(&tampered(&package, &flip("ledger"))), PackageFault::Changed(name) if name == "ledger.ron"));
    let changed = fault(&tampered(&package, &flip("evidence/")));
    assert!(matches!(&changed, PackageFault::Changed(name) if name.starts_with("evidence/")), "{changed:?}");
    // Raw bytes of the zip itself.
    let whole = fs::read(&package).expect("bytes");
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        let path = package.with_file_name("flipped.zip");
        fs::File::create(&path).and_then(|mut file| file.write_all(&bytes)).expect("written");
        if let Ok(opened) = open(&path, None, &mut goes_on) {
            let bytes = ledger_to_bytes(&opened.content).expect("bytes");
            let own = ledger_to_bytes(&cut_for_unit(&office.scribe.content, grant, &BTreeSet::new()).expect("cut"));
            assert!(bytes == own.expect("bytes"), "byte {at} says nothing: a time, a flag");
        }
    }
}

#[test]
fn a_part_that_is_not_what_its_change_says_is_refused_also_with_a_manifest_that_agrees() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let package = office.pack(grant, "东城区.zip");
    let all = entries(&package);
    let old = &all.iter().find(|(name, _)| name == "ledger.ron").expect("the ledger").1;
    let forge = |from: &str, to: &str| {
        let text = String::from_utf8(old.clone()).expect("text").replace(from, to);
        // Every line gets a right checksum again.
        let lines = text.lines().map(|line| {
            let (text, _) = line.rsplit_once(" // ").expect("a checksum");
            let sum: String = FileHash::of(text.as_bytes()).to_string().chars().take(16).collect();
            format!("{text} // {sum}\n")
        });
        let new: Vec<u8> = lines.collect::<String>().into_bytes();
        let out = tampered(&package, &|name, bytes| match name {
            "ledger.ron" => bytes.clone_from(&new),
            "manifest.ron" => *bytes = agreeing(bytes, old, &new),
            _ => {}
        });
        match open(&out, None, &mut goes_on) {
            Err(PackageFault::Faults(faults)) => faults.into_iter().map(|fault| fault.kind).collect::<Vec<_>>(),
            other => panic!("{from}: {other:?}"),
        }
    };
    assert!(forge("东城区的目标", "东城区的目的").contains(&FaultKind::PartWrong), "a part");
    let header = forge("author:\"刘敏\"", "author:\"刘明\"");
    assert!(header.contains(&FaultKind::PartLost) || header.contains(&FaultKind::WrongCounts), "an id: {header:?}");
}

#[test]
fn names_that_lead_out_strange_files_and_bombs_are_refused() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let package = office.pack(grant, "东城区.zip");
    let out = package.with_file_name("odd.zip");
    let fault = |entries: &[(String, Vec<u8>)]| {
        write_zip(&out, entries);
        open(&out, None, &mut goes_on).expect_err("refused")
    };
    let all = entries(&package);
    let with = |name: &str, bytes: Vec<u8>| {
        let mut all = all.clone();
        all.push((name.to_owned(), bytes));
        all
    };
    for name in ["../../evil.ron", "/etc/passwd", "evidence/../../x", "C:\\x", "evidence/x.exe", "手册.txt"] {
        assert!(matches!(fault(&with(name, vec![1])), PackageFault::BadName(_)), "{name}");
    }
    let stranger = format!("evidence/{}.jpg", FileHash::of(b"x"));
    assert!(matches!(fault(&with(&stranger, b"x".to_vec())), PackageFault::Extra(_)), "not in the manifest");
    let less: Vec<_> = all.iter().filter(|(name, _)| !name.starts_with("evidence/")).cloned().collect();
    assert!(matches!(fault(&less), PackageFault::Missing(_)), "named and not inside");
    let none: Vec<_> = all.iter().filter(|(name, _)| name != "manifest.ron").cloned().collect();
    assert!(matches!(fault(&none), PackageFault::NoManifest));
    // 64 MB of nothing in 64 KB, with a manifest that knows it.
    let bomb = vec![b' '; 64 << 20];
    let old = all.iter().find(|(name, _)| name == "ledger.ron").expect("the ledger").1.clone();
    let bombed: Vec<_> = all
        .iter()
        .map(|(name, bytes)| match name.as_str() {
            "ledger.ron" => (name.clone(), bomb.clone()),
            "manifest.ron" => (name.clone(), agreeing(bytes, &old, &bomb)),
            _ => (name.clone(), bytes.clone()),
        })
        .collect();
    assert!(matches!(fault(&bombed), PackageFault::TooBig(_)));
    let text = package.with_file_name("a.txt");
    fs::File::create(&text).expect("a file");
    assert!(matches!(open(&text, None, &mut goes_on), Err(PackageFault::NotAPackage)));
}

#[test]
fn a_passphrase_is_needed_and_the_wrong_one_opens_nothing() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let secret = Passphrase::new("清水河-2026\n");
    let choices = PackChoices { evidence: true, passphrase: secret.clone(), ..PackChoices::default() };
    let out = office.folder.path().join("东城区.zip.age");
    pack_unit(&office.scribe.content, grant, (&office.desk(), &choices), &out, &mut goes_on).expect("packed");
    let bytes = fs::read(&out).expect("bytes");
    assert!(!contains(&bytes, "东城区") && !contains(&bytes, "PK\u{3}\u{4}"), "nothing to be read");
    assert!(matches!(open(&out, None, &mut goes_on), Err(PackageFault::NeedsPassphrase)));
    let wrong = Passphrase::new("清水河");
    assert!(matches!(open(&out, wrong.as_ref(), &mut goes_on), Err(PackageFault::WrongPassphrase)));
    let mut opened = open(&out, secret.as_ref(), &mut goes_on).expect("the right one");
    assert!(opened.package.encrypted);
    let home = tempfile::tempdir().expect("a folder");
    let folder = EvidenceFolder::find_or_make(&home.path().join("a.ron"), &opened.content.ledger.id.to_string());
    assert_eq!(opened.package.unpack_evidence(&folder.expect("a folder"), &mut |_, _| true).expect("unpacked"), 1);
    assert_eq!(format!("{secret:?}"), "Some(Passphrase(…))", "it is shown nowhere");
}

/// A stick with room for so many bytes.
struct SmallStick(std::cell::Cell<usize>);

impl Disk for SmallStick {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.get().min(bytes.len());
        if room == 0 {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.0.set(self.0.get() - room);
        file.write(&bytes[..room])
    }
}

#[test]
fn a_full_stick_is_said_and_nothing_half_stays_on_it() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let cut = cut_for_unit(&office.scribe.content, grant, &BTreeSet::new()).expect("cut");
    let opened = open(&office.pack(grant, "a.zip"), None, &mut goes_on).expect("sound");
    let stick = tempfile::tempdir().expect("a stick");
    let draft = PackageDraft {
        manifest: opened.package.manifest.clone(),
        ledger: ledger_to_bytes(&cut).expect("bytes"),
        evidence: Vec::new(),
        passphrase: None,
    };
    let out = stick.path().join("东城区.zip");
    for room in [0, 1, 100, 1000, 3000] {
        let disk = SmallStick(std::cell::Cell::new(room));
        let error = write_package_on(&disk, &out, &draft, &mut goes_on).expect_err("no room");
        assert!(error.is_disk_full(), "{error:?}");
        assert_eq!(fs::read_dir(stick.path()).expect("the stick").count(), 0, "nothing stays with room for {room}");
    }
    let disk = SmallStick(std::cell::Cell::new(usize::MAX));
    write_package_on(&disk, &out, &draft, &mut goes_on).expect("room enough");
    let before = fs::read(&out).expect("bytes");
    assert!(write_package_on(&disk, &out, &draft, &mut goes_on).is_err(), "nothing is replaced");
    assert_eq!(fs::read(&out).expect("bytes"), before);
    assert_eq!(free_path(stick.path(), "东城区.zip"), stick.path().join("东城区-2.zip"), "the next has another name");
    assert_eq!(packages_in(&[stick.path().to_owned()]), [out], "a folder means the packages in it");
}

#[test]
fn a_stopped_packing_leaves_nothing() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let stick = tempfile::tempdir().expect("a stick");
    let out = stick.path().join("a.zip");
    let with = (&office.desk(), &Office::choices());
    assert!(pack_unit(&office.scribe.content, grant, with, &out, &mut |_, _| false).is_err());
    assert_eq!(fs::read_dir(stick.path()).expect("the stick").count(), 0);
}

#[test]
fn a_package_of_another_ledger_or_made_without_a_grant_is_told_apart() {
    let mut office = Office::new();
    let grant = hand_out(&mut office.scribe, OURS);
    let package = office.pack(grant, "东城区.zip");
    let mut unit = unit_with(&package, "张磊", 31);
    unit.content.ledger.grant = None;
    unit.act(note(1, "不在下发之下")).expect("nothing refuses");
    unit.content.ledger.grant = Some(grant);
    let back = office.folder.path().join("b.zip");
    give_back(&unit, &back);
    let opened = open(&back, None, &mut goes_on).expect("sound");
    let look = look_at(&office.scribe.content, &opened, &back);
    assert_eq!((look.verdict, look.n_ungranted), (Verdict::Ungranted, 1));
    let mut other = office.scribe.content.clone();
    other.ledger.id = rectification_ledger::domain::LedgerId(99);
    assert_eq!(look_at(&other, &opened, &back).verdict, Verdict::OtherLedger);
    let (copy, bad) = forged(&office.scribe, grant, note(3, "替别人报"));
    let mut unit = scribe(copy, "张磊", Role::Unit, 32);
    unit.content.ledger.grant = Some(grant);
    let back = office.folder.path().join("c.zip");
    give_back(&unit, &back);
    let opened = open(&back, None, &mut goes_on).expect("sound");
    let look = look_at(&office.scribe.content, &opened, &back);
    assert_eq!(look.withheld.iter().map(|it| it.change).collect::<Vec<_>>(), [bad], "outside its grant");
}

/// What somebody does in a random round: whose note, on which issue.
fn deeds() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec((0..3_u8, 1..=3_u8), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_office_and_two_units_do_everything_is_there_after_the_round(first in deeds(), second in deeds()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut home = office();
        let mut n_made = 0;
        for (round, deeds) in [first, second].into_iter().enumerate() {
            let ours = hand_out(&mut home, OURS);
            let others = hand_out(&mut home, OTHERS);
            let path = |name: &str| folder.path().join(format!("{name}{round}.zip"));
            let desk = Desk { ledger: folder.path().join("a.ron"), now: clock(9).now, author: String::new() };
            let out = |content: &LedgerContent, at, name: &str| {
                pack_unit(content, at, (&desk, &PackChoices::default()), &path(name), &mut goes_on).expect("packed");
                path(name)
            };
            let one = out(&home.content, ours, "one");
            let two = out(&home.content, others, "two");
            let mut units = [
                unit_with(&one, "张磊", 41 + round as u128 * 10),
                unit_with(&two, "赵伟", 42 + round as u128 * 10),
            ];
            for (n, (who, issue)) in deeds.into_iter().enumerate() {
                let action = note(u128::from(issue), &format!("{round}-{n}"));
                let done = match who {
                    0 => home.act(action).is_ok(),
                    other => units[usize::from(other) - 1].act(action).is_ok(),
                };
                let own = match who { 0 => true, 1 => issue < 3, _ => issue == 3 };
                prop_assert_eq!(done, own, "only within the grant");
                n_made += usize::from(done);
            }
            for (n, unit) in units.iter().enumerate() {
                let back = path(&format!("back{n}"));
                give_back(unit, &back);
                let opened = open(&back, None, &mut goes_on).expect("sound");
                taken(&mut home.content, &opened.content);
                prop_assert_eq!(taken(&mut home.content, &opened.content), 0, "again: nothing new");
            }
            let all: usize = (1..=3).map(|issue| records(&home.content.ledger, issue)).sum();
            prop_assert_eq!(all, n_made, "every note is there");
            let fold = home.content.history.fold(home.content.ledger.id, &RonParts);
            prop_assert!(fold == home.content.ledger, "the fold is the state");
            let bytes = ledger_to_bytes(&home.content).expect("bytes");
            prop_assert!(open_ledger(&bytes).expect("a ledger").is_sound());
        }
    }
}
