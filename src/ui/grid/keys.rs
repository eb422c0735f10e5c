//! The keys of the grid, before its text field sees them.
//!
//! While an input method composes, every key is its own. What is typed and what acts keep their order, also when a
//! slow frame brings several at once: the rest then waits for the next frame.

#![expect(clippy::wildcard_enum_match_arm, reason = "of the many keys and events a few act")]

use egui::{Event, Key, Modifiers, Ui};

use crate::{
    app::{
        Command, Page,
        grid::{Direction, Motion, Selection, Spot},
    },
    ui::{
        composition::{hold_composition_keys, is_composing},
        dialog::is_dialog_open,
        keys::{Deed, Place, asked, deed_at},
    },
};

use super::{GridDraft, Here, MenuDeed, ask::Ask, cell_edit::CellEdit, deeds, editor, from_menu};

/// Something the keyboard asked of the grid.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Go(Motion, bool),
    /// Enter and Tab: `true` backwards.
    Enter(bool),
    Tab(bool),
    /// Ctrl+Enter: fills the block while a cell is edited, else opens the issue.
    FillOrOpen,
    Escape,
    Edit,
    Empty,
    Clear,
    Copy,
    Paste(String),
    FillDown,
    Replace,
    All,
    Undo,
    Redo,
    /// Up (`true`) or down in the list under the editor.
    List(bool),
}

impl Asked {
    /// After these the next keys may mean something else.
    fn changes_the_hand(&self) -> bool {
        match self {
            Self::Enter(_) | Self::Tab(_) | Self::FillOrOpen | Self::Escape | Self::Edit | Self::Empty => true,
            Self::Go(..)
            | Self::Clear
            | Self::Copy
            | Self::Paste(_)
            | Self::FillDown
            | Self::Replace
            | Self::All
            | Self::Undo
            | Self::Redo
            | Self::List(_) => false,
        }
    }
}

/// Takes what was pressed while the grid has the keyboard. `page` is how many rows are in sight.
pub(in crate::ui) fn keys(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, page: usize) {
    if !has_keyboard(here, ui, draft) {
        draft.later.clear();
        return;
    }
    hold_composition_keys(ui, here.field());
    if is_composing(ui) {
        return;
    }
    if draft.edit.is_none() {
        from_palette(here, ui, draft);
    }
    for asked in take(ui, draft, page) {
        match draft.edit {
            Some(_) => editing(here, ui, draft, &asked),
            None => standing(here, ui, draft, asked),
        }
    }
    if !draft.later.is_empty() {
        ui.ctx().request_repaint();
    }
}

/// Has the grid the keyboard? It takes it where nobody has it and a cell is chosen.
fn has_keyboard(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) -> bool {
    if draft.is_asking() || is_dialog_open(ui.ctx()) {
        return false;
    }
    let focused = ui.memory(egui::Memory::focused);
    let editing = draft.is_editing();
    if !editing && egui::Popup::is_any_open(ui.ctx()) {
        return false;
    }
    if focused == Some(here.id) {
        // Tab brought the keyboard here: the cursor shows where it is.
        let start = || Selection::at(Spot { row: 0, column: 1.min(here.columns.len().saturating_sub(1)) });
        let selection = draft.selection.unwrap_or_else(start).kept_on(&here.ground());
        if let Some(selection) = selection {
            draft.select(here, ui, selection);
        }
        return true;
    }
    if focused.is_none() && draft.selection.is_some() {
        ui.memory_mut(|memory| memory.request_focus(here.field()));
    }
    focused.is_none() || focused == Some(here.field())
}

/// Takes the keys that act out of the events; typed text stays for the text field.
fn take(ui: &Ui, draft: &mut GridDraft, page: usize) -> Vec<Asked> {
    let hand = Hand {
        editing: draft.is_editing(),
        arrows_leave: draft.edit.as_ref().is_some_and(CellEdit::arrows_leave),
        has_list: draft.edit.as_ref().is_some_and(CellEdit::has_list),
        any: draft.selection.is_some(),
        page,
    };
    let waiting = std::mem::take(&mut draft.later);
    let later = &mut draft.later;
    ui.input_mut(|input| {
        let new = std::mem::take(&mut input.events);
        let (mut asked, mut typed, mut full) = (Vec::new(), false, false);
        for event in waiting.into_iter().chain(new) {
            let own = asked_by(&event, hand);
            let typing = is_typing(&event);
            if (full && (own.is_some() || typing)) || (own.is_some() && typed) {
                full = true;
                later.push(event);
            } else if let Some(own) = own {
                full = own.changes_the_hand();
                asked.push(own);
            } else {
                typed |= typing;
                input.events.push(event);
            }
        }
        asked
    })
}

fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Ime(_) | Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. }
    )
}

/// What decides what a key means.
#[derive(Clone, Copy)]
struct Hand {
    editing: bool,
    arrows_leave: bool,
    has_list: bool,
    any: bool,
    page: usize,
}

fn asked_by(event: &Event, hand: Hand) -> Option<Asked> {
    match event {
        Event::Copy | Event::Cut if !hand.editing && hand.any => Some(Asked::Copy),
        Event::Paste(text) if !hand.editing => Some(Asked::Paste(text.clone())),
        Event::Key { key, pressed: true, modifiers, .. } if hand.editing => while_editing(*key, *modifiers, hand),
        Event::Key { key, pressed: true, modifiers, .. } => while_standing(*key, *modifiers, hand),
        _ => None,
    }
}

fn direction(key: Key) -> Option<Direction> {
    Some(match key {
        Key::ArrowLeft => Direction::Left,
        Key::ArrowRight => Direction::Right,
        Key::ArrowUp => Direction::Up,
        Key::ArrowDown => Direction::Down,
        _ => return None,
    })
}

fn while_editing(key: Key, modifiers: Modifiers, hand: Hand) -> Option<Asked> {
    let plain = modifiers.is_none();
    match key {
        Key::Enter if modifiers.command => Some(Asked::FillOrOpen),
        Key::Enter if !modifiers.alt => Some(Asked::Enter(modifiers.shift)),
        Key::Tab => Some(Asked::Tab(modifiers.shift)),
        Key::Escape => Some(Asked::Escape),
        Key::F2 => Some(Asked::Edit),
        Key::ArrowUp | Key::ArrowDown if hand.has_list && plain => Some(Asked::List(key == Key::ArrowUp)),
        _ if plain && hand.arrows_leave => direction(key).map(|to| Asked::Go(Motion::Step(to), false)),
        _ => None,
    }
}

/// What a deed of the table of keys asks of the grid.
fn of_deed(deed: Deed, hand: Hand) -> Option<Asked> {
    Some(match deed {
        Deed::SelectAll => Asked::All,
        Deed::Replace => Asked::Replace,
        _ if !hand.any => return None,
        Deed::EditCell => Asked::Edit,
        Deed::OpenRow => Asked::FillOrOpen,
        Deed::FillDown => Asked::FillDown,
        Deed::ClearCells => Asked::Clear,
        _ => return None,
    })
}

/// Does what was chosen for the grid in the command palette.
fn from_palette(here: Here<'_>, ui: &Ui, draft: &mut GridDraft) {
    let hand = Hand { editing: false, arrows_leave: false, has_list: false, any: draft.selection.is_some(), page: 1 };
    for deed in [Deed::SelectAll, Deed::Replace, Deed::EditCell, Deed::OpenRow, Deed::FillDown, Deed::ClearCells] {
        if asked(ui.ctx(), deed)
            && let Some(asked) = of_deed(deed, hand)
        {
            standing(here, ui, draft, asked);
        }
    }
    for (deed, menu) in [(Deed::CopyCells, MenuDeed::Copy), (Deed::PasteCells, MenuDeed::Paste)] {
        if asked(ui.ctx(), deed) {
            from_menu(here, ui, draft, menu);
        }
    }
}

