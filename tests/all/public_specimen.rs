//! A ledger in which every field of every entity says something of its own, for tests of what the public may see.

#![expect(clippy::wildcard_enum_match_arm, reason = "every other value is a leaf")]

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use rectification_ledger::domain::{
    CaseId, ChangeId, CheckpointId, ComplaintId, DrawId, EditKey, InspectionId, IssueId, LedgerId, MeasureId, PersonId,
    RecordId, RoundId, Sha, TargetId, UnitId,
    closure::{ChecklistAnswer, MaterialGiven, Round, RoundCause, StepOutcome, StepRecord},
    complaint::{AccountabilityCase, CaseField, CaseValue, Complaint, ComplaintField, ComplaintValue},
    deadline::Deadline,
    directory::{
        Directory, Inspection, InspectionField, InspectionValue, LedgerField, LedgerValue, Person, PersonField,
        PersonValue, Unit, UnitField, UnitValue,
    },
    draw::{Draw, DrawEntry},
    edit::PrivateSubject,
    issue::{Issue, IssueField, IssueValue},
    ledger::{Ledger, Private},
    measure::{
        Checkpoint, CheckpointField, CheckpointValue, Measure, MeasureField, MeasureValue, Target, TargetField,
        TargetValue,
    },
    procedure_presets,
    record::{
        Evidence, Extension, Month, ProgressNote, Publicity, Record, RecordBody, ScheduleRating, Signature,
        SupervisionNotice, Verdict,
    },
    register::Reg,
    supervision_presets,
    view::SavedView,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

const AT: EditKey = EditKey(0, 0);
const ROUND: RoundId = RoundId(31);
const UNIT: UnitId = UnitId(21);
const PERSON: PersonId = PersonId(22);
const INSPECTION: InspectionId = InspectionId(23);

/// A marker and where it stands: the entity and the path in its stored form.
pub(crate) struct Mark {
    pub(crate) word: String,
    pub(crate) entity: &'static str,
    pub(crate) path: Vec<String>,
}

/// The specimen with a word of its own in every free text.
pub(crate) fn marked() -> (Ledger, Vec<Mark>) {
    let mut marks = Vec::new();
    let mut ledger = Ledger::new(LedgerId(1));
    ledger.directory = Arc::new(mark(&directory(), "directory", &mut marks));
    ledger.issues.insert(IssueId(11), Arc::new(mark(&issue(), "issue", &mut marks)));
    ledger.complaints.insert(ComplaintId(12), Arc::new(mark(&complaint(), "complaint", &mut marks)));
    for (id, published) in [(CaseId(13), None), (CaseId(14), Some(day()))] {
        let entity = if published.is_some() { "case" } else { "case not published" };
        ledger.cases.insert(id, Arc::new(mark(&case(id, published), entity, &mut marks)));
    }
    let mut private = Private::default();
    for (subject, word) in
        [(PrivateSubject::Phone(PERSON), "MARKPHONE"), (PrivateSubject::Reporter(ComplaintId(12)), "MARKREPORTER")]
    {
        let mut text: Reg<String> = Reg::default();
        text.set(AT, word.to_owned(), &[]);
        private.texts.insert(subject, text);
        marks.push(Mark { word: word.to_owned(), entity: "private", path: Vec::new() });
    }
    ledger.private = Arc::new(private);
    (ledger, marks)
}

/// Puts a word of its own into every text that takes one: ids, days and names of variants do not.
fn mark<T: Serialize + DeserializeOwned>(whole: &T, entity: &'static str, marks: &mut Vec<Mark>) -> T {
    let mut value = serde_json::to_value(whole).expect("a stored form");
    let mut places = Vec::new();
    texts(&value, &mut Vec::new(), &mut places);
    for place in places {
        let word = format!("MARK{:04}Z", marks.len());
        let old = std::mem::replace(at(&mut value, &place), Value::String(word.clone()));
        if serde_json::from_value::<T>(value.clone()).is_ok() {
            marks.push(Mark { word, entity, path: plain(&place) });
        } else {
            *at(&mut value, &place) = old;
        }
    }
    serde_json::from_value(value).expect("the specimen")
}

/// A step into a value: the key of an object or the place in a list.
#[derive(Clone)]
enum Step {
    Key(String),
    Place(usize),
}

fn texts(value: &Value, here: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    match value {
        Value::String(_) => found.push(here.clone()),
        Value::Array(members) => {
            for (n, member) in members.iter().enumerate() {
                here.push(Step::Place(n));
                texts(member, here, found);
                here.pop();
            }
        }
        Value::Object(map) => {
            for (key, member) in map {
                // Who is who is told by ids and names of steps and levels: those stay.
                if key == "log" {
                    continue;
                }
                here.push(Step::Key(key.clone()));
                texts(member, here, found);
                here.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn at<'a>(value: &'a mut Value, place: &[Step]) -> &'a mut Value {
    place.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Place(n) => &mut value[n],
    })
}

/// The path without the places in lists.
fn plain(place: &[Step]) -> Vec<String> {
    let key = |step: &Step| match step {
        Step::Key(key) => Some(key.clone()),
        Step::Place(_) => None,
    };
    place.iter().filter_map(key).collect()
}

/// Every path of a value that ends in something, for the test that each is marked.
pub(crate) fn paths(value: &Value, here: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Array(members) if !members.is_empty() => members.iter().for_each(|member| paths(member, here, found)),
        Value::Object(map) if !map.is_empty() => {
            for (key, member) in map {
                here.push(key.clone());
                paths(member, here, found);
                here.pop();
            }
        }
        _ => found.push(here.clone()),
    }
}

