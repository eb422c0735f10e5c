//! Blocks of cells: copy, paste, fill, clear, replace; each one step, and nothing half done.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use proptest::prelude::*;
use rectification_ledger::{
    app::{
        Column, Command, NoticeKind, Page,
        documents::{DocumentCommand, Subject, WordForm},
        grid::{Bulk, CellWriter, Said, Wish, clipboard},
    },
    domain::{
        issue::{Issue, UnitRole},
        ledger::Ledger,
    },
    ui::words,
};

use crate::{
    desk::{Desk, day, desk_on, issue_id, unit_id},
    window::{commit, compose, press},
};

fn grid<'a>(issues: u32) -> Harness<'a, Desk> {
    desk_on(Page::Issues, issues)
}

fn choose(window: &mut Harness<'_, Desk>, cell: &str) {
    window.get_by_role_and_label(Role::Cell, cell).click();
    window.run();
}

fn with(window: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn extend(window: &mut Harness<'_, Desk>, key: Key, times: usize) {
    for _ in 0..times {
        with(window, Modifiers::SHIFT, key);
    }
}

fn paste(window: &mut Harness<'_, Desk>, text: &str) {
    window.event(Event::Paste(text.to_owned()));
    window.run();
}

fn click(window: &mut Harness<'_, Desk>, button: &str) {
    window.get_by_role_and_label(Role::Button, button).click();
    window.run();
}

fn undo(window: &mut Harness<'_, Desk>) {
    with(window, Modifiers::COMMAND, Key::Z);
}

fn ledger<'a>(window: &'a Harness<'_, Desk>) -> &'a Ledger {
    window.state().app.ledger().expect("a ledger")
}

fn issue<'a>(window: &'a Harness<'_, Desk>, n: u32) -> &'a Issue {
    ledger(window).issue(issue_id(n)).expect("an issue")
}

fn categories(window: &Harness<'_, Desk>, all: std::ops::RangeInclusive<u32>) -> Vec<String> {
    all.map(|n| issue(window, n).fields.category.get().clone()).collect()
}

fn due(window: &Harness<'_, Desk>, n: u32) -> Option<String> {
    window.state().app.rows().facts(issue_id(n)).and_then(|facts| facts.date).map(|day| day.to_string())
}

fn changes(window: &Harness<'_, Desk>) -> usize {
    window.state().asked.iter().filter(|command| matches!(command, Command::Do(_))).count()
}

fn copied(window: &mut Harness<'_, Desk>) -> String {
    window.event(Event::Copy);
    window.step();
    let commands = window.output().platform_output.commands.clone();
    let text = commands
        .into_iter()
        .find_map(|command| if let egui::OutputCommand::CopyText(text) = command { Some(text) } else { None });
    text.expect("something was copied")
}

#[test]
fn a_block_is_copied_as_a_spreadsheet_reads_it_and_pasted_elsewhere() {
    let mut window = grid(6);
    choose(&mut window, "工地扬尘管控不到位3");
    extend(&mut window, Key::ArrowDown, 1);
    extend(&mut window, Key::ArrowRight, 1);
    let text = copied(&mut window);
    assert_eq!(text, "工地扬尘管控不到位3\t清河县政府\r\n排污口溯源不清4\t市水利局\r\n");
    choose(&mut window, "农家乐未清退5");
    paste(&mut window, &text);
    assert_eq!(issue(&window, 5).fields.title.get(), "工地扬尘管控不到位3");
    assert_eq!(*issue(&window, 6).fields.lead_unit.get(), Some(unit_id(2)));
    assert_eq!(changes(&window), 1, "one change");
    undo(&mut window);
    assert_eq!(issue(&window, 5).fields.title.get(), "农家乐未清退5");
    assert_eq!(*issue(&window, 6).fields.lead_unit.get(), Some(unit_id(1)));
}

#[test]
fn one_value_fills_the_block_and_a_smaller_block_is_repeated() {
    let mut window = grid(8);
    choose(&mut window, "工地扬尘管控不到位3");
    press(&mut window, Key::End);
    extend(&mut window, Key::ArrowDown, 3);
    paste(&mut window, "固废\r\n");
    assert_eq!(categories(&window, 3..=6), ["固废"; 4]);
    paste(&mut window, "甲\r\n乙\r\n");
    assert_eq!(categories(&window, 3..=7), ["甲", "乙", "甲", "乙", "净土"]);
}

#[test]
fn cells_that_cannot_be_written_are_listed_and_nothing_is_half_done() {
    let mut window = grid(6);
    choose(&mut window, "2026-09-06");
    let days = "2026-11-01\r\n2026-11-02\r\n2026-11-03\r\n不知道\r\n";
    paste(&mut window, days);
    window.get_by_label(words::grid::FAULTS_TITLE);
    window.get_by_label("S26-001 整改时限");
    window.get_by_label("S26-002 整改时限");
    window.get_by_label("S26-004 整改时限");
    assert_eq!(window.get_all_by_label_contains("办理延期").count(), 2, "the assigned ones ask for an extension");
    window.get_by_label_contains("“不知道”读不出时限");
    assert_eq!(changes(&window), 0, "nothing is done yet");
    click(&mut window, words::CANCEL);
    assert_eq!((changes(&window), due(&window, 3)), (0, Some(day(12).to_string())), "left as it was");
    paste(&mut window, days);
    click(&mut window, &words::grid::only_the_others(1));
    assert_eq!(due(&window, 3).as_deref(), Some("2026-11-03"), "the one that can be");
    assert_eq!(due(&window, 1).as_deref(), Some("2026-09-06"), "not the assigned one");
}

#[test]
fn a_deadline_is_filled_down_over_what_is_not_assigned_and_undone_in_one_step() {
    let mut window = grid(6);
    let before: Vec<_> = (1..=6).map(|n| due(&window, n)).collect();
    choose(&mut window, &day(12).to_string());
    extend(&mut window, Key::ArrowDown, 3);
    with(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!([4, 5, 6].map(|n| due(&window, n)), [3; 3].map(|n| due(&window, n)), "filled");
    assert_eq!(changes(&window), 1, "one change");
    undo(&mut window);
    assert_eq!((1..=6).map(|n| due(&window, n)).collect::<Vec<_>>(), before, "as it was");
}

#[test]
fn delete_clears_what_may_be_empty_and_says_what_may_not() {
    let mut window = grid(6);
    choose(&mut window, "工地扬尘管控不到位3");
    press(&mut window, Key::End);
    extend(&mut window, Key::ArrowDown, 1);
    press(&mut window, Key::Delete);
    assert_eq!(categories(&window, 3..=5), ["", "", "净土"]);
    choose(&mut window, "工地扬尘管控不到位3");
    press(&mut window, Key::Delete);
    window.get_by_label_contains("不能为空");
    assert_eq!(issue(&window, 3).fields.title.get(), "工地扬尘管控不到位3", "a title stays");
}

/// Forty rows as WPS puts them on the clipboard, the fifth with a line break and quotes.
fn forty(heading: bool) -> String {
    let mut table: Vec<Vec<String>> = Vec::new();
    if heading {
        table.push(["序号", "反馈问题", "牵头单位", "整改时限", "备注"].map(str::to_owned).to_vec());
    }
    for n in 1..=40 {
        let title =
            if n == 5 { "第5个\n“问题”说\"严重\"".to_owned() } else { format!("第{n}个粘贴的问题") };
        let unit = ["市水利局", "水务部门", "新来的局"].iter().cycle().nth(n).expect("a unit");
        table.push(vec![format!("W{n}"), title, (*unit).to_owned(), "2026年底前".to_owned(), "x".to_owned()]);
    }
    clipboard::write(&table)
}

#[test]
fn forty_rows_with_a_heading_become_forty_issues_in_one_step() {
    let mut window = grid(3);
    choose(&mut window, "S26-001");
    paste(&mut window, &forty(true));
    window.get_by_label(words::grid::NEW_ROWS_TITLE);
    window.get_by_label("新来的局");
    click(&mut window, &words::grid::register(40, 0));
    let rows = window.state().app.rows().ids().len();
    assert_eq!(rows, 43, "forty more");
    let ledger = ledger(&window);
    let fifth = ledger.issues.values().find(|issue| issue.fields.number.get() == "W5").expect("the fifth");
    assert_eq!(fifth.fields.title.get(), "第5个\n“问题”说\"严重\"", "with its line break and quotes");
    assert_eq!(fifth.first_deadline().words, "2026年底前", "the words of the deadline");
    let unit = fifth.fields.lead_unit.get().expect("a unit");
    assert_eq!(ledger.directory.unit_name(unit), "新来的局", "made on the way");
    let first = ledger.issues.values().find(|issue| issue.fields.number.get() == "W1").expect("the first");
    assert_eq!(*first.fields.lead_unit.get(), Some(unit_id(2)), "by its alias");
    let inspection = ledger.directory.inspections.get(first.fields.inspection.get()).expect("an inspection");
    assert_eq!(inspection.fields.name.get(), "省级督察 2026", "the last one, as proposed");
    assert_eq!(changes(&window), 1, "one change");
    undo(&mut window);
    assert_eq!(window.state().app.rows().ids().len(), 3, "taken back as one");
}

#[test]
fn rows_beyond_the_last_one_are_offered_as_new_issues() {
    let mut window = grid(3);
    choose(&mut window, "S26-002");
    paste(&mut window, &forty(false));
    assert_eq!(changes(&window), 0, "asked first");
    let said = words::grid::rest_new(2, 38);
    window.get_by_role_and_label(Role::RadioButton, &said).click();
    window.run();
    let deed = window.get_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let deed = deed.into_iter().find(|label| label.contains("登记 38 条")).expect("the deed");
    click(&mut window, &deed);
    assert_eq!(window.state().app.rows().ids().len(), 41, "thirty-eight new ones");
    assert_eq!(issue(&window, 2).fields.number.get(), "W1", "the first two over the cells");
    assert_eq!(issue(&window, 3).fields.title.get(), "第2个粘贴的问题");
    assert_eq!(changes(&window), 1, "one change");
}

#[test]
fn a_table_without_a_heading_is_taken_by_its_place_and_may_be_told_otherwise() {
    let mut window = grid(3);
    choose(&mut window, "S26-003");
    paste(&mut window, "新问题甲\tN1\r\n新问题乙\tN2\r\n");
    window.get_by_role_and_label(Role::EditableComboBox, &words::grid::table_column(1)).focus();
    window.run();
    compose(&mut window, [commit("问题")]);
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::EditableComboBox, &words::grid::table_column(2)).focus();
    window.run();
    compose(&mut window, [commit("编号")]);
    press(&mut window, Key::Enter);
    click(&mut window, &words::grid::register(2, 0));
    let titles = ledger(&window).issues.values().map(|issue| issue.fields.title.get().as_str());
    let new: Vec<_> = titles.filter(|title| title.starts_with("新问题")).collect();
    assert_eq!(new.len(), 2, "{new:?}");
}

#[test]
fn a_table_pasted_into_an_empty_ledger_becomes_its_issues() {
    let mut window = Desk::empty().window();
    paste(&mut window, &forty(true));
    window.get_by_label(words::grid::NEW_ROWS_TITLE);
    window.get_by_role_and_label(Role::EditableComboBox, "督察批次").focus();
    window.run();
    compose(&mut window, [commit("省级督察 2027")]);
    click(&mut window, &words::grid::register(40, 0));
    let ledger = ledger(&window);
    assert_eq!(ledger.issues.len(), 40);
    let names: Vec<_> = ledger.directory.inspections.values().map(|it| it.fields.name.get().clone()).collect();
    assert_eq!(names, ["省级督察 2027"], "made on the way");
}

#[test]
fn one_value_is_written_into_all_chosen_rows_by_the_dialog() {
    let mut window = grid(6);
    choose(&mut window, "S26-003");
    extend(&mut window, Key::ArrowDown, 2);
    window.get_by_role_and_label(Role::Cell, "S26-004").click_secondary();
    window.run();
    window.get_by_role_and_label(Role::MenuItem, words::grid::BULK).click();
    window.run();
    let column = words::grid::BULK_COLUMN;
    window.get_by_role_and_label(Role::EditableComboBox, column).focus();
    window.run();
    compose(&mut window, [commit("牵头")]);
    press(&mut window, Key::Enter);
    window.get_by_role_and_label(Role::EditableComboBox, words::grid::BULK_VALUE).focus();
    window.run();
    compose(&mut window, [commit("水务部门")]);
    press(&mut window, Key::Enter);
    click(&mut window, words::grid::BULK_WRITE);
    for n in [3, 4, 5] {
        assert_eq!(*issue(&window, n).fields.lead_unit.get(), Some(unit_id(2)), "issue {n}");
    }
    assert_eq!(changes(&window), 1, "one change");
}

#[test]
fn papers_of_all_chosen_rows_are_made_from_the_menu_of_a_row() {
    let mut window = grid(6);
    choose(&mut window, "S26-003");
    extend(&mut window, Key::ArrowDown, 2);
    for (button, each) in [(words::documents::ALL_IN_ONE, false), (words::documents::FILE_EACH, true)] {
        window.get_by_role_and_label(Role::Cell, "S26-004").click_secondary();
        window.run();
        window.get_by_role_and_label(Role::MenuItem, words::documents::MENU_OF_ROWS).click();
        window.run();
        window.get_by_label_contains(&words::documents::of_rows(3));
        click(&mut window, button);
        let asked = window.state().asked.iter().rev().find_map(|command| {
            if let Command::Document(DocumentCommand::Ask(order, _)) = command { Some(order.clone()) } else { None }
        });
        let order = asked.expect("a place is asked for");
        assert_eq!((order.form, order.file_each), (WordForm::IssueAccount, each));
        assert_eq!(order.subject, Subject::Issues([3, 4, 5].map(issue_id).to_vec()), "the chosen rows in their order");
    }
}

#[test]
fn find_and_replace_shows_old_beside_new_and_leaves_out_what_is_not_ticked() {
    let mut window = grid(6);
    choose(&mut window, "S26-001");
    with(&mut window, Modifiers::COMMAND, Key::H);
    compose(&mut window, [commit("不")]);
    window.get_by_role_and_label(Role::TextInput, words::grid::REPLACE_WITH).focus();
    window.run();
    compose(&mut window, [commit("未")]);
    window.get_by_role_and_label(Role::Label, "排污口溯源不清4");
    window.get_by_role_and_label(Role::Label, "排污口溯源未清4");
    window.get_by_role_and_label(Role::CheckBox, "S26-003 问题").click();
    window.run();
    click(&mut window, &words::grid::replace(1));
    assert_eq!(issue(&window, 4).fields.title.get(), "排污口溯源未清4");
    assert_eq!(issue(&window, 3).fields.title.get(), "工地扬尘管控不到位3", "not ticked");
    undo(&mut window);
    assert_eq!(issue(&window, 4).fields.title.get(), "排污口溯源不清4");
}

#[test]
fn shift_click_and_dragging_draw_a_block() {
    let mut window = grid(6);
    let center = |window: &Harness<'_, Desk>, cell| window.get_by_role_and_label(Role::Cell, cell).rect().center();
    let button = |window: &mut Harness<'_, Desk>, pos, pressed, modifiers| {
        let button = egui::PointerButton::Primary;
        window.event_modifiers(Event::PointerButton { pos, button, pressed, modifiers }, modifiers);
        window.step();
    };
    let (from, to) = (center(&window, "S26-002"), center(&window, "排污口溯源不清4"));
    window.event(Event::PointerMoved(from));
    button(&mut window, from, true, Modifiers::NONE);
    for part in [0.3, 0.6, 1.0] {
        window.event(Event::PointerMoved(from + (to - from) * part));
        window.step();
    }
    button(&mut window, to, false, Modifiers::NONE);
    window.run();
    window.get_by_label("已选 3 行 × 2 列，6 格");
    choose(&mut window, "S26-001");
    window.event(Event::PointerMoved(to));
    button(&mut window, to, true, Modifiers::SHIFT);
    button(&mut window, to, false, Modifiers::SHIFT);
    window.run();
    window.get_by_label("已选 4 行 × 2 列，8 格");
}

