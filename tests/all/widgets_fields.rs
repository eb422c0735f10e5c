//! What is typed into or chosen, and the dialog around it: by name, by keyboard, by an input method.

use chrono::NaiveDate;
use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::ui::{keys::leave_to_input_method, widgets::*, words};

use crate::window::{commit, compose, preedit, press, window};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day of 2026")
}

fn parse(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

// ---------------------------------------------------------------- text

#[test]
fn a_field_is_named_by_its_label_and_takes_text() {
    let mut window = window(String::new(), |ui, text| {
        let field = Field::new("标题").required().fault(Some("标题不能空着"));
        field.show(ui, text);
    });
    window.get_by_label("标题").focus();
    window.run();
    window.get_by_label("标题").type_text("S26-001");
    window.run();
    assert_eq!(window.state(), "S26-001", "typed");
    window.get_by_label(words::REQUIRED);
    window.get_by_label("标题不能空着");
}

#[test]
fn a_click_on_a_label_leads_into_its_field() {
    let mut window = window(String::new(), |ui, text| {
        Field::new("标题").show(ui, text);
    });
    window.get_by_role(egui::Role::Label).click();
    window.run();
    assert!(window.get_by_label("标题").is_focused(), "the field");
}

#[test]
fn a_composition_lands_once_with_and_without_preedit() {
    let mut window = window(String::new(), |ui, text| {
        Field::new("标题").show(ui, text);
    });
    window.get_by_label("标题").focus();
    window.run();
    compose(&mut window, [preedit("ni"), preedit("ni'hao"), commit("你好")]);
    assert_eq!(window.state(), "你好", "preedit and commit");
    compose(&mut window, [commit("，"), commit("世界")]);
    assert_eq!(window.state(), "你好，世界", "commit alone");
}

#[test]
fn enter_during_a_composition_does_not_submit() {
    let mut window = window((String::new(), 0), |ui, (text, submits)| {
        let response = Field::new("标题").show(ui, text);
        if submitted(ui, &response) {
            *submits += 1;
        }
    });
    window.get_by_label("标题").focus();
    window.run();
    window.event(preedit("zheng'gai"));
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(window.state().1, 0, "the key is the input method's");
    window.event(commit("整改"));
    window.run();
    assert_eq!(window.state().0, "整改", "the field kept the focus");
    press(&mut window, Key::Enter);
    assert_eq!(window.state().1, 1, "the next Enter submits");
}

#[test]
fn a_composition_lands_once_in_several_lines_in_search_and_in_a_choice() {
    let items = [ChoiceItem::new("市水利局"), ChoiceItem::new("市住建局")];
    let state = (String::new(), String::new(), String::new());
    let mut window = window(state, |ui, (note, search, unit)| {
        Field::new("进展").rows(3).show(ui, note);
        let field = SearchField { name: "搜索", hint: "搜索问题", keys: "Ctrl+K", width: 300.0 };
        field.show(ui, search);
        Choice::new(Field::new("单位"), &items).show_free(ui, unit);
    });
    for name in ["进展", "搜索", "单位"] {
        window.get_by_label(name).focus();
        window.run();
        compose(&mut window, [preedit("shui"), commit("水"), commit("利")]);
    }
    let (note, search, unit) = window.state();
    assert_eq!([note, search, unit], ["水利", "水利", "水利"], "once each");
}

/// One search field that holds a text.
fn searching<'a>(text: &str) -> Harness<'a, String> {
    window(text.to_owned(), |ui, text| {
        let field = SearchField { name: "搜索", hint: "", keys: "", width: 300.0 };
        field.show(ui, text);
    })
}

#[test]
fn a_search_is_not_made_by_half_a_word_that_is_being_composed() {
    let mut window = searching("水");
    window.get_by_label("搜索").focus();
    window.run();
    compose(&mut window, [preedit("l"), preedit("li")]);
    assert_eq!(window.state(), "水", "what is composed is shown and not searched for");
    assert_eq!(window.get_by_label("搜索").value().as_deref(), Some("水li"));
    compose(&mut window, [commit("利")]);
    assert_eq!(window.state(), "水利");
}

#[test]
fn the_cross_of_the_search_field_empties_it() {
    let mut window = searching("水利");
    window.get_by_label("清除 搜索").click();
    window.run();
    assert_eq!(window.state(), "", "emptied");
}

// ---------------------------------------------------------------- choice

fn units() -> [ChoiceItem<'static>; 3] {
    [
        ChoiceItem::new("市水利局").aside("水务局").keys("sslj"),
        ChoiceItem::new("市住建局").keys("szjj"),
        ChoiceItem::new("清河县政府").keys("qhxzf"),
    ]
}

fn choice_window<'a>() -> Harness<'a, Option<usize>> {
    window(None, |ui, chosen| {
        Choice::new(Field::new("牵头单位"), &units()).show(ui, chosen);
        button(ui, Weight::Normal, "", "取消");
    })
}

#[test]
fn a_choice_is_made_by_click() {
    let mut window = choice_window();
    window.get_by_label("牵头单位").click();
    window.run();
    window.get_by_label("清河县政府").click();
    window.run();
    assert_eq!(*window.state(), Some(2), "the third unit");
    assert!(window.query_by_label("市住建局").is_none(), "the list is gone");
    let shown = window.get_by_label("牵头单位").value();
    assert_eq!(shown.as_deref(), Some("清河县政府"), "it shows the choice");
}

#[test]
fn a_choice_is_made_by_arrows_and_enter() {
    let mut window = choice_window();
    window.get_by_label("牵头单位").focus();
    window.run();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        press(&mut window, key);
    }
    assert_eq!(*window.state(), Some(1), "the first arrow opens the list");
}

