//! What the program knows of this computer: what it draws with, where the window stands, folders used lately.

mod drives;
mod folders;
mod place;
mod renderer;
mod show;

use std::{path::PathBuf, sync::Arc};

pub use drives::{Drive, drive_of, removable_drives};
pub use folders::{FolderKind, UsedFolder, remember_folder, used_folder};
pub use place::{SMALLEST, Screen, WindowPlace, fitted};
pub use renderer::{NoRenderer, RendererMemory, RendererName, renderers_in};
pub use show::show_in_folder;

use crate::store::settings_file::{self, Loaded};

use super::{
    evidence::end_of,
    jobs::{Job, JobReporter},
    notice::NoticeKind,
    state::App,
};

/// Something asked about this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComputerCommand {
    /// Draws with this from the next start on; `None`: with whatever works first.
    SetRenderer(Option<RendererName>),
    /// Tries again at the next start what crashed.
    RetryRenderers,
    /// A file of that kind was chosen in this folder.
    UsedFolder(FolderKind, PathBuf),
    /// Looks which drives can be pulled out.
    LookForDrives,
    /// These can.
    FoundDrives(Vec<Drive>),
}

/// What is known of this computer.
#[derive(Default)]
pub struct Computer {
    renderers: RendererMemory,
    runs: Option<RendererName>,
    drives: Vec<Drive>,
    looking: Option<Job<Vec<Drive>>>,
}

impl Computer {
    /// What can be drawn with, as far as it was tried.
    pub fn renderers(&self) -> &RendererMemory {
        &self.renderers
    }

    /// The drives that can be pulled out, as last looked.
    pub fn drives(&self) -> &[Drive] {
        &self.drives
    }

    /// What the window is drawn with now; none without a window.
    pub fn runs(&self) -> Option<RendererName> {
        self.runs
    }
}

impl App {
    /// What is known of this computer.
    pub fn computer(&self) -> &Computer {
        &self.computer
    }

    /// Says what the window is drawn with, and what crashed at the start before.
    pub fn drawn_with(&mut self, runs: RendererName, crashed: Option<RendererName>) {
        self.computer.runs = Some(runs);
        self.computer.renderers = RendererMemory::load(&self.data);
        if let Some(was) = crashed {
            self.tell(NoticeKind::RendererCrashed(was, runs));
        }
    }

    pub(super) fn run_computer(&mut self, command: ComputerCommand) {
        let renderers = &mut self.computer.renderers;
        match command {
            ComputerCommand::SetRenderer(wanted) => {
                renderers.wanted = wanted;
                // Whoever chooses it by name wants it tried.
                renderers.crashed.retain(|name| Some(*name) != wanted);
                self.save_renderers();
            }
            ComputerCommand::RetryRenderers => {
                renderers.crashed.clear();
                self.save_renderers();
            }
            ComputerCommand::LookForDrives => self.look_for_drives(),
            ComputerCommand::FoundDrives(drives) => self.computer.drives = drives,
            ComputerCommand::UsedFolder(kind, folder) => {
                if remember_folder(&mut self.settings.folders, kind, &folder) {
                    self.save_settings();
                }
            }
        }
    }

    /// On a thread: a drive that sleeps, or a reader without a card, takes its time.
    fn look_for_drives(&mut self) {
        if self.computer.looking.is_none() {
            let work = |_: &JobReporter<Vec<Drive>>| removable_drives();
            match Job::start("drives", self.clock.instant, Arc::clone(&self.wake), work) {
                Ok(job) => self.computer.looking = Some(job),
                Err(error) => log::warn!("the drives are not looked for: {error}"),
            }
        }
    }

    pub(super) fn tick_computer(&mut self) {
        if let Some(ended) = self.computer.looking.as_mut().and_then(end_of) {
            self.computer.looking = None;
            self.computer.drives = ended.unwrap_or_default();
        }
    }

    fn save_renderers(&mut self) {
        if let Err(error) = self.computer.renderers.save(&self.data) {
            self.tell(NoticeKind::Failed(error));
        }
    }

    /// Where the window stood when it was closed.
    pub fn kept_place(&self) -> Option<WindowPlace> {
        match settings_file::load(&self.data.window()) {
            Ok(Loaded::Found(place)) => Some(place),
            Ok(Loaded::Missing | Loaded::SetAside { .. }) => None,
            Err(error) => {
                log::info!("the place of the window cannot be read: {error}");
                None
            }
        }
    }

    /// Keeps where the window stands.
    pub fn keep_place(&self, place: WindowPlace) {
        if let Err(error) = settings_file::save(&self.data.window(), &place) {
            log::info!("the place of the window cannot be kept: {error}");
        }
    }
}