/// Everything the grid shows of every issue.
fn picture(ledger: &Ledger) -> Vec<String> {
    let units = |issue: &Issue, role| {
        issue.units(role).iter().map(|unit| ledger.directory.unit_name(*unit).to_owned()).collect::<Vec<_>>()
    };
    let one = |issue: &Issue| {
        let values: Vec<_> = rectification_ledger::domain::issue::IssueField::ALL
            .iter()
            .map(|field| format!("{:?}", issue.fields.value(*field)))
            .collect();
        let records = issue.live_records().count();
        format!("{values:?} {:?} {:?} {records}", units(issue, UnitRole::CoLead), units(issue, UnitRole::Cooperating))
    };
    ledger.issues.values().filter(|issue| issue.is_present()).map(|issue| one(issue)).collect()
}

fn wish() -> impl Strategy<Value = Wish> {
    let text = prop_oneof![
        Just(String::new()),
        Just("市水利局".to_owned()),
        Just("水务部门、清河县政府".to_owned()),
        Just("2026年底前".to_owned()),
        Just("未达到".to_owned()),
        Just("省级督察 2026".to_owned()),
        "[甲乙a\t\n\"🚰]{1,6}",
    ];
    (1u32..7, 0..Column::ALL.len(), text).prop_map(|(n, column, text)| Wish {
        issue: issue_id(n),
        column: Column::ALL.get(column).copied().unwrap_or(Column::Title),
        said: Said::Text(text),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_a_change_of_many_cells_brings_everything_back(wishes in prop::collection::vec(wish(), 1..30)) {
        let mut desk = Desk::with_issues(6);
        let before = picture(desk.app.ledger().expect("a ledger"));
        let bulk = {
            let ledger = desk.app.ledger().expect("a ledger");
            let context = desk.app.context().expect("a context");
            Bulk::of(&CellWriter::new(ledger, context, words::grid::WORDS), &wishes)
        };
        prop_assume!(bulk.action().is_some());
        desk.app.run(Command::Do(bulk.action().expect("an action")));
        let refused = desk.app.notices().iter().any(|notice| matches!(notice.kind, NoticeKind::Refused(_)));
        prop_assert!(!refused, "what can be done is done");
        desk.app.run(Command::Undo);
        prop_assert_eq!(picture(desk.app.ledger().expect("a ledger")), before);
    }
}
