//! The log: a few small files in the data folder, the oldest dropped; never a word of a ledger.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    panic::PanicHookInfo,
    path::{Path, PathBuf},
};

use env_logger::{Builder, Target};
use log::LevelFilter;

use crate::store::paths::DataFolder;

use super::read_clock;

/// A log file grows no larger than this.
const MOST_BYTES: u64 = 256 * 1024;

/// So many full files are kept beside the one that is written.
const KEPT: u32 = 3;

/// A log of files that are turned over when they are full.
#[derive(Debug)]
pub struct TurningLog {
    path: PathBuf,
    file: Option<File>,
    n_bytes: u64,
    most: u64,
}

impl TurningLog {
    /// A log at `path`, its older files beside it as `….1`, `….2`, each of at most `most` bytes.
    pub fn new(path: PathBuf, most: u64) -> Self {
        Self { path, file: None, n_bytes: 0, most }
    }

    fn open(&mut self) -> io::Result<&mut File> {
        let file = if let Some(file) = self.file.take() {
            file
        } else {
            if let Some(folder) = self.path.parent() {
                fs::create_dir_all(folder)?;
            }
            let file = OpenOptions::new().append(true).create(true).open(&self.path)?;
            self.n_bytes = file.metadata()?.len();
            file
        };
        Ok(self.file.insert(file))
    }

    fn turn_over(&mut self) -> io::Result<()> {
        // Closed first: Windows does not rename an open file.
        self.file = None;
        for number in (1..KEPT).rev() {
            let from = numbered(&self.path, number);
            if from.exists() {
                fs::rename(from, numbered(&self.path, number + 1))?;
            }
        }
        fs::rename(&self.path, numbered(&self.path, 1))
    }
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{number}"));
    path.with_file_name(name)
}

impl Write for TurningLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open()?;
        // Another window may hold the old file open; then this one goes on in it.
        if self.n_bytes > 0 && self.n_bytes + bytes.len() as u64 > self.most && self.turn_over().is_err() {
            self.n_bytes = 0;
        }
        // A terminal, where there is one, shows it too; without one nothing is lost.
        io::stderr().write_all(bytes).ok();
        let n_bytes = self.open()?.write(bytes)?;
        self.n_bytes += n_bytes as u64;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// Where the log of this program is.
pub fn log_path(data: &DataFolder) -> PathBuf {
    data.logs().join("rectification-ledger.log")
}

/// Begins to log; `RUST_LOG` says how much, and without it only what went wrong is written.
pub fn start(data: &DataFolder) {
    let log = TurningLog::new(log_path(data), MOST_BYTES);
    let mut builder = levels();
    builder.parse_default_env().target(Target::Pipe(Box::new(log)));
    builder.format(|out, record| {
        let now = read_clock().now.format("%Y-%m-%d %H:%M:%S");
        writeln!(out, "{now} {} {}: {}", record.level(), record.target(), record.args())
    });
    if builder.try_init().is_ok() {
        std::panic::set_hook(Box::new(|panic| log::error!("{}", panic_words(panic))));
    }
}

/// How much each part may say where nobody asks for more.
fn levels() -> Builder {
    let mut builder = Builder::new();
    // Drivers and libraries talk much at the start.
    builder.filter_level(LevelFilter::Warn).filter_module("rectification_ledger", LevelFilter::Info);
    // These two quote what is typed and drawn: what an input method composes, the window's title, a picture's text.
    for module in ["egui_winit", "usvg"] {
        builder.filter_module(module, LevelFilter::Error);
    }
    builder
}

/// Where the program broke off. Its words are left out where they could hold what somebody typed.
fn panic_words(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    let payload = panic.payload();
    let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    // Rust's own words quote text in backticks or quotes.
    let plain = |said: &&str| said.is_ascii() && !said.contains(['`', '"']);
    let said = said.filter(plain).unwrap_or("(words left out)");
    format!("broke off at {place}: {said}")
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn what_quotes_typed_text_is_not_written() {
        let logger = levels().build();
        let is_written =
            |target, level| log::Log::enabled(&logger, &log::Metadata::builder().target(target).level(level).build());
        assert!(is_written("rectification_ledger::app", log::Level::Info) && is_written("wgpu", log::Level::Warn));
        assert!(!is_written("egui_winit", log::Level::Warn) && !is_written("usvg::text::layout", log::Level::Warn));
        assert!(is_written("egui_winit", log::Level::Error));
    }

    #[test]
    fn a_full_log_is_turned_over_and_the_oldest_dropped() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("log/a.log");
        let mut log = TurningLog::new(path.clone(), 40);
        for number in 0..20 {
            log.write_all(format!("line number {number:2}\n").as_bytes()).unwrap();
        }
        let names = |path: &Path| fs::read_dir(path).unwrap().count();
        assert_eq!(names(path.parent().unwrap()), 4, "one and three older ones");
        assert_eq!(fs::read_to_string(&path).unwrap(), "line number 18\nline number 19\n");
        assert_eq!(fs::read_to_string(numbered(&path, 1)).unwrap(), "line number 16\nline number 17\n");
    }

    #[test]
    fn a_log_goes_on_where_the_program_before_stopped() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.log");
        TurningLog::new(path.clone(), 1000).write_all(b"one\n").unwrap();
        TurningLog::new(path.clone(), 1000).write_all(b"two\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
    }
}
