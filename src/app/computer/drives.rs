//! Drives that can be pulled out: sticks and cards, offered where packages come and go.

use std::path::{Path, PathBuf};

use sysinfo::{DiskRefreshKind, Disks};

/// Folders that count as drives too, as the system's `PATH` writes them: card readers and network folders of an office.
const MORE: &str = "RECTIFICATION_LEDGER_DRIVES";

/// A drive that can be pulled out, or a folder named besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// Where it is.
    pub folder: PathBuf,
    /// What it is called, if anything.
    pub name: String,
    /// Bytes that are free, where that is known.
    pub free: Option<u64>,
    /// Whether it can be pulled out.
    pub removable: bool,
}

/// One disk as the system has it.
struct Known {
    folder: PathBuf,
    name: String,
    free: u64,
    removable: bool,
    read_only: bool,
}

/// Asks the system for its drives; a drive that sleeps may take its time.
pub fn removable_drives() -> Vec<Drive> {
    let kind = DiskRefreshKind::nothing().with_storage();
    let disks = match Disks::new_with_refreshed_list_specifics(kind) {
        Ok(disks) => disks,
        Err(error) => {
            log::info!("the drives are not known: {error:?}");
            return Vec::new();
        }
    };
    let known: Vec<Known> = disks.iter().map(known).collect();
    let more = std::env::var_os(MORE).unwrap_or_default();
    chosen(&known, &std::env::split_paths(&more).collect::<Vec<_>>(), &is_on)
}

fn known(disk: &sysinfo::Disk) -> Known {
    Known {
        folder: disk.mount_point().to_owned(),
        // On Unix the name is the device's.
        name: if cfg!(windows) { disk.name().to_string_lossy().into_owned() } else { last(disk.mount_point()) },
        free: disk.available_space(),
        removable: disk.is_removable() || is_removable_device(disk.name()),
        read_only: disk.is_read_only(),
    }
}

fn last(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Cards and sticks that the kernel calls removable though they hang on no USB name.
#[cfg(target_os = "linux")]
fn is_removable_device(device: &std::ffi::OsStr) -> bool {
    let Some(name) = Path::new(device).file_name().map(|name| name.to_string_lossy().into_owned()) else {
        return false;
    };
    let whole = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let flag = |name: &str| std::fs::read_to_string(format!("/sys/block/{name}/removable"));
    [name.as_str(), whole, whole.trim_end_matches('p')].iter().any(|name| flag(name).is_ok_and(|it| it.trim() == "1"))
}

#[cfg(not(target_os = "linux"))]
fn is_removable_device(_device: &std::ffi::OsStr) -> bool {
    false
}

/// Whether a folder that lies below a disk's own is on that disk: a network drive may be put in between, which the system
/// does not list.
#[cfg(unix)]
fn is_on(folder: &Path, disk: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| std::fs::metadata(path).map(|meta| meta.dev()).ok();
    device(folder).is_some_and(|own| device(disk) == Some(own))
}

#[cfg(not(unix))]
fn is_on(_folder: &Path, _disk: &Path) -> bool {
    true
}

/// The drives to offer, each once: those that can be pulled out, and the folders named besides.
fn chosen(known: &[Known], more: &[PathBuf], is_on: &dyn Fn(&Path, &Path) -> bool) -> Vec<Drive> {
    let mut drives: Vec<Drive> = Vec::new();
    for disk in known.iter().filter(|disk| disk.removable && !disk.read_only) {
        let (folder, name) = (disk.folder.clone(), disk.name.clone());
        drives.push(Drive { folder, name, free: Some(disk.free), removable: true });
    }
    for folder in more.iter().filter(|folder| folder.is_dir()) {
        let holds = |disk: &&Known| folder.starts_with(&disk.folder);
        let nearest = known.iter().filter(holds).max_by_key(|disk| disk.folder.as_os_str().len());
        let disk = nearest.filter(|disk| is_on(folder, &disk.folder));
        drives.push(Drive {
            folder: folder.clone(),
            name: last(folder),
            free: disk.map(|disk| disk.free),
            removable: disk.is_some_and(|disk| disk.removable),
        });
    }
    drives.sort_by(|one, other| one.folder.cmp(&other.folder));
    drives.dedup_by(|one, other| one.folder == other.folder);
    drives
}

/// The drive a path lies on.
pub fn drive_of<'a>(drives: &'a [Drive], path: &Path) -> Option<&'a Drive> {
    drives.iter().find(|drive| path.starts_with(&drive.folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disk(folder: &str, free: u64) -> Known {
        Known { folder: PathBuf::from(folder), name: "KINGSTON".to_owned(), free, removable: false, read_only: false }
    }

    fn anywhere(_: &Path, _: &Path) -> bool {
        true
    }

    #[test]
    fn only_drives_that_can_be_pulled_out_and_written_are_offered() {
        let stick = Known { removable: true, ..disk("/media/stick", 7) };
        let cd = Known { read_only: true, removable: true, ..disk("/media/cd", 0) };
        let drives = chosen(&[disk("/", 9), stick, cd], &[], &anywhere);
        assert_eq!(drives.len(), 1);
        assert_eq!((drives[0].folder.as_path(), drives[0].free), (Path::new("/media/stick"), Some(7)));
        assert!(drives[0].removable);
        assert_eq!(drive_of(&drives, Path::new("/media/stick/下发")), Some(&drives[0]));
        assert_eq!(drive_of(&drives, Path::new("/media/sticky")), None);
    }

    #[test]
    fn a_folder_named_besides_has_the_room_of_its_disk_and_is_no_stick() {
        let folder = tempfile::TempDir::new().unwrap();
        let more = [folder.path().to_owned(), PathBuf::from("/no/such/folder")];
        let drives = chosen(&[disk("/", 5)], &more, &anywhere);
        assert_eq!(drives.len(), 1);
        assert_eq!((drives[0].free, drives[0].removable), (Some(5), false));
        let stick = Known { folder: folder.path().to_owned(), removable: true, ..disk("/", 7) };
        let on_stick = folder.path().join("下发");
        std::fs::create_dir(&on_stick).unwrap();
        let drives = chosen(&[disk("/", 5), stick], &[on_stick], &anywhere);
        assert_eq!((drives[1].free, drives[1].removable), (Some(7), true));
    }

    #[test]
    fn the_room_of_a_folder_on_no_known_disk_is_unknown() {
        let folder = tempfile::TempDir::new().unwrap();
        let more = [folder.path().to_owned()];
        let elsewhere = chosen(&[disk("/media/stick", 7)], &more, &anywhere);
        // A network drive below a disk's folder is not on that disk.
        let between = chosen(&[disk("/", 5)], &more, &|_, _| false);
        for drives in [elsewhere, between] {
            assert_eq!((drives[0].free, drives[0].removable), (None, false));
        }
        assert!(is_on(folder.path(), folder.path()));
    }

    #[test]
    fn each_drive_is_offered_once_and_by_where_it_is() {
        let folder = tempfile::TempDir::new().unwrap();
        let stick = |folder: &Path, free| Known { removable: true, folder: folder.to_owned(), ..disk("/", free) };
        // Mounted twice, as a card reader is, and named besides.
        let known = [stick(Path::new("/zz"), 3), stick(folder.path(), 7), stick(folder.path(), 7)];
        let drives = chosen(&known, &[folder.path().to_owned()], &anywhere);
        let found: Vec<_> = drives.iter().map(|drive| (drive.folder.as_path(), drive.name.as_str())).collect();
        assert_eq!(found, [(folder.path(), "KINGSTON"), (Path::new("/zz"), "KINGSTON")]);
    }
}
