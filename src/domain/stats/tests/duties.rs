//! What waits for whom.

use super::*;
use crate::domain::{
    RecordId, RoundId,
    closure::{Round, RoundCause, StepRecord},
    directory::Unit,
    issue::IssueField,
    procedure::StepKey,
    procedure_presets,
    record::{Record, RecordBody, SupervisionNotice},
    register::Reg,
    rules::Role,
};

fn append(issue: &mut Issue, body: RecordBody) -> RecordId {
    let n = issue.records.len() as u32 + 1;
    let id = RecordId(u128::from(n) + 1000 * issue.id.0);
    issue.records.push(Record { id, at: EditKey(n, 0), presence: Reg::default(), body });
    id
}

/// An issue of unit 1, assigned on a day.
pub(super) fn assigned(n: u128, on: NaiveDate) -> Issue {
    let mut issue = issue(n, day(12, 31), "");
    issue.fields.set(EditKey(0, 1), IssueValue::LeadUnit(Some(UnitId(1))), &[]);
    let procedure = procedure_presets::yulin();
    issue.rounds.push(Round::new(RoundId(n), EditKey(0, 2), procedure, RoundCause::Assigned));
    pass(&mut issue, 0, on);
    issue
}

/// The step at `place` is taken on a day.
fn pass(issue: &mut Issue, place: usize, on: NaiveDate) {
    let round = issue.rounds.last().unwrap();
    let step: StepKey = round.procedure.steps[place].key.clone();
    let after = issue.standing(round).tips;
    let round = round.id;
    append(issue, RecordBody::Step(StepRecord { round, step, after, date: Some(on), ..StepRecord::default() }));
}

fn desk(role: Role, unit: Option<u128>) -> Desk {
    Desk { role, unit: unit.map(UnitId), today: day(9, 18) }
}

fn waiting(issues: &[Issue], desk: Desk) -> Vec<(WaitKind, usize)> {
    let mut ledger = Ledger::default();
    for n in [1, 2] {
        let unit = Unit { id: UnitId(n), ..Unit::default() };
        Arc::make_mut(&mut ledger.directory).units.insert(unit.id, unit);
    }
    let facts: Vec<_> = issues.iter().map(|it| IssueFacts::of(it, &ledger.directory, desk.today)).collect();
    let found = waits(&ledger, issues.iter().zip(&facts), desk);
    found.into_iter().map(|wait| (wait.kind, wait.count)).collect()
}

#[test]
fn what_is_not_assigned_waits_for_the_office_and_for_no_unit() {
    let mut new = issue(1, day(12, 31), "");
    new.fields.set(EditKey(0, 1), IssueValue::LeadUnit(Some(UnitId(1))), &[]);
    let all = [new];
    assert_eq!(waiting(&all, desk(Role::Office, None)), [(WaitKind::Assign, 1)]);
    assert_eq!(waiting(&all, desk(Role::Unit, Some(1))), []);
}

#[test]
fn a_step_waits_for_the_side_that_takes_it() {
    let mut one = assigned(1, day(9, 1));
    let steps = one.rounds[0].procedure.steps.clone();
    // Up to the application everything is the unit's, what follows is the office's.
    let reviewed = steps.iter().position(|step| step.kind.is_review()).unwrap();
    for place in 1..reviewed - 1 {
        pass(&mut one, place, day(9, 2));
    }
    let application = WaitKind::Step(steps[reviewed - 1].name.clone());
    let all = [one.clone()];
    assert!(waiting(&all, desk(Role::Unit, Some(1))).contains(&(application.clone(), 1)));
    assert!(!waiting(&all, desk(Role::Unit, Some(2))).contains(&(application.clone(), 1)), "not its issue");
    assert!(!waiting(&all, desk(Role::Office, None)).contains(&(application, 1)), "not its step");
    pass(&mut one, reviewed - 1, day(9, 3));
    let review = WaitKind::Step(steps[reviewed].name.clone());
    let all = [one];
    assert!(waiting(&all, desk(Role::Office, None)).contains(&(review.clone(), 1)));
    assert!(!waiting(&all, desk(Role::Unit, Some(1))).contains(&(review, 1)));
}

#[test]
fn a_notice_waits_for_the_unit_it_is_addressed_to_and_for_the_office_once_its_answer_is_late() {
    let notice = |unit: u128, due| {
        RecordBody::Notice(SupervisionNotice {
            unit: Some(UnitId(unit)),
            date: Some(day(9, 1)),
            answer_due: Some(due),
            ..SupervisionNotice::default()
        })
    };
    let mut one = assigned(1, day(9, 1));
    append(&mut one, notice(2, day(9, 30)));
    append(&mut one, notice(2, day(9, 10)));
    let all = [one];
    let unit = waiting(&all, desk(Role::Unit, Some(2)));
    assert_eq!(unit, [(WaitKind::AnswerOverdue, 1), (WaitKind::Answer, 1)]);
    assert!(!waiting(&all, desk(Role::Unit, Some(1))).contains(&(WaitKind::Answer, 1)), "addressed to another");
    let office = waiting(&all, desk(Role::Office, None));
    assert!(office.contains(&(WaitKind::AnswerOverdue, 1)) && !office.contains(&(WaitKind::Answer, 1)), "{office:?}");
}

#[test]
fn a_supervisor_sees_the_issues_the_own_unit_supervises() {
    let mut one = assigned(1, day(2, 1));
    one.fields.set(EditKey(0, 3), IssueValue::SupervisingUnit(Some(UnitId(2))), &[]);
    let old: Vec<_> = one.fields.current(IssueField::FirstDeadline).into_iter().map(|(key, _)| key).collect();
    one.fields.set(EditKey(0, 4), IssueValue::FirstDeadline(Deadline::on("", day(9, 1))), &old);
    let (who, words) = ("副市长".to_owned(), "限期解决".to_owned());
    append(&mut one, RecordBody::Instruction { who, words, date: day(9, 8), person: None });
    let all = [one];
    let found = waiting(&all, desk(Role::Supervisor, Some(2)));
    assert_eq!(found, [(WaitKind::Overdue, 1), (WaitKind::Instruction, 1)]);
    assert_eq!(waiting(&all, desk(Role::Supervisor, Some(1))), []);
}

#[test]
fn several_notices_of_one_issue_are_several_things_to_do_and_one_issue_to_show() {
    let mut one = assigned(1, day(9, 1));
    for of_month in [10, 12] {
        append(
            &mut one,
            RecordBody::Notice(SupervisionNotice {
                answer_due: Some(day(9, of_month)),
                ..SupervisionNotice::default()
            }),
        );
    }
    let ledger = Ledger::default();
    let facts = IssueFacts::of(&one, &ledger.directory, day(9, 18));
    let found = waits(&ledger, [(&one, &facts)].into_iter(), desk(Role::Office, None));
    let late = found.iter().find(|wait| wait.kind == WaitKind::AnswerOverdue).unwrap();
    assert_eq!((late.count, late.issues.as_slice()), (2, [IssueId(1)].as_slice()));
    assert_eq!(late.pressing, Some(Pressing::Due(day(9, 10))), "the most pressing");
}
