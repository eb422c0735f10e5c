//! A ledger file cut at every byte, and zeroed, garbled or exchanged in every sector.

use rectification_ledger::store::{
    ledger_check::salvage_ledger, ledger_open::open_ledger, ledger_quick::open_bytes, ledger_write::ledger_to_bytes,
    safe_write::safe_write,
};
use tempfile::TempDir;

use super::{Dice, Place, clock_at, ids, noon, rounds, save, step, told, who};

/// What a disk writes at once.
const SECTOR: usize = 512;

/// A small ledger with a history, and its file.
fn written() -> (TempDir, Place, Vec<u8>) {
    let root = TempDir::new().expect("a folder");
    let place = Place::in_folder(root.path());
    place.found();
    let mut document = place.open().expect("opened");
    for number in 0..7 {
        document.act(&step(&document, number), &who(), clock_at(noon())).expect("done");
    }
    save(&mut document, &place.data, noon()).expect("saved");
    drop(document);
    let bytes = place.bytes();
    (root, place, bytes)
}

/// What must hold of a broken file: it is never taken for a whole one, and what is rescued of it is a ledger.
#[track_caller]
fn is_refused(whole: &[u8], broken: &[u8], how: &str) -> bool {
    let Ok(opened) = open_ledger(broken) else {
        assert!(open_bytes(broken.to_vec()).is_err(), "{how}: the quick way refuses it too");
        return true;
    };
    assert!(!opened.is_sound(), "{how} is taken for whole");
    let quick = open_bytes(broken.to_vec()).expect("a ledger");
    assert_eq!(quick.faults, opened.faults, "{how}: both ways say the same");
    let all = ids(&open_ledger(whole).expect("a ledger").content);
    assert!(ids(&opened.content).is_subset(&all), "{how}: nothing is made up");
    let rescued = salvage_ledger(broken).expect("a ledger").content;
    let again = open_ledger(&ledger_to_bytes(&rescued).expect("as text")).expect("a ledger");
    assert!(again.is_sound(), "{how}: what is rescued is whole: {:?}", again.faults);
    assert_eq!(ids(&again.content), ids(&opened.content), "{how}: rescuing loses nothing that can be read");
    false
}

#[test]
fn a_file_cut_at_any_byte_is_never_taken_for_whole_and_gives_back_every_whole_record() {
    let (_root, _, whole) = written();
    let (mut n_cuts, mut n_none) = (0, 0);
    // The last line feed alone says nothing.
    for cut in (0..whole.len() - 1).step_by(rounds(3, 1)) {
        n_none += usize::from(is_refused(&whole, &whole[..cut], &format!("cut at {cut}")));
        n_cuts += 1;
    }
    println!("{n_cuts} cuts of {} bytes: {n_none} are no ledger, {} give what is whole", whole.len(), n_cuts - n_none);
}

#[test]
fn a_file_with_any_sector_zeroed_garbled_or_exchanged_is_never_taken_for_whole() {
    let (_root, _, whole) = written();
    let n_sectors = whole.len().div_ceil(SECTOR);
    let sector = |n: usize| n * SECTOR..((n + 1) * SECTOR).min(whole.len());
    let (mut dice, mut n_tried) = (Dice(7), 0);
    let mut try_it = |broken: &[u8], how: &str| {
        n_tried += 1;
        is_refused(&whole, broken, how);
    };
    for n in 0..n_sectors {
        let mut broken = whole.clone();
        broken[sector(n)].fill(0);
        try_it(&broken, &format!("sector {n} zeroed"));
        broken[sector(n)].fill(0xf6);
        try_it(&broken, &format!("sector {n} as a new stick has it"));
        let mut broken = whole.clone();
        broken[sector(n).start..].fill(0);
        try_it(&broken, &format!("zeroed from sector {n}"));
        let mut broken = whole.clone();
        for byte in &mut broken[sector(n)] {
            *byte = dice.roll(256) as u8;
        }
        try_it(&broken, &format!("sector {n} garbled"));
        for other in (n + 1..n_sectors - 1).step_by(rounds(9, 1)) {
            let mut broken = whole.clone();
            let (a, b) = broken.split_at_mut(other * SECTOR);
            a[sector(n)].swap_with_slice(&mut b[..SECTOR]);
            try_it(&broken, &format!("sectors {n} and {other} exchanged"));
        }
    }
    println!("{n_tried} files with broken sectors ({n_sectors} sectors), none taken for whole");
}

#[test]
fn one_bit_changed_anywhere_is_never_taken_for_whole() {
    let (_root, _, whole) = written();
    let mut n_tried = 0;
    for at in (0..whole.len() - 1).step_by(rounds(5, 1)) {
        for bit in 0..rounds(1, 8) {
            let mut broken = whole.clone();
            broken[at] ^= 1 << ((at + bit) % 8);
            is_refused(&whole, &broken, &format!("bit {bit} of byte {at}"));
            n_tried += 1;
        }
    }
    println!("{n_tried} files with one bit changed, none taken for whole");
}

#[test]
fn the_program_opens_no_broken_file_for_writing_and_leaves_it_as_it_is() {
    let (_root, place, whole) = written();
    let mut dice = Dice(3);
    let n_rounds = rounds(40, 400);
    for round in 0..n_rounds {
        let at = dice.roll(whole.len() - 1);
        let mut broken = whole.clone();
        match round % 3 {
            0 => broken.truncate(at),
            1 => broken[at..].fill(0),
            _ => broken[at] ^= 0x21,
        }
        safe_write(&place.ledger, &broken).expect("broken");
        let mut app = place.start(noon());
        let said = told(&app);
        assert!(said.iter().any(|it| it.contains("台账.ron")), "round {round}: the file is named: {said:?}");
        assert!(
            app.document().is_none_or(rectification_ledger::app::Document::is_read_only),
            "round {round}: {said:?}"
        );
        app.finish_saving();
        app.tick(clock_at(noon() + chrono::TimeDelta::seconds(90)));
        drop(app);
        assert!(place.bytes() == broken, "round {round}: the file was written");
    }
    println!("{n_rounds} broken files opened in the program, none written");
}
