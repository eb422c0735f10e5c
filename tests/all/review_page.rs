//! The review page, by accessible name: what waits is listed, and settled where it stands.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{
        UnitId,
        directory::{DirectoryItem, UnitValue},
        issue::{IssueField, IssueValue},
        record::{Month, ProgressNote, ScheduleRating},
        review::Finding,
        rules::{Action, NewRecord},
    },
    ui::words,
};

use crate::{
    desk::{self, issue_id, unit_id},
    import_page::{Desk, pasted, shown},
};

fn findings(desk: &Desk) -> Vec<Finding> {
    let (ledger, history) = (desk.app.ledger(), desk.app.history());
    rectification_ledger::domain::review::findings(ledger.expect("open"), history.expect("open"))
}

#[test]
fn a_tidy_ledger_has_nothing_to_look_at() {
    let mut window = shown(Desk::new(Page::Review));
    window.run();
    window.get_by_label("没有要核对的事项");
}

#[test]
fn what_an_import_left_open_is_settled_on_the_page() {
    let mut window = pasted();
    window.get_by_label("导入 3 条").click();
    window.run();
    window.state_mut().app.run(Command::Go(Page::Review));
    window.run();
    window.get_by_label("整改时限待确认");
    window.get_by_label("按此确认").click_accesskit();
    window.run();
    window.get_by_label("由市住建局牵头").click_accesskit();
    window.run();
    assert_eq!(findings(window.state()), [], "all settled");
    window.get_by_label("没有要核对的事项");
}

#[test]
fn equal_numbers_are_told_apart_by_one_button() {
    let mut window = pasted();
    window.get_by_label("导入 3 条").click();
    window.run();
    let ids: Vec<_> = window.state().app.ledger().expect("open").issues.keys().copied().collect();
    for issue in ids {
        let value = IssueValue::Number("S-01".to_owned());
        window.state_mut().app.run(Command::Do(Action::SetIssue { issue, value }));
    }
    window.state_mut().app.run(Command::Go(Page::Review));
    window.run();
    window.get_by_label("重新编号").click_accesskit();
    window.run();
    let twice = findings(window.state()).into_iter().any(|finding| matches!(finding, Finding::NumberTwice { .. }));
    assert!(!twice, "each has a number of its own");
}

#[test]
fn the_exchange_page_leads_to_the_import_and_opens_copies_only_by_their_place() {
    let mut window = shown(Desk::new(Page::Exchange));
    window.run();
    window.get_by_label("方案与副本").click();
    window.run();
    assert!(window.get_by_label("只读打开").accesskit_node().is_disabled(), "no place yet");
    window.get_by_label("导入方案…").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Import);
}

#[test]
fn a_unit_that_is_gone_gives_way_to_the_nearest_name() {
    let mut desk = desk::Desk::with_issues(3);
    let values = vec![UnitValue::Name("市水务局".to_owned())];
    desk.act(Action::AddUnit { unit: UnitId(900), values });
    let gone = DirectoryItem::Unit(unit_id(2));
    desk.act(Action::WithdrawEntry { item: gone, reason: "机构改革".to_owned() });
    desk.app.run(Command::Go(Page::Review));
    let mut window = desk.window();
    window.get_by_role_and_label(Role::ListItem, "单位不在名录 1").click();
    window.run();
    window.get_by_label(&words::review::use_unit("市水务局")).click();
    window.run();
    let ledger = window.state().app.ledger().expect("open");
    assert_eq!(*ledger.issue(issue_id(1)).expect("the issue").fields.lead_unit.get(), Some(UnitId(900)));
    assert!(window.query_by_label("单位不在名录").is_none(), "settled");
}

#[test]
fn two_ratings_of_a_month_are_settled_by_the_one_that_holds() {
    let mut desk = desk::Desk::with_issues(2);
    let rated = |rating| Action::Append {
        issue: issue_id(1),
        record: rectification_ledger::domain::RecordId(0),
        entry: NewRecord::Progress(ProgressNote {
            month: Month { year: 2026, month: 7 },
            date: Some(desk::day(-50)),
            rating: Some(rating),
            text: "截污管网".to_owned(),
            ..ProgressNote::default()
        }),
    };
    desk.act(rated(ScheduleRating::Behind));
    desk.act(rated(ScheduleRating::Ahead));
    desk.app.run(Command::Go(Page::Review));
    let mut window = desk.window();
    window.get_by_label("同月月评不一致");
    window.query_all_by_label(words::review::THIS_ONE).next().expect("two to choose from").click();
    window.run();
    assert!(window.query_by_label("同月月评不一致").is_none(), "one holds");
}

#[test]
fn a_conflict_and_a_deadline_of_the_sample_are_settled_where_they_stand() {
    let mut desk = desk::Desk::empty();
    desk.app.run(Command::OpenSample);
    desk.app.run(Command::Go(Page::Review));
    let mut window = desk.window();
    let conflicts = |window: &egui_kittest::Harness<'_, desk::Desk>| {
        let app = &window.state().app;
        let field = IssueField::PersonInCharge;
        app.review().iter().filter(|it| matches!(it, Finding::IssueConflict { field: of, .. } if *of == field)).count()
    };
    assert_eq!(conflicts(&window), 1, "copies disagree");
    window.get_by_role_and_label(Role::ListItem, "问题字段不一致 1").click();
    window.run();
    window.query_all_by_label(words::review::TAKE).next().expect("values to choose from").click();
    window.run();
    assert_eq!(conflicts(&window), 0, "chosen");
    let waits = |window: &egui_kittest::Harness<'_, desk::Desk>| {
        let app = &window.state().app;
        app.review().iter().filter(|it| matches!(it, Finding::DeadlineToConfirm { .. })).count()
    };
    let before = waits(&window);
    assert!(before > 0, "the plan leaves some open");
    window.get_by_role_and_label(Role::ListItem, &format!("整改时限待确认 {before}")).click();
    window.run();
    window.query_all_by_label(words::review::CONFIRM_DATE).next().expect("a day to confirm").click();
    window.run();
    assert_eq!(waits(&window), before - 1, "confirmed");
}
