//! How much a package may hold, so that none can take the computer down.

/// Bytes of the manifest: it names every file in about 150 bytes.
pub const MANIFEST_BYTES: u64 = 64 << 20;

/// Bytes of the ledger, which has to be read whole: five times what the biggest holds.
pub const LEDGER_BYTES: u64 = 2 << 30;

/// Text packs well, but not better than this.
pub const RATIO: u64 = 400;

/// Files in the zip: its directory is read whole.
pub const ENTRIES: u64 = 200_000;

/// The work factor of scrypt (2^n): a passphrase that would take longer than minutes to try is no honest one.
pub const WORK: u8 = 22;
