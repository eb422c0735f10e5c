//! 信访 and 追责, by accessible names: entered, linked, marked as duplicates, found, and their clocks.

use egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{
        CaseId, ComplaintId,
        complaint::{CaseValue, Complaint, ComplaintValue, Handling},
        rules::Action,
    },
    ui::words,
};

use crate::{
    desk::{Desk, day, desk_on, issue_id},
    window::{commit, compose, preedit, press},
};

fn type_into(window: &mut Harness<'_, Desk>, role: Role, name: &str, text: &str) {
    window.get_by_role_and_label(role, name).focus();
    window.run();
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

fn click(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_label(name).scroll_to_me();
    window.run();
    window.get_by_label(name).click();
    window.run();
}

fn by_number<'a>(desk: &'a Desk, number: &str) -> &'a Complaint {
    let ledger = desk.app.ledger().expect("a ledger");
    ledger.complaints.values().find(|it| it.fields.number.get() == number).expect("the complaint")
}

fn complaint(n: u128, number: &str, facts: &str, due: i64) -> Action {
    let values = vec![
        ComplaintValue::Number(number.to_owned()),
        ComplaintValue::Facts(facts.to_owned()),
        ComplaintValue::ReceivedOn(Some(day(due - 7))),
        ComplaintValue::Due(Some(day(due))),
    ];
    Action::RegisterComplaint { complaint: ComplaintId(n), values, kinds: vec!["水".to_owned()] }
}

fn window_with<'a>(actions: Vec<Action>) -> Harness<'a, Desk> {
    let mut desk = Desk::with_issues(3);
    desk.act(Action::Batch(actions));
    desk.app.run(Command::Go(Page::Complaints));
    desk.window()
}

#[test]
fn a_complaint_with_two_places_and_a_fine_is_entered_and_linked() {
    let mut window = desk_on(Page::Complaints, 3);
    click(&mut window, words::complaints::REGISTER);
    type_into(&mut window, Role::TextInput, "受理编号", "D2026-07");
    window.get_by_role_and_label(Role::MultilineTextInput, "反映问题").focus();
    window.run();
    compose(&mut window, [preedit("cai sha"), commit("采砂把河挖浑了")]);
    type_into(&mut window, Role::TextInput, words::complaints::REGIONS, "清河县、东城区");
    click(&mut window, "水");
    type_into(&mut window, Role::EditableComboBox, words::complaints::ISSUE, "S26-002");
    press(&mut window, Key::Enter);
    window.run();
    type_into(&mut window, Role::TextInput, "罚款金额", "十二万");
    assert!(window.query_all_by_label(words::complaints::FINE_FAULT).count() > 0, "said in words");
    press(&mut window, Key::Backspace);
    press(&mut window, Key::Backspace);
    press(&mut window, Key::Backspace);
    window.event(egui::Event::Text("12.5万元".to_owned()));
    window.run();
    click(&mut window, words::complaints::REGISTER_NOW);
    let desk = window.state();
    let found = by_number(desk, "D2026-07");
    assert_eq!(found.regions.iter().map(String::as_str).collect::<Vec<_>>(), ["清河县", "东城区"]);
    assert_eq!(*found.fields.fine_fen.get(), 12_500_000, "kept in fen");
    assert!(found.issues.contains(&issue_id(2)), "linked");
    assert_eq!(found.log.0.len(), 1, "one change");
    assert_eq!(desk.app.page(), Page::Complaint(found.id), "its panel is open");
    window.get_by_label("罚款 12.5 万元");
}

#[test]
fn a_complaint_is_marked_a_duplicate_and_each_leads_to_the_other() {
    let first = complaint(1, "D1", "河水变黄", -3);
    let again = complaint(2, "D2", "河水还是黄", 4);
    let mut window = window_with(vec![first, again]);
    window.get_by_role_and_label(Role::Row, "D2 河水还是黄").click();
    window.run();
    click(&mut window, words::complaints::MARK_REPEATED);
    type_into(&mut window, Role::EditableComboBox, words::complaints::REPEATS, "D1");
    press(&mut window, Key::Enter);
    window.run();
    window.get_by_role_and_label(Role::Button, words::complaints::MARK_NOW).click();
    window.run();
    assert_eq!(*by_number(window.state(), "D2").fields.repeats.get(), Some(ComplaintId(1)));
    window.get_by_role_and_label(Role::Link, "D1").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Complaint(ComplaintId(1)));
    window.get_by_role_and_label(Role::Link, "D2");
}

