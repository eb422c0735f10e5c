//! Importing spreadsheets: read, mapping looked at and corrected, dry run, taken as one change.
//!
//! ```text
//! files -> job -> workbooks -> columns proposed, corrected -> rows compared -> one batch -> one change
//! ```

mod ahead;
mod choices;
mod complaint;
mod complaint_cells;
mod deadline;
mod desk;
mod fault;
mod issue;
mod matching;
mod measures;
mod note;
mod origin;
mod outcome;
mod report;
mod said;
mod session;
#[cfg(test)]
mod tests;
mod update;
mod who;
mod work;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use crate::exchange::{
    columns::{Band, Field, Guess, Mapping, TableKind, Why, find_band, heads, words as column_words},
    sheet::{
        Cell as SheetCell, CsvOptions, Encoding, Sheet as SheetView, SheetError, cell_name, column_name,
        csv::DELIMITERS, looks_like_sheet, words as sheet_words,
    },
};
pub use choices::{Decision, KeptColumns, MOST_KEPT, SheetChange, SheetChoice, SheetChoices, SheetKey};
pub use fault::{FaultWhat, SheetFault};
pub use origin::{ABOUT_SHEET, Origin, read_month};
pub use outcome::{FieldChange, Outcome, RowOutcome, RowState};
pub use report::{report_sheets, write_reports};
pub use said::{month as month_words, said};
pub use session::{SheetFailure, SheetSession, file_of_bytes, read_file};
pub use work::{SheetFile, work_out};

use crate::{
    domain::{UnitId, record::Month},
    store::{Doing, StoreError, safe_write::safe_write},
};

use super::{
    command::{Command, Page},
    document::LongDeed,
    export::Lost,
    jobs::Job,
    long_change::{After, IN_A_FRAME},
    notice::NoticeKind,
    state::App,
};

/// The name of the form that units fill in (填报表).
pub use crate::exchange::report_sheet::FORM as REPORT_FORM;

/// What the user can ask for about spreadsheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCommand {
    /// Asks which spreadsheets to read.
    Ask,
    /// Reads spreadsheets for preview.
    Read(Vec<PathBuf>),
    /// Reads text files again in another encoding, with another delimiter.
    ReadAs(CsvOptions),
    /// Takes in one decision.
    Change(SheetChange),
    /// Takes everything into the ledger as one change.
    Take,
    /// Leaves the preview; nothing was changed.
    Drop,
    /// Asks into which folder the sheets that units fill in for a month should go; no units: all.
    AskReports(Month, Vec<UnitId>),
    /// Writes the sheets that units fill in for a month.
    WriteReports(PathBuf, Month, Vec<UnitId>),
    /// Asks where a text should go, under this name, then writes it.
    AskSaveText(String, String),
    /// Writes a text for use outside the program, such as the list of faults.
    SaveText(PathBuf, String),
}

/// The endings by which spreadsheets are known before they are read.
pub const ENDINGS: [&str; 8] = ["xlsx", "xlsm", "xls", "et", "ods", "csv", "tsv", "xlsb"];

