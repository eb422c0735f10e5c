//! The grid as a clerk meets it: by name, by keyboard, by input method.

use egui::{Key, Modifiers, PointerButton, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use rectification_ledger::{
    app::{Column, Command, Only, Page, RowQuery},
    domain::{closure::Stage, rules::Action},
    ui::{theme, words},
};

use crate::{
    desk::{Desk, desk_on, issue_id},
    window::{commit, compose, preedit, press},
};

fn grid<'a>(issues: u32) -> Harness<'a, Desk> {
    desk_on(Page::Issues, issues)
}

fn head(window: &mut Harness<'_, Desk>, column: Column) {
    window.get_by_role_and_label(Role::ColumnHeader, words::issues_page::column(column)).click();
    window.run();
}

#[test]
fn the_grid_shows_number_title_unit_stage_date_and_how_late_it_is() {
    let window = grid(3);
    for said in ["S26-001", "黑臭水体返黑返臭1", "2026-09-06", "超期 12 天", "未达到"] {
        window.get_by_label(said);
    }
    window.get_by_role_and_label(Role::Row, "S26-002 垃圾填埋场渗滤液积存2");
}

#[test]
fn a_double_click_opens_an_issue() {
    let mut window = grid(3);
    let at = window.get_by_label("S26-002").rect().center();
    window.event(egui::Event::PointerMoved(at));
    window.step();
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        window.step();
    }
    window.run();
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(2)));
}

#[test]
fn arrows_move_the_cursor_and_control_enter_opens_the_issue() {
    let mut window = grid(5);
    window.get_by_label("S26-001").click();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowUp);
    assert_eq!(window.state().drafts.issues_page.selected(), Some(issue_id(2)));
    press(&mut window, Key::End);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(2)));
}

#[test]
fn escape_takes_the_cursor_away_and_a_click_brings_it() {
    let mut window = grid(2);
    window.get_by_label("S26-001").click();
    window.run();
    assert_eq!(window.state().drafts.issues_page.selected(), Some(issue_id(1)));
    press(&mut window, Key::Escape);
    assert_eq!(window.state().drafts.issues_page.selected(), None);
}

#[test]
fn a_click_on_a_head_sorts_and_a_second_one_turns_round() {
    let mut window = grid(3);
    head(&mut window, Column::LeadUnit);
    head(&mut window, Column::Due);
    assert_eq!(window.state().app.rows().ids(), [issue_id(1), issue_id(2), issue_id(3)]);
    head(&mut window, Column::Due);
    assert_eq!(window.state().app.rows().ids(), [issue_id(3), issue_id(2), issue_id(1)]);
    window.get_by_label_contains("按整改时限降序");
}

#[test]
fn the_cell_under_the_cursor_is_copied() {
    let mut window = grid(3);
    window.get_by_label("S26-001").click();
    window.run();
    window.event(egui::Event::Copy);
    window.step();
    let copied = window.output().platform_output.commands.clone();
    assert!(format!("{copied:?}").contains("S26-001"), "{copied:?}");
}

#[test]
fn what_is_composed_in_the_search_field_narrows_the_grid() {
    let mut window = grid(6);
    window.get_by_role_and_label(Role::TextInput, words::SEARCH).focus();
    window.run();
    compose(&mut window, [preedit("y"), preedit("yang chen")]);
    compose(&mut window, [commit("扬尘")]);
    assert_eq!(window.state().app.rows().ids(), [issue_id(3)]);
    window.get_by_label("查找 扬尘");
    window.get_by_label(&format!("{} 查找", words::TAKE_OFF)).click();
    window.run();
    assert_eq!(window.state().app.rows().ids().len(), 6);
    compose(&mut window, []);
    assert!(window.state().drafts.search.is_empty(), "the field above is empty too");
}

#[test]
fn an_alias_of_a_unit_is_found_by_commit_alone() {
    let mut window = grid(6);
    window.get_by_role_and_label(Role::TextInput, words::SEARCH).focus();
    window.run();
    compose(&mut window, [commit("水务部门")]);
    assert_eq!(window.state().app.rows().ids(), [issue_id(1), issue_id(4)]);
}

#[test]
fn a_quick_view_shows_its_issues() {
    let mut window = grid(6);
    window.get_by_role_and_label(Role::Tab, "在办").click();
    window.run();
    assert_eq!(window.state().app.rows().ids(), [issue_id(1), issue_id(2)]);
    window.get_by_role_and_label(Role::Tab, "已销号").click();
    window.run();
    window.get_by_label(words::issues_page::NOTHING_FOUND);
}

#[test]
fn a_column_is_added_from_the_menu_and_remembered() {
    let mut window = grid(2);
    window.get_by_label(words::issues_page::COLUMNS).click();
    window.run();
    window.get_by_role_and_label(Role::CheckBox, "批次").click();
    window.run();
    let columns = &window.state().app.layout().columns;
    assert!(columns.contains(&Column::Inspection), "{columns:?}");
    window.get_by_role_and_label(Role::ColumnHeader, "批次");
}

#[test]
fn a_filter_is_chosen_from_the_values_of_a_column() {
    let mut window = grid(6);
    window.get_by_label(words::issues_page::ADD_FILTER).click();
    window.run();
    window.get_by_role_and_label(Role::MenuItem, "类别").click();
    window.run();
    window.get_by_label(&words::issues_page::with_count("碧水", 3)).click();
    window.run();
    assert_eq!(window.state().app.rows().ids().len(), 3);
    window.get_by_label("类别 碧水");
}

