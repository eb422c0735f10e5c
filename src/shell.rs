//! The eframe app: drains jobs and commands, then draws; the only place that reads the clock.

mod dialogs;
mod icon;

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{FixedOffset, Utc};
use egui::Theme;

pub use icon::with_icon;

use crate::{
    app::{App, Clock, Command, CommandQueue, CommandSender, Saved, StartOptions, ThemeChoice, WakeFn, command_queue},
    store::paths::DataFolder,
    ui::{
        style,
        view::{Drafts, ViewCtx, view_ui},
    },
};

/// Reads the clock, UTC+8 whatever the computer's zone: business dates are China's.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn read_clock() -> Clock {
    let here = Utc::now();
    let now = FixedOffset::east_opt(8 * 3600)
        .map_or_else(|| here.naive_utc(), |zone| here.with_timezone(&zone).naive_local());
    Clock { now, today: now.date(), instant: Instant::now() }
}

/// Where the program keeps its own files; `RECTIFICATION_LEDGER_DATA` names another place.
pub fn data_root() -> PathBuf {
    if let Some(root) = std::env::var_os("RECTIFICATION_LEDGER_DATA") {
        return PathBuf::from(root);
    }
    directories::ProjectDirs::from("", "", "rectification-ledger")
        .map_or_else(|| PathBuf::from("rectification-ledger-data"), |dirs| dirs.data_local_dir().to_owned())
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
    start_marker: PathBuf,
    frames: u32,
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell").field("app", &self.app).finish_non_exhaustive()
    }
}

impl Shell {
    /// Makes the app for a window.
    pub fn new(ctx: &egui::Context, data: DataFolder) -> Self {
        style::install(ctx);
        let (sender, queue) = command_queue();
        let waker = ctx.clone();
        let wake = WakeFn(Arc::new(move || waker.request_repaint()));
        let start_marker = data.start_marker();
        let app = App::start(StartOptions { data, wake: wake.clone() }, read_clock());
        let dialogs = dialogs::Dialogs::new(sender.clone(), wake);
        Self { app, drafts: Drafts::default(), sender, queue, dialogs, start_marker, frames: 0 }
    }

    /// Where commands go, for what the program is started with.
    pub fn sender(&self) -> &CommandSender {
        &self.sender
    }

    /// Takes what jobs and the user asked for; `ctx` gets what the settings say.
    pub fn logic(&mut self, ctx: &egui::Context) {
        while let Some(command) = self.queue.take() {
            if !self.dialogs.ask(&command, self.app.copy_name().unwrap_or_default()) {
                self.app.run(command);
            }
        }
        self.app.tick(read_clock());
        let theme = match self.app.settings().theme {
            ThemeChoice::Light => Theme::Light,
            ThemeChoice::Dark => Theme::Dark,
        };
        ctx.set_theme(theme);
        let zoom = f32::from(self.app.settings().zoom) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        self.close_when_asked(ctx);
        ctx.request_repaint_after(self.next_look());
    }

    /// When to look again though nobody does anything: soon while something waits to be saved, else for the clock.
    fn next_look(&self) -> Duration {
        let waits = self.app.has_typed_to_write() || self.app.is_saving() || self.app.saved() == Some(Saved::InJournal);
        if waits { Duration::from_millis(500) } else { Duration::from_secs(30) }
    }

    fn close_when_asked(&mut self, ctx: &egui::Context) {
        let asked = ctx.input(|input| input.viewport().close_requested());
        if asked || self.app.is_quitting() {
            self.app.finish_saving();
            self.app.finish_typed();
            if self.app.is_quitting() && !asked {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// The renderer has drawn: the next start need not try another.
    fn prove_renderer(&mut self) {
        self.frames = self.frames.saturating_add(1);
        if self.frames == FRAMES_THAT_PROVE
            && let Err(error) = std::fs::remove_file(&self.start_marker)
        {
            log::info!("the mark of the start stays: {error}");
        }
    }

    /// Draws the window.
    pub fn draw(&mut self, ui: &mut egui::Ui) {
        self.prove_renderer();
        let ctx = ViewCtx { app: &self.app, commands: &self.sender };
        view_ui(ctx, ui, &mut self.drafts);
    }
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.sender.send(Command::Quit);
        self.app.finish_saving();
    }
}
