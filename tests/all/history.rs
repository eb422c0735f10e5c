//! The history over random work: its fold is the ledger, undo takes back, two copies that meet show what they disagree on.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;
use rectification_ledger::{
    domain::{
        ChangeId, DeviceId, InspectionId, IssueId, LedgerId, MeasureId, RecordId, RoundId, UnitId,
        change::{Header, HeldPart},
        deadline::Deadline,
        directory::{InspectionValue, LedgerValue, UnitValue},
        edit::{Edit, PartKey, into_parts},
        history::{Baseline, History, SubjectState},
        issue::{IssueField, IssueItem, IssueValue, UnitRole},
        ledger::Ledger,
        measure::MeasureValue,
        procedure_presets,
        record::{Month, ProgressNote, ScheduleRating, Signature},
        rules::{Action, Context, NewRecord, PastEdits, Refusal, Role, StepEntry, plan, undo_edits},
    },
    store::{
        codec::{RonParts, write_change},
        ledger_write::LedgerContent,
    },
};

const TODAY: &str = "2026-09-18";

/// A copy of a ledger, with its history.
#[derive(Clone)]
pub(crate) struct Copy {
    pub(crate) ledger: Ledger,
    pub(crate) history: History,
    pub(crate) now: NaiveDateTime,
    pub(crate) author: &'static str,
    pub(crate) ids: u128,
}

impl Copy {
    pub(crate) fn new() -> Self {
        let today: NaiveDate = TODAY.parse().expect("a date");
        let ledger = Ledger::new(LedgerId(7));
        let now = today.and_hms_opt(8, 0, 0).expect("a time");
        let mut copy = Self { ledger, history: History::default(), now, author: "王敏", ids: 1 << 64 };
        let yulin = procedure_presets::yulin();
        let name = yulin.name.clone();
        let mut founding = vec![
            Action::SetProcedure(Box::new(yulin)),
            Action::SetLedger(LedgerValue::DefaultProcedure(name)),
            Action::AddInspection {
                inspection: InspectionId(1),
                values: vec![InspectionValue::Name("省级督察".to_owned())],
            },
        ];
        for (n, name) in ["市水利局", "市住建局", "清河县政府"].into_iter().enumerate() {
            let unit = UnitId(n as u128 + 1);
            founding.push(Action::AddUnit { unit, values: vec![UnitValue::Name(name.to_owned())] });
        }
        for n in 1..=3 {
            let values = vec![IssueValue::Title(format!("问题{n}")), IssueValue::LeadUnit(Some(UnitId(1)))];
            founding.push(Action::RegisterIssue { issue: IssueId(n), values });
        }
        copy.act(Action::Batch(founding)).expect("the founding");
        copy
    }

    fn context(&self) -> Context {
        Context {
            today: self.now.date(),
            now: self.now,
            author: self.author.to_owned(),
            unit: None,
            role: Role::Office,
            newest_change: None,
            clock_confirmed: false,
        }
    }

    pub(crate) fn act(&mut self, action: Action) -> Result<(), Refusal> {
        let ids = &mut self.ids;
        let action = action.with_ids(&mut || {
            *ids += 1;
            *ids
        });
        let edits = plan(&self.ledger, &action, &self.context())?;
        self.commit(&edits, None);
        Ok(())
    }

    fn commit(&mut self, edits: &[Edit], undoes: Option<ChangeId>) {
        if edits.is_empty() && undoes.is_none() {
            return;
        }
        let parts = into_parts(edits);
        self.now += TimeDelta::minutes(1);
        let header = Header {
            parents: self.history.heads(),
            generation: self.history.generation() + 1,
            author: self.author.to_owned(),
            unit: "市整改办".to_owned(),
            device: DeviceId(1),
            typed_at: self.now,
            reason: String::new(),
            undoes,
            grant: None,
            erases: Vec::new(),
            parts: Vec::new(),
        };
        let salt = format!("{}-{}", self.author, self.history.len());
        let change = write_change(header, &parts, || salt.clone()).expect("a change");
        let id = change.id;
        assert_eq!(self.history.insert(change), Ok(true), "a new change");
        for (key, part) in &parts {
            self.ledger.apply(id, *key, part, 0);
        }
    }

    pub(crate) fn undo(&mut self, redo: bool) -> Result<(), Refusal> {
        let cursor = self.history.undo_cursor(self.author, DeviceId(1));
        let target = if redo { cursor.redo } else { cursor.undo };
        let target = target.ok_or(Refusal::NothingToUndo)?;
        let past = PastEdits { history: &self.history, reader: &RonParts };
        let edits = undo_edits(&self.ledger, past, target, &self.context())?;
        self.commit(&edits, Some(target));
        Ok(())
    }

