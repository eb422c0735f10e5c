//! Takes another copy of a ledger in: its changes, the parts it holds, and what belongs to neither.
//!
//! **Invariant:** the ledger is the fold of the history before and after.

use std::sync::Arc;

use crate::{
    domain::{
        ChangeId, Union,
        change::{HeldPart, PartText},
        edit::PartKey,
        history::History,
    },
    store::{codec::RonParts, ledger_write::LedgerContent, record::Record},
};

impl LedgerContent {
    /// Takes in everything another copy has and this one has not, and folds anew what it touches.
    pub fn take_in(&mut self, other: &Self) -> Union {
        let mut union = self.history.take_in(&other.history);
        for record in &other.loose {
            if !self.loose.contains(record) {
                self.loose.push(record.clone());
            }
        }
        self.place_loose(&mut union);
        let Self { ledger, history, .. } = self;
        // What a hand-out or an admission lets act hangs on them, wherever it stands.
        for id in union.taken.iter().chain(&union.filled) {
            let swayed = history.get(*id).map(|change| history.swayed_by(change, &RonParts));
            union.touched.extend(swayed.unwrap_or_default());
        }
        for key in &union.touched {
            history.fold_subject(ledger, *key, &RonParts);
        }
        union
    }

    /// Parts that lay loose find their change when it arrives.
    fn place_loose(&mut self, union: &mut Union) {
        let Self { history, loose, .. } = self;
        loose.retain(|record| {
            let Record::Part { change, key, salt, body } = record else {
                return true;
            };
            let text = PartText { salt: Arc::clone(salt), text: Arc::clone(&body.0) };
            let placed = history.place(*change, *key, &text);
            if placed {
                union.filled.push(*change);
                union.touched.insert(*key);
            }
            !placed && !is_held(history, *change, *key)
        });
    }
}

fn is_held(history: &History, change: ChangeId, key: PartKey) -> bool {
    let parts = history.get(change).map(|change| &change.parts);
    parts.is_some_and(|parts| parts.iter().any(|(k, held)| *k == key && *held != HeldPart::Hidden))
}
