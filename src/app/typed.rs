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
    /// Whether the last try to write them came to nothing.
    unwritten: bool,
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
            self.typed.unwritten = !matches!(ended, Ok(Ok(())));
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
            Err(error) => {
                self.typed.unwritten = true;
                log::warn!("what is being typed is not kept: {error}");
            }
        }
    }

    /// Whether a frame is wanted soon, because something typed waits to be written.
    pub fn has_typed_to_write(&self) -> bool {
        self.typed.changed.is_some()
    }

    /// Whether what is being typed could not be written.
    pub(super) const fn is_typed_unwritten(&self) -> bool {
        self.typed.unwritten
    }

    /// Waits for what is being written, and writes at once what is newer; the program ends.
    pub fn finish_typed(&mut self) {
        // An older text must neither end with the program nor come to lie over a newer one.
        if let Some(job) = self.typed.job.take() {
            self.typed.unwritten = !matches!(job.wait(), Ok(Ok(())));
        }
        let is_due = self.typed.changed.take().is_some() || self.typed.unwritten;
        let (true, Some(path)) = (is_due, self.typed.path.as_ref()) else {
            return;
        };
        let written = settings_file::save(path, &self.typed_to_write());
        self.typed.unwritten = written.is_err();
        if let Err(error) = written {
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use chrono::NaiveDate;

    use super::*;
    use crate::{
        app::{Clock, Command, Identity, NewLedger, StartOptions, WakeFn},
        domain::rules::Role,
        store::{Doing, paths::DataFolder},
    };

    const FORM: &str = "form";

    /// An app with a ledger open in which something was typed.
    fn typing(folder: &std::path::Path, text: &str) -> App {
        let data = DataFolder::new(folder.join("data"));
        let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
        let clock = Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() };
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock);
        let (name, unit) = ("王敏".to_owned(), "市整改办".to_owned());
        app.run(Command::SetIdentity(Identity { name, unit, role: Role::Office, ..Identity::default() }));
        let path = folder.join("台账.ron");
        app.run(Command::CreateLedger(NewLedger { title: "测试台账".to_owned(), path, ..NewLedger::default() }));
        app.keep_typed(FORM.to_owned(), texts(text));
        app
    }

    fn texts(text: &str) -> TypedForm {
        let text = Some(text).filter(|text| !text.is_empty());
        text.map(|text| ("text".to_owned(), text.to_owned())).into_iter().collect()
    }

    /// What is kept on this computer.
    fn kept(path: &std::path::Path) -> String {
        std::fs::read_to_string(path).unwrap_or_default()
    }

    /// A job that has begun to write what was typed, takes its time, and says when it is done.
    fn writes_slowly(app: &mut App) -> Receiver<()> {
        let (path, forms) = (app.typed.path.clone().expect("a place"), app.typed_to_write());
        let (done, told) = channel();
        let work = move |_: &JobReporter<_>| {
            std::thread::sleep(Duration::from_millis(50));
            let written = settings_file::save(&path, &forms);
            done.send(()).ok();
            written
        };
        app.typed.changed = None;
        app.typed.job = Some(Job::start("typed", app.clock.instant, Arc::new(|| ()), work).expect("a thread"));
        told
    }

    #[test]
    fn a_text_that_is_being_written_is_written_before_the_program_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = typing(folder.path(), "first");
        let path = app.typed.path.clone().expect("a place");
        let _told = writes_slowly(&mut app);
        app.finish_typed();
        assert!(kept(&path).contains("first"), "{}", kept(&path));
    }

    #[test]
    fn an_older_text_never_comes_to_lie_over_a_newer_one_nor_a_sent_form_back() {
        for newer in ["second", ""] {
            let folder = tempfile::tempdir().expect("a folder");
            let mut app = typing(folder.path(), "first");
            let path = app.typed.path.clone().expect("a place");
            let told = writes_slowly(&mut app);
            app.keep_typed(FORM.to_owned(), texts(newer));
            app.close_typed();
            told.recv().expect("the older text was written");
            let kept = kept(&path);
            assert!(kept.contains(newer) && !kept.contains("first"), "{newer:?}: {kept}");
        }
    }

    #[test]
    fn a_text_that_could_not_be_written_is_written_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = typing(folder.path(), "first");
        let path = app.typed.path.clone().expect("a place");
        let (at, told) = (path.clone(), app.n_notices);
        let full = move |_: &JobReporter<_>| {
            Err(StoreError::new(Doing::Write, &at, std::io::Error::from(std::io::ErrorKind::StorageFull)))
        };
        app.typed.changed = None;
        app.typed.job = Some(Job::start("typed", app.clock.instant, Arc::new(|| ()), full).expect("a thread"));
        while app.typed.job.is_some() {
            std::thread::yield_now();
            app.tick_typed();
        }
        assert!(app.n_notices > told && !kept(&path).contains("first"), "it is told");
        app.finish_typed();
        assert!(kept(&path).contains("first"), "{}", kept(&path));
    }
}
