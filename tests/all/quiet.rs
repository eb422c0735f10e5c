//! The window at rest draws nothing; the keys of the input method do nothing; full-width digits are digits.

use std::time::Duration;

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use rectification_ledger::{
    app::{Command, Page, ThemeChoice},
    domain::rules::Action,
    ui::words,
};

use crate::{
    page_window::{Program, clock, open},
    window::{commit, compose},
};

type Window<'a> = Harness<'a, Program>;

/// All pages of an open ledger, with an issue where one is needed.
fn pages(program: &Program) -> Vec<Page> {
    let issue = *program.ledger().issues.keys().next().expect("the sample has issues");
    vec![
        Page::Overview,
        Page::Issues,
        Page::Issue(issue),
        Page::Supervision,
        Page::Closures,
        Page::Complaints,
        Page::Reports,
        Page::Exchange,
        Page::Import,
        Page::Review,
        Page::Settings,
        Page::Welcome,
    ]
}

fn sample() -> Program {
    let mut program = Program::known();
    program.app.run(Command::OpenSample);
    let told: Vec<u64> = program.app.notices().iter().map(|notice| notice.number).collect();
    for number in told {
        program.app.run(Command::Dismiss(number));
    }
    program
}

/// Draws until jobs have ended and nothing moves any more; how long the window would rest then.
fn rest(window: &mut Window<'_>) -> Duration {
    let mut rests = Duration::ZERO;
    for _ in 0..200 {
        window.step();
        let output = window.output();
        rests = output.viewport_output.get(&egui::ViewportId::ROOT).map_or(Duration::ZERO, |it| it.repaint_delay);
        if rests >= Duration::from_secs(5) {
            return rests;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    rests
}

#[test]
fn a_window_at_rest_asks_for_no_frame_on_any_page() {
    let program = sample();
    let all = pages(&program);
    let mut window = open(program);
    let mut restless = Vec::new();
    for theme in [ThemeChoice::Light, ThemeChoice::Dark] {
        window.state_mut().app.run(Command::SetTheme(theme));
        for page in &all {
            window.state_mut().app.run(Command::Go(*page));
            let rests = rest(&mut window);
            if rests < Duration::from_secs(5) {
                restless.push((theme, *page, rests, window.ctx.repaint_causes()));
            }
        }
    }
    assert!(restless.is_empty(), "{restless:#?}");
}

#[test]
fn the_welcome_page_rests_too() {
    let mut window = open(Program::fresh());
    assert!(rest(&mut window) >= Duration::from_secs(5), "{:?}", window.ctx.repaint_causes());
    let mut window = open(Program::known());
    assert!(rest(&mut window) >= Duration::from_secs(5), "{:?}", window.ctx.repaint_causes());
}

#[test]
fn a_window_rests_again_after_an_edit() {
    let mut window = open(sample());
    let issue = *window.state().ledger().issues.keys().next().expect("an issue");
    window.state_mut().app.run(Command::Go(Page::Issue(issue)));
    let value = rectification_ledger::domain::issue::IssueValue::Title("改过的标题".to_owned());
    window.state_mut().app.run(Command::Do(Action::SetIssue { issue, value }));
    window.run_steps(3);
    window.state_mut().app.finish_saving();
    assert!(rest(&mut window) >= Duration::from_secs(5), "{:?}", window.ctx.repaint_causes());
}

fn chord(window: &mut Window<'_>, held: Modifiers, key: Key) {
    for pressed in [true, false] {
        let event = Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers: held };
        window.input_mut().events.push(event);
        window.run_steps(2);
    }
}

#[test]
fn the_chords_of_the_input_method_press_no_button_and_change_no_text() {
    let mut window = open(sample());
    window.state_mut().app.run(Command::Go(Page::Overview));
    window.run_steps(4);
    for held in [Modifiers::CTRL | Modifiers::COMMAND, Modifiers::SHIFT] {
        for key in [Key::Space, Key::Period] {
            // The button that has the focus is the one a stray key would press.
            window.get_by_label(words::RAIL_WORDS[8]).focus();
            window.run_steps(2);
            chord(&mut window, held, key);
            assert_eq!(window.state().app.page(), Page::Overview, "{held:?} {key:?}");
        }
    }
    let search = egui::accesskit::Role::SearchInput;
    let field = window.query_by_role_and_label(search, words::SEARCH).is_some();
    let role = if field { search } else { egui::accesskit::Role::TextInput };
    window.get_by_role_and_label(role, words::SEARCH).focus();
    window.run_steps(2);
    for key in [Key::Space, Key::Period] {
        chord(&mut window, Modifiers::CTRL | Modifiers::COMMAND, key);
    }
    let text = window.get_by_role_and_label(role, words::SEARCH).value().unwrap_or_default();
    assert_eq!(text, "", "nothing typed");
}

#[test]
fn the_chords_of_the_input_method_do_nothing_in_a_cell_and_in_its_editor() {
    let chords = [
        (Modifiers::CTRL | Modifiers::COMMAND, Key::Space),
        (Modifiers::SHIFT, Key::Space),
        (Modifiers::CTRL | Modifiers::COMMAND, Key::Period),
    ];
    let mut program = sample();
    program.app.run(Command::Go(Page::Issues));
    let mut window = open(program);
    window.run_steps(4);
    let rows = window.state().app.rows().ids().to_vec();
    let first = *rows.first().expect("rows");
    let title = window.state().ledger().issue(first).expect("an issue").fields.title.get().clone();
    let cell = window.query_all_by_role_and_label(egui::accesskit::Role::Cell, &title).next();
    cell.expect("its title").click();
    window.run_steps(3);
    let stands = |window: &Window<'_>| {
        (window.state().app.revision(), window.state().app.page(), window.state().app.rows().ids().to_vec())
    };
    let before = stands(&window);
    for (held, key) in chords {
        chord(&mut window, held, key);
        assert_eq!(stands(&window), before, "over a cell: {held:?} {key:?}");
    }
    window.key_press(Key::F2);
    window.run_steps(2);
    let field = words::grid::field(words::issues_page::column(rectification_ledger::app::Column::Title));
    let typed = |window: &Window<'_>| {
        let field = window.query_by_label(&field).expect("the cell is being typed into");
        (field.is_focused(), field.value())
    };
    let text = typed(&window);
    for (held, key) in chords {
        chord(&mut window, held, key);
        assert_eq!(
            (stands(&window), typed(&window)),
            (before.clone(), text.clone()),
            "in its editor: {held:?} {key:?}"
        );
    }
}

