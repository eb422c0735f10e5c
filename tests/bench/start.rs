//! How soon the window stands beside an empty eframe window, what it does while nobody does anything, and its memory:
//! `cargo bench --bench start` (or `-- 10000` for another size). Needs a screen or Xvfb, and `/proc`.
//!
//! Both windows are this program started anew with the same renderer; medians of several starts taken in turn.
//! Exit status 1 where a bound does not hold.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measuring program may stop, starts a thread, and prints"
)]

#[expect(dead_code, reason = "others ask for other bounds")]
mod note;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use eframe::{CreationContext, Frame, NativeOptions};
use egui::{Ui, ViewportBuilder, ViewportCommand};
use rectification_ledger::{
    app::{self, Clock, Identity, Page, generate::generate},
    shell::{Shell, early::Early},
    store::{ledger_write::save_ledger, paths::DataFolder, safe_write::Known},
    ui::style,
};

const ROUNDS: usize = 7;

/// Fades and the caret have come to rest after this.
const SETTLE: Duration = Duration::from_secs(4);
const IDLE: Duration = Duration::from_secs(10);

/// The bounds: first frame beside the empty window; frames in the idle time (the clock looks every 30 s); memory above it.
const MAX_RATIO: f64 = 1.5;
const MAX_FRAMES: f64 = 1.0;
const MAX_MB: f64 = 60.0;

/// Two looks of the kernel's clock, which counts in hundredths of a second.
const MAX_BUSY_MS: f64 = 20.0;

/// Set for the windows this program starts: the ledger to open, or nothing for the empty one.
const WINDOW: &str = "START_BENCH_WINDOW";

/// Set for a window that is to stay and be left alone.
const STAYS: &str = "START_BENCH_STAYS";

fn main() -> ExitCode {
    match env::var(WINDOW) {
        Ok(ledger) => {
            window(&ledger);
            ExitCode::SUCCESS
        }
        Err(_) => measure(),
    }
}

/// One window that tells its first frame, and closes at once or after it was left alone.
fn window(ledger: &str) {
    let start = Instant::now();
    let ledger = (!ledger.is_empty()).then(|| PathBuf::from(ledger));
    // As the program does before it asks for a window.
    let early = ledger.as_deref().map(|ledger| Early::start(Some(ledger)));
    let options = NativeOptions {
        viewport: ViewportBuilder::default().with_inner_size([1366.0, 728.0]),
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let make = move |cc: &CreationContext<'_>| -> Box<dyn eframe::App> {
        let inside = ledger.zip(early).map(|(ledger, early)| shell(cc, ledger, early));
        Box::new(Watched { inside, start, frames: Arc::default() })
    };
    eframe::run_native("start-bench", options, Box::new(move |cc| Ok(make(cc)))).expect("a window");
}

fn shell(cc: &CreationContext<'_>, ledger: PathBuf, early: Early) -> Shell {
    let data = DataFolder::new(ledger.with_file_name("data"));
    let is_new = !data.settings().exists();
    let mut shell = Shell::new(&cc.egui_ctx, data);
    shell.take_early(&cc.egui_ctx, early);
    style::install_system_fonts(&cc.egui_ctx);
    // Whoever it is said so once, the first time.
    if is_new {
        let who = Identity { name: "王敏".to_owned(), unit: "市整改办".to_owned(), ..Identity::default() };
        shell.sender().send(app::Command::SetIdentity(who));
    }
    shell.sender().send(app::Command::Open(ledger));
    shell.sender().send(app::Command::Go(Page::Issues));
    shell
}

struct Watched {
    inside: Option<Shell>,
    start: Instant,
    frames: Arc<AtomicUsize>,
}

