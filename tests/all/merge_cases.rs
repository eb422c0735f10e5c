//! The decided cases of copies that meet: each with a test of its own.

#![expect(clippy::wildcard_enum_match_arm, reason = "one kind is picked out of many")]

use chrono::TimeDelta;
use rectification_ledger::{
    app::merge::{DeltaState, Incoming, Side, open_conflicts, preview, resolve_all},
    domain::{
        IssueId, MeasureId, RecordId, RoundId, UnitId,
        closure::Stage,
        directory::{LedgerValue, UnitField, UnitValue},
        edit::PartKey,
        issue::{IssueField, IssueItem, IssueValue, Presence, UnitRole},
        measure::MeasureValue,
        procedure_presets,
        record::{Month, ProgressNote, ScheduleRating, Signature},
        review::{Finding, findings},
        rules::{Action, NewRecord, Refusal},
    },
    store::ledger_write::LedgerContent,
};

use super::history::{Copy, step};

const ISSUE: IssueId = IssueId(1);

/// Two people with a copy each.
fn two() -> (Copy, Copy) {
    let one = Copy::new();
    let two = apart(&one, "李强", 80);
    (one, two)
}

fn apart(copy: &Copy, author: &'static str, bits: u32) -> Copy {
    Copy { author, ids: 1 << bits, ..copy.clone() }
}

/// Both take the other in; they are equal then.
#[track_caller]
fn meet(one: &mut Copy, two: &mut Copy) {
    let before = one.clone();
    one.meet(two);
    two.meet(&before);
    assert!(one.ledger == two.ledger, "whoever takes the other in");
}

fn set(value: IssueValue) -> Action {
    Action::SetIssue { issue: ISSUE, value }
}

fn goal(words: &str) -> Action {
    set(IssueValue::Goal(words.to_owned()))
}

fn withdraw(reason: &str) -> Action {
    Action::Withdraw { issue: ISSUE, item: IssueItem::Issue, reason: reason.to_owned() }
}

fn restore() -> Action {
    Action::Restore { issue: ISSUE, item: IssueItem::Issue }
}

#[track_caller]
fn does(copy: &mut Copy, action: Action) {
    copy.act(action).expect("allowed");
}

fn found(copy: &Copy) -> Vec<Finding> {
    findings(&copy.ledger, &copy.history)
}

#[test]
fn withdrawn_here_and_edited_there_stays_withdrawn_keeps_the_edit_and_can_be_restored() {
    let (mut one, mut two) = two();
    does(&mut one, withdraw("重复登记"));
    does(&mut two, goal("全面达标"));
    meet(&mut one, &mut two);
    let issue = one.ledger.issue(ISSUE).expect("it");
    assert!(!issue.is_present(), "stays withdrawn");
    assert_eq!(issue.fields.goal.get(), "全面达标", "the edit is kept");
    does(&mut one, restore());
    assert!(one.ledger.issue(ISSUE).expect("it").is_present(), "restoring is offered");
}

