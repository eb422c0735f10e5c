//! The ledger file: whole, cut at any byte, garbled, laid out anew.
#![expect(clippy::missing_assert_message, reason = "the name of the test says it")]
#![expect(clippy::naive_bytecount, reason = "a small file")]
#![expect(clippy::indexing_slicing, reason = "a test may stop here")]

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use rectification_ledger::{
    domain::{
        change::{Header, HeldPart, PartText, change_id, part_hash},
        complaint::ComplaintValue,
        directory::{LedgerValue, UnitValue},
        edit::{ComplaintEdit, DirectoryEdit, IssueEdit, PartEdits, PartKey, PrivateEdit, PrivateSubject},
        history::{Baseline, History, SubjectState},
        ids::{ChangeId, ComplaintId, DeviceId, EditRef, IssueId, LedgerId, MeasureId, PersonId, UnitId},
        issue::{IssueValue, UnitRole},
    },
    store::{
        Cause,
        checksum::{check_line, push_line},
        codec::{RonParts, change_from_line, change_to_line, write_change},
        fault::{FaultKind, FileFault},
        ledger_check::{check_ledger, salvage_ledger},
        ledger_open::{NoLedger, OpenedFile, open_ledger},
        ledger_quick::open_bytes,
        ledger_read::read_lines,
        ledger_write::{LedgerContent, ledger_to_bytes, save_ledger},
        recognise::{FileLook, look_at},
        record::{PlainLedger, Record},
        ron_text::to_ron,
        safe_write::Known,
    },
};

fn noon() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    day.and_hms_opt(12, 0, 0).expect("a time")
}

/// One change as a test asks for it: how many heads it joins, and its edits.
pub(super) type Step = (bool, Vec<(PartKey, PartEdits)>);

pub(super) fn header(parents: Vec<ChangeId>, generation: u64) -> Header {
    Header {
        parents,
        generation,
        author: "李明".to_owned(),
        unit: "市整改办".to_owned(),
        device: DeviceId(7),
        typed_at: noon(),
        reason: String::new(),
        undoes: None,
        grant: None,
        erases: Vec::new(),
        parts: Vec::new(),
    }
}

/// A history of these steps; a step that joins goes on from all heads, another from the newest change but one.
pub(super) fn history_of(steps: &[Step]) -> History {
    let mut history = History::default();
    let mut ids: Vec<(ChangeId, u64)> = Vec::new();
    for (joins, parts) in steps {
        let one = ids.len().checked_sub(2).map(|at| ids[at].0);
        let parents = if *joins { history.heads() } else { one.into_iter().collect() };
        let of_parent = |id| ids.iter().find(|(known, _)| known == id).map_or(0, |(_, generation)| *generation);
        let generation = 1 + parents.iter().map(of_parent).max().unwrap_or(0);
        let mut n_salts = 0;
        let change = write_change(header(parents, generation), parts, || {
            n_salts += 1;
            format!("salt{}-{n_salts}", ids.len())
        });
        let change = change.expect("a change");
        ids.push((change.id, generation));
        history.insert(change).expect("a right change");
    }
    history
}

pub(super) fn content_of(history: History) -> LedgerContent {
    let ledger = history.fold(LedgerId(0xabc), &RonParts);
    LedgerContent { ledger, history, loose: Vec::new() }
}

fn issue(number: u128) -> PartKey {
    PartKey::Issue(IssueId(number))
}

fn title(text: &str) -> IssueEdit {
    IssueEdit::Set(IssueValue::Title(text.to_owned()), Vec::new())
}

/// Every kind of record: two heads, a complaint, private data, hidden, erased and unknown parts, a baseline.
pub(super) fn rich() -> LedgerContent {
    let register = |text| PartEdits::Issue(vec![IssueEdit::Register, title(text)]);
    let mut history = history_of(&[
        (
            true,
            vec![(
                PartKey::Directory,
                PartEdits::Directory(vec![
                    DirectoryEdit::Set(LedgerValue::Title("榆林 台账".to_owned()), Vec::new()),
                    DirectoryEdit::AddUnit(UnitId(1)),
                    DirectoryEdit::SetUnit(UnitId(1), UnitValue::Name("市水利局".to_owned()), Vec::new()),
                ]),
            )],
        ),
        (true, vec![(issue(1), register("污泥\n处置")), (issue(2), register("“扬尘”\u{3000}// 污染"))]),
        (
            true,
            vec![(
                issue(1),
                PartEdits::Issue(vec![
                    IssueEdit::AddUnit(UnitRole::Cooperating, UnitId(1)),
                    IssueEdit::AddMeasure(MeasureId(5)),
                ]),
            )],
        ),
        (false, vec![(issue(1), PartEdits::Issue(vec![title("另一处")]))]),
        (
            true,
            vec![
                (
                    PartKey::Complaint(ComplaintId(9)),
                    PartEdits::Complaint(vec![
                        ComplaintEdit::Register,
                        ComplaintEdit::Set(ComplaintValue::Number("D1".to_owned()), Vec::new()),
                    ]),
                ),
                (
                    PartKey::Private,
                    PartEdits::Private(vec![PrivateEdit::Set(
                        PrivateSubject::Phone(PersonId(3)),
                        "139".to_owned(),
                        Vec::new(),
                    )]),
                ),
            ],
        ),
    ]);
    add_odd_changes(&mut history);
    content_of(history)
}