    /// Takes in the other copy's changes and folds anew.
    pub(crate) fn meet(&mut self, other: &Self) {
        let content = |ledger, history| LedgerContent { ledger, history, loose: Vec::new() };
        let mut mine = content(std::mem::take(&mut self.ledger), std::mem::take(&mut self.history));
        mine.take_in(&content(other.ledger.clone(), other.history.clone()));
        (self.ledger, self.history) = (mine.ledger, mine.history);
    }

    pub(crate) fn fold(&self) -> Ledger {
        self.history.fold(self.ledger.id, &RonParts)
    }
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just("完成截污".to_owned()), Just("𬀩\u{3000}“引号”\n换行\\".to_owned()), ".{0,12}"]
}

pub(crate) fn issue() -> impl Strategy<Value = IssueId> {
    (1_u128..=4).prop_map(IssueId)
}

fn unit() -> impl Strategy<Value = UnitId> {
    (1_u128..=4).prop_map(UnitId)
}

fn value() -> impl Strategy<Value = IssueValue> {
    let day: NaiveDate = "2026-12-31".parse().expect("a date");
    prop_oneof![
        text().prop_map(IssueValue::Title),
        text().prop_map(IssueValue::Goal),
        text().prop_map(IssueValue::Number),
        proptest::option::of(unit()).prop_map(IssueValue::LeadUnit),
        text().prop_map(move |words| IssueValue::FirstDeadline(Deadline::on(words, day))),
        any::<bool>().prop_map(IssueValue::LeadToConfirm),
    ]
}

pub(crate) fn step(name: &'static str) -> impl Fn((IssueId, u8)) -> Action {
    move |(issue, days)| {
        let step = procedure_presets::yulin();
        let step = step.step(&name.into()).expect("a step").clone();
        let date = TODAY.parse::<NaiveDate>().expect("a date") - TimeDelta::days(i64::from(days % 3));
        let entry = StepEntry {
            step: step.key,
            date: Some(date),
            signed: Signature { person: "陈国栋".to_owned(), unit: None },
            checklist: step
                .checklist
                .into_iter()
                .map(|question| rectification_ledger::domain::closure::ChecklistAnswer {
                    question,
                    met: true,
                    note: String::new(),
                })
                .collect(),
            materials: step
                .materials
                .into_iter()
                .map(|demand| rectification_ledger::domain::closure::MaterialGiven {
                    key: demand.key,
                    evidence: Vec::new(),
                    on_paper: "柜".to_owned(),
                })
                .collect(),
            ..StepEntry::default()
        };
        Action::TakeStep { issue, record: RecordId(0), round: RoundId(0), entry: Box::new(entry) }
    }
}

pub(crate) fn action() -> impl Strategy<Value = Action> {
    let note = (issue(), text(), 1_u32..=12).prop_map(|(issue, text, month)| Action::Append {
        issue,
        record: RecordId(0),
        entry: NewRecord::Progress(ProgressNote {
            month: Month { year: 2026, month },
            rating: Some(ScheduleRating::OnSchedule),
            text,
            ..ProgressNote::default()
        }),
    });
    let send_back = (issue(), text()).prop_map(|(issue, reason)| Action::SendBack {
        issue,
        record: RecordId(0),
        date: TODAY.parse().expect("a date"),
        signed: Signature { person: "王敏".to_owned(), unit: None },
        reason,
    });
    let withdraw =
        (issue(), text()).prop_map(|(issue, reason)| Action::Withdraw { issue, item: IssueItem::Issue, reason });
    let add_measure = (issue(), text()).prop_map(|(issue, text)| Action::AddMeasure {
        issue,
        measure: MeasureId(0),
        values: vec![MeasureValue::Text(text)],
    });
    prop_oneof![
        4 => (issue(), value()).prop_map(|(issue, value)| Action::SetIssue { issue, value }),
        1 => (issue(), value()).prop_map(|(issue, value)| Action::Resolve(Box::new(Action::SetIssue { issue, value }))),
        2 => (issue(), unit()).prop_map(|(issue, unit)| Action::AddIssueUnit { issue, role: UnitRole::Cooperating, unit }),
        1 => (issue(), unit()).prop_map(|(issue, unit)| Action::RemoveIssueUnit { issue, role: UnitRole::Cooperating, unit }),
        1 => (unit(), text()).prop_map(|(unit, name)| Action::SetUnit { unit, value: UnitValue::Name(name) }),
        1 => (issue(), unit()).prop_map(|(issue, unit)| Action::ConfirmLead { issue, unit }),
        1 => (issue(), text()).prop_map(|(issue, title)| Action::RegisterIssue { issue, values: vec![IssueValue::Title(title)] }),
        2 => note,
        1 => add_measure,
        2 => (issue(), any::<u8>()).prop_map(step("assignment")),
        2 => (issue(), any::<u8>()).prop_map(step("site_verification")),
        2 => (issue(), any::<u8>()).prop_map(step("closure_application")),
        1 => (issue(), any::<u8>()).prop_map(step("document_review")),
        1 => send_back,
        1 => withdraw,
        1 => issue().prop_map(|issue| Action::Restore { issue, item: IssueItem::Issue }),
    ]
}

