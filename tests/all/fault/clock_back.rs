//! Clocks that jump: what was done stays in its order, and older copies are not written over.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use chrono::{NaiveDateTime, TimeDelta};
use rectification_ledger::{
    app::NotDone,
    domain::rules::Refusal,
    store::generations::{Keep, is_due, list_generations, read_generation, write_generation},
};

use super::{Dice, Place, clock_at, ids, noon, rounds, save, step, who};

/// Somewhere between 1970 and 2106, mostly near.
fn jump(dice: &mut Dice) -> NaiveDateTime {
    let mut some = |below| i64::from(dice.roll(below) as u32);
    match some(5) {
        0 => chrono::DateTime::UNIX_EPOCH.naive_utc(),
        1 => noon() + TimeDelta::days(365 * some(80)),
        2 => noon() - TimeDelta::days(some(4_000)),
        _ => noon() + TimeDelta::minutes(some(200) - 100),
    }
}

/// The older copies and what is in them.
fn copies(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let older = list_generations(folder).expect("a list");
    older.into_iter().map(|it| (it.path.clone(), read_generation(&it.path).expect("a copy"))).collect()
}

#[test]
fn whatever_the_clock_says_every_acknowledged_change_stays_and_the_newest_copy_too() {
    let root = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let (mut dice, mut done, mut n_asked, mut n_kept) = (Dice(11), Vec::new(), 0, 0);
    let n_rounds = rounds(60, 1_000);
    for round in 0..n_rounds {
        let now = jump(&mut dice);
        let mut document = place.open().expect("opened");
        let all = ids(document.content());
        assert!(done.iter().all(|id| all.contains(id)), "round {round}: lost");
        match document.act(&step(&document, round), &who(), clock_at(now)) {
            Ok(change) => done.extend(change),
            Err(NotDone::Refused(Refusal::ClockDoubtful { .. })) => {
                n_asked += 1;
                document.confirm_clock();
                let change = document.act(&step(&document, round), &who(), clock_at(now)).expect("confirmed");
                done.extend(change);
            }
            Err(other) => panic!("{other:?}"),
        }
        if dice.roll(2) == 0 {
            let folder = place.data.generations(&document.id().to_string());
            let before = copies(&folder);
            let due = is_due(&folder, now, &Keep::default()).expect("a list");
            save(&mut document, &place.data, now).expect("saved");
            let after = copies(&folder);
            let is_as_it_was = |(path, bytes): (&PathBuf, &Vec<u8>)| before.get(path).is_none_or(|old| old == bytes);
            assert!(after.iter().all(is_as_it_was), "round {round}: an older copy was written over");
            let file = place.bytes();
            assert_eq!(after.values().any(|bytes| *bytes == file), due, "round {round}: what was just saved");
            n_kept += usize::from(due);
        }
    }
    println!(
        "{n_rounds} sessions under a jumping clock: {} changes, {n_asked} times asked whether it is right",
        done.len()
    );
    assert!(n_kept > 3, "only {n_kept} older copies were ever due");
    assert!(n_asked > 0, "nobody was ever asked about the clock");
}

#[test]
fn two_older_copies_of_the_same_second_both_stay() {
    let root = tempfile::tempdir().expect("a folder");
    for bytes in [b"first".as_slice(), b"second", b"third"] {
        write_generation(root.path(), bytes, noon()).expect("kept");
    }
    let mut found: Vec<_> = list_generations(root.path())
        .expect("a list")
        .iter()
        .map(|it| read_generation(&it.path))
        .map(|it| it.expect("a copy"))
        .collect();
    found.sort();
    assert_eq!(found, [b"first".to_vec(), b"second".to_vec(), b"third".to_vec()]);
}
