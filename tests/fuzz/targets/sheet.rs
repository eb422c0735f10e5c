//! A spreadsheet: its bytes as they are, and its parts in a zip that is whole; then its heads and records.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::sheet(bytes)));
