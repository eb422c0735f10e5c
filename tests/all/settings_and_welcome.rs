//! First start, welcome page, bars and settings, as a new clerk meets them.

use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page, ThemeChoice},
    domain::{
        UnitId,
        directory::{LedgerValue, UnitValue},
        rules::{Action, Role},
    },
    ui::words,
};

use crate::{
    page_window::{Program, open, open_sized},
    window::{commit, compose, preedit, press},
};

type Window<'a> = Harness<'a, Program>;

fn click(window: &mut Window<'_>, name: &str) {
    window.get_by_label(name).click();
    window.run_steps(4);
}

/// Puts the focus into a text field and replaces what is there.
fn fill(window: &mut Window<'_>, name: &str, text: &str) {
    let role = egui::accesskit::Role::TextInput;
    window.get_by_role_and_label(role, name).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    window.get_by_role_and_label(role, name).type_text(text);
    window.run_steps(2);
}

// ---------------------------------------------------------------- first start
#[test]
fn the_first_start_asks_who_sits_here_and_then_shows_the_ways_to_begin() {
    let mut window = open(Program::fresh());
    window.run_steps(3);
    assert!(window.query_by_label(words::NEW_LEDGER).is_none(), "not before the name is known");
    click(&mut window, words::START_WORK);
    assert!(window.query_by_label(words::NAME_MISSING).is_some(), "an empty name is refused in words");
    fill(&mut window, words::OWN_NAME, "王敏");
    click(&mut window, "责任单位");
    click(&mut window, words::START_WORK);
    let who = window.state().app.identity().clone();
    assert_eq!((who.name.as_str(), who.unit.as_str()), ("王敏", "市整改办"), "with the usual unit");
    assert_eq!(who.role, Role::Unit, "as chosen");
    assert!(window.query_by_label(words::NEW_LEDGER).is_some(), "the welcome page follows");
}

#[test]
fn a_name_is_composed_with_preedit_and_its_enter_does_not_submit() {
    let mut window = open(Program::fresh());
    window.run_steps(3);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, words::OWN_NAME).focus();
    window.run_steps(2);
    compose(&mut window, [preedit("wang"), preedit("wangmin")]);
    press(&mut window, Key::Enter);
    assert!(!window.state().app.identity().is_complete(), "the Enter belongs to the composition");
    compose(&mut window, [commit("王敏")]);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.identity().name, "王敏", "this Enter submits");
}

#[test]
fn a_name_committed_without_preedit_is_taken_whole() {
    let mut window = open(Program::fresh());
    window.run_steps(3);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, words::OWN_NAME).focus();
    window.run_steps(2);
    compose(&mut window, [commit("李"), commit("建国")]);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app.identity().name, "李建国", "as Sogou sends it");
}

// ---------------------------------------------------------------- welcome page
#[test]
fn a_new_ledger_is_made_where_the_dialog_says() {
    let program = Program::known();
    let path = program.path("省级督察.ron");
    let mut window = open(program);
    window.run_steps(3);
    click(&mut window, words::NEW_LEDGER);
    click_last(&mut window, words::MAKE_LEDGER);
    assert!(window.query_by_label(words::TITLE_MISSING).is_some(), "a title is needed");
    fill(&mut window, "台账名称", "省级督察");
    fill(&mut window, words::WHERE, &path.display().to_string());
    click_last(&mut window, words::MAKE_LEDGER);
    assert!(path.exists(), "the file is there");
    let title = window.state().ledger().directory.fields.title.get().clone();
    assert_eq!(title, "省级督察", "and open");
    assert_eq!(window.state().app.page(), Page::Issues, "at the grid");
}

/// The dialog's title and its button have the same words.
fn click_last(window: &mut Window<'_>, name: &str) {
    let role = egui::accesskit::Role::Button;
    window.get_by_role_and_label(role, name).click();
    window.run_steps(4);
}

#[test]
fn a_ledger_that_is_gone_says_so_and_can_be_forgotten() {
    let mut program = Program::with_ledger();
    let path = program.path("测试台账.ron");
    program.app.run(Command::Open(path.clone()));
    program.app.run(Command::CloseLedger);
    std::fs::remove_file(&path).expect("the file was there");
    let mut window = open(program);
    window.run_steps(3);
    click(&mut window, &words::forget("测试台账"));
    assert!(window.state().app.settings().recent.is_empty(), "off the list");
}

