//! Taking back and doing again, as the history tells it.

use super::{
    history::History,
    ids::{ChangeId, DeviceId},
    in_order::{Mark, Place},
};

impl History {
    /// What a change is in the end about: an undo and a redo are about the change that first did it.
    pub fn turn(&self, change: ChangeId) -> (Turn, ChangeId) {
        let (mut turn, mut at) = (Turn::Done, change);
        while let Some(target) = self.undone_by(at) {
            turn = if turn == Turn::Undone { Turn::Redone } else { Turn::Undone };
            at = target;
        }
        (turn, at)
    }

    fn undone_by(&self, change: ChangeId) -> Option<ChangeId> {
        match self.own(change) {
            Some(own) => own.header.undoes,
            None => self.shelf().and_then(|shelf| shelf.undone_by(change)),
        }
    }

    /// What undo and redo would take back next, for one typist on one computer.
    pub fn undo_cursor(&self, author: &str, device: DeviceId) -> UndoCursor {
        let (mut undo, mut redo): (Vec<ChangeId>, Vec<ChangeId>) = (Vec::new(), Vec::new());
        let own = |mark: &Mark<'_>| mark.author == author && mark.device == device;
        for change in self.places().filter_map(Place::mark).filter(own) {
            match change.undoes {
                Some(target) if undo.last() == Some(&target) => {
                    undo.pop();
                    redo.push(change.id);
                }
                Some(target) if redo.last() == Some(&target) => {
                    redo.pop();
                    undo.push(change.id);
                }
                Some(_) | None => {
                    undo.push(change.id);
                    redo.clear();
                }
            }
        }
        UndoCursor { undo: undo.last().copied(), redo: redo.last().copied() }
    }
}

/// Whether a change does something, takes it back, or does it again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// It does something.
    #[default]
    Done,
    /// It takes something back (撤销).
    Undone,
    /// It does again what was taken back (重做).
    Redone,
}

/// What undo and redo would take back next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoCursor {
    /// The change undo takes back.
    pub undo: Option<ChangeId>,
    /// The undo that redo takes back.
    pub redo: Option<ChangeId>,
}
