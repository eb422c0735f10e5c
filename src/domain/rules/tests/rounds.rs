//! Rounds that copies opened apart: one of them goes, and only a person says which.

use super::*;

/// An issue that two copies assigned, each without having seen the other; the first copy went on up to `step`.
fn assigned_twice(step: &str) -> (Desk, [RoundId; 2]) {
    let mut desk = Desk::new();
    let second = desk.step("assignment", "李强").with_ids(&mut || 72);
    let apart = plan(&desk.ledger, &second, &desk.ctx).expect("edits");
    desk.up_to(step);
    for (key, part) in into_parts(&apart) {
        desk.ledger.apply(ChangeId(Sha::of(&[b"apart"])), key, &part, 0);
    }
    let rounds = desk.issue().live_rounds().iter().map(|round| round.id).collect::<Vec<_>>();
    let rounds = rounds.try_into().expect("two rounds");
    (desk, rounds)
}

fn withdraw(round: RoundId) -> Action {
    Action::Withdraw { issue: ISSUE, item: IssueItem::Round(round), reason: "两地分别交办".to_owned() }
}

#[test]
fn of_two_rounds_that_are_not_filed_either_may_be_withdrawn_and_then_the_other_stays() {
    for gone in [0, 1] {
        let (mut desk, rounds) = assigned_twice("site_verification");
        desk.does(withdraw(rounds[gone]));
        let left: Vec<_> = desk.issue().live_rounds().iter().map(|round| round.id).collect();
        assert_eq!(left, [rounds[1 - gone]], "the other stands");
        desk.refuses(withdraw(rounds[1 - gone]), &Refusal::NotInside);
        desk.does(Action::Restore { issue: ISSUE, item: IssueItem::Round(rounds[gone]) });
        assert_eq!(desk.issue().live_rounds().len(), 2, "the wrong one was withdrawn: it comes back");
    }
}

#[test]
fn a_second_assignment_that_arrives_for_a_filed_issue_can_be_withdrawn_and_does_not_come_back() {
    let (mut desk, _) = assigned_twice("");
    let open: Vec<_> = desk.issue().rounds_apart().iter().map(|round| round.id).collect();
    let [stray] = open.try_into().expect("one is not filed");
    desk.does(withdraw(stray));
    assert_eq!(desk.stage(), Stage::Closed, "struck off, as it was");
    let restore = Action::Restore { issue: ISSUE, item: IssueItem::Round(stray) };
    desk.refuses(restore, &Refusal::Closed);
}

#[test]
fn a_round_opened_by_a_relapse_is_not_apart() {
    let mut desk = Desk::new();
    desk.up_to("");
    let signed = Signature { person: "王敏".to_owned(), unit: None };
    let (round, record, date) = (RoundId(0), RecordId(0), desk.ctx.today);
    desk.does(Action::Reopen { issue: ISSUE, round, record, date, signed, reason: "返黑返臭".to_owned() });
    assert!(desk.issue().rounds_apart().is_empty(), "the first is filed, the second follows it");
    let round = desk.issue().current_round().expect("a round").id;
    desk.refuses(withdraw(round), &Refusal::NotInside);
}