/// Whether a file is read as a spreadsheet, by the ending of its name.
pub fn is_sheet_path(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

impl App {
    /// The spreadsheets being imported.
    pub fn sheet_import(&self) -> Option<&SheetSession> {
        self.sheets.as_ref()
    }

    pub(super) fn run_sheets(&mut self, command: SheetCommand) {
        match command {
            SheetCommand::Ask | SheetCommand::AskReports(..) | SheetCommand::AskSaveText(..) => {}
            SheetCommand::WriteReports(folder, month, units) => self.write_reports(&folder, month, &units),
            SheetCommand::Read(paths) => self.read_sheets(paths, CsvOptions::default()),
            SheetCommand::ReadAs(csv) => {
                let paths = self.sheets.as_ref().map(|session| session.paths().to_vec()).unwrap_or_default();
                self.read_sheets(paths, csv);
            }
            SheetCommand::Change(change) => {
                if let Some(session) = self.sheets.as_mut() {
                    session.change(change, &self.settings.sheet_columns);
                }
                self.poll_sheets();
            }
            SheetCommand::Take => self.take_sheets(),
            SheetCommand::Drop => self.sheets = None,
            SheetCommand::SaveText(path, text) => match safe_write(&path, text.as_bytes()) {
                Ok(_) => self.tell(NoticeKind::Exported(path, Lost::default())),
                Err(error) => self.tell(NoticeKind::Failed(error)),
            },
        }
    }

    fn read_sheets(&mut self, paths: Vec<PathBuf>, csv: CsvOptions) {
        let Some(first) = paths.first().cloned().filter(|_| self.document.is_some()) else {
            return;
        };
        let asked = paths.clone();
        let started = Job::start("read sheets", self.clock.instant, Arc::clone(&self.wake), move |report| {
            session::read(&asked, csv, report)
        });
        match started {
            Ok(job) => {
                self.import = None;
                self.sheets = Some(SheetSession::reading(paths, csv, job));
                self.run(Command::Go(Page::Import));
            }
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Read, &first, error))),
        }
    }

    fn write_reports(&mut self, folder: &Path, month: Month, units: &[UnitId]) {
        let sheets = self.ledger().map(|ledger| report_sheets(ledger, units, month)).unwrap_or_default();
        match write_reports(folder, &sheets) {
            Ok(written) => self.tell(NoticeKind::ReportsWritten(folder.to_owned(), written.len())),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Stops reading spreadsheets: nothing was taken in, so nothing is left behind.
    pub(super) fn stop_sheets(&mut self) {
        if self.sheets.as_ref().is_some_and(|session| session.reading_job().is_some() || session.is_comparing()) {
            self.sheets = None;
        }
    }

    /// Takes what jobs have brought; called once a frame.
    pub(super) fn poll_sheets(&mut self) {
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let (Some(session), Some(document)) = (self.sheets.as_mut(), self.document.as_ref()) else {
            return;
        };
        let with = session::CompareWith {
            ledger: document.ledger(),
            revision: document.revision(),
            context: document.context(&who, clock),
            now: clock.instant,
            wake: &self.wake,
        };
        session.poll(&with, &self.settings.sheet_columns);
    }

    fn take_sheets(&mut self) {
        self.poll_sheets();
        if self.is_taking_in() {
            return;
        }
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        let (Some(session), Some(document)) = (self.sheets.as_ref(), self.document.as_mut()) else {
            return;
        };
        let Some(outcome) = session.current_outcome(document.revision()).cloned().filter(|_| !session.is_comparing())
        else {
            return;
        };
        let kept = session.chosen_columns();
        let complaints = outcome.rows.iter().any(|row| row.complaint.is_some());
        let page = if complaints { Page::Complaints } else { Page::Issues };
        if outcome.action.len() > IN_A_FRAME {
            let after = After::Sheets { kept, taken: outcome.n_taken(), page };
            return self.do_long(LongDeed::All(Arc::clone(&outcome.action)), after);
        }
        match document.act(&session.action(), &who, clock) {
            Ok(_) => {
                self.sheets = None;
                self.keep_columns(kept);
                self.tell(NoticeKind::Imported(outcome.n_taken()));
                self.run(Command::Go(page));
            }
            Err(not_done) => self.tell_not_done(not_done),
        }
    }

    /// Remembers choices of columns, the latest first.
    pub(super) fn keep_columns(&mut self, kept: Vec<KeptColumns>) {
        if kept.is_empty() {
            return;
        }
        let all = &mut self.settings.sheet_columns;
        for one in kept {
            all.retain(|known| known.heads != one.heads);
            all.insert(0, one);
        }
        all.truncate(MOST_KEPT);
        self.save_settings();
    }
}