#[test]
fn the_list_is_searched_filtered_sorted_and_walked_by_keys() {
    let mut settled = complaint(2, "D2", "养猪场粪水直排", -9);
    if let Action::RegisterComplaint { values, kinds, .. } = &mut settled {
        values.push(ComplaintValue::Status(Handling::Settled));
        kinds.push("大气".to_owned());
    }
    let mut window = window_with(vec![complaint(1, "D10", "河水变黄", -3), settled]);
    window.get_by_role_and_label(Role::Tab, words::complaints::LATE).click();
    window.run();
    assert!(window.query_by_role_and_label(Role::Row, "D2 养猪场粪水直排").is_none(), "settled");
    window.get_by_label("逾期 3 天");
    window.get_by_role_and_label(Role::Tab, "全部").click();
    window.run();
    type_into(&mut window, Role::TextInput, words::complaints::SEARCH, "yzc");
    assert!(window.query_by_role_and_label(Role::Row, "D10 河水变黄").is_none(), "by first letters");
    click(&mut window, words::complaints::CLEAR);
    click(&mut window, words::complaints::ADD_FILTER);
    window.get_by_role_and_label(Role::MenuItem, words::complaints::KINDS).click();
    window.run();
    click(&mut window, &words::issues_page::with_count("大气", 1));
    assert!(window.query_by_role_and_label(Role::Row, "D10 河水变黄").is_none(), "by kind");
    press(&mut window, Key::Escape);
    window.get_by_label(&format!("{} 污染类型", words::TAKE_OFF)).click();
    window.run();
    window.get_by_role_and_label(Role::ColumnHeader, "受理编号").click();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    window.run();
    window.get_by_label(words::complaints::CLOSE_PANEL);
    assert_eq!(window.get_all_by_label("养猪场粪水直排").count(), 2, "in the list and in the panel");
    press(&mut window, Key::Escape);
    assert!(window.query_by_label(words::complaints::CLOSE_PANEL).is_none(), "the panel is gone");
}

#[test]
fn the_reporter_is_shown_only_when_asked_for() {
    let reporter = Action::SetPrivate {
        subject: rectification_ledger::domain::edit::PrivateSubject::Reporter(ComplaintId(1)),
        text: "王某 13800000000".to_owned(),
    };
    let mut window = window_with(vec![complaint(1, "D1", "河水变黄", 3), reporter]);
    window.get_by_role_and_label(Role::Row, "D1 河水变黄").click();
    window.run();
    assert!(window.query_by_label("王某 13800000000").is_none(), "hidden");
    click(&mut window, words::complaints::SHOW_REPORTER);
    window.get_by_label("王某 13800000000");
}

#[test]
fn the_clock_of_a_case_runs_three_months_and_stands_when_the_opinion_is_there() {
    let case = |n: u128, clue: &str, ago: i64| Action::RegisterCase {
        case: CaseId(n),
        values: vec![CaseValue::Clue(clue.to_owned()), CaseValue::HandedOverOn(Some(day(-ago)))],
    };
    let mut window = window_with(vec![case(1, "履职不力", 10), case(2, "弄虚作假", 100)]);
    window.get_by_role_and_label(Role::Tab, words::cases::TITLE).click();
    window.run();
    window.get_by_label("余 81 天提出意见");
    window.get_by_label("意见逾期 8 天");
    window.get_by_role_and_label(Role::Row, "弄虚作假").click();
    window.run();
    click(&mut window, words::complaints::EDIT);
    type_into(&mut window, Role::MultilineTextInput, "处理意见", "建议诫勉谈话 1 人");
    type_into(&mut window, Role::TextInput, "意见日期", "2026年9月17日");
    click(&mut window, words::complaints::SAVE_NOW);
    window.get_by_label("迟 7 天提出");
    let ledger = window.state().app.ledger().expect("a ledger");
    let held = &ledger.cases[&CaseId(2)];
    assert_eq!(*held.fields.opinion_on.get(), Some(day(-1)));
    assert_eq!(held.log.0.len(), 2, "one change each time");
}
