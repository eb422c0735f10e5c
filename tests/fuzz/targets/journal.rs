//! A journal: every whole record of it is read, and it takes a new one behind whatever stands in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::journal(bytes)));
