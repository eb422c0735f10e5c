//! 销号 as a clerk works with it: the board, the side panel, returns, batch acceptance, look-backs.

use egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{
        RecordId, RoundId,
        closure::{ChecklistAnswer, MaterialGiven, Stage},
        issue::IssueValue,
        procedure::Procedure,
        procedure_presets,
        record::Signature,
        rules::{Action, StepEntry},
    },
    ui::words::{closures as says, issue_page},
};

use crate::{
    desk::{Desk, day, issue_id},
    window::{commit, compose, press},
};

/// Takes a step with everything it demands.
fn take(desk: &mut Desk, procedure: &Procedure, n: u32, key: &str, date: i64) {
    let step = procedure.step(&key.into()).expect("a step");
    let given =
        |key: &String| MaterialGiven { key: key.clone(), evidence: Vec::new(), on_paper: "档案室".to_owned() };
    let answer = |question: &String| ChecklistAnswer { question: question.clone(), met: true, note: String::new() };
    let entry = StepEntry {
        step: step.key.clone(),
        date: Some(day(date)),
        signed: Signature { person: "赵立新".to_owned(), unit: None },
        checklist: step.checklist.iter().map(answer).collect(),
        materials: step.required_materials().map(|demand| given(&demand.key)).collect(),
        ..StepEntry::default()
    };
    desk.act(Action::TakeStep { issue: issue_id(n), record: RecordId(0), round: RoundId(0), entry: Box::new(entry) });
}

/// Two issues of Yulin's procedure and three that wait for Hanzhong's monthly session.
fn desk() -> Desk {
    let mut desk = Desk::with_issues(8);
    let (yulin, hanzhong) = (procedure_presets::yulin(), procedure_presets::hanzhong());
    for key in ["site_verification", "closure_application"] {
        take(&mut desk, &yulin, 1, key, -9);
        take(&mut desk, &yulin, 2, key, -3);
    }
    take(&mut desk, &yulin, 2, "document_review", -1);
    for n in 4..=6 {
        let value = IssueValue::Procedure(hanzhong.name.clone());
        desk.act(Action::SetIssue { issue: issue_id(n), value });
        take(&mut desk, &hanzhong, n, "assignment", -60);
        take(&mut desk, &hanzhong, n, "closure_application", -5);
    }
    desk.app.run(Command::Go(Page::Closures));
    desk
}

fn settle(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

fn step_of(window: &Harness<'_, Desk>, n: u32) -> String {
    let ledger = window.state().app.ledger().expect("a ledger");
    let point = ledger.issue(issue_id(n)).expect("an issue").stage();
    point.step.map_or_else(String::new, |step| step.to_string())
}

fn fill_person(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::EditableComboBox, issue_page::SIGNER).focus();
    window.run();
    compose(window, [commit(name)]);
    press(window, Key::Tab);
}

#[test]
fn a_card_stands_under_its_step_and_opens_a_panel_that_says_what_is_missing() {
    let mut window = desk().window();
    window.get_by_label("资料审核");
    window.get_by_label_contains("在办 5 件");
    window.get_by_role_and_label(Role::ListItem, "S26-001 黑臭水体返黑返臭1 资料审核 7 / 10 工作日").click();
    window.run();
    window.get_by_label("S26-001 资料审核");
    window.get_by_label(says::CLOSE_DRAWER);
    settle(&mut window, says::OPEN_ISSUE);
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(1)));
}

#[test]
fn a_step_is_taken_from_the_board_by_keyboard_and_a_return_names_its_reason() {
    let mut window = desk().window();
    window.get_by_label_contains("S26-002").click();
    window.run();
    window.get_by_label("现场核查…");
    press(&mut window, Key::Enter);
    fill_person(&mut window, "周航");
    settle(&mut window, "办理 现场核查");
    assert_eq!(step_of(&window, 2), "publicity");
    window.get_by_role_and_label(Role::ListItem, "S26-001 黑臭水体返黑返臭1 资料审核 7 / 10 工作日").click();
    window.run();
    settle(&mut window, issue_page::SEND_BACK_MENU);
    fill_person(&mut window, "周航");
    window.get_by_role_and_label(Role::MultilineTextInput, issue_page::SEND_BACK_REASON).focus();
    window.run();
    compose(&mut window, [commit("材料不齐")]);
    settle(&mut window, issue_page::SEND_BACK);
    assert_eq!(step_of(&window, 1), "site_verification");
    window.get_by_label("退回的 1");
    window.get_by_label("材料不齐");
}

