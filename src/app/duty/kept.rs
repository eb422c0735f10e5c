//! What is worked out of each issue, kept until the issue, the directory or the day changes.
//!
//! **Invariant:** one call works out no more than it is allowed to, so that a frame never waits for all issues.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;

use crate::domain::{IssueId, LedgerId, directory::Directory, issue::Issue, ledger::Ledger};

/// What the kept values were worked out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptOf {
    /// The ledger.
    pub ledger: LedgerId,
    /// Its revision.
    pub revision: u64,
    /// The day.
    pub today: NaiveDate,
}

/// A value for each issue that stands, where there is one.
#[derive(Debug)]
pub struct Kept<T> {
    of: Option<KeptOf>,
    directory: Arc<Directory>,
    known: BTreeMap<IssueId, (Arc<Issue>, Option<T>)>,
    missing: usize,
    version: u64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { of: None, directory: Arc::default(), known: BTreeMap::new(), missing: 0, version: 0 }
    }
}

impl<T> Kept<T> {
    /// How many issues one call works out: a few milliseconds' worth.
    pub const PORTION: usize = 2_000;

    /// True where everything is worked out for `of`.
    pub fn is_current(&self, of: KeptOf) -> bool {
        self.of == Some(of)
    }

    /// How many issues still have to be worked out.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// Grows whenever everything was worked out anew: what is made of it is then stale.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The values in the order of the issues' ids.
    pub fn values(&self) -> impl Iterator<Item = &T> + Clone {
        self.known.values().filter_map(|(_, value)| value.as_ref())
    }

    /// The value of an issue.
    pub fn get(&self, issue: IssueId) -> Option<&T> {
        self.known.get(&issue).and_then(|(_, value)| value.as_ref())
    }

    /// Works out a portion of what changed; true once everything is there.
    pub fn refresh(
        &mut self,
        ledger: &Ledger,
        of: KeptOf,
        portion: usize,
        work_out: impl Fn(&Issue) -> Option<T>,
    ) -> bool {
        if self.is_current(of) {
            return true;
        }
        let same_day = self.of.is_none_or(|old| old.today == of.today && old.ledger == of.ledger);
        if !same_day || !Arc::ptr_eq(&self.directory, &ledger.directory) {
            self.known.clear();
            self.directory = Arc::clone(&ledger.directory);
        }
        self.of = None;
        let (gone, changed) = self.compare(ledger);
        for id in gone {
            self.known.remove(&id);
        }
        self.missing = changed.len().saturating_sub(portion);
        for issue in changed.into_iter().take(portion) {
            self.known.insert(issue.id, (Arc::clone(issue), work_out(issue)));
        }
        if self.missing == 0 {
            self.of = Some(of);
            self.version += 1;
        }
        self.missing == 0
    }
}

impl<T> Kept<T> {
    /// What no longer stands, and what is new or changed: both lists are in the order of ids, so one walk is enough,
    /// and an issue that is the same is not even looked into.
    fn compare<'a>(&self, ledger: &'a Ledger) -> (Vec<IssueId>, Vec<&'a Arc<Issue>>) {
        let (mut gone, mut changed) = (Vec::new(), Vec::new());
        let mut known = self.known.iter().peekable();
        for (id, issue) in &ledger.issues {
            while let Some((old, _)) = known.next_if(|(old, _)| *old < id) {
                gone.push(*old);
            }
            let held = known.next_if(|(old, _)| *old == id).map(|(_, (held, _))| held);
            if held.is_some_and(|held| Arc::ptr_eq(held, issue)) {
                continue;
            }
            if issue.is_present() {
                changed.push(issue);
            } else if held.is_some() {
                gone.push(*id);
            }
        }
        gone.extend(known.map(|(old, _)| *old));
        (gone, changed)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn ledger(n: u128) -> Ledger {
        let mut ledger = Ledger::new(LedgerId(1));
        for id in (1..=n).map(IssueId) {
            ledger.issues.insert(id, Arc::new(Issue { id, registered: true, ..Issue::default() }));
        }
        ledger
    }

    fn of(revision: u64) -> KeptOf {
        KeptOf { ledger: LedgerId(1), revision, today: NaiveDate::from_ymd_opt(2026, 9, 18).unwrap() }
    }

    #[test]
    fn a_call_works_out_its_portion_and_the_next_goes_on() {
        let ledger = ledger(5);
        let mut kept = Kept::default();
        assert!(!kept.refresh(&ledger, of(1), 2, |issue| Some(issue.id)));
        assert_eq!((kept.missing(), kept.values().count()), (3, 2));
        assert!(!kept.refresh(&ledger, of(1), 2, |issue| Some(issue.id)));
        assert!(kept.refresh(&ledger, of(1), 2, |issue| Some(issue.id)));
        assert_eq!((kept.values().count(), kept.version()), (5, 1));
    }

    #[test]
    fn after_a_change_only_the_issue_that_changed_is_worked_out_again() {
        let mut ledger = ledger(5);
        let mut kept = Kept::default();
        let asked = Cell::new(0);
        let work_out = |issue: &Issue| {
            asked.set(asked.get() + 1);
            Some(issue.id)
        };
        assert!(kept.refresh(&ledger, of(1), 9, work_out));
        assert!(kept.refresh(&ledger, of(1), 9, work_out), "nothing to do");
        assert_eq!(asked.get(), 5);
        Arc::make_mut(ledger.issues.get_mut(&IssueId(3)).unwrap()).registered = true;
        assert!(kept.refresh(&ledger, of(2), 9, work_out));
        assert_eq!((asked.get(), kept.version()), (6, 2));
        Arc::make_mut(ledger.issues.get_mut(&IssueId(4)).unwrap()).registered = false;
        assert!(kept.refresh(&ledger, of(3), 9, work_out));
        assert_eq!((kept.values().count(), kept.get(IssueId(4))), (4, None), "gone");
    }

    #[test]
    fn another_day_works_out_everything_again() {
        let ledger = ledger(3);
        let mut kept = Kept::default();
        kept.refresh(&ledger, of(1), 9, |issue| Some(issue.id));
        let tomorrow = KeptOf { today: of(1).today.succ_opt().unwrap(), ..of(1) };
        assert!(!kept.refresh(&ledger, tomorrow, 1, |issue| Some(issue.id)));
        assert_eq!(kept.missing(), 2);
    }
}