#[test]
fn a_typed_path_that_leads_nowhere_is_said_before_anything_is_opened() {
    let mut window = open(Program::known());
    window.run_steps(3);
    fill(&mut window, words::TYPED_PATH, "D:\\没有\\台账.ron");
    click(&mut window, words::OPEN_TYPED);
    assert!(window.query_by_label(words::NO_FILE).is_some(), "in words");
    assert!(window.state().app.notices().is_empty(), "and nothing was tried");
}

// ---------------------------------------------------------------- bars
#[test]
fn undo_says_what_it_would_take_back_and_takes_it_back_by_key() {
    let mut program = Program::with_ledger();
    let renamed = Action::SetLedger(LedgerValue::Title("新名称".to_owned()));
    program.app.run(Command::Do(renamed));
    let mut window = open(program);
    window.run_steps(3);
    assert!(window.query_by_label_contains("撤销“台账名称 → 新名称”").is_some(), "the button says it");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    let title = window.state().ledger().directory.fields.title.get().clone();
    assert_eq!(title, "测试台账", "taken back");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run_steps(3);
    assert_eq!(window.state().ledger().directory.fields.title.get(), "新名称", "done again");
}

#[test]
fn ctrl_z_in_a_text_field_leaves_the_ledger_alone() {
    let mut program = Program::with_ledger();
    let renamed = Action::SetLedger(LedgerValue::Title("新名称".to_owned()));
    program.app.run(Command::Do(renamed));
    let mut window = open(program);
    window.run_steps(3);
    fill(&mut window, words::SEARCH, "黑臭");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
    assert_eq!(window.state().ledger().directory.fields.title.get(), "新名称", "untouched");
}

#[test]
fn pages_are_reached_by_click_and_by_key_and_left_by_alt_left() {
    let mut window = open(Program::with_ledger());
    window.run_steps(3);
    click(&mut window, "核对");
    assert_eq!(window.state().app.page(), Page::Review, "by click");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num9);
    window.run_steps(3);
    assert_eq!(window.state().app.page(), Page::Settings, "by key");
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    window.run_steps(3);
    assert_eq!(window.state().app.page(), Page::Review, "back");
}

#[test]
fn the_zoom_follows_the_keys() {
    let mut window = open(Program::with_ledger());
    window.run_steps(3);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Equals);
    window.run_steps(3);
    assert_eq!(window.state().app.settings().zoom, 110, "one step larger");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    window.run_steps(3);
    assert_eq!(window.state().app.settings().zoom, 100, "as usual");
}

#[test]
fn a_refusal_stays_on_the_screen_until_it_is_put_away() {
    let mut program = Program::with_ledger();
    program.app.run(Command::Do(Action::SetLedger(LedgerValue::Title(String::new()))));
    let mut window = open(program);
    window.run_steps(3);
    assert!(window.query_by_label_contains("台账名称不能为空").is_some(), "in words");
    click(&mut window, words::DISMISS);
    assert!(window.state().app.notices().is_empty(), "put away");
}

#[test]
fn without_a_ledger_there_is_no_rail() {
    let mut window = open(Program::known());
    window.run_steps(3);
    assert!(window.query_by_label("督办").is_none(), "only the welcome page");
}

// ---------------------------------------------------------------- settings
fn settings<'a>(tab: usize) -> Window<'a> {
    let mut program = Program::with_ledger();
    program.app.run(Command::Go(Page::Settings));
    let mut window = open(program);
    window.run_steps(3);
    choose_tab(&mut window, tab);
    window
}

fn choose_tab(window: &mut Window<'_>, tab: usize) {
    let name = words::SETTINGS_TABS.get(tab).expect("a tab");
    window.get_by_role_and_label(egui::accesskit::Role::Tab, name).click();
    window.run_steps(4);
}

#[test]
fn a_field_sends_its_text_when_it_is_left_and_escape_gives_the_old_one_back() {
    let mut window = settings(1);
    fill(&mut window, "台账名称", "榆林整改台账");
    press(&mut window, Key::Enter);
    window.run_steps(2);
    let title = |window: &Window<'_>| window.state().ledger().directory.fields.title.get().clone();
    assert_eq!(title(&window), "榆林整改台账", "by Enter");
    fill(&mut window, "台账名称", "别的");
    press(&mut window, Key::Escape);
    window.run_steps(2);
    assert_eq!(title(&window), "榆林整改台账", "Escape changes nothing");
}