/// The stored forms of the specimen by entity.
pub(crate) fn stored() -> BTreeMap<&'static str, Value> {
    let of = |value: Result<Value, serde_json::Error>| value.expect("a stored form");
    BTreeMap::from([
        ("directory", of(serde_json::to_value(directory()))),
        ("issue", of(serde_json::to_value(issue()))),
        ("complaint", of(serde_json::to_value(complaint()))),
        ("case", of(serde_json::to_value(case(CaseId(14), Some(day()))))),
    ])
}

fn day() -> NaiveDate {
    "2026-10-08".parse().expect("a day")
}

fn signed() -> Signature {
    Signature { person: "x".to_owned(), unit: Some(UNIT) }
}

macro_rules! all_set {
    ($fields:expr, $names:ident, $values:ident, $($other:expr),* $(,)?) => {{
        for name in $names::ALL {
            $fields.set(AT, $values::unset(*name), &[]);
        }
        $($fields.set(EditKey(0, 1), $other, &[AT]);)*
    }};
}

fn issue() -> Issue {
    let mut issue = Issue { id: IssueId(11), registered: true, ..Issue::default() };
    issue.log.0.push(ChangeId::default());
    all_set!(
        issue.fields,
        IssueField,
        IssueValue,
        IssueValue::Inspection(INSPECTION),
        IssueValue::LeadUnit(Some(UNIT)),
        IssueValue::PersonInCharge(Some(PERSON)),
        IssueValue::FirstDeadline(Deadline::on("年底前", day())),
    );
    issue.co_lead_units.add(AT, UNIT);
    issue.cooperating_units.add(AT, UNIT);
    issue.related.add(AT, IssueId(77));
    let mut measure = Measure { id: MeasureId(41), added: AT, ..Measure::default() };
    all_set!(measure.fields, MeasureField, MeasureValue,);
    issue.measures.insert(measure.id, measure);
    let mut checkpoint = Checkpoint { id: CheckpointId(42), added: AT, ..Checkpoint::default() };
    all_set!(checkpoint.fields, CheckpointField, CheckpointValue,);
    issue.checkpoints.insert(checkpoint.id, checkpoint);
    let mut target = Target { id: TargetId(43), added: AT, ..Target::default() };
    all_set!(target.fields, TargetField, TargetValue,);
    issue.targets.insert(target.id, target);
    issue.rounds.push(Round::new(RoundId(30), AT, procedure_presets::yulin(), RoundCause::Assigned));
    let cause = RoundCause::Relapse { date: day(), reason: "x".to_owned(), signed: signed() };
    issue.rounds.push(Round::new(ROUND, AT, procedure_presets::yulin(), cause));
    for (n, body) in bodies().into_iter().enumerate() {
        issue.records.push(Record { id: RecordId(100 + n as u128), at: AT, presence: Reg::default(), body });
    }
    issue
}

fn step(outcome: StepOutcome) -> RecordBody {
    RecordBody::Step(StepRecord {
        round: ROUND,
        step: "document_review".into(),
        after: vec![RecordId(100)],
        date: Some(day()),
        signed: signed(),
        outcome,
        opinion: "x".to_owned(),
        checklist: vec![ChecklistAnswer { question: "x".to_owned(), met: true, note: "x".to_owned() }],
        materials: vec![MaterialGiven { key: "x".to_owned(), evidence: vec![RecordId(100)], on_paper: "x".to_owned() }],
        filing_number: "x".to_owned(),
    })
}

