//! From an order to the files: for the window and the command line alike.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::{
    domain::ledger::Ledger,
    exchange::{
        public::{NotPublic, public_ledger},
        word::{
            Fields, Template, TemplateError,
            forms::{
                Desk, Details, WordForm, complaint_fields, issue_document, monthly_fields, notice_fields,
                publicity_fields, receipt_fields,
            },
            words,
        },
    },
    store::{
        Cause, StoreError,
        safe_write::{Known, RealDisk, safe_write_with},
    },
};

use super::{
    DocumentOrder, Subject,
    names::{self, document_name},
    templates::TemplateSource,
};

/// Everything documents are made of, so that a job can work on it.
#[derive(Clone, Debug)]
pub struct DocumentTask {
    /// What is to be written.
    pub order: DocumentOrder,
    /// The ledger.
    pub ledger: Ledger,
    /// The template.
    pub source: TemplateSource,
    /// The day.
    pub today: NaiveDate,
    /// Whom the public may ask.
    pub contact_unit: String,
    /// Under which number.
    pub contact_phone: String,
    /// Whether a file that is there may go.
    pub may_replace: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file, or the folder with the files.
    pub path: PathBuf,
    /// How many documents.
    pub count: usize,
    /// It was stopped before all were written; those that are there are whole.
    pub stopped: bool,
}

/// Why there is no document.
#[derive(Debug)]
pub enum DocumentFault {
    /// It was stopped; nothing was written.
    Stopped,
    /// The disk failed.
    Store(StoreError),
    /// The template cannot be used.
    Template(TemplateSource, TemplateError),
    /// The public edition could not be made.
    Public(NotPublic),
    /// There is nothing the form could be about.
    Nothing(WordForm),
}

impl DocumentFault {
    /// The fault in words.
    pub fn said(&self) -> String {
        match self {
            Self::Stopped => words::STOPPED.to_owned(),
            Self::Store(error) => error.to_string(),
            Self::Template(source, error) => words::template_of(&source.shown(), error),
            Self::Public(fault) => words::no_public_form(&fault.to_string()),
            Self::Nothing(form) => words::nothing_to_write(*form),
        }
    }
}

