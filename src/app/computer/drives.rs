//! Drives that can be pulled out: sticks and cards, offered where packages come and go.

use std::path::{Path, PathBuf};

use sysinfo::{DiskRefreshKind, Disks};

/// Folders that count as drives too, as the system's `PATH` writes them: card readers and network folders of an office.
const MORE: &str = "RECTIFICATION_LEDGER_DRIVES";

/// A drive that can be pulled out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// Where it is.
    pub folder: PathBuf,
    /// What it is called, if anything.
    pub name: String,
    /// Bytes that are free.
    pub free: u64,
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
    chosen(&known, &std::env::split_paths(&more).collect::<Vec<_>>())
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

/// The drives to offer, each once: those that can be pulled out, and the folders named besides.
fn chosen(known: &[Known], more: &[PathBuf]) -> Vec<Drive> {
    let mut drives: Vec<Drive> = Vec::new();
    for disk in known.iter().filter(|disk| disk.removable && !disk.read_only) {
        drives.push(Drive { folder: disk.folder.clone(), name: disk.name.clone(), free: disk.free });
    }
    for folder in more.iter().filter(|folder| folder.is_dir()) {
        let holds = |disk: &&Known| folder.starts_with(&disk.folder);
        let disk = known.iter().filter(holds).max_by_key(|disk| disk.folder.as_os_str().len());
        drives.push(Drive { folder: folder.clone(), name: last(folder), free: disk.map_or(0, |disk| disk.free) });
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

    #[test]
    fn only_drives_that_can_be_pulled_out_and_written_are_offered() {
        let stick = Known { removable: true, ..disk("/media/stick", 7) };
        let cd = Known { read_only: true, removable: true, ..disk("/media/cd", 0) };
        let drives = chosen(&[disk("/", 9), stick, cd], &[]);
        assert_eq!(drives.len(), 1);
        assert_eq!((drives[0].folder.as_path(), drives[0].free), (Path::new("/media/stick"), 7));
        assert_eq!(drive_of(&drives, Path::new("/media/stick/下发")), Some(&drives[0]));
        assert_eq!(drive_of(&drives, Path::new("/media/sticky")), None);
    }

    #[test]
    fn a_folder_named_besides_has_the_room_of_its_disk() {
        let folder = tempfile::TempDir::new().unwrap();
        let more = [folder.path().to_owned(), PathBuf::from("/no/such/folder")];
        let drives = chosen(&[disk("/", 5)], &more);
        assert_eq!(drives.len(), 1);
        assert_eq!(drives[0].free, 5);
    }

    #[test]
    fn asking_the_system_harms_nothing() {
        // Which drives there are is the computer's matter.
        drop(removable_drives());
    }
}
