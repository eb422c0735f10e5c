//! How long the grid's questions take: `cargo bench --bench rows` (or `-- 1000 10000` for other sizes).
//!
//! A question is timed from the command to the rows, with the job and the waiting for it; `frame` is what of that
//! the thread of the window had to do itself. Exit status 1 where a bound of the search does not hold.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program may stop, and prints")]

#[expect(dead_code, reason = "others ask for other bounds")]
mod note;

use std::{
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{App, CellKey, Clock, Column, Command, Condition, RowQuery, StartOptions, WakeFn, generate::generate},
    domain::stats::StageName,
    store::{ledger_write::save_ledger, paths::DataFolder, safe_write::Known},
};

const ROUNDS: usize = 7;

struct Bench {
    app: App,
    woken: Receiver<()>,
    n: usize,
}

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// What something took.
#[derive(Default)]
struct Times {
    whole: Vec<Duration>,
    frame: Vec<Duration>,
}

impl Times {
    /// Prints the times, and whether their median is within a bound, in milliseconds; false where it is not.
    fn print_within(self, n: usize, what: &str, most: f64) -> bool {
        let median = self.print(n, what);
        note::note(&format!("{what}, ms"), n, median, Some(note::Beside::at_most("what is asked", most, 1.0)));
        let holds = median <= most;
        println!("{:>43} asked <= {most} ms: {}", "", if holds { "met" } else { "MISSED" });
        holds
    }

    /// The same of what nothing is asked of.
    fn print_only(self, n: usize, what: &str) {
        let median = self.print(n, what);
        note::note(&format!("{what}, ms"), n, median, None);
    }

    /// Prints the times and gives their median in milliseconds.
    fn print(mut self, n: usize, what: &str) -> f64 {
        let mut at = |part: usize| {
            self.whole.sort();
            let at = (self.whole.len() * part / 100).min(self.whole.len().saturating_sub(1));
            self.whole.get(at).copied().unwrap_or_default().as_secs_f64() * 1e3
        };
        let (median, p95) = (at(50), at(95));
        let frame = self.frame.iter().max().copied().unwrap_or_default().as_secs_f64() * 1e3;
        println!("{n:>7}  {what:<34} median {median:>7.2} ms   p95 {p95:>7.2} ms   frame at most {frame:>6.2} ms");
        median
    }
}

impl Bench {
    fn new(n: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder").keep();
        let content = generate(n, n / 20, 7, clock()).expect("a ledger");
        let path = folder.join("bench.ron");
        save_ledger(&path, Known::Absent, &content).expect("a file");
        drop(content);
        let (sender, woken) = channel();
        let wake = WakeFn(Arc::new(move || {
            sender.send(()).ok();
        }));
        let data = DataFolder::new(folder.join("data"));
        let mut app = App::start(StartOptions { data, wake }, clock());
        app.run(Command::OpenReadOnly(path));
        // A big file is read beside the window.
        while app.is_opening() {
            woken.recv_timeout(Duration::from_millis(200)).ok();
            app.tick(clock());
        }
        assert!(app.ledger().is_some_and(|ledger| ledger.issues.len() == n), "it is open");
        // Its history is read behind that.
        while app.history().is_none() {
            woken.recv_timeout(Duration::from_millis(200)).ok();
            app.tick(clock());
        }
        std::fs::remove_dir_all(&folder).ok();
        Self { app, woken, n }
    }

    /// Waits for the rows. Returns what the waiting thread itself worked.
    fn settle(&mut self) -> Duration {
        let mut worked = Duration::ZERO;
        loop {
            let from = Instant::now();
            self.app.tick(clock());
            worked += from.elapsed();
            if !self.app.rows().is_working() {
                return worked;
            }
            self.woken.recv_timeout(Duration::from_millis(200)).ok();
        }
    }

    fn ask(&mut self, query: RowQuery, times: &mut Times) {
        let from = Instant::now();
        self.app.run(Command::SetRows(query));
        let asked = from.elapsed();
        let worked = asked + self.settle();
        times.whole.push(from.elapsed());
        times.frame.push(worked);
    }

    fn quietly(&mut self, query: RowQuery) {
        self.ask(query, &mut Times::default());
    }
}

fn text(text: &str) -> RowQuery {
    RowQuery { text: text.to_owned(), ..RowQuery::default() }
}

fn first_keystroke(bench: &mut Bench) -> bool {
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        for word in ["污", "整", "h", "w", "2", "东", "没", "x", "高台"] {
            bench.quietly(RowQuery::default());
            bench.ask(text(word), &mut times);
        }
    }
    times.print_within(bench.n, "search, first keystroke", 20.0)
}

fn growing_query(bench: &mut Bench) -> bool {
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        for words in ["污水处理厂", "生态修复", "wsclc", "dhqzf", "东河 管网", "g0000"] {
            bench.quietly(RowQuery::default());
            let mut so_far = String::new();
            for (n, c) in words.chars().enumerate() {
                so_far.push(c);
                if n == 0 {
                    bench.quietly(text(&so_far));
                } else {
                    bench.ask(text(&so_far), &mut times);
                }
            }
        }
    }
    times.print_within(bench.n, "search, as the query grows", 8.0)
}

fn filter_lists(bench: &mut Bench) {
    for (what, query) in [("filter list", RowQuery::default()), ("filter list, while searching", text("污水"))] {
        bench.quietly(query);
        let mut times = Times::default();
        for _ in 0..ROUNDS {
            for column in Column::ALL {
                let from = Instant::now();
                let values = bench.app.rows().values(*column);
                times.whole.push(from.elapsed());
                times.frame.push(from.elapsed());
                drop(values);
            }
        }
        times.print_only(bench.n, what);
    }
}

fn sorts(bench: &mut Bench) {
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        for column in Column::ALL {
            for down in [false, true] {
                bench.ask(RowQuery { sort: vec![(*column, down)], ..RowQuery::default() }, &mut times);
            }
        }
    }
    times.print_only(bench.n, "sort by a column");
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let sort = vec![(Column::LeadUnit, false), (Column::Due, true), (Column::Title, false)];
        bench.ask(RowQuery { sort, group: Some(Column::Stage), ..RowQuery::default() }, &mut times);
        bench.quietly(RowQuery::default());
    }
    times.print_only(bench.n, "sort by three columns, in groups");
}

fn filters(bench: &mut Bench) {
    let mut times = Times::default();
    let stage = StageName { stage: rectification_ledger::domain::closure::Stage::Registered, step: String::new() };
    for _ in 0..ROUNDS {
        let mut query = RowQuery::with(Column::Stage, CellKey::Stage(stage.clone()));
        query.conditions.insert(Column::Title, Condition::Contains("污水".to_owned()));
        bench.ask(query, &mut times);
        bench.quietly(RowQuery::default());
    }
    times.print_only(bench.n, "filter by a list and by words");
}

fn main() -> ExitCode {
    let mut holds = true;
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    for n in sizes {
        let from = Instant::now();
        let mut bench = Bench::new(n);
        let made = from.elapsed();
        let from = Instant::now();
        let frame = bench.settle();
        println!(
            "{n:>7}  made and opened in {:.1} s; the rows came {:.0} ms later, {:.1} ms of it in frames",
            made.as_secs_f64(),
            from.elapsed().as_secs_f64() * 1e3,
            frame.as_secs_f64() * 1e3
        );
        holds &= first_keystroke(&mut bench);
        holds &= growing_query(&mut bench);
        filter_lists(&mut bench);
        sorts(&mut bench);
        filters(&mut bench);
    }
    ExitCode::from(u8::from(!holds))
}
