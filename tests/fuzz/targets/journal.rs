//! A journal: every whole record of it is read, and it takes a new one behind whatever stands in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    made::{file, summed},
    store::{
        codec::{change_from_line, change_to_line},
        journal::{Journal, read_journal},
    },
    within_limits,
};

fn read(bytes: &[u8]) {
    let path = file("a.journal", bytes);
    within_limits(|| {
        let before = read_journal(&path).expect("readable").expect("there");
        assert_eq!(std::fs::read(&path).expect("a file"), bytes, "reading writes nothing");
        for change in before.records.iter().filter_map(|record| change_from_line(record).ok()) {
            if let Ok(line) = change_to_line(&change) {
                assert_eq!(change_from_line(&line).as_ref(), Ok(&change));
            }
        }
        let (mut journal, opened) = Journal::open(&path).expect("opened").expect("there");
        assert_eq!(opened.records, before.records);
        journal.append("(id:4)").expect("added");
        let after = read_journal(&path).expect("readable").expect("there");
        assert_eq!(after.records.split_last().map(|(last, rest)| (last.as_str(), rest)), Some(("(id:4)", before.records.as_slice())));
        if let Some(kept_as) = opened.kept_as {
            assert_eq!(std::fs::read(&kept_as).expect("a copy"), bytes, "what was broken is kept");
            std::fs::remove_file(kept_as).expect("removed");
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(summed(text).as_bytes());
    }
});
