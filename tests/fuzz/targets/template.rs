//! A template for Word: its bytes as they are, and its text in a zip that is whole; one without faults can be filled.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    exchange::word::{Fields, Template, forms::WordForm},
    made::zip,
    within_limits,
};

fn read(bytes: &[u8]) {
    within_limits(|| {
        let Ok(template) = Template::read(bytes) else { return };
        let spec = WordForm::SupervisionNotice.spec();
        drop(template.names());
        if template.faults(spec).is_empty() {
            let fields = Fields::default().text("标题", "甲\n乙 & 丙 <丁>");
            drop(template.fill(spec, &[fields.clone(), fields]));
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    read(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes)]));
});
