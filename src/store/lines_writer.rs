//! Lines on their way out: in their order, counted, their checksums added up; made on all cores while those before are
//! written.

use std::{
    collections::VecDeque,
    io::{self, Write},
    sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
};

use crate::store::{
    Cause,
    checksum::{FileHash, Hasher},
    ledger_lines::Lines,
};

/// So many pieces are made or wait to be written: as text of usual issues they take some thirty megabytes.
const PIECES_AT_ONCE: usize = 24;

/// So many bytes of new text may wait to be written; beyond them only the piece is made that is written next. A single
/// issue may be long.
const WAITING: usize = 64 << 20;

/// So much room a piece begins with, where there is so much; what it does not fill is not touched. Growing would have its
/// lines copied.
const ROOM: usize = 2 << 20;

/// Room for lines is kept for the next ones up to so many bytes: a single step may have taken a hundred times as much.
const SPARE: usize = 8 << 20;

/// Writes lines in their order, adds up their checksums and refuses what would be too long.
pub(super) struct LinesWriter<'a> {
    out: &'a mut dyn Write,
    hasher: Hasher,
    n_lines: usize,
    n_bytes: u64,
    most: u64,
    most_waiting: usize,
}

impl<'a> LinesWriter<'a> {
    /// Writes to `out`, at most so many bytes.
    pub(super) fn new(out: &'a mut dyn Write, most: u64) -> Self {
        Self { out, hasher: Hasher::new(), n_lines: 0, n_bytes: 0, most, most_waiting: WAITING }
    }

    /// How many lines it wrote.
    pub(super) const fn n_lines(&self) -> usize {
        self.n_lines
    }

    /// The hash of the checksums of what it wrote.
    pub(super) fn sums(&self) -> FileHash {
        self.hasher.clone().finish()
    }

    /// Writes some lines.
    pub(super) fn write(&mut self, lines: &Lines) -> Result<(), Cause> {
        self.n_bytes += lines.n_bytes() as u64;
        if self.n_bytes > self.most {
            return Err(Cause::TooBig { is: self.n_bytes, most: self.most });
        }
        lines.write_to(self.out)?;
        self.hasher.add(lines.sums());
        self.n_lines += lines.n_lines();
        Ok(())
    }

    /// Makes lines of all items on all cores, while those made before are written.
    ///
    /// Nobody waits for a whole row of pieces: where the disk is slow for a moment, more is made; where a piece is long,
    /// those made before are written.
    pub(super) fn write_all<T: Sync>(
        &mut self,
        items: &[T],
        n_piece: usize,
        make: &(impl Fn(&[T], &mut Lines) -> Result<(), Cause> + Sync),
    ) -> Result<(), Cause> {
        let make = |items: &[T], mut lines: Lines| make(items, &mut lines).map(|()| lines);
        let mut pieces = items.chunks(n_piece).enumerate();
        let (give, take) = mpsc::channel::<(usize, &[T], Lines, mpsc::Sender<Result<Lines, Cause>>)>();
        let (take, waiting) = (Mutex::new(take), Waiting::new(self.most_waiting));
        let next = || take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let work = || {
            while let Ok((piece, items, lines, made)) = next() {
                // Nobody takes what was asked for before an error.
                if waiting.has_room_for(piece) {
                    drop(made.send(make(items, lines).inspect(|lines| waiting.is_made(lines))));
                }
            }
        };
        thread::scope(|scope| {
            let n_wanted = rayon::current_num_threads().min(pieces.len());
            let start = || thread::Builder::new().name("lines".to_owned()).spawn_scoped(scope, work).is_ok();
            let n_workers = (0..n_wanted).take_while(|_| start()).count();
            // A system that gives no thread has each piece made here.
            let n_at_once = if n_workers == 0 { 1 } else { PIECES_AT_ONCE };
            // Dropped at the end, which ends the work.
            let give = give;
            let _over = Over(&waiting);
            let (mut under_way, mut spare) = (VecDeque::new(), Vec::new());
            loop {
                while under_way.len() < n_at_once
                    && let Some((piece, items)) = pieces.next()
                {
                    let (made, taken) = mpsc::channel();
                    let lines = spare.pop().unwrap_or_else(|| Lines::with_room(ROOM));
                    if n_workers == 0 {
                        drop(made.send(make(items, lines).inspect(|lines| waiting.is_made(lines))));
                    } else {
                        drop(give.send((piece, items, lines, made)));
                    }
                    under_way.push_back(taken);
                }
                let Some(piece) = under_way.pop_front() else {
                    return Ok(());
                };
                // A thread that panicked gives none; the panic goes on at the end of the scope.
                let mut lines = piece.recv().map_err(io::Error::other)??;
                self.write(&lines)?;
                waiting.is_written(&lines);
                lines.clear();
                if lines.room() < SPARE {
                    spare.push(lines);
                }
            }
        })
    }
}

/// What is made and waits to be written.
struct Waiting {
    most: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Of new text.
    n_bytes: usize,
    /// So many pieces are written.
    n_written: usize,
    is_over: bool,
}

