//! A ledger file: read the quick way and the slow way alike, saved as the same ledger, salvaged into a sound one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::ledger(bytes)));
