//! What came in while the program was not running, and who began a form before had not seen.
//!
//! **Invariant:** no frame waits for a history: where it is not there yet, everything counts as unseen until it is.

use std::collections::{BTreeMap, BTreeSet};

use super::Document;
use crate::domain::{ChangeId, DeviceId, history::History};

/// What is asked of the history: what somebody had not seen.
#[derive(Debug)]
pub(super) struct LookBack {
    /// Those of the ledger when that person last looked at it.
    heads: Vec<ChangeId>,
    /// The computer of that person.
    device: DeviceId,
    /// What the revision was when it was asked.
    revision: u64,
}

impl Document {
    /// Remembers as unseen what came in while the program was not running; returns the revision to look back from.
    ///
    /// `heads` are those of the ledger when somebody last looked at it, `device` the computer of that person.
    pub fn look_back_to(&mut self, heads: &[ChangeId], device: DeviceId) -> u64 {
        let history = &self.content.history;
        // What a file says of its ends is known before its changes are read.
        if history.heads() == heads {
            return self.revision;
        }
        let asked = LookBack { heads: heads.to_vec(), device, revision: self.revision };
        if !history.is_ready() {
            self.look_backs.push(asked);
            return 0;
        }
        if self.look_back(&asked) { 0 } else { self.revision }
    }

    /// Whether it is not known yet what came in.
    pub(super) fn looks_back(&self) -> bool {
        !self.look_backs.is_empty()
    }

    /// Waits for the history where something is asked of it.
    pub(super) fn look_back_now(&mut self) {
        for asked in std::mem::take(&mut self.look_backs) {
            self.look_back(&asked);
        }
    }

    /// Whether there was anything that person had not seen.
    fn look_back(&mut self, asked: &LookBack) -> bool {
        let history = &self.content.history;
        let new: Vec<ChangeId> = if asked.heads.iter().any(|id| history.contains(*id)) {
            let is_others = |id: &ChangeId| history.get(*id).is_some_and(|change| change.header.device != asked.device);
            news_since(history, &asked.heads).into_iter().filter(is_others).collect()
        } else {
            // Another copy lies there now, of which nothing was seen: all of it is read, and nothing kept in memory.
            let others = history.passing(|_| true).filter(|change| change.header.device != asked.device);
            others.map(|change| change.id).collect()
        };
        for id in &new {
            self.arrived.entry(*id).or_insert(asked.revision);
        }
        !new.is_empty()
    }
}

/// The changes that are neither among `heads` nor ancestors of theirs. Hardly more than these is read: of a long history
/// each that is read stays in memory.
fn news_since(history: &History, heads: &[ChangeId]) -> Vec<ChangeId> {
    let mut walk = Walk { history, seen: BTreeMap::new(), open: BTreeSet::new() };
    for id in history.heads() {
        walk.meet(id, false);
    }
    for id in heads {
        walk.meet(*id, true);
    }
    while walk.may_find_more()
        && let Some((_, id)) = walk.open.pop_last()
    {
        walk.go_on_from(id);
    }
    walk.seen.into_iter().filter(|(_, seen)| !seen).map(|(id, _)| id).collect()
}

/// From the ends of a history backwards, the highest generation first: whoever went on from a change is met before it.
struct Walk<'a> {
    history: &'a History,
    /// Whether each change that was met had been seen.
    seen: BTreeMap<ChangeId, bool>,
    /// Those whose parents were not looked at yet.
    open: BTreeSet<(u64, ChangeId)>,
}

impl Walk<'_> {
    /// What somebody saw was seen, whoever else went on from it.
    fn meet(&mut self, id: ChangeId, seen: bool) {
        if self.seen.get(&id).is_some_and(|before| *before || !seen) {
            return;
        }
        self.seen.insert(id, seen);
        if let Some(change) = self.history.get(id) {
            self.open.insert((change.header.generation, id));
        }
    }

    /// Ancestors of what was seen were seen.
    fn may_find_more(&self) -> bool {
        self.open.iter().any(|(_, id)| self.seen.get(id) == Some(&false))
    }

    fn go_on_from(&mut self, id: ChangeId) {
        let seen = self.seen.get(&id).copied().unwrap_or_default();
        let history = self.history;
        for parent in history.get(id).into_iter().flat_map(|change| &change.header.parents) {
            self.meet(*parent, seen);
        }
    }
}

#[cfg(test)]
mod tests;