#[test]
fn typing_filters_a_choice_by_word_alias_and_initials() {
    for typed in ["水利", "水务", "SSLJ"] {
        let mut window = choice_window();
        window.get_by_label("牵头单位").focus();
        window.run();
        window.event(commit(typed));
        window.run();
        assert!(window.query_by_label("市住建局").is_none(), "{typed} hides the others");
        press(&mut window, Key::Enter);
        assert_eq!(*window.state(), Some(0), "{typed} finds it");
    }
}

#[test]
fn escape_closes_the_list_and_keeps_the_choice() {
    let mut window = choice_window();
    *window.state_mut() = Some(1);
    window.get_by_label("牵头单位").focus();
    window.run();
    window.event(commit("清"));
    window.run();
    press(&mut window, Key::Escape);
    assert!(window.query_by_label("清河县政府").is_none(), "closed");
    let field = window.get_by_label("牵头单位");
    assert_eq!(field.value().as_deref(), Some("市住建局"), "as before");
    assert!(field.is_focused(), "Escape closes the list first");
    assert_eq!(*window.state(), Some(1), "nothing was chosen");
}

#[test]
fn leaving_a_choice_takes_the_only_match() {
    let mut window = choice_window();
    window.get_by_label("牵头单位").focus();
    window.run();
    window.event(commit("住建"));
    window.run();
    press(&mut window, Key::Tab);
    assert_eq!(*window.state(), Some(1), "one match is plain enough");
}

#[test]
fn leaving_a_choice_with_a_word_that_matches_nothing_keeps_it() {
    let mut window = choice_window();
    *window.state_mut() = Some(0);
    window.get_by_label("牵头单位").focus();
    window.run();
    window.event(commit("教育"));
    window.run();
    window.get_by_label(words::NO_MATCH);
    press(&mut window, Key::Tab);
    assert_eq!(*window.state(), Some(0), "still the first");
}

#[test]
fn enter_in_a_free_choice_keeps_what_was_typed_unless_an_arrow_chose() {
    let mut window = window(String::new(), |ui, text| {
        Choice::new(Field::new("单位"), &units()).show_free(ui, text);
    });
    window.get_by_label("单位").focus();
    window.run();
    compose(&mut window, [commit("水利")]);
    press(&mut window, Key::Enter);
    assert_eq!(window.state(), "水利", "as typed");
    press(&mut window, Key::End);
    compose(&mut window, [commit("局")]);
    for key in [Key::ArrowDown, Key::Enter] {
        press(&mut window, key);
    }
    assert_eq!(window.state(), "市水利局", "the proposal");
}

#[test]
fn enter_on_a_chosen_value_goes_on_to_the_next_field_and_then_to_the_deed() {
    let mut window = window((Some(1), String::new(), false), |ui, (chosen, who, done)| {
        Choice::new(Field::new("牵头单位"), &units()).show(ui, chosen);
        let people = [ChoiceItem::new("王敏"), ChoiceItem::new("李强")];
        Choice::new(Field::new("签字人"), &people).show_free(ui, who);
        *done |= button_unless(ui, Weight::Primary, "", "登记", who.is_empty().then_some("未填")).clicked();
        button(ui, Weight::Normal, "", "取消");
    });
    window.get_by_label("牵头单位").focus();
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.get_by_label("签字人").is_focused(), "the next field");
    press(&mut window, Key::Enter);
    window.get_by_label("李强");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().1, "李强", "the first Enter chooses");
    press(&mut window, Key::Enter);
    assert!(window.query_by_label("王敏").is_none(), "no list again");
    press(&mut window, Key::Enter);
    assert!(window.state().2, "the deed is done");
}

