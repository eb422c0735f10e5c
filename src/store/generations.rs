//! Older copies of a ledger on this computer: one per ten minutes, then one an hour, then one a day.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use chrono::{Datelike as _, NaiveDateTime, TimeDelta, Timelike as _};

use crate::store::{
    Cause, Doing, StoreError,
    checksum::FileMark,
    files::make_folder_of,
    ledger_file::MOST_FILE_BYTES,
    safe_write::{Known, RealDisk, safe_write_with},
};

/// How file names spell a time.
const TIME_FORMAT: &str = "%Y%m%dT%H%M%S";

/// What follows the time.
const SUFFIX: &str = ".ron.zst";

/// An older copy unpacks to so many times its size at most: the text of a ledger packs 5 to 60 times, a bomb 10,000 times.
const MAX_RATIO: u64 = 400;

/// A copy may unpack to so many bytes however small it is.
const SMALL_COPY: u64 = 64 << 20;

/// What is kept how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Between one copy and the next.
    pub every: TimeDelta,
    /// All of them for so long.
    pub all_for: TimeDelta,
    /// One an hour for so long.
    pub hourly_for: TimeDelta,
    /// One a day for so long.
    pub daily_for: TimeDelta,
    /// Never more than so many.
    pub max_count: usize,
    /// Never more bytes than this, the newest copy excepted.
    pub max_bytes: u64,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            every: TimeDelta::minutes(10),
            all_for: TimeDelta::hours(6),
            hourly_for: TimeDelta::days(2),
            daily_for: TimeDelta::days(60),
            max_count: 200,
            max_bytes: 2 << 30,
        }
    }
}

/// One older copy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation {
    /// When it was made.
    pub made_at: NaiveDateTime,

    /// How many bytes it takes on disk.
    pub n_bytes: u64,

    /// Where it is.
    pub path: PathBuf,
}

/// The copies in `folder`, oldest first.
pub fn list_generations(folder: &Path) -> Result<Vec<Generation>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(err) => return Err(StoreError::new(Doing::List, folder, err)),
    };
    let mut found: Vec<_> = entries.flatten().filter_map(|entry| generation_of(&entry)).collect();
    found.sort();
    Ok(found)
}

fn generation_of(entry: &fs::DirEntry) -> Option<Generation> {
    let name = entry.file_name();
    let time = name.to_str()?.strip_suffix(SUFFIX)?;
    Some(Generation {
        made_at: NaiveDateTime::parse_from_str(time, TIME_FORMAT).ok()?,
        n_bytes: entry.metadata().ok()?.len(),
        path: entry.path(),
    })
}

/// Whether it is time for another copy.
pub fn is_due(folder: &Path, now: NaiveDateTime, keep: &Keep) -> Result<bool, StoreError> {
    let before = list_generations(folder)?;
    // A copy from the future was made by a wrong clock and does not count.
    let newest = before.iter().rev().find(|old| old.made_at <= now);
    Ok(newest.is_none_or(|newest| now - newest.made_at >= keep.every))
}

/// Keeps `bytes` as the copy of `now`, unless one was made a short while ago, and takes away what is not kept any longer.
pub fn keep_generation(
    folder: &Path,
    bytes: &[u8],
    now: NaiveDateTime,
    keep: &Keep,
) -> Result<Option<Generation>, StoreError> {
    keep_from(folder, &mut &*bytes, now, keep)
}

/// The same with what a file holds, which is never in memory as a whole.
pub fn keep_generation_of(
    folder: &Path,
    file: &Path,
    now: NaiveDateTime,
    keep: &Keep,
) -> Result<Option<Generation>, StoreError> {
    let mut source = File::open(file).map_err(StoreError::at(Doing::Read, file))?;
    keep_from(folder, &mut source, now, keep)
}

fn keep_from(
    folder: &Path,
    source: &mut dyn io::Read,
    now: NaiveDateTime,
    keep: &Keep,
) -> Result<Option<Generation>, StoreError> {
    if !is_due(folder, now, keep)? {
        return Ok(None);
    }
    let made = write_from(folder, source, now)?;
    for old in thinned(&list_generations(folder)?, now, keep) {
        fs::remove_file(&old.path).map_err(StoreError::at(Doing::Remove, &old.path))?;
    }
    Ok(Some(made))
}

/// Keeps `bytes` as the copy of `now`, however short ago the last one was made: before a merge, before a restore.
///
/// A copy of the same second stays: the clock may have been set back.
pub fn write_generation(folder: &Path, bytes: &[u8], now: NaiveDateTime) -> Result<Generation, StoreError> {
    write_from(folder, &mut &*bytes, now)
}

