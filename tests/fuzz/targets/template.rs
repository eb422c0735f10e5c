//! A template for Word: its bytes as they are, and its text in a zip that is whole; one without faults can be filled.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::template(bytes)));
