//! Importing a plan: read, preview, take as one change.
//!
//! ```text
//! file or text -> job -> report -> choices proposed, changed by the clerk -> one batch -> one change
//! ```
#![expect(clippy::wildcard_enum_match_arm, reason = "only the commands of importing arrive here")]

mod actions;
mod cell;
mod choices;
mod deadlines;
mod guess;
mod identity;
mod names;
mod numbers;
mod preview;
mod progress;
mod roles;
mod session;
mod source;
#[cfg(test)]
mod tests;

use std::{path::Path, sync::Arc};

pub use crate::exchange::plan::{
    LineFault, PlanItem, PlanMeasure, PlanReport, PlanRole, PlanTarget, PlanUnit, words as plan_words,
};
pub use actions::plan_actions;
pub use cell::measures_of_cell;
pub use choices::{
    DeadlineChoice, ImportChange, ImportChoices, ItemChoice, ItemRole, NewInspection, TargetInspection, UnitChoice,
};
pub use guess::UnitMatch;
pub(in crate::app) use guess::{guess_category, guess_inspection_of_title, match_unit};
pub use identity::{ItemState, KnownItem, inspection_id};
pub(in crate::app) use names::Names;
pub use names::is_a_name;
pub(in crate::app) use names::unit_choice;
pub use preview::{ImportPreview, ItemPreview, UnitPreview};
pub use progress::rating_of;
pub(in crate::app) use roles::Roles;
pub use session::{ImportSession, PlanFailure, ReadPlan, read_source, source_of_bytes};

use crate::store::{Doing, StoreError};

use super::{
    command::{Command, Page},
    document::LongDeed,
    jobs::{Job, JobProgress},
    long_change::{After, IN_A_FRAME},
    notice::NoticeKind,
    sheet_import::{SheetCommand, is_sheet_path},
    state::App,
};

/// What the program proposes for a plan: for the command line, which asks nobody.
pub fn proposed_choices(read: &ReadPlan, ledger: &crate::domain::ledger::Ledger) -> ImportChoices {
    ImportChoices::proposed(&read.report, &session::opening(read), ledger)
}

impl App {
    /// The plan being imported.
    pub fn import(&self) -> Option<&ImportSession> {
        self.import.as_ref()
    }

    pub(super) fn run_import(&mut self, command: Command) {
        match command {
            Command::ReadPlan(path) if is_sheet_path(&path) => self.run_sheets(SheetCommand::Read(vec![path])),
            Command::ReadPlan(path) => self.start_reading(session::PlanOrigin::File(path)),
            Command::ReadPlanText(text) => self.start_reading(session::PlanOrigin::Pasted(text)),
            Command::TakePlan => self.take_plan(),
            Command::DropPlan => self.import = None,
            Command::ChangeImport(change) => self.change_import(change),
            _ => {}
        }
    }

    fn start_reading(&mut self, origin: session::PlanOrigin) {
        if self.document.is_none() {
            return;
        }
        let path = match &origin {
            session::PlanOrigin::File(path) => path.clone(),
            session::PlanOrigin::Pasted(_) => std::path::PathBuf::new(),
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let started = Job::start("read plan", self.clock.instant, Arc::clone(&self.wake), move |report| {
            session::read(&origin, report)
        });
        match started {
            Ok(job) => {
                self.sheets = None;
                self.import = Some(ImportSession::reading(name.unwrap_or_default(), job));
                self.run(Command::Go(Page::Import));
            }
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Read, Path::new(&path), error))),
        }
    }

    /// How far reading a plan has come, once it has lasted long enough to be worth a word.
    pub fn reading_plan(&self) -> Option<JobProgress> {
        self.import.as_ref()?.job()?.shown(self.clock.instant)
    }

    /// Stops reading a plan: nothing was taken in, so nothing is left behind.
    pub(super) fn stop_reading(&mut self) {
        if self.import.as_ref().is_some_and(|import| import.job().is_some()) {
            self.import = None;
        }
    }

    /// Takes what the reading job has brought; called once a frame.
    pub(super) fn poll_import(&mut self) {
        let (Some(import), Some(document)) = (self.import.as_mut(), self.document.as_ref()) else {
            return;
        };
        import.poll(document.ledger());
    }

    fn change_import(&mut self, change: ImportChange) {
        if let (Some(import), Some(document)) = (self.import.as_mut(), self.document.as_ref()) {
            import.change(change, document.ledger());
        }
    }

    fn take_plan(&mut self) {
        if self.is_taking_in() {
            return;
        }
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let (Some(import), Some(document)) = (self.import.as_ref(), self.document.as_mut()) else {
            return;
        };
        let preview = import.preview(document.ledger());
        let action = import.actions(document.ledger());
        if action.n_single() > IN_A_FRAME {
            return self.do_long(LongDeed::Act(Arc::new(action)), After::Plan { taken: preview.n_taken() });
        }
        match document.act(&action, &who, clock) {
            Ok(_) => {
                self.import = None;
                self.tell(NoticeKind::Imported(preview.n_taken()));
                self.run(Command::Go(Page::Issues));
            }
            Err(not_done) => self.tell_not_done(not_done),
        }
    }
}
