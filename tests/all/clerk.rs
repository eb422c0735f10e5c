//! What somebody who knew only the screen ran into: each thing once, as it must go now.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Column, Command, Page, RowQuery, ViewName},
    domain::{issue::IssueValue, rules::Action},
    ui::{
        manual::Chapter,
        words::{self, issue_page, views},
    },
};

use crate::{
    desk::{Desk, assign, day, desk_on, issue_id},
    window::{commit, compose, press},
};

fn click(window: &mut Harness<'_, Desk>, name: &str) {
    window.get_by_role_and_label(Role::Button, name).click();
    window.run();
}

fn cell(window: &mut Harness<'_, Desk>, cell: &str) {
    window.get_by_role_and_label(Role::Cell, cell).click();
    window.run();
}

fn typed(window: &mut Harness<'_, Desk>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

fn value(window: &Harness<'_, Desk>, field: &str) -> Option<String> {
    window.get_by_label(field).value()
}

// ---------------------------------------------------------------- a locked deadline
#[test]
fn a_day_typed_over_an_assigned_deadline_goes_into_the_extension() {
    let mut window = desk_on(Page::Issues, 5);
    cell(&mut window, "2026-09-06");
    typed(&mut window, "2026年12月1日");
    press(&mut window, Key::Enter);
    window.get_by_label_contains("办理延期");
    click(&mut window, words::grid::EXTEND);
    assert_eq!(value(&window, issue_page::NEW_DATE).as_deref(), Some("2026-12-01"), "the typed day is there");
    for (field, text) in [
        (issue_page::APPROVED_ON, "2026-09-17"),
        (issue_page::APPROVER, "市政府"),
        (issue_page::DOCUMENT, "示政函〔2026〕9号"),
        (issue_page::REASON, "汛期影响施工"),
    ] {
        window.get_by_label(field).focus();
        window.run();
        compose(&mut window, [commit(text)]);
    }
    click(&mut window, issue_page::EXTEND);
    let issue = window.state().app.ledger().expect("a ledger").issue(issue_id(1)).expect("an issue").clone();
    assert_eq!(issue.acting_date().map(|day| day.to_string()).as_deref(), Some("2026-12-01"), "moved on record");
    assert_eq!(issue.first_deadline().date(), Some(day(-12)), "the first deadline stays");
}

#[test]
fn words_typed_over_an_assigned_deadline_go_into_the_correction() {
    let mut window = desk_on(Page::Issues, 5);
    cell(&mut window, "2026-09-06");
    typed(&mut window, "2026年底前");
    click(&mut window, words::grid::CORRECT);
    assert_eq!(value(&window, issue_page::DEADLINE_WORDS).as_deref(), Some("2026年底前"), "as typed");
}

#[test]
fn enter_twice_over_an_assigned_deadline_opens_the_extension() {
    let mut window = desk_on(Page::Issues, 5);
    cell(&mut window, "2026-09-06");
    typed(&mut window, "2026-12-01");
    press(&mut window, Key::Enter);
    assert!(window.query_by_label(issue_page::NEW_DATE).is_none(), "the first says what is needed");
    press(&mut window, Key::Enter);
    assert_eq!(value(&window, issue_page::NEW_DATE).as_deref(), Some("2026-12-01"), "the second opens it");
}

#[test]
fn deadlines_pasted_over_assigned_issues_can_be_extended_one_by_one() {
    let mut window = desk_on(Page::Issues, 5);
    cell(&mut window, "2026-09-06");
    window.event(Event::Paste("2026-12-01\n2026-12-02\n2026-12-03".to_owned()));
    window.run();
    let links: Vec<_> = window.get_all_by_role_and_label(Role::Link, words::grid::EXTEND).collect();
    assert_eq!(links.len(), 2, "two of the three are assigned");
    links[0].click();
    window.run();
    assert_eq!(value(&window, issue_page::NEW_DATE).as_deref(), Some("2026-12-01"), "with its day");
}

// ---------------------------------------------------------------- a pasted table
#[test]
fn a_pasted_column_that_is_not_taken_is_named_and_may_be_given_a_place() {
    let mut window = desk_on(Page::Issues, 3);
    cell(&mut window, "S26-003");
    let table = "编号\t问题\t整改措施\t备注\n\
                 W1\t河道淤积\t\"1.完成清淤\n2.建成管网\"\t重点\n\
                 W2\t垃圾积存\t清运\t\n";
    window.event(Event::Paste(table.to_owned()));
    window.run();
    window.get_by_label_contains("有 1 列不会登记：“备注”（1 行有内容）");
    window.get_by_label(&words::grid::measures_split(3));
    window.get_by_role_and_label(Role::EditableComboBox, &words::grid::table_column(4)).focus();
    window.run();
    compose(&mut window, [commit("来源")]);
    press(&mut window, Key::Enter);
    assert!(window.query_by_label_contains("不会登记").is_none(), "it has a place now");
    click(&mut window, &words::grid::register(2, 0));
    let ledger = window.state().app.ledger().expect("a ledger");
    let new = ledger.issues.values().find(|issue| issue.fields.number.get() == "W1").expect("registered");
    let measures: Vec<_> = new.live_measures().iter().map(|it| it.fields.text.get().clone()).collect();
    assert_eq!(measures, ["完成清淤", "建成管网"], "a numbered line each");
    assert_eq!(new.fields.source.get(), "重点", "where the clerk put it");
    window.get_by_label("已登记 2 条问题，可一次撤销");
}

// ---------------------------------------------------------------- what was done, what was taken back
#[test]
fn undoing_a_signed_step_says_what_was_taken_back_and_leads_there() {
    let mut window = desk_on(Page::Issues, 5);
    window.state_mut().act(assign(3));
    window.state_mut().app.run(Command::Undo);
    window.run();
    window.get_by_label_contains("已撤销“S26-003");
    click(&mut window, words::SHOW_PLACE);
    assert_eq!(window.state().app.page(), Page::Issue(issue_id(3)), "the issue of the step");
    window.state_mut().app.run(Command::Redo);
    window.run();
    window.get_by_label_contains("已重做“S26-003");
    window.get_by_label_contains("（一题一账 S26-003）");
    assert!(window.query_by_label(words::SHOW_PLACE).is_none(), "it is in sight");
}

#[test]
fn many_rows_at_once_are_told_with_their_number_and_taken_back_by_the_notice() {
    let mut window = desk_on(Page::Issues, 5);
    let rows: Vec<_> = (50..90)
        .map(|n| Action::RegisterIssue { issue: issue_id(n), values: vec![IssueValue::Title(format!("第{n}题"))] })
        .collect();
    window.state_mut().app.run(Command::Do(Action::Batch(rows)));
    window.run();
    window.get_by_label("已登记 40 条问题，可一次撤销");
    click(&mut window, words::UNDO);
    assert_eq!(window.state().app.listed_issues().len(), 5, "taken back");
    window.get_by_label_contains("台账，共 40 个问题");
}

#[test]
fn one_cell_typed_in_sight_needs_no_notice() {
    let mut window = desk_on(Page::Issues, 5);
    cell(&mut window, "农家乐未清退5");
    typed(&mut window, "已清退");
    press(&mut window, Key::Enter);
    assert!(window.state().app.notices().is_empty(), "it is seen where it was typed");
}

#[test]
fn undoing_a_saved_view_shows_the_usual_one_and_keeps_the_rows() {
    let mut window = desk_on(Page::Issues, 6);
    let query = RowQuery::with(Column::Region, rectification_ledger::app::CellKey::Empty);
    window.state_mut().app.run(Command::SetRows(query.clone()));
    window.state_mut().app.run(Command::SaveView(ViewName::Shared("清河县".to_owned())));
    window.state_mut().app.run(Command::Undo);
    window.run();
    let app = &window.state().app;
    assert_eq!(app.view(), &ViewName::default(), "the usual view");
    assert_eq!(app.rows().query(), &query, "what was filtered stays");
    window.get_by_label_contains("视图“清河县”已不存在");
    window.get_by_label(&views::view_button(&ViewName::default(), false));
}

// ---------------------------------------------------------------- windows over the page
#[test]
fn the_manual_leaves_the_rail_free_closes_by_escape_and_gives_the_keyboard_back() {
    for size in [[1366.0, 768.0], [911.0, 512.0], [759.0, 427.0], [683.0, 384.0]] {
        let mut desk = Desk::with_issues(3);
        desk.app.run(Command::Go(Page::Issues));
        let mut window = desk.window_of(size);
        window.key_press_modifiers(Modifiers::COMMAND, Key::F);
        window.run_steps(3);
        press(&mut window, Key::F1);
        window.run_steps(4);
        let search = window.get_by_role_and_label(Role::TextInput, words::MANUAL_SEARCH).rect();
        let close = window.get_by_label(words::MANUAL_CLOSE).rect();
        let contents = window.get_by_role_and_label(Role::Link, Chapter::First.title()).rect();
        assert!(contents.left() >= 72.0, "{size:?}: the rail is free, {contents:?}");
        assert!(search.top() >= 48.0 && close.right() <= size[0], "{size:?}: inside, {search:?} {close:?}");
        press(&mut window, Key::Escape);
        assert!(window.query_by_label(words::MANUAL_SEARCH).is_none(), "{size:?}: closed");
        assert!(window.get_by_role_and_label(Role::TextInput, words::SEARCH).is_focused(), "{size:?}: back");
    }
}

#[test]
fn a_filter_lists_eight_values_on_a_small_screen() {
    let mut window = desk_on(Page::Issues, 30);
    click(&mut window, &views::filter(Column::Due));
    window.run();
    let values = window.get_all_by_role(Role::CheckBox);
    let inside = values.filter(|node| node.rect().bottom() <= 768.0).count();
    assert!(inside >= 8, "{inside} values are in sight");
}

#[test]
fn a_notice_over_a_dialog_leaves_its_buttons_free() {
    let mut window = desk_on(Page::Issues, 3);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.run_steps(4);
    let deed = window.get_by_role_and_label(Role::Button, words::CANCEL).rect();
    window.state_mut().app.run(Command::RefuseFile("图.png".into()));
    window.run_steps(4);
    let notice = window.get_by_label_contains("图.png").rect();
    assert!(!notice.intersects(deed.expand(8.0)), "{notice:?} beside {deed:?}");
    assert!(notice.bottom() < deed.top(), "over the head of it");
}

#[test]
fn a_notice_for_an_issue_nobody_assigned_is_warned_of_and_may_be_issued() {
    let mut desk = Desk::with_issues(4);
    desk.app.run(Command::Go(Page::Issue(issue_id(4))));
    let mut window = desk.window();
    click(&mut window, issue_page::ADD_NOTICE);
    window.get_by_label_contains("S26-004 尚未交办");
}

#[test]
fn due_soon_says_how_many_days_that_is() {
    let mut window = desk_on(Page::Issues, 4);
    click(&mut window, &views::filter(Column::Time));
    window.get_by_label_contains("临期（20 天内到期）");
    window.state_mut().app.run(Command::Go(Page::Overview));
    window.run_steps(6);
    window.get_by_label("20 天内到期");
}

// ---------------------------------------------------------------- what is typed and not sent
/// The program ends and begins again: nothing on the screen is remembered but what was kept.
fn restart(window: &mut Harness<'_, Desk>) {
    window.state_mut().drafts = rectification_ledger::ui::view::Drafts::default();
    window.run_steps(3);
}

fn type_into(window: &mut Harness<'_, Desk>, field: &str, text: &str) {
    input(window, field).focus();
    window.run();
    compose(window, [commit(text)]);
}

fn input<'w>(window: &'w Harness<'_, Desk>, field: &'w str) -> egui_kittest::Node<'w> {
    let is_input = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        matches!(node.role(), Role::TextInput | Role::MultilineTextInput)
    };
    window.get_by(move |node| is_input(node) && node.label().as_deref() == Some(field))
}

