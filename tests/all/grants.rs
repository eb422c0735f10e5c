//! Grants: what a unit does outside what it was handed out stays in history without effect, on every copy alike.

use chrono::NaiveDate;
use rectification_ledger::{
    app::{Clock, Identity, scribe::Scribe},
    domain::{
        ChangeId, DeviceId, EditRef, IssueId, LedgerId, RecordId, UnitId, Withheld,
        directory::{LedgerValue, UnitValue},
        edit::PartKey,
        grant::{Grant, GrantedDeed},
        history::History,
        issue::IssueValue,
        ledger::Ledger,
        procedure_presets,
        record::{Month, ProgressNote},
        rules::{Action, NewRecord, Role},
    },
    store::{codec::RonParts, ledger_write::LedgerContent},
};

pub(crate) const OURS: UnitId = UnitId(11);
pub(crate) const OTHERS: UnitId = UnitId(12);

pub(crate) fn clock(hour: u32) -> Clock {
    let today: NaiveDate = "2026-09-18".parse().expect("a date");
    Clock { now: today.and_hms_opt(hour, 0, 0).expect("a time"), today, instant: std::time::Instant::now() }
}

pub(crate) fn scribe(content: LedgerContent, name: &str, role: Role, first_id: u128) -> Scribe {
    let who = Identity { name: name.to_owned(), unit: "市整改办".to_owned(), role, device: DeviceId(first_id) };
    let mut id = first_id << 32;
    let new_id = move || {
        id += 1;
        id
    };
    Scribe::new(content, who, clock(9), Box::new(new_id))
}

/// A ledger of three issues: two of ours, one of the others'.
pub(crate) fn office() -> Scribe {
    let content = LedgerContent { ledger: Ledger::new(LedgerId(7)), ..LedgerContent::default() };
    let mut office = scribe(content, "刘敏", Role::Office, 1);
    let yulin = procedure_presets::yulin();
    let name = yulin.name.clone();
    let mut all = vec![
        Action::SetLedger(LedgerValue::Title("示例市整改台账".to_owned())),
        Action::SetProcedure(Box::new(yulin)),
        Action::SetLedger(LedgerValue::DefaultProcedure(name)),
    ];
    for (unit, name) in [(OURS, "东城区政府"), (OTHERS, "清河县政府")] {
        all.push(Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] });
    }
    for (n, unit) in [(1, OURS), (2, OURS), (3, OTHERS)] {
        let values = vec![IssueValue::Title(format!("问题{n}")), IssueValue::LeadUnit(Some(unit))];
        all.push(Action::RegisterIssue { issue: IssueId(n), values });
    }
    office.act(Action::Batch(all)).expect("the founding");
    office
}

pub(crate) fn hand_out(office: &mut Scribe, unit: UnitId) -> EditRef {
    let grant = Grant::of_unit(&office.content.ledger, unit, &GrantedDeed::ALL);
    let change = office.act(Action::HandOut(vec![grant])).expect("handed out").expect("a change");
    EditRef(change, 0)
}

fn unit_copy(office: &Scribe, grant: EditRef) -> Scribe {
    let mut unit = scribe(office.content.clone(), "张磊", Role::Unit, 2);
    unit.content.ledger.grant = Some(grant);
    unit
}

pub(crate) fn note(issue: u128, text: &str) -> Action {
    let note = ProgressNote { month: Month { year: 2026, month: 9 }, text: text.to_owned(), ..ProgressNote::default() };
    Action::Append { issue: IssueId(issue), record: RecordId::default(), entry: NewRecord::Progress(note) }
}

fn union(one: &LedgerContent, two: &LedgerContent) -> (Ledger, History) {
    let mut history = one.history.clone();
    for change in two.history.in_order() {
        history.insert(change.clone()).expect("a sound change");
    }
    (history.fold(one.ledger.id, &RonParts), history)
}

pub(crate) fn records(ledger: &Ledger, issue: u128) -> usize {
    ledger.issue(IssueId(issue)).map_or(0, |issue| issue.records.len())
}

#[test]
fn in_a_unit_s_copy_rules_refuse_what_lies_outside_the_grant() {
    let mut office = office();
    let grant = hand_out(&mut office, OURS);
    let mut unit = unit_copy(&office, grant);
    assert!(unit.act(note(1, "已清运")).is_ok(), "its own issue");
    assert!(unit.act(note(3, "越界")).is_err(), "another unit's");
    unit.who.role = Role::Office;
    let title = Action::SetIssue { issue: IssueId(1), value: IssueValue::Title("改名".to_owned()) };
    assert!(unit.act(title).is_err(), "a field of the plan, whatever role it says it has");
    assert!(unit.act(Action::AddCategory("噪声".to_owned())).is_err(), "the directory");
}

/// A copy that pretends: the header names the grant, and the change does what it does not allow.
pub(crate) fn forged(office: &Scribe, grant: EditRef, action: Action) -> (LedgerContent, ChangeId) {
    let mut free = scribe(office.content.clone(), "张磊", Role::Office, 3);
    let free_id = free.act(action).expect("nothing refuses").expect("a change");
    let made = free.content.history.get(free_id).expect("the change").clone();
    let keys = made.parts.iter().map(|(key, _)| *key);
    let parts: Vec<_> =
        keys.map(|key| (key, free.content.history.part(free_id, key, &RonParts).expect("a part"))).collect();
    let header = rectification_ledger::domain::change::Header { grant: Some(grant), ..made.header };
    let change = rectification_ledger::store::codec::write_change(header, &parts, || "salt".to_owned());
    let change = change.expect("a change");
    let id = change.id;
    let mut content = office.content.clone();
    content.history.insert(change).expect("well formed");
    content.ledger = content.history.fold(content.ledger.id, &RonParts);
    (content, id)
}

