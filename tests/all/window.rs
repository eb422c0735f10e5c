//! The window the page and widget tests look into: no screen, the program's own fonts and styles.

use egui::{Event, ImeEvent, Key, Ui};
use egui_kittest::Harness;
use rectification_ledger::ui::theme;

/// A window of 1366 x 768 in which `show` draws over `state`.
pub fn window<'a, S: 'a>(state: S, show: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    Harness::builder().with_size([1366.0, 768.0]).with_context_setup(theme::install).build_ui_state(show, state)
}

/// Presses a key and lets the window settle.
pub fn press<S>(window: &mut Harness<'_, S>, key: Key) {
    window.key_press(key);
    window.run();
}

/// Sends what an input method sends, one event a frame.
pub fn compose<S>(window: &mut Harness<'_, S>, events: impl IntoIterator<Item = Event>) {
    for event in events {
        window.event(event);
        window.run();
    }
}

/// A composition that is under way.
pub fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

/// The end of a composition; some input methods send nothing but this.
pub fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}
