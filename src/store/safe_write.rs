//! Writing a file so that a power cut leaves the old one or the new one.
//!
//! temp file in the same folder → write → sync → read back and compare → rename → sync the file by its name → sync the folder
//!
//! Of a long file the disk takes the first pieces, and gives them back, while the next are made.
//!
//! **Invariant:** until the rename, the old file is untouched; a new file that cannot take its place is kept beside it.

use std::{
    fs::{self, File},
    io::{self, Read, Seek as _, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::NamedTempFile;

use crate::store::{
    Cause, Doing, StoreError,
    checksum::{FileMark, each_piece},
    fill::{Written, fill_and_sync},
};

/// How the name of a new file ends that has not taken its place yet: `台账.ron.a1B2c3.new`.
pub const NEW_ENDING: &str = ".new";

/// A file longer than this is looked at on a core of its own.
const BIG: usize = 1 << 18;

/// What the disk is asked to do, so that tests can make each step fail.
pub trait Disk {
    /// Writes some of `bytes`.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    /// Waits until the disk has the file.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Waits until the disk has what was added to the file.
    fn sync_data(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    /// Opens a file to read it back from a byte on.
    fn open(&self, path: &Path, from: u64) -> io::Result<Box<dyn Read>> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(from))?;
        Ok(Box::new(file))
    }

    /// Asked once, before the place of what is there is taken: who has thought better of it says so, and nothing is kept.
    fn before_replacing(&self) -> io::Result<()> {
        Ok(())
    }

    /// Moves a file over another.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Waits before another try.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }

    /// Whether error codes mean what they mean on Windows.
    fn is_windows(&self) -> bool {
        cfg!(windows)
    }
}

/// The disk of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

/// Writes all of `bytes`.
pub(super) fn write_all_on(disk: &dyn Disk, file: &mut File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match disk.write(file, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n_bytes) => bytes = bytes.get(n_bytes..).unwrap_or_default(),
            Err(err) if err.kind() == io::ErrorKind::Interrupted => {}
            Err(err) => return Err(err),
        }
    }
    Ok(())
}

/// What the file to be replaced must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// Anything, or nothing.
    Any,
    /// Nothing: a new file.
    Absent,
    /// The file with this mark; another one was changed by someone else.
    Mark(FileMark),
}

/// Replaces the file at `path` with `bytes`, whole or not at all, and returns their mark.
pub fn safe_write(path: &Path, bytes: &[u8]) -> Result<FileMark, StoreError> {
    safe_write_with(&RealDisk, path, Known::Any, |out| Ok(out.write_all(bytes)?))
}

/// Replaces the file at `path` with what `fill` writes, if the file there is still the known one.
pub fn safe_write_with(
    disk: &dyn Disk,
    path: &Path,
    known: Known,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Cause>,
) -> Result<FileMark, StoreError> {
    let path = &link_target(path);
    std::thread::scope(|scope| {
        // A big old file is hashed while the new one is written.
        let is_big = known != Known::Any && fs::metadata(path).is_ok_and(|meta| meta.len() > BIG as u64);
        let looked = is_big.then(|| scope.spawn(|| (Stamp::of(path), mark_of_file(path))));
        let temp = new_temp(path)?;
        let mut written = fill_and_sync(disk, path, &temp, fill)?;
        read_back(disk, path, temp.path(), &mut written)?;
        let looked = looked.and_then(|looked| looked.join().ok());
        disk.before_replacing().map_err(|err| StoreError::new(Doing::Replace, path, err))?;
        check_known(path, known, looked)?;
        let old = hold(path);
        put_in_place(disk, temp, path)?;
        let_go(old);
        settle(disk, path)?;
        Ok(written.mark)
    })
}

/// Reads back what was written, but for what was before, and compares.
fn read_back(disk: &dyn Disk, path: &Path, temp: &Path, written: &mut Written) -> Result<(), StoreError> {
    let at_verify = |err| StoreError::new(Doing::Verify, path, err);
    // Windows does not move a file that is open: each reader is gone before this returns.
    let mut rest = disk.open(temp, written.back.n_bytes).map_err(at_verify)?;
    each_piece(&mut *rest, &mut |bytes| written.back.add(bytes)).map_err(at_verify)?;
    drop(rest);
    // What was read back before the end was written may have been cut since.
    let is_long = fs::metadata(temp).map_err(at_verify)?.len() == written.back.n_bytes;
    if is_long && written.is_back() {
        return Ok(());
    }
    let is = FileMark::of_reader(&mut *disk.open(temp, 0).map_err(at_verify)?).map_err(at_verify)?;
    let cause = Cause::ReadBack { written: written.mark.to_string(), is: is.to_string() };
    Err(StoreError::new(Doing::Verify, path, cause))
}

/// What tells, without reading it, that a file is another than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    n_bytes: u64,
    changed: Option<std::time::SystemTime>,
    number: u64,
}

impl Stamp {
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&meta);
        #[cfg(not(unix))]
        let number = 0;
        Some(Self { n_bytes: meta.len(), changed: meta.modified().ok(), number })
    }
}

/// The mark of the whole file at `path`; none if there is no file.
pub fn mark_of_file(path: &Path) -> Result<Option<FileMark>, StoreError> {
    let at = |err| StoreError::new(Doing::Read, path, err);
    match File::open(path) {
        Ok(mut file) => FileMark::of_reader(&mut file).map(Some).map_err(at),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(err) => Err(at(err)),
    }
}

