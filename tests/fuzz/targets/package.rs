//! A package: its bytes as they are, and a manifest and a ledger in a zip that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::package(bytes)));
