//! A ledger file: read the quick way and the slow way alike, saved as the same ledger, salvaged into a sound one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    made::summed,
    store::{
        ledger_check::{check_opened, salvage_ledger},
        ledger_open::open_ledger,
        ledger_quick::open_bytes,
        ledger_write::ledger_to_bytes,
        recognise::look_at,
    },
    within_limits,
};

fn read(bytes: &[u8]) {
    within_limits(|| {
        let _look = look_at(bytes);
        let (slow, quick) = (open_ledger(bytes), open_bytes(bytes.to_vec()));
        let (Ok(slow), Ok(quick)) = (&slow, &quick) else {
            assert_eq!(slow.is_err(), quick.is_err());
            return;
        };
        assert_eq!(slow.faults, quick.faults);
        assert_eq!(slow.content, quick.content, "both ways give the same");
        drop(check_opened(slow));
        if slow.is_sound() {
            let saved = ledger_to_bytes(&quick.content).expect("a sound ledger can be saved");
            let again = open_ledger(&saved).expect("a ledger");
            assert!(again.is_sound(), "{:?}", again.faults);
            assert_eq!(again.content, slow.content, "saving keeps everything");
        }
        let rescued = salvage_ledger(bytes).expect("a ledger").content;
        if let Ok(saved) = ledger_to_bytes(&rescued) {
            let again = open_ledger(&saved).expect("a ledger");
            assert!(again.is_sound(), "what is salvaged is sound: {:?}", again.faults);
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    read(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(summed(text).as_bytes());
    }
});
