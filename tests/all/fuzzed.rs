//! Every reader on files of our own, changed at random: the fuzzer's checks without the fuzzer, in every run of the tests, and
//! on every case it has found.
//!
//! With `LONG` set each reader is tried a hundred times as often. A failing file is kept, and its place is told.

#![expect(clippy::disallowed_methods, reason = "a test makes broken files")]

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

#[path = "../fuzz/src/checks.rs"]
mod checks;
#[path = "../fuzz/src/made.rs"]
mod made;

/// The program as the checks know it.
mod program {
    pub use rectification_ledger::{app::grid::clipboard, domain, exchange, store};
}

/// Nothing may take longer, be the machine as busy as it may.
const GUARD: Duration = Duration::from_secs(20);

/// What readers look for.
const WORDS: [&[u8]; 28] = [
    b"(",
    b")",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b",",
    b":",
    b" // ",
    b"\n",
    b"\r\n",
    b"\t",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"18446744073709551615",
    b"-1",
    b"1e999",
    b"Some(",
    b"None",
    b"<a>",
    b"</a>",
    b"&#x10ffff;",
    b"]]>",
    "年底前".as_bytes(),
    "二〇".as_bytes(),
    "个工作日".as_bytes(),
    "、".as_bytes(),
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }

    /// A piece of `bytes`, mostly a short one.
    fn piece(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let begin = self.roll(bytes.len() + 1);
        let most = if self.roll(4) == 0 { bytes.len() } else { 40 };
        begin..(begin + self.roll(most + 1)).min(bytes.len())
    }

    /// One change.
    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let piece = self.piece(bytes);
        let at = piece.start;
        match self.roll(7) {
            0 => drop(bytes.drain(piece)),
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.roll(8);
                }
            }
            2 => {
                let word = WORDS.get(self.roll(WORDS.len())).copied().unwrap_or_default();
                drop(bytes.splice(at..at, word.iter().copied()));
            }
            3 => {
                let again = bytes.get(piece).unwrap_or_default().repeat(1 + self.roll(30));
                drop(bytes.splice(at..at, again));
            }
            4 => {
                let from = self.piece(other);
                drop(bytes.splice(piece, other.get(from).unwrap_or_default().iter().copied()));
            }
            5 => bytes.truncate(at),
            _ => {
                let fresh = self.roll(256) as u8;
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = fresh;
                }
            }
        }
    }
}

/// The files in a folder of the project; none where there is no such folder.
fn files_of(folder: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let mut paths: Vec<PathBuf> = entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a file")).collect()
}

/// What a reader is tried on first.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let mut seeds = files_of(&format!("tests/fuzz/seed/{name}"));
    let ledger = || fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ledger_v1.ron")).expect("a ledger");
    let bare = || -> Vec<Vec<u8>> {
        let text = String::from_utf8(ledger()).expect("text");
        let lines = text.lines().filter_map(|line| line.rsplit_once(" // "));
        lines.map(|(line, _)| line.trim_end_matches(',').as_bytes().to_vec()).collect()
    };
    match name {
        "docx" | "template" => seeds.extend(files_of("assets/templates")),
        "ledger" => seeds.push(ledger()),
        "journal" => {
            let head = b"Journal(format:1,ledger:\"a\",heads:[],file:None)\n".to_vec();
            seeds.push([head, bare().join(&b'\n')].concat());
        }
        "record" => seeds.extend(bare()),
        "package" => {
            let manifest = "(format:1,kind:Copy,ledger:\"00000000-0000-0000-0000-000000000000\",\
                            made_on:\"2026-01-01T00:00:00\",parts:[])\n----\n";
            seeds.push([manifest.as_bytes().to_vec(), ledger()].concat());
        }
        _ => {}
    }
    assert!(!seeds.is_empty(), "{name} has something to begin with");
    seeds
}

/// Whether the reader keeps to its check; where it does not, the file is kept.
fn holds((name, check): checks::Check, bytes: &[u8]) -> Option<String> {
    let start = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| check(bytes)));
    if ended.is_ok() && start.elapsed() < GUARD {
        return None;
    }
    let kept = env::temp_dir().join(format!("fuzzed-{name}-{}", bytes.len()));
    fs::write(&kept, bytes).expect("kept");
    Some(format!("{name}: {:?}, the file is kept as {}", start.elapsed(), kept.display()))
}

#[test]
fn every_case_the_fuzzer_found_is_read_as_it_should_be() {
    let mut n_cases = 0;
    for (name, check) in checks::ALL {
        for bytes in files_of(&format!("tests/fuzz/found/{name}")) {
            check(&bytes);
            n_cases += 1;
        }
    }
    println!("{n_cases} cases");
    assert!(n_cases >= 2, "the cases found so far are kept under tests/fuzz/found");
}

#[test]
fn files_of_our_own_changed_at_random_are_read_or_refused_and_never_end_the_program() {
    let n_tries = if env::var_os("LONG").is_some() { 20_000 } else { 200 };
    let mut wrong = Vec::new();
    for (name, check) in checks::ALL {
        let (seeds, mut dice, start) = (seeds(name), Dice(17), Instant::now());
        wrong.extend(seeds.iter().filter_map(|seed| holds((name, check), seed)));
        for _ in 0..n_tries {
            let mut bytes = seeds.get(dice.roll(seeds.len())).cloned().unwrap_or_default();
            let other = seeds.get(dice.roll(seeds.len())).cloned().unwrap_or_default();
            for _ in 0..=dice.roll(4) {
                dice.change(&mut bytes, &other);
            }
            wrong.extend(holds((name, check), &bytes));
        }
        println!("{name}: {n_tries} changed files in {:.1} s", start.elapsed().as_secs_f32());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
