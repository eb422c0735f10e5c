//! What the program knows of this computer: what it draws with, folders used lately, drives that can be pulled out.

mod renderer;

pub use renderer::{NoRenderer, RendererMemory, RendererName, renderers_in};

use super::{notice::NoticeKind, state::App};

/// Something asked about this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComputerCommand {
    /// Draws with this from the next start on; `None`: with whatever works first.
    SetRenderer(Option<RendererName>),
    /// Tries again at the next start what crashed.
    RetryRenderers,
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
        match command {
            ComputerCommand::SetRenderer(wanted) => {
                self.computer.renderers.wanted = wanted;
                // Whoever chooses it by name wants it tried.
                self.computer.renderers.crashed.retain(|name| Some(*name) != wanted);
            }
            ComputerCommand::RetryRenderers => self.computer.renderers.crashed.clear(),
        }
        if let Err(error) = self.computer.renderers.save(&self.data) {
            self.tell(NoticeKind::Failed(error));
        }
    }
}
