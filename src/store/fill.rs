//! Fills a new file: what is written to it is hashed beside that; the disk takes it, and is asked for it back, while more
//! is made.

use std::{
    fs::File,
    io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write},
    path::Path,
    thread::{self, JoinHandle},
};

use tempfile::NamedTempFile;

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileMark, Marker, each_piece},
    safe_write::Disk,
};

/// From this many bytes on, what is written is hashed beside that: a thread for less takes longer than it gains, the more
/// so where all cores make what is written next.
const BESIDE: usize = 4 << 20;

/// So many bytes are given to the disk before it is told to take them.
const AHEAD: usize = 64 << 20;

/// What was handed to the disk.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) mark: FileMark,
    all: Bytes,
    /// What the disk gave back of it as yet, from its beginning.
    pub(super) back: Bytes,
}

impl Written {
    /// Whether that is all of it.
    pub(super) fn is_back(&self) -> bool {
        self.all.n_bytes == self.back.n_bytes && self.all.crc.clone().finalize() == self.back.crc.clone().finalize()
    }
}

/// So many bytes from the beginning of a file, and their CRC-32, which tells in a fifth of the time whether they are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Bytes {
    pub(super) n_bytes: u64,
    crc: crc32fast::Hasher,
}

impl Bytes {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.n_bytes += bytes.len() as u64;
        self.crc.update(bytes);
    }

    /// Reads on up to so many. What cannot be read now is left to whoever reads the rest, and tells.
    fn read_on(mut self, mut file: &File, up_to: u64) -> Self {
        let from = file.seek(SeekFrom::Start(self.n_bytes));
        let mut rest = file.take(up_to.saturating_sub(self.n_bytes));
        let read = from.and_then(|_| each_piece(&mut rest, &mut |bytes| self.add(bytes)));
        if let Err(error) = read {
            log::warn!("a new file cannot be read back while it is written: {error}");
        }
        self
    }
}

/// Writes what `fill` gives, and waits until the disk has it.
pub(super) fn fill_and_sync(
    disk: &dyn Disk,
    path: &Path,
    temp: &NamedTempFile,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Cause>,
) -> Result<Written, StoreError> {
    let at_write = |err| StoreError::new(Doing::Write, path, err);
    let file = temp.as_file().try_clone().map_err(at_write)?;
    // Opened once more: on Windows whoever writes through one handle waits until what syncs through it is done, and
    // on Linux an error is told to each once.
    let ahead = SyncAhead::of(temp.reopen().map_err(at_write)?);
    let mut out = Hashing {
        out: BufWriter::with_capacity(1 << 16, OnDisk { disk, file, ahead }),
        marker: Marker::new(),
        all: Bytes::default(),
    };
    let filled = fill(&mut out).and_then(|()| Ok(out.flush()?));
    if let Err(cause) = filled {
        // Dropping it would write what is left, once more.
        drop(out.out.into_parts());
        return Err(StoreError::new(Doing::Write, path, cause));
    }
    let at_sync = StoreError::at(Doing::Sync, path);
    // What the disk could not take before, it tells once.
    out.out.get_mut().ahead.finish().and_then(|()| disk.sync(temp.as_file())).map_err(at_sync)?;
    let back = std::mem::take(&mut out.out.get_mut().ahead.back);
    Ok(Written { mark: out.marker.finish(), all: out.all, back })
}

/// What a thread made; its panic goes on here.
pub(super) fn ended<T>(joined: thread::Result<T>) -> T {
    joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

struct OnDisk<'a> {
    disk: &'a dyn Disk,
    file: File,
    ahead: SyncAhead,
}

