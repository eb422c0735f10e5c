//! The one-page picture of 总览, for printing and for a slide.

use std::path::PathBuf;

use super::{jobs::Job, state::App};
use crate::store::StoreError;

/// The picture being made.
pub(super) type PictureJob = (PathBuf, Job<Result<(), StoreError>>);

impl App {
    pub(super) fn save_overview_picture(&mut self, path: PathBuf) {
        drop(path);
    }

    pub(super) fn take_overview_picture(&mut self) {
        self.picture_job = None;
    }
}
