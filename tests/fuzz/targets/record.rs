//! A record of a file: what the program's own reader takes, `ron` reads as the same; what it writes, both read back.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::record(bytes)));
