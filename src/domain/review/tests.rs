//! Tests of the review: each kind of finding is there when it should be, and not when it should not.

use chrono::NaiveDate;

use super::*;
use crate::domain::{
    closure::{RoundCause, StepOutcome, StepRecord},
    deadline::{Deadline, DeadlineDoubt},
    edit::{IssueEdit, PartEdits},
    ids::{LedgerId, Sha},
    issue::{IssueValue, UnitRole},
    procedure_presets,
    record::{Extension, ProgressNote, RecordBody, ScheduleRating, Signature},
};

const ISSUE: IssueId = IssueId(1);
const OTHER: IssueId = IssueId(2);

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, d).unwrap()
}

/// Applies edits to an issue, each call as a change of its own.
fn edit(ledger: &mut Ledger, issue: IssueId, n: u8, edits: Vec<IssueEdit>) {
    let change = ChangeId(Sha([n; 32]));
    ledger.apply(change, PartKey::Issue(issue), &PartEdits::Issue(edits), 0);
}

fn set(value: IssueValue) -> IssueEdit {
    IssueEdit::Set(value, Vec::new())
}

/// An issue with a lead that is nowhere in the directory.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new(LedgerId(1));
    for (n, id) in [(1, ISSUE), (2, OTHER)] {
        let title = set(IssueValue::Title("黑臭水体".to_owned()));
        let number = set(IssueValue::Number(format!("S-{n}")));
        edit(&mut ledger, id, n, vec![IssueEdit::Register, title, number, set(IssueValue::LeadUnit(Some(UnitId(7))))]);
    }
    let unit = vec![crate::domain::edit::DirectoryEdit::AddUnit(UnitId(7))];
    ledger.apply(ChangeId(Sha([9; 32])), PartKey::Directory, &PartEdits::Directory(unit), 0);
    ledger
}

fn found(ledger: &Ledger) -> Vec<Finding> {
    findings(ledger, &History::default())
}

#[test]
fn a_tidy_ledger_has_no_findings() {
    assert_eq!(found(&ledger()), [], "nothing to look at");
}

#[test]
fn two_values_made_apart_are_a_conflict() {
    let mut ledger = ledger();
    edit(&mut ledger, ISSUE, 20, vec![set(IssueValue::Goal("一".to_owned()))]);
    edit(&mut ledger, ISSUE, 21, vec![set(IssueValue::Goal("二".to_owned()))]);
    assert_eq!(found(&ledger), [Finding::IssueConflict { issue: ISSUE, field: IssueField::Goal }]);
    assert_eq!(found(&ledger)[0].group(), FindingGroup::Conflict);
}

#[test]
fn what_waits_to_be_confirmed_is_listed() {
    let mut ledger = ledger();
    let doubt = Some(DeadlineDoubt::YearBefore);
    let deadline = Deadline { doubt, ..Deadline::on("2027年前", day(30)) };
    edit(&mut ledger, ISSUE, 20, vec![set(IssueValue::FirstDeadline(deadline)), set(IssueValue::LeadToConfirm(true))]);
    let none = IssueEdit::Set(
        IssueValue::LeadUnit(None),
        ledger
            .issue(OTHER)
            .map(|issue| {
                issue.log.edit_refs(issue.fields.current(IssueField::LeadUnit).into_iter().map(|(key, _)| key))
            })
            .unwrap(),
    );
    edit(&mut ledger, OTHER, 21, vec![none, set(IssueValue::ByDocument("某文件".to_owned()))]);
    let wanted = [
        Finding::DeadlineToConfirm { issue: ISSUE },
        Finding::LeadToConfirm { issue: ISSUE },
        Finding::LeadMissing { issue: OTHER, by_document: "某文件".to_owned() },
    ];
    assert_eq!(found(&ledger), wanted);
}

#[test]
fn equal_numbers_of_one_inspection_are_listed_together() {
    let mut ledger = ledger();
    let refs = |ledger: &Ledger| {
        let issue = ledger.issue(OTHER).unwrap();
        issue.log.edit_refs(issue.fields.current(IssueField::Number).into_iter().map(|(key, _)| key))
    };
    let same = IssueEdit::Set(IssueValue::Number(" S-1".to_owned()), refs(&ledger));
    edit(&mut ledger, OTHER, 20, vec![same]);
    let twice = Finding::NumberTwice {
        inspection: InspectionId::default(),
        number: "S-1".to_owned(),
        issues: vec![ISSUE, OTHER],
    };
    assert_eq!(found(&ledger), [twice], "spaces tell nothing apart");
}