fn add_odd_changes(history: &mut History) {
    let odd = "Issue([Teleport( to: \"火星\" , ),])";
    let text = PartText { salt: "s".into(), text: odd.into() };
    let mut odd_header = header(history.heads(), history.generation() + 1);
    odd_header.parts = vec![
        (issue(2), part_hash(&text.salt, &text.text)),
        (issue(3), part_hash("x", "y")),
        (PartKey::Private, part_hash("x", "z")),
    ];
    let bytes: Arc<str> = to_ron(&odd_header).expect("RON").replace("(parents", "( mood:\"new\", parents").into();
    let change = rectification_ledger::domain::change::Change {
        id: change_id(&bytes),
        text: bytes,
        parts: vec![
            (issue(2), HeldPart::Here(text)),
            (issue(3), HeldPart::Hidden),
            (PartKey::Private, HeldPart::Erased(change_id("erase"))),
        ],
        header: odd_header,
    };
    let id = change.id;
    history.insert(change).expect("a right change");
    let mut scratch = rectification_ledger::domain::ledger::Ledger::default();
    let edits = PartEdits::Issue(vec![title("只有基线")]);
    scratch.apply(id, issue(3), &edits, 0);
    let state = SubjectState::Issue(Arc::clone(&scratch.issues[&IssueId(3)]));
    history.set_baseline(issue(3), Baseline { at: vec![id], state });
}

pub(super) fn bytes_of(content: &LedgerContent) -> Vec<u8> {
    ledger_to_bytes(content).expect("bytes")
}

/// Opens a file line by line, and by its states first: both must say the same of it, whatever it is.
#[track_caller]
fn open_both_ways(bytes: &[u8]) -> Result<OpenedFile, NoLedger> {
    let whole = open_ledger(bytes);
    assert_eq!(open_bytes(bytes.to_vec()), whole);
    whole
}

#[track_caller]
fn opens_as(bytes: &[u8], content: &LedgerContent) {
    let opened = open_both_ways(bytes).expect("a ledger");
    assert_eq!(opened.faults, []);
    assert_eq!(&opened.content, content);
}

fn any_text() -> BoxedStrategy<String> {
    let letter =
        prop_oneof![3 => prop::char::range('一', '龥'), 1 => prop::char::any(), 1 => Just('\n'), 1 => Just('"')];
    prop::collection::vec(letter, 0..8).prop_map(String::from_iter).boxed()
}

pub(super) fn any_part() -> impl Strategy<Value = (PartKey, PartEdits)> {
    let edit = prop_oneof![
        Just(IssueEdit::Register),
        any_text().prop_map(|text| title(&text)),
        (0..3_u128).prop_map(|unit| IssueEdit::AddUnit(UnitRole::CoLead, UnitId(unit))),
        (0..3_u128).prop_map(|unit| IssueEdit::RemoveUnit(
            UnitRole::CoLead,
            UnitId(unit),
            vec![EditRef(ChangeId::THIS, 0)]
        )),
    ];
    let name = any_text().prop_map(|text| DirectoryEdit::SetUnit(UnitId(1), UnitValue::Name(text), Vec::new()));
    prop_oneof![
        4 => (0..4_u128, prop::collection::vec(edit, 1..4))
            .prop_map(|(id, edits)| (issue(id), PartEdits::Issue(edits))),
        1 => prop::collection::vec(name, 1..3).prop_map(|edits| (PartKey::Directory, PartEdits::Directory(edits))),
    ]
}

