//! Our own Word templates: the committed files are what the program writes.

use std::path::Path;

use rectification_ledger::{exchange::word::forms::WordForm, store::safe_write::safe_write};

/// `WRITE_TEMPLATES=1 cargo test --test all word_templates` writes them anew.
#[test]
fn the_committed_templates_are_what_the_program_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/templates");
    for form in WordForm::ALL {
        let bytes = form.write_built_in().expect("a template");
        let path = folder.join(form.file_name());
        if std::env::var_os("WRITE_TEMPLATES").is_some() {
            safe_write(&path, &bytes).expect("written");
        }
        let kept = std::fs::read(&path).expect("a committed template");
        assert!(kept == bytes, "{}: run with WRITE_TEMPLATES=1 and commit", form.name());
    }
}
