//! Documents: Word forms of issues, notices, a month, the complaints, written by a job; templates; the public copy.
//!
//! **Invariant:** a document appears whole or not at all, and takes the place of another only where that was asked.

mod make;
mod names;
mod notice;
mod public_copy;
mod templates;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    domain::{IssueId, RecordId, record::Month},
    store::{Cause, Doing, StoreError},
};

use super::{
    jobs::{Job, JobEvent, JobProgress, JobReporter},
    notice::NoticeKind,
    state::App,
};

pub use crate::exchange::word::forms::{About, Receipt, ReceiptLine, WordForm};
pub use make::{DocumentFault, DocumentTask, Written, write};
pub use names::document_name;
pub use notice::DocumentNotice;
pub use public_copy::{PublicFault, write_public_copy};
pub use templates::{TemplateLook, TemplateSource, folder_beside, look_at, source_of};

/// What a document is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Supervision notices, each with its issue.
    Notices(Vec<(IssueId, RecordId)>),
    /// Issues, in this order.
    Issues(Vec<IssueId>),
    /// A month.
    Month(Month),
    /// The whole ledger.
    Ledger,
    /// A merge.
    Merge(Box<Receipt>),
}

impl Subject {
    /// Of how many things it is.
    pub fn count(&self) -> usize {
        match self {
            Self::Notices(notices) => notices.len(),
            Self::Issues(issues) => issues.len(),
            Self::Month(_) | Self::Ledger | Self::Merge(_) => 1,
        }
    }
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentOrder {
    /// The form.
    pub form: WordForm,
    /// What it is about.
    pub subject: Subject,
    /// A file for each of several, in a folder; else all in one file.
    pub file_each: bool,
    /// The edition for the public.
    pub public: bool,
}

impl DocumentOrder {
    /// A form in one file.
    pub fn new(form: WordForm, subject: Subject) -> Self {
        Self { form, subject, file_each: false, public: false }
    }

    /// Whether it goes into a folder.
    pub fn into_folder(&self) -> bool {
        self.file_each && self.subject.count() > 1
    }
}

/// What can be asked about documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentCommand {
    /// Asks where a document of this name should go, then writes it.
    Ask(Box<DocumentOrder>, String),
    /// Writes documents; true where the file that is there may go.
    Write(Box<DocumentOrder>, PathBuf, bool),
    /// Asks where the public copy of the ledger should go, by this name.
    AskPublicCopy(String),
    /// Writes the public copy; true where the file that is there may go.
    WritePublicCopy(PathBuf, bool),
    /// Asks for the folder of the office's own templates.
    AskTemplateFolder,
    /// Sets the folder of the office's own templates; `None`: only those beside the ledger.
    SetTemplateFolder(Option<PathBuf>),
    /// Asks where our own templates should be written to.
    AskExportTemplates,
    /// Writes our own templates into a folder; what is there stays.
    ExportTemplates(PathBuf),
    /// Opens the folder beside the ledger where its own templates belong.
    OpenTemplateFolder,
    /// Reads all templates in use and checks them.
    CheckTemplates,
    /// Sets whom the public may ask, and under which number.
    SetContact(String, String),
}

type WritingJob = Job<Result<Written, DocumentFault>>;

/// What is going on with documents.
#[derive(Default)]
pub(super) struct DocumentWork {
    writing: Option<(WordForm, PathBuf, WritingJob)>,
    publishing: Option<(PathBuf, Job<Result<(), PublicFault>>)>,
    checking: Option<(templates::LookKey, Job<Vec<TemplateLook>>)>,
    looked: Option<(templates::LookKey, Vec<TemplateLook>)>,
    written: std::collections::BTreeMap<WordForm, PathBuf>,
    public_copy: Option<PathBuf>,
}

impl App {
    pub(super) fn run_documents(&mut self, command: DocumentCommand) {
        match command {
            DocumentCommand::Ask(..)
            | DocumentCommand::AskPublicCopy(_)
            | DocumentCommand::AskTemplateFolder
            | DocumentCommand::AskExportTemplates => {}
            DocumentCommand::Write(order, path, may_replace) => self.write_documents(&order, path, may_replace),
            DocumentCommand::WritePublicCopy(path, may_replace) => self.write_public(path, may_replace),
            DocumentCommand::SetTemplateFolder(folder) => {
                self.settings.templates = folder;
                self.save_settings();
                self.check_templates();
            }
            DocumentCommand::ExportTemplates(folder) => self.export_templates(&folder),
            DocumentCommand::OpenTemplateFolder => self.open_template_folder(),
            DocumentCommand::CheckTemplates => self.check_templates(),
            DocumentCommand::SetContact(unit, phone) => {
                self.settings.contact_unit = unit;
                self.settings.contact_phone = phone;
                self.save_settings();
            }
        }
    }