/// One record of each kind; a kind that is new has to be entered here.
#[expect(clippy::too_many_lines, reason = "a record for each kind")]
fn bodies() -> Vec<RecordBody> {
    let text = || "x".to_owned();
    let record = RecordId(100);
    let bodies = vec![
        RecordBody::Progress(ProgressNote {
            month: Month { year: 2026, month: 9 },
            unit: Some(UNIT),
            date: Some(day()),
            rating: Some(ScheduleRating::Behind),
            text: text(),
            problems: text(),
            next_step: text(),
            corrects: Some(RecordId(5)),
        }),
        RecordBody::Notice(SupervisionNotice {
            level: text(),
            number: text(),
            unit: Some(UNIT),
            date: Some(day()),
            cause: text(),
            demand: text(),
            answer_due: Some(day()),
            signed: signed(),
        }),
        RecordBody::NoticeAnswer { notice: record, date: day(), text: text(), signed: signed() },
        RecordBody::NoticeLifted { notice: record, date: day(), reason: text() },
        RecordBody::Extension(Extension {
            new_date: Some(day()),
            reason: text(),
            approver: text(),
            document: text(),
            date: Some(day()),
            after: vec![record],
        }),
        RecordBody::ExtensionChosen { chosen: record, over: vec![record], reason: text() },
        RecordBody::DeadlineCorrected { deadline: Deadline::on("x", day()), reason: text(), page: text() },
        step(StepOutcome::Passed),
        step(StepOutcome::SentBack(text())),
        step(StepOutcome::ApplicationWithdrawn(text())),
        RecordBody::Publicity(Publicity {
            round: ROUND,
            step: "publicity".into(),
            medium: text(),
            from: Some(day()),
            to: Some(day()),
        }),
        RecordBody::Objection { publicity: record, date: day(), text: text() },
        RecordBody::ObjectionSettled { objection: record, date: day(), outcome: text() },
        RecordBody::LookBack { round: ROUND, date: day(), signed: signed(), qualified: true, text: text() },
        RecordBody::Evidence(Evidence {
            name: text(),
            material: text(),
            size: 1,
            sha: Sha::default(),
            step: Some("publicity".into()),
            round: Some(ROUND),
            date: Some(day()),
            note: text(),
        }),
        RecordBody::Instruction { who: text(), words: text(), date: day(), person: Some(PERSON) },
        RecordBody::InstructionOutcome { instruction: record, date: day(), text: text() },
        RecordBody::Remark { date: day(), signed: signed(), text: text(), verdict: Verdict::Unsatisfied },
        RecordBody::Reading { target: TargetId(43), date: day(), value: text(), note: text() },
    ];
    bodies.iter().for_each(is_entered);
    bodies
}

/// Does not compile once there is a kind of record that is not in the specimen.
fn is_entered(body: &RecordBody) {
    match body {
        RecordBody::Progress(_)
        | RecordBody::Notice(_)
        | RecordBody::NoticeAnswer { .. }
        | RecordBody::NoticeLifted { .. }
        | RecordBody::Extension(_)
        | RecordBody::ExtensionChosen { .. }
        | RecordBody::DeadlineCorrected { .. }
        | RecordBody::Step(_)
        | RecordBody::Publicity(_)
        | RecordBody::Objection { .. }
        | RecordBody::ObjectionSettled { .. }
        | RecordBody::LookBack { .. }
        | RecordBody::Evidence(_)
        | RecordBody::Instruction { .. }
        | RecordBody::InstructionOutcome { .. }
        | RecordBody::Remark { .. }
        | RecordBody::Reading { .. } => {}
    }
}

fn directory() -> Directory {
    let mut directory = Directory::default();
    directory.log.0.push(ChangeId::default());
    let scale = supervision_presets::all().into_iter().next();
    all_set!(directory.fields, LedgerField, LedgerValue, LedgerValue::Office(Some(UNIT)), LedgerValue::Scale(scale),);
    let mut procedure = Reg::default();
    procedure.set(AT, Some(procedure_presets::yulin()), &[]);
    directory.procedures.insert("x".to_owned(), procedure);
    directory.categories.add(AT, "x".to_owned());
    let mut unit = Unit { id: UNIT, added: AT, ..Unit::default() };
    all_set!(unit.fields, UnitField, UnitValue,);
    unit.aliases.add(AT, "x".to_owned());
    unit.members.add(AT, UNIT);
    directory.units.insert(UNIT, unit);
    for id in [PERSON, PersonId(99)] {
        let mut person = Person { id, added: AT, ..Person::default() };
        all_set!(person.fields, PersonField, PersonValue, PersonValue::Unit(Some(UNIT)));
        directory.people.insert(id, person);
    }
    let mut inspection = Inspection { id: INSPECTION, added: AT, ..Inspection::default() };
    all_set!(inspection.fields, InspectionField, InspectionValue,);
    directory.inspections.insert(INSPECTION, inspection);
    let draw = Draw {
        seed: "x".to_owned(),
        filter: "x".to_owned(),
        purpose: "x".to_owned(),
        date: Some(day()),
        ..Draw::default()
    };
    directory.draws.insert(DrawId(51), DrawEntry { id: DrawId(51), added: AT, draw, ..DrawEntry::default() });
    let mut view = Reg::default();
    view.set(AT, Some(SavedView { quick: "x".to_owned(), ..SavedView::default() }), &[]);
    directory.views.insert("x".to_owned(), view);
    directory
}

fn complaint() -> Complaint {
    let mut complaint = Complaint { id: ComplaintId(12), registered: true, ..Complaint::default() };
    complaint.log.0.push(ChangeId::default());
    all_set!(complaint.fields, ComplaintField, ComplaintValue,);
    complaint.kinds.add(AT, "x".to_owned());
    complaint.regions.add(AT, "x".to_owned());
    complaint.issues.add(AT, IssueId(11));
    complaint
}

fn case(id: CaseId, published: Option<NaiveDate>) -> AccountabilityCase {
    let mut case = AccountabilityCase { id, registered: true, ..AccountabilityCase::default() };
    case.log.0.push(ChangeId::default());
    all_set!(case.fields, CaseField, CaseValue, CaseValue::PublishedOn(published));
    case.issues.add(AT, IssueId(11));
    case
}
