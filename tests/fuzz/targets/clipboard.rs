//! A block from the clipboard: what is written of it is read as the same block.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::within_limits(|| readers::checks::clipboard(bytes)));
