//! The closure procedure: what each step demands, and what is refused.

use super::*;
use crate::domain::closure::StepOutcome;
use crate::domain::record::RecordBody;

fn signed(person: &str) -> Signature {
    Signature { person: person.to_owned(), unit: Some(OFFICE) }
}

fn send_back(reason: &str, date: NaiveDate) -> Action {
    Action::SendBack { issue: ISSUE, record: RecordId(0), date, signed: signed("王敏"), reason: reason.to_owned() }
}

fn withdraw_application(date: NaiveDate) -> Action {
    let reason = "材料需补充".to_owned();
    Action::WithdrawApplication { issue: ISSUE, record: RecordId(0), date, signed: signed("陈国栋"), reason }
}

fn reopen(date: NaiveDate) -> Action {
    let (round, record) = (RoundId(0), RecordId(0));
    Action::Reopen { issue: ISSUE, round, record, date, signed: signed("王敏"), reason: "再次倾倒".to_owned() }
}

#[test]
fn the_yulin_procedure_goes_from_registered_to_closed() {
    let mut desk = Desk::new();
    assert_eq!(desk.stage(), Stage::Registered);
    desk.up_to("site_verification");
    assert_eq!(desk.stage(), Stage::Rectifying);
    assert_eq!(desk.issue().stage().name, "整改中");
    desk.up_to_from("site_verification", "site_check");
    assert_eq!(desk.stage(), Stage::Closing);
    assert_eq!(desk.issue().stage().name, "现场核查");
    desk.up_to_from("site_check", "");
    assert_eq!(desk.stage(), Stage::Closed);
}

#[test]
fn nothing_is_filed_without_every_required_step() {
    let mut desk = Desk::new();
    desk.up_to("document_review");
    let action = desk.step("filing", "王敏");
    let Err(Refusal::StepLacks(lacks)) = desk.act(&action) else {
        panic!("filed without review");
    };
    let steps: Vec<_> = lacks.iter().filter(|lack| matches!(lack, Missing::Step(..))).collect();
    assert!(steps.len() >= 3, "review, site check and publicity are missing: {lacks:?}");
}

#[test]
fn a_step_demands_its_materials() {
    let mut desk = Desk::new();
    desk.up_to("site_verification");
    let mut entry = desk.entry("site_verification", "陈国栋");
    entry.materials.retain(|material| material.key != "acceptance_report");
    let action = Desk::take(entry);
    let lacks =
        Missing::Material { key: "acceptance_report".to_owned(), name: "验收报告".to_owned(), need: 1, have: 0 };
    desk.refuses(action, &Refusal::StepLacks(vec![lacks]));
}

#[test]
fn the_four_not_let_go_are_answered_and_met() {
    let mut desk = Desk::new();
    desk.up_to("document_review");
    let mut entry = desk.entry("document_review", "王敏");
    let question = entry.checklist[0].question.clone();
    entry.checklist[0].met = false;
    let action = Desk::take(entry.clone());
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::ChecklistNotMet(question.clone())]));
    entry.checklist.remove(0);
    let action = Desk::take(entry);
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::ChecklistUnanswered(question)]));
}

#[test]
fn who_files_is_not_who_applied() {
    let mut desk = Desk::new();
    desk.up_to("filing");
    let action = desk.step("filing", "陈 国栋");
    desk.refuses(action, &Refusal::FiledByApplicant("陈 国栋".to_owned()));
    let action = desk.step("filing", "王敏");
    desk.does(action);
}

#[test]
fn a_public_notice_runs_its_full_days() {
    let mut desk = Desk::new();
    desk.up_to("publicity");
    let action = desk.step("publicity", "王敏");
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::NoticeNotBegun]));
    let from = desk.ctx.today;
    desk.does(Desk::append(NewRecord::Publicity { medium: "市政府网站".to_owned(), from }));
    let end = from + TimeDelta::days(6);
    let action = desk.step("publicity", "王敏");
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::NoticeRuns(end)]));
    desk.ctx.today = end;
    let action = desk.step("publicity", "王敏");
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::NoticeRuns(end)]));
    desk.ctx.today = end + TimeDelta::days(1);
    let action = desk.step("publicity", "王敏");
    desk.does(action);
}

#[test]
fn an_open_objection_holds_the_notice() {
    let mut desk = Desk::new();
    desk.up_to("publicity");
    desk.publish();
    let is_notice = |record: &&crate::domain::record::Record| matches!(record.body, RecordBody::Publicity(_));
    let publicity = desk.issue().live_records().find(is_notice).expect("a notice").id;
    let date = desk.ctx.today;
    desk.does(Desk::append(NewRecord::Objection { publicity, date, text: "仍有异味".to_owned() }));
    let objection = desk.issue().records.last().expect("a record").id;
    let action = desk.step("publicity", "王敏");
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::OpenObjection(objection)]));
    desk.does(Desk::append(NewRecord::ObjectionSettled { objection, date, outcome: "已复测达标".to_owned() }));
    let action = desk.step("publicity", "王敏");
    desk.does(action);
}

