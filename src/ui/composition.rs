//! Keeps the keys of an open input-method composition to itself.

use egui::{Event, EventFilter, Id, ImeEvent, Key, Ui};

/// Does an input method hold a composition open in one of our fields?
///
/// While it does, nothing may re-sort, rebuild or move the focus.
pub fn is_composing(ui: &Ui) -> bool {
    let owner = ui.data(|data| data.get_temp::<Composing>(composing_key()));
    let owner = owner.and_then(|composing| composing.0);
    owner.is_some_and(|id| ui.memory(|memory| memory.has_focus(id)))
}

#[derive(Clone, Copy, Default)]
struct Composing(Option<Id>);

fn composing_key() -> Id {
    Id::unique("input method composition")
}

/// The keys that do not leave a text field: the arrows never, Tab and Escape not while a composition is open in it.
pub fn text_filter(ui: &Ui) -> EventFilter {
    let composing = is_composing(ui);
    EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: composing, escape: composing }
}

/// Takes the keys away that belong to an open composition: its Enter must not submit, its Escape not close.
///
/// Some systems send the key to the program as well as to the input method (winit 4508).
pub fn hold_composition_keys(ui: &Ui, id: Id) {
    let key = composing_key();
    let before = ui.data(|data| data.get_temp::<Composing>(key)).unwrap_or_default();
    let mine = before.0 == Some(id);
    if !ui.memory(|memory| memory.has_focus(id)) {
        if mine {
            ui.data_mut(|data| data.insert_temp(key, Composing(None)));
        }
        return;
    }
    let now = ui.input_mut(|input| {
        let mut open = mine;
        let mut was_open = mine;
        for event in &input.events {
            if let Event::Ime(ImeEvent::Preedit { text, .. }) = event {
                open = !text.is_empty();
                was_open |= open;
            } else if let Event::Ime(ImeEvent::Commit(_)) = event {
                open = false;
            }
        }
        if was_open {
            input.events.retain(|event| !acts(event));
        }
        open
    });
    if now || mine {
        let owner = now.then_some(id);
        ui.data_mut(|data| data.insert_temp(key, Composing(owner)));
    }
}

/// A key press that would submit, close or leave.
fn acts(event: &Event) -> bool {
    let Event::Key { key, pressed: true, .. } = event else {
        return false;
    };
    [Key::Enter, Key::Escape, Key::Tab, Key::ArrowUp, Key::ArrowDown, Key::PageUp, Key::PageDown].contains(key)
}
