//! A table as text, in any encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    exchange::sheet::{CsvOptions, Encoding, read_workbook},
    within_limits,
};

fuzz_target!(|bytes: &[u8]| {
    within_limits(|| {
        for encoding in [None, Some(Encoding::Gb18030), Some(Encoding::Utf16Le)] {
            drop(read_workbook(bytes, CsvOptions { encoding, delimiter: None }, &|_, _| true));
        }
    });
});
