//! Several programs that write one ledger at once.

#![expect(clippy::panic, clippy::print_stdout, reason = "a test may stop, and prints what it did")]

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use rectification_ledger::store::{ledger_open::open_ledger, shadow::Shadow};

use super::{Place, rounds};

/// Starts the command line to add a category, its data in `data`.
fn add(folder: &Path, data: &str, name: &str) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ledger"))
        .args(["act", "台账.ron", "--author", "李明", "--unit", "市整改办"])
        .current_dir(folder)
        .env("RECTIFICATION_LEDGER_DATA", folder.join(data))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut piped = child.stdin.take().expect("its input");
    piped.write_all(format!("AddCategory(\"{name}\")").as_bytes()).expect("told");
    child
}

/// Several at once, round by round; which were acknowledged, by whom, and how many refused.
fn all_at_once(folder: &Path, data: &[&str], n_rounds: usize) -> (Vec<(usize, String)>, usize) {
    let (mut acknowledged, mut n_refused) = (Vec::new(), 0);
    for round in 0..n_rounds {
        let name = |n: usize| format!("第{round}轮{n}号");
        let running: Vec<Child> = data.iter().enumerate().map(|(n, data)| add(folder, data, &name(n))).collect();
        for (n, child) in running.into_iter().enumerate() {
            let output = child.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            match output.status.code() {
                Some(0) => acknowledged.push((n, name(n))),
                Some(3) => {
                    assert!(said.contains("已被他人改写") && said.contains("台账.ron"), "{said}");
                    n_refused += 1;
                }
                other => panic!("{other:?}: {said}"),
            }
        }
        let bytes = fs::read(folder.join("台账.ron")).expect("the file");
        assert!(open_ledger(&bytes).expect("a ledger").is_sound(), "round {round}: the file is whole");
    }
    (acknowledged, n_refused)
}

fn one_computer(has_window: bool) {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    if has_window {
        fs::create_dir(root.path().join("data")).expect("a data folder");
    }
    let n_rounds = rounds(12, 300);
    let (acknowledged, n_refused) = all_at_once(root.path(), &["data"; 4], n_rounds);
    let has = place.read().content.ledger.directory.categories.clone();
    let lost: Vec<_> = acknowledged.iter().filter(|(_, name)| !has.iter().any(|it| it == name)).collect();
    assert!(lost.is_empty(), "{} of {} are lost: {lost:?}", lost.len(), acknowledged.len());
    println!(
        "{n_rounds} rounds of 4 programs at once: {} changes acknowledged and found, {n_refused} refused",
        acknowledged.len()
    );
    assert!(n_refused > 0 && acknowledged.len() >= n_rounds, "they met");
}

#[test]
fn programs_of_one_computer_that_save_at_once_lose_no_acknowledged_change() {
    one_computer(true);
}

#[test]
fn scripts_on_a_computer_without_a_window_that_save_at_once_lose_no_acknowledged_change() {
    one_computer(false);
}

#[test]
fn what_one_of_two_computers_wrote_over_is_remembered_by_the_other() {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let computers = ["甲机", "乙机", "丙机"];
    for computer in computers {
        // A window has been on each.
        fs::create_dir_all(root.path().join(computer).join("log")).expect("a data folder");
    }
    let n_rounds = rounds(8, 200);
    let (acknowledged, n_refused) = all_at_once(root.path(), &computers, n_rounds);
    let mut found = place.read().content;
    let n_in_file = found.ledger.directory.categories.iter().count();
    // Each computer opens the ledger again: what it remembers and the file lacks comes back.
    for computer in computers {
        let data = rectification_ledger::store::paths::DataFolder::new(root.path().join(computer));
        let shadow = Shadow::new(data.shadow(&found.ledger.id.to_string()));
        for change in shadow.lacking_in(&found.history).expect("readable") {
            found.history.insert(change).expect("entered");
        }
    }
    let keys = found.history.subjects();
    for key in keys {
        found.history.fold_subject(&mut found.ledger, key, &rectification_ledger::store::codec::RonParts);
    }
    let has = &found.ledger.directory.categories;
    let lost: Vec<_> = acknowledged.iter().filter(|(_, name)| !has.iter().any(|it| it == name)).collect();
    assert!(lost.is_empty(), "{lost:?} of {}", acknowledged.len());
    println!(
        "{n_rounds} rounds of 3 computers at once: {} acknowledged, {n_in_file} in the file, all remembered, {n_refused} refused",
        acknowledged.len()
    );
}

#[test]
fn a_save_waits_for_another_program_that_is_saving_and_then_goes_on() {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let id = place.read().content.ledger.id.to_string();
    fs::create_dir(root.path().join("data")).expect("a data folder");
    let lock = place.data.saving_lock(&id);
    fs::create_dir_all(lock.parent().expect("a folder")).expect("a folder");
    // Another program takes its time.
    let mut holder = Command::new("flock").arg(&lock).args(["sleep", "0.8"]).spawn().expect("flock of util-linux");
    std::thread::sleep(Duration::from_millis(300));
    let start = Instant::now();
    let output = add(root.path(), "data", "等到了").wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(start.elapsed() >= Duration::from_millis(300), "it waited {:?}", start.elapsed());
    holder.wait().expect("gone");
    assert!(place.read().content.ledger.directory.categories.iter().any(|it| it == "等到了"), "written");
}