#[test]
fn a_row_is_withdrawn_from_its_menu_with_a_reason_and_brought_back() {
    let mut window = grid(2);
    window.get_by_role_and_label(Role::Row, "S26-002 垃圾填埋场渗滤液积存2").click_secondary();
    window.run();
    window.get_by_label(words::issues_page::WITHDRAW).click();
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, words::issues_page::REASON).type_text("重复登记");
    window.run();
    window.get_by_label(words::issues_page::WITHDRAW_NOW).click();
    window.run();
    assert_eq!(window.state().app.rows().ids(), [issue_id(1)]);
    window.state_mut().app.run(Command::SetRows(RowQuery::only(Only::Withdrawn)));
    window.run();
    window.get_by_role_and_label(Role::Row, "S26-002 垃圾填埋场渗滤液积存2").click_secondary();
    window.run();
    window.get_by_label(words::issues_page::RESTORE).click();
    window.run();
    let facts = window.state().app.rows().facts(issue_id(2)).expect("facts");
    assert_ne!(facts.stage.stage, Stage::Withdrawn);
}

#[test]
fn registering_makes_the_issue_its_unit_and_its_inspection_in_one_step() {
    let mut window = Desk::empty().window();
    window.get_by_label(words::issues_page::NO_ISSUES);
    window.get_all_by_label(words::issues_page::REGISTER).next().expect("a button").click();
    window.run();
    let fields = [
        (Role::TextInput, "编号", "X-1"),
        (Role::EditableComboBox, "牵头单位", "新县政府"),
        (Role::TextInput, words::register::DEADLINE, "2026年底前，力争完成"),
    ];
    for (role, label, text) in fields {
        window.get_by_role_and_label(role, label).focus();
        window.run();
        compose(&mut window, [commit(text)]);
    }
    window.get_by_label_contains("2026-12-31");
    window.get_by_role_and_label(Role::TextInput, "问题").focus();
    window.run();
    compose(&mut window, [preedit("ti"), commit("新发现的问题")]);
    window.get_by_label(words::register::DEED).click();
    window.run();
    let desk = window.state();
    let ledger = desk.app.ledger().expect("a ledger");
    let issue = ledger.issues.values().next().expect("an issue");
    assert_eq!(issue.fields.title.get(), "新发现的问题");
    let unit = issue.fields.lead_unit.get().expect("a unit");
    assert_eq!(ledger.directory.unit_name(unit), "新县政府");
    let sent = desk.asked.iter().filter(|command| matches!(command, Command::Do(Action::Batch(_))));
    assert_eq!(sent.count(), 1, "one action");
}

/// As many rows as there may be; fewer where the program is built without speed.
const MANY: u32 = if cfg!(debug_assertions) { 10_000 } else { 100_000 };

#[test]
fn of_very_many_rows_only_those_in_sight_are_drawn() {
    let mut desk = Desk::with_issues(60);
    let few = nodes(&desk_on(Page::Issues, 60));
    crate::desk::flood(&mut desk, MANY);
    let mut window = desk.window();
    assert!(window.state().app.rows().ids().len() >= MANY as usize, "all are rows");
    let many = nodes(&window);
    assert!(many <= few + 20, "{many} nodes for many rows, {few} for few");
    window.get_by_label("S26-001").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::End);
    window.run();
    let rows = window.get_all_by_role(Role::Row).count();
    assert!((15..40).contains(&rows), "{rows} rows in sight at the end");
}

#[test]
fn the_ground_is_that_of_the_rows_where_there_are_rows_and_of_the_canvas_elsewhere() {
    for visuals in [egui::Visuals::light(), egui::Visuals::dark()] {
        let t = theme::of_visuals(&visuals);
        let mut desk = Desk::with_issues(3);
        desk.app.run(Command::Go(Page::Issues));
        assert_eq!(desk.ground(&visuals), t.surface);
        desk.app.run(Command::Go(Page::Overview));
        assert_eq!(desk.ground(&visuals), t.canvas);
        let mut desk = Desk::empty();
        desk.app.run(Command::Go(Page::Issues));
        assert_eq!(desk.ground(&visuals), t.canvas, "no rows");
    }
}

#[test]
fn a_big_ledger_that_is_just_opened_does_not_say_that_nothing_matches() {
    let mut desk = Desk::with_issues(3);
    crate::desk::flood(&mut desk, MANY);
    desk.app.finish_saving();
    let path = desk.app.document().expect("a document").path().to_owned();
    desk.app.run(Command::Open(path));
    desk.app.run(Command::Go(Page::Issues));
    let mut window = desk.window();
    let works = window.state().app.rows().is_working();
    assert!(window.query_by_label(words::issues_page::NOTHING_FOUND).is_none(), "it is still being worked out");
    assert_eq!(window.query_all_by_label(words::views::WORKING).next().is_some(), works);
    crate::desk::settle_rows(&mut window.state_mut().app);
    window.run();
    window.get_by_label("S26-001");
}

fn nodes(window: &Harness<'_, Desk>) -> usize {
    fn under(node: &egui_kittest::Node<'_>) -> usize {
        node.children().map(|child| 1 + under(&child)).sum()
    }
    under(&window.root())
}
