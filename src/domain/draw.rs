//! Random draws for spot checks (抽查): seeded, recorded with all that is needed to draw them again.
//!
//! The lot of an issue is SHA-256 over `seed`, a line feed and the issue's id in 32 hexadecimal digits; drawn are the
//! issues with the smallest lots. So a draw depends on the seed and the pool alone, not on the order of the pool,
//! and any program that knows SHA-256 can repeat it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ids::{DrawId, EditKey, IssueId, Sha},
    issue::Presence,
    register::Reg,
};

/// A draw as it was recorded.
#[doc(alias = "抽查")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draw {
    /// What the lots came from: given by the program, or a number announced in public.
    pub seed: String,
    /// Out of which issues, in the words of the filter.
    pub filter: String,
    /// Out of which issues, in the order of their ids.
    pub pool: Vec<IssueId>,
    /// What was drawn, the smallest lot first.
    pub drawn: Vec<IssueId>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// What the draw is for.
    pub purpose: String,
}

impl Draw {
    /// Whether drawing again from the recorded pool gives what was recorded.
    pub fn holds(&self) -> bool {
        draw(&self.seed, &self.pool, self.drawn.len()) == self.drawn
    }
}

/// A draw in the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DrawEntry {
    /// Its name.
    pub id: DrawId,
    /// The edit that recorded it.
    pub added: EditKey,
    /// Whether it stands.
    #[serde(skip_serializing_if = "Reg::is_unset")]
    pub presence: Reg<Presence>,
    /// What was drawn.
    pub draw: Draw,
}

/// The lot of an issue: what decides whether it is drawn.
pub fn lot(seed: &str, issue: IssueId) -> Sha {
    Sha::of(&[seed.as_bytes(), b"\n", issue.to_string().as_bytes()])
}

/// Draws `n` of the pool: those with the smallest lots, the smallest first.
pub fn draw(seed: &str, pool: &[IssueId], n: usize) -> Vec<IssueId> {
    let mut lots: Vec<(Sha, IssueId)> = pool.iter().map(|issue| (lot(seed, *issue), *issue)).collect();
    lots.sort_unstable();
    lots.dedup();
    lots.into_iter().take(n).map(|(_, issue)| issue).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool() -> Vec<IssueId> {
        (1..=40).map(IssueId).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_issues_whatever_the_order_of_the_pool() {
        let mut turned = pool();
        turned.reverse();
        let first = draw("4821093755", &pool(), 5);
        assert_eq!(first.len(), 5);
        assert_eq!(draw("4821093755", &turned, 5), first);
        assert_ne!(draw("4821093756", &pool(), 5), first, "another seed");
    }

    #[test]
    fn more_are_drawn_by_going_on_with_the_next_lots() {
        let five = draw("七", &pool(), 5);
        let eight = draw("七", &pool(), 8);
        assert_eq!(eight[..5], five[..]);
        assert_eq!(draw("七", &pool(), 99).len(), 40, "no more than there are");
    }

    #[test]
    fn a_lot_is_what_any_sha_256_gives() {
        // printf '42\n00000000000000000000000000000001' | sha256sum
        let expected = Sha::of(&[b"42\n00000000000000000000000000000001"]);
        assert_eq!(lot("42", IssueId(1)), expected);
    }

    #[test]
    fn a_record_that_was_tampered_with_does_not_hold() {
        let drawn = draw("42", &pool(), 3);
        let mut record = Draw { seed: "42".to_owned(), pool: pool(), drawn, ..Draw::default() };
        assert!(record.holds());
        record.drawn.swap(0, 1);
        assert!(!record.holds());
    }

    #[test]
    fn over_many_seeds_each_issue_is_drawn_about_as_often() {
        let mut counts = [0_u32; 40];
        for seed in 0..2_000 {
            for issue in draw(&seed.to_string(), &pool(), 4) {
                counts[issue.0 as usize - 1] += 1;
            }
        }
        let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
        assert!(*least > 140 && *most < 260, "{least} to {most} of 200 expected");
    }
}