impl Write for OnDisk<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_bytes = self.disk.write(&mut self.file, bytes)?;
        self.ahead.wrote(n_bytes)?;
        Ok(n_bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Has the disk take what it was given while more is made, and reads that back.
struct SyncAhead {
    file: File,
    n_given: u64,
    /// What it was given since it last had to take it.
    n_since: usize,
    running: Option<JoinHandle<io::Result<Bytes>>>,
    back: Bytes,
}

impl SyncAhead {
    fn of(file: File) -> Self {
        Self { file, n_given: 0, n_since: 0, running: None, back: Bytes::default() }
    }

    fn wrote(&mut self, n_bytes: usize) -> io::Result<()> {
        self.n_given += n_bytes as u64;
        self.n_since += n_bytes;
        if self.n_since < AHEAD || self.running.as_ref().is_some_and(|running| !running.is_finished()) {
            return Ok(());
        }
        self.finish()?;
        self.n_since = 0;
        let (file, back, up_to) = (self.file.try_clone()?, self.back.clone(), self.n_given);
        // Without a thread of its own the last sync takes it all.
        let work = move || file.sync_data().map(|()| back.read_on(&file, up_to));
        self.running = thread::Builder::new().name("sync".to_owned()).spawn(work).ok();
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if let Some(taken) = self.running.take().map(JoinHandle::join) {
            self.back = ended(taken)?;
        }
        Ok(())
    }
}

impl Drop for SyncAhead {
    /// Windows does not move or remove a file that is open somewhere.
    fn drop(&mut self) {
        if let Err(error) = self.finish() {
            log::info!("a file that is not kept was not taken by the disk: {error}");
        }
    }
}

struct Hashing<'a> {
    out: BufWriter<OnDisk<'a>>,
    marker: Marker,
    all: Bytes,
}

impl Hashing<'_> {
    fn add(marker: &mut Marker, all: &mut Bytes, bytes: &[u8]) {
        marker.add(bytes);
        all.add(bytes);
    }
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Self { out, marker, all } = self;
        if bytes.len() < BESIDE {
            let n = out.write(bytes)?;
            Self::add(marker, all, bytes.get(..n).unwrap_or_default());
            return Ok(n);
        }
        // A long stretch is hashed beside the writing of it.
        thread::scope(|scope| {
            scope.spawn(|| Self::add(marker, all, bytes));
            out.write_all(bytes)
        })?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::safe_write::{Known, RealDisk, safe_write_with};

    #[test]
    fn a_long_file_is_whole_although_the_disk_takes_it_while_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("长.ron");
        let piece: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
        let n_pieces = 3 * AHEAD / piece.len() + 1;
        let mut marker = Marker::new();
        (0..n_pieces).for_each(|_| marker.add(&piece));
        let fill = |out: &mut dyn Write| Ok((0..n_pieces).try_for_each(|_| out.write_all(&piece))?);
        let mark = safe_write_with(&RealDisk, &path, Known::Absent, fill).unwrap();
        assert_eq!(mark, marker.finish());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), (n_pieces * piece.len()) as u64);
    }

    fn write_long(out: &mut dyn Write) -> Result<(), Cause> {
        let piece = vec![7_u8; 1 << 20];
        Ok((0..3 * AHEAD / piece.len()).try_for_each(|_| out.write_all(&piece))?)
    }

    #[test]
    fn the_first_pieces_of_a_long_file_are_read_back_before_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("长.ron");
        let temp = NamedTempFile::new_in(folder.path()).unwrap();
        let written = fill_and_sync(&RealDisk, &path, &temp, write_long).unwrap();
        assert!(written.back.n_bytes >= AHEAD as u64, "{}", written.back.n_bytes);
        let n_rest = 3 * AHEAD - written.back.n_bytes as usize;
        assert_eq!(written.is_back(), n_rest == 0, "it is back when all of it is");
    }

    #[test]
    fn a_first_piece_that_comes_back_as_another_is_noticed_and_nothing_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("长.ron");
        let spoil = |out: &mut dyn Write| {
            out.write_all(&vec![7; BESIDE])?;
            let temp = std::fs::read_dir(folder.path())?.flatten().next().expect("the new file");
            std::fs::OpenOptions::new().write(true).open(temp.path())?.write_all(b"8")?;
            write_long(out)
        };
        let refused = safe_write_with(&RealDisk, &path, Known::Absent, spoil);
        assert!(matches!(refused.unwrap_err().source, Cause::ReadBack { .. }));
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_the_disk_could_not_take_meanwhile_is_an_error_of_what_follows() {
        // Nothing can be synced there.
        let file = std::fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
        let mut ahead = SyncAhead::of(file);
        ahead.wrote(AHEAD - 1).unwrap();
        assert!(ahead.running.is_none(), "short as yet");
        ahead.wrote(1).unwrap();
        assert!(ahead.finish().is_err(), "told once");
        assert!(ahead.finish().is_ok(), "and then forgotten");
    }
}