pub(super) fn any_content() -> impl Strategy<Value = LedgerContent> {
    let parts = prop::collection::vec(any_part(), 1..4);
    let parts = parts.prop_map(|parts| parts.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect());
    let step = (any::<bool>(), parts);
    prop::collection::vec(step, 0..10).prop_map(|steps| content_of(history_of(&steps)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_ledger_comes_back_from_its_file_and_checks(content in any_content()) {
        let bytes = bytes_of(&content);
        opens_as(&bytes, &content);
        let check = check_ledger(&bytes).expect("a ledger");
        prop_assert!(check.ok, "{check:?}");
        prop_assert_eq!(check.changes, content.history.len());
    }

    #[test]
    fn any_ledger_cut_anywhere_gives_back_every_whole_record(content in any_content(), part in 0.0..1.0_f64) {
        let bytes = bytes_of(&content);
        let cut = (bytes.len() as f64 * part) as usize;
        gives_back_all_before(&bytes, cut, &content);
    }

    #[test]
    fn a_change_on_one_line_comes_back_as_it_was(content in any_content()) {
        for change in content.history.in_order() {
            let line = change_to_line(change).expect("a line");
            prop_assert!(!line.contains('\n'), "{line}");
            prop_assert_eq!(&change_from_line(&line).expect("a change"), change);
        }
    }
}

/// What `bytes` cut at `cut` gives back, against what stands before the cut in whole lines.
#[track_caller]
fn gives_back_all_before(bytes: &[u8], cut: usize, content: &LedgerContent) {
    open_both_ways(&bytes[..cut]).ok();
    let salvaged = match salvage_ledger(&bytes[..cut]) {
        Ok(salvaged) => salvaged,
        Err(nothing) => {
            let has_line = bytes[..cut].contains(&b'\n');
            assert!(!has_line, "{cut}: {nothing}");
            return;
        }
    };
    // A line without its line feed is whole all the same.
    let with_end = [&bytes[..cut], b"\n"].concat();
    let whole = String::from_utf8_lossy(&with_end);
    let got = &salvaged.content;
    for text in whole.lines().filter_map(|line| check_line(line).ok()).map(|(text, _)| text) {
        let Ok(record) = ron::from_str::<Record>(text.trim_end_matches(',')) else {
            continue;
        };
        let is_here = match &record {
            Record::Directory(state) => got.ledger.directory == *state,
            Record::Private(state) => got.ledger.private == *state,
            Record::Issue(state) => got.ledger.issues.get(&state.id) == Some(state),
            Record::Complaint(state) => got.ledger.complaints.get(&state.id) == Some(state),
            Record::Case(state) => got.ledger.cases.get(&state.id) == Some(state),
            Record::Baseline(key, _) => got.history.baselines().contains_key(key),
            Record::Part { change, key, .. } => {
                let held = got.history.get(*change).map(|change| {
                    change.parts.contains(&(
                        *key,
                        content
                            .history
                            .get(change.id)
                            .expect("known")
                            .parts
                            .iter()
                            .find(|part| part.0 == *key)
                            .expect("known")
                            .1
                            .clone(),
                    ))
                });
                held.unwrap_or_else(|| got.loose.contains(&record))
            }
            Record::Change(text) => got.history.contains(change_id(&text.0)),
            Record::Lacks { .. } => true,
        };
        assert!(is_here, "cut at {cut}: {text}");
    }
    let saved = bytes_of(got);
    opens_as(&saved, got);
    let check = check_ledger(&saved).expect("a ledger");
    assert!(check.ok, "cut at {cut}: {check:?}");
}

#[test]
fn a_rich_ledger_cut_at_any_byte_gives_back_every_whole_record() {
    let content = rich();
    let bytes = bytes_of(&content);
    for cut in 0..=bytes.len() {
        let is_end_of_line = cut > 0 && bytes[cut - 1] == b'\n';
        if is_end_of_line || cut % 17 == 0 {
            gives_back_all_before(&bytes, cut, &content);
        } else {
            let look = look_at(&bytes[..cut]);
            let is_whole = cut + 1 >= bytes.len();
            assert!(is_whole || matches!(look, FileLook::Cut { .. }), "cut at {cut}: {look:?}");
        }
    }
}

#[test]
fn the_whole_file_is_one_ron_value_and_equal() {
    let content = rich();
    let bytes = bytes_of(&content);
    let text = String::from_utf8(bytes.clone()).expect("text");
    let plain: PlainLedger = ron::from_str(&text).expect("RON");
    let lines = read_lines(&bytes);
    let records: Vec<_> = lines.records.into_iter().map(|(_, record)| record).collect();
    assert_eq!(plain.records, records);
    assert_eq!(Some(plain.seal), lines.seal);
    assert_eq!((plain.format, plain.id.0, plain.title.as_str()), (1, 0xabc, "榆林 台账"));
    assert!(text.contains("“扬尘”\u{3000}// 污染"), "Chinese stands as itself");
    assert!(text.lines().all(|line| check_line(line).is_ok()), "each line has its checksum");
}

#[test]
fn a_rich_ledger_comes_back_with_all_it_lacks_and_all_it_does_not_know() {
    let content = rich();
    let bytes = bytes_of(&content);
    opens_as(&bytes, &content);
    assert_eq!(bytes_of(&open_both_ways(&bytes).expect("a ledger").content), bytes, "byte for byte");
    let check = check_ledger(&bytes).expect("a ledger");
    assert!(check.ok, "{check:?}");
    assert_eq!((check.issues, check.changes, check.heads.len()), (3, 6, content.history.heads().len()));
    assert_eq!((check.hidden, check.erased, check.unknown), (1, 1, 1));
    let json = serde_json::to_value(&check).expect("JSON");
    assert_eq!(json["ok"], true);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let content = rich();
    let text = String::from_utf8(bytes_of(&content)).expect("text");
    opens_as(format!("\u{feff}{}", text.replace('\n', "\r\n")).as_bytes(), &content);
    opens_as((text + "\n \n").as_bytes(), &content);
}

#[test]
fn a_file_laid_out_anew_is_read_and_said_to_be() {
    let content = rich();
    let text = String::from_utf8(bytes_of(&content)).expect("text");
    let plain: PlainLedger = ron::from_str(&text).expect("RON");
    let pretty = ron::ser::PrettyConfig::new().struct_names(true);
    let pretty = ron::ser::to_string_pretty(&plain, pretty).expect("RON");
    let stripped: String = text.lines().map(|line| check_line(line).expect("whole").0.to_owned() + "\n").collect();
    for text in [stripped, pretty] {
        let opened = open_both_ways(text.as_bytes()).expect("a ledger");
        assert_eq!(opened.faults, [FileFault::of_file(FaultKind::Reformatted)]);
        assert_eq!(opened.content, content);
    }
}

#[test]
fn each_broken_line_costs_itself_only_and_is_named() {
    let content = rich();
    let bytes = bytes_of(&content);
    let n_lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    for broken in 0..n_lines {
        for garbage in [b'\x01', b'\xff'] {
            let mut lines: Vec<Vec<u8>> = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let middle = lines[broken].len() / 2;
            lines[broken][middle] = garbage;
            let opened = salvage_ledger(&lines.join(&b'\n')).expect("a ledger");
            // A garbled byte of a Chinese character is no UTF-8 any more.
            let is_named = opened.faults.iter().any(|fault| {
                let is_kind = matches!(fault.kind, FaultKind::NotUtf8 | FaultKind::WrongChecksum);
                is_kind && fault.line == Some(broken + 1)
            });
            assert!(is_named, "{broken}: {:?}", opened.faults);
            assert!(opened.content.history.len() >= content.history.len() - 1, "line {broken}");
            assert_eq!(opened.content.ledger.issues.len(), 3, "line {broken}");
            assert_eq!(opened.content.ledger.id, content.ledger.id, "line {broken}");
            let saved = bytes_of(&opened.content);
            let check = check_ledger(&saved).expect("a ledger");
            assert!(check.ok, "line {broken}: {check:?}");
        }
    }
}

#[test]
fn a_state_line_that_is_lost_is_folded_anew() {
    let content = rich();
    let text = String::from_utf8(bytes_of(&content)).expect("text");
    let kept: String =
        text.lines().filter(|line| !line.starts_with("Issue(")).map(|line| line.to_owned() + "\n").collect();
    let opened = open_both_ways(kept.as_bytes()).expect("a ledger");
    assert_eq!(opened.content, content);
    let n_lost = opened.faults.iter().filter(|fault| fault.kind == FaultKind::StateLost).count();
    assert_eq!(n_lost, 3);
    assert!(opened.faults.iter().any(|fault| fault.kind == FaultKind::WrongSeal), "{:?}", opened.faults);
}

/// The file with one line changed, checksums and seal made right again.
fn forged(bytes: &[u8], change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    let mut out = String::new();
    let mut hasher = rectification_ledger::store::checksum::Hasher::new();
    for line in text.lines() {
        let (text, _) = check_line(line).expect("whole");
        let old_seal = text.split_once("sha256:\"").filter(|_| text.starts_with("],seal"));
        if let Some((before, _)) = old_seal {
            push_line(&mut out, &format!("{before}sha256:\"{}\"))", hasher.clone().finish()));
            break;
        }
        let text = change(text).unwrap_or_else(|| text.to_owned());
        hasher.add_line(push_line(&mut out, &text));
    }
    out.into_bytes()
}

#[test]
fn a_forged_state_or_edit_is_noticed_although_every_checksum_is_right() {
    let bytes = bytes_of(&rich());
    opens_as(&forged(&bytes, |_| None), &rich());
    let state = forged(&bytes, |line| line.starts_with("Issue(").then(|| line.replace("扬尘", "噪声")));
    let check = check_ledger(&state).expect("a ledger");
    assert_eq!(check.faults, [FileFault::of_subject(FaultKind::StateDiffers, issue(2))]);
    assert_eq!(salvage_ledger(&state).expect("a ledger").content, rich(), "the history is right");
    let edit = forged(&bytes, |line| line.starts_with("Part(").then(|| line.replace("扬尘", "噪声")));
    let kinds: Vec<_> = check_ledger(&edit).expect("a ledger").faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::PartWrong, FaultKind::StateDiffers]);
}