#[test]
fn units_that_are_not_in_the_directory_are_listed_once() {
    let mut ledger = ledger();
    let add = |role| IssueEdit::AddUnit(role, UnitId(8));
    edit(&mut ledger, ISSUE, 20, vec![add(UnitRole::CoLead), add(UnitRole::Cooperating)]);
    assert_eq!(found(&ledger), [Finding::UnitNotHere { issue: ISSUE, unit: UnitId(8) }]);
}

fn note(rating: ScheduleRating, corrects: Option<RecordId>) -> Box<RecordBody> {
    let month = Month { year: 2026, month: 8 };
    Box::new(RecordBody::Progress(ProgressNote { month, rating: Some(rating), corrects, ..ProgressNote::default() }))
}

#[test]
fn two_ratings_of_a_month_differ_until_one_corrects_the_other() {
    let mut ledger = ledger();
    let (a, b) = (RecordId(1), RecordId(2));
    edit(&mut ledger, ISSUE, 20, vec![IssueEdit::Append(a, note(ScheduleRating::Ahead, None))]);
    edit(&mut ledger, ISSUE, 21, vec![IssueEdit::Append(b, note(ScheduleRating::Behind, None))]);
    let differ = found(&ledger);
    assert!(matches!(&differ[..], [Finding::RatingsDiffer { records, .. }] if *records == [a, b]), "{differ:?}");
    edit(&mut ledger, ISSUE, 22, vec![IssueEdit::Append(RecordId(3), note(ScheduleRating::Behind, Some(a)))]);
    assert_eq!(found(&ledger), [], "the two left agree");
}

#[test]
fn several_acting_extensions_are_listed() {
    let mut ledger = ledger();
    for n in [1, 2] {
        let extension = Extension { new_date: Some(day(n)), ..Extension::default() };
        edit(
            &mut ledger,
            ISSUE,
            20 + n as u8,
            vec![IssueEdit::Append(RecordId(u128::from(n)), Box::new(RecordBody::Extension(extension)))],
        );
    }
    assert!(matches!(&found(&ledger)[..], [Finding::SeveralExtensions { extensions, .. }] if extensions.len() == 2));
}

#[test]
fn a_round_filed_without_its_steps_by_who_applied_is_listed() {
    let mut ledger = ledger();
    let procedure = procedure_presets::yulin();
    let round = RoundId(5);
    let open = IssueEdit::OpenRound(round, Box::new(procedure.clone()), RoundCause::Assigned);
    let mut edits = vec![open];
    let kinds = procedure.steps.iter().filter(|step| step.kind.is_application() || step.kind.is_filing());
    let mut after = Vec::new();
    for (n, step) in kinds.enumerate() {
        let id = RecordId(10 + n as u128);
        let signed = Signature { person: "李岩".to_owned(), unit: None };
        let record = StepRecord {
            round,
            step: step.key.clone(),
            after,
            date: Some(day(1)),
            signed,
            outcome: StepOutcome::Passed,
            ..StepRecord::default()
        };
        edits.push(IssueEdit::Append(id, Box::new(RecordBody::Step(record))));
        after = vec![id];
    }
    edit(&mut ledger, ISSUE, 20, edits);
    let found = found(&ledger);
    assert!(
        found.iter().any(|finding| matches!(finding, Finding::FiledLacking { missing, .. } if !missing.is_empty())),
        "{found:?}"
    );
    assert!(
        found.iter().any(|finding| matches!(finding, Finding::FiledByApplicant { person, .. } if person == "李岩"))
    );
    let late = StepRecord { round, step: procedure.steps[1].key.clone(), date: Some(day(2)), ..StepRecord::default() };
    edit(&mut ledger, ISSUE, 21, vec![IssueEdit::Append(RecordId(99), Box::new(RecordBody::Step(late)))]);
    let found = super::findings(&ledger, &History::default());
    assert!(
        found
            .iter()
            .any(|finding| matches!(finding, Finding::LateRecords { records, .. } if *records == [RecordId(99)]))
    );
}
