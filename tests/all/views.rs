//! Filters, order, groups and views of the grid, by name and by input method.

use egui::{Event, Key, Modifiers, PointerButton, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{BuiltIn, CellKey, Column, Command, Condition, Line, Page, RowQuery, ViewName},
    ui::words::{self, views as says},
};

use crate::{
    desk::{Desk, desk_on, issue_id, unit_id},
    window::{commit, compose, preedit, press},
};

fn grid<'a>(issues: u32) -> Harness<'a, Desk> {
    desk_on(Page::Issues, issues)
}

fn press_button(window: &mut Harness<'_, Desk>, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run();
}

fn choose(window: &mut Harness<'_, Desk>, label: &str) {
    window.get_by_role_and_label(Role::MenuItem, label).click();
    window.run();
}

fn shown(window: &Harness<'_, Desk>) -> Vec<u32> {
    let ids = window.state().app.rows().ids();
    (1..100).filter(|n| ids.contains(&issue_id(*n))).collect()
}

#[test]
fn one_county_is_filtered_from_the_head_of_its_column() {
    let mut window = grid(6);
    press_button(&mut window, &says::filter(Column::LeadUnit));
    window.get_by_role_and_label(Role::CheckBox, &words::issues_page::with_count("清河县政府", 2)).click();
    window.run();
    assert_eq!(shown(&window), [3, 6]);
    window.get_by_label("牵头单位 清河县政府");
    press_button(&mut window, &format!("{} 牵头单位", words::TAKE_OFF));
    assert_eq!(shown(&window).len(), 6);
}

#[test]
fn all_the_others_and_none_are_ticked_at_once() {
    let mut window = grid(6);
    press_button(&mut window, &says::filter(Column::Category));
    window.get_by_label(&words::issues_page::with_count("碧水", 3)).click();
    window.run();
    window.get_by_label(says::INVERT).click();
    window.run();
    let others = |window: &Harness<'_, Desk>| {
        let query = window.state().app.rows().query();
        query.filters.get(&Column::Category).map(std::collections::BTreeSet::len)
    };
    assert_eq!(others(&window), Some(2), "what was not ticked");
    window.get_by_label(says::ALL).click();
    window.run();
    assert_eq!(others(&window), Some(3));
    window.get_by_label(says::NONE).click();
    window.run();
    assert_eq!(others(&window), None);
}

#[test]
fn a_column_must_contain_what_is_composed_into_its_filter() {
    let mut window = grid(6);
    press_button(&mut window, &says::filter(Column::Title));
    window.get_by_role_and_label(Role::TextInput, says::CONDITION).focus();
    window.run();
    compose(&mut window, [preedit("p"), preedit("pai wu")]);
    assert_eq!(shown(&window).len(), 6, "nothing is filtered while the input method composes");
    compose(&mut window, [commit("排污")]);
    assert_eq!(shown(&window), [4]);
    window.get_by_label("问题 包含“排污”");
}

#[test]
fn days_are_typed_as_people_write_them() {
    let mut window = grid(6);
    press_button(&mut window, &says::filter(Column::Due));
    window.get_by_role_and_label(Role::TextInput, says::TO).focus();
    window.run();
    compose(&mut window, [commit("2026年9月底前")]);
    let query = window.state().app.rows().query();
    let until = Condition::Between(None, "2026-09-30".parse().ok());
    assert_eq!(query.conditions.get(&Column::Due), Some(&until));
}

/// PITFALLS D2: composed, committed without a composition, punctuation without a composition, nothing committed.
#[test]
fn the_search_field_takes_every_way_an_input_method_speaks() {
    let cases: [(&[Event], &str, usize); 4] = [
        (&[preedit("y"), preedit("yang"), commit("扬尘")], "扬尘", 1),
        (&[commit("扬尘")], "扬尘", 1),
        (&[commit("，")], "，", 0),
        (&[preedit("y"), preedit("")], "", 6),
    ];
    for (events, text, rows) in cases {
        let mut window = grid(6);
        window.get_by_role_and_label(Role::TextInput, words::SEARCH).focus();
        window.run();
        for event in events {
            compose(&mut window, [event.clone()]);
        }
        let query = window.state().app.rows().query().text.clone();
        assert_eq!((query.as_str(), shown(&window).len()), (text, rows), "{events:?}");
    }
}

#[test]
fn first_letters_find_issues_while_they_are_typed() {
    let mut window = grid(6);
    window.get_by_role_and_label(Role::TextInput, words::SEARCH).focus();
    window.run();
    compose(&mut window, [commit("gdyc")]);
    assert_eq!(shown(&window), [3]);
}

#[test]
fn rows_are_grouped_by_unit_with_subtotals_and_the_cursor_passes_over_the_heads() {
    let mut window = grid(6);
    press_button(&mut window, &says::group_button(None));
    choose(&mut window, "牵头单位");
    let rows = window.state().app.rows();
    assert_eq!((rows.lines().len(), rows.groups().len()), (9, 3));
    let [Line::Group(0), Line::Issue(first), Line::Issue(second), Line::Group(1), ..] = *rows.lines() else {
        panic!("heads before the rows, not {:?}", rows.lines());
    };
    window.get_by_label_contains("清河县政府　2 条　已销号 0");
    let number = |id| {
        let n = (1..7).find(|n| issue_id(*n) == id).expect("an issue");
        format!("S26-{n:03}")
    };
    window.get_by_label(&number(first)).click();
    window.run();
    press(&mut window, Key::ArrowDown);
    assert_eq!(window.state().drafts.issues_page.selected(), Some(second));
    press(&mut window, Key::ArrowDown);
    let next = window.state().app.rows().ids()[2];
    assert_eq!(window.state().drafts.issues_page.selected(), Some(next), "over the head");
    press_button(&mut window, &format!("{} 分组", words::TAKE_OFF));
    assert!(window.state().app.rows().groups().is_empty());
}

