//! Importing a plan: read, preview, take as one change.

use super::{command::Command, state::App};

/// A plan that was read and waits to be taken.
#[derive(Clone, Debug, Default)]
pub struct ImportSession {}

impl App {
    pub(super) fn run_import(&mut self, _command: Command) {}
}
