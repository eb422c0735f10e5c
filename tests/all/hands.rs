//! Hands and eyes: palette, manual, zoom, notices, recent ledgers, files dragged onto the window.

use std::path::PathBuf;

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::{
    app::{Command, Page, ThemeChoice},
    ui::{keys::Deed, manual::Chapter, words},
};

use crate::{
    desk::{Desk, desk_on, issue_id},
    page_window::{Program, open, open_sized},
    window::{commit, compose, preedit, press},
};

const CTRL: Modifiers = Modifiers::COMMAND;

fn chord<S>(window: &mut Harness<'_, S>, held: Modifiers, key: Key) {
    window.key_press_modifiers(held, key);
    window.run_steps(4);
}

fn says<S>(window: &Harness<'_, S>, part: &str) -> bool {
    let holds = |text: Option<String>| text.is_some_and(|text| text.contains(part));
    window.query_all_by(|node| holds(node.label()) || holds(node.value())).next().is_some()
}

fn palette<'a>(typed: &str) -> Harness<'a, Desk> {
    let mut window = desk_on(Page::Issues, 6);
    chord(&mut window, CTRL, Key::K);
    window.event(Event::Text(typed.to_owned()));
    window.run_steps(3);
    window
}

// ---------------------------------------------------------------- palette
#[test]
fn the_palette_finds_a_command_by_its_name_and_runs_it() {
    let mut window = palette("督办");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.page(), Page::Supervision, "the first answer is carried out");
    assert!(!says(&window, words::PALETTE_KEYS), "and the palette is gone");
}

#[test]
fn the_palette_finds_a_command_by_the_first_letters_of_its_name() {
    let mut window = palette("qhss");
    assert!(says(&window, &words::deed(Deed::TurnTheme)), "切换深色 by qhss");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.settings().theme, ThemeChoice::Dark, "done");
}

#[test]
fn the_palette_jumps_to_an_issue_by_number_title_or_the_letters_of_its_unit() {
    for (typed, number) in [("s26-004", 4), ("工地扬尘", 3)] {
        let mut window = palette(typed);
        press(&mut window, Key::Enter);
        assert_eq!(window.state().app.page(), Page::Issue(issue_id(number)), "by {typed}");
    }
    let mut window = palette("qhxzf");
    press(&mut window, Key::Enter);
    assert!(matches!(window.state().app.page(), Page::Issue(_)), "清河县政府 by its letters");
}

#[test]
fn a_command_that_cannot_be_done_is_grey_says_why_and_does_nothing() {
    let name = words::deed(Deed::NextIssue);
    let mut window = palette(&name);
    let line = window.get_by_role_and_label(Role::ListBoxOption, &name);
    assert!(line.accesskit_node().is_disabled(), "grey");
    window.state_mut().asked.clear();
    press(&mut window, Key::Enter);
    assert!(window.state().asked.is_empty(), "nothing is asked for");
    assert!(says(&window, words::PALETTE_KEYS), "the palette stays");
    press(&mut window, Key::Escape);
    assert!(!says(&window, words::PALETTE_KEYS), "Esc closes it");
}

#[test]
fn the_arrows_choose_and_a_composition_keeps_its_own_enter() {
    let mut window = palette("");
    compose(&mut window, [preedit("zongl")]);
    press(&mut window, Key::Enter);
    assert!(says(&window, words::PALETTE_KEYS), "this Enter belongs to the input method");
    compose(&mut window, [commit("总览")]);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.page(), Page::Overview, "this one chooses");
}

// ---------------------------------------------------------------- manual
#[test]
fn f1_opens_the_chapter_of_the_page_and_closes_it_again() {
    for (page, chapter) in [(Page::Supervision, Chapter::Supervision), (Page::Closures, Chapter::Closure)] {
        let mut window = desk_on(page, 3);
        press(&mut window, Key::F1);
        window.run_steps(3);
        assert!(says(&window, &format!("{} / {}", words::MANUAL, chapter.title())), "of {page:?}");
        press(&mut window, Key::F1);
        window.run_steps(2);
        assert!(!says(&window, words::MANUAL_SEARCH), "away again");
    }
}

