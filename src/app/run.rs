//! Carries commands out, and keeps the file on disk in step with the ledger.

#![expect(clippy::wildcard_enum_match_arm, reason = "a command or action that is not meant here goes its usual way")]

use crate::{
    domain::{ChangeId, edit::Edit, history::UndoCursor},
    store::settings_file::{self, Loaded},
};

use super::{
    command::{Command, Page},
    document::{Document, NotDone},
    identity::{Clock, random_id},
    notice::NoticeKind,
    settings::Settings,
    state::{App, StartOptions},
    told::{self, Done, TakenBack, Whereabouts},
    views::{Layout, ViewName},
};

impl App {
    /// The app as the program starts: settings read, no ledger open.
    pub fn start(options: StartOptions, clock: Clock) -> Self {
        let loaded = settings_file::load::<Settings>(&options.data.settings());
        let settings_may_be_saved = loaded.is_ok();
        let (settings, told) = match loaded {
            Ok(Loaded::Found(settings)) => (settings, None),
            Ok(Loaded::Missing) => (Settings::default(), None),
            Ok(Loaded::SetAside { kept_as, .. }) => (Settings::default(), Some(NoticeKind::SettingsSetAside(kept_as))),
            Err(error) => (Settings::default(), Some(NoticeKind::Failed(error))),
        };
        let mut app = Self {
            data: options.data,
            wake: options.wake.0,
            settings,
            settings_may_be_saved,
            document: None,
            lock: None,
            window_lock: None,
            lock_seen: clock.now,
            page: Page::Welcome,
            before: Vec::new(),
            notices: Vec::new(),
            past_notices: Vec::new(),
            n_notices: 0,
            picked_place: None,
            saving: None,
            opening: None,
            ahead: None,
            checking: None,
            save_trouble: super::saving::SaveTrouble::default(),
            clock,
            day_off: super::business_day::DayOff::default(),
            pictures: std::collections::BTreeMap::new(),
            documents: super::documents::DocumentWork::default(),
            evidence: super::evidence::EvidenceWork::default(),
            evidence_question: None,
            drop_question: None,
            look: super::look_over::LookOver::default(),
            import: None,
            sheets: None,
            merging: super::merging::Merging::default(),
            rows: super::rows::Rows::default(),
            typed: super::typed::Typed::default(),
            figures: super::figures::FiguresWork::default(),
            copying: super::copying::Copying::default(),
            picture_job: None,
            export: super::export::ExportWork::default(),
            packages: super::packages::PackageWork::default(),
            long: super::long_change::LongChanges::default(),
            computer: super::computer::Computer::default(),
            view: ViewName::default(),
            layout: Layout::default(),
            quitting: false,
        };
        app.name_device();
        app.settings.take_old_columns();
        app.take_layout();
        if let Some(kind) = told {
            app.tell(kind);
        }
        app
    }

    /// A device that has no name of its own yet gets one.
    fn name_device(&mut self) {
        if self.settings.identity.device.is_nil() {
            self.settings.identity.device = crate::domain::DeviceId(random_id());
        }
    }

    /// Called once a frame, also while the window is hidden: takes what jobs brought, saves when it is time.
    pub fn tick(&mut self, clock: Clock) {
        self.clock = self.day_off.apply(clock);
        self.renew_lock_note();
        self.tick_opening_file();
        self.tick_checking();
        self.take_saved();
        self.tick_copying();
        self.take_overview_picture();
        self.tick_export();
        self.poll_import();
        self.poll_sheets();
        self.tick_long();
        self.tick_merging();
        self.tick_evidence();
        self.tick_packages();
        self.tick_computer();
        self.tick_documents();
        self.tick_look_over();
        self.tick_typed();
        if self.saving.is_none() && self.is_time_to_save() {
            self.start_saving(false);
        }
        self.refresh_rows();
        self.refresh_figures();
    }