#[test]
fn the_monthly_session_accepts_several_issues_as_one_change_with_a_record_each() {
    let mut window = desk().window();
    let changes = window.state().app.history().expect("a history").in_order().count();
    settle(&mut window, says::BATCH);
    window.get_by_role_and_label(Role::CheckBox, "S26-005 农家乐未清退5").click();
    window.run();
    fill_person(&mut window, "郑文博");
    settle(&mut window, &says::batch_deed("集中验收", 2));
    assert_eq!([4, 5, 6].map(|n| step_of(&window, n)), ["filing", "monthly_acceptance", "filing"]);
    let desk = window.state_mut();
    assert_eq!(desk.app.history().expect("a history").in_order().count(), changes + 1);
    desk.app.run(Command::Undo);
    window.run();
    assert_eq!(step_of(&window, 4), "monthly_acceptance", "one undo takes all back");
}

#[test]
fn the_arrows_walk_over_the_board() {
    let mut window = desk().window();
    window.get_by_label_contains("S26-001").click();
    window.run();
    press(&mut window, Key::ArrowRight);
    window.get_by_label("S26-002 现场核查");
    press(&mut window, Key::ArrowLeft);
    window.get_by_label("S26-001 资料审核");
}

#[test]
fn the_end_of_a_public_notice_is_told_for_the_day_that_is_typed() {
    let mut desk = desk();
    take(&mut desk, &procedure_presets::yulin(), 2, "site_check", -1);
    let mut window = desk.window();
    settle(&mut window, "S26-002 垃圾填埋场渗滤液积存2 媒体公示 已 1 天 缺 1 项");
    settle(&mut window, issue_page::BEGIN_NOTICE);
    window.get_by_label("公示期 2026-09-18 至 2026-09-24 周四，次日起可办结公示");
    window.get_by_role_and_label(Role::TextInput, issue_page::NOTICE_FROM).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.run();
    compose(&mut window, [commit("9月17日")]);
    window.get_by_label("公示期 2026-09-17 至 2026-09-23 周三，次日起可办结公示");
}

#[test]
fn a_filed_issue_waits_for_its_look_back() {
    let mut desk = desk();
    let hanzhong = procedure_presets::hanzhong();
    take(&mut desk, &hanzhong, 4, "monthly_acceptance", -4);
    let filing = StepEntry {
        step: "filing".into(),
        date: Some(day(-3)),
        signed: Signature { person: "郑文博".to_owned(), unit: None },
        ..StepEntry::default()
    };
    desk.act(Action::TakeStep { issue: issue_id(4), record: RecordId(0), round: RoundId(0), entry: Box::new(filing) });
    assert_eq!(desk.app.ledger().and_then(|it| it.issue(issue_id(4))).expect("it").stage().stage, Stage::Closed);
    let mut window = desk.window();
    settle(&mut window, "回头看");
    window.get_by_role_and_label(Role::ListItem, "S26-004 排污口溯源不清4").click();
    window.run();
    window.get_by_label(issue_page::LOOK_BACK_MENU);
    window.get_by_label(issue_page::REOPEN_MENU);
}

#[test]
fn the_chosen_card_stays_in_sight_when_its_panel_takes_room() {
    let mut window = desk().window_of([1000.0, 700.0]);
    let far = "S26-006 黑臭水体返黑返臭6 集中验收 已 5 天";
    window.get_by_label(says::BOARD).focus();
    window.run();
    for _ in 0..4 {
        press(&mut window, Key::ArrowRight);
    }
    press(&mut window, Key::End);
    window.get_by_label(says::CLOSE_DRAWER).click();
    window.run();
    window.get_by_role_and_label(Role::ListItem, far).click();
    window.run();
    let place = window.get_by_role_and_label(Role::ListItem, far).rect();
    let panel = window.get_by_label(says::OPEN_ISSUE).rect();
    assert!(place.right() < panel.left() && place.left() > 72.0, "{place:?} beside {panel:?}");
}
