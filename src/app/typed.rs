//! What is being typed and is not in the ledger yet, kept on this computer so that a crash or a power cut leaves it.
//!
//! **Invariant:** a form is kept under its own name until it is sent or emptied; the file holds one ledger's forms.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::store::{
    StoreError,
    settings_file::{self, Loaded},
};

use super::{
    evidence::end_of,
    jobs::{Job, JobReporter},
    notice::NoticeKind,
    state::App,
};

/// The texts of a form by the names of its fields.
pub type TypedForm = BTreeMap<String, String>;

/// So long a form rests before it is written: a keystroke must not wait for a disk, nor a disk work for each keystroke.
const REST: Duration = Duration::from_millis(400);

/// The forms of the open ledger that are filled in and not sent.
#[derive(Default)]
pub(super) struct Typed {
    path: Option<PathBuf>,
    forms: BTreeMap<String, TypedForm>,
    changed: Option<Instant>,
    job: Option<Job<Result<(), StoreError>>>,
}

impl App {
    /// What was typed into the form of that name and neither sent nor emptied.
    pub fn typed(&self, form: &str) -> Option<&TypedForm> {
        self.typed.forms.get(form)
    }

    /// Keeps what is typed into a form; nothing typed forgets it. Of a ledger that is only looked at nothing is written.
    pub(super) fn keep_typed(&mut self, form: String, texts: TypedForm) {
        if texts.is_empty() {
            self.typed.forms.remove(&form);
        } else {
            self.typed.forms.insert(form, texts);
        }
        if self.typed.path.is_some() {
            self.typed.changed.get_or_insert(self.clock.instant);
        }
    }

    /// Reads what an earlier run left of the ledger that has just been opened.
    pub(super) fn open_typed(&mut self) {
        self.typed = Typed::default();
        let Some(document) = self.document.as_ref().filter(|document| !document.is_read_only()) else {
            return;
        };
        let path = self.data.typed(&document.id().to_string());
        // A file that cannot be read now may be fine: it is not written over.
        match settings_file::load::<BTreeMap<String, TypedForm>>(&path) {
            Ok(Loaded::Found(forms)) if !forms.is_empty() => {
                self.tell(NoticeKind::TypedKept(forms.len()));
                self.typed.forms = forms;
                self.typed.path = Some(path);
            }
            Ok(_) => self.typed.path = Some(path),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// Writes the forms when they have rested.
    pub(super) fn tick_typed(&mut self) {
        if let Some(job) = self.typed.job.as_mut() {
            let Some(ended) = end_of(job) else {
                return;
            };
            self.typed.job = None;
            if let Ok(Err(error)) = ended {
                self.tell(NoticeKind::Failed(error));
            }
        }
        let rested = self.typed.changed.is_some_and(|at| self.clock.instant.duration_since(at) >= REST);
        let (true, Some(path)) = (rested, self.typed.path.clone()) else {
            return;
        };
        self.typed.changed = None;
        let forms = self.typed.forms.clone();
        let work = move |_: &JobReporter<_>| settings_file::save(&path, &forms);
        match Job::start("typed", self.clock.instant, Arc::clone(&self.wake), work) {
            Ok(job) => self.typed.job = Some(job),
            Err(error) => log::warn!("what is being typed is not kept: {error}"),
        }
    }

    /// Whether a frame is wanted soon, because something typed waits to be written.
    pub fn has_typed_to_write(&self) -> bool {
        self.typed.changed.is_some()
    }

    /// Writes at once what waits; the program ends.
    pub fn finish_typed(&mut self) {
        if let (Some(_), Some(path)) = (self.typed.changed.take(), self.typed.path.as_ref())
            && let Err(error) = settings_file::save(path, &self.typed.forms)
        {
            self.tell(NoticeKind::Failed(error));
        }
    }

    /// Writes at once what is left; the ledger is being closed.
    pub(super) fn close_typed(&mut self) {
        self.finish_typed();
        self.typed = Typed::default();
    }
}
