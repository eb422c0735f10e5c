//! Opening the window: one way to draw after another until one works, and never again the one that crashed.
//!
//! ```text
//! marker of a start that broke off? -> that way is left out from now on
//! for each way: marker -> window -> three frames drawn -> marker gone
//!               failed in words: the next way, in this process
//!               device lost:     the window opens again, with the next way
//!               broke off:       the program starts itself anew without that way
//! ```

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    app::computer::{RendererMemory, RendererName},
    store::{paths::DataFolder, start_marker::StartMarker},
    ui::words::computer as words,
};

use super::arguments::Arguments;

/// A window whose device is lost over and over is not opened again.
const MOST_LOSSES: usize = 8;

/// What the window and whoever opened it know of each other.
#[derive(Debug, Default)]
pub struct Vitals {
    marker: Mutex<Option<StartMarker>>,
    proved: AtomicBool,
    lost: Mutex<Option<String>>,
    file: Mutex<Option<PathBuf>>,
}

impl Vitals {
    /// The window has drawn: the marker goes.
    pub fn prove(&self) {
        self.proved.store(true, Ordering::SeqCst);
        self.take_marker_away();
    }

    /// Whether the window has drawn.
    pub fn is_proved(&self) -> bool {
        self.proved.load(Ordering::SeqCst)
    }

    /// The device stopped: the window has to be opened anew. The first reason stays.
    pub fn lose(&self, why: String) {
        let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
        lost.get_or_insert(why);
    }

    /// Why the device stopped.
    pub fn lost(&self) -> Option<String> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Remembers the ledger that is open, for the window that comes after this one.
    pub fn keep_file(&self, file: Option<PathBuf>) {
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = file;
    }

    fn kept_file(&self) -> Option<PathBuf> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn take_marker_away(&self) {
        let marker = self.marker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(marker) = marker {
            marker.take_away();
        }
    }
}

/// How a window ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The user closed it.
    Closed,
    /// It could not be opened.
    Failed(String),
    /// Its device stopped.
    Lost(String),
    /// The program broke off in it.
    BrokeOff(String),
}

/// How the program ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The user closed the window.
    Done,
    /// Nothing draws: what was tried and what came of it.
    NothingDraws(Vec<(RendererName, String)>),
    /// A driver took the program down at the start: start it anew, and open this.
    StartAnew(Option<PathBuf>),
    /// The program broke off while it was used.
    BrokeOff,
}

/// One try to open the window.
#[derive(Debug)]
pub struct Try {
    /// What to draw with.
    pub renderer: RendererName,
    /// What crashed at the start before, to be told.
    pub crashed: Option<RendererName>,
    /// What to open.
    pub file: Option<PathBuf>,
    /// Shared with the window.
    pub vitals: Arc<Vitals>,
}

/// Opens the window by `attempt`, with one of the ways `here` after another.
pub fn open_window(
    data: &DataFolder,
    arguments: &Arguments,
    here: &[RendererName],
    attempt: &mut dyn FnMut(Try) -> Attempt,
) -> Outcome {
    let (mut memory, crashed) = learn(data, arguments);
    if arguments.after_crash && here.iter().all(|name| memory.crashed.contains(name)) {
        return Outcome::NothingDraws(here.iter().map(|name| (*name, words::TOOK_DOWN.to_owned())).collect());
    }
    let mut file = arguments.file.clone();
    let mut queue = VecDeque::from(memory.order(arguments.renderer, here));
    let (mut failures, mut n_losses) = (Vec::new(), 0);
    while let Some(renderer) = queue.pop_front() {
        let vitals = Arc::new(Vitals::default());
        *vitals.marker.lock().unwrap_or_else(PoisonError::into_inner) = mark(data, renderer);
        log::info!("starting with {}", renderer.key());
        let ended = attempt(Try { renderer, crashed, file: file.clone(), vitals: Arc::clone(&vitals) });
        file = vitals.kept_file().or(file);
        vitals.take_marker_away();
        match ended {
            Attempt::Closed => return Outcome::Done,
            Attempt::Failed(why) => {
                log::warn!("{} cannot be used: {why}", renderer.key());
                failures.push((renderer, why));
            }
            Attempt::Lost(why) => {
                log::warn!("{} stopped: {why}", renderer.key());
                failures.push((renderer, why));
                n_losses += 1;
                // It worked until then: the other ways first, and then this one again.
                if vitals.is_proved() && n_losses < MOST_LOSSES {
                    queue.push_back(renderer);
                }
            }
            Attempt::BrokeOff(_) if vitals.is_proved() => return Outcome::BrokeOff,
            Attempt::BrokeOff(why) => {
                log::error!("{} took the start down: {why}", renderer.key());
                remember_crash(data, &mut memory, renderer);
                return Outcome::StartAnew(file);
            }
        }
    }
    Outcome::NothingDraws(failures)
}

/// What is known of earlier starts, and what the one before died of.
fn learn(data: &DataFolder, arguments: &Arguments) -> (RendererMemory, Option<RendererName>) {
    let mut memory = RendererMemory::load(data);
    if arguments.after_crash {
        let last = memory.crashed.last().copied();
        return (memory, last);
    }
    let path = data.start_marker();
    let found = StartMarker::left_behind(&path).and_then(|text| text.parse().ok());
    let Some(renderer) = found else {
        return (memory, None);
    };
    log::warn!("the start before broke off with {}", RendererName::key(renderer));
    let is_new = remember_crash(data, &mut memory, renderer);
    (memory, is_new.then_some(renderer))
}

fn remember_crash(data: &DataFolder, memory: &mut RendererMemory, renderer: RendererName) -> bool {
    let is_new = memory.note_crash(renderer);
    if let Err(error) = memory.save(data) {
        log::warn!("it cannot be kept that {} crashed: {error}", renderer.key());
    }
    is_new
}

fn mark(data: &DataFolder, renderer: RendererName) -> Option<StartMarker> {
    StartMarker::leave(&data.start_marker(), renderer.key()).unwrap_or_else(|error| {
        log::warn!("the start cannot be marked: {error}");
        None
    })
}

#[cfg(test)]
mod tests;
