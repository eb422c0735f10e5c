//! Reads a rectification plan: text to items with units, deadlines and targets.