#[test]
fn what_becomes_of_a_withdrawal_depends_on_what_was_done_and_never_on_a_clock() {
    type Deed = (&'static str, fn(&mut Copy));
    // Rows: done here; columns: done there. W withdrawn, P present, C copies disagree.
    let deeds: [Deed; 4] = [
        ("nothing", |_| ()),
        ("edited", |copy| does(copy, goal("改过"))),
        ("withdrawn", |copy| does(copy, withdraw("重复登记"))),
        ("withdrawn and restored", |copy| {
            does(copy, withdraw("误作废"));
            does(copy, restore());
        }),
    ];
    let expected = ["PPWP", "PPWP", "WWWC", "PPCP"];
    for (here, row) in deeds.iter().zip(expected) {
        for (there, wanted) in deeds.iter().zip(row.chars()) {
            for days in [-365, 0, 365] {
                let (mut one, mut two) = two();
                two.now += TimeDelta::days(days);
                here.1(&mut one);
                there.1(&mut two);
                meet(&mut one, &mut two);
                let presence = &one.ledger.issue(ISSUE).expect("it").presence;
                let is = if presence.is_conflicted() {
                    'C'
                } else if presence.get().is_present() {
                    'P'
                } else {
                    'W'
                };
                assert_eq!(is, wanted, "{} here, {} there, {days} days", here.0, there.0);
                let listed = found(&one).iter().any(|it| matches!(it, Finding::PresenceConflict { .. }));
                assert_eq!(listed, wanted == 'C', "listed where a person has to choose");
            }
        }
    }
}

#[test]
fn a_unit_renamed_apart_goes_by_all_its_names_and_the_one_not_chosen_stays_known() {
    let (mut one, mut two) = two();
    let unit = UnitId(1);
    let name = |name: &str| Action::SetUnit { unit, value: UnitValue::Name(name.to_owned()) };
    does(&mut one, name("市水务局"));
    does(&mut two, goal("全面达标"));
    meet(&mut one, &mut two);
    let directory = &one.ledger.directory;
    assert_eq!(directory.find_unit("市水利局"), Some(unit), "the old name leads to it");
    assert_eq!(directory.unit_name(unit), "市水务局");
    let mut three = apart(&one, "周强", 90);
    does(&mut one, name("市水务管理局"));
    does(&mut three, name("市水利水务局"));
    meet(&mut one, &mut three);
    assert!(found(&one).contains(&Finding::UnitConflict { unit, field: UnitField::Name }));
    does(&mut one, Action::Resolve(Box::new(name("市水利水务局"))));
    let directory = &one.ledger.directory;
    for known in ["市水利局", "市水务局", "市水务管理局", "市水利水务局"] {
        assert_eq!(directory.find_unit(known), Some(unit), "{known}");
    }
}

#[test]
fn one_unit_added_twice_is_listed_and_merging_the_units_leads_both_ids_to_one() {
    let (mut one, mut two) = two();
    let add = |id| Action::AddUnit { unit: UnitId(id), values: vec![UnitValue::Name("市林草局".to_owned())] };
    does(&mut one, add(70));
    does(&mut two, add(71));
    does(&mut two, Action::AddIssueUnit { issue: ISSUE, role: UnitRole::Cooperating, unit: UnitId(71) });
    meet(&mut one, &mut two);
    let twice = found(&one).into_iter().find_map(|finding| match finding {
        Finding::UnitTwice { name, units } => Some((name, units)),
        _ => None,
    });
    let (name, units) = twice.expect("listed");
    assert_eq!((name.as_str(), units.len()), ("市林草局", 2));
    let (into, from) = (units[0], units[1]);
    does(&mut one, Action::MergeUnits { from, into });
    let directory = &one.ledger.directory;
    assert_eq!(directory.unit(UnitId(70)).map(|it| it.id), directory.unit(UnitId(71)).map(|it| it.id), "one unit");
    assert!(!found(&one).iter().any(|finding| matches!(finding, Finding::UnitTwice { .. })), "settled");
    assert_eq!(directory.unit_name(UnitId(71)), "市林草局", "what names the other id still reads");
}

#[test]
fn units_merged_into_different_ones_apart_can_be_chosen() {
    let (mut one, mut two) = two();
    does(&mut one, Action::MergeUnits { from: UnitId(1), into: UnitId(2) });
    does(&mut two, Action::MergeUnits { from: UnitId(1), into: UnitId(3) });
    meet(&mut one, &mut two);
    let open = open_conflicts(&one.ledger);
    assert_eq!(open.len(), 1, "{open:?}");
    let side = Side::Author("李强".to_owned());
    let (action, chosen) = resolve_all(&open, &side, &one.history).expect("a value of that person");
    does(&mut one, action);
    assert_eq!((chosen, open_conflicts(&one.ledger).len()), (1, 0));
    assert_eq!(one.ledger.directory.unit(UnitId(1)).map(|it| it.id), Some(UnitId(3)));
}

#[test]
fn two_rounds_opened_apart_stay_until_one_of_them_is_withdrawn() {
    let (mut one, mut two) = two();
    for copy in [&mut one, &mut two] {
        does(copy, set(IssueValue::LeadToConfirm(false)));
        does(copy, step("assignment")((ISSUE, 0)));
    }
    meet(&mut one, &mut two);
    let issue = one.ledger.issue(ISSUE).expect("it");
    assert_eq!(issue.live_rounds().len(), 2, "both stay");
    assert!(found(&one).iter().any(|it| matches!(it, Finding::RoundsApart { .. })), "listed");
    let first = issue.live_rounds()[0].id;
    let item = IssueItem::Round(first);
    does(&mut one, Action::Withdraw { issue: ISSUE, item, reason: "重复交办".to_owned() });
    assert!(!found(&one).iter().any(|it| matches!(it, Finding::RoundsApart { .. })), "settled");
    assert_eq!(one.ledger.issue(ISSUE).expect("it").stage().stage, Stage::Rectifying);
}

#[test]
fn redo_is_refused_where_somebody_has_set_something_else_since() {
    let (mut one, mut two) = two();
    does(&mut one, goal("达标"));
    one.undo(false).expect("an own change");
    meet(&mut one, &mut two);
    does(&mut two, goal("全面达标"));
    meet(&mut one, &mut two);
    let refused = one.undo(true);
    assert!(matches!(refused, Err(Refusal::ChangedSince(_))), "{refused:?}");
    assert_eq!(one.ledger.issue(ISSUE).expect("it").fields.goal.get(), "全面达标", "nothing was taken away");
}

#[test]
fn two_ratings_of_one_unit_for_one_month_are_a_conflict_and_two_notes_are_not() {
    let (mut one, mut two) = two();
    let note = |rating, text: &str| Action::Append {
        issue: ISSUE,
        record: RecordId(0),
        entry: NewRecord::Progress(ProgressNote {
            month: Month { year: 2026, month: 8 },
            unit: Some(UnitId(1)),
            rating,
            text: text.to_owned(),
            ..ProgressNote::default()
        }),
    };
    does(&mut one, note(Some(ScheduleRating::OnSchedule), "按计划推进"));
    does(&mut two, note(Some(ScheduleRating::Behind), "进度滞后"));
    does(&mut two, note(None, "另一条说明"));
    meet(&mut one, &mut two);
    assert_eq!(one.ledger.issue(ISSUE).expect("it").live_records().count(), 3, "all are kept");
    let differ = |it: &Finding| matches!(it, Finding::RatingsDiffer { records, .. } if records.len() == 2);
    assert!(found(&one).iter().any(differ), "{:?}", found(&one));
}

/// A copy with a procedure short enough to walk to its end, the issue assigned.
fn assigned() -> Copy {
    let mut copy = Copy::new();
    let mut short = procedure_presets::yulin();
    "简易程序".clone_into(&mut short.name);
    short
        .steps
        .retain(|step| ["assignment", "closure_application", "document_review", "filing"].contains(&step.key.as_str()));
    short.batch = None;
    does(&mut copy, Action::SetProcedure(Box::new(short)));
    does(&mut copy, Action::SetLedger(LedgerValue::DefaultProcedure("简易程序".to_owned())));
    does(&mut copy, step("assignment")((ISSUE, 0)));
    does(&mut copy, by(step("closure_application")((ISSUE, 0)), "陈国栋"));
    copy
}

/// A step signed by somebody.
fn by(action: Action, person: &str) -> Action {
    let Action::TakeStep { issue, record, round, mut entry } = action else {
        return action;
    };
    entry.signed = Signature { person: person.to_owned(), unit: None };
    Action::TakeStep { issue, record, round, entry }
}

fn send_back(copy: &Copy) -> Action {
    Action::SendBack {
        issue: ISSUE,
        record: RecordId(0),
        date: copy.now.date(),
        signed: Signature { person: "王敏".to_owned(), unit: None },
        reason: "材料不全".to_owned(),
    }
}

#[test]
fn contradicting_step_records_show_the_less_advanced_stage_and_block_filing() {
    let mut one = assigned();
    let mut two = apart(&one, "李强", 80);
    does(&mut one, by(step("document_review")((ISSUE, 0)), "王敏"));
    let back = send_back(&two);
    does(&mut two, back);
    assert_eq!(two.ledger.issue(ISSUE).expect("it").stage().stage, Stage::Rectifying);
    meet(&mut one, &mut two);
    let point = one.ledger.issue(ISSUE).expect("it").stage();
    assert_eq!((point.stage, point.contradicted), (Stage::Rectifying, true), "the less advanced one");
    assert!(found(&one).iter().any(|it| matches!(it, Finding::StepsContradict { .. })), "listed");
    assert!(one.act(by(step("filing")((ISSUE, 0)), "王敏")).is_err(), "filing is blocked");
}

#[test]
fn records_that_come_for_a_filed_round_are_kept_and_move_nothing() {
    let mut one = assigned();
    does(&mut one, by(step("document_review")((ISSUE, 0)), "王敏"));
    let mut two = apart(&one, "李强", 80);
    does(&mut one, by(step("filing")((ISSUE, 0)), "王敏"));
    assert_eq!(one.ledger.issue(ISSUE).expect("it").stage().stage, Stage::Closed);
    let back = send_back(&two);
    does(&mut two, back);
    let records = two.ledger.issue(ISSUE).expect("it").records.len();
    meet(&mut one, &mut two);
    let issue = one.ledger.issue(ISSUE).expect("it");
    assert_eq!(issue.stage().stage, Stage::Closed, "the filed round stands");
    assert_eq!(issue.records.len(), records + 1, "the record is kept");
    assert!(found(&one).iter().any(|it| matches!(it, Finding::LateRecords { records, .. } if records.len() == 1)));
    let round = issue.live_rounds()[0].id;
    assert_ne!(round, RoundId(0));
}

#[test]
fn a_clock_wrong_by_a_year_changes_nothing_but_the_time_shown() {
    for days in [-365, 365] {
        let (mut one, mut two) = two();
        one.now += TimeDelta::days(days);
        does(&mut one, goal("先写的"));
        meet(&mut one, &mut two);
        does(&mut two, goal("看过之后写的"));
        does(&mut two, set(IssueValue::Region("榆阳区".to_owned())));
        meet(&mut one, &mut two);
        let issue = one.ledger.issue(ISSUE).expect("it");
        assert_eq!(issue.fields.goal.get(), "看过之后写的", "{days}: what was written knowing the other stands");
        assert!(issue.fields.conflicts().is_empty(), "{days}: no clock decides");
        let told = found(&one).iter().any(|it| matches!(it, Finding::ClocksDisagree { .. }));
        assert!(told, "{days}: a change typed, by its clock, before what it follows is listed");
    }
}

#[test]
fn conflicts_of_every_kind_are_chosen_as_one_change_and_taken_back_as_one() {
    let (mut one, mut two) = two();
    let measure = MeasureId(5);
    does(&mut one, Action::AddMeasure { issue: ISSUE, measure, values: vec![MeasureValue::Text("措施".to_owned())] });
    meet(&mut one, &mut two);
    for (copy, word) in [(&mut one, "甲"), (&mut two, "乙")] {
        does(copy, goal(word));
        let value = MeasureValue::Text(format!("措施{word}"));
        does(copy, Action::SetMeasure { issue: ISSUE, measure, value });
        does(copy, Action::SetUnit { unit: UnitId(2), value: UnitValue::Region(word.to_owned()) });
        does(copy, Action::SetLedger(LedgerValue::Title(format!("台账{word}"))));
    }
    meet(&mut one, &mut two);
    let open = open_conflicts(&one.ledger);
    assert_eq!(open.len(), 4, "issue, measure, unit, ledger: {open:?}");
    assert!(open.iter().all(|conflict| conflict.values.len() == 2));
    let (action, chosen) = resolve_all(&open, &Side::Author("李强".to_owned()), &one.history).expect("values");
    let before = one.history.len();
    does(&mut one, action);
    assert_eq!((chosen, one.history.len(), open_conflicts(&one.ledger).len()), (4, before + 1, 0), "one change");
    assert_eq!(one.ledger.issue(ISSUE).expect("it").fields.goal.get(), "乙");
    assert_eq!(one.ledger.directory.fields.title.get(), "台账乙");
    one.undo(false).expect("taking the choice back");
    assert_eq!(open_conflicts(&one.ledger).len(), 4, "all of them stand again");
    one.undo(true).expect("choosing again");
    assert!(open_conflicts(&one.ledger).is_empty());
}

#[test]
fn an_own_change_is_undone_after_a_merge_and_what_came_in_stays() {
    let (mut one, mut two) = two();
    does(&mut one, goal("我的"));
    does(&mut two, set(IssueValue::Region("榆阳区".to_owned())));
    meet(&mut one, &mut two);
    one.undo(false).expect("an own change");
    let issue = one.ledger.issue(ISSUE).expect("it");
    assert_eq!((issue.fields.goal.get().as_str(), issue.fields.region.get().as_str()), ("", "榆阳区"));
    assert_eq!(*issue.presence.get(), Presence::Present);
}

#[test]
fn a_preview_says_what_a_merge_then_does() {
    let (mut one, mut two) = two();
    does(&mut one, goal("甲"));
    does(&mut two, goal("乙"));
    does(&mut two, Action::RegisterIssue { issue: IssueId(50), values: vec![IssueValue::Title("新问题".to_owned())] });
    does(&mut two, Action::SetIssue { issue: IssueId(2), value: IssueValue::Region("榆阳区".to_owned()) });
    let content =
        |copy: &Copy| LedgerContent { ledger: copy.ledger.clone(), history: copy.history.clone(), loose: Vec::new() };
    let mine = content(&one);
    let seen = preview(&mine, content(&two), Incoming::default()).expect("copies of one ledger");
    assert!(seen.receipt.counts.agree(), "{:?}", seen.receipt.counts);
    let state = |issue| seen.subjects.iter().find(|it| it.key == PartKey::Issue(IssueId(issue))).map(|it| it.state);
    assert_eq!(
        [state(1), state(50), state(2), state(3)],
        [Some(DeltaState::Conflicting), Some(DeltaState::New), Some(DeltaState::Changed), None]
    );
    assert_eq!(seen.unchanged, 1, "the third issue");
    assert_eq!(seen.people.iter().map(|it| it.changes).sum::<usize>(), seen.receipt.counts.taken);
    meet(&mut one, &mut two);
    assert!(seen.merged.ledger == one.ledger, "what was shown is what comes of it");
    assert_eq!(open_conflicts(&one.ledger).len(), seen.receipt.conflicts.len());
    assert_eq!(one.ledger.issue(ISSUE).expect("it").fields.conflicts(), [IssueField::Goal]);
}