#[test]
fn the_manual_is_searched_and_leads_back() {
    let mut window = desk_on(Page::Issues, 3);
    press(&mut window, Key::F1);
    window.run_steps(3);
    window.get_by_role_and_label(Role::Link, Chapter::Keys.title()).click();
    window.run_steps(3);
    assert!(says(&window, &words::deed(Deed::ZoomReset)), "the table of keys is drawn from the table");
    window.get_by_label(words::MANUAL_BACK).click();
    window.run_steps(3);
    assert!(says(&window, &format!("{} / {}", words::MANUAL, Chapter::Grid.title())), "back");
    window.get_by_role_and_label(Role::TextInput, words::MANUAL_SEARCH).focus();
    window.run_steps(2);
    window.event(Event::Text("Ctrl+Shift+O".to_owned()));
    window.run_steps(3);
    window.get_by_role_and_label(Role::Link, "全部按键").click();
    window.run_steps(3);
    assert!(says(&window, &format!("{} / {}", words::MANUAL, Chapter::Keys.title())), "the hit leads there");
}

#[test]
fn the_manual_opens_without_a_ledger_and_in_a_small_window() {
    let mut window = open_sized(Program::known(), [910.0, 485.0]);
    window.run_steps(3);
    press(&mut window, Key::F1);
    window.run_steps(3);
    assert!(says(&window, Chapter::First.title()), "first use");
}

// ---------------------------------------------------------------- zoom
#[test]
fn the_zoom_follows_keys_and_wheel_and_is_remembered() {
    let mut window = desk_on(Page::Issues, 2);
    let zoom = |window: &Harness<'_, Desk>| window.state().app.settings().zoom;
    chord(&mut window, CTRL, Key::Plus);
    chord(&mut window, CTRL, Key::Equals);
    assert_eq!(zoom(&window), 125, "two steps up");
    chord(&mut window, CTRL, Key::Minus);
    assert_eq!(zoom(&window), 110, "one down");
    chord(&mut window, CTRL, Key::Num0);
    assert_eq!(zoom(&window), 100, "as usual");
    window.event(Event::Zoom(1.2));
    window.run_steps(3);
    assert_eq!(zoom(&window), 110, "the wheel makes one step of a notch");
}

// ---------------------------------------------------------------- notices
#[test]
fn a_notice_does_not_take_the_focus_from_what_is_typed() {
    let mut window = desk_on(Page::Issues, 2);
    chord(&mut window, CTRL, Key::F);
    window.event(Event::Text("黑臭".to_owned()));
    window.run_steps(2);
    window.state_mut().app.run(Command::RefuseFile(PathBuf::from("图.png")));
    window.run_steps(3);
    assert!(says(&window, "图.png"), "the notice is there");
    window.event(Event::Text("水体".to_owned()));
    window.run_steps(2);
    let field = window.get_by_role_and_label(Role::TextInput, words::SEARCH);
    assert_eq!(field.value().as_deref(), Some("黑臭水体"), "typing went on");
}

#[test]
fn the_list_of_notices_keeps_what_was_put_away_with_its_detail() {
    let mut window = desk_on(Page::Issues, 2);
    window.state_mut().app.run(Command::RefuseFile(PathBuf::from("/资料/图.png")));
    window.state_mut().dismiss_all();
    window.run_steps(3);
    let count = window.state().app.all_notices().count();
    window.get_by_label(&words::notices_button(count)).click();
    window.run_steps(3);
    assert!(says(&window, "“图.png”不能拖到这里"), "what was said");
    assert!(says(&window, "/资料/图.png"), "and the whole path behind it");
    window.get_by_label(words::COPY_ALL_NOTICES).click();
    window.run_steps(2);
    let copied = window
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if text.contains("图.png")));
    assert!(copied || says(&window, words::COPY_ALL_NOTICES), "it can be copied");
}

// ---------------------------------------------------------------- recent ledgers
#[test]
fn the_recent_ledgers_open_over_any_page_and_mark_what_is_gone() {
    let mut program = Program::with_ledger();
    let gone = program.path("旧台账.ron");
    let there = program.path("测试台账.ron");
    std::fs::copy(&there, &gone).expect("a copy");
    program.app.run(Command::Open(gone.clone()));
    program.app.run(Command::Open(there));
    std::fs::remove_file(&gone).expect("it was there");
    let mut window = open(program);
    window.run_steps(3);
    chord(&mut window, CTRL.plus(Modifiers::SHIFT), Key::O);
    assert!(says(&window, words::RECENT_SAYS), "the list is open");
    assert!(says(&window, &words::open_recent("旧台账")), "both stand there");
    window.get_by_label(&words::open_recent("测试台账")).click();
    window.run_steps(4);
    assert!(!says(&window, words::RECENT_SAYS), "opening one closes the list");
}