/// How long to wait before moving the file again; none when it should be given up.
///
/// A virus scanner or a sync program holds the file for a moment: access denied (5), sharing (32) and lock (33) violations.
pub fn retry_after(error_code: Option<i32>, n_tries: u32) -> Option<Duration> {
    let passing = matches!(error_code, Some(5 | 32 | 33));
    let wait = match n_tries {
        1 => 100,
        2 => 300,
        3 => 900,
        4 => 2000,
        _ => return None,
    };
    passing.then(|| Duration::from_millis(wait))
}

/// A rename over a link would replace the link, and leave the file it points to.
fn link_target(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    if is_link { fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Keeps the file that is replaced open: a system that lets an open file be replaced frees its room only when it is
/// closed, which takes as long as writing it.
fn hold(path: &Path) -> Option<File> {
    let is_big = cfg!(unix) && fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() > BIG as u64);
    if is_big { File::open(path).ok() } else { None }
}

/// Closes the file that was replaced, and nobody waits for it.
fn let_go(old: Option<File>) {
    if let Some(old) = old {
        rayon::spawn(move || drop(old));
    }
}

/// An empty file in the same folder, because a rename across disks is a copy.
fn new_temp(path: &Path) -> Result<NamedTempFile, StoreError> {
    let mut prefix = path.file_name().unwrap_or_default().to_owned();
    prefix.push(".");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(NEW_ENDING);
    #[cfg(unix)]
    builder.permissions(old_permissions(path));
    builder.tempfile_in(folder_of(path)).map_err(StoreError::at(Doing::Create, path))
}

/// The rights of the file to be replaced: colleagues who could read it still can.
#[cfg(unix)]
fn old_permissions(path: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o666), |meta| meta.permissions())
}

/// What was seen of a file before: its stamp, and its mark.
type Looked = (Option<Stamp>, Result<Option<FileMark>, StoreError>);

fn check_known(path: &Path, known: Known, looked: Option<Looked>) -> Result<(), StoreError> {
    let is = match (known, looked) {
        (Known::Any, _) => return Ok(()),
        // Nobody has touched it since it was hashed.
        (_, Some((stamp, Ok(mark)))) if stamp.is_some() && stamp == Stamp::of(path) => mark,
        (Known::Absent | Known::Mark(_), _) => mark_of_file(path)?,
    };
    let same = match (known, is) {
        (Known::Any, _) | (Known::Absent, None) => true,
        (Known::Absent, Some(_)) | (Known::Mark(_), None) => false,
        (Known::Mark(mark), Some(is)) => mark == is,
    };
    if same {
        return Ok(());
    }
    let cause = Cause::ChangedOnDisk { is };
    Err(StoreError::new(Doing::Replace, path, cause))
}

fn put_in_place(disk: &dyn Disk, temp: NamedTempFile, path: &Path) -> Result<(), StoreError> {
    // Closes the file: Windows does not move an open one.
    let temp = temp.into_temp_path();
    let failed = rename_patiently(disk, &temp, path).err();
    // Kept in both cases: moved, nothing is left to remove; not moved, it is all the user has.
    let kept = temp.keep();
    let Some(source) = failed else {
        return Ok(());
    };
    let cause = match kept {
        Ok(kept_as) => Cause::KeptBeside { kept_as, source },
        Err(_) => Cause::Io(source),
    };
    Err(StoreError::new(Doing::Replace, path, cause))
}

/// Gives a file its name, and waits while somebody holds one of the two for a moment: see [`retry_after`].
pub(super) fn rename_patiently(disk: &dyn Disk, from: &Path, to: &Path) -> io::Result<()> {
    let mut n_tries = 0;
    loop {
        let Err(err) = disk.rename(from, to) else {
            return Ok(());
        };
        n_tries += 1;
        let code = err.raw_os_error().filter(|_| disk.is_windows());
        match retry_after(code, n_tries) {
            Some(wait) => disk.pause(wait),
            None => return Err(err),
        }
    }
}

/// Waits until the disk has the file under the name it was moved to.
///
/// On FAT a file's size and place stand in its folder, and the entry a rename makes says neither until the file is synced once
/// more: pulled before that, a stick has an empty file, or the old name over freed space.
pub(super) fn settle(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    // Windows syncs only what may be written.
    let opened = fs::OpenOptions::new().read(true).write(cfg!(windows)).open(path);
    match opened.and_then(|file| disk.sync(&file)) {
        // A virus scanner looks at each new file; what was written is on disk, and the name follows in a moment.
        Err(err) if cfg!(windows) => log::info!("{} cannot be synced by its name: {err}", path.display()),
        Err(err) => return Err(StoreError::new(Doing::Sync, path, err)),
        Ok(()) => {}
    }
    sync_folder(disk, path)
}

/// On Unix a rename is on disk only when its folder is.
fn sync_folder(disk: &dyn Disk, path: &Path) -> Result<(), StoreError> {
    if !cfg!(unix) {
        return Ok(());
    }
    let folder = folder_of(path);
    let synced = File::open(folder).and_then(|file| disk.sync(&file));
    match synced {
        // Some network folders cannot do it.
        Err(err) if !matches!(err.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
            Err(StoreError::new(Doing::Sync, folder, err))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
