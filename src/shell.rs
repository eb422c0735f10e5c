//! The eframe app: drains jobs and commands, then draws; the only place that reads the clock.

pub mod arguments;
pub mod bell;
mod dialogs;
pub mod early;
pub mod graphics;
mod home;
mod icon;
pub mod log_file;
mod place;
pub mod start;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{FixedOffset, Utc};
use egui::{Color32, Theme, UserAttentionType, ViewportCommand};

pub use icon::with_icon;

use crate::{
    app::{
        App, Clock, Command, CommandQueue, CommandSender, Document, Saved, StartOptions, ThemeChoice, WakeFn,
        command_queue,
        computer::{removable_drives, user_registry},
    },
    store::paths::DataFolder,
    ui::{
        style,
        view::{Drafts, ViewCtx, view_ui},
        words,
    },
};

use bell::Bell;
use early::Early;
pub use home::data_root;
use place::PlaceWatch;
use start::{Try, Vitals};

/// Reads the clock, UTC+8 whatever the computer's zone: business dates are China's.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn read_clock() -> Clock {
    let here = Utc::now();
    let now = FixedOffset::east_opt(8 * 3600)
        .map_or_else(|| here.naive_utc(), |zone| here.with_timezone(&zone).naive_local());
    Clock { now, today: now.date(), instant: Instant::now() }
}

/// Frames after which the renderer is known to work.
const FRAMES_THAT_PROVE: u32 = 3;

/// The window's app.
pub struct Shell {
    app: App,
    drafts: Drafts,
    sender: CommandSender,
    queue: CommandQueue,
    dialogs: dialogs::Dialogs,
    data: DataFolder,
    bell: Bell,
    place: PlaceWatch,
    vitals: Arc<Vitals>,
    frames: u32,
    title: String,
    theme: Option<Theme>,
    /// What the window is cleared to for what was drawn last.
    ground: Color32,
    /// Whether it is cleared before it is drawn, and not when it is put on the screen.
    clears_first: bool,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell").field("app", &self.app).finish_non_exhaustive()
    }
}

/// The colours of the window; egui gives its title bar the same.
const fn theme_of(chosen: ThemeChoice) -> Theme {
    match chosen {
        ThemeChoice::Light => Theme::Light,
        ThemeChoice::Dark => Theme::Dark,
    }
}

impl Shell {
    /// Makes the app for a window.
    pub fn new(ctx: &egui::Context, data: DataFolder) -> Self {
        style::install(ctx);
        let (sender, queue) = command_queue();
        let waker = ctx.clone();
        let wake = WakeFn(Arc::new(move || waker.request_repaint()));
        let app = App::start(StartOptions { data: data.clone(), wake: wake.clone() }, read_clock());
        // Before the first frame, which begins before anything is asked of the app.
        ctx.set_theme(theme_of(app.settings().theme));
        let bell = Bell::listen(wake.clone());
        let dialogs = dialogs::Dialogs::new(sender.clone(), wake);
        Self {
            app,
            drafts: Drafts::default(),
            sender,
            queue,
            dialogs,
            data,
            bell,
            place: PlaceWatch::default(),
            vitals: Arc::default(),
            frames: 0,
            title: String::new(),
            theme: None,
            ground: Color32::TRANSPARENT,
            clears_first: false,
        }
    }

    /// Takes the window over that was opened for `this` try.
    pub fn take_window(&mut self, cc: &eframe::CreationContext<'_>, this: &Try) {
        self.place = PlaceWatch::put(cc, self.app.kept_place());
        self.clears_first = cc.gl.is_some();
        self.dialogs.belong_to(cc.winit_window().cloned());
        self.vitals = Arc::clone(&this.vitals);
        self.app.drawn_with(this.renderer, this.crashed);
        self.app.with_registry(user_registry());
        self.app.with_drives(removable_drives);
    }

    /// Takes over what was got ready before there was a window.
    pub fn take_early(&mut self, ctx: &egui::Context, early: Early) {
        if let Some(ahead) = early.take(ctx) {
            self.app.expects(ahead);
        }
    }

    /// Where commands go, for what the program is started with.
    pub fn sender(&self) -> &CommandSender {
        &self.sender
    }

    /// Takes what jobs and the user asked for; `ctx` gets what the settings say.
    pub fn logic(&mut self, ctx: &egui::Context) {
        while let Some(command) = self.queue.take() {
            if !self.dialogs.ask(&command, &self.app) {
                self.app.run(command);
            }
        }
        self.app.tick(read_clock());
        self.dress(ctx);
        self.answer_bell(ctx);
        self.place.look(ctx, self.frames >= FRAMES_THAT_PROVE);
        let zoom = f32::from(self.app.settings().zoom) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        self.close_when_asked(ctx);
        self.close_when_lost(ctx);
        ctx.request_repaint_after(self.next_look());
    }

    /// When to look again though nobody does anything: in a moment where that is worth a word then, soon while something waits to be saved, else for the clock.
    fn next_look(&self) -> Duration {
        if self.app.is_holding_back() && !self.app.is_holding_back_long() {
            return Duration::from_millis(250);
        }
        let writes = self.app.is_saving() || self.app.is_copying();
        let waits = self.app.has_typed_to_write() || writes || self.app.saved() == Some(Saved::InJournal);
        if waits { Duration::from_millis(500) } else { Duration::from_secs(30) }
    }

