//! 一题一账 completed: checkpoints counted back from the deadline, back to a value of the past, the same problem
//! elsewhere, and the handover of a person's issues; all by accessible names.

use egui::{Key, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::{
    app::{Command, Page},
    domain::{
        InspectionId, IssueId, PersonId,
        deadline::Deadline,
        directory::{InspectionValue, PersonValue},
        issue::IssueValue,
        rules::{Action, StepEntry},
    },
    ui::words,
};

use crate::{
    desk::{self, issue_id},
    issue_desk::{Desk, ISSUE, click, day, fill, press_button, says},
    window::press,
};

fn set(value: IssueValue) -> Action {
    Action::SetIssue { issue: ISSUE, value }
}

#[test]
fn checkpoints_are_proposed_back_from_the_deadline_and_taken_as_one_change() {
    let mut window = Desk::new().window();
    click(&mut window, words::backward::OPEN);
    // Today is Friday the 18th; the deadline is the 30th, with the mid-autumn days off and a worked Sunday between.
    for (n, date) in [(1, "2026-09-"), (5, "2026-09-30")] {
        let name = words::backward::day(n);
        let field = window.get_by_role_and_label(Role::TextInput, &name);
        assert!(field.accesskit_node().value().unwrap_or_default().starts_with(date), "the {n}. of 5");
    }
    press_button(&mut window, words::backward::FEWER);
    press_button(&mut window, words::backward::FEWER);
    assert!(!says(&window, &words::backward::take(5)), "three are left");
    window.get_by_role_and_label(Role::TextInput, &words::backward::name(2)).focus();
    window.run();
    window.event(egui::Event::Text("拆除围网".to_owned()));
    window.run();
    press_button(&mut window, &words::backward::take(3));
    let points = window.state().issue().live_checkpoints().into_iter().map(|c| c.fields.clone()).collect::<Vec<_>>();
    assert_eq!(points.len(), 3);
    assert!(points[1].name.get().contains("拆除围网"), "as typed");
    assert_eq!(*points[2].planned_on.get(), Some(day(9, 30)), "the last on the deadline");
    assert!(points.iter().all(|c| c.planned_on.get().is_some_and(|on| on > day(9, 18))), "after today");
    assert_eq!(window.state().actions().len(), 1, "one change");
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert!(window.state().issue().live_checkpoints().is_empty(), "one undo takes them back");
}

#[test]
fn too_little_time_is_said_in_words() {
    let mut window = Desk::new().window();
    click(&mut window, words::backward::OPEN);
    fill(&mut window, words::backward::RESERVE, "30");
    window.run();
    assert!(window.query_all_by_label_contains("排不下 5 个节点").count() > 0, "and nothing is squeezed");
}

#[test]
fn a_value_of_the_past_comes_back_by_a_button_of_its_line() {
    let mut desk = Desk::new();
    desk.act(set(IssueValue::Goal("清退 3 户".to_owned())));
    let mut window = desk.window();
    let label = words::issue_page::back_to("整改目标", "清退 4 户");
    window.get_by_label(&label).scroll_to_me();
    window.run();
    window.get_by_label(&label).click();
    window.run();
    assert_eq!(window.state().issue().fields.goal.get(), "清退 4 户", "an ordinary edit");
    let other = words::issue_page::back_to("整改目标", "清退 3 户");
    assert!(says(&window, &other), "and the other way");
    assert!(!says(&window, &label), "what is in force offers nothing");
}

#[test]
fn a_deadline_does_not_come_back_once_the_issue_is_assigned() {
    let mut desk = Desk::new();
    desk.act(set(IssueValue::FirstDeadline(Deadline::on("2026年10月31日", day(10, 31)))));
    let signed = rectification_ledger::domain::record::Signature { person: "赵立新".to_owned(), unit: None };
    let entry = StepEntry { step: "assignment".into(), date: Some(day(9, 17)), signed, ..StepEntry::default() };
    let (record, round) = Default::default();
    desk.act(Action::TakeStep { issue: ISSUE, record, round, entry: Box::new(entry) });
    let mut window = desk.window();
    let back = window.get_all_by_label_contains("恢复此值 整改时限").next().expect("the first deadline");
    back.scroll_to_me();
    window.run();
    let back = window.get_all_by_label_contains("恢复此值 整改时限").next().expect("the first deadline");
    assert!(back.accesskit_node().is_disabled(), "only an extension moves it now");
}

fn with_people<'a>() -> Harness<'a, desk::Desk> {
    let mut desk = desk::Desk::with_issues(4);
    let person = |n: u128, name: &str| Action::AddPerson {
        person: PersonId(n),
        values: vec![PersonValue::Name(name.to_owned())],
    };
    let mut all = vec![person(31, "陈国栋"), person(32, "冯晓燕")];
    let in_charge = |n| Action::SetIssue { issue: issue_id(n), value: IssueValue::PersonInCharge(Some(PersonId(31))) };
    all.extend((1..=4).map(in_charge));
    desk.act(Action::Batch(all));
    desk.app.run(Command::Go(Page::Settings));
    desk.window()
}

#[test]
fn three_issues_are_handed_over_in_one_step_with_a_reason() {
    let mut window = with_people();
    window.get_by_role_and_label(Role::Tab, "人员").click();
    window.run();
    window.query_all_by_label_contains("陈国栋").last().expect("the person").click();
    window.run();
    window.get_by_label(words::handover::OPEN).click();
    window.run();
    window.get_by_role_and_label(Role::EditableComboBox, words::handover::TO).focus();
    window.run();
    window.event(egui::Event::Text("fxy".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    window.run();
    window.get_by_role_and_label(Role::TextInput, words::handover::REASON).focus();
    window.run();
    window.event(egui::Event::Text("岗位调整".to_owned()));
    window.run();
    window.get_by_label_contains("S26-004").click();
    window.run();
    window.get_by_role_and_label(Role::Button, &words::handover::deed(3)).click();
    window.run();
    let app = &window.state().app;
    let ledger = app.ledger().expect("a ledger");
    let in_charge = |n| *ledger.issue(issue_id(n)).expect("the issue").fields.person_in_charge.get();
    assert_eq!([1, 2, 3, 4].map(in_charge), [32, 32, 32, 31].map(|n| Some(PersonId(n))), "one was not ticked");
    let newest = app.history().and_then(|history| history.in_order().next_back().cloned()).expect("a change");
    assert_eq!(newest.header.reason, "岗位调整", "the change carries it");
    assert_eq!(newest.header.parts.len(), 3, "one change");
}

#[test]
fn the_same_problem_of_another_inspection_is_proposed_linked_and_shown_on_both() {
    let mut desk = desk::Desk::with_issues(2);
    let other = IssueId(77);
    let values = vec![
        IssueValue::Title("黑臭水体返黑返臭1，群众反映强烈".to_owned()),
        IssueValue::Number("H-01".to_owned()),
        IssueValue::Inspection(InspectionId(8)),
    ];
    desk.act(Action::Batch(vec![
        Action::AddInspection {
            inspection: InspectionId(8), values: vec![InspectionValue::Name("回头看".to_owned())]
        },
        Action::RegisterIssue { issue: other, values },
    ]));
    desk.app.run(Command::Go(Page::Issue(issue_id(1))));
    let mut window = desk.window();
    let relate = words::issue_page::relate("H-01");
    window.get_by_label(&relate).scroll_to_me();
    window.run();
    window.get_by_label(&relate).click();
    window.run();
    window.state_mut().app.run(Command::Go(Page::Issue(other)));
    window.run();
    let back = window.get_by_label_contains("S26-001 黑臭水体返黑返臭1 省级督察 2026");
    back.scroll_to_me();
    window.run();
    window.get_by_label_contains("S26-001 黑臭水体返黑返臭1 省级督察 2026").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(1)));
}
