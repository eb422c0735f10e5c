//! All figures the other measuring programs noted, as one table: `cargo bench --no-fail-fast` ends with it; `cargo bench --bench table` alone
//! prints those of the last run of each.
//!
//! A row is something we do by the number of issues; below it what stands beside it, as ratios of the same run.
//! Exit status 1 where a bound does not hold with the biggest ledger.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a measuring program may stop, and prints")]

#[expect(dead_code, reason = "others note, this one reads")]
mod note;

use std::{collections::BTreeMap, fs, process::ExitCode};

/// The columns.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// A figure as it was noted.
struct Figure {
    ms: f64,
    theirs: f64,
    at_most: f64,
    faster: f64,
}

impl Figure {
    /// What it says beside its yardstick, and whether its bound holds.
    fn ratio(&self) -> (String, bool) {
        let (times, faster) = (self.ms / self.theirs, self.theirs / self.ms);
        let holds = (self.at_most == 0.0 || times <= self.at_most) && faster >= self.faster;
        let said = if self.at_most == 0.0 && faster >= 1.0 {
            format!("{} × faster", short(faster))
        } else {
            format!("{} ×", short(times))
        };
        (said, holds)
    }
}

/// Three digits that count.
fn short(number: f64) -> String {
    match number {
        _ if number >= 99.5 => format!("{number:.0}"),
        _ if number >= 9.95 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// By what was done and what stands beside it, in the order they were noted; then by size.
#[derive(Default)]
struct Table {
    order: Vec<(String, String)>,
    figures: BTreeMap<(String, String, usize), Figure>,
}

impl Table {
    fn read(text: &str) -> Self {
        let mut table = Self::default();
        for line in text.lines() {
            table.take(line).expect("a line as it is noted");
        }
        table
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.split('\t').collect();
        let [what, n, ms, name, theirs, at_most, faster] = words.as_slice() else {
            return None;
        };
        let row = ((*what).to_owned(), (*name).to_owned());
        if !self.order.contains(&row) {
            self.order.push(row.clone());
        }
        let figure = Figure {
            ms: ms.parse().ok()?,
            theirs: theirs.parse().ok()?,
            at_most: at_most.parse().ok()?,
            faster: faster.parse().ok()?,
        };
        self.figures.insert((row.0, row.1, n.parse().ok()?), figure);
        Some(())
    }

    fn row(&self, what: &str, name: &str, cell: impl Fn(&Figure) -> String) -> String {
        let of = |n: &usize| self.figures.get(&(what.to_owned(), name.to_owned(), *n)).map_or(String::new(), &cell);
        SIZES.iter().map(of).collect::<Vec<_>>().join(" | ")
    }

    /// Prints it; gives how many bounds are missed.
    fn print(&self) -> usize {
        let mut n_missed = 0;
        let mut done: Vec<&str> = Vec::new();
        println!("| | {} | asked |", SIZES.map(|n| format!("{n} issues")).join(" | "));
        println!("|---|{}---|", "--:|".repeat(SIZES.len()));
        for (what, _) in &self.order {
            if done.contains(&what.as_str()) {
                continue;
            }
            done.push(what);
            let names: Vec<&str> =
                self.order.iter().filter(|(it, _)| it == what).map(|(_, name)| name.as_str()).collect();
            let first = names.first().copied().unwrap_or_default();
            println!("| **{what}** | {} | |", self.row(what, first, |figure| short(figure.ms)));
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                let asked = self.asked(what, name);
                n_missed += usize::from(asked.contains("missed"));
                println!("| beside {name} | {} | {asked} |", self.row(what, name, |figure| figure.ratio().0));
            }
        }
        n_missed
    }

    /// What is asked with the biggest ledger of which anything is.
    fn asked(&self, what: &str, name: &str) -> String {
        let of = |n: &usize| self.figures.get(&(what.to_owned(), name.to_owned(), *n));
        let is_asked = |figure: &&Figure| figure.at_most > 0.0 || figure.faster > 0.0;
        let Some(figure) = SIZES.iter().rev().filter_map(of).find(is_asked) else {
            return String::new();
        };
        let asked = match (figure.at_most > 0.0, figure.faster > 0.0) {
            (true, _) => format!("≤ {}", figure.at_most),
            (_, true) => format!("≥ {} faster", figure.faster),
            _ => return String::new(),
        };
        if figure.ratio().1 { asked } else { format!("{asked}: **missed**") }
    }
}

fn main() -> ExitCode {
    let Ok(text) = fs::read_to_string(note::figures()) else {
        println!("nothing was measured yet: `cargo bench --no-fail-fast`");
        return ExitCode::FAILURE;
    };
    let table = Table::read(&text);
    ExitCode::from(u8::from(table.print() > 0))
}
