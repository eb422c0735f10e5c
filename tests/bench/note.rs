//! What the measuring programs note for the one table that `cargo bench --no-fail-fast` ends with.

use std::{
    env,
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Where it is noted: a line a figure, the last of the same counts.
pub fn figures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures.tsv")
}

/// What stands beside a figure of ours.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// What it is.
    pub name: &'a str,
    /// What it came to.
    pub ms: f64,
    /// What is asked: ours takes at most so many times that, or is at least so many times faster; 0 where nothing is.
    pub at_most: f64,
    pub faster: f64,
}

impl<'a> Beside<'a> {
    /// Nothing is asked.
    pub const fn only(name: &'a str, ms: f64) -> Self {
        Self { name, ms, at_most: 0.0, faster: 0.0 }
    }

    /// Ours may be at most so many times as much.
    pub const fn at_most(name: &'a str, ms: f64, at_most: f64) -> Self {
        Self { name, ms, at_most, faster: 0.0 }
    }

    /// Ours must be so many times faster.
    pub const fn faster(name: &'a str, ms: f64, faster: f64) -> Self {
        Self { name, ms, at_most: 0.0, faster }
    }
}

/// Notes what came to so much with so many issues; `what` tells the unit, which what stands beside it shares.
pub fn note(what: &str, n_issues: usize, ms: f64, beside: Option<Beside<'_>>) {
    let Beside { name, ms: theirs, at_most, faster } = beside.unwrap_or(Beside::only("", 0.0));
    let line = format!("{what}\t{n_issues}\t{ms}\t{name}\t{theirs}\t{at_most}\t{faster}\n");
    let file = OpenOptions::new().append(true).create(true).open(figures());
    file.and_then(|mut file| file.write_all(line.as_bytes())).expect("a file for the figures");
}
