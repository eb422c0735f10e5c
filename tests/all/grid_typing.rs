//! Typing into the cells of the grid: keys, the input method, choices, what a rule stands against.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page},
    domain::{issue::IssueValue, ledger::Ledger, rules::Action},
    ui::words,
};

use crate::{
    desk::{Desk, day, desk_on, issue_id, unit_id},
    window::{commit, compose, preedit, press},
};

fn grid<'a>(issues: u32) -> Harness<'a, Desk> {
    desk_on(Page::Issues, issues)
}

fn choose(window: &mut Harness<'_, Desk>, cell: &str) {
    window.get_by_role_and_label(Role::Cell, cell).click();
    window.run();
}

fn typed(window: &mut Harness<'_, Desk>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

fn with(window: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn ledger<'a>(window: &'a Harness<'_, Desk>) -> &'a Ledger {
    window.state().app.ledger().expect("a ledger")
}

fn title(window: &Harness<'_, Desk>, n: u32) -> String {
    ledger(window).issue(issue_id(n)).expect("an issue").fields.title.get().clone()
}

fn category(window: &Harness<'_, Desk>, n: u32) -> String {
    ledger(window).issue(issue_id(n)).expect("an issue").fields.category.get().clone()
}

/// How often the ledger was changed since the desk was set up.
fn changes(window: &Harness<'_, Desk>) -> usize {
    window.state().asked.iter().filter(|command| matches!(command, Command::Do(_))).count()
}

#[test]
fn typing_over_a_cell_replaces_it_and_enter_goes_to_the_next_row() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    press(&mut window, Key::ArrowUp);
    typed(&mut window, "新");
    typed(&mut window, "题目");
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 4), "新题目", "what was typed");
    assert_eq!(window.state().drafts.issues_page.selected(), Some(issue_id(5)), "one row on");
    with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(title(&window, 4), "排污口溯源不清4", "taken back in one step, from the grid");
}

#[test]
fn f2_edits_what_is_there_and_escape_leaves_it() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    press(&mut window, Key::F2);
    typed(&mut window, "，复查");
    press(&mut window, Key::Escape);
    assert_eq!((title(&window, 5).as_str(), changes(&window)), ("农家乐未清退5", 0), "as it was");
    press(&mut window, Key::Enter);
    typed(&mut window, "，复查");
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "农家乐未清退5，复查", "at the end of what was there");
}

#[test]
fn after_tabs_enter_goes_back_under_the_first_edited_column() {
    let mut window = grid(5);
    choose(&mut window, "工地扬尘管控不到位3");
    typed(&mut window, "题目三");
    press(&mut window, Key::Tab);
    typed(&mut window, "市水利局");
    press(&mut window, Key::Enter);
    typed(&mut window, "题目四");
    press(&mut window, Key::Enter);
    assert_eq!((title(&window, 3).as_str(), title(&window, 4).as_str()), ("题目三", "题目四"), "one under the other");
    let lead = ledger(&window).issue(issue_id(3)).expect("an issue").fields.lead_unit.get();
    assert_eq!(*lead, Some(unit_id(2)), "beside the first");
}

#[test]
fn keys_and_text_of_one_slow_frame_keep_their_order() {
    let mut window = grid(5);
    choose(&mut window, "排污口溯源不清4");
    let key = |key| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let text = |text: &str| Event::Text(text.to_owned());
    let all = [text("甲"), key(Key::Enter), text("乙"), key(Key::ArrowUp), text("丙"), key(Key::Escape)];
    window.input_mut().events.extend(all);
    window.run_steps(12);
    assert_eq!((title(&window, 4).as_str(), title(&window, 5).as_str()), ("甲", "乙"), "each in its cell");
    assert_eq!(changes(&window), 2, "the third was left");
}

#[test]
fn a_composition_over_a_chosen_cell_begins_the_edit_and_its_keys_are_its_own() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    compose(&mut window, [preedit("n"), preedit("nong'jia"), preedit("农家")]);
    assert_eq!(changes(&window), 0, "nothing is written while it is open");
    press(&mut window, Key::Enter);
    press(&mut window, Key::ArrowDown);
    assert_eq!(window.state().drafts.issues_page.selected(), Some(issue_id(5)), "the cursor stays");
    compose(&mut window, [commit("农家乐"), preedit("yi"), commit("已清退")]);
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "农家乐已清退", "each once");
}

#[test]
fn a_commit_without_preedit_lands_once() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    compose(&mut window, [commit("整改"), commit("，"), commit("完成")]);
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "整改，完成");
}

#[test]
fn an_abandoned_composition_leaves_the_cell_as_it_was() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    compose(&mut window, [preedit("nong"), preedit("")]);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Escape);
    assert_eq!((title(&window, 5).as_str(), changes(&window)), ("农家乐未清退5", 0), "nothing was typed");
}

#[test]
fn the_text_field_keeps_its_id_and_place_while_an_input_method_composes() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    let focused = |window: &Harness<'_, Desk>| window.ctx.memory(egui::Memory::focused);
    let before = focused(&window);
    compose(&mut window, [preedit("n"), preedit("nong")]);
    let place = window.get_by_role_and_label(Role::MultilineTextInput, "单元格 问题").rect();
    // Somebody else's change comes in and turns the rows round; the wheel is turned as well.
    let value = IssueValue::Number("Z-1".to_owned());
    window.state_mut().app.run(Command::Do(Action::SetIssue { issue: issue_id(1), value }));
    assert_eq!(window.state().app.rows().ids().last(), Some(&issue_id(1)), "another order");
    compose(&mut window, [preedit("nong'jia")]);
    assert_eq!(focused(&window), before, "the same field from the first key on");
    let now = window.get_by_role_and_label(Role::MultilineTextInput, "单元格 问题").rect();
    assert_eq!(now.min, place.min, "where it was");
    compose(&mut window, [commit("农家乐")]);
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "农家乐", "in the issue it was typed over");
    assert_eq!(title(&window, 1), "黑臭水体返黑返臭1", "not in the one that came into its place");
}

