//! A folder nobody may write in: what is entered is kept on the computer, the file stays, and it is said in words.

use std::fs;

use chrono::TimeDelta;
use rectification_ledger::{
    app::{Command, Saved},
    store::paths::DataFolder,
};

use super::{
    Place, clock_at,
    disk::{Kind, SmallDisk},
    ids, noon, skipped, step, told, who,
};
use crate::cli::run_ledger;

fn read_only_disk() -> Option<(SmallDisk, Place, tempfile::TempDir)> {
    let home = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::new(Kind::Memory, 1024) {
        Ok(disk) => disk,
        Err(why) => {
            skipped("a disk that can be made read-only", &why);
            return None;
        }
    };
    let place = Place { ledger: disk.path().join("台账.ron"), data: DataFolder::new(home.path().join("data")) };
    place.found();
    disk.make_read_only().expect("read-only");
    Some((disk, place, home))
}

#[test]
fn what_is_entered_over_a_read_only_folder_is_kept_and_can_be_saved_elsewhere() {
    let Some((_disk, place, home)) = read_only_disk() else { return };
    let before = place.bytes();
    let mut app = place.start(noon());
    let action = step(app.document().expect("opened"), 0);
    app.run(Command::Do(action));
    app.run(Command::Save);
    app.finish_saving();
    app.tick(clock_at(noon() + TimeDelta::seconds(9)));
    let said = told(&app);
    assert!(said.iter().any(|it| it.contains("Failed") && it.contains("台账.ron")), "the file is named: {said:?}");
    assert_eq!(app.saved(), Some(Saved::InJournal), "and not said to be saved");
    assert_eq!(place.bytes(), before, "the file is as it was");
    let entered = ids(app.document().expect("open").content());
    drop(app);
    // The next day it is all there, and saved where one may write.
    let mut app = place.start(noon() + TimeDelta::days(1));
    assert_eq!(ids(app.document().expect("open").content()), entered, "nothing is lost");
    let other = home.path().join("另存.ron");
    app.run(Command::SaveCopy(other.clone()));
    app.finish_copies();
    app.tick(clock_at(noon() + TimeDelta::days(2)));
    let saved = Place { ledger: other, ..place.clone() };
    assert_eq!(ids(&saved.read().content), entered, "{:?}", told(&app));
}

#[test]
fn the_command_line_refuses_to_write_into_a_read_only_folder_and_names_the_file() {
    let Some((_disk, place, home)) = read_only_disk() else { return };
    let before = place.bytes();
    let ledger = place.ledger.to_str().expect("a path");
    let output =
        run_ledger(home.path(), &["act", ledger, "--author", "李明", "--unit", "市整改办"], "AddCategory(\"噪声\")");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("台账.ron") && said.contains("只读"), "{said}");
    assert_eq!(place.bytes(), before, "the file is as it was");
    assert_eq!(run_ledger(home.path(), &["check", ledger], "").status.code(), Some(0), "and can be read");
}

#[test]
fn a_data_folder_that_cannot_be_written_lets_nothing_be_entered_that_would_be_lost() {
    let Some((disk, _, home)) = read_only_disk() else { return };
    let place = Place { ledger: home.path().join("台账.ron"), data: DataFolder::new(disk.path().join("data")) };
    place.found();
    let before = place.bytes();
    let app = place.start(noon());
    let said = told(&app);
    assert!(app.document().is_none_or(rectification_ledger::app::Document::is_read_only), "{said:?}");
    assert!(said.iter().any(|it| it.contains("Failed")), "{said:?}");
    assert_eq!(place.bytes(), before, "the file is as it was");
    assert!(
        place.open().map(|mut it| it.act(&step(&it, 0), &who(), clock_at(noon()))).is_err(),
        "no journal, no change"
    );
    assert!(fs::read_dir(home.path()).expect("a list").count() == 1, "nothing is left behind");
}
