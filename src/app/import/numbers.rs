//! The numbers of new issues: the plan's own where they tell issues apart, else counted.

use std::collections::BTreeSet;

use crate::{
    domain::{ledger::Ledger, numerals::narrow_text},
    exchange::plan::PlanReport,
};

use super::{
    choices::{ImportChoices, ItemRole},
    identity::{KnownItem, inspection_id},
};

/// Gives numbers to new issues, none twice.
#[derive(Debug)]
pub(super) struct Numbers {
    prefix: String,
    own: Vec<Option<u32>>,
    used: BTreeSet<String>,
    width: usize,
    counted: u32,
}

impl Numbers {
    pub(super) fn new(report: &PlanReport, choices: &ImportChoices, ledger: &Ledger, known: &[KnownItem]) -> Self {
        let inspection = inspection_id(&choices.target);
        let of_inspection =
            ledger.issues.values().filter(|issue| issue.is_present() && *issue.fields.inspection.get() == inspection);
        let used = of_inspection.map(|issue| issue.fields.number.get().trim().to_owned()).collect();
        let taken = |n: usize| {
            let choice = choices.items.get(n).is_some_and(|choice| choice.take && choice.role == ItemRole::Issue);
            choice && known.get(n).is_some_and(|known| known.state.is_new())
        };
        let read = |(n, item): (usize, &crate::exchange::plan::PlanItem)| {
            let digits: String = narrow_text(&item.no).chars().filter(char::is_ascii_digit).collect();
            taken(n).then(|| digits.parse::<u32>().ok()).flatten()
        };
        let own: Vec<Option<u32>> = report.items.iter().enumerate().map(read).collect();
        let n_taken = (0..report.items.len()).filter(|n| taken(*n)).count();
        let unique: BTreeSet<u32> = own.iter().flatten().copied().collect();
        let tells_apart = unique.len() == n_taken;
        Self {
            prefix: choices.prefix.clone(),
            own: if tells_apart { own } else { Vec::new() },
            used,
            width: report.items.len().to_string().len().max(2),
            counted: 0,
        }
    }

    /// The number of the issue that item `n` becomes.
    pub(super) fn next(&mut self, n: usize) -> String {
        let own = self.own.get(n).copied().flatten().map(|own| self.words(own));
        let number = own.filter(|own| !self.used.contains(own));
        let number = number.unwrap_or_else(|| self.count());
        self.used.insert(number.clone());
        number
    }

    fn count(&mut self) -> String {
        loop {
            self.counted += 1;
            let number = self.words(self.counted);
            if !self.used.contains(&number) {
                return number;
            }
        }
    }

    fn words(&self, number: u32) -> String {
        let width = self.width;
        format!("{}{number:0width$}", self.prefix)
    }
}