/// Writes the documents of a task to a file or into a folder. `goes` hears how many of how many are done; false stops.
///
/// # Errors
/// When the template cannot be used, the disk fails, nothing is there to be written, or it is stopped before the
/// first file is whole.
pub fn write(
    task: &DocumentTask,
    path: &Path,
    goes: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Written, DocumentFault> {
    let at_template = |error| DocumentFault::Template(task.source.clone(), error);
    let bytes = task.source.bytes().map_err(DocumentFault::Store)?;
    let template = Template::read(&bytes).map_err(at_template)?;
    let faults = template.faults(task.order.form.spec());
    if !faults.is_empty() {
        return Err(at_template(TemplateError::Placeholders(faults)));
    }
    let public = task.order.public.then(|| public_ledger(&task.ledger, task.ledger.id)).transpose();
    let public = public.map_err(DocumentFault::Public)?;
    let details = Details { contact_unit: task.contact_unit.clone(), contact_phone: task.contact_phone.clone() };
    let ledger = public.as_ref().unwrap_or(&task.ledger);
    let desk = Desk { ledger, today: task.today, details: &details, public: task.order.public };
    if task.order.into_folder() {
        return each_in_a_file(task, desk, &template, path, goes);
    }
    let documents = documents(task, desk, goes)?;
    let bytes = template.fill(task.order.form.spec(), &documents).map_err(at_template)?;
    if !goes(documents.len(), documents.len()) {
        return Err(DocumentFault::Stopped);
    }
    let known = if task.may_replace { Known::Any } else { Known::Absent };
    put(path, known, &bytes).map_err(DocumentFault::Store)?;
    Ok(Written { path: path.to_owned(), count: documents.len(), stopped: false })
}

fn put(path: &Path, known: Known, bytes: &[u8]) -> Result<(), StoreError> {
    safe_write_with(&RealDisk, path, known, |out| Ok(out.write_all(bytes)?)).map(drop)
}

/// The things an order is about, one by one.
fn subjects(order: &DocumentOrder) -> Vec<Subject> {
    match &order.subject {
        Subject::Notices(notices) => notices.iter().map(|notice| Subject::Notices(vec![*notice])).collect(),
        Subject::Issues(issues) => issues.iter().map(|issue| Subject::Issues(vec![*issue])).collect(),
        Subject::Month(_) | Subject::Ledger | Subject::Merge(_) => vec![order.subject.clone()],
    }
}

/// The values for one file.
fn documents(
    task: &DocumentTask,
    desk: Desk<'_>,
    goes: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Vec<Fields>, DocumentFault> {
    let form = task.order.form;
    // A public notice names all its tasks in one text.
    let together = form == WordForm::Publicity;
    let subjects = if together { vec![task.order.subject.clone()] } else { subjects(&task.order) };
    let mut documents = Vec::new();
    for (n, subject) in subjects.iter().enumerate() {
        if !goes(n, subjects.len()) {
            return Err(DocumentFault::Stopped);
        }
        documents.extend(values(form, desk, subject));
    }
    if documents.is_empty() { Err(DocumentFault::Nothing(form)) } else { Ok(documents) }
}

/// The values of a form about one thing; `None` where the form is not about such, or it is not there.
fn values(form: WordForm, desk: Desk<'_>, subject: &Subject) -> Option<Fields> {
    match (form, subject) {
        (WordForm::SupervisionNotice, Subject::Notices(notices)) => {
            let (issue, notice) = notices.first()?;
            notice_fields(&desk, desk.ledger.issue(*issue)?, *notice)
        }
        (WordForm::ClosureApplication | WordForm::Acceptance | WordForm::IssueAccount, Subject::Issues(issues)) => {
            Some(issue_document(&desk, desk.ledger.issue(*issues.first()?)?))
        }
        (WordForm::Publicity, Subject::Issues(issues)) => {
            let issues: Vec<_> = issues.iter().filter_map(|issue| desk.ledger.issue(*issue)).collect();
            (!issues.is_empty()).then(|| publicity_fields(&desk, &issues))
        }
        (WordForm::Monthly, Subject::Month(month)) => Some(monthly_fields(&desk, *month)),
        (WordForm::Complaints, Subject::Ledger) => Some(complaint_fields(&desk)),
        (WordForm::Receipt, Subject::Merge(receipt)) => Some(receipt_fields(&desk, receipt)),
        (
            WordForm::SupervisionNotice
            | WordForm::ClosureApplication
            | WordForm::Acceptance
            | WordForm::IssueAccount
            | WordForm::Publicity
            | WordForm::Monthly
            | WordForm::Complaints
            | WordForm::Receipt,
            _,
        ) => None,
    }
}

/// One file for each; a name that is taken gets a number, no file is ever replaced.
fn each_in_a_file(
    task: &DocumentTask,
    desk: Desk<'_>,
    template: &Template,
    folder: &Path,
    goes: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Written, DocumentFault> {
    let subjects = subjects(&task.order);
    let form = task.order.form;
    let mut count = 0;
    for (n, subject) in subjects.iter().enumerate() {
        if !goes(n, subjects.len()) {
            return Ok(Written { path: folder.to_owned(), count, stopped: true });
        }
        let Some(fields) = values(form, desk, subject) else {
            continue;
        };
        let filled = template.fill(form.spec(), &[fields]);
        let bytes = filled.map_err(|error| DocumentFault::Template(task.source.clone(), error))?;
        let name = document_name(desk.ledger, form, subject);
        put_beside(folder, &name, &bytes)?;
        count += 1;
    }
    if count == 0 {
        return Err(DocumentFault::Nothing(form));
    }
    Ok(Written { path: folder.to_owned(), count, stopped: false })
}

fn put_beside(folder: &Path, stem: &str, bytes: &[u8]) -> Result<(), DocumentFault> {
    let mut number = 1;
    loop {
        let path = folder.join(names::numbered(stem, number));
        number += 1;
        if path.exists() {
            continue;
        }
        match put(&path, Known::Absent, bytes) {
            Ok(()) => return Ok(()),
            // Somebody was faster: the next number.
            Err(error) if matches!(error.source, Cause::ChangedOnDisk { .. }) && number < 1_000 => {}
            Err(error) => return Err(DocumentFault::Store(error)),
        }
    }
}