/// What somebody does on a copy.
#[derive(Clone, Debug)]
pub(crate) enum Doing {
    Act(Box<Action>),
    Undo,
    Redo,
}

pub(crate) fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        8 => action().prop_map(|action| Doing::Act(Box::new(action))),
        2 => Just(Doing::Undo),
        1 => Just(Doing::Redo),
    ]
}

pub(crate) fn does(copy: &mut Copy, doing: &Doing) {
    let done = match doing {
        Doing::Act(action) => copy.act((**action).clone()),
        Doing::Undo => copy.undo(false),
        Doing::Redo => copy.undo(true),
    };
    // A refusal changes nothing; that is looked at in the rules' own tests.
    drop(done);
}

/// What a person sees of a ledger: shown values and presences, without the names of edits.
fn seen(ledger: &Ledger) -> BTreeMap<String, String> {
    let mut seen = BTreeMap::new();
    for issue in ledger.issues.values().filter(|issue| issue.is_listed()) {
        let key = |what: &str| format!("{} {what}", issue.id);
        for field in IssueField::ALL {
            seen.insert(key(&format!("{field:?}")), format!("{:?}", issue.fields.value(*field)));
        }
        seen.insert(key("presence"), format!("{:?}", issue.presence.get()));
        let mut units: Vec<_> = issue.cooperating_units.iter().chain(issue.co_lead_units.iter()).collect();
        units.sort();
        seen.insert(key("units"), format!("{units:?}"));
        let records: Vec<_> = issue.live_records().map(|record| &record.body).collect();
        seen.insert(key("records"), format!("{records:?}"));
        let measures: Vec<_> = issue.live_measures().into_iter().map(|m| m.fields.text.get().clone()).collect();
        seen.insert(key("measures"), format!("{measures:?}"));
        seen.insert(key("stage"), format!("{:?}", issue.stage()));
    }
    for unit in ledger.directory.units.values() {
        let names: Vec<_> = unit.aliases.iter().collect();
        seen.insert(format!("{}", unit.id), format!("{} {names:?} {:?}", unit.fields.name.get(), unit.presence.get()));
    }
    seen
}

fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let keys = one.keys().chain(other.keys());
    let differ = keys.filter(|key| one.get(*key) != other.get(*key));
    differ.map(|key| format!("{key}: {:?} / {:?}", one.get(key), other.get(key))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_fold_of_the_history_is_the_ledger(doings in proptest::collection::vec(doing(), 0..24)) {
        let mut copy = Copy::new();
        for doing in &doings {
            does(&mut copy, doing);
        }
        prop_assert!(copy.fold() == copy.ledger);
    }

    #[test]
    fn undo_shows_what_was_before_and_redo_what_was_after(
        before in proptest::collection::vec(doing(), 0..12),
        last in proptest::collection::vec(action(), 1..10),
    ) {
        let mut copy = Copy::new();
        for doing in &before {
            does(&mut copy, doing);
        }
        let mut shown = vec![seen(&copy.ledger)];
        for action in last {
            let n = copy.history.len();
            drop(copy.act(action));
            if copy.history.len() > n {
                shown.push(seen(&copy.ledger));
            }
        }
        for expected in shown.iter().rev().skip(1) {
            copy.undo(false).expect("an own change that nobody touched since");
            prop_assert_eq!(differing(&seen(&copy.ledger), expected), Vec::<String>::new());
        }
        for expected in shown.iter().skip(1) {
            copy.undo(true).expect("an own undo");
            prop_assert_eq!(differing(&seen(&copy.ledger), expected), Vec::<String>::new());
        }
        prop_assert!(copy.fold() == copy.ledger);
    }

    #[test]
    fn copies_that_meet_are_equal_whoever_takes_the_other_in(
        ours in proptest::collection::vec(doing(), 0..10),
        theirs in proptest::collection::vec(doing(), 0..10),
    ) {
        let mut one = Copy::new();
        let mut two = Copy { author: "李强", ids: 1 << 80, ..one.clone() };
        for doing in &ours {
            does(&mut one, doing);
        }
        for doing in &theirs {
            does(&mut two, doing);
        }
        let (apart, mut met) = (one.clone(), two.clone());
        one.meet(&two);
        met.meet(&apart);
        prop_assert!(one.ledger == met.ledger);
        prop_assert_eq!(one.history.heads(), met.history.heads());
        // A change made on both heads joins them.
        one.act(Action::SetUnit { unit: UnitId(3), value: UnitValue::Region("东".to_owned()) }).expect("an edit");
        prop_assert_eq!(one.history.heads().len(), 1);
        prop_assert!(one.fold() == one.ledger);
    }
}

