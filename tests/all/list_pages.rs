//! Overview, supervision, closures and complaints as a clerk meets them.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use rectification_ledger::{
    app::{Command, Page},
    domain::complaint::Handling,
    ui::words,
};

use crate::{
    desk::{Desk, desk_on, issue_id},
    window::{commit, compose, preedit},
};

#[test]
fn the_overview_counts_and_a_click_on_a_number_filters_the_grid() {
    let mut window = desk_on(Page::Overview, 6);
    window.get_by_label("问题总数 6");
    window.get_by_label("验收销号率 0.0%");
    window.get_by_role_and_label(Role::Link, "超期 1").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issues);
    assert_eq!(window.state().app.rows().ids(), [issue_id(1)]);
    window.get_by_label("时限状态 超期");
}

#[test]
fn a_click_on_a_bar_filters_the_grid_and_one_on_a_due_issue_opens_it() {
    let mut window = desk_on(Page::Overview, 6);
    window.get_by_label("市水利局 2 条，超期 1，已销号 0").click();
    window.run();
    assert_eq!(window.state().app.rows().ids(), [issue_id(1), issue_id(4)]);
    window.state_mut().app.run(Command::Go(Page::Overview));
    window.run();
    window.get_by_role_and_label(Role::Link, "垃圾填埋场渗滤液积存2").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(2)));
}

#[test]
fn the_overview_of_an_empty_ledger_says_what_to_do_next() {
    let mut desk = Desk::empty();
    desk.app.run(Command::Go(Page::Overview));
    let mut window = desk.window();
    window.get_by_label(words::overview::EMPTY);
    window.get_by_label(words::issues_page::IMPORT_PLAN).click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Import);
}

#[test]
fn supervision_suggests_with_a_reason_and_lists_answers_that_are_late() {
    let mut window = desk_on(Page::Supervision, 4);
    window.get_by_role_and_label(Role::Tab, words::supervision::SUGGESTED);
    window.get_by_label_contains("建议提醒");
    window.get_by_role_and_label(Role::Tab, words::supervision::UNANSWERED).click();
    window.run();
    window.get_by_label("逾期 3 天未答复");
    window.get_by_role_and_label(Role::ListItem, "S26-001 黑臭水体返黑返臭1").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(1)));
}

#[test]
fn without_closures_the_page_leads_to_the_grid() {
    let mut window = desk_on(Page::Closures, 2);
    window.get_by_label(words::supervision::TO_GRID).click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issues);
}

#[test]
fn a_complaint_is_entered_by_input_method_then_settled_and_only_the_change_is_sent() {
    let mut window = desk_on(Page::Complaints, 2);
    window.get_by_label(words::complaints::REGISTER).click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "受理编号").focus();
    window.run();
    compose(&mut window, [commit("D2026-01")]);
    window.get_by_role_and_label(Role::MultilineTextInput, "反映问题").focus();
    window.run();
    compose(&mut window, [preedit("ye jian"), commit("夜间施工噪声扰民")]);
    window.get_by_label(words::complaints::REGISTER_NOW).click();
    window.run();
    window.get_by_role_and_label(Role::Row, "D2026-01 夜间施工噪声扰民").click();
    window.run();
    window.get_by_role_and_label(Role::RadioButton, words::handling(Handling::Settled)).click();
    window.run();
    let desk = window.state();
    let ledger = desk.app.ledger().expect("a ledger");
    let complaint = ledger.complaints.values().next().expect("a complaint");
    assert_eq!(*complaint.fields.status.get(), Handling::Settled);
    assert_eq!(complaint.log.0.len(), 2, "one change each time");
}
