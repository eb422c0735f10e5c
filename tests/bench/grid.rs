//! How much of the processor a frame of the grid takes: `cargo bench --bench grid` (or `-- 1000 10000` for other sizes).
//!
//! A frame is everything egui does for it through its own `Context`: the events, the layout and the paint commands of
//! the whole window, rail and bars among it. Making triangles of the paint commands is told apart. No graphics card.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program may stop, and prints")]

#[expect(dead_code, reason = "others have something beside theirs")]
mod note;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use egui::{Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use rectification_ledger::{
    app::{
        App, Clock, Column, Command, CommandQueue, CommandSender, Identity, Layout, Page, StartOptions, WakeFn,
        command_queue, generate::generate,
    },
    store::{ledger_write::save_ledger, paths::DataFolder, safe_write::Known},
    ui::{
        theme,
        view::{Drafts, ViewCtx, view_ui},
    },
};

const FRAMES: usize = 600;

/// The window without a screen.
struct Window {
    context: Context,
    app: App,
    drafts: Drafts,
    sender: CommandSender,
    queue: CommandQueue,
    time: f64,
}

/// What a frame took.
#[derive(Default)]
struct Times {
    frame: Vec<Duration>,
    triangles: Vec<Duration>,
}

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

fn percentile(times: &mut [Duration], part: usize) -> f64 {
    times.sort();
    let at = (times.len() * part / 100).min(times.len().saturating_sub(1));
    times.get(at).copied().unwrap_or_default().as_secs_f64() * 1e3
}

impl Times {
    fn print(mut self, n: usize, what: &str) {
        let [median, p95, most] = [50, 95, 100].map(|part| percentile(&mut self.frame, part));
        let triangles = percentile(&mut self.triangles, 95);
        let frame = note::Beside::at_most("a sixtieth of a second", 1e3 / 60.0, 1.0);
        note::note(&format!("frame, {what}, p95 in ms"), n, p95 + triangles, Some(frame));
        println!(
            "{n:>7}  {what:<34} median {median:>6.2} ms   p95 {p95:>6.2} ms   most {most:>6.2} ms   triangles p95 {triangles:>6.2} ms"
        );
    }
}

impl Window {
    fn new(n: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder").keep();
        let content = generate(n, n / 20, 7, clock()).expect("a ledger");
        let path = folder.join("bench.ron");
        save_ledger(&path, Known::Absent, &content).expect("a file");
        let data = DataFolder::new(folder.join("data"));
        let mut app = App::start(StartOptions { data, wake: WakeFn(Arc::new(|| ())) }, clock());
        let who = Identity { name: "王敏".to_owned(), unit: "市整改办".to_owned(), ..Identity::default() };
        app.run(Command::SetIdentity(who));
        app.run(Command::OpenReadOnly(path));
        app.run(Command::Go(Page::Issues));
        let end = Instant::now() + Duration::from_mins(1);
        while (app.rows().ids().len() < n || app.history().is_none()) && Instant::now() < end {
            app.tick(clock());
            std::thread::yield_now();
        }
        let notices: Vec<_> = app.notices().iter().map(|notice| notice.number).collect();
        for number in notices {
            app.run(Command::Dismiss(number));
        }
        let context = Context::default();
        theme::install(&context);
        // As it is where a screen reader listens: every name is worked out.
        if std::env::args().any(|it| it == "--names") {
            context.enable_accesskit();
        }
        let (sender, queue) = command_queue();
        Self { context, app, drafts: Drafts::default(), sender, queue, time: 0.0 }
    }

    fn frame(&mut self, events: Vec<Event>, times: &mut Times) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let Self { context, app, drafts, sender, .. } = self;
        let begun = Instant::now();
        let output = context.run_ui(input, |ui| view_ui(ViewCtx { app, commands: sender }, ui, drafts));
        times.frame.push(begun.elapsed());
        let begun = Instant::now();
        let triangles = context.tessellate(output.shapes, output.pixels_per_point);
        times.triangles.push(begun.elapsed());
        drop(triangles);
        while let Some(command) = self.queue.take() {
            self.app.run(command);
        }
        self.app.tick(clock());
    }

    /// So many frames, each with the same events; the first ones fill the fonts' picture and are not counted.
    fn frames(&mut self, what: &str, events: impl Fn(usize) -> Vec<Event>) {
        let mut warm = Times::default();
        for n in 0..60 {
            self.frame(events(n), &mut warm);
        }
        let mut times = Times::default();
        for n in 0..FRAMES {
            self.frame(events(n), &mut times);
        }
        times.print(self.app.rows().ids().len(), what);
    }
}

fn wheel(delta: egui::Vec2) -> Vec<Event> {
    let over = Event::PointerMoved(pos2(900.0, 400.0));
    let phase = TouchPhase::Move;
    let (unit, source) = (MouseWheelUnit::Point, MouseWheelSource::Unknown);
    vec![over, Event::MouseWheel { unit, delta, phase, modifiers: Modifiers::NONE, source }]
}

fn key(key: Key, modifiers: Modifiers) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn measure(n: usize) {
    let mut window = Window::new(n);
    window.frames("nothing happens", |_| Vec::new());
    window.frames("scrolling by three rows a frame", |_| wheel(vec2(0.0, -96.0)));
    window.frames("flying over the rows", |_| wheel(vec2(0.0, -9_000.0)));
    window.frame(vec![key(Key::Home, Modifiers::COMMAND)], &mut Times::default());
    window.frames("the cursor goes down", |_| vec![key(Key::ArrowDown, Modifiers::NONE)]);
    window.frames("a block grows by pages", |_| vec![key(Key::PageDown, Modifiers::SHIFT)]);
    window.frame(vec![key(Key::Escape, Modifiers::NONE)], &mut Times::default());
    let all = Layout { columns: Column::ALL.to_vec(), ..Layout::default() };
    window.app.run(Command::SetLayout(Box::new(all.clone())));
    window.frames("scrolling with every column", |_| wheel(vec2(0.0, -96.0)));
    window.frames("scrolling sideways", |n| wheel(vec2(if n % 120 < 60 { -40.0 } else { 40.0 }, 0.0)));
    window.app.run(Command::SetLayout(Box::new(Layout { lines: 3, ..all })));
    window.frames("scrolling rows of three lines", |_| wheel(vec2(0.0, -96.0)));
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|it| it.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    sizes.into_iter().for_each(measure);
}