impl Waiting {
    fn new(most: usize) -> Self {
        Self { most, state: Mutex::default(), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until no more waits than may, or this piece is the next to be written. False where nothing more is made.
    fn has_room_for(&self, piece: usize) -> bool {
        let is_full = |state: &mut State| !state.is_over && state.n_bytes > self.most && piece > state.n_written;
        let state = self.changed.wait_while(self.state(), is_full).unwrap_or_else(PoisonError::into_inner);
        !state.is_over
    }

    fn is_made(&self, lines: &Lines) {
        self.state().n_bytes += lines.n_new();
    }

    fn is_written(&self, lines: &Lines) {
        let mut state = self.state();
        state.n_bytes = state.n_bytes.saturating_sub(lines.n_new());
        state.n_written += 1;
        drop(state);
        self.changed.notify_all();
    }
}

/// Says when it is dropped, at an error and a panic too, that nothing is made any more.
struct Over<'a>(&'a Waiting);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.state().is_over = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    use super::*;
    use crate::store::checksum::check_line;

    /// Writes the numbers below `most`, three a piece, each once `before` agreed.
    fn write_numbers(
        out: &mut dyn Write,
        most: u32,
        before: &(dyn Fn(u32) -> Result<(), Cause> + Sync),
    ) -> Result<(), Cause> {
        let numbers: Vec<_> = (0..most).collect();
        LinesWriter::new(out, u64::MAX).write_all(&numbers, 3, &|numbers: &[u32], lines: &mut Lines| {
            for number in numbers {
                before(*number)?;
                lines.line(&number.to_string());
            }
            Ok(())
        })
    }

    fn numbers(bytes: &[u8]) -> Vec<u32> {
        let lines = std::str::from_utf8(bytes).unwrap().lines();
        lines.map(|line| check_line(line).unwrap().0.parse().unwrap()).collect()
    }

    fn lost() -> Cause {
        io::Error::other("lost").into()
    }

    #[test]
    fn what_is_made_on_all_cores_is_written_in_its_order() {
        for n in [0, 1, 1000] {
            let mut out = Vec::new();
            write_numbers(&mut out, n, &|number| {
                // A core may be late with a piece.
                if number.is_multiple_of(61) {
                    thread::sleep(Duration::from_millis(1));
                }
                Ok(())
            })
            .unwrap();
            assert_eq!(numbers(&out), (0..n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_cannot_be_made_ends_the_writing_where_it_would_stand() {
        let mut out = Vec::new();
        let failed = write_numbers(&mut out, 1000, &|number| if number == 600 { Err(lost()) } else { Ok(()) });
        assert!(matches!(failed, Err(Cause::Io(_))), "{failed:?}");
        assert_eq!(numbers(&out), (0..600).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_more_is_made_after_an_error() {
        let n_made = AtomicUsize::new(0);
        write_numbers(&mut Vec::new(), 100_000, &|number| {
            n_made.fetch_add(1, Ordering::Relaxed);
            if number == 0 { Err(lost()) } else { Ok(()) }
        })
        .unwrap_err();
        let n_made = n_made.into_inner();
        assert!(n_made <= 3 * PIECES_AT_ONCE, "{n_made}");
    }

    #[test]
    fn who_makes_lines_and_panics_leaves_nobody_waiting() {
        let ended = std::panic::catch_unwind(|| {
            write_numbers(&mut Vec::new(), 1000, &|number| {
                assert_ne!(number, 600, "as a fault in the making would");
                Ok(())
            })
        });
        assert!(ended.is_err(), "it goes on in who saves: {ended:?}");
    }

    #[test]
    fn a_slow_disk_stops_the_making_after_some_pieces() {
        struct Slow<'a>(&'a AtomicUsize, usize);
        impl Write for Slow<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                thread::sleep(Duration::from_micros(200));
                self.1 += numbers(bytes).len();
                let n_made = self.0.load(Ordering::Relaxed);
                assert!(n_made <= self.1 + 3 * PIECES_AT_ONCE, "{n_made} made, {} written", self.1);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let n_made = AtomicUsize::new(0);
        write_numbers(&mut Slow(&n_made, 0), 3000, &|_| {
            n_made.fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert_eq!(n_made.into_inner(), 3000);
    }

    #[test]
    fn of_long_pieces_only_those_are_made_that_there_is_room_for() {
        struct Slow<'a>(&'a AtomicUsize, &'a AtomicUsize, usize);
        impl Write for Slow<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                thread::sleep(Duration::from_millis(2));
                self.2 += memchr::memchr_iter(b'\n', bytes).count();
                self.1.fetch_max(self.0.load(Ordering::Relaxed).saturating_sub(self.2), Ordering::Relaxed);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let long = "长".repeat(1 << 10);
        let (n_made, n_most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut out = Slow(&n_made, &n_most, 0);
        // Not one has room; each is made all the same when its turn has come.
        let mut writer = LinesWriter { most_waiting: 0, ..LinesWriter::new(&mut out, u64::MAX) };
        let make = |numbers: &[u32], lines: &mut Lines| {
            n_made.fetch_add(numbers.len(), Ordering::Relaxed);
            for _ in numbers {
                lines.line(&long);
            }
            Ok(())
        };
        writer.write_all(&(0..200).collect::<Vec<u32>>(), 1, &make).unwrap();
        assert_eq!((writer.n_lines(), n_made.into_inner()), (200, 200));
        // Each thread may have begun one before any was made, while one is written.
        let n_most = n_most.into_inner();
        assert!(n_most <= rayon::current_num_threads() + 1, "{n_most} waited");
    }
}
