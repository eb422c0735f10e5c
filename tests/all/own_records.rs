//! Records as ledgers have them, in our reader and writer and in `ron`'s own.

use std::{sync::Arc, time::Instant};

use chrono::NaiveDate;
use rectification_ledger::{
    app::{Clock, generate::generate, sample::sample},
    domain::{change::PartText, edit::PartEdits},
    store::{
        ledger_write::{LedgerContent, ledger_to_bytes},
        record::{PlainLedger, Record},
        ron_read::{from_ron, from_strict},
        ron_text::to_ron,
    },
};

fn clock() -> Clock {
    let today = NaiveDate::from_ymd_opt(2026, 9, 18).expect("a day");
    Clock { now: today.and_hms_opt(9, 0, 0).expect("a time"), today, instant: Instant::now() }
}

/// What `ron` writes, with the one character that it spells as an escape and we do not.
fn as_ron<T: serde::Serialize>(value: &T) -> String {
    ron::to_string(value).expect("RON").replace("\\u{3000}", "\u{3000}")
}

/// Compares every record, and the edits inside of it. Returns how many there are of each.
fn compare(content: &LedgerContent) -> (usize, usize) {
    let bytes = ledger_to_bytes(content).expect("bytes");
    let plain: PlainLedger = ron::de::from_bytes(&bytes).expect("any RON reader opens it");
    let mut n_edits = 0;
    for record in &plain.records {
        let (ours, theirs) = (to_ron(record).expect("text"), as_ron(record));
        assert_eq!(ours, theirs, "written alike");
        assert!(ron::from_str::<Record>(&ours).as_ref() == Ok(record), "ron reads {ours}");
        assert!(from_ron::<Record>(&theirs).as_ref() == Ok(record), "we read {theirs}");
        let Record::Part { salt, body, .. } = record else {
            // What holds no text of others is read without asking ron.
            let by_hand = from_strict::<Record>(&ours);
            assert!(by_hand.as_ref() == Some(record) || matches!(record, Record::Change(_)), "by hand: {ours}");
            continue;
        };
        let text = PartText { salt: Arc::clone(salt), text: Arc::clone(&body.0) };
        let edits: PartEdits = ron::from_str(&text.text).expect("edits");
        assert!(from_strict::<PartEdits>(&text.text).as_ref() == Some(&edits), "read alike: {}", text.text);
        assert_eq!(to_ron(&edits).expect("text"), *text.text, "written as it was");
        assert_eq!(as_ron(&edits), *text.text, "and as ron writes it");
        n_edits += 1;
    }
    (plain.records.len(), n_edits)
}

#[test]
fn every_record_of_the_sample_is_written_and_read_as_ron_does_it() {
    let (n_records, n_edits) = compare(&sample(clock()).expect("the sample"));
    assert!(n_records > 300 && n_edits > 200, "{n_records} records, {n_edits} of them edits");
}

#[test]
fn every_record_of_a_generated_ledger_is_written_and_read_as_ron_does_it() {
    let (n_records, n_edits) = compare(&generate(300, 300, 7, clock()).expect("a ledger"));
    assert!(n_records > 900 && n_edits > 500, "{n_records} records, {n_edits} of them edits");
}