#[test]
fn chinese_punctuation_comes_as_a_commit_of_its_own() {
    let mut window = open(sample());
    window.run_steps(3);
    let role = egui::accesskit::Role::TextInput;
    let role = if window.query_by_role_and_label(role, words::SEARCH).is_some() {
        role
    } else {
        egui::accesskit::Role::SearchInput
    };
    window.get_by_role_and_label(role, words::SEARCH).focus();
    window.run_steps(2);
    compose(&mut window, [commit("，")]);
    compose(&mut window, [commit("《"), commit("》")]);
    let text = window.get_by_role_and_label(role, words::SEARCH).value().unwrap_or_default();
    assert_eq!(text, "，《》");
}

#[test]
fn a_number_typed_in_full_width_is_found_by_the_search() {
    let mut window = open(sample());
    window.run_steps(4);
    let number = window.state().ledger().issues.values().map(|issue| issue.fields.number.get().clone()).next();
    let number = number.expect("a number");
    let wide: String = number.chars().map(widened).collect();
    assert_ne!(wide, number, "it has letters or digits");
    let query = rectification_ledger::app::RowQuery { text: wide, ..Default::default() };
    window.state_mut().app.run(Command::ShowRows(query));
    for _ in 0..50 {
        window.state_mut().app.tick(clock());
        window.run_steps(1);
    }
    assert!(!window.state().app.rows().ids().is_empty(), "{number} is found");
}

fn widened(c: char) -> char {
    if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c) } else { c }
}

/// The settings' window after a text was typed with an input method into one field of a tab, in the place of what it held.
fn typed_in_settings<'a>(tab: &str, field: &str, text: &str) -> Window<'a> {
    let mut program = Program::with_ledger();
    program.app.run(Command::Go(Page::Settings));
    let mut window = open(program);
    window.run_steps(3);
    window.get_by_label(tab).click();
    window.run_steps(3);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(1);
    compose(&mut window, [commit(text)]);
    window.key_press(Key::Tab);
    window.run_steps(4);
    window
}

#[test]
fn a_number_of_days_typed_in_full_width_is_taken() {
    let name = words::ledger_field(rectification_ledger::domain::directory::LedgerField::DueSoonDays);
    let window = typed_in_settings(words::SETTINGS_TABS[1], name, "３０");
    assert_eq!(*window.state().ledger().directory.fields.due_soon_days.get(), Some(30), "as typed");
}

#[test]
fn a_limit_of_evidence_typed_in_full_width_is_taken() {
    let window = typed_in_settings(words::SETTINGS_TABS[0], words::evidence::ONE_FILE, "３５");
    assert_eq!(window.state().app.settings().evidence_file_mb, 35, "as typed");
}
