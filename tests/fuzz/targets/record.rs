//! A record of a file: what the program's own reader takes, `ron` reads as the same; what it writes, both read back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    domain::{change::Header, edit::PartEdits},
    store::{
        record::{Record, Seal},
        ron_read::{from_ron, from_strict},
        ron_text::to_ron,
    },
    within_limits,
};
use serde::{Serialize, de::DeserializeOwned};

fn alike<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
    if let Some(own) = from_strict::<T>(text) {
        assert_eq!(ron::from_str::<T>(text).as_ref(), Ok(&own), "what is taken, ron takes");
    }
    let Ok(value) = from_ron::<T>(text) else { return };
    let Ok(written) = to_ron(&value) else { return };
    assert_eq!(from_ron::<T>(&written).as_ref(), Ok(&value), "{written}");
    assert_eq!(ron::from_str::<T>(&written).as_ref(), Ok(&value), "{written}");
}

fuzz_target!(|text: &str| {
    within_limits(|| {
        alike::<Record>(text);
        alike::<PartEdits>(text);
        alike::<Header>(text);
        alike::<Seal>(text);
    });
});
