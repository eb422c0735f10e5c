//! Working days: which days offices work, by the holidays the ledger carries.