fn write_from(folder: &Path, source: &mut dyn io::Read, now: NaiveDateTime) -> Result<Generation, StoreError> {
    let (now, path) = free_second(folder, now);
    make_folder_of(&path)?;
    pack(&path, Known::Absent, source)?;
    let meta = fs::metadata(&path).map_err(StoreError::at(Doing::Read, &path))?;
    Ok(Generation { made_at: now.with_nanosecond(0).unwrap_or(now), n_bytes: meta.len(), path })
}

/// Writes an older copy anew where it lies: what was erased must not stand in it any more.
pub fn rewrite_generation(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    pack(path, Known::Any, &mut &*bytes)
}

fn pack(path: &Path, known: Known, source: &mut dyn io::Read) -> Result<(), StoreError> {
    safe_write_with(&RealDisk, path, known, |out| {
        let mut encoder = zstd::Encoder::new(out, 1)?;
        encoder.include_checksum(true)?;
        io::copy(source, &mut encoder)?;
        encoder.finish()?;
        Ok(())
    })
    .map(drop)
}

/// The first second from `now` on that no copy bears as its name.
fn free_second(folder: &Path, now: NaiveDateTime) -> (NaiveDateTime, PathBuf) {
    let path_of = |time: NaiveDateTime| folder.join(format!("{}{SUFFIX}", time.format(TIME_FORMAT)));
    let mut time = now;
    while fs::symlink_metadata(path_of(time)).is_ok()
        && let Some(next) = time.checked_add_signed(TimeDelta::seconds(1))
    {
        time = next;
    }
    (time, path_of(time))
}

/// Which of `all` are not kept any longer at `now`.
///
/// Of an hour or a day the last copy stays; the newest of all always stays.
pub fn thinned<'a>(all: &'a [Generation], now: NaiveDateTime, keep: &Keep) -> Vec<&'a Generation> {
    let mut newest_first: Vec<_> = all.iter().collect();
    newest_first.sort_by(|a, b| b.cmp(a));
    let mut seen = BTreeSet::new();
    let mut dropped = Vec::new();
    let (mut n_kept, mut n_bytes) = (0, 0_u64);
    for old in newest_first {
        let wanted = slot(old.made_at, now, keep).is_some_and(|slot| seen.insert(slot));
        let fits = n_kept < keep.max_count && n_bytes.saturating_add(old.n_bytes) <= keep.max_bytes;
        if n_kept == 0 || (wanted && fits) {
            n_kept += 1;
            n_bytes = n_bytes.saturating_add(old.n_bytes);
        } else {
            dropped.push(old);
        }
    }
    dropped
}

/// Copies with the same slot stand for each other; none: too old.
fn slot(made_at: NaiveDateTime, now: NaiveDateTime, keep: &Keep) -> Option<(i32, u32, u32, u32)> {
    let age = now - made_at;
    let day = (made_at.year(), made_at.ordinal());
    if age <= keep.all_for {
        // Hours from 1, so that an hour and a day never meet.
        Some((day.0, day.1, made_at.hour() + 1, made_at.num_seconds_from_midnight() + 1))
    } else if age <= keep.hourly_for {
        Some((day.0, day.1, made_at.hour() + 1, 0))
    } else if age <= keep.daily_for {
        Some((day.0, day.1, 0, 0))
    } else {
        None
    }
}

/// The bytes of the ledger as it was then; one that unpacks to more than a ledger would is refused.
pub fn read_generation(path: &Path) -> Result<Vec<u8>, StoreError> {
    let at = |err: io::Error| StoreError::new(Doing::Read, path, err);
    let file = File::open(path).map_err(at)?;
    let packed = file.metadata().map_err(at)?.len();
    let most = packed.saturating_mul(MAX_RATIO).clamp(SMALL_COPY, MOST_FILE_BYTES);
    let mut bytes = Vec::new();
    let decoder = zstd::Decoder::new(file).map_err(at)?;
    decoder.take(most + 1).read_to_end(&mut bytes).map_err(at)?;
    if bytes.len() as u64 > most {
        return Err(StoreError::new(Doing::Read, path, Cause::UnpacksTooBig { most }));
    }
    Ok(bytes)
}

/// Brings an older copy back as a new file at `to`, which must not exist.
pub fn restore_generation(path: &Path, to: &Path) -> Result<FileMark, StoreError> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(StoreError::new(Doing::Restore, to, Cause::Exists));
    }
    let bytes = read_generation(path)?;
    safe_write_with(&RealDisk, to, Known::Absent, |out| Ok(out.write_all(&bytes)?))
}

