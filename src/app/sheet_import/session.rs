//! Spreadsheets being imported: read in a job, looked at, changed by the clerk, taken or dropped.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use chrono::{Datelike as _, NaiveDate};

use crate::{
    app::{
        import::{ImportChoices, guess_inspection_of_title},
        jobs::{Job, JobEvent, JobReporter, Wake},
    },
    domain::{
        directory::Directory,
        ledger::Ledger,
        record::Month,
        rules::{Action, Context},
    },
    exchange::sheet::{CsvOptions, Excess, SheetError, limits::MAX_FILE, read_workbook},
    store::{Doing, StoreError},
};

use super::{
    choices::{Decision, KeptColumns, SheetChange, SheetChoice, SheetChoices},
    origin::{Origin, read_month},
    outcome::{Outcome, RowState},
    work::{SheetFile, work_out},
};

/// So many cells are compared within a frame; more are a job's work.
const IN_A_FRAME: usize = 20_000;

/// Why spreadsheets could not be read.
#[derive(Debug)]
pub enum SheetFailure {
    /// A file could not be read.
    File(StoreError),
    /// The bytes of the file of that name are no spreadsheet that can be taken.
    Format(String, SheetError),
    /// The reader broke off.
    Broken,
}

pub(super) type ReadEnd = Result<Vec<SheetFile>, SheetFailure>;

/// Spreadsheets being imported.
#[derive(Debug, Default)]
pub struct SheetSession {
    paths: Vec<PathBuf>,
    csv: CsvOptions,
    reading: Option<Job<ReadEnd>>,
    comparing: Option<Job<Option<Outcome>>>,
    failure: Option<SheetFailure>,
    files: Arc<Vec<SheetFile>>,
    choices: SheetChoices,
    version: u64,
    outcome: Option<Arc<Outcome>>,
    outcome_of: Option<(u64, u64)>,
    clock_confirmed: bool,
}

/// What comparing needs beside the files.
pub(super) struct CompareWith<'a> {
    pub ledger: &'a Ledger,
    pub revision: u64,
    pub context: Context,
    pub now: Instant,
    pub wake: &'a Wake,
}

impl SheetSession {
    /// Files that are being read.
    pub(super) fn reading(paths: Vec<PathBuf>, csv: CsvOptions, job: Job<ReadEnd>) -> Self {
        Self { paths, csv, reading: Some(job), ..Self::default() }
    }

    /// What a clerk of the command line has: files read already.
    pub fn of_files(files: Vec<SheetFile>, directory: &Directory, today: NaiveDate, kept: &[KeptColumns]) -> Self {
        let mut session = Self::default();
        session.take_files(files, directory, today, kept);
        session
    }

    /// The files that are read.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// How text files were asked to be read.
    pub fn csv(&self) -> CsvOptions {
        self.csv
    }

    /// The job that reads, while it does.
    pub fn reading_job(&self) -> Option<&Job<ReadEnd>> {
        self.reading.as_ref()
    }

    /// True while rows are compared in a job.
    pub fn is_comparing(&self) -> bool {
        self.comparing.is_some()
    }

    /// How far reading or comparing has come, once it is worth a word.
    pub fn progress(&self, now: Instant) -> Option<crate::app::jobs::JobProgress> {
        let reading = self.reading.as_ref().and_then(|job| job.shown(now));
        reading.or_else(|| self.comparing.as_ref().and_then(|job| job.shown(now)))
    }

    /// Why nothing was read.
    pub fn failure(&self) -> Option<&SheetFailure> {
        self.failure.as_ref()
    }

    /// What was read.
    pub fn files(&self) -> &[SheetFile] {
        &self.files
    }

    /// What the clerk decided.
    pub fn choices(&self) -> &SheetChoices {
        &self.choices
    }

    /// Grows with every decision.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What taking all comes to, as far as it is worked out; the last one known while it is worked out anew.
    pub fn outcome(&self) -> Option<&Arc<Outcome>> {
        self.outcome.as_ref()
    }

    /// The outcome where it is that of the present decisions and ledger.
    pub fn current_outcome(&self, revision: u64) -> Option<&Arc<Outcome>> {
        self.outcome.as_ref().filter(|_| self.outcome_of == Some((revision, self.version)))
    }

    /// The one action that takes everything.
    pub fn action(&self) -> Action {
        Action::Batch(self.outcome.as_ref().map(|outcome| outcome.action.as_ref().clone()).unwrap_or_default())
    }

