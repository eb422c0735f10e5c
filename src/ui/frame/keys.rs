//! The keys that work on every page, and never while an input method composes.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

use crate::{
    app::{Command, Page},
    ui::{
        view::ViewCtx,
        welcome_page,
        widgets::{is_composing, is_dialog_open},
    },
};

use super::rail::PAGES;

/// The steps of the zoom, in percent.
const ZOOMS: [u16; 9] = [80, 90, 100, 110, 125, 150, 165, 180, 200];

const NUMBERS: [Key; 8] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];

/// The zoom one step larger or smaller.
fn next_zoom(zoom: u16, larger: bool) -> u16 {
    if larger {
        ZOOMS.into_iter().find(|step| *step > zoom).unwrap_or(200)
    } else {
        let smaller = ZOOMS.into_iter().rev().find(|step| *step < zoom);
        smaller.unwrap_or(80)
    }
}

fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    let shortcut = KeyboardShortcut::new(modifiers, key);
    ui.input_mut(|input| input.consume_shortcut(&shortcut))
}

/// Takes the keys that were pressed and sends what they ask for.
pub(super) fn work(ctx: ViewCtx<'_>, ui: &Ui) {
    if is_composing(ui) {
        return;
    }
    zoom_keys(ctx, ui);
    if is_dialog_open(ui.ctx()) {
        return;
    }
    if pressed(ui, Modifiers::COMMAND, Key::O) {
        ctx.commands.send(Command::AskOpen);
    }
    if pressed(ui, Modifiers::COMMAND, Key::N) {
        welcome_page::ask_new_ledger(ui.ctx());
        ctx.commands.send(Command::Go(Page::Welcome));
    }
    if ctx.app.document().is_some() {
        ledger_keys(ctx, ui);
    }
}

fn zoom_keys(ctx: ViewCtx<'_>, ui: &Ui) {
    let zoom = ctx.app.settings().zoom;
    let larger = pressed(ui, Modifiers::COMMAND, Key::Plus) || pressed(ui, Modifiers::COMMAND, Key::Equals);
    if larger {
        ctx.commands.send(Command::SetZoom(next_zoom(zoom, true)));
    }
    if pressed(ui, Modifiers::COMMAND, Key::Minus) {
        ctx.commands.send(Command::SetZoom(next_zoom(zoom, false)));
    }
    if pressed(ui, Modifiers::COMMAND, Key::Num0) {
        ctx.commands.send(Command::SetZoom(100));
    }
}

fn ledger_keys(ctx: ViewCtx<'_>, ui: &Ui) {
    if pressed(ui, Modifiers::COMMAND, Key::S) {
        ctx.commands.send(Command::Save);
    }
    if pressed(ui, Modifiers::ALT, Key::ArrowLeft) {
        ctx.commands.send(Command::Back);
    }
    for (key, page) in NUMBERS.into_iter().zip(PAGES) {
        if pressed(ui, Modifiers::COMMAND, key) {
            ctx.commands.send(Command::Go(page));
        }
    }
    // In a text field these keys take back what was typed, not what is in the ledger.
    if ui.ctx().text_edit_focused() {
        return;
    }
    let redo =
        pressed(ui, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z) || pressed(ui, Modifiers::COMMAND, Key::Y);
    if redo {
        ctx.commands.send(Command::Redo);
    } else if pressed(ui, Modifiers::COMMAND, Key::Z) {
        ctx.commands.send(Command::Undo);
    }
}

/// Was the search field asked for?
pub(super) fn search_asked(ui: &Ui) -> bool {
    if is_composing(ui) || is_dialog_open(ui.ctx()) {
        return false;
    }
    pressed(ui, Modifiers::COMMAND, Key::K) || pressed(ui, Modifiers::COMMAND, Key::F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zoom_goes_by_steps_and_stops_at_both_ends() {
        assert_eq!(next_zoom(100, true), 110, "larger");
        assert_eq!(next_zoom(117, false), 110, "from between");
        assert_eq!((next_zoom(200, true), next_zoom(80, false)), (200, 80), "the ends");
    }
}
