//! A file that another program holds open without sharing it, as virus scanners, sync programs and Excel do. On Windows
//! only; under Wine `tests/windows/held.py` tries the same.

#![cfg(windows)]
#![expect(
    clippy::disallowed_methods,
    clippy::unreachable,
    reason = "a test holds files from a thread of its own, and may stop"
)]

use std::{
    fs::{self, File, OpenOptions},
    os::windows::fs::OpenOptionsExt as _,
    path::Path,
    sync::mpsc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rectification_ledger::store::safe_write::safe_write;

use super::cli::run_ledger;

/// Others may read.
const SHARE_READ: u32 = 1;

fn hold(path: &Path, share: u32) -> File {
    OpenOptions::new().read(true).share_mode(share).open(path).expect("held")
}

/// Holds the file from another thread for a while, and returns once it does.
fn hold_for(path: &Path, share: u32, time: Duration) -> JoinHandle<()> {
    let (tell, told) = mpsc::channel();
    let path = path.to_owned();
    let thread = thread::spawn(move || {
        let held = hold(&path, share);
        tell.send(()).expect("told");
        thread::sleep(time);
        drop(held);
    });
    told.recv().expect("held");
    thread
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_handle_without_sharing_keeps_the_system_from_replacing_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("台账.ron"), folder.path().join("新.ron"));
    fs::write(&old, "old").expect("written");
    fs::write(&new, "new").expect("written");
    let held = hold(&old, 0);
    let refused = fs::rename(&new, &old).expect_err("the system refuses");
    assert!(matches!(refused.raw_os_error(), Some(5 | 32 | 33)), "{refused}");
    drop(held);
    fs::rename(&new, &old).expect("free again");
}

#[test]
fn a_file_held_for_a_moment_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("台账.ron");
    fs::write(&path, "old").expect("written");
    let start = Instant::now();
    let holder = hold_for(&path, 0, Duration::from_millis(700));
    safe_write(&path, b"new").expect("written in the end");
    assert!(start.elapsed() >= Duration::from_millis(600), "it waited {:?}", start.elapsed());
    holder.join().expect("the holder ends");
    assert_eq!(fs::read(&path).expect("read"), b"new");
    assert_eq!(names(folder.path()), ["台账.ron"], "nothing is left over");
}

#[test]
fn a_file_that_stays_held_is_told_by_name_and_the_new_one_is_kept_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("台账.ron");
    fs::write(&path, "old").expect("written");
    let held = hold(&path, SHARE_READ);
    let error = safe_write(&path, b"new").expect_err("it cannot be replaced");
    let told = format!("{error:?}");
    assert!(told.contains("台账.ron"), "{told}");
    assert_eq!(fs::read(&path).expect("read"), b"old", "the old one is whole");
    drop(held);
    let kept: Vec<String> = names(folder.path()).into_iter().filter(|name| name != "台账.ron").collect();
    let [kept] = kept.as_slice() else {
        unreachable!("one file beside it: {kept:?}");
    };
    assert_eq!(fs::read(folder.path().join(kept)).expect("read"), b"new", "nothing is lost");
}

#[test]
fn the_command_line_waits_for_a_scanner_that_holds_the_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path();
    assert_eq!(run_ledger(desk, &["new", "台账.ron", "--title", "示例"], "").status.code(), Some(0), "founded");
    let holder = hold_for(&desk.join("台账.ron"), SHARE_READ, Duration::from_millis(1200));
    let act = ["act", "台账.ron", "--author", "刘敏", "--unit", "市整改办"];
    let output = run_ledger(desk, &act, "AddCategory(\"噪声\")");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    holder.join().expect("the holder ends");
    assert!(fs::read_to_string(desk.join("台账.ron")).expect("read").contains("噪声"), "written");
}
