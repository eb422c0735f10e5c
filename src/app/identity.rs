//! Who sits here (自报): name, unit, role, and the computer; random ids; the clock as the shell read it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::{DeviceId, rules::Role};

/// Who sits at this computer, as declared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Identity {
    /// The name typed under.
    pub name: String,
    /// The unit worked for, by its name.
    pub unit: String,
    /// As what.
    pub role: Role,
    /// This computer.
    pub device: DeviceId,
}

impl Identity {
    /// True once there is a name and a unit to stand in the history.
    pub fn is_complete(&self) -> bool {
        !self.name.trim().is_empty() && !self.unit.trim().is_empty()
    }
}

/// The clock as the shell read it, UTC+8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Now.
    pub now: NaiveDateTime,
    /// The day that rules count from; `--today` sets it for scripts.
    pub today: NaiveDate,
    /// A clock that never goes back, for measuring how long a job runs.
    pub instant: std::time::Instant,
}

/// A new random id.
///
/// The operating system's generator does not fail on the systems this runs on; should it, the address
/// space of a fresh allocation and a counter still keep ids of one process apart.
pub fn random_id() -> u128 {
    let mut bytes = [0_u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        use std::sync::atomic::{AtomicU64, Ordering};
        static COUNT: AtomicU64 = AtomicU64::new(1);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let process = u128::from(std::process::id());
        return (process << 64) | u128::from(count);
    }
    u128::from_be_bytes(bytes).max(1)
}
