//! A Word document: its bytes as they are, and its parts in a zip that is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use readers::{
    exchange::{
        docx::read_docx,
        plan::{PlanSource, read_plan},
    },
    made::{pieces, zip},
    within_limits,
};

fn read(bytes: &[u8]) {
    within_limits(|| {
        if let Ok(blocks) = read_docx(bytes) {
            drop(read_plan(&PlanSource::Docx(blocks)));
        }
    });
}

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        return read(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    let [document, styles, numbering] = pieces(&text);
    let parts = [("word/document.xml", document), ("word/styles.xml", styles), ("word/numbering.xml", numbering)];
    read(&zip(&parts.map(|(name, text)| (name, text.as_bytes()))));
});
