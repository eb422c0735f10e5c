//! Exports: a form of the ledger as it is now, written by a job with progress and a way to stop.
//!
//! **Invariant:** the file appears whole or not at all, and takes the place of another only where that was asked.

mod lines;
mod make;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{InspectionId, IssueId, UnitId, ledger::Ledger, record::Month},
    exchange::form::{FormFormat, FormName, ViewForm},
    store::{
        Cause, Doing, StoreError,
        safe_write::{Known, RealDisk, safe_write_with},
    },
};

use super::{
    duty,
    identity::Clock,
    jobs::{Job, JobEvent, JobProgress, JobReporter},
    notice::NoticeKind,
    rows::{CellKey, Column, RowQuery},
    state::App,
    views::ViewName,
};

pub use lines::{issues_of, view_form, view_title};
pub use make::{ExportFault, Lost, Made, make};

/// Which issues a form has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExportRows {
    /// All that stand.
    #[default]
    All,
    /// Those the grid shows now, in its order and groups.
    Shown,
    /// Those of a view.
    View(ViewName),
    /// Those of an inspection.
    Inspection(InspectionId),
}

/// What is to be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOrder {
    /// The form.
    pub form: FormName,
    /// The format.
    pub format: FormFormat,
    /// Which issues, where the form takes some.
    pub rows: ExportRows,
    /// The month, where the form is of one.
    pub month: Month,
    /// The edition for the public.
    pub public: bool,
    /// Open it when it is written.
    pub then_open: bool,
}

impl ExportOrder {
    /// A form with everything as it is usual.
    pub fn new(form: FormName, format: FormFormat, month: Month) -> Self {
        Self { form, format, rows: ExportRows::All, month, public: false, then_open: false }
    }
}

/// Everything a form is made of, taken out of the app so that a job can work on it.
#[derive(Clone, Debug)]
pub struct ExportTask {
    /// The form.
    pub form: FormName,
    /// The format.
    pub format: FormFormat,
    /// The ledger.
    pub ledger: Ledger,
    /// Which issues, in which order.
    pub query: RowQuery,
    /// The columns, where the form is a view.
    pub view: ViewForm,
    /// The month, where the form is of one.
    pub month: Month,
    /// The edition for the public.
    pub public: bool,
    /// Who makes it (编制单位).
    pub unit: String,
    /// The own unit.
    pub own_unit: Option<UnitId>,
    /// The clock.
    pub clock: Clock,
}

/// Exports under way, and what was written since the program was started.
#[derive(Default)]
pub(super) struct ExportWork {
    job: Option<(Target, Job<Result<Lost, ExportFault>>)>,
    written: BTreeMap<FormName, PathBuf>,
}

struct Target {
    form: FormName,
    path: PathBuf,
    then_open: bool,
}

impl App {
    /// How far an export has come, once it has lasted long enough to be worth a word.
    pub fn exporting(&self) -> Option<JobProgress> {
        let (_, job) = self.export.job.as_ref()?;
        job.shown(self.clock.instant)
    }

    /// True while a form is being written.
    pub fn is_exporting(&self) -> bool {
        self.export.job.is_some()
    }

    /// The file last written of a form since the program was started.
    pub fn exported(&self, form: FormName) -> Option<&Path> {
        self.export.written.get(&form).map(PathBuf::as_path)
    }

    /// The month a monthly form is usually of.
    pub fn export_month(&self) -> Month {
        duty::round_month(self.clock.today)
    }

    /// The issues of a choice of rows, in their order.
    pub fn issues_of_rows(&self, rows: &ExportRows) -> Vec<IssueId> {
        let order = ExportOrder::new(FormName::View, FormFormat::Docx, self.export_month());
        let order = ExportOrder { rows: rows.clone(), ..order };
        self.task(&order).map(|task| issues_of(&task)).unwrap_or_default()
    }

