//! A deadline in words: its words are kept, and what is found in a text lies in the text.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use readers::{
    domain::{
        calendar_text::import_years,
        deadline_find::find_deadlines,
        deadline_words::{read_deadline, read_deadline_of_year, resolve_relative},
        money::read_money,
    },
    within_limits,
};

fuzz_target!(|text: &str| {
    within_limits(|| {
        let base = NaiveDate::from_ymd_opt(2019, 5, 31);
        for base in [None, base, Some(NaiveDate::MAX), Some(NaiveDate::MIN)] {
            let read = read_deadline(text, base);
            assert_eq!(read.words.trim(), text.trim(), "the words are kept");
            drop((read.shown_date(), read.kind_word()));
            drop(resolve_relative(read, base.unwrap_or_default(), |day, n| day.checked_add_days(chrono::Days::new(n.into()))));
        }
        drop(read_deadline_of_year(text, Some(2019)));
        let (n_chars, mut last) = (text.chars().count(), 0);
        for found in find_deadlines(text, Some(2019)) {
            assert!(last <= found.range.start && found.range.start <= found.range.end && found.range.end <= n_chars);
            last = found.range.end;
        }
        drop((read_money(text), import_years(text)));
    });
});