    fn close_when_asked(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if !asked && !self.app.is_quitting() {
            return;
        }
        if self.app.closes_later() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            return;
        }
        if self.app.stays_unsaved() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            come_forward(ctx);
            return;
        }
        if self.app.is_quitting() && !asked {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Gives the window its title and the colours of the theme.
    fn dress(&mut self, ctx: &egui::Context) {
        let theme = theme_of(self.app.settings().theme);
        if self.theme != Some(theme) {
            self.theme = Some(theme);
            ctx.set_theme(theme);
        }
        let name = self.app.ledger().map(|ledger| ledger.directory.fields.title.get().as_str());
        let unsaved = self.app.saved() == Some(Saved::InJournal) || self.app.is_saving();
        let title = words::computer::window_title(name, unsaved);
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Comes forward when the same ledger is opened again.
    fn answer_bell(&mut self, ctx: &egui::Context) {
        let open = self.app.document().filter(|document| !document.is_read_only());
        self.bell.open(&self.data, open.map(Document::path));
        if self.bell.was_rung() {
            come_forward(ctx);
        }
    }

    /// A window whose device stopped is opened again, with another way to draw and the same ledger.
    fn close_when_lost(&mut self, ctx: &egui::Context) {
        if self.vitals.lost().is_some() {
            self.app.finish_saving();
            self.app.finish_copies();
            self.app.finish_typed();
            self.vitals.keep_file(self.app.document().map(|document| document.path().to_owned()));
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// The renderer has drawn: the next start need not try another.
    fn prove_renderer(&mut self) {
        self.frames = self.frames.saturating_add(1);
        if self.frames == FRAMES_THAT_PROVE && self.vitals.lost().is_none() {
            self.vitals.prove();
        }
    }

    /// Draws the window.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        self.prove_renderer();
        let ctx = ViewCtx { app: &self.app, commands: &self.sender };
        let ground = ctx.ground(ui.visuals());
        if self.ground != ground && self.clears_first {
            ui.painter().rect_filled(ui.max_rect(), 0, ground);
        }
        self.ground = ground;
        view_ui(ctx, ui, &mut self.drafts);
    }
}

/// Shows the window where it was put away or lies behind another.
fn come_forward(ctx: &egui::Context) {
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    // Where the system lets nobody take the focus, the task bar blinks.
    ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.ground.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.sender.send(Command::Quit);
        self.app.finish_saving();
        self.app.finish_copies();
        self.app.finish_typed();
        if let Some(place) = self.place.place() {
            self.app.keep_place(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{SystemTheme, ViewportEvent, ViewportId};

    use super::*;
    use crate::{
        app::{Identity, NewLedger},
        domain::{
            IssueId,
            issue::IssueValue,
            rules::{Action, Role},
        },
    };

    /// What the window was told about its bar in two frames.
    fn bars(ctx: &egui::Context, shell: &mut Shell) -> Vec<SystemTheme> {
        let mut bars = Vec::new();
        for _ in 0..2 {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| shell.logic(ui.ctx()));
            output.textures_delta.clear();
            let told = output.viewport_output.into_values().flat_map(|window| window.commands);
            bars.extend(told.filter_map(|it| if let ViewportCommand::SetTheme(bar) = it { Some(bar) } else { None }));
        }
        bars
    }

    #[test]
    fn the_title_bar_is_told_the_theme_when_it_changes_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        let ctx = egui::Context::default();
        let mut shell = Shell::new(&ctx, DataFolder::new(folder.path().join("data")));
        assert_eq!(bars(&ctx, &mut shell), [SystemTheme::Light]);
        assert_eq!(bars(&ctx, &mut shell), []);
        shell.sender().send(Command::SetTheme(ThemeChoice::Dark));
        assert_eq!(bars(&ctx, &mut shell), [SystemTheme::Dark]);
        assert_eq!(ctx.theme(), Theme::Dark);
        assert_eq!(bars(&ctx, &mut shell), []);
    }

    /// Whether the window goes on after a frame in which it is to be closed.
    fn stays(ctx: &egui::Context, shell: &mut Shell) -> bool {
        let mut input = egui::RawInput::default();
        input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        let mut output = ctx.run_ui(input, |ui| shell.logic(ui.ctx()));
        // Nobody paints here.
        output.textures_delta.clear();
        let mut told = output.viewport_output.into_values().flat_map(|window| window.commands);
        told.any(|command| command == ViewportCommand::CancelClose)
    }

    #[test]
    fn a_window_whose_last_save_fails_stays_once_to_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let ctx = egui::Context::default();
        let mut shell = Shell::new(&ctx, DataFolder::new(folder.path().join("data")));
        assert!(!stays(&ctx, &mut shell), "nothing is open");
        let (name, unit) = ("name".to_owned(), "unit".to_owned());
        let path = folder.path().join("ledger.ron");
        let new = NewLedger { title: "title".to_owned(), path: path.clone(), ..NewLedger::default() };
        shell.app.run(Command::SetIdentity(Identity { name, unit, role: Role::Office, ..Identity::default() }));
        shell.app.run(Command::CreateLedger(new));
        assert!(!stays(&ctx, &mut shell), "everything is in the file: {:?}", shell.app.notices());
        // A folder in the place of the file: it cannot be written.
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        let values = vec![IssueValue::Title("title".to_owned())];
        shell.app.run(Command::Do(Action::RegisterIssue { issue: IssueId(1), values }));
        assert_eq!(shell.app.saved(), Some(Saved::InJournal), "{:?}", shell.app.notices());
        assert!(stays(&ctx, &mut shell) && shell.app.save_failed(), "{:?}", shell.app.notices());
        assert!(!stays(&ctx, &mut shell), "asked again it closes");
    }
}