fn held(window: &Harness<'_, Desk>, field: &str) -> String {
    input(window, field).value().unwrap_or_default()
}

#[test]
fn an_issue_being_registered_survives_a_crash_and_is_forgotten_once_sent() {
    let mut window = desk_on(Page::Issues, 3);
    click(&mut window, words::issues_page::REGISTER);
    type_into(&mut window, "问题", "河道淤积");
    restart(&mut window);
    click(&mut window, words::issues_page::REGISTER);
    assert_eq!(held(&window, "问题"), "河道淤积", "it is in the form again");
    click(&mut window, words::register::DEED);
    click(&mut window, words::issues_page::REGISTER);
    assert_eq!(held(&window, "问题"), "", "sent, so a new one is empty");
}

#[test]
fn a_complaint_and_a_case_being_written_survive_a_crash() {
    let mut window = desk_on(Page::Complaints, 3);
    let fact = words::complaint_field(rectification_ledger::domain::complaint::ComplaintField::Facts);
    click(&mut window, words::complaints::REGISTER);
    type_into(&mut window, fact, "夜间施工扰民");
    press(&mut window, Key::Escape);
    restart(&mut window);
    click(&mut window, words::complaints::REGISTER);
    assert_eq!(held(&window, fact), "夜间施工扰民", "closed by accident and started anew");
    click(&mut window, issue_page::EMPTY_FORM);
    assert_eq!(held(&window, fact), "", "emptied on purpose");
    press(&mut window, Key::Escape);
    window.get_by_role_and_label(Role::Tab, words::cases::TITLE).click();
    window.run();
    let clue = words::case_field(rectification_ledger::domain::complaint::CaseField::Clue);
    click(&mut window, words::cases::REGISTER);
    type_into(&mut window, clue, "监管不力");
    restart(&mut window);
    window.get_by_role_and_label(Role::Tab, words::cases::TITLE).click();
    window.run();
    click(&mut window, words::cases::REGISTER);
    assert_eq!(held(&window, clue), "监管不力", "the case too");
}