#[test]
fn two_heads_and_a_conflicted_field_can_be_shown() {
    let mut one = Copy::new();
    let mut two = Copy { author: "李强", ids: 1 << 80, ..one.clone() };
    let goal = |words: &str| Action::SetIssue { issue: IssueId(1), value: IssueValue::Goal(words.to_owned()) };
    one.act(goal("达标")).expect("an edit");
    two.act(goal("全面达标")).expect("an edit");
    one.meet(&two);
    assert_eq!(one.history.heads().len(), 2, "the copies went on apart");
    let issue = one.ledger.issue(IssueId(1)).expect("the issue");
    assert_eq!(issue.fields.conflicts(), vec![IssueField::Goal]);
    assert_eq!(issue.fields.current(IssueField::Goal).len(), 2, "both values can be reached");
    one.act(Action::Resolve(Box::new(goal("达标")))).expect("a choice");
    let issue = one.ledger.issue(IssueId(1)).expect("the issue");
    assert!(issue.fields.conflicts().is_empty(), "chosen");
    one.undo(false).expect("taking the choice back");
    let issue = one.ledger.issue(IssueId(1)).expect("the issue");
    assert_eq!(issue.fields.conflicts(), vec![IssueField::Goal], "the conflict stands again");
}

#[test]
fn what_somebody_else_changed_since_is_not_undone() {
    let mut one = Copy::new();
    let goal = |words: &str| Action::SetIssue { issue: IssueId(1), value: IssueValue::Goal(words.to_owned()) };
    one.act(goal("达标")).expect("an edit");
    let mut two = Copy { author: "李强", ids: 1 << 80, ..one.clone() };
    two.act(goal("全面达标")).expect("an edit");
    one.meet(&two);
    let refused = one.undo(false);
    assert!(matches!(refused, Err(Refusal::ChangedSince(_))), "{refused:?}");
    assert_eq!(one.ledger.issue(IssueId(1)).expect("it").fields.goal.get(), "全面达标");
}

#[test]
fn hidden_and_erased_parts_leave_the_rest_readable_and_a_baseline_gives_what_they_held() {
    let mut whole = Copy::new();
    let goal = Action::SetIssue { issue: IssueId(1), value: IssueValue::Goal("达标".to_owned()) };
    whole.act(goal).expect("an edit");
    let mut package = History::default();
    for change in whole.history.in_order() {
        let mut change = change.clone();
        for (key, part) in &mut change.parts {
            match key {
                PartKey::Issue(IssueId(2)) => *part = HeldPart::Hidden,
                PartKey::Issue(IssueId(3)) => *part = HeldPart::Erased(change.id),
                PartKey::Issue(_)
                | PartKey::Directory
                | PartKey::Complaint(_)
                | PartKey::Case(_)
                | PartKey::Private => {}
            }
        }
        package.insert(change).expect("a change that lacks parts is still itself");
    }
    let counts = package.counts(&RonParts);
    assert_eq!((counts.hidden, counts.erased, counts.unknown), (1, 1, 0));
    let ledger = package.fold(LedgerId(7), &RonParts);
    assert_eq!(ledger.issue(IssueId(1)), whole.ledger.issue(IssueId(1)), "its own issue is whole");
    assert!(ledger.issue(IssueId(2)).is_none_or(|issue| !issue.registered), "hidden");
    let state = SubjectState::Issue(std::sync::Arc::clone(&whole.ledger.issues[&IssueId(2)]));
    let key = PartKey::Issue(IssueId(2));
    package.set_baseline(key, Baseline { at: whole.history.heads(), state });
    let ledger = package.fold(LedgerId(7), &RonParts);
    assert_eq!(ledger.issue(IssueId(2)), whole.ledger.issue(IssueId(2)), "the baseline gives its state");
}

#[test]
fn a_change_that_is_not_what_its_id_says_is_refused() {
    let whole = Copy::new();
    let mut forged = whole.history.in_order().next().expect("a change").clone();
    forged.text = forged.text.replace("王敏", "李强").into();
    assert!(History::default().insert(forged).is_err(), "the id is the hash of the header");
    let mut forged = whole.history.in_order().next().expect("a change").clone();
    if let Some((_, HeldPart::Here(part))) = forged.parts.first_mut() {
        part.text = part.text.replace("榆林", "某地").into();
    }
    assert!(History::default().insert(forged).is_err(), "the header names the hash of each part");
}
