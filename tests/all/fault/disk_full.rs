//! A disk that is full at every point of a session: real small disks, left so much room and no more.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fills disks, may stop, and prints what it did"
)]

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Write as _,
    path::Path,
};

use rectification_ledger::{
    app::NotDone,
    domain::ChangeId,
    store::{
        codec::change_from_line,
        evidence::EvidenceFolder,
        generations::{list_generations, read_generation},
        journal::read_journal,
        ledger_open::open_ledger,
        ledger_write::ledger_to_bytes,
        settings_file,
        shadow::Shadow,
    },
};

use super::{
    Place, clock_at,
    disk::{Kind, SmallDisk},
    ids, noon, rounds, save, skipped, step, who,
};

/// What a session came to.
#[derive(Default)]
struct Session {
    acknowledged: BTreeSet<ChangeId>,
    n_refused: usize,
    /// Whether nothing failed.
    is_whole: bool,
}

/// Everything that writes, as often as the window does it.
fn session(place: &Place) -> Session {
    let mut done = Session { is_whole: true, ..Session::default() };
    let Ok(mut document) = place.open() else {
        return Session { n_refused: 1, ..Session::default() };
    };
    done.acknowledged.extend(ids(document.content()));
    let mut fails = |is_full: bool| {
        assert!(is_full, "only a full disk stops it");
        done.n_refused += 1;
        done.is_whole = false;
    };
    for number in 0..9 {
        match document.act(&step(&document, number), &who(), clock_at(noon())) {
            Ok(change) => done.acknowledged.extend(change),
            Err(NotDone::Failed(error)) => fails(error.is_disk_full()),
            Err(other) => panic!("{other:?}"),
        }
        if number % 4 == 3 {
            if let Err(error) = save(&mut document, &place.data, noon()) {
                fails(error.is_disk_full());
            }
            let shadow = Shadow::new(place.data.shadow(&document.id().to_string()));
            if let Err(error) = shadow.remember(&document.content().history) {
                fails(error.is_disk_full());
            }
        }
    }
    let added = EvidenceFolder::find_or_make(&place.ledger, &document.id().to_string())
        .and_then(|folder| folder.add(&place.ledger, &mut |_| true));
    if let Err(error) = added {
        fails(error.is_disk_full());
    }
    if let Err(error) = settings_file::save(&place.data.settings(), &vec!["台账"; 40]) {
        fails(error.is_disk_full());
    }
    done
}

/// Leaves so many KiB on the disk, or less where so many are not there.
fn leave(disk: &Path, kib: usize) {
    let ballast = disk.join("ballast");
    let mut file = File::create(&ballast).expect("the ballast");
    let piece = [7; 1024];
    let mut n_written = 0_u64;
    while file.write_all(&piece).is_ok() {
        n_written += 1024;
    }
    file.sync_all().ok();
    file.set_len(n_written.saturating_sub(kib as u64 * 1024)).expect("shortened");
    file.sync_all().expect("room is left");
}

/// What is on the disk as it is: nothing is opened to be written.
fn on_disk(place: &Place) -> BTreeSet<ChangeId> {
    let opened = place.read();
    assert!(opened.is_sound(), "the file is a whole one, old or new: {:?}", opened.faults);
    let mut found = ids(&opened.content);
    let journal = place.data.journal(&opened.content.ledger.id.to_string());
    let records = read_journal(&journal).expect("readable").map(|read| read.records).unwrap_or_default();
    found.extend(records.iter().filter_map(|record| Some(change_from_line(record).ok()?.id)));
    for older in list_generations(&place.data.generations(&opened.content.ledger.id.to_string())).expect("a list") {
        let bytes = read_generation(&older.path).expect("an older copy");
        assert!(open_ledger(&bytes).expect("a ledger").is_sound(), "an older copy is a whole one");
    }
    found
}

/// One session with so much room; whether it went through.
fn with_room(disk: &Path, kib: usize) -> (bool, usize, usize) {
    let folder = disk.join(format!("room{kib}"));
    fs::create_dir(&folder).expect("a folder");
    let place = Place::in_folder(&folder);
    place.found();
    let mut first = place.open().expect("opened");
    for number in 0..3 {
        first.act(&step(&first, number), &who(), clock_at(noon())).expect("done");
    }
    save(&mut first, &place.data, noon()).expect("saved");
    drop(first);
    leave(disk, kib);
    let done = session(&place);
    let lost: Vec<_> = done.acknowledged.difference(&on_disk(&place)).copied().collect();
    assert!(lost.is_empty(), "{kib} KiB left: {lost:?} is lost");
    fs::remove_file(disk.join("ballast")).expect("room");
    // With room again everything is there, and work goes on.
    let mut document = place.open().expect("opened");
    assert!(done.acknowledged.is_subset(&ids(document.content())), "{kib} KiB left: lost");
    document.act(&step(&document, 99), &who(), clock_at(noon())).expect("done");
    save(&mut document, &place.data, noon()).expect("saved");
    assert_eq!(place.bytes(), ledger_to_bytes(document.content()).expect("as text"), "the file holds everything");
    drop(document);
    fs::remove_dir_all(&folder).expect("cleared");
    (done.is_whole, done.acknowledged.len(), done.n_refused)
}

fn fill_at_every_point(kind: Kind, kib_a_step: usize) {
    let disk = match SmallDisk::new(kind, 2048) {
        Ok(disk) => disk,
        Err(why) => return skipped(&format!("a small disk ({kind:?})"), &why),
    };
    let (mut n_rounds, mut n_acknowledged, mut n_refused) = (0, 0, 0);
    let mut whole_in_a_row = 0;
    // Until a session goes through three times: then every point was met.
    for kib in (0..).step_by(kib_a_step) {
        let (is_whole, acknowledged, refused) = with_room(disk.path(), kib);
        (n_rounds, n_acknowledged, n_refused) = (n_rounds + 1, n_acknowledged + acknowledged, n_refused + refused);
        whole_in_a_row = if is_whole { whole_in_a_row + 1 } else { 0 };
        if whole_in_a_row == 3 {
            break;
        }
        assert!(kib < 2000, "it never went through");
    }
    assert!(n_refused > 0, "the disk was never full");
    println!(
        "{kind:?}: full at {n_rounds} sizes; {n_acknowledged} changes acknowledged and found, {n_refused} refusals"
    );
}

#[test]
fn a_disk_in_memory_full_at_every_page_of_a_session_loses_no_acknowledged_change() {
    fill_at_every_point(Kind::Memory, 4);
}

#[test]
fn a_disk_with_ext4_full_at_every_block_of_a_session_loses_no_acknowledged_change() {
    fill_at_every_point(Kind::Ext4, rounds(7, 1));
}
