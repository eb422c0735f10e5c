//! Fills a new file: what is written to it is hashed beside that, and the disk takes it while more is made.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
    thread::{self, JoinHandle},
};

use tempfile::NamedTempFile;

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileHash, Hasher},
    safe_write::Disk,
};

/// From this many bytes on, work is shared among the cores.
pub(super) const BIG: usize = 1 << 18;

/// So many bytes are given to the disk before it is told to take them.
const AHEAD: usize = 64 << 20;

/// What was handed to the disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    pub(super) hash: FileHash,
    /// Its CRC-32: whether the disk gives back the same bytes is told by it in a fifth of the time.
    pub(super) crc: u32,
    pub(super) n_bytes: u64,
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
    let ahead = SyncAhead { file: temp.reopen().map_err(at_write)?, n_bytes: 0, running: None };
    let mut out = Hashing {
        out: BufWriter::with_capacity(1 << 16, OnDisk { disk, file, ahead }),
        hasher: Hasher::new(),
        crc: crc32fast::Hasher::new(),
        n_bytes: 0,
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
    Ok(Written { hash: out.hasher.finish(), crc: out.crc.finalize(), n_bytes: out.n_bytes })
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

/// Has the disk take what it was given while more is made.
struct SyncAhead {
    file: File,
    /// What it was given since.
    n_bytes: usize,
    running: Option<JoinHandle<io::Result<()>>>,
}

impl SyncAhead {
    fn wrote(&mut self, n_bytes: usize) -> io::Result<()> {
        self.n_bytes += n_bytes;
        if self.n_bytes < AHEAD || self.running.as_ref().is_some_and(|running| !running.is_finished()) {
            return Ok(());
        }
        self.finish()?;
        self.n_bytes = 0;
        let file = self.file.try_clone()?;
        // Without a thread of its own the last sync takes it all.
        self.running = thread::Builder::new().name("sync".to_owned()).spawn(move || file.sync_data()).ok();
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let taken = self.running.take().map(JoinHandle::join);
        taken.map_or(Ok(()), |taken| taken.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
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
    hasher: Hasher,
    crc: crc32fast::Hasher,
    n_bytes: u64,
}

impl Hashing<'_> {
    fn add(hasher: &mut Hasher, crc: &mut crc32fast::Hasher, bytes: &[u8]) {
        hasher.add(bytes);
        crc.update(bytes);
    }
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Self { out, hasher, crc, n_bytes } = self;
        if bytes.len() < BIG {
            let n = out.write(bytes)?;
            Self::add(hasher, crc, bytes.get(..n).unwrap_or_default());
            *n_bytes += n as u64;
            return Ok(n);
        }
        // A long stretch is hashed beside the writing of it.
        thread::scope(|scope| {
            scope.spawn(|| Self::add(hasher, crc, bytes));
            out.write_all(bytes)
        })?;
        *n_bytes += bytes.len() as u64;
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
        let mut hasher = Hasher::new();
        (0..n_pieces).for_each(|_| hasher.add(&piece));
        let fill = |out: &mut dyn Write| Ok((0..n_pieces).try_for_each(|_| out.write_all(&piece))?);
        let hash = safe_write_with(&RealDisk, &path, Known::Absent, fill).unwrap();
        assert_eq!(hash, hasher.finish());
        assert_eq!(std::fs::metadata(&path).unwrap().len(), (n_pieces * piece.len()) as u64);
    }

    #[cfg(unix)]
    #[test]
    fn what_the_disk_could_not_take_meanwhile_is_an_error_of_what_follows() {
        // Nothing can be synced there.
        let file = std::fs::OpenOptions::new().write(true).open("/dev/null").unwrap();
        let mut ahead = SyncAhead { file, n_bytes: 0, running: None };
        ahead.wrote(AHEAD - 1).unwrap();
        assert!(ahead.running.is_none(), "short as yet");
        ahead.wrote(1).unwrap();
        assert!(ahead.finish().is_err(), "told once");
        assert!(ahead.finish().is_ok(), "and then forgotten");
    }
}
