//! The bell of a window: whoever opens the same ledger again on this computer rings, and the window comes forward.
//!
//! A file in the data folder is the bell, so that no socket is opened.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    app::WakeFn,
    store::{lock::WindowLock, paths::DataFolder, safe_write::safe_write},
};

/// How often the bell is listened for.
const LISTENS_EVERY: Duration = Duration::from_millis(500);

/// How often whoever rang looks whether it was heard, and how many times.
const WAITS: (Duration, u32) = (Duration::from_millis(100), 25);

/// Listens for the bell of the ledger that is open.
#[derive(Debug)]
pub struct Bell {
    of: Arc<Mutex<Option<PathBuf>>>,
    rung: Arc<AtomicBool>,
    open: Option<PathBuf>,
}

impl Bell {
    /// Listens on a thread of its own, which ends with the bell.
    pub fn listen(wake: WakeFn) -> Self {
        let of: Arc<Mutex<Option<PathBuf>>> = Arc::default();
        let rung: Arc<AtomicBool> = Arc::default();
        let (file, heard) = (Arc::downgrade(&of), Arc::clone(&rung));
        let listening = thread::Builder::new().name("bell".to_owned()).spawn(move || {
            while let Some(of) = file.upgrade() {
                let path = of.lock().unwrap_or_else(PoisonError::into_inner).clone();
                drop(of);
                if path.is_some_and(|path| fs::remove_file(path).is_ok()) {
                    heard.store(true, Ordering::SeqCst);
                    (wake.0)();
                }
                thread::sleep(LISTENS_EVERY);
            }
        });
        if let Err(error) = listening {
            log::warn!("nobody listens for a second start: {error}");
        }
        Self { of, rung, open: None }
    }

    /// Listens for this ledger from now on.
    pub fn open(&mut self, data: &DataFolder, ledger: Option<&Path>) {
        if self.open.as_deref() != ledger {
            self.open = ledger.map(Path::to_owned);
            *self.of.lock().unwrap_or_else(PoisonError::into_inner) = ledger.map(|ledger| data.bell(ledger));
        }
    }

    /// Whether somebody rang; true once.
    pub fn was_rung(&self) -> bool {
        self.rung.swap(false, Ordering::SeqCst)
    }
}

/// Rings for a ledger that a window of this computer has open; true where that window heard it.
pub fn ring_for(data: &DataFolder, ledger: &Path) -> bool {
    if !WindowLock::is_held(&data.window_lock(ledger)) {
        return false;
    }
    let bell = data.bell(ledger);
    let rung = bell.parent().map_or(Ok(()), fs::create_dir_all).map(|()| safe_write(&bell, b"").is_ok());
    if !rung.unwrap_or(false) {
        return false;
    }
    let (wait, times) = WAITS;
    for _ in 0..times {
        thread::sleep(wait);
        if !bell.exists() {
            return true;
        }
    }
    match fs::remove_file(&bell) {
        // Heard in the last moment.
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Ok(()) | Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_second_start_calls_the_window_that_has_the_ledger_open() {
        let folder = TempDir::new().unwrap();
        let data = DataFolder::new(folder.path().join("data"));
        let ledger = folder.path().join("台账.ron");
        safe_write(&ledger, b"()").unwrap();
        assert!(!ring_for(&data, &ledger), "nobody has it open");
        let _lock = WindowLock::take(&data.window_lock(&ledger)).unwrap();
        let (woken, wakes) = channel();
        let mut bell = Bell::listen(WakeFn(Arc::new(move || woken.send(()).unwrap_or_default())));
        bell.open(&data, Some(&ledger));
        assert!(ring_for(&data, &ledger), "heard");
        wakes.recv_timeout(Duration::from_secs(5)).unwrap();
        assert!(bell.was_rung() && !bell.was_rung(), "once");
    }

    #[test]
    fn a_window_that_does_not_listen_is_not_waited_for_long_and_no_bell_is_left() {
        let folder = TempDir::new().unwrap();
        let data = DataFolder::new(folder.path().join("data"));
        let ledger = folder.path().join("台账.ron");
        safe_write(&ledger, b"()").unwrap();
        let _lock = WindowLock::take(&data.window_lock(&ledger)).unwrap();
        assert!(!ring_for(&data, &ledger), "nobody answers");
        assert!(!data.bell(&ledger).exists(), "nothing is left");
    }
}
