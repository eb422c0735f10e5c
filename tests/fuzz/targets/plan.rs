//! A plan as text: no line gets lost.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::plan(bytes)));