    /// How far documents have come, once it has lasted long enough to be worth a word.
    pub fn writing_documents(&self) -> Option<JobProgress> {
        let now = self.clock.instant;
        let writing = self.documents.writing.as_ref().and_then(|(.., job)| job.shown(now));
        writing.or_else(|| self.documents.publishing.as_ref().and_then(|(_, job)| job.shown(now)))
    }

    /// True while documents are written.
    pub fn is_writing_documents(&self) -> bool {
        self.documents.writing.is_some() || self.documents.publishing.is_some()
    }

    /// The file or folder last written of a form since the program was started.
    pub fn document_written(&self, form: WordForm) -> Option<&Path> {
        self.documents.written.get(&form).map(PathBuf::as_path)
    }

    /// The public copy last written since the program was started.
    pub fn public_copy_written(&self) -> Option<&Path> {
        self.documents.public_copy.as_deref()
    }

    /// The name proposed for the file of an order.
    pub fn document_file_name(&self, order: &DocumentOrder) -> String {
        self.ledger().map(|ledger| names::file_name(ledger, order, self.clock.today)).unwrap_or_default()
    }

    /// The name proposed for the public copy of the ledger.
    pub fn public_copy_name(&self) -> String {
        let title = self.ledger().map_or("", |ledger| ledger.directory.fields.title.get());
        format!("{}.ron", names::clean(&format!("{title}{}", crate::exchange::public::SUFFIX)))
    }

    pub(super) fn stop_documents(&mut self) {
        if let Some((.., job)) = &self.documents.writing {
            job.stop();
        }
        if let Some((_, job)) = &self.documents.publishing {
            job.stop();
        }
    }

    fn write_documents(&mut self, order: &DocumentOrder, path: PathBuf, may_replace: bool) {
        let Some(document) = self.document.as_ref().filter(|_| self.documents.writing.is_none()) else {
            return;
        };
        let source = source_of(order.form, Some(document.path()), self.settings.templates.as_deref());
        let task = DocumentTask {
            order: order.clone(),
            ledger: document.ledger().clone(),
            source,
            today: self.clock.today,
            contact_unit: self.settings.contact_unit.clone(),
            contact_phone: self.settings.contact_phone.clone(),
            may_replace,
        };
        let to = path.clone();
        let work = move |report: &JobReporter<_>| write(&task, &to, &mut |done, total| report.goes_on(done, total));
        match Job::start("documents", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.documents.writing = Some((order.form, path, job)),
            Err(error) => self.tell(NoticeKind::Failed(StoreError::new(Doing::Write, &path, Cause::from(error)))),
        }
    }

    /// Takes what the jobs brought.
    pub(super) fn tick_documents(&mut self) {
        self.take_written();
        self.take_public_copy();
        self.take_templates();
    }

    fn take_written(&mut self) {
        let Some((form, path, mut job)) = self.documents.writing.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(Ok(written)) => {
                    self.documents.written.insert(form, written.path.clone());
                    let kind = if written.stopped {
                        DocumentNotice::Stopped(written.path, written.count)
                    } else {
                        DocumentNotice::Written(written.path, written.count)
                    };
                    self.tell(NoticeKind::Documents(kind));
                }
                JobEvent::Ended(Err(DocumentFault::Store(error))) => self.tell(NoticeKind::Failed(error)),
                JobEvent::Ended(Err(DocumentFault::Stopped)) => {
                    self.tell(NoticeKind::Documents(DocumentNotice::Stopped(path.clone(), 0)));
                }
                JobEvent::Ended(Err(fault)) => {
                    self.tell(NoticeKind::Documents(DocumentNotice::NotMade(fault.said())));
                }
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if !job.is_over() {
            self.documents.writing = Some((form, path, job));
        }
    }
}