#[test]
fn a_seal_that_does_not_fit_is_noticed() {
    let text = String::from_utf8(bytes_of(&rich())).expect("text");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(3, 4);
    let opened = open_both_ways(lines.join("\n").as_bytes()).expect("a ledger");
    assert_eq!(opened.faults, [FileFault::at_line(FaultKind::WrongSeal, lines.len())]);
    let twice = text.clone() + text.lines().nth(1).expect("a record");
    let kinds: Vec<_> =
        open_both_ways(twice.as_bytes()).expect("a ledger").faults.iter().map(|fault| fault.kind).collect();
    assert!(kinds.contains(&FaultKind::AfterSeal) && kinds.contains(&FaultKind::Doubled), "{kinds:?}");
}

#[test]
fn a_newer_format_is_read_as_far_as_it_is_known_and_never_sound() {
    let bytes = forged(&bytes_of(&rich()), |line| {
        let newer = line.replace("Ledger(format:1,", "Ledger(format:2,shiny:true,");
        (newer != line).then_some(newer)
    });
    assert_eq!(look_at(&bytes), FileLook::NewerFormat(2));
    let opened = open_both_ways(&bytes).expect("a ledger");
    assert_eq!(opened.faults, [FileFault::of_file(FaultKind::NewerFormat)]);
    assert_eq!(opened.content, rich());
}