/// Takes away all copies in `folder`: 从本机清除.
#[doc(alias = "purge")]
pub fn remove_generations(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(err) if err.kind() != io::ErrorKind::NotFound => Err(StoreError::new(Doing::Remove, folder, err)),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use tempfile::TempDir;

    use super::*;

    fn noon() -> NaiveDateTime {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        day.and_hms_opt(12, 0, 0).unwrap()
    }

    fn every_ten_minutes(n_days: i64) -> Vec<Generation> {
        (0..n_days * 144)
            .map(|number| Generation {
                made_at: noon() - TimeDelta::minutes(10 * number),
                n_bytes: 1000,
                path: PathBuf::new(),
            })
            .collect()
    }

    fn kept(all: &[Generation], now: NaiveDateTime, keep: &Keep) -> Vec<Generation> {
        let dropped = thinned(all, now, keep);
        let kept = all.iter().filter(|old| !dropped.contains(old));
        kept.cloned().collect()
    }

    #[test]
    fn all_of_today_then_one_an_hour_then_one_a_day_stay() {
        let kept = kept(&every_ten_minutes(90), noon(), &Keep::default());
        let older = |days| {
            let since = noon() - TimeDelta::days(days);
            kept.iter().filter(|old| old.made_at <= since).count()
        };
        let recent = kept.iter().filter(|old| noon() - old.made_at <= TimeDelta::hours(6));
        assert_eq!(recent.count(), 37);
        assert_eq!(kept.len() - older(2), 37 + 42);
        assert!((57..=59).contains(&older(2)), "{}", older(2));
        assert_eq!(older(61), 0);
    }

    #[test]
    fn thinning_twice_takes_nothing_more_and_thinning_day_by_day_leaves_one_a_day() {
        let keep = Keep::default();
        let once = kept(&every_ten_minutes(30), noon(), &keep);
        assert_eq!(kept(&once, noon(), &keep), once);
        let mut all = once;
        for day in 1..=20 {
            all = kept(&all, noon() + TimeDelta::days(day), &keep);
        }
        let days: BTreeSet<_> = all.iter().map(|old| old.made_at.date()).collect();
        assert_eq!(days.len(), all.len());
        assert!(days.len() >= 30, "no day is lost: {}", days.len());
    }

    #[test]
    fn count_and_bytes_are_capped_and_the_newest_always_stays() {
        let all = every_ten_minutes(1);
        let few = Keep { max_count: 5, ..Keep::default() };
        assert_eq!(kept(&all, noon(), &few), all[..5]);
        let small = Keep { max_bytes: 2500, ..Keep::default() };
        assert_eq!(kept(&all, noon(), &small), all[..2]);
        let none = Keep { max_bytes: 0, ..Keep::default() };
        assert_eq!(kept(&all, noon(), &none), all[..1]);
        let late = noon() + TimeDelta::days(1000);
        assert_eq!(kept(&all, late, &Keep::default()), all[..1]);
    }

    #[test]
    fn a_copy_is_made_every_ten_minutes_and_comes_back_as_a_new_file() {
        let root = TempDir::new().unwrap();
        let folder = root.path().join("generations/a");
        let keep = Keep::default();
        let text = "整改台账".repeat(1000);
        let make = |minutes, text: &str| {
            let now = noon() + TimeDelta::minutes(minutes);
            keep_generation(&folder, text.as_bytes(), now, &keep).unwrap()
        };
        assert!(make(0, &text).is_some());
        assert!(make(9, "later").is_none());
        assert!(make(10, "latest").is_some());
        let all = list_generations(&folder).unwrap();
        assert_eq!(all.len(), 2);
        assert!(all[0].n_bytes < 1000, "packed");
        let to = root.path().join("back.ron");
        restore_generation(&all[0].path, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), text);
        assert!(restore_generation(&all[0].path, &to).is_err(), "never over a file");
        remove_generations(&folder).unwrap();
        assert!(list_generations(&folder).unwrap().is_empty());
    }

    #[test]
    fn a_wrong_clock_does_not_stop_the_copies() {
        let root = TempDir::new().unwrap();
        let keep = Keep::default();
        let future = noon() + TimeDelta::days(400);
        keep_generation(root.path(), b"1", future, &keep).unwrap();
        assert!(keep_generation(root.path(), b"2", noon(), &keep).unwrap().is_some());
        assert_eq!(list_generations(root.path()).unwrap().len(), 2);
    }
}