    /// Carries out one command. File dialogs are asked by the shell, which then sends the answer as a command.
    pub fn run(&mut self, command: Command) {
        let Some(command) = self.hold_back(command) else {
            return;
        };
        let asked = vec![command];
        let asked = if asked.iter().all(Command::is_looking) { asked } else { self.settle(asked) };
        for command in asked {
            self.carry_out(command);
        }
        self.leave_vanished_view();
        self.refresh_rows();
        self.refresh_figures();
    }

    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Do(_) | Command::DoSince(..) | Command::Undo | Command::Redo | Command::ConfirmClock => {
                self.run_document(command);
                self.obey_new_erasures();
            }
            Command::GiveDay(today) => self.give_day(today),
            Command::Go(page) => self.go(page),
            Command::Back => self.page = self.before.pop().unwrap_or(self.page),
            Command::Neighbour(next) => self.neighbour(next),
            Command::SetRows(query) => self.rows.ask(query),
            Command::ShowRows(query) => self.show_rows(query),
            Command::KeepTyped(form, texts) => self.keep_typed(form, texts),
            Command::Dismiss(_) | Command::RefuseFile(_) | Command::Quit => self.run_desk(command),
            Command::StopJob | Command::StopCopy | Command::ForgetPutOff => self.run_stopping(&command),
            Command::PickedPlace(path) => self.picked(path),
            Command::CreateLedger(_)
            | Command::Open(_)
            | Command::OpenReadOnly(_)
            | Command::OpenSample
            | Command::Save
            | Command::SaveCopy(_)
            | Command::CloseLedger => self.run_file(command),
            Command::ForgetRecent(_)
            | Command::SetIdentity(_)
            | Command::SetTheme(_)
            | Command::SetZoom(_)
            | Command::SetEvidenceLimits(..) => self.run_settings(command),
            Command::ShowView(_)
            | Command::SaveView(_)
            | Command::RemoveView(_)
            | Command::SetLayout(_)
            | Command::ResetLayout => self.run_view(command),
            Command::ReadPlan(_)
            | Command::ReadPlanText(_)
            | Command::TakePlan
            | Command::DropPlan
            | Command::ChangeImport(_) => self.run_import(command),
            Command::Sheets(command) => self.run_sheets(command),
            Command::AddEvidence(..)
            | Command::OpenEvidence(_)
            | Command::AnswerEvidence(_)
            | Command::BringBack(..) => self.run_evidence(command),
            Command::Dropped(command) => self.run_dropped(command),
            Command::Packages(asked) => self.run_packages(asked),
            Command::AskNewLedger(_)
            | Command::AskOpen
            | Command::AskSaveCopy
            | Command::AskPlan
            | Command::AskEvidence(_)
            | Command::AskBringBack(_)
            | Command::AskOverviewPicture
            | Command::AskExport(..) => {}
            Command::Export(order, path, may_replace) => self.export(&order, path, may_replace),
            Command::Document(command) => self.run_documents(command),
            Command::Computer(command) => self.run_computer(command),
            Command::OpenWritten(_) | Command::ShowWritten(_) | Command::SaveOverviewPicture(_) => {
                self.run_written(command);
            }
            _ => self.run_merging(command),
        }
    }

    fn show_rows(&mut self, query: super::rows::RowQuery) {
        self.rows.ask(query);
        self.go(Page::Issues);
    }

    /// A place was chosen; the number tells it from the one before.
    fn picked(&mut self, path: std::path::PathBuf) {
        let number = self.picked_place.as_ref().map_or(1, |(number, _)| number + 1);
        self.picked_place = Some((number, path));
    }

    /// What the program writes for use outside it.
    fn run_written(&mut self, command: Command) {
        match command {
            Command::OpenWritten(path) => self.open_with_system(&path),
            Command::ShowWritten(path) => self.show_with_system(&path),
            Command::SaveOverviewPicture(path) => self.save_overview_picture(path),
            _ => {}
        }
    }

    fn run_document(&mut self, command: Command) {
        if let Command::Do(action) | Command::DoSince(_, action) = &command
            && self.is_remark_while_viewing(action)
        {
            return self.remark_while_viewing(action.clone());
        }
        if matches!(command, Command::Undo | Command::Redo) && self.takes_back_long(matches!(command, Command::Redo)) {
            return;
        }
        let (who, clock) = (self.settings.identity.clone(), self.clock);
        match command {
            Command::Do(_) | Command::DoSince(..) => {
                let (action, since) = match command {
                    Command::DoSince(since, action) => (action, Some(since)),
                    Command::Do(action) => (action, None),
                    _ => return,
                };
                let Some(action) = self.do_if_long(action, since) else {
                    return;
                };
                let done = self.change(|document| match since {
                    Some(since) => document.act_since(since, &action, &who, clock),
                    None => document.act(&action, &who, clock),
                });
                if let Some(what) = done.and_then(|_| told::deed_of(&action)) {
                    self.tell(NoticeKind::Done(Done { what, revision: self.revision() }));
                }
            }
            Command::Undo => {
                let target = self.undo_cursor().undo;
                let done = self.change(|document| document.undo(&who, clock));
                self.tell_taken_back(done.and(target), false);
            }
            Command::Redo => {
                let target = self.undo_cursor().redo;
                let done = self.change(|document| document.redo(&who, clock));
                self.tell_taken_back(done.and(target), true);
            }
            Command::ConfirmClock => self.with_document(|document| {
                document.confirm_clock();
                Ok(())
            }),
            _ => {}
        }
    }

    /// What touches neither ledger nor page.
    fn run_desk(&mut self, command: Command) {
        match command {
            Command::Dismiss(number) => self.put_away(number),
            Command::RefuseFile(path) => self.tell(NoticeKind::CannotDrop(path)),
            Command::Quit => self.quitting = true,
            _ => {}
        }
    }

    /// What ends what runs, or is to happen after it.
    fn run_stopping(&mut self, command: &Command) {
        match command {
            // Its dialog stands before everything else, and only it is meant.
            Command::StopJob if self.is_opening() => self.stop_opening(),
            Command::StopJob => {
                self.stop_evidence();
                self.stop_reading();
                self.stop_export();
                self.stop_sheets();
                self.stop_long();
                self.stop_packages();
                self.stop_documents();
            }
            Command::StopCopy => self.stop_copying(),
            Command::ForgetPutOff => {
                self.forget_put_off();
                self.forget_closing();
            }
            _ => {}
        }
    }

    pub(super) fn with_document(&mut self, work: impl FnOnce(&mut Document) -> Result<(), NotDone>) {
        self.change(|document| work(document).map(|()| None));
    }

    /// Works on the document and tells why where nothing came of it; the change that was made.
    fn change(&mut self, work: impl FnOnce(&mut Document) -> Result<Option<ChangeId>, NotDone>) -> Option<ChangeId> {
        match work(self.document.as_mut()?) {
            Ok(change) => change,
            Err(not_done) => {
                self.tell_not_done(not_done);
                None
            }
        }
    }

    /// Says why nothing was done.
    pub(super) fn tell_not_done(&mut self, not_done: NotDone) {
        let kind = match not_done {
            NotDone::Refused(refusal) => NoticeKind::Refused(refusal),
            NotDone::Failed(error) => NoticeKind::Failed(error),
            NotDone::ReadOnly => NoticeKind::ReadOnly,
            NotDone::Meanwhile(changes) => NoticeKind::Meanwhile(self.news_of(&changes)),
        };
        self.tell(kind);
    }

    /// Who did what in some changes.
    fn news_of(&self, changes: &[ChangeId]) -> Vec<(String, Vec<Edit>)> {
        let author = |id: ChangeId| self.history().and_then(|it| it.get(id)).map(|it| it.header.author.clone());
        changes.iter().map(|id| (author(*id).unwrap_or_default(), self.edits_of(*id))).collect()
    }

    pub(super) fn undo_cursor(&self) -> UndoCursor {
        self.document.as_ref().map(|document| document.undo_cursor(&self.settings.identity)).unwrap_or_default()
    }

    /// Says what undo took back or redo did again, and where: it may be out of sight.
    pub(super) fn tell_taken_back(&mut self, change: Option<ChangeId>, again: bool) {
        let Some((change, history)) = change.zip(self.history()) else {
            return;
        };
        let edits = self.edits_of(history.turn(change).1);
        let place = Whereabouts::of(&edits);
        self.tell(NoticeKind::TakenBack(TakenBack { again, edits, place }));
    }

    /// Where the view shown is not saved any more, as after undo, the usual one takes its place.
    fn leave_vanished_view(&mut self) {
        if let Some(gone) = self.vanished_view() {
            // Rows and columns stay as they are: they were put so by hand.
            self.view = ViewName::default();
            self.tell(NoticeKind::ViewGone(gone));
        }
    }

    pub(super) fn go(&mut self, page: Page) {
        if page != self.page {
            self.before.push(self.page);
            self.page = page;
        }
    }

    fn neighbour(&mut self, next: bool) {
        let Page::Issue(here) = self.page else {
            return;
        };
        let place = self.rows.place(here);
        let other = place.and_then(|at| if next { at.checked_add(1) } else { at.checked_sub(1) });
        if let Some(issue) = other.and_then(|at| self.rows.ids().get(at)) {
            self.page = Page::Issue(*issue);
        }
    }

    fn run_settings(&mut self, command: Command) {
        match command {
            Command::ForgetRecent(path) => self.settings.recent.retain(|old| *old != path),
            Command::SetIdentity(identity) => {
                let device = self.settings.identity.device;
                self.settings.identity = super::Identity { device, ..identity };
            }
            Command::SetTheme(theme) => self.settings.theme = theme,
            Command::SetZoom(zoom) => self.settings.zoom = zoom.clamp(80, 200),
            Command::SetEvidenceLimits(file, total) => {
                (self.settings.evidence_file_mb, self.settings.evidence_total_mb) = (file, total);
            }
            _ => {}
        }
        self.save_settings();
    }

    pub(super) fn save_settings(&mut self) {
        if !self.settings_may_be_saved {
            return;
        }
        if let Err(error) = settings_file::save(&self.data.settings(), &self.settings) {
            self.tell(NoticeKind::Failed(error));
        }
    }
}
