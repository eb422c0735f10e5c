//! What the page 交换 asks about copies.

use std::path::PathBuf;

use crate::app::{
    merge::{MergePreview, MergeSource, Receipt},
    state::App,
};

/// What stands on the page 交换 about copies.
impl App {
    /// A copy being previewed, and where it came from.
    pub fn merge_preview(&self) -> Option<(&MergeSource, &MergePreview)> {
        self.merging.shown.as_deref().map(|(source, preview)| (source, preview))
    }

    /// Counts up with every preview shown, so that what is worked out of one is not taken for another's.
    pub fn preview_number(&self) -> u64 {
        self.merging.n_previews
    }

    /// The receipt of the merge just done, until it is put away.
    pub fn merge_done(&self) -> Option<&Receipt> {
        self.merging.done.as_deref()
    }

    /// The receipts of earlier merges of this ledger on this computer, the newest first.
    pub fn receipts(&self) -> &[Receipt] {
        &self.merging.found.receipts
    }

    /// How many changes this computer remembers that the open copy lacks.
    pub fn lacking(&self) -> usize {
        self.merging.found.lacking.len()
    }

    /// Copies beside the ledger with changes it lacks, and how many.
    pub fn conflict_copies(&self) -> &[(PathBuf, usize)] {
        &self.merging.found.copies
    }

    /// The folder of the older copies that this computer keeps of the open ledger.
    pub fn older_copies(&self) -> Option<PathBuf> {
        let document = self.document.as_ref().filter(|document| !document.is_read_only())?;
        Some(self.data.generations(&document.id().to_string())).filter(|folder| folder.is_dir())
    }

    /// How many changes of this ledger the computer remembers, and in how many bytes.
    pub fn remembered(&self) -> (usize, u64) {
        self.merging.found.remembered
    }

    /// Whether a copy is being read.
    pub fn is_reading_copy(&self) -> bool {
        self.merging.reading.is_some() || self.merging.undoing.is_some()
    }

    /// Whether the ledger as it was before a merge is still being written to the older copies.
    pub fn is_keeping_copy(&self) -> bool {
        self.merging.keeping.is_some()
    }

    /// Whether this computer is still looking for what the ledger lacks.
    pub fn is_looking_beside(&self) -> bool {
        self.merging.looking.is_some()
    }

    /// Whether the files of this computer are being cleaned of what was erased.
    pub fn is_scrubbing(&self) -> bool {
        self.merging.scrubbing.is_some()
    }
}
