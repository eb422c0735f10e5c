//! What the window is drawn with: the ways there are, in which order they are tried, and which of them crashed here.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::store::{
    StoreError,
    paths::DataFolder,
    settings_file::{self, Loaded},
};

/// A way to draw the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RendererName {
    /// wgpu over Direct3D 12, of Windows only; where no driver has it, Windows draws by software (WARP).
    Dx12,
    /// wgpu over Vulkan.
    Vulkan,
    /// wgpu over OpenGL.
    Gl,
    /// OpenGL without wgpu.
    Glow,
}

impl RendererName {
    /// Every way, the one to try first before the others.
    pub const ALL: [Self; 4] = [Self::Dx12, Self::Vulkan, Self::Gl, Self::Glow];

    /// The ways this system can have.
    pub fn of_this_system() -> Vec<Self> {
        Self::ALL.into_iter().filter(|name| cfg!(windows) || *name != Self::Dx12).collect()
    }

    /// As `--renderer`, the marker and the log write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Dx12 => "dx12",
            Self::Vulkan => "vulkan",
            Self::Gl => "gl",
            Self::Glow => "glow",
        }
    }
}

/// The word is no name of a renderer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not dx12, vulkan, gl or glow")]
pub struct NoRenderer;

impl FromStr for RendererName {
    type Err = NoRenderer;

    fn from_str(word: &str) -> Result<Self, NoRenderer> {
        let word = word.trim();
        Self::ALL.into_iter().find(|name| name.key().eq_ignore_ascii_case(word)).ok_or(NoRenderer)
    }
}

/// The names in a list such as `dx12,vulkan`; other words are passed over.
pub fn renderers_in(list: &str) -> Vec<RendererName> {
    list.split(',').filter_map(|word| word.parse().ok()).collect()
}

/// What this computer can draw with, as far as it was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RendererMemory {
    /// The way the user has chosen.
    pub wanted: Option<RendererName>,
    /// The ways whose driver took the program down; not tried again until the user says so.
    pub crashed: Vec<RendererName>,
}

impl RendererMemory {
    /// Reads it; a file that cannot be read counts as none, for it holds nothing anybody typed.
    pub fn load(data: &DataFolder) -> Self {
        settings_file::load(&data.renderers()).map(Loaded::or_default).unwrap_or_default()
    }

    /// Keeps it.
    pub fn save(&self, data: &DataFolder) -> Result<(), StoreError> {
        settings_file::save(&data.renderers(), self)
    }

    /// Remembers that a driver took the program down; false where that is known already.
    pub fn note_crash(&mut self, name: RendererName) -> bool {
        let is_new = !self.crashed.contains(&name);
        if is_new {
            self.crashed.push(name);
        }
        is_new
    }

    /// What to try, in order: first what was asked for, never what crashed unless just that is asked for.
    pub fn order(&self, asked: Option<RendererName>, here: &[RendererName]) -> Vec<RendererName> {
        let sound = |name: &RendererName| asked == Some(*name) || !self.crashed.contains(name);
        let mut order: Vec<_> = here.iter().copied().filter(sound).collect();
        if order.is_empty() {
            // All of them crashed: better tried again than no window.
            order = here.to_vec();
        }
        if let Some(first) = asked.or(self.wanted).filter(|name| order.contains(name)) {
            order.retain(|name| *name != first);
            order.insert(0, first);
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::{RendererName::*, *};

    #[track_caller]
    fn check(memory: &RendererMemory, asked: Option<RendererName>, expected: &[RendererName]) {
        assert_eq!(memory.order(asked, &RendererName::ALL), expected);
    }

    #[test]
    fn the_ways_are_tried_in_order_and_the_chosen_one_first() {
        let mut memory = RendererMemory::default();
        check(&memory, None, &[Dx12, Vulkan, Gl, Glow]);
        memory.wanted = Some(Gl);
        check(&memory, None, &[Gl, Dx12, Vulkan, Glow]);
        check(&memory, Some(Glow), &[Glow, Dx12, Vulkan, Gl]);
    }

    #[test]
    fn what_crashed_is_not_tried_again_until_it_is_asked_for() {
        let mut memory = RendererMemory { wanted: Some(Dx12), crashed: Vec::new() };
        assert!(memory.note_crash(Dx12), "the first time");
        assert!(!memory.note_crash(Dx12), "known");
        check(&memory, None, &[Vulkan, Gl, Glow]);
        check(&memory, Some(Dx12), &[Dx12, Vulkan, Gl, Glow]);
        memory.crashed = RendererName::ALL.to_vec();
        memory.wanted = None;
        check(&memory, None, &[Dx12, Vulkan, Gl, Glow]);
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for name in RendererName::ALL {
            assert_eq!(name.key().parse(), Ok(name));
        }
        assert_eq!(" GLOW ".parse(), Ok(Glow));
        assert_eq!(renderers_in("dx12, vulkan,xyz"), [Dx12, Vulkan]);
        assert_eq!("wgpu".parse::<RendererName>(), Err(NoRenderer));
    }

    #[test]
    fn what_was_learned_is_there_at_the_next_start() {
        let folder = tempfile::TempDir::new().unwrap();
        let data = DataFolder::new(folder.path().join("data"));
        assert_eq!(RendererMemory::load(&data), RendererMemory::default());
        let memory = RendererMemory { wanted: Some(Glow), crashed: vec![Dx12] };
        memory.save(&data).unwrap();
        assert_eq!(RendererMemory::load(&data), memory);
    }
}