    /// The same, with the session at its end: nothing of it stays in memory beside the action.
    pub fn into_action(self) -> Action {
        let outcome = self.outcome.map(Arc::unwrap_or_clone).unwrap_or_default();
        Action::Batch(Arc::unwrap_or_clone(outcome.action))
    }

    fn take_files(&mut self, files: Vec<SheetFile>, directory: &Directory, today: NaiveDate, kept: &[KeptColumns]) {
        let mut sheets = Vec::new();
        for (n, file) in files.iter().enumerate() {
            for (m, sheet) in file.book.sheets.iter().enumerate() {
                if sheet.name != super::ABOUT_SHEET && !sheet.is_empty() {
                    sheets.push(SheetChoice::proposed((n, m), sheet, &file.origin, kept));
                }
            }
        }
        let (title, month) = title_and_month(&files);
        let shared =
            ImportChoices { target: guess_inspection_of_title(&title, None, directory), ..ImportChoices::default() };
        let month_said = month.is_some();
        let month = month.unwrap_or_else(|| Month { year: today.year(), month: today.month() });
        self.choices = SheetChoices { sheets, shared, month, month_said, ..SheetChoices::default() };
        self.files = Arc::new(files);
        self.version += 1;
    }

    /// Takes a decision in.
    pub fn change(&mut self, change: SheetChange, kept: &[KeptColumns]) {
        let files = Arc::clone(&self.files);
        match change {
            SheetChange::Take(n, take) => self.sheet(n, |sheet| sheet.take = take),
            SheetChange::Kind(n, kind) => self.sheet(n, |sheet| {
                sheet.kind = kind;
                read_heads(sheet, &files, kept);
            }),
            SheetChange::Band(n, band) => self.sheet(n, |sheet| {
                sheet.band = Some(band);
                read_heads(sheet, &files, kept);
            }),
            SheetChange::Column(n, column, field) => self.sheet(n, |sheet| sheet.mapping.choose(column, field)),
            SheetChange::Target(target) => self.choices.shared.target = target,
            SheetChange::Month(month) => (self.choices.month, self.choices.month_said) = (month, true),
            SheetChange::Unit(name, choice) => drop(self.choices.shared.units.insert(name, choice)),
            SheetChange::Decide(key, row, decision) => drop(self.choices.decisions.insert((key, row), decision)),
            SheetChange::DecideAll(new) => self.decide_all(new),
            SheetChange::Correction(correction) => self.choices.correction = correction,
        }
        self.version += 1;
    }

    fn sheet(&mut self, n: usize, set: impl FnOnce(&mut SheetChoice)) {
        if let Some(sheet) = self.choices.sheets.get_mut(n) {
            set(sheet);
        }
    }

    fn decide_all(&mut self, new: bool) {
        let Some(outcome) = self.outcome.clone() else {
            return;
        };
        let decision = if new { Decision::New } else { Decision::Leave };
        for row in outcome.rows.iter().filter(|row| row.state == RowState::Undecided) {
            self.choices.decisions.insert((row.key, row.row), decision);
        }
    }

    /// The choices of columns a person made, to be remembered.
    pub fn chosen_columns(&self) -> Vec<KeptColumns> {
        let by_hand = |sheet: &&SheetChoice| {
            sheet.mapping.columns.iter().any(|guess| guess.why == crate::exchange::columns::Why::Chosen)
        };
        let taken = self.choices.sheets.iter().filter(|sheet| sheet.take).filter(by_hand);
        taken.map(|sheet| KeptColumns { heads: sheet.mapping.heads(), fields: sheet.mapping.names() }).collect()
    }

    /// Works the outcome out here and now.
    pub fn compare(&mut self, ledger: &Ledger, context: &Context) -> &Outcome {
        let outcome = work_out(&self.files, &self.choices, ledger, context, &|_, _| true);
        self.outcome = outcome.map(Arc::new);
        self.outcome.get_or_insert_default()
    }

