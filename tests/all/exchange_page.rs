//! The page 交换 with packages, by accessible name: sealed ones, a look inside, what lies outside its hand-out, remarks.

#![expect(clippy::disallowed_methods, clippy::panic, reason = "a test writes files and may stop here")]

use std::{fs, path::PathBuf};

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{
        Command, EvidenceTarget, Page,
        packages::{Desk, PackAsk, PackChoices, PackageCommand, Passphrase, return_package},
    },
    domain::{
        IssueId,
        issue::IssueValue,
        rules::{Action, Role as Works},
    },
    store::{
        ledger_write::{LedgerContent, save_ledger},
        safe_write::Known,
    },
    ui::words::{self, evidence, exchange, exchange_hand_out as says, merge as said},
};

use crate::{
    grants::{OURS, clock, forged, hand_out, note, office, records, scribe},
    page_window::{Program, open},
};

fn wait_until(window: &mut Harness<'_, Program>, what: &str, is: impl Fn(&Harness<'_, Program>) -> bool) {
    for _ in 0..600 {
        window.run_steps(1);
        if is(window) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let told: Vec<_> = window.state().app.all_notices().map(|notice| format!("{:?}", notice.kind)).collect();
    panic!("{what} never came: {told:?}");
}

fn wait_for(window: &mut Harness<'_, Program>, label: &str) {
    wait_until(window, label, |window| window.query_all_by_label(label).next().is_some());
}

fn press(window: &mut Harness<'_, Program>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click_accesskit();
    window.run_steps(4);
}

fn saved(program: &Program, content: &LedgerContent) -> PathBuf {
    let path = program.path("办公室台账.ron");
    save_ledger(&path, Known::Absent, content).expect("saved");
    path
}

/// A window on the ledger of the office, on the page 交换 with one of its tabs.
fn exchange<'a>(content: &LedgerContent, tab: &str) -> Harness<'a, Program> {
    let mut program = Program::known();
    let path = saved(&program, content);
    program.app.run(Command::Open(path));
    program.app.run(Command::Go(Page::Exchange));
    let mut window = open(program);
    window.run_steps(2);
    window.get_by_role_and_label(Role::Tab, tab).click_accesskit();
    window.run_steps(2);
    window
}

#[test]
fn a_sealed_package_asks_for_its_passphrase_and_is_then_shown_out_of_memory() {
    let mut maker = Program::known();
    let path = saved(&maker, &office().content);
    maker.app.run(Command::Open(path));
    let stick = maker.path("stick");
    fs::create_dir(&stick).expect("a stick");
    let passphrase = Passphrase::new("秋水共长天");
    maker.app.run(Command::Packages(PackageCommand::Copy(PackAsk { folder: stick, evidence: false, passphrase })));
    let mut maker = open(maker);
    wait_until(&mut maker, "the package", |window| !window.state().app.packages().packed().is_empty());
    let written = maker.state().app.packages().packed().first().expect("one").result.as_ref().expect("written");
    let package = written.path.clone();
    let mut program = Program::known();
    program.app.run(Command::Open(package));
    let mut window = open(program);
    wait_for(&mut window, says::SEALED_TITLE);
    let give = |window: &mut Harness<'_, Program>, text: &str| {
        let field = window.get_by_label(says::PASSPHRASE);
        field.focus();
        window.run_steps(2);
        window.event(egui::Event::Text(text.to_owned()));
        window.run_steps(2);
        // The page behind the dialog has a button of that name too.
        window.get_all_by_role_and_label(Role::Button, says::UNSEAL).last().expect("it").click_accesskit();
        window.run_steps(4);
    };
    give(&mut window, "不对的口令");
    wait_for(&mut window, says::SEALED_WRONG);
    assert!(window.state().app.ledger().is_none(), "nothing is shown");
    give(&mut window, "秋水共长天");
    wait_until(&mut window, "the ledger", |window| window.state().app.ledger().is_some());
    let app = &window.state().app;
    assert!(app.is_read_only() && app.packages().is_sealed_shown(), "looked at out of memory");
    window.state_mut().app.run(Command::Go(Page::Exchange));
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, says::KEEP_PLAIN);
}

