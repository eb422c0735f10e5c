//! What is got ready while the system makes the window, which takes a tenth of a second: the fonts, and the file to open.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use crate::app::{ReadAhead, fonts, jobs::Job};

use super::read_clock;

/// What is being got ready. Where no thread can be had nothing is, and the window does it itself.
#[derive(Debug)]
pub struct Early {
    ahead: Option<ReadAhead>,
    /// To be woken, once it is there.
    window: Arc<OnceLock<egui::Context>>,
}

impl Early {
    /// Starts: `file` is what the program was told to open.
    pub fn start(file: Option<&Path>) -> Self {
        let now = read_clock().instant;
        if let Err(error) = Job::start("fonts", now, Arc::new(|| ()), |_| fonts::unpack()) {
            log::info!("the fonts are unpacked by the window: {error}");
        }
        let window: Arc<OnceLock<egui::Context>> = Arc::default();
        let woken = Arc::clone(&window);
        let wake = move || {
            if let Some(ctx) = woken.get() {
                ctx.request_repaint();
            }
        };
        let ahead = file.and_then(|file| ReadAhead::start(file, now, Arc::new(wake)));
        Self { ahead, window }
    }

    /// The file that is being read, for the window that is there now.
    pub(super) fn take(self, ctx: &egui::Context) -> Option<ReadAhead> {
        // It is set only here.
        self.window.set(ctx.clone()).ok();
        self.ahead
    }
}
