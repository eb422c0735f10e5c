//! Which template a form is filled from: the office's own beside the ledger, that of the settings, or ours.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    exchange::word::{MAX_FILE, Template, TemplateError, forms::WordForm, words},
    store::{
        Cause, Doing, StoreError, read_at_most,
        safe_write::{Known, RealDisk, safe_write_with},
    },
};

use super::{
    super::{
        jobs::{Job, JobEvent},
        notice::NoticeKind,
        state::App,
    },
    DocumentNotice,
};

/// Where a template comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateSource {
    /// Ours.
    BuiltIn(WordForm),
    /// The office's own.
    File(PathBuf),
}

impl TemplateSource {
    /// Its bytes.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::BuiltIn(form) => Ok(form.built_in().to_vec()),
            Self::File(path) => read_at_most(path, MAX_FILE),
        }
    }

    /// It as people are told.
    pub fn shown(&self) -> String {
        match self {
            Self::BuiltIn(form) => words::built_in(*form),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// A template as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateLook {
    /// The form.
    pub form: WordForm,
    /// The template in use.
    pub source: TemplateSource,
    /// How many placeholders it uses, or what is wrong.
    pub state: Result<usize, String>,
}

/// What a look depends on: the ledger's file and the folder of the settings.
pub(super) type LookKey = (Option<PathBuf>, Option<PathBuf>);

/// The folder beside a ledger where its own templates belong.
pub fn folder_beside(ledger: &Path) -> PathBuf {
    let stem = ledger.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    ledger.with_file_name(words::template_folder(&stem))
}

/// The template a form is filled from: beside the ledger, then the folder of the settings, then ours.
pub fn source_of(form: WordForm, ledger: Option<&Path>, settings: Option<&Path>) -> TemplateSource {
    let beside = ledger.map(folder_beside);
    let plain = ledger.map(|ledger| ledger.with_file_name("templates"));
    let folders = beside.into_iter().chain(plain).chain(settings.map(Path::to_owned));
    let mut files = folders.map(|folder| folder.join(form.file_name()));
    files.find(|file| file.is_file()).map_or(TemplateSource::BuiltIn(form), TemplateSource::File)
}

/// Reads and checks a template.
pub fn look_at(form: WordForm, source: TemplateSource) -> TemplateLook {
    let read = |bytes: &[u8]| -> Result<usize, TemplateError> {
        let template = Template::read(bytes)?;
        let faults = template.faults(form.spec());
        if faults.is_empty() { Ok(template.names().len()) } else { Err(TemplateError::Placeholders(faults)) }
    };
    let state = match source.bytes() {
        Ok(bytes) => read(&bytes).map_err(|error| words::template_error(&error)),
        Err(error) => Err(error.to_string()),
    };
    TemplateLook { form, source, state }
}

impl App {
    fn look_key(&self) -> LookKey {
        (self.document.as_ref().map(|document| document.path().to_owned()), self.settings.templates.clone())
    }

    /// The templates in use as they were last checked, for this ledger and these settings.
    pub fn templates(&self) -> Option<&[TemplateLook]> {
        let (key, looks) = self.documents.looked.as_ref()?;
        (*key == self.look_key()).then_some(looks.as_slice())
    }

    /// True while templates are being checked.
    pub fn is_checking_templates(&self) -> bool {
        self.documents.checking.is_some()
    }

    /// The folder beside the open ledger where its own templates belong.
    pub fn template_folder(&self) -> Option<PathBuf> {
        self.document.as_ref().map(|document| folder_beside(document.path()))
    }

    pub(super) fn check_templates(&mut self) {
        let key = self.look_key();
        let (ledger, settings) = key.clone();
        let work = move |_: &_| {
            let source = |form| source_of(form, ledger.as_deref(), settings.as_deref());
            WordForm::ALL.into_iter().map(|form| look_at(form, source(form))).collect()
        };
        match Job::start("templates", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.documents.checking = Some((key, job)),
            Err(error) => self.no_room(Path::new(""), error),
        }
    }

    pub(super) fn take_templates(&mut self) {
        let Some((key, mut job)) = self.documents.checking.take() else {
            return;
        };
        for event in job.take_events() {
            match event {
                JobEvent::Progress(_) => {}
                JobEvent::Ended(looks) => self.documents.looked = Some((key.clone(), looks)),
                JobEvent::Failed(failed) => self.tell(NoticeKind::JobFailed(failed.name)),
            }
        }
        if !job.is_over() {
            self.documents.checking = Some((key, job));
        }
    }

    /// Writes ours into a folder as something to begin with; what is there stays as it is.
    pub(super) fn export_templates(&mut self, folder: &Path) {
        let mut written = 0;
        for form in WordForm::ALL {
            let path = folder.join(form.file_name());
            if path.exists() {
                continue;
            }
            let put = safe_write_with(&RealDisk, &path, Known::Absent, |out| Ok(out.write_all(form.built_in())?));
            match put {
                Ok(_) => written += 1,
                Err(error) => return self.tell(NoticeKind::Failed(error)),
            }
        }
        let left = WordForm::ALL.len() - written;
        self.tell(NoticeKind::Documents(DocumentNotice::Templates(folder.to_owned(), written, left)));
        self.check_templates();
    }

    pub(super) fn open_template_folder(&mut self) {
        let Some(folder) = self.template_folder().or_else(|| self.settings.templates.clone()) else {
            return;
        };
        match std::fs::create_dir_all(&folder) {
            Ok(()) => self.open_with_system(&folder),
            Err(error) => self.no_room(&folder, error),
        }
    }

    fn no_room(&mut self, path: &Path, error: io::Error) {
        self.tell(NoticeKind::Failed(StoreError::new(Doing::Create, path, Cause::from(error))));
    }
}