#[test]
fn a_return_leads_back_to_rectification_and_everything_is_done_again() {
    let mut desk = Desk::new();
    desk.up_to("site_check");
    let date = desk.ctx.today;
    desk.refuses(send_back(" ", date), &Refusal::ReasonMissing);
    desk.does(send_back("渗滤液仍外溢", date));
    assert_eq!(desk.stage(), Stage::Rectifying);
    let standing = desk.issue().standing(desk.issue().current_round().expect("a round"));
    assert_eq!((standing.returns, standing.passed.len()), (1, 1), "only the assignment still counts");
    desk.refuses(send_back("再退", date), &Refusal::NotAtReview);
}

#[test]
fn an_application_is_taken_back_only_before_review_begins() {
    let mut desk = Desk::new();
    desk.up_to("closure_application");
    let date = desk.ctx.today;
    desk.refuses(withdraw_application(date), &Refusal::NoApplication);
    desk.up_to_from("closure_application", "document_review");
    desk.does(withdraw_application(date));
    assert_eq!(desk.issue().stage().name, "申请销号", "the signature on site still stands");
    desk.up_to_from("closure_application", "site_check");
    desk.refuses(withdraw_application(date), &Refusal::ReviewBegun);
}

#[test]
fn a_filed_issue_takes_no_step_until_it_relapses_into_a_new_round() {
    let mut desk = Desk::new();
    let date = desk.ctx.today;
    desk.refuses(reopen(date), &Refusal::NotAssigned);
    desk.up_to("");
    let action = desk.step("filing", "王敏");
    desk.refuses(action, &Refusal::Closed);
    let date = desk.ctx.today;
    desk.refuses(send_back("不合格", date), &Refusal::Closed);
    desk.does(reopen(date));
    assert_eq!(desk.stage(), Stage::Rectifying);
    assert_eq!(desk.issue().stage().round, 2);
    let first = desk.issue().rounds.first().expect("the first round");
    assert!(desk.issue().standing(first).filed.is_some(), "the filed round stays readable");
    desk.refuses(reopen(date), &Refusal::NotClosed);
    desk.up_to_from("site_verification", "");
    assert_eq!((desk.stage(), desk.issue().stage().round), (Stage::Closed, 2));
}

#[test]
fn dates_are_neither_in_the_future_nor_before_the_step_they_follow() {
    let mut desk = Desk::new();
    desk.up_to("closure_application");
    let today = desk.ctx.today;
    let mut entry = desk.entry("closure_application", "陈国栋");
    entry.date = Some(today + TimeDelta::days(1));
    let action = Desk::take(entry.clone());
    desk.refuses(action, &Refusal::InTheFuture(today + TimeDelta::days(1)));
    entry.date = Some(today - TimeDelta::days(1));
    let action = Desk::take(entry);
    desk.refuses(action, &Refusal::TooEarly { date: today - TimeDelta::days(1), earliest: today });
}

#[test]
fn a_step_is_signed_by_somebody_on_a_day() {
    let mut desk = Desk::new();
    desk.up_to("closure_application");
    let mut entry = desk.entry("closure_application", " ");
    entry.date = None;
    let action = Desk::take(entry);
    desk.refuses(action, &Refusal::StepLacks(vec![Missing::Signature, Missing::Date]));
}

#[test]
fn a_step_is_not_taken_twice() {
    let mut desk = Desk::new();
    desk.up_to("document_review");
    let action = desk.step("site_verification", "陈国栋");
    desk.refuses(action, &Refusal::StepDone("site_verification".into()));
    let action = desk.step("assignment", "王敏");
    desk.refuses(action, &Refusal::AssignedAlready);
}

#[test]
fn assignment_needs_one_confirmed_lead_and_a_confirmed_deadline() {
    let mut desk = Desk::new();
    let doubtful = Deadline { doubt: Some(DeadlineDoubt::YearOnly), ..Deadline::on("到2026年", day("2026-12-31")) };
    desk.does(Action::SetIssue { issue: ISSUE, value: IssueValue::FirstDeadline(doubtful) });
    desk.does(Action::SetIssue { issue: ISSUE, value: IssueValue::LeadToConfirm(true) });
    let action = desk.step("assignment", "王敏");
    let lacks = vec![Missing::LeadConfirmation, Missing::DeadlineConfirmation];
    desk.refuses(action.clone(), &Refusal::StepLacks(lacks));
    desk.does(Action::ConfirmLead { issue: ISSUE, unit: OTHER });
    assert!(desk.issue().co_lead_units.contains(&LEAD), "the one that led before leads along");
    desk.does(Action::ConfirmDeadline { issue: ISSUE, date: None });
    desk.does(action);
    assert_eq!(desk.stage(), Stage::Rectifying);
}