#[test]
fn enter_before_a_greyed_deed_stays_in_the_field() {
    let mut window = window((String::new(), false), |ui, (who, left)| {
        Field::new("签字人").goes_on().show(ui, who);
        button_unless(ui, Weight::Primary, "", "登记", Some("未填"));
        *left |= button(ui, Weight::Normal, "", "取消").clicked();
    });
    window.get_by_label("签字人").focus();
    window.run();
    for _ in 0..3 {
        press(&mut window, Key::Enter);
    }
    assert!(!window.state().1, "Enter never presses the way out");
    assert!(window.get_by_label("签字人").is_focused(), "the keyboard is where it was");
}

#[test]
fn enter_that_ends_a_composition_does_not_go_on() {
    let mut window = window((String::new(), String::new()), |ui, (who, unit)| {
        Choice::new(Field::new("签字人"), &[ChoiceItem::new("王敏")]).show_free(ui, who);
        Field::new("单位").goes_on().show(ui, unit);
    });
    for name in ["签字人", "单位"] {
        window.get_by_label(name).focus();
        window.run();
        compose(&mut window, [preedit("wang")]);
        press(&mut window, Key::Enter);
        assert!(window.get_by_label(name).is_focused(), "{name}: this Enter is the input method's");
        compose(&mut window, [commit("王")]);
    }
    assert_eq!(*window.state(), ("王".to_owned(), "王".to_owned()), "both");
}

// ---------------------------------------------------------------- date

fn date_window<'a>() -> Harness<'a, String> {
    window(String::new(), |ui, text| {
        // As the frame of the program does before everything else.
        leave_to_input_method(ui);
        DateField::new(Field::new("期限"), &parse, day(9, 18)).show(ui, text);
        button(ui, Weight::Normal, "", "取消");
    })
}

#[test]
fn a_date_is_typed_and_a_fault_is_said_only_when_left() {
    let mut window = date_window();
    window.get_by_label("期限").focus();
    window.run();
    window.get_by_label("期限").type_text("2026-09-");
    window.run();
    assert!(window.query_by_label(words::NOT_A_DATE).is_none(), "not while typing");
    press(&mut window, Key::Tab);
    window.get_by_label(words::NOT_A_DATE);
}

#[test]
fn a_date_is_picked_from_the_calendar_by_click() {
    let mut window = date_window();
    window.get_by_label("打开日历 期限").click();
    window.run();
    window.get_by_label(words::MONTH_AFTER).click();
    window.run();
    window.get_by_label("2026-10-01 周四").click();
    window.run();
    assert_eq!(window.state(), "2026-10-01", "the day that was clicked");
    assert!(window.query_by_label(words::MONTH_AFTER).is_none(), "the calendar is gone");
}

#[test]
fn a_date_is_picked_from_the_calendar_by_keyboard() {
    let mut window = date_window();
    window.get_by_label("期限").focus();
    window.run();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::Enter] {
        press(&mut window, key);
    }
    assert_eq!(window.state(), "2026-09-26", "a week and a day from today");
    assert!(window.get_by_label("期限").is_focused(), "back in the field");
}

#[test]
fn a_date_composed_with_an_input_method_lands_once() {
    let mut window = date_window();
    window.get_by_label("期限").focus();
    window.run();
    compose(&mut window, [preedit("2026"), preedit("2026-09"), commit("2026-09-30")]);
    assert_eq!(window.state(), "2026-09-30", "once, and nothing of what was composed");
    press(&mut window, Key::Tab);
    assert!(window.query_by_label(words::NOT_A_DATE).is_none());
}

#[test]
fn the_chords_of_the_input_method_pick_no_day() {
    let mut window = date_window();
    window.get_by_label("打开日历 期限").click();
    window.run();
    for (held, key) in [(Modifiers::CTRL, Key::Space), (Modifiers::SHIFT, Key::Space), (Modifiers::CTRL, Key::Period)] {
        window.key_press_modifiers(held, key);
        window.run();
        assert_eq!(window.state(), "", "{held:?} {key:?}");
        window.get_by_label(words::MONTH_AFTER);
    }
}