// ---------------------------------------------------------------- new ledger
#[test]
fn ctrl_n_asks_for_a_new_ledger_also_while_one_is_open() {
    let mut window = open(Program::with_ledger());
    window.run_steps(3);
    chord(&mut window, CTRL, Key::N);
    assert!(says(&window, words::PICK_WHERE), "the dialog is there");
    let path = window.state().path("第二本.ron");
    let title = window.get_by_role_and_label(Role::TextInput, "台账名称");
    title.focus();
    window.run_steps(2);
    window.event(Event::Text("第二本".to_owned()));
    window.run_steps(2);
    window.get_by_label(words::PICK_WHERE).click();
    window.run_steps(3);
    assert!(matches!(window.state().asked.last(), Some(Command::AskNewLedger(_))), "the system is asked");
    window.state_mut().app.run(Command::PickedPlace(path.clone()));
    window.run_steps(3);
    assert!(says(&window, "第二本") && says(&window, words::PICK_WHERE), "what was typed is still there");
    window.get_by_role_and_label(Role::Button, words::MAKE_LEDGER).click();
    window.run_steps(4);
    assert!(path.exists(), "made where it was chosen");
    assert_eq!(window.state().ledger().directory.fields.title.get(), "第二本", "with the title");
}

// ---------------------------------------------------------------- files dragged onto the window
fn hover<S>(window: &mut Harness<'_, S>, name: &str) {
    let file = egui::HoveredFile { path: Some(PathBuf::from(name)), ..egui::HoveredFile::default() };
    window.input_mut().hovered_files = vec![file];
    window.step();
    window.input_mut().hovered_files =
        vec![egui::HoveredFile { path: Some(PathBuf::from(name)), ..egui::HoveredFile::default() }];
    window.step();
}

#[test]
fn a_hovering_file_is_told_what_dropping_it_would_do() {
    for (page, file, said) in [
        (Page::Issues, "另一本.ron", words::DROP_OPENS),
        (Page::Issues, "方案.docx", words::DROP_READS),
        (Page::Issues, "清单.xlsx", words::DROP_READS_TABLE),
        (Page::Issues, "图.png", words::DROP_NOTHING),
    ] {
        let mut window = desk_on(page, 2);
        hover(&mut window, file);
        assert!(says(&window, said), "{file}");
    }
    let mut window = desk_on(Page::Issue(issue_id(1)), 2);
    hover(&mut window, "图.png");
    assert!(says(&window, "添加为 S26-001 的佐证材料"), "evidence of this issue");
    hover(&mut window, "问题清单.xlsx");
    assert!(says(&window, "选择添加为 S26-001 的佐证材料，还是从中导入问题"), "a question follows");
}

// ---------------------------------------------------------------- rules asked before
#[test]
fn what_is_still_to_be_made_is_asked_with_ids_of_its_own() {
    use rectification_ledger::domain::{UnitId, directory::UnitValue, rules::Action};
    let desk = Desk::with_issues(2);
    let add = |name: &str| Action::AddUnit { unit: UnitId(0), values: vec![UnitValue::Name(name.to_owned())] };
    let both = Action::Batch(vec![add("甲局"), add("乙局")]);
    assert_eq!(desk.app.refusal(&both), None, "two new units do not meet under one empty id");
}

#[test]
fn every_chapter_of_the_manual_is_drawn_with_its_pictures() {
    let mut window = desk_on(Page::Issues, 2);
    press(&mut window, Key::F1);
    window.run_steps(3);
    for chapter in Chapter::ALL {
        // The contents come before the links of the text.
        let first = window.get_all_by_role_and_label(Role::Link, chapter.title()).next();
        first.expect("in the contents").click();
        window.run_steps(4);
        assert!(says(&window, &format!("{} / {}", words::MANUAL, chapter.title())), "{chapter:?}");
    }
}

#[test]
fn the_palette_runs_what_the_pages_and_the_grid_know() {
    let mut window = palette("查找替换");
    press(&mut window, Key::Enter);
    window.run_steps(6);
    assert!(says(&window, words::grid::FIND_HINT), "the dialog of the grid");
    press(&mut window, Key::Escape);
    chord(&mut window, CTRL, Key::K);
    window.event(Event::Text("djxfj".to_owned()));
    window.run_steps(3);
    press(&mut window, Key::Enter);
    window.run_steps(6);
    assert_eq!(window.state().app.page(), Page::Complaints, "登记信访件 by its letters");
    assert!(says(&window, words::complaints::REGISTER_NOW), "with its form open");
}
