//! A plan being imported: read in a job, looked at, changed by the clerk, taken or dropped.

use std::path::Path;

use crate::{
    domain::{ledger::Ledger, rules::Action},
    exchange::{
        docx::{MAX_FILE, read_docx},
        error::ExchangeError,
        plan::{PlanReport, PlanSource, decode_text, plan_lines, read_plan},
    },
    store::{StoreError, read_at_most},
};

use super::{
    super::jobs::{Job, JobEvent, JobReporter},
    actions::plan_actions,
    choices::{ImportChange, ImportChoices},
    preview::ImportPreview,
};

/// A plan that was read, with its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadPlan {
    /// What the reader made of it.
    pub report: PlanReport,
    /// Its lines as the reader counts them, the first being 1.
    pub lines: Vec<String>,
}

/// Why a plan could not be read.
#[derive(Debug)]
pub enum PlanFailure {
    /// The file could not be read.
    File(StoreError),
    /// Its bytes are no plan document.
    Format(ExchangeError),
    /// The reader broke off.
    Broken,
}

/// Where a plan comes from.
#[derive(Clone, Debug)]
pub(super) enum PlanOrigin {
    File(std::path::PathBuf),
    Pasted(String),
}

pub(super) type ReadEnd = Result<ReadPlan, PlanFailure>;

/// A plan being imported.
#[derive(Debug, Default)]
pub struct ImportSession {
    name: String,
    job: Option<Job<ReadEnd>>,
    read: Option<ReadPlan>,
    failure: Option<PlanFailure>,
    choices: ImportChoices,
    version: u64,
}

impl ImportSession {
    /// A plan that is being read; `name` is its file's, empty for pasted text.
    pub(super) fn reading(name: String, job: Job<ReadEnd>) -> Self {
        Self { name, job: Some(job), ..Self::default() }
    }

    /// The name of its file; empty for pasted text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The job that reads it, while it does.
    pub fn job(&self) -> Option<&Job<ReadEnd>> {
        self.job.as_ref()
    }

    /// What was read.
    pub fn plan(&self) -> Option<&ReadPlan> {
        self.read.as_ref()
    }

    /// Why nothing was.
    pub fn failure(&self) -> Option<&PlanFailure> {
        self.failure.as_ref()
    }

    /// What the clerk decided.
    pub fn choices(&self) -> &ImportChoices {
        &self.choices
    }

    /// Grows with every decision: what is worked out of the session is worked out anew when it does.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What taking the plan comes to.
    pub fn preview(&self, ledger: &Ledger) -> ImportPreview {
        self.read.as_ref().map(|read| ImportPreview::of(&read.report, &self.choices, ledger)).unwrap_or_default()
    }

    /// What taking the plan means for the ledger.
    pub fn actions(&self, ledger: &Ledger) -> Action {
        match &self.read {
            Some(read) => plan_actions(&read.report, &self.choices, ledger),
            None => Action::Batch(Vec::new()),
        }
    }

    pub(super) fn change(&mut self, change: ImportChange, ledger: &Ledger) {
        if let Some(read) = &self.read {
            self.choices.change(&read.report, change, ledger);
            self.version += 1;
        }
    }

    /// Takes what the job has brought.
    pub(super) fn poll(&mut self, ledger: &Ledger) {
        let Some(job) = self.job.as_mut() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => continue,
                JobEvent::Ended(Ok(read)) => {
                    self.choices = ImportChoices::proposed(&read.report, &opening(&read), ledger);
                    self.read = Some(read);
                }
                JobEvent::Ended(Err(failure)) => self.failure = Some(failure),
                JobEvent::Failed(_) => self.failure = Some(PlanFailure::Broken),
            }
            self.job = None;
            self.version += 1;
            return;
        }
    }
}

/// The lines before the first item.
pub(super) fn opening(read: &ReadPlan) -> String {
    let first = read.report.items.first().map_or(usize::MAX, |item| item.line);
    read.lines.iter().take(first.saturating_sub(1)).map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// Reads a plan where the job runs.
pub(super) fn read(origin: &PlanOrigin, report: &JobReporter<ReadEnd>) -> ReadEnd {
    let source = match origin {
        PlanOrigin::Pasted(text) => source_of_text(text)?,
        PlanOrigin::File(path) => source_of_file(path)?,
    };
    if !report.goes_on(1, 2) {
        return Err(PlanFailure::Broken);
    }
    Ok(read_source(&source))
}

/// Reads a plan: what the reader makes of it, and its lines.
pub fn read_source(source: &PlanSource) -> ReadPlan {
    ReadPlan { report: read_plan(source), lines: plan_lines(source) }
}

/// What was pasted is bound as a text file is.
fn source_of_text(text: &str) -> Result<PlanSource, PlanFailure> {
    let text = decode_text(text.trim_end_matches('\0').as_bytes());
    text.map(PlanSource::Text).map_err(PlanFailure::Format)
}

fn source_of_file(path: &Path) -> Result<PlanSource, PlanFailure> {
    let bytes = read_at_most(path, MAX_FILE).map_err(PlanFailure::File)?;
    source_of_bytes(&bytes).map_err(PlanFailure::Format)
}

/// Tells a Word document from a text by its first bytes, whatever the file is called.
pub fn source_of_bytes(bytes: &[u8]) -> Result<PlanSource, ExchangeError> {
    let packed = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if packed { read_docx(bytes).map(PlanSource::Docx) } else { decode_text(bytes).map(PlanSource::Text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_text_is_bound_as_a_text_file_is() {
        let text = "一、整改任务\n";
        assert!(matches!(source_of_text(&format!("{text}\0")), Ok(PlanSource::Text(read)) if read == text));
        let endless = source_of_text(&text.repeat(1 << 19));
        assert!(matches!(endless, Err(PlanFailure::Format(ExchangeError::LargeFile))));
    }
}
