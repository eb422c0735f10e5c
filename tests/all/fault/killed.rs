//! The command line killed at any moment, as `kill -9` and a power cut do it to a running program.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use super::{Dice, Place, rounds};

/// Adds a category by the command line, and kills it after a moment; whether it had ended well before.
fn add_and_kill(folder: &Path, name: &str, moment: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ledger"))
        .args(["act", "台账.ron", "--author", "李明", "--unit", "市整改办"])
        .current_dir(folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let mut piped = child.stdin.take().expect("its input");
    piped.write_all(format!("AddCategory(\"{name}\")").as_bytes()).ok();
    drop(piped);
    let start = Instant::now();
    while start.elapsed() < moment {
        if let Some(ended) = child.try_wait().expect("it can be asked") {
            return ended.success();
        }
        std::thread::sleep(Duration::from_micros(50));
    }
    child.kill().expect("killed");
    child.wait().expect("gone").success()
}

#[test]
fn the_command_line_killed_at_any_moment_leaves_a_whole_file_with_all_it_had_acknowledged() {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    // A journal's folder: the shadow store is written as well.
    std::fs::create_dir(root.path().join("data")).expect("a folder");
    let (mut usual, mut acknowledged) = (Duration::MAX, Vec::new());
    // The quickest of three: one that had to wait for a disk would have all others end before they are killed.
    for name in ["第一", "第二", "第三"] {
        let start = Instant::now();
        assert!(add_and_kill(root.path(), name, Duration::from_mins(1)), "it works when it is left alone");
        usual = usual.min(start.elapsed());
        acknowledged.push(name.to_owned());
    }
    let (n_rounds, n_before, mut dice) = (rounds(40, 1_000), acknowledged.len(), Dice(1));
    for round in 0..n_rounds {
        let name = format!("类别{round}");
        let moment = usual.mul_f64(dice.roll(1_300) as f64 / 1_000.0);
        if add_and_kill(root.path(), &name, moment) {
            acknowledged.push(name);
        }
        let opened = place.read();
        assert!(opened.is_sound(), "round {round}: {:?}", opened.faults);
        let has = &opened.content.ledger.directory.categories;
        let lost: Vec<_> = acknowledged.iter().filter(|name| !has.iter().any(|it| it == *name)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} is lost");
    }
    let n = acknowledged.len();
    let n_killed = n_rounds + n_before - n;
    println!("killed {n_killed} of {n_rounds} runs; {n} changes acknowledged, all found");
    assert!(n_killed > 0, "none was killed");
}