    /// The name proposed for the file of an order.
    pub fn export_name(&self, order: &ExportOrder) -> String {
        let title = self.ledger().map_or("", |ledger| ledger.directory.fields.title.get().trim());
        let form = match (&order.rows, order.form) {
            (ExportRows::Shown, FormName::View) => view_title(&self.view),
            (ExportRows::View(view), FormName::View) => view_title(view),
            (_, form) => form.title().to_owned(),
        };
        let stem =
            if title.ends_with(&form) || title.is_empty() { title.to_owned() } else { format!("{title}_{form}") };
        let stem = if stem.is_empty() { form } else { stem };
        let public = if order.public { "_公开版" } else { "" };
        let stem: String = stem.chars().map(|c| if is_of_names(c) { c } else { ' ' }).take(80).collect();
        let ending = order.format.ending();
        format!("{}{public}_{}.{ending}", stem.trim(), self.clock.today)
    }

    /// What a job needs for an order.
    fn task(&self, order: &ExportOrder) -> Option<ExportTask> {
        let document = self.document.as_ref()?;
        let (query, layout, title) = match &order.rows {
            ExportRows::All => (RowQuery::default(), self.layout_of(&ViewName::default()), String::new()),
            ExportRows::Shown => (self.rows.query().clone(), self.layout.clone(), view_title(&self.view)),
            ExportRows::Inspection(id) => {
                let query = RowQuery::with(Column::Inspection, CellKey::Inspection(*id));
                (query, self.layout_of(&ViewName::default()), String::new())
            }
            ExportRows::View(view) => (self.query_of(view), self.layout_of(view), view_title(view)),
        };
        Some(ExportTask {
            form: order.form,
            format: order.format,
            ledger: document.ledger().clone(),
            query,
            view: view_form(&layout, title),
            month: order.month,
            public: order.public,
            unit: self.identity().unit.clone(),
            own_unit: self.own_unit(),
            clock: self.clock,
        })
    }

    /// Writes a form; `may_replace` where somebody agreed that the file that is there goes.
    pub(super) fn export(&mut self, order: &ExportOrder, path: PathBuf, may_replace: bool) {
        if self.export.job.is_some() {
            return;
        }
        let Some(task) = self.task(order) else {
            return;
        };
        let to = path.clone();
        let known = if may_replace { Known::Any } else { Known::Absent };
        let work = move |report: &JobReporter<Result<Lost, ExportFault>>| write(&task, &to, known, report);
        match Job::start("export", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => {
                let target = Target { form: order.form, path, then_open: order.then_open };
                self.export.job = Some((target, job));
            }
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Write, &path, Cause::from(error)))),
        }
    }

    pub(super) fn stop_export(&mut self) {
        if let Some((_, job)) = &self.export.job {
            job.stop();
        }
    }

    /// Takes what the job brought.
    pub(super) fn tick_export(&mut self) {
        let Some((target, mut job)) = self.export.job.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(Ok(lost)) => self.exported_to(&target, lost),
                JobEvent::Ended(Err(ExportFault::Stopped)) => {
                    self.tell(NoticeKind::ExportStopped(target.path.clone()));
                }
                JobEvent::Ended(Err(ExportFault::Store(error))) => self.tell(NoticeKind::Failed(error)),
                JobEvent::Ended(Err(ExportFault::Writer(why))) => {
                    self.tell(NoticeKind::NotExported(target.path.clone(), why));
                }
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if !job.is_over() {
            self.export.job = Some((target, job));
        }
    }

    fn exported_to(&mut self, target: &Target, lost: Lost) {
        self.export.written.insert(target.form, target.path.clone());
        self.tell(NoticeKind::Exported(target.path.clone(), lost));
        if target.then_open {
            self.open_with_system(&target.path.clone());
        }
    }
}

/// What Windows takes in the name of a file.
fn is_of_names(c: char) -> bool {
    !c.is_control() && !matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Makes the file and puts it in its place; what it could not hold.
fn write(
    task: &ExportTask,
    path: &Path,
    known: Known,
    report: &JobReporter<Result<Lost, ExportFault>>,
) -> Result<Lost, ExportFault> {
    let made = make(task, &mut |done, total| report.goes_on(done, total))?;
    if report.is_stopped() {
        return Err(ExportFault::Stopped);
    }
    safe_write_with(&RealDisk, path, known, |out| Ok(out.write_all(&made.bytes)?)).map_err(ExportFault::Store)?;
    Ok(made.lost)
}