#[test]
fn a_change_outside_its_grant_is_kept_has_no_effect_and_acts_once_admitted() {
    let mut office = office();
    let grant = hand_out(&mut office, OURS);
    let (copy, forged) = forged(&office, grant, note(3, "替别人报"));
    assert_eq!(records(&copy.ledger, 3), 0, "without effect in the copy it was made in");
    let (ledger, history) = union(&office.content, &copy);
    assert!(history.contains(forged), "kept");
    assert_eq!(records(&ledger, 3), 0, "without effect at the office");
    let withheld = history.withheld(&RonParts);
    assert_eq!(withheld.len(), 1);
    let found = withheld.first().expect("one");
    assert_eq!((found.change, found.key, found.why), (forged, PartKey::Issue(IssueId(3)), Withheld::OutsideGrant));
    office.content = LedgerContent { ledger, history, loose: Vec::new() };
    office.act(Action::Admit { change: forged, admitted: true }).expect("admitted");
    assert_eq!(records(&office.content.ledger, 3), 1, "it acts at once");
    let again = office.content.history.fold(office.content.ledger.id, &RonParts);
    assert!(again == office.content.ledger, "and the fold says the same");
    office.act(Action::Admit { change: forged, admitted: false }).expect("taken back");
    assert_eq!(records(&office.content.ledger, 3), 0, "no longer");
}

#[test]
fn a_unit_cannot_widen_its_own_grant_nor_admit_itself() {
    let mut office = office();
    let grant = hand_out(&mut office, OURS);
    let wide = Grant { leads: vec![IssueId(3)], ..Grant::of_unit(&office.content.ledger, OURS, &GrantedDeed::ALL) };
    let (copy, widened) = forged(&office, grant, Action::HandOut(vec![wide]));
    assert_eq!(copy.history.grant(EditRef(widened, 0), &RonParts), None, "no grant at all");
    assert_eq!(copy.ledger.directory.hand_outs.len(), 1, "it does not act either");
    let (copy, bad) = forged(&office, grant, note(3, "替别人报"));
    let mut free = scribe(copy, "张磊", Role::Office, 4);
    free.content.ledger.grant = None;
    let admit = Action::Admit { change: bad, admitted: true };
    let (copy, _) = forged(&free, grant, admit);
    assert_eq!(records(&copy.ledger, 3), 0, "its own word does not count");
}

#[test]
fn a_unit_takes_its_own_report_back_and_nothing_of_the_office_s() {
    let mut office = office();
    office.act(note(1, "整改办代录")).expect("a note");
    let grant = hand_out(&mut office, OURS);
    let mut unit = unit_copy(&office, grant);
    let made = unit.act(note(1, "已清运")).expect("in the grant").expect("a change");
    let past = rectification_ledger::domain::rules::PastEdits { history: &unit.content.history, reader: &RonParts };
    let ctx = rectification_ledger::app::scribe::context(&unit.content, &unit.who, unit.clock, false);
    let undo = |change| rectification_ledger::domain::rules::undo_edits(&unit.content.ledger, past, change, &ctx);
    assert!(undo(made).is_ok(), "its own");
    assert!(undo(grant.0).is_err(), "what was handed out stays handed out");
}

#[test]
fn a_step_waits_for_the_office_where_the_issue_went_to_another_unit_meanwhile() {
    use rectification_ledger::domain::{
        closure::MaterialGiven, deadline::Deadline, procedure::StepKey, record::Signature, rules::StepEntry,
    };
    let mut office = office();
    let due: NaiveDate = "2026-12-31".parse().expect("a date");
    let deadline = Action::SetIssue {
        issue: IssueId(1),
        value: IssueValue::FirstDeadline(Deadline::on("2026年12月底前", due)),
    };
    office.act(deadline).expect("a deadline");
    let step = |key: &str, materials: Vec<MaterialGiven>| Action::TakeStep {
        issue: IssueId(1),
        record: RecordId::default(),
        round: rectification_ledger::domain::RoundId::default(),
        entry: Box::new(StepEntry {
            step: StepKey::new(key),
            date: Some(clock(9).today),
            signed: Signature { person: "张磊".to_owned(), unit: Some(OURS) },
            opinion: "同意".to_owned(),
            materials,
            ..StepEntry::default()
        }),
    };
    office.act(step("assignment", Vec::new())).expect("assigned");
    let grant = hand_out(&mut office, OURS);
    let mut unit = unit_copy(&office, grant);
    let paper =
        |key: &str| MaterialGiven {
            key: key.to_owned(), on_paper: "纸质存档".to_owned(), ..MaterialGiven::default()
        };
    let given = vec![paper("acceptance_opinion"), paper("acceptance_report"), paper("leader_signature")];
    let taken = unit.act(step("site_verification", given)).expect("its own step").expect("a change");
    unit.act(note(1, "已整改")).expect("a note");
    let moved = Action::SetIssue { issue: IssueId(1), value: IssueValue::LeadUnit(Some(OTHERS)) };
    office.act(moved).expect("another unit leads now");
    let (ledger, history) = union(&office.content, &unit.content);
    let withheld: Vec<_> = history.withheld(&RonParts).into_iter().map(|it| (it.change, it.why)).collect();
    assert_eq!(withheld, [(taken, Withheld::LeadMoved)], "the step waits, the note is taken");
    assert_eq!(records(&ledger, 1), 2, "the assignment and the note");
    let (known, _) = union(&unit.content, &unit.content);
    assert_eq!(records(&known, 1), 3, "in the unit's own copy it stands");
}
