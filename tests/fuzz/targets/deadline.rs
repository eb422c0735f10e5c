//! A deadline in words: its words are kept, and what is found in a text lies in the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::deadline(bytes)));
