//! Lines on their way out: in their order, counted, their checksums added up; made on all cores while those before are
//! written.

use std::{
    collections::VecDeque,
    io::Write,
    sync::{Mutex, PoisonError, mpsc},
};

use crate::store::{
    Cause,
    checksum::{FileHash, Hasher},
    ledger_lines::Lines,
};

/// So many pieces are made or wait to be written: as text they take some sixty megabytes.
const PIECES_AT_ONCE: usize = 48;

/// So much room a piece begins with; what it does not fill costs nothing. Growing would have its lines copied.
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
        let take = Mutex::new(take);
        let next = || take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let work = || {
            while let Ok((items, lines, made)) = next() {
                // Who writes has stopped at an error where nobody takes it.
                drop(made.send(make(items, lines)));
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..rayon::current_num_threads().min(pieces.len()) {
                scope.spawn(work);
            }
            // Dropped at the end, which ends the work.
            let give = give;
            let (mut under_way, mut spare) = (VecDeque::new(), Vec::new());
            loop {
                while under_way.len() < PIECES_AT_ONCE
                    && let Some(items) = pieces.next()
                {
                    let (made, taken) = mpsc::channel();
                    drop(give.send((items, spare.pop().unwrap_or_else(|| Lines::with_room(ROOM)), made)));
                    under_way.push_back(taken);
                }
                // Nothing comes from a thread that panicked; that goes on at the end of the scope.
                let Some(Ok(made)) = under_way.pop_front().map(|piece| piece.recv()) else {
                    return Ok(());
                };
                let mut lines = made?;
                self.write(&lines)?;
                lines.clear();
                if lines.room() < SPARE {
                    spare.push(lines);
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::store::checksum::check_line;

    /// Writes the numbers below `most`, three a piece.
    fn write_numbers(
        out: &mut dyn Write,
        most: u32,
        make: &(dyn Fn(&u32, &mut Lines) -> Result<(), Cause> + Sync),
    ) -> Result<(), Cause> {
        let numbers: Vec<_> = (0..most).collect();
        let make = |numbers: &[u32], lines: &mut Lines| numbers.iter().try_for_each(|number| make(number, lines));
        LinesWriter::new(out, u64::MAX).write_all(&numbers, 3, &make)
    }

    fn number(number: &u32, lines: &mut Lines) -> Result<(), Cause> {
        // A core may be late with a piece.
        if number.is_multiple_of(61) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        lines.line(&number.to_string());
        Ok(())
    }

    fn numbers(bytes: &[u8]) -> Vec<u32> {
        let lines = std::str::from_utf8(bytes).unwrap().lines();
        lines.map(|line| check_line(line).unwrap().0.parse().unwrap()).collect()
    }

    #[test]
    fn what_is_made_on_all_cores_is_written_in_its_order() {
        let mut out = Vec::new();
        write_numbers(&mut out, 1000, &number).unwrap();
        assert_eq!(numbers(&out), (0..1000).collect::<Vec<_>>());
        out.clear();
        write_numbers(&mut out, 0, &number).unwrap();
        assert_eq!(out, b"", "nothing is made of nothing");
    }

    #[test]
    fn what_cannot_be_made_ends_the_writing_where_it_would_stand() {
        let mut out = Vec::new();
        let failed = write_numbers(&mut out, 1000, &|it, lines| match it {
            600 => Err(std::io::Error::other("lost").into()),
            _ => number(it, lines),
        });
        assert!(matches!(failed, Err(Cause::Io(_))), "{failed:?}");
        assert_eq!(numbers(&out), (0..600).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn who_makes_lines_and_panics_leaves_nobody_waiting() {
        write_numbers(&mut Vec::new(), 1000, &|it, lines| {
            assert_ne!(*it, 600, "as a fault in the making would");
            number(it, lines)
        })
        .unwrap();
    }

    #[test]
    fn a_slow_disk_stops_the_making_after_some_pieces() {
        struct Slow<'a>(&'a AtomicUsize, usize);
        impl Write for Slow<'_> {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                std::thread::sleep(std::time::Duration::from_micros(200));
                self.1 += numbers(bytes).len();
                let n_made = self.0.load(Ordering::Relaxed);
                assert!(n_made <= self.1 + 3 * PIECES_AT_ONCE, "{n_made} made, {} written", self.1);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let n_made = AtomicUsize::new(0);
        write_numbers(&mut Slow(&n_made, 0), 3000, &|it, lines| {
            n_made.fetch_add(1, Ordering::Relaxed);
            lines.line(&it.to_string());
            Ok(())
        })
        .unwrap();
        assert_eq!(n_made.into_inner(), 3000);
    }
}
