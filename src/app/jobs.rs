//! Background jobs: one at a time, with progress, a way to stop, and one end.
//!
//! **Invariant:** a job that has ended, failed or been dropped sends nothing more.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// Nothing is said of a job that ends sooner than this.
pub const QUIET: Duration = Duration::from_millis(250);

/// Between two looks whether a job has ended, for who waits for it.
pub(super) const LOOK: Duration = Duration::from_millis(5);

/// So many looks are a blink: small files are written sooner, and nothing is put off for them.
pub(super) const BLINK: usize = 40;

/// Wakes the window, from any thread. The app does not know that it is egui's.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What a job says while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobEvent<T> {
    /// It has done so many of so many.
    Progress(JobProgress),

    /// It is over. Sent once, last.
    Ended(T),

    /// Its thread is gone without an end: it panicked. Said once, last.
    Failed(JobFailed),
}

/// A job whose thread ended without saying what came of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the job {name:?} broke off")]
pub struct JobFailed {
    /// The job's name.
    pub name: String,
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// How many are done.
    pub done: usize,

    /// Out of how many.
    pub total: usize,
}

/// A job that is running, as the app holds it. Dropping it asks it to stop.
#[derive(Debug)]
pub struct Job<T> {
    name: String,
    started: Instant,
    events: Receiver<JobEvent<T>>,
    stop: Arc<AtomicBool>,
    latest: JobProgress,
    over: bool,
}

/// The same job, as its own thread holds it.
pub struct JobReporter<T> {
    events: Option<Sender<JobEvent<T>>>,
    stop: Arc<AtomicBool>,
    wake: Wake,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread of its own, called `name`.
    pub fn start(
        name: &str,
        now: Instant,
        wake: Wake,
        work: impl FnOnce(&JobReporter<T>) -> T + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, events) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let reporter = JobReporter { events: Some(sender), stop: Arc::clone(&stop), wake };
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            let end = work(&reporter);
            reporter.say(JobEvent::Ended(end));
        })?;
        Ok(Self { name: name.to_owned(), started: now, events, stop, latest: JobProgress::default(), over: false })
    }

    /// Takes what the job has said since last asked. Never waits.
    pub fn take_events(&mut self) -> Vec<JobEvent<T>> {
        let mut taken = Vec::new();
        while !self.over {
            match self.events.try_recv() {
                Ok(event) => {
                    match event {
                        JobEvent::Progress(progress) => self.latest = progress,
                        JobEvent::Ended(_) | JobEvent::Failed(_) => self.over = true,
                    }
                    taken.push(event);
                }
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    self.over = true;
                    taken.push(JobEvent::Failed(JobFailed { name: self.name.clone() }));
                }
            }
        }
        taken
    }

    /// Waits for its end.
    pub fn wait(self) -> Result<T, JobFailed> {
        loop {
            match self.events.recv() {
                Ok(JobEvent::Ended(end)) => return Ok(end),
                Ok(JobEvent::Progress(_)) => {}
                Ok(JobEvent::Failed(_)) | Err(_) => return Err(JobFailed { name: self.name.clone() }),
            }
        }
    }

    /// Has its end been taken?
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// How far it has come, once it has lasted long enough to be worth a word.
    pub fn shown(&self, now: Instant) -> Option<JobProgress> {
        let lasted = now.saturating_duration_since(self.started);
        (!self.over && lasted >= QUIET).then_some(self.latest)
    }

    /// What it was called when it started.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl<T> Job<T> {
    /// Asks the job to stop at its next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop();
    }
}

impl<T> JobReporter<T> {
    /// Says how far the job has come. False when it should stop.
    #[must_use]
    pub fn goes_on(&self, done: usize, total: usize) -> bool {
        self.say(JobEvent::Progress(JobProgress { done, total }));
        !self.is_stopped()
    }

    /// Was the job asked to stop? For steps too small to report.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn say(&self, event: JobEvent<T>) {
        if let Some(events) = &self.events {
            // Fails only when the app no longer listens; the job still ends by itself.
            events.send(event).ok();
        }
        (self.wake)();
    }
}

impl<T> Drop for JobReporter<T> {
    fn drop(&mut self) {
        // Also while a panic unwinds: close the channel first, so that the woken window finds it closed.
        self.events = None;
        (self.wake)();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Waits for the end, with an end to the waiting.
    fn wait(job: &mut Job<usize>) -> Vec<JobEvent<usize>> {
        let mut events = Vec::new();
        for _ in 0..20_000 {
            events.extend(job.take_events());
            if job.is_over() {
                return events;
            }
            thread::sleep(Duration::from_millis(1));
        }
        panic!("the job did not end: {events:?}");
    }

    fn start(work: impl FnOnce(&JobReporter<usize>) -> usize + Send + 'static) -> Job<usize> {
        Job::start("import", Instant::now(), Arc::new(|| ()), work).expect("a thread")
    }

    #[test]
    fn a_job_reports_and_ends_once() {
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        let wake: Wake = Arc::new(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        let mut job =
            Job::start("import", Instant::now(), wake, |report| (1..=3).take_while(|&n| report.goes_on(n, 3)).count())
                .expect("a thread");
        let events = wait(&mut job);
        assert_eq!(events.len(), 4, "three steps and one end");
        assert_eq!(events.last(), Some(&JobEvent::Ended(3)), "the end is last");
        let woken = woken.load(Ordering::Relaxed);
        assert!(woken >= 4, "each one wakes the window, not {woken}");
        assert!(job.take_events().is_empty(), "nothing comes after the end");
    }

    #[test]
    fn a_job_that_is_told_to_stop_stops() {
        let mut job = start(|report| (1..1_000_000).take_while(|&n| report.goes_on(n, 1_000_000)).count());
        job.stop();
        let events = wait(&mut job);
        assert!(matches!(events.last(), Some(JobEvent::Ended(n)) if *n < 999_999), "it ends before its work is done");
    }

    #[test]
    fn a_job_that_panics_is_reported_as_failed_once() {
        let mut job = start(|_| std::panic::resume_unwind(Box::new("planted")));
        let events = wait(&mut job);
        let failed = JobFailed { name: "import".to_owned() };
        assert_eq!(events, [JobEvent::Failed(failed)], "one failure, no end");
        assert!(job.take_events().is_empty(), "said once");
    }

    #[test]
    fn nothing_is_said_of_a_job_in_its_first_quarter_second() {
        let start = Instant::now();
        let (go, gate) = channel::<()>();
        let mut job = Job::start("save", start, Arc::new(|| ()), move |report| {
            let told = report.goes_on(1, 2);
            gate.recv().ok();
            usize::from(told)
        })
        .expect("a thread");
        while job.take_events().is_empty() {
            thread::yield_now();
        }
        assert_eq!(job.shown(start), None, "too soon");
        let early = start + Duration::from_millis(249);
        assert_eq!(job.shown(early), None, "still too soon");
        let progress = JobProgress { done: 1, total: 2 };
        assert_eq!(job.shown(start + QUIET), Some(progress), "now it is said");
        go.send(()).expect("the job waits");
        wait(&mut job);
        assert_eq!(job.shown(start + QUIET), None, "an ended job is not shown");
    }
}
