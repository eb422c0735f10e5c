//! The page 交换 with a copy that comes in, by accessible name.

#![expect(clippy::panic, reason = "a test may stop here")]

use std::fs;

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{IssueId, issue::IssueValue, rules::Action},
    ui::words::{self, merge as said},
};

use crate::page_window::{Program, open, open_sized};

fn goal(issue: u128, words: &str) -> Command {
    Command::Do(Action::SetIssue { issue: IssueId(issue), value: IssueValue::Goal(words.to_owned()) })
}

/// A ledger of three issues with a copy beside it in which another hand went on.
fn program() -> Program {
    let mut program = Program::with_ledger();
    for n in 1..=3 {
        let values = vec![
            IssueValue::Title(format!("第{n}个问题")),
            IssueValue::Number(format!("省督-{n:02}")),
            IssueValue::Goal("2026年底前水质达标".to_owned()),
        ];
        program.app.run(Command::Do(Action::RegisterIssue { issue: IssueId(n), values }));
    }
    program.app.run(Command::Save);
    program.app.finish_saving();
    let own = program.path("测试台账.ron");
    let copy = program.path("东城区.ron");
    fs::copy(&own, &copy).expect("copied");
    program.app.run(Command::Open(copy));
    program.app.run(goal(1, "2027年6月底前水质稳定达标"));
    program
        .app
        .run(Command::Do(Action::SetIssue { issue: IssueId(2), value: IssueValue::Region("榆阳区".to_owned()) }));
    program.app.run(Command::Save);
    program.app.finish_saving();
    program.app.run(Command::Open(own));
    program.app.run(goal(1, "2026年底前水质全面达标"));
    program.app.run(Command::Go(Page::Exchange));
    program
}

fn wait_for(window: &mut Harness<'_, Program>, label: &str) {
    for _ in 0..400 {
        window.run_steps(1);
        if window.query_by_label(label).is_some() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("{label} never came");
}

/// Lets the window come to rest: signs turn as long as something is done beside it.
fn settle(window: &mut Harness<'_, Program>) {
    for _ in 0..400 {
        if window.try_run().is_ok() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the window never came to rest");
}

fn previewed<'a>(program: Program, size: [f32; 2]) -> Harness<'a, Program> {
    let copy = program.path("东城区.ron");
    let mut window = open_sized(program, size);
    window.state_mut().app.run(Command::Merge(copy));
    wait_for(&mut window, said::MERGE);
    settle(&mut window);
    window
}

#[test]
fn a_copy_is_looked_at_side_by_side_with_the_keyboard_and_then_merged() {
    let mut window = previewed(program(), [1366.0, 728.0]);
    let before = window.state().app.history().expect("a history").len();
    window.get_by_label("有冲突 省督-01 第1个问题");
    window.get_by_label("2026年底前水质全面达标");
    window.get_by_label("2027年6月底前水质稳定达标");
    window.key_press(Key::ArrowDown);
    window.run();
    window.get_by_label("榆阳区");
    assert_eq!(window.state().app.history().expect("a history").len(), before, "looking changes nothing");
    window.get_by_label(said::MERGE).click_accesskit();
    window.run();
    assert_eq!(window.state().app.history().expect("a history").len(), before + 2);
    window.get_by_label(said::TO_REVIEW);
    window.get_by_label(said::SAVE_RECEIPT);
    window.get_all_by_label(said::UNDO_MERGE).next().expect("offered").click_accesskit();
    window.run();
    assert_eq!(window.state().app.history().expect("a history").len(), before, "taken back");
}

#[test]
fn the_list_is_filtered_by_state_person_and_words() {
    let mut window = previewed(program(), [1366.0, 728.0]);
    window.get_by_label(said::SEARCH).focus();
    window.run();
    window.get_by_label(said::SEARCH).type_text("榆阳");
    window.run();
    assert!(window.query_by_label("有冲突 省督-01 第1个问题").is_none(), "filtered out");
    window.get_by_label("有修改 省督-02 第2个问题");
    window.get_by_label(words::CANCEL).click_accesskit();
    window.run();
    assert!(window.state().app.merge_preview().is_none(), "left without a trace");
}

#[test]
fn the_page_fits_a_narrow_window_and_asks_for_a_copy() {
    let mut window = open(program());
    window.run();
    window.get_by_label(said::MERGE).click_accesskit();
    window.run();
    window.get_by_label(said::CHOOSE_COPY);
    window.get_by_label(said::PURGE);
    let narrow = previewed(program(), [1024.0, 640.0]);
    narrow.get_by_label(said::MERGE);
}
