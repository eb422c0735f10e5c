//! A Word document: its bytes as they are, and its parts in a zip that is whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::docx(bytes)));