#[test]
fn a_notice_being_written_survives_a_crash() {
    let mut window = desk_on(Page::Supervision, 3);
    let open = |window: &mut Harness<'_, Desk>| {
        window.get_by_label("签发 S26-002").click();
        window.run();
    };
    open(&mut window);
    type_into(&mut window, issue_page::DEMAND, "五日内报送整改计划");
    restart(&mut window);
    open(&mut window);
    assert_eq!(held(&window, issue_page::DEMAND), "五日内报送整改计划", "as it was typed");
}

// ---------------------------------------------------------------- groups, knob, heat
#[test]
fn a_group_folds_by_a_click_on_its_head_and_shows_its_rows_again() {
    let mut window = desk_on(Page::Issues, 6);
    let mut query = RowQuery { group: Some(Column::LeadUnit), ..RowQuery::default() };
    window.state_mut().app.run(Command::SetRows(query.clone()));
    window.run();
    let lines = |window: &Harness<'_, Desk>| window.state().app.rows().lines().len();
    let all = lines(&window);
    window.get_by_label_contains("清河县政府　").click();
    window.run();
    assert_eq!(lines(&window), all - 2, "its two rows are put away");
    assert_eq!(window.state().app.rows().ids().len(), 6, "and still counted");
    window.get_by_label_contains("清河县政府　").click();
    window.run();
    assert_eq!(lines(&window), all, "there again");
    query.fold(&rectification_ledger::app::CellKey::Empty);
    assert!(!window.state().app.view_is_changed() || query.group.is_some(), "folding changes no view");
}

