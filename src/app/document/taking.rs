//! What packages bring into the open ledger, and the hand-out a unit's copy is held under.

use chrono::NaiveDateTime;

use super::{Document, Saved};
use crate::{domain::EditRef, store::ledger_write::LedgerContent};

impl Document {
    /// Takes in what a package brought; the file does not hold it yet. Returns how many changes were new.
    pub fn take_in(&mut self, other: &LedgerContent, now: NaiveDateTime) -> usize {
        let taken = self.absorb(other);
        if taken > 0 {
            self.saved = Saved::InJournal;
            self.last_edit = Some(now);
        }
        taken
    }

    /// From now on this copy is held under another hand-out.
    pub fn hold_under(&mut self, grant: Option<EditRef>) {
        if self.content.ledger.grant != grant {
            self.content.ledger.grant = grant;
            self.saved = Saved::InJournal;
            self.revision += 1;
        }
    }
}
