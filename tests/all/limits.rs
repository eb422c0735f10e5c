//! The limits the README names are those of the program, and it names them all.

use std::{collections::BTreeSet, fs, path::Path};

/// The files whose limits refuse something that comes from outside.
const FILES: [&str; 16] = [
    "src/store/ledger_file.rs",
    "src/store/journal.rs",
    "src/store/files.rs",
    "src/store/lock.rs",
    "src/store/generations.rs",
    "src/store/ron_text.rs",
    "src/store/ron_read.rs",
    "src/store/package/limits.rs",
    "src/exchange/sheet/limits.rs",
    "src/exchange/docx.rs",
    "src/exchange/xml.rs",
    "src/exchange/zipped.rs",
    "src/exchange/word/limits.rs",
    "src/app/pictures.rs",
    "src/app/grid/clipboard.rs",
    "src/cli/act.rs",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the project")
}

/// A number as the code writes it: `4 << 30`, `192 * 1024 * 1024`, `1_048_576`.
fn number(code: &str) -> Option<u64> {
    let code = code.replace('_', "");
    if let Some((number, shift)) = code.split_once("<<") {
        return Some(number.trim().parse::<u64>().ok()? << shift.trim().parse::<u32>().ok()?);
    }
    code.split('*').map(|factor| factor.trim().parse::<u64>().ok()).product()
}

/// A number as the README writes it: `4 GiB`, `192 MiB`, `64 KiB`, `1,048,576`.
fn shown(text: &str) -> Option<u64> {
    let text = text.replace(',', "");
    let (number, unit) = text.trim().split_once(' ').unwrap_or_else(|| (text.trim(), ""));
    let shift = match unit {
        "GiB" => 30,
        "MiB" => 20,
        "KiB" => 10,
        "" => 0,
        _ => return None,
    };
    Some(number.parse::<u64>().ok()? << shift)
}

/// Every limit of a file: its name and its value.
fn limits_of(path: &str) -> Vec<(String, u64)> {
    let is_limit = |name: &str| {
        let is_all = path.ends_with("limits.rs");
        is_all || ["MAX_", "MOST_", "SMALL_"].iter().any(|begin| name.starts_with(begin)) || name == "DEPTH_LIMIT"
    };
    let text = read(path);
    let consts = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once("const ")?.1.split_once(": ")?;
        let value = number(rest.split_once(" = ")?.1.trim_end_matches(';'))?;
        (is_limit(name) && !line.starts_with(' ')).then(|| (name.to_owned(), value))
    });
    consts.collect()
}

#[test]
fn the_readme_names_every_limit_with_its_value_and_a_reason() {
    let readme = read("README.md");
    let (_, rest) = readme.split_once("\n## Limits\n").expect("a section");
    let section = rest.split_once("\n## ").map_or(rest, |(section, _)| section);
    let mut named = BTreeSet::new();
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, value, what, why] = cells.as_slice() else { continue };
        let value = shown(value).expect(row);
        assert!(!what.is_empty() && !why.is_empty(), "{row}");
        named.insert((name.trim_matches('`').to_owned(), value));
    }
    let mut all = BTreeSet::new();
    for path in FILES {
        let found = limits_of(path);
        assert!(!found.is_empty(), "{path} has limits");
        let short = path.trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
        all.extend(found.into_iter().map(|(name, value)| (format!("{short}::{name}"), value)));
    }
    assert!(all.len() > 40, "{all:?}");
    let missing: Vec<_> = all.difference(&named).collect();
    let stale: Vec<_> = named.difference(&all).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "the README lacks {missing:?}\nand names {stale:?}, which is not so"
    );
}