#[test]
fn the_procedure_is_frozen_by_the_round() {
    let mut desk = Desk::new();
    desk.does(Action::SetProcedure(Box::new(procedure_presets::boshan())));
    let other = IssueValue::Procedure(procedure_presets::boshan().name);
    desk.does(Action::SetIssue { issue: ISSUE, value: other.clone() });
    desk.does(Action::SetIssue { issue: ISSUE, value: IssueValue::Procedure(String::new()) });
    desk.up_to("site_verification");
    desk.refuses(Action::SetIssue { issue: ISSUE, value: other }, &Refusal::ProcedureFrozen);
    let mut changed = procedure_presets::yulin();
    changed.steps.retain(|step| step.required && step.key != "site_check".into());
    desk.does(Action::SetProcedure(Box::new(changed)));
    let round = desk.issue().current_round().expect("a round");
    assert!(round.procedure.step(&"site_check".into()).is_some(), "the round has its own copy");
}

#[test]
fn contradicting_records_show_the_less_advanced_stage_and_block_filing() {
    let mut desk = Desk::new();
    desk.up_to("filing");
    let before = desk.ledger.clone();
    // Two people act apart on the same round, each without having seen the other.
    let back =
        plan(&desk.ledger, &send_back("复查不合格", desk.ctx.today).with_ids(&mut || 71), &desk.ctx).expect("edits");
    let mut apart = Desk { ledger: before, ctx: desk.ctx.clone(), n: 500 };
    let withdrawn = send_back("另一人也退回", desk.ctx.today).with_ids(&mut || 72);
    apart.does(withdrawn);
    for (key, part) in into_parts(&back) {
        apart.ledger.apply(ChangeId(Sha::of(&[b"apart"])), key, &part, 0);
    }
    let standing = apart.issue().standing(apart.issue().current_round().expect("a round"));
    assert!(standing.is_contradicted(), "two tips");
    assert_eq!(apart.stage(), Stage::Rectifying, "the less advanced stage is shown");
    assert!(apart.issue().stage().contradicted);
    let action = apart.step("filing", "王敏");
    apart.refuses(action, &Refusal::Contradicted);
    let settle = apart.step("site_verification", "陈国栋");
    apart.does(settle);
    let standing = apart.issue().standing(apart.issue().current_round().expect("a round"));
    assert!(!standing.is_contradicted(), "a step entered by a person settles it");
}

#[test]
fn records_that_arrive_for_a_filed_round_move_nothing() {
    let mut desk = Desk::new();
    desk.up_to("filing");
    let late =
        plan(&desk.ledger, &send_back("迟到的退回", desk.ctx.today).with_ids(&mut || 73), &desk.ctx).expect("edits");
    let action = desk.step("filing", "王敏");
    desk.does(action);
    for (key, part) in into_parts(&late) {
        desk.ledger.apply(ChangeId(Sha::of(&[b"late"])), key, &part, 0);
    }
    assert_eq!(desk.stage(), Stage::Closed);
    let standing = desk.issue().standing(desk.issue().current_round().expect("a round"));
    assert_eq!(standing.late, vec![RecordId(73)], "kept, and listed for review");
    let sent_back = desk.issue().steps_of(desk.issue().rounds[0].id);
    assert!(sent_back.iter().any(|(_, step)| matches!(step.outcome, StepOutcome::SentBack(_))), "readable");
}

#[test]
fn a_standing_duty_is_looked_after_once_closed() {
    let mut desk = Desk::new();
    let standing = Deadline { standing: true, ..Deadline::on("2026年底前，并长期坚持", day("2026-12-31")) };
    desk.does(Action::SetIssue { issue: ISSUE, value: IssueValue::FirstDeadline(standing) });
    desk.up_to("");
    assert_eq!(desk.stage(), Stage::Consolidating);
}

#[test]
fn where_the_procedure_says_so_the_right_unit_signs() {
    let mut desk = Desk::new();
    let mut procedure = procedure_presets::yulin();
    for step in &mut procedure.steps {
        step.unit_must_match = step.key == "site_verification".into();
    }
    desk.does(Action::SetProcedure(Box::new(procedure)));
    desk.up_to("site_verification");
    let mut entry = desk.entry("site_verification", "陈国栋");
    entry.signed.unit = Some(OTHER);
    let action = Desk::take(entry);
    desk.refuses(action, &Refusal::WrongUnitSigned);
}

#[test]
fn the_id_of_a_record_is_used_once() {
    let mut desk = Desk::new();
    desk.up_to("document_review");
    let used = desk.issue().records.last().expect("a record").id;
    let mut action = desk.step("document_review", "王敏");
    if let Action::TakeStep { record, .. } = &mut action {
        *record = used;
    }
    desk.refuses(action, &Refusal::ExistsAlready(crate::domain::rules::Thing::Record));
}

#[test]
fn a_look_back_is_for_filed_issues() {
    let mut desk = Desk::new();
    desk.up_to("filing");
    let date = desk.ctx.today;
    let look_back = NewRecord::LookBack { date, signed: signed("王敏"), qualified: true, text: String::new() };
    let action = Desk::append(look_back);
    desk.refuses(action.clone(), &Refusal::NotClosed);
    let filing = desk.step("filing", "王敏");
    desk.does(filing);
    desk.does(action);
    assert_eq!(desk.stage(), Stage::Closed);
}
