//! The file a document was read from: whether it is known to be whole.

use super::{Document, NotDone};
use crate::store::ledger_quick::Verdict;

impl Document {
    /// The file it was read from is still being looked through.
    pub fn wait_for(&mut self, verdict: Verdict) {
        self.verdict = Some(verdict);
    }

    /// Whether the file it was read from is known to be whole.
    pub fn is_verified(&self) -> bool {
        self.verdict.is_none()
    }

    /// Waits until the file is known to be whole; one that is not may only be read.
    pub fn verify(&mut self) -> Result<(), NotDone> {
        if let Some(verdict) = self.verdict.take() {
            self.revision += 1;
            let Some(mark) = verdict.wait(&self.content.history) else {
                self.journal = None;
                return Err(NotDone::ReadOnly);
            };
            self.known = Some(mark);
        }
        self.look_back_now();
        Ok(())
    }
}
