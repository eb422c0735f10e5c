//! A block from the clipboard: what is written of it is read as the same block.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{clipboard, within_limits};

fuzz_target!(|text: &str| {
    within_limits(|| {
        let Ok(block) = clipboard::read(text) else { return };
        let wide = block.first().map_or(0, Vec::len);
        assert!(block.iter().all(|row| row.len() == wide), "a block is as wide in every row");
        if !block.is_empty() {
            assert_eq!(clipboard::read(&clipboard::write(&block)), Ok(block));
        }
    });
});
