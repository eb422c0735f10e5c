//! Lines on their way out: in their order, counted, their checksums added up; made on all cores while those before are
//! written.

use std::{
    collections::VecDeque,
    io::{self, Write},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
};

use crate::store::{
    Cause,
    checksum::{FileHash, Hasher},
    ledger_lines::Lines,
};

/// So many pieces are made or wait to be written: as text of usual issues they take some thirty megabytes.
const PIECES_AT_ONCE: usize = 24;

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
}

impl<'a> LinesWriter<'a> {
    /// Writes to `out`, at most so many bytes.
    pub(super) fn new(out: &'a mut dyn Write, most: u64) -> Self {
        Self { out, hasher: Hasher::new(), n_lines: 0, n_bytes: 0, most }
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
        let mut pieces = items.chunks(n_piece);
        let (give, take) = mpsc::channel::<(&[T], Lines, mpsc::Sender<Result<Lines, Cause>>)>();
        let (take, is_over) = (Mutex::new(take), AtomicBool::new(false));
        let next = || take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let work = || {
            while let Ok((items, lines, made)) = next() {
                // Nobody takes what was asked for before an error.
                if !is_over.load(Ordering::Relaxed) {
                    drop(made.send(make(items, lines)));
                }
            }
        };
        thread::scope(|scope| {
            let n_wanted = rayon::current_num_threads().min(pieces.len());
            let start = || thread::Builder::new().name("lines".to_owned()).spawn_scoped(scope, work).is_ok();
            let n_workers = (0..n_wanted).take_while(|_| start()).count();
            // Dropped at the end, which ends the work.
            let give = give;
            let _over = Over(&is_over);
            let (mut under_way, mut spare) = (VecDeque::new(), Vec::new());
            loop {
                while under_way.len() < PIECES_AT_ONCE
                    && let Some(items) = pieces.next()
                {
                    let (made, taken) = mpsc::channel();
                    let lines = spare.pop().unwrap_or_else(|| Lines::with_room(ROOM));
                    if n_workers == 0 {
                        // A system that gives no thread has it made here.
                        drop(made.send(make(items, lines)));
                    } else {
                        drop(give.send((items, lines, made)));
                    }
                    under_way.push_back(taken);
                }
                let Some(piece) = under_way.pop_front() else {
                    return Ok(());
                };
                // A thread that panicked gives none; the panic goes on at the end of the scope.
                let mut lines = piece.recv().map_err(io::Error::other)??;
                self.write(&lines)?;
                lines.clear();
                if lines.room() < SPARE {
                    spare.push(lines);
                }
            }
        })
    }
}

/// Says when it is dropped, at an error and a panic too, that nothing is made any more.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::atomic::AtomicUsize, time::Duration};

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
}
