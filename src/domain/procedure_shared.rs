//! One copy in memory of procedures that are alike: each round of each issue froze its own.
//!
//! **Invariant:** what is given is equal to what was asked for; only where it lies in memory is shared.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde::{Deserialize as _, Deserializer};

use super::procedure::Procedure;

/// So many are looked through. A ledger has a handful; of more only the latest are shared.
const MOST: usize = 64;

static HELD: Mutex<Vec<Weak<Procedure>>> = Mutex::new(Vec::new());

/// The procedure, shared with all that are equal to it.
pub(super) fn shared(procedure: &Procedure) -> Arc<Procedure> {
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = held.iter().filter_map(Weak::upgrade).find(|it| **it == *procedure) {
        return found;
    }
    let new = Arc::new(procedure.clone());
    held.retain(|it| it.strong_count() > 0);
    held.truncate(MOST - 1);
    held.insert(0, Arc::downgrade(&new));
    new
}

/// Reads a procedure and shares it.
pub(super) fn read_shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Procedure>, D::Error> {
    Ok(shared(&Procedure::deserialize(deserializer)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::procedure_presets;

    #[test]
    fn equal_procedures_are_one_and_others_are_not() {
        let one = shared(&procedure_presets::yulin());
        let same = shared(&procedure_presets::yulin());
        assert!(Arc::ptr_eq(&one, &same), "one copy");
        let mut other = procedure_presets::yulin();
        other.name.push('二');
        assert_eq!(*shared(&other), other, "its own words");
    }
}
