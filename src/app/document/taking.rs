//! What packages bring into the open ledger, and the hand-out a unit's copy is held under.

use super::{Document, Saved};
use crate::{domain::EditRef, store::ledger_write::LedgerContent};

impl Document {
    /// Works on the content in memory alone; nothing of it is written anywhere.
    pub(in crate::app) fn with_content<R>(&mut self, work: impl FnOnce(LedgerContent) -> (LedgerContent, R)) -> R {
        let (content, result) = work(std::mem::take(&mut self.content));
        self.content = content;
        self.revision += 1;
        result
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