#[test]
fn escape_closes_the_calendar_and_changes_nothing() {
    let mut window = date_window();
    window.get_by_label("期限").focus();
    window.run();
    for key in [Key::ArrowDown, Key::ArrowRight, Key::Escape] {
        press(&mut window, key);
    }
    assert_eq!(window.state(), "", "nothing was picked");
    assert!(window.query_by_label(words::MONTH_AFTER).is_none(), "the calendar is gone");
}

// ---------------------------------------------------------------- dialog

#[derive(Default)]
struct Draft {
    open: bool,
    opinion: String,
    done: usize,
    behind: usize,
}

fn dialog_window<'a>() -> Harness<'a, Draft> {
    window(Draft::default(), |ui, draft| {
        if button(ui, Weight::Normal, "", "退回…").clicked() {
            draft.open = true;
        }
        if button(ui, Weight::Normal, "", "后面").clicked() {
            draft.behind += 1;
        }
        if !draft.open {
            return;
        }
        let shown = Dialog::new("return", "退回 S26-010").show(
            ui.ctx(),
            draft,
            |ui, draft| {
                Field::new("退回意见").rows(3).show(ui, &mut draft.opinion);
                for n in 0..40 {
                    check_line(ui, n % 2 == 0, "材料");
                }
            },
            |ui, draft| {
                if button(ui, Weight::Primary, "", "退回整改").clicked() {
                    draft.done += 1;
                    ui.close();
                }
                if button(ui, Weight::Normal, "", words::CANCEL).clicked() {
                    ui.close();
                }
            },
        );
        if shown.closed {
            draft.open = false;
        }
    })
}

#[test]
fn a_dialog_takes_the_focus_and_escape_gives_it_back() {
    let mut window = dialog_window();
    window.get_by_label("退回…").focus();
    window.run();
    press(&mut window, Key::Enter);
    assert!(window.get_by_label("退回意见").is_focused(), "first field");
    press(&mut window, Key::Escape);
    assert!(!window.state().open, "closed");
    assert!(window.get_by_label("退回…").is_focused(), "where it was");
}

#[test]
fn a_dialog_keeps_tab_inside_and_the_page_behind_dead() {
    let mut window = dialog_window();
    window.get_by_label("退回…").click();
    window.run();
    for _ in 0..8 {
        press(&mut window, Key::Tab);
        let behind = window.get_by_label("后面").is_focused();
        assert!(!behind, "Tab stays in the dialog");
    }
    window.get_by_label("后面").click();
    window.run();
    assert_eq!(window.state().behind, 0, "a click goes to the scrim");
    assert!(window.state().open, "and does not lose what was typed");
}

#[test]
fn a_dialog_ends_by_its_deed() {
    let mut window = dialog_window();
    window.get_by_label("退回…").click();
    window.run();
    window.get_by_label("退回整改").click();
    window.run();
    assert_eq!(window.state().done, 1, "done once");
    assert!(!window.state().open, "and closed");
}

#[test]
fn a_long_dialog_shows_its_buttons_on_a_small_screen() {
    let mut window = dialog_window();
    // 1366 x 768 at 150 %.
    window.set_size(egui::vec2(911.0, 512.0));
    window.run();
    window.get_by_label("退回…").click();
    window.run();
    let place = window.get_by_label("退回整改").rect();
    assert!(place.bottom() <= 512.0 - 16.0, "inside: {place:?}");
    window.get_by_label("退回 S26-010");
    let first = window.get_by_label("退回意见").rect();
    assert!(first.top() >= 60.0, "the title has room: {first:?}");
}

#[test]
fn escape_in_an_open_list_does_not_close_the_dialog() {
    let mut window = window((true, None), |ui, (open, chosen)| {
        if *open {
            let dialog = Dialog::new("choice", "指派");
            let shown = dialog.show(
                ui.ctx(),
                chosen,
                |ui, chosen| Choice::new(Field::new("牵头单位"), &units()).show(ui, chosen),
                |ui, _| button(ui, Weight::Primary, "", "指派单位"),
            );
            *open = !shown.closed;
        }
    });
    window.run();
    press(&mut window, Key::ArrowDown);
    window.get_by_label("市住建局");
    press(&mut window, Key::Escape);
    assert!(window.state().0, "the first Escape closes the list");
    press(&mut window, Key::Escape);
    assert!(!window.state().0, "the second the dialog");
}
