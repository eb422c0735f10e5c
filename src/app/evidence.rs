//! Evidence: files taken in by hash, found again, opened, shown.

use super::{command::Command, state::App};

impl App {
    pub(super) fn run_evidence(&mut self, _command: Command) {}
}
