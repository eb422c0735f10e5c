//! A package: its bytes as they are, and a manifest and a ledger in a zip that is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    made::{self, file, pieces},
    store::package::{is_package, open_package},
    within_limits,
};

fn read(bytes: &[u8]) {
    let path = file("a.zip", bytes);
    within_limits(|| {
        let _looks = is_package(&path);
        if let Ok(mut package) = open_package(&path, None, &mut |_, _| true) {
            drop((package.ledger(), package.evidence()));
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        let [manifest, ledger] = pieces(text);
        read(&made::package(manifest, ledger));
    }
});
