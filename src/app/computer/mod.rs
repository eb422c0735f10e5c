//! What the program knows of this computer: what it draws with, where the window stands, folders used lately.

mod folders;
mod place;
mod renderer;
mod show;

use std::path::PathBuf;

pub use folders::{FolderKind, UsedFolder, remember_folder, used_folder};
pub use place::{SMALLEST, Screen, WindowPlace, fitted};
pub use renderer::{NoRenderer, RendererMemory, RendererName, renderers_in};
pub use show::show_in_folder;

use crate::store::settings_file::{self, Loaded};

use super::{notice::NoticeKind, state::App};

/// Something asked about this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComputerCommand {
    /// Draws with this from the next start on; `None`: with whatever works first.
    SetRenderer(Option<RendererName>),
    /// Tries again at the next start what crashed.
    RetryRenderers,
    /// A file of that kind was chosen in this folder.
    UsedFolder(FolderKind, PathBuf),
}

/// What is known of this computer.
#[derive(Debug, Default)]
pub struct Computer {
    renderers: RendererMemory,
    runs: Option<RendererName>,
}

impl Computer {
    /// What can be drawn with, as far as it was tried.
    pub fn renderers(&self) -> &RendererMemory {
        &self.renderers
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
            ComputerCommand::UsedFolder(kind, folder) => {
                if remember_folder(&mut self.settings.folders, kind, &folder) {
                    self.save_settings();
                }
            }
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
