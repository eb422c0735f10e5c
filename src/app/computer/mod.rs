//! What the program knows of this computer: renderer, place of the window, folders used lately, drives, the double click.

mod association;
mod drives;
mod folders;
mod place;
mod renderer;
mod show;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use association::{Opener, Registry, user_registry};
pub use drives::{Drive, drive_of, removable_drives};
pub use folders::{FolderKind, UsedFolder, remember_folder, used_folder};
pub use place::{SMALLEST, Screen, WindowPlace, fitted};
pub use renderer::{NoRenderer, RendererMemory, RendererName, renderers_in};
pub use show::show_in_folder;

use crate::store::{
    Doing, StoreError,
    settings_file::{self, Loaded},
};

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
    /// Looks what a double click on a ledger does: the user may have changed it in Explorer.
    LookForOpener,
    /// Has ledgers opened by this program on a double click, called that by the system; `None` takes it back.
    OpenLedgers(Option<String>),
}

/// Finds the drives that can be pulled out; may take its time.
type DriveFinder = Arc<dyn Fn() -> Vec<Drive> + Send + Sync>;

/// What is known of this computer.
#[derive(Default)]
pub struct Computer {
    renderers: RendererMemory,
    runs: Option<RendererName>,
    drives: Vec<Drive>,
    finder: Option<DriveFinder>,
    looking: Option<Job<Vec<Drive>>>,
    registry: Option<Box<dyn Registry>>,
    opener: Option<Opener>,
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

    /// What a double click on a ledger does; none where this program cannot arrange it.
    pub fn opener(&self) -> Option<Opener> {
        self.opener
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
            ComputerCommand::LookForOpener => self.see_opener(),
            ComputerCommand::OpenLedgers(called) => self.open_ledgers(called.as_deref()),
            ComputerCommand::UsedFolder(kind, folder) => {
                if remember_folder(&mut self.settings.folders, kind, &folder) {
                    self.save_settings();
                }
            }
        }
    }

    /// Takes up the user's registry, in which it stands what a double click does.
    pub fn with_registry(&mut self, registry: Option<Box<dyn Registry>>) {
        self.computer.registry = registry;
        self.see_opener();
    }

    /// Takes up how drives are found; nothing is offered before.
    pub fn with_drives(&mut self, finder: impl Fn() -> Vec<Drive> + Send + Sync + 'static) {
        self.computer.finder = Some(Arc::new(finder));
    }

    fn see_opener(&mut self) {
        let program = std::env::current_exe().ok();
        let seen = self.computer.registry.as_deref().zip(program.as_deref());
        self.computer.opener = seen.map(|(registry, program)| association::opener(registry, program));
    }

    fn open_ledgers(&mut self, called: Option<&str>) {
        let Some(registry) = self.computer.registry.as_deref_mut() else {
            return;
        };
        let done = match called {
            Some(called) => {
                std::env::current_exe().and_then(|program| association::associate(registry, &program, called))
            }
            None => association::dissociate(registry),
        };
        if let Err(error) = done {
            let place = Path::new(association::PLACE);
            self.tell(NoticeKind::Failed(StoreError::new(Doing::Write, place, error)));
        }
        self.see_opener();
    }

    /// On a thread: a drive that sleeps, or a reader without a card, takes its time.
    fn look_for_drives(&mut self) {
        let finder = self.computer.finder.clone().filter(|_| self.computer.looking.is_none());
        if let Some(finder) = finder {
            let work = move |_: &JobReporter<Vec<Drive>>| finder();
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