#[test]
fn what_holds_no_line_of_a_ledger_gives_none() {
    for bytes in [&b""[..], &[0; 64], b"hello", b"PK\x03\x04", b"\xff\xfea\0"] {
        assert!(open_both_ways(bytes).is_err(), "{bytes:?}");
        assert!(salvage_ledger(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn a_saved_file_is_replaced_only_while_it_is_the_known_one() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("台账.ron");
    let mark = save_ledger(&path, Known::Absent, &rich()).expect("saved");
    let opened = open_both_ways(&fs::read(&path).expect("a file")).expect("a ledger");
    assert_eq!(opened.mark, mark);
    save_ledger(&path, Known::Mark(mark), &rich()).expect("saved");
    fs::remove_file(&path).expect("removed");
    let err = save_ledger(&path, Known::Mark(mark), &rich()).expect_err("gone");
    assert!(matches!(err.source, Cause::ChangedOnDisk { is: None }), "{err:?}");
}

#[test]
fn the_golden_file_of_format_1_opens_for_ever() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ledger_v1.ron");
    let bytes = fs::read(&path).expect("the golden file");
    let check = check_ledger(&bytes).expect("a ledger");
    assert!(check.ok, "{check:?}");
    assert_eq!((check.issues, check.changes), (3, 6));
    let opened = open_both_ways(&bytes).expect("a ledger");
    assert!(opened.is_sound(), "{:?}", opened.faults);
    let ledger = &opened.content.ledger;
    assert_eq!(ledger.directory.fields.title.get(), "榆林 台账");
    let issue = ledger.issue(IssueId(1)).unwrap_or_else(|| panic!("issue 1"));
    assert!(issue.fields.title.is_conflicted(), "two people named it apart");
    opens_as(&bytes_of(&opened.content), &opened.content);
}