#[test]
fn due_soon_days_that_are_no_number_are_refused_with_an_example() {
    let mut window = settings(1);
    fill(&mut window, "临期天数", "很多");
    press(&mut window, Key::Enter);
    window.run_steps(2);
    assert!(window.query_by_label(words::DAYS_FAULT).is_some(), "in words");
    fill(&mut window, "临期天数", "15");
    press(&mut window, Key::Enter);
    window.run_steps(2);
    let days = *window.state().ledger().directory.fields.due_soon_days.get();
    assert_eq!(days, Some(15), "a number is taken");
}

#[test]
fn a_renamed_unit_keeps_its_old_name_as_an_alias() {
    let mut window = settings(4);
    fill(&mut window, words::ADD_UNIT, "市环保局");
    press(&mut window, Key::Enter);
    window.run_steps(4);
    fill(&mut window, "单位名称", "市生态环境局");
    press(&mut window, Key::Enter);
    window.run_steps(4);
    let directory = &window.state().ledger().directory;
    let renamed = directory.find_unit("市生态环境局").expect("renamed");
    assert_eq!(directory.find_unit("市环保局"), Some(renamed), "the old name leads there too");
}

#[test]
fn a_merged_unit_leaves_the_list_and_the_other_tells_of_it() {
    let mut program = Program::with_ledger();
    for (id, name) in [(1, "县水利局"), (2, "县水务局")] {
        let values = vec![UnitValue::Name(name.to_owned())];
        program.app.run(Command::Do(Action::AddUnit { unit: UnitId(id), values }));
    }
    program.app.run(Command::Do(Action::MergeUnits { from: UnitId(1), into: UnitId(2) }));
    program.app.run(Command::Go(Page::Settings));
    let mut window = open(program);
    window.run_steps(3);
    choose_tab(&mut window, 4);
    assert!(window.query_by_label("县水利局").is_none(), "the merged one left the list");
    click(&mut window, "县水务局");
    let said = words::merged_here("县水利局");
    assert!(window.query_by_label(&said).is_some(), "and the other one tells of it");
}

#[test]
fn a_unit_is_withdrawn_with_a_reason_and_stands_again() {
    let mut program = Program::with_ledger();
    let values = vec![UnitValue::Name("县水利局".to_owned())];
    program.app.run(Command::Do(Action::AddUnit { unit: UnitId(1), values }));
    program.app.run(Command::Go(Page::Settings));
    let mut window = open_sized(program, [1366.0, 1600.0]);
    window.run_steps(3);
    choose_tab(&mut window, 4);
    click(&mut window, "县水利局");
    fill(&mut window, words::WITHDRAW_REASON, "机构撤销");
    click_last(&mut window, words::WITHDRAW_ENTRY);
    let stands = |window: &Window<'_>| window.state().ledger().directory.find_unit("县水利局").is_some();
    assert!(!stands(&window), "no list offers it any more");
    let said = words::withdrawn_because("机构撤销");
    assert!(window.query_by_label(&said).is_some(), "and it says why");
    click(&mut window, words::RESTORE_ENTRY);
    assert!(stands(&window), "it stands again");
}

#[test]
fn pasted_holidays_are_read_while_they_are_typed() {
    let mut window = settings(3);
    let role = egui::accesskit::Role::MultilineTextInput;
    window.get_by_role_and_label(role, words::HOLIDAYS_TEXT).focus();
    window.run_steps(2);
    let text = "2027-01-01至2027-01-03 休\n2027-05-01至2027-05-05 休\n2027-10-01至2027-10-07 休";
    window.get_by_role_and_label(role, words::HOLIDAYS_TEXT).type_text(text);
    window.run_steps(2);
    click(&mut window, words::IMPORT_HOLIDAYS);
    assert!(window.state().ledger().directory.holidays.contains_key(&2027), "imported");
}

#[test]
fn the_dark_screen_is_a_click_away() {
    let mut window = settings(0);
    click(&mut window, "深色");
    assert_eq!(window.state().app.settings().theme, ThemeChoice::Dark, "dark");
}

#[test]
fn every_tab_draws_in_a_small_window() {
    for tab in 0..words::SETTINGS_TABS.len() {
        let mut program = Program::with_ledger();
        program.app.run(Command::Go(Page::Settings));
        let mut window = open_sized(program, [910.0, 485.0]);
        window.run_steps(3);
        choose_tab(&mut window, tab);
        let tabs = window.query_all_by_role(egui::accesskit::Role::Tab);
        assert!(tabs.count() >= 15, "rail and tabs are there with tab {tab}");
    }
}