#[test]
fn what_lies_outside_its_hand_out_is_listed_and_acts_once_it_is_admitted() {
    let mut content = office();
    let grant = hand_out(&mut content, OURS);
    let (content, _) = forged(&content, grant, note(3, "替别人报"));
    let mut window = exchange(&content, says::TAB_IN);
    wait_for(&mut window, says::WITHHELD);
    assert_eq!(records(window.state().ledger(), 3), 0, "without effect");
    window.get_by_label(says::ADMIT).click_accesskit();
    window.run_steps(3);
    assert_eq!(records(window.state().ledger(), 3), 1, "it acts");
    window.get_by_label(says::NO_LONGER).click_accesskit();
    window.run_steps(3);
    assert_eq!(records(window.state().ledger(), 3), 0, "and no longer");
    window.get_by_label(says::ADMIT);
}

#[test]
fn a_package_is_looked_into_side_by_side_taken_and_taken_back() {
    let mut content = office();
    let grant = hand_out(&mut content, OURS);
    let mut unit = scribe(content.content.clone(), "张磊", Works::Unit, 2);
    unit.content.ledger.grant = Some(grant);
    unit.act(note(1, "渗滤液已清运")).expect("allowed");
    let goal = Action::SetIssue { issue: IssueId(2), value: IssueValue::Goal("办公室后来写的".to_owned()) };
    content.act(goal).expect("allowed");
    let mut window = exchange(&content.content, says::TAB_IN);
    let out = window.state().path("上报.zip");
    let home = window.state().path("办公室台账.ron");
    let desk = Desk { ledger: home, now: clock(9).now, author: "张磊".to_owned() };
    return_package(&unit.content, (&desk, &PackChoices::default()), &out, &mut |_, _| true).expect("packed");
    window.state_mut().app.run(Command::Packages(PackageCommand::Look(vec![out])));
    wait_for(&mut window, said::LOOK_INSIDE);
    let before = window.state().app.history().expect("a history").len();
    press(&mut window, said::LOOK_INSIDE);
    wait_for(&mut window, said::INSIDE);
    window.run_steps(3);
    assert!(window.query_all_by_label_contains("渗滤液已清运").next().is_some(), "what it brings is read");
    assert_eq!(window.state().app.history().expect("a history").len(), before, "looking changes nothing");
    press(&mut window, said::TAKE_PACKAGE);
    wait_for(&mut window, said::UNDO_TAKING);
    assert_eq!(records(window.state().ledger(), 1), 1, "taken");
    wait_until(&mut window, "the receipt", |window| !window.state().app.receipts().is_empty());
    press(&mut window, said::UNDO_TAKING);
    wait_until(&mut window, "the ledger as it was", |window| records(window.state().ledger(), 1) == 0);
    wait_for(&mut window, said::LOOK_INSIDE);
}

#[test]
fn a_copy_is_said_to_be_whole_where_it_was_asked_for() {
    let mut window = exchange(&office().content, says::TAB_FILES);
    let copy = window.state().path("副本.ron");
    window.state_mut().app.run(Command::SaveCopy(copy.clone()));
    wait_for(&mut window, &exchange::copy_done(&copy));
    assert!(fs::exists(&copy).expect("looked for") && !window.state().app.is_copying());
}

#[test]
fn large_evidence_is_asked_about_in_a_dialog_that_can_be_left() {
    let mut program = Program::known();
    let path = saved(&program, &office().content);
    program.app.run(Command::Open(path));
    program.app.run(Command::SetEvidenceLimits(1, 0));
    let large = program.path("录像.mp4");
    fs::write(&large, vec![7; 1_200_000]).expect("written");
    let target = EvidenceTarget { issue: IssueId(1), step: None, material: String::new() };
    program.app.run(Command::AddEvidence(target, vec![large]));
    let mut window = open(program);
    window.run_steps(3);
    window.get_by_role_and_label(Role::Button, evidence::ADD_ALL);
    press(&mut window, words::CANCEL);
    assert!(window.state().app.evidence_question().is_none(), "left");
    assert_eq!(window.state().app.evidence_bytes(), 0, "nothing was added");
}