#[test]
fn rows_are_sorted_by_several_columns_from_the_dialog() {
    let mut window = grid(6);
    let query = RowQuery { sort: vec![(Column::Category, false), (Column::Due, false)], ..RowQuery::default() };
    window.state_mut().app.run(Command::SetRows(query));
    window.run();
    press_button(&mut window, says::SORT);
    window.get_by_label(&says::sort_up(1)).click();
    window.run();
    press_button(&mut window, says::SORT_DEED);
    let sort = window.state().app.rows().query().sort.clone();
    assert_eq!(sort, [(Column::Due, false), (Column::Category, false)]);
    window.get_by_label_contains("按整改时限升序、类别升序");
}

#[test]
fn a_view_is_saved_for_everybody_shown_again_and_undone() {
    let mut window = grid(6);
    let query = RowQuery::with(Column::LeadUnit, CellKey::Unit(unit_id(1)));
    window.state_mut().app.run(Command::SetRows(query.clone()));
    window.run();
    press_button(&mut window, &says::view_button(&ViewName::default(), false));
    choose(&mut window, says::SAVE_AS);
    window.get_by_role_and_label(Role::TextInput, says::NAME).focus();
    window.run();
    compose(&mut window, [preedit("qing"), commit("清河县")]);
    press_button(&mut window, says::SAVE_DEED);
    let name = ViewName::Shared("清河县".to_owned());
    assert_eq!(window.state().app.view(), &name);
    press_button(&mut window, &says::view_button(&name, false));
    choose(&mut window, "责任清单");
    assert_eq!(shown(&window).len(), 6);
    window.get_by_role_and_label(Role::ColumnHeader, "责任领导");
    press_button(&mut window, &says::view_button(&ViewName::BuiltIn(BuiltIn::Duties), false));
    choose(&mut window, "清河县");
    assert_eq!(window.state().app.rows().query(), &query);
    window.state_mut().app.run(Command::Undo);
    window.run();
    assert!(window.state().app.saved_views().is_empty(), "saving a view can be undone");
}

#[test]
fn ones_own_view_stays_on_this_computer() {
    let mut window = grid(3);
    press_button(&mut window, &says::view_button(&ViewName::default(), false));
    choose(&mut window, says::SAVE_AS);
    window.get_by_role_and_label(Role::TextInput, says::NAME).focus();
    window.run();
    compose(&mut window, [commit("我看的")]);
    window.get_by_label(says::FOR_ME).click();
    window.run();
    press_button(&mut window, says::SAVE_DEED);
    let desk = window.state();
    assert_eq!(desk.app.saved_views(), [ViewName::Mine("我看的".to_owned())]);
    assert_eq!(desk.app.ledger().expect("a ledger").directory.views.len(), 0);
}

#[test]
fn a_view_remembers_its_columns_and_another_has_its_own() {
    let mut window = grid(3);
    press_button(&mut window, words::issues_page::COLUMNS);
    window.get_by_label(&says::move_up(Column::Stage)).click();
    window.run();
    window.get_by_role_and_label(Role::RadioButton, &says::lines(3)).click();
    window.run();
    let usual = window.state().app.layout().clone();
    assert_eq!((usual.columns[2], usual.lines), (Column::Stage, 3));
    let show = |window: &mut Harness<'_, Desk>, view| {
        window.state_mut().app.run(Command::ShowView(ViewName::BuiltIn(view)));
        window.run();
    };
    show(&mut window, BuiltIn::Problems);
    assert_ne!(window.state().app.layout(), &usual);
    show(&mut window, BuiltIn::Usual);
    assert_eq!(window.state().app.layout(), &usual);
}

#[test]
fn a_head_is_dragged_to_another_place() {
    let mut window = grid(3);
    let center = |window: &Harness<'_, Desk>, column| {
        let head = window.get_by_role_and_label(Role::ColumnHeader, words::issues_page::column(column));
        head.rect().center()
    };
    let (from, to) = (center(&window, Column::Due), center(&window, Column::LeadUnit));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(from));
    window.event(button(from, true));
    window.step();
    for pos in [from - Vec2::new(20.0, 0.0), to - Vec2::new(20.0, 0.0)] {
        window.event(Event::PointerMoved(pos));
        window.step();
    }
    window.event(button(to - Vec2::new(20.0, 0.0), false));
    window.run();
    let columns = &window.state().app.layout().columns;
    assert_eq!(columns[2..5], [Column::Due, Column::LeadUnit, Column::Stage]);
}

#[test]
fn this_years_tasks_stand_by_inspection() {
    let mut window = grid(6);
    window.state_mut().app.run(Command::ShowView(ViewName::BuiltIn(BuiltIn::YearTasks)));
    window.run();
    let query = window.state().app.rows().query();
    assert_eq!(query.group, Some(Column::Inspection));
    window.get_by_label_contains("省级督察 2026　");
    window.get_by_label("整改时限 2026-01-01 至 2026-12-31");
}
