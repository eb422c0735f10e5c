//! Small disks made for a test, where the system lets us.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A disk of its own, taken away when it is dropped.
pub struct SmallDisk {
    place: PathBuf,
    _files: tempfile::TempDir,
}

/// Which file system it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In memory, pages of 4 KiB.
    Memory,
    /// A file with ext4 in blocks of 1 KiB.
    Ext4,
}

pub fn run(program: &str, arguments: &[&str]) -> Result<Output, String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

impl SmallDisk {
    /// A disk of so many KiB, or why there is none.
    pub fn new(kind: Kind, kib: usize) -> Result<Self, String> {
        let files = tempfile::tempdir().map_err(|error| error.to_string())?;
        let place = files.path().join("disk");
        fs::create_dir(&place).map_err(|error| error.to_string())?;
        match kind {
            Kind::Memory => {
                let size = format!("size={kib}k");
                run("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", text(&place)])?;
            }
            Kind::Ext4 => {
                let image = files.path().join("image");
                let kib = format!("{kib}k");
                run("mkfs.ext4", &["-q", "-b", "1024", "-m", "0", "-O", "^has_journal", text(&image), &kib])?;
                run("mount", &["-o", "loop", text(&image), text(&place)])?;
            }
        }
        Ok(Self { place, _files: files })
    }

    pub fn path(&self) -> &Path {
        &self.place
    }

    /// From now on nothing can be written to it.
    pub fn make_read_only(&self) -> Result<(), String> {
        run("mount", &["-o", "remount,ro", text(&self.place)]).map(drop)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        if let Err(error) = run("umount", &[text(&self.place)]) {
            // Something is still open on it: it goes when that is closed.
            run("umount", &["-l", text(&self.place)]).map_err(|again| format!("{error}, {again}")).ok();
        }
    }
}
