//! The promises of the table.

use egui::{Key, Modifiers};

use super::{Chord, Deed, LIST_TABLE, Place, TABLE, keys_of, with_keys, written};

/// Two places where a key could mean two things at once.
fn overlap(one: Place, other: Place) -> bool {
    let everywhere = |place| matches!(place, Place::Anywhere | Place::Ledger | Place::NotInText);
    one == other || everywhere(one) || everywhere(other)
}

fn bound() -> Vec<(Deed, Place, Chord)> {
    TABLE.iter().flat_map(|row| row.chords.iter().map(|chord| (row.deed, row.place, *chord))).collect()
}

#[test]
fn no_key_is_bound_twice() {
    let all = bound();
    for (n, (deed, place, chord)) in all.iter().enumerate() {
        for (other, there, same) in all.iter().skip(n + 1) {
            let twice = chord == same && overlap(*place, *there);
            assert!(!twice, "{} means {deed:?} and {other:?}", written(*chord));
        }
    }
}

#[test]
fn the_keys_of_input_methods_are_never_bound() {
    for (deed, _, chord) in bound() {
        let ctrl = chord.held.command || chord.held.ctrl;
        assert!(!(ctrl && chord.key == Key::Space), "Ctrl+Space switches the input method: {deed:?}");
        assert!(!(ctrl && chord.key == Key::Period), "Ctrl+. switches its punctuation: {deed:?}");
        let shift_alone = chord.held == Modifiers::SHIFT && chord.key == Key::Space;
        assert!(!shift_alone, "Shift+Space switches full width: {deed:?}");
        let letter = chord.key.name().chars().count() == 1;
        assert!(!letter || ctrl || chord.held.alt, "a letter alone is typed: {deed:?}");
    }
}

#[test]
fn the_keys_of_a_list_are_bound_once_there_and_never_an_input_method_s() {
    for (n, row) in LIST_TABLE.iter().enumerate() {
        for chord in row.chords {
            let ctrl = chord.held.command || chord.held.ctrl;
            assert!(chord.key != Key::Space && !(ctrl && chord.key == Key::Period), "{row:?}");
            let again = LIST_TABLE.iter().skip(n + 1).filter(|other| other.list == row.list);
            assert!(!again.flat_map(|other| other.chords).any(|other| other == chord), "{row:?}");
            let elsewhere = |place| matches!(place, Place::Anywhere | Place::Ledger | Place::NotInText);
            let taken = bound().iter().any(|(_, place, other)| elsewhere(*place) && other == chord);
            assert!(!taken, "{row:?} means something on every page");
        }
    }
}

#[test]
fn each_deed_stands_in_the_table_once() {
    for (n, row) in TABLE.iter().enumerate() {
        let again = TABLE.iter().skip(n + 1).any(|other| other.deed == row.deed);
        assert!(!again, "{:?} stands there twice", row.deed);
    }
}

#[test]
fn a_word_carries_the_keys_of_its_deed() {
    assert_eq!(keys_of(Deed::Recent), "Ctrl+Shift+O", "from the table");
    assert_eq!(with_keys("撤销", Deed::Undo), "撤销（Ctrl+Z）", "behind the word");
    assert_eq!(with_keys("另存副本…", Deed::SaveCopy), "另存副本…", "none, nothing");
    assert_eq!(written(Chord::alt(Key::ArrowLeft)), "Alt+←", "arrows as arrows");
}