#[test]
fn a_unit_is_found_by_first_letters_by_alias_and_chosen_by_arrows() {
    let lead =
        |window: &Harness<'_, Desk>, n| *ledger(window).issue(issue_id(n)).expect("an issue").fields.lead_unit.get();
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    press(&mut window, Key::ArrowRight);
    typed(&mut window, "qhx");
    window.get_by_role_and_label(Role::ListBoxOption, "清河县政府");
    press(&mut window, Key::Enter);
    assert_eq!(lead(&window, 5), Some(unit_id(1)), "清河县政府 by qhx");
    choose(&mut window, "农家乐未清退5");
    press(&mut window, Key::ArrowRight);
    typed(&mut window, "水务部门");
    press(&mut window, Key::Tab);
    assert_eq!(lead(&window, 5), Some(unit_id(2)), "市水利局 by its alias");
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::F2);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(lead(&window, 5), Some(unit_id(3)), "the next in the list");
}

#[test]
fn a_unit_nobody_knows_is_not_written_and_the_reason_stands_there() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    press(&mut window, Key::ArrowRight);
    typed(&mut window, "没有这个局");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("没有“没有这个局”");
    assert_eq!(changes(&window), 0, "nothing was written");
    press(&mut window, Key::Escape);
    assert!(window.query_by_label_contains("没有“没有这个局”").is_none(), "gone with the edit");
}

#[test]
fn a_deadline_is_typed_in_any_form_and_said_back() {
    let due = |window: &Harness<'_, Desk>, n| window.state().app.rows().facts(issue_id(n)).expect("facts").date;
    let mut window = grid(5);
    choose(&mut window, &day(5 * 10 - 22 + 8).to_string());
    typed(&mut window, "2026年底前");
    window.get_by_label_contains("2026-12-31");
    press(&mut window, Key::Enter);
    assert_eq!(due(&window, 5).map(|day| day.to_string()), Some("2026-12-31".to_owned()));
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowDown);
    typed(&mut window, "听通知");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("“听通知”读不出时限");
}

#[test]
fn an_assigned_deadline_says_that_it_needs_an_extension() {
    let mut window = grid(5);
    choose(&mut window, "2026-09-06");
    press(&mut window, Key::F2);
    window.get_by_label_contains("办理延期");
    typed(&mut window, "2026-10-01");
    window.get_by_label_contains("办理延期");
    press(&mut window, Key::Enter);
    assert_eq!(changes(&window), 0, "nothing was written");
}

#[test]
fn what_the_program_works_out_cannot_be_typed() {
    let mut window = grid(3);
    choose(&mut window, "超期 12 天");
    typed(&mut window, "按期");
    window.get_by_label_contains("由程序按记录推算");
    press(&mut window, Key::ArrowLeft);
    assert!(window.query_by_label_contains("由程序按记录推算").is_none(), "gone with the next key");
    assert_eq!(changes(&window), 0, "nothing was written");
}

#[test]
fn a_click_elsewhere_writes_what_was_typed() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    typed(&mut window, "已清退");
    choose(&mut window, "S26-003");
    assert_eq!(title(&window, 5), "已清退");
}

#[test]
fn one_text_fills_the_chosen_block_in_one_step() {
    let mut window = grid(6);
    choose(&mut window, "工地扬尘管控不到位3");
    press(&mut window, Key::End);
    for _ in 0..2 {
        with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    }
    window.get_by_label("已选 3 行 × 1 列，3 格");
    typed(&mut window, "固废");
    with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!([3, 4, 5].map(|n| category(&window, n)), ["固废", "固废", "固废"]);
    assert_eq!(changes(&window), 1, "one change");
    with(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!([3, 4, 5].map(|n| category(&window, n)), ["蓝天", "碧水", "净土"]);
}

#[test]
fn a_line_break_is_typed_with_alt_and_enter() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    typed(&mut window, "甲");
    with(&mut window, Modifiers::ALT, Key::Enter);
    typed(&mut window, "乙");
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "甲\n乙");
}

#[test]
fn every_cell_says_which_it_is() {
    use egui_kittest::kittest::NodeT as _;
    let window = grid(3);
    let cell = window.get_by_role_and_label(Role::Cell, "超期 12 天");
    assert_eq!(cell.accesskit_node().description().as_deref(), Some("时限状态 S26-001"));
    let words = words::grid::EMPTY_CELL;
    assert!(window.get_all_by_role_and_label(Role::Cell, words).next().is_some(), "empty ones too");
}

#[test]
fn what_is_being_typed_is_kept_and_comes_back_with_the_next_start() {
    let mut window = grid(5);
    choose(&mut window, "农家乐未清退5");
    typed(&mut window, "写到一半");
    window.state_mut().drafts = rectification_ledger::ui::view::Drafts::default();
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(title(&window, 5), "写到一半", "the cell was open again");
    window.state_mut().drafts = rectification_ledger::ui::view::Drafts::default();
    window.run();
    assert_eq!(window.state().drafts.issues_page.selected(), None, "written, so forgotten");
}