fn drag(window: &mut Harness<'_, Desk>, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(from));
    window.step();
    window.event(button(from, true));
    window.step();
    for part in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from + (to - from) * part));
        window.step();
    }
    window.event(button(to, false));
    window.run();
}

#[test]
fn the_knob_at_the_corner_fills_down_in_one_step() {
    let mut window = desk_on(Page::Issues, 6);
    let category = |window: &Harness<'_, Desk>, n| {
        window
            .state()
            .app
            .ledger()
            .expect("a ledger")
            .issue(issue_id(n))
            .expect("an issue")
            .fields
            .category
            .get()
            .clone()
    };
    cell(&mut window, "农家乐未清退5");
    press(&mut window, Key::End);
    let before: Vec<_> = (1..=6).map(|n| category(&window, n)).collect();
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::ArrowUp);
    let knob = window.get_by_role_and_label(Role::Button, words::grid::KNOB).rect().center();
    drag(&mut window, knob, knob + egui::vec2(-20.0, 64.0));
    let after: Vec<_> = (1..=6).map(|n| category(&window, n)).collect();
    assert_eq!([&after[3], &after[4]], [&before[2], &before[2]], "both rows below say the same");
    let done = window.state().asked.iter().filter(|asked| matches!(asked, Command::Do(_))).count();
    assert_eq!(done, 1, "one change");
    window.state_mut().app.run(Command::Undo);
    assert_eq!((1..=6).map(|n| category(&window, n)).collect::<Vec<_>>(), before, "one undo");
}

#[test]
fn a_cell_of_the_heat_table_shows_the_issues_it_speaks_of() {
    let mut window = desk_on(Page::Overview, 6);
    window.run_steps(6);
    let said = |node: &egui_kittest::kittest::AccessKitNode<'_>| node.label().unwrap_or_default();
    let behind = window.get_by(move |node| {
        node.role() == Role::Link && said(node).contains("市水利局") && said(node).contains("未达到")
    });
    behind.click_accesskit();
    window.run();
    assert_eq!(window.state().app.page(), Page::Issues, "the grid");
    assert_eq!(window.state().app.rows().ids(), [issue_id(1)], "the one that was behind in that month");
}
