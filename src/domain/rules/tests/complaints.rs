//! Complaints and cases, links between issues, and reasons of whole changes.

use super::*;
use crate::domain::{
    CaseId, ComplaintId,
    complaint::{CaseValue, ComplaintValue},
};

const ONE: ComplaintId = ComplaintId(71);
const TWO: ComplaintId = ComplaintId(72);
const THREE: ComplaintId = ComplaintId(73);
const OTHER_ISSUE: IssueId = IssueId(2);

fn register(complaint: ComplaintId) -> Action {
    let values = vec![ComplaintValue::Facts("夜间施工".to_owned())];
    Action::RegisterComplaint { complaint, values, kinds: Vec::new() }
}

fn repeats(complaint: ComplaintId, of: ComplaintId) -> Action {
    Action::SetComplaint { complaint, value: ComplaintValue::Repeats(Some(of)) }
}

fn merged(complaint: ComplaintId, into: ComplaintId) -> Action {
    Action::SetComplaint { complaint, value: ComplaintValue::MergedInto(Some(into)) }
}

#[test]
fn a_complaint_does_not_lead_back_to_itself() {
    let mut desk = Desk::new();
    for id in [ONE, TWO, THREE] {
        desk.does(register(id));
    }
    desk.refuses(repeats(ONE, ONE), &Refusal::LeadsToItself);
    desk.refuses(repeats(ONE, ComplaintId(99)), &Refusal::NotHere(super::super::Thing::Complaint));
    desk.does(repeats(TWO, ONE));
    desk.does(merged(THREE, TWO));
    desk.refuses(merged(ONE, THREE), &Refusal::LeadsToItself);
    desk.refuses(repeats(ONE, TWO), &Refusal::LeadsToItself);
}

#[test]
fn a_complaint_concerns_several_regions_each_once() {
    let mut desk = Desk::new();
    desk.does(register(ONE));
    let region = |name: &str, present| Action::ComplaintRegion { complaint: ONE, region: name.to_owned(), present };
    desk.does(region("清河县", true));
    desk.does(region(" 清河县 ", true));
    desk.does(region("东城区", true));
    desk.does(region("", true));
    let regions = |desk: &Desk| desk.ledger.complaints[&ONE].regions.iter().cloned().collect::<Vec<_>>();
    assert_eq!(regions(&desk), ["清河县", "东城区"]);
    desk.does(region("清河县", false));
    assert_eq!(regions(&desk), ["东城区"]);
}

#[test]
fn what_was_withdrawn_comes_back() {
    let mut desk = Desk::new();
    desk.does(register(ONE));
    let case = CaseId(80);
    desk.does(Action::RegisterCase { case, values: vec![CaseValue::Clue("审核把关不严".to_owned())] });
    desk.refuses(Action::RestoreComplaint { complaint: ONE }, &Refusal::NotWithdrawn);
    desk.does(Action::WithdrawComplaint { complaint: ONE, reason: "登记错误".to_owned() });
    desk.refuses(repeats(ONE, TWO), &Refusal::IsWithdrawn);
    desk.does(Action::RestoreComplaint { complaint: ONE });
    assert!(desk.ledger.complaints[&ONE].is_present(), "it stands again");
    desk.does(Action::WithdrawCase { case, reason: "移交其他单位".to_owned() });
    desk.does(Action::RestoreCase { case });
    assert!(desk.ledger.cases[&case].is_present(), "this too");
}

#[test]
fn two_issues_about_one_problem_name_each_other() {
    let mut desk = Desk::new();
    let values = vec![IssueValue::Title("水源地围网又破".to_owned())];
    desk.does(Action::RegisterIssue { issue: OTHER_ISSUE, values });
    let relate = |other, related| Action::Relate { issue: ISSUE, other, related };
    desk.refuses(relate(ISSUE, true), &Refusal::LeadsToItself);
    desk.does(relate(OTHER_ISSUE, true));
    assert!(desk.issue().related.contains(&OTHER_ISSUE), "this one");
    assert!(desk.ledger.issues[&OTHER_ISSUE].related.contains(&ISSUE), "and the other");
    assert_eq!(plan(&desk.ledger, &relate(OTHER_ISSUE, true), &desk.ctx), Ok(Vec::new()), "once is enough");
    desk.does(Action::Relate { issue: OTHER_ISSUE, other: ISSUE, related: false });
    assert!(desk.issue().related.is_empty(), "taken back from either side");
}

#[test]
fn a_change_that_is_to_have_a_reason_has_one() {
    let mut desk = Desk::new();
    let set = Action::SetIssue { issue: ISSUE, value: IssueValue::Goal("围网完好".to_owned()) };
    let because =
        |reason: &str, action: &Action| Action::Because { reason: reason.to_owned(), action: Box::new(action.clone()) };
    desk.refuses(because(" ", &set), &Refusal::ReasonMissing);
    let many = because(" 人员调整 ", &Action::Batch(vec![set.clone(), set]));
    assert_eq!(many.reason(), "人员调整");
    assert_eq!(Action::Batch(vec![many.clone()]).reason(), "人员调整", "also from inside a batch");
    desk.does(many);
    assert_eq!(desk.issue().fields.goal.get(), "围网完好");
}
