//! Exports from task to bytes.