impl Watched {
    /// The first frame is on the screen when the second begins.
    fn count(&self, ctx: &egui::Context) {
        let stays = env::var_os(STAYS).is_some();
        match self.frames.fetch_add(1, Ordering::Relaxed) {
            0 => ctx.request_repaint(),
            1 => {
                println!("first {}", self.start.elapsed().as_secs_f64() * 1000.0);
                if stays {
                    leave_alone(ctx.clone(), Arc::clone(&self.frames));
                }
            }
            _ => {}
        }
        if !stays && self.frames.load(Ordering::Relaxed) > 1 {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

fn leave_alone(ctx: egui::Context, frames: Arc<AtomicUsize>) {
    thread::spawn(move || {
        thread::sleep(SETTLE);
        let (drawn, busy) = (frames.load(Ordering::Relaxed), busy_ms());
        thread::sleep(IDLE);
        println!("frames {}", frames.load(Ordering::Relaxed) - drawn);
        println!("busy {}", busy_ms() - busy);
        println!("memory {}", memory_mb());
        ctx.send_viewport_cmd(ViewportCommand::Close);
        ctx.request_repaint();
    });
}

impl eframe::App for Watched {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        if let Some(shell) = &mut self.inside {
            shell.logic(ctx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        self.count(&ui.ctx().clone());
        match &mut self.inside {
            Some(shell) => shell.draw(ui),
            None => {
                ui.label("empty");
            }
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.inside.as_ref().map_or([0.1, 0.1, 0.1, 1.0], |shell| shell.clear_color(visuals))
    }
}

/// Processor time of this process in milliseconds, of all its threads.
fn busy_ms() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

fn memory_mb() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse::<f64>().ok());
    kb.unwrap_or_default() / 1024.0
}

/// What one window told, by name.
#[derive(Debug, Default)]
struct Told {
    first: f64,
    frames: f64,
    busy: f64,
    memory: f64,
}

fn start(ledger: &str, stays: bool) -> Told {
    let mut command = Command::new(env::current_exe().expect("this program"));
    if has_no_screen() {
        command.env("DISPLAY", SCREEN);
    }
    command.env(WINDOW, ledger).env_remove(STAYS).stderr(Stdio::null());
    if stays {
        command.env(STAYS, "1");
    }
    let output = command.output().expect("a window starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut told = Told::default();
    for (name, value) in text.lines().filter_map(|line| line.split_once(' ')) {
        let value = value.parse().unwrap_or_default();
        match name {
            "first" => told.first = value,
            "frames" => told.frames = value,
            "busy" => told.busy = value,
            "memory" => told.memory = value,
            _ => {}
        }
    }
    assert!(told.first > 0.0, "the window did not draw: {text}");
    told
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The screen we start where there is none.
const SCREEN: &str = ":67";

fn has_no_screen() -> bool {
    env::var_os("DISPLAY").is_none() && env::var_os("WAYLAND_DISPLAY").is_none()
}

fn screen() -> Option<Child> {
    if !has_no_screen() {
        return None;
    }
    let screen = Command::new("Xvfb").args([SCREEN, "-screen", "0", "1366x768x24"]).stderr(Stdio::null()).spawn();
    thread::sleep(Duration::from_secs(2));
    screen.ok()
}

fn make_ledger(path: &Path, issues: usize) {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    let clock = Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() };
    let content = generate(issues, issues, 1, clock).expect("a ledger");
    save_ledger(path, Known::Absent, &content).expect("saved");
}

fn measure() -> ExitCode {
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    let mut screen = screen();
    let folder = tempfile::tempdir().expect("a folder");
    let mut holds = true;
    for (place, issues) in sizes.into_iter().enumerate() {
        let path = folder.path().join(format!("{issues}.ron"));
        make_ledger(&path, issues);
        let ledger = path.to_str().expect("a path");
        // What is asked is asked of the first: a ledger as most offices have it.
        let bound = if place == 0 { MAX_RATIO } else { 0.0 };
        let is_soon = first_frame(ledger, issues, bound);
        holds &= place > 0 || (is_soon && left_alone(ledger, issues));
    }
    if let Some(screen) = &mut screen {
        screen.kill().expect("the screen ends");
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether the first frame comes soon enough.
fn first_frame(ledger: &str, issues: usize, bound: f64) -> bool {
    // The first start of each warms the disk and writes the settings.
    start("", false);
    start(ledger, false);
    let (mut empty, mut ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        empty.push(start("", false).first);
        ours.push(start(ledger, false).first);
    }
    let (empty, ours) = (median(empty), median(ours));
    let ratio = ours / empty;
    println!(
        "first frame: empty window {empty:.0} ms, with {issues} issues {ours:.0} ms, ratio {ratio:.2} (bound {MAX_RATIO} for the first)"
    );
    note::note("first frame, ms", issues, ours, Some(note::Beside::at_most("an empty window", empty, bound)));
    ratio <= MAX_RATIO
}

/// Whether a window that nobody touches keeps still, and needs little.
fn left_alone(ledger: &str, issues: usize) -> bool {
    let (still, full) = (start("", true), start(ledger, true));
    let seconds = IDLE.as_secs();
    println!(
        "left alone for {seconds} s: empty {} frames, {:.0} ms busy; ours {} frames, {:.0} ms busy (bound {MAX_FRAMES} frame, for the clock)",
        still.frames, still.busy, full.frames, full.busy
    );
    let more = full.memory - still.memory;
    println!("memory: empty {:.0} MB, ours {:.0} MB, {more:.0} MB above (bound {MAX_MB})", still.memory, full.memory);
    let asked = |most: f64| Some(note::Beside::at_most("what is asked", most, 1.0));
    note::note("memory above an empty window, MB", issues, more, asked(MAX_MB));
    note::note("frames in ten seconds left alone", issues, full.frames, asked(MAX_FRAMES));
    let is_idle = full.frames <= MAX_FRAMES && full.busy - still.busy <= MAX_BUSY_MS;
    is_idle && more <= MAX_MB
}