    /// Takes what jobs have brought, and compares where something has changed.
    pub(super) fn poll(&mut self, with: &CompareWith<'_>, kept: &[KeptColumns]) {
        self.poll_reading(with, kept);
        self.poll_comparing();
        if self.clock_confirmed != with.context.clock_confirmed {
            self.clock_confirmed = with.context.clock_confirmed;
            self.version += 1;
        }
        let of = (with.revision, self.version);
        if self.files.is_empty() || self.outcome_of == Some(of) {
            return;
        }
        self.outcome_of = Some(of);
        self.comparing = None;
        if self.n_cells() <= IN_A_FRAME {
            self.compare(with.ledger, &with.context);
            return;
        }
        let (files, choices, ledger, context) =
            (Arc::clone(&self.files), self.choices.clone(), with.ledger.clone(), with.context.clone());
        let job = Job::start("compare sheets", with.now, Arc::clone(with.wake), move |report| {
            work_out(&files, &choices, &ledger, &context, &|done, total| report.goes_on(done, total))
        });
        match job {
            Ok(job) => self.comparing = Some(job),
            Err(_) => drop(self.compare(with.ledger, &with.context)),
        }
    }

    fn n_cells(&self) -> usize {
        let taken = self.choices.sheets.iter().filter(|sheet| sheet.take);
        let sheets = taken.filter_map(|choice| self.files.get(choice.key.0)?.book.sheets.get(choice.key.1));
        sheets.map(|sheet| sheet.rows.iter().map(Vec::len).sum::<usize>()).sum()
    }

    fn poll_reading(&mut self, with: &CompareWith<'_>, kept: &[KeptColumns]) {
        let events = self.reading.as_mut().map(Job::take_events).unwrap_or_default();
        for event in events {
            match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(Ok(files)) => {
                    self.take_files(files, &with.ledger.directory, with.context.today, kept);
                }
                JobEvent::Ended(Err(failure)) => self.failure = Some(failure),
                JobEvent::Failed(_) => self.failure = Some(SheetFailure::Broken),
            }
            self.reading = None;
        }
    }

    fn poll_comparing(&mut self) {
        let events = self.comparing.as_mut().map(Job::take_events).unwrap_or_default();
        for event in events {
            match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(Some(outcome)) => self.outcome = Some(Arc::new(outcome)),
                JobEvent::Ended(None) | JobEvent::Failed(_) => {}
            }
            self.comparing = None;
        }
    }
}

fn read_heads(sheet: &mut SheetChoice, files: &[SheetFile], kept: &[KeptColumns]) {
    let (file, n) = sheet.key;
    if let Some((file, book_sheet)) = files.get(file).and_then(|file| Some((file, file.book.sheets.get(n)?))) {
        sheet.read_heads(book_sheet, &file.origin, kept);
    }
}

/// The title over the first table, else the name of the file; and the month the files report on.
fn title_and_month(files: &[SheetFile]) -> (String, Option<Month>) {
    let said = files.iter().find_map(|file| file.origin.month);
    let Some(file) = files.first() else {
        return (String::new(), said);
    };
    let first = file.book.sheets.first();
    let title = first.map(|sheet| sheet.cell(0, 0).text().into_owned()).unwrap_or_default();
    let alone = first.is_some_and(|sheet| {
        sheet.rows.first().is_some_and(|row| row.iter().filter(|cell| !cell.is_blank()).count() == 1)
    });
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let title = if alone && title.chars().count() > 3 { title } else { stem.to_owned() };
    let month = said.or_else(|| read_month(&title)).or_else(|| read_month(stem));
    (title, month)
}

/// Reads files where the job runs.
pub(super) fn read(paths: &[PathBuf], csv: CsvOptions, report: &JobReporter<ReadEnd>) -> ReadEnd {
    let mut files = Vec::new();
    for path in paths {
        files.push(read_file(path, csv, &|done, total| report.goes_on(done, total))?);
    }
    Ok(files)
}

/// Reads one file.
pub fn read_file(
    path: &Path,
    csv: CsvOptions,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Result<SheetFile, SheetFailure> {
    let failed = |error| SheetFailure::File(StoreError::new(Doing::Read, path, error));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = std::fs::metadata(path).map_err(failed)?.len();
    if size > MAX_FILE as u64 {
        return Err(SheetFailure::Format(name, SheetError::TooMuch(Excess::File)));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    file_of_bytes(&name, &bytes, csv, goes_on)
}

/// Reads a file that is in memory.
pub fn file_of_bytes(
    name: &str,
    bytes: &[u8],
    csv: CsvOptions,
    goes_on: &dyn Fn(usize, usize) -> bool,
) -> Result<SheetFile, SheetFailure> {
    let book = read_workbook(bytes, csv, goes_on).map_err(|error| SheetFailure::Format(name.to_owned(), error))?;
    let origin = Origin::of(&book);
    Ok(SheetFile { name: name.to_owned(), book: Arc::new(book), origin })
}
