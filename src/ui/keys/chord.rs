//! Keys pressed together, and how they are written.

use egui::{Key, KeyboardShortcut, Modifiers, Ui};

/// Keys pressed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// Ctrl, Shift, Alt.
    pub held: Modifiers,
    /// The key itself.
    pub key: Key,
}

impl Chord {
    /// A key alone.
    pub const fn plain(key: Key) -> Self {
        Self { held: Modifiers::NONE, key }
    }

    /// With Ctrl.
    pub const fn ctrl(key: Key) -> Self {
        Self { held: Modifiers::COMMAND, key }
    }

    /// With Shift.
    pub const fn shift(key: Key) -> Self {
        Self { held: Modifiers::SHIFT, key }
    }

    /// With Ctrl and Shift.
    pub const fn ctrl_shift(key: Key) -> Self {
        Self { held: Modifiers::COMMAND.plus(Modifiers::SHIFT), key }
    }

    /// With Alt.
    pub const fn alt(key: Key) -> Self {
        Self { held: Modifiers::ALT, key }
    }

    /// Was it pressed? Then nobody else sees it.
    pub fn pressed(self, ui: &Ui) -> bool {
        let shortcut = KeyboardShortcut::new(self.held, self.key);
        ui.input_mut(|input| input.consume_shortcut(&shortcut))
    }
}

/// A chord as a menu writes it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other keys are called by their usual names")]
pub fn written(chord: Chord) -> String {
    let mut said = String::new();
    for (held, word) in
        [(chord.held.command || chord.held.ctrl, "Ctrl+"), (chord.held.shift, "Shift+"), (chord.held.alt, "Alt+")]
    {
        if held {
            said.push_str(word);
        }
    }
    let key = match chord.key {
        Key::Plus | Key::Equals => "+",
        Key::Minus => "-",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Escape => "Esc",
        Key::PageUp => "PgUp",
        Key::PageDown => "PgDn",
        other => other.name(),
    };
    said.push_str(key);
    said
}
