//! What is being typed and is not in the ledger yet, kept on this computer so that a crash or a power cut leaves it.
//!
//! **Invariant:** a form is kept under its own name until it is sent or emptied; the file holds one ledger's forms.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    str::FromStr as _,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    domain::{ChangeId, Sha},
    store::{
        StoreError,
        settings_file::{self, Loaded},
    },
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

/// The entry of the file under which stands how the ledger was when each form was begun.
const BASES: &str = "bases";

/// How the ledger stood when a form was begun.
#[derive(Clone, Debug, Default)]
struct Base {
    revision: u64,
    /// The heads, as text: an ancestor of theirs was there to be seen.
    heads: String,
}

/// The forms of the open ledger that are filled in and not sent.
#[derive(Default)]
pub(super) struct Typed {
    path: Option<PathBuf>,
    forms: BTreeMap<String, TypedForm>,
    /// How the ledger stood when each form was begun.
    bases: BTreeMap<String, Base>,
    changed: Option<Instant>,
    job: Option<Job<Result<(), StoreError>>>,
}

impl App {
    /// What was typed into the form of that name and neither sent nor emptied.
    pub fn typed(&self, form: &str) -> Option<&TypedForm> {
        self.typed.forms.get(form)
    }

    /// The revision somebody had before the eyes who began to fill in the form of that name.
    pub fn typed_since(&self, form: &str) -> Option<u64> {
        self.typed.bases.get(form).map(|base| base.revision)
    }

    /// Keeps what is typed into a form; nothing typed forgets it. Of a ledger that is only looked at nothing is written.
    pub(super) fn keep_typed(&mut self, form: String, texts: TypedForm) {
        if texts.is_empty() {
            self.typed.forms.remove(&form);
            self.typed.bases.remove(&form);
        } else {
            if !self.typed.bases.contains_key(&form)
                && let Some(document) = self.document.as_ref()
            {
                let base =
                    Base { revision: document.revision(), heads: heads_text(&document.content().history.heads()) };
                self.typed.bases.insert(form.clone(), base);
            }
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
            Ok(Loaded::Found(mut forms)) => {
                self.typed.path = Some(path);
                let heads = forms.remove(BASES).unwrap_or_default();
                if !forms.is_empty() {
                    self.tell(NoticeKind::TypedKept(forms.len()));
                }
                self.typed.forms = forms;
                self.look_back(&heads);
            }
            Ok(_) => self.typed.path = Some(path),
            Err(error) => self.tell(NoticeKind::Failed(error)),
        }
    }

    /// What came in since a form was begun in an earlier run was not seen by who began it.
    fn look_back(&mut self, heads: &TypedForm) {
        let device = self.settings.identity.device;
        let Some(document) = self.document.as_mut() else {
            return;
        };
        for form in self.typed.forms.keys() {
            let Some(text) = heads.get(form) else {
                continue;
            };
            let ids: Vec<ChangeId> = text.split(' ').filter_map(|id| Sha::from_str(id).ok()).map(ChangeId).collect();
            let revision = document.look_back_to(&ids, device);
            self.typed.bases.insert(form.clone(), Base { revision, heads: text.clone() });
        }
    }

    /// The forms as they are kept, with how the ledger stood for each.
    fn typed_to_write(&self) -> BTreeMap<String, TypedForm> {
        let mut all = self.typed.forms.clone();
        if !all.is_empty() {
            let heads = self.typed.bases.iter().map(|(form, base)| (form.clone(), base.heads.clone()));
            all.insert(BASES.to_owned(), heads.collect());
        }
        all
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
        let forms = self.typed_to_write();
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
            && let Err(error) = settings_file::save(path, &self.typed_to_write())
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

fn heads_text(heads: &[ChangeId]) -> String {
    heads.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