fn while_standing(key: Key, modifiers: Modifiers, hand: Hand) -> Option<Asked> {
    if modifiers.alt {
        return None;
    }
    let (shift, command) = (modifiers.shift, modifiers.command);
    if let Some(to) = direction(key) {
        return Some(Asked::Go(if command { Motion::Edge(to) } else { Motion::Step(to) }, shift));
    }
    if let Some(asked) = deed_at(Place::Grid, key, modifiers).and_then(|deed| of_deed(deed, hand)) {
        return Some(asked);
    }
    let asked = match (key, command) {
        (Key::Home, true) => Asked::Go(Motion::Start, shift),
        (Key::End, true) => Asked::Go(Motion::End, shift),
        (Key::Home, false) => Asked::Go(Motion::RowStart, shift),
        (Key::End, false) => Asked::Go(Motion::RowEnd, shift),
        (Key::PageUp, false) => Asked::Go(Motion::PageUp(hand.page), shift),
        (Key::PageDown, false) => Asked::Go(Motion::PageDown(hand.page), shift),
        (Key::Z, true) => {
            if shift {
                Asked::Redo
            } else {
                Asked::Undo
            }
        }
        (Key::Y, true) => Asked::Redo,
        _ if !hand.any => return None,
        (Key::Enter, false) => Asked::Enter(shift),
        (Key::Tab, false) => Asked::Tab(shift),
        (Key::Escape, false) => Asked::Escape,
        (Key::Backspace, false) => Asked::Empty,
        _ => return None,
    };
    Some(asked)
}

/// A key while a cell is only chosen.
fn standing(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, asked: Asked) {
    let ground = here.ground();
    match asked {
        Asked::Undo => return here.ctx.commands.send(Command::Undo),
        Asked::Redo => return here.ctx.commands.send(Command::Redo),
        Asked::Replace => return draft.ask = Some(Ask::replace(here, draft)),
        Asked::Paste(text) => return deeds::paste(here, ui, draft, &text),
        Asked::All => {
            let all = Selection::all(&ground, draft.selection.map(|it| it.cursor()));
            let Some(all) = all else { return };
            draft.select(here, ui, all);
            draft.scroll = false;
            return;
        }
        _ => {}
    }
    let Some(mut selection) = draft.selection else {
        // The first key brings the cursor.
        let start = Selection::at(Spot { row: 0, column: 1.min(here.columns.len().saturating_sub(1)) });
        if let Some(start) = start.kept_on(&ground) {
            draft.select(here, ui, start);
        }
        return;
    };
    match asked {
        Asked::Go(motion, extend) => selection.go(motion, extend, &ground),
        Asked::Tab(back) => selection.tab(back, &ground),
        Asked::Enter(true) => selection.enter(true, &ground),
        Asked::Enter(false) | Asked::Edit => return editor::begin(here, ui, draft, false),
        Asked::Empty => return editor::begin(here, ui, draft, true),
        Asked::FillOrOpen => return open(here, draft),
        Asked::Escape if selection.is_one() => return draft.let_go(here, ui),
        Asked::Escape => selection = Selection::at(selection.cursor()),
        Asked::Copy => return deeds::copy(here, ui, selection),
        Asked::FillDown => return deeds::fill_down(here, draft, selection),
        Asked::Clear => return deeds::fill_with(here, draft, selection, ""),
        Asked::Paste(_) | Asked::Undo | Asked::Redo | Asked::Replace | Asked::All | Asked::List(_) => return,
    }
    draft.select(here, ui, selection);
}

fn open(here: Here<'_>, draft: &GridDraft) {
    if let Some(issue) = draft.issue() {
        here.ctx.commands.send(Command::Go(Page::Issue(issue)));
    }
}

/// A key while a cell is typed into.
fn editing(here: Here<'_>, ui: &Ui, draft: &mut GridDraft, asked: &Asked) {
    let ground = here.ground();
    match asked {
        Asked::Escape => editor::cancel(here, ui, draft),
        Asked::Edit => editor::stay(draft),
        Asked::List(up) => editor::move_in_list(draft, *up),
        Asked::FillOrOpen => editor::fill(here, ui, draft),
        Asked::Enter(_) if editor::extends(here, ui, draft) => {}
        Asked::Enter(_) | Asked::Tab(_) | Asked::Go(..) => {
            let Some(mut selection) = draft.selection.filter(|_| editor::commit(here, ui, draft)) else {
                return;
            };
            match asked {
                Asked::Enter(back) => selection.enter(*back, &ground),
                Asked::Tab(back) => selection.tab(*back, &ground),
                Asked::Go(motion, _) => selection.go(*motion, false, &ground),
                _ => {}
            }
            draft.select(here, ui, selection);
        }
        Asked::Empty
        | Asked::Clear
        | Asked::Copy
        | Asked::Paste(_)
        | Asked::FillDown
        | Asked::Replace
        | Asked::All
        | Asked::Undo
        | Asked::Redo => {}
    }
}
