//! The review page, by accessible name: what waits is listed, and settled where it stands.

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{issue::IssueValue, review::Finding, rules::Action},
};

use crate::import_page::{Desk, pasted, shown};

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
    assert!(window.get_by_label("只读打开").accesskit_node().is_disabled(), "no place yet");
    window.get_by_label("导入方案…").click();
    window.run();
    assert_eq!(window.state().app.page(), Page::Import);
}
